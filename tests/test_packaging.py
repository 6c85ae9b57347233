"""The wheel: it carries its data, and works in an empty environment, from a folder far from the checkout."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SENTENCE = "2031年，松岭区云帆大桥开工建设，全年完成投资1.3亿元。\n"


def project() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def run(*command: str | Path, cwd: Path, **more: str) -> str:
    """A command away from the checkout, without its environment; its output."""
    keep = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "KG_", "VIRTUAL_ENV"))}
    done = subprocess.run([*map(str, command)], cwd=cwd, env=keep | more, capture_output=True, text=True, encoding="utf-8", timeout=600)
    assert done.returncode == 0, f"{command}: {done.stdout[-2000:]}{done.stderr[-2000:]}"
    return done.stdout


def test_names_and_version() -> None:
    from kg import __version__

    about = project()["project"]
    assert (about["name"], about["scripts"]["kg"], about["requires-python"], about["license"]) == ("district-kg", "kg.cli:main", ">=3.11", "Apache-2.0")
    assert f"## {__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), "add the version to CHANGELOG.md"


def test_every_extra_that_an_error_names_exists() -> None:
    extras = project()["project"]["optional-dependencies"]
    named = {
        match[1] for path in (ROOT / "kg").rglob("*.py") for match in re.finditer(r'MissingExtra\([^()]*?,\s*"([a-z]+)"\)', path.read_text(encoding="utf-8"))
    }
    assert named <= set(extras), f"kg names extras that pyproject.toml does not have: {sorted(named - set(extras))}"


def test_make_installs_extras_that_exist() -> None:
    line = next(line for line in (ROOT / "Makefile").read_text(encoding="utf-8").splitlines() if line.startswith("EXTRAS"))
    assert set(line.partition(":=")[2].strip().split(",")) <= set(project()["project"]["optional-dependencies"])


def test_ci_calls_what_the_readme_says() -> None:
    steps = [line.removeprefix("run ") for line in (ROOT / ".ci/run").read_text(encoding="utf-8").splitlines() if line.startswith("run make")]
    assert steps[0] == "make test" and "make heavy" in steps
    assert "make test" in (ROOT / "README.md").read_text(encoding="utf-8") and os.access(ROOT / ".ci/run", os.X_OK)


def test_the_editable_install_finds_its_data() -> None:
    from kg.ontology import data_dir

    assert (data_dir("ontology") / "kg.ttl").is_file() and list(data_dir("queries").glob("*.rq"))


def test_make_without_venv_gives_a_hint(tmp_path: Path) -> None:
    """A Python without the module venv, as Debian ships it: one message that says what to install."""
    python = tmp_path / "python3"
    python.write_text(f'#!/bin/sh\ncase "$*" in *ensurepip*) exit 1;; esac\nexec {sys.executable} "$@"\n')
    python.chmod(0o755)
    done = subprocess.run(["make", "-C", str(ROOT), f"PYTHON={python}", f"VENV={tmp_path}/venv"], capture_output=True, text=True, timeout=60)
    assert done.returncode != 0 and "python3-venv" in done.stdout + done.stderr and "Traceback" not in done.stdout + done.stderr
    assert not (tmp_path / "venv").exists()


def test_make_with_an_old_python_gives_a_hint(tmp_path: Path) -> None:
    python = tmp_path / "python3"
    python.write_text('#!/bin/sh\ncase "$*" in *--version*) echo Python 3.9.2;; *) exit 1;; esac\n')
    python.chmod(0o755)
    done = subprocess.run(["make", "-C", str(ROOT), f"PYTHON={python}", f"VENV={tmp_path}/venv"], capture_output=True, text=True, timeout=60)
    assert done.returncode != 0 and "3.11" in done.stdout and "3.9.2" in done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "-w", folder, ROOT, cwd=folder)
    return next(folder.glob("district_kg-*.whl"))


@pytest.mark.heavy
def test_the_wheel_carries_ontology_and_queries(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("ontology", "queries"):
        here = {f"kg/_data/{path.relative_to(ROOT).as_posix()}" for path in (ROOT / folder).rglob("*") if path.is_file() and "__pycache__" not in path.parts}
        assert here and here <= names
    assert "kg/py.typed" in names and any(name.endswith("/licenses/LICENSE") for name in names)
    assert not [name for name in names if name.startswith(("tests/", "seeds/"))]


@pytest.mark.heavy
def test_the_wheel_works_in_an_empty_environment(wheel: Path, tmp_path: Path) -> None:
    run(sys.executable, "-m", "venv", tmp_path / "venv", cwd=tmp_path)
    kg, python = tmp_path / "venv/bin/kg", tmp_path / "venv/bin/python"
    run(python, "-m", "pip", "install", "--quiet", wheel, cwd=tmp_path)
    assert "kg build" in run(kg, "--help", cwd=tmp_path)
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents/松岭.txt").write_text(SENTENCE, encoding="utf-8")
    run(kg, "build", "documents", cwd=tmp_path)
    assert "云帆大桥" in run(kg, "show", "云帆大桥", cwd=tmp_path)
    assert "parks-of-district" in run(kg, "ask", cwd=tmp_path)
    where = run(python, "-c", "import kg; print(kg.__file__)", cwd=tmp_path)
    assert where.startswith(str(tmp_path)), "the checkout was imported, not the wheel"


# What is asked for and not imported here, and by whom it is.
OTHERS = {"scipy": "networkx's layouts", "python-multipart": "starlette's forms"}
IMPORTED_AS = {"pyyaml": "yaml", "opencc-python-reimplemented": "opencc"}


def asked(*without: str) -> list[str]:
    about = project()["project"]
    extras = [line for name, lines in about["optional-dependencies"].items() if name not in without for line in lines]
    return [line for line in (*about["dependencies"], *extras) if not line.startswith(about["name"])]


def test_the_lock_holds_what_is_asked_for() -> None:
    requirements = pytest.importorskip("packaging.requirements")
    lines = [line for line in (ROOT / "release/requirements.txt").read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    assert all(re.fullmatch(r"[a-z0-9.-]+==\S+ --hash=sha256:[0-9a-f]{64}", line) for line in lines), "made by make lock, nothing by hand"
    pinned = dict(line.split(" ")[0].split("==") for line in lines)
    for each in map(requirements.Requirement, asked()):
        version = pinned.get(each.name.lower().replace("_", "-"))
        assert version and each.specifier.contains(version, prereleases=True), f"{each}: the lock has {version or 'none'}; run make lock"


def test_what_is_asked_for_is_imported() -> None:
    said = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "kg").rglob("*.py"))
    names = {re.split(r"[<>=\[]", line)[0] for line in asked("test", "docs", "dev")} - set(OTHERS)
    idle = [name for name in sorted(names) if not re.search(rf"^\s*(?:import|from) {IMPORTED_AS.get(name, name)}\b|\(\"{name}\"", said, re.M)]
    assert idle == [], "asked for in pyproject.toml and imported nowhere"


def test_the_list_of_parts_names_each_version_and_hash(tmp_path: Path) -> None:
    from release.__main__ import sbom

    wheel = tmp_path / "district_kg-9.9-py3-none-any.whl"
    wheel.write_bytes(b"x")
    parts = sbom(wheel)["components"]
    assert {part["name"] for part in parts} == {re.split(r"[<>=\[]", line)[0].lower() for line in asked("test", "docs", "dev")}
    assert all(part["version"] and len(part["hashes"][0]["content"]) == 64 for part in parts)
