"""One entity or document as RDF, for those who ask for its IRI and do not read pages."""

from __future__ import annotations

from typing import cast
from urllib.parse import unquote

from kg.query import GraphText
from kg.rdf.names import Names
from kg.templates.values import iri
from kg.web.shelf import Shelf

FORMS = ("text/html", "text/turtle", "application/ld+json", "application/n-triples", "application/rdf+xml")
QUERY = "CONSTRUCT {{ {me} ?p ?o . ?fact ?fp ?fo }} WHERE {{ {{ {me} ?p ?o }} UNION {{ ?fact <http://www.w3.org/1999/02/22-rdf-syntax-ns#subject> {me} ; ?fp ?fo }} }}"


def rdf(shelf: Shelf, ref: str, media: str) -> GraphText:
    """What the graph says of the thing under the base with that id, and its facts. Raises ``QueryError``."""
    me = iri(shelf.base + ref)
    return cast(GraphText, shelf.graph.sparql(QUERY.format(me=me), media=media, timeout=10.0, max_rows=20_000))


def page_of(shelf: Shelf, ref: str) -> str | None:
    """The page of the thing with that id under the base, or None where there is none."""
    from kg.web.view import document_url, entity_url

    names = Names(shelf.base)
    if ref in shelf.entities:
        return entity_url(ref)
    if ref.startswith("Document/"):
        doc = ref.removeprefix("Document/")
        return document_url(doc) if doc in shelf.documents else None
    plain = unquote(ref)
    return entity_url(plain) if plain in shelf.entities and names.entity(plain).value else None
