"""kg verify."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.common import graph_option, note, opened, out

if TYPE_CHECKING:
    from kg.judge.verify import Verified

WORDS = {"supported": "有据", "contradicted": "与原文相反", "plan_as_fact": "把计划说成了事实", "unknown": "图中没有"}


@click.command()
@click.argument("text", default="-")
@graph_option
@click.option("--date", metavar="DATE", help="When the text was written (2031, 2031-02): what 今年 means in it.")
@click.option("--region", metavar="AREA", help="The area that it is about: what 全区 means in it.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.pass_context
def verify(ctx: click.Context, text: str, folder: str, date: str | None, region: str | None, as_json: bool) -> None:
    """Check a paragraph claim by claim against the graph: supported (with the quotes), contradicted, a plan told as a fact, or unknown.

    TEXT is the paragraph, a file, or - for standard input. What cannot be read is said to be unread. Exit code 1 if a claim is
    contradicted or a plan is told as a fact.
    """
    from kg.judge.verify import Verifier

    with opened(folder) as graph:
        found = Verifier(graph.knowledge).verify(_text(text), date=date, region=region)
    out(_json(found) if as_json else "\n".join(_lines(found)))
    note("，".join(f"{WORDS[verdict]} {verdict} {count}" for verdict, count in found.counts.items() if count) or "没有读出任何说法 no claim was read")
    ctx.exit(1 if found.counts["contradicted"] or found.counts["plan_as_fact"] else 0)


def _text(given: str) -> str:
    if given == "-":
        return sys.stdin.read()
    if len(given) < 200 and Path(given).is_file():
        return Path(given).read_text(encoding="utf-8")
    return given


def _lines(found: Verified) -> list[str]:
    lines = []
    for claim in found.claims:
        lines.append(f"{WORDS[claim.verdict]} {claim.verdict}: {claim.text}")
        lines += [f"    {words.doc}:{words.start}-{words.end} “{words.text}”" for words in claim.quotes[:3]]
    return lines + [f"未读 unread: {found.text[start:end]}" for start, end in found.unread]


def _json(found: Verified) -> str:
    from kg.judge.claims import values

    claims = [{"text": claim.text, "start": claim.start, "end": claim.end, "verdict": claim.verdict, "kind": claim.fact.kind, **{k: str(v) for k, v in values(claim.fact).items()},
               "quotes": [{"doc": words.doc, "start": words.start, "end": words.end, "text": words.text} for words in claim.quotes]} for claim in found.claims]  # fmt: skip
    return json.dumps({"verdict": found.verdict, "counts": found.counts, "claims": claims, "unread": [found.text[a:b] for a, b in found.unread]}, ensure_ascii=False)
