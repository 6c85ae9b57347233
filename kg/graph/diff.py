"""What one knowledge has that another has not: documents, entities, facts, promises and conflicts added, changed, moved, removed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from kg.export.labels import SLIPPED
from kg.graph.slips import slips
from kg.model import Conflict, Entity, Fact, Knowledge, Likely, Milestone, Observation, Promise, Relation
from kg.ontology import ontology

T = TypeVar("T")
KINDS = {"document": "文档", "entity": "实体", "fact": "事实", "promise": "承诺", "conflict": "矛盾", "likely": "疑似"}
WHATS = {"added": "新增", "removed": "消失", "renamed": "改名", "merged": "合并", "split": "分开", "changed": "改变", "moved": "改期"}
Ids = Mapping[str, str]


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """One difference: ``kind`` (document, entity, fact, promise, conflict, likely), ``what`` became of it, it in words, before and now,
    and whether it says that a promise ``slipped``."""

    kind: str
    what: str
    before: str = ""
    now: str = ""
    slipped: bool = False

    def __str__(self) -> str:
        arrow = " → " if self.before and self.now else ""
        return f"{WHATS[self.what]} {self.what} · {KINDS[self.kind]} {self.kind} · {self.before}{arrow}{self.now}"


@dataclass(frozen=True, slots=True)
class Diff:
    """The changes in order: what slipped, then documents, entities, other promises, conflicts, likely pairs, facts; and the promises that slipped.

    Printing gives a line for each and counts at the end.
    """

    changes: tuple[Change, ...]
    slips: tuple[Promise, ...] = ()

    def __iter__(self) -> Iterator[Change]:
        return iter(self.changes)

    def __len__(self) -> int:
        return len(self.changes)

    def counts(self) -> dict[str, int]:
        """How many changes of each sort: ``fact added`` → 3."""
        return dict(sorted(Counter(f"{change.kind} {change.what}" for change in self.changes).items()))

    def __str__(self) -> str:
        tail = "，".join(f"{name} {number}" for name, number in self.counts().items())
        slipped = [str(change) for change in self.changes if change.slipped]
        rest = [str(change) for change in self.changes if not change.slipped]
        heads = [f"未如期 slipped ({len(slipped)})", *slipped, "", f"其余 the rest ({len(rest)})"] if slipped else []
        return "\n".join([*heads, *rest, tail or "没有变化 no changes"])


def diff(old: Knowledge, new: Knowledge) -> Diff:
    """What ``new`` has that ``old`` has not, and the other way about. An entity that is called otherwise now is followed by its names."""
    ids = followed(old.entities, new.entities)
    changes = [
        *_set("document", [document.id for document in old.documents], [document.id for document in new.documents], str),
        *_entities(old, new, ids),
        *_promises(old, new, ids),
        *_set("conflict", [_conflict(one, ids) for one in old.conflicts], [_conflict(one, {}) for one in new.conflicts], str),
        *_set("likely", [_likely(one, ids) for one in old.likely], [_likely(one, {}) for one in new.likely], str),
        *_set("fact", [_bare(fact, ids) for fact in old.facts], [_bare(fact, {}) for fact in new.facts], in_words),
    ]
    return Diff(tuple(sorted(changes, key=lambda change: not change.slipped)), slips(old, new, ids))


def followed(old: Iterable[Entity], new: Iterable[Entity]) -> dict[str, str]:
    """Old id → new id: the same id, else the only entity of the type and place, of the type, or of any, that has the old name among its names."""
    named: dict[str, list[Entity]] = defaultdict(list)
    new = list(new)
    for entity in new:
        for name in {entity.name, *entity.aliases}:
            named[name].append(entity)
    same = {entity.id for entity in new}
    return {entity.id: entity.id if entity.id in same else found for entity in old if entity.id in same or (found := _heir(entity, named[entity.name]))}


def _heir(entity: Entity, found: list[Entity]) -> str:
    alike = [one for one in found if one.type == entity.type]
    for group in ([one for one in alike if one.within == entity.within], alike, found):
        if len(group) == 1:
            return group[0].id
    return ""


def _entities(old: Knowledge, new: Knowledge, ids: Ids) -> Iterator[Change]:
    heirs: dict[str, list[str]] = defaultdict(list)
    for old_id, new_id in ids.items():
        heirs[new_id].append(old_id)
    for heir, olds in sorted(heirs.items()):
        if len(olds) > 1:
            yield Change("entity", "merged", "、".join(sorted(olds)), heir)
        elif olds[0] != heir:
            yield Change("entity", "renamed", olds[0], heir)
    parents = {name: entity.id for entity in old.entities for name in entity.aliases}
    for entity in new.entities:
        if entity.id not in heirs:
            before_id = parents.get(entity.name, "")
            apart = bool(before_id) and ids.get(before_id) not in ("", None, entity.id)
            yield Change("entity", "split" if apart else "added", before_id if apart else "", entity.id)
    yield from (Change("entity", "removed", entity.id) for entity in old.entities if entity.id not in ids)


def _promises(old: Knowledge, new: Knowledge, ids: Ids) -> Iterator[Change]:
    before = {_promised(promise, ids): promise for promise in old.promises}
    now = {_promised(promise, {}): promise for promise in new.promises}
    for key in sorted(before.keys() | now.keys(), key=str):
        was, is_ = before.get(key), now.get(key)
        if was and is_ and _outcome(was) != _outcome(is_):
            moved = is_.moved_to is not None and is_.moved_to != was.moved_to
            yield Change("promise", "moved" if moved else "changed", f"{key}：{_outcome(was)}", _outcome(is_), is_.outcome in SLIPPED)
        elif is_ and not was:
            yield Change("promise", "added", "", f"{key}：{_outcome(is_)}", is_.outcome in SLIPPED)
        elif was and not is_:
            yield Change("promise", "removed", f"{key}：{_outcome(was)}")


def _promised(promise: Promise, ids: Ids) -> str:
    what = f"{promise.measure} {promise.value}{promise.unit}" if promise.measure else _label("events", promise.event)
    return f"{ids.get(promise.subject, promise.subject)} {what} {promise.due}"


def _outcome(promise: Promise) -> str:
    return " ".join(filter(None, (_label("outcomes", promise.outcome), promise.moved_to, promise.fulfilled)))


def _label(scheme: str, name: str | None) -> str:
    term = getattr(ontology(), scheme).get(name or "")
    return f"{term.zh} {name}" if term else name or ""


def _set(kind: str, old: Iterable[T], new: Iterable[T], text: Callable[[T], str]) -> Iterator[Change]:
    before, now = {_key(item): item for item in old}, {_key(item): item for item in new}
    yield from sorted(Change(kind, "removed", text(before[key])) for key in before.keys() - now.keys())
    yield from sorted(Change(kind, "added", "", text(now[key])) for key in now.keys() - before.keys())


def _key(item: object) -> Hashable:
    return repr(item)


def _bare(fact: Fact, ids: Ids) -> Fact:
    """The fact by the ids of now, without its evidence."""
    fact = replace(fact, subject=ids.get(fact.subject, fact.subject), evidence=())
    if isinstance(fact, Relation):
        return replace(fact, object=ids.get(fact.object, fact.object), of=ids.get(fact.of, fact.of) if fact.of else None)
    return fact


def in_words(fact: Fact) -> str:
    """A fact on one line, with the ontology's labels."""
    time, status = fact.time or "", _label("modalities", fact.modality)
    if isinstance(fact, Milestone):
        said = _label("events", fact.event)
    elif isinstance(fact, Observation):
        said = f"{fact.measure} {_label('bounds', fact.bound) if fact.bound != 'exact' else ''} {fact.value}{fact.unit}"
    else:
        said = f"{_label('predicates', fact.predicate)} {fact.object} {fact.of or ''}"
    return " ".join(f"{fact.subject} {said} {time} {status}".split())


def _conflict(conflict: Conflict, ids: Ids) -> str:
    return f"{ids.get(conflict.subject, conflict.subject)} {conflict.measure} {conflict.time or ''} {' / '.join(conflict.values)}"


def _likely(likely: Likely, ids: Ids) -> str:
    now = sorted(ids.get(id_, id_) for id_ in (likely.first, likely.second))
    return " ? ".join(now if now[0] != now[1] else (likely.first, likely.second))  # the two may have become one
