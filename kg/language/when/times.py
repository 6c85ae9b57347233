"""Time expressions of a text, resolved against the document's date and the passage's year.

The grammar is ``ontology/rules/times.yaml``; what its groups mean is in ``periods.py``. Longest match first, then rule order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.errors import OntologyError
from kg.language.text.clauses import PAIRS, closing
from kg.language.when.periods import VALUES, Anchor
from kg.ontology import form, rules

__all__ = ["Anchor", "SaidTimes", "TimeMention", "find_times", "opening_time", "said_times"]

WIDE = str.maketrans("０１２３４５６７８９", "0123456789")
HINT = form("times", "hint")
TITLES, QUOTES = "《〈", "“‘「『"
SHORT_QUOTE = 24  # characters; a longer quote is speech, and its times are said
LATER, MONTH = "months_later", re.compile(r"\d{4}-\d\d")  # of a time that is counted from another, and what it may be counted from
BY_DAY = "day"
PAUSES = re.compile("[，。；：！？,;]")


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time said at ``text[start:end]``: ``value`` (None where no year is known), ``kind`` and the id of its rule.

    Kinds: ``point`` (a period or day), ``range`` (from A to B), ``deadline`` (by the end of), ``since`` (from then on).
    """

    start: int
    end: int
    value: str | None
    kind: str
    text: str
    rule: str = ""


@dataclass(frozen=True, slots=True)
class TimeRule:
    """One rule: what it looks for, and how its groups become a value."""

    id: str
    pattern: re.Pattern[str]
    value: str
    kind: str
    needs: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    start: int
    end: int
    order: int
    match: re.Match[str]
    rule: TimeRule

    @property
    def key(self) -> tuple[int, int, int]:
        return self.start, -self.end, self.order


@dataclass(frozen=True, slots=True)
class SaidTimes:
    """The times said in ``text`` before anything resolves them: found once, resolved against any anchor."""

    text: str
    plain: str = ""
    found: tuple[Candidate, ...] = ()

    def resolved(self, anchor: Anchor, at: int = 0) -> tuple[TimeMention, ...]:
        """The times in order, none overlapping, their offsets moved by ``at``; ``anchor`` resolves 今年, 年内, 3月 and the like."""
        mentions: list[TimeMention] = []
        for candidate in self.found:
            last = next((m.value for m in reversed(mentions) if m.value and "/" not in m.value), None)
            mentions.append(_mention(candidate, self.text, self.plain, _from(candidate, anchor, last), at))
        return tuple(mentions)


def said_times(text: str) -> SaidTimes:
    """The times said in ``text``, the longest where they overlap, less those that are none of their own."""
    if not HINT.search(text):
        return SaidTimes(text)
    plain, found, end = text.translate(WIDE), [], 0
    for candidate in sorted(_candidates(plain), key=lambda c: c.key):
        if candidate.start >= end:
            end = candidate.end
            found.append(candidate)
    titles = list(_titles(plain)) if found else []
    return SaidTimes(text, plain, tuple(c for c in found if not _refused(c, plain, titles)))


def find_times(text: str, anchor: Anchor) -> list[TimeMention]:
    """The times said in ``text``, resolved."""
    return list(said_times(text).resolved(anchor))


def opening_time(text: str, anchor: Anchor) -> TimeMention | None:
    """The time with which ``text`` begins, or None."""
    if not HINT.search(text):
        return None
    plain = text.translate(WIDE)
    matches = ((order, rule, rule.pattern.match(plain)) for order, rule in enumerate(grammar()) if rule.needs in plain)
    found = [Candidate(0, match.end(), order, match, rule) for order, rule, match in matches if match]
    first = min(found, key=lambda c: c.key, default=None)
    return _mention(first, text, plain, anchor) if first and not _refused(first, plain, list(_titles(plain))) else None


@cache
def grammar() -> tuple[TimeRule, ...]:
    """The rules, compiled. Raises ``OntologyError`` for a rule with an unknown value, piece or pattern."""
    return tuple(_rule(block, _pieces()) for block in rules("times")["rules"])


