"""No Python of these packages holds a Chinese word, an entity type, a relation or a milestone: they stand in ``ontology/``."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.ontology import ontology

ROOT = Path(__file__).parents[2]
PACKAGES = ("identity", "language", "outcomes", "reading")
CHINESE = re.compile("[\u3007\u3400-\u9fff]")
TERMS = {*ontology().types, *ontology().predicates, *ontology().events}


def literals(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Every string of a module that is no docstring, with its line."""
    told = {node.body[0] for node in ast.walk(tree) if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and node.body}
    words = {id(first.value) for first in told if isinstance(first, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in words:
            yield node.lineno, node.value


def held(text: str) -> list[str]:
    return [f"{line}: {said!r}" for line, said in literals(ast.parse(text)) if CHINESE.search(said) or said in TERMS]


@pytest.mark.parametrize("path", sorted(path for name in PACKAGES for path in (ROOT / "kg" / name).rglob("*.py")), ids=lambda path: str(path.relative_to(ROOT)))
def test_no_word_type_relation_or_milestone_as_a_literal(path: Path) -> None:
    assert held(path.read_text(encoding="utf-8")) == [], "words go to ontology/rules, what is known of a type or milestone to ontology/kg.ttl"


def test_this_test_sees_them_and_passes_over_docstrings() -> None:
    code = 'def f(kind):\n    """区 and Park."""\n    return kind == "Park" or "项目" in kind or f"{kind}市"\n'
    assert held(code) == ["3: 'Park'", "3: '项目'", "3: '市'"]
