"""Documents shown to a reader, and what became of its readings: files are read in child processes, as a build reads them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.engines import local
from kg.errors import ReadingError
from kg.model import Proposals, SetAside, Unsaid
from kg.reading import Failure, Limits
from kg.readings.api import LOCAL, ask_all, to_ask
from kg.readings.library import Library
from kg.readings.proposing import Budget, Price, Progress, Proposed, estimate
from kg.readings.report import report
from kg.readings.store import Store
from kg.safe.calls import checked

if TYPE_CHECKING:
    from kg.readings.asking import Call

NOTHING = "kg.readings.extracting:nothing"
VERDICTS = "kg.readings.extracting:verdicts"


@dataclass(frozen=True, slots=True)
class Asked:
    """What there is to ask, and the files that could not be read."""

    calls: tuple[Call, ...]
    failures: tuple[Failure, ...] = ()


def asked(sources: Iterable[str | Path], model: str, *, limits: Limits | None = None, workers: int | None = None, columns: dict[str, Any] | None = None, **how: Any) -> Asked:
    """The calls that the documents of ``sources`` need (``how``: temperature, max_tokens, characters of a piece).

    Raises ``UsageError`` without a model, ``ReadingError`` where nothing could be read.
    """
    documents, _, failures = local.run(sources, workers=workers, limits=limits, extractor=NOTHING, **columns or {})
    if not documents:
        raise ReadingError("nothing could be read" + "".join(f"\n  {one.source}: {one.reason}" for one in failures), "see kg propose --help")
    return Asked(tuple(to_ask(documents, model, **how)), tuple(failures))


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What became of readings, document by document and reader by reader, and the files that could not be read. Prints as counts, reasons and examples.

    ``set_aside`` is what the rules found and gives way to the readings in a build that trusts both.
    """

    proposals: tuple[Proposals, ...]
    failures: tuple[Failure, ...] = ()
    set_aside: tuple[SetAside, ...] = ()

    @property
    def refused(self) -> tuple[Unsaid, ...]:
        """Every proposal that did not pass, with its reason."""
        return tuple(unsaid for one in self.proposals for unsaid in one.refused)

    def __str__(self) -> str:
        return report(self.proposals, aside=self.set_aside)


@checked
def propose(
    *sources: str | Path,
    model: str,
    out: str | Path = "readings",
    url: str = LOCAL,
    answers: str | Path | None = None,
    parallel: int = 4,
    price: Sequence[float] | None = None,
    budget: float | None = None,
    dry_run: bool = False,
    progress: Progress | None = None,
    limits: Limits | None = None,
    temperature: float = 0.0,
    max_tokens: int = 8192,
    **options: Any,
) -> Proposed:
    """Ask the language model ``model`` at ``url`` what documents say, and keep its answers in ``out`` for ``build(readings=…)``.

    ``answers`` takes them from files (``ID.json``) in place of a server; ``price`` is what a million tokens cost, asked and answered, ``budget``
    the money (tokens, without a price) at which it stops; ``dry_run`` asks nothing: ``open`` and ``tokens`` are what there would be to ask.
    What was answered before is never asked again. The key comes from the environment (``KG_READER_KEY``). ``options``: columns of
    tables (``text_column`` …), and of the server ``tries``, ``timeout``, ``stream``. Raises ``UsageError``, ``ReadingError``.
    """
    columns = {name: options.pop(name) for name in list(options) if name.endswith("_column")}
    local.options("propose", {"limits": limits, **columns})
    found = asked(sources, model, limits=limits, columns=columns, temperature=temperature, max_tokens=max_tokens)
    if dry_run:
        left, tokens = estimate(found.calls, Store(out))
        return Proposed(len(found.calls), len(found.calls) - left, open=left, tokens=tokens)
    return ask_all(list(found.calls), out, url=url, answers=answers, parallel=parallel, budget=allowed(budget, price), progress=progress, **options)


def allowed(amount: float | None, price: Sequence[float] | None) -> Budget | None:
    """The budget of an amount: money at a price, else tokens."""
    if amount is None:
        return None
    return Budget(cost=amount, price=Price(*price)) if price else Budget(tokens=int(amount))


@checked
def readings(folder: str | Path, *sources: str | Path, limits: Limits | None = None, workers: int | None = None, **columns: Any) -> Verdicts:
    """What the gate makes of the readings in ``folder`` of the documents of ``sources``; readings that fit none of them are told as stale.

    Raises ``UsageError`` for a folder that there is none of, ``GraphError`` for a file of it that is no reading.
    """
    local.options("readings", {"limits": limits, **columns})
    library = Library(folder)
    documents, extractions, failures = local.run(sources, workers=workers, limits=limits, extractor=f"{VERDICTS}?{library.folder.resolve()}", **columns)
    found = (one for extraction in extractions for one in extraction.proposals)
    aside = tuple(one for extraction in extractions for one in extraction.set_aside)
    return Verdicts((*found, *library.stale(documents)), tuple(failures), aside)

