"""The Atom feed of what slipped: well formed, complete, the same each time."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

from kg.graph.feed import atom
from kg.model import Dated, Document, Entity, Evidence, Knowledge, Promise
from kg.rdf.names import Names

BRIDGE = "Project/云帆大桥"
ATOM = "{http://www.w3.org/2005/Atom}"
PROMISED = (Evidence("a", 0, 9, "云帆大桥年内\n建成"),)
ANSWER = (Evidence("b", 0, 9, "云帆大桥 <2032年> & 建成"),)
SLIP = Promise(BRIDGE, "2031", "moved", event="completed", moved_to="2032", stated_in="a", evidence=PROMISED, answer=ANSWER)


def knowledge(date: str | None = "2032-03") -> Knowledge:
    first, second = Document("a", "", (), title="云岭区2031年工作报告"), Document("b", "", (), title="云岭区新闻")
    dated = replace(second, date=Dated(date, "month", "said")) if date else second
    return Knowledge((first, dated), (Entity("Project", "云帆大桥", id=BRIDGE),), (), (SLIP,))


def parsed(text: str) -> ElementTree.Element:
    return ElementTree.fromstring(text)


def test_an_entry_says_what_slipped_with_both_words_and_documents() -> None:
    feed = parsed(atom([SLIP], knowledge(), Names()))
    (entry,) = feed.findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == "云帆大桥 竣工 2031 → 改期 2032"
    content = entry.findtext(f"{ATOM}content") or ""
    assert "云岭区2031年工作报告：“云帆大桥年内建成”" in content and "<2032年>&建成" in content
    assert entry.findtext(f"{ATOM}updated") == "2032-03-01T00:00:00Z" == feed.findtext(f"{ATOM}updated")
    category = entry.find(f"{ATOM}category")
    assert category is not None and category.get("term") == "moved"


def test_what_a_feed_must_have() -> None:
    for feed in (parsed(atom([], knowledge(None), Names())), parsed(atom([SLIP], knowledge(None), Names()))):
        assert all(feed.findtext(f"{ATOM}{name}") for name in ("id", "title", "updated")) and feed.find(f"{ATOM}author/{ATOM}name") is not None
        assert (feed.findtext(f"{ATOM}updated") or "").startswith("1970-01-01"), "no document has a date"


def test_newest_first_and_the_same_again() -> None:
    older = replace(SLIP, due="2030", answer=PROMISED)
    made = atom([older, SLIP], knowledge(), Names())
    assert made == atom([SLIP, older], knowledge(), Names())
    titles = [entry.findtext(f"{ATOM}title") or "" for entry in parsed(made).findall(f"{ATOM}entry")]
    assert "2031 →" in titles[0] and "2030 →" in titles[1]
    ids = [entry.findtext(f"{ATOM}id") for entry in parsed(made).findall(f"{ATOM}entry")]
    assert len(set(ids)) == 2
