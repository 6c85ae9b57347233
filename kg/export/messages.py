"""The first page of a report: what became of promises year by year, what slipped, the largest investments, growth against target."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator

from kg.export.labels import SLIPPED, amount, type_word, what, word
from kg.export.pages import Section, Shares, Source
from kg.export.selection import spell
from kg.export.spoken import Speaker
from kg.model import Evidence, Fact, Knowledge, Observation, Promise
from kg.network.networkx import attributes
from kg.ontology import ontology, rules
from kg.outcomes.indicators import Indicator, base_value, comparable, indicator, indicators, unit_family
from kg.outcomes.measure_names import name_of
from kg.records.citing import cited
from kg.safe.text import one_line

MOST = 6  # rows of a table of the first page, so that it is one
LONGEST_QUOTE = 60
OUTCOMES = ("cancelled", "suspended", "moved", "late", "missed", "partly", "kept", "silent", "open")  # what an analyst looks for first


def lead(knowledge: Knowledge, here: Collection[str], documents: Collection[str], say: Speaker) -> str:
    """What the report rests on, what there is, and what became of what was promised, in a few sentences."""
    dates = sorted(document.date.value for document in knowledge.documents if document.id in documents and document.date.value)
    read = say.say("read", documents=len(documents), first=dates[0], last=dates[-1]) if dates else say.say("read_undated", documents=len(documents))
    types = Counter(entity.type for entity in knowledge.entities if entity.id in here)
    things = _listed([(type_word(name, say.lang), types[name]) for name in counted() if types[name]], say)
    made = Counter(promise.outcome for promise in knowledge.promises if promise.subject in here)
    told = [(word(ontology().outcomes, name, say.lang), made[name]) for name in OUTCOMES if made[name]]
    promised = say.say("promised", count=made.total(), listed=_listed(told, say)) if told else say.say("nothing_promised")
    return f"{read}{say.say('things', listed=things) if things else ''}{promised}{(' ' if say.lang == 'en' else '') + say.say('silent') if made['silent'] else ''}"


def _listed(counts: list[tuple[str, int]], say: Speaker) -> str:
    return say.say("joint").join(say.say("counted", word=name, count=count) for name, count in counts)


def counted() -> list[str]:
    """The types that a summary counts, in its order (``kg:summary``)."""
    places = {name: kind.summary for name, kind in ontology().types.items() if kind.summary is not None}
    return sorted(places, key=lambda name: places[name])


def sections(knowledge: Knowledge, here: Collection[str], say: Speaker) -> list[Section]:
    """The tables of the first page, without those that are empty."""
    cite = citing(knowledge)
    found = [_outcomes(knowledge, here), _slipped(knowledge, here, cite, say), _investments(knowledge, here, cite, say), _growth(knowledge, here, cite, say)]
    return [section for section in found if section.rows]


class citing:
    """Evidence as the source that a report shows: the document by title and date, the words shortened."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.titles = {document.id: cited(document) for document in knowledge.documents}

    def __call__(self, evidence: tuple[Evidence, ...]) -> tuple[Source, ...]:
        return (self.of(evidence[0].doc, evidence[0].text),) if evidence else ()

    def of(self, doc: str, words: str) -> Source:
        quote = one_line(words)
        return Source(doc, self.titles.get(doc, doc), quote if len(quote) <= LONGEST_QUOTE else quote[: LONGEST_QUOTE - 1] + "…")


def _outcomes(knowledge: Knowledge, here: Collection[str]) -> Section:
    section = Section("outcomes", ("year", "count", "shares"), key=True)
    found: dict[str, Counter[str]] = {}
    for promise in knowledge.promises:
        if promise.subject in here:
            found.setdefault(due_year(promise), Counter())[promise.outcome] += 1
    most = max((counts.total() for counts in found.values()), default=1)
    for year, counts in sorted(found.items()):
        section.add([year, str(counts.total()), Shares(tuple((name, counts[name]) for name in OUTCOMES if counts[name]), most)])
    return section


def due_year(promise: Promise) -> str:
    """The year in which a promise falls due at the latest; its due time as said where that is none."""
    span = spell({"due": promise.due})
    return span[1][:4] if span else promise.due


def _slipped(knowledge: Knowledge, here: Collection[str], cite: citing, say: Speaker) -> Section:
    section = Section("slipped", ("subject", "about", "due", "outcome", "moved_to", "source"), key=True)
    found = [promise for promise in knowledge.promises if promise.subject in here and promise.outcome in SLIPPED]
    found.sort(key=lambda one: (-(one.slip_months or 0), OUTCOMES.index(one.outcome), one.due, one.subject, one.event or one.measure or ""))
    for promise in found[:MOST]:
        section.add([_name(promise.subject, knowledge), about(promise, say), promise.due, word(ontology().outcomes, promise.outcome, say.lang),
                     promise.moved_to or promise.fulfilled or "", (*cite(promise.evidence), *cite(promise.answer))], promise.outcome)  # fmt: skip
    if len(found) > MOST:
        section.more = say.say("more", count=len(found) - MOST, where=say.head("promises"))
    return section


