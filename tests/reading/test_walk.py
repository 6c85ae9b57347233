"""Nothing that lies in a folder is passed over without a word."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kg.errors import UsageError
from kg.model import Document
from kg.reading import items, read_sources, walk

TEXT = "云溪区加快推进星河产业园建设，一期项目主体封顶，总投资20亿元。"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "in"
    (place / "real").mkdir(parents=True)
    (place / "real" / "a.txt").write_text(TEXT, encoding="utf-8")
    (place / "linked").symlink_to("real")
    (place / "gone.txt").symlink_to("nowhere")
    (place / "round.txt").symlink_to("round.txt")
    os.mkfifo(place / "pipe.txt")
    (place / "also.txt").symlink_to("real/a.txt")
    return place


def test_links_pipes_and_what_they_lead_to_are_named(folder: Path) -> None:
    said = {item.id: item.reason for item in items([folder])}
    assert said.pop("linked") == walk.LINKED and said.pop("gone") == said.pop("round") == walk.DANGLING
    assert said.pop("pipe").startswith("a named pipe") and said.pop("also") == f"a link to a file that is read as {folder}/real/a.txt"
    assert said == {"real/a": ""}


def test_a_file_that_links_alone_lead_to_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "far.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "in").mkdir()
    for name in ("one.txt", "two.txt"):
        (tmp_path / "in" / name).symlink_to("../far.txt")
    found = items([tmp_path / "in", tmp_path / "in" / "two.txt"])
    assert [(item.id, item.reason) for item in found] == [("one", ""), ("two", f"a link to a file that is read as {tmp_path}/in/one.txt")]


def test_a_pipe_that_is_named_is_not_waited_for(folder: Path) -> None:
    assert [item.reason[:12] for item in items([folder / "pipe.txt"])] == ["a named pipe"]


def test_a_folder_that_cannot_be_opened_is_a_failure(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    there = os.listdir

    def refused(path: Path) -> list[str]:
        if Path(path).name == "real":
            raise PermissionError(13, "Permission denied")
        return there(path)

    monkeypatch.setattr(walk.os, "listdir", refused)
    found = next(item for item in items([folder]) if item.id == "real")
    assert "Permission denied" in found.reason and not found.usual


def test_a_pattern_says_which_folders_it_does_not_open(folder: Path) -> None:
    assert {item.id: item.reason for item in items([f"{folder}/r*"])}["real"].startswith("a folder")
    assert "real" not in {item.id for item in items([f"{folder}/**/*.txt"])}


@pytest.mark.parametrize("name", ["", " "])
def test_a_source_without_a_name_is_a_wrong_call(name: str) -> None:
    with pytest.raises(UsageError, match="without a name"):
        items([name])


def test_names_in_gbk_are_shown_and_kept_apart_from_their_like(tmp_path: Path) -> None:
    for number, encoding in enumerate(("gbk", "utf-8")):
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + "云帆.txt".encode(encoding))).write_text(TEXT + str(number), encoding="utf-8")
    found = list(read_sources([tmp_path]))
    assert all(isinstance(one, Document) and one.source == "云帆.txt" for one in found)
    assert len({one.id for one in found}) == 2 and all(one.id.isprintable() for one in found)
