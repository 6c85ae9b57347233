"""Kinds of values that a rule file may hold: what a schema is made of. Each takes a node and gives the problems that it sees."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

import yaml

from kg.ontology.terms import Ontology


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong at a line of a file, in which block, and the way out."""

    line: int
    block: str
    what: str
    way_out: str


@dataclass(frozen=True, slots=True)
class Around:
    """What a value is judged by: the ontology, the ids of the whole book, the words, pieces and forms of its file, and the block it stands in."""

    known: Ontology
    ids: Collection[str] = frozenset()
    words: Mapping[str, Any] = field(default_factory=dict)
    forms: Collection[str] = ()
    block: str = ""

    def wrong(self, node: yaml.Node, what: str, way_out: str) -> Problem:
        """A problem at the node's line."""
        return Problem(node.start_mark.line + 1, self.block, what, way_out)


Kind = Callable[[yaml.Node, Around], Iterator[Problem]]
Expand = Callable[[str, Around], str]


def anything(node: yaml.Node, around: Around) -> Iterator[Problem]:
    """Any value at all."""
    yield from ()


def text(node: yaml.Node, around: Around) -> Iterator[Problem]:
    """Words (``""`` too)."""
    if not isinstance(node, yaml.ScalarNode):
        yield around.wrong(node, "a list or mapping where words are wanted", "write it on one line")


def scalar(tag: str, wanted: str) -> Kind:
    """A YAML scalar of one of these tags (``int float``)."""

    def kind(node: yaml.Node, around: Around) -> Iterator[Problem]:
        if not isinstance(node, yaml.ScalarNode) or node.tag.rpartition(":")[2] not in tag.split():
            yield around.wrong(node, f"{said(node)!r} is no {wanted}", f"write a {wanted}")

    return kind


whole = scalar("int", "whole number")
number = scalar("int float", "number")
flag = scalar("bool", "true or false")


def said(node: yaml.Node) -> str:
    """A node in a few characters, for messages."""
    return str(node.value)[:60] if isinstance(node, yaml.ScalarNode) else "a list" if isinstance(node, yaml.SequenceNode) else "a block of keys"


def one_of(allowed: Callable[[Around], Collection[str]], what: str) -> Kind:
    """One of the words that ``allowed`` gives; ``what`` they are."""

    def kind(node: yaml.Node, around: Around) -> Iterator[Problem]:
        words = list(allowed(around))
        if not isinstance(node, yaml.ScalarNode) or node.value not in words:
            yield around.wrong(node, f"{said(node)!r} is no {what}", instead(said(node), words))

    return kind


def choice(*words: str) -> Kind:
    """One of these words."""
    return one_of(lambda around: words, f"word that may stand here ({', '.join(words)})")


def every(kind: Kind) -> Kind:
    """Words parted by spaces, each of a kind."""

    def words(node: yaml.Node, around: Around) -> Iterator[Problem]:
        yield from text(node, around)
        for word in str(node.value).split():
            yield from kind(yaml.ScalarNode("", word, node.start_mark, node.end_mark), around)

    return words


entity_type = one_of(lambda around: around.known.types, "entity type of kg.ttl")
predicate = one_of(lambda around: around.known.predicates, "relation of kg.ttl")
event = one_of(lambda around: around.known.events, "milestone of kg.ttl")
rule_id = one_of(lambda around: around.ids, "id of a rule")


def _as_it_stands(pattern: str, around: Around) -> str:
    return pattern


def pattern(expand: Expand = _as_it_stands, groups: Sequence[str] = ()) -> Kind:
    """A regular expression that compiles once ``expand`` has put in what it leaves open, with these named groups in it."""

    def kind(node: yaml.Node, around: Around) -> Iterator[Problem]:
        yield from text(node, around)
        try:
            compiled = re.compile(expand(str(node.value), around))
        except KeyError as error:
            yield around.wrong(node, f"{{{error.args[0]}}} stands for nothing", instead(str(error.args[0]), list(around.words)))
        except re.error as error:
            yield around.wrong(node, f"the pattern does not compile: {error}: {said(node)!r}", "mend the pattern: brackets in pairs, \\ before signs")
        else:
            if missing := [name for name in groups if name not in compiled.groupindex]:
                yield around.wrong(node, f"the pattern has no group {' or '.join(missing)}", f"put (?P<{missing[0]}>…) around that part")

    return kind


regex = pattern()


def instead(word: str, words: Sequence[str]) -> str:
    """The way out of a wrong word: the one like it, and those that there are."""
    near = get_close_matches(word, words, n=1)
    there = f"there are: {', '.join(words[:24])}{' …' if len(words) > 24 else ''}"
    return f"did you mean {near[0]}? {there}" if near else there
