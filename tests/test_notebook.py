"""The notebook of an analyst's day: it runs from top to bottom, and does what it says."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
NOTEBOOK = ROOT / "docs" / "notebooks" / "analyst.ipynb"


def cells(kind: str) -> list[str]:
    return ["".join(cell["source"]) for cell in json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"] if cell["cell_type"] == kind]


def load_site() -> Any:
    """docs/site.py as a module."""
    spec = importlib.util.spec_from_file_location("docs_site", ROOT / "docs" / "site.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_kept_without_outputs() -> None:
    kept = [cell for cell in json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"] if cell.get("outputs") or cell.get("execution_count")]
    assert kept == [], "clear all outputs: they are made anew when the site is built"


def test_goes_through_the_day_in_both_languages() -> None:
    code = "\n".join(cells("code"))
    for step in ("kg.build", "graph.ask", "graph.nx", "betweenness", "slipped-projects", "plot.timeline", 'export("gexf"'):
        assert step in code
    headings = [line for text in cells("markdown") for line in text.splitlines() if line.startswith("#")]
    assert len(headings) >= 7 and all("·" in line for line in headings)
    for text in cells("code"):
        compile(text, str(NOTEBOOK), "exec")


def test_finds_the_documents_from_wherever_it_is_opened(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Jupyter starts a notebook in the notebook's folder; elsewhere the build says that there is no folder of that name."""
    first = cells("code")[0].split("built =")[0]
    for place, found in ((NOTEBOOK.parent, ROOT / "seeds"), (ROOT, ROOT / "seeds"), (tmp_path, "seeds")):
        monkeypatch.chdir(place)
        known: dict[str, Any] = {}
        exec(first, known)
        assert known["seeds"] == found


@pytest.mark.heavy
def test_runs(tmp_path: Path) -> None:
    """Outputs hold what the text promises: measures, promises with words, pictures, a GEXF with nodes."""
    for package in ("nbclient", "ipykernel", "nbformat"):
        pytest.importorskip(package, reason="needs the extra docs")
    from kg.errors import KgError
    from kg.plot.fonts import chosen

    try:
        chosen()
    except KgError as why:
        pytest.skip(str(why))
    notebook = load_site().run_notebook(NOTEBOOK)
    outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    text = "\n".join(str(output.get("text") or output.get("data", {}).get("text/plain", "")) for output in outputs)
    assert "5 document" in text and "laoshan.gexf" in text and "moved" in text
    assert sum("image/png" in output.get("data", {}) for output in outputs) == 3
    assert sum("text/html" in output.get("data", {}) for output in outputs) >= 3, "answers show themselves as tables"
    assert not [output for output in outputs if output.output_type == "error"]
