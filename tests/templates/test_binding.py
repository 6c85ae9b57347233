"""Binding: a value becomes one token, whatever it holds, and the query around it stays what it was."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pyoxigraph import Store

from kg.errors import OntologyError, UsageError
from kg.query.tokens import meaningful
from kg.templates import Template, bind, read, templates
from kg.templates.values import string

HEAD = "#+ summary: x\n#+ title: {zh: 一}\n#+ params:\n"
BODY = """SELECT ?s (STRLEN($words) AS ?n) WHERE {
  # a comment with $words and ?_words
  { SELECT ?s WHERE { ?s ?p ?o . FILTER(?o = ?_words && ?o != "$words") } LIMIT 7 }
  FILTER(CONTAINS(STR(?o), $words)) <http://example.org/$words> ?p $words
}"""
HOSTILE = [
    '" } #',
    "\\",
    '\\"',
    "\\u0022 } SERVICE <http://localhost/> { ?s ?p ?o } #",
    '"""',
    "'",
    "\n",
    "\r",
    "\t",
    "\x00",
    "?s",
    "$words",
    "} LIMIT 1",
    "\\U00000022",
]


def made(folder: Path, param: str, body: str) -> Template:
    path = folder / "made.rq"
    path.write_text(f"{HEAD}#+   {param}\n{body}\n", encoding="utf-8")
    return read(path)


@pytest.fixture(scope="module")
def worded(tmp_path_factory: pytest.TempPathFactory) -> Template:
    return made(tmp_path_factory.mktemp("bind"), "words: {type: text}", BODY)


def no_names(words: str, classes: tuple[str, ...]) -> str:
    return "https://district-kg.example/id/" + words


def shape(query: str) -> list[tuple[str, str]]:
    """The query's tokens, with every string, number and IRI that a value may become written alike."""
    return [(token.kind, token.text) for token in meaningful(query)]


def expected(template: Template, token: tuple[str, str]) -> list[tuple[str, str]]:
    return [token if text in ("$words", "?_words") and kind == "variable" else (kind, text) for kind, text in shape(template.text)]


def constant(query: str) -> str:
    """The string that rdflib reads where the value went."""
    from rdflib import Literal, Variable
    from rdflib.plugins.sparql import prepareQuery

    triples = prepareQuery(query).algebra.p.p.p.p2.triples
    assert isinstance(triples[0][1], Variable)
    assert isinstance(triples[0][2], Literal)
    return str(triples[0][2])


ANY = st.one_of(st.text(st.characters(exclude_categories=["Cs"])), st.lists(st.sampled_from(HOSTILE), max_size=6).map("".join))


@settings(max_examples=1_000, deadline=None, suppress_health_check=list(HealthCheck))
@given(words=ANY)
@example(words="\\u0022")
def test_text_never_changes_the_shape(worded: Template, words: str) -> None:
    same_shape(worded, words)


@pytest.mark.heavy
@settings(max_examples=10_000, deadline=None, suppress_health_check=list(HealthCheck))
@given(words=ANY)
def test_ten_thousand_texts_never_change_the_shape(worded: Template, words: str) -> None:
    same_shape(worded, words)


def same_shape(worded: Template, words: str) -> None:
    query = bind(worded, {"words": words}, no_names)
    strings = [token for token in meaningful(query) if token.kind == "string"]
    assert shape(query) == expected(worded, ("string", strings[0].text))
    row = next(iter(Store().query(f"SELECT ?v {{ BIND({strings[0].text} AS ?v) }}")))
    assert row["v"].value == words


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    words=st.lists(st.one_of(st.sampled_from(HOSTILE), st.text(st.characters(exclude_categories=["Cs"]), max_size=5)), max_size=6).map(
        "".join
    )
)
@example(words="\\u0022 } ASK { #")
def test_algebra_is_the_same_in_rdflib(words: str) -> None:
    # rdflib unescapes \\u before it parses, so a value that merely escaped its backslash could break out of its string.
    from rdflib.plugins.sparql import prepareQuery

    from kg.templates.values import string

    frame = "SELECT ?s WHERE {{ {{ SELECT ?s WHERE {{ ?s ?p {0} }} LIMIT 3 }} FILTER(STR(?s) != {0}) }}"
    bound, plain = (prepareQuery(frame.format(token)).algebra for token in (string(words), '"x"'))
    assert outline(bound, words) == outline(plain, "x")


def outline(node: object, value: str) -> object:
    """An algebra as nested lists, with the literal that carries ``value`` marked."""
    from rdflib import Literal
    from rdflib.plugins.sparql.parserutils import CompValue

    if isinstance(node, CompValue):
        return [node.name, *([key, outline(part, value)] for key, part in sorted(node.items()) if key != "_vars")]
    if isinstance(node, (list, tuple)):
        return [outline(part, value) for part in node]
    return (
        "VALUE"
        if isinstance(node, Literal) and str(node) == value
        else repr(node)
        if not isinstance(node, (set, frozenset))
        else sorted(map(repr, node))
    )


@settings(max_examples=500, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    words=st.one_of(st.text(max_size=8), st.sampled_from(HOSTILE)),
    kind=st.sampled_from(["entity", "year", "number", "event", "outcome", "type"]),
)
def test_other_types_take_one_token_or_refuse(tmp_path_factory: pytest.TempPathFactory, words: str, kind: str) -> None:
    template = made(tmp_path_factory.getbasetemp(), f"words: {{type: {kind}}}", "ASK { ?s ?p $words }")
    try:
        query = bind(template, {"words": words}, no_names)
    except UsageError:
        return
    before, after = shape(template.text), shape(query)
    literal = 3 if kind == "year" else 1  # a string, ^^ and its datatype
    assert after[:4] == before[:4] and after[4 + literal - (after[4][1] == "-") * 0 :][-1:] == before[5:]
    assert len(after) - len(before) in (0, 1, 2)


