"""What a reader answered, as text → proposals; nothing in it is trusted, and what is no proposal is kept with the reason."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from kg.language.figures.numerals import chinese, fraction
from kg.model import Fact, Milestone, Observation, Relation
from kg.readings.values import Malformed, ProposedEntity, ProposedFact, Quote

LONGEST = 1 << 20  # characters of an answer; one that is longer is none
MOST = 5000  # proposals of one answer
WORDS = 300  # characters of one field (a quote may be longer)
QUOTE = 2000
SHOWN = 120
YEAR = len("2031")
FENCE = re.compile(r"\A\s*(?:<think>.*?</think>\s*)?```(?:json)?\s*(.*?)\s*```\s*\Z", re.DOTALL)
THOUGHT = re.compile(r"\A\s*<think>.*?</think>", re.DOTALL)
HAN = re.compile(r"[零〇一二两三四五六七八九十百千万亿点]{1,20}(?:分之[零〇一二两三四五六七八九十百千]{1,20})?")
TIME = re.compile(r"\d{4}(?:-(?:\d{2}(?:-\d{2})?|Q[1-4]|H[12]))?(?:/\d{4}(?:-(?:\d{2}(?:-\d{2})?|Q[1-4]|H[12]))?)?")
Found = ProposedEntity | ProposedFact | Malformed

# The schema that a server is asked to hold the answer to; what each row must hold is judged here.
ROW = {"type": "array", "items": {"type": "string"}}
GROUP = {
    "type": "object", "properties": {"p": {"type": "integer"}, "q": {"type": "string"}, "f": {"type": "array", "items": ROW}},
    "required": ["p", "q", "f"], "additionalProperties": False,
}  # fmt: skip
SCHEMA = {
    "type": "object", "properties": {"entities": {"type": "array", "items": ROW}, "facts": {"type": "array", "items": GROUP}},
    "required": ["entities", "facts"], "additionalProperties": False,
}  # fmt: skip


def parse(text: str, block: Callable[[int], int | None]) -> list[Found]:
    """The proposals of an answer, in order; ``block`` gives the block of a paragraph's number in the prompt (or None)."""
    if len(text) > LONGEST:
        return [Malformed(text[:SHOWN], f"the answer has more than {LONGEST} characters")]
    try:
        answer = json.loads(_bare(text))
    except (ValueError, RecursionError) as why:
        return [Malformed(text[:SHOWN], f"no JSON: {str(why)[:SHOWN]}")]
    if not isinstance(answer, dict):
        return [Malformed(text[:SHOWN], "no JSON object")]
    found: list[Found] = []
    for one in _all(answer, block):
        if len(found) == MOST:
            return [*found, Malformed("", f"more than {MOST} proposals: the rest is not read")]
        found.append(one)
    return found


def _bare(text: str) -> str:
    fenced = FENCE.match(text)
    return fenced[1] if fenced else THOUGHT.sub("", text)


def _all(answer: dict[str, Any], block: Callable[[int], int | None]) -> Iterator[Found]:
    for key in ("entities", "facts"):
        if not isinstance(answer.get(key, []), list):
            yield Malformed(_short(answer[key]), f"{key} is no list")
    for row in _list(answer.get("entities")):
        yield _judged(row, lambda fields: entity(fields[0], fields[1], fields[2:]), 2)
    for group in _list(answer.get("facts")):
        yield from _group(group, block)


def _group(group: Any, block: Callable[[int], int | None]) -> Iterator[Found]:
    """The facts of one quote."""
    if not isinstance(group, dict) or not isinstance(group.get("q"), str) or not isinstance(group.get("f"), list):
        yield Malformed(_short(group), "no facts with a quote")
        return
    number = group.get("p")
    quote = Quote(group["q"][:QUOTE], block(number) if isinstance(number, int) and not isinstance(number, bool) else None)
    for row in group["f"]:
        yield _judged(row, lambda fields: ProposedFact(_fact(fields), quote), 2)


