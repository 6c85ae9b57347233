"""Does the graph keep to the shapes of the ontology? Each breach with the fact, and the words that it came from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from kg.model import Conflict, Document, Entity, Evidence, Fact, Knowledge, Likely, Milestone, Promise, Relation
from kg.ontology import data_dir, ontology
from kg.outcomes.timespan import bounds
from kg.rdf import DEFAULT_BASE, Names, quads
from kg.rdf.compact import Compact

SHAPES = "shapes.ttl"
Thing = Entity | Fact | Promise | Conflict | Likely | Evidence | Document


@dataclass(frozen=True, slots=True)
class Violation:
    """What breaks a shape.

    ``about`` describes the thing, ``node`` is its IRI; ``zh`` and ``en`` say what is wrong, ``path`` and ``value``
    where (``""`` where the whole thing is); ``evidence`` are the words that it came from, with document and offsets.
    """

    about: str
    node: str
    zh: str
    en: str
    path: str = ""
    value: str = ""
    evidence: tuple[Evidence, ...] = ()

    def __str__(self) -> str:
        where = f" [{self.path}{' = ' if self.value else ''}{self.value}]" if self.path or self.value else ""
        lines = [f"{self.about}: {self.zh} / {self.en}{where}", f"  <{self.node}>"]
        return "\n".join([*lines, *(f"  {piece.doc} {piece.start}-{piece.end} ({piece.rule}) “{piece.text}”" for piece in self.evidence)])


@dataclass(frozen=True, slots=True)
class Report:
    """All that ``kg check`` says: violations of the shapes, and the conflicts between documents (which are no violations)."""

    violations: tuple[Violation, ...]
    conflicts: tuple[str, ...] = ()

    @property
    def conforms(self) -> bool:
        """Whether no shape is broken."""
        return not self.violations

    def __len__(self) -> int:
        return len(self.violations)

    def __iter__(self) -> Iterator[Violation]:
        return iter(self.violations)

    def __str__(self) -> str:
        head = f"{len(self.violations)} 处违反形状 violations, {len(self.conflicts)} 处冲突 conflicts"
        return "\n\n".join([*map(str, self.violations), *self.conflicts, head])


def check(knowledge: Knowledge) -> Report:
    """Check ``knowledge`` against ``ontology/shapes.ttl``; needs pyshacl. The same knowledge gives the same report."""
    names = Names(DEFAULT_BASE)
    things = _things(knowledge, names)
    sound = _sound(knowledge)
    found = [*_inexact(knowledge, names), *_untimed(knowledge, sound, names), *_shapes(sound, knowledge, things)]
    order = sorted(set(found), key=lambda each: (each.node, each.path, each.en, each.value))
    return Report(tuple(order), tuple(_conflict(each, knowledge) for each in knowledge.conflicts))


def _things(knowledge: Knowledge, names: Names) -> dict[str, Thing]:
    things: dict[str, Thing] = {names.document(each.id).value: each for each in knowledge.documents}
    things.update((names.evidence(piece).value, piece) for piece in _pieces(knowledge))
    things.update((names.entity(each.id).value, each) for each in knowledge.entities)
    things.update((names.fact(each).value, each) for each in (*knowledge.facts, *knowledge.promises, *knowledge.conflicts))
    things.update((names.likely(each).value, each) for each in knowledge.likely)
    return things


def _pieces(knowledge: Knowledge) -> Iterator[Evidence]:
    """All evidence, as each thing that rests on it holds it."""
    for holder in (*knowledge.entities, *knowledge.facts, *knowledge.promises, *knowledge.conflicts):
        yield from holder.evidence
        yield from holder.answer if isinstance(holder, Promise) else ()


def _shapes(sound: Knowledge, knowledge: Knowledge, things: Mapping[str, Thing]) -> Iterator[Violation]:
    from rdflib.namespace import RDF, SH

    from kg.rdf.shacl import validate

    results, shapes = validate(quads(sound), data_dir("ontology") / SHAPES)
    for result in results.subjects(RDF.type, SH.ValidationResult):
        value, focus = results.value(result, SH.value), str(results.value(result, SH.focusNode))
        path, shown = _path(results, results.value(result, SH.resultPath)), "" if value is None else _short(str(value))
        # A SPARQL constraint has a term of the ontology as its focus and hands back the thing that is wrong as its value.
        node = str(value) if focus not in things and str(value) in things else focus
        if node != focus:
            path, shown = _short(focus), ""
        elif value is not None and str(value) == focus:
            shown = ""
        # pyshacl drops the language of messages that come from SPARQL: those are read from the shape.
        said = [*results.objects(result, SH.resultMessage), *shapes.objects(results.value(result, SH.sourceShape), SH.message)]
        messages = {message.language: str(message) for message in said}  # type: ignore[attr-defined]
        yield _violation(node, things.get(node), knowledge, messages.get("zh", ""), messages.get("en", ""), path, shown)


def _path(results: Any, path: Any) -> str:
    from rdflib import BNode
    from rdflib.collection import Collection

    steps = Collection(results, path) if isinstance(path, BNode) else [path] if path is not None else []
    return "/".join(_short(str(step)) for step in steps)


def _short(iri: str) -> str:
    return Compact(DEFAULT_BASE).prefixed(iri) or iri


def _inexact(knowledge: Knowledge, names: Names) -> Iterator[Violation]:
    """Evidence that is not exactly what its document holds there (where the document's text is at hand)."""
    texts = {document.id: document.text for document in knowledge.documents if document.text}
    for piece in _pieces(knowledge):  # each holder's own: two of one place may differ in their words
        if piece.doc in texts and texts[piece.doc][piece.start : piece.end] != piece.text:
            yield _violation(names.evidence(piece).value, piece, knowledge, "原话与文档该处不符", "the words are not those of the document at these offsets")


def _sound(knowledge: Knowledge) -> Knowledge:
    """The knowledge without what cannot be written as RDF because its time is none."""
    facts = tuple(each for each in knowledge.facts if _is_time(each.time))
    promises = tuple(each for each in knowledge.promises if _is_time(each.due))
    return replace(knowledge, facts=facts, promises=promises, conflicts=tuple(c for c in knowledge.conflicts if _is_time(c.time)), by_id={})


def _is_time(time: str | None) -> bool:
    try:
        return time is None or bool(bounds(time))
    except ValueError:
        return False


def _untimed(knowledge: Knowledge, sound: Knowledge, names: Names) -> Iterator[Violation]:
    kept = {*sound.facts, *sound.promises, *sound.conflicts}
    for each in (*knowledge.facts, *knowledge.promises, *knowledge.conflicts):
        if each not in kept:
            time = (each.due if isinstance(each, Promise) else each.time) or ""
            yield _violation(
                names.fact(each).value, each, knowledge, "时间写法不合约定", "the time is not written as agreed", "kg:time", time
            )


def _violation(node: str, thing: Thing | None, knowledge: Knowledge, zh: str, en: str, path: str = "", value: str = "") -> Violation:
    evidence = (thing,) if isinstance(thing, Evidence) else getattr(thing, "evidence", ())
    return Violation(describe(thing, knowledge) if thing else node, node, zh, en, path, value, evidence)


def describe(thing: Thing, knowledge: Knowledge) -> str:
    """A thing in a few words, in Chinese."""
    match thing:
        case Entity():
            return f"{_label(ontology().classes, thing.type)} {thing.name}"
        case Document():
            return f"{_label(ontology().classes, 'Document')} {thing.id}"
        case Evidence():
            return f"{_label(ontology().classes, 'Evidence')} {thing.doc} {thing.start}-{thing.end}"
        case Likely():
            return f"{_name(thing.first, knowledge)} ≈ {_name(thing.second, knowledge)}"
    said = f"{_label(ontology().classes, thing.kind.capitalize())} {_name(thing.subject, knowledge)} {_said(thing, knowledge)}"
    details = [part for part in (thing.due if isinstance(thing, Promise) else thing.time, getattr(thing, "modality", "")) if part]
    return f"{said} ({', '.join(details)})" if details else said


def _said(thing: Fact | Promise | Conflict, knowledge: Knowledge) -> str:
    known = ontology()
    if isinstance(thing, Relation):
        return f"{_label(known.predicates, thing.predicate)} {_name(thing.object, knowledge)}"
    if isinstance(thing, Conflict):
        return f"{thing.measure} {' ≠ '.join(thing.values)}"
    if isinstance(thing, Milestone):
        return _label(known.events, thing.event)
    measured = f"{thing.measure or ''} {'' if thing.value is None else thing.value}{thing.unit or ''}".strip()
    return _label(known.events, thing.event) if isinstance(thing, Promise) and thing.event else measured


def _label(terms: Mapping[str, Any], name: str) -> str:
    return terms[name].zh if name in terms else name


def _name(entity_id: str, knowledge: Knowledge) -> str:
    return knowledge.by_id[entity_id].name if entity_id in knowledge.by_id else entity_id


def _conflict(seen: Conflict, knowledge: Knowledge) -> str:
    return "\n".join([describe(seen, knowledge), *(f"  {piece.doc} {piece.start}-{piece.end} “{piece.text}”" for piece in seen.evidence)])
