"""The noun after a number (3家企业竣工), where it ends, and the verb before or after it."""

from __future__ import annotations

import re

from kg.language.figures.measure_rules import words
from kg.language.figures.phrases import MARKS, compiled, without_tail

STOPS = "{STOP}|{PREDICATE}(?!{GROUP})"
VERBS = "{VERB}(?:[、和]?{VERB})*$"
LEVEL = "[国省市区县州校部厅家]+级"


def after(text: str, verbal: bool) -> tuple[str, str]:
    """The noun phrase that opens ``text`` and the verb that follows it; ``verbal``: a verb stands before the number already."""
    text = text[: _end(text)]
    stop = compiled(STOPS).search(_veiled(text), 1)
    noun, rest = (text[: stop.start()], text[stop.start() :]) if stop else (text, "")
    ends = compiled(VERBS).search(_veiled(noun))
    if ends and ends.start() > 0 and not verbal:
        noun, rest = noun[: ends.start()], noun[ends.start() :] + rest
    return compiled("(?<=..){CLOSE}$").sub("", noun.strip(MARKS).rstrip("（(")), _predicate(rest)


def _end(text: str) -> int:
    """Where the noun phrase must end at the latest: behind 项目, before another count or list, before 的 and what it owns."""
    cuts = [
        compiled("(?<=项目)(?!{PROJECT}|[、和及与）”]|$)(?=.)").search(text),
        re.search("(?:和|及|与|以及)(?=[0-9]|[一二两三四五六七八九十]+[大个])|和(?=.*等)", text),
        compiled("(?<=.)的(?=.)").search(text, owner.end()) if (owner := compiled("^.*?{NOUN}(?=的.)").match(text)) else None,
    ]
    return min([m.start() for m in cuts if m] + [len(text)])


def _veiled(text: str) -> str:
    """The text with what stands in quotes blotted out, so that no verb is found there."""
    return re.sub("“[^”]*”", lambda m: "“" + "□" * (len(m[0]) - 2) + "”", text)


def _predicate(rest: str) -> str:
    """What is said of the things counted: a verb (竣工), 完成 with its noun (完成大修), or a title reached (入选全国名录)."""
    if title := compiled("{TITLE}[^@#]{2,16}$").match(rest):
        return title[0]
    if done := re.match("(?:实现|完成)([^@#]{2,4})$", rest):
        return done[0] if not compiled("{VERB}").match(done[1]) else done[1]
    verb = compiled("(?:{STOP}|{ADVERB})*({VERB}|{PREDICATE})(?:[、和]?(?:{VERB}|{PREDICATE}))*$").match(re.sub("^(?:实现|完成)", "", rest))
    return verb[1] if verb else ""


def is_noun(text: str, kind: str = "amount") -> bool:
    """Whether what follows a number is a noun phrase, not a verb, an adverb or nothing; after a counter, also 在建…项目."""
    opens = compiled("{VERB}").match(text)
    if not text or compiled("{NO_NOUN}|{PREPOSITION}$").match(text) or (compiled(STOPS).match(text) and not opens):
        return False
    if not opens:
        return True
    rest = text[opens.end() :]
    stop = compiled(STOPS).search(rest)
    return kind == "counter" and bool(compiled("{NOUN}(?:建设)?$").search(rest[: stop.start()] if stop else rest))


def before(left: str) -> str:
    """The verb that governs a number: just before it (新建3处) or before the list that it counts (引进甲、乙等20个)."""
    left = re.sub(r"(?:了|各类|各种|一批|的|约|近)$", "", without_tail(left))
    if m := compiled(VERBS).search(left):
        return _last_word(m[0])
    if left.endswith("等") or "、" in left:
        found = compiled("{VERB}(?=.)").search(re.split("、|等$", left)[0])
        return found[0] if found else ""
    near = [m for m in compiled("{VERB}").finditer(left) if len(left) - m.end() <= 4]
    return near[-1][0] if near else ""


def _last_word(verbs: str) -> str:
    """The last of several verbs in a row, if they are not one word or a list."""
    if verbs in words("verb") or re.search("[、和]", verbs):
        return verbs
    return next(verbs[i:] for i in range(len(verbs)) if verbs[i:] in words("verb"))


def money(text: str) -> str:
    """The kind of money that a sum is (中小企业专项贷款), at the head of ``text``, or nothing."""
    m = compiled("[^@#，、]*?{MONEY}(?![一-龥]*企业)").match(text)
    return m[0] if m else ""


def graded(noun: str, following: str) -> str:
    """国家级 before 、3个省级示范区 → 国家级示范区."""
    m = re.match(f"(?:[、和与及]@)+{LEVEL}(.+)", following)
    return noun + after(m[1], True)[0] if m and re.fullmatch(LEVEL, noun) else noun
