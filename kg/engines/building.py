"""A build: sources → documents → extractions → one knowledge → a published generation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import ReadingError, UsageError
from kg.model import Document, Extraction, Fact

if TYPE_CHECKING:
    from kg.graph.opening import Graph
    from kg.identity import Decision, Resolved
    from kg.reading import Failure

Progress = Callable[..., None]


@dataclass(frozen=True)
class Built:
    """What a build did: the ``folder`` and ``generation`` it published, and each file it could not read, with the reason.

    ``unused_decisions`` of the analyst no longer apply. ``lost`` are facts, with their document, that name a thing which that
    document does not hold: they are not in the graph, and there are none unless an extractor is at fault.
    """

    folder: Path
    generation: Path
    manifest: Mapping[str, Any]
    failures: Sequence[Failure] = field(default=())
    unused_decisions: Sequence[Decision] = field(default=())
    lost: Sequence[tuple[str, Fact]] = field(default=())

    @cached_property
    def graph(self) -> Graph:
        """The graph, opened."""
        from kg.graph.opening import Graph
        from kg.publish import Generation

        return Graph(Generation(self.generation))

    @property
    def counts(self) -> Mapping[str, int]:
        """How many documents, entities, facts … there are."""
        return self.manifest["counts"]

    def __str__(self) -> str:
        return "\n".join(_summary(self))


def build(
    *sources: str | Path,
    out: str | Path = "graph",
    workers: int | None = None,
    decisions: str | Path | None = None,
    base: str | None = None,
    progress: Progress | None = None,
    **reading: Any,
) -> Built:
    """Read files and folders (default ``seeds``) and publish what they say as a generation of the graph in ``out``.

    ``workers`` is the number of processes (default: the machine's), ``decisions`` a file that says which names are the
    same thing, ``base`` what the IRIs of things begin with (an absolute IRI
    that ends in / or #), ``reading`` options and limits of the reader. The same input gives the same bytes whatever the workers.
    Raises ``OntologyError`` for a rule file that is not in order, ``ReadingError`` if nothing could be read, ``GraphError`` if ``out`` is foreign or being written.
    """
    from kg.engines.knowledge import resolve
    from kg.ontology import check
    from kg.publish import publish, writing
    from kg.rdf.names import Names

    check()

    if base is not None:
        Names(base)  # refused before anything is read
    given = [str(source) for source in sources or ("seeds",)]
    _there(given)
    with writing(out):
        documents, extractions, failures = _read(given, workers, progress, reading)
        if not documents:
            raise ReadingError("nothing could be read" + "".join(f"\n  {one.source}: {one.reason}" for one in failures), "see kg build --help")
        knowledge, how = resolve(documents, extractions, decisions)
        path = publish(knowledge, {document.id: document.text for document in documents}, out, manifest=_inputs(documents, failures, how), base=base)
    from kg.publish import Generation

    return Built(Path(out), path, Generation(path).manifest(), tuple(failures), how.unused_decisions, how.lost)


def _there(sources: Sequence[str]) -> None:
    from glob import glob

    for source in sources:
        if source != "-" and not Path(source).exists() and not glob(source, recursive=True):
            raise UsageError(f"no file or folder {source}", "name files, folders or patterns of them, or - for standard input")


def _read(
    sources: Sequence[str], workers: int | None, progress: Progress | None, reading: Mapping[str, Any]
) -> tuple[list[Document], list[Extraction], list[Failure]]:
    from kg.engines import local

    documents, extractions, failures = local.run(sources, workers=workers, progress=progress, **reading)
    return list(documents), list(extractions), list(failures)


def _inputs(documents: Sequence[Document], failures: Sequence[Failure], how: Resolved) -> dict[str, Any]:
    """What was read, by document id: independent of where the sources lie and of the order in which they were given."""
    read = {document.id: {"source": document.source, "sha256": _hash(document.text)} for document in sorted(documents, key=lambda one: one.id)}
    failed = [{"id": one.id, "reason": one.reason, "skipped": one.skipped} for one in sorted(failures, key=lambda one: (one.id, one.reason))]
    dates = Counter(document.date.how.partition(":")[0] for document in documents)
    return {"inputs": read, "failures": failed, "lost": len(how.lost), "dates": dict(sorted(dates.items()))}


def _hash(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _summary(built: Built) -> list[str]:
    counts, account, covered = (built.manifest[name] for name in ("counts", "accounting", "coverage"))
    left = "、".join(f"{reason} {count}" for reason, count in account["left_out"].items())
    facts = sum(counts.get(kind, 0) for kind in ("relation", "milestone", "observation"))
    return [
        f"{counts.get('document', 0)} 篇文档 documents" + _unread(built.failures),
        f"{account['read']} 字读入 characters read，{account['used']} 字使用 used" + (f"，其余略去 left out: {left}" if left else ""),
        f"数字 numbers: 读到 read {covered['numbers']}，用上 used {covered['numbers_used']}；"
        f"事件词 event words: 读到 read {covered['events']}，用上 used {covered['events_used']}（kg show DOCUMENT --unread）",
        "日期 dates: " + "、".join(f"{how} {count}" for how, count in built.manifest["dates"].items()) + "（kg ask documents）",
        f"{counts.get('entity', 0)} 个实体 entities，{facts} 条事实 facts（关系 relations {counts.get('relation', 0)}，"
        f"里程碑 milestones {counts.get('milestone', 0)}，指标 observations {counts.get('observation', 0)}）",
        f"{counts.get('promise', 0)} 项承诺 promises，{counts.get('conflict', 0)} 处矛盾 conflicts",
        f"→ {built.folder} ({built.generation.name})",
    ]


def _unread(failures: Sequence[Failure]) -> str:
    skipped = sum(failure.skipped for failure in failures)
    failed = len(failures) - skipped
    return (f"，{failed} 篇读不了 failed" if failed else "") + (f"，{skipped} 个文件跳过 skipped" if skipped else "")
