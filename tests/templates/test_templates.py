"""Templates: what their headers say holds, their examples answer, and two engines agree."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store, parse

from kg.errors import OntologyError, UsageError
from kg.model import Entity, Milestone, Observation, Relation
from kg.query import Engine
from kg.rdf import quads
from kg.templates import Names, Template, ask, bind, read, template, templates
from kg.templates.listing import to_json, to_markdown, to_shacl
from tests.queries.engines import engine, rdflib_query, visible
from tests.queries.fixture import knowledge, said

ROOT = Path(__file__).parents[2]
ALL = list(templates().values())
NEEDED = """projects-of-district parks-of-district companies-in-park project-timeline milestones-of-year investments-ranked
    indicators-by-year compare-districts posts company-profile industries-by-park neighbours-two-steps in-several-parks
    evidence-of facts-of-document corroboration reprints coverage key-projects-by-year promises promises-of
    slipped-projects silent-promises target-vs-result indicator-series conflicts project-ledger""".split()
SAMPLES = {"year": 2023, "event": "开工", "outcome": "kept", "type": "Project", "number": 1, "text": "重点项目", "measure": "重点项目"}
ENTITIES = {
    "Industry": "低空经济",
    "District": "青禾区",
    "City": "澄海湾市",
    "Park": "澄湖软件园",
    "Project": "东渠大桥",
    "Company": "蓝杉",
    "Document": "2023/news",
}
names = Names(engine().query)


def by_name(each: Template) -> str:
    return each.name


def test_the_questions_an_analyst_asks_are_there() -> None:
    assert set(NEEDED) <= templates().keys()


@pytest.mark.parametrize("each", ALL, ids=by_name)
def test_header_is_whole(each: Template) -> None:
    assert each.title.keys() >= {"zh", "en"}
    assert each.summary and each.tags
    assert all(label.keys() >= {"zh", "en"} for label in each.columns.values())
    assert all(param.label.keys() >= {"zh", "en"} for param in each.params.values())
    assert {"params", "rows"} <= each.example.keys() and each.example["rows"], "an example that answers nothing proves nothing"


@pytest.mark.parametrize("each", ALL, ids=by_name)
def test_is_valid_sparql_as_it_stands(each: Template) -> None:
    from rdflib.plugins.sparql import prepareQuery

    Store().query(each.text)
    prepareQuery(each.text)


@pytest.mark.parametrize("each", ALL, ids=by_name)
def test_example_answers_as_the_header_says(each: Template) -> None:
    answer = ask(each, each.example["params"], engine().query, names)
    assert answer.columns == tuple(each.columns)
    assert json.loads(json.dumps(visible(answer), default=float)) == each.example["rows"]
    assert (answer.template, answer.title) == (each.name, each.title)


@pytest.mark.parametrize("each", ALL, ids=by_name)
def test_rdflib_gives_the_same_answer(each: Template) -> None:
    query = bind(each, each.example["params"], names)
    assert rdflib_query(query).rows == engine().query(query).rows


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("parks-of-district", {"district": "南浦区"}),
        ("tenants-of-parks", {"district": "澄海湾市"}),
        ("projects-of-district", {"district": "澄海湾市"}),
        ("project-ledger", {"district": "南浦区"}),
        ("investments-ranked", {"type": "Project", "year": 2023}),
        ("promises", {}),
        ("promises", {"event": "started", "outcome": "late"}),
        ("target-vs-result", {}),
        ("key-projects-by-year", {}),
        ("posts", {"of": "南浦区"}),
        ("coverage", {"year": 2023}),
        ("promises", {"area": "南浦区"}),
        ("slipped-projects", {"area": "澄海湾市"}),
        ("compare-districts", {"measure": "增速", "within": "澄海湾市"}),
        ("in-several-parks", {"district": "南浦区"}),
    ],
)
def test_rdflib_gives_the_same_answer_to_other_values(name: str, values: dict[str, str | int]) -> None:
    query = bind(templates()[name], values, names)
    assert rdflib_query(query).rows == engine().query(query).rows


@pytest.mark.parametrize("each", [each for each in ALL if each.params], ids=by_name)
def test_any_parameter_can_be_given_and_any_optional_one_left_out(each: Template) -> None:
    every = {
        name: ENTITIES[(param.classes or ("District",))[0]] if param.type == "entity" else SAMPLES[param.type]
        for name, param in each.params.items()
    }
    least = {name: every[name] for name, param in each.params.items() if param.required}
    for given in (every, least, *({**least, name: every[name]} for name in every)):
        assert ask(each, given, engine().query, names).columns == tuple(each.columns)


def test_promises_carry_what_an_analyst_needs() -> None:
    rows = list(ask("promises", {"outcome": "moved"}, engine().query, names))
    assert [(row["subject"], row["event"], row["due"], row["moved_to"], row["stated_in"]) for row in rows] == [
        ("东渠大桥工程", "completed", "2023", "2024-06", "青禾区2023年工作报告（2023-01）")
    ]
    assert rows[0]["evidence"] == "东渠大桥工程年内竣工"


@pytest.mark.parametrize(
    ("name", "values", "column", "found"),
    [
        ("promises", {"area": "南浦区"}, "subject", {"南浦体育馆"}),
        ("promises", {"area": "南浦体育馆"}, "subject", {"南浦体育馆"}),
        ("silent-promises", {"area": "青禾区"}, "subject", set()),
        ("slipped-projects", {"area": "柳塘街道"}, "subject", {"东渠大桥工程"}),
        ("investments-ranked", {"area": "南浦区"}, "subject", set()),
        ("compare-districts", {"measure": "地区生产总值", "within": "澄海湾市"}, "area", {"青禾区", "南浦区"}),
        ("in-several-parks", {"district": "南浦区"}, "company", {"蓝杉科技"}),
        ("in-several-parks", {"district": "柳塘街道"}, "company", set()),
    ],
)
def test_an_area_leaves_what_lies_elsewhere_out(name: str, values: dict[str, str], column: str, found: set[str]) -> None:
    assert set(ask(name, values, engine().query, names).column(column)) == found
    assert set(ask(name, {key: value for key, value in values.items() if key == "measure"}, engine().query, names).column(column)) >= found


def test_containment_goes_through_places_parks_and_parts() -> None:
    inside = ask("projects-of-district", {"district": "澄海湾市"}, engine().query, names).column("project")
    assert inside == ["东渠大桥工程", "东渠大桥工程二期", "南浦体育馆", "柳塘实验学校", "澄湖创新大厦"]


def test_evidence_of_an_answer_is_where_the_words_stand() -> None:
    passages = ask("promises", {"outcome": "silent"}, engine().query, names).evidence()
    assert [(piece.doc, piece.start, piece.text) for piece in passages] == [("2023/report", 160, "南浦体育馆年内开工")]


def test_what_is_not_known_stays_empty() -> None:
    """A post without a body, a park without an area, a fact without a time: one row, not one for each label of the graph."""
    words = said("2023/news", 200, "云栖园主攻低空经济，总经理何远")
    entities = (Entity("Park", "云栖园", id="Park/云栖园", evidence=words), Entity("Industry", "低空经济", id="Industry/低空经济"), Entity("Person", "何远", id="Person/何远"))
    facts = (Relation("Park/云栖园", "focusesOn", "Industry/低空经济", evidence=words), Relation("Person/何远", "holdsPost", "总经理", evidence=words),
             Milestone("Park/云栖园", "opened", evidence=words), Observation("Park/云栖园", "总投资", Decimal("3"), "亿元", evidence=words))  # fmt: skip
    with Engine.of_quads(quads(replace(knowledge(), entities=entities, facts=facts, promises=(), conflicts=(), by_id={}))) as sparse:
        found = Names(sparse.query)
        values = {"industries-by-park": {}, "posts": {}, "investments-ranked": {}, "indicators-by-year": {"entity": "云栖园"}}
        for name, given in values.items():
            assert len(ask(name, given, sparse.query, found)) == 1, name


def test_unknown_template_is_named_with_the_nearest() -> None:
    with pytest.raises(UsageError, match=r"did you mean promises"):
        template("promise")


def test_entities_are_found_by_alias_id_and_iri() -> None:
    iri = names("青禾区")
    assert names("青禾") == names("District/青禾区") == names(iri) == iri
    assert names("2023/news", ("Document",)) == names("澄湖软件园迎来新企业", ("Document",))


@pytest.mark.parametrize(
    ("words", "classes", "hint"), [("青河区", ("District",), "青禾区"), ("软件", ("Park",), "软件园"), ("青禾区", ("Park",), "")]
)
def test_unknown_entity_is_answered_with_suggestions(words: str, classes: tuple[str, ...], hint: str) -> None:
    with pytest.raises(UsageError, match=f"named '{words}'") as error:
        names(words, classes)
    assert hint in error.value.way_out


def test_completion_offers_names_of_the_class() -> None:
    assert names.complete("青禾", ("Park",)) == ["青禾生物医药产业园"]


@pytest.mark.parametrize(
    ("header", "what"),
    [
        ("#+ summary: x", "no title"),
        ("#+ summary: x\n#+ title: {zh: 一}\n#+ colour: red", "unknown keys"),
        ("#+ summary: x\n#+ title: {zh: 一}\n#+ params: {a: {type: colour}}", "has type 'colour'"),
        ("#+ summary: x\n#+ title: {zh: 一}\n#+ params: {a: {type: text}}", "never used"),
        ("#+ summary: [", "not YAML"),
    ],
)
def test_a_broken_template_is_named(tmp_path: Path, header: str, what: str) -> None:
    path = tmp_path / "broken.rq"
    path.write_text(header + "\nASK { ?s ?p ?o }\n", encoding="utf-8")
    with pytest.raises(OntologyError, match=what) as error:
        read(path)
    assert str(path) in error.value.what


def test_a_template_that_reaches_out_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "out.rq"
    path.write_text("#+ summary: x\n#+ title: {zh: 一}\nASK { SERVICE <http://localhost/> { ?s ?p ?o } }\n", encoding="utf-8")
    with pytest.raises(OntologyError, match="SERVICE"):
        read(path)


def test_reference_is_current() -> None:
    page = (ROOT / "docs" / "templates.md").read_text(encoding="utf-8")
    assert page == to_markdown(ALL), "run: python -m kg.templates.listing > docs/templates.md"


def test_list_for_machines() -> None:
    listed = {each["name"]: each for each in json.loads(to_json(ALL))}
    assert listed["promises"]["params"][0]["type"] == "year" and listed["promises"]["query"] == templates()["promises"].text
    subjects = {
        quad.subject.value for quad in parse(to_shacl(ALL).encode(), format=RdfFormat.TURTLE) if quad.predicate.value.endswith("#select")
    }
    assert len(subjects) == len(ALL)


def test_an_answer_becomes_a_network_where_its_rows_join_two_entities() -> None:
    tenants = ask("companies-in-park", {"park": "澄湖软件园"}, engine().query, names).to_networkx()
    assert sorted(tenants.edges()) == [("禾城集团", "澄湖软件园"), ("蓝杉科技", "澄湖软件园")]
    assert tenants.nodes["蓝杉科技"]["iri"].endswith("Company/蓝杉科技")
    with pytest.raises(UsageError, match="does not join two entities\n.*source and target; there are: subject"):
        ask("promises", {}, engine().query, names).to_networkx()
