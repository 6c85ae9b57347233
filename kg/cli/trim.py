"""An answer cut to what the reader wants to see: some columns, some order, some rows."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.answer import Answer


def trimmed(answer: Answer, columns: str | None = None, sort: str | None = None, limit: int | None = None) -> Answer:
    """The answer with ``columns`` (a,b,c), sorted by one (-name: backwards; what is missing comes last), of ``limit`` rows; a column by its name or either heading.

    Raises ``UsageError`` naming the columns there are.
    """
    if sort:
        answer = _sorted(answer, _column(answer, sort.removeprefix("-").strip()), sort.startswith("-"))
    if limit is not None and limit < len(answer):
        answer = replace(answer, terms=answer.terms[:limit], truncated=True, total=None if answer.truncated else len(answer))
    return _with_columns(answer, [_column(answer, name.strip()) for name in re.split("[,，、]", columns)]) if columns else answer


def _column(answer: Answer, said: str) -> str:
    """The column of that name, or of that heading in either language; the word itself where there is none."""
    if said in answer.columns:
        return said
    headed = (name for name in answer.columns if said.lower() in {label.lower() for label in answer.labels.get(name, {}).values()})
    return next(headed, said)


def _sorted(answer: Answer, name: str, backwards: bool) -> Answer:
    _needed(answer, [name])
    values = answer.column(name)
    filled = [place for place, value in enumerate(values) if value is not None]
    empty = [place for place, value in enumerate(values) if value is None]
    order = sorted(filled, key=lambda place: _key(values[place]), reverse=backwards)
    return replace(answer, terms=tuple(answer.terms[place] for place in [*order, *empty]))


def _key(value: Any) -> tuple[int, Any]:
    """Numbers before words, each by its own order."""
    return (0, value) if isinstance(value, (int, float)) or hasattr(value, "as_tuple") else (1, str(value))


def _needed(answer: Answer, names: list[str]) -> None:
    unknown = [name for name in names if name not in answer.columns]
    if unknown:
        there = ", ".join(f"{name} {answer.labels.get(name, {}).get('zh', '')}".strip() for name in answer.columns)
        raise UsageError(f"no column {', '.join(unknown)}", f"there are: {there}")


def _with_columns(answer: Answer, names: list[str]) -> Answer:
    _needed(answer, names)
    places = [answer.columns.index(name) for name in names]
    return replace(answer, columns=tuple(names), terms=tuple(tuple(row[place] for place in places) for row in answer.terms))
