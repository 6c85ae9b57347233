"""An answer in the libraries that the analyst may have: pandas, polars, networkx, rich. Imported when asked for."""

from __future__ import annotations

import importlib
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from kg.answer.formats import NUMBERS, shown
from kg.answer.terms import Iri, Value
from kg.errors import MissingExtra, UsageError
from kg.model import Evidence

if TYPE_CHECKING:
    from kg.answer import Answer

PLACE = re.compile(r"/evidence/(?P<doc>.+)/(?P<start>\d+)-(?P<end>\d+)$")


def library(name: str, feature: str, extra: str) -> Any:
    """The module of that name. Raises ``MissingExtra`` with what to install."""
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise MissingExtra(feature, extra) from error


def to_pandas(answer: Answer) -> Any:
    """A ``DataFrame`` with the answer's columns; decimals stay ``Decimal``, what is missing is ``None``."""
    return library("pandas", "to_pandas", "tables").DataFrame(list(answer.rows), columns=list(answer.columns))


def to_polars(answer: Answer) -> Any:
    """A ``DataFrame`` with the answer's columns; a column of several types is text."""
    polars = library("polars", "to_polars", "tables")
    return polars.DataFrame({name: _alike(answer.column(name)) for name in answer.columns}, strict=False)


def to_rich(answer: Answer, lang: str = "zh") -> Any:
    """A ``rich.table.Table`` of the visible columns; values are plain text, never markup."""
    table = library("rich.table", "to_rich", "terminal").Table(title=answer.title.get(lang), caption=answer.note or None)
    plain = library("rich.text", "to_rich", "terminal").Text
    for name in answer.visible:
        numeric = any(isinstance(value, NUMBERS) for value in answer.column(name))
        table.add_column(plain(answer.label(name, lang)), justify="right" if numeric else "left", overflow="fold")
    for row in shown(answer, lang):
        table.add_row(*map(plain, row))
    return table


def to_networkx(answer: Answer, source: str | None = None, target: str | None = None) -> Any:
    """A ``MultiDiGraph``: one edge a row that has both ends; edges come in row order."""
    if len(answer.columns) < 2:
        raise UsageError("a graph needs two columns", f"there are: {', '.join(answer.columns)}")
    first, second = source or answer.visible[0], target or answer.visible[min(1, len(answer.visible) - 1)]
    answer.column(first), answer.column(second)  # raises for a column that is not there
    graph = library("networkx", "to_networkx", "graph").MultiDiGraph()
    for row in answer:
        if row[first] is not None and row[second] is not None:
            graph.add_edge(row[first], row[second], **{key: value for key, value in row.items() if key not in (first, second)})
    return graph


def evidence(answer: Answer) -> list[Evidence]:
    """The distinct passages in the answer's ``X_iri`` columns, with the words of column ``X``, in row order."""
    found = {passage: None for row in answer for passage in _passages(row)}
    return list(found)


def _passages(row: dict[str, Value]) -> list[Evidence]:
    pairs = ((PLACE.search(value), row.get(name.removesuffix("_iri"))) for name, value in row.items() if isinstance(value, Iri))
    return [Evidence(unquote(place["doc"]), int(place["start"]), int(place["end"]), str(words or "")) for place, words in pairs if place]


def _alike(values: list[Value]) -> list[Any]:
    kinds = {type(value) for value in values if value is not None}
    if kinds <= {int} or kinds <= {bool} or len(kinds) == 1 and not kinds & {Iri}:
        return values
    return [None if value is None else str(value) for value in values]
