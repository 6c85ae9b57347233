"""Terms of ``kg.ttl`` that no rule can ever give: a new type, relation or milestone needs words too, and this names the place for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import yaml

from kg.errors import OntologyError
from kg.ontology.read import FILE
from kg.ontology.terms import Ontology


def unsaid(folder: Path, known: Ontology, roots: Mapping[Path, yaml.Node | None]) -> Iterator[OntologyError]:
    """An error for each type, relation and milestone of an ontology folder that no word, table or rule (the files as nodes) gives."""
    if not {"heads", "relations", "events"} <= {path.stem for path in roots}:
        return  # a file that is missing is told by itself
    said = {path.stem: set(_words(root)) for path, root in roots.items()}
    stated = set().union(*said.values())
    for kind in known.types.values():
        if not (kind.area or kind.heads or (folder / "names" / f"{kind.name}.csv").is_file() or kind.name in said["heads"] or f"entity {kind.name}" in stated):
            yield _error(folder, kind.name, "no word ends its names", "give it kg:head, or heads in rules/heads.yaml, or a table names/" + kind.name + ".csv")
    for relation in known.predicates:
        if relation not in said["relations"] and f"relation {relation}" not in stated:
            yield _error(folder, relation, "no rule states it", f"add a rule with predicate: {relation} to rules/relations.yaml")
    for event in known.events:
        if event not in said["events"]:
            yield _error(folder, event, "no word says it", f"add {event}: with its words to rules/events.yaml")


def _words(node: yaml.Node | None) -> Iterator[str]:
    """Every word at or below a node."""
    if isinstance(node, yaml.ScalarNode):
        yield str(node.value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _words(item)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _words(key)
            yield from _words(value)


def _error(folder: Path, name: str, what: str, way_out: str) -> OntologyError:
    return OntologyError(f"{folder / FILE}: kg:{name}: {what}", way_out)
