"""How a step stands by the words about it: denied, put on hold, given up, or only spoken of (``ontology/rules/steps.yaml``)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from kg.language.milestones.chunks import Chunk
from kg.ontology import rules

SPOKEN_OF = "step-spoken-of"
DIVIDING = "LEFGSK"  # an attribute closed or another verb: a denial before it is not of what follows


@dataclass(frozen=True, slots=True)
class Standing:
    """A rule: what it looks for, ``where`` (the ``group`` of words from the name to the step, the whole ``clause``, what stands ``behind``
    the step in it, the clause ``before``), and the modality it gives."""

    id: str
    pattern: re.Pattern[str]
    where: str
    modality: str | None


@cache
def standings() -> tuple[Standing, ...]:
    """The rules in the order in which they are tried."""
    return tuple(Standing(r["id"], re.compile(r["pattern"]), r["where"], r.get("modality")) for r in rules("steps")["standing"])


def modality_of_standing(standing: str) -> str | None:
    """The modality that a rule gives; None where nothing is stated."""
    return next((rule.modality for rule in standings() if rule.id == standing), None)


def standing(row: Sequence[Chunk], i: int, names: int = -1, before: str = "", between: str = "") -> str:
    """The id of the rule that holds for the event in chunk ``i``, ``step-spoken-of`` where only its time is, or nothing.

    ``names``: the chunk of its names; a denial right before them denies what they are said to reach. ``before``: the clause before;
    ``between``: the words from its names, or the step before it, to its end, free text among them.
    """
    said = between or "".join(c.text for c in row[_first(row, i) : i + 1])
    if names > 0 and row[names - 1].code == "X":
        said = row[names - 1].text + said
    texts = {"group": said, "clause": "".join(c.text for c in row), "behind": "".join(c.text for c in row[i + 1 :]), "before": before}
    found = next((rule.id for rule in standings() if rule.pattern.search(texts[rule.where])), "")
    return found or (SPOKEN_OF if _only_its_time(row, i) else "")


def _first(row: Sequence[Chunk], i: int) -> int:
    """The first chunk of the words about an event: behind the name or the 的 before it, or a denial that only free text parts from it."""
    first = max((k for k in range(i) if row[k].code in "NL"), default=-1) + 1
    told = max((k for k in range(i) if row[k].code in DIVIDING), default=-1) + 1
    return min([first, *(k for k in range(told, i) if row[k].code == "X")])


def _only_its_time(row: Sequence[Chunk], i: int) -> bool:
    """开工时间有变: whether the time of the event is spoken of, and none said."""
    behind = row[i + 1 :]
    return bool(behind) and behind[0].code == "H" and not any(c.code == "T" for c in behind)
