"""Files written: whole or not at all, and nothing that is no file is ever replaced."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
import threading
from pathlib import Path
from typing import BinaryIO

import pytest

from kg.errors import KgError
from kg.safe import file
from kg.safe.file import write_file


def beside(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_written_and_its_rights_stay(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    assert write_file(target, b"one") == target
    target.chmod(0o640)
    write_file(str(target), lambda stream: stream.write(b"two"))
    assert target.read_bytes() == b"two" and stat.S_IMODE(target.stat().st_mode) == 0o640 and beside(tmp_path) == ["a.txt"]


def test_what_fails_half_way_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    target.write_bytes(b"before")

    def half(stream: BinaryIO) -> None:
        stream.write(b"half")
        raise OSError(errno.ENOSPC, "No space left on device", "/somewhere/.temporary")

    with pytest.raises(KgError, match="a.txt: No space left on device") as caught:
        write_file(target, half)
    assert target.read_bytes() == b"before" and beside(tmp_path) == ["a.txt"] and "temporary" not in str(caught.value)
    with pytest.raises(ZeroDivisionError):
        write_file(target, lambda stream: 1 // 0)
    assert target.read_bytes() == b"before" and beside(tmp_path) == ["a.txt"]


def test_through_a_link_the_file_is_written_and_the_link_stays(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real/a.txt")
    for content in (b"one", b"two"):
        write_file(tmp_path / "link", content)
        assert (tmp_path / "link").is_symlink() and (tmp_path / "real" / "a.txt").read_bytes() == content
    (tmp_path / "round").symlink_to("round")
    with pytest.raises(KgError, match="round"):
        write_file(tmp_path / "round", b"")


def test_a_pipe_is_written_into(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append((tmp_path / "pipe").read_bytes()))
    reader.start()
    write_file(tmp_path / "pipe", b"words")
    reader.join(10)
    assert read == [b"words"] and stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_devices_stay(tmp_path: Path) -> None:
    before = os.stat("/dev/full").st_ino, os.stat("/dev/null").st_ino
    (tmp_path / "link").symlink_to("/dev/full")
    write_file("/dev/null", b"words")
    for target in ("/dev/full", tmp_path / "link"):
        with pytest.raises(KgError, match="No space left on device"):
            write_file(target, b"words")
    assert before == (os.stat("/dev/full").st_ino, os.stat("/dev/null").st_ino) and stat.S_ISCHR(os.stat("/dev/full").st_mode)


@pytest.mark.parametrize(("make", "says"), [
    (lambda folder: folder, "a folder"),
    (lambda folder: folder / "no" / "such" / "a.txt", "No such file"),
    (lambda folder: Path(__file__) / "a.txt", "Not a directory"),
    (lambda folder: folder / ("长" * 200), "name too long"),
    (lambda folder: folder / "a\0b", "null"),
])  # fmt: skip
def test_places_that_take_no_file_are_named_in_one_line(tmp_path: Path, make, says: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(KgError, match=says) as caught:
        write_file(make(tmp_path), b"x")
    assert "\n" not in caught.value.what and ".part" not in str(caught.value) and beside(tmp_path) == []


def test_a_long_name_that_the_disk_takes_is_written(tmp_path: Path) -> None:
    assert write_file(tmp_path / ("a" * 255), b"x").read_bytes() == b"x"


def test_two_writers_at_once(tmp_path: Path) -> None:
    def other(stream: BinaryIO) -> None:
        with pytest.raises(KgError, match="another command is writing it"):
            write_file(tmp_path / "a.txt", b"other")
        stream.write(b"one")

    assert write_file(tmp_path / "a.txt", other).read_bytes() == b"one"


def kg(*arguments: str, **more):  # type: ignore[no-untyped-def]
    return subprocess.run([sys.executable, "-m", "kg", *arguments], stderr=subprocess.PIPE, check=False, cwd=Path(__file__).parents[2], **more)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_results_on_a_full_disk_end_in_one_line(graph_folder: Path) -> None:
    for call in (["ask", "documents"], ["export", "csv", "-o", "/dev/stdout"], ["export", "turtle"]):
        with Path("/dev/full").open("wb") as full:
            done = kg(*call, "--graph", str(graph_folder), stdout=full)
        said = done.stderr.decode()
        assert done.returncode == 1 and "No space left on device" in said and "Traceback" not in said and len(said.splitlines()) <= 2, said


def test_a_reader_that_has_had_enough_is_no_error(graph_folder: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = kg("export", "turtle", "--graph", str(graph_folder), stdout=writing)
    os.close(writing)
    assert b"Traceback" not in done.stderr and b"Exception" not in done.stderr


def test_an_error_of_the_writer_itself_is_not_taken_for_one_of_the_place(tmp_path: Path) -> None:
    def wrong(_: BinaryIO) -> None:
        raise ValueError("no such colour")

    with pytest.raises(ValueError, match="no such colour"):
        write_file(tmp_path / "a", wrong)
    assert beside(tmp_path) == []


@pytest.mark.parametrize("remade", [False, True])
def test_a_part_that_another_writer_puts_in_its_place_meanwhile_is_left_to_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, remade: bool) -> None:
    """Between opening and locking the other's part becomes the file: a fresh part is made, and the other's is not written into."""
    real, done = file.fcntl.flock, []

    def meanwhile(stream: BinaryIO, how: int) -> None:
        if not done:
            part = next(path for path in tmp_path.iterdir() if path.suffix == ".part")
            done.append(part.rename(tmp_path / "theirs"))
            if remade:
                part.touch()
        real(stream, how)

    monkeypatch.setattr(file.fcntl, "flock", meanwhile)
    write_file(tmp_path / "a", b"mine")
    assert (tmp_path / "a").read_bytes() == b"mine" and (tmp_path / "theirs").read_bytes() == b"" and beside(tmp_path) == ["a", "theirs"]
