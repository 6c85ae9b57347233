"""The reading room in a real browser: headless Chromium, each page, the ways that people go, keyboard, no script, hostile names."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

import kg
from kg.engines import local
from tests.web.running import TOKEN, Running, running

pytestmark = pytest.mark.heavy
playwright = pytest.importorskip("playwright.sync_api", reason="a browser is driven by playwright")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
ROOT = Path(__file__).parents[2]
AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"
SHOTS = os.environ.get("KG_SHOTS")  # a folder: every page is also saved as a picture
BRIDGE, DISTRICT, PARK = "Project/银丰华美达酒店", "District/崂山区", "Park/青岛市虚拟现实产业园"
PAGES = {
    "start": "/",
    "search": "/search?q=虚拟现实",
    "type": "/search?type=Park",
    "entity": f"/entity/{BRIDGE}",
    "district": f"/entity/{DISTRICT}",
    "park": f"/entity/{PARK}",
    "document": "/document/004-work-report-2025",
    "promises": "/promises",
    "moved": "/promises?outcome=moved",
    "compare": f"/compare?a={DISTRICT}&b=District/市北区",
    "questions": "/ask",
    "ask": "/ask/promises?year=2024&go=1",
    "query": "/query?query=SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
    "network": "/network",
    "verify": "/verify",
    "corrections": "/corrections",
    "missing": "/nope",
}
WAYS = [(1280, "zh", "light"), (1280, "en", "dark"), (390, "zh", "dark"), (390, "en", "light")]

if CHROMIUM is None:
    pytest.skip("no Chromium (apt-get install chromium)", allow_module_level=True)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as tool:
        found = tool.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--enable-unsafe-swiftshader", "--use-angle=swiftshader"])
        yield found
        found.close()


@pytest.fixture(scope="module")
def seeds_room(seeds_graph: Path) -> Iterator[Running]:
    with running(seeds_graph, read_only=True) as room:
        yield room


class Watched:
    """A page and all that went wrong on it: errors of the console, of scripts, dialogs, and requests that left the machine."""

    def __init__(self, browser: Any, room: Running, width: int = 1280, lang: str = "zh", scheme: str = "light", **options: Any) -> None:
        self.context = browser.new_context(
            viewport={"width": width, "height": 900}, locale={"zh": "zh-CN", "en": "en-GB"}[lang], color_scheme=scheme, base_url=room.home, **options
        )
        self.wrong: list[str] = []
        self.page = self.context.new_page()
        self.page.set_default_timeout(20_000)
        self.page.on(
            "console",
            lambda said: (
                self.wrong.append(f"console: {said.text}")
                if said.type in ("error", "warning") and "status of 4" not in said.text and "GPU stall" not in said.text
                else None
            ),
        )
        self.page.on("pageerror", lambda error: self.wrong.append(f"error: {error}"))
        self.page.on("dialog", lambda dialog: (self.wrong.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        self.page.on(
            "request", lambda request: self.wrong.append(f"left: {request.url}") if not request.url.startswith((room.home, "data:", "blob:")) else None
        )

    def __enter__(self) -> Watched:
        return self

    def __exit__(self, *_: object) -> None:
        self.context.close()


@pytest.mark.parametrize(("width", "lang", "scheme"), WAYS)
@pytest.mark.parametrize("name", PAGES)
def test_each_page(browser: Any, seeds_room: Running, name: str, width: int, lang: str, scheme: str) -> None:
    """No error, nothing leaves the machine, nothing sticks out sideways, and axe finds nothing serious."""
    with Watched(browser, seeds_room, width, lang, scheme) as seen:
        seen.page.goto(PAGES[name])
        seen.page.wait_for_load_state("networkidle")
        if name == "network" and (ROOT / "kg/web/static/vendor/sigma.min.js").exists():
            seen.page.wait_for_selector("#sigma[data-drawn]")
        if SHOTS:
            seen.page.screenshot(path=f"{SHOTS}/{name}-{width}-{lang}-{scheme}.png", full_page=width < 500 or name not in ("district", "document"))
        assert seen.page.evaluate("document.documentElement.scrollWidth") <= width, "wider than the screen"
        if AXE.exists():
            assert not serious(seen.page)
        assert not seen.wrong


def serious(page: Any) -> list[str]:
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{each['id']}: {node['html'][:120]} {node['failureSummary'][:200]}"
        for each in found["violations"]
        if each["impact"] in ("serious", "critical")
        for node in each["nodes"][:3]
    ]


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not there (npm ci in web/)")
def test_axe_sees_what_is_wrong(browser: Any, seeds_room: Running) -> None:
    with Watched(browser, seeds_room) as seen:
        seen.page.set_content("<html lang=zh><title>x</title><main><h1>x</h1><input><p style='color:#ccc;background:#fff'>pale</p></main>")
        assert {each.partition(":")[0] for each in serious(seen.page)} >= {"label", "color-contrast"}


def test_from_search_to_the_sentence_and_back(browser: Any, seeds_room: Running) -> None:
    with Watched(browser, seeds_room) as seen:
        page = seen.page
        page.goto("/")
        page.fill("#q", "yfhm")
        page.click("#live a >> nth=0")
        assert "银丰华美达酒店" in page.inner_text("h1")
        page.click("section .words >> nth=0")
        lit = page.locator("mark.lit").first
        assert "银丰华美达酒店" in "".join(page.locator("mark.lit").all_inner_texts()) and lit.is_visible()
        assert page.evaluate("document.querySelector('mark.lit').getBoundingClientRect().top") < 900
        page.go_back()
        assert "银丰华美达酒店" in page.inner_text("h1") and not seen.wrong


def test_a_promise_to_both_its_sources(browser: Any, seeds_room: Running) -> None:
    with Watched(browser, seeds_room) as seen:
        page = seen.page
        page.goto("/promises")
        page.select_option("select[name=outcome]", "moved")
        page.click(".filter button")
        card = page.locator(".card").first
        sources = [card.locator(".source .words").nth(n).get_attribute("href") for n in range(2)]
        for source in sources:
            page.goto(str(source))
            assert page.locator("mark.lit").first.is_visible()
        assert sources[0] != sources[1] and not seen.wrong


def test_a_template_filled_in_and_downloaded(browser: Any, seeds_room: Running, tmp_path: Path) -> None:
    with Watched(browser, seeds_room, accept_downloads=True) as seen:
        page = seen.page
        page.goto("/ask")
        page.click("a[href='/ask/tenants-of-parks']")
        page.fill("input[name=district]", "崂山区")
        page.click(".filter button")
        assert page.locator("tbody tr").count() > 3
        with page.expect_download() as waiting:
            page.click("a[download]:has-text('csv')")
        waiting.value.save_as(tmp_path / "answer.csv")
        assert "虚拟现实产业园" in (tmp_path / "answer.csv").read_text(encoding="utf-8") and not seen.wrong


def test_a_wrong_fact_stays_gone(browser: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rejected on the page, rebuilt, gone; and still gone when other rules read the same sentence."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("2031年，松岭区推动云帆大桥开工建设。云岭隧道主体封顶。", encoding="utf-8")
    kg.build(tmp_path / "in", out=tmp_path / "g", workers=1)
    with running(tmp_path / "g") as room, Watched(browser, room) as seen:
        page = seen.page
        page.goto(f"/enter?token={TOKEN}")
        page.goto("/document/a")
        page.click(".pick:has-text('云岭隧道'):has-text('封顶')")
        page.fill(".chosen input[name=by]", "王琳")
        page.click(".chosen button[value=reject]")
        assert page.locator(".note").is_visible() and page.locator(".pending").count() == 1
        kg.build(tmp_path / "in", out=tmp_path / "g", workers=1)
        gone(page)
        (tmp_path / "in" / "b.txt").write_text("2032年，松岭区星河大桥竣工。", encoding="utf-8")
        monkeypatch.setitem(local.run.__kwdefaults__, "extractor", "tests.web.other_rules:extract")
        built = kg.build(tmp_path / "in", out=tmp_path / "g", workers=1)
        assert "another-rule" in {words.rule for fact in built.graph.knowledge.facts for words in fact.evidence}
        page.goto("/search?q=星河大桥")
        gone(page)
        assert not seen.wrong


def gone(page: Any) -> None:
    for _ in range(60):
        page.goto("/document/a")
        if page.locator(".pick:has-text('云岭隧道'):has-text('封顶')").count() == 0:
            return
        page.wait_for_timeout(250)
    pytest.fail("the rejected fact is still there")


def test_by_keyboard_alone(browser: Any, seeds_room: Running) -> None:
    with Watched(browser, seeds_room) as seen:
        page = seen.page
        page.goto("/")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"
        page.goto("/")
        for _ in range(3):
            page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.id") == "q"
        page.keyboard.type("虚拟现实产业园")
        page.wait_for_selector("#live a")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.wait_for_url("**/entity/**")
        summary = page.locator("summary").first
        summary.focus()
        page.keyboard.press("Enter")
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none" and not seen.wrong


def test_without_javascript(browser: Any, seeds_room: Running) -> None:
    with Watched(browser, seeds_room, java_script_enabled=False) as seen:
        page = seen.page
        page.goto("/")
        page.fill("#q", "崂山区")
        page.click(".find button")
        page.click("main a >> nth=0")
        assert "崂山区" in page.inner_text("h1")
        page.goto("/document/004-work-report-2025")
        page.click(".pick >> nth=3")
        assert page.locator("mark.lit").count() >= 1 and page.locator(".chosen").is_visible()
        page.goto("/network")
        assert page.locator("svg.network circle").count() > 20 and not seen.wrong


def test_the_network_offline(browser: Any, seeds_room: Running, tmp_path: Path, seeds_graph: Path) -> None:
    kg.open(seeds_graph).export("html", tmp_path / "network.html")
    with Watched(browser, Running("file://", 0)) as seen:
        seen.page.goto((tmp_path / "network.html").as_uri())
        if (ROOT / "kg/web/static/vendor/sigma.min.js").exists():
            seen.page.wait_for_selector("#sigma[data-drawn]")
        else:
            assert seen.page.locator("svg.network circle").count() > 20
        assert not seen.wrong


HOSTILE = [
    "<script>pwned()</script>",
    "<img src=x onerror=pwned()>",
    '"><svg onload=pwned()>',
    "'-pwned()-'",
    "javascript:pwned()",
    "{{ 7*7 }}",
    "{% raw %}",
    "</title><script>pwned()</script>",
    "</textarea><script>pwned()</script>",
    "<a href=javascript:pwned()>x</a>",
    "&lt;script&gt;pwned()&lt;/script&gt;",
    "<math><mi xlink:href=data:x,pwned()>",
    "\u202e<b>x",
    "${pwned()}",
    "<iframe srcdoc='<script>parent.pwned()</script>'>",
    "<style>*{display:none}</style>",
    "<base href=//elsewhere.example>",
    "<meta http-equiv=refresh content=0;url=//elsewhere.example>",
    "<form action=//elsewhere.example><button>",
    "]]><script>pwned()</script>",
]


def test_200_hostile_names(browser: Any, tmp_path: Path) -> None:
    """Names, other names, titles, texts and quotes that would be markup: on every page they stay text, and no script runs."""
    folder = hostile_graph(tmp_path)
    with running(folder, read_only=True) as room, Watched(browser, room) as seen:
        seen.page.add_init_script("window.pwned = () => { window.hit = (window.hit || 0) + 1; }")
        graph = kg.open(folder)
        names = list(graph.entities())
        assert len(names) == 200
        paths = [
            "/",
            "/search?q=" + quote("pwned"),
            "/promises",
            "/network",
            "/ask/documents?go=1",
            "/ask/posts?go=1",
            "/corrections",
            "/live?q=script",
            *(f"/document/{quote(d.id)}" for d in graph.knowledge.documents),
        ]
        paths += (
            [f"/entity/{quote(thing.id)}" for thing in names[::5]]
            + [f"/search?q={quote(text)}" for text in HOSTILE]
            + [f"/compare?a={quote(names[0].id)}&b={quote(names[1].id)}"]
        )
        for path in paths:
            seen.page.goto(path)
            assert not seen.page.evaluate("window.hit"), path
            assert seen.page.url.startswith(room.home), path
        seen.page.goto(f"/entity/{quote(names[0].id)}")
        assert names[0].name in seen.page.inner_text("h1")
        assert not [wrong for wrong in seen.wrong if not wrong.startswith("console: Failed to load")], seen.wrong


def hostile_graph(tmp_path: Path) -> Path:
    from kg.model import Dated, Document, Entity, Evidence, Knowledge, Milestone, Promise, Relation
    from kg.publish import publish

    texts = {f"d{n}<script>pwned()</script>": f"{text}开工。\n" * 3 for n, text in enumerate(HOSTILE)}
    documents = tuple(
        Document(doc, text, (), title=HOSTILE[n], date=Dated("2031", "year", "stated"), publisher=HOSTILE[-n - 1], region=HOSTILE[n])
        for n, (doc, text) in enumerate(texts.items())
    )
    entities, facts, promises = [], [], []
    for n in range(200):
        text, doc = HOSTILE[n % 20], documents[n % 20].id
        name = f"{text}{n}"
        words = (Evidence(doc, 0, len(text), text, f"rule{text}"),)
        entities.append(Entity("Project" if n % 2 else "Park", name, (f"又{name}",), None, words, f"{'Project' if n % 2 else 'Park'}/{name}"))
        facts.append(Milestone(entities[-1].id, "started", "2031", "planned", words))
        promises.append(Promise(entities[-1].id, "2031", "moved", event="started", moved_to="2032", evidence=words, answer=words, stated_in=doc))
        if n:
            facts.append(Relation(entities[-1].id, "partOf", entities[n - 1].id, evidence=words))
            facts.append(Relation(entities[-1].id, "recognizedAs", text, evidence=words))
    publish(Knowledge(documents, tuple(sorted(entities, key=lambda e: e.id)), tuple(facts), tuple(promises)), texts, tmp_path / "g", manifest={"inputs": {}})
    return tmp_path / "g"
