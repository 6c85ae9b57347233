"""Passages that a document holds more than once: one block, with every place where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.model import Block
from kg.reading.kinds import stopped

LONG, MOST = 20, 50


def merge(blocks: list[Block]) -> tuple[list[Block | None], list[tuple[int, int]]]:
    """The blocks with repeats folded into the first of their kind (None in their stead), and spans of cut-off repeats, left out.

    A paragraph repeats another if it has the same text. A short block (a heading) does so only where its neighbour repeats the
    other's neighbour: the same heading may stand over two passages.
    """
    first: dict[str, list[int]] = {}
    same: list[int | None] = []
    for at, block in enumerate(blocks):
        same.append(next((k for k in first.get(block.text, ())[:MOST] if _alike(blocks, k, at)), None))
        if same[-1] is None:
            first.setdefault(block.text, []).append(at)
    return _cut_short(_folded(blocks, same))


def _folded(blocks: list[Block], same: list[int | None]) -> list[Block | None]:
    """The blocks, each first one with the places of all that repeat it, and None for those."""
    places: dict[int, list[Sequence[int]]] = {}
    for at, before in enumerate(same):
        if before is not None:
            places.setdefault(before, []).extend(blocks[at].places)
    return [
        None if same[at] is not None else replace(block, places=(*block.places, *places[at])) if at in places else block for at, block in enumerate(blocks)
    ]


def _alike(blocks: list[Block], before: int, at: int) -> bool:
    if len(blocks[at].text) >= LONG and blocks[at].kind != "heading":
        return True
    following = at + 1 < len(blocks) and blocks[before + 1].text == blocks[at + 1].text and before + 1 < at
    return following or (before > 0 and blocks[before - 1].text == blocks[at - 1].text and len(blocks[at - 1].text) >= 4)


def _cut_short(blocks: list[Block | None]) -> tuple[list[Block | None], list[tuple[int, int]]]:
    """Leaves out paragraphs that are only the beginning of another one (a repeat that breaks off)."""
    whole = sorted(block.text for block in blocks if block and block.kind == "paragraph")
    begins = {left for left, right in zip(whole, whole[1:], strict=False) if right.startswith(left) and len(left) >= LONG and left != right}
    gone: list[tuple[int, int]] = []
    kept: list[Block | None] = []
    for block in blocks:
        short = block is not None and block.kind == "paragraph" and block.text in begins and not stopped(block.text)
        gone += [(offsets[0], offsets[-1] + 1) for offsets in block.places] if block and short else []
        kept.append(None if short else block)
    return kept, gone
