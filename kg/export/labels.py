"""The ontology's words for types, predicates, events and statuses, in the language of the reader."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kg.ontology import Term, ontology, table
from kg.outcomes.measure_names import name_of

SLIPPED = ("moved", "late", "missed", "partly", "suspended", "cancelled")  # outcomes that are not as promised


def word(terms: Mapping[str, Term], name: str | None, lang: str = "zh") -> str:
    """A term's label, or its name where the ontology has no such term."""
    term = terms.get(name or "")
    return str(getattr(term, lang)) if term else name or ""


def type_word(name: str, lang: str = "zh") -> str:
    """The label of a class: an entity type, Year, Document, or the kind of a fact."""
    return word(ontology().classes, name, lang)


def colours() -> dict[str, str]:
    """Type → colour, six hexadecimal digits, told apart by the colour-blind too (``kg:colour``)."""
    return {name: term.colour for name, term in ontology().classes.items() if term.colour}


def edge_colours() -> dict[str, str]:
    """Sort of edge (fact, plan, fact-year, plan-year) → colour (``ontology/names/edge_colours.csv``)."""
    return {row["name"]: row["colour"] for row in table("edge_colours")}


def what(data: Mapping[str, Any], lang: str = "zh") -> str:
    """What a fact is about, in a word: its predicate, event or measure."""
    if data.get("predicate"):
        return word(ontology().predicates, data["predicate"], lang)
    return word(ontology().events, data["event"], lang) if data.get("event") else _measure(data) or type_word(data["kind"].capitalize(), lang)


def _measure(data: Mapping[str, Any]) -> str:
    """The name of a measure, as a person would write it."""
    return name_of(data["measure"], data.get("unit") or "") if data.get("measure") else ""


def status(data: Mapping[str, Any], lang: str = "zh") -> str:
    """The modality in brackets where it is not ``actual``, so that what is planned never looks like what happened."""
    modality = data.get("modality", "actual")
    return "" if modality == "actual" else f"（{word(ontology().modalities, modality, lang)}）"


def amount(data: Mapping[str, Any], lang: str = "zh") -> str:
    """Bound, value and unit as one phrase: 不少于90家."""
    if data.get("value") is None:
        return ""
    bound = data.get("bound", "exact")
    said = "" if bound == "exact" else word(ontology().bounds, bound, lang) + (" " if lang == "en" else "")
    return f"{said}{data['value']:f}{data.get('unit') or ''}"


def edge_label(data: Mapping[str, Any], literal: bool, lang: str = "zh") -> str:
    """A short label for a fact's edge."""
    name = what(data, lang)
    match data["kind"]:
        case "relation":
            return f"{name}{'：' + data['object'] if literal else ''}{status(data, lang)}"
        case "observation":
            return f"{name} {amount(data, lang)}{status(data, lang)}"
        case "promise":
            outcome = word(ontology().outcomes, data["outcome"], lang)
            return f"{type_word('Promise', lang)}：{name}{amount(data, lang)} → {outcome}"
        case "conflict":
            return f"{type_word('Conflict', lang)}：{name} {' / '.join(data['values'])}"
    return f"{name}{status(data, lang)}"
