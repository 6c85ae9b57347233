"""A build: sources → documents → extractions → one knowledge → a published generation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import KgError, ReadingError, UsageError
from kg.model import Document, Extraction, Fact, Knowledge, Proposals, SetAside
from kg.safe.calls import checked
from kg.safe.text import name_of

if TYPE_CHECKING:
    from kg.corrections import Correction, Effect
    from kg.engines.bounds import Bounds
    from kg.engines.knowledge import Worked
    from kg.engines.sparing import Read
    from kg.graph.opening import Graph
    from kg.identity import Decision
    from kg.reading import Failure
    from kg.readings.library import Library

Progress = Callable[..., None]
MOST_NAMED = 10  # files in an error
EXTRACTOR = "kg.readings.extracting:extract"


@dataclass(frozen=True)
class Built:
    """What a build did: the ``folder`` and ``generation`` it published, and each file it could not read, with the reason.

    ``unused_decisions`` of the analyst no longer apply. ``effects`` are what each correction did. ``lost`` are facts, with their document, that name a thing which that
    document does not hold: they are not in the graph, and there are none unless an extractor is at fault.
    ``proposals`` say what became of readings, by document and reader; ``set_aside`` is what the rules found and gave way to them;
    ``unchanged`` that the graph is the one that was there before.
    """

    folder: Path
    generation: Path
    manifest: Mapping[str, Any]
    failures: Sequence[Failure] = field(default=())
    unused_decisions: Sequence[Decision] = field(default=())
    effects: Sequence[Effect] = field(default=())
    lost: Sequence[tuple[str, Fact]] = field(default=())
    proposals: Sequence[Proposals] = field(default=())
    set_aside: Sequence[SetAside] = field(default=())
    unchanged: bool = False

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

    @property
    def undated(self) -> Sequence[str]:
        """The documents without a date, by id: what they say of 今年 and 年内 has no year."""
        return tuple(self.manifest["undated"])

    def __str__(self) -> str:
        return "\n".join(_summary(self))


@checked
def build(
    *sources: str | Path,
    out: str | Path = "graph",
    workers: int | None = None,
    decisions: str | Path | None = None,
    corrections: str | Path | bool = True,
    base: str | None = None,
    readings: str | Path | None = None,
    trust: str = "both",
    weights: str | Path | None = None,
    progress: Progress | None = None,
    **reading: Any,
) -> Built:
    """Read files and folders (default ``seeds``) and publish what they say as a generation of the graph in ``out``.

    ``workers`` is the number of processes (default: the machine's), ``decisions`` a file that says which names are the
    same thing, ``corrections`` the file of what people put right (True: ``corrections.jsonl`` beside the documents, False: none), ``base`` what the IRIs of things begin with (an absolute IRI
    that ends in / or #), ``readings`` a folder of readings (``kg propose``) and ``trust`` how far they go beside the rules (rules; both: the
    reading where a reader was shown the words, the rules elsewhere; readings), ``weights`` a folder that ``train`` wrote,
    ``reading`` options and limits of the reader. The same input gives the same bytes whatever the workers.
    Raises ``OntologyError`` for a rule file that is not in order, ``ReadingError`` if nothing could be read, ``GraphError`` if ``out``
    is foreign or being written, ``KgError`` past a bound of the whole (``kg.reading.Limits``); then nothing is published, and the graph
    stays as it was.
    """
    from kg.engines import local
    from kg.engines.bounds import Bounds
    from kg.engines.local import options
    from kg.engines.trained import using
    from kg.ontology import check
    from kg.publish import writing
    from kg.rdf.names import Names
    from kg.reading import Limits

    check()
    options("build", reading)
    if base is not None:
        Names(base)  # refused before anything is read
    given = [str(source) for source in sources or ("seeds",)]
    _there(given)
    said = _said(given, corrections)
    library = _library(readings, trust)
    if library:
        reading["extractor"] = f"{EXTRACTOR}?{trust}:{library.folder.resolve()}"
    own = _weights(weights)
    if weights is not None:
        reading["extractor"] = using(weights, reading.get("extractor", local.EXTRACTOR))
    with writing(out) as place:
        before = _current(out)
        bounds = Bounds(reading.get("limits") or Limits())
        read, failures = _read(given, workers, progress, {**reading, "bounds": bounds})
        proposals = tuple(one for _, extraction in read for one in extraction.proposals)
        aside = tuple(one for _, extraction in read for one in extraction.set_aside)
        more = _readings(library.hash, trust, proposals, aside) if library else {}
        path, how, failures = _published(read, failures, out, decisions, said, base, bounds, more | own)
        _remember(place, given, corrections)
    from kg.publish import Generation

    return Built(Path(out), path, Generation(path).manifest(), tuple(failures), how.unused, how.effects, how.found.lost, proposals, aside,
                 before == path.resolve())  # fmt: skip


def _current(out: str | Path) -> Path | None:
    """The generation that is published now, if there is one."""
    from kg.publish import open_generation

    try:
        return open_generation(out).path.resolve()
    except KgError:
        return None


def _files(sources: Sequence[str], corrections: str | Path | bool) -> list[Path]:
    """The files of corrections that a build goes by."""
    from kg.corrections import beside

    return (beside(sources) if corrections else []) if isinstance(corrections, bool) else [Path(corrections)]


def _said(sources: Sequence[str], corrections: str | Path | bool) -> list[Correction]:
    from kg.corrections import read

    if not isinstance(corrections, bool):
        _there([str(corrections)])
    return read(*_files(sources, corrections))


def _remember(place: Path, sources: Sequence[str], corrections: str | Path | bool) -> None:
    """Note beside the generations where ``kg correct`` and ``kg serve`` write."""
    from kg.corrections.files import remember

    for path in _files(sources, corrections)[:1]:
        remember(place, path)


def _library(folder: str | Path | None, trust: str) -> Library | None:
    from kg.readings.library import Library
    from kg.readings.merging import TRUST

    if trust not in TRUST:
        raise UsageError(f"trust {trust!r}", f"one of {', '.join(TRUST)}")
    return Library(folder) if folder is not None else None


def _readings(hash_: str, trust: str, proposals: Sequence[Proposals], aside: Sequence[SetAside]) -> dict[str, Any]:
    """What the manifest says of readings: what they were, how far they were trusted, what passed, by reader, and what of the rules gave way, by kind."""
    from kg.readings.report import kinds, totals

    return {"readings": {"sha256": hash_, "trust": trust, "readers": totals(proposals), "set_aside": kinds(aside)}}


def _weights(folder: str | Path | None) -> dict[str, Any]:
    """What the manifest says of weights that were trained for these documents."""
    from kg.learning.weights import hash_of

    return {"weights": {"sha256": hash_of(folder)}} if folder is not None else {}


def _there(sources: Sequence[str]) -> None:
    from glob import glob
    from os.path import lexists

    for source in sources:
        if not source.strip() or "\0" in source:
            raise UsageError(f"a source cannot be called {source!r}", "name files, folders or patterns of them, or - for standard input")
        if source != "-" and not lexists(source) and not glob(source, recursive=True):
            raise UsageError(f"no file or folder {name_of(source)}", "name files, folders or patterns of them, or - for standard input")


def _read(sources: Sequence[str], workers: int | None, progress: Progress | None, reading: Mapping[str, Any]) -> tuple[list[Read], list[Failure]]:
    from kg.engines import local
    from kg.engines.sparing import once

    documents, extractions, failures = local.run(sources, workers=workers, progress=progress, **reading)
    kept, twice = once(list(zip(documents, extractions, strict=True)))
    return kept, [*failures, *twice]


def _published(
    read: Sequence[Read], failures: Sequence[Failure], out: str | Path, decisions: str | Path | None, said: Sequence[Correction],
    base: str | None, bounds: Bounds, more: Mapping[str, Any],
) -> tuple[Path, Worked, list[Failure]]:  # fmt: skip
    """The generation of what was read, how it was resolved, and all failures: a document that cannot be resolved or written is one."""
    from kg.engines.knowledge import resolve
    from kg.engines.sparing import rehearse, spared
    from kg.publish import publish

    def rehearsed(documents: Sequence[Document], extractions: Sequence[Extraction]) -> tuple[Knowledge, Worked]:
        made = resolve(documents, extractions, decisions, said)
        rehearse(made[0], base)
        return made

    def written(knowledge: Knowledge, how: Worked) -> Path:
        bounds.check()
        texts = {document.id: document.text for document, _ in kept}
        return publish(knowledge, texts, out, manifest=_inputs([document for document, _ in kept], lost, how) | dict(more), base=base)

    (knowledge, how), kept, refused = spared(read, lambda documents, extractions: resolve(documents, extractions, decisions, said))
    lost = _some(kept, [*failures, *refused])
    try:
        return written(knowledge, how), how, lost
    except (KgError, MemoryError):
        raise
    except Exception:  # a fact that cannot be written: whose it is takes a rehearsal
        (knowledge, how), kept, unwritten = spared(kept, rehearsed)
        lost = _some(kept, [*lost, *unwritten])
        return written(knowledge, how), how, lost


def _some(kept: Sequence[Read], failures: list[Failure]) -> list[Failure]:
    """The failures. Raises ``ReadingError`` with the first of them where no document is left."""
    if not kept:
        more = f"\n  … {len(failures) - MOST_NAMED} more" if len(failures) > MOST_NAMED else ""
        named = "".join(f"\n  {one.source}: {one.reason}" for one in failures[:MOST_NAMED])
        raise ReadingError(f"nothing could be read{named}{more}", "see kg build --help")
    return sorted(failures, key=lambda one: (one.id, one.source, one.reason))


def _inputs(documents: Sequence[Document], failures: Sequence[Failure], how: Worked) -> dict[str, Any]:
    """What was read, by document id: independent of where the sources lie and of the order in which they were given."""
    read = {document.id: {"source": document.source, "sha256": _hash(document.text)} for document in sorted(documents, key=lambda one: one.id)}
    failed = [{"id": one.id, "reason": one.reason, "skipped": one.skipped} for one in sorted(failures, key=lambda one: (one.id, one.reason))]
    dates = Counter(document.date.how.partition(":")[0] for document in documents)
    undated = sorted(document.id for document in documents if document.date.value is None)
    told = {"corrections": [effect.fields() for effect in how.effects]} if how.effects else {}
    return {"inputs": read, "failures": failed, "lost": len(how.found.lost), "dates": dict(sorted(dates.items())), "undated": undated} | told


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
        *_proposed(built.proposals, len(built.set_aside)),
        f"→ {built.folder} ({built.generation.name})" + ("，与上次相同 unchanged" if built.unchanged else ""),
    ]


def _proposed(proposals: Sequence[Proposals], aside: int) -> list[str]:
    passed = sum(count for one in proposals for _, count in one.passed)
    refused = sum(len(one.refused) for one in proposals)
    gave_way = f"，规则 {aside} 条让位 of the rules set aside" if aside else ""
    return [f"读取 readings: {passed} 条通过 passed，{refused} 条未通过 refused{gave_way}（kg readings DIR SOURCE…）"] if proposals else []


def _unread(failures: Sequence[Failure]) -> str:
    skipped = sum(failure.skipped for failure in failures)
    failed = len(failures) - skipped
    return (f"，{failed} 篇读不了 failed" if failed else "") + (f"，{skipped} 个文件跳过 skipped" if skipped else "")