def test_numbers_work_in_limit_and_in_a_sub_select(tmp_path: Path) -> None:
    template = made(tmp_path, "most: {type: number, default: 5}", "SELECT * { { SELECT ?s { ?s ?p ?o } LIMIT 3 } VALUES ?n { $most } }")
    assert "VALUES ?n { 5 }" in bind(template, {}, no_names)
    assert "VALUES ?n { 12 }" in bind(template, {"most": "12"}, no_names)


def test_a_parameter_in_the_projection_keeps_its_name(tmp_path: Path) -> None:
    template = made(tmp_path, "words: {type: text}", "SELECT ?_words ?s { ?s ?p ?_words }")
    query = bind(template, {"words": "x"}, no_names)
    assert 'SELECT ("x" AS ?_words) ?s { ?s ?p "x" }' in query
    assert [variable.value for variable in Store().query(query).variables] == ["_words", "s"]


def test_a_parameter_behind_an_expression_of_the_projection_keeps_its_name(tmp_path: Path) -> None:
    template = made(tmp_path, "words: {type: text}", "SELECT (STRLEN(STR(?s)) AS ?n) ?_words WHERE { ?s ?p ?_words }")
    assert '(STRLEN(STR(?s)) AS ?n) ("x" AS ?_words) WHERE' in bind(template, {"words": "x"}, no_names)
    template = made(tmp_path, "words: {type: text}", "SELECT (COUNT(?s) AS ?n) WHERE { ?s ?p ?o } GROUP BY ?p HAVING (COUNT(?s) > STRLEN($words))")
    assert 'STRLEN("x")' in bind(template, {"words": "x"}, no_names)


def test_what_is_described_is_a_value(tmp_path: Path) -> None:
    template = made(tmp_path, "thing: {type: entity}", "DESCRIBE $thing")
    assert bind(template, {"thing": "x"}, no_names).endswith("DESCRIBE <https://district-kg.example/id/x>\n")


def test_a_measure_is_asked_for_by_its_usual_names(tmp_path: Path) -> None:
    template = made(tmp_path, "v: {type: measure}", "ASK { ?s ?p $v }")
    assert '"地区生产总值"' in bind(template, {"v": "GDP"}, no_names) and '"口袋公园"' in bind(template, {"v": "口袋公园"}, no_names)


def test_a_word_that_is_near_a_term_is_led_to_it(tmp_path: Path) -> None:
    template = made(tmp_path, "v: {type: event}", "ASK { ?s ?p $v }")
    with pytest.raises(UsageError, match="--v 'startet' is not known") as near:
        bind(template, {"v": "startet"}, no_names)
    assert near.value.way_out.startswith("did you mean started") and "开工 started" in near.value.way_out
    with pytest.raises(UsageError) as far:
        bind(template, {"v": "嘎嘎嘎"}, no_names)
    assert far.value.way_out.startswith("there are: ")


def test_a_parameter_where_no_value_may_stand_names_the_template(tmp_path: Path) -> None:
    template = made(tmp_path, "words: {type: text}", 'ASK { BIND("x" AS ?_words) ?s ?p ?_words }')
    with pytest.raises(OntologyError, match=r"made\.rq"):
        bind(template, {"words": "x"}, no_names)


def test_unknown_and_missing_parameters_name_those_there_are(worded: Template) -> None:
    with pytest.raises(UsageError, match="no parameter 'word'") as error:
        bind(worded, {"word": "x"}, no_names)
    assert "did you mean words?" in error.value.way_out and "--words text" in error.value.way_out
    with pytest.raises(UsageError, match="needs --words"):
        bind(worded, {"words": None}, no_names)


@pytest.mark.parametrize(("kind", "value", "token"), [
    ("year", 2024, '"2024"^^<http://www.w3.org/2001/XMLSchema#gYear>'), ("year", "2024年", '"2024"^^<http://www.w3.org/2001/XMLSchema#gYear>'),
    ("number", "1.50", "1.50"), ("number", 1e3, "1000.0"), ("event", "开工", "<https://district-kg.example/ns#started>"),
    ("outcome", "kept", "<https://district-kg.example/ns#kept>"), ("type", "园区", "<https://district-kg.example/ns#Park>"),
])  # fmt: skip
def test_typed_values(tmp_path: Path, kind: str, value: str | float, token: str) -> None:
    template = made(tmp_path, f"v: {{type: {kind}}}", "ASK { ?s ?p $v }")
    assert f"?p {token} }}" in bind(template, {"v": value}, no_names)


@pytest.mark.parametrize(
    ("kind", "value"), [("year", "last"), ("year", 24), ("number", "many"), ("number", "NaN"), ("event", "startet"), ("type", "Parc")]
)
def test_values_of_the_wrong_type_are_refused(tmp_path: Path, kind: str, value: str | int) -> None:
    template = made(tmp_path, f"v: {{type: {kind}}}", "ASK { ?s ?p $v }")
    with pytest.raises(UsageError) as error:
        bind(template, {"v": value}, no_names)
    assert error.value.way_out


@pytest.mark.parametrize(("words", "number"), [("２", "2"), (" 1.5 ", "1.5"), ("+3", "3")])
def test_numbers_as_an_input_method_writes_them(words: str, number: str) -> None:
    assert f">= {number}" in bind(templates()["corroboration"], {"at_least": words}, lambda name, classes: name)


def test_half_a_character_is_refused(worded: Template) -> None:
    with pytest.raises(UsageError, match="half a character"):
        string("云\ud800")
    with pytest.raises(UsageError, match="half a character"):
        bind(worded, {next(iter(worded.params)): "\udfff岭"}, no_names)
