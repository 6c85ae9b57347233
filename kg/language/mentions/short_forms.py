"""Short forms of companies: within an article 青岚 and 青岚股份 mean 青岚生物科技股份有限公司, where only one long name fits.

A short form's stem stands in the long name at its head, or behind an area's name (松湖青岚生物…), and what follows it names no area
and no branch (云帆集团 is not 云帆汀州分公司).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from kg.language.mentions.proper import area_names
from kg.language.mentions.register import Register
from kg.ontology import ontology, rules

SHORTEST = 2  # characters of a stem


def join_short_forms(register: Register) -> None:
    """Take each short form as another name of the one company of the article that it fits."""
    companies = sorted(name for name, thing in register.things.items() if thing.type in ontology().types_that("tenant"))
    for short in sorted(companies, key=lambda name: (len(name), name)):
        fitting = list(_long_forms(short, companies))
        if len(fitting) == 1 and short in register.things and fitting[0] in register.things:
            register.join(short, fitting[0])


def _long_forms(short: str, companies: Sequence[str]) -> Iterator[str]:
    """The names of which ``short`` may be a short form; of those the ones that are none of another."""
    stem = _pattern("endings").sub("", short)
    longer = [name for name in companies if name != short and len(name) > len(short) and len(stem) >= SHORTEST and _fits(stem, name)]
    yield from (name for name in longer if not any(other != name and _fits(_pattern("endings").sub("", name), other) for other in longer))


def _fits(stem: str, name: str) -> bool:
    at = name.find(stem)
    before, rest = name[: max(at, 0)], name[at + len(stem) :]
    opens = not before or (area_names().fullmatch(before) is not None)
    return at >= 0 and opens and bool(rest) and not area_names().search(rest) and not _pattern("child").search(rest)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(rules("short_forms")[name])
