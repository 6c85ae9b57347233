"""Which promises of a newer knowledge slipped that had not in an older one."""

from __future__ import annotations

from collections.abc import Mapping

from kg.export.labels import SLIPPED
from kg.model import Knowledge, Promise


def slips(old: Knowledge, new: Knowledge, ids: Mapping[str, str]) -> tuple[Promise, ...]:
    """The promises of ``new`` that are late, moved, missed … and were not, or were moved to another time; ``ids`` leads from old entities to new."""
    before = {key(promise, ids): promise for promise in old.promises}
    return tuple(promise for promise in new.promises if promise.outcome in SLIPPED and _news(promise, before.get(key(promise, {}))))


def key(promise: Promise, ids: Mapping[str, str]) -> tuple[str | None, ...]:
    """What a promise is: whose, of what, for when."""
    value = None if promise.value is None else format(promise.value, "f")
    return ids.get(promise.subject, promise.subject), promise.event, promise.measure, value, promise.unit, promise.due


def _news(promise: Promise, was: Promise | None) -> bool:
    return was is None or (was.outcome, was.moved_to) != (promise.outcome, promise.moved_to)
