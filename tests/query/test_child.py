"""What the child of queries answers, called here: in its own process it is killed, and leaves no trace of what it ran."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pyoxigraph as ox
import pytest

from kg.errors import GraphError, LimitError, QueryError
from kg.query import Engine, Limits, child, engine, worker
from kg.query.worker import Died, TimedOut, Worker
from kg.rdf import quads
from tests.queries.fixture import BASE, knowledge

ASK = "ASK { ?s ?p ?o }"
PLAIN: dict[str, Any] = {"graphs": [], "union": False, "max_rows": 100_000, "max_bytes": 64 << 20, "timeout": 20, "media": "application/n-triples", "prefixes": {}}


@pytest.fixture(scope="module")
def store() -> ox.Store:
    made = ox.Store()
    made.extend(quads(knowledge(), BASE))
    made.add(ox.Quad(ox.BlankNode("b"), ox.NamedNode("x:said"), ox.Literal("云", language="zh")))
    made.add(ox.Quad(ox.NamedNode("x:a"), ox.NamedNode("x:said"), ox.Triple(ox.NamedNode("x:a"), ox.NamedNode("x:b"), ox.Literal(3))))
    made.add(ox.Quad(ox.NamedNode("x:a"), ox.NamedNode("x:said"), ox.Literal("岭"), ox.NamedNode("x:graph")))
    return made


def reply(store: ox.Store, query: str, **more: Any) -> tuple[dict[str, Any], bytes]:
    return child._reply(store, {**PLAIN, "query": query, **more})


def rows(store: ox.Store, query: str, **more: Any) -> list[Any]:
    return json.loads(reply(store, query, **more)[1])


def test_each_kind_of_term(store: ox.Store) -> None:
    assert reply(store, ASK) == ({"boolean": True}, b"")
    assert rows(store, "SELECT ?s { ?s <x:said> '云'@zh }")[0][0][0] == "bnode"
    assert rows(store, "SELECT ?o { ?s <x:said> ?o FILTER(ISLITERAL(?o)) }") == [[["literal", "云", "", "zh"]]]
    assert rows(store, "SELECT ?o ?u ?n ('a' AS ?t) (3 AS ?n) { VALUES ?o { <x:o> } OPTIONAL { ?o <x:none> ?u } }".replace(" ?n (", " (")) == [
        [["uri", "x:o"], None, ["literal", "a", "", ""], ["literal", "3", "http://www.w3.org/2001/XMLSchema#integer", ""]]
    ]
    assert rows(store, "SELECT ?o { <x:a> <x:said> ?o }") == [[["triple", '<x:a> <x:b> "3"^^<http://www.w3.org/2001/XMLSchema#integer>']]]


def test_which_graphs_are_asked(store: ox.Store) -> None:
    said = "SELECT ?o { <x:a> <x:said> ?o FILTER(ISLITERAL(?o)) }"
    assert rows(store, said) == [] and len(rows(store, said, union=True)) == 1
    assert len(rows(store, said, dataset=[["x:graph"], []])) == 1 and rows(store, said, dataset=[[], ["x:graph"]]) == []
    assert reply(store, ASK, graphs=["x:graph", "x:none"]) == ({"error": "graph", "message": "x:none"}, b"")


@pytest.mark.parametrize("limit", [{"max_rows": 2}, {"max_bytes": 200}])
def test_rows_end_at_a_limit_and_say_so(store: ox.Store, limit: dict[str, int]) -> None:
    query = "SELECT ?s ?p { ?s ?p ?o }"
    whole, head = rows(store, query), reply(store, query, **limit)[0]
    assert head == {"columns": ["s", "p"], "truncated": True} and reply(store, query)[0]["truncated"] is False
    assert rows(store, query, **limit) == whole[: len(rows(store, query, **limit))] and 0 < len(rows(store, query, **limit)) < len(whole)
    assert reply(store, query, max_rows=len(whole))[0]["truncated"] is False
    exact = sum(len(json.dumps(row, ensure_ascii=False).encode()) + 1 for row in whole)
    assert reply(store, query, max_bytes=exact)[0]["truncated"] is False and reply(store, query, max_bytes=exact - 1)[0]["truncated"] is True


def test_triples_are_sorted_and_end_at_a_limit(store: ox.Store) -> None:
    query = "CONSTRUCT { ?s <x:is> ?p . [] <x:of> ?p } WHERE { ?s ?p ?o }"
    head, text = reply(store, query)
    lines = text.decode().splitlines()
    assert head == {"truncated": False} and len(lines) > 10 and len(lines) == len(set(lines)) and reply(store, query)[1] == text
    head, text = reply(store, query, max_rows=3)
    assert head == {"truncated": True} and 1 <= len(text.decode().splitlines()) <= 3
    assert b"@prefix x: <x:>" in reply(store, query, media="text/turtle", prefixes={"x": "x:"})[1]


def test_what_goes_wrong_goes_back_as_a_message(store: ox.Store, monkeypatch: pytest.MonkeyPatch) -> None:
    assert reply(store, "SELECT")[0]["error"] == "syntax"
    assert reply(store, ASK, dataset=[["no iri"], []])[0]["error"] == "query"
    monkeypatch.setattr(child, "_run", lambda *_: (_ for _ in ()).throw(MemoryError))
    assert reply(store, ASK) == ({"error": "memory"}, b"")


@pytest.mark.parametrize(("head", "error", "says"), [
    ({"error": "memory"}, LimitError, "past its memory"),
    ({"error": "graph", "message": "x:g"}, QueryError, "FROM <x:g> is no graph"),
    ({"error": "syntax", "message": "at 1:1"}, QueryError, "not SPARQL 1.1: at 1:1"),
    ({"error": "query", "message": "wrong"}, QueryError, "failed: wrong"),
])  # fmt: skip
def test_each_message_is_an_error_of_ours(head: dict[str, str], error: type[Exception], says: str) -> None:
    with pytest.raises(error, match=says) as caught:
        engine._result(head, b"", "")
    assert isinstance(caught.value, LimitError) is (head["error"] == "memory")


def test_the_memory_is_bounded_beyond_what_is_open(monkeypatch: pytest.MonkeyPatch) -> None:
    import resource

    said: dict[int, tuple[int, int]] = {}
    monkeypatch.setattr(resource, "setrlimit", said.__setitem__)
    child._bound_memory(1 << 30)
    most, hard = said[resource.RLIMIT_AS]
    assert most == hard and (1 << 30) + (1 << 20) < most < (1 << 30) + (1 << 40) and said[resource.RLIMIT_CORE] == (0, 0)


@pytest.mark.parametrize("machine", ["sparc", os.uname().machine])
def test_the_kernel_is_asked_to_refuse_sockets(machine: str) -> None:
    """In a process of its own, for it cannot be undone: elsewhere than on known machines nothing is asked."""
    script = f"""
