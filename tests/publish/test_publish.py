"""Generations: whole or not at all, the same bytes every time, and nobody else's folder touched."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import pytest

from kg.errors import GraphError
from kg.model import Knowledge
from kg.publish import open_generation, publish, writing
from kg.publish.generation import FORMAT, text_file
from kg.rdf import quads
from kg.records import bare, ordered
from tests.invented import TEXTS, knowledge
from tests.queries.fixture import knowledge as rich

MANIFEST = {"inputs": {"松岭/2031": "abc"}}
ROOT = Path(__file__).parents[2]


def smaller() -> Knowledge:
    whole = knowledge()
    return replace(whole, facts=whole.facts[:5], promises=(), conflicts=())


def files(folder: Path) -> dict[str, bytes]:
    """All files of a generation whose bytes must not vary."""
    names = [path.relative_to(folder) for path in sorted(folder.rglob("*")) if path.is_file()]
    return {str(name): (folder / name).read_bytes() for name in names if name.parts[0] != "store"}


def tree(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir()) + sorted(path.name for path in (folder / "generations").iterdir())


def test_a_generation_holds_all_that_was_published(tmp_path: Path) -> None:
    path = publish(knowledge(), TEXTS, tmp_path / "graph", manifest=MANIFEST)
    generation = open_generation(tmp_path / "graph")
    assert generation.path == path
    assert generation.knowledge() == ordered(replace(knowledge(), documents=tuple(map(bare, knowledge().documents))))
    assert {doc: generation.text(doc) for doc in TEXTS} == TEXTS
    manifest = generation.manifest()
    assert manifest["inputs"] == MANIFEST["inputs"]
    assert manifest["counts"] | {"entity": 8, "milestone": 4, "promise": 2} == manifest["counts"]
    assert manifest["coverage"] == {"numbers": 2, "numbers_used": 1, "events": 1, "events_used": 0}
    assert manifest["accounting"] == {"read": 70, "used": 60, "left_out": {"caption": 4, "furniture": 6}}
    assert set(manifest["versions"]) == {"kg", "jieba", "pyoxigraph"}


def test_the_store_answers_with_the_same_triples_as_the_rdf(tmp_path: Path) -> None:
    import pyoxigraph

    publish(knowledge(), TEXTS, tmp_path, manifest={})
    generation = open_generation(tmp_path)
    store = pyoxigraph.Store.read_only(str(generation.store))

    def plain(quads: Iterable[pyoxigraph.Quad]) -> set[tuple[str, ...]]:
        """Oxigraph rewrites numbers (1.30 to 1.3) and narrows their types, so literals are compared by value."""
        return {(quad.subject.value, quad.predicate.value, _number(quad.object.value)) for quad in quads}

    written = plain(pyoxigraph.parse(path=str(generation.rdf), format=pyoxigraph.RdfFormat.N_QUADS))
    assert len(written) > 100 and plain(store) == written


def _number(text: str) -> str:
    return str(Decimal(text).normalize()) if re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", text) else text


def test_the_base_of_the_iris_is_the_users(tmp_path: Path) -> None:
    base = "https://example.org/graph/"
    publish(knowledge(), TEXTS, tmp_path, manifest={}, base=base)
    generation = open_generation(tmp_path)
    assert generation.manifest()["base"] == base and f"<{base}Park/" in generation.rdf.read_text(encoding="utf-8")


def test_texts_come_back_to_the_letter(tmp_path: Path) -> None:
    odd = {"a": "一\r\n二\r三\n", "a.txt/b": "\ufeff全角\u2028", "../上": "跳", "长" * 200: "长名", "表.csv#3": "行", "%2F": "甲"}
    odd["/"] = "乙"
    path = publish(Knowledge(), odd, tmp_path / "g", manifest={})
    assert {doc: open_generation(tmp_path / "g").text(doc) for doc in odd} == odd
    assert len({text_file(path / "texts", doc) for doc in odd}) == len(list((path / "texts").iterdir())) == len(odd)
    with pytest.raises(GraphError, match="no document '无'"):
        open_generation(tmp_path / "g").text("无")


def test_repeating_a_build_gives_the_same_generation(tmp_path: Path) -> None:
    first = publish(knowledge(), TEXTS, tmp_path / "a", manifest=MANIFEST)
    store = (first / "store" / "CURRENT").stat().st_ino
    assert publish(knowledge(), TEXTS, tmp_path / "a", manifest=MANIFEST) == first
    assert (first / "store" / "CURRENT").stat().st_ino == store
    other = publish(knowledge(), dict(reversed(TEXTS.items())), tmp_path / "b", manifest=MANIFEST)
    assert other.name == first.name and files(other) == files(first)


def test_the_one_before_stays_and_older_ones_go(tmp_path: Path) -> None:
    names = [publish(whole, TEXTS, tmp_path, manifest={}).name for whole in (Knowledge(), smaller(), knowledge())]
    assert open_generation(tmp_path).name == names[2] and open_generation(tmp_path, "previous").name == names[1]
    assert tree(tmp_path) == sorted([".kg-graph", "current", "generations", "previous"]) + sorted(names[1:])
    publish(knowledge(), TEXTS, tmp_path, manifest={})
    assert open_generation(tmp_path, "previous").name == names[1]
    assert publish(smaller(), TEXTS, tmp_path, manifest={}).name == names[1]
    assert open_generation(tmp_path, "previous").name == names[2]


def test_a_reader_keeps_the_generation_it_opened(tmp_path: Path) -> None:
    publish(smaller(), TEXTS, tmp_path, manifest={})
    reader = open_generation(tmp_path)
    publish(knowledge(), TEXTS, tmp_path, manifest={})
    assert len(reader.knowledge().facts) == 5 and len(open_generation(tmp_path).knowledge().facts) == len(knowledge().facts)


def test_a_damaged_generation_is_written_again(tmp_path: Path) -> None:
    path = publish(knowledge(), TEXTS, tmp_path, manifest={})
    before = files(path)
    (path / "facts.jsonl").write_text("", encoding="utf-8")
    assert publish(knowledge(), TEXTS, tmp_path, manifest={}) == path and files(path) == before
    (path / "store" / "CURRENT").unlink()
    publish(knowledge(), TEXTS, tmp_path, manifest={})
    assert (path / "store" / "CURRENT").is_file() and len(tree(tmp_path)) == 4


@pytest.mark.parametrize("make", [
    lambda folder: folder.mkdir() or (folder / "mine.txt").write_text("mine", encoding="utf-8"),
    lambda folder: folder.write_text("a file", encoding="utf-8"),
    lambda folder: folder.symlink_to(folder.parent / "nowhere" / "deep"),
    lambda folder: (folder.mkdir(), (folder / "current").mkdir()),
])
def test_a_folder_that_kg_did_not_make_is_never_touched(tmp_path: Path, make) -> None:  # type: ignore[no-untyped-def]
    folder = tmp_path / "theirs"
    make(folder)
    before = sorted((str(path), path.lstat().st_mtime_ns) for path in tmp_path.rglob("*"))
    with pytest.raises(GraphError, match="theirs"):
        publish(knowledge(), TEXTS, folder, manifest={})
    assert sorted((str(path), path.lstat().st_mtime_ns) for path in tmp_path.rglob("*")) == before
    with pytest.raises(GraphError, match="theirs"):
        open_generation(folder)


def test_links_that_lead_elsewhere_are_refused(tmp_path: Path) -> None:
    publish(knowledge(), TEXTS, tmp_path / "g", manifest={})
    (tmp_path / "victim").mkdir()
    (tmp_path / "victim" / "keep").write_text("keep", encoding="utf-8")
    (tmp_path / "g" / "current").unlink()
    (tmp_path / "g" / "current").symlink_to("../victim")
    for call in (lambda: open_generation(tmp_path / "g"), lambda: publish(smaller(), TEXTS, tmp_path / "g", manifest={})):
        with pytest.raises(GraphError, match="does not point at a generation"):
            call()
    assert (tmp_path / "victim" / "keep").read_text(encoding="utf-8") == "keep"


def test_other_files_in_our_folder_stay(tmp_path: Path) -> None:
    publish(smaller(), TEXTS, tmp_path, manifest={})
    (tmp_path / "notes.md").write_text("mine", encoding="utf-8")
    (tmp_path / "generations" / "mine").mkdir()
    publish(knowledge(), TEXTS, tmp_path, manifest={})
    publish(Knowledge(), TEXTS, tmp_path, manifest={})
    assert (tmp_path / "notes.md").read_text(encoding="utf-8") == "mine" and (tmp_path / "generations" / "mine").is_dir()


def test_an_id_as_long_as_a_name_may_be_is_one(tmp_path: Path) -> None:
    assert text_file(tmp_path, "a" * 240).name == "a" * 240 + ".txt" and text_file(tmp_path, "a" * 241).name == sha256(b"a" * 241).hexdigest() + ".txt"


def test_the_folders_above_a_graph_are_made(tmp_path: Path) -> None:
    publish(Knowledge(), {}, tmp_path / "deep" / "below" / "g", manifest={})
    assert open_generation(tmp_path / "deep" / "below" / "g").facts.is_file()


def test_a_linked_graph_folder_works(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    publish(knowledge(), TEXTS, tmp_path / "link", manifest={})
    assert open_generation(tmp_path / "link").path == open_generation(tmp_path / "real").path


@pytest.mark.parametrize(("break_it", "message"), [
    (lambda folder: None, "no graph folder"),
    (lambda folder: folder.mkdir(), "not a graph folder of kg"),
    (lambda folder: (folder.mkdir(), (folder / ".kg-graph").touch()), "holds no current generation"),
])
def test_opening_says_what_is_missing(tmp_path: Path, break_it, message: str) -> None:  # type: ignore[no-untyped-def]
    break_it(tmp_path / "g")
    with pytest.raises(GraphError, match=message) as caught:
        open_generation(tmp_path / "g")
    assert "kg build" in caught.value.way_out


def test_a_generation_of_another_version_is_named(tmp_path: Path) -> None:
    path = publish(knowledge(), TEXTS, tmp_path, manifest={})
    (path / "manifest.json").write_text(json.dumps({"format": 99}), encoding="utf-8")
    with pytest.raises(GraphError, match="format 99"):
        open_generation(tmp_path)


def test_the_format_goes_up_with_the_vocabulary() -> None:
    """A template asked of a graph that lacks a predicate finds nothing, and cannot say so: such a graph must not open."""
    said = sorted({quad.predicate.value for whole in (knowledge(), rich()) for quad in quads(whole)})
    digest = sha256("\n".join(said).encode()).hexdigest()[:12]
    assert (FORMAT, digest) == (5, "f15d9d09b1c8"), "the predicates changed: raise FORMAT in kg/publish/generation.py, and write the new pair here"


def test_a_disk_that_refuses_leaves_the_last_generation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = publish(smaller(), TEXTS, tmp_path, manifest={})

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken, pytest.raises(GraphError, match="No space left on device; nothing was published"):
        broken.setattr(os, "fsync", full)
        publish(knowledge(), TEXTS, tmp_path, manifest={})
    assert open_generation(tmp_path).path == first
    publish(knowledge(), TEXTS, tmp_path, manifest={})
    assert len(tree(tmp_path)) == 6


# A child that publishes; with a number, it kills itself at that step (steps are counted at every fsync and rename).
CHILD = """
import os, pathlib, signal, sys
from kg.publish import publish
from tests.invented import TEXTS, knowledge
from tests.queries.fixture import knowledge as rich
left = int(sys.argv[2])
def dying(step):
    def wrapped(*args, **more):
        global left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return step(*args, **more)
    return wrapped
