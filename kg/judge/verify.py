"""A paragraph that someone or some model wrote, checked claim by claim against a graph: read with the same grammar, judged by the same facts.

What is not read is said to be unread. Nothing is supported but by words of the documents, which are given.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kg.errors import UsageError
from kg.judge.claims import CONTRADICTED, PLAN, SUPPORTED, UNKNOWN, Meaning, judged
from kg.model import Entity, Evidence, Extraction, Fact, Knowledge, Relation
from kg.ontology import ontology, rules
from kg.ontology.folding import plain
from kg.records import fact_key

VERDICTS = (CONTRADICTED, PLAN, UNKNOWN, SUPPORTED)  # the worst first
LONGEST = 20_000
CLAUSE = re.compile("[^，,；;。！？!?：:\n]+")
HAN = re.compile("[一-鿿]")
STOPS = "。！？!?；;\n"
FEWEST = 3  # characters that the rest of a name has once its area is off, and that a stretch has to count as unread


@dataclass(frozen=True, slots=True)
class Claim:
    """What a stretch ``text[start:end]`` of the paragraph claims (``fact``, its names as written), the ``verdict``, and the ``quotes`` that decide it."""

    start: int
    end: int
    text: str
    fact: Fact
    verdict: str
    quotes: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Verified:
    """The claims of a ``text`` in its order, and the stretches that no claim was read from."""

    text: str
    claims: tuple[Claim, ...] = ()
    unread: tuple[tuple[int, int], ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        """How many claims have each verdict."""
        found = Counter(claim.verdict for claim in self.claims)
        return {verdict: found[verdict] for verdict in VERDICTS}

    @property
    def verdict(self) -> str:
        """The worst verdict of a claim; ``unread`` where there is none."""
        return next((verdict for verdict in VERDICTS if self.counts[verdict]), "unread")


@dataclass
class Verifier:
    """Checks texts against one knowledge; what it needs is worked out once."""

    knowledge: Knowledge
    _names: dict[str, set[str]] = field(default_factory=dict, repr=False)
    _facts: dict[str, list[Fact]] = field(default_factory=dict, repr=False)
    _inside: Mapping[str, tuple[str, ...]] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        from kg.rdf.inside import inside
        from kg.rdf.things import areas

        self._inside = inside(self.knowledge, areas(self.knowledge))
        for fact in self.knowledge.facts:
            for ref in {fact.subject, getattr(fact, "object", None), getattr(fact, "of", None)} - {None}:
                self._facts.setdefault(str(ref), []).append(fact)
        leads = _areas(self.knowledge.entities)
        for entity in self.knowledge.entities:
            for name in (entity.name, *entity.aliases):
                for form in _forms(name, leads):
                    self._names.setdefault(form, set()).add(entity.id)

    def verify(self, text: str, *, date: str | None = None, region: str | None = None) -> Verified:
        """The text's claims. ``date`` and ``region`` are what a document would bring with it. Raises ``UsageError`` for a text that is too long."""
        from kg.language import extract
        from kg.reading import read_text

        if len(text) > LONGEST:
            raise UsageError(f"the text has {len(text)} characters; at most {LONGEST} are checked", "check it in parts")
        said = extract(read_text(text, id="text", date=date, region=region))
        meaning = Meaning(self._meant(said), lambda ref: frozenset(self._inside.get(ref, ())) | {ref}, lambda ref: self._facts.get(ref, []))
        claims = sorted(_claims(said, meaning, text), key=lambda claim: (claim.start, claim.end, fact_key(claim.fact)))
        return Verified(text, tuple(claims), tuple(_unread(text, claims)))

    def _meant(self, said: Extraction):  # type: ignore[no-untyped-def]
        """What each name of the text stands for: by the name, by its other names in the text, and without the area in front."""
        local = {name: entity for entity in said.entities for name in (*entity.aliases, entity.name)}
        leads = _areas(self.knowledge.entities)

        def ids(name: str) -> frozenset[str]:
            entity = local.get(name)
            names = (name, *((entity.name, *entity.aliases) if entity else ()))
            found: set[str] = set()
            for form in dict.fromkeys(form for each in names for form in _forms(each, leads)):
                found = found or self._names.get(form, set())
            typed = {ref for ref in found if entity and ref.startswith(f"{entity.type}/")}
            return frozenset(typed or found)

        return ids


def verify(knowledge: Knowledge, text: str, *, date: str | None = None, region: str | None = None) -> Verified:
    """The claims of one text against a knowledge (``Verifier`` for many)."""
    return Verifier(knowledge).verify(text, date=date, region=region)


def _areas(entities: Sequence[Entity]) -> tuple[str, ...]:
    """The names of areas that may stand in front of a name, longest first."""
    kinds = {name for name, kind in ontology().types.items() if kind.area}
    names = {plain(name) for entity in entities if entity.type in kinds for name in (entity.name, *entity.aliases)}
    return tuple(sorted((name for name in names if len(name) > 1), key=lambda name: (-len(name), name)))


def _forms(name: str, leads: Sequence[str]) -> Iterator[str]:
    """A name as it is looked up: whole, then without the areas in front of it."""
    form = plain(name)
    yield form
    while lead := next((lead for lead in leads if form.startswith(lead) and len(form) - len(lead) >= FEWEST), None):
        form = form[len(lead) :]
        yield form


def _dated(fact: Fact, text: str) -> Fact:
    """The claim with the date that its sentence writes out, where it was read without one or with another year's; a claim is never undated by an oversight."""
    words = fact.evidence[0]
    start = max(text.rfind(mark, 0, words.start) for mark in STOPS) + 1
    end = min((at for mark in STOPS if (at := text.find(mark, words.end)) >= 0), default=len(text))
    written = {_value(found) for found in re.finditer(rules("verify")["written_date"], text[start:end])}
    if len(written) != 1 or fact.time and any(fact.time[:4] == value[:4] for value in written):
        return fact
    dated: Fact = replace(fact, time=written.pop())
    return dated


def _value(found: re.Match[str]) -> str:
    parts = (found["year"], *(f"{int(part):02}" for part in (found["month"], found["day"]) if part))
    return "-".join(parts)


def _claims(said: Extraction, meaning: Meaning, text: str) -> Iterator[Claim]:
    aliases = {entity.name: (entity.name, *entity.aliases) for entity in said.entities}
    for fact in said.facts:
        if isinstance(fact, Relation) and not any(_stated(fact, words, aliases) for words in fact.evidence):
            continue  # it follows from what the text is, and is not claimed
        claim, words = _dated(fact, text), fact.evidence[0]
        verdict, quotes = judged(claim, meaning)
        yield Claim(words.start, words.end, words.text, claim, verdict, quotes)


def _stated(fact: Relation, words: Evidence, aliases: Mapping[str, Sequence[str]]) -> bool:
    return any(name in words.text for name in aliases.get(fact.object, (fact.object,)))


def _unread(text: str, claims: Sequence[Claim]) -> Iterator[tuple[int, int]]:
    """The stretches of clauses that no claim rests on, but for a few characters between claims."""
    read = bytearray(len(text))
    for words in (words for claim in claims for words in claim.fact.evidence):
        read[words.start : words.end] = b"\1" * (words.end - words.start)
    for clause in CLAUSE.finditer(text):
        for found in re.finditer(b"\0+", read[clause.start() : clause.end()]):
            start, end = clause.start() + found.start(), clause.start() + found.end()
            if len(HAN.findall(text[start:end])) >= FEWEST:
                yield start, end
