"""What the analyst calls: build a graph from documents, open it, and read single texts. The commands are the same functions.

    >>> import kg
    >>> extraction = kg.extract("澄湖区2031年开工建设云帆大桥。", date="2031-02-01")
    >>> [(fact.event, fact.time) for fact in extraction.facts if fact.kind == "milestone"]
    [('started', '2031')]
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from kg.engines.building import Built, build
from kg.engines.proposing import propose
from kg.engines.training import train
from kg.graph.opening import Graph, open
from kg.safe.calls import checked

if TYPE_CHECKING:
    from kg.model import Document, Extraction, Knowledge
    from kg.ontology import Rule
    from kg.templates.server import Server

__all__ = ["Built", "Graph", "build", "connect", "explain", "extract", "knowledge", "open", "propose", "read", "rules", "train"]


@checked
def read(text: str, *, id: str = "text", title: str = "", date: str | None = None, region: str | None = None) -> Document:
    """One text in memory as a cleaned ``Document``; ``date`` (2031, 2031-02, 2031-02-01) and ``region`` if they are known.

    >>> read("2031年2月，云帆大桥开工建设。", date="2031-02").date.precision
    'month'
    """
    from kg.reading import read_text

    return read_text(text, id=id, title=title, date=date, region=region)


@checked
def extract(text: str, *, date: str | None = None, region: str | None = None) -> Extraction:
    """What one text says: its entities and facts, with evidence, without a build.

    >>> found = extract("2031年，澄湖区推动云帆大桥开工建设。", date="2031-02")
    >>> [(fact.subject, fact.event, fact.modality, fact.evidence[0].text) for fact in found.facts if fact.kind == "milestone"]
    [('云帆大桥', 'started', 'planned', '云帆大桥开工建设')]
    """
    from kg.language import extract

    return extract(read(text, date=date, region=region))


@checked
def knowledge(documents: Iterable[Document], decisions: str | Path | None = None, corrections: str | Path | None = None) -> Knowledge:
    """What ``build`` would publish of these documents, in memory: no folder, no child processes, no limits of time or memory.

    ``documents`` are values, as ``read`` gives them, each with an id of its own, in any order; ``decisions`` is a file that says which
    names are the same thing, ``corrections`` one of what people put right. The knowledge stands in the order of its records; its documents keep their texts. Raises ``UsageError``
    for two documents of one id, for what is no ``Document``, and for a wrong line of ``decisions``.

    >>> plan = read("松岭区今年将推动云帆大桥开工建设。", id="plan", date="2031")
    >>> review = read("松岭区去年云帆大桥开工建设。", id="review", date="2032")
    >>> [(made.subject, made.event, made.due, made.outcome) for made in knowledge([plan, review]).promises]
    [('Project/云帆大桥', 'started', '2031', 'kept')]
    """
    from kg.corrections import read
    from kg.engines.knowledge import knowledge

    return knowledge(documents, decisions, read(corrections) if corrections else ())


@checked
def connect(url: str, *, timeout: float = 30.0) -> Server:
    """A SPARQL 1.1 server that holds a graph of kg, by its query address: ``ask`` and ``sparql`` as on a graph."""
    from kg.templates.server import Server

    return Server(url, timeout)


@checked
def explain(text: str, *, date: str | None = None, region: str | None = None) -> str:
    """How a text is read, as a tree to print: its clauses, the rules that fired and those that almost did, names, facts.

    >>> print(explain("云帆大桥开工建设。", date="2031-02").splitlines()[0])
    句 云帆大桥开工建设
    """
    from kg.language.explain import explain

    return explain(text, date=date, region=region)


@checked
def rules(id: str | None = None) -> tuple[Rule, ...]:
    """The rules of the language with file and line, or those called ``id``. Raises ``UsageError`` for an id that is none.

    >>> rules("identity.decision")[0].path.name
    'identity.yaml'
    """
    from kg.ontology import find

    return find(id)
