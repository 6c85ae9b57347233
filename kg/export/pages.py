"""A report's sections as Markdown, or as one HTML page that loads nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape

from kg.ontology import ontology
from kg.ontology import table as names
from kg.safe.text import clean

NONE = "（无 none）"
# Outcomes are told by their words; the bar beside a row only helps the eye (blue and orange, which no common colour blindness confuses).
STYLE = """body{font:16px/1.6 sans-serif;max-width:80em;margin:2em auto;padding:0 1em}table{border-collapse:collapse;margin:1em 0}
td,th{border:1px solid #bbb;padding:.2em .6em;text-align:left;vertical-align:top}th{background:#eee;white-space:nowrap}
td,th{min-width:3em}td:first-child,td:nth-last-child(-n+2){min-width:8em}div{overflow-x:auto}td:last-child{color:#444}
nav a{margin-right:1.2em}tr.moved,tr.late,tr.missed,tr.partly,tr.suspended,tr.cancelled{box-shadow:inset 5px 0 #d55e00}
tr.kept{box-shadow:inset 5px 0 #0072b2}tr.silent{box-shadow:inset 5px 0 #bbb}@media print{nav{display:none}div{overflow:visible}}"""


@dataclass(slots=True)
class Section:
    """A heading and a table: its name, column keys, and rows of text."""

    name: str
    title: str
    columns: tuple[str, ...]
    rows: list[list[str]] = field(default_factory=list)


def head(name: str) -> str:
    """The Chinese heading of a column or table, or its name."""
    return next((row["zh"] for row in names("columns") if row["name"] == name), name)


def markdown(district: str, found: Sequence[Section]) -> str:
    """The sections under the district's name."""
    return "\n".join(["# " + _escaped(clean(district)), "", *(line for section in found for line in _markdown_section(section))])


def _markdown_section(section: Section) -> Iterator[str]:
    yield f"## {section.title}"
    yield ""
    if section.rows:
        yield "| " + " | ".join(head(name) for name in section.columns) + " |"
        yield "| " + " | ".join("---" for _ in section.columns) + " |"
        yield from ("| " + " | ".join(_escaped(cell) for cell in row) + " |" for row in section.rows)
    else:
        yield NONE
    yield ""


def _escaped(text: str) -> str:
    """Text that Markdown takes as text: no table, emphasis, link or HTML comes of it."""
    flat = " ".join(clean(text).split())
    return "".join(f"\\{char}" if char in "\\|*`[]<>" else "&amp;" if char == "&" else char for char in flat)


def html(district: str, found: Sequence[Section]) -> str:
    """The same as a page: contents, then the sections; a row is marked by its outcome."""
    title = escape(clean(district))
    top = f'<!doctype html>\n<html lang="zh"><head><meta charset="utf-8"><title>{title}</title><style>{STYLE}</style></head>\n<body>\n<h1>{title}</h1>'
    contents = "".join(f'<a href="#{section.name}">{escape(section.title)}</a>' for section in found)
    return "\n".join([top, f"<nav>{contents}</nav>", *(line for section in found for line in _html_section(section)), "</body></html>", ""])


def _html_section(section: Section) -> Iterator[str]:
    yield f'<h2 id="{section.name}">{escape(section.title)}</h2>'
    if not section.rows:
        yield f"<p>{NONE}</p>"
        return
    yield "<div><table><thead><tr>" + "".join(f"<th>{escape(head(name))}</th>" for name in section.columns) + "</tr></thead><tbody>"
    yield from (f"<tr{_mark(section, row)}>" + "".join(f"<td>{escape(clean(cell))}</td>" for cell in row) + "</tr>" for row in section.rows)
    yield "</tbody></table></div>"


def _mark(section: Section, row: Sequence[str]) -> str:
    if "outcome" not in section.columns:
        return ""
    said = row[section.columns.index("outcome")]
    return next((f' class="{name}"' for name, term in ontology().outcomes.items() if term.zh == said), "")
