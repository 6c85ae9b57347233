"""Exports, one module a format, imported when it is asked for.

A format's module has ``write(knowledge, target, **options)`` (target: a binary stream), ``EXTENSION``, ``LABEL_ZH``
and ``LABEL_EN``. The options are the keyword-only parameters of ``write``, and of one whose default is a dataclass (``part``, a
``Selection``) its fields; ``options(name)`` lists them.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from importlib import import_module
from types import ModuleType
from typing import Any, BinaryIO

from kg.errors import MissingExtra, UsageError
from kg.model import Knowledge

__all__ = ["FORMATS", "options", "write"]

# Format → the extra that brings the packages it needs ("" where kg itself does).
NAMES = {
    "gexf": "", "graphml": "", "turtle": "", "ntriples": "", "nquads": "", "trig": "", "jsonld": "", "rdfxml": "", "jsonl": "",
    "csv": "", "neo4j": "", "cytoscape": "", "parquet": "tables", "excel": "tables", "report": "", "html": "",
}  # fmt: skip


class Formats(Mapping[str, ModuleType]):
    """Format name → its module. A name that is not there raises ``UsageError`` with those that are."""

    def __getitem__(self, name: str) -> ModuleType:
        if name not in NAMES:
            raise UsageError(f"no export format {name!r}", f"there are: {', '.join(NAMES)}")
        return import_module(f"kg.export.{name}")

    def __contains__(self, name: object) -> bool:
        return name in NAMES

    def __iter__(self) -> Iterator[str]:
        return iter(NAMES)

    def __len__(self) -> int:
        return len(NAMES)


FORMATS = Formats()


def options(name: str) -> dict[str, Any]:
    """The options of a format with their defaults."""
    return {option: default for parameter in _parameters(name) for option, default in _offered(parameter).items()}


def _parameters(name: str) -> list[inspect.Parameter]:
    return [each for each in inspect.signature(FORMATS[name].write).parameters.values() if each.kind is each.KEYWORD_ONLY]


def _offered(parameter: inspect.Parameter) -> dict[str, Any]:
    """The options that a parameter stands for: itself, or the fields of its dataclass."""
    default = parameter.default
    return {field.name: getattr(default, field.name) for field in fields(default)} if is_dataclass(default) else {parameter.name: default}


def _arguments(name: str, given: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """The options as the format's ``write`` takes them."""
    for parameter in _parameters(name):
        own = {option: given[option] for option in _offered(parameter) if option in given}
        if own:
            yield parameter.name, own[parameter.name] if parameter.name in own else replace(parameter.default, **own)


def _fits(option: str, value: Any, default: Any) -> None:
    """Raises ``UsageError`` for a value that is not of the kind of the option's default: yes or no, or text where nothing or text is."""
    if isinstance(default, bool) and not isinstance(value, bool):
        raise UsageError(f"{option} is {value!r}", "give True or False")
    if (isinstance(default, str) or (default is None and option != "top")) and not isinstance(value, (str, type(None))):
        raise UsageError(f"{option} is {value!r}, of type {type(value).__name__}", "give text")


def write(name: str, knowledge: Knowledge, target: BinaryIO, **given: Any) -> None:
    """Write ``knowledge`` to ``target`` in the format ``name``.

    Raises ``UsageError`` for an unknown format or option, ``MissingExtra`` where the format's packages are not installed.
    """
    known = options(name)
    for option in given:
        if option not in known:
            raise UsageError(f"{name} has no option {option!r}", f"it has: {', '.join(known) or 'none'}")
        _fits(option, given[option], known[option])
    try:
        FORMATS[name].write(knowledge, target, **dict(_arguments(name, given)))
    except ModuleNotFoundError as missing:
        if not NAMES[name]:
            raise
        raise MissingExtra(f"kg export {name}", NAMES[name]) from missing
