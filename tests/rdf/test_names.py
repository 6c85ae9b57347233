"""IRIs: valid, readable, one for each thing, and stable."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad, RdfFormat, parse, serialize

from kg.errors import UsageError
from kg.model import Evidence, Milestone, Promise, Relation
from kg.rdf.names import Names, escape

TEXT = st.text(st.characters(exclude_categories=["Cs"]))


@given(TEXT)
def test_any_name_gives_an_iri_that_reads_back(name: str) -> None:
    quad = Quad(*[Names().entity("Place/" + name)] * 3)
    assert list(parse(serialize([quad], format=RdfFormat.N_TRIPLES), format=RdfFormat.N_TRIPLES)) == [quad]


@given(TEXT, TEXT)
def test_two_names_never_share_an_iri(one: str, other: str) -> None:
    assert (escape(one) == escape(other)) == (one == other)


@pytest.mark.parametrize(
    ("name", "escaped"),
    [
        ("Park/澄湖软件园（一期）", "Park/澄湖软件园（一期）"),
        ("a b", "a%20b"),
        ("50%", "50%25"),
        ("表.csv#3", "表.csv%233"),
        ("“双创”·A&B's", "“双创”·A&B's"),
        ("<x>", "%3Cx%3E"),
    ],
)
def test_only_what_may_not_stand_in_an_iri_is_escaped(name: str, escaped: str) -> None:
    assert escape(name) == escaped


@pytest.mark.parametrize("base", ["", "id/", "http://x.example/id", "http://x.example/a b/", "http://x.example/<", "//x.example/"])
def test_a_wrong_base_is_refused_with_the_way_out(base: str) -> None:
    with pytest.raises(UsageError, match="ends in / or #") as error:
        Names(base)
    assert repr(base) in error.value.what


def test_a_fact_keeps_its_iri_whoever_says_it() -> None:
    one = Milestone("Project/桥", "started", "2024")
    other = Milestone("Project/桥", "started", "2024", evidence=(Evidence("a", 0, 1, "桥"),))
    assert Names().fact(one) == Names().fact(other)
    assert Names().fact(one) == NamedNode("https://district-kg.example/id/fact/751ee6e77c5e949d8a8c"), (
        "IRIs of facts have changed: links from outside break"
    )


def test_a_promise_keeps_its_iri_whatever_became_of_it() -> None:
    fields = ("Project/桥", "2024")
    assert Names().fact(Promise(*fields, "open", event="started")) == Names().fact(
        Promise(*fields, "late", event="started", fulfilled="2025")
    )


def test_fields_do_not_run_together() -> None:
    assert Names().fact(Relation("ab", "c", "d")) != Names().fact(Relation("a", "bc", "d"))
    assert Names().fact(Milestone("a", "started", "2024")) != Names().fact(Relation("a", "started", "2024"))


def test_selectors_hang_on_their_evidence() -> None:
    piece = Evidence("报告/2025#1", 3, 9, "六个字的原话")
    assert Names().evidence(piece, "quote").value == "https://district-kg.example/id/evidence/报告/2025%231/3-9/quote"
