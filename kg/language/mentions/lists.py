"""The names of a list: 推动 **A、B、C** 等项目开工. Whatever stands between known words is a name, if ``admission.py`` admits it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.language.mentions import edges
from kg.language.mentions.admission import admit, word_set
from kg.language.mentions.heads import Head, head, lending, made
from kg.language.mentions.lent import shared_tail
from kg.language.mentions.list_tails import ABSTRACT, RENEWAL, Tail, tail_of
from kg.language.mentions.name import Name, Refused, Verdict
from kg.language.mentions.proper import PROPER, area_names, certainty
from kg.language.text.line import Line
from kg.language.text.tokens import HAN
from kg.ontology import form, sign, type_for

NUMBERS = form("names", "numbers")
METRO, METRO_LINE = form("names", "metro"), form("names", "metro_line")
PHASE, PHASE_ALONE = form("names", "phase_of"), form("names", "phase_alone")
SIZED = form("names", "sized")
GENERIC = form("names", "generic_end")
HAS_HAN = re.compile(HAN)
ELLIPTIC = 4  # characters; a longer member is no elliptical form of a list, but for a line (甲至乙)
BETWEEN = form("names", "between")
COMPLETED = "name-completed"


@dataclass(frozen=True, slots=True)
class NameList:
    """The names of a list, the tail that closes it, and the stretches of it that are none."""

    names: tuple[Name, ...]
    tail: Tail | None
    refused: tuple[Refused, ...] = ()

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """The names, and then what was refused."""
        return (*self.names, *self.refused)


def list_names(line: Line, start: int, end: int, *, frame: bool = True, giver: Head | None = None, kind: str | None = None, before: Sequence[Name] = ()) -> NameList:
    """The list in ``line.text[start:end]``: its members that are names, its tail, and the members refused.

    ``frame``: whether a strong frame vouches for them; ``giver``: the head that a later list lends to an elliptical one;
    ``kind``: the type that the frame gives to names without a head; ``before``: the names said before in the sentence, of the last of which
    a phase or part that stands alone (二期, 2号楼) is one. A list whose tail says kinds and not things (等工作), or whose
    names only make up one body (甲大学、乙大学等高校云港研究院), is refused as a whole.
    """
    tail = tail_of(line.text[start:end])
    if tail and (why := _no_list(line, tail, start, end)):
        return NameList((), tail, (Refused(start, end, line.text[start:end], why),))
    verdicts = _verdicts(line, start, start + tail.start if tail else end, tail, frame, giver, kind, before)
    names = tuple(v for v in verdicts if isinstance(v, Name))
    names = tuple(replace(n, type=kind) if kind and n.type != kind and not _typed(n) else n for n in names)
    return NameList(names, tail, tuple(v for v in verdicts if isinstance(v, Refused)))


def _no_list(line: Line, tail: Tail, start: int, end: int) -> str:
    """Why what stands before a tail is no list of names, or nothing."""
    if tail.text and (ABSTRACT.search(tail.text) or not (tail.head or tail.counted)):
        return "a list of what is no thing, by its tail"
    body = tail.head and tail.head.type == type_for("names", "body") and certainty(tail.text, line.between(start + tail.start, end)) >= PROPER
    return "members of one body, which the tail names" if body else ""


def _verdicts(line: Line, start: int, stop: int, tail: Tail | None, frame: bool, giver: Head | None, kind: str | None, before: Sequence[Name]) -> list[Verdict]:
    spans = [edges.trim(line, *span) for span in edges.members(line, start, stop)]
    givers = _givers([line.text[a:b] for a, b in spans], tail, giver)
    found: list[Verdict] = []
    for n, (span, lent) in enumerate(zip(spans, givers, strict=True)):
        if tail and (inner := tail_of(line.text[slice(*span)])) and (inner.counted or inner.head):
            nested = list_names(line, *span, frame=frame, kind=kind)
            found += [*nested.names, *nested.refused]
        else:
            some = _of_member(line, span, frame or bool(tail and tail.head), tail, lent, found, before)
            found += [_more(line, v, lent, spans[n + 1 :]) if lent and isinstance(v, Name) and v.rule == COMPLETED else v for v in some]
    return found


def _more(line: Line, name: Name, lent: Head, later: Sequence[tuple[int, int]]) -> Name:
    """The completed name with all that the member that lends its head has behind its own stem (松湖、云岭特高压变电站: 特高压变电站)."""
    giver = next((span for span in later if line.text[slice(*span)].endswith(lent.word)), None)
    shared = giver and shared_tail(line, name.surface, *giver, lent.word)
    return replace(name, name=name.name.removesuffix(lent.word) + shared) if shared else name


def _typed(n: Name) -> bool:
    """Whether the head of the name says its type, whatever the frame says."""
    own = head(n.name)
    return own is not None and len(own.word) > 1


def _givers(members: list[str], tail: Tail | None, giver: Head | None) -> list[Head | None]:
    """For each member the head that it lacks and a later one has (旭龙、奔子栏水电站), or the tail (嵩山、神农等实验室)."""
    lent = tail.head if tail and tail.head and tail.head.append else giver
    last = GENERIC.search(giver.word if giver else members[-1]) if members and not tail else None
    found: list[Head | None] = []
    for member in reversed(members):
        own = head(member)
        lacking = own is None or own.word in word_set("natural")
        short = len(member) <= ELLIPTIC or BETWEEN.search(member) or (tail is not None and lent is tail.head)
        firm = own is not None and own.type == type_for("names", "firm") and tail is not None and lent is tail.head
        if (lacking and lent and short and HAS_HAN.search(member)) or (firm and lent):
            found.append(lent)
        else:
            found.append(Head(last.group(), made(), made(), None, True) if last and own is None else None)
        lent = lending(member) or lent
    return found[::-1]


def _of_member(line: Line, span: tuple[int, int], frame: bool, tail: Tail | None, lent: Head | None, before: Sequence[Verdict], said: Sequence[Name]) -> list[Verdict]:
    """What one member gives: one name, two where numbers share a head (F2和F3线), a refusal, or nothing where it is empty."""
    surface = line.text[slice(*span)]
    if phase := _phase(surface, span, before, said):
        return [phase]
    found = admit(line, *span, frame=frame, tail=tail, lent=lent)
    if isinstance(found, Refused):
        return [found] if surface else []
    if tail and RENEWAL.search(tail.text):
        return [_renewal(found, tail)]
    if numbers := NUMBERS.match(surface):
        return [replace(found, name=numbers["stem"] + numbers[n] + numbers["head"], rule="name-numbers") for n in "ab"]
    if sized := SIZED.match(found.name):
        found = replace(found, name=sized["stem"] + sized["head"], aliases=(*found.aliases, surface))
    if lent:
        return [_complete(found, lent.word, lent.frame or lent.type)]
    return [_metro(found, before)]


def _metro(found: Name, before: Sequence[Verdict]) -> Name:
    """地铁5号线、2号线二期: the second is a metro line too."""
    last = next((v for v in reversed(before) if isinstance(v, Name)), None)
    stem = METRO.match(last.name) if last else None
    if not stem or not METRO_LINE.match(found.name):
        return found
    return replace(found, name=stem["stem"] + found.name, rule="name-metro", aliases=(*found.aliases, found.surface))


def _phase(surface: str, span: tuple[int, int], before: Sequence[Verdict], said: Sequence[Name]) -> Name | None:
    """某医院一期、二期: the second is a phase of the same thing; so is one that stands alone behind what was ``said``."""
    last = next((v for v in reversed([*said, *before]) if isinstance(v, Name)), None)
    if last is None or not PHASE_ALONE.match(surface):
        return None
    found = PHASE.match(last.name)
    stem = found["stem"] if found else last.name if last in said else ""
    if not stem:
        return None
    return replace(last, start=span[0], end=span[1], name=stem + surface, surface=surface, rule="name-phase", aliases=())


def _complete(n: Name, word: str, kind: str) -> Name:
    return replace(n, name=n.name + word, type=kind, rule=COMPLETED, aliases=() if area_names().fullmatch(n.surface) else (n.surface,))


def _renewal(n: Name, tail: Tail) -> Name:
    """中韩社区、枯桃社区等村庄改造项目: a place, and the project that renews it."""
    found = RENEWAL.search(tail.text)
    word = found.group().replace(sign("names", "possessive"), "") if found else ""
    return replace(n, name=n.name + word, type=made(), rule="name-renewal", aliases=(), place=n.surface)
