"""The same answers for programs and assistants: plain values with bounded rows, each with its quotes and document titles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from kg.errors import UsageError
from kg.model import Document, Entity, Evidence, Fact, Promise
from kg.ontology import ontology
from kg.records import SHAPES
from kg.templates import ask as ask_template
from kg.templates import templates
from kg.web.pages import fact_of
from kg.web.shelf import Shelf

ROWS, MOST = 20, 200
Plain = dict[str, Any]


def bounded(limit: int) -> int:
    """A number of rows that is given."""
    return max(1, min(limit, MOST))


def search(shelf: Shelf, words: str, limit: int = ROWS) -> Plain:
    """Things, measures, documents and sentences that hold the words."""
    found = shelf.search(words, min(bounded(limit), 50))
    return {"words": found.words, "totals": found.totals,
            "hits": [{"kind": hit.kind, "id": hit.ref, "type": hit.type, "name": hit.name, "said_as": hit.said, "facts": hit.facts, "documents": hit.docs,
                      "quote": hit.sentence, "document": hit.doc, "document_title": shelf.title(hit.doc)} for hit in found.hits],
            "sentences": [{"quote": each.text.strip(), "document": each.doc, "document_title": each.title, "start": each.start} for each in found.passages]}  # fmt: skip


def show(shelf: Shelf, name: str, limit: int = ROWS) -> Plain:
    """All that is known of an entity or a document. Raises ``UsageError`` with suggestions."""
    thing, limit = shelf.thing(name), bounded(limit)
    if isinstance(thing, Document):
        facts = shelf.facts_in.get(thing.id, [])
        return {"kind": "document", "id": thing.id, "name": thing.title or thing.id, "date": thing.date.value, "region": thing.region, "publisher": thing.publisher,
                "total_facts": len(facts), "facts": facts_of(shelf, facts[:limit]), "truncated": len(facts) > limit}  # fmt: skip
    facts, promises = shelf.facts_of.get(thing.id, []), shelf.promises_of.get(thing.id, [])
    return {"kind": "entity", **_entity(thing), "total_facts": len(facts), "facts": facts_of(shelf, facts[:limit]), "promises": facts_of(shelf, promises[:limit]),
            "truncated": max(len(facts), len(promises)) > limit,
            "possibly_same": [pair.second if pair.first == thing.id else pair.first for pair in shelf.likely_of.get(thing.id, ())]}  # fmt: skip


def _entity(thing: Entity) -> Plain:
    return {"id": thing.id, "type": thing.type, "name": thing.name, "also": list(thing.aliases), "within": thing.within}


def facts_of(shelf: Shelf, facts: Iterable[Fact | Promise]) -> list[Plain]:
    """Facts and promises as rows."""
    return [_fact(shelf, fact) for fact in facts]


def _fact(shelf: Shelf, fact: Fact | Promise) -> Plain:
    fields = {name: getattr(fact, name) for name, _, _ in SHAPES[type(fact)] if name not in ("evidence", "answer", "history", "stated_in")}
    named = {name: shelf.name(value) if name in ("subject", "object", "of") else plain(value) for name, value in fields.items() if value is not None}
    later = {"answered_by": quotes(shelf, fact.answer[:2])} if isinstance(fact, Promise) else {}
    return {"fact": shelf.key(fact), "kind": fact.kind, **named, "subject_id": fact.subject, "quotes": quotes(shelf, fact.evidence[:3]), **later}


def plain(value: Any) -> Any:
    """A value as JSON has it."""
    return format(value, "f") if isinstance(value, Decimal) else value if isinstance(value, (str, int, float, bool, type(None))) else str(value)


def quotes(shelf: Shelf, evidence: Iterable[Evidence]) -> list[Plain]:
    """The words with their documents."""
    return [{"quote": words.text, "document": words.doc, "document_title": shelf.title(words.doc), "start": words.start, "end": words.end} for words in evidence]


def ask(shelf: Shelf, template: str, values: Mapping[str, Any], limit: int = ROWS) -> Plain:
    """The answer of a template. Raises ``UsageError`` for a template, parameter or value that there is none of, saying which there are."""
    found = ask_template(template, {name: value for name, value in values.items() if value not in (None, "")}, shelf.graph.engine.query, shelf.graph.names)
    limit = bounded(limit)
    rows = [{name: plain(value) for name, value in row.items() if value is not None} for row, _ in zip(found, range(limit), strict=False)]
    for row in rows:
        _titled(shelf, row)
    return {"template": template, "title": dict(found.title), "columns": list(found.visible), "rows": rows, "total": len(found), "truncated": len(found) > limit or found.truncated}


def _titled(shelf: Shelf, row: Plain) -> None:
    """Put the title of its document beside each quote that a row holds."""
    from kg.answer.frames import PLACE  # the shape of an evidence's IRI
    from kg.web.view import unquoted

    for name in [name for name in row if name.endswith("_iri")]:
        if found := PLACE.search(str(row[name])):
            row[name.removesuffix("_iri") + "_document"] = shelf.title(unquoted(found["doc"]))


def evidence(shelf: Shelf, key: str) -> Plain:
    """All the places that state a fact or promise, with the sentence around each. Raises ``UsageError``."""
    fact = fact_of(shelf, key)
    places = [*fact.evidence, *(fact.answer if isinstance(fact, Promise) else ())]
    return {**_fact(shelf, fact), "places": [{**quotes(shelf, [words])[0], "rule": words.rule, "by": words.by or None, "sentence": around(shelf, words)} for words in places[:MOST]],
            "total_places": len(places)}  # fmt: skip


def around(shelf: Shelf, words: Evidence) -> str:
    """The sentence that holds the words."""
    from kg.corrections.anchor import sentence

    text = shelf.text(words.doc)
    start, end = sentence(text, words.start, words.end)
    return text[start : min(end + 1, start + 600)].strip()


def compare(shelf: Shelf, first: str, second: str, limit: int = ROWS) -> Plain:
    """Figures of one measure, time and status that both things have, with both quotes. Raises ``UsageError``."""
    from kg.web.pages import _figures

    things = [shelf.entity(name) for name in (first, second)]
    sides = [_figures(shelf, thing) for thing in things]
    shared = sorted(set(sides[0]) & set(sides[1]), key=lambda key: (key[0], key[1] or "", key[2]))
    rows = [{"measure": key[0], "time": key[1], "unit": key[2], "modality": key[3],
             **{side: {"value": plain(found[key].value), "bound": found[key].bound, "quotes": quotes(shelf, found[key].evidence[:1])} for side, found in zip(("first", "second"), sides, strict=True)}}
            for key in shared[: bounded(limit)]]  # fmt: skip
    return {"first": _entity(things[0]), "second": _entity(things[1]), "rows": rows, "total": len(shared), "truncated": len(shared) > bounded(limit)}


def promises(shelf: Shelf, area: str = "", year: str = "", outcome: str = "", limit: int = ROWS) -> Plain:
    """Promises and what became of them, with both quotes. Raises ``UsageError``."""
    if outcome and outcome not in ontology().outcomes:
        raise UsageError(f"no outcome {outcome!r}", f"there are: {', '.join(ontology().outcomes)}")
    within = shelf.within(shelf.entity(area).id) if area else None
    found = [made for made in shelf.knowledge.promises if (within is None or made.subject in within) and outcome in ("", made.outcome) and year in ("", shelf.due_year(made))]
    return {"rows": facts_of(shelf, found[: bounded(limit)]), "total": len(found), "truncated": len(found) > bounded(limit)}


def describe(shelf: Shelf) -> Plain:
    """What the graph holds, its words, and the catalogue of templates."""
    known = ontology()
    return {"counts": dict(shelf.manifest["counts"]), "types": dict(shelf.types), "generation": shelf.generation.name,
            "predicates": {name: term.en for name, term in known.predicates.items()}, "events": {name: term.en for name, term in known.events.items()},
            "outcomes": {name: term.en for name, term in known.outcomes.items()}, "templates": catalogue()}  # fmt: skip


def catalogue() -> list[Plain]:
    """The templates: name, what each answers, its parameters."""
    return [{"name": each.name, "title": each.title.get("en", ""), "title_zh": each.title.get("zh", ""), "summary": each.summary,
             "params": {name: {"type": param.type, "class": list(param.classes), "required": param.required, "label": param.label.get("en", "")} for name, param in each.params.items()}}
            for each in templates().values() if each.form == "SELECT"]  # fmt: skip


def verify(shelf: Shelf, text: str, date: str = "", region: str = "") -> Plain:
    """A paragraph checked claim by claim: each with its verdict and the quotes that decide it; and what was not read. Raises ``UsageError``."""
    from kg.judge.claims import values

    found = shelf.verifier.verify(text, date=date or None, region=region or None)
    claims = [{"text": claim.text, "start": claim.start, "end": claim.end, "verdict": claim.verdict, "claim": {"kind": claim.fact.kind, **{k: plain(v) for k, v in values(claim.fact).items()}},
               "quotes": quotes(shelf, claim.quotes[:5])} for claim in found.claims]  # fmt: skip
    return {"verdict": found.verdict, "counts": found.counts, "claims": claims, "unread": [found.text[start:end] for start, end in found.unread]}
