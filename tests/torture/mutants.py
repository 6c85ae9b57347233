"""Mutation: one small change of the code at a time; a test must fail. ``python -m tests.torture.mutants --seed 7 --each 10``.

Operators: comparisons turned, ``and`` for ``or``, conditions negated, numbers one more, strings emptied, returns of None, statements left out.
Annotations, docstrings, ``raise`` messages and ``TYPE_CHECKING`` blocks are left alone: nothing tests wording.
"""

from __future__ import annotations

import argparse
import ast
import copy
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# What is mutated, and the tests that watch over it.
WATCHED = {
    "publishing": (["kg/publish/folder.py", "kg/publish/__init__.py", "kg/publish/generation.py"], ["tests/publish"]),
    "query sandbox": (["kg/query/guard.py", "kg/query/tokens.py", "kg/query/engine.py", "kg/query/worker.py", "kg/query/child.py"], ["tests/query/test_guard.py", "tests/query/test_child.py", "tests/query/test_query.py"]),
    "binder": (["kg/templates/binding.py", "kg/templates/values.py"], ["tests/templates/test_binding.py"]),
    "decoding": (["kg/reading/decode.py", "kg/reading/likeness.py", "kg/reading/mojibake.py"], ["tests/reading/test_encodings.py", "tests/reading/test_likeness.py", "tests/reading/test_mojibake.py"]),
    "sanitizer and files": (["kg/safe/text.py", "kg/safe/file.py", "kg/safe/calls.py"], ["tests/safe", "tests/test_wrong_calls.py"]),
}
COMPARED = {ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is}
SECONDS = 300
SLOW = "killed or at_once or never_changes or rdflib or full_disk"  # names of tests that take more than a second
LOADED = ("hypothesis", "pyoxigraph", "rdflib.plugins.sparql", "yaml", "click", "rich.table", "numpy", "networkx")
MEMORY = "/dev/shm"


def places(source: str) -> list[tuple[int, int]]:
    """Where a module can be changed: the number of the node in the order of a walk, and the kind of change."""
    tree = ast.parse(source)
    inside = _inside(tree)
    return [(number, kind) for number, node in enumerate(ast.walk(tree)) if node in inside for kind in (0, 1) if _change(copy.deepcopy(node), kind)]


def mutant(source: str, number: int, kind: int) -> tuple[int, str]:
    """The line that differs, and the text of the module with that change."""
    tree = ast.parse(source)
    node = next(each for at, each in enumerate(ast.walk(tree)) if at == number)
    line = getattr(node, "lineno", 0)
    _change(node, kind)
    return line, ast.unparse(ast.fix_missing_locations(tree))


def _inside(tree: ast.AST) -> set[ast.AST]:
    """The nodes in the bodies of functions, outside of what is left alone."""
    found: set[ast.AST] = set()
    for function in ast.walk(tree):
        if isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef)):
            found |= {node for statement in function.body for node in ast.walk(statement) if not isinstance(node, ast.arguments)}
    alone = {inner for node in found if isinstance(node, ast.Raise) for inner in ast.walk(node)}
    return found - alone


def _change(node: ast.AST, kind: int) -> bool:
    """Changes a node in place; False where this kind of change has nothing to do there."""
    if kind == 0:
        if isinstance(node, ast.Compare) and type(node.ops[0]) in COMPARED:
            node.ops[0] = COMPARED[type(node.ops[0])]()
        elif isinstance(node, ast.BoolOp):
            node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
            node.value = not node.value
        elif isinstance(node, ast.Constant) and isinstance(node.value, int):
            node.value += 1
        elif isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Add, ast.Sub)):
            node.op = ast.Sub() if isinstance(node.op, ast.Add) else ast.Add()
        elif isinstance(node, ast.Return) and node.value is not None and ast.unparse(node.value) != "None":
            node.value = ast.Constant(None)
        else:
            return False
        return True
    if isinstance(node, (ast.If, ast.While, ast.IfExp)):
        node.test = ast.UnaryOp(ast.Not(), node.test)
        return True
    return False


