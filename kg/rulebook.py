"""The rules of the language as they stand in their files: each block of ``ontology/rules`` that has an id, with file and line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path

import yaml

from kg.errors import OntologyError, UsageError
from kg.ontology import data_dir

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its ``id``, where it stands, and its text as written there."""

    id: str
    path: Path
    line: int
    text: str

    @property
    def place(self) -> str:
        """File and line: rules/milestones.yaml:12."""
        return f"{self.path.parent.name}/{self.path.name}:{self.line}"

    def __str__(self) -> str:
        return f"{self.path}:{self.line}\n{self.text}"


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule, by file and line. Raises ``OntologyError`` (file and line) for a file that is not YAML."""
    return tuple(rule for path in sorted((data_dir("ontology") / "rules").glob("*.yaml")) for rule in in_file(path))


def in_file(path: Path) -> tuple[Rule, ...]:
    """The rules of one file."""
    text = path.read_text(encoding="utf-8")
    try:
        root = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise OntologyError(f"{path}, line {line}: {error.problem}", "mend the YAML") from error
    lines = text.splitlines()
    return tuple(_rule(path, lines, node, name) for node, name in _with_id(root))


def _with_id(node: yaml.Node | None) -> Iterator[tuple[yaml.Node, str]]:
    """Each mapping that has an id, with the id."""
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _with_id(item)
    elif isinstance(node, yaml.MappingNode):
        yield from ((node, value.value) for key, value in node.value if key.value == "id" and isinstance(value, yaml.ScalarNode))
        for _, value in node.value:
            yield from _with_id(value)


def _rule(path: Path, lines: list[str], node: yaml.Node, name: str) -> Rule:
    start, end = node.start_mark, node.end_mark
    last = end.line + (end.column > 0 and bool(lines[end.line : end.line + 1]) and bool(lines[end.line][: end.column].strip(" -")))
    block = lines[start.line : max(last, start.line + 1)]
    while len(block) > 1 and (not block[-1].strip() or block[-1].lstrip().startswith("#")):
        block.pop()
    return Rule(name, path, start.line + 1, "\n".join(block))


def rules(id: str | None = None) -> tuple[Rule, ...]:
    """All rules, or those of one id. Raises ``UsageError`` with ids like it where there is none."""
    known = all_rules()
    found = tuple(rule for rule in known if id in (None, rule.id, f"{rule.path.stem}.{rule.id}", f"{rule.path.stem}/{rule.id}"))
    if not found:
        near = get_close_matches(str(id), [rule.id for rule in known], n=5, cutoff=0.4)
        raise UsageError(f"no rule {id!r}", f"did you mean {', '.join(near)}? kg rules lists all {len(known)}" if near else "kg rules lists them")
    return found
