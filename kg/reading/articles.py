"""A page's blocks to its articles: where each begins, what its title is, and whose the passages after a break are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from kg.model import Block
from kg.reading import rules

FIRST = 30
HEADS = frozenset({"heading", "title"})


@dataclass(frozen=True, slots=True)
class Part:
    """A block, whether its end is there, and its first line as it stood (with its marks)."""

    block: Block
    whole: bool
    raw: str


@dataclass(slots=True)
class Piece:
    """An article in the making."""

    parts: list[Part] = field(default_factory=list)

    def heads(self) -> list[Block]:
        """The headings before the first paragraph, among the first blocks."""
        found: list[Block] = []
        for part in self.parts[:FIRST]:
            if part.block.kind == "paragraph":
                break
            found += [part.block] if part.block.kind in HEADS else []
        return found


def pieces(parts: list[Part]) -> list[Piece]:
    """The articles of a page, by what opens one: headings with a byline under them, a dateline under a heading, a second top heading."""
    starts = sorted({0, *_starts(parts)})
    return [Piece(parts[left:right]) for left, right in zip(starts, [*starts[1:], len(parts)], strict=True)]


def _starts(parts: list[Part]) -> Iterable[int]:
    top = 0
    for at, part in enumerate(parts):
        if part.raw.startswith("# "):
            top += 1
            if top > 1:
                yield at
        if _opens(parts, at):
            yield _headings_above(parts, at)


def _opens(parts: list[Part], at: int) -> bool:
    """Whether a block under a heading says that an article begins there."""
    if at == 0 or parts[at - 1].block.kind not in HEADS:
        return False
    if parts[at].block.kind == "byline":
        return bool(rules.compiled("article_lead").search(parts[at].raw))
    return parts[at].block.kind == "paragraph" and bool(rules.compiled("paragraph_lead").match(parts[at].raw))


def _headings_above(parts: list[Part], at: int) -> int:
    while at > 0 and parts[at - 1].block.kind in HEADS:
        at -= 1
    return at


def title_of(piece: Piece) -> Block | None:
    """The heading that is the article's title: the one with most points, the first of equals."""
    heads = piece.heads()
    marked = [part.block for part in piece.parts[:FIRST] if part.raw.startswith("# ") and part.block in heads]
    if marked:
        return marked[0]
    scored = [(_points(head.text) + _above_byline(piece, head), -at, head) for at, head in enumerate(heads)]
    return max(scored, key=lambda entry: entry[:2])[2] if scored else None


def _points(text: str) -> int:
    return sum(rule["points"] for rule, found in zip(rules.table("title_points"), rules.patterns_of("title_points"), strict=True) if found.search(text))


def _above_byline(piece: Piece, head: Block) -> int:
    for part, below in zip(piece.parts[:FIRST], piece.parts[1 : FIRST + 1], strict=False):
        if part.block is head:
            return 2 if below.block.kind == "byline" and rules.compiled("article_lead").search(below.raw) else 0
    return 0


def titled(piece: Piece) -> tuple[str, list[Block]]:
    """The title of an article and its blocks, the title's block known as such."""
    title = title_of(piece)
    blocks = [replace(part.block, kind="title") if part.block is title else part.block for part in piece.parts]
    return (title.text if title else ""), blocks


def reassign(found: list[Piece]) -> list[Piece]:
    """Passages after a break go to the article whose headings name what they name; with none, to the one of the passage before."""
    names = [_names(piece) for piece in found]
    if sum(bool(own) for own in names) < 2:
        return found
    placed = [Piece() for _ in found]
    for at, piece in enumerate(found):
        whose, broken = at, False
        for part in piece.parts:
            whose = _nearest(part.block.text, names, whose) if broken and part.block.kind == "paragraph" else whose
            placed[whose].parts.append(part)
            broken = broken or not part.whole
    return placed


def _names(piece: Piece) -> frozenset[str]:
    """The areas and persons that the headings of an article name."""
    found = (match["name"] for head in piece.heads() for pattern in rules.patterns("head_names") for match in pattern.finditer(head.text))
    return frozenset(name for name in found if not name.endswith(tuple(rules.table("not_names"))))


def _nearest(text: str, names: list[frozenset[str]], whose: int) -> int:
    """The article of which the text names most, where it names nothing of the one it is with."""
    counts = [sum(text.count(name) for name in sorted(own)) for own in names]
    best = max(range(len(counts)), key=lambda at: (counts[at], -at))
    return best if counts[best] and not counts[whose] else whose
