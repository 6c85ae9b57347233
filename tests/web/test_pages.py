"""The pages without a browser: each opens in both languages, leads where it says, and takes whatever it is asked."""

from __future__ import annotations

import re
import time
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote

import pytest

from tests import invented

PAGES = [
    "/",
    "/search",
    "/search?q=云帆",
    "/search?type=Park",
    f"/entity/{invented.BRIDGE}",
    f"/entity/{invented.DISTRICT}",
    f"/entity/{invented.PARK}",
    "/document/松岭/2031",
    "/document/空",
    "/promises",
    f"/promises?area={invented.DISTRICT}",
    "/promises?year=2032&outcome=moved",
    "/compare",
    f"/compare?a={invented.DISTRICT}&b={invented.PARK}",
    "/ask",
    "/ask/promises?year=2032",
    "/ask/parks-of-district",
    "/query",
    "/query?query=SELECT * { ?s ?p ?o } LIMIT 3",
    "/network",
    "/verify",
    "/corrections",
    "/live?q=yf",
]


class Links(HTMLParser):
    """Every local address of a page, and every id."""

    def __init__(self) -> None:
        super().__init__()
        self.links: set[str] = set()
        self.ids: list[str] = []
        self.inline: list[str] = []

    def handle_starttag(self, tag: str, attrs) -> None:  # type: ignore[no-untyped-def]
        given = dict(attrs)
        self.ids += [given["id"]] if "id" in given else []
        self.inline += [name for name in given if name == "style" or name.startswith("on")]
        for name in ("href", "src", "action"):
            if given.get(name):
                self.links.add(given[name])


def parsed(text: str) -> Links:
    page = Links()
    page.feed(text)
    return page


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("path", PAGES)
def test_each_page_opens(ask, path: str, lang: str) -> None:  # type: ignore[no-untyped-def]
    answer = ask.get(path, headers={"accept-language": lang})
    assert answer.status_code == 200, answer.text[:500]
    page = parsed(answer.text)
    assert len(page.ids) == len(set(page.ids)) and not page.inline
    assert all(link.startswith(("/", "?", "#")) and not link.startswith("//") for link in page.links), "nothing leads elsewhere"
    assert "unsafe" not in answer.headers["content-security-policy"]
    if "live" not in path:
        assert f'lang="{"zh-CN" if lang == "zh" else "en"}"' in answer.text and ("查找" in answer.text) == (lang == "zh")


def test_every_link_of_the_first_pages_leads_somewhere(ask) -> None:  # type: ignore[no-untyped-def]
    seen: set[str] = set()
    for path in PAGES:
        for link in parsed(ask.get(path).text).links:
            if link.startswith("/") and "/lang/" not in link and link != "/correct":
                seen.add(link.partition("#")[0])
    wrong = [(link, status) for link in sorted(seen) if (status := ask.get(link).status_code) not in (200, 303)]
    assert not wrong and len(seen) > 60


def test_from_search_to_the_words_and_back(ask) -> None:  # type: ignore[no-untyped-def]
    found = ask.get("/search?q=yfdq").text if "云帆" in ask.get("/search?q=yfdq").text else ask.get("/search?q=云帆大桥").text
    assert f"/entity/{quote(invented.BRIDGE)}" in found
    entity = ask.get(f"/entity/{invented.BRIDGE}").text
    place = re.search(r'href="(/document/[^"]+at=[^"]+)#lit"', entity)
    assert place is not None
    text = ask.get(place[1].replace("&amp;", "&")).text
    assert '<mark class="lit" id="lit">' in text and "云帆大桥" in text


def test_sentences_that_gave_nothing_are_dim(ask) -> None:  # type: ignore[no-untyped-def]
    text = ask.get("/document/松岭/2031").text
    assert '<span class="mute">松岭区2031年工作回顾' in text or '<span class="told">' in text
    assert "planned" not in text.lower() or "计划" in text


def test_a_promise_has_both_sources(ask) -> None:  # type: ignore[no-untyped-def]
    board = ask.get("/promises?outcome=moved").text
    assert "将于2032年通车" in board and "力争2033年6月通车" in board and "2033-06" in board and board.count("#lit") >= 2


def test_a_template_is_filled_in_and_downloaded(ask) -> None:  # type: ignore[no-untyped-def]
    page = ask.get("/ask/promises?year=2032&go=1").text
    assert "云帆大桥" in page and "SPARQL" in page
    for form, says in (("csv", "云帆大桥"), ("json", "云帆大桥"), ("markdown", "云帆大桥"), ("rq", "SELECT")):
        assert says in ask.get(f"/ask/promises/{form}?year=2032").text
    assert ask.get("/ask/promises?year=nonsense&go=1").status_code == 200 and "no year" in ask.get("/ask/promises?year=nonsense&go=1").text


