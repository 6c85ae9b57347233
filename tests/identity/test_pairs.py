"""Identity on labelled pairs of names: no wrong merge, few missed; the figures are those of ``python -m benchmarks.identity``."""

from __future__ import annotations

import itertools

import pytest

from benchmarks.identity import AREAS, Pair, figures, merged, pairs, resolved
from kg.identity import resolve
from kg.model import Document, Entity, Extraction

PAIRS = tuple(pairs())
APART = [pair for pair in PAIRS if pair.label != "same"]


def test_enough_pairs_and_every_label() -> None:
    assert len(PAIRS) >= 120
    assert {pair.label for pair in PAIRS} == {"same", "different", "undecidable"}
    assert len({(pair.names, pair.types, pair.regions) for pair in PAIRS}) == len(PAIRS), "a pair stands twice"


def test_precision_and_recall() -> None:
    counts, wrong = figures(PAIRS)
    print(counts)
    assert counts["precision"] == 1.0, "\n".join(wrong)
    assert counts["recall"] >= 0.85, "\n".join(wrong)


@pytest.mark.parametrize("pair", APART, ids=lambda pair: "|".join(pair.names))
def test_stays_apart_whichever_document_comes_first(pair: Pair) -> None:
    turned = Pair(pair.label, pair.names[::-1], pair.types[::-1], pair.regions[::-1], (), pair.why)
    for one in (pair, turned):
        assert not merged(one, resolved(one)), pair.why


def test_stays_apart_in_a_crowd() -> None:
    """All names of all pairs together: what a third name could bring together stays apart."""
    extractions = [Extraction("places", tuple(Entity(*area[:2], within=area[2]) for area in AREAS))]
    documents = [Document("places", "", ())]
    for number, (pair, side) in enumerate(itertools.product(PAIRS, (0, 1))):
        extractions.append(Extraction(f"d{number:03}", (Entity(pair.types[side], pair.names[side]),)))
        documents.append(Document(f"d{number:03}", "", (), region=pair.regions[side]))
    owner = {}
    for entity in resolve(extractions, documents).entities:
        for merge in entity.merges:
            owner[merge.doc, merge.name] = entity.id
        for place in [entity.name]:
            owner.setdefault(("", place), entity.id)
    wrong = []
    for number, pair in enumerate(PAIRS):
        if pair.label == "different" and pair.names[0] != pair.names[1]:
            ids = [owner.get((f"d{2 * number + side:03}", pair.names[side])) or owner.get(("", pair.names[side])) for side in (0, 1)]
            wrong += [(pair.names, ids[0])] if ids[0] == ids[1] else []
    assert wrong == []
