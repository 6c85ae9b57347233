"""What a format gives: the text as taken out of the file, and what the file says of it."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model import Dated
from kg.reading.inline import Drop


@dataclass(frozen=True, slots=True)
class Raw:
    """``text`` with what is known of it. ``left`` are stretches that are no part of the article (furniture), ``heads`` the
    stretches that the format marks as headings, ``metadata`` a date of less weight than what the text itself says."""

    text: str
    title: str = ""
    date: Dated | None = None
    metadata: Dated | None = None
    publisher: str | None = None
    region: str | None = None
    media: str = "text/plain"
    notes: tuple[str, ...] = ()
    left: tuple[Drop, ...] = ()
    heads: tuple[tuple[int, int], ...] = ()
