"""The noun after a number (3家企业竣工), where it ends, and the verb before or after it."""

from __future__ import annotations

import re

from kg.language.figures.measure_rules import words
from kg.language.figures.phrases import MARKS, its, shape, without_tail


def after(text: str, verbal: bool) -> tuple[str, str]:
    """The noun phrase that opens ``text`` and the verb that follows it; ``verbal``: a verb stands before the number already."""
    text = text[: _end(text)]
    stop = shape("stops").search(_veiled(text), 1)
    noun, rest = (text[: stop.start()], text[stop.start() :]) if stop else (text, "")
    ends = shape("verbs_end").search(_veiled(noun))
    if ends and ends.start() > 0 and not verbal:
        noun, rest = noun[: ends.start()], noun[ends.start() :] + rest
    return shape("noun_closes").sub("", noun.strip(MARKS).rstrip("（(")), _predicate(rest)


def _end(text: str) -> int:
    """Where the noun phrase must end at the latest: behind 项目, before another count or list, before 的 and what it owns."""
    cuts = [
        shape("behind_project").search(text),
        shape("next_count").search(text),
        shape("of").search(text, owner.end()) if (owner := shape("owner").match(text)) else None,
    ]
    return min([m.start() for m in cuts if m] + [len(text)])


def _veiled(text: str) -> str:
    """The text with what stands in quotes blotted out, so that no verb is found there."""
    return re.sub("“[^”]*”", lambda m: "“" + "□" * (len(m[0]) - 2) + "”", text)


def _predicate(rest: str) -> str:
    """What is said of the things counted: a verb (竣工), 完成 with its noun (完成大修), or a title reached (入选全国名录)."""
    if title := shape("title_reached").match(rest):
        return title[0]
    if done := shape("done_noun").match(rest):
        return done[0] if not shape("verb").match(done[1]) else done[1]
    verb = shape("predicate_end").match(shape("done").sub("", rest))
    return verb[1] if verb else ""


def is_noun(text: str, kind: str = "amount") -> bool:
    """Whether what follows a number is a noun phrase, not a verb, an adverb or nothing; after a counter, also 在建…项目."""
    opens = shape("verb").match(text)
    if not text or shape("no_noun").match(text) or (shape("stops").match(text) and not opens):
        return False
    if not opens:
        return True
    rest = text[opens.end() :]
    stop = shape("stops").search(rest)
    return kind == "counter" and bool(shape("noun_end").search(rest[: stop.start()] if stop else rest))


def before(left: str) -> str:
    """The verb that governs a number: just before it (新建3处) or before the list that it counts (引进甲、乙等20个)."""
    left = shape("loose_end").sub("", without_tail(left))
    if m := shape("verbs_end").search(left):
        return _last_word(m[0])
    if left.endswith(its("and_so_on")) or "、" in left:
        found = shape("verb_in").search(shape("list_end").split(left)[0])
        return found[0] if found else ""
    near = [m for m in shape("verb").finditer(left) if len(left) - m.end() <= 4]
    return near[-1][0] if near else ""


def _last_word(verbs: str) -> str:
    """The last of several verbs in a row, if they are not one word or a list."""
    if verbs in words("verb") or shape("joined").search(verbs):
        return verbs
    return next(verbs[i:] for i in range(len(verbs)) if verbs[i:] in words("verb"))


def money(text: str) -> str:
    """The kind of money that a sum is (中小企业专项贷款), at the head of ``text``, or nothing."""
    m = shape("kind_of_money").match(text)
    return m[0] if m else ""


def graded(noun: str, following: str) -> str:
    """国家级 before 、3个省级示范区 → 国家级示范区."""
    m = shape("next_level").match(following)
    return noun + after(m[1], True)[0] if m and shape("level").fullmatch(noun) else noun
