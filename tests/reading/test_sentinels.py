"""No words are lost unnamed: each construct of each format is read, or its words are counted or named."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from sentinels import cases, fate  # noqa: E402

CASES = list(cases())
# fmt: off
SEEN = {  # constructs that a reader sees: these are not only counted
    "docx": {
        "paragraph", "table cell", "mathematics", "fraction", "text box", "shape", "word art", "SmartArt", "chart title", "footnote", "endnote",
        "fallback alone", "chunk of html", "paragraph, strict", "moved to", "inserted",
    },
    "html": {
        "between paragraphs", "unclosed button", "behind an unclosed button", "behind an unclosed select", "table", "list", "details", "CDATA",
        "unclosed bold", "mathematics",
    },
    "pdf": {"line", "right column", "page 1 of 3", "page 2 of 3", "page 3 of 3"},
}
# fmt: on


def test_there_are_at_least_four_hundred() -> None:
    assert len(CASES) >= 400 and len({word for *_, word in CASES}) == len(CASES)


@pytest.mark.parametrize("form", sorted({form for form, *_ in CASES}))
def test_none_is_lost(form: str) -> None:
    lost = [construct for own, construct, data, word in CASES if own == form and fate(form, data, word) == "lost"]
    assert not lost


@pytest.mark.parametrize("form", sorted(SEEN))
def test_what_a_reader_sees_is_read(form: str) -> None:
    fates = {construct: fate(form, data, word) for own, construct, data, word in CASES if own == form and construct in SEEN[form]}
    assert set(fates) == SEEN[form] and set(fates.values()) == {"read"}, fates
