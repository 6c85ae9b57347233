"""What was named before on a page: whom 该院 and 园区内 mean."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from itertools import chain
from typing import Any

from kg.language.mentions.heads import bare
from kg.language.mentions.mention import Mention
from kg.language.text.line import Line
from kg.ontology import rules


class NamedBefore:
    """The mentions of a page so far, each name with its type where it was said last; the walk notes them sentence by sentence."""

    def __init__(self) -> None:
        self._last: dict[tuple[str, str], Mention] = {}  # in the order of the last saying

    def note(self, mentions: Iterable[Mention]) -> None:
        """Go on past a sentence with these mentions."""
        for mention in mentions:
            self._last.pop((mention.name, mention.type), None)
            self._last[mention.name, mention.type] = mention

    def last_park(self, parks: Collection[str], here: Sequence[Mention] = ()) -> str | None:
        """Of ``parks`` the one named last, by itself or at the head of a longer name (甲产业园一号楼); ``here`` comes after what was noted."""
        for mention in chain(reversed(here), reversed(self._last.values())):
            held = max((p for p in parks if mention.name.startswith(p)), key=lambda p: (len(p), p), default=None)
            if held:
                return held
        return None

    def meant(self, line: Line, start: int, end: int) -> Iterator[Mention]:
        """该院, 该公司 in ``line.text[start:end]``: the thing named last that fits, by its type or the end of its name."""
        types: dict[str, str] = _data()["that_types"]
        for found in _that().finditer(line.text, start, end):
            kind = found["kind"]
            fits = (m for m in reversed(self._last.values()) if m.type == types.get(kind) or (kind not in types and bare(m.name).endswith(kind)))
            if meant := next(fits, None):
                yield Mention(found.start(), found.end(), meant.name, meant.type)


def _data() -> Any:
    return rules("implied")


@cache
def _that() -> re.Pattern[str]:
    return re.compile(_data()["that"])
