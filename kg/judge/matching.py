"""One document's records laid against its gold: which answer which. The measure is that of FACTS.md.

An entity answers for a gold entity of its type with which it shares a name, and for one only. A fact answers for a
gold fact of the same key (``fact_key``); where gold gives no year, any year will do, and of two posts or titles one
may contain the other. What is left over is wrong or missed, unless gold marks it optional, it follows from gold, or
another reading that gold allows of the same saying was found.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kg.ontology import folding, ontology

Record = Mapping[str, Any]
Ref = int | str

CONTAINMENT = frozenset(ontology().predicates_that("containment"))
LITERAL = frozenset(ontology().predicates_that("literal"))
POWERS = {"万亿": 1e12, "千万": 1e7, "百万": 1e6, "亿": 1e8, "万": 1e4, "千": 1e3}
WHOLE_UNITS = ("千伏", "千米", "千瓦", "千克")
YEAR_AT = 3


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one record: ``tp`` (``strict`` if also the finer fields agree), ``fp``, ``fn`` or ``ignored``."""

    outcome: str
    kind: str
    label: str
    record: Record
    strict: bool = False


def plain(name: str | None) -> str:
    """A name as names are compared; nothing where there is none."""
    return folding.plain(name or "")


def year(time: str | None) -> str | None:
    found = re.match(r"\d{4}", time or "")
    return found.group() if found else None


def base_unit(value: Any, unit: str) -> tuple[float, str]:
    """A value in its base unit: 1.3 万户 → (13000.0, 户), six digits kept."""
    unit, number = plain(unit).replace("平方千米", "平方公里"), float(value)
    power = "" if unit.startswith(WHOLE_UNITS) else next((word for word in POWERS if unit.startswith(word) and unit != f"{word}p"), "")
    return float(f"{number * POWERS.get(power, 1):.6g}"), unit.removeprefix(power)


class Sheet:
    """One document's records by kind; ``ref`` gives the number of the entity that a name belongs to, else ``?name``."""

    def __init__(self, records: Iterable[Record]) -> None:
        self.by_kind: dict[str, list[Record]] = {}
        for record in records:
            self.by_kind.setdefault(record["kind"], []).append(record)
        self.names = [{plain(name) for name in (e["name"], *e.get("aliases", ()))} for e in self["entity"]]
        self.number: dict[str, int] = {}
        for i, entity in enumerate(self["entity"]):
            for name in (entity["name"], *entity.get("aliases", ())):
                self.number.setdefault(plain(name), i)

    def __getitem__(self, kind: str) -> list[Record]:
        return self.by_kind.get(kind, [])

    def ref(self, name: str) -> Ref:
        return self.number.get(plain(name), f"?{plain(name)}")


def judge(gold: Sheet, pred: Sheet) -> Iterator[Verdict]:
    """A verdict for every record of one document, predicted or missed."""
    pairs = pair_entities(gold, pred)
    yield from _judge_entities(gold, pred, pairs)
    back: dict[Ref, Ref] = {p: g for g, (p, _) in pairs.items()}

    def to_gold(ref: Ref) -> Ref:
        return back.get(ref, f"pred{ref}") if isinstance(ref, int) else gold.number.get(ref[1:], ref)

    implied = closure(gold)
    for kind in ("relation", "milestone", "observation"):
        yield from _judge_facts(kind, gold, pred, to_gold, implied)


def types(entity: Record) -> set[str]:
    return set(entity.get("types") or [entity["type"]])


def pair_entities(gold: Sheet, pred: Sheet) -> dict[int, tuple[int, bool]]:
    """Gold number → (predicted number, whether the types agree): best pairs first, each entity in one."""
    pairs = [
        (not types(g) & types(p), plain(g["name"]) != plain(p["name"]), -len(gold.names[i] & pred.names[j]), i, j)
        for i, g in enumerate(gold["entity"])
        for j, p in enumerate(pred["entity"])
        if gold.names[i] & pred.names[j]
    ]
    out: dict[int, tuple[int, bool]] = {}
    taken = set()
    for untyped, _, _, i, j in sorted(pairs):
        if i not in out and j not in taken:
            out[i] = (j, not untyped)
            taken.add(j)
    return out


def _judge_entities(gold: Sheet, pred: Sheet, pairs: Mapping[int, tuple[int, bool]]) -> Iterator[Verdict]:
    hits = {i for i, (_, typed) in pairs.items() if typed}
    for i, entity in enumerate(gold["entity"]):
        optional = entity.get("optional")
        if i in hits or not optional:
            outcome = "fn" if i not in hits else "ignored" if optional else "tp"
            yield Verdict(outcome, "entity", label(entity), entity)
    fair = {j for i, (j, typed) in pairs.items() if typed or gold["entity"][i].get("optional")}
    wrong = (entity for j, entity in enumerate(pred["entity"]) if j not in fair)
    yield from (Verdict("fp", "entity", label(entity), entity) for entity in wrong)


def closure(gold: Sheet) -> set[tuple[Ref, Ref]]:
    """Every (inner, outer) that follows from gold's locatedIn and partOf."""
    up: dict[Ref, set[Ref]] = {}
    for fact in gold["relation"]:
        if fact["predicate"] in CONTAINMENT:
            up.setdefault(gold.ref(fact["subject"]), set()).add(gold.ref(fact["object"]))
    found = {(inner, outer) for inner, outers in up.items() for outer in outers}
    while more := {(a, d) for a, b in found for d in up.get(b, ())} - found:
        found |= more
    return found


