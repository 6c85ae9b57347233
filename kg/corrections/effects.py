"""What a build made of each correction: told in the manifest of its generation, so that none is lost without a word."""

from __future__ import annotations

from dataclasses import dataclass

APPLIED, HELD, ORPHAN, REPLACED = "applied", "held", "orphan", "replaced"
STATES = {
    APPLIED: ("已生效", "changed what was read"),
    HELD: ("本已如此", "the reading says so by itself"),
    ORPHAN: ("原文已不在", "its words are no longer there"),
    REPLACED: ("已被后来的更正取代", "a later line holds in its place"),
    "pending": ("待下次构建", "waits for the next build"),
}


@dataclass(frozen=True, slots=True)
class Effect:
    """The state of the correction ``id`` in a build, and in words what it did or why it could not."""

    id: str
    state: str
    what: str

    def fields(self) -> dict[str, str]:
        """The effect as the manifest has it."""
        return {"id": self.id, "state": self.state, "what": self.what}
