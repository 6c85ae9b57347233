"""How a document is cited where people read: by title and date, never by an id that is a hash."""

from __future__ import annotations

from kg.model import Document
from kg.ontology import sign
from kg.safe.text import one_line


def cited(read: Document) -> str:
    """A document's title and date: ``青禾区2024年工作报告（2024-01）``; its id where it has no title, no date where it has none."""
    title = one_line(read.title) or read.id
    return sign("answers", "cited").format(title=title, date=read.date.value) if read.date.value else title
