"""Documents read in children: the same for any number of workers, and what goes wrong costs one document alone."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from kg.engines import local  # noqa: E402
from kg.errors import KgError, UsageError  # noqa: E402
from kg.reading import Limits  # noqa: E402

BODY = "云溪区加快推进星河产业园建设，一期项目主体封顶，总投资20亿元。第{}号文件记录了全部进展情况。"


def folder(path: Path, **texts: str) -> Path:
    for name, text in texts.items():
        (path / f"{name}.txt").write_text(text, encoding="utf-8")
    return path


def test_workers_change_nothing(tmp_path: Path) -> None:
    folder(tmp_path, **{f"d{number:02}": f"第{number}篇\n{BODY.format(number)}" for number in range(12)}, bad="\n")
    one = local.run([tmp_path], workers=1, extractor="fakes:titles")
    assert one == local.run([tmp_path], workers=3, extractor="fakes:titles")
    documents, extractions, failures = one
    assert [document.id for document in documents] == [extraction.doc for extraction in extractions] == [f"d{number:02}" for number in range(12)]
    assert [failure.id for failure in failures] == ["bad"]


def test_what_goes_wrong_costs_one_document(tmp_path: Path) -> None:
    folder(tmp_path, a=BODY.format(1), b="崩溃" + BODY, c="停滞" + BODY, c2="循环" + BODY, d="内存" + BODY, e="错误" + BODY, f=BODY.format(2) + "另一篇文章，说的是另外一件事情。")
    documents, _, failures = local.run([tmp_path], workers=1, limits=Limits(seconds=2), extractor="fakes:wild")
    assert [document.id for document in documents] == ["a", "f"]
    reasons = {failure.id: failure.reason for failure in failures}
    assert "crashed" in reasons["b"] and "2 seconds" in reasons["c"] and "2 seconds" in reasons["c2"] and "1024 MB" in reasons["d"]
    assert reasons["e"].startswith("ValueError: asked for (fakes.py, line ")


def test_in_a_table_the_other_rows_go_on(tmp_path: Path) -> None:
    texts = [BODY.format(1), "崩溃" + BODY, "错误" + BODY, "白石湾大桥全线贯通，滨河路等24条道路完成大修。"]
    (tmp_path / "t.jsonl").write_text("\n".join(json.dumps({"text": text}) for text in texts), encoding="utf-8")
    documents, _, failures = local.run([tmp_path], extractor="fakes:wild")
    assert [document.id for document in documents] == ["t#1", "t#4"]
    assert [failure.id for failure in failures] == ["t#2", "t#3"]


def test_progress_counts_the_files(tmp_path: Path) -> None:
    calls: list[tuple[int, int, str]] = []
    folder(tmp_path, a=BODY, b="")
    local.run([tmp_path], workers=1, progress=lambda *call: calls.append(call), extractor="fakes:titles")
    assert calls == [(1, 2, "a"), (2, 2, "b")]


def test_an_extractor_that_is_not_there_ends_the_run(tmp_path: Path) -> None:
    with pytest.raises(KgError, match="no_such_module"):
        local.run([folder(tmp_path, a=BODY)], extractor="no_such_module:extract")


def test_workers_must_be_some() -> None:
    with pytest.raises(UsageError, match="0 workers"):
        local.run([], workers=0)


def test_nothing_gives_nothing() -> None:
    assert local.run([]) == ([], [], [])
