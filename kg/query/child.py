"""The process that runs queries: a read-only store, no network, bounded memory. Started as a script, killed at will.

It reads requests from standard input and writes replies to standard output, each a line of JSON with the length of
the body that follows it. It imports nothing of ours, so that it starts in a blink.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from typing import Any

import pyoxigraph as ox

SOCKET_CALLS = {"x86_64": (0xC000003E, (41,)), "aarch64": (0xC00000B7, (198,))}  # AUDIT_ARCH_…; the number of socket(2)
STRING = "http://www.w3.org/2001/XMLSchema#string"


def main() -> None:
    """Serve until standard input closes. Arguments: store folder, memory in bytes beyond what the open store takes."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    store = ox.Store.read_only(sys.argv[1])
    _no_network()
    _bound_memory(int(sys.argv[2]))
    _send(out, {"ready": True}, b"")
    for line in sys.stdin.buffer:
        request = json.loads(line)
        signal.alarm(int(request["timeout"]) + 5)  # if the parent is gone, nobody else ends a runaway query
        head, body = _reply(store, request)
        signal.alarm(0)
        _send(out, head, body)


def _send(out: Any, head: dict[str, Any], body: bytes) -> None:
    out.write(json.dumps({**head, "length": len(body)}).encode() + b"\n" + body)
    out.flush()


def _reply(store: ox.Store, request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    try:
        return _run(store, request)
    except MemoryError:
        return {"error": "memory"}, b""
    except SyntaxError as error:
        return {"error": "syntax", "message": str(error)}, b""
    except Exception as error:  # whatever the engine raises goes back as a message
        return {"error": "query", "message": f"{type(error).__name__}: {error}"}, b""


def _run(store: ox.Store, request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    unknown = [iri for iri in request["graphs"] if not store.contains_named_graph(ox.NamedNode(iri))]
    if unknown:
        return {"error": "graph", "message": unknown[0]}, b""
    result = store.query(request["query"], use_default_graph_as_union=request["union"], base_iri=request.get("base"), **_dataset(request.get("dataset")))
    if isinstance(result, ox.QueryBoolean):
        return {"boolean": bool(result)}, b""
    if isinstance(result, ox.QuerySolutions):
        return _rows(result, request["max_rows"], request["max_bytes"])
    return _triples(result, request)


def _dataset(named: list[list[str]] | None) -> dict[str, Any]:
    """The graphs that stand in place of the query's own."""
    return {"default_graph": [*map(ox.NamedNode, named[0])], "named_graphs": [*map(ox.NamedNode, named[1])]} if named else {}


def _rows(result: Any, limit: int, max_bytes: int) -> tuple[dict[str, Any], bytes]:
    columns = [variable.value for variable in result.variables]
    rows: list[bytes] = []
    size = 0
    for row in result:
        text = json.dumps([_term(value) for value in row], ensure_ascii=False).encode()
        size += len(text) + 1
        if len(rows) == limit or size > max_bytes:
            return {"columns": columns, "truncated": True}, b"[" + b",".join(rows) + b"]"
        rows.append(text)
    return {"columns": columns, "truncated": False}, b"[" + b",".join(rows) + b"]"


def _term(value: Any) -> list[str] | None:
    if isinstance(value, ox.Literal):
        datatype = value.datatype.value
        return ["literal", value.value, "" if value.language or datatype == STRING else datatype, value.language or ""]
    if value is None:
        return None
    return (
        ["uri", value.value]
        if isinstance(value, ox.NamedNode)
        else ["bnode", value.value]
        if isinstance(value, ox.BlankNode)
        else ["triple", str(value)]
    )


def _triples(result: Any, request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    found: list[Any] = []
    for triple in result:
        if len(found) == request["max_rows"]:
            return {"truncated": True}, _serialize(found, request)
        found.append(triple)
    return {"truncated": False}, _serialize(found, request)


def _serialize(found: list[Any], request: dict[str, Any]) -> bytes:
    """The triples sorted, blank nodes named by what they say, so that one graph is one text."""
    graph = ox.Dataset(ox.Quad(triple.subject, triple.predicate, triple.object) for triple in found)
    graph.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    triples = sorted((quad.triple for quad in graph), key=str)
    return bytes(ox.serialize(triples, format=ox.RdfFormat.from_media_type(request["media"]), prefixes=request["prefixes"]) or b"")


def _bound_memory(memory: int) -> None:
    import resource

    with open("/proc/self/statm") if os.path.exists("/proc/self/statm") else open(os.devnull) as status:
        pages = (status.read().split() or ["0"])[0]
    limit = int(pages) * resource.getpagesize() + memory
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _no_network() -> None:
    """On Linux, have the kernel refuse new sockets to this process (seccomp). Elsewhere the guard before us must do."""
    architecture = SOCKET_CALLS.get(os.uname().machine)
    if not sys.platform.startswith("linux") or architecture is None:
        return
    import ctypes

    audit, calls = architecture
    steps = [(0x20, 0, 0, 4), (0x15, 0, 1 + len(calls), audit), (0x20, 0, 0, 0)]  # arch == ours? then the call's number
    steps += [(0x15, len(calls) - place, 0, number) for place, number in enumerate(calls)]
    steps += [(0x06, 0, 0, 0x7FFF0000), (0x06, 0, 0, 0x0005000D)]  # allow; or fail with EACCES
    code = b"".join(op.to_bytes(2, "little") + bytes((yes, no)) + value.to_bytes(4, "little") for op, yes, no, value in steps)
    buffer = ctypes.create_string_buffer(code, len(code))

    class Program(ctypes.Structure):
        _fields_ = [("length", ctypes.c_ushort), ("filter", ctypes.c_void_p)]

    program = Program(len(steps), ctypes.addressof(buffer))
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(38, 1, 0, 0, 0)  # PR_SET_NO_NEW_PRIVS, without which only root may do the next
    libc.prctl(22, 2, ctypes.byref(program), 0, 0)  # PR_SET_SECCOMP, SECCOMP_MODE_FILTER


if __name__ == "__main__":
    main()
