"""kg.ttl is whole and consistent: each failure names the term and what it wants."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from kg.ontology import KG, OWL, RDF, RDFS, SCHEMA, SKOS, Triples, data_dir, ontology
from kg.rdf import quads
from kg.rdf.page import QUERY, example, page
from kg.rdf.terms import PREFIXES
from tests.rdf.sample import sample

ROOT = Path(__file__).parents[2]
TRIPLES = Triples(data_dir("ontology") / "kg.ttl")
TERMS = [iri for iri in TRIPLES.order if iri.startswith(KG)]
CHINESE = re.compile("[\u4e00-\u9fff]")
PROPERTIES = [iri for iri in TERMS if any(kind.endswith("Property") for kind in TRIPLES.values(iri, RDF + "type"))]


@pytest.mark.parametrize("iri", TERMS, ids=lambda iri: iri[len(KG) :])
def test_a_term_has_its_labels(iri: str) -> None:
    assert CHINESE.search(TRIPLES.label(iri, "zh")), "the zh label is not Chinese"
    assert not CHINESE.search(TRIPLES.label(iri, "en")), "the en label is Chinese"


def test_no_name_twice() -> None:
    twice = [name for name, count in Counter(iri.lower() for iri in TERMS if not iri[len(KG)].isupper()).items() if count > 1]
    assert not twice


def test_every_term_that_is_used_is_defined() -> None:
    used = {value for pair in TRIPLES.by_pair.values() for value, _ in pair if value.startswith(KG) and value != KG}
    used |= {predicate for _, predicate in TRIPLES.by_pair if predicate.startswith(KG)}
    assert not sorted(used - set(TERMS)), "define these in kg.ttl"


def test_every_term_of_the_rdf_is_defined() -> None:
    found = {
        node.value for quad in quads(sample()) for node in (quad.predicate, quad.object) if node.value.startswith(KG) and node.value != KG
    }
    assert not sorted(found - set(TERMS)), "define these in kg.ttl"


def test_every_property_says_what_it_joins() -> None:
    for iri in PROPERTIES:
        assert (
            TRIPLES.values(iri, RDFS + "domain") or TRIPLES.values(iri, SCHEMA + "domainIncludes") or TRIPLES.values(iri, RDFS + "range")
        ), f"{iri} has no domain"


def test_properties_of_the_rdf_have_the_kind_of_object_that_they_say() -> None:
    for quad in quads(sample()):
        kinds = TRIPLES.values(quad.predicate.value, RDF + "type")
        if OWL + "ObjectProperty" in kinds or OWL + "DatatypeProperty" in kinds:
            assert hasattr(quad.object, "datatype") == (OWL + "DatatypeProperty" in kinds), quad
            wanted = TRIPLES.one(quad.predicate.value, RDFS + "range")
            if hasattr(quad.object, "datatype"):
                assert quad.object.datatype.value == wanted, quad


def test_inverses_turn_the_ends_round() -> None:
    for term in ontology().predicates.values():
        if not term.literal:
            assert term.inverse, f"kg:{term.name} has no owl:inverseOf"
            assert KG + term.inverse in TERMS


def test_ranks_have_no_gaps_and_the_order_follows_them() -> None:
    ranks = [event.rank for event in ontology().events.values() if event.rank is not None]
    assert ranks == list(range(1, len(ranks) + 1))


def test_relations_and_milestones_have_an_example_sentence() -> None:
    for term in (*ontology().predicates.values(), *ontology().events.values()):
        assert term.example.endswith("。"), f"kg:{term.name} has no skos:example"


def test_alignments_with_the_usual_vocabularies() -> None:
    aligned = {
        value
        for (_, predicate), pair in TRIPLES.by_pair.items()
        if predicate in {RDFS + "subClassOf", RDFS + "subPropertyOf", SKOS + "closeMatch"}
        for value, _ in pair
    }
    for prefix in ("schema", "org", "prov", "skos", "time", "oa", "foaf", "dcterms"):
        assert any(value.startswith(PREFIXES[prefix]) for value in aligned), f"nothing is aligned with {prefix}"


def test_the_page_is_current() -> None:
    assert (ROOT / "docs/ontology.md").read_text(encoding="utf-8") == page(), "run: python -m kg.rdf.page > docs/ontology.md"


def test_the_query_on_the_page_answers() -> None:
    from pyoxigraph import Store

    store = Store()
    store.extend(quads(example()))
    head = "".join(f"PREFIX {prefix}: <{iri}> " for prefix, iri in PREFIXES.items())
    assert [row["company"].value.rpartition("/")[2] for row in store.query(head + QUERY)] == ["蓝杉科技"]
