"""An answer in the libraries that the analyst may have: pandas, polars, networkx, rich. Imported when asked for."""

from __future__ import annotations

import importlib
import re
from decimal import Decimal
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
    """A ``DataFrame`` with the answer's columns: numbers as numbers (a decimal as the nearest double), what is missing is ``None``."""
    frame = library("pandas", "to_pandas", "tables").DataFrame
    return frame({name: _numbers(answer.column(name)) for name in answer.columns}, columns=list(answer.columns))


def to_polars(answer: Answer) -> Any:
    """A ``DataFrame`` with the answer's columns; a column of several types is text."""
    polars = library("polars", "to_polars", "tables")
    return polars.DataFrame({name: _alike(_numbers(answer.column(name))) for name in answer.columns}, strict=False)


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
    """A ``MultiDiGraph``: one edge a row that has both ends, in row order; nodes are the names, with their ``iri`` where there is one."""
    first, second = _ends(answer, source, target)
    graph = library("networkx", "to_networkx", "graph").MultiDiGraph()
    for row in answer:
        if row[first] is not None and row[second] is not None:
            for end in (first, second):
                graph.add_node(row[end], **({"iri": str(iri)} if (iri := row.get(f"{end}_iri")) else {}))
            graph.add_edge(row[first], row[second], **{key: value for key, value in row.items() if key not in (first, second)})
    return graph


def _ends(answer: Answer, source: str | None, target: str | None) -> tuple[str, str]:
    """The two columns that an edge joins: those named, else the first two that name entities (a column X beside X_iri)."""
    for name in filter(None, (source, target)):
        answer.column(name)  # raises for a column that is not there
    places = {name.removesuffix("_iri") for row in answer for name, value in row.items() if isinstance(value, Iri) and (PLACE.search(value) or "/Document/" in value)}
    entities = [name for name in answer.visible if f"{name}_iri" in answer.columns and name not in {*places, source, target}]
    wanted = [source or (entities.pop(0) if entities else ""), target or (entities.pop(0) if entities else "")]
    if not all(wanted):
        raise UsageError("a row of this answer does not join two entities", f"name two columns, source and target; there are: {', '.join(answer.visible)}")
    return wanted[0], wanted[1]


def evidence(answer: Answer) -> list[Evidence]:
    """The distinct passages in the answer's ``X_iri`` columns, with the words of column ``X``, in row order."""
    found = {passage: None for row in answer for passage in _passages(row)}
    return list(found)


def _passages(row: dict[str, Value]) -> list[Evidence]:
    pairs = ((PLACE.search(value), row.get(name.removesuffix("_iri"))) for name, value in row.items() if isinstance(value, Iri))
    return [Evidence(unquote(place["doc"]), int(place["start"]), int(place["end"]), str(words or "")) for place, words in pairs if place]


def _numbers(values: list[Value]) -> list[Any]:
    """The values, decimals as doubles: what frames can add up and draw."""
    return [float(value) if isinstance(value, Decimal) else value for value in values]


def _alike(values: list[Value]) -> list[Any]:
    kinds = {type(value) for value in values if value is not None}
    if kinds <= {int} or kinds <= {bool} or len(kinds) == 1 and not kinds & {Iri}:
        return values
    return [None if value is None else str(value) for value in values]
