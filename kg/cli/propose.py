"""kg propose and kg readings."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.build import limits_of, reading_options
from kg.cli.common import note, out
from kg.cli.progress import progress_bar
from kg.cli.unread import tell

if TYPE_CHECKING:
    from kg.readings.asking import Call
    from kg.readings.proposing import Price


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("--model", "-m", required=True, metavar="NAME", help="The model, as the server calls it; with --answers, the name of who read.")
@click.option("--url", metavar="URL", default="http://127.0.0.1:8080/v1", show_default=True, envvar="KG_READER_URL", show_envvar=True, help="A server of the OpenAI-compatible chat protocol.")
@click.option("--out", "-o", "folder", metavar="DIR", default="readings", show_default=True, help="The folder of readings.")
@click.option("--parallel", type=click.IntRange(1, 64), default=4, show_default=True, help="How many calls are made at once.")
@click.option("--temperature", type=float, default=0.0, show_default=True, help="Parameter of the model.")
@click.option("--max-tokens", type=click.IntRange(min=1), default=8192, show_default=True, help="Tokens that one answer may have.")
@click.option("--piece", "characters", type=click.IntRange(200, 20000), default=1600, show_default=True, metavar="N", help="Characters of a document that one call shows.")
@click.option("--tries", type=click.IntRange(1, 20), default=5, show_default=True, help="How often a call is tried.")
@click.option("--timeout", type=click.FloatRange(min=0.1), default=120.0, show_default=True, metavar="SECONDS", help="How long a server may be silent.")
@click.option("--whole", is_flag=True, help="Ask for answers in one piece, not streamed.")
@click.option("--price", metavar="IN,OUT", help="What a million tokens cost, asked and answered: shown before, and counted by --budget.")
@click.option("--budget", type=click.FloatRange(min=0), metavar="AMOUNT", help="Stop before this is spent: money where --price is given, else tokens.")
@click.option("--dry-run", is_flag=True, help="Ask nothing: count the calls and their tokens.")
@click.option("--write-prompts", metavar="DIR", help="Write system.txt and ID.txt for each call to this folder, and ask nothing.")
@click.option("--answers", metavar="DIR", help="Take the answer of each call from DIR/ID.json in place of a server.")
@reading_options
def propose(
    sources: tuple[str, ...], model: str, url: str, folder: str, parallel: int, temperature: float, max_tokens: int, characters: int, tries: int, timeout: float,
    whole: bool, price: str | None, budget: float | None, dry_run: bool, write_prompts: str | None, answers: str | None, **reading: Any,
) -> None:  # fmt: skip
    """Ask a language model what documents say, and keep its answers for kg build --readings.

    Any server of the OpenAI-compatible protocol will do: llama.cpp, Ollama, vLLM, a service. The key comes from KG_READER_KEY
    (else OPENAI_API_KEY) and is written nowhere. What was answered is never asked again: after an error or a stop, run the same command.

    \b
    kg propose reports/ --model qwen3-32b --dry-run --price 2,8
    kg propose reports/ --model qwen3-32b --url http://127.0.0.1:11434/v1 -o readings
    kg build reports/ --readings readings
    """
    from kg.engines.proposing import allowed, asked
    from kg.readings.api import ask_all
    from kg.readings.asking import write_prompts as write

    found = asked(sources, model, temperature=temperature, max_tokens=max_tokens, characters=characters, limits=limits_of(reading), columns=_columns(reading))
    tell(found.failures)
    calls = list(found.calls)
    if write_prompts:
        out(f"{write(calls, Path(write_prompts))} 个提示 prompts → {write_prompts}")
        return
    cost = _price(price)
    _tell(calls, folder, cost)
    if dry_run:
        return
    with progress_bar() as progress:
        done = ask_all(calls, folder, url=url, answers=answers, parallel=parallel, budget=allowed(budget, (cost.asked, cost.answered) if cost else None), progress=progress,
                           **({} if answers else {"tries": tries, "timeout": timeout, "stream": not whole}))  # fmt: skip
    for id_, why in done.failed:
        note(f"kg: no answer to {id_}: {why}")
    out(str(done) + (f"\n费用 cost: {cost.of(done.tokens):.4f}" if cost else ""))
    click.get_current_context().exit(1 if done.failed and not done.answered else 0)


def _tell(asked: list[Call], folder: str, cost: Price | None) -> None:
    """How much there is to ask, before anything is."""
    from kg.readings.proposing import estimate
    from kg.readings.store import Store

    count, tokens = estimate(asked, Store(folder))
    about = f"，约费 about {cost.of(tokens):.4f}" if cost else ""
    note(f"{len(asked)} 次调用 calls，待问 to ask {count}；约用词元 about tokens: 提问 asked {tokens[0]}，回答 answered {tokens[1]}{about}")


def _price(price: str | None) -> Price | None:
    from kg.readings.proposing import Price

    if price is None:
        return None
    try:
        asked, answered = map(float, price.replace("，", ",").split(","))
    except ValueError:
        raise click.BadParameter(f"{price!r}: give two numbers, such as 2,8", param_hint="--price") from None
    return Price(asked, answered)


def _columns(reading: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in reading.items() if name.endswith("_column") and value}


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False))
@click.argument("sources", nargs=-1, metavar="[SOURCE]...")
@click.option("--examples", type=click.IntRange(min=0), default=3, show_default=True, metavar="N", help="How many of each reason, and of each kind set aside, are shown.")
@click.option("--json", "as_json", is_flag=True, help="Print every refusal, and all that was set aside, as one JSON object a line.")
@reading_options
def readings(folder: str, sources: tuple[str, ...], examples: int, as_json: bool, **reading: Any) -> None:
    """What became of the readings in DIR: counts, the reasons why proposals were not taken, examples; and what the
    rules found in words that a reader was shown and gives way there (set aside, --trust both): the rule, the words, and
    what the reading says instead.

    SOURCE are the documents that were read; without them, what is stored is counted.
    """
    from kg.engines.proposing import readings as judged
    from kg.readings.report import listed, report, stored

    if not sources:
        out(stored(folder))
        return
    found = judged(folder, *sources, limits=limits_of(reading), **_columns(reading))
    tell(found.failures)
    out(listed(found.proposals, found.set_aside) if as_json else report(found.proposals, examples, found.set_aside))
