"""A published graph as the analyst holds it: every command that reads a graph is a method of the same name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import MissingExtra, UsageError
from kg.safe.calls import checked, number

if TYPE_CHECKING:
    from networkx import MultiDiGraph

    from kg.answer import Answer
    from kg.judge.check import Report
    from kg.graph.diff import Diff
    from kg.model import Knowledge
    from kg.plot import Picture
    from kg.publish import Generation
    from kg.query import Engine, GraphText
    from kg.search import Found
    from kg.judge.score import Score
    from kg.judge.verify import Verified
    from kg.graph.show import Page
    from kg.templates import Names, Template
    from kg.graph.thing import Thing


@checked
def open(folder: str | Path = "graph") -> Graph:
    """The graph in ``folder``, as the last build left it. Raises ``GraphError`` if there is none."""
    from kg.publish import open_generation

    return Graph(open_generation(folder))


class Graph:
    """A published graph. Nothing is loaded before it is asked for, and a later build does not change what is open.

    ``ask`` a template, ``sparql`` anything, ``show`` or hold an ``entity``, take the ``facts``, ``nx`` or ``rdf``,
    ``export``, ``check`` and ``score``. The examples are of the graph that ``make`` builds from ``seeds/``.

    >>> import kg
    >>> graph = kg.open("graph")
    >>> graph.generation.manifest()["counts"]["document"]
    5
    """

    def __init__(self, generation: Generation) -> None:
        self.generation = generation

    @cached_property
    def knowledge(self) -> Knowledge:
        """Documents, entities, facts, promises, conflicts as values."""
        return self.generation.knowledge()

    @cached_property
    def nx(self) -> MultiDiGraph[str]:
        """A plain networkx graph, every fact one edge: any algorithm of networkx works on it.

        >>> import networkx
        >>> degree = dict(graph.nx.degree())
        >>> max((node for node in degree if node.startswith("Park/")), key=degree.get)
        'Park/青岛市虚拟现实产业园'
        >>> networkx.has_path(graph.nx.to_undirected(), "Company/云天畅想", "Industry/虚拟现实")
        True
        """
        from kg.network.networkx import to_networkx

        return to_networkx(self.knowledge)

    @cached_property
    def engine(self) -> Engine:
        """What answers queries: children without network, kept warm, closed with the graph."""
        from kg.query import Engine
        from kg.rdf import PREFIXES

        return Engine(self.generation.store, prefixes=dict(PREFIXES))

    @cached_property
    def names(self) -> Names:
        """The names of the graph's entities, for parameters and completion."""
        from kg.templates import Names

        return Names(self.engine.query)

    @checked
    def ask(self, template: str, /, **values: Any) -> Answer:
        """The answer of a template; ``values`` are its parameters (``kg ask`` lists them), an entity by any of its names.

        Raises ``UsageError`` for a template, parameter or entity that there is none of, naming those there are.

        >>> for row in graph.ask("companies-in-park", park="青岛市虚拟现实产业园"):
        ...     print(row["company"], row["since"], row["evidence"])
        云天畅想 2023 青岛市虚拟现实产业园主要发展虚拟现实产业，当年引进大朋VR、云天畅想
        大朋VR 2023 青岛市虚拟现实产业园主要发展虚拟现实产业，当年引进大朋VR、云天畅想
        """
        from kg.templates import ask

        return ask(template, values, self.engine.query, self.names)

    @staticmethod
    def templates() -> Mapping[str, Template]:
        """The questions there are, by name.

        >>> graph.templates()["parks-of-district"].title["en"]
        'Parks of a district and their industries'
        """
        from kg.templates import templates

        return templates()

    @checked
    def sparql(self, query: str, **limits: Any) -> Answer | GraphText | bool:
        """Any SPARQL 1.1 query: an ``Answer`` for SELECT, a boolean for ASK, triples as text for CONSTRUCT and DESCRIBE.

        Limits are ``timeout`` (s), ``memory`` (bytes), ``max_rows``, ``max_depth``; ``media`` for triples. Raises ``QueryError``.

        >>> parks = graph.sparql("PREFIX kg: <https://district-kg.example/ns#> SELECT (COUNT(?p) AS ?n) { ?p a kg:Park }")
        >>> parks[0]["n"] > 10
        True
        """
        return self.engine.query(query, **limits)

    @checked
    def search(self, words: str, most: int = 10) -> Found:
        """Names, other names, measures and sentences that hold ``words`` (a name also by pinyin): the best ``most`` of each, and of how many.

        >>> found = graph.search("银丰华美达")
        >>> found.hits[0].ref, found.totals["text"]
        ('Project/银丰华美达酒店', 2)
        """
        from kg.search import search

        return search(self.generation.search, words, most)

    @checked
    def verify(self, text: str, *, date: str | None = None, region: str | None = None) -> Verified:
        """A paragraph that somebody wrote, claim by claim: supported (with the quotes), contradicted, a plan told as a fact, or unknown.

        ``date`` is when it was written (what 今年 means in it), ``region`` the area that it is about (what 全区 means in it).
        """
        from kg.judge.verify import verify

        return verify(self.knowledge, text, date=date, region=region)

    @checked
    def show(self, name: str, *, stated_by: str | None = None) -> Page:
        """All that is known of the entity or document called ``name``, with the words that say so, or what ``stated_by`` says of it."""
        from kg.graph.show import show

        return show(self._stated(stated_by), name)

    def _stated(self, who: str | None) -> Knowledge:
        """The knowledge, or what ``who`` (rules, readings, reading:NAME) states of it."""
        from kg.network.stating import stated_by

        return self.knowledge if who is None else stated_by(self.knowledge, who)

    @checked
    def unread(self, name: str) -> Page:
        """The sentences of the document called ``name`` with numbers or event words that gave no fact. Raises ``UsageError`` if none is called so."""
        from kg.graph.show import unread_page
        from kg.network.find import document

        found = document(self.knowledge, name)
        return unread_page(found, self.generation.text(found.id))

    @checked
    def entity(self, name: str, *types: str) -> Thing:
        """The entity called ``name`` (id, name, alias, or the only name that contains it), of one of ``types`` if given.

        Raises ``UsageError``, with suggestions, if nothing is called so, or more than one thing.

        >>> graph.entity("创享中心").name
        '青岛虚拟现实创享中心'
        """
        from kg.network.find import entity
        from kg.graph.thing import Thing

        return Thing(self.knowledge, entity(self.knowledge, name, types))

    @checked
    def entities(self, *types: str) -> Iterator[Thing]:
        """Every entity, or those of ``types``, in order of type and name.

        >>> [city.name for city in graph.entities("City")]
        ['上海市', '北京市', '深圳市', '青岛市']
        """
        from kg.graph.thing import Thing

        return (Thing(self.knowledge, entity) for entity in self.knowledge.entities if not types or entity.type in types)

    @checked
    def facts(self, kind: str | None = None) -> Iterator[dict[str, Any]]:
        """The flat records (those of ``kg export jsonl``), or those of one kind.

        >>> first = next(graph.facts("milestone"))
        >>> sorted(first)
        ['event', 'evidence', 'kind', 'modality', 'subject', 'subjectId', 'time']
        """
        from kg.records.shapes import KINDS
        from kg.records import read_jsonl

        if kind is not None and kind not in KINDS:
            raise UsageError(f"no kind of record {kind!r}", f"there are: {', '.join(KINDS)}")
        return (record for record in read_jsonl(self.generation.facts) if kind in (None, record["kind"]))

    def rdf(self) -> Any:
        """The RDF as an ``rdflib.Graph``, for what rdflib does; ``sparql`` is much faster for queries."""
        import rdflib

        return rdflib.Graph().parse(data=bytes(self.export("ntriples")), format="nt")

    @checked
    def subgraph(self, around: str | None = None, *, steps: int = 1, types: Sequence[str] = ()) -> MultiDiGraph[str]:
        """A part of ``nx``: what lies within ``steps`` edges of the entity ``around``, of these ``types`` only, or both.

        Raises ``UsageError`` for an entity or type that there is none of.

        >>> sorted(graph.subgraph("青岛市虚拟现实产业园", types=["Park", "Company", "Industry"]))
        ['Company/云天畅想', 'Company/大朋VR', 'Industry/虚拟现实', 'Park/青岛市虚拟现实产业园', 'Park/青岛高科技工业园']
        """
        from kg.network.networkx import part

        number("steps", steps, whole=True)
        return part(self.nx, None if around is None else self.entity(around).id, steps, types)

    @checked
    def export(self, form: str, target: str | Path | None = None, *, stated_by: str | None = None, **options: Any) -> bytes | Path:
        """Write the graph as ``gexf``, ``turtle``, ``csv`` … into the file ``target``; without one, give its bytes.

        ``stated_by`` takes only what the rules, the readings or one reader (``reading:NAME``) state.

        Raises ``UsageError`` for a format or an option that there is none of, ``MissingExtra`` for packages to install.

        >>> graph.export("turtle").splitlines()[0]
        b'@base <https://district-kg.example/id/> .'
        """
        from kg.export import options as there
        from kg.export.file import export

        if "base" in there(form):  # the IRIs of the export are those of the graph, unless another base is given
            options.setdefault("base", self.generation.manifest()["base"])
        return export(self._stated(stated_by), form, target, **options)

    @checked
    def report(self, district: str, *, html: bool = False, lang: str = "zh") -> str:
        """The report of a district as Markdown (or an HTML page): key messages, promises, projects, parks, indicators, each line with its source.

        >>> graph.report("崂山区").splitlines()[0]
        '# 崂山区'
        """
        return bytes(self.export("report", district=district, html=html, lang=lang)).decode()

    @checked
    def plot(self, name: str, kind: str = "network", target: str | Path | None = None, **options: Any) -> Picture:
        """A picture (``network``, ``timeline``, ``series``, ``industries``) of the entity called ``name``, saved to ``target`` if given."""
        from kg.plot import plot

        return plot(self, name, kind, target, **options)

    @checked
    def load(self, url: str, *, timeout: float = 600.0, auth: tuple[str, str] | None = None) -> None:
        """Put the graph into the graph store of a server (``http://host:7878/store``), in place of what it holds there; ``auth`` is user and password."""
        from kg.query.remote import load

        load(url, self.generation.rdf, timeout=timeout, auth=auth)

    def check(self) -> Report:
        """What the shapes, the exactness of evidence and the conflicts object to. Raises ``MissingExtra`` without pyshacl."""
        from kg.judge.check import check

        try:
            return check(self.generation.knowledge(texts=True))
        except ModuleNotFoundError as missing:
            if missing.name != "pyshacl":
                raise
            raise MissingExtra("kg check", "check") from missing

    @checked
    def score(self, gold: str | Path) -> Score:
        """Precision, recall and F1 against gold facts: a file of them, or a folder with one file a document."""
        from kg.judge.score import score

        return score(gold, self.facts())

    def diff(self, older: Graph | str | Path | None = None) -> Diff:
        """What this graph has that ``older`` (a graph, a folder, or the generation before) has not, and the other way about."""
        from kg.graph.diff import diff
        from kg.publish import open_generation

        if not isinstance(older, (Graph, str, Path, type(None))):
            raise UsageError(f"diff: older is of type {type(older).__name__}", "give a graph, or the folder of one")
        if older is None:
            older = Graph(open_generation(self.generation.path.parents[1], "previous"))
        return diff((older if isinstance(older, Graph) else open(older)).knowledge, self.knowledge)

    def feed(self, older: Graph | str | Path | None = None) -> str:
        """The promises that slipped since ``older`` (as ``diff`` takes it) as an Atom feed."""
        from kg.graph.feed import atom
        from kg.rdf.names import Names as Iris

        return atom(self.diff(older).slips, self.knowledge, Iris(self.generation.manifest()["base"]))

    def close(self) -> None:
        """End the query children, if any were started."""
        if "engine" in self.__dict__:
            self.engine.close()

    def __enter__(self) -> Graph:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        counts = self.generation.manifest().get("counts", {})
        return f"<kg.Graph {self.generation.name[:8]}: {', '.join(f'{count} {kind}' for kind, count in counts.items())}>"
