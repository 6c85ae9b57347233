"""The IRIs of things: readable, stable, under the base that the user sets."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pyoxigraph import NamedNode

from kg.errors import UsageError
from kg.model import Conflict, Evidence, Fact, Likely, Promise
from kg.records import fact_key

DEFAULT_BASE = "https://district-kg.example/id/"
# What may stand in a path (RFC 3987: ipchar and /), without the marks of text direction; % is left out so that it is always an escape.
_PLANES = "".join(f"{chr(plane << 16)}-{chr((plane << 16) + 0xFFFD)}" for plane in range(1, 14))
_WORDS = "\u00a0-\u200d\u2010-\u2029\u202f-\ud7ff\uf900-\ufdcf\ufdf0-\uffef" + _PLANES + "\U000e1000-\U000efffd"
_FORBIDDEN = re.compile(rf"[^A-Za-z0-9._~!$&'()*+,;=:@/{_WORDS}-]")
_BASE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`#]*[/#]")


def escape(name: str) -> str:
    """``name`` for an IRI: only what may not stand there becomes ``%XX``, so two names never share an IRI."""
    return _FORBIDDEN.sub(lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode("utf-8", "surrogatepass")), name)


def _is_iri(text: str) -> bool:
    try:
        NamedNode(text)
    except ValueError:  # a wrong escape, or brackets that are no host
        return False
    return True


@dataclass(frozen=True, slots=True)
class Names:
    """Makes the IRIs under ``base``. Raises UsageError where ``base`` is no absolute IRI that ends in ``/`` or ``#``."""

    base: str = DEFAULT_BASE

    def __post_init__(self) -> None:
        if not _BASE.fullmatch(self.base) or not _is_iri(self.base + "x"):
            raise UsageError(f"no base for IRIs: {self.base!r}", f"give an absolute IRI that ends in / or #, such as {DEFAULT_BASE}")

    def entity(self, entity_id: str) -> NamedNode:
        """Of an entity, by its id (``Park/澄湖软件园``)."""
        return NamedNode(self.base + escape(entity_id))

    def year(self, year: int) -> NamedNode:
        """Of a year's node."""
        return NamedNode(f"{self.base}Year/{year:04}")

    def document(self, doc: str) -> NamedNode:
        """Of a document, by its id."""
        return NamedNode(f"{self.base}Document/{escape(doc)}")

    def evidence(self, evidence: Evidence, part: str = "") -> NamedNode:
        """Of a stretch of a document; ``part`` names one of its selectors."""
        return NamedNode(f"{self.base}evidence/{escape(evidence.doc)}/{evidence.start}-{evidence.end}{'/' if part else ''}{part}")

    def rule(self, rule: str) -> NamedNode:
        """Of a rule, by its id."""
        return NamedNode(f"{self.base}rule/{escape(rule)}")

    def fact(self, fact: Fact | Promise | Conflict) -> NamedNode:
        """Of a fact, promise or conflict, by what it says (not by who says it, nor by what became of it)."""
        return NamedNode(f"{self.base}fact/{fact_key(fact)}")

    def likely(self, pair: Likely) -> NamedNode:
        """Of a pair that may be one thing."""
        return NamedNode(f"{self.base}likely/{fact_key(pair)}")

    def indicator(self, indicator: str) -> NamedNode:
        """Of an indicator, by its id."""
        return NamedNode(f"{self.base}indicator/{escape(indicator)}")

    def own(self, name: str) -> NamedNode:
        """Of a thing of the dataset itself."""
        return NamedNode(self.base + name)
