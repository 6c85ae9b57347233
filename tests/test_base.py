"""IRIs live under the base that the user sets, in the store and in every export."""

from __future__ import annotations

from pathlib import Path

import pytest

import kg
from kg.errors import UsageError
from kg.rdf.names import Names

TEXT = "2025年，黄岛区将推动松溪大桥等项目开工建设。"


def test_a_build_keeps_its_base(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    graph = kg.build(tmp_path / "a.txt", out=tmp_path / "graph", base="http://my.example/kg/").graph
    lines = bytes(graph.export("ntriples")).decode("utf-8").splitlines()
    assert any(line.startswith("<http://my.example/kg/Project/松溪大桥>") for line in lines)
    assert not any("https://district-kg.example/id/" in line for line in lines)
    assert kg.open(tmp_path / "graph").sparql("SELECT ?s WHERE { ?s a <https://district-kg.example/ns#Project> }").rows


@pytest.mark.parametrize("base", ["http://x/#/", "http://x/%zz/", "http://[bad/", "x/", "http://x y/", "http://x/a"])
def test_a_base_that_would_break_iris_is_refused(base: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no base"):
        Names(base)
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    with pytest.raises(UsageError, match="no base"):
        kg.build(tmp_path / "a.txt", out=tmp_path / "graph", base=base)
    assert not (tmp_path / "graph").exists()
