"""A district's report: parks and companies, project ledger, promises and outcomes, indicators, each line with its source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from typing import BinaryIO

from kg.errors import UsageError
from kg.export import pages
from kg.export.labels import type_word
from kg.export.pages import Section, head
from kg.export.places import areas, inside
from kg.export.tables import Row, table
from kg.model import Entity, Evidence, Knowledge, Relation
from kg.network.networkx import to_networkx
from kg.ontology import ontology
from kg.records import fact_key
from kg.records.citing import cited
from kg.safe.text import clean, one_line

EXTENSION = "md"
LABEL_ZH = "区县报告（Markdown 或 HTML）"
LABEL_EN = "report of a district (Markdown or HTML)"

LONGEST_QUOTE = 60
BARS = "▁▂▃▄▅▆▇█"
FIRST = ("cancelled", "suspended", "moved", "late", "missed", "partly", "kept", "silent", "open")  # what an analyst looks for first


def write(knowledge: Knowledge, target: BinaryIO, *, district: str | None = None, html: bool = False) -> None:
    """Write the report of ``district`` (any of its names, or its id). Raises ``UsageError`` with the areas there are."""
    target.write(report(knowledge, district, html=html).encode("utf-8", "replace"))


def report(knowledge: Knowledge, district: str | None, *, html: bool = False) -> str:
    """The report as Markdown, or as one HTML page. Same errors as ``write``."""
    graph = to_networkx(knowledge)
    if not district:
        raise UsageError("a report is of a district", f"name one: {', '.join(sorted(areas(graph))[:20])}")
    here = inside(graph, district)
    found = sections(knowledge, here)
    return pages.html(district, found) if html else pages.markdown(district, found)


def sections(knowledge: Knowledge, here: set[str]) -> list[Section]:
    """The report's parts, for the things whose ids are ``here``."""
    return [_summary(knowledge, here), _parks(knowledge, here), _ledger(knowledge, here), _promises(knowledge, here), _indicators(knowledge, here), _documents(knowledge, here)]


def _summary(knowledge: Knowledge, here: set[str]) -> Section:
    """How much there is of what, and of the promises by outcome."""
    section = Section("summary", f"{head('summary')} Summary", ("item", "count"))
    types = Counter(entity.type for entity in knowledge.entities if entity.id in here)
    outcomes = Counter(promise.outcome for promise in knowledge.promises if promise.subject in here)
    section.rows += [[f"{type_word(name)} {name}", str(types[name])] for name in _counted() if types[name]]
    section.rows += [[f"{head('promises')} {ontology().outcomes[name].zh} {name}", str(outcomes[name])] for name in FIRST if outcomes[name]]
    return section


def _parks(knowledge: Knowledge, here: set[str]) -> Section:
    """Each company under the park that it is in (one not known to be in a park under none), and parks without companies."""
    hosts, guests, containment = ontology().types_that("contains"), ontology().types_that("tenant"), ontology().predicates_that("containment")
    words = "与".join("、".join(map(type_word, kinds)) for kinds in (hosts, guests))
    section = Section("parks", f"{words} Parks and companies", ("park", "company", "time", "source"))
    moved_in = [fact for fact in knowledge.facts if isinstance(fact, Relation) and fact.predicate in containment]
    parks = [entity for entity in knowledge.entities if entity.type in hosts and entity.id in here]
    for park in parks:
        tenants = [fact for fact in moved_in if fact.object == park.id and _is(knowledge, fact.subject, guests)]
        rows = [[park.name, knowledge.by_id[fact.subject].name, _said(fact), _source_of(fact_row(fact, knowledge))] for fact in tenants]
        section.rows.extend(rows or [[park.name, "", "", _source_of(_row(park, knowledge))]])
    in_parks = {fact.subject for fact in moved_in if fact.object in {park.id for park in parks}}
    others = [entity for entity in knowledge.entities if entity.type in guests and entity.id in here and entity.id not in in_parks]
    section.rows.extend(["", company.name, "", _source_of(_row(company, knowledge))] for company in others)
    return section


def _ledger(knowledge: Knowledge, here: set[str]) -> Section:
    """Each step, planned and actual side by side, with the words for the plan, then those for what was done."""
    section = Section("ledger", f"{head('ledger')} Project ledger", ("subject", "event", "planned", "actual", "outcome", "source"))
    for row in _rows("ledger", knowledge, here):
        done = {"doc": row.get("actual_document"), "quote": row.get("actual_quote")}
        source = "；".join(filter(None, (_source_of(row) if row.get("planned") else "", _source_of(done))))
        section.rows.append([*(_text(row.get(column)) for column in section.columns[:-1]), source])
    return section


