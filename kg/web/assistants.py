"""The same answers as tools for assistants (MCP): read-only, bounded, each row with its quotes; an error says the way out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from mcp.server.mcpserver import Context, MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import CallToolResult, InputRequiredResult, ToolAnnotations
from pydantic import BaseModel, ConfigDict, Field

from kg import __version__
from kg.errors import KgError
from kg.web import answers
from kg.web.library import Library

READS = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)
ABOUT = """A knowledge graph of Chinese local-government news and work reports. Every row carries the exact words (quote) of a document; cite them.
Begin with `search` (Chinese names, pinyin or initials) or `describe` (what there is, and the templates of `ask`). What is planned is never told as done:
look at `modality`. `verify` checks a paragraph that you wrote. All answers come from the documents and nothing else."""
Row = dict[str, Any]


class Reply(BaseModel):
    """What every tool gives."""

    model_config = ConfigDict(extra="forbid")


class Hits(Reply):
    words: str
    totals: dict[str, int] = Field(description="how many of each kind there are in all")
    hits: list[Row]
    sentences: list[Row]


class Shown(Reply):
    kind: str
    id: str
    name: str
    type: str | None = None
    also: list[str] = []
    within: str | None = None
    date: str | None = None
    region: str | None = None
    publisher: str | None = None
    total_facts: int
    facts: list[Row]
    promises: list[Row] = []
    possibly_same: list[str] = []
    truncated: bool


class Answered(Reply):
    template: str
    title: dict[str, str]
    columns: list[str]
    rows: list[Row]
    total: int
    truncated: bool


class Places(Reply):
    model_config = ConfigDict(extra="allow")
    fact: str
    kind: str
    places: list[Row]
    total_places: int


class Compared(Reply):
    first: Row
    second: Row
    rows: list[Row]
    total: int
    truncated: bool


class Described(Reply):
    counts: dict[str, int]
    types: dict[str, int]
    generation: str
    predicates: dict[str, str]
    events: dict[str, str]
    outcomes: dict[str, str]
    templates: list[Row]


class Checked(Reply):
    verdict: str = Field(description="the worst of the claims': supported, contradicted, plan_as_fact, unknown; unread if nothing was read")
    counts: dict[str, int]
    claims: list[Row]
    unread: list[str]


class Strict(MCPServer[Any]):
    """A server that refuses an argument which a tool does not have; the SDK drops it and answers something else."""

    async def call_tool(self, name: str, arguments: dict[str, Any], context: Context[Any, Any] | None = None) -> CallToolResult | InputRequiredResult:
        known = next((tool.input_schema["properties"] for tool in await self.list_tools() if tool.name == name), arguments)
        if unknown := sorted(arguments.keys() - known.keys()):
            raise ToolError(f"{name} has no argument {', '.join(map(repr, unknown))}\n  its arguments are: {', '.join(known)}")
        return await super().call_tool(name, arguments, context)


def tools(folder: str | Path) -> MCPServer[Any]:
    """The server of the graph in ``folder``. Raises ``GraphError`` where there is none."""
    library = Library(folder)
    made: MCPServer[Any] = Strict("kg", instructions=ABOUT, version=__version__, log_level="ERROR")

    @made.tool(annotations=READS)
    def search(words: str, limit: int = answers.ROWS) -> Hits:
        """Find entities, measures, documents and sentences by words: Chinese (any part of a name), pinyin, or initials of pinyin."""
        return Hits(**_told(lambda: answers.search(library.shelf(), words, limit)))

    @made.tool(annotations=READS)
    def show(name: str, limit: int = answers.ROWS) -> Shown:
        """All that is known of one entity or document, by any of its names or its id: facts and promises with quotes."""
        return Shown(**_told(lambda: answers.show(library.shelf(), name, limit)))

    @made.tool(annotations=READS)
    def ask(template: str, values: dict[str, str] | None = None, limit: int = answers.ROWS) -> Answered:
        """Answer a question of the catalogue (`describe` lists it): promises, tenants of parks, indicators by year … `values` are its parameters."""
        return Answered(**_told(lambda: answers.ask(library.shelf(), template, values or {}, limit)))

    @made.tool(annotations=READS)
    def evidence(fact: str) -> Places:
        """Every place that states a fact (its key stands in each row as `fact`), with the sentence around it and the rule that read it."""
        return Places(**_told(lambda: answers.evidence(library.shelf(), fact)))

    @made.tool(annotations=READS)
    def compare(first: str, second: str, limit: int = answers.ROWS) -> Compared:
        """Two things side by side: the figures of one measure, time and status that both have, with both quotes."""
        return Compared(**_told(lambda: answers.compare(library.shelf(), first, second, limit)))

    @made.tool(annotations=READS)
    def describe() -> Described:
        """What the graph holds, its vocabulary, and the catalogue of templates with their parameters."""
        return Described(**_told(lambda: answers.describe(library.shelf())))

    @made.tool(annotations=READS)
    def verify(text: str, date: str = "", region: str = "") -> Checked:
        """Check a Chinese paragraph claim by claim: supported (with quotes), contradicted, a plan told as a fact, unknown; and what was not read."""
        return Checked(**_told(lambda: answers.verify(library.shelf(), text, date, region)))

    return made


def _told(give: Callable[[], answers.Plain]) -> answers.Plain:
    try:
        return give()
    except KgError as error:
        raise ToolError(str(error)) from error
