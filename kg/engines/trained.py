"""Reading with weights trained for one's own documents: an extractor around another."""

from __future__ import annotations

import json
from pathlib import Path

from kg.engines.child import function
from kg.model import Document, Extraction
from kg.ontology import trained


def using(folder: str | Path, extractor: str) -> str:
    """The name of the extractor that reads as ``extractor`` does, with the weights under ``folder``."""
    return f"{__name__}:extract?{json.dumps([str(Path(folder).resolve()), extractor])}"


def extract(document: Document, argument: str) -> Extraction:
    """What a document says; ``argument`` is as ``using`` gives it."""
    folder, extractor = json.loads(argument)
    with trained(Path(folder)):
        return function(extractor)(document)
