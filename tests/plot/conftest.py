"""A font for those tests that draw."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import KgError


@pytest.fixture(scope="session")
def font() -> Path:
    """The font that pictures are drawn with; the test is skipped where there is none."""
    pytest.importorskip("matplotlib", reason="needs the extra plot")
    from kg.plot.fonts import HINT, chosen

    try:
        return chosen()
    except KgError:
        pytest.skip(f"no font on this machine holds Chinese: {HINT}")
