"""All that is known of an entity or a document, laid out as a page: sections of tables, each line with the words that say so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kg.answer import Answer
from kg.network.find import anything
from kg.safe.text import one_line
from kg.model import Conflict, Document, Entity, Evidence, Fact, Knowledge, Likely, Milestone, Observation, Promise, Relation
from kg.ontology import ontology, rules

LABELS = {
    "subject": ("主体", "subject"), "predicate": ("关系", "relation"), "object": ("客体", "object"), "time": ("时间", "time"),
    "modality": ("状态", "status"), "event": ("里程碑", "milestone"), "measure": ("指标", "measure"), "value": ("数值", "value"),
    "due": ("到期", "due"), "outcome": ("结果", "outcome"), "promised": ("承诺", "promise"), "moved": ("改至/实现/进展", "moved to / met / under way"),
    "name": ("名称", "name"), "why": ("依据", "because"), "words": ("原文", "words"), "source": ("出处", "source"),
    "other": ("另一个", "other"), "score": ("相似度", "score"), "key": ("项", "item"), "said": ("内容", "value"),
    "missed": ("未用上", "not used"), "sentence": ("句子", "sentence"),
}  # fmt: skip
CODES = {"predicate": "predicates", "modality": "modalities", "event": "events", "outcome": "outcomes"}
WORDS = 36  # characters of evidence that a table shows


@dataclass(frozen=True, slots=True)
class Page:
    """``title`` and sections, each a titled ``Answer``. Prints as plain text; ``sections[i].rows`` are values."""

    title: str
    sections: tuple[Answer, ...]

    def format(self, name: str = "table", lang: str = "zh") -> str:
        """The page as text: ``table``, ``markdown`` or ``json`` (an object: section title → rows)."""
        if name == "json":
            return self._json()
        head = f"# {self.title}" if name == "markdown" else self.title
        return f"{head}\n" + "".join(_section(section, name, lang) for section in self.sections)

    def _json(self) -> str:
        import json

        rows = {section.title["en"]: json.loads(section.format("json")) for section in self.sections}
        return json.dumps({"title": self.title, **rows}, ensure_ascii=False, indent=2) + "\n"

    def __str__(self) -> str:
        return self.format()

    def _repr_html_(self) -> str:
        return f"<h3>{self.title}</h3>" + "".join(section._repr_html_() for section in self.sections)


def _section(section: Answer, name: str, lang: str) -> str:
    title = f"\n## {section.title[lang]}\n" if name == "markdown" else ""
    return f"{title}\n{section.format(name, lang)}"


def show(knowledge: Knowledge, name: str, *, width: int = WORDS) -> Page:
    """The page of the entity or document called ``name``; words of evidence cut to ``width`` characters around the point.

    Raises ``UsageError`` (with suggestions) if nothing, or more than one thing, is called so.
    """
    thing = anything(knowledge, name)
    return _document_page(knowledge, thing, width) if isinstance(thing, Document) else entity_page(knowledge, thing, width)


def entity_page(knowledge: Knowledge, entity: Entity, width: int = WORDS) -> Page:
    """The page of one entity."""
    kind = ontology().types.get(entity.type)
    title = " · ".join(filter(None, [entity.name, f"{kind.zh} {kind.en}" if kind else entity.type, entity.within]))
    facts = [fact for fact in knowledge.facts if entity.id in ends(fact)]
    sections = [_names(entity), *_fact_sections(knowledge, facts, width), *_outcome_sections(knowledge, entity, width), _mentions(entity, width)]
    return Page(title, tuple(section for section in sections if len(section)))


def ends(fact: Fact) -> tuple[str | None, ...]:
    """The ids that a fact speaks of."""
    return (fact.subject, fact.object, fact.of) if isinstance(fact, Relation) else (fact.subject,)


def _document_page(knowledge: Knowledge, document: Document, width: int) -> Page:
    facts = [fact for fact in knowledge.facts if any(words.doc == document.id for words in fact.evidence)]
    date = f"{document.date.value or '不详'}（{document.date.precision or '—'}，{document.date.how}）"
    account, covered = document.accounting, document.coverage
    about: list[tuple[str, str | None]] = [
        ("编号 id", document.id), ("日期 date", date), ("地区 region", document.region), ("发布 publisher", document.publisher),
        ("来源 source", document.source), ("转载自 reprint of", document.reprint_of),
        ("字符 characters", f"读入 {account.read}，使用 {account.used}" + "".join(f"，{reason} {count}" for reason, count in account.left_out)),
        ("数字 numbers", f"读到 read {covered.numbers}，用上 used {covered.numbers_used}"),
        ("事件词 event words", f"读到 read {covered.events}，用上 used {covered.events_used}"),
        *(("说明 note", note) for note in document.notes),
    ]  # fmt: skip
    section = table(("文档", "document"), ("key", "said"), [row for row in about if row[1]])
    return Page(f"{document.title or document.id} · 文档 Document", (section, *_fact_sections(knowledge, facts, width)))


def unread_page(document: Document, text: str) -> Page:
    """The sentences of a document (``text`` as decoded) with numbers or event words that gave no fact, in order: these words, the whole sentence, where it stands."""
    places = ((one, f"{document.id}:{one.start}-{one.end}") for one in sorted(document.coverage.unread, key=lambda one: (one.start, one.end)))
    rows = [("、".join(one_line(word) for word in one.words), one_line(text[one.start : one.end]), place) for one, place in places]
    title = ("含有未用上的数字或事件词的句子", "sentences with numbers or event words that gave nothing")
    return Page(f"{document.title or document.id} · 文档 Document", (table(title, ("missed", "sentence", "source"), rows),))


def table(title: tuple[str, str], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> Answer:
    """An answer with the titles of this page's columns."""
    labels = {name: dict(zip(("zh", "en"), LABELS[name], strict=True)) | ({"codes": CODES[name]} if name in CODES else {}) for name in columns}
    return Answer.of_values(columns, rows, labels=labels, title={"zh": title[0], "en": title[1]})


