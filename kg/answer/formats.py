"""An answer as text for people and spreadsheets: table, Markdown, CSV, JSON, HTML."""

from __future__ import annotations

import csv
import html as escaping
import io
import json
import unicodedata
from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from kg.answer.terms import Value, plain
from kg.safe.text import cell, printed, sound

if TYPE_CHECKING:
    from kg.answer import Answer

ARROWS = "→←"
NUMBERS = (int, float, Decimal)


def text(value: Value) -> str:
    """A value as people read it, on one line and without control characters."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{plain(value):f}"
    return printed(sound(str(value)))


def width(words: str) -> int:
    """Columns that a text takes on a terminal: Chinese characters two, combining marks none."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in words)


def table(answer: Answer, lang: str = "zh") -> str:
    """Aligned plain text: a title, a header, a rule, the rows, and how many there are."""
    cells = [[answer.label(name, lang) for name in answer.visible], *shown(answer, lang)]
    widths = [max(map(width, column)) for column in zip(*cells, strict=True)]
    right = [_numeric(answer.column(name)) for name in answer.visible]
    lines = [_line(row, widths, right) for row in cells]
    lines.insert(1, "  ".join("-" * size for size in widths))
    title = answer.title.get(lang, "")
    return "\n".join([*([title] if title else []), *lines, counted(answer)]) + "\n"


def markdown(answer: Answer, lang: str = "zh") -> str:
    """A GitHub-flavoured table; ``|`` and markup in values are escaped."""
    head = [answer.label(name, lang) for name in answer.visible]
    rule = ["---:" if _numeric(answer.column(name)) else "---" for name in answer.visible]
    rows = [[_escaped(cell) for cell in row] for row in shown(answer, lang)]
    lines = ["| " + " | ".join(row) + " |" for row in (head, rule, *rows)]
    return "\n".join([*lines, *([f"\n{answer.note}"] if answer.note else [])]) + "\n"


def to_csv(answer: Answer, lang: str = "zh") -> str:
    """CSV with all columns under their variable names; a text that a spreadsheet would run as a formula gets a leading '."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([cell(name) for name in answer.columns])
    writer.writerows([_cell(value) for value in row] for row in answer.rows)
    return out.getvalue()


def to_json(answer: Answer, lang: str = "zh") -> str:
    """A JSON array of objects, one a row; numbers as numbers, dates as text, what is missing as null."""
    rows = [{name: _json(value) for name, value in row.items()} for row in answer]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def html(answer: Answer, lang: str = "zh") -> str:
    """An HTML table, every value escaped: what a notebook shows."""
    esc = escaping.escape
    head = "".join(f"<th>{esc(answer.label(name, lang))}</th>" for name in answer.visible)
    body = "".join("<tr>" + "".join(f"<td>{esc(cell)}</td>" for cell in row) + "</tr>" for row in shown(answer, lang))
    caption = esc(" ".join(filter(None, (answer.title.get(lang, ""), answer.note))))
    return f"<table><caption>{caption}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


FORMATS: dict[str, Callable[[Answer, str], str]] = {"table": table, "csv": to_csv, "json": to_json, "markdown": markdown}


def shown(answer: Answer, lang: str = "zh") -> list[list[str]]:
    """The visible cells as people read them: codes of the ontology (``started``) by their labels (开工)."""
    words = [_labels(answer.labels.get(name, {}).get("codes"), lang) for name in answer.visible]
    places = [answer.columns.index(name) for name in answer.visible]
    return [[_named(text(row[place]), known) for place, known in zip(places, words, strict=True)] for row in answer.rows]


def _labels(codes: str | None, lang: str) -> dict[str, str]:
    if not codes:
        return {}
    from kg.ontology import ontology

    known = {name: getattr(term, lang) for name, term in getattr(ontology(), codes).items()}
    return known | _kinds(lang) if codes == "predicates" else known


@cache
def _kinds(lang: str) -> dict[str, str]:
    """The predicates of milestones and observations, which are no relations."""
    from kg.ontology import FILE, KG, Triples, data_dir

    terms = Triples(data_dir("ontology") / FILE)
    return {name: terms.label(KG + name, lang) for name in ("reached", "observed")}


def _named(cell: str, words: dict[str, str]) -> str:
    code = cell.lstrip(ARROWS)
    return cell.removesuffix(code) + words.get(code, code) if words else cell


def _numeric(values: Iterable[Value]) -> bool:
    known = [value for value in values if value is not None]
    return bool(known) and all(isinstance(value, NUMBERS) and not isinstance(value, bool) for value in known)


def _line(row: list[str], widths: list[int], right: list[bool]) -> str:
    cells = (pad * " " + cell if at else cell + pad * " " for cell, pad, at in zip(row, _pads(row, widths), right, strict=True))
    return "  ".join(cells).rstrip()


def _pads(row: list[str], widths: list[int]) -> list[int]:
    return [size - width(cell) for cell, size in zip(row, widths, strict=True)]


def counted(answer: Answer) -> str:
    """How many rows there are, or that there are more."""
    return answer.note or f"{len(answer)} 行"


def _escaped(cell: str) -> str:
    return "".join("\\" + char if char in "\\|`*_[]<>&~" else char for char in cell)


def _cell(value: Value) -> str:
    return f"{plain(value):f}" if isinstance(value, Decimal) else str(cell(value))


def _json(value: Value) -> str | int | float | bool | None:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value if value is None or isinstance(value, (bool, int, float)) else sound(str(value))
