"""False facts made of true readings: ten kinds, each a small and plausible change, picked by a seed."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from kg.areas import area_types
from kg.model import Milestone, Observation, Relation
from kg.readings.gate.verdicts import PassedFact
from kg.readings.values import ProposedFact, Quote, Reading
from tests.readings.readers import judged, laid, reading_of, texts

UNITS = {"亿元": "万元", "万元": "亿元", "公里": "米", "米": "公里", "亩": "公顷", "家": "个", "个": "家", "%": "个百分点", "万户": "户", "万人": "人", "人": "家",
         "万只": "只", "万平方米": "平方米", "平方公里": "平方米", "万亿元": "亿元", "台": "套"}  # fmt: skip
INVENTED = ["据了解，{}进展顺利，已经完成", "{}的各项工作走在全省前列", "有关负责人介绍，{}将再上新台阶"]


@dataclass(frozen=True)
class False_:
    """A false fact of a kind, made of a true one of a document."""

    kind: str
    doc: str
    proposed: ProposedFact
    true: ProposedFact


@dataclass(frozen=True)
class Source:
    """A document with its true reading."""

    doc: str
    reading: Reading

    def text(self) -> str:
        return "".join(text for _, text in laid(self.doc)[1].texts)

    def types(self) -> dict[str, str]:
        return {e.name: e.type for e in self.reading.entities}


def sources() -> list[Source]:
    return [Source(name, reading_of(name, texts()[name]["answer"])) for name in texts()]


def wrong_number(s: Source, p: ProposedFact, pick: random.Random) -> Iterator[ProposedFact]:
    """Another number of about the size, which the quote does not hold."""
    if isinstance(p.fact, Observation):
        value = p.fact.value + pick.choice([1, 2, 3, 10, -1])
        if value > 0 and str(value) not in p.quote.text:
            yield replace(p, fact=replace(p.fact, value=value))


def other_year(s: Source, p: ProposedFact, pick: random.Random) -> Iterator[ProposedFact]:
    if p.fact.time:
        first = str(int(p.fact.time[:4]) + pick.choice([-2, -1, 1, 2]))
        made = replace(p, fact=replace(p.fact, time=p.fact.time.replace(p.fact.time[:4], first)))
        if made.fact not in [other.fact for other in s.reading.facts]:
            yield made


def plan_as_done(s: Source, p: ProposedFact, pick: random.Random) -> Iterator[ProposedFact]:
    if p.fact.modality == "planned":
        yield replace(p, fact=replace(p.fact, modality="actual"))


DENIED = {
    "bridge": [("南苑高架", "started", "南苑高架尚未开工")],
    "company": [("雁回医药物流中心", "started", "雁回医药物流中心没有按期开工")],
    "park": [("晴岚数字港", "started", "沙子口街道的晴岚数字港今年7月获批，建筑面积24万平方米，开发商为栖云置业，至今未动工")],
    "signing": [("海石化工厂项目", "started", "此前宣布的海石化工厂项目被取消"), ("海石化工厂项目", "signed", "此前宣布的海石化工厂项目被取消")],
    "example0": [("北岸隧道", "started", "北岸隧道尚未开工")],
    "example1": [("鹤林机场", "under_construction", "做好鹤林机场前期工作"), ("鹤林机场", "started", "做好鹤林机场前期工作")],
}


def denied_as_done(s: Source, p: ProposedFact, pick: random.Random) -> Iterator[ProposedFact]:
    """A step that the text denies, told as done."""
    for subject, event, quote in DENIED.get(s.doc, ()):
        block = next((n for n, text in laid(s.doc)[1].texts if quote in text), None)
        yield ProposedFact(Milestone(subject, event, pick.choice([None, "2031"])), Quote(quote, block))


def name_from_another_sentence(s: Source, p: ProposedFact, pick: random.Random) -> Iterator[ProposedFact]:
    """The subject replaced by one of its type that the sentences of the quote do not name."""
    types, said = s.types(), [f.fact for f in s.reading.facts]
    around = _sentences(s, p.quote)
    others = [n for n, kind in types.items() if kind == types.get(p.fact.subject) and n not in around and n != p.fact.subject and not _kin(n, p.fact.subject)]
    if others and types.get(p.fact.subject) not in area_types() and not _in_region(s, p):
        fact = replace(p.fact, subject=pick.choice(others))
        if replace(fact) not in said:
            yield replace(p, fact=fact)


def wrong_containment(s: Source, p: ProposedFact, pick: random.Random) -> Iterator[ProposedFact]:
    if isinstance(p.fact, Relation) and p.fact.predicate == "locatedIn":
        types = s.types()
        held = {f.fact.object for f in s.reading.facts if isinstance(f.fact, Relation) and f.fact.subject == p.fact.subject}
        outer = {n for n, kind in types.items() if kind in ("Place", "Park", "District", "City")} - held - {p.fact.subject, s_region(s)}
        for name in [*sorted(outer), "济南市", "即墨区"]:
            yield replace(p, fact=replace(p.fact, object=name))


def unit_changed(s: Source, p: ProposedFact, pick: random.Random) -> Iterator[ProposedFact]:
    if isinstance(p.fact, Observation) and p.fact.unit in UNITS:
        yield replace(p, fact=replace(p.fact, unit=UNITS[p.fact.unit]))


def quote_of_another_document(s: Source, p: ProposedFact, pick: random.Random) -> Iterator[ProposedFact]:
    other = pick.choice([o for o in sources() if o.doc != s.doc])
    taken = pick.choice(other.reading.facts)
    if taken.quote.text not in s.text():
        yield replace(taken, fact=replace(taken.fact, subject=p.fact.subject), quote=replace(taken.quote, paragraph=p.quote.paragraph))


def invented_quote(s: Source, p: ProposedFact, pick: random.Random) -> Iterator[ProposedFact]:
    yield replace(p, quote=replace(p.quote, text=pick.choice(INVENTED).format(p.fact.subject)))


def swapped_subject(s: Source, p: ProposedFact, pick: random.Random) -> Iterator[ProposedFact]:
    """The subjects of two facts of one kind exchanged, if both stand in the quote's paragraph."""
    types, said = s.types(), [f.fact for f in s.reading.facts]
    for other in s.reading.facts:
        apart = other.fact.kind == p.fact.kind and other.fact.subject != p.fact.subject and not _kin(other.fact.subject, p.fact.subject)
        if apart and not _in_region(s, p) and types.get(other.fact.subject) == types.get(p.fact.subject) and other.quote.paragraph == p.quote.paragraph:
            fact = replace(p.fact, subject=other.fact.subject)
            if not any(replace(f, time=None, modality="") == replace(fact, time=None, modality="") for f in said):
                yield replace(p, fact=fact)


