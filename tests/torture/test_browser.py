"""Two hundred hostile names in a real browser: pictures, reports and rendered Markdown show them and run nothing."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from kg.answer import Answer
from kg.export.file import export
from kg.model import Entity, Knowledge, Relation
from kg.plot.picture import Picture
from kg.plot.scene import Scene, Text
from tests.invented import knowledge
from tests.torture.hostile import names

pytestmark = pytest.mark.heavy
playwright = pytest.importorskip("playwright.sync_api", reason="no playwright here")
BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
NAMES = names(7, 200)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    if not BROWSER:
        pytest.skip("no Chromium here")
    with playwright.sync_playwright() as play:
        opened = play.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def tab(browser: Any) -> Iterator[Any]:
    page = browser.new_page()
    yield page
    page.close()


def quiet(tab: Any, html: str) -> None:
    """Nothing ran, nothing was asked for, no dialog came up."""
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.on("dialog", lambda dialog: asked.append(dialog.message))
    tab.set_content(html, wait_until="load")
    tab.wait_for_timeout(200)
    assert tab.evaluate("window.hit") is None and [url for url in asked if not url.startswith(("about:", "data:"))] == []
    assert tab.evaluate("[...document.querySelectorAll('*')].every(e => [...e.attributes].every(a => !a.name.startsWith('on') && !/^\\s*javascript:/i.test(a.value)))")
    assert tab.evaluate("document.querySelectorAll('script, iframe, object, embed').length") == 0


def test_the_check_sees_what_runs(tab: Any) -> None:
    with pytest.raises(AssertionError):
        quiet(tab, "<p onclick='x'>云岭</p><script>window.hit = 1</script>")


def test_pictures(tab: Any) -> None:
    pytest.importorskip("matplotlib")
    scene = Scene(600, 20.0 * len(NAMES))
    scene.add(*(Text(10, 20.0 * at + 10, name) for at, name in enumerate(NAMES)))
    quiet(tab, f"<!DOCTYPE html><body>{Picture(scene).svg.decode()}</body>")


@pytest.mark.parametrize("html", [True, False])
def test_reports(tab: Any, html: bool) -> None:
    page = bytes(export(hostile(), "report", None, district="松岭区", html=html)).decode()  # type: ignore[arg-type]
    quiet(tab, page if html else rendered(page))


def test_answers(tab: Any) -> None:
    answer = Answer.of_values(("name", "words"), [(name, name) for name in NAMES])
    quiet(tab, rendered(answer.format("markdown")))
    quiet(tab, answer._repr_html_() or "")
    assert tab.evaluate("document.querySelectorAll('tbody tr').length") == len(NAMES)


def hostile() -> Knowledge:
    """The invented places, and a project of each hostile name in one of them."""
    whole = knowledge()
    things = tuple(Entity("Project", name, (), "松岭区", id=f"Project/{at}") for at, name in enumerate(NAMES))
    area = next(one.id for one in whole.entities if one.name == "松岭区")
    return replace(whole, entities=(*whole.entities, *things), facts=(*whole.facts, *(Relation(one.id, "locatedIn", area) for one in things)), by_id={})


def rendered(markdown: str) -> str:
    """Markdown as pages show it, raw HTML let through: the writer, not the renderer, must be safe."""
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": True}).enable("table").render(markdown)
