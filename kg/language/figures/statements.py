"""How each kind of rule states the measure of a number, from the words that its pattern caught."""

from __future__ import annotations

import re

from kg.language.figures.measure_rules import OTHER, words
from kg.language.figures.measured import MeasuredSoFar
from kg.language.figures.nouns import after, before, graded, is_noun, money
from kg.language.figures.phrases import LONGEST, MARKS, counted, growth, is_attribute, its, leading_verb, only_verbs, shape
from kg.language.figures.quantities import Quantity

DEFAULT = its("amount")


def noun_before(so_far: MeasuredSoFar, q: Quantity, m: re.Match[str]) -> list[str]:
    """The noun before the number: 绿化覆盖率达到45%."""
    found, listed = so_far.own_head(m)
    if not found and so_far.last[0] == q.unit and not shape("summing").search(m[0]):
        return [so_far.last[1]]
    if not found or only_verbs(found):
        return [counted(_elsewhere(so_far, q, found), q.unit, q.kind) or DEFAULT]
    if found.startswith(tuple(words("compare"))) and so_far.last[1]:
        return [so_far.compared() + found]
    if is_attribute(found) or found in words("totals"):
        so_far.grows = ("" if so_far.named else so_far.bare_noun()) + found
        return [counted(so_far.grows, q.unit, q.kind)]
    if found.startswith(its("is")) and q.unit.endswith(its("times")):
        return [so_far.noun() + its("ratio_of") + found[1:] + its("ratio")]
    if its("share") in found and q.unit == "%":
        return [_proportion(so_far, found)]
    return [counted(_governed(so_far, q, found, listed), q.unit, q.kind)]


def _elsewhere(so_far: MeasuredSoFar, q: Quantity, verb: str) -> str:
    """The measure of a number without a noun of its own: money, that of the number before, or the clause before."""
    if q.unit.endswith(its("yuan")) and verb in words("funds"):
        return verb + its("money")
    return verb + (so_far.bare_noun() or so_far.clause_before(q.start))


def _proportion(so_far: MeasuredSoFar, found: str) -> str:
    """甲占乙30% → 甲占乙比重."""
    if found.startswith(its("share")):
        found = so_far.bare_noun() + found
    else:
        so_far.goes_on(found.partition(its("share"))[0])
    return found if found.endswith(tuple(words("proportion"))) else found + its("proportion")


def _governed(so_far: MeasuredSoFar, q: Quantity, found: str, listed: bool) -> str:
    """A noun with its verb, which the members of a list of counts share (新增甲3个、乙5个)."""
    verb = leading_verb(found)
    if listed and not verb and q.kind == "counter":
        found = so_far.verb + found
    else:
        so_far.verb = verb
    so_far.goes_on(found)
    return found


def growth_of_noun(so_far: MeasuredSoFar, q: Quantity, m: re.Match[str]) -> list[str]:
    """X增长5%, and 、增长5% after a number of X."""
    own = so_far.own_head(m)[0]
    if own and m["grow"] in words("soft") and q.kind in ("amount", "counter") and not q.unit.endswith(its("yuan")):
        return []
    if own.startswith(tuple(words("compare"))) and so_far.last[1]:
        return [so_far.compared() + own]
    found = own or so_far.grows or so_far.clause_before(q.start)
    if own or not so_far.grows:
        so_far.goes_on(found)
    return [growth(found, m["grow"], q.unit)]


def earlier(so_far: MeasuredSoFar, q: Quantity, m: re.Match[str]) -> list[str]:
    """提前3个月通车; 甲连续5年增长."""
    owner = so_far.tidy(m["before"]) if m["head"] == its("running") else ""
    owner = "" if owner in words("adverb") else owner
    so_far.goes_on(owner)
    return [owner + m["head"] + m["noun"].strip(MARKS)[:LONGEST] + its("years" if q.unit == its("year") else "time")]


def total(so_far: MeasuredSoFar, q: Quantity, m: re.Match[str]) -> list[str]:
    """总投资100亿元的X."""
    return [m["head"] if any(name in m["noun"] for name in so_far.names) else after(m["noun"], False)[0] + m["head"]]


def share_of(so_far: MeasuredSoFar, q: Quantity, m: re.Match[str]) -> list[str]:
    """90%以上的X."""
    if not is_noun(m["noun"]):
        return []
    noun = after(m["noun"], False)[0]
    so_far.goes_on(noun)
    return [noun + its("share_of")]


def count(so_far: MeasuredSoFar, q: Quantity, m: re.Match[str]) -> list[str]:
    """新建3处X; X等20个Y; 5个X竣工."""
    left, listed = _left(m)
    own, verb = so_far.tidy(left), before(_without_names(left, so_far.names))
    helped = left in words("beneficiary")
    if not is_noun(m["noun"], q.kind):
        if helped and q.kind == "counter":
            return [counted(m["noun"][:LONGEST], q.unit, q.kind)]
        if q.kind == "amount" or (own and not only_verbs(own)):
            return []
    if own and not only_verbs(own) and (m["noun"] in (*words("attribute"), *words("totals")) or shape("and_next").match(m["noun"])):
        return []
    noun, then = after(m["noun"], bool(verb))
    if shape("small_count").match(q.text) and not (verb or own or then):
        return []
    if listed and not left and so_far.verb:
        verb, noun = so_far.verb, after(m["noun"], True)[0]
    noun = (money(m["noun"]) if q.unit.endswith(its("yuan")) else "") or graded(noun, m.string[m.end() :])
    so_far.verb = verb = (then or verb) if verb in words("weak") else verb
    so_far.goes_on(noun)
    return [counted((verb or ("" if helped else then)) + noun, q.unit, "counter" if q.kind == "bare" else q.kind)]


def _left(m: re.Match[str]) -> tuple[str, bool]:
    """The words before a number without the noun of the number before it, and whether there was one."""
    left = m["left"]
    if m.string[: m.start("left")].endswith(OTHER) and (cut := shape("list_left").match(left)):
        return left[cut.end() :], True
    return left, False


def _without_names(left: str, names: tuple[str, ...]) -> str:
    """The words before a number from behind the subject's name on."""
    return next((left[len(name) :] for name in names if left.startswith(name)), left)
