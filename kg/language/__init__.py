"""Reading language: one document to its entities and facts."""

from __future__ import annotations

from kg.model import Document, Extraction


def extract(document: Document) -> Extraction:
    """What a document says: its entities, and facts that refer to them by name, each with the exact words it rests on.

    Pure: the same document gives the same extraction, and nothing is kept between documents.
    """
    from kg.language.document import extract as read  # the tables and jieba are loaded at the first document

    return read(document)
