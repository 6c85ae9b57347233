"""The command line: what each command prints where, its exit codes, and that it starts at once."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from kg.cli import COMMANDS, run
from tests import invented

ROOT = Path(__file__).parents[1]
HEAVY = ("rdflib", "networkx", "pandas", "polars", "pyoxigraph", "jieba", "rich", "yaml", "docx", "trafilatura", "pypdfium2", "matplotlib", "numpy", "lxml")


def kg(*args: str, folder: Path | None = None, **options) -> subprocess.CompletedProcess[str]:
    """One command in a process of its own."""
    environment = os.environ | {"PYTHONPATH": str(ROOT)} | ({"KG_GRAPH": str(folder)} if folder else {}) | options.pop("env", {})
    return subprocess.run(
        [sys.executable, "-m", "kg", *args], capture_output=True, text=True, encoding="utf-8", env=environment, timeout=900, **options
    )


@pytest.fixture
def asked(graph_folder: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]):
    """Run a command on the invented graph in this process: exit code, output, messages."""
    monkeypatch.setenv("KG_GRAPH", str(graph_folder))

    def ask(*args: str) -> tuple[int, str, str]:
        code = run(list(args))
        out, err = capfdbinary.readouterr()
        return code, out.decode(), err.decode()

    return ask


def test_help_starts_at_once() -> None:
    """Under 0.3 s: of the processor, so that a busy machine changes nothing; the best of five."""
    best = min(_seconds("--help") for _ in range(5))
    assert best < 0.3, f"kg --help took {best:.2f} s of the processor: something heavy is imported too early"


def _seconds(*args: str) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert kg(*args).returncode == 0
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


@pytest.mark.parametrize("args", [["--help"], *([name, "--help"] for name in COMMANDS if name not in ("ask", "export"))], ids=" ".join)
def test_help_imports_nothing_heavy(args: list[str]) -> None:
    code = f"import sys; from kg.cli import run; run({args!r}); print([m for m in {HEAVY!r} if m in sys.modules], file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=os.environ | {"PYTHONPATH": str(ROOT)}, check=True)
    assert done.stderr.strip() == "[]"


def test_import_kg_costs_nothing() -> None:
    code = f"import sys, kg; kg.KgError; print([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=os.environ | {"PYTHONPATH": str(ROOT)}, check=True)
    assert done.stdout.strip() == "[]"


def test_no_graph_is_one_message_and_exit_1(tmp_path: Path) -> None:
    done = kg("show", "松岭区", folder=tmp_path / "nowhere")
    assert (done.returncode, done.stdout) == (1, "")
    assert "nowhere" in done.stderr and "kg build" in done.stderr and "Traceback" not in done.stderr


def test_a_wrong_command_is_exit_2_and_names_those_there_are(asked) -> None:
    code, out, err = asked("bulid")
    assert (code, out) == (2, "")
    assert "did you mean build" in err and "sparql" in err


def test_show_prints_facts_with_their_words(asked) -> None:
    code, out, err = asked("show", "星河")
    assert (code, err) == (0, "")
    assert "星河科技" in out and "松岭光电产业园" in out and "星河科技入驻松岭光电产业园" in out and "松岭/2031:13-26" in out


def test_show_of_a_document(asked) -> None:
    code, out, _ = asked("show", "松岭/2031")
    assert code == 0 and "2032-01-15" in out and "caption 4" in out


def test_show_of_what_a_document_says_and_nothing_was_read_of(asked) -> None:
    counted = asked("show", "松岭/2032")[1]
    assert "读到 read 2，用上 used 1" in counted and "读到 read 1，用上 used 0" in counted
    code, out, err = asked("show", "松岭/2032", "--unread", "-f", "json")
    (row,) = json.loads(out)["sentences with numbers or event words that gave nothing"]
    assert (code, err) == (0, "") and list(row.values()) == ["90家、通车", invented.TEXTS["松岭/2032"][10:24], "松岭/2032:10-24"]
    code, _, err = asked("show", "星河科技", "--unread")
    assert code == 2 and "no document '星河科技'" in err


def test_show_of_several_asks_which(asked) -> None:
    code, out, err = asked("show", "云帆大桥")
    assert (code, out) == (2, "")
    assert "Project/云帆大桥@临川市" in err
    assert asked("show", "Project/云帆大桥@临川市")[0] == 0


def test_show_cuts_sections_and_says_so(asked) -> None:
    _, out, err = asked("show", "松岭光电产业园", "--limit", "1")
    assert "只显示前 1 行" in out and "--limit 0" in err
    assert asked("show", "松岭光电产业园", "--limit", "0") == asked("show", "松岭光电产业园")


def test_show_of_an_unknown_name_suggests(asked) -> None:
    code, _, err = asked("show", "松岭光电产业圆")
    assert code == 2 and "did you mean 松岭光电产业园" in err


def test_show_as_json(asked) -> None:
    page = json.loads(asked("show", "星河科技", "--format", "json")[1])
    assert page["relations"][0]["object"] == "松岭光电产业园"


QUERY = "PREFIX kg: <https://district-kg.example/ns#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
PARKS = QUERY + "SELECT ?name { ?p a kg:Park ; rdfs:label ?name }"


def test_sparql_answers_in_each_format(asked, tmp_path: Path) -> None:
    file = tmp_path / "parks.rq"
    file.write_text(PARKS, encoding="utf-8")
    assert json.loads(asked("sparql", str(file), "--format", "json")[1]) == [{"name": "松岭光电产业园"}]
    assert asked("sparql", PARKS, "--format", "csv")[1] == "name\n松岭光电产业园\n"
    standard = json.loads(asked("sparql", PARKS, "--format", "srj")[1])
    assert standard["results"]["bindings"][0]["name"]["value"] == "松岭光电产业园"
    assert asked("sparql", QUERY + "ASK { ?p a kg:Park }")[1] == "true\n"
    assert "kg:Park" in asked("sparql", QUERY + "CONSTRUCT { ?p a kg:Park } WHERE { ?p a kg:Park }")[1]


def test_sparql_from_standard_input(graph_folder: Path) -> None:
    done = kg("sparql", "-", "--format", "csv", folder=graph_folder, input=PARKS)
    assert done.stdout == "name\n松岭光电产业园\n"


@pytest.mark.parametrize(
    ("query", "code", "says"),
    [("SELECT {", 1, "SPARQL"), ("INSERT DATA { <a:b> <a:b> <a:b> }", 1, ""), ("nowhere.rq", 2, "nowhere.rq")],
)
def test_sparql_that_is_wrong(asked, query: str, code: int, says: str) -> None:
    got, out, err = asked("sparql", query)
    assert (got, out) == (code, "") and says in err and "Traceback" not in err


def test_a_format_that_does_not_fit(asked) -> None:
    code, _, err = asked("sparql", PARKS, "--format", "turtle")
    assert code == 2 and "rows" in err


def test_score_of_the_graph_against_itself(asked, graph_folder: Path, tmp_path: Path) -> None:
    records = [json.loads(line) for line in (graph_folder / "current" / "facts.jsonl").read_text(encoding="utf-8").splitlines()]
    doc = "松岭/2031"
    mine = [record for record in records if record.get("doc") == doc or any(e["doc"] == doc for e in record.get("evidence", ()))]
    gold = tmp_path / "松岭" / "2031.jsonl"
    gold.parent.mkdir()
    gold.write_text("\n".join(map(json.dumps, mine)), encoding="utf-8")
    code, out, _ = asked("score", str(gold.parent), "--json")
    assert code == 0 and json.loads(out)["mean_f1"] == 0, "the id of a document is its path, not the file's name alone"
    assert asked("score", str(tmp_path / "nothing"))[0] == 2


def test_rules_lists_and_prints_with_file_and_line(asked) -> None:
    code, out, _ = asked("rules", "--format", "json")
    listed = json.loads(out)
    assert code == 0 and len(listed) > 50
    code, out, _ = asked("rules", listed[0]["id"])
    assert code == 0 and f"{listed[0]['place']}\n" in out and listed[0]["id"] in out
    code, _, err = asked("rules", "no-such-rule-at-all")
    assert code == 2 and "kg rules" in err


def test_a_closed_pipe_gives_no_message(graph_folder: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    environment = os.environ | {"PYTHONPATH": str(ROOT), "KG_GRAPH": str(graph_folder)}
    done = subprocess.run([sys.executable, "-m", "kg", "show", "松岭区"], stdout=writing, stderr=subprocess.PIPE, env=environment)
    os.close(writing)
    assert done.stderr == b""


def test_output_is_utf8_in_any_locale(graph_folder: Path) -> None:
    done = kg("show", "星河科技", folder=graph_folder, env={"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"})
    assert done.returncode == 0 and "松岭光电产业园" in done.stdout


def test_module_and_command_are_one() -> None:
    assert kg("--version").stdout == run_version()


def run_version() -> str:
    from kg import __version__

    return f"kg, version {__version__}\n"


def test_export_writes_to_standard_output_and_to_a_file(asked, tmp_path: Path) -> None:
    code, out, err = asked("export", "jsonl")
    assert (code, err) == (0, "") and {json.loads(line)["kind"] for line in out.splitlines()} >= {"document", "entity", "milestone"}
    target = tmp_path / "facts.jsonl"
    code, printed, err = asked("export", "jsonl", "-o", str(target))
    assert (code, printed) == (0, "") and str(target) in err and target.read_text(encoding="utf-8") == out


def test_export_errors_name_the_way_out(asked, tmp_path: Path) -> None:
    code, _, err = asked("export", "gfx")
    assert code == 2 and "gexf" in err
    code, _, err = asked("export", "jsonl", "-o", str(tmp_path / "no" / "facts.jsonl"))
    assert code == 1 and "facts.jsonl" in err and "Traceback" not in err


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("kg sho", {"show"}),
        ("kg ask parks-of", {"parks-of-district"}),
        ("kg ask parks-of-district --dis", {"--district"}),
        ("kg ask parks-of-district --district 松", {"松岭区"}),
        ("kg ask promises --outcome mo", {"moved"}),
        ("kg export gex", {"gexf"}),
    ],
)
def test_completion_in_the_shell(words: str, offered: set[str], graph_folder: Path) -> None:
    """Commands, templates, parameters, and the names of the graph."""
    done = kg(folder=graph_folder, env={"_KG_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(len(words.split()) - 1)})
    assert {line.partition(",")[2] for line in done.stdout.splitlines() if line} == offered, done.stderr


def test_ask_lists_templates_with_their_titles(asked) -> None:
    code, out, _ = asked("ask", "--format", "json")
    listed = {row["name"]: row for row in json.loads(out)}
    assert code == 0 and listed["promises"]["zh"] and listed["promises"]["en"] and "--year" in listed["promises"]["params"]


def test_ask_in_each_format_and_before_or_behind_the_template(asked) -> None:
    behind = asked("ask", "parks-of-district", "--district", "松岭", "--format", "json")[1]
    assert behind == asked("ask", "--format", "json", "parks-of-district", "--district", "松岭")[1]
    assert json.loads(behind)[0]["evidence"] == "重点发展光电显示"
    assert asked("ask", "parks-of-district", "--district", "松岭", "-f", "csv")[1].startswith("park,industry")
    assert "| 松岭光电产业园 |" in asked("ask", "parks-of-district", "--district", "松岭", "-f", "markdown")[1]


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["nonsense"], "parks-of-district"),
        (["parks-of-district"], "--district"),
        (["parks-of-district", "--distrikt", "松岭区"], "--district"),
        (["parks-of-district", "--district", "松林区"], "松岭区"),
        (["promises", "--year", "soon"], "2024"),
    ],
)
def test_ask_wrongly_names_what_there_is(asked, args: list[str], says: str) -> None:
    code, out, err = asked("ask", *args)
    assert (code, out) == (2, "") and says in err and "Traceback" not in err


def test_build_says_what_it_read_and_what_not(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/一.txt").write_text("2031年，松岭区云帆大桥开工建设。\n", encoding="utf-8")
    (tmp_path / "in/二.docx").write_bytes(b"not a document")
    done = kg("build", "in", cwd=tmp_path)
    assert done.returncode == 0 and "1 篇文档" in done.stdout and "二.docx" in done.stderr and "\x1b" not in done.stderr
    assert "云帆大桥" in kg("show", "云帆大桥", cwd=tmp_path).stdout


def test_build_of_nothing_readable_is_exit_1(tmp_path: Path) -> None:
    (tmp_path / "二.docx").write_bytes(b"not a document")
    done = kg("build", "二.docx", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, "") and "二.docx" in done.stderr
    assert kg("build", "nowhere", cwd=tmp_path).returncode == 2


def test_build_into_a_foreign_folder_touches_nothing(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/letter.txt").write_text("keep", encoding="utf-8")
    (tmp_path / "一.txt").write_text("2031年，松岭区云帆大桥开工建设。\n", encoding="utf-8")
    done = kg("build", "一.txt", "-o", "mine", cwd=tmp_path)
    assert done.returncode == 1 and "mine" in done.stderr and [path.name for path in (tmp_path / "mine").iterdir()] == ["letter.txt"]


def test_explain_from_the_command_line() -> None:
    done = kg("explain", "2031年，松岭区云帆大桥开工建设。", "--date", "2031-02")
    assert done.returncode == 0 and "云帆大桥" in done.stdout and "started" in done.stdout


def test_ask_can_be_cut_to_columns_rows_and_an_order(asked) -> None:
    code, out, err = asked("ask", "evidence-of", "--entity", invented.BRIDGE, "-f", "json", "--columns", "time,object", "--sort", "-time", "--limit", "2")
    rows = json.loads(out)
    assert code == 0 and [list(row) for row in rows] == [["time", "object"]] * 2 and "2 行" in err
    assert [row["time"] for row in rows] == sorted((row["time"] for row in rows), reverse=True)
    code, _, err = asked("ask", "documents", "--columns", "nonsense")
    assert code == 2 and "there are: " in err


def test_check_tells_a_graph_that_conforms_from_one_that_does_not(asked, seeds_graph: Path) -> None:
    code, out, _ = asked("check", "--graph", str(seeds_graph))
    assert code == 0 and "0 处违反" in out
    code, out, _ = asked("check")
    assert code == 1 and "松岭" in out and "1.30亿元" in out, "the words that break a shape, and the conflict"


def test_an_export_says_how_many_nodes_stand_alone(asked, tmp_path: Path, seeds_graph: Path) -> None:
    whole = asked("export", "gexf", "-o", str(tmp_path / "a.gexf"), "--graph", str(seeds_graph))
    linked = asked("export", "gexf", "-o", str(tmp_path / "b.gexf"), "--linked", "--graph", str(seeds_graph))
    table = asked("export", "jsonl", "-o", str(tmp_path / "c.jsonl"), "--graph", str(seeds_graph))
    assert "no fact speaks of them (产业 Industry" in whole[2] and "--linked" in whole[2]
    assert "--linked" not in linked[2] + table[2] and linked[0] == 0


def test_diff_of_two_graphs(graph_folder: Path, seeds_graph: Path, asked) -> None:
    code, out, _ = asked("diff", str(seeds_graph), "--json")
    changes = [json.loads(line) for line in out.splitlines()]
    assert code == 0 and {change["what"] for change in changes} >= {"added", "removed"}
    assert asked("diff", str(graph_folder))[1].strip().endswith("no changes")
    assert asked("diff", str(seeds_graph), "--atom")[1].startswith("<?xml") and asked("diff", str(seeds_graph), "--atom", "--json")[0] == 2


def test_report_of_a_district(asked, tmp_path: Path) -> None:
    code, out, _ = asked("report", "松岭")
    assert code == 0 and "# " in out and "松岭光电产业园" in out
    code, out, err = asked("report", "松岭", "-o", str(tmp_path / "report.html"))
    assert (code, out) == (0, "") and "<table" in (tmp_path / "report.html").read_text(encoding="utf-8")
    code, _, err = asked("report", "无此区")
    assert code == 2 and "松岭区" in err