import os, socket
from types import SimpleNamespace
from kg.query import child
child.os.uname = lambda: SimpleNamespace(machine={machine!r})
child._no_network()
try:
    socket.socket()
    print("open")
except PermissionError:
    print("refused")
"""
    known = machine in child.SOCKET_CALLS and sys.platform.startswith("linux")
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2])
    assert done.stdout.strip() == ("refused" if known else "open")


def test_a_worker_that_ends_says_how(tmp_path: Path) -> None:
    ox.Store(str(tmp_path / "store")).flush()
    made = Worker(tmp_path / "store", 1 << 30)
    assert made.ask({**PLAIN, "query": ASK}, 20)[0]["boolean"] is False
    made._child.kill()
    made._child.wait()
    with pytest.raises(Died) as caught:
        made.ask({**PLAIN, "query": ASK}, 20)
    assert caught.value.status == -9


def test_a_worker_that_lingers_is_killed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    script = tmp_path / "child.py"
    script.write_text('import os, sys, time\nprint(\'{"length": 0}\', flush=True)\nsys.stdin.readline()\nos.close(1)\ntime.sleep(60)\n', encoding="utf-8")
    monkeypatch.setattr(worker, "__file__", str(tmp_path / "worker.py"))
    monkeypatch.setattr(worker, "LINGER", 0.1)
    made = Worker(tmp_path, 1)
    with pytest.raises(Died) as caught:
        made.ask({}, 20)
    assert caught.value.status == -9


def test_a_worker_that_is_silent_is_killed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "child.py").write_text('import time\nprint(\'{"length": 5}\\nabc\', end="", flush=True)\ntime.sleep(60)\n', encoding="utf-8")
    monkeypatch.setattr(worker, "__file__", str(tmp_path / "worker.py"))
    monkeypatch.setattr(worker, "START", 0.5)
    with pytest.raises(GraphError, match="could not be opened as a store"):
        Worker(tmp_path, 1)
    with pytest.raises(GraphError, match="is gone"):
        Worker(tmp_path / "none" / "store", 1)


def test_a_long_answer_comes_in_pieces(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    script = 'import sys, time\nprint(\'{"length": 0}\\n{"length": 10}\\nabc\', end="", flush=True)\ntime.sleep(0.3)\nprint("defghij{}", flush=True)\nsys.stdin.read()\n'
    (tmp_path / "child.py").write_text(script, encoding="utf-8")
    monkeypatch.setattr(worker, "__file__", str(tmp_path / "worker.py"))
    made = Worker(tmp_path, 1)
    assert made.ask({}, 20) == ({"length": 10}, b"abcdefghij") and made._buffer.strip() in (b"", b"{}")
    made.kill()


class _Broken:
    """A worker that is interrupted."""

    memory = killed = 0

    def __init__(self, error: BaseException) -> None:
        self.error = error

    def ask(self, *_: object) -> None:
        raise self.error

    def kill(self) -> None:
        self.killed += 1


@pytest.mark.parametrize(("error", "raised", "says"), [
    (KeyboardInterrupt(), KeyboardInterrupt, ""), (TimedOut(), LimitError, "ran past 2 s"), (Died(-9), LimitError, "SIGKILL.*past 3 MiB"), (Died(7), LimitError, "status 7"),
])  # fmt: skip
def test_an_interrupted_question_ends_its_worker(error: BaseException, raised: type[BaseException], says: str, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = _Broken(error)
    asked = Engine(Path("x"), Limits(timeout=2, memory=3 << 20))
    monkeypatch.setattr(asked, "_worker", lambda _: broken)
    with pytest.raises(raised, match=says or None):
        asked.query(ASK)
    assert asked._idle == [] and broken.killed == isinstance(error, KeyboardInterrupt)


def test_an_engine_that_is_forgotten_ends_its_children() -> None:
    forgotten, idle = Engine(Path("x")), _Broken(ValueError())
    forgotten._idle.append(idle)  # type: ignore[arg-type]
    forgotten.__del__()
    assert idle.killed == 1
    forgotten.close()
    assert idle.killed == 2 and forgotten._idle == []
    Engine.__new__(Engine).__del__()


def test_workers_are_used_again_only_with_the_same_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[int] = []
    monkeypatch.setattr(engine, "Worker", lambda store, memory: made.append(memory) or SimpleNamespace(memory=memory, kill=lambda: None))
    asked = Engine(Path("x"))
    first = asked._worker(5)
    asked._idle.append(first)
    assert asked._worker(6) is not first and asked._worker(5) is first and asked._idle == [] and made == [5, 6]


def test_the_child_answers_line_by_line(tmp_path: Path) -> None:
    ox.Store(str(tmp_path / "store")).flush()
    lines = "".join(json.dumps({**PLAIN, "query": query}) + "\n" for query in (ASK, "SELECT * {}"))
    command = [sys.executable, "-P", child.__file__, str(tmp_path / "store"), str(1 << 30)]
    done = subprocess.run(command, input=lines.encode(), capture_output=True, check=True)
    assert [json.loads(line) for line in done.stdout.decode().splitlines()] == [
        {"ready": True, "length": 0}, {"boolean": False, "length": 0}, {"columns": [], "truncated": False, "length": 4}, [[]],
    ]  # fmt: skip
