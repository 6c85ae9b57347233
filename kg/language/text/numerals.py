"""Chinese digits: the one table of them, for times and for figures."""

from __future__ import annotations

# 〇 and ○ are both written for the nought of a year, 零 within a number, 两 for two before a counter.
DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
