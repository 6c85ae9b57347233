"""Fixtures that several tests use: a small published graph of invented places."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import invented


@pytest.fixture(scope="session")
def graph_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented knowledge, published. Read only: build into a folder of your own."""
    from kg.publish import publish

    folder = tmp_path_factory.mktemp("published") / "graph"
    texts = {document.id: document.text for document in invented.documents()}
    publish(invented.knowledge(), texts, folder, manifest={"inputs": {}})
    return folder


@pytest.fixture(scope="session")
def seeds_graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of seeds/, as the first make builds it. Read only."""
    from kg.api import build

    folder = tmp_path_factory.mktemp("seeds") / "graph"
    build(Path(__file__).parents[1] / "seeds", out=folder)
    return folder
