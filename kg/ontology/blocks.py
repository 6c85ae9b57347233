"""Kinds of values that hold others: lists, mappings, and blocks of keys."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

import yaml

from kg.ontology.kinds import Around, Kind, Problem, instead, said


def listing(kind: Kind) -> Kind:
    """A list of values of one kind."""

    def items(node: yaml.Node, around: Around) -> Iterator[Problem]:
        if not isinstance(node, yaml.SequenceNode):
            yield around.wrong(node, f"{said(node)!r} where a list is wanted", "write - before each item, or [a, b]")
            return
        for item in node.value:
            yield from kind(item, around)

    return items


def mapping(key: Kind, value: Kind) -> Kind:
    """Keys of one kind to values of one."""

    def pairs(node: yaml.Node, around: Around) -> Iterator[Problem]:
        for name, item in _items(node):
            yield from key(name, around)
            yield from value(item, replace(around, block=around.block or str(name.value)))
        yield from _shape(node, around)

    return pairs


def record(needed: Mapping[str, Kind], more: Mapping[str, Kind] = {}) -> Kind:
    """A block with keys that it must have and keys that it may have."""
    kinds = {**needed, **more}

    def block(node: yaml.Node, around: Around) -> Iterator[Problem]:
        here = {str(name.value): (name, item) for name, item in _items(node)}
        own = str(here["id"][1].value) if "id" in here else ""
        inner = replace(around, block=own or around.block)
        yield from _shape(node, inner)
        for key in needed:
            if key not in here and isinstance(node, yaml.MappingNode):
                yield inner.wrong(node, f"{key}: is missing", f"add it; such a block has {', '.join(needed)}")
        for key, (name, item) in here.items():
            if key not in kinds:
                yield inner.wrong(name, f"{key}: is unknown here", instead(key, list(kinds)))
            else:
                yield from kinds[key](item, replace(inner, block=inner.block or key))

    return block


def _items(node: yaml.Node) -> list[tuple[yaml.Node, yaml.Node]]:
    return node.value if isinstance(node, yaml.MappingNode) else []


def _shape(node: yaml.Node, around: Around) -> Iterator[Problem]:
    """A mapping with each key once."""
    if not isinstance(node, yaml.MappingNode):
        yield around.wrong(node, f"{said(node)!r} where a block of keys is wanted", "write key: value")
    seen: set[str] = set()
    for name, _ in _items(node):
        if str(name.value) in seen:
            yield around.wrong(name, f"{name.value}: stands twice in one block", "keep one")
        seen.add(str(name.value))
