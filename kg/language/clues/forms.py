"""Whether two names of an article are forms of one name (松湖云帆集团 and 云帆集团): the clues of a pair.

A pair is a shorter and a longer name of one type that have characters in common in the same order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cache, lru_cache
from itertools import combinations

from kg.areas import area_types
from kg.language.clues.view import TITLE, clue_pattern, clue_words, few
from kg.language.layout import LaidSentence
from kg.language.mentions.heads import head
from kg.language.mentions.mention import pattern_of
from kg.language.mentions.proper import area_names
from kg.language.mentions.register import Register
from kg.ontology import rule

LEAST = 2  # characters in common
SHARE = 0.6  # of the shorter name's characters
SHORT = 4  # characters of a rest that are a clue as they are
Place = tuple[int, int, int]


@dataclass(slots=True)
class Forms:
    """Two names of a type that may be one thing's: ``short`` and ``long``, where each stands (sentence, start, end), and how many others may fit."""

    short: str
    long: str
    type: str
    places: tuple[list[Place], list[Place]] = field(default_factory=lambda: ([], []))
    rivals: int = 0


def form_pairs(sentences: Sequence[LaidSentence], register: Register) -> list[Forms]:
    """All pairs of names of an article that may be forms of one, in a fixed order."""
    of: dict[str, list[str]] = {}
    for name in sorted(register.things, key=lambda n: (len(n), n)):
        of.setdefault(register.things[name].type, []).append(name)
    pairs = [Forms(a, b, kind) for kind in sorted(of) if kind not in _apart() for a, b in combinations(of[kind], 2) if _alike(a, b)]
    places = _places(sentences, {name for pair in pairs for name in (pair.short, pair.long)})
    times = Counter(pair.short for pair in pairs)  # a name is of one type
    for pair in pairs:
        pair.places = places[pair.short], places[pair.long]
        pair.rivals = times[pair.short] - 1
    return pairs


@cache
def _apart() -> frozenset[str]:
    """The types of which two names are never taken for one here: areas (the gazetteer's) and people."""
    return frozenset({*area_types(), rule("name-person").term})


def _alike(a: str, b: str) -> bool:
    if a == b or (clue_pattern("legal").search(a) and clue_pattern("legal").search(b)):  # two registered names are two companies
        return False
    if bool(clue_pattern("branch").search(a)) != bool(clue_pattern("branch").search(b)):  # a bank and its branch
        return False
    common = sum(size for _, _, size in _blocks(a, b))
    return common >= LEAST and common >= SHARE * min(len(a), len(b))


@lru_cache(1024)
def _blocks(a: str, b: str) -> tuple[tuple[int, int, int], ...]:
    """What two names have in common, in order: offsets in each, and length."""
    return tuple((m.a, m.b, m.size) for m in SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks() if m.size)


def _places(sentences: Sequence[LaidSentence], names: set[str]) -> dict[str, list[Place]]:
    """Where each name stands by itself: not inside a longer one."""
    found: dict[str, list[Place]] = {name: [] for name in names}
    pattern = pattern_of(names)
    for n, laid in enumerate(sentences):
        for m in pattern.finditer(laid.line.text, laid.start, laid.end):
            found[m.group()].append((n, m.start(), m.end()))
    return found


def form_clues(pair: Forms, sentences: Sequence[LaidSentence]) -> frozenset[str]:
    """The clues that two names are forms of one."""
    plain = {*_shape(pair), *_standing(pair, sentences)}
    return frozenset({*plain, *(f"{pair.type}|{c}" for c in plain), pair.type})


def _shape(pair: Forms) -> Iterator[str]:
    blocks = _blocks(pair.short, pair.long)
    yield _kind(pair)
    yield from (f"rest-{where}:{_called(rest)}" for where, rest in _rests(pair.long, [(b, n) for _, b, n in blocks]))
    yield from (f"own-{where}:{_called(rest)}" for where, rest in _rests(pair.short, [(a, n) for a, _, n in blocks]))
    yield from (f"blocks{few(len(blocks), 3)}", f"short{few(len(pair.short), 8)}", f"longer{few(len(pair.long) - len(pair.short), 8)}")
    one, other = head(pair.short), head(pair.long)
    yield f"heads:{'same' if one and other and one.word == other.word else 'none' if not one or not other else 'differ'}"
    yield from (f"head:{one.word if one else '-'}", f"short-head{bool(one and one.word == pair.short)}")
    if clue_pattern("numbers").findall(pair.short) != clue_pattern("numbers").findall(pair.long):
        yield "numbers-differ" if clue_pattern("numbers").search(pair.short) else "number-more"
    if _stem(pair.short) and _stem(pair.short) == _stem(pair.long):
        yield "stems-same"


def _kind(pair: Forms) -> str:
    if pair.long.startswith(pair.short):
        return "opens"
    if pair.long.endswith(pair.short):
        return "ends"
    if pair.short in pair.long:
        return "inside"
    return "in-order" if sum(n for _, _, n in _blocks(pair.short, pair.long)) == len(pair.short) else "crossing"


def _rests(name: str, common: Sequence[tuple[int, int]]) -> Iterator[tuple[str, str]]:
    """What a name has beside the common parts: before, between, behind."""
    first, last = common[0][0], common[-1][0] + common[-1][1]
    inner = "".join(name[a + n : b] for (a, n), (b, _) in zip(common, common[1:], strict=False))
    yield from ((where, rest) for where, rest in (("before", name[:first]), ("between", inner), ("behind", name[last:])) if rest)


def _called(rest: str) -> str:
    """A rest as a clue: an area, the words themselves if short, or the rest's length."""
    if area_names().fullmatch(rest):
        return "AREA"
    return rest if len(rest) <= SHORT else "long"


def _stem(name: str) -> str:
    """A name without areas and the words that any such name has."""
    return clue_pattern("general").sub("", area_names().sub("", name))


def _standing(pair: Forms, sentences: Sequence[LaidSentence]) -> Iterator[str]:
    short, long = pair.places
    yield from (f"times{few(len(short), 3)}-{few(len(long), 3)}", f"rivals{few(pair.rivals, 3)}")
    if not short or not long:
        yield "unseen"
        return
    yield f"order{(short[0] > long[0]) - (short[0] < long[0])}"
    if any(sentences[n].sentence.block.kind == TITLE for n, _, _ in short):
        yield "short-titled"
    both = [(a, b) for a in short for b in long if a[0] == b[0]]
    yield f"together{few(len(both), 2)}"
    yield from (f"between:{g}" for g in sorted({_gap(sentences[a[0]].line.text, a, b) for a, b in both}))
    if any(sentences[n].line.text[start - 1 : start] == clue_words("list_mark") or sentences[n].line.text[end : end + 1] == clue_words("list_mark") for n, start, end in short):
        yield "short-listed"


def _gap(text: str, a: Place, b: Place) -> str:
    """What stands between two places of one sentence, if it is short."""
    gap = text[min(a[2], b[2]) : max(a[1], b[1])]
    return gap if len(gap) <= SHORT else "far"