@contextmanager
def copied() -> Iterator[Path]:
    """A copy of the project, compiled, in memory where the system offers that: the tests write graphs, and wait for no disk."""
    with tempfile.TemporaryDirectory(prefix="kg-mutant-", dir=MEMORY if os.access(MEMORY, os.W_OK) else None) as folder:
        for name in ("kg", "ontology", "queries", "tests", "seeds", "pyproject.toml"):
            (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, Path(folder, name))
        environment = {key: value for key, value in os.environ.items() if key not in ("PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX")}
        subprocess.run([sys.executable, "-m", "compileall", "-q", "kg", "tests"], cwd=folder, env=environment, check=False)
        yield Path(folder)


def killed(copy: Path, path: str, text: str, tests: list[str]) -> bool:
    """Whether the tests fail on the copy with this mutant, which is taken back; those that start many processes come last."""
    whole = (copy / path).read_text(encoding="utf-8")
    for compiled in (copy / path).parent.glob(f"__pycache__/{Path(path).stem}.*"):
        compiled.unlink()
    (copy / path).write_text(text, encoding="utf-8")
    try:
        return _fails(copy, [*tests, "-k", f"not ({SLOW})"]) or _fails(copy, [*tests, "-k", SLOW])
    finally:
        (copy / path).write_text(whole, encoding="utf-8")


def _fails(copy: Path, tests: list[str]) -> bool:
    """Whether the tests fail, or take too long, in a fork of this process, which has loaded what they stand on and nothing of ours."""
    child = os.fork()
    if not child:
        os.setsid()
        os.chdir(copy)
        os.environ.pop("PYTHONPYCACHEPREFIX", None)
        os.environ |= {"PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1", "TMPDIR": str(copy)}
        tempfile.tempdir, sys.dont_write_bytecode, sys.pycache_prefix, sys.path[0] = str(copy), True, None, str(copy)
        for stream in (1, 2):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream)
        code = 1
        try:
            code = int(pytest.main(["-q", "-x", "-p", "no:cacheprovider", *tests]))
        finally:
            os._exit(code)
    until, ended = time.monotonic() + SECONDS, 0
    while not ended and time.monotonic() < until:
        ended, status = os.waitpid(child, os.WNOHANG)
        time.sleep(0.02)
    with suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)  # and what the tests have left
    if not ended:
        os.waitpid(child, 0)
    return not ended or os.waitstatus_to_exitcode(status) not in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED)


def main() -> None:
    """Prints each survivor, and the score of each part."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", help=f"which: {', '.join(WATCHED)} (default: all)")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--each", type=int, default=40, help="mutants of each part, by chance")
    given = parser.parse_args()
    for name in LOADED:
        import_module(name)
    for part in given.parts or WATCHED:
        paths, tests = WATCHED[part]
        sources = {path: (ROOT / path).read_text(encoding="utf-8") for path in paths}
        every = [(path, *place) for path, source in sources.items() for place in places(source)]
        chosen = random.Random(given.seed).sample(every, min(given.each, len(every)))
        survived = 0
        with copied() as copy:
            if killed(copy, paths[0], sources[paths[0]], tests):
                parser.exit(2, f"{part}: its tests fail without a mutant\n")
            for path, number, kind in chosen:
                line, text = mutant(sources[path], number, kind)
                if not killed(copy, path, text, tests):
                    survived += 1
                    print(f"{path}:{line} survived: {_difference(sources[path], text)}", flush=True)  # noqa: T201
        score = 100 * (len(chosen) - survived) // max(1, len(chosen))
        print(f"{part}: {score}% of {len(chosen)} mutants killed (of {len(every)})", flush=True)  # noqa: T201


def _difference(source: str, text: str) -> str:
    """What the mutant says, beside what was said."""
    before, after = ast.unparse(ast.parse(source)).splitlines(), text.splitlines()
    return next((f"{one.strip()}  ->  {other.strip()}" for one, other in zip(before, after, strict=False) if one != other), "")


if __name__ == "__main__":
    main()