def fact_key(sheet: Sheet, fact: Record, to_gold: Callable[[Ref], Ref] = lambda ref: ref) -> tuple[Any, ...]:
    """What must agree for two facts to be one."""
    subject = to_gold(sheet.ref(fact["subject"]))
    if fact["kind"] == "milestone":
        return subject, fact["event"], fact.get("modality"), year(fact.get("time"))
    if fact["kind"] == "observation":
        value, unit = base_unit(fact["value"], fact.get("unit", ""))
        return subject, value, unit, year(fact.get("time")), fact.get("modality")
    if fact["predicate"] not in LITERAL:
        return subject, fact["predicate"], to_gold(sheet.ref(fact["object"]))
    body = fact.get("of") if fact["predicate"] == "holdsPost" else None
    return subject, fact["predicate"], plain(fact["object"]), to_gold(sheet.ref(body)) if body else None


def _judge_facts(
    kind: str, gold: Sheet, pred: Sheet, to_gold: Callable[[Ref], Ref], implied: set[tuple[Ref, Ref]]
) -> Iterator[Verdict]:
    wanted, otherwise = _wanted(kind, gold), set()
    for key, fact in _distinct(kind, pred, to_gold):
        slot = key if wanted.get(key) else next((want for want in wanted if wanted[want] and _loosely(kind, want, key)), key)
        if wanted.get(slot):
            found = max(wanted[slot], key=lambda g: (is_strict(g, fact), not g.get("optional")))
            wanted[slot].remove(found)
            if found.get("optional"):
                otherwise.add(_saying(gold, found))
            yield Verdict("ignored" if found.get("optional") else "tp", kind, label(found), fact, is_strict(found, fact))
        else:
            follows = key[1] in CONTAINMENT and (key[0], key[2]) in implied
            yield Verdict("ignored" if follows else "fp", kind, label(fact), fact)
    for fact in (fact for left in wanted.values() for fact in left if not fact.get("optional")):
        yield Verdict("ignored" if kind != "relation" and _saying(gold, fact) in otherwise else "fn", kind, label(fact), fact)


def _saying(gold: Sheet, fact: Record) -> tuple[Any, ...] | None:
    """What the readings that gold allows of one saying share: a milestone's thing and step, a number and its words; None for relations.

    A required fact of which such another reading was found is no miss.
    """
    if fact["kind"] == "milestone":
        return gold.ref(fact["subject"]), fact["event"]
    if fact["kind"] == "observation":
        return *base_unit(fact["value"], fact.get("unit", "")), fact.get("text") or gold.ref(fact["subject"])
    return None


def _wanted(kind: str, gold: Sheet) -> dict[tuple[Any, ...], list[Record]]:
    """Gold facts by key: each observation counts, of other facts that say the same a required one stands for all."""
    wanted: dict[tuple[Any, ...], list[Record]] = {}
    for fact in gold[kind]:
        slot = wanted.setdefault(fact_key(gold, fact), [])
        if kind == "observation" or not slot:
            slot.append(fact)
        elif not fact.get("optional"):
            slot[:] = [fact]
    return wanted


def _distinct(kind: str, pred: Sheet, to_gold: Callable[[Ref], Ref]) -> Iterator[tuple[tuple[Any, ...], Record]]:
    """Predicted facts with their keys, less those that say the same again (observations: of the same measure)."""
    seen = set()
    for fact in pred[kind]:
        key = fact_key(pred, fact, to_gold)
        same = key, plain(fact.get("measure")) if kind == "observation" else ""
        if same not in seen:
            seen.add(same)
            yield key, fact


def _loosely(kind: str, want: tuple[Any, ...], key: tuple[Any, ...]) -> bool:
    if kind != "relation":
        return want[YEAR_AT] is None and want[:YEAR_AT] + want[YEAR_AT + 1 :] == key[:YEAR_AT] + key[YEAR_AT + 1 :]
    if want[1] not in LITERAL or want[:2] != key[:2]:
        return False
    return (want[2] in key[2] or key[2] in want[2]) and (want[3] == key[3] or None in (want[3], key[3]))


def is_strict(gold: Record, pred: Record) -> bool:
    """Whether the finer fields agree too: the whole time; of observations bound and measure, of relations modality."""
    if (gold.get("time") or None) != (pred.get("time") or None):
        return False
    if gold["kind"] == "observation":
        return gold.get("bound", "exact") == pred.get("bound", "exact") and _alike(gold.get("measure"), pred.get("measure"))
    return gold["kind"] != "relation" or gold.get("modality", "actual") == pred.get("modality", "actual")


def _alike(first: str | None, second: str | None) -> bool:
    """Whether two phrases share at least half of the shorter one's characters."""
    a, b = Counter(plain(first)), Counter(plain(second))
    shorter = min(a.total(), b.total())
    return shorter > 0 and (a & b).total() * 2 >= shorter


def label(record: Record) -> str:
    """The type, predicate or event under which a record is counted; observations by their modality."""
    given = {"entity": "type", "relation": "predicate", "milestone": "event", "observation": "modality"}[record["kind"]]
    return str(record.get(given) or (record.get("types") or ["?"])[0])
