"""Where a quote stands: exactly, after the cleaning's folding; else, within the paragraph that it names, without spaces, quotes and width, or with a gap."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.language.text.span import Span
from kg.ontology.folding import plain
from kg.readings.gate.scene import Scene
from kg.readings.gate.words import ELIDED, cleaned
from kg.readings.values import Quote

SHORTEST = 2  # characters of a quote, or of a part of one
FURTHEST = 400  # characters that a gap may leave out


def places(scene: Scene, quote: Quote, blocks: Sequence[int]) -> list[Span]:
    """The stretches of these blocks that hold the quote, those of its paragraph first; none where it does not stand."""
    words = cleaned(quote.text)
    if len(words) < SHORTEST:
        return []
    ordered = sorted(blocks, key=lambda block: (block != quote.paragraph, block))
    if exact := [span for block in ordered for span in _exactly(scene, words, block)]:
        return exact
    return list(_loosely(scene, words, quote.paragraph)) if quote.paragraph in blocks else []


def _exactly(scene: Scene, words: str, block: int) -> Iterator[Span]:
    text = scene.text(block)
    start = text.find(words)
    while start >= 0:
        yield Span(block, start, start + len(words))
        start = text.find(words, start + 1)


def _loosely(scene: Scene, words: str, block: int | None) -> Iterator[Span]:
    """From the first part of a quote to its last, all in order in one paragraph, none far from the one before it."""
    if block is None:
        return
    text, at = scene.folded[block]
    parts = [part for piece in ELIDED.split(words) if len(part := plain(piece).rstrip("。，,；;")) >= SHORTEST]
    start = text.find(parts[0]) if parts else -1
    while start >= 0:
        end = start + len(parts[0])
        for part in parts[1:]:
            found = text.find(part, end, end + FURTHEST)
            if found < 0:
                return
            end = found + len(part)
        yield Span(block, at[start], at[end - 1] + 1)
        start = text.find(parts[0], start + 1)