os.fsync = dying(os.fsync)
pathlib.Path.replace = dying(pathlib.Path.replace)
pathlib.Path.symlink_to = dying(pathlib.Path.symlink_to)
publish(knowledge(), TEXTS, sys.argv[1], manifest={})
"""


def child(folder: Path, step: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", CHILD, str(folder), str(step)], cwd=ROOT, stderr=subprocess.PIPE)


def test_a_build_killed_at_any_step_leaves_a_whole_generation(tmp_path: Path) -> None:
    old = publish(smaller(), TEXTS, tmp_path, manifest={}).name
    new, step, seen = "", 0, set()
    while not new:
        step += 3
        process = child(tmp_path, step)
        _, said = process.communicate()
        assert process.returncode in (0, -signal.SIGKILL), said.decode()
        generation = open_generation(tmp_path)
        assert len(generation.knowledge().facts) == (5 if generation.name == old else len(knowledge().facts))
        seen.add((process.returncode, generation.name == old))
        new = "" if process.returncode else generation.name
    assert (-signal.SIGKILL, True) in seen and step > 10
    assert tree(tmp_path) == sorted([".kg-graph", "current", "generations", "previous"]) + sorted([old, new])


def test_two_builds_at_once_end_with_one_message(tmp_path: Path) -> None:
    with writing(tmp_path / "g"):
        process = child(tmp_path / "g", 0)
        _, said = process.communicate()
        assert process.returncode == 1 and b"another build is writing this graph" in said
        publish(smaller(), TEXTS, tmp_path / "g", manifest={})
    process = child(tmp_path / "g", 0)
    assert process.wait() == 0 and len(open_generation(tmp_path / "g").knowledge().facts) == len(knowledge().facts)


def test_many_builds_at_once_leave_one_whole_generation(tmp_path: Path) -> None:
    processes = [child(tmp_path / "g", 0) for _ in range(4)]
    said = [process.communicate()[1] for process in processes]
    assert 0 in [process.returncode for process in processes]
    assert all(not process.returncode or b"another build" in words for process, words in zip(processes, said, strict=True))
    assert len(open_generation(tmp_path / "g").knowledge().facts) == len(knowledge().facts)


def test_a_worker_of_a_killed_build_does_not_keep_the_lock(tmp_path: Path) -> None:
    script = """
