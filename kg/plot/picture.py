"""A picture: shows itself in a notebook, saves itself to a file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from kg.errors import UsageError
from kg.plot.render import draw
from kg.plot.scene import Scene
from kg.safe.file import write_file

FORMS = ("png", "svg")


@dataclass
class Picture:
    """``png`` and ``svg`` are its bytes, ``save`` writes them; ``scene`` is what is in it, ``font`` the file to draw with, if named."""

    scene: Scene
    font: str | Path | None = None

    @cached_property
    def png(self) -> bytes:
        """As PNG, 144 dots an inch. Raises ``MissingExtra`` without matplotlib, ``KgError`` without a font that holds Chinese."""
        return draw(self.scene, "png", self.font)

    @cached_property
    def svg(self) -> bytes:
        """As SVG, letters as paths, so that it looks the same anywhere. Same errors as ``png``."""
        return draw(self.scene, "svg", self.font)

    def save(self, target: str | Path) -> Path:
        """Write the file, whole or not at all; its ending says which of PNG and SVG.

        Raises ``UsageError`` for another ending, ``KgError`` for a file that cannot be written, and the errors of ``png``.
        """
        path = Path(target)
        form = form_of(path)
        data: bytes = getattr(self, form)
        return write_file(path, data)

    def _repr_png_(self) -> bytes:
        return self.png

    def __repr__(self) -> str:
        return f"<Picture {self.scene.wide:.0f} × {self.scene.high:.0f} points: .save('FILE.png') or .save('FILE.svg')>"


def form_of(path: Path) -> str:
    """png or svg, by a file's ending. Raises ``UsageError`` for another."""
    form = path.suffix.lower().removeprefix(".")
    if form not in FORMS:
        raise UsageError(f"{path}: no picture is written as {path.suffix or 'a file without an ending'}", "name a file that ends in .png or .svg")
    return form
