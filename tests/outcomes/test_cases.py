"""Stories of promises and pairs of figures told by someone who has not read the rules: how many come out right may only rise."""

from __future__ import annotations

import pytest

from tests.outcomes.stories import CASES, figures, share

STORIES, FIGURES = {"stories": 0.89, "stories2": 0.82}, 0.95


@pytest.mark.parametrize("lot", sorted(STORIES))
def test_what_became_of_the_promises_of_stories(lot: str) -> None:
    right, wrong = share(CASES / f"{lot}.yaml")
    assert right >= STORIES[lot], "\n".join(wrong)


def test_which_figures_conflict() -> None:
    right, wrong = figures(CASES / "figures.yaml")
    assert right >= FIGURES, "\n".join(wrong)
