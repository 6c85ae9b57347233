"""What every page is made with: its words, its links, its environment of templates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlencode

import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from kg.export.labels import colours, word
from kg.graph.show import amount, because
from kg.model import Evidence, Fact, Milestone, Observation, Promise, Relation
from kg.ontology import ontology
from kg.safe.text import one_line
from kg.web.shelf import Shelf

HERE = Path(__file__).parent
LANGUAGES = ("zh", "en")
VENDOR = HERE / "static" / "vendor"
QUOTE = 90
SCHEMES = {"predicate": "predicates", "event": "events", "modality": "modalities", "bound": "bounds", "type": "types", "subjectType": "types", "objectType": "types"}


@cache
def words() -> dict[str, dict[str, str]]:
    """The words of the pages by language and key."""
    table = yaml.safe_load((HERE / "words.yaml").read_text(encoding="utf-8"))
    return {lang: {key: pair[place] for key, pair in table.items()} for place, lang in enumerate(LANGUAGES)}


@cache
def environment() -> Environment:
    """The templates; whatever is put into them is text and becomes no markup."""
    made = Environment(loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined, auto_reload=False, trim_blocks=True, lstrip_blocks=True)
    made.globals |= {"entity_url": entity_url, "document_url": document_url, "place_url": place_url, "fact_url": fact_url, "url": url, "cut": cut, "because": because}
    return made


def url(path: str, **given: Any) -> str:
    """A local address with its query; what is None or empty is left out."""
    query = urlencode({key: value for key, value in given.items() if value not in (None, "")})
    return f"{quote(path)}?{query}" if query else quote(path)


def entity_url(ref: str) -> str:
    """The page of an entity, by its id."""
    return "/entity/" + quote(ref)


def document_url(doc: str) -> str:
    """The page of a document, by its id."""
    return "/document/" + quote(doc)


def place_url(evidence: Evidence) -> str:
    """The words of evidence, lit in their document."""
    return f"{document_url(evidence.doc)}?at={evidence.start}-{evidence.end}#lit"


def fact_url(doc: str, key: str) -> str:
    """A fact chosen in a document."""
    return f"{document_url(doc)}?fact={key}#lit"


def cut(text: str, width: int = QUOTE) -> str:
    """Text on one line, shortened."""
    line = one_line(text)
    return line if len(line) <= width else line[: width - 1] + "…"


class Said:
    """How facts are put into words of one language, on one shelf."""

    def __init__(self, shelf: Shelf, lang: str) -> None:
        self.shelf, self.lang = shelf, lang

    def label(self, scheme: str, name: str | None) -> str:
        """A term of the ontology in the reader's language."""
        return word(getattr(ontology(), scheme), name, self.lang)

    def field(self, name: str, value: Any) -> str:
        """The value of a fact's field in the reader's language, where it is a term of the ontology."""
        return self.label(SCHEMES[name], str(value)) if name in SCHEMES else str(value)

    def colour(self, type_: str) -> str:
        """The colour of a type."""
        return "#" + colours().get(type_, "888888")

    def what(self, fact: Fact | Promise) -> str:
        """What a fact says of its subject."""
        match fact:
            case Relation():
                return self.label("predicates", fact.predicate)
            case Milestone():
                return self.label("events", fact.event)
            case Observation():
                return f"{fact.measure} {amount(fact)}"
        if fact.event:
            return self.label("events", fact.event)
        return f"{fact.measure} {fact.value:f}{fact.unit or ''}" if fact.value is not None else fact.measure or ""

    def object(self, fact: Fact) -> tuple[str, str | None]:
        """The name of a relation's object and the entity's id, if it is one."""
        if not isinstance(fact, Relation):
            return "", None
        of = f"（{self.shelf.name(fact.of)}）" if fact.of else ""
        return self.shelf.name(fact.object) + of, fact.object if fact.object in self.shelf.entities else fact.of if fact.of in self.shelf.entities else None

    def row(self, fact: Fact, doc: str | None = None) -> dict[str, Any]:
        """A fact as a row of a page: with the words that say so (those of ``doc`` first) and how many more places there are."""
        evidence = sorted(fact.evidence, key=lambda words: words.doc != doc) if doc else list(fact.evidence)
        name, ref = self.object(fact)
        return {"key": self.shelf.key(fact), "kind": fact.kind, "subject": self.shelf.name(fact.subject), "subject_ref": fact.subject, "what": self.what(fact),
                "object": name, "object_ref": ref, "time": fact.time or "", "modality": fact.modality, "status": self.label("modalities", fact.modality),
                "evidence": evidence[0] if evidence else None, "more": max(0, len(evidence) - 1)}  # fmt: skip

    def promise(self, made: Promise) -> dict[str, Any]:
        """A promise as a card: what was promised, what became of it, and both sources."""
        return {"key": self.shelf.key(made), "subject": self.shelf.name(made.subject), "subject_ref": made.subject, "what": self.what(made), "due": made.due,
                "outcome": made.outcome, "outcome_label": self.label("outcomes", made.outcome), "moved_to": made.moved_to, "fulfilled": made.fulfilled,
                "slip": made.slip_months, "evidence": made.evidence[0] if made.evidence else None, "answer": made.answer[0] if made.answer else None}  # fmt: skip

    def rows(self, facts: Iterable[Fact], doc: str | None = None) -> list[dict[str, Any]]:
        return [self.row(fact, doc) for fact in facts]


def render(name: str, given: Mapping[str, Any]) -> str:
    """A template filled in."""
    return environment().get_template(name).render(given)


def unquoted(text: str) -> str:
    """A part of an IRI as the id that it was made of."""
    return unquote(text)
