"""Extractors to test the engine with: one that names a document's title, and ones that go wrong where the text asks for it."""

from __future__ import annotations

import os
import time

from kg.model import Document, Entity, Extraction


def titles(document: Document) -> Extraction:
    """One entity, named as the document."""
    return Extraction(document.id, (Entity("Place", document.title),))


def wild(document: Document) -> Extraction:
    """As ``titles``, unless the text asks for a crash, an endless loop, too much memory or an error."""
    if "崩溃" in document.text:
        os.abort()
    if "停滞" in document.text:
        time.sleep(60)
    while "循环" in document.text:
        pass
    if "内存" in document.text:
        return Extraction(" " * (8 << 30))
    if "错误" in document.text:
        raise ValueError("asked for")
    return titles(document)
