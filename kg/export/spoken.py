"""A report's words in the language of its reader: headings, sentences, and the labels that tables hold in Chinese."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.errors import UsageError
from kg.ontology import Term, data_dir, ontology, read_rules
from kg.ontology import table as names
from kg.outcomes.indicators import indicators

LANGUAGES = ("zh", "en")
SCHEMES = {"outcome": "outcomes", "event": "events", "progress": "events", "about": "events", "modality": "modalities", "bound": "bounds"}
"""Column → the ontology's terms whose labels stand in it."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Says things in ``lang``, zh or en. Raises ``UsageError`` for another."""

    lang: str = "zh"

    def __post_init__(self) -> None:
        if self.lang not in LANGUAGES:
            raise UsageError(f"no language {self.lang!r}", f"there are: {', '.join(LANGUAGES)}")

    def head(self, name: str) -> str:
        """The heading of a column or table, or its name."""
        return next((row[self.lang] for row in names("columns") if row["name"] == name), name)

    def say(self, key: str, **values: object) -> str:
        """A sentence of ``ontology/names/report.yaml``."""
        return str(_words()[key][self.lang]).format(**values)

    def label(self, term: Term) -> str:
        return str(getattr(term, self.lang))

    def cell(self, column: str, text: str) -> str:
        """The text of a cell: a label of the ontology and the name of an indicator in the reader's language, else as it is."""
        if self.lang == "zh":
            return text
        known = _english(SCHEMES[column]) if column in SCHEMES else {}
        return known.get(text) or (_measures().get(text, text) if column in ("about", "measure") else text)


def code(scheme: str, label: str) -> str:
    """The name of the term with a Chinese label, or nothing."""
    terms: Mapping[str, Term] = getattr(ontology(), scheme)
    return next((name for name, term in terms.items() if term.zh == label), "")


@cache
def _words() -> dict[str, Any]:
    return dict(read_rules(data_dir("ontology") / "names" / "report.yaml"))


@cache
def _english(scheme: str) -> dict[str, str]:
    return {term.zh: term.en for term in getattr(ontology(), scheme).values()}


@cache
def _measures() -> dict[str, str]:
    return {known.name: known.en for known in indicators()}
