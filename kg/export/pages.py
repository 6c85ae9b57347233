"""A report's sections as Markdown, or as one HTML page that loads nothing from elsewhere and runs nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

from kg.export.spoken import Speaker
from kg.export.style import STYLE
from kg.ontology import ontology
from kg.safe.text import clean


@dataclass(frozen=True, slots=True)
class Source:
    """A document that says so: its id, its title with date, and the words."""

    doc: str
    title: str
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Shares:
    """How many of each outcome (by name), drawn as a bar as long as their sum to ``most``."""

    counts: tuple[tuple[str, int], ...]
    most: int


Cell = str | tuple[Source, ...] | Shares


@dataclass(slots=True)
class Line:
    """A row of a table, with the outcome (by name) and the due year that filters go by."""

    cells: list[Cell]
    outcome: str = ""
    year: str = ""


@dataclass(slots=True)
class Section:
    """A heading and a table: its name, column keys and rows; ``key`` if it belongs to the first page, ``more`` a sentence below it."""

    name: str
    columns: tuple[str, ...]
    rows: list[Line] = field(default_factory=list)
    key: bool = False
    more: str = ""

    def add(self, cells: Sequence[Cell], outcome: str = "", year: str = "") -> None:
        """A row."""
        self.rows.append(Line(list(cells), outcome, year))


@dataclass(frozen=True, slots=True)
class Report:
    """The name of the district, a paragraph that sums up, the sections, and the language."""

    district: str
    lead: str
    sections: Sequence[Section]
    speaker: Speaker


def markdown(report: Report) -> str:
    """Key messages, then the sections, under the district's name."""
    say = report.speaker
    lines = [f"# {_escaped(clean(report.district))}", "", f"## {say.say('key')}", "", _escaped(report.lead), ""]
    for section in report.sections:
        lines += _markdown_section(section, say)
    return "\n".join(lines)


def _markdown_section(section: Section, say: Speaker) -> Iterator[str]:
    yield f"{'###' if section.key else '##'} {say.head(section.name)}"
    yield ""
    if section.rows:
        yield "| " + " | ".join(say.head(name) for name in section.columns) + " |"
        yield "| " + " | ".join("---" for _ in section.columns) + " |"
        yield from ("| " + " | ".join(_escaped(text(cell, say)) for cell in row.cells) + " |" for row in section.rows)
    else:
        yield say.say("none")
    yield from ("", section.more) if section.more else ()
    yield ""


def text(cell: Cell, say: Speaker) -> str:
    """A cell in plain words."""
    if isinstance(cell, Shares):
        return say.say("joint").join(say.say("counted", word=_outcome(name, say), count=count) for name, count in cell.counts)
    if isinstance(cell, tuple):
        return say.say("cites").join(say.say("cite", title=one.title, quote=one.quote) if one.quote else one.title for one in cell)
    return cell


def _outcome(name: str, say: Speaker) -> str:
    return say.label(ontology().outcomes[name])


def _escaped(words: str) -> str:
    """Text that Markdown takes as text: no table, emphasis, link or HTML comes of it."""
    flat = " ".join(clean(words).split())
    return "".join(f"\\{char}" if char in "\\|*`[]<>" else "&amp;" if char == "&" else char for char in flat)


def html(report: Report) -> str:
    """The same as a page: key messages on the first, then filters, contents and the sections; each source leads to its document."""
    say, title = report.speaker, _safe(report.district)
    lang = {"zh": "zh-CN"}.get(say.lang, say.lang)
    key, rest = ([section for section in report.sections if section.key is first] for first in (True, False))
    anchors = {source.doc: f"s{number}" for section in rest if section.name == "documents" for number, row in enumerate(section.rows, 1)
               for cell in row.cells if isinstance(cell, tuple) for source in cell}  # fmt: skip
    parts = [f'<!doctype html>\n<html lang="{lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title}</title><style>{STYLE}{_rules(rest)}</style></head>']
    parts += [f'<body>\n<h1>{title}</h1>\n<section class="key"><h2 id="key">{say.say("key")}</h2>\n<p>{_safe(report.lead)}</p>']
    for section in key:
        parts += _html_section(section, say, anchors)
    contents = "".join(f'<a href="#{section.name}">{_safe(say.head(section.name))} <small>{len(section.rows)}</small></a>' for section in rest)
    parts += [f'</section>\n<nav aria-label="{say.say("contents")}">{contents}</nav>', *_filters(rest, say)]
    for section in rest:
        parts += _html_section(section, say, anchors)
    return "\n".join([*parts, "</body></html>", ""])


