"""The area that an article is about, where its title names it or its sentences keep beginning with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from kg.reading import rules

ENOUGH = 3


def region_of(title: str, texts: Iterable[str]) -> str | None:
    """The full name of the area (崂山区); None where nothing clear says so."""
    if match := rules.compiled("region", "title").match(title):
        return match["region"] if _is_area(match["region"]) else None
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(match["region"] for match in rules.compiled("region", "start").finditer(text) if _is_area(match["region"]))
    ranked = sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))[:2]
    if not ranked or ranked[0][1] < ENOUGH or (len(ranked) > 1 and ranked[1][1] * 2 > ranked[0][1]):
        return None
    return ranked[0][0]


def _is_area(name: str) -> bool:
    return not name.endswith(tuple(rules.table("region")["not"]))
