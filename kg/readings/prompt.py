"""The prompt: what a reader is told (made of the ontology and ``ontology/readings/``), and the text that it is given, as data between marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from hashlib import sha256
from typing import Any

from kg.errors import OntologyError
from kg.ontology import Term, data_dir, ontology, read_rules
from kg.reading import read_text
from kg.readings.pieces import Piece, pieces

SLOT = re.compile(r"\{(types|predicates|events)\}")
MARK = 12  # hex digits of the mark around a document: its own words cannot hold them


@cache
def system_prompt() -> str:
    """What is asked for: types, predicates, events, conventions, the form of the answer, and the examples. The same for all pieces."""
    lists = {"types": _listed(ontology().types), "predicates": _predicates(), "events": _listed(ontology().events)}
    asked = SLOT.sub(lambda slot: lists[slot[1]], _template())
    return "\n".join([asked.rstrip(), *(_example(n, example) for n, example in enumerate(examples(), 1))]) + "\n"


@cache
def version() -> str:
    """12 hex digits that change with the prompt."""
    return sha256(system_prompt().encode()).hexdigest()[:12]


def user_prompt(piece: Piece) -> str:
    """The text of a piece with what it stands under, its paragraphs numbered, between marks that no text can hold."""
    inner = "\n".join(_lines(piece))
    mark = _mark(inner)
    return f"<<<文档 {mark}\n{inner}\n{mark} 文档>>>"


@cache
def examples() -> tuple[dict[str, str], ...]:
    """The examples: region, text (with title and date) and answer. Raises ``OntologyError`` where one lacks a field."""
    path = data_dir("ontology") / "readings" / "examples.yaml"
    found = read_rules(path)
    for n, example in enumerate(found, 1):
        if missing := {"region", "text", "answer"} - set(example):
            raise OntologyError(f"{path}: example {n} has no {', '.join(sorted(missing))}", "write it")
    return tuple(found)


def _template() -> str:
    path = data_dir("ontology") / "readings" / "prompt.md"
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise OntologyError(f"{path}: {error.strerror}", "restore the ontology folder") from error


def _listed(terms: Mapping[str, Any]) -> str:
    return "\n".join(_line(term) for term in terms.values())


def _line(term: Term) -> str:
    """One term: its name, its label, and what it covers."""
    return f"- {term.name} {term.zh}" + (f"：{term.comment_zh.rstrip('。')}" if term.comment_zh else "")


def _predicates() -> str:
    lines = []
    for p in ontology().predicates.values():
        ends = f"（{'、'.join(p.domain)} → {'、'.join(p.range) or '文字'}）"
        lines.append(_line(p) + ends)
    return "\n".join(lines)


def _example(number: int, example: Mapping[str, str]) -> str:
    document = read_text(example["text"], id=f"example-{number}", region=example["region"])
    shown = "\n".join(user_prompt(piece) for piece in pieces(document))
    return f"\n# 示例{number}（文字是虚构的）\n{shown}\n答：\n{example['answer'].strip()}"


def _lines(piece: Piece) -> Iterator[str]:
    yield f"标题：{piece.title}"
    yield f"日期：{piece.date or '未知'}"
    yield f"地区：{piece.region or '未知'}"
    if piece.headings:
        yield f"所在章节：{' / '.join(piece.headings)}"
    yield from (f"[{n}] {text}" for n, text in piece.numbered)


def _mark(text: str) -> str:
    """Digits that the text does not hold."""
    mark = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:MARK]
    while mark in text:
        mark = sha256(mark.encode()).hexdigest()[:MARK]
    return mark
