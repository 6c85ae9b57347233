"""One line of the corrections file, checked: who says what of which words."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from kg.corrections.anchor import Anchor, of_record
from kg.corrections.said import check_said
from kg.errors import UsageError

ACCEPT, REJECT, REPLACE, ADD = "accept", "reject", "replace", "add"
SAME, DIFFERENT, UNDECIDED = "same", "different", "undecided"
REVIEWED, WITHDRAW = "reviewed", "withdraw"
ON_WORDS = (ACCEPT, REJECT, REPLACE, ADD)
ON_NAMES = (SAME, DIFFERENT, UNDECIDED)
ACTIONS = (*ON_WORDS, *ON_NAMES, REVIEWED, WITHDRAW)
TEXTS = ("doc", "quote", "before", "after", "first", "second", "of", "text", "by", "why", "when")
MAX_LINE = 4 << 20  # characters: a line with a whole document's facts


@dataclass(frozen=True)
class Correction:
    """A checked line: ``record`` as it stands in the file, ``where`` file and line."""

    record: Mapping[str, Any]
    where: str = ""

    @property
    def id(self) -> str:
        """12 hex digits over the line's content: what ``withdraw`` names."""
        plain = json.dumps(dict(self.record), ensure_ascii=False, sort_keys=True)
        return sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()[:12]

    @property
    def action(self) -> str:
        return str(self.record["action"])

    @property
    def by(self) -> str:
        return str(self.record["by"])

    @property
    def doc(self) -> str:
        return str(self.record.get("doc", ""))

    @property
    def anchor(self) -> Anchor:
        """Where its words stand (accept, reject, replace, add)."""
        return of_record(self.record)

    @property
    def fact(self) -> Mapping[str, Any]:
        """What it speaks of, as a flat record."""
        return self.record["fact"]

    def line(self) -> str:
        """The line as it is written, without the newline."""
        return json.dumps(dict(self.record), ensure_ascii=False, separators=(", ", ": ")).replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def parse(line: str, where: str) -> Correction:
    """The correction in a line of JSON. Raises ``UsageError`` naming ``where`` and what is wrong."""
    try:
        record = json.loads(line, parse_float=str)
    except (ValueError, RecursionError) as why:
        raise UsageError(f"{where}: not JSON: {why}", "mend that line") from why
    if not isinstance(record, dict):
        raise UsageError(f"{where}: not an object", "mend that line")
    return checked(record, where)


def checked(record: Mapping[str, Any], where: str = "this correction") -> Correction:
    """The record as a correction. Raises ``UsageError`` for what it lacks or may not hold."""
    action = record.get("action")
    if action not in ACTIONS:
        raise UsageError(f"{where}: no action {action!r}", f"there are: {', '.join(ACTIONS)}")
    for key in TEXTS:
        if not isinstance(record.get(key, ""), str):
            raise UsageError(f"{where}: {key} is {record[key]!r}", "write it as text")
    if not record.get("by"):
        raise UsageError(f"{where}: nobody says so", "say by whom: --by NAME")
    CHECKS[str(action)](record, where)
    made = Correction(dict(record), where)
    if len(made.line()) > MAX_LINE:
        raise UsageError(f"{where}: longer than {MAX_LINE} characters", "correct in smaller pieces")
    return made


def standing(corrections: Iterable[Correction]) -> list[bool]:
    """For each line whether it stands: a later ``withdraw`` takes back the lines of that id before it."""
    said = list(corrections)
    stands = [one.action != WITHDRAW for one in said]
    for at, one in enumerate(said):
        if one.action == WITHDRAW:
            stands[:at] = [kept and before.id != one.record["of"] for before, kept in zip(said[:at], stands[:at], strict=True)]
    return stands


def _need(record: Mapping[str, Any], where: str, *keys: str) -> None:
    if missing := [key for key in keys if not record.get(key)]:
        raise UsageError(f"{where}: {record['action']} lacks {', '.join(missing)}", f"it needs {', '.join(keys)}")


def _on_words(record: Mapping[str, Any], where: str) -> None:
    _need(record, where, "doc", "quote", "fact")
    if not isinstance(record.get("places", 1), int) or record.get("places", 1) < 1:
        raise UsageError(f"{where}: places is {record['places']!r}", "write how many times the words stand there")
    check_said(record["fact"], where, whole=record["action"] in (ACCEPT, ADD))


def _replace(record: Mapping[str, Any], where: str) -> None:
    _on_words(record, where)
    _need(record, where, "instead")
    check_said(record["instead"], where, whole=True)
    if (record["fact"]["kind"] == "entity") != (record["instead"]["kind"] == "entity"):
        raise UsageError(f"{where}: a name is replaced by a name, a fact by a fact", "reject the one and add the other")


def _on_names(record: Mapping[str, Any], where: str) -> None:
    _need(record, where, "first", "second")
    if record["first"] == record["second"]:
        raise UsageError(f"{where}: {record['first']!r} twice", "give two names")


def _reviewed(record: Mapping[str, Any], where: str) -> None:
    _need(record, where, "doc", "text")
    if not isinstance(record.get("facts"), list):
        raise UsageError(f"{where}: reviewed lacks facts", "let kg correct reviewed DOC write the line")


CHECKS: dict[str, Callable[[Mapping[str, Any], str], None]] = {
    **dict.fromkeys((ACCEPT, REJECT, ADD), _on_words), REPLACE: _replace, **dict.fromkeys(ON_NAMES, _on_names),
    REVIEWED: _reviewed, WITHDRAW: lambda record, where: _need(record, where, "of"),
}  # fmt: skip
