"""Knowledge of any shape and any text, for exports that must never write a broken file."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st

from kg.model import Conflict, Dated, Document, Entity, Evidence, Knowledge, Likely, Milestone, Observation, Promise, Relation
from kg.ontology import ontology

TEXTS = ["", "=1+1", "@x", "<a&b>\"'", "a\x00b", "a\x01b", "\ud800", "\ufffe", "一\r\n二\t三", " 空 ", "]]>", "\u2028", "😀", "&#0;", "园;区|名"]
texts = st.sampled_from(TEXTS) | st.text(max_size=4)
times = st.sampled_from([None, "2031", "2031-03", "2031-Q3", "2030-01/2032-12", "2031-02-29", "0001", "9999", "二〇", ""])
numbers = st.sampled_from([Decimal("1.30"), Decimal("5E+3"), Decimal(-7), Decimal("0.0001"), Decimal(10**20)])
evidence = st.lists(st.builds(Evidence, st.sampled_from(["甲", "乙"]), st.just(0), st.just(1), texts, texts), max_size=2).map(tuple)
modalities = st.sampled_from(["actual", "planned", "estimated"])


@st.composite
def knowledge(draw: st.DrawFn) -> Knowledge:
    """Up to five entities, eight facts and some of everything else."""
    types = [*ontology().types, "Unheard"]
    ids = draw(st.lists(texts.filter(bool), min_size=1, max_size=5, unique=True))
    entities = tuple(
        Entity(draw(st.sampled_from(types)), draw(texts), tuple(draw(st.lists(texts, max_size=2))), draw(st.none() | texts), draw(evidence), key)
        for key in ids
    )
    who = st.sampled_from(ids)
    relations = st.builds(Relation, who, st.sampled_from([*ontology().predicates, "likes"]), who | texts, st.none() | who, times, modalities, evidence)
    milestones = st.builds(Milestone, who, st.sampled_from(list(ontology().events)), times, modalities, evidence)
    observations = st.builds(Observation, who, texts, numbers, texts, times, modalities, st.sampled_from(list(ontology().bounds)), st.none(), evidence)
    promises = st.builds(Promise, who, times.map(lambda time: time or "2031"), st.sampled_from(list(ontology().outcomes)), st.just("opened"),
                         evidence=evidence, answer=evidence)
    conflicts = st.builds(Conflict, who, texts, times, st.lists(texts, max_size=2).map(tuple), evidence)
    return Knowledge(
        documents=tuple(Document(key, "", (), draw(texts), Dated(draw(times))) for key in draw(st.lists(texts.filter(bool), max_size=2, unique=True))),
        entities=entities,
        facts=tuple(draw(st.lists(relations | milestones | observations, max_size=8))),
        promises=tuple(draw(st.lists(promises, max_size=2))),
        conflicts=tuple(draw(st.lists(conflicts, max_size=2))),
        likely=tuple(draw(st.lists(st.builds(Likely, who, who, st.just(0.5), texts), max_size=1))),
    )
