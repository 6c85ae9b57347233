"""Lists that share one word or one number: 城镇、农村居民收入分别增长5%、6%; 新开工、新竣工项目均达到50个."""

from __future__ import annotations

from kg.language.figures.measure_rules import words
from kg.language.figures.phrases import LONGEST, MARKS, its, leading_verb, shape, tidy


def parts(heads: str, names: tuple[str, ...] = ()) -> list[str]:
    """All members of a list, each whole."""
    found = [p for p in shape("list_and").split(tidy(heads, names)) if p]
    return [complete(p, found[-1]) for p in found]


def members(heads: str, n: int, names: tuple[str, ...] = ()) -> list[str]:
    """The ``n`` members of a list, each whole: 城镇、农村居民收入 → 城镇居民收入, 农村居民收入. [] where it has not ``n``."""
    heads = tidy(heads, names) if len(heads) <= LONGEST else heads.strip(MARKS)
    found = [p for p in heads.split("、") if p]
    if len(found) < n:
        found = [p for p in shape("list_and").split(heads) if p]
    if len(found) == 1 and n == 2 and its("both") in heads:
        return [heads.replace(its("both"), its(one)) for one in ("town", "country")]
    found = found[-n:]
    return [complete(p, found[-1]) for p in found] if len(found) == n else []


def complete(member: str, last: str) -> str:
    """An elliptical member of a list with the end of the last one."""
    if member in words("verb") and (verb := leading_verb(last)):
        return member + last[len(verb) :]
    if member == last or member.endswith((*words("counted"), *words("tails"))):
        return member
    if tail := shape("shared_end").search(last):
        return member + tail[0][_overlap(member, tail[0]) :]
    if len(last) - len(member) < 2 or member.endswith(tuple(words("whole"))):
        return member
    return member + last[len(member) :]


def _overlap(left: str, right: str) -> int:
    """How much of the end of ``left`` is the start of ``right``."""
    return max((n for n in range(len(right)) if left.endswith(right[:n])), default=0)
