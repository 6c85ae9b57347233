"""Pictures as files: the same bytes each time, Chinese in them, and a clear word where something is missing."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import warnings
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from kg import plot
from kg.errors import KgError, MissingExtra, UsageError
from kg.model import Entity, Knowledge, Relation
from kg.plot import fonts
from kg.plot.scene import width
from tests.plot.town import town

ROOT = Path(__file__).parents[2]
AGAIN = """
import sys
from tests.plot.test_render import hashes
print(hashes(sys.argv[1]))
"""


def hashes(font: str) -> str:
    """A hash of each kind of picture, as PNG and as SVG."""
    pictures = [plot.plot(town(6), "澄湖区", kind, font=font, top=5) for kind in plot.KINDS]
    return "\n".join(hashlib.sha256(data).hexdigest() for picture in pictures for data in (picture.png, picture.svg))


def test_the_same_bytes_under_any_hash_seed_and_time_zone(font: Path) -> None:
    environment = os.environ | {"PYTHONHASHSEED": "1", "PYTHONPATH": str(ROOT), "TZ": "Asia/Shanghai"}
    there = subprocess.run([sys.executable, "-c", AGAIN, str(font)], env=environment, capture_output=True, text=True, check=True).stdout
    assert there.split() == hashes(str(font)).split() and len(set(there.split())) == 2 * len(plot.KINDS)


@pytest.mark.parametrize("kind", plot.KINDS)
def test_drawn_without_a_missing_letter_and_without_a_clock(kind: str, font: Path) -> None:
    picture = plot.plot(town(20), "澄湖区", kind, font=font)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        svg, png = picture.svg, picture.png
    ElementTree.fromstring(svg)
    assert b"<dc:date>" not in svg and b"Matplotlib" not in png[:400]
    assert png.startswith(b"\x89PNG") and picture._repr_png_() == png
    wide, high = (int.from_bytes(png[at : at + 4], "big") for at in (16, 20))
    assert (wide, high) == pytest.approx((picture.scene.wide * 2, picture.scene.high * 2), abs=2)


def test_names_of_any_characters_are_drawn(font: Path) -> None:
    names = ["a\x00b", "\ud800", "一\r\n二", "$x^2$", "--", "]]>", "<a&b>", "\\alpha", "%"]
    entities = [Entity("Park", name, id=f"Park/{place}") for place, name in enumerate(names)]
    facts = [Relation(entity.id, "locatedIn", "Park/0") for entity in entities[1:]]
    picture = plot.network(Knowledge(entities=tuple(entities), facts=tuple(facts)), "Park/0", font=str(font))
    ElementTree.fromstring(picture.svg)
    assert picture.png and "$x^2$" in [text.words for text in picture.scene.texts]


@pytest.mark.parametrize("words", ["澄湖区新材料产业园（一期）", "2031-01–2031-09", "COSMOPlat VR", "≥12345.67%", "“云帆”大桥"])
def test_words_are_no_wider_than_the_layout_thinks(words: str, font: Path) -> None:
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import TextPath

    assert TextPath((0, 0), words, size=8.0, prop=FontProperties(fname=str(font))).get_extents().x1 <= width(words) * 8.0 * 1.02


def test_saved_whole_or_not_at_all(font: Path, tmp_path: Path) -> None:
    picture = plot.industries(town(5), "澄湖区", font=str(font))
    assert picture.save(tmp_path / "a.SVG").read_bytes() == picture.svg and [path.name for path in tmp_path.iterdir()] == ["a.SVG"]
    with pytest.raises(KgError, match="nowhere"):
        picture.save(tmp_path / "nowhere" / "a.png")
    with pytest.raises(UsageError, match=r"\.png or \.svg"):
        picture.save(tmp_path / "a.pdf")


def test_without_matplotlib_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(MissingExtra, match=r"district-kg\[plot\]"):
        plot.industries(town(5), "澄湖区").png


def test_without_a_chinese_font_the_hint_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import matplotlib

    latin = Path(matplotlib.get_data_path()) / "fonts/ttf/DejaVuSans.ttf"
    monkeypatch.setattr(fonts, "_installed", lambda: [latin])
    with pytest.raises(KgError, match="fonts-noto-cjk.*--font"):
        fonts.chosen()
    for wrong in (latin, tmp_path / "none.ttf", Path(__file__)):
        with pytest.raises(KgError, match=str(wrong)):
            fonts.chosen(wrong)


def test_the_best_font_is_taken_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "holds_chinese", lambda path: "Mono" not in path.name)
    named = [Path(f"/f/{name}") for name in ("zzz.ttf", "wqy-microhei.ttc", "NotoSansCJK-Bold.ttc", "NotoSansCJK-Regular.ttc", "NotoSansSCMono.ttf")]
    assert fonts.best(named) == named[3]
    assert fonts.best(named[:1]) == named[0] and fonts.best([]) is None
