"""What the last member of a list lends to those before it: 松湖、云岭**特高压变电站**, 甲县、乙县的**污水处理厂**."""

from __future__ import annotations

from kg.language.mentions.proper import area_names
from kg.language.text.line import Line
from kg.ontology import form, sign

POSSESSIVE, BETWEEN = sign("names", "possessive"), form("names", "between")


def shared_tail(line: Line, like: str, start: int, end: int, head: str) -> str:
    """What ``line.text[start:end]`` has behind its own stem, where that stem is of the kind of ``like``, the member that lacks it:
    an area as ``like`` is one, or as long as it and ended by a word; the ``head`` word alone where neither is so."""
    text, edge = line.text, end - len(head)
    if area_names().fullmatch(like):
        if text[start - 1 : start] == POSSESSIVE:  # the giver's own area stands before it, cut off with its 的
            return text[start:end]
        area = area_names().match(text, start, end)
        return text[area.end() : end].removeprefix(POSSESSIVE) if area and area.end() <= edge else head
    stem = start + len(like)
    if bool(BETWEEN.search(like)) != bool(BETWEEN.search(text, start, edge)):  # a line and something at one place
        return head
    return text[stem:end] if stem <= edge and any(t.start == stem for t in line.between(start, end)) else head
