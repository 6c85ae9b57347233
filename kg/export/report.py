"""A district's report: key messages on the first page, then parks and companies, projects, promises, indicators, each line with its source."""

from __future__ import annotations

from collections.abc import Collection
from typing import BinaryIO

from kg.errors import UsageError
from kg.export import messages, pages
from kg.export.messages import OUTCOMES, citing, documents_of, due_year
from kg.export.pages import Cell, Report, Section, Source
from kg.export.places import areas, inside
from kg.export.spoken import Speaker, code
from kg.export.tables import Row, table
from kg.model import Knowledge, Relation
from kg.network.networkx import to_networkx
from kg.ontology import ontology
from kg.records.citing import cited
from kg.safe.text import clean

EXTENSION = "md"
LABEL_ZH = "区县报告（Markdown 或 HTML）"
LABEL_EN = "report of a district (Markdown or HTML)"

BARS = "▁▂▃▄▅▆▇█"


def write(knowledge: Knowledge, target: BinaryIO, *, district: str | None = None, html: bool = False, lang: str = "zh") -> None:
    """Write the report of ``district`` (any of its names, or its id) in ``lang``, zh or en. Raises ``UsageError`` with the areas there are."""
    target.write(report(knowledge, district, html=html, lang=lang).encode("utf-8", "replace"))


def report(knowledge: Knowledge, district: str | None, *, html: bool = False, lang: str = "zh") -> str:
    """The report as Markdown, or as one HTML page. Same errors as ``write``."""
    graph, say = to_networkx(knowledge), Speaker(lang)
    if not district:
        raise UsageError("a report is of a district", f"name one: {', '.join(sorted(areas(graph))[:20])}")
    here = inside(graph, district)
    used = documents_of(knowledge, here)
    found = [*messages.sections(knowledge, here, say), *sections(knowledge, here, used, say)]
    made = Report(district, messages.lead(knowledge, here, used, say), found, say)
    return pages.html(made) if html else pages.markdown(made)


def sections(knowledge: Knowledge, here: set[str], used: Collection[str], say: Speaker) -> list[Section]:
    """The report's parts behind the first page, for the things whose ids are ``here``."""
    return [_promises(knowledge, here, say), _ledger(knowledge, here, say), _parks(knowledge, here, say), _indicators(knowledge, here, say), _documents(knowledge, used)]


def _parks(knowledge: Knowledge, here: set[str], say: Speaker) -> Section:
    """Each company under the park that it is in (one not known to be in a park under none), and parks without companies."""
    hosts, guests, containment = ontology().types_that("contains"), ontology().types_that("tenant"), ontology().predicates_that("containment")
    section, cite = Section("parks", ("park", "company", "time", "source")), citing(knowledge)
    moved_in = [fact for fact in knowledge.facts if isinstance(fact, Relation) and fact.predicate in containment]
    parks = [entity for entity in knowledge.entities if entity.type in hosts and entity.id in here]
    for park in parks:
        tenants = [fact for fact in moved_in if fact.object == park.id and _is(knowledge, fact.subject, guests)]
        for fact in tenants:
            section.add([park.name, knowledge.by_id[fact.subject].name, _said(fact, say), cite(fact.evidence)])
        if not tenants:
            section.add([park.name, "", "", cite(park.evidence)])
    in_parks = {fact.subject for fact in moved_in if fact.object in {park.id for park in parks}}
    for company in (entity for entity in knowledge.entities if entity.type in guests and entity.id in here and entity.id not in in_parks):
        section.add(["", company.name, "", cite(company.evidence)])
    return section


def _ledger(knowledge: Knowledge, here: set[str], say: Speaker) -> Section:
    """Each step, planned and actual side by side, with the words for the plan, then those for what was done."""
    section, cite = Section("ledger", ("subject", "event", "planned", "actual", "outcome", "source")), citing(knowledge)
    for row in _rows("ledger", knowledge, here):
        plan = _source(cite, row, "doc", "quote") if row.get("planned") else ()
        section.add([*_texts(row, section, say), (*plan, *_source(cite, row, "actual_doc", "actual_quote"))], *_marks(row))
    return section


