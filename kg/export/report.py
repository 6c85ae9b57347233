"""A district's report: parks and companies, project ledger, promises and outcomes, indicators, each line with its source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from typing import BinaryIO

from kg.errors import UsageError
from kg.export.labels import type_word
from kg.export.places import areas, inside
from kg.export.safe import clean
from kg.export.tables import Row, table
from kg.graph import to_networkx
from kg.lexicon import table as names
from kg.model import Entity, Knowledge, Relation
from kg.ontology import ontology
from kg.records import fact_key

EXTENSION = "md"
LABEL_ZH = "区县报告（Markdown 或 HTML）"
LABEL_EN = "report of a district (Markdown or HTML)"

LONGEST_QUOTE = 60
BARS = "▁▂▃▄▅▆▇█"
NONE = "（无 none）"
STYLE = "body{font:16px/1.6 sans-serif;max-width:72em;margin:2em auto;padding:0 1em}table{border-collapse:collapse;margin:1em 0}" \
        "td,th{border:1px solid #999;padding:.2em .6em;text-align:left;vertical-align:top}th{background:#eee}q{color:#444}"


@dataclass(slots=True)
class Section:
    """A heading and a table: column keys, and rows of text."""

    title: str
    columns: tuple[str, ...]
    rows: list[list[str]] = field(default_factory=list)


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
    return _html(district, found) if html else _markdown(district, found)


def sections(knowledge: Knowledge, here: set[str]) -> list[Section]:
    """The report's parts, for the things whose ids are ``here``."""
    return [_parks(knowledge, here), _ledger(knowledge, here), _promises(knowledge, here), _indicators(knowledge, here), _documents(knowledge, here)]


def _parks(knowledge: Knowledge, here: set[str]) -> Section:
    """Each company under the park that it is in (one not known to be in a park under none), and parks without companies."""
    section = Section(f"{type_word('Park')}与{type_word('Company')} Parks and companies", ("park", "company", "time", "source"))
    moved_in = [fact for fact in knowledge.facts if isinstance(fact, Relation) and fact.predicate in ("locatedIn", "partOf")]
    parks = [entity for entity in knowledge.entities if entity.type == "Park" and entity.id in here]
    for park in parks:
        tenants = [fact for fact in moved_in if fact.object == park.id and _is(knowledge, fact.subject, "Company")]
        rows = [[park.name, knowledge.by_id[fact.subject].name, _said(fact), _source_of(fact_row(fact))] for fact in tenants]
        section.rows.extend(rows or [[park.name, "", "", _source_of(_row(park))]])
    in_parks = {fact.subject for fact in moved_in if fact.object in {park.id for park in parks}}
    others = [entity for entity in knowledge.entities if entity.type == "Company" and entity.id in here and entity.id not in in_parks]
    section.rows.extend(["", company.name, "", _source_of(_row(company))] for company in others)
    return section


def _ledger(knowledge: Knowledge, here: set[str]) -> Section:
    return _of_table("ledger", "Project ledger", knowledge, here, ("subject", "event", "planned", "actual", "outcome"))


def _promises(knowledge: Knowledge, here: set[str]) -> Section:
    return _of_table("promises", "Promises and outcomes", knowledge, here, ("subject", "about", "value", "unit", "due", "outcome", "moved_to", "answer"))


def _of_table(name: str, title: str, knowledge: Knowledge, here: set[str], columns: tuple[str, ...]) -> Section:
    section = Section(f"{_head(name)} {title}", (*columns, "source"))
    for row in table(knowledge, name).rows:
        if row["subject_id"] in here:
            section.rows.append([*(_text(row.get(column)) for column in columns), _source_of(row)])
    return section


def _indicators(knowledge: Knowledge, here: set[str]) -> Section:
    """Figures by entity and measure; where one is given for several times, a small chart stands beside the last."""
    section = Section(f"{_head('indicators')} Indicators", ("subject", "measure", "time", "value", "chart", "modality", "source"))
    rows = [row for row in table(knowledge, "indicators").rows if row["subject_id"] in here]
    series: dict[tuple[str, str, str], list[Row]] = {}
    for row in rows:
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
    section = Section(f"{_head('documents')} Sources", ("doc", "title", "date"))
    facts = [fact for fact in (*knowledge.facts, *knowledge.promises) if fact.subject in here]
    cited = {item.doc for fact in facts for item in fact.evidence}
    section.rows.extend([document.id, document.title, _text(document.date.value)] for document in knowledge.documents if document.id in cited)
    return section


def fact_row(fact: Relation) -> Row:
    """Where a fact is said, as a table's row has it."""
    return {"doc": fact.evidence[0].doc, "quote": fact.evidence[0].text} if fact.evidence else {"doc": fact_key(fact), "quote": ""}


def _row(entity: Entity) -> Row:
    return {"doc": entity.evidence[0].doc, "quote": entity.evidence[0].text} if entity.evidence else {}


def _source_of(row: Row) -> str:
    """The document and the words, shortened."""
    words = _text(row.get("quote")).split()
    quote = ("" if any(c > "\u2e80" for word in words for c in word) else " ").join(words)  # a line break within Chinese is no space
    short = quote if len(quote) <= LONGEST_QUOTE else quote[: LONGEST_QUOTE - 1] + "…"
    return f"{_text(row.get('doc'))}：“{short}”" if short else _text(row.get("doc"))


def _said(fact: Relation) -> str:
    planned = "" if fact.modality == "actual" else f"（{ontology().modalities[fact.modality].zh}）"
    return f"{fact.time or ''}{planned}"


def _is(knowledge: Knowledge, key: str, kind: str) -> bool:
    return key in knowledge.by_id and knowledge.by_id[key].type == kind


def _text(value: object) -> str:
    return "" if value is None else clean(str(value))


def _head(name: str) -> str:
    return next((row["zh"] for row in names("columns") if row["name"] == name), name)


def _markdown(district: str, found: list[Section]) -> str:
    return "\n".join(["# " + _escaped(clean(district)), "", *(line for section in found for line in _markdown_section(section))])


def _markdown_section(section: Section) -> Iterator[str]:
    yield f"## {section.title}"
    yield ""
    if section.rows:
        yield "| " + " | ".join(_head(name) for name in section.columns) + " |"
        yield "| " + " | ".join("---" for _ in section.columns) + " |"
        yield from ("| " + " | ".join(_escaped(cell) for cell in row) + " |" for row in section.rows)
    else:
        yield NONE
    yield ""


def _escaped(text: str) -> str:
    """Text that Markdown takes as text: no table, emphasis, link or HTML comes of it."""
    flat = " ".join(clean(text).split())
    return "".join(f"\\{char}" if char in "\\|*`[]<>" else "&amp;" if char == "&" else char for char in flat)


def _html(district: str, found: list[Section]) -> str:
    title = escape(clean(district))
    head = f'<!doctype html>\n<html lang="zh"><head><meta charset="utf-8"><title>{title}</title><style>{STYLE}</style></head>\n<body>\n<h1>{title}</h1>'
    return "\n".join([head, *(line for section in found for line in _html_section(section)), "</body></html>", ""])


def _html_section(section: Section) -> Iterator[str]:
    yield f"<h2>{escape(section.title)}</h2>"
    if not section.rows:
        yield f"<p>{NONE}</p>"
        return
    yield "<table><tr>" + "".join(f"<th>{escape(_head(name))}</th>" for name in section.columns) + "</tr>"
    yield from ("<tr>" + "".join(f"<td>{escape(clean(cell))}</td>" for cell in row) + "</tr>" for row in section.rows)
    yield "</table>"
