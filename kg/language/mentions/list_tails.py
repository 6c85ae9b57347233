"""The tail of a list: 等50余个项目, 3个安置区, and what its head lends to the members before it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.language.mentions.heads import Head, head
from kg.ontology import rules

DIGITS, HANS = r"\d+(?:余|多)?", r"[一二两三四五六七八九十百]+(?:余|多)?"
MEASURE = r"[个条座所处家项片栋只大]"
COUNTING = rf"(?:近|超|约)?(?:{DIGITS}{MEASURE}?(?:余|多)?|{HANS}{MEASURE}(?:余|多)?)"
# 等 with what is counted behind it; 一等, 高等, 等级 are other words.
TAIL = re.compile(
    rf"(?<![同高])(?<!公平)(?<![一二三特优]等奖)等(?![级待于到候效腰奖]|对待|协商|参与|保护|准入|竞争|互利|尊重|职业|收入|教育|学校|院校|规模|专业|以上)(?P<count>{COUNTING})?(?P<rest>[^、]*)$"
)
COUNTED = re.compile(rf"(?P<count>(?:{DIGITS}|{HANS}){MEASURE})(?P<rest>[^、\d]{{2,}})$")
# 大型水电站和690万千瓦火电项目: the list is of what stands before the joint.
WITHOUT = re.compile(r"(?:和|与|及|以及)\d.*$")
KINDS = re.compile(rf"等(?P<count>{COUNTING})(?P<rest>[^、\d]{{2,8}}(?:、[^、\d]{{2,8}}){{1,3}})$")
ABSTRACT = re.compile(rules("names")["abstract"])
RENEWAL = re.compile(rules("names")["renewal"])


@dataclass(frozen=True, slots=True)
class Tail:
    """What follows a list: 等50余个项目."""

    start: int
    text: str
    head: Head | None
    counted: bool
    many: bool


def tail_of(text: str) -> Tail | None:
    """The tail of a list, if it has one."""
    found = TAIL.search(text) or _listed(text)
    if not found and "、" in text:
        found = COUNTED.search(text)
    if not found:
        return None
    rest = WITHOUT.sub("", found["rest"] or "")
    own = _lending(rest) or head(f"某{rest}") or _head_word(rest)
    return Tail(found.start(), rest, own, found["count"] is not None, text.count("、") > 1)


def _listed(text: str) -> re.Match[str] | None:
    """甲中学等6所学校、幼儿园: the tail is itself a list, of kinds."""
    found = KINDS.search(text)
    kinds = frozenset(rules("names")["generic"].split()) | frozenset(rules("names")["tail_heads"].split())
    return found if found and all(kind in kinds for kind in found["rest"].split("、")) else None


def _lending(rest: str) -> Head | None:
    """高速公路项目 lends 高速公路, not 项目, to the members before it."""
    own = head("某" + re.sub("(?:建设)?(?:项目|工程)$", "", rest))
    return own if own and own.append else None


def _head_word(rest: str) -> Head | None:
    """A tail may end in a word that heads no name and still says that a list of things stands before it (道路, 设施)."""
    word = next((w for w in rules("names")["tail_heads"].split() if rest.endswith(w)), None)
    return Head(word, "Project", "Project", None, False) if word else None
