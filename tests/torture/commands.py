"""Readers through rebuilds, and hostile queries, both by command line."""

from __future__ import annotations

import random
import socket
import subprocess
import sys
import threading
from pathlib import Path

from kg.publish import publish
from tests.invented import TEXTS, knowledge
from tests.torture.hostile import names
from tests.torture.kills import apart
from tests.torture.result import Result

ROOT = Path(__file__).parents[2]
READERS = 8
GONE = "has been built again since it was opened"
QUERIES = [
    "ASK {{ SERVICE <{url}> {{ ?s ?p ?o }} }}", "ASK {{ SERVICE SILENT <{url}> {{ ?s ?p ?o }} }}", "LOAD <{url}>", "LOAD SILENT <{url}> INTO GRAPH <{url}>", "SELECT * FROM <{url}> {{ ?s ?p ?o }}", "CLEAR ALL",
    "INSERT DATA {{ <x:s> <x:p> 1 }}", "SELECT (COUNT(*) AS ?n) {{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }}", "ASK {{ ?s ?p ?o FILTER(REGEX(STR(?o), \"(.*)*(.*)*$b\")) }}", "SELECT * {{ ?s ?p ?o }} # {url}", "PREFIX e: <{url}> ASK {{ SERVICE e: {{ ?s ?p ?o }} }}",
    "ASK {{ BIND(<{url}> AS ?u) SERVICE ?u {{ ?s ?p ?o }} }}", "DESCRIBE <{url}>", "CONSTRUCT {{ ?s ?p ?o }} WHERE {{ SERVICE <{url}> {{ ?s ?p ?o }} }}",
]  # fmt: skip


def _kg(*arguments: str, seconds: float = 900) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-m", "kg", *arguments], cwd=ROOT, capture_output=True, check=False, timeout=seconds)


def readers(seed: int, count: int, place: Path) -> Result:
    """Eight commands at a time ask while the graph is built again and again: each answer is whole, or says that the graph is gone."""
    graph, wrong, asked, gone = place / "g", [], [0], [0]
    apart(lambda: publish(knowledge(), TEXTS, graph, manifest={"round": -1}))
    wanted, done = _kg("ask", "documents", "--graph", str(graph)).stdout, threading.Event()

    def read() -> None:
        while not done.is_set():
            asked[0] += 1
            try:
                said = _kg("ask", "documents", "--graph", str(graph))
            except subprocess.TimeoutExpired as why:
                wrong.append(str(why))
                continue
            if said.returncode and GONE in said.stderr.decode():
                gone[0] += 1
            elif said.stdout != wanted:
                wrong.append(f"{said.returncode}: {said.stderr.decode()[-200:]}")

    threads = [threading.Thread(target=read) for _ in range(READERS)]
    for thread in threads:
        thread.start()
    for number in range(count):
        apart(lambda number=number: publish(knowledge(), TEXTS, graph, manifest={"round": number}))
    done.set()
    for thread in threads:
        thread.join()
    return Result("readers see one whole graph through rebuilds", f"{READERS} readers, {count} rebuilds, {asked[0]} answers, {gone[0]} told that it is gone, {len(wrong)} wrong", tuple(wrong))


def queries(seed: int, count: int, place: Path) -> Result:
    """Hostile queries: each ends in an answer or one clear message, none reaches a host."""
    chance, graph, wrong, calls = random.Random(seed), place / "g", [], []
    apart(lambda: publish(knowledge(), TEXTS, graph, manifest={}))
    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=_accept, args=(server, calls), daemon=True).start()
        url = f"http://127.0.0.1:{server.getsockname()[1]}/"
        hostile = [each.format(url=url) for each in QUERIES] + [f"ASK {{ ?s ?p {name} }}".replace("\0", "\u0001") for name in names(seed, count)]
        for query in hostile[: len(QUERIES) // 2] + chance.sample(hostile, max(0, count - len(QUERIES) // 2)):
            said = _kg("sparql", query.encode("utf-8", "surrogatepass").decode("utf-8", "surrogateescape"), "--graph", str(graph), "--timeout", "2")
            if said.returncode not in (0, 1, 2) or b"Traceback" in said.stderr:
                wrong.append(f"{query[:80]!r}: {said.returncode} {said.stderr.decode()[-200:]}")
    return Result("no query crashes, changes or reaches anything", f"{count} queries by command, {len(wrong)} crashes, {len(calls)} contacts", tuple(wrong + [str(call) for call in calls]))


def _accept(server: socket.socket, calls: list[object]) -> None:
    while True:
        try:
            calls.append(server.accept())
        except OSError:
            return
