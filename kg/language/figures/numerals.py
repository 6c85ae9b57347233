"""Numbers as texts write them: Arabic (also full-width), Chinese, percentages and fractions in words."""

from __future__ import annotations

from decimal import Decimal

from kg.ontology import digits, rules

WIDE = {0xFF10 + n: ord("0") + n for n in range(10)} | {0xFF05: "%", 0xFF0E: ".", 0xFF0F: "/"}
SIX = Decimal("0.000001")


def plain_width(text: str) -> str:
    """``text`` with full-width digits, percent signs and points as ASCII: same length, so offsets hold."""
    return text.translate(WIDE)


def arabic(word: str) -> Decimal:
    """``12,345.6`` as a number."""
    return Decimal(word.replace(",", "").replace("，", ""))


def chinese(word: str) -> Decimal:
    """``三百二十五`` as 325, ``百`` as 100, ``二〇`` as 20, ``三点五`` as 3.5; below 万 and above."""
    signs, value = rules("numerals"), digits()
    whole, _, part = word.partition(signs["point"])
    if part:
        return chinese(whole) + Decimal("0." + "".join(str(value[c]) for c in part))
    if whole and all(c in value for c in whole):
        return Decimal("".join(str(value[c]) for c in whole))
    total = section = digit = 0
    for c in whole:
        if c in signs["myriads"]:
            total, section, digit = (total + section + digit or 1) * signs["myriads"][c], 0, 0
        elif c in signs["tens"]:
            section, digit = section + (digit or 1) * signs["tens"][c], 0
        else:
            digit = value[c]
    return Decimal(total + section + digit)


def number(word: str) -> Decimal:
    """An Arabic or Chinese number; the empty word before 万 or 亿 (超万亿元) is 1."""
    if not word:
        return Decimal(1)
    return arabic(word) if word[0].isdigit() else chinese(word)


def fraction(part: Decimal, whole: Decimal) -> Decimal:
    """A fraction to six places: two thirds are 0.666667. Raises ``ZeroDivisionError`` where the whole is nothing."""
    return (part / whole).quantize(SIX).normalize()
