"""An Excel workbook with a sheet for each table: entities, facts, ledger, promises, indicators, evidence, documents."""

from __future__ import annotations

import io
import re
import zipfile
from decimal import Decimal
from typing import Any, BinaryIO

from kg.export.safe import write_zip
from kg.export.tables import Table, tables
from kg.model import Knowledge
from kg.ontology import table as names
from kg.safe.text import FORMULA, clean

EXTENSION = "xlsx"
LABEL_ZH = "Excel 工作簿"
LABEL_EN = "Excel workbook"

MOST_ROWS, MOST_CHARACTERS = 1_048_575, 32_767  # Excel's limits: rows below the head, characters of a cell
WIDE = {"quote", "text", "answer", "title", "source", "object", "about", "measure"}


def write(knowledge: Knowledge, target: BinaryIO) -> None:
    """Write the workbook, without times in it: the same knowledge gives the same bytes. Texts are never formulas."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    heads = {row["name"]: row["zh"] for row in names("columns")}
    for table in tables(knowledge).values():
        for number, rows in enumerate(_pages(list(table.lists())), 1):
            _fill(book.create_sheet(heads.get(table.name, table.name) + (f" {number}" if number > 1 else "")), table, rows, heads)
    saved = io.BytesIO()
    book.save(saved)
    write_zip(target, _without_clock(saved), zipfile.ZIP_DEFLATED)


def _pages(rows: list[list[Any]]) -> list[list[list[Any]]]:
    """The rows in as many sheets as Excel's limit asks for."""
    return [rows[start : start + MOST_ROWS] for start in range(0, max(1, len(rows)), MOST_ROWS)]


def _fill(sheet: Any, table: Table, rows: list[list[Any]], heads: dict[str, str]) -> None:
    """Write the head, then the rows."""
    from openpyxl.utils import get_column_letter

    for number, name in enumerate(table.columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = 48 if name in WIDE else 16
    sheet.freeze_panes = "A2"
    sheet.append([_cell(sheet, f"{heads.get(name, name)} {name}", bold=True) for name in table.columns])
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.columns))}{len(rows) + 1}"


def _cell(sheet: Any, value: Any, *, bold: bool = False) -> Any:
    """A cell: numbers as numbers, texts as texts whatever they begin with."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    if value is None or isinstance(value, int):
        return value
    if isinstance(value, Decimal):
        return float(value)
    text = clean(str(value))
    text = text if len(text) <= MOST_CHARACTERS else text[: MOST_CHARACTERS - 1] + "…"
    if not bold and not FORMULA.match(text):
        return text
    cell = WriteOnlyCell(sheet)
    cell.value, cell.data_type, cell.quotePrefix = text, "s", True
    if bold:
        cell.font = Font(bold=True)
    return cell


def _without_clock(saved: io.BytesIO) -> dict[str, bytes]:
    """The workbook's parts, its times of making taken out."""
    with zipfile.ZipFile(saved) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    core = "docProps/core.xml"
    parts[core] = re.sub(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>", b"", parts[core])
    return parts
