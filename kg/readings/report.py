"""What became of readings, as counts, reasons and examples."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import Any

from kg.model import Proposals, SetAside, Unsaid
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


def kinds(aside: Iterable[SetAside]) -> dict[str, int]:
    """How much of the rules was set aside, by kind of record."""
    return dict(sorted(Counter(one.kind for one in aside).items()))


def report(proposals: Sequence[Proposals], examples: int = EXAMPLES, aside: Sequence[SetAside] = ()) -> str:
    """All of it for a person: each reader's counts, each reason with examples; then what the rules found and was set aside."""
    told = (line for reader, counts in totals(proposals).items() for line in _reader(reader, counts, proposals, examples))
    return "\n".join([*told, *_aside(aside, examples)])


def _reader(reader: str, counts: dict[str, dict[str, int]], proposals: Sequence[Proposals], examples: int) -> Iterator[str]:
    yield f"{reader}: {sum(counts['passed'].values())} 条通过 passed，{sum(counts['refused'].values())} 条未通过 refused"
    yield "  通过 passed: " + "，".join(f"{kind} {n}" for kind, n in counts["passed"].items())
    for what, n in sorted(counts["mended"].items()):
        yield f"  改正 put right: {_words(data()['mended'].get(what, {}), what)} {n}"
    for reason, n in sorted(counts["refused"].items(), key=lambda item: (-item[1], item[0])):
        yield f"  未通过 refused: {_words(data()['reasons'].get(reason, {}), reason)} {n}"
        some = (u for one in proposals if one.reader == reader for u in one.refused if u.reason == reason)
        yield from (f"    {_example(unsaid)}" for _, unsaid in zip(range(examples), some, strict=False))


def _aside(aside: Sequence[SetAside], examples: int) -> Iterator[str]:
    if aside:
        yield f"规则 rules: {len(aside)} 条让位于读取 set aside for readings (--trust both)"
    for kind, n in kinds(aside).items():
        yield f"  让位 set aside: {kind} {n}"
        yield from (f"    {_in_place(one)}" for _, one in zip(range(examples), (one for one in aside if one.kind == kind), strict=False))


def _in_place(one: SetAside) -> str:
    """What was set aside, the rules that found it, the words, and what readings say instead."""
    words, instead = (" | ".join(text if len(text) <= QUOTE else f"{text[:QUOTE]}…" for text in some) for some in (one.words, one.instead))
    return f"{one.doc}: {one.said} [{', '.join(one.rules)}] ← “{words}” → {instead or '读取未说 nothing'}"


def _example(unsaid: Unsaid) -> str:
    quote = f" ← “{unsaid.quote[:QUOTE]}{'…' if len(unsaid.quote) > QUOTE else ''}”" if unsaid.quote else ""
    about = f"（{unsaid.about[:QUOTE]}）" if unsaid.about and unsaid.about not in unsaid.said else ""
    return f"{unsaid.doc}: {unsaid.said}{about}{quote}"


def _words(label: dict[str, Any], name: str) -> str:
    return f"{label['zh']} {label['en']}" if label else name


def listed(proposals: Iterable[Proposals], aside: Iterable[SetAside] = ()) -> str:
    """Every refusal, and all of the rules that was set aside, one JSON object a line."""
    found = [asdict(unsaid) for one in proposals for unsaid in one.refused] + [{"reason": "set-aside", **asdict(one)} for one in aside]
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in found) or "\n"


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
