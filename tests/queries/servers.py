"""SPARQL servers that are not ours, each on loopback and stopped by its process: Oxigraph's, Virtuoso and Comunica.

What is not at hand is fetched for the tests alone: Virtuoso as Debian's package, unpacked and not installed; Comunica from npm, by the lock in ``comunica/``.
"""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest

DEBIAN = ("virtuoso-opensource-7-bin", "libpcre3")
GRAPH = "urn:kg"
HERE = Path(__file__).parent
SECONDS = 120


@contextmanager
def oxigraph(triples: Path, place: Path) -> Iterator[str]:
    """``oxigraph serve`` of the wheel ``oxigraph``; yields its query URL."""
    binary = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")
    if binary is None:
        pytest.skip("the oxigraph server is not installed: pip install oxigraph")
    subprocess.run([binary, "load", "--location", str(place / "store"), "--file", str(triples)], check=True, capture_output=True)
    port = _free()
    with _running([binary, "serve", "--location", str(place / "store"), "--bind", f"127.0.0.1:{port}"], port, place):
        yield f"http://127.0.0.1:{port}/query"


@contextmanager
def virtuoso(triples: Path, place: Path) -> Iterator[str]:
    """``virtuoso-t`` 7.2.5, the triples loaded over its own protocol; yields its query URL."""
    root = _unpacked(place)
    port, sql = _free(), _free()
    settings = (HERE / "virtuoso.ini").read_text(encoding="utf-8").format(place=place, triples=triples.parent, port=port, sql=sql)
    (place / "virtuoso.ini").write_text(settings, encoding="utf-8")
    library = {"LD_LIBRARY_PATH": str(root / "lib" / "x86_64-linux-gnu")}
    with _running([str(root / "usr/bin/virtuoso-t"), "+configfile", str(place / "virtuoso.ini"), "+foreground"], port, place, library):
        # Without it Virtuoso weighs the orders of a dozen joined patterns for a minute and more before it begins.
        order = "INSERT INTO DB.DBA.SYS_SPARQL_HOST (SH_HOST, SH_DEFINES) VALUES ('%', 'define sql:select-option \"order\"');"
        load = f"DB.DBA.TTLP(file_to_string_output('{triples}'), '', '{GRAPH}', 255);"
        done = subprocess.run([str(root / "usr/bin/isql-vt"), f"127.0.0.1:{sql}", "dba", "dba", f"exec={order} {load}"], env=library, capture_output=True, text=True)
        assert done.returncode == 0 and "Error" not in done.stderr, done.stderr
        yield f"http://127.0.0.1:{port}/sparql?default-graph-uri={GRAPH}"


@contextmanager
def comunica(triples: Path, place: Path) -> Iterator[str]:
    """Comunica over the triples in memory, behind a few lines that speak HTTP; yields its query URL."""
    if not (shutil.which("npm") and shutil.which("node")):
        pytest.skip("no npm")
    parts = place / "comunica"
    shutil.copytree(HERE / "comunica", parts)
    installed = subprocess.run(["npm", "ci", "--silent"], cwd=parts, capture_output=True, text=True)
    if installed.returncode:
        pytest.skip(f"Comunica cannot be had: {installed.stderr[-200:]}")
    port = _free()
    with _running(["node", str(parts / "serve.js"), str(triples), str(port)], port, place):
        yield f"http://127.0.0.1:{port}/sparql"


SERVERS = {"oxigraph": oxigraph, "virtuoso": virtuoso, "comunica": comunica}


def _unpacked(place: Path) -> Path:
    """Where Debian's packages of Virtuoso are unpacked."""
    if not (shutil.which("apt-get") and shutil.which("dpkg")):
        pytest.skip("Virtuoso is taken from Debian's package: no apt-get and dpkg here")
    fetched = subprocess.run(["apt-get", "download", *DEBIAN], cwd=place, capture_output=True, text=True)
    if fetched.returncode:
        pytest.skip(f"Virtuoso cannot be had: {fetched.stderr[-200:]}")
    for package in sorted(place.glob("*.deb")):
        subprocess.run(["dpkg", "-x", str(package), str(place / "root")], check=True, capture_output=True)
    return place / "root"


def _free() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


@contextmanager
def _running(command: list[str], port: int, place: Path, environment: dict[str, str] | None = None) -> Iterator[None]:
    with (place / "server.log").open("w") as log:
        process = subprocess.Popen(command, cwd=place, stdout=log, stderr=log, env={"PATH": "/usr/bin:/bin:/usr/local/bin", **(environment or {})})
        try:
            _wait(f"http://127.0.0.1:{port}/", process, place)
            yield
        finally:
            process.terminate()
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait(30)


def _wait(url: str, process: subprocess.Popen[bytes], place: Path) -> None:
    until = time.monotonic() + SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            urlopen(url, timeout=5).close()
            return
        except OSError as error:
            if getattr(error, "code", None):  # it answers, if only that there is no such page
                return
            time.sleep(0.2)
    raise AssertionError(f"{url} did not come up: {(place / 'server.log').read_text()[-500:]}")
