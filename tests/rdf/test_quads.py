"""What the RDF says of a small invented district."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store, Triple

from kg import __version__
from kg.errors import UsageError
from kg.model import Knowledge, Observation, Relation
from kg.rdf import DEFAULT_BASE, Names, quads
from kg.rdf.terms import PREFIXES
from tests.rdf.sample import NEWS, PLAN, sample

HEAD = "".join(f"PREFIX {prefix}: <{iri}> " for prefix, iri in PREFIXES.items()) + f"BASE <{DEFAULT_BASE}> "


@pytest.fixture(scope="module")
def store() -> Store:
    return loaded(quads(sample()))


def loaded(statements: Iterable[Quad]) -> Store:
    store = Store()
    store.extend(statements)
    return store


def ask(store: Store, pattern: str) -> bool:
    return bool(store.query(f"{HEAD} ASK {{ {pattern} }}"))


def column(store: Store, query: str) -> list[str]:
    return [row[0].value for row in store.query(HEAD + query)]


@pytest.mark.parametrize(
    "pattern",
    [
        '<Company/蓝杉科技> a kg:Company ; rdfs:label "蓝杉科技"@zh ; skos:prefLabel "蓝杉科技"@zh ; skos:altLabel "蓝杉"@zh ; kg:within <District/青禾区>',
        "<District/青禾区> kg:within <City/澄海湾市>",
        "<Company/蓝杉科技> kg:locatedIn <Park/澄湖软件园> ; kg:mentionedIn <Document/news>",
        '<Company/蓝杉科技> kg:sameNameBecause "蓝杉 (news): short-name"',
        '<Person/宋知远> kg:holdsPost "区长"@zh',
        "<Project/东渠大桥> kg:reached kg:started ; kg:possiblySameAs <Project/东渠大桥工程>",
        "<Project/东渠大桥工程> kg:possiblySameAs <Project/东渠大桥>",
        '?f a kg:Relation ; rdf:subject <Person/宋知远> ; rdf:predicate kg:holdsPost ; rdf:object "区长"@zh ; kg:of <District/青禾区>',
        "?f a kg:Relation ; rdf:predicate kg:locatedIn ; rdf:object <District/青禾区> ; kg:modality kg:planned ; kg:time '2024-H1' ; "
        "kg:timeStart '2024-01-01'^^xsd:date ; kg:timeEnd '2024-06-30'^^xsd:date ; kg:year '2024'^^xsd:gYear ; kg:inYear <Year/2024>",
        "?f a kg:Milestone ; rdf:subject <Project/东渠大桥> ; rdf:predicate kg:reached ; rdf:object kg:opened ; kg:event kg:opened ; "
        "kg:modality kg:planned ; kg:statedIn <Document/plan/2025%233> ; kg:rule <rule/frame-1>",
        "?f a kg:Observation ; rdf:predicate kg:observed ; kg:measure '投资'@zh ; kg:value 537.0 ; rdf:object 537.0 ; kg:quotedValue '537.0' ; "
        "kg:unit '亿元' ; kg:bound kg:about ; kg:role 'from' ; kg:modality kg:actual",
        "?f a kg:Promise ; rdf:subject <Project/东渠大桥> ; kg:event kg:opened ; kg:due '2025' ; kg:dueEnd '2025-12-31'^^xsd:date ; "
        "kg:dueYear '2025'^^xsd:gYear ; kg:outcome kg:open ; kg:dueHistory '2025 plan/2025#3' ; kg:statedIn <Document/plan/2025%233> ; "
        "kg:evidence/oa:exact '力争东渠大桥建成通车'@zh ; kg:answer <evidence/news/20-27>",
        "?f a kg:Promise ; kg:measure '投资'@zh ; kg:value 540.0 ; kg:quotedValue '540' ; kg:unit '亿元' ; kg:outcome kg:moved ; kg:movedTo '2025' ; kg:slipMonths 18",
        "?f a kg:Conflict ; rdf:subject <Project/东渠大桥> ; kg:measure '投资'@zh ; kg:time '2024' ; kg:conflictingValue '537.0亿元' , '540亿元'",
        "?f a kg:Likely ; rdf:subject <Project/东渠大桥> ; rdf:object <Project/东渠大桥工程> ; kg:score 0.8 ; kg:reason 'contains'",
        "<Document/plan/2025%233> a kg:Document , prov:Entity , schema:Article ; dcterms:identifier 'plan/2025#3' ; kg:reprintOf <Document/news> ; "
        "schema:datePublished '2025-01-10' ; kg:datePrecision 'day' ; kg:dateHow 'stated'",
        "<Year/2025> a kg:Year ; rdfs:label '2025'",
        "<rule/number-2> a kg:Rule ; dcterms:identifier 'number-2'",
        "kg:started skos:prefLabel '开工'@zh ; kg:rank 3",
        "kg:Park rdfs:subClassOf kg:Entity",
        f"<dataset> a void:Dataset , dcat:Dataset ; prov:wasGeneratedBy/prov:wasAssociatedWith/schema:softwareVersion '{__version__}'",
        "<dataset> void:classPartition [ void:class kg:Project ; void:entities 2 ]",
    ],
)
def test_states(store: Store, pattern: str) -> None:
    assert ask(store, pattern)


@pytest.mark.parametrize(
    "pattern",
    [
        "<Park/澄湖软件园> kg:locatedIn ?area",
        "<Project/东渠大桥> kg:reached kg:opened",
        "?entity kg:observed ?number",
        "?one owl:sameAs ?other",
    ],
)
def test_does_not_state_what_is_planned_or_only_likely(store: Store, pattern: str) -> None:
    assert not ask(store, pattern)


def test_evidence_is_the_exact_words(store: Store) -> None:
    texts = {DEFAULT_BASE + "Document/news": NEWS, DEFAULT_BASE + "Document/plan/2025%233": PLAN}
    query = """SELECT ?source ?start ?end ?words WHERE { ?piece a kg:Evidence ; oa:hasSource ?source ; oa:exact ?words ; oa:start ?start ; oa:end ?end ;
        prov:wasQuotedFrom ?source ; oa:hasSelector [ a oa:TextQuoteSelector ; oa:exact ?words ] , [ a oa:TextPositionSelector ; oa:start ?start ; oa:end ?end ] }"""
    rows = list(store.query(HEAD + query))
    assert len(rows) == 6
    for source, start, end, words in rows:
        assert texts[source.value][int(start.value) : int(end.value)] == words.value


def test_triples_are_counted_whole(store: Store) -> None:
    assert column(store, "SELECT ?n { <dataset> void:triples ?n }") == [str(len(store))]


def test_no_statement_twice_and_no_blank_nodes() -> None:
    found = list(quads(sample(), graphs=True))
    assert len(found) == len(set(found))
    assert all(isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal) for quad in found)


def test_statements_of_a_subject_stand_together() -> None:
    subjects = [quad.subject for quad in quads(sample())]
    runs = [subject for before, subject in zip([None, *subjects], subjects, strict=False) if subject != before]
    assert len(runs) == len(set(runs))


def test_a_document_graph_is_what_the_document_says() -> None:
    store = loaded(quads(sample(), graphs=True))
    facts = "SELECT ?o { GRAPH <Document/plan/2025%233> { ?f a ?kind ; rdf:object ?o ; kg:evidence ?piece . ?piece oa:exact ?words } } ORDER BY STR(?o)"
    assert column(store, facts) == ["540", "6.3", DEFAULT_BASE.replace("/id/", "/ns#") + "opened", "区长"]
    assert ask(store, "GRAPH <Document/news> { <Document/news> a kg:Document . <Company/蓝杉科技> kg:locatedIn <Park/澄湖软件园> }")
    assert not ask(store, "GRAPH <Document/news> { ?s ?p <Document/plan/2025%233> }")


def test_document_graphs_repeat_the_default_graph() -> None:
    found = list(quads(sample(), graphs=True))
    default = {(quad.subject, quad.predicate, quad.object) for quad in quads(sample())}
    named = [quad for quad in found if isinstance(quad.graph_name, NamedNode)]
    assert len(found) == len(default) + len(named)
    assert named
    assert all((quad.subject, quad.predicate, quad.object) in default for quad in named)


def test_rdf12_has_triple_terms_in_place_of_the_statement() -> None:
    found = list(quads(sample(), reify="rdf12"))
    terms = [quad.object for quad in found if isinstance(quad.object, Triple)]
    assert len(terms) == len(sample().facts)
    names, ns = Names(), PREFIXES["kg"]
    assert Triple(names.entity("Company/蓝杉科技"), NamedNode(ns + "locatedIn"), names.entity("Park/澄湖软件园")) in terms
    facts = {quad.subject for quad in found if isinstance(quad.object, Triple)}
    assert not [quad for quad in found if quad.subject in facts and quad.predicate.value == PREFIXES["rdf"] + "subject"]


def test_an_unknown_way_to_reify_is_refused() -> None:
    with pytest.raises(UsageError, match="rdf13"):
        list(quads(sample(), reify="rdf13"))


def test_things_live_under_the_base() -> None:
    base = "http://graph.example/青禾#"
    things = {quad.subject.value for quad in quads(sample(), base) if not quad.subject.value.startswith(PREFIXES["kg"][:-1])}
    assert things
    assert all(thing.startswith(base) for thing in things)


def test_a_wrong_time_is_an_error_that_names_it() -> None:
    knowledge = sample()
    wrong = replace(knowledge, facts=(replace(knowledge.facts[0], time="明年"),), by_id={})
    with pytest.raises(ValueError, match="明年"):
        list(quads(wrong))


def test_large_and_small_numbers_keep_their_digits() -> None:
    facts = tuple(Observation("Project/东渠大桥", "数", Decimal(value), "个") for value in ("1E+6", "0.00000001", "-3.10"))
    store = loaded(quads(replace(sample(), facts=facts, by_id={})))
    assert sorted(column(store, "SELECT ?v { ?f a kg:Observation ; kg:quotedValue ?v }")) == ["-3.10", "0.00000001", "1000000"]


def test_an_area_named_twice_gives_no_wrong_container() -> None:
    knowledge = sample()
    twin = replace(knowledge.by_id["District/青禾区"], id="District/别市/青禾区", within="别市")
    store = loaded(quads(replace(knowledge, entities=(*knowledge.entities, twin), by_id={})))
    assert not ask(store, "?thing kg:within <District/青禾区>")


def test_what_holds_a_thing_is_known_over_all_steps(store: Store) -> None:
    assert column(store, "SELECT ?h { <Company/蓝杉科技> kg:inside ?h } ORDER BY STR(?h)") == [
        DEFAULT_BASE + each for each in ("City/澄海湾市", "District/青禾区", "Park/澄湖软件园")
    ]
    assert not ask(store, "?thing kg:inside ?thing")


def test_a_circle_of_containers_ends() -> None:
    knowledge = sample()
    park, company = "Park/澄湖软件园", "Company/蓝杉科技"
    round_again = Relation(park, "partOf", company, evidence=knowledge.facts[0].evidence)
    store = loaded(quads(replace(knowledge, facts=(*knowledge.facts, round_again), by_id={})))
    assert ask(store, "<Park/澄湖软件园> kg:inside <Company/蓝杉科技> , <City/澄海湾市>")
    assert not ask(store, "?thing kg:inside ?thing")


def test_figures_are_made_equal(store: Store) -> None:
    assert ask(store, "?f kg:quotedValue '537.0' ; kg:baseValue 53700000000.0 ; kg:baseUnit '元'")
    assert ask(store, "?f kg:quotedValue '6.3' ; kg:figure 'gdp-growth' ; kg:indicator <indicator/gdp-growth> . "
                      "<indicator/gdp-growth> a kg:Indicator ; skos:prefLabel 'growth of GDP'@en , '地区生产总值增速'@zh . "
                      "?f kg:measureName '地区生产总值增速'@zh")  # fmt: skip


def test_a_target_stands_in_the_cell_of_its_result(store: Store) -> None:
    assert ask(store, "?f a kg:Observation ; rdf:subject ?s ; kg:figure ?g ; kg:timeStart ?from ; kg:timeEnd ?to ; kg:cell ?cell . "
                      "FILTER(STRENDS(?cell, CONCAT(' ', ?g, ' ', STR(?from), '/', STR(?to))))")  # fmt: skip
    assert not ask(store, "?f kg:cell ?one , ?two . FILTER(?one != ?two)")


def test_the_first_words_are_those_of_the_earliest_document(store: Store) -> None:
    assert ask(store, "?f rdf:subject <Person/宋知远> ; kg:firstEvidence/oa:exact ?words ; kg:quote ?words ; kg:firstEvidence/oa:hasSource <Document/news>")
    assert ask(store, "?p kg:dueHistory '2025 plan/2025#3' ; kg:quote '力争东渠大桥建成通车'@zh ; "
                      "kg:quotedFrom 'plan/2025#3' ; kg:firstAnswer <evidence/news/20-27> ; kg:answerQuote '东渠大桥开工'@zh ; kg:answeredFrom 'news'")  # fmt: skip


def test_reprints_do_not_count_as_independent(store: Store) -> None:
    assert not ask(store, "?f kg:independentDocuments ?n")
    knowledge = sample()
    documents = tuple(replace(each, reprint_of=None) for each in knowledge.documents)
    assert ask(loaded(quads(replace(knowledge, documents=documents, by_id={}))), "?f rdf:subject <Person/宋知远> ; kg:independentDocuments 2")


def test_facts_of_an_unlisted_entity_are_not_lost() -> None:
    knowledge = Knowledge(facts=(Relation("Park/无名园", "recognizedAs", "绿色园区"),))
    assert ask(loaded(quads(knowledge)), '<Park/无名园> kg:recognizedAs "绿色园区"@zh')