def _promises(knowledge: Knowledge, here: set[str]) -> Section:
    """Those that moved or came late first."""
    section = Section("promises", f"{head('promises')} Promises and outcomes", ("subject", "about", "value", "unit", "due", "outcome", "moved_to", "progress", "later", "source"))
    order = {ontology().outcomes[name].zh: place for place, name in enumerate(FIRST)}
    for row in sorted(_rows("promises", knowledge, here), key=lambda row: (order.get(row["outcome"], len(order)), row["due"], row["subject"])):
        later = _source_of({"doc": row.get("answered_in"), "quote": row.get("answer")}) if row.get("answer") else ""
        source = _source_of({"doc": row["stated_in"], "quote": row.get("quote")})
        section.rows.append([*(_text(row.get(column)) for column in section.columns[:-2]), later, source])
    return section


def _rows(name: str, knowledge: Knowledge, here: set[str]) -> list[Row]:
    return [row for row in table(knowledge, name).rows if row["subject_id"] in here]


def _indicators(knowledge: Knowledge, here: set[str]) -> Section:
    """Figures by entity and measure; where one is given for several times, a small chart stands beside the last."""
    section = Section("indicators", f"{head('indicators')} Indicators", ("subject", "measure", "time", "value", "chart", "modality", "source"))
    series: dict[tuple[str, str, str], list[Row]] = {}
    for row in _rows("indicators", knowledge, here):
        series.setdefault((row["subject_id"], row["measure"], row["unit"]), []).append(row)
    for same in series.values():
        chart = spark([float(row["value"]) for row in same]) if len(same) > 1 else ""
        section.rows.extend(_indicator(row, chart if row is same[-1] else "") for row in same)
    return section


def _indicator(row: Row, chart: str) -> list[str]:
    bound = "" if row["bound"] == ontology().bounds["exact"].zh else row["bound"]
    amount = f"{bound}{_text(row['value'])}{row['unit']}"
    return [row["subject"], row["measure"], _text(row["time"]), amount, chart, row["modality"], _source_of(row)]


def spark(values: list[float]) -> str:
    """A bar for each value, from zero (or the least, if below) to the greatest."""
    low, high = min(0.0, *values), max(values)
    return "".join(BARS[round((value - low) / (high - low) * (len(BARS) - 1))] if high > low else BARS[0] for value in values)


def _documents(knowledge: Knowledge, here: set[str]) -> Section:
    section = Section("documents", f"{head('documents')} Sources", ("title", "date", "doc"))
    facts = [fact for fact in (*knowledge.facts, *knowledge.promises) if fact.subject in here]
    used = {item.doc for fact in facts for item in fact.evidence}
    section.rows.extend([document.title, _text(document.date.value), document.id] for document in knowledge.documents if document.id in used)
    return section


def fact_row(fact: Relation, knowledge: Knowledge) -> Row:
    """Where a fact is said, as a table's row has it."""
    return _told(fact.evidence, knowledge) if fact.evidence else {"doc": fact_key(fact), "quote": ""}


def _row(entity: Entity, knowledge: Knowledge) -> Row:
    return _told(entity.evidence, knowledge) if entity.evidence else {}


def _told(evidence: tuple[Evidence, ...], knowledge: Knowledge) -> Row:
    first = evidence[0]
    titles = {document.id: cited(document) for document in knowledge.documents if document.id == first.doc}
    return {"doc": first.doc, "document": titles.get(first.doc, first.doc), "quote": first.text}


def _source_of(row: Row) -> str:
    """The document and the words, shortened."""
    quote = one_line(_text(row.get("quote")))
    short = quote if len(quote) <= LONGEST_QUOTE else quote[: LONGEST_QUOTE - 1] + "…"
    where = _text(row.get("document") or row.get("doc"))
    return f"{where}：“{short}”" if short else where


def _said(fact: Relation) -> str:
    planned = "" if fact.modality == "actual" else f"（{ontology().modalities[fact.modality].zh}）"
    return f"{fact.time or ''}{planned}"


def _is(knowledge: Knowledge, key: str, kinds: Collection[str]) -> bool:
    return key in knowledge.by_id and knowledge.by_id[key].type in kinds


def _counted() -> list[str]:
    """The types that a summary counts, in its order (``kg:summary``)."""
    places = {name: kind.summary for name, kind in ontology().types.items() if kind.summary is not None}
    return sorted(places, key=lambda name: places[name])


def _text(value: object) -> str:
    return "" if value is None else clean(str(value))
