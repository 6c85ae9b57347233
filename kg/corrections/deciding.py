"""What people decided of names, from the corrections file: the last word on a pair holds."""

from __future__ import annotations

from collections.abc import Iterable

from kg.corrections.effects import APPLIED, ORPHAN, REPLACED, Effect
from kg.corrections.record import ON_NAMES, UNDECIDED, Correction, standing
from kg.identity import Decision

Pair = tuple[str, ...]


def decisions(corrections: Iterable[Correction]) -> tuple[Decision, ...]:
    """The decisions that hold, for identity: the last line on each pair, unless it leaves the pair undecided or was withdrawn."""
    held = _last(corrections)
    return tuple(Decision(one.action, one.record["first"], one.record["second"], str(one.record.get("why", "")), _line(one))
                 for one in held.values() if one.action != UNDECIDED)  # fmt: skip


def told(corrections: Iterable[Correction], unused: Iterable[Decision]) -> list[Effect]:
    """What became of each line on names: ``unused`` are the decisions for which identity found nothing to decide."""
    said = list(corrections)
    idle = {(decision.verdict, decision.first, decision.second) for decision in unused}
    held = list(map(id, _last(said).values()))
    return [_effect(one, id(one) in held, idle) for one in said if one.action in ON_NAMES]


def _effect(one: Correction, holds: bool, idle: set[tuple[str, str, str]]) -> Effect:
    if not holds:
        return Effect(one.id, REPLACED, "a later line decides")
    if one.action == UNDECIDED:
        return Effect(one.id, APPLIED, "left open")
    if (one.action, one.record["first"], one.record["second"]) in idle:
        return Effect(one.id, ORPHAN, "it names nothing that is there, or one thing twice")
    return Effect(one.id, APPLIED, "decided")


def _last(corrections: Iterable[Correction]) -> dict[Pair, Correction]:
    said = list(corrections)
    return {_pair(one): one for one, stands in zip(said, standing(said), strict=True) if stands and one.action in ON_NAMES}


def _pair(one: Correction) -> Pair:
    return tuple(sorted((one.record["first"], one.record["second"])))


def _line(one: Correction) -> int:
    number = one.where.rpartition(":")[2]
    return int(number) if number.isdigit() else 0
