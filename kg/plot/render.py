"""A scene drawn by matplotlib: the same bytes each time, nothing of the clock or the machine's settings in them."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from kg.errors import MissingExtra
from kg.plot.scene import Bar, Dot, Line, Mark, Scene, Text

DPI = 144
LARGEST = 12000  # pixels of a side
INCH = 72
CURVE = 24  # straight pieces of a bent line
SETTINGS: dict[Any, Any] = {"svg.hashsalt": "kg", "svg.fonttype": "path", "hatch.linewidth": 0.6, "path.simplify": False, "text.usetex": False, "text.parse_math": False}
CLEAN: dict[str, dict[str, None]] = {"svg": dict.fromkeys(("Date", "Creator", "Format", "Type")), "png": {"Software": None}}


def draw(scene: Scene, form: str, font: str | Path | None = None) -> bytes:
    """The scene as ``png`` or ``svg``. Raises ``MissingExtra`` without matplotlib, ``KgError`` without a font that holds Chinese."""
    try:
        import matplotlib
        from matplotlib.figure import Figure
    except ModuleNotFoundError as missing:
        raise MissingExtra("a picture", "plot") from missing
    from kg.plot.fonts import family

    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(SETTINGS | {"font.family": family(font)})
        figure = Figure(figsize=(scene.wide / INCH, scene.high / INCH), facecolor="white")
        _fill(figure.add_axes((0.0, 0.0, 1.0, 1.0)), scene)
        stream = io.BytesIO()
        dpi = min(DPI, LARGEST * INCH / max(scene.wide, scene.high))
        figure.savefig(stream, format=form, dpi=dpi, metadata=CLEAN[form])
    return stream.getvalue()


def _fill(axes: Any, scene: Scene) -> None:
    axes.set(xlim=(0, scene.wide), ylim=(scene.high, 0))
    axes.axis("off")
    for order, mark in enumerate(scene.marks):
        _mark(axes, mark, order)


def _mark(axes: Any, mark: Mark, order: int) -> None:
    match mark:
        case Text():
            _text(axes, mark, order)
        case Bar():
            _bar(axes, mark, order)
        case Line():
            style = (0, (4, 2.5)) if mark.dashed else "-"
            points = [mark.at(step / CURVE) for step in range(CURVE + 1)] if mark.bend else [mark.at(0.0), mark.at(1.0)]
            axes.plot(*zip(*points, strict=True), color=f"#{mark.colour}", lw=mark.wide, ls=style, zorder=order, solid_capstyle="butt")
        case Dot():
            face = f"#{mark.colour}" if mark.filled else "white"
            edge = "#333333" if mark.filled else f"#{mark.colour}"
            axes.plot([mark.x], [mark.y], ls="", marker=mark.shape, ms=2 * mark.radius, mfc=face, mec=edge, mew=0.6 if mark.filled else 1.6, zorder=order)


def _text(axes: Any, mark: Text, order: int) -> None:
    from matplotlib.patheffects import withStroke

    halo = [withStroke(linewidth=2.2, foreground="white")] if mark.halo else None
    axes.text(mark.x, mark.y, mark.words, fontsize=mark.size, color=f"#{mark.colour}", ha=mark.anchor, va="center_baseline" if not mark.angle else "bottom",
              rotation=mark.angle, rotation_mode="anchor", path_effects=halo, zorder=order, clip_on=False)  # fmt: skip


def _bar(axes: Any, mark: Bar, order: int) -> None:
    from matplotlib.patches import Rectangle

    colour = f"#{mark.colour}"
    face, hatch = (colour, None) if mark.filled else ("white", "////")
    axes.add_patch(Rectangle((mark.x, mark.y), mark.wide, mark.high, facecolor=face, edgecolor=colour if mark.edge else "none", hatch=hatch,
                             lw=0.8 if mark.edge else 0, zorder=order))  # fmt: skip
