"""Noun phrases before a number, trimmed to what is measured, and the endings that make a measure of them."""

from __future__ import annotations

import re
from functools import cache

from kg.language.figures.measure_rules import any_of, words

MARKS = "、，,：:；;。 @#\n"
BRACKETS = "（(）)"
LONGEST = 24  # characters of a measure


@cache
def compiled(template: str) -> re.Pattern[str]:
    """A pattern in which ``{NAME}`` stands for the words of that name."""
    return re.compile(re.sub(r"\{([A-Z_]+)\}", lambda m: f"(?:{any_of(m[1].lower())})", template))


def tidy(head: str, names: tuple[str, ...] = ()) -> str:
    """A noun phrase without marks, times, adverbs, connectives and the subject's name at its edges."""
    before = None
    while head != before:
        before, head = head, _without_name(head.strip(MARKS).lstrip(BRACKETS).rstrip("（("), names)
        head = compiled(f"^{words('when')}(?=.)").sub("", head)
        head = compiled("^(?:{LEAD}(?=.)|{MANNER}(?={VERB}))").sub("", head)
        head = compiled("(?<=.)(?<![人户亩]){TRAIL}$").sub("", head)
        head = compiled("^({VERB})了(?=..)").sub(r"\1", head)
    return shorten(_without_list(head))


def _without_name(head: str, names: tuple[str, ...]) -> str:
    for name in names:
        if head.startswith(name) and len(head) > len(name):
            head = head[len(name) :].lstrip("的")
    return head


def _without_list(head: str) -> str:
    """引进甲、乙等企业 → 引进企业."""
    m = re.match(r"(.*)(?<![一二三中高初平同优均])等(?!级|待|于|额|效)(?=.)", head)
    if not m:
        return head
    verb = compiled("{VERB}").match(head)
    return (verb[0] if verb else "") + head[m.end() :]


def shorten(head: str) -> str:
    """A phrase too long for a measure, cut to what follows one of its verbs or a 的."""
    if len(head) <= LONGEST:
        return head
    starts = [m.start() for m in compiled("{VERB}").finditer(head)] + [m.end() for m in re.finditer("的", head)]
    fitting = [i for i in starts if 4 <= len(head) - i <= LONGEST]
    return head[fitting[0] :] if fitting else head[-LONGEST:]


def without_tail(text: str) -> str:
    """``text`` without adverbs and 达到 at its end."""
    shorter = compiled("(?<=.){TRAIL}$").sub("", text.rstrip(MARKS.replace("、", "")))
    return shorter if shorter == text else without_tail(shorter)


def leading_verb(head: str) -> str:
    """The verb that opens a head (新增泊位 → 新增), or nothing."""
    m = compiled("(?:累计)?{VERB}").match(head)
    return m[0] if m and m.end() < len(head) else ""


def only_verbs(head: str) -> bool:
    """Whether a head says what was done but not to what (完工548个)."""
    m = compiled("{VERB}(?:[、和]?{VERB})*$").search(head)
    return bool(m) and m.start() == 0  # type: ignore[union-attr]


def is_attribute(head: str) -> bool:
    """Whether a head only says which sum of something it is (总投资, 占地面积, 完成投资)."""
    bare = head[2:] if leading_verb(head) in ("完成", "投入") else head
    return head in words("attribute") or bare in words("attribute")


def counted(noun: str, unit: str, kind: str) -> str:
    """A noun with what its unit counts, where it is no number of its own: 户数, 人次, 数, 面积, 里程."""
    plain = re.sub("^[万亿千百十]+(?!瓦|米|克|伏)", "", unit)
    if not noun or "/" in plain or noun.endswith(tuple(words("counted"))):
        return noun
    if kind == "amount":
        return noun if noun.endswith(tuple(words("sized"))) else noun + words("sizes").get(plain, "")
    if kind != "counter":
        return noun
    suffix: str = words("counts").get(plain, "数")
    return noun + ("数" if suffix.startswith(noun[-1]) and len(suffix) > 1 else suffix)


def growth(head: str, verb: str, unit: str) -> str:
    """X增长5% → X增速, X上涨2% → X涨幅, X下降3% → X降幅, X提高2个百分点 → X增幅, X增加3亿元 → X增加额."""
    if verb in words("fall"):
        return head + "降幅"
    if verb in words("price"):
        return head + "涨幅"
    if unit in ("%", "‰") and verb in words("rate"):
        return head + "增速"
    return head + ("增幅" if unit in ("%", "‰", "倍") or unit.endswith("百分点") else "增加额" if unit.endswith("元") else "增量")
