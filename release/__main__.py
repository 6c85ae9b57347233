"""``make release``: dist/ with a wheel that two builds give alike, its SBOM (CycloneDX 1.5) and their hashes."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from hashlib import sha256
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
DIST = ROOT / "dist"
LOCK = ROOT / "release" / "requirements.txt"
EPOCH = "315532800"  # 1980-01-01: the wheel holds no clock


def wheel(folder: Path) -> Path:
    """A wheel built into a folder."""
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env={**os.environ, "SOURCE_DATE_EPOCH": EPOCH})
    return next(folder.glob("*.whl"))


def required() -> dict[str, str]:
    """The packages that the wheel asks for, with or without extras: name → what it asks."""
    about = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = [line for name, lines in about["optional-dependencies"].items() if name not in ("dev", "docs", "test") for line in lines]
    found = [re.match(r"([\w.-]+)(?:\[.*\])?(.*)", line) for line in (*about["dependencies"], *extras)]
    return {match[1].lower(): match[2] for match in found if match and match[1] != about["name"]}


def sbom(path: Path) -> dict[str, Any]:
    """The wheel and what it asks for, in the versions of the lock."""
    pinned = dict(re.findall(r"^([\w.-]+)==(\S+)", LOCK.read_text(encoding="utf-8"), re.M))
    hashes = dict(re.findall(r"^([\w.-]+)==\S+ --hash=sha256:(\w+)", LOCK.read_text(encoding="utf-8"), re.M))
    parts = [_component(name, pinned.get(name, ""), hashes.get(name, "")) for name in sorted(required())]
    name, version = path.name.split("-")[:2]
    return {"bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1, "metadata": {"component": _component(name.replace("_", "-"), version, digest(path))}, "components": parts}


def _component(name: str, version: str, hashed: str) -> dict[str, Any]:
    return {"type": "library", "name": name, "version": version, "purl": f"pkg:pypi/{name}@{version}", "hashes": [{"alg": "SHA-256", "content": hashed}]}


def digest(path: Path) -> str:
    """SHA-256 of a file."""
    return sha256(path.read_bytes()).hexdigest()


def main() -> int:
    """Builds twice, compares, and writes dist/."""
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
        first, second = wheel(Path(one)), wheel(Path(two))
        if first.read_bytes() != second.read_bytes():
            print("two builds give two wheels", file=sys.stderr)  # noqa: T201
            return 1
        DIST.mkdir(exist_ok=True)
        made = Path(shutil.copy(first, DIST))
    listed = DIST / f"{made.name.removesuffix('.whl')}.cdx.json"
    listed.write_text(json.dumps(sbom(made), indent=2, sort_keys=True) + "\n", encoding="utf-8")
    for path in (made, listed):
        print(f"{digest(path)}  dist/{path.name}")  # noqa: T201
    print("two builds, one wheel")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
