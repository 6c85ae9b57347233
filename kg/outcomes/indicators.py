"""Indicators: which measures mean the same figure, and their values in one unit.

The vocabulary is ``ontology/names/Indicator.csv`` (SKOS-like: name, id, label in English, aliases); wording and units are
``ontology/names/indicators.yaml``.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any

from kg.ontology import data_dir, names_of, read_rules, table


@dataclass(frozen=True, slots=True)
class Indicator:
    """A figure that reports speak of. ``kind``: flow (of the period), stock (at its end), rate or plan; ``better``: more or less."""

    name: str
    id: str
    en: str
    family: str
    kind: str
    better: str
    aliases: tuple[str, ...]


@cache
def wording() -> dict[str, Any]:
    """``ontology/names/indicators.yaml`` as it stands."""
    values: dict[str, Any] = read_rules(data_dir("ontology") / "names" / "indicators.yaml")
    return values


@cache
def indicators() -> tuple[Indicator, ...]:
    """The vocabulary, in the order of the table."""
    return tuple(
        Indicator(row["name"], row["id"], row["en"], row["family"], row["kind"], row["better"], names_of(row)[1:])
        for row in table("Indicator")
    )


@cache
def _by_phrase() -> dict[tuple[str, str], Indicator]:
    return {(plain(phrase, row.family), row.family): row for row in indicators() for phrase in (row.name, *row.aliases)}


def indicator(measure: str, unit: str) -> Indicator | None:
    """The indicator that a measure in a unit names, or None: 地区生产总值增长, % → gdp-growth."""
    family = unit_family(unit)
    phrase = plain(measure, family)
    forms = (phrase, *(phrase.removeprefix(verb) for verb in wording()["verbs"] if phrase.startswith(verb)))
    return next((found for form in forms if (found := _by_phrase().get((form, family)))), None)


def key(measure: str, unit: str) -> str:
    """What tells figures apart: the indicator's id, or the measure as ``plain`` words with the family of its unit."""
    found = indicator(measure, unit)
    return found.id if found else f"{plain(measure, unit_family(unit))}/{unit_family(unit)}"


def comparable(measure: str, value: Decimal, unit: str) -> tuple[Fraction, str]:
    """A value as it compares with others of its ``key``, in its base unit: a fall of 1.6 % is growth of −1.6 %."""
    amount, base = base_value(value, unit)
    return (-amount if falls(measure, unit) else amount), base


def falls(measure: str, unit: str) -> bool:
    """Whether a measure tells a fall where its indicator tells growth, or the other way round (下降 of investment, 增长 of energy use)."""
    known = indicator(measure, unit)
    return _decline(measure, unit) != (known is not None and _decline(known.name, unit))


def _decline(measure: str, unit: str) -> bool:
    return unit_family(unit) in ("percent", "points") and measure.endswith(tuple(wording()["decline"]))


@cache
def plain(measure: str, family: str) -> str:
    """A measure without what only says whose it is, with growth and counts worded in one way."""
    words = wording()
    text = measure.strip(words["quotes"])
    for said, meant in words["same"].items():
        text = text.replace(said, meant)
    for sign in words["signs"]:
        text = text.replace(sign, "")
    while cut := next((word for word in words["front"] if text.startswith(word) and len(text) > len(word) + 1), ""):
        text = text.removeprefix(cut)
    if family == "percent":
        ending = next((word for word in (*words["growth"], *words["decline"]) if text.endswith(word)), "")
        return (text.removesuffix(ending) + words["growth_word"]) if ending else text
    if family in ("money", "area", "length", "mass"):
        return text
    ending = next((word for word in words["count_endings"] if text.endswith(word) and len(text) > len(word) + 1), "")
    return text.removesuffix(ending)


def vague(measure: str, unit: str) -> bool:
    """Whether a measure is too general to tell, of an area, which figure it is."""
    words, said = wording(), plain(measure, unit_family(unit))
    return said in words["vague"] or len(said) <= words["short"] and indicator(measure, unit) is None


def base_value(value: Decimal, unit: str) -> tuple[Fraction, str]:
    """A value in its base unit, exactly: (1.3, 万户) → (13000, 户); (2, 亩) → (4000/3, 平方米); counters of things are all 个."""
    power, rest = _split(unit)
    _, base, factor = _known(rest)
    return Fraction(value) * power * factor, base


def unit_family(unit: str) -> str:
    """money, percent, area, count …: units of one family can be compared."""
    return _known(_split(unit)[1])[0]


@cache
def _split(unit: str) -> tuple[int, str]:
    """The power of ten in front of a unit, and the unit proper."""
    words = wording()
    if unit in words["units"] or unit.startswith(tuple(words["whole"])):
        return 1, unit
    power = max((word for word in words["powers"] if unit.startswith(word)), key=len, default="")
    return int(words["powers"].get(power, 1)), unit.removeprefix(power)


@cache
def _known(unit: str) -> tuple[str, str, Fraction]:
    words = wording()
    if unit in words["units"]:
        family, base, factor = words["units"][unit]
        return str(family), str(base), Fraction(str(factor))
    return ("count", words["counter"], Fraction(1)) if unit in words["counters"] or not unit else (f"count of {unit}", unit, Fraction(1))
