"""Comunica, a client that is not ours, asks the endpoint: installed by npm for this test alone."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.web.running import Running

pytestmark = pytest.mark.heavy
PACKAGE = "@comunica/query-sparql@4.5.0"
ASK = """
const { QueryEngine } = require('@comunica/query-sparql');
(async () => {
  const found = await new QueryEngine().queryBindings(process.argv[2], { sources: [{ type: 'sparql', value: process.argv[1] }] });
  console.log(JSON.stringify((await found.toArray()).map((row) => row.get('name').value)));
})();
"""
QUERY = """PREFIX kg: <https://district-kg.example/ns#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?name { ?park a kg:Park ; rdfs:label ?name }"""


@pytest.mark.skipif(not (shutil.which("npm") and shutil.which("node")), reason="no npm")
def test_comunica(room: Running, tmp_path: Path) -> None:
    installed = subprocess.run(["npm", "install", "--silent", "--ignore-scripts", "--no-save", "--prefix", str(tmp_path), PACKAGE], capture_output=True, text=True)
    if installed.returncode:
        pytest.skip(f"Comunica cannot be had: {installed.stderr[-200:]}")
    done = subprocess.run(["node", "-e", ASK, room.home + "/sparql", QUERY], cwd=tmp_path, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.splitlines()[-1]) == ["松岭光电产业园"]
