"""Bounds on the whole: an archive, a build. One line says which was met and how to raise it."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import pytest

from kg.api import build
from kg.engines import bounds
from kg.engines.bounds import Bounds
from kg.errors import KgError
from kg.model import Document
from kg.publish import open_generation
from kg.reading import Failure, Limits, read_sources

TEXT = "云溪区加快推进星河产业园建设，第{}期项目主体封顶，总投资20亿元。"


def zipped(members: dict[str, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return data.getvalue()


def overlapping(count: int) -> bytes:
    """An archive whose directory names one member ``count`` times, as small bombs do."""
    data = zipped({"a.txt": TEXT.encode() * 1000})
    start = data.index(b"PK\x01\x02")
    end = data.index(b"PK\x05\x06")
    entry = data[start:end]
    entries = b"".join(entry.replace(b"a.txt", bytes([97 + n]) + b".txt") for n in range(count))
    closing = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, len(entries), start, 0)
    return data[:start] + entries + closing


def read(tmp_path: Path, data: bytes, limits: Limits) -> list[Document | Failure]:
    (tmp_path / "z.zip").write_bytes(data)
    return list(read_sources([tmp_path / "z.zip"], limits=limits))


def test_members_that_overlap_are_refused(tmp_path: Path) -> None:
    found = read(tmp_path, overlapping(20), Limits())
    assert len(found) == 1 and isinstance(found[0], Failure) and "its members overlap: a.txt and b.txt" in found[0].reason


def test_an_archive_is_bounded_as_a_whole(tmp_path: Path) -> None:
    inner = zipped({f"i{n}.txt": (TEXT.format(n) * 3000).encode() for n in range(4)})
    members = {f"{n}.txt": (TEXT.format(n) * 3000).encode() for n in range(9)}
    found = read(tmp_path, zipped({"0.zip": inner} | members), Limits(archive=1 << 20))
    assert [isinstance(one, Document) for one in found] == [True] * 4 + [False] * 9 or sum(isinstance(one, Document) for one in found) < 6
    refused = [one.reason for one in found if isinstance(one, Failure)]
    assert all("more than 1 MB" in reason and "--max-archive" in reason for reason in refused)


def test_members_that_are_refused_count_too(tmp_path: Path) -> None:
    found = read(tmp_path, zipped({f"{n}.txt": b"0" * (3 << 20) for n in range(9)}), Limits(inflated=1 << 20, archive=2 << 20))
    reasons = [one.reason for one in found if isinstance(one, Failure)]
    assert len(reasons) == 9 and sum("the archive unpacks" in reason for reason in reasons) == 7


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    for number in range(4):
        (tmp_path / "in" / f"{number}.txt").write_text(TEXT.format(number) * 9, encoding="utf-8")
    return tmp_path / "in"


@pytest.mark.parametrize(("limits", "option"), [
    (Limits(build=1000), "--max-build"),
    (Limits(build_seconds=0.0), "--max-build-seconds"),
    (Limits(build_memory=1), "--max-build-memory"),
])  # fmt: skip
def test_a_build_past_a_bound_leaves_the_graph_as_it_was(folder: Path, tmp_path: Path, limits: Limits, option: str) -> None:
    before = build(folder / "0.txt", out=tmp_path / "g").generation
    with pytest.raises(KgError) as caught:
        build(folder, out=tmp_path / "g", limits=limits)
    assert "nothing was published" in caught.value.what and caught.value.way_out.endswith(option)
    assert open_generation(tmp_path / "g").path == before


def test_a_file_past_its_time_costs_the_rest_of_itself(folder: Path, tmp_path: Path) -> None:
    (folder / "z.zip").write_bytes(zipped({f"{n}.txt": TEXT.format(n).encode() for n in range(3)}))
    with pytest.raises(KgError, match="more than 0 seconds: from here on it is not read.*--max-archive-seconds"):
        build(folder, out=tmp_path / "g", limits=Limits(archive_seconds=0.0))


def test_memory_is_what_the_system_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert 1 << 20 < bounds.memory() < 1 << 40
    monkeypatch.setattr(bounds, "_STATM", tmp_path / "none")
    assert bounds.memory() > 0
    Bounds(Limits()).check()
