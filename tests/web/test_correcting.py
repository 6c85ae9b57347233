"""Corrections from pages: only with the token, never for another site, and a rebuild is taken up while serving."""

from __future__ import annotations

import re
import threading
from pathlib import Path

import httpx
import pytest

import kg
from kg.corrections import read
from tests.web.running import TOKEN, running

TEXT = "2031年，松岭区推动云帆大桥开工建设。云岭隧道主体封顶。全区完成投资12亿元。"


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """Documents, and a graph of them, of one's own."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(TEXT, encoding="utf-8")
    kg.build(tmp_path / "in", out=tmp_path / "g", workers=1)
    return tmp_path


def form_key(page: str) -> str:
    found = re.search(r'name="form_key" value="([0-9a-f]+)"', page)
    assert found is not None
    return found[1]


def chosen(client: httpx.Client, words: str) -> str:
    """The key of the first fact of the document that has these words."""
    found = re.search(rf'fact=([0-9a-f]{{20}})#lit">(?:(?!</a>).)*{words}', client.get("/document/a").text)
    assert found is not None
    return found[1]


def test_a_wrong_fact_is_rejected_rebuilt_and_gone(shop: Path) -> None:
    with running(shop / "g") as room, httpx.Client(base_url=room.home, headers={"accept-language": "zh"}, timeout=30) as client:
        key = chosen(client, "封顶")
        form = {"action": "reject", "fact": key, "doc": "a", "by": "王琳", "back": f"/document/a?fact={key}"}
        assert client.post("/correct", data=form).status_code == 403, "nobody writes without the token"
        assert client.get("/enter?token=wrong").status_code == 403
        assert client.get(f"/enter?token={TOKEN}").status_code == 303
        assert client.post("/correct", data=form).status_code == 403, "nor without the form's own key"
        form["form_key"] = form_key(client.get(f"/document/a?fact={key}").text)
        assert client.post("/correct", data=form, headers={"origin": "https://elsewhere.example"}).status_code == 403, (
            "nor from another site"
        )
        assert client.post("/correct", data=form, headers={"sec-fetch-site": "cross-site"}).status_code == 403
        done = client.post("/correct", data=form)
        assert done.status_code == 303 and "待下次构建" in client.get("/document/a").text
        assert [one.action for one in read(shop / "in" / "corrections.jsonl")] == ["reject"]
        kg.build(shop / "in", out=shop / "g", workers=1)
        for _ in range(200):
            if key not in client.get("/document/a").text:
                break
        else:
            pytest.fail("the new generation was not taken up")
        assert client.get(f"/document/a?fact={key}").status_code == 404
        assert "applied" in client.get("/corrections").text


def test_every_form_of_the_page_is_taken(shop: Path) -> None:
    with running(shop / "g") as room, httpx.Client(base_url=room.home, timeout=30) as client:
        client.get(f"/enter?token={TOKEN}")
        key = chosen(client, "云帆大桥")
        page = client.get(f"/document/a?fact={key}").text
        signed = {"form_key": form_key(page), "by": "王琳", "why": "核对", "when": "2031-06", "back": "/document/a"}
        forms = [
            {"action": "accept", "fact": key, "doc": "a"},
            {"action": "replace", "fact": key, "doc": "a", "to_time": "2030"},
            {
                "action": "add",
                "doc": "a",
                "quote": "松岭区推动云帆大桥开工建设",
                "what": "relation:builtBy",
                "subject": "云帆大桥",
                "subjectType": "Project",
                "object": "远桥建工",
                "objectType": "Company",
            },
            {
                "action": "add",
                "doc": "a",
                "quote": "投资12亿元",
                "what": "observation:",
                "subject": "云帆大桥",
                "object": "总投资",
                "value": "12",
                "unit": "亿元",
            },
            {"action": "same", "first": "云帆大桥", "second": "云岭隧道"},
            {"action": "undecided", "first": "云帆大桥", "second": "云岭隧道"},
            {"action": "reject", "entity": "Project/云岭隧道"},
            {"action": "replace", "entity": "Project/云岭隧道", "to_name": "云岭隧道工程", "to_type": "Project"},
            {"action": "replace", "entity": "Project/云岭隧道", "to_name": "云岭隧道", "to_type": "Place"},
            {"action": "reviewed", "doc": "a"},
        ]
        for form in forms:
            assert client.post("/correct", data=form | signed).status_code == 303, form
        lines = read(shop / "in" / "corrections.jsonl")
        assert [one.action for one in lines] == [form["action"] for form in forms]
        assert [lines[place].record["instead"]["type"] for place in (7, 8)] == ["Project", "Place"]
        told = {lang: client.get(f"/corrections?lang={lang}").text for lang in ("zh", "en")}
        for lang, words in (("zh", ("待下次构建", "改为", "施工单位", "否定")), ("en", ("waits for the next build", "Replaced", "Rejected"))):
            assert all(word in told[lang] for word in words), lang
        assert ">pending<" not in told["zh"] and "builtBy" not in told["zh"]
        assert client.post("/correct", data={"action": "withdraw", "of": lines[0].id} | signed).status_code == 303
        for wrong in (
            {"action": "nope"},
            {"action": "add", "doc": "a", "quote": "没有这些字", "what": "entity:", "subject": "x", "subjectType": "Project"},
            {"action": "reject", "fact": "0" * 20},
            {"action": "replace", "fact": key},
            {"action": "replace", "entity": "Project/云岭隧道", "to_name": "云岭隧道", "to_type": "Project"},
            {"action": "add", "doc": "a", "quote": "x" * 5000},
            {"action": "same", "first": "a", "second": "a"},
        ):
            assert client.post("/correct", data=wrong | signed).status_code == 400, wrong
        assert len(read(shop / "in" / "corrections.jsonl")) == len(forms) + 1


def test_read_only(shop: Path) -> None:
    with running(shop / "g", read_only=True) as room, httpx.Client(base_url=room.home, timeout=30) as client:
        assert client.get(f"/enter?token={TOKEN}").status_code == 403
        assert client.post("/correct", data={"action": "same", "first": "a", "second": "b", "by": "c", "form_key": ""}).status_code == 403


def test_rebuilds_while_serving_fail_no_request(shop: Path) -> None:
    """Three builds in a row, the second of which takes away the generation that is open."""
    wrong: list[object] = []
    stop = threading.Event()
    with running(shop / "g") as room:

        def read_on() -> None:
            with httpx.Client(base_url=room.home, timeout=30) as client:
                while not stop.is_set():
                    for path in ("/", "/document/a", "/search?q=云帆", "/promises", "/api/describe", "/sparql?query=ASK{}"):
                        try:
                            if (status := client.get(path, headers={"accept": "*/*"}).status_code) != 200:
                                wrong.append((path, status))
                        except httpx.HTTPError as error:
                            wrong.append((path, repr(error)))

        readers = [threading.Thread(target=read_on) for _ in range(3)]
        for reader in readers:
            reader.start()
        for year in (2032, 2033, 2034):
            (shop / "in" / "b.txt").write_text(f"{year}年，松岭区推动星河大桥开工建设。", encoding="utf-8")
            kg.build(shop / "in", out=shop / "g", workers=1)
        with httpx.Client(base_url=room.home, timeout=30) as client:
            newest = kg.open(shop / "g").generation.name
            for _ in range(300):
                if client.get("/api/describe").json()["generation"] == newest:
                    break
            else:
                pytest.fail("the last generation was not taken up")
        stop.set()
        for reader in readers:
            reader.join()
    assert not wrong
