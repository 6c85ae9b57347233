"""kg build by hand: what it takes in, what it passes over, what it says, and that a graph does not know where its files lay."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from kg.cli.build import SECONDS, SIZES, build
from kg.publish import writing
from kg.reading import Limits

ROOT = Path(__file__).resolve().parents[1]
BODY = "云溪区加快推进星河产业园建设，一期项目主体封顶，总投资20亿元，预计年底投用。"


def kg(*arguments: str, cwd: Path, data: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH", "")]))
    return subprocess.run([sys.executable, "-m", "kg", *arguments], cwd=cwd, input=data, capture_output=True, check=False, env={**os.environ, "PYTHONPATH": path})


def manifest(graph: Path) -> dict[str, object]:
    return json.loads((graph / "current" / "manifest.json").read_text(encoding="utf-8"))


def test_a_folder_as_found(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("README", "readme.txt", "ReadMe.MD"):
        (folder / name).write_text("What lies here.", encoding="utf-8")
    (folder / "a.txt").write_text(f"{BODY}\n（王小明 李红）", encoding="utf-8")
    (folder / "empty.txt").write_text("", encoding="utf-8")
    (folder / "b.png").write_bytes(b"\x89PNG")
    with zipfile.ZipFile(folder / "none.zip", "w"):
        pass
    done = kg("build", "in", cwd=tmp_path)
    said = done.stderr.decode().splitlines()
    assert done.returncode == 0 and len(said) == 4 and "README" not in done.stderr.decode() and "undated" in said[-1] and "a" in said[-1]
    assert "skipped in/b.png" in said[0] and "in/empty.txt: the document is empty" in said[1] and "in/none.zip: the file holds no documents" in said[2]
    assert "1 篇文档 documents，2 篇读不了 failed，1 个文件跳过 skipped" in done.stdout.decode() and "byline 8" in done.stdout.decode()
    found = manifest(tmp_path / "graph")
    assert found["accounting"] == {"read": len(BODY) + 9, "used": len(BODY), "left_out": {"byline": 8, "spaces": 1}}
    assert [failure["id"] for failure in found["failures"]] == ["b", "empty", "none"]  # type: ignore[index,attr-defined]


def test_a_readme_that_is_named_is_read(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(BODY, encoding="utf-8")
    assert kg("build", "README.md", "-q", cwd=tmp_path).returncode == 0


def test_standard_input_of_any_format(tmp_path: Path) -> None:
    table = f"正文甲,何时\n{BODY},2024-03-05\n".encode()
    assert kg("build", "-", "-o", "table", "--text-column", "正文甲", "--date-column", "何时", cwd=tmp_path, data=table).returncode == 0
    shown = json.loads(kg("show", "stdin#1", "--graph", "table", "-f", "json", cwd=tmp_path).stdout)
    assert "2024-03-05" in json.dumps(shown) and "column" in json.dumps(shown)
    for name, data in {"page": f"<!DOCTYPE html><p>{BODY}</p>".encode(), "rows": json.dumps({"text": BODY}).encode(), "text": BODY.encode("gbk")}.items():
        assert kg("build", "-", "-o", name, cwd=tmp_path, data=data).returncode == 0, name
        assert manifest(tmp_path / name)["accounting"]["used"] == len(BODY), name  # type: ignore[index]


def test_the_graph_does_not_know_where_files_lay(tmp_path: Path) -> None:
    names = []
    for place, source in (("one", "in"), ("two/deeper", "../../one/in/"), ("one", str(tmp_path / "one" / "in"))):
        (tmp_path / place / "in").mkdir(parents=True, exist_ok=True)
        (tmp_path / "one/in/a.txt").write_text(BODY, encoding="utf-8")
        (tmp_path / "one/in/empty.txt").write_text("", encoding="utf-8")
        assert kg("build", source, "-o", "g", cwd=tmp_path / place).returncode == 0
        names.append((tmp_path / place / "g" / "current").readlink())
    assert len(set(names)) == 1


def test_help_says_the_limits_there_are() -> None:
    limits = Limits()
    for name, (_, default) in SIZES.items():
        assert getattr(limits, name) == default << 20
    said = {option.name: getattr(option, "help", "") for option in build.params}
    for name in SECONDS:
        assert f"(default: {getattr(limits, name):.0f})" in str(said[f"max_{name}"])


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
def test_a_forked_child_lets_go_of_the_lock_once(tmp_path: Path) -> None:
    script = f"import os\nfrom kg.publish import writing\nwith writing({str(tmp_path / 'g')!r}):\n    child = os.fork()\nif child:\n    os.waitpid(child, 0)\n"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    with writing(tmp_path / "g"):
        pass