def about(thing: Promise | Fact, say: Speaker) -> str:
    """What a promise or fact is about, with its amount, in the reader's language."""
    data = attributes(thing)
    return f"{say.cell('about', what(data, say.lang))} {amount(data, say.lang)}".strip()


def _investments(knowledge: Knowledge, here: Collection[str], cite: citing, say: Speaker) -> Section:
    section = Section("investments", ("subject", "measure", "value", "time", "modality", "source"), key=True)
    topic = str(rules("answers")["topics"]["investment"])
    found: dict[tuple[str, str, str], Observation] = {}
    for fact in knowledge.facts:
        if isinstance(fact, Observation) and fact.subject in here and unit_family(fact.unit) == "money" and topic in fact.measure and fact.role != "from":
            found.setdefault((fact.subject, format(fact.value, "f"), fact.unit), fact)
    for fact in sorted(found.values(), key=lambda one: (-base_value(one.value, one.unit)[0], one.subject, one.measure))[:MOST]:
        section.add([_name(fact.subject, knowledge), say.cell("measure", name_of(fact.measure, fact.unit)), amount(attributes(fact), say.lang), fact.time or "",
                     word(ontology().modalities, fact.modality, say.lang), cite(fact.evidence)])  # fmt: skip
    return section


def _growth(knowledge: Knowledge, here: Collection[str], cite: citing, say: Speaker) -> Section:
    """Rates of areas by year: the target, the result, and whether it met the target where both are of the same time."""
    section = Section("growth", ("subject", "measure", "year", "target", "result", "verdict", "source"), key=True)
    order = {known.id: place for place, known in enumerate(indicators())}
    cells = sorted(_rates(knowledge, here).items(), key=lambda cell: (_both(cell[1]), -int(cell[0][2]), order[cell[0][1]], cell[0][0]))
    for (subject, _, year), facts in cells[:MOST]:
        target, result = (next((fact for fact in facts if (fact.modality == "planned") is planned), None) for planned in (True, False))
        known = indicator(facts[0].measure, facts[0].unit)
        said = [fact for fact in (target, result) if fact]
        section.add([_name(subject, knowledge), getattr(known, "name" if say.lang == "zh" else "en"), year, *(_figure(fact, year, say) for fact in (target, result)),
                     _verdict(target, result, known, say), tuple(source for fact in said for source in cite(fact.evidence))])  # fmt: skip
    if len(cells) > MOST:
        section.more = say.say("more", count=len(cells) - MOST, where=say.head("indicators"))
    return section if any(row.cells[-2] for row in section.rows) else without(section, "verdict")


def without(section: Section, column: str) -> Section:
    """A section without a column."""
    place = section.columns.index(column)
    for row in section.rows:
        del row.cells[place]
    section.columns = (*section.columns[:place], *section.columns[place + 1 :])
    return section


def _rates(knowledge: Knowledge, here: Collection[str]) -> dict[tuple[str, str, str], list[Observation]]:
    """The rates of areas by area, indicator and year; those of the whole year first."""
    areas, found = ontology().types_that("area"), dict[tuple[str, str, str], list[Observation]]()
    for fact in knowledge.facts:
        if isinstance(fact, Observation) and fact.role != "from" and fact.subject in here and knowledge.by_id[fact.subject].type in areas:
            known, span = indicator(fact.measure, fact.unit), spell({"time": fact.time})
            if span and known and known.kind == "rate" and known.family == "percent":
                found.setdefault((fact.subject, known.id, span[1][:4]), []).append(fact)
    return {cell: sorted(facts, key=lambda fact: (len(fact.time or "") != 4, fact.modality, fact.value)) for cell, facts in found.items()}


def _both(facts: list[Observation]) -> int:
    """0 where there are a target and a result, which says most, else 1."""
    return 0 if len({fact.modality == "planned" for fact in facts}) == 2 else 1


def _figure(fact: Observation | None, year: str, say: Speaker) -> str:
    if fact is None:
        return "—"
    more = [fact.time or ""] * (fact.time != year) + [word(ontology().modalities, fact.modality, say.lang)] * (fact.modality not in ("actual", "planned"))
    return amount(attributes(fact), say.lang) + (f" ({say.say('joint').join(more)})" if more else "")


def _verdict(target: Observation | None, result: Observation | None, known: Indicator | None, say: Speaker) -> str:
    if not (target and result and known and target.time == result.time):
        return ""
    wanted, reached = (comparable(fact.measure, fact.value, fact.unit)[0] for fact in (target, result))
    return say.say("met" if (reached >= wanted if known.better == "more" else reached <= wanted) else "short")


def _name(key: str, knowledge: Knowledge) -> str:
    return knowledge.by_id[key].name if key in knowledge.by_id else key


def documents_of(knowledge: Knowledge, here: Collection[str]) -> set[str]:
    """The ids of the documents that something about the things ``here`` rests on."""
    return set(_used(knowledge, here))


def _used(knowledge: Knowledge, here: Collection[str]) -> Iterator[str]:
    for thing in (*knowledge.facts, *knowledge.promises):
        if thing.subject in here:
            yield from (item.doc for item in thing.evidence)
    yield from (item.doc for promise in knowledge.promises if promise.subject in here for item in promise.answer)
    yield from (item.doc for entity in knowledge.entities if entity.id in here for item in entity.evidence[:1])
