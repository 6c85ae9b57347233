"""An alternation of many words as one pattern that is fast however many there are."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

NEVER = "(?!)"


def trie(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest that stands there, as a prefix tree; one that never matches for no words."""
    tree: dict[str, Any] = {}
    for word in words:
        node = tree
        for c in word:
            node = node.setdefault(c, {})
        node[""] = {}
    return _branch(tree) if tree else NEVER


def _branch(node: dict[str, Any]) -> str:
    """The pattern below a node of the tree: nothing at a leaf, and optional where a word ends here and goes on."""
    parts = [re.escape(c) + _branch(below) for c, below in sorted(node.items()) if c]
    if not parts:
        return ""
    body = parts[0] if len(parts) == 1 and "" not in node else f"(?:{'|'.join(parts)})"
    return f"{body}?" if "" in node else body
