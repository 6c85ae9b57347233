"""The versions and hashes of all that development and CI install, as pip resolves them here, for ``pip install --require-hashes``."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
OWN = "district-kg"


def resolved() -> list[dict[str, Any]]:
    """What pip would install for the extra ``dev``, without installing it."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.json")
        command = [sys.executable, "-m", "pip", "install", "--dry-run", "--ignore-installed", "-q", "--report", str(report), f"{ROOT}[dev]"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        return list(json.loads(report.read_text(encoding="utf-8"))["install"])


def lines(packages: list[dict[str, Any]]) -> list[str]:
    """One requirement a package, in order of name, with its hash; nothing says from where it came."""
    found = []
    for package in packages:
        about = package["metadata"]
        if about["name"] != OWN:
            found.append(f"{about['name'].lower().replace('_', '-')}=={about['version']} --hash=sha256:{package['download_info']['archive_info']['hashes']['sha256']}")
    return sorted(found)


if __name__ == "__main__":
    print(f"# Made by make lock: Python {sys.version_info[0]}.{sys.version_info[1]}, {sys.platform}.")  # noqa: T201
    print("\n".join(lines(resolved())))  # noqa: T201
