"""A font that holds Chinese: the one the caller names, else the best of those on the machine."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from kg.errors import KgError
from kg.plot.words import look

NEEDED = "区园亿虚"
HINT = "install one (Debian, Ubuntu: apt install fonts-noto-cjk or fonts-wqy-microhei), or name a file: --font FILE, KG_FONT=FILE"


def family(font: str | Path | None = None) -> list[str]:
    """The families to draw with: the font's, then one for signs that it has not.

    Raises ``KgError`` with a hint where there is none, or the one named cannot be read or holds no Chinese.
    """
    return [_registered(chosen(font or os.environ.get("KG_FONT"))), "DejaVu Sans"]


def chosen(font: str | Path | None = None) -> Path:
    """The file of the font to draw with; errors as ``family``."""
    if font:
        if not holds_chinese(Path(font)):
            raise KgError(f"{font}: no font that can be read and holds Chinese", HINT)
        return Path(font)
    found = best(_installed())
    if found is None:
        raise KgError("no font on this machine holds Chinese: labels would be empty boxes", HINT)
    return found


def best(paths: list[Path]) -> Path | None:
    """The first by the order of ``ontology/names/pictures.yaml``, else any other that holds Chinese."""
    ranks = {path: next((rank for rank, start in enumerate(look()["fonts"]) if plain(path).startswith(start)), 99) for path in paths}
    order = sorted(paths, key=lambda path: (ranks[path], any(weight in plain(path) for weight in look()["weights"]), str(path)))
    return next((path for path in order if holds_chinese(path)), None)


def plain(path: Path) -> str:
    """A file's name, letters and digits only, in lower case."""
    return "".join(char for char in path.stem.casefold() if char.isalnum())


@cache
def holds_chinese(path: Path) -> bool:
    """Whether a file is a font with common Chinese characters."""
    from matplotlib.ft2font import FT2Font

    try:
        font = FT2Font(str(path))
        return all(font.get_char_index(ord(char)) for char in NEEDED)
    except (OSError, RuntimeError):
        return False


@cache
def _installed() -> list[Path]:
    from matplotlib.font_manager import findSystemFonts

    return sorted(map(Path, findSystemFonts()))


@cache
def _registered(path: Path) -> str:
    """The font's name, known to matplotlib from here on."""
    from matplotlib.font_manager import FontProperties, fontManager

    fontManager.addfont(str(path))
    return str(FontProperties(fname=str(path)).get_name())