@pytest.mark.parametrize(
    ("accept", "status", "media"),
    [
        ("text/html", 303, ""),
        ("*/*", 303, ""),
        ("text/turtle", 200, "text/turtle"),
        ("application/ld+json", 200, "application/ld+json"),
        ("text/html;q=0.1, text/turtle", 200, "text/turtle"),
        ("image/png", 406, ""),
    ],
)
def test_an_iri_leads_to_its_thing(ask, accept: str, status: int, media: str) -> None:  # type: ignore[no-untyped-def]
    for ref in (invented.PARK, "Document/松岭/2031"):
        answer = ask.get(f"/id/{ref}", headers={"accept": accept})
        assert answer.status_code == status and (not media or answer.headers["content-type"].startswith(media))
        assert status != 303 or ask.get(answer.headers["location"]).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/nope",
        "/entity/Park/没有",
        "/document/没有",
        "/document/../manifest.json",
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/ask/nope",
        "/promises?area=没有",
        "/id/Park/没有",
        "/ask/promises/exe",
    ],
)
def test_what_is_not_there_is_told(ask, path: str) -> None:  # type: ignore[no-untyped-def]
    answer = ask.get(path)
    assert answer.status_code in (400, 404) and "Traceback" not in answer.text and "class Room" not in answer.text


def test_the_language_stays_and_leads_nowhere_else(ask) -> None:  # type: ignore[no-untyped-def]
    answer = ask.get("/lang/en?to=/promises")
    assert answer.headers["location"] == "/promises" and "Promises" in ask.get("/promises").text
    for to in ("//elsewhere.example", "https://elsewhere.example", "/\\elsewhere.example", "javascript:alert(1)", "/x\r\nset-cookie: a=b"):
        assert ask.get("/lang/zh", params={"to": to}).headers["location"] == "/"


def test_json_and_its_description(ask) -> None:  # type: ignore[no-untyped-def]
    described = ask.get("/api/openapi.json").json()
    asked = {
        "/api/search": "?q=云帆",
        "/api/show/{name}": "",
        "/api/ask/{template}": "",
        "/api/evidence/{key}": "",
        "/api/compare": f"?a={invented.DISTRICT}&b={invented.PARK}",
    }
    shown = ask.get(f"/api/show/{invented.BRIDGE}").json()
    fills = {"name": invented.BRIDGE, "template": "promises", "key": shown["facts"][0]["fact"]}
    for path, methods in described["paths"].items():
        if "get" in methods:
            answer = ask.get(path.format(**fills) + asked.get(path, ""))
            assert answer.status_code == 200 and isinstance(answer.json(), dict), path
    assert shown["facts"][0]["quotes"][0]["document_title"] == "松岭区工作报告"
    wrong = ask.get("/api/ask/promises?colour=blue")
    assert wrong.status_code == 400 and "its parameters are" in wrong.json()["way_out"]
    assert ask.get("/api/show/没有").status_code == 404 and ask.get("/api/search").status_code == 400
    assert len(ask.get("/api/promises?limit=1").json()["rows"]) == 1
    checked = ask.post("/api/verify", json={"text": "2031年，云帆大桥主体封顶。", "date": "2032"}).json()
    assert {claim["verdict"] for claim in checked["claims"]} <= {"supported", "unknown"} and checked["verdict"] == "supported"
    assert ask.post("/api/verify", content=b"{").status_code == 400


def test_words_of_the_pages_are_whole() -> None:
    from kg.web.view import HERE, environment, words

    used = {key for path in (HERE / "templates").glob("*.html") for key in re.findall(r"\bt\.([a-z_]+)", path.read_text(encoding="utf-8"))}
    assert used <= set(words()["zh"]) == set(words()["en"]) and all(words()[lang][key] for lang in words() for key in words()[lang])
    assert environment().autoescape is True and not [
        path for path in (HERE / "templates").glob("*.html") if "|safe" in path.read_text(encoding="utf-8")
    ]


def test_offline_page_loads_nothing(ask, graph_folder: Path) -> None:  # type: ignore[no-untyped-def]
    import kg

    page = bytes(kg.open(graph_folder).export("html")).decode()
    assert "星河科技" in page and "</span>企业 Company" in page and "default-src 'none'" in page and not re.search(r'(?:src|href)="https?:', page)
    assert ask.get("/network.html").headers["content-disposition"].startswith("attachment")


def test_a_kept_connection_waits_for_no_acknowledgement(ask) -> None:  # type: ignore[no-untyped-def]
    """Head and body of an answer are two sends; held back until the first is acknowledged, each answer would take 40 ms."""
    times = []
    for _ in range(30):
        begun = time.perf_counter()
        ask.get("/types.css")
        times.append(time.perf_counter() - begun)
    assert min(times[10:]) < 0.030
