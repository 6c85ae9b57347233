"""Front matter: the lines between ``---`` at the head of a file that say title, date, publisher and region."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.reading import rules
from kg.reading.calendar import parse
from kg.reading.inline import Drop
from kg.reading.raw import Raw

_FENCE = re.compile(r"\A\ufeff?---[ \t]*\r?\n(?P<body>(?:[^\n]*\n){0,60}?)---[ \t]*(?:\r?\n|\Z)")
_ENTRY = re.compile(r"^(?P<key>[\w\u4e00-\u9fff]+)[ \t]*[:：][ \t]*(?P<value>.*?)[ \t]*\r?$", re.M)


def with_front_matter(raw: Raw) -> Raw:
    """``raw`` with the title, date, publisher and region of its front matter, which is left out of the text to be read."""
    match = _FENCE.match(raw.text)
    if not match or not (entries := _entries(match["body"])):
        return raw
    dated = parse(entries.get("date", ""), "front matter")
    return replace(
        raw,
        title=raw.title or entries.get("title", ""),
        date=raw.date or dated,
        publisher=raw.publisher or entries.get("publisher"),
        region=raw.region or entries.get("region"),
        left=(*raw.left, Drop(0, match.end(), "front matter")),
    )


def _entries(body: str) -> dict[str, str]:
    """The entries by their name among the columns of the rules file, quotes taken off."""
    names = {word: name for name, words in rules.table("columns").items() for word in words}
    found = {names[m["key"].lower()]: m["value"].strip("\"'") for m in _ENTRY.finditer(body) if m["key"].lower() in names}
    return {name: value for name, value in found.items() if value}
