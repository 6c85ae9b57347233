"""Stories of promises and pairs of figures told by someone who has not read the rules: how many come out right may only rise."""

from __future__ import annotations

from tests.outcomes.stories import CASES, figures, share

STORIES, FIGURES = 0.89, 0.95


def test_what_became_of_the_promises_of_stories() -> None:
    right, wrong = share(CASES / "stories.yaml")
    assert right >= STORIES, "\n".join(wrong)


def test_which_figures_conflict() -> None:
    right, wrong = figures(CASES / "figures.yaml")
    assert right >= FIGURES, "\n".join(wrong)
