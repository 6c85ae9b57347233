"""What kg.ttl gives to Python, and what happens when it is wrong."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
from pathlib import Path

import pytest

from kg.errors import OntologyError
from kg.ontology import data_dir, ontology, read

TERMS = (data_dir("ontology") / "kg.ttl").read_text(encoding="utf-8")


def changed(tmp_path: Path, old: str, new: str) -> Path:
    assert TERMS.count(old) >= 1, f"kg.ttl no longer holds {old!r}"
    path = tmp_path / "kg.ttl"
    path.write_text(TERMS.replace(old, new, 1), encoding="utf-8")
    return path


def test_types_in_order() -> None:
    types = ontology().types
    assert list(types) == ["Province", "City", "District", "Place", "Park", "Project", "Company", "Organization", "Person", "Industry"]
    assert (types["Park"].zh, types["Park"].en) == ("园区", "Park")
    assert [name for name, each in types.items() if each.area] == ["Province", "City", "District"]
    assert types["Park"].iri == "https://district-kg.example/ns#Park"


def test_predicates() -> None:
    predicates = ontology().predicates
    assert list(predicates) == ["locatedIn", "partOf", "developedBy", "builtBy", "operatedBy", "focusesOn", "holdsPost", "recognizedAs"]
    assert predicates["builtBy"].domain == ("Project",)
    assert predicates["builtBy"].range == ("Company",)
    assert predicates["locatedIn"].inverse == "hosts"
    assert [name for name, each in predicates.items() if each.literal] == ["holdsPost", "recognizedAs"]
    assert predicates["holdsPost"].range == ()


def test_events_with_their_rank() -> None:
    events = ontology().events
    assert list(events) == ["signed", "approved", "unveiled", "started", "under_construction", "topped_out", "completed", "opened"]
    ranked = [name for name, event in events.items() if event.rank is not None]
    assert ranked == ["signed", "approved", "started", "under_construction", "topped_out", "completed", "opened"]
    assert [events[name].rank for name in ranked] == sorted(events[name].rank or 0 for name in ranked)
    assert events["topped_out"].zh == "封顶"


def test_schemes() -> None:
    known = ontology()
    assert list(known.modalities) == ["actual", "planned", "estimated", "denied", "suspended", "cancelled"]
    assert list(known.bounds) == ["exact", "at_least", "about", "at_most"]
    assert list(known.outcomes) == ["kept", "late", "moved", "open", "silent", "missed", "partly", "suspended", "cancelled"]
    assert known.classes["Document"].zh == "文档"
    assert "Person" not in known.milestone_types
    assert "Company" in known.post_types


def test_what_a_reader_needs_to_know_stands_on_class_relation_and_milestone() -> None:
    known = ontology()
    assert known.types_that("holds_figures") == ("Park", "Project", "Company", "Organization")
    assert known.types_that("built") == ("Park", "Project", "Organization")
    assert known.types_that("contains") == ("Park",) and known.types_that("tenant") == ("Company",)
    assert known.types_that("located_in_reporter") == ("Place", "Park", "Project", "Company", "Organization")
    assert set(known.types) - set(known.types_that("placed")) == {"Person", "Industry"} and not set(known.types) - {*known.observation_types}
    assert known.types_that("has_milestones") == known.milestone_types and known.types_that("holds_posts") == known.post_types
    assert known.types_that("concept") == ("Industry",) and known.leads_to("concept") == ("focusesOn",)
    assert known.predicates_that("containment") == ("locatedIn", "partOf")
    assert known.events_that("lasting") == ("under_construction",) and known.events_that("of_structure") == ("topped_out",)
    assert (known.types["Park"].colour, known.types["Park"].shape, known.classes["Year"].colour) == ("3BAB69", "s", "777777")


def test_a_trait_of_a_new_type_needs_the_file_alone(tmp_path: Path) -> None:
    new = (
        'kg:Port a owl:Class ; rdfs:subClassOf kg:Entity ; sh:order 11 ; rdfs:label "港口"@zh , "Port"@en ;\n'
        '    kg:holdsFigures true ; kg:built true ; kg:colour "112233" .\n'
        "kg:reached schema:domainIncludes kg:Port . kg:observed schema:domainIncludes kg:Port .\n\nkg:Year a"
    )
    known = read(changed(tmp_path, "kg:Year a", new))
    assert known.types_that("built")[-1] == "Port" == known.types_that("holds_figures")[-1]
    assert known.classes["Port"].colour == "112233" and "Port" not in known.types_that("placed")


def test_it_is_one_frozen_value() -> None:
    assert ontology() is ontology()
    with pytest.raises(dataclasses.FrozenInstanceError):
        ontology().types["Park"].zh = "公园"  # type: ignore[misc]
    with pytest.raises(TypeError):
        ontology().types["Castle"] = ontology().types["Park"]  # type: ignore[index]


def test_a_new_type_needs_the_file_alone(tmp_path: Path) -> None:
    new = 'kg:Fund a owl:Class ; rdfs:subClassOf kg:Entity ; sh:order 11 ; rdfs:label "基金"@zh , "Fund"@en .\n\nkg:Year a'
    assert list(read(changed(tmp_path, "kg:Year a", new)).types)[-1] == "Fund"


def test_a_new_milestone_needs_the_file_alone(tmp_path: Path) -> None:
    new = 'kg:planned_out a skos:Concept ; skos:inScheme kg:milestones ; sh:order 0 ; skos:prefLabel "规划"@zh , "planned out"@en .\n\nkg:signed a'
    assert next(iter(read(changed(tmp_path, "kg:signed a", new)).events)) == "planned_out"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"园区"@zh , "Park"@en', '"Park"@en', "kg:Park has no label @zh"),
        ('"封顶"@zh , "topped out"@en', '"封顶"@zh', "kg:topped_out has no label @en"),
        ("sh:order 2 ; kg:rank 2", "kg:rank 2", "kg:approved has no sh:order"),
        ("kg:rank 2", 'kg:rank "two"', "kg:approved has https://district-kg.example/ns#rank 'two'"),
        ("kg:rank 2", "kg:rank 2 , 3", "kg:approved has 2 of"),
        ("schema:rangeIncludes kg:Company ;", "schema:rangeIncludes kg:Castle ;", "kg:builtBy has schema:rangeIncludes ['Castle']"),
        ("schema:domainIncludes kg:Project ;", "", "kg:builtBy has schema:domainIncludes nothing"),
        ("kg:contains true", 'kg:contains "yes"', "kg:Park has kg:contains 'yes'"),
        ("kg:summary 1", 'kg:summary "first"', "kg:Park has https://district-kg.example/ns#summary 'first'"),
        ("skos:inScheme kg:outcomes", "skos:inScheme kg:outcome", None),
        ("kg:Park a owl:Class ;", "kg:Park a owl:Class ; rdfs:seeAlso [ ] ;", "a term without a name"),
        ("@prefix kg: ", "@prefix kgg: ", "kg.ttl: line "),
    ],
)
def test_a_wrong_file_is_an_error_that_names_file_and_term(tmp_path: Path, old: str, new: str, message: str | None) -> None:
    path = changed(tmp_path, old, new)
    if message is None:
        assert "kept" not in read(path).outcomes
        return
    with pytest.raises(OntologyError) as error:
        read(path)
    assert str(path) in error.value.what
    assert message in error.value.what
    assert error.value.way_out


def test_a_scheme_without_members_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "kg.ttl"
    path.write_text(TERMS.replace("skos:inScheme kg:bounds", "skos:inScheme kg:bound"), encoding="utf-8")
    with pytest.raises(OntologyError, match="kg:bounds has no members"):
        read(path)


def test_a_missing_file_is_an_error_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match=r"nowhere\.ttl"):
        read(tmp_path / "nowhere.ttl")


def test_data_is_found_in_the_checkout_and_a_wrong_name_refused() -> None:
    assert (data_dir("ontology") / "kg.ttl").is_file()
    with pytest.raises(OntologyError, match="castles"):
        data_dir("castles")


def test_data_inside_an_installed_package_comes_first(tmp_path: Path) -> None:
    package = tmp_path / "kg"
    (package / "_data" / "ontology").mkdir(parents=True)
    (package / "ontology").mkdir()
    (tmp_path / "ontology").mkdir()
    for name in ("__init__.py", "errors.py"):
        (package / name).write_bytes((Path(__file__).parents[1] / "kg" / name).read_bytes() if name == "errors.py" else b"")
    (package / "ontology" / "__init__.py").write_bytes(b"")
    (package / "ontology" / "folders.py").write_bytes((Path(__file__).parents[1] / "kg/ontology/folders.py").read_bytes())
    code = "from kg.ontology.folders import data_dir; print(data_dir('ontology'))"
    found = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True).stdout.strip()
    assert Path(found) == (package / "_data" / "ontology").resolve()


def test_the_ontology_is_quick_to_read() -> None:
    code = "import sys; from kg.ontology import ontology; ontology(); print([name for name in ('rdflib', 'pandas', 'jieba', 'yaml') if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
