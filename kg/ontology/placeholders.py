"""Patterns of the rule files with what stands in braces put in, as their readers do it: ``{NAME}`` for the pieces or words of the file."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

_NAME = re.compile(r"\{([A-Z][A-Z_]*\d?)\}")
_SLOT = re.compile(r"\{([A-Za-z|]*)\}\+?")
_NAMES = "P"  # what stands for the name of any entity


def filled(text: str, pieces: Mapping[str, str]) -> str:
    """``text`` with each {NAME} replaced by its piece, pieces in pieces too, as they stand. Raises ``KeyError`` for a name that is none."""
    return _NAME.sub(lambda found: filled(pieces[found[1]], pieces), text)


def grouped(text: str, pieces: Mapping[str, str]) -> str:
    """The same, each piece without groups of its own in one group, so that {2} and * may stand behind it."""
    return _NAME.sub(lambda found: _group(grouped(pieces[found[1]], pieces)), text)


def _group(piece: str) -> str:
    return piece if "(?P<" in piece else f"(?:{piece})"


def stubbed(text: str, names: Collection[str]) -> str:
    """``text`` with something of no fixed length for each {name}: enough to see whether it is a pattern. Raises ``KeyError`` likewise."""

    def stub(found: re.Match[str]) -> str:
        if found[1] not in names:
            raise KeyError(found[1])
        return "(?:x+)"

    return re.sub(r"\{([A-Za-z_]+)\}", stub, text)


def slotted(text: str, types: Collection[str]) -> str:
    """A frame of a relation with one character for each {Type|Type}, as ``[^{Type}…]`` has it too. Raises ``KeyError`` for a type that is none."""

    def slot(found: re.Match[str]) -> str:
        for name in filter(None, found[1].split("|")):
            if name not in types:
                raise KeyError(name)
        return _NAMES

    return _SLOT.sub(slot, text)
