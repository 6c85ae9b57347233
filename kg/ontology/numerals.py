"""Chinese numerals below a hundred, and years read digit by digit (``ontology/rules/numerals.yaml``)."""

from __future__ import annotations

from functools import cache

from kg.ontology.tables import rules


def number(text: str) -> int:
    """A number below 100, or a year, in Arabic or Chinese digits: 12, 十二, 二十六, 二〇二五."""
    if text.isascii() and text.isdigit():
        return int(text)
    if ten() in text:
        tens, _, ones = text.partition(ten())
        return 10 * (number(tens) if tens else 1) + (number(ones) if ones else 0)
    return int(arabic(text))


def arabic(text: str) -> str:
    """``text`` with each Chinese digit as an Arabic one: 二〇二五 → 2025."""
    return text.translate(_digits())


def ten() -> str:
    """十."""
    return str(rules("numerals")["ten"])


@cache
def digits() -> dict[str, int]:
    """Each character that may stand for a digit, with its value."""
    return {str(char): int(value) for char, value in rules("numerals")["digits"].items()}


@cache
def _digits() -> dict[int, str]:
    return {ord(char): str(value) for char, value in digits().items()}