def _safe(words: str) -> str:
    return escape(clean(words))


def _html_section(section: Section, say: Speaker, anchors: Mapping[str, str]) -> Iterator[str]:
    size = 3 if section.key else 2
    yield f'<h{size} id="{section.name}">{_safe(say.head(section.name))}</h{size}>'
    if not section.rows:
        yield f"<p>{say.say('none')}</p>"
        return
    heads = "".join(f'<th class="{name}">{_safe(say.head(name))}</th>' for name in section.columns)
    yield f'<div class="wide"><table class="{section.name}"><thead><tr>{heads}</tr></thead><tbody>'
    for number, row in enumerate(section.rows, 1):
        year = f"y{row.year}" if row.year.isdecimal() else ""
        marks = " ".join(filter(None, (row.outcome, year, "row" if "outcome" in section.columns and not section.key else "")))
        mark = f' class="{marks}"' if marks else ""
        here = f' id="s{number}"' if section.name == "documents" else ""
        cells = "".join(f'<td class="{name}"{_told(name, cell, say)}>{_cell(cell, say, anchors)}</td>' for name, cell in zip(section.columns, row.cells, strict=True))
        yield f"<tr{here}{mark}>{cells}</tr>"
    yield "</tbody></table></div>"
    if section.more:
        yield f"<p>{_safe(section.more)}</p>"


def _told(name: str, cell: Cell, say: Speaker) -> str:
    """The heading again, for a narrow page that has no room for a line of headings."""
    return f' data-head="{_safe(say.head(name))}"' if cell and name in ("due", "moved_to", "planned", "actual", "target", "result", "progress", "later") else ""


def _cell(cell: Cell, say: Speaker, anchors: Mapping[str, str]) -> str:
    if isinstance(cell, Shares):
        bars = "".join(f'<i class="{name}" style="width:{100 * count / cell.most:.1f}%"></i>' for name, count in cell.counts)
        return f'<span class="bar">{bars}</span> <small>{_safe(text(cell, say))}</small>'
    if isinstance(cell, tuple):
        return "<br>".join(_source(one, anchors) for one in cell)
    return _safe(cell)


def _source(one: Source, anchors: Mapping[str, str]) -> str:
    quote = f"<q>{_safe(one.quote)}</q> " if one.quote else ""
    title = f'<a href="#{anchors[one.doc]}">{_safe(one.title)}</a>' if one.doc in anchors and one.quote else f"<span>{_safe(one.title)}</span>"
    return f"{quote}<cite>{title}</cite>"


def _filters(sections: Sequence[Section], say: Speaker) -> Iterator[str]:
    """Choices by outcome and due year that need no script: the style hides what is not chosen."""
    outcomes, years = _kinds(sections)
    for name, chosen, label in (("o", outcomes, say.head("outcome")), ("y", years, say.head("due"))):
        if len(chosen) > 1:
            options = [("", say.say("all")), *((one, _outcome(one, say) if name == "o" else one) for one in chosen)]
            radios = "".join(f'<label><input type="radio" name="{name}" id="{name}-{one}"{"" if one else " checked"}>{_safe(words)}</label>' for one, words in options)
            yield f'<fieldset><legend>{say.say("filter")} · {_safe(label)}</legend>{radios}</fieldset>'


def _rules(sections: Sequence[Section]) -> str:
    outcomes, years = _kinds(sections)
    marks = [*(f"body:has(#o-{one}:checked) tr.row:not(.{one})" for one in outcomes), *(f"body:has(#y-{one}:checked) tr.row:not(.y{one})" for one in years)]
    return f"{','.join(marks)}{{display:none}}" if marks else ""


def _kinds(sections: Sequence[Section]) -> tuple[list[str], list[str]]:
    """The outcomes, in the ontology's order, and the years, that rows have."""
    rows = [row for section in sections for row in section.rows if row.outcome]
    return [name for name in ontology().outcomes if any(row.outcome == name for row in rows)], sorted({row.year for row in rows if row.year.isdecimal()})
