"""What a line is by itself: furniture, byline, caption, heading, or text."""

from __future__ import annotations

import re

from kg.reading import rules
from kg.reading.lines import Line

LONGEST = 220
HEADING, DECK = 62, 100


def kind_of(line: Line, from_end: int = 1) -> str:
    """The kind that the ``lines`` rules (or the format, for headings it marks) give a line; "text" if none does.

    ``from_end`` counts the lines to the end of the text: some furniture stands only there (``last`` in the rule)."""
    if line.kind:
        return line.kind
    if len(line.text) > LONGEST:
        return "text"
    near = (rule for rule in rules.listed("lines") if from_end <= rule.block.get("last", from_end))
    return next((rule.kind for rule in near if rule.pattern.fullmatch(line.text)), "text")


def ends(text: str) -> bool:
    """Whether a paragraph can end with this text: with a full stop, or a colon."""
    return bool(stopped(text) or rules.compiled("joining", "colons").search(text[-3:]))


def stopped(text: str) -> bool:
    """Whether a text ends with a full stop (a closing quote or bracket may follow)."""
    return bool(rules.compiled("joining", "stops").search(text[-4:]))


def headlike(text: str) -> bool:
    """Whether a line has the shape of a heading: short, without a full stop."""
    return len(text) <= (DECK if text.endswith("——") else HEADING) and not rules.compiled("joining", "headless").search(text.rstrip("！？!?")) and not text.endswith(("，", "、", ","))


def captionlike(text: str) -> bool:
    """Whether a line that stands apart can be a caption: one short sentence."""
    return 4 <= len(text) <= 45 and text.endswith("。") and not re.search("[。；！？]", text[:-1])
