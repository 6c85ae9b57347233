"""What became of readings, as counts, reasons and examples."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import Any

from kg.model import Proposals, Unsaid
from kg.readings.gate.words import data
from kg.readings.library import Library

EXAMPLES = 3
QUOTE = 60


def totals(proposals: Iterable[Proposals]) -> dict[str, dict[str, dict[str, int]]]:
    """By reader: how many passed by kind, were put right by what, and were refused by reason."""
    found: dict[str, dict[str, Counter[str]]] = {}
    for one in proposals:
        counts = found.setdefault(one.reader, {"passed": Counter(), "mended": Counter(), "refused": Counter()})
        counts["passed"].update(dict(one.passed))
        counts["mended"].update(dict(one.mended))
        counts["refused"].update(unsaid.reason for unsaid in one.refused)
    return {reader: {what: dict(sorted(c.items())) for what, c in found[reader].items()} for reader in sorted(found)}


def report(proposals: Sequence[Proposals], examples: int = EXAMPLES) -> str:
    """All of it for a person: each reader's counts, then each reason with examples."""
    return "\n".join(line for reader, counts in totals(proposals).items() for line in _reader(reader, counts, proposals, examples))


def _reader(reader: str, counts: dict[str, dict[str, int]], proposals: Sequence[Proposals], examples: int) -> Iterator[str]:
    yield f"{reader}: {sum(counts['passed'].values())} 条通过 passed，{sum(counts['refused'].values())} 条未通过 refused"
    yield "  通过 passed: " + "，".join(f"{kind} {n}" for kind, n in counts["passed"].items())
    for what, n in sorted(counts["mended"].items()):
        yield f"  改正 put right: {_words(data()['mended'].get(what, {}), what)} {n}"
    for reason, n in sorted(counts["refused"].items(), key=lambda item: (-item[1], item[0])):
        yield f"  未通过 refused: {_words(data()['reasons'].get(reason, {}), reason)} {n}"
        some = (u for one in proposals if one.reader == reader for u in one.refused if u.reason == reason)
        yield from (f"    {_example(unsaid)}" for _, unsaid in zip(range(examples), some, strict=False))


def _example(unsaid: Unsaid) -> str:
    quote = f" ← “{unsaid.quote[:QUOTE]}{'…' if len(unsaid.quote) > QUOTE else ''}”" if unsaid.quote else ""
    about = f"（{unsaid.about[:QUOTE]}）" if unsaid.about and unsaid.about not in unsaid.said else ""
    return f"{unsaid.doc}: {unsaid.said}{about}{quote}"


def _words(label: dict[str, Any], name: str) -> str:
    return f"{label['zh']} {label['en']}" if label else name


def listed(proposals: Iterable[Proposals]) -> str:
    """Every refusal, one JSON object a line."""
    return "".join(json.dumps(asdict(unsaid), ensure_ascii=False) + "\n" for one in proposals for unsaid in one.refused) or "\n"


def stored(folder: str) -> str:
    """What a folder of readings holds, by reader: documents, pieces, proposals, tokens."""
    library = Library(folder)
    counts: dict[str, Counter[str]] = {}
    for answers in library.answers.values():
        for answer in answers:
            reading = answer.reading()
            found = counts.setdefault(answer.reader, Counter())
            found.update({"pieces": 1, "proposals": len(reading.entities) + len(reading.facts), "malformed": len(reading.malformed)})
            found.update({"asked": answer.usage[0], "answered": answer.usage[1]})
    for readings in library.lines.values():
        for reading in readings:
            counts.setdefault(reading.reader, Counter()).update({"pieces": 1, "proposals": len(reading.entities) + len(reading.facts), "malformed": len(reading.malformed)})
    return "\n".join(_stored(reader, counts[reader]) for reader in sorted(counts)) or "没有读取 no readings"


def _stored(reader: str, found: Counter[str]) -> str:
    words = {"pieces": "段 pieces", "proposals": "条 proposals", "malformed": "条不合格式 malformed", "asked": "提问词元 tokens asked", "answered": "回答词元 tokens answered"}
    return f"{reader}: " + "，".join(f"{found[key]} {label}" for key, label in words.items())
