"""Queries on one store, each in a child process that is killed when it takes too long or too much."""

from __future__ import annotations

import json
import signal
import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from kg.answer import Answer, Term
from kg.errors import LimitError, QueryError, UsageError
from kg.query.guard import MAX_DEPTH, MAX_TOKENS, check
from kg.query.worker import Died, TimedOut, Worker
from kg.safe.calls import LONGEST, checked, number

if TYPE_CHECKING:
    import pyoxigraph

MEDIA = "text/turtle"


@dataclass(frozen=True)
class Limits:
    """What one query may take: seconds, bytes of memory, rows (or triples), bytes of answer, nesting, tokens."""

    timeout: float = 30.0
    memory: int = 2 << 30
    max_rows: int = 100_000
    max_bytes: int = 256 << 20
    max_depth: int = MAX_DEPTH
    max_tokens: int = MAX_TOKENS

    def __post_init__(self) -> None:
        number("timeout", self.timeout, least=0.01, most=LONGEST)
        for name in ("memory", "max_rows", "max_bytes", "max_depth", "max_tokens"):
            number(name, getattr(self, name), least=1, most=1 << 62, whole=True)


@dataclass(frozen=True)
class Dataset:
    """The graphs that a request names in place of those of its query: ``default`` together, ``named`` by IRI. One that is not there is empty."""

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


class GraphText(bytes):
    """The triples of a CONSTRUCT or DESCRIBE, serialized: ``media`` says how, ``truncated`` whether the row limit cut them."""

    media: str = MEDIA
    truncated: bool = False


@dataclass
class Engine:
    """A store folder and the children that answer for it: kept warm, replaced when killed. Safe to share between threads.

    ``store`` is the folder of a store that nobody writes. Close it, or use it in a ``with``.
    """

    store: Path
    limits: Limits = field(default_factory=Limits)
    union: bool = False
    prefixes: Mapping[str, str] = field(default_factory=dict)
    _idle: list[Worker] = field(default_factory=list, repr=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)
    _folder: TemporaryDirectory[str] | None = field(default=None, repr=False)

    @classmethod
    def of_quads(cls, quads: Iterable[pyoxigraph.Quad], **options: Any) -> Engine:
        """An engine on quads in memory: they are put into a private store that goes when the engine is closed."""
        import pyoxigraph

        folder = TemporaryDirectory(prefix="kg-store-")
        store = pyoxigraph.Store(folder.name)
        store.bulk_extend(quads)
        store.flush()
        del store
        return cls(Path(folder.name), _folder=folder, **options)

    @checked
    def query(self, text: str, *, media: str = MEDIA, dataset: Dataset | None = None, base: str | None = None, **limits: Any) -> Answer | GraphText | bool:
        """Answer one SPARQL 1.1 query: rows, or triples in ``media``, or the boolean of an ASK.

        ``dataset`` stands in place of the query's own FROM, ``base`` is what relative IRIs are of. ``limits`` override fields of ``Limits``.
        Raises ``QueryError`` for a query that is wrong or asks for what is refused, ``LimitError`` for one that runs past a limit; the next query is answered all the same.
        """
        if unknown := [name for name in limits if name not in vars(self.limits)]:
            raise UsageError(f"no limit {', '.join(unknown)}", f"there are: {', '.join(vars(self.limits))}, and media")
        bounds = Limits(**{**vars(self.limits), **limits}) if limits else self.limits
        _, graphs = check(text, max_depth=bounds.max_depth, max_tokens=bounds.max_tokens)
        request: dict[str, Any] = {"query": text, "media": media, "prefixes": dict(self.prefixes)}
        request |= {"graphs": [] if dataset else graphs, "dataset": [dataset.default, dataset.named] if dataset else None, "union": self.union, "base": base}
        request |= {"max_rows": bounds.max_rows, "max_bytes": bounds.max_bytes, "timeout": bounds.timeout}
        head, body = self._ask(request, bounds)
        return _result(head, body, media)

    def _ask(self, request: dict[str, Any], bounds: Limits) -> tuple[dict[str, Any], bytes]:
        worker = self._worker(bounds.memory)
        try:
            reply = worker.ask(request, bounds.timeout)
        except TimedOut:
            raise LimitError(f"the query ran past {bounds.timeout:g} s and was stopped", "narrow it, or give it more time") from None
        except Died as death:
            raise LimitError(*_cause(death, bounds)) from None
        except BaseException:
            worker.kill()
            raise
        with self._lock:
            self._idle.append(worker)
        return reply

    def _worker(self, memory: int) -> Worker:
        with self._lock:
            for worker in self._idle:
                if worker.memory == memory:
                    self._idle.remove(worker)
                    return worker
        return Worker(self.store, memory)

    def close(self) -> None:
        """End the children; remove the private store of ``of_quads``."""
        with self._lock:
            for worker in self._idle:
                worker.kill()
            self._idle.clear()
        if self._folder:
            self._folder.cleanup()

    def __enter__(self) -> Engine:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __del__(self) -> None:
        for worker in getattr(self, "_idle", ()):  # no field is there if the constructor failed
            worker.kill()


def _cause(death: Died, bounds: Limits) -> tuple[str, str]:
    how = signal.Signals(-death.status).name if death.status < 0 else f"status {death.status}"
    return f"the query ended its process ({how}): past {bounds.memory >> 20} MiB of memory, or too deep", "narrow or flatten it"


def _result(head: dict[str, Any], body: bytes, media: str) -> Answer | GraphText | bool:
    if "error" in head:
        raise (LimitError if head["error"] == "memory" else QueryError)(*_message(head))
    if "boolean" in head:
        return bool(head["boolean"])
    if "columns" in head:
        rows = tuple(tuple(Term(*term) if term else None for term in row) for row in json.loads(body))
        return Answer(tuple(head["columns"]), rows, truncated=head["truncated"])
    graph = GraphText(body)
    graph.media, graph.truncated = media, head["truncated"]
    return graph


def _message(head: dict[str, str]) -> tuple[str, str]:
    if head["error"] == "memory":
        return "the query ran past its memory", "narrow it, or give it more"
    if head["error"] == "graph":
        return f"FROM <{head['message']}> is no graph of this store, and queries reach no other", "leave FROM out"
    if head["error"] == "syntax":
        return f"the query is not SPARQL 1.1: {head['message']}", "mend it there"
    return f"the query failed: {head['message']}", "mend the query"