def _judged(row: Any, made: Callable[[list[str]], Found], least: int) -> Found:
    """What a row makes; ``Malformed`` for a row that is no row of words, or from which nothing can be made."""
    if not isinstance(row, list) or len(row) < least or not all(isinstance(field, str | int | float) or field is None for field in row):
        return Malformed(_short(row), "no row of words")
    fields = ["" if field is None else str(field).strip() for field in row]
    if any(len(field) > WORDS for field in fields):
        return Malformed(_short(row), f"a field of more than {WORDS} characters")
    try:
        return made(fields)
    except ValueError as why:
        return Malformed(_short(row), str(why))


def entity(kind: str, name: str, aliases: Sequence[str] = ()) -> ProposedEntity:
    """An entity; ``ValueError`` where it has no name."""
    if not name:
        raise ValueError("an entity without a name")
    return ProposedEntity(kind, name, tuple(dict.fromkeys(a for a in aliases if a and a != name)))


def _fact(fields: list[str]) -> Fact:
    kind, *rest = fields
    if kind not in MAKE:
        raise ValueError(f"no kind of fact {kind!r}: R, M or O")
    make, names = MAKE[kind]
    if len(rest) > len(names):
        raise ValueError(f"{len(rest)} fields for {len(names)}")
    return make(dict(zip(names, rest + [""] * (len(names) - len(rest)), strict=True)))


def relation(f: dict[str, str]) -> Relation:
    """A relation; ``ValueError`` for one without subject, predicate or object, and for a time that is none."""
    _need(f, "subject", "predicate", "object")
    return Relation(f["subject"], f["predicate"], f["object"], f.get("of") or None, time(f.get("time")), f.get("modality") or "actual")


def milestone(f: dict[str, str]) -> Milestone:
    """A milestone; same errors."""
    _need(f, "subject", "event")
    return Milestone(f["subject"], f["event"], time(f.get("time")), f.get("modality") or "actual")


def observation(f: dict[str, str]) -> Observation:
    """An observation; same errors, and for a value that is no number."""
    _need(f, "subject", "measure", "value")
    value, unit = number(f["value"]), f.get("unit") or ""
    return Observation(
        f["subject"], f["measure"], value, unit, time(f.get("time")), f.get("modality") or "actual", f.get("bound") or "exact", f.get("role") or None
    )


MAKE: dict[str, tuple[Callable[[dict[str, str]], Fact], tuple[str, ...]]] = {
    "R": (relation, ("subject", "predicate", "object", "time", "modality", "of")),
    "M": (milestone, ("subject", "event", "time", "modality")),
    "O": (observation, ("subject", "measure", "value", "unit", "time", "modality", "bound", "role")),
}


def time(said: str | None) -> str | None:
    """A time as facts write it, None for none; ``ValueError`` for anything else."""
    if not said or said in ("null", "None"):
        return None
    if not TIME.fullmatch(said):
        raise ValueError(f"no time: {said[:SHOWN]!r}")
    first, slash, last = said.partition("/")
    return f"{first}-01/{last}-12" if slash and len(first) == len(last) == YEAR else said


def number(said: str) -> Decimal:
    """A plain number, also in Chinese characters (两, 三十, 三分之一); ``ValueError`` for anything else."""
    try:
        value = spoken(said) if HAN.fullmatch(said) else Decimal(said.replace(",", "").replace("，", ""))
    except (InvalidOperation, KeyError, ZeroDivisionError):
        raise ValueError(f"no number: {said[:SHOWN]!r}") from None
    if not value.is_finite() or abs(value.adjusted()) > 20:
        raise ValueError(f"no number of a text: {said[:SHOWN]!r}")
    return value


def spoken(said: str) -> Decimal:
    """A number in Chinese characters, or a fraction."""
    whole, of_, part = said.partition("分之")
    return fraction(chinese(part), chinese(whole)) if of_ else chinese(said)


def _need(fields: dict[str, str], *names: str) -> None:
    for name in names:
        if not fields.get(name):
            raise ValueError(f"no {name}")


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _short(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)[:SHOWN]
