"""No output depends on the hash seed, the locale or the time zone."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

SCRIPT = """
import hashlib, io, sys, tempfile
from kg.export import write
from kg.publish import publish
from tests.invented import DISTRICT, TEXTS, knowledge
for form, given in [("gexf", {}), ("gexf", {"district": DISTRICT, "top": 3, "by": "pagerank"}), ("graphml", {}), ("jsonl", {}), ("csv", {}), ("neo4j", {}),
                    ("cytoscape", {}), ("parquet", {}), ("excel", {}), ("report", {"district": DISTRICT})]:
    target = io.BytesIO()
    write(form, knowledge(), target, **given)
    print(form, hashlib.sha256(target.getvalue()).hexdigest())
print(publish(knowledge(), TEXTS, tempfile.mkdtemp(), manifest={}).name)
"""


def test_every_export_and_generation_is_the_same_everywhere() -> None:
    said = []
    for seed, zone, locale in (("0", "UTC", "C"), ("1", "Asia/Shanghai", "C.UTF-8"), ("4711", "America/Lima", "POSIX")):
        environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale}
        command = [sys.executable, "-c", SCRIPT]
        said.append(subprocess.run(command, cwd=Path(__file__).parents[2], env=environment, check=True, capture_output=True).stdout)
    assert said[0] == said[1] == said[2] and said[0].count(b"\n") == 11
