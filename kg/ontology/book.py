"""The rule book: every block of ``ontology/rules`` that has an id, with its file and line, what it means and what it states."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import OntologyError, UsageError
from kg.ontology.folders import data_dir
from kg.ontology.tables import composed, text_of

if TYPE_CHECKING:
    import yaml


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its ``id``, where it stands, its text as written there, its meaning in two languages, and what it ``states``.

    ``states`` is ``entity``, ``relation``, ``milestone`` or ``observation``, and behind it the type, predicate or event where it is
    always the same (``relation partOf``); ``""`` for a rule that only helps to read.
    """

    id: str
    path: Path
    line: int
    text: str = ""
    zh: str = ""
    en: str = ""
    states: str = ""

    @property
    def place(self) -> str:
        """File and line: rules/milestones.yaml:12."""
        return f"{self.path.parent.name}/{self.path.name}:{self.line}"

    @property
    def kind(self) -> str:
        """What it states: ``entity``, ``relation``, ``milestone``, ``observation`` or ``""``."""
        return self.states.partition(" ")[0]

    @property
    def term(self) -> str:
        """The type, predicate or event that it states, ``""`` where the words say which."""
        return self.states.partition(" ")[2]

    def __str__(self) -> str:
        return f"{self.path}:{self.line}\n{self.text}"


def rule(id: str) -> Rule:
    """The rule called ``id``. Raises ``OntologyError`` for an id that no block of ``ontology/rules`` has."""
    try:
        return _by_id()[own(id)]
    except KeyError:
        raise OntologyError(f"no rule {id!r} in {_folder()}", f"add a block with this id{_hint(id)}") from None


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule, by file and line. Raises ``OntologyError`` (file and line) for a file that is not YAML."""
    return tuple(rule for path in sorted(_folder().glob("*.yaml")) for rule in in_file(path))


def own(id: str) -> str:
    """The id of the block, of an id that says more behind a colon (``reading:NAME``)."""
    return id.partition(":")[0]


def find(id: str | None = None) -> tuple[Rule, ...]:
    """All rules, or those of one id (also as ``milestones.ID``). Raises ``UsageError`` with ids like it where there is none."""
    known = all_rules()
    id = None if id is None else own(id)
    found = tuple(rule for rule in known if id in (None, rule.id, f"{rule.path.stem}.{rule.id}", f"{rule.path.stem}/{rule.id}"))
    if not found:
        near = get_close_matches(str(id), [rule.id for rule in known], n=5, cutoff=0.4)
        raise UsageError(f"no rule {id!r}", f"did you mean {', '.join(near)}? kg rules lists all {len(known)}" if near else "kg rules lists them")
    return found


def in_file(path: Path) -> tuple[Rule, ...]:
    """The rules of one file."""
    lines = text_of(path).splitlines()
    return tuple(_rule(path, lines, node, name) for node, name in with_id(composed(path)))


def with_id(node: yaml.Node | None) -> Iterator[tuple[yaml.MappingNode, str]]:
    """Each mapping at or below a node that has an id, with the id."""
    import yaml

    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from with_id(item)
    elif isinstance(node, yaml.MappingNode):
        yield from ((node, value.value) for key, value in node.value if key.value == "id" and isinstance(value, yaml.ScalarNode))
        for _, value in node.value:
            yield from with_id(value)


@cache
def _by_id() -> dict[str, Rule]:
    return {rule.id: rule for rule in all_rules()}


def _folder() -> Path:
    return data_dir("ontology") / "rules"


def _hint(id: str) -> str:
    near = get_close_matches(id, _by_id(), n=1)
    return f", or write {near[0]!r}" if near else ""


def _rule(path: Path, lines: list[str], node: yaml.MappingNode, name: str) -> Rule:
    said = {key.value: value.value for key, value in node.value if isinstance(value.value, str)}
    text = "\n".join(_written(lines, node.start_mark, node.end_mark))
    return Rule(name, path, node.start_mark.line + 1, text, said.get("zh", ""), said.get("en", ""), _states(path.stem, said))


def _states(file: str, block: dict[str, str]) -> str:
    """What a block states: as it says itself, else what the blocks of its file do."""
    usual = {
        "milestones": "relation locatedIn" if block.get("none") else "milestone",  # a renewal lies in the place that it renews
        "relations": f"relation {block.get('predicate', '')}",
        "observations": "observation",
    }
    return block.get("states") or usual.get(file, "")


def _written(lines: list[str], start: yaml.Mark, end: yaml.Mark) -> list[str]:
    """The lines of a block, without what is blank or a comment at its end."""
    last = end.line + (end.column > 0 and bool(lines[end.line : end.line + 1]) and bool(lines[end.line][: end.column].strip(" -")))
    block = lines[start.line : max(last, start.line + 1)]
    while len(block) > 1 and (not block[-1].strip() or block[-1].lstrip().startswith("#")):
        block.pop()
    return block
