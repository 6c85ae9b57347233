"""What holds of every text: properties of what reads and writes, each raising where it is broken; an error of kg is an answer."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from xml.etree import ElementTree

from kg.api import extract, read
from kg.engines.knowledge import knowledge
from kg.errors import KgError
from kg.export.file import export
from kg.language.figures.quantities import find_quantities, find_refusals
from kg.language.text.clauses import COMMAS, STOPS, sentences
from kg.language.when.periods import Anchor
from kg.language.when.sides import extent
from kg.language.when.times import find_times
from kg.model import Block, Document, Entity
from kg.query.tokens import meaningful
from kg.reading import Item, read_item, read_text
from kg.reading.decode import decode
from kg.safe.text import ILLEGAL, clean, sound
from kg.templates import bind, templates

GEXF = "{http://gexf.net/1.3}"
DATE = "2031-02"


def decoding(data: bytes, declared: str) -> None:
    """A text without an error is a text: no half characters; and of UTF-8 it is the text itself."""
    decoded = decode(data, declared)
    decoded.text.encode("utf-8")
    try:
        plain = data.decode("utf-8")
    except UnicodeDecodeError:
        assert decoded.encoding != "utf-8" or "\ufffd" in decoded.text and decoded.notes
        return
    assert decoded.text == plain or decoded.encoding != "utf-8"


def declared_or_not(text: str, encoding: str) -> None:
    """Chinese text comes back from each encoding that is read, declared or not."""
    body = "云溪区今年加快推进项目建设，全区人民的生活更加美好。" + text
    for declared in ("", encoding):
        assert decode(body.encode(encoding), declared).text == body


def html(text: str) -> None:
    """What is read lies in the file, each character at its place, and every character is accounted for."""
    for document in read_item(Item("a", "a.html", "html", data=text.encode("utf-8", "surrogatepass"))):
        if isinstance(document, Document):
            placed(document)


def placed(document: Document) -> None:
    """The account adds up, and each block's places lie in the document's text, in order."""
    account = document.accounting
    assert account.read == account.used + sum(count for _, count in account.left_out), account
    for article in document.articles:
        for block in article.blocks:
            for offsets in block.places:
                assert len(offsets) == len(block.text) and list(offsets) == sorted(offsets) and (not offsets or 0 <= offsets[0] <= offsets[-1] < len(document.text))


def front_matter(title: str) -> None:
    """A title in quotes comes back as it is, and nothing of the front matter is read as text."""
    words = re.sub(r"[\s\x00-\x1f\\\x22\x27]+", "", title)
    document = read_text(f'---\ntitle: "{words}云岭"\nfoo: bar\n---\n云溪区加快建设。')
    assert document.title == sound(f"{words}云岭"), document.title
    assert all("foo: bar" not in block.text for article in document.articles for block in article.blocks)
    placed(document)


def time(text: str) -> None:
    """Times stand where they say, in order and apart, and each value is one; a day that is written is read wherever it stands."""
    found = find_times(text, Anchor(DATE, "2031"))
    assert all(one.text == text[one.start : one.end] and one.start < one.end for one in found)
    assert all(before.end <= after.start for before, after in zip(found, found[1:], strict=False))
    assert all(one.value is None or extent(one.value) for one in found), [one.value for one in found]
    assert "2029-07-03" in [one.value for one in find_times(f"{text}\n；2029年7月3日，", Anchor(DATE, "2031"))]


def quantities(text: str, value: int, unit: str) -> None:
    """Quantities stand where they say, apart from each other and from what is none; a sum that is written is read to the digit."""
    found = find_quantities(text)
    assert all(one.text == text[one.start : one.end] and one.start < one.end for one in found)
    places = sorted((one.start, one.end) for one in (*found, *find_refusals(text)))
    assert all(before[1] <= after[0] for before, after in zip(places, places[1:], strict=False)), places
    said = find_quantities(f"{text}\n；云岭大桥总投资{value}{unit}。")
    assert any(one.value == Decimal(value) and one.unit == unit for one in said), said


def clauses(text: str) -> None:
    """Sentences and clauses stand where they say, in order, and leave out nothing but marks and spaces."""
    found = sentences(Block("paragraph", text, (range(len(text)),)))
    spans = [(clause.start, clause.end) for sentence in found for clause in sentence.clauses]
    assert all(clause.text == text[clause.start : clause.end] for sentence in found for clause in sentence.clauses)
    assert all(before[1] <= after[0] for before, after in zip(spans, spans[1:], strict=False))
    kept = {at for start, end in spans for at in range(start, end)}
    assert all(text[at] in STOPS + COMMAS + "\n" or text[at].isspace() for at in range(len(text)) if at not in kept)


def facts(text: str) -> None:
    """Each fact rests on words of the document, at their place."""
    document = read(text, date=DATE)
    placed(document)
    found = extract(text, date=DATE)
    for thing in (*found.entities, *found.facts):
        assert all(one.text == document.text[one.start : one.end] for one in thing.evidence), thing


def binder(name: str, values: dict[str, object]) -> None:
    """A bound template has the tokens of the template, but for one token (or none, for what is left out) in the place of each parameter."""
    template = templates()[name]
    bound = [token.text for token in meaningful(bind(template, values, lambda text, classes: f"https://x.example/{len(text)}"))]  # type: ignore[arg-type]
    fixed = [token.text for token in meaningful(template.text) if token.text[:1] not in "$?"]
    assert len(bound) <= len(list(meaningful(template.text))) + 2 * len(template.params) and set(bound) & {"SERVICE", "LOAD", "DROP"} == set()
    asks, may = (Counter(text.upper() for text in some if text.upper() in ("SELECT", "FROM", "GRAPH")) for some in (bound, fixed))
    assert asks <= may  # a line for a value that is not given may hold a SELECT of its own, and goes with it


def gexf(words: list[str]) -> None:
    """The graph for Gephi is XML whatever things are called, and shows every name."""
    made = knowledge([read("2031年，云溪区云岭大桥开工建设。", id="a")])
    things = tuple(Entity("Project", word, (word,), "云溪区", id=f"Project/{at}") for at, word in enumerate(words))
    data = bytes(export(replace(made, entities=(*made.entities, *things), by_id={}), "gexf", None))  # type: ignore[arg-type]
    labels = [node.get("label") or "" for node in ElementTree.fromstring(data).iter(f"{GEXF}node")]
    assert len(labels) >= len(things) and not any(ILLEGAL.search(label) for label in labels)
    shown = ["".join(label.split()) for label in labels]
    assert all("".join(clean(word).split()) in shown for word in words), (words, labels)


def held(call, *given: object) -> None:  # type: ignore[no-untyped-def]
    """Makes the call; an error of kg is an answer."""
    try:
        call(*given)
    except KgError:
        return
