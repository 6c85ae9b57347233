"""Noun phrases before a number, trimmed to what is measured, and the endings that make a measure of them."""

from __future__ import annotations

import re
from functools import cache

from kg.language.figures.measure_rules import any_of, words
from kg.ontology import rules, sign, signs

MARKS = "、，,：:；;。 @#\n"
BRACKETS = "（(）)"
LONGEST = 24  # characters of a measure


@cache
def shape(name: str) -> re.Pattern[str]:
    """The form of that name (``forms`` of ``ontology/rules/observations.yaml``), compiled."""
    return re.compile(shape_written(name))


def shape_written(name: str) -> str:
    """The same as a part of larger patterns: ``{NAME}`` in it stands for the words of that name, or for another form."""
    book = rules("observations")
    filled = lambda m: f"(?:{any_of(m[1].lower()) if m[1].lower() in book['words'] else shape_written(m[1].lower())})"  # noqa: E731
    return re.sub(r"\{([A-Z_]+)\}", filled, book["forms"][name])


def its(name: str) -> str:
    """The word or mark of that name (``signs`` there)."""
    return sign("observations", name)


def tidy(head: str, names: tuple[str, ...] = ()) -> str:
    """A noun phrase without marks, times, adverbs, connectives and the subject's name at its edges."""
    before = None
    while head != before:
        before, head = head, _without_name(head.strip(MARKS).lstrip(BRACKETS).rstrip("（("), names)
        head = _when().sub("", head)
        head = shape("opens_lead").sub("", head)
        head = shape("trail_end").sub("", head)
        head = shape("verb_le").sub(r"\1", head)
    return shorten(_without_list(head))


def _without_name(head: str, names: tuple[str, ...]) -> str:
    for name in names:
        if head.startswith(name) and len(head) > len(name):
            head = head[len(name) :].lstrip(its("of"))
    return head


def _without_list(head: str) -> str:
    """引进甲、乙等企业 → 引进企业."""
    m = shape("list_before").match(head)
    if not m:
        return head
    verb = shape("verb").match(head)
    return (verb[0] if verb else "") + head[m.end() :]


def shorten(head: str) -> str:
    """A phrase too long for a measure, cut to what follows one of its verbs or a 的."""
    if len(head) <= LONGEST:
        return head
    starts = [m.start() for m in shape("verb").finditer(head)] + [m.end() for m in re.finditer(its("of"), head)]
    fitting = [i for i in starts if 4 <= len(head) - i <= LONGEST]
    return head[fitting[0] :] if fitting else head[-LONGEST:]


def without_tail(text: str) -> str:
    """``text`` without adverbs and 达到 at its end."""
    shorter = shape("trail").sub("", text.rstrip(MARKS.replace("、", "")))
    return shorter if shorter == text else without_tail(shorter)


def leading_verb(head: str) -> str:
    """The verb that opens a head (新增泊位 → 新增), or nothing."""
    m = shape("leading_verb").match(head)
    return m[0] if m and m.end() < len(head) else ""


def only_verbs(head: str) -> bool:
    """Whether a head says what was done but not to what (完工548个)."""
    m = shape("verbs_end").search(head)
    return bool(m) and m.start() == 0  # type: ignore[union-attr]


def is_attribute(head: str) -> bool:
    """Whether a head only says which sum of something it is (总投资, 占地面积, 完成投资)."""
    bare = head[2:] if leading_verb(head) in signs("observations", "done") else head
    return head in words("attribute") or bare in words("attribute")


def counted(noun: str, unit: str, kind: str) -> str:
    """A noun with what its unit counts, where it is no number of its own: 户数, 人次, 数, 面积, 里程."""
    plain = shape("magnitude_opens").sub("", unit)
    if not noun or "/" in plain or noun.endswith(tuple(words("counted"))):
        return noun
    if kind == "amount":
        return noun if noun.endswith(tuple(words("sized"))) else noun + words("sizes").get(plain, "")
    if kind != "counter":
        return noun
    suffix: str = words("counts").get(plain, its("count"))
    return noun + (its("count") if suffix.startswith(noun[-1]) and len(suffix) > 1 else suffix)


def growth(head: str, verb: str, unit: str) -> str:
    """X增长5% → X增速, X上涨2% → X涨幅, X下降3% → X降幅, X提高2个百分点 → X增幅, X增加3亿元 → X增加额."""
    if verb in words("fall"):
        return head + its("fall")
    if verb in words("price"):
        return head + its("price")
    if unit in ("%", "‰") and verb in words("rate"):
        return head + its("rate")
    if unit in ("%", "‰", its("times")) or unit.endswith(its("point")):
        return head + its("rise")
    return head + its("more" if unit.endswith(its("yuan")) else "growth")


@cache
def _when() -> re.Pattern[str]:
    """A time at the head of a phrase."""
    return re.compile(f"^{words('when')}(?=.)")
