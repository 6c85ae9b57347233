"""The order of the layers: a module imports only from those before it, and nothing imports the command line."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
# Low to high; a name stands for a package with its modules. docs/architecture.md says why.
ORDER = """
    errors model safe ontology areas reading language readings identity outcomes records rdf network search publish
    answer query templates corrections judge learning export plot graph engines api web cli __main__
""".split()
RANK = {name: rank for rank, name in enumerate(ORDER)}
MODULES = sorted(path for path in (ROOT / "kg").rglob("*.py") if path != ROOT / "kg" / "__init__.py" and "_data" not in path.parts)


def layer(module: str) -> str:
    """``kg.language.when.times`` → ``language``."""
    return module.split(".")[1]


def name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imports(tree: ast.AST, package: str) -> Iterator[tuple[str, int]]:
    """The modules of ours that a tree imports, at any depth, with their lines; those for types alone do not count."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING"):
            continue
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names if alias.name.startswith("kg."))
        elif isinstance(node, ast.ImportFrom):
            base = ".".join([*package.split(".")[: len(package.split(".")) - node.level + 1], *filter(None, [node.module])]) if node.level else node.module or ""
            if base == "kg":
                yield from ((f"kg.{alias.name}", node.lineno) for alias in node.names if alias.name != "__version__")
            elif base.startswith("kg."):
                yield base, node.lineno
        yield from imports(node, package)


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_imports_only_from_lower_layers(path: Path) -> None:
    own = layer(name(path))
    assert own in RANK, f"kg/{own} has no place in the order: add it to ORDER in tests/test_layers.py and to docs/architecture.md"
    package = name(path) if path.name == "__init__.py" else name(path).rpartition(".")[0]
    for module, line in imports(ast.parse(path.read_text(encoding="utf-8")), package):
        other = layer(module)
        assert other == own or RANK.get(other, 99) < RANK[own], f"{path.relative_to(ROOT)}:{line} imports {module}, which is not below {own}"


def test_model_imports_nothing_of_ours() -> None:
    assert not list(imports(ast.parse((ROOT / "kg/model.py").read_text(encoding="utf-8")), "kg"))


def test_the_order_is_the_documented_one() -> None:
    text = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if line.strip().startswith("errors, model"))
    documented = [[word.strip() for word in step.split(",")] for step in line.split("→")]
    ranks = [(min(RANK[word] for word in step), max(RANK[word] for word in step)) for step in documented]
    assert all(before[1] < after[0] for before, after in zip(ranks, ranks[1:], strict=False)), line


def test_this_test_sees_a_wrong_import() -> None:
    tree = ast.parse("def f():\n    from kg.cli import main\n    from . import api\n")
    assert list(imports(tree, "kg")) == [("kg.cli", 2), ("kg.api", 3)]


def test_files_stay_small() -> None:
    sizes = sorted(len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES)
    assert sizes[len(sizes) // 2] <= 160, "the median file is long: take one idea out of a long file"
    long = [f"{name(path)} ({count})" for path in MODULES if (count := len(re.findall(r"\n", path.read_text(encoding="utf-8")))) > 400]
    assert not long, f"split: {long}"