def _names(entity: Entity) -> Answer:
    why = {merge.name: f"{because(merge.reason)}（{merge.doc}）" for merge in entity.merges}
    return table(("别名", "names"), ("name", "why"), [(name, why.get(name, "")) for name in entity.aliases])


def _fact_sections(knowledge: Knowledge, facts: Sequence[Fact], width: int) -> Iterator[Answer]:
    relations = [_relation_row(knowledge, fact, width) for fact in facts if isinstance(fact, Relation)]
    yield table(("关系", "relations"), ("subject", "predicate", "object", "time", "modality", "words", "source"), relations)
    for kind, title in (("milestone", ("里程碑", "milestones")), ("setback", ("受阻", "setbacks"))):
        steps = sorted((fact for fact in facts if isinstance(fact, Milestone) and fact.kind == kind), key=lambda fact: (fact.time or "9999", fact.event, fact.subject))
        yield table(title, ("time", "modality", "event", "subject", "words", "source"), [_milestone_row(knowledge, fact, width) for fact in steps])
    observations = [_observation_row(knowledge, fact, width) for fact in facts if isinstance(fact, Observation)]
    yield table(("指标", "observations"), ("subject", "measure", "value", "time", "modality", "words", "source"), observations)


def _relation_row(knowledge: Knowledge, fact: Relation, width: int) -> tuple[str, ...]:
    target = name_of(knowledge, fact.object) + (f"（{name_of(knowledge, fact.of)}）" if fact.of else "")
    said = quoted(fact.evidence, name_of(knowledge, fact.object), width)
    return (name_of(knowledge, fact.subject), fact.predicate, target, fact.time or "", fact.modality, *said)


def _milestone_row(knowledge: Knowledge, fact: Milestone, width: int) -> tuple[str, ...]:
    name = name_of(knowledge, fact.subject)
    return (fact.time or "", fact.modality, fact.event, name, *quoted(fact.evidence, name, width))


def _observation_row(knowledge: Knowledge, fact: Observation, width: int) -> tuple[str, ...]:
    value = amount(fact)
    said = quoted(fact.evidence, f"{fact.value:f}", width)
    return (name_of(knowledge, fact.subject), fact.measure, value, fact.time or "", fact.modality, *said)


