"""What is said of a step: the time kept wherever it stands, a plan never told as a fact, a denial never told as done."""

from __future__ import annotations

import pytest

from tests.language.matrix import Verdict, matrix, moods, verdict

LEAST = 3000  # sentences
RIGHT = 0.98  # of the matrix
OPEN = 0.75  # of the hard sentences that were at hand when rules were written


@pytest.fixture(scope="module")
def read() -> list[Verdict]:
    return [verdict(case) for case in matrix()]


@pytest.mark.heavy
def test_the_matrix_is_large_and_meets_every_mood_and_position(read: list[Verdict]) -> None:
    assert len(read) >= LEAST
    assert len({(found.case.mood, found.case.position) for found in read}) >= 35


@pytest.mark.heavy
def test_the_matrix_is_read_right(read: list[Verdict]) -> None:
    wrong = [found.case.text for found in read if not found.right]
    assert len(wrong) <= (1 - RIGHT) * len(read), wrong[:20]


@pytest.mark.heavy
def test_no_plan_is_told_as_actual_and_no_denial_as_done(read: list[Verdict]) -> None:
    assert [found.case.text for found in read if found.told_as_done] == []


def test_hard_sentences() -> None:
    found = [verdict(case) for case in moods()]
    assert [each.case.text for each in found if each.told_as_done] == []
    wrong = [each.case.text for each in found if not each.right]
    assert len(wrong) <= (1 - OPEN) * len(found), wrong
