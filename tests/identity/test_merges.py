"""The sampler of merges: which rows there are, and that a sample takes of every sort."""

from __future__ import annotations

from dataclasses import replace

from benchmarks.merges import merges, sample
from kg.model import Entity, Evidence, Merge


def said(doc: str, text: str) -> Evidence:
    return Evidence(doc, 0, len(text), text, "rule.test")


BRIDGE = Entity(
    "Project", "云帆大桥", ("云帆桥", "云帆大桥工程"), None, (said("a", "云帆大桥"), said("a", "云帆桥"), said("b", "云帆大桥"), said("c", "云帆大桥工程")), "Project/云帆大桥",
    (Merge("云帆桥", "a", "identity.stated"), Merge("云帆大桥工程", "c", "identity.ending")),
)


def test_each_merge_is_of_one_sort_with_both_words() -> None:
    rows = list(merges([BRIDGE]))
    assert [(row.sort, row.name, row.doc, row.main.doc, row.other.text) for row in rows] == [
        ("within", "云帆桥", "a", "a", "云帆桥"), ("across", "云帆大桥工程", "c", "a", "云帆大桥工程"), ("same", "云帆大桥", "b", "a", "云帆大桥")
    ]


def test_a_sample_takes_every_nth_of_every_sort() -> None:
    rows = [row for number in range(40) for row in merges([replace(BRIDGE, id=f"Project/{number}")])]
    picked = sample(rows, 20)
    assert len(picked) == 20 and {row.sort for row in picked} == {row.sort for row in rows}
    assert picked == sample(rows, 20) and not set(picked) & set(sample(rows, 20, 1))
