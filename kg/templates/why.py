"""Why an answer has no rows, and what is near: what would be found without one of the values, and measures like the one asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from kg.answer import Answer
from kg.errors import KgError
from kg.templates.binding import bind
from kg.templates.measures import asked, known, near
from kg.templates.model import Template
from kg.templates.values import Resolver, Value

FEW = 8  # values listed


def why(template: Template, values: Mapping[str, Value | None], query: Callable[[str], object], names: Resolver) -> str:
    """What is near an empty answer, in both languages; empty where nothing can be said."""
    given = {name: value for name, value in values.items() if value is not None}
    return " ".join((*_measures(template, given, query), *_without(template, given, query, names))) or _nothing(given)


def _measures(template: Template, given: Mapping[str, Value], query: Callable[[str], object]) -> Iterator[str]:
    for name, value in given.items():
        if template.params[name].type == "measure":
            listed, words = known(query), str(value)
            if not any(asked(words) in each for each in listed) and (like := near(words, listed)):
                yield f"没有含“{words}”的指标，相近的有 no measure holds {words!r}, near are: {'、'.join(like)}。"


def _without(template: Template, given: Mapping[str, Value], query: Callable[[str], object], names: Resolver) -> Iterator[str]:
    """How many rows there would be without one of the values that may be left out, and what stands there in its place."""
    for name, value in given.items():
        if template.params[name].required:
            continue
        rest = {other: each for other, each in given.items() if other != name}
        found = _asked(template, rest, query, names)
        if found is not None and len(found):
            yield f"不限 {name}={value} 则有 {len(found)} 行 without --{name} there are {len(found)} rows{_instead(name, found)}。"


def _instead(name: str, found: Answer) -> str:
    column = next((each for each in ("time", "due", "latest_time") if name == "year" and each in found.columns), None)
    if column is None:
        return ""
    years = sorted({str(value)[:4] for value in found.column(column) if value is not None})
    return f" ({'、'.join(years[:FEW])})" if years else ""


def _asked(template: Template, given: Mapping[str, Value], query: Callable[[str], object], names: Resolver) -> Answer | None:
    try:
        found = query(bind(template, given, names))
    except KgError:
        return None
    return found if isinstance(found, Answer) else None


def _nothing(given: Mapping[str, Value]) -> str:
    if given:
        return "图里没有读到与所给的值相合的事实 the graph holds no such fact of what was asked; kg search WORD 查原文 looks in the text."
    return "图里没有这一类事实 the graph holds no fact of this kind."