def _promises(knowledge: Knowledge, here: set[str], say: Speaker) -> Section:
    """Those that moved or came late first."""
    section = Section("promises", ("subject", "about", "due", "outcome", "moved_to", "progress", "source", "later"))
    order, cite = {ontology().outcomes[name].zh: place for place, name in enumerate(OUTCOMES)}, citing(knowledge)
    due = {(promise.subject, promise.due): due_year(promise) for promise in knowledge.promises}
    for row in sorted(_rows("promises", knowledge, here), key=lambda row: (order.get(row["outcome"], len(order)), row["due"], row["subject"])):
        words: list[Cell] = [_source(cite, row, "stated_in_id", "quote"), _source(cite, row, "answered_in_id", "answer")]
        named = {**row, "about": say.cell("about", row["about"])}
        named["about"] += f" {_text(row['value'])}{row['unit'] or ''}" if row["value"] is not None else ""
        section.add([*_texts(named, section, say, 2), *words], code("outcomes", row["outcome"]), due[row["subject_id"], row["due"]])
    return section


def _rows(name: str, knowledge: Knowledge, here: set[str]) -> list[Row]:
    return [row for row in table(knowledge, name).rows if row["subject_id"] in here]


def _texts(row: Row, section: Section, say: Speaker, last: int = 1) -> list[Cell]:
    """A row's cells as text, but for the ``last`` columns, which are its sources."""
    return [say.cell(column, _text(row.get(column))) for column in section.columns[:-last]]


def _marks(row: Row) -> tuple[str, str]:
    """Outcome and due year of a step of the ledger, where it was promised."""
    outcome = code("outcomes", row.get("outcome") or "")
    return (outcome, _text(row.get("planned"))[:4]) if outcome else ("", "")


def _indicators(knowledge: Knowledge, here: set[str], say: Speaker) -> Section:
    """Figures by entity and measure; where one is given for several times, a small chart stands beside the last."""
    section, cite = Section("indicators", ("subject", "measure", "time", "value", "chart", "modality", "source")), citing(knowledge)
    series: dict[tuple[str, str, str], list[Row]] = {}
    for row in _rows("indicators", knowledge, here):
        series.setdefault((row["subject_id"], row["measure"], row["unit"]), []).append(row)
    for same in series.values():
        chart = spark([float(row["value"]) for row in same]) if len(same) > 1 else ""
        for row in same:
            bound = "" if row["bound"] == ontology().bounds["exact"].zh else say.cell("bound", row["bound"]) + (" " if say.lang == "en" else "")
            cells = [row["subject"], say.cell("measure", row["measure"]), _text(row["time"]), f"{bound}{_text(row['value'])}{row['unit']}", chart if row is same[-1] else ""]
            section.add([*cells, say.cell("modality", row["modality"]), _source(cite, row, "doc", "quote")])
    return section


def spark(values: list[float]) -> str:
    """A bar for each value, from zero (or the least, if below) to the greatest."""
    low, high = min(0.0, *values), max(values)
    return "".join(BARS[round((value - low) / (high - low) * (len(BARS) - 1))] if high > low else BARS[0] for value in values)


def _documents(knowledge: Knowledge, used: Collection[str]) -> Section:
    section = Section("documents", ("title", "doc"))
    for document in knowledge.documents:
        if document.id in used:
            section.add([(Source(document.id, cited(document)),), document.id])
    return section


def _source(cite: citing, row: Row, doc: str, quote: str) -> tuple[Source, ...]:
    return (cite.of(row[doc], _text(row.get(quote))),) if row.get(doc) else ()


def _said(fact: Relation, say: Speaker) -> str:
    planned = "" if fact.modality == "actual" else f"（{say.label(ontology().modalities[fact.modality])}）"
    return f"{fact.time or ''}{planned}"


def _is(knowledge: Knowledge, key: str, kinds: Collection[str]) -> bool:
    return key in knowledge.by_id and knowledge.by_id[key].type in kinds


def _text(value: object) -> str:
    return "" if value is None else clean(str(value))