KINDS: dict[str, Callable[[Source, ProposedFact, random.Random], Iterator[ProposedFact]]] = {
    made.__name__: made
    for made in (wrong_number, other_year, plan_as_done, denied_as_done, name_from_another_sentence, wrong_containment, unit_changed,
                 quote_of_another_document, invented_quote, swapped_subject)
}  # fmt: skip


def false_facts(kind: str, count: int, seed: int = 14) -> list[False_]:
    """So many false facts of a kind, picked by the seed (again and again where there are fewer)."""
    pick = random.Random(f"{seed} {kind}")
    found = [False_(kind, s.doc, made, p) for s in sources() for p in s.reading.facts for made in KINDS[kind](s, p, pick)]
    distinct = list(dict.fromkeys(found)) if kind != "denied_as_done" else list({(f.doc, f.proposed): f for f in found}.values())
    pick.shuffle(distinct)
    return distinct[:count]


def slipped(one: False_) -> PassedFact | None:
    """What of a false fact passes as it was made: None where it was refused, or put right to what is true."""
    reading = next(s.reading for s in sources() if s.doc == one.doc)
    alone = replace(reading, facts=(one.proposed,))
    passed = judged(one.doc, alone).facts
    true = {replace(f.fact) for s in sources() if s.doc == one.doc for f in s.reading.facts}
    return next((f for f in passed if f.fact not in true), None)


def s_region(s: Source) -> str:
    return texts()[s.doc]["region"]


def _in_region(s: Source, p: ProposedFact) -> bool:
    """Whether a fact says that something lies in the area of the document: true of all that it reports."""
    return isinstance(p.fact, Relation) and p.fact.object == s_region(s)


def _kin(a: str, b: str) -> bool:
    return a in b or b in a


def _sentences(s: Source, quote: Quote) -> str:
    layout, _ = laid(s.doc)
    found = [x.sentence.text for page in layout.pages for x in page.sentences if x.block == quote.paragraph]
    parts = [x for x in found if any(len(part) > 3 and part in x for part in quote.text.split("，"))]
    return "".join(parts)