import os, signal, sys, time
from kg.publish import writing
with writing(sys.argv[1]):
    if os.fork():
        time.sleep(0.2)
        os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(5)
"""
    process = subprocess.Popen([sys.executable, "-c", script, str(tmp_path / "g")], cwd=ROOT)
    assert process.wait() == -signal.SIGKILL
    publish(knowledge(), TEXTS, tmp_path / "g", manifest={})


def test_what_is_gone_or_broken_is_named(tmp_path: Path) -> None:
    texts = {document.id: TEXTS.get(document.id, "") for document in knowledge().documents}
    path = publish(knowledge(), texts, tmp_path, manifest=MANIFEST)
    generation = open_generation(tmp_path)
    assert generation.search.parent == path and generation.search.is_file()
    assert {document.id: document.text for document in generation.knowledge(texts=True).documents} == texts
    with pytest.raises(GraphError, match="no document '无此文'"):
        generation.text("无此文")
    (path / "manifest.json").write_text("{", encoding="utf-8")
    with pytest.raises(GraphError, match="cannot be read") as caught:
        open_generation(tmp_path)
    assert "run kg build again" in caught.value.way_out
    (path / "manifest.json").unlink()
    with pytest.raises(GraphError, match="is gone"):
        generation.knowledge()


def test_generations_behind_a_link_are_refused(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "g").mkdir()
    (tmp_path / "g" / ".kg-graph").touch()
    (tmp_path / "g" / "generations").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(GraphError, match="symbolic link, which kg never makes"):
        publish(knowledge(), TEXTS, tmp_path / "g", manifest={})
    assert list((tmp_path / "elsewhere").iterdir()) == []