def amount(fact: Observation) -> str:
    """A value with its bound and unit: 不少于 90个."""
    bound = "" if fact.bound == "exact" else label("bounds", fact.bound) + " "
    role = {"from": "由 ", "to": "至 "}.get(fact.role or "", "")
    return f"{role}{bound}{fact.value:f}{fact.unit}"


def _outcome_sections(knowledge: Knowledge, entity: Entity, width: int) -> Iterator[Answer]:
    promises = [_promise_row(promise, width) for promise in knowledge.promises if promise.subject == entity.id]
    yield table(("承诺与结果", "promises"), ("promised", "due", "outcome", "moved", "words", "source"), promises)
    conflicts = [_conflict_row(clash, width) for clash in knowledge.conflicts if clash.subject == entity.id]
    yield table(("互相矛盾的数字", "conflicts"), ("measure", "time", "value", "words", "source"), conflicts)
    likely = [_likely_row(knowledge, entity, pair) for pair in knowledge.likely if entity.id in (pair.first, pair.second)]
    yield table(("可能是同一个", "possibly the same"), ("other", "score", "why"), likely)


def _promise_row(promise: Promise, width: int) -> tuple[str, ...]:
    what = label("events", promise.event) if promise.event else f"{promise.measure} {promise.value:f}{promise.unit or ''}"
    met = promise.moved_to or promise.fulfilled or (label("events", promise.progress) if promise.progress else "")
    return (what, promise.due, promise.outcome, met, *quoted(promise.evidence, promise.due, width))


def _conflict_row(clash: Conflict, width: int) -> tuple[str, ...]:
    return (clash.measure, clash.time or "", " ≠ ".join(clash.values), *quoted(clash.evidence, clash.measure, width))


def _likely_row(knowledge: Knowledge, entity: Entity, pair: Likely) -> tuple[str, str, str]:
    other = pair.second if pair.first == entity.id else pair.first
    return (name_of(knowledge, other), f"{pair.score:.2f}", because(pair.reason))


def _mentions(entity: Entity, width: int) -> Answer:
    rows = [quoted((words,), entity.name, width) for words in entity.evidence]
    return table(("提及", "mentions"), ("words", "source"), rows)


def name_of(knowledge: Knowledge, ref: str) -> str:
    """The name of the entity with that id, else the words themselves (a post, a title)."""
    entity = knowledge.by_id.get(ref)
    return entity.name if entity else ref


def label(scheme: str, name: str) -> str:
    """The Chinese label of a term of the ontology (``label("events", "opened")`` → 投用), or its name."""
    term = getattr(ontology(), scheme).get(name)
    return term.zh if term else name


def because(reason: str) -> str:
    """The words for a reason of identity, with its id: 只差所在地前缀 identity.area."""
    known = {row["id"]: row["zh"] for row in rules("identity")["reasons"]}
    return f"{known[reason]} {reason}" if reason in known else reason


def quoted(evidence: Sequence[Evidence], point: str, width: int) -> tuple[str, str]:
    """The first words of evidence, cut around ``point``, and where they stand; how many more places there are."""
    if not evidence:
        return "", ""
    first = evidence[0]
    more = f" +{len(evidence) - 1}" if len(evidence) > 1 else ""
    return shortened(first.text, point, width), f"{first.doc}:{first.start}-{first.end}{more}"


def shortened(text: str, point: str, width: int) -> str:
    """``text`` on one line, at most ``width`` characters of it around ``point``, with … where it was cut.

    Words of evidence end (or begin) with what they say of the point, so where the point stands near the start the middle goes, not the end.
    """
    line = one_line(text)
    if len(line) <= width:
        return line
    at, tail = max(line.find(point), 0) if point else 0, width // 3
    if at + len(point) <= width - tail:
        return f"{line[: width - tail - 1]}…{line[-tail:]}"
    start = max(0, min(at + len(point) // 2 - width // 2, len(line) - width))
    return ("…" if start else "") + line[start : start + width] + ("…" if start + width < len(line) else "")
