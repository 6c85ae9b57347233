"""What a number counts or measures, as a short noun phrase, from the words around it."""

from __future__ import annotations

import re
from functools import cache

from kg.language.measure_rules import any_of, words

MARKS = "、，,：:；;。 （）()@#\n"
LONGEST = 24


@cache
def _lead() -> re.Pattern[str]:
    return re.compile(f"^(?:(?:{any_of('lead')})(?=.)|高(?:标准|质量|水平|效|起点)(?={any_of('verb')}))")


@cache
def _trail() -> re.Pattern[str]:
    return re.compile(f"(?<=.)(?:{any_of('trail')})$")


@cache
def _verb() -> re.Pattern[str]:
    return re.compile(any_of("verb"))


@cache
def _stops() -> re.Pattern[str]:
    return re.compile(f"(?:{any_of('stop')}|(?:{any_of('predicate')})(?!{any_of('group')}))")


@cache
def _tail_verbs() -> re.Pattern[str]:
    return re.compile(f"(?:{any_of('verb')})(?:[、和]?(?:{any_of('verb')}))*$")


def tidy(head: str, names: tuple[str, ...] = ()) -> str:
    """A noun phrase before a number without marks, adverbs, connectives and the subject's name at its edges."""
    before = None
    while head != before:
        before, head = head, head.strip(MARKS)
        for name in names:
            if head.startswith(name) and len(head) > len(name):
                head = head[len(name) :].lstrip("的")
        head = _trail().sub("", _lead().sub("", _WHEN.sub("", head), count=1), count=1)
    return shorten(_without_list(head))


_WHEN = re.compile(
    r"^(?:[一二三四五六七八九十]+是|(?:到|截至|自|自从|从)?(?:(?:19|20)\d\d|[一二三四五六七八九〇○零]{4}|今|去|当|次|同|本)年(?:度|底|末|初|前|内|间|以来|来|年底)?(?:[上下]半年|前?[一二三四]季度|\d{1,2}月(?:份|底|末)?(?:\d{1,2}日)?)?"
    r"|\d{1,2}(?:[-—至到]\d{1,2})?月(?:份|底|末)?|前?[一二三四]季度|[上下]半年|“[十一二三四五六]+五”(?:期间|以来|末|时期)?)(?=.)"
)


def _without_list(head: str) -> str:
    """引进甲、乙等企业 → 引进企业."""
    m = re.match(r"(.*)等(?!级|待|于|额|效)(?=.)", head)
    if not m:
        return head
    verb = _verb().match(head)
    return (verb[0] if verb else "") + head[m.end() :]


def shorten(head: str) -> str:
    """A phrase too long for a measure, cut to what follows its last verb or 的."""
    if len(head) <= LONGEST:
        return head
    starts = [m.start() for m in _verb().finditer(head)] + [m.end() for m in re.finditer("的", head)]
    fitting = [i for i in starts if 4 <= len(head) - i <= LONGEST]
    return head[fitting[0] :] if fitting else head[-LONGEST:]


def after(text: str, verbal: bool) -> tuple[str, str]:
    """The noun phrase that opens ``text`` and the verb that follows it; ``verbal``: a verb stands before the number already."""
    text = text[: _end(text)]
    stop = _stops().search(_veiled(text), 1)
    noun, rest = (text[: stop.start()], text[stop.start() :]) if stop else (text, "")
    ends = _tail_verbs().search(_veiled(noun))
    if ends and ends.start() > 0 and not verbal:
        noun, rest = noun[: ends.start()], noun[ends.start() :] + rest
    return re.sub("(?:等|和|及|与|以及|的|中|里|新|已|将|全|并)$", "", noun.strip(MARKS)), _predicate(rest)


def _end(text: str) -> int:
    """Where the noun phrase after a number must end: behind 项目, before another count or list, before 的 and what it owns."""
    cuts = [_after_project().search(text), re.search("(?:和|及|与|以及)(?=[0-9]|[一二两三四五六七八九十]+[大个])|和(?=.*等)", text)]
    owned = re.match(f"(?:.*?(?:{any_of('noun')}))的(?=.)", text)
    return min([m.start() for m in cuts if m] + ([owned.end() - 1] if owned else []) + [len(text)])


def _veiled(text: str) -> str:
    """The text with what stands in quotes blotted out, so that no verb is found there."""
    return re.sub("“[^”]*”", lambda m: "“" + "□" * (len(m[0]) - 2) + "”", text)


@cache
def _after_project() -> re.Pattern[str]:
    """Behind 项目, unless it goes on as one word (项目库)."""
    return re.compile(f"(?<=项目)(?!{any_of('project')}|[、和及与）”]|$)(?={any_of('stop')}|.)")


def _predicate(rest: str) -> str:
    """What is said of the things counted: a verb (竣工), 完成 with its noun (完成大修), or a title reached (入选全国名录)."""
    if title := re.match("(?:列入|纳入|进入|跻身|入选|入围|获评|荣获|通过|获批|上榜)[^@#]{2,16}$", rest):
        return title[0]
    if done := re.match("(?:实现|完成)([^@#]{2,4})$", rest):
        return done[0] if not _verb().match(done[1]) else done[1]
    verb = _verb().search(re.sub("^(?:实现|完成)", "", rest)[:8])
    return verb[0] if verb else ""


def is_noun(text: str, kind: str = "amount") -> bool:
    """Whether what follows a number is a noun phrase, not a verb, an adverb or nothing; after a counter, also 在建…项目."""
    opens = _verb().match(text)
    if not text or (_stops().match(text) and not opens):
        return False
    if not opens:
        return True
    rest = text[opens.end() :]
    stop = _stops().search(rest)
    return kind == "counter" and bool(re.search(f"(?:{any_of('noun')})(?:建设)?$", rest[: stop.start()] if stop else rest))


