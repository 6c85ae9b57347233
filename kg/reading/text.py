"""One text to a document: fold, split, join, take apart, date, account."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from kg.model import Article, Block, Dated, Document
from kg.reading import rules
from kg.reading.account import account
from kg.reading.articles import Part, Piece, pieces, reassign, titled
from kg.reading.dates import document_date, stated
from kg.reading.fold import fold, simplify
from kg.reading.front import with_front_matter
from kg.reading.inline import Drop, disjoint, drops
from kg.reading.kinds import headlike
from kg.reading.lines import Line, split
from kg.reading.paragraphs import Draft, drafts
from kg.reading.raw import Raw
from kg.reading.region import region_of
from kg.reading.render import render
from kg.reading.repeats import merge
from kg.safe.text import sound

UNSOUND = "no characters (lone surrogates or the like), read as U+FFFD, in: {}"
TRADITIONAL = "traditional characters were not converted: pip install 'district-kg[zh]'"


def to_document(raw: Raw, *, id: str, source: str = "", name: str = "") -> Document:
    """The document that a format's text makes. ``name`` is the file's name, in which a date may stand."""
    raw = _sound(with_front_matter(_sound(raw)))
    text, converted = simplify(fold(raw.text))
    lines = _lines(text, raw)
    parts, left = _parts(drafts(lines), text, disjoint([*raw.left, *drops(text)]))
    found, again = _articles(parts)
    dated = document_date([line.text for line in lines], name or id, raw.date, raw.metadata)
    articles = tuple(_article(piece, lines, dated, raw, len(found) > 1) for piece in found)
    blocks = [block for article in articles for block in article.blocks]
    return Document(
        sound(id),
        raw.text,
        articles,
        raw.title or next((article.title for article in articles if article.title), ""),
        dated,
        raw.region or (articles[0].region if len(articles) == 1 else None),
        raw.publisher or _publisher(lines),
        sound(source),
        raw.media,
        account(raw.text, blocks, [*raw.left, *left, *(Drop(start, end, "repeated") for start, end in again)]),
        raw.notes if converted else (*raw.notes, TRADITIONAL),
    )


def _sound(raw: Raw) -> Raw:
    """What a format gives without half characters and non-characters, with a note that names what held any."""
    said = {name: getattr(raw, name) for name in ("text", "title", "region", "publisher")}
    mended: dict[str, Any] = {name: sound(text) for name, text in said.items() if text and sound(text) != text}
    return replace(raw, **mended, notes=(*raw.notes, UNSOUND.format(", ".join(mended)))) if mended else raw


def _lines(text: str, raw: Raw) -> list[Line]:
    """The lines to be read: those that no format or front matter left out, headings known where the format marks them."""
    gone = disjoint(raw.left)
    kept = [line for line in split(text) if not any(drop.start <= line.start and line.end <= drop.end for drop in gone)]
    heads = {start for start, _ in raw.heads}
    return [replace(line, kind="heading") if line.start in heads and headlike(line.text) else line for line in kept]


def _parts(found: list[Draft], text: str, left: list[Drop]) -> tuple[list[Part], list[Drop]]:
    """The blocks of the drafts; furniture is left out."""
    parts: list[Part] = []
    gone = list(left)
    for draft in found:
        if draft.kind == "furniture":
            gone += [Drop(line.start, line.end, "furniture") for line in draft.lines]
            continue
        block, dropped = render(draft, text, left)
        gone += dropped
        parts += [Part(block, draft.whole, draft.lines[0].text)] if block else []
    return parts, gone


def _articles(parts: list[Part]) -> tuple[list[Piece], list[tuple[int, int]]]:
    """The articles of a page, repeats folded together, passages after a break given to their own; and the cut-off repeats."""
    cut = pieces(parts)
    merged, again = merge([part.block for part in parts])
    kept = iter(merged)
    folded = [Piece([replace(part, block=block) for part in piece.parts if (block := next(kept)) is not None]) for piece in cut]
    return [piece for piece in reassign([piece for piece in folded if piece.parts]) if piece.parts], again


def _article(piece: Piece, lines: list[Line], dated: Dated, raw: Raw, several: bool) -> Article:
    title, blocks = titled(piece)
    own = stated([part.raw for part in piece.parts]) if several else None
    region = raw.region or region_of(title, (block.text for block in blocks if block.kind == "paragraph"))
    return Article(tuple(blocks), title, own if own and own.precision else dated, region)


def _publisher(lines: list[Line]) -> str | None:
    """Who a byline near an end of the text says it comes from."""
    near = [line.text for line in [*lines[:12], *lines[-6:]] if len(line.text) < 100]
    matches = (rules.compiled("publisher").search(text) for text in near)
    return next((match["publisher"] for match in matches if match), None)


def blocks_of(document: Document) -> list[Block]:
    """All blocks of a document, in the order of its articles."""
    return [block for article in document.articles for block in article.blocks]
