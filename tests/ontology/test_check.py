"""The check of the rule files: what is wrong is told with file, line, block and the way out, before anything is read."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

import kg
from kg.errors import OntologyError
from kg.language.figures.measures import STATES
from kg.language.when.periods import VALUES
from kg.ontology import check, checked, data_dir
from kg.ontology.kinds import Around
from kg.ontology.schemas import MEASURES, PERIODS, SCHEMAS


@pytest.fixture
def ontology_copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(data_dir("ontology"), tmp_path / "ontology", ignore=shutil.ignore_patterns("*.csv")))


def edit(folder: Path, file: str, old: str, new: str) -> int:
    """Puts ``new`` for the first ``old`` in a rule file; the line."""
    path = next(folder.glob(f"*/{file}"))
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{file} no longer holds {old!r}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def test_the_rules_are_in_order() -> None:
    assert [str(error) for error in checked().errors] == []


@pytest.mark.parametrize(
    ("file", "old", "new", "block", "what"),
    [
        ("events.yaml", "开工(?:建设|兴建|动建)?", "开工(?:建设|兴建|动建?", "started", "the pattern does not compile"),
        ("events.yaml", "topped_out:", "toped_out:", "", "'toped_out' is no milestone of kg.ttl"),
        ("milestones.yaml", "event: under_construction", "event: building", "milestone-drive", "'building' is no milestone of kg.ttl"),
        ("milestones.yaml", "needs: whole proper", "needs: whole propper", "milestone-drive", "'propper' is no word that may stand here"),
        ("milestones.yaml", "(?P<names>N)[ADTS]*(?P<event>R)", "(?P<name>N)[ADTS]*(?P<event>R)", "prepared", "the pattern has no group names"),
        ("relations.yaml", "predicate: developedBy", "predicate: developeddBy", "developed-by", "'developeddBy' is no relation of kg.ttl"),
        ("relations.yaml", "{Company|Organization}+", "{Company|Body}+", "developed-by", "{Body} stands for nothing"),
        ("relations.yaml", "  time: passage\n", "  tense: passage\n", "located-brought-in", "tense: is unknown here"),
        ("heads.yaml", "frame: Park", "frame: Garden", "frame", "'Garden' is no entity type of kg.ttl"),
        ("observations.yaml", "{REACH}|{RISE}", "{REACHED}|{RISE}", "observation.change_from", "{REACHED} stands for nothing"),
        ("observations.yaml", "measure: head+grow", "measure: head+growth", "observation.growth", "'head+growth' is no word that may stand here"),
        ("quantities.yaml", "'每{Q}?'", "'每{W}?'", "refuse.per", "{W} stands for nothing"),
        ("times.yaml", "value: half", "value: halves", "time-half", "'halves' is no word that may stand here"),
        ("times.yaml", '"{YR}?(?:的)?(?P<half>上|下)半年"', '"{YRS}?(?P<half>上|下)半年"', "time-half", "{YRS} stands for nothing"),
        ("times.yaml", "needs: \"半年\"\n", "needs: \"半年\"\n    needs: \"年\"\n", "time-half", "needs: stands twice in one block"),
        ("passage.yaml", "[time-year, ", "[time-years-old, ", "year_rules", "'time-years-old' is no id of a rule"),
        ("passage.yaml", "opening_clauses: 3", "opening_clauses: three", "opening_clauses", "'three' is no whole number"),
        ("reading.yaml", "kind: furniture", "kind: furnitur", "furniture-page-number", "'furnitur' is no word that may stand here"),
        ("names.yaml", "states: entity\n", "states: entities\n", "name-in-frame", "'entities' is no kind of fact"),
        ("names.yaml", "    zh: 进度句式里的名称\n", "", "name-in-frame", "zh: is missing"),
        ("people.yaml", "states: relation holdsPost", "states: relation holdPost", "holds-post", "'relation holdPost' is no kind of fact"),
        ("identity.yaml", "phase: '(?:[0-9]+期", "phase: '((?:[0-9]+期", "phase", "the pattern does not compile"),
        ("relations.yaml", "id: located-at\n", "id: located-area\n", "located-area", "this id stands twice"),
        ("outcomes.yaml", "carried: [stock]", "carried: [stok]", "carried", "'stok' is no word that may stand here"),
        ("pictures.yaml", "estimated: {colour", "estimate: {colour", "", "'estimate' is no modality of kg.ttl"),
        ("carried.yaml", "- id: milestone-carried", "- id: [milestone-carried", "", "expected ',' or ']'"),
    ],
)  # fmt: skip
def test_a_slip_is_told_with_file_line_block_and_way_out(ontology_copy: Path, file: str, old: str, new: str, block: str, what: str) -> None:
    line = edit(ontology_copy, file, old, new)
    told = [error for error in checked(ontology_copy).errors if f"{file}, line " in error.what]
    assert told and all(error.way_out for error in told)
    assert any(what in error.what and (f", {block}:" in error.what or not block) for error in told), [str(error) for error in told]
    assert any(abs(int(error.what.split(", line ")[1].split(":")[0].split(",")[0]) - line) <= 4 for error in told)


def test_a_file_too_many_and_one_too_few(ontology_copy: Path) -> None:
    (ontology_copy / "rules/outcomes.yaml").rename(ontology_copy / "rules/ends.yaml")
    assert [error.what.rpartition("/")[2] for error in checked(ontology_copy).errors] == ["ends.yaml, line 1: the file has no schema", "ontology: outcomes.yaml is missing"]


def test_what_passed_is_not_looked_at_again_and_what_changed_is(ontology_copy: Path) -> None:
    check(ontology_copy)
    start = time.perf_counter()
    check(ontology_copy)
    assert time.perf_counter() - start < 0.2
    edit(ontology_copy, "events.yaml", "topped_out:", "toped_out:")
    with pytest.raises(OntologyError, match="toped_out"):
        check(ontology_copy)


def test_a_build_refuses_a_wrong_rule_before_it_reads(ontology_copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edit(ontology_copy, "events.yaml", "topped_out:", "toped_out:")
    monkeypatch.setattr("kg.ontology.checking.data_dir", lambda name: ontology_copy)
    (tmp_path / "news.txt").write_text("云帆大桥开工建设。", encoding="utf-8")
    with pytest.raises(OntologyError, match=r"events\.yaml, line \d+: 'toped_out' is no milestone"):
        kg.build(tmp_path / "news.txt", out=tmp_path / "graph")
    assert not (tmp_path / "graph").exists()


def test_the_command_says_that_all_is_in_order() -> None:
    found = subprocess.run([sys.executable, "-m", "kg", "rules", "--check"], capture_output=True, text=True, check=False)
    assert (found.returncode, found.stdout) == (0, f"{checked().rules} rules in {checked().files} files: all in order\n")


def test_the_command_names_what_is_wrong(ontology_copy: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    from kg.cli import run

    edit(ontology_copy, "events.yaml", "topped_out:", "toped_out:")
    monkeypatch.setattr("kg.ontology.checking.data_dir", lambda name: ontology_copy)
    assert run(["rules", "--check"]) == 1
    assert "did you mean topped_out?" in capsys.readouterr().out


@pytest.mark.parametrize(("kind", "read"), [(PERIODS, VALUES), (MEASURES, STATES)], ids=["times", "observations"])
def test_the_schema_has_the_words_that_python_reads(kind: object, read: dict[str, object]) -> None:
    from yaml import ScalarNode
    from yaml.error import Mark

    from kg.ontology import ontology

    mark = Mark("", 0, 0, 0, None, 0)
    assert [name for name in read if list(kind(ScalarNode("", name, mark, mark), Around(ontology())))] == []  # type: ignore[operator]


def test_every_file_has_a_schema() -> None:
    assert {path.stem for folder in ("rules", "names") for path in (data_dir("ontology") / folder).glob("*.yaml")} == SCHEMAS.keys()
