"""docs/architecture.md names every module, and no other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ELSEWHERE = "kg/language/"  # docs/language.md walks through it


def modules() -> dict[str, set[str]]:
    """Package → its modules, as the folders hold them."""
    found: dict[str, set[str]] = {}
    for path in (ROOT / "kg").rglob("*.py"):
        package = f"{path.parent.relative_to(ROOT).as_posix()}/"
        if path.name != "__init__.py" and not package.startswith((ELSEWHERE, "kg/_data/")):
            found.setdefault(package, set()).add(path.stem)
    return found


def named(text: str) -> dict[str, set[str]]:
    """Package → its modules, as the table below "Every module" names them."""
    rows = re.findall(r"^\| `(kg/[a-z/]*)` \| (.*) \|$", text.partition("\n## Every module\n")[2].partition("\n## ")[0], re.M)
    return {package: set(re.findall(r"`([a-z0-9_]+)`", words)) for package, words in rows if package != ELSEWHERE}


DOCUMENTED = named((ROOT / "docs/architecture.md").read_text(encoding="utf-8"))


@pytest.mark.parametrize("package", sorted({*modules(), *DOCUMENTED}))
def test_the_table_of_modules_is_whole(package: str) -> None:
    there, said = modules().get(package, set()), DOCUMENTED.get(package, set())
    assert not there - said, f"say in docs/architecture.md, row {package}, what these are for: {sorted(there - said)}"
    assert not said - there, f"docs/architecture.md, row {package}, names what is not there: {sorted(said - there)}"


def test_a_module_that_is_not_named_is_seen() -> None:
    assert named("\n## Every module\n\n| `kg/graph/` | `find` by name |\n| `kg/language/` | see |\n\n## More\n| `kg/x/` | `y` |\n") == {"kg/graph/": {"find"}}
