"""A template: a question with parameters, as its file states it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

TYPES = ("entity", "year", "type", "number", "text", "measure", "event", "outcome")


@dataclass(frozen=True, slots=True)
class Param:
    """A parameter: ``type`` is one of ``TYPES``; ``classes`` limits an entity to these types; ``label`` by language."""

    name: str
    type: str
    classes: tuple[str, ...] = ()
    required: bool = True
    default: str | int | float | None = None
    label: Mapping[str, str] = field(default_factory=dict)

    @property
    def option(self) -> str:
        """How the parameter is written on the command line."""
        return f"--{self.name}" if self.required else f"[--{self.name}]"


@dataclass(frozen=True, slots=True)
class Template:
    """A SPARQL query with a header: ``text`` is the whole file, valid SPARQL itself, ``form`` SELECT, ASK, CONSTRUCT or DESCRIBE.

    ``columns`` gives each answer column its titles by language, ``example`` the values of a call and the rows that it
    gives on the fixture of the tests.
    """

    name: str
    text: str
    path: Path
    summary: str
    title: Mapping[str, str]
    form: str = "SELECT"
    description: str = ""
    tags: tuple[str, ...] = ()
    params: Mapping[str, Param] = field(default_factory=dict)
    columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    example: Mapping[str, Any] = field(default_factory=dict)

    @property
    def call(self) -> str:
        """How the template is asked: its name and parameters."""
        return " ".join((self.name, *(param.option for param in self.params.values())))
