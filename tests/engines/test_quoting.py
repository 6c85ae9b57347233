"""Quotes made whole: where the words of a plan begin, where short ones end."""

from __future__ import annotations

import pytest

import kg

DATED = "2031年青禾区工作安排\n2031-01-05\n\n"


@pytest.mark.parametrize(
    ("text", "event", "quote"),
    [
        ("今年，推动云岭大桥工程、松湖隧道工程开工建设。", "started", "推动云岭大桥工程、松湖隧道工程开工建设"),
        ("力争云岭大桥工程年内竣工。", "completed", "力争云岭大桥工程年内竣工"),
        ("去年，云岭大桥工程竣工。", "completed", "云岭大桥工程竣工"),
    ],
)
def test_a_plan_begins_at_the_word_that_plans(text: str, event: str, quote: str) -> None:
    found = kg.knowledge([kg.read(DATED + text, id="report")])
    steps = [fact for fact in found.facts if fact.kind == "milestone" and fact.event == event]  # type: ignore[union-attr]
    assert steps and any(quote in piece.text for fact in steps for piece in fact.evidence)


def test_quotes_are_still_the_words_of_the_document() -> None:
    text = DATED + "今年，推进总投资230亿元的云岭大桥工程建设，松湖隧道工程总投资12亿元、\n全长3公里，年内竣工。"
    found = kg.knowledge([kg.read(text, id="report")])
    pieces = [piece for fact in found.facts for piece in fact.evidence]
    assert pieces and all(text[piece.start : piece.end] == piece.text for piece in pieces)
    assert not [piece.text for piece in pieces if piece.text.endswith("的")]
