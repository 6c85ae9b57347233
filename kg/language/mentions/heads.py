"""Heads of names: what a name ends in tells its type (``ontology/rules/heads.yaml``)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from kg.ontology import form, ontology, rules, sign, type_for

_BRACKET = re.compile(r"[（(][^（()）]*[）)]$")
# 西成铁路甘肃段 is a railway, and lends that head to the members before it.
SEGMENT, SEGMENT_END = form("names", "segment"), sign("names", "segment_end")
PHASED = form("names", "phased")
BRACKETED = form("names", "phase_in_brackets")
SUFFIX = form("names", "suffix")
STAMP = form("names", "stamp")
KEPT = 200  # characters; a longer stretch is looked at anew: thousands of them, each as long as a text without marks, would fill the memory


@dataclass(frozen=True, slots=True)
class Head:
    """A head word, the type it gives in a milestone frame and in free text, and whether it completes elliptical lists."""

    word: str
    type: str
    frame: str | None
    free: str | None
    append: bool


@cache
def made() -> str:
    """The type of what is built or planned, where no head says another."""
    return type_for("names", "made")


@cache
def _heads() -> tuple[dict[str, Head], int]:
    found: dict[str, Head] = {}
    for row in rules("heads"):
        for word in row["heads"]:
            old = found.get(word)
            frame = row.get("frame") or (old.frame if old else None)
            free = row.get("free") or (old.free if old else None)
            append = row.get("append", False) or bool(old and old.append)
            found[word] = Head(word, row["type"], frame, free, append)
    for kind in ontology().types.values():
        found |= {word: Head(word, kind.name, kind.name, kind.name, False) for word in kind.heads}
    return found, max(map(len, found))


def bare(name: str) -> str:
    """The name without a bracket at its end: 国家虚拟现实创新中心（青岛） → 国家虚拟现实创新中心."""
    return _BRACKET.sub("", name)


def head(name: str) -> Head | None:
    """The longest head that ``name`` ends in and is more than, a closing bracket left aside, or None."""
    return _kept_head(name) if len(name) <= KEPT else _head(name)


@lru_cache(maxsize=1 << 14)  # a stretch is asked for its head again wherever it is looked at: lists, frames, certainty, what is implied
def _kept_head(name: str) -> Head | None:
    return _head(name)


def _head(name: str) -> Head | None:
    words, longest = _heads()
    name = STAMP.sub("", bare(name))
    if name.endswith(SEGMENT_END) and (line := SEGMENT.search(name)):
        return words[line.group("head")]
    for size in range(min(longest, len(name) - 1), 0, -1):
        if name[-size:] in words:
            return words[name[-size:]]
    return None


def lending(name: str) -> Head | None:
    """The head that a name lends to elliptical ones before it, 项目 and 工程 left aside: 佛坪抽水蓄能项目 lends 抽水蓄能."""
    own = head(SUFFIX.sub("", name)) or head(name)
    return own if own and own.append and len(own.word) > 1 else None


def whole_of_phase(name: str) -> str | None:
    """The thing of which ``name`` is a phase (九江神华电厂二期 → 九江神华电厂), or None."""
    if BRACKETED.search(name):
        return bare(name)
    found = PHASED.match(bare(name))
    return found["whole"] if found and len(found["whole"]) > 1 else None


def without_suffix(name: str) -> str | None:
    """The name without 项目 or 工程 at its end, if what is left still has a head of its own."""
    short = SUFFIX.sub("", name)
    return short if short != name and len(short) > 2 and head(short) else None
