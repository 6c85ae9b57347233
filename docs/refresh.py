"""Write anew what the READMEs print: each ```text block right below a ```sh block holds the output of its command.

    python docs/refresh.py          # make docs runs it

The commands run on the graph of ``seeds/``, in a folder of their own, and are cut to LONGEST lines.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
READMES = ("README.md", "README.zh.md")
LONGEST = 18
PAIR = re.compile(r"(?P<command>^```sh\n(?P<line>kg [^\n]+)\n```\n\n)(?P<output>```text\n.*?^```\n)", re.MULTILINE | re.DOTALL)


def output(line: str, folder: Path) -> str:
    """What a command prints, cut to LONGEST lines."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(line, shell=True, cwd=folder, env=os.environ | {"PATH": path}, capture_output=True, text=True, encoding="utf-8", check=True)
    lines = done.stdout.rstrip().splitlines()
    cut = [*lines[:LONGEST], "…"] if len(lines) > LONGEST + 1 else lines
    return "```text\n" + "\n".join(cut) + "\n```\n"


def refreshed(text: str, folder: Path) -> str:
    """A README with the outputs of today."""
    return PAIR.sub(lambda found: found["command"] + output(found["line"].partition("  #")[0], folder), text)


def main() -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "seeds").symlink_to(ROOT / "seeds")
        subprocess.run([sys.executable, "-m", "kg", "build", "-q"], cwd=folder, env=os.environ | {"PYTHONPATH": str(ROOT)}, check=True)
        for name in READMES:
            path = ROOT / name
            path.write_text(refreshed(path.read_text(encoding="utf-8"), folder), encoding="utf-8")


if __name__ == "__main__":
    main()
