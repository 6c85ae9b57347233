"""Whether a stretch is a name, and of what: every witness's word about each candidate of an article, as clues.

A candidate is a surface with a type. Witnesses are the rules of the grammar that found it, the network that proposes names, its own
shape, and where it stands.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kg.language.clues.view import TITLE, clue_words, few
from kg.language.layout import LaidSentence
from kg.language.mentions.admission import word_set
from kg.language.mentions.edges import counted_behind
from kg.language.mentions.heads import head
from kg.language.mentions.proper import area_names, certainty, stock
from kg.language.mentions.register import Register
from kg.language.tagger.propose import Proposed

SURE = (0.5, 0.7, 0.9, 0.97)
LONG = (2, 3, 4, 6, 9, 13, 18)
AHEAD = 12  # characters behind a name in which a count shows


@dataclass(slots=True)
class Candidate:
    """A surface of an article: the rules that found it with the type that they give, what the network said of it, and where it stands."""

    name: str
    rules: set[tuple[str, str]] = field(default_factory=set)
    tagged: list[Proposed] = field(default_factory=list)
    crossed: set[str] = field(default_factory=set)
    places: list[tuple[int, int, int]] = field(default_factory=list)

    @property
    def types(self) -> list[str]:
        """The types that any witness gives it."""
        return sorted({kind for _, kind in self.rules} | {p.type for p in self.tagged})


def name_candidates(sentences: Sequence[LaidSentence], register: Register, proposed: Sequence[Proposed]) -> list[Candidate]:
    """All that the grammar's register or the network proposes as names in an article."""
    found: dict[str, Candidate] = {}
    for name, thing in register.things.items():
        one = found.setdefault(name, Candidate(name))
        one.rules |= {(rule, kind) for rule in sorted(set(thing.places.values())) for kind in thing.types}
    for p in proposed:
        text = sentences[p.sentence].line.text[p.start : p.end]
        found.setdefault(text, Candidate(text)).tagged.append(p)
    _stand(found, sentences, proposed)
    return [found[name] for name in sorted(found)]


def _stand(found: dict[str, Candidate], sentences: Sequence[LaidSentence], proposed: Sequence[Proposed]) -> None:
    """Note where each candidate stands, and how what the network proposed there lies to it."""
    spans: dict[int, list[Proposed]] = defaultdict(list)
    for p in proposed:
        spans[p.sentence].append(p)
    for n, laid in enumerate(sentences):
        for one in found.values():
            at = laid.line.text.find(one.name, laid.start, laid.end)
            while at >= 0:
                one.places.append((n, at, at + len(one.name)))
                one.crossed |= {_lie(at, at + len(one.name), p) for p in spans[n] if p.start < at + len(one.name) and at < p.end}
                at = laid.line.text.find(one.name, at + 1, laid.end)


def _lie(start: int, end: int, p: Proposed) -> str:
    if (p.start, p.end) == (start, end):
        return "exact"
    if p.start <= start and end <= p.end:
        return "within"
    return "holds" if start <= p.start and p.end <= end else "crosses"


def name_clues(one: Candidate, kind: str, sentences: Sequence[LaidSentence], news: bool) -> frozenset[str]:
    """The clues that a candidate is a name of a type."""
    plain = {*_grammar(one, kind), *_network(one, kind), *_shape(one), *_place(one, sentences)}
    return frozenset({*plain, *(f"{kind}|{c}" for c in plain), *(f"news{news}|{c}" for c in plain), kind, f"news{news}|{kind}"})


def _grammar(one: Candidate, kind: str) -> Iterator[str]:
    if not one.rules:
        yield "not-read"
    yield from (f"rule:{rule}" for rule, type_ in one.rules if type_ == kind)
    if one.rules and not any(type_ == kind for _, type_ in one.rules):
        yield "read-otherwise"


def _network(one: Candidate, kind: str) -> Iterator[str]:
    same = [p for p in one.tagged if p.type == kind]
    yield f"tagged{few(len(same), 3)}"
    if one.tagged and len(same) < len(one.tagged):
        yield "tagged-otherwise"
    if same:
        best = max(p.sure for p in same)
        yield f"sure{sum(best >= s for s in SURE)}"
        yield f"sure{sum(best >= s for s in SURE)}|{'read' if one.rules else 'not-read'}"
    if one.places:
        yield f"share{round(4 * len(one.tagged) / len(one.places))}"
    yield from (f"lies:{c}" for c in one.crossed)
    if not one.crossed:
        yield "lies:apart"


def _shape(one: Candidate) -> Iterator[str]:
    name, own = one.name, head(one.name)
    yield f"long{sum(len(name) >= n for n in LONG)}"
    yield from (f"head:{own.word if own else '-'}", f"head-type:{own.type if own else '-'}", f"last:{name[-1:]}", f"last2:{name[-2:]}", f"first:{name[:1]}", f"first2:{name[:2]}")
    if name[:1].isdigit():
        yield "digit-first"
    if any(c.isascii() and c.isalpha() for c in name):
        yield "latin"
    if area_names().match(name):
        yield "area-first"
    yield from (f"holds:{c}" for c in clue_words("name_marks") if c in name)


def _place(one: Candidate, sentences: Sequence[LaidSentence]) -> Iterator[str]:
    yield f"places{few(len(one.places), 4)}"
    if any(sentences[n].sentence.block.kind == TITLE for n, _, _ in one.places):
        yield "in-title"
    if not one.places:
        return
    n, start, end = one.places[0]
    line, words = sentences[n].line, sentences[n].line.between(start, end)
    yield from (f"before:{line.text[max(0, start - 1) : start]}", f"behind:{line.text[end : end + 1]}", f"behind2:{line.text[end : end + 2]}")
    yield from (f"edges{line.is_edge(start)}{line.is_edge(end)}", f"certainty{certainty(one.name, words)}", f"words{few(len(words), 6)}")
    yield from (f"tag^{words[0].tag[:2]}", f"tag${words[-1].tag[:2]}")
    if any(t.tag == "v" for t in words):
        yield "verb"
    if all(t.word in stock() for t in words):
        yield "all-stock"
    if counted_behind(line.text[end : end + AHEAD]):
        yield "counted"
    yield from (f"governs:{'first' if n == 0 else 'last' if n == len(words) - 1 else 'inside'}" for n, t in enumerate(words) if t.word in word_set("govern"))
