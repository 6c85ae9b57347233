"""How much a document, an archive and a build may cost."""

from __future__ import annotations

from dataclasses import dataclass, fields

from kg.safe.calls import LONGEST, number


@dataclass(frozen=True, slots=True)
class Limits:
    """For each document: ``bytes`` of its file, ``inflated`` bytes of what it unpacks to, ``seconds`` (of processor
    time; four times as many by the clock, unless it is at work) and ``memory`` (bytes) of the process that reads it (the last two hold where it is read in a process of its own: ``kg.engines.local``).
    For an archive or table also how many ``members`` it may have, how ``deep`` archives may lie in each other, what it may unpack to
    in all (``archive``, bytes) and how long all its documents may take (``archive_seconds``, by the clock).
    For a build the text that it may hold (``build``, bytes of UTF-8), its ``build_seconds`` by the clock, and the ``build_memory``
    (bytes) of the process that joins what the documents say."""

    bytes: int = 64 << 20
    inflated: int = 256 << 20
    seconds: float = 25.0
    memory: int = 1 << 30
    members: int = 100_000
    deep: int = 3
    archive: int = 2 << 30
    archive_seconds: float = 3600.0
    build: int = 1 << 30
    build_seconds: float = 43_200.0
    build_memory: int = 4 << 30

    def __post_init__(self) -> None:
        for each in fields(self):
            whole = isinstance(each.default, int)
            number(each.name, getattr(self, each.name), most=1 << 62 if whole else LONGEST, whole=whole)