def before(left: str) -> str:
    """The verb that governs a number: just before it (新建3处) or before the list that it counts (引进甲、乙等20个)."""
    left = re.sub(r"(?:了|各类|各种|一批|的|约|近)$", "", tidy_tail(left))
    if m := _tail_verbs().search(left):
        return _one(m[0])
    if left.endswith("等") or "、" in left:
        found = re.search(f"(?:{any_of('verb')})(?=.)", re.split("、|等$", left)[0])
        return found[0] if found else ""
    near = [m for m in _verb().finditer(left) if len(left) - m.end() <= 4]
    return near[-1][0] if near else ""


def _one(verbs: str) -> str:
    """The last of several verbs in a row, if they are not one word."""
    return verbs if verbs in words("verb") or re.search("[、和]", verbs) else next(verbs[i:] for i in range(len(verbs)) if verbs[i:] in words("verb"))


def tidy_tail(text: str) -> str:
    """``text`` without adverbs and 达到 at its end."""
    shorter = _trail().sub("", text.rstrip(MARKS.replace("、", "")))
    return shorter if shorter == text else tidy_tail(shorter)


def counted(noun: str, unit: str, kind: str) -> str:
    """A noun with what its unit counts, where it is no number of its own: 户数, 人次, 数, 面积, 里程."""
    plain = re.sub("^[万亿千百十]+(?!瓦|米|克|伏)", "", unit)
    if not noun or "/" in plain or any(noun.endswith(w) for w in words("counted")):
        return noun
    if kind == "amount":
        return noun if any(noun.endswith(w) for w in words("sized")) else noun + words("sizes").get(plain, "")
    if kind != "counter":
        return noun
    suffix: str = words("counts").get(plain, "数")
    return noun + ("数" if suffix.startswith(noun[-1]) and len(suffix) > 1 else suffix)


def growth(head: str, verb: str, unit: str) -> str:
    """X增长5% → X增速, X上涨2% → X涨幅, X下降3% → X降幅, X提高2个百分点 → X增幅."""
    if verb in words("fall"):
        return head + "降幅"
    if verb in words("price"):
        return head + "涨幅"
    rises = unit in ("%", "‰") and any(w in verb for w in ("增长", "增速", "增")) and verb not in ("增加", "净增加", "多增")
    return head + ("增速" if rises else "增幅" if unit in ("%", "‰", "倍") or "百分点" in unit else "增加额" if unit.endswith("元") else "增量")


AND = "、|以及|和|与|(?<![普涉惠以])及"


def members(heads: str, n: int, names: tuple[str, ...] = ()) -> list[str]:
    """The ``n`` members of a list, each whole: 城镇、农村居民收入 → 城镇居民收入, 农村居民收入. [] where it has not ``n``."""
    heads = tidy(heads, names) if len(heads) <= LONGEST else heads.strip(MARKS)
    parts = [p for p in re.split("、", heads) if p]
    if len(parts) < n:
        parts = [p for p in re.split(AND, heads) if p]
    if len(parts) == 1 and n == 2 and "城乡" in heads:
        return [heads.replace("城乡", "城镇"), heads.replace("城乡", "农村")]
    if len(parts) > n > 0:
        parts = parts[-n:]
    if len(parts) != n:
        return []
    return [complete(p, parts[-1]) for p in parts[:-1]] + [parts[-1]]


def complete(member: str, last: str) -> str:
    """An elliptical member of a list with the end of the last one."""
    if member in words("verb") and (verb := leading_verb(last)):
        return member + last[len(verb) :]
    if any(member.endswith(w) for w in (*words("counted"), *words("tails"))):
        return member
    if tail := re.search(f"(?:{any_of('tails')}|[一-龥]{{2}}率)$", last):
        return member + tail[0][_overlap(member, tail[0]) :]
    if len(last) - len(member) < 2 or any(member.endswith(w) for w in words("whole")):
        return member
    return member + last[len(member) :]


def _overlap(left: str, right: str) -> int:
    """How much of the end of ``left`` is the start of ``right``."""
    return max((n for n in range(len(right)) if left.endswith(right[:n])), default=0)


def money(text: str) -> str:
    """The kind of money that a sum is (中小企业专项贷款), at the head of ``text``, or nothing."""
    m = re.match(f"[^@#，、]*?(?:{any_of('money')})(?![一-龥]*企业)", text)
    return m[0] if m else ""


def level(noun: str, following: str) -> str:
    """国家级 before 、3个省级示范区 → 国家级示范区."""
    m = re.match("(?:[、和与及]@)+[国省市区县州校部厅家]+级(.+)", following)
    return noun + after(m[1], True)[0] if m and re.fullmatch("[国省市区县州校部厅家]+级", noun) else noun


def only_verbs(head: str) -> bool:
    """Whether a head says what was done but not to what (完工548个)."""
    m = _tail_verbs().search(head)
    return bool(m) and m.start() == 0


def leading_verb(head: str) -> str:
    """The verb that opens a head (新增泊位 → 新增), or nothing."""
    m = _verb().match(head)
    return m[0] if m and m.end() < len(head) else ""


def is_attribute(head: str) -> bool:
    """Whether a head only says which sum of something it is (总投资, 占地面积)."""
    return head in words("attribute") or (leading_verb(head) in ("完成", "投入") and head[2:] in words("attribute"))
