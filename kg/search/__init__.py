"""Search as one types: names, other names, measures and the text itself, in an SQLite FTS5 index that lies in the generation.

Chinese is found by pairs of characters (any two or more that stand together), a single character as the beginning of a pair; names
also by pinyin and by its initials where pypinyin was installed at the build.
"""

from __future__ import annotations

from kg.search.find import Found, Hit, Passage, connect, look, search
from kg.search.index import FILE, write

__all__ = ["FILE", "Found", "Hit", "Passage", "connect", "look", "search", "write"]
