"""The rooms of ``kg/language``: a room imports only from those below it, no two modules import each other, and each module is documented."""

from __future__ import annotations

import ast
import re
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LANGUAGE = ROOT / "kg" / "language"
# Low to high; rooms of one step know nothing of each other. "" is the walk on top, and those beside it read whole sentences as it lays them out.
STEPS = (("text",), ("when", "where"), ("mentions",), ("milestones", "figures"), ("topics", "clues", "tagger", "said", ""))
WALK = set(STEPS[-1])
STEP = {room: n for n, step in enumerate(STEPS) for room in step}
MODULES = sorted(path for path in LANGUAGE.rglob("*.py") if path.name != "__init__.py")


def room(module: str) -> str:
    """``kg.language.when.times`` → ``when``, ``kg.language.layout`` → ``""``."""
    parts = module.removeprefix("kg.language.").split(".")
    return parts[0] if len(parts) > 1 or parts[0] in STEP else ""


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


def imported(path: Path) -> set[str]:
    """The modules of kg.language that a file imports."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("kg.language."):
            inner = {f"{node.module}.{alias.name}" for alias in node.names}
            modules = {name for name in inner if (ROOT / (name.replace(".", "/") + ".py")).exists()}
            found |= modules or {node.module or ""}
    return found


@pytest.mark.parametrize("path", MODULES, ids=module_of)
def test_a_room_imports_only_from_lower_rooms(path: Path) -> None:
    own = room(module_of(path))
    assert own in STEP, f"kg/language/{own} has no step: add it to STEPS here and to docs/language.md"
    wrong = [name for name in sorted(imported(path)) if room(name) != own and STEP[room(name)] >= STEP[own] and not {own, room(name)} <= WALK]
    assert not wrong, f"{path.relative_to(ROOT)} imports {wrong}, which is not in a room below"


def test_no_modules_import_each_other() -> None:
    TopologicalSorter({module_of(path): imported(path) for path in MODULES}).prepare()


def test_docs_language_names_every_module_in_its_room() -> None:
    text = (ROOT / "docs" / "language.md").read_text(encoding="utf-8").partition("\n## Every module\n")[2].partition("\n## ")[0]
    said = {where: set(re.findall("`([a-z0-9_]+)`", words)) for where, words in re.findall(r"^\| `kg/language/([a-z]*)/?` \| (.*) \|$", text, re.M)}
    there: dict[str, set[str]] = {}
    for path in MODULES:
        there.setdefault(room(module_of(path)), set()).add(path.stem)
    assert said == there
