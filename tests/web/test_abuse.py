"""120 abusive requests, one way after the other; after each the room still answers."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Callable

import httpx
import pytest

from tests.web.running import Running

HOST = b"127.0.0.1"
GET = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n"
POST = b"POST /verify HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"


def sends(data: bytes, *, wait: float = 0.3, close: bool = True) -> Callable[[int], bytes]:
    """Raw bytes on a connection; what came back in a moment."""

    def abuse(port: int) -> bytes:
        with socket.create_connection(("127.0.0.1", port), timeout=5) as line:
            line.settimeout(wait)
            try:
                line.sendall(data)
                return line.recv(300)
            except OSError:
                return b""

    return abuse


def head(*lines: bytes) -> Callable[[int], bytes]:
    return sends(GET + b"".join(line + b"\r\n" for line in lines) + b"\r\n")


def path(target: bytes) -> Callable[[int], bytes]:
    return sends(b"GET " + target + b" HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")


def body(lines: bytes, data: bytes) -> Callable[[int], bytes]:
    return sends(POST + lines + b"\r\n\r\n" + data)


RAW = {
    "nothing": b"",
    "one byte": b"G",
    "no version": b"GET /\r\n\r\n",
    "http 0.9": b"GET /\n",
    "http 2 preface": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "http 9": b"GET / HTTP/9.9\r\nHost: 127.0.0.1\r\n\r\n",
    "tls hello": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 200,
    "zeros": b"\0" * 5000,
    "newlines": b"\r\n" * 2000,
    "binary": bytes(range(256)) * 8,
    "endless line": b"GET /" + b"a" * 300_000,
    "endless header": GET + b"X: " + b"a" * 200_000,
    "9000 headers": GET + b"X: y\r\n" * 9000 + b"\r\n",
    "bare lf": b"GET / HTTP/1.1\nHost: 127.0.0.1\n\n",
    "folded header": GET + b"X: a\r\n b\r\n\r\n",
    "space before colon": GET + b"X : a\r\n\r\n",
    "nul in header": GET + b"X: a\0b\r\n\r\n",
    "no host": b"GET / HTTP/1.1\r\n\r\n",
    "pipelined": (GET + b"\r\n") * 50,
    "connect": b"CONNECT elsewhere:80 HTTP/1.1\r\nHost: elsewhere\r\n\r\n",
    "absolute": b"GET http://elsewhere.example/ HTTP/1.1\r\nHost: elsewhere.example\r\n\r\n",
    "trace": b"TRACE / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    "upgrade": GET + b"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: x\r\nSec-WebSocket-Version: 13\r\n\r\n",
    "h2c": GET + b"Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AA\r\n\r\n",
    "method": b"\xff\xfe / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    "long method": b"A" * 9000 + b" / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    "expect": POST + b"Content-Length: 5\r\nExpect: 100-continue\r\n\r\n",
    "expect nonsense": POST + b"Content-Length: 5\r\nExpect: nothing\r\n\r\nabcde",
}
HEADS = {
    "rebinding": b"Host: evil.example",
    "two hosts": b"Host: evil.example\r\nHost: 127.0.0.1",
    "host with path": b"Host: 127.0.0.1/evil",
    "host userinfo": b"Host: 127.0.0.1@evil.example",
    "host empty": b"Host:",
    "host port": b"Host: 127.0.0.1:999999",
    "host unicode": "Host: 例子".encode(),
    "host long": b"Host: " + b"a" * 5000,
    "host ipv6 zone": b"Host: [fe80::1%25eth0]",
    "host brackets": b"Host: [::",
    "host localhost.evil": b"Host: localhost.evil.example",
}
PATHS = {
    "dots": b"/static/../../../../etc/passwd",
    "coded dots": b"/static/..%2f..%2f..%2fetc/passwd",
    "twice coded": b"/static/%252e%252e%252fetc/passwd",
    "backslash": b"/static/..\\..\\etc\\passwd",
    "coded backslash": b"/static/..%5c..%5cetc",
    "document dots": b"/document/..%2f..%2fmanifest.json",
    "document nul": b"/document/a%00.txt",
    "entity dots": b"/entity/../../x",
    "id dots": b"/id/..%2f..%2f",
    "double slash": b"//elsewhere.example/",
    "bad percent": b"/%zz",
    "half percent": b"/search?q=%",
    "bad utf8": b"/search?q=%ff%fe",
    "surrogate": b"/search?q=%ed%a0%80",
    "nul query": b"/search?q=%00",
    "url of 1 MB": b"/search?q=" + b"a" * 1_000_000,
    "url of 20 kB": b"/search?q=" + b"a" * 20_000,
    "1000 parameters": b"/search?" + b"&".join(b"a%d=1" % n for n in range(1000)),
    "script": b"/search?q=<script>alert(1)</script>",
    "fts": b"/search?q=%22%20OR%20words%3A*",
    "page": b"/promises?page=99999999999999999999",
    "year": b"/promises?year=%27%3B--",
    "at": b"/document/x?at=0-99999999999",
    "lang": b"/?lang=../../x",
    "open redirect": b"/lang/en?to=//evil.example",
    "header split": b"/lang/en?to=/%0d%0aSet-Cookie:%20a=b",
    "template": b"/ask/..%2f..%2fpromises",
    "download": b"/ask/promises/..%2f",
    "sparql service": b"/sparql?query=ASK%7BSERVICE%3Chttp://127.0.0.1/%3E%7B%7D%7D",
    "sparql nest": b"/sparql?query=ASK" + b"%7B" * 3000,
    "sparql two": b"/sparql?query=ASK%7B%7D&query=ASK%7B%7D",
    "sparql load": b"/sparql?update=LOAD%20%3Cfile:///etc/passwd%3E",
    "sparql from file": b"/sparql?query=ASK%20FROM%20%3Cfile:///etc/passwd%3E%7B%7D",
    "graph iri": b"/sparql?query=ASK%7B%7D&default-graph-uri=%20%0a",
    "api limit": b"/api/search?q=a&limit=-1",
    "api big limit": b"/api/search?q=a&limit=99999999999",
    "evidence": b"/api/evidence/..%2f..%2f",
    "live": b"/live?q=" + b"%E4%BA%91" * 1500,
    "asterisk": b"*",
    "fragment": b"/#x",
    "spaces": b"/ a b",
}
BODIES = {
    "longer than told": (b"Content-Length: 3", b"text=" + b"a" * 1000),
    "shorter than told": (b"Content-Length: 1000", b"text=a"),
    "negative": (b"Content-Length: -5", b"text=a"),
    "not a number": (b"Content-Length: ten", b"text=a"),
    "two lengths": (b"Content-Length: 5\r\nContent-Length: 6", b"text=a"),
    "huge": (b"Content-Length: 99999999999", b"a"),
    "plus": (b"Content-Length: +5", b"text="),
    "length and chunks": (b"Content-Length: 6\r\nTransfer-Encoding: chunked", b"0\r\n\r\n"),
    "chunks": (b"Transfer-Encoding: chunked", b"ZZ\r\ntext=a\r\n0\r\n\r\n"),
    "negative chunk": (b"Transfer-Encoding: chunked", b"-1\r\n\r\n"),
    "endless chunk size": (b"Transfer-Encoding: chunked", b"0" * 50_000),
    "chunk of 2 MB": (b"Transfer-Encoding: chunked", b"200000\r\n" + b"a" * 0x200000 + b"\r\n0\r\n\r\n"),
    "many chunks": (b"Transfer-Encoding: chunked", b"1\r\na\r\n" * 9000 + b"0\r\n\r\n"),
    "chunk extension": (b"Transfer-Encoding: chunked", b"5;" + b"x" * 40_000 + b"\r\ntext=\r\n0\r\n\r\n"),
    "trailers": (b"Transfer-Encoding: chunked", b"0\r\n" + b"X: y\r\n" * 5000 + b"\r\n"),
    "odd coding": (b"Transfer-Encoding: gzip, chunked", b"0\r\n\r\n"),
    "xchunked": (b"Transfer-Encoding: xchunked", b"0\r\n\r\n"),
    "smuggled": (b"Content-Length: 44\r\nTransfer-Encoding : chunked", b"0\r\n\r\nGET /corrections HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"),
    "zip bomb": (b"Content-Encoding: gzip\r\nContent-Length: 10", b"\x1f\x8b" + b"\0" * 8),
    "many fields": (b"Content-Length: 20000", b"a=1&" * 5000),
    "form with files": (
        b"Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 82",
        b'--b\r\nContent-Disposition: form-data; name="x"; filename="y"\r\n\r\nz\r\n--b--\r\n' + b" " * 20,
    ),
    "not utf-8": (b"Content-Length: 8", b"text=\xff\xfe\xff"),
    "nul text": (b"Content-Length: 8", b"text=%00"),
    "multipart bare": (b"Content-Type: multipart/form-data\r\nContent-Length: 4", b"text"),
}


def slow_head(port: int) -> bytes:
    """Fifty clients that never end their headers."""
    lines = [socket.create_connection(("127.0.0.1", port), timeout=5) for _ in range(50)]
    for line in lines:
        line.sendall(GET)
    time.sleep(0.3)
    for line in lines:
        line.close()
    return b""


def slow_body(port: int) -> bytes:
    lines = [socket.create_connection(("127.0.0.1", port), timeout=5) for _ in range(30)]
    for line in lines:
        line.sendall(POST + b"Content-Length: 1000\r\n\r\ntext=")
    time.sleep(0.3)
    for line in lines:
        line.close()
    return b""


def slow_reader(port: int) -> bytes:
    """Clients that ask for much and read nothing."""
    lines = [socket.create_connection(("127.0.0.1", port), timeout=5) for _ in range(30)]
    for line in lines:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1024)
        line.sendall(b"GET /network.json HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n" * 20)
    time.sleep(0.3)
    for line in lines:
        line.close()
    return b""


def resets(port: int) -> bytes:
    import struct

    for _ in range(100):
        line = socket.create_connection(("127.0.0.1", port), timeout=5)
        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        line.sendall(GET + b"\r\n")
        line.close()
    return b""


def crowd(target: bytes, count: int) -> Callable[[int], bytes]:
    def abuse(port: int) -> bytes:
        def one() -> None:
            path(target)(port)

        threads = [threading.Thread(target=one) for _ in range(count)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return b""

    return abuse


CROWDS = {
    "slow heads": slow_head,
    "slow bodies": slow_body,
    "slow readers": slow_reader,
    "resets": resets,
    "500 at once": crowd(b"/", 500),
    "500 searches": crowd(b"/search?q=a", 500),
    "200 heavy queries": crowd(b"/sparql?query=SELECT%20*%20%7B%3Fa%20%3Fb%20%3Fc.%3Fd%20%3Fe%20%3Ff%7D", 200),
}
ABUSES: dict[str, Callable[[int], bytes]] = {
    **{name: sends(data) for name, data in RAW.items()},
    **{name: sends(b"GET / HTTP/1.1\r\n" + line + b"\r\n\r\n") for name, line in HEADS.items()},
    **{f"path {name}": path(target) for name, target in PATHS.items()},
    **{f"body {name}": body(*given) for name, given in BODIES.items()},
    **CROWDS,
    **{
        f"cookie {n}": head(b"Cookie: " + cookie)
        for n, cookie in enumerate((b"kg_lang=../../etc", b"kg_room=" + b"0" * 64, b"a=" + b"b" * 20_000, b";;;;=", b"kg_room=\xff"))
    },
    **{
        f"accept {n}": head(b"Accept: " + accept)
        for n, accept in enumerate((b"," * 9000, b"text/html;q=nan", b"*/*;q=-1, a/b;q=9e999", b"\xff"))
    },
}


def test_there_are_120_of_them() -> None:
    assert len(ABUSES) >= 120


@pytest.mark.parametrize("name", ABUSES)
def test_the_room_is_alive_after(name: str, room: Running) -> None:
    said = ABUSES[name](room.port)
    assert (
        b"root:" not in said
        and b"Traceback" not in said
        and b"evil.example" not in said.partition(b"\r\n\r\n")[0].lower().replace(b"host: evil.example", b"")
    )
    assert not said.startswith(b"HTTP/1.1 5") or said[9:12] == b"503", said
    if name in HEADS:
        assert not said.startswith(b"HTTP/1.1 200"), "it answers to no other's name"
    for _ in range(40):
        answer = httpx.get(room.home + "/api/describe", timeout=30)
        if answer.status_code == 200:
            return
        assert answer.status_code == 503
        time.sleep(0.25)  # a crowd is still being served
    pytest.fail("the room does not answer any more")


def test_a_client_that_dawdles_is_hung_up_on(room: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.web.serving.HEAD_SECONDS", 0.5)
    with socket.create_connection(("127.0.0.1", room.port), timeout=10) as line:
        line.sendall(GET)
        begun = time.monotonic()
        with contextlib.suppress(ConnectionResetError):
            assert line.recv(10) == b""
        assert time.monotonic() - begun < 5
