"""Many words as one pattern."""

from __future__ import annotations

import re

import pytest

from kg.language.text.trie import trie


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        (["云溪", "云溪区", "云岭"], "云溪区与云岭、云溪", ["云溪区", "云岭", "云溪"]),
        (["云溪产业园一期", "云溪", "产业"], "云溪产业园", ["云溪", "产业"]),
        (["（一）", "a.b"], "axb（一）a.b", ["（一）", "a.b"]),
        ([], "云溪", []),
    ],
)
def test_the_longest_word_at_each_place(words: list[str], text: str, found: list[str]) -> None:
    assert re.findall(trie(words), text) == found


def test_a_shorter_word_stands_where_what_follows_forbids_the_longer() -> None:
    assert re.findall(f"(?:{trie(['云溪', '云溪区'])})(?!路)", "云溪区路") == ["云溪"]


def test_long_words_nest_without_harm() -> None:
    words = ["云" * n for n in range(1, 60)]
    assert re.findall(trie(words), "云" * 59) == ["云" * 59]
