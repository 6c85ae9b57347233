"""One file a format. ``FORMATS`` has those that give one text, ``CONTAINERS`` those that hold several documents."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module

from kg.reading.limits import Limits
from kg.reading.raw import Raw


@dataclass(frozen=True, slots=True)
class Columns:
    """Where tables keep things: names of columns; None for the usual ones (``columns`` in ``ontology/rules/reading.yaml``)."""

    text: str | None = None
    title: str | None = None
    date: str | None = None
    region: str | None = None
    publisher: str | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """One document in a container: its ``name`` (a member's path, a row's number) and how to read it."""

    name: str
    load: Callable[[], Raw | bytes]


FORMATS = {
    "txt": "plain",
    "text": "plain",
    "md": "plain",
    "markdown": "plain",
    "html": "html",
    "htm": "html",
    "xhtml": "html",
    "pdf": "pdf",
    "docx": "docx",
}
CONTAINERS = {"zip": "archive", "csv": "table", "tsv": "table", "jsonl": "records", "ndjson": "records"}


def reader(extension: str) -> Callable[[bytes, Limits], Raw]:
    """The function that takes the text out of a file of this format."""
    return import_module(f"kg.reading.formats.{FORMATS[extension]}").read


def opener(extension: str) -> Callable[[bytes, Limits, Columns], Iterator[Member]]:
    """The function that lists what a container of this format holds."""
    return import_module(f"kg.reading.formats.{CONTAINERS[extension]}").members