def _candidates(text: str) -> Iterator[Candidate]:
    for order, rule in enumerate(grammar()):
        for match in rule.pattern.finditer(text) if rule.needs in text else ():
            yield Candidate(match.start(), match.end(), order, match, rule)


def _from(candidate: Candidate, anchor: Anchor, last: str | None) -> Anchor:
    """What a time leans on: the ``last`` one said, for 同年12月 and 6个月后; else the document and passage."""
    if last and candidate.match.groupdict().get("same"):
        return Anchor(anchor.date, last[:4])
    return Anchor(last, last[:4]) if last and candidate.rule.value == LATER and MONTH.match(last) else anchor


def _mention(found: Candidate, text: str, plain: str, anchor: Anchor, at: int = 0) -> TimeMention:
    value = VALUES[found.rule.value](found.match.groupdict(), anchor)
    kind, end = _kind(found, plain, value, anchor)
    value = _still_to_come(found, value, anchor) if kind == "deadline" else value
    return TimeMention(found.start + at, end + at, value, kind, text[found.start : end], found.rule.id)


def _still_to_come(found: Candidate, value: str | None, anchor: Anchor) -> str | None:
    """A day without a year that something is to happen by (5月1日前) is this year's, not the last such day."""
    said = found.match.groupdict()
    if value is None or found.rule.value != BY_DAY or said.get("y") or said.get("rel") or not said.get("m") or anchor.passage is None:
        return value
    return f"{anchor.passage}{value[4:]}" if value[:4] == str(anchor.passage - 1) else value


def _kind(found: Candidate, plain: str, value: str | None, anchor: Anchor) -> tuple[str, int]:
    """The kind as the words around say it, and the end of the mention with its tail."""
    for kind, tail in _around("tails"):
        if match := tail.match(plain, found.end):
            return kind, match.end()
    for kind, head in _around("before"):
        if head.search(plain[max(0, found.start - 4) : found.start]):
            return kind, found.end
    if found.rule.kind == "end":
        return "point" if value and anchor.now and int(value[:4]) < anchor.now else "deadline", found.end
    return "point" if found.rule.kind == "range" and value and "/" not in value else found.rule.kind, found.end


def _refused(found: Candidate, plain: str, titles: list[tuple[int, int]]) -> str:
    """The id of the reason why a match is no time of its own, or an empty string."""
    before, after = plain[max(0, found.start - 6) : found.start], plain[found.end : found.end + 8]
    for id_, left, right in _refusals():
        if left.search(before) and right.search(after):
            return id_
    inside = any(start < found.start and found.end < end for start, end in titles)
    return "not-in-title" if inside else ""


def _titles(plain: str) -> Iterator[tuple[int, int]]:
    """Titles and short quoted names: the times in them belong to the name."""
    for i, mark in enumerate(plain):
        if mark in PAIRS and mark in TITLES + QUOTES and (shut := closing(plain, i)) > 0:
            inner = plain[i + 1 : shut]
            if mark in TITLES or (len(inner) <= SHORT_QUOTE and not PAUSES.search(inner)):
                yield i, shut + 1


@cache
def _pieces() -> dict[str, str]:
    done: dict[str, str] = {}
    for name, pattern in rules("times")["pieces"].items():
        done[name] = _filled(pattern, done)
    return done


def _filled(pattern: str, pieces: dict[str, str]) -> str:
    return re.sub(r"\{([A-Z]+\d?)\}", lambda m: pieces[m.group(1)], pattern)


def _rule(block: dict[str, Any], pieces: dict[str, str]) -> TimeRule:
    try:
        VALUES[block["value"]]
        return TimeRule(block["id"], re.compile(_filled(block["pattern"], pieces)), block["value"], block["kind"], block.get("needs", ""))
    except (KeyError, re.error) as error:
        raise OntologyError(f"ontology/rules/times.yaml, rule {block.get('id')}: {error!r}", "mend the rule") from error


@cache
def _around(key: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((item["kind"], re.compile(item["pattern"])) for item in rules("times")[key])


@cache
def _refusals() -> tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...]:
    return tuple((r["id"], re.compile(r.get("before", "")), re.compile(r.get("after", ""))) for r in rules("times")["refuse"])
