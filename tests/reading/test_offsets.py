"""Every character of a cleaned text maps to its place in the text as decoded."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from kg.reading import Failure, read_sources, read_text
from kg.reading.runs import Runs, covered, runs

sys.path.insert(0, str(Path(__file__).parent))
from checks import check  # noqa: E402
from texts import made  # noqa: E402

SHARED = Path(__file__).resolve().parents[3] / "shared"


@pytest.mark.parametrize("first", range(0, 10_000, 1000))
def test_offsets_of_generated_texts(first: int) -> None:
    for seed in range(first, first + 1000):
        check(read_text(made(seed)))


@pytest.mark.skipif(not (SHARED / "corpus").exists(), reason="the shared corpus is not here")
@pytest.mark.parametrize("folder", ["corpus", "provincial-2025"])
def test_offsets_of_the_shared_texts(folder: str) -> None:
    documents = list(read_sources([SHARED / folder]))
    assert documents and not [failure for failure in documents if isinstance(failure, Failure)]
    for document in documents:
        assert not isinstance(document, Failure)
        check(document)


@pytest.mark.parametrize("spans", [[(3, 7)], [(3, 7), (7, 9)], [(0, 2), (5, 6), (9, 12)], []])
def test_runs_are_the_offsets_that_the_spans_cover(spans: list[tuple[int, int]]) -> None:
    plain = [at for start, end in spans for at in range(start, end)]
    made_ = runs(spans)
    assert list(made_) == plain == [made_[i] for i in range(len(made_))]
    assert [at for start, end in covered(made_) for at in range(start, end)] == plain
    if plain:
        assert made_[-1] == plain[-1] and tuple(made_[1:3]) == tuple(plain[1:3])


def test_runs_know_their_end() -> None:
    with pytest.raises(IndexError):
        Runs((0,), (4,), 2)[2]
