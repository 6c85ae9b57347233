"""How much a document may cost."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """For each document: ``bytes`` of its file, ``inflated`` bytes of what it unpacks to, ``seconds`` (of processor
    time; four times as many by the clock) and ``memory`` (bytes) of the process that reads it (the last two hold where it is read in a process of its own: ``kg.engines.local``).
    For an archive or table also how many ``members`` it may have and how ``deep`` archives may lie in each other."""

    bytes: int = 64 << 20
    inflated: int = 256 << 20
    seconds: float = 25.0
    memory: int = 1 << 30
    members: int = 100_000
    deep: int = 3
