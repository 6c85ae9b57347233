"""Corrections from pages: who may write, and what a form says. Without the token that was printed at start nobody writes."""

from __future__ import annotations

import hmac
import threading
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from kg.corrections import Correction, append, making, read
from kg.corrections.anchor import quoted
from kg.corrections.effects import STATES
from kg.corrections.listing import rows
from kg.corrections.said import FIELDS
from kg.errors import UsageError
from kg.model import Fact
from kg.web.pages import fact_of
from kg.web.shelf import Shelf
from kg.web.view import LANGUAGES, Said

COOKIE = "kg_room"
LONGEST = 4000  # characters of a field
Form = Mapping[str, str]


class Desk:
    """Where corrections are written: the file, and the token that lets one write. ``path`` or ``token`` None: nobody does."""

    def __init__(self, path: Path | None, token: str | None) -> None:
        self.path, self.token = path, token
        self._seen: tuple[int, int] | None = None
        self._read: list[Correction] = []
        self._lock = threading.Lock()

    @property
    def open(self) -> bool:
        return bool(self.path and self.token)

    def _digest(self, what: str) -> str:
        return hmac.new((self.token or "").encode(), what.encode(), sha256).hexdigest()

    def cookie(self, token: str) -> str | None:
        """What a browser is to keep, for the right token; None for another."""
        if not self.open or not hmac.compare_digest(token.encode("utf-8", "replace"), (self.token or "").encode()):
            return None
        return self._digest("cookie")

    def entered(self, cookie: str | None) -> bool:
        """Whether a browser holds the cookie."""
        return self.open and bool(cookie) and hmac.compare_digest(str(cookie).encode("utf-8", "replace"), self._digest("cookie").encode())

    @property
    def form_key(self) -> str:
        """What each form carries, so that no other site can send one in a reader's name."""
        return self._digest("form")

    def admits(self, cookie: str | None, form_key: str) -> bool:
        """Whether a form may be obeyed."""
        return self.entered(cookie) and hmac.compare_digest(form_key.encode("utf-8", "replace"), self.form_key.encode())

    def corrections(self) -> list[Correction]:
        """All lines of the file; read again only when it changed."""
        if self.path is None or not self.path.exists():
            return []
        with self._lock:
            stat = self.path.stat()
            if self._seen != (stat.st_mtime_ns, stat.st_size):
                self._read, self._seen = read(self.path), (stat.st_mtime_ns, stat.st_size)
            return self._read

    def pending(self, shelf: Shelf) -> list[Correction]:
        """The lines that the shelf's build had not seen."""
        told = {effect["id"] for effect in shelf.manifest.get("corrections", ())}
        return [one for one in self.corrections() if one.id not in told and one.action != "withdraw"]

    def write(self, shelf: Shelf, form: Form) -> list[Correction]:
        """Write what a form says. Raises ``UsageError`` for what it may not say."""
        made = of_form(shelf, form, self.corrections())
        assert self.path is not None
        append(self.path, made)
        return made


def listed(shelf: Shelf, said: Said, desk: Desk) -> dict[str, Any]:
    """The rows of the page of corrections, in the reader's language, and what each state is called."""
    found = rows(desk.corrections(), shelf.manifest.get("corrections", ()), said.field) if desk.path else []
    return {"rows": found, "states": {state: pair[LANGUAGES.index(said.lang)] for state, pair in STATES.items()}}


def of_form(shelf: Shelf, form: Form, there: list[Correction]) -> list[Correction]:
    """The corrections that a form stands for. Raises ``UsageError``."""
    if too_long := [name for name, value in form.items() if len(value) > LONGEST]:
        raise UsageError(f"{', '.join(too_long)}: longer than {LONGEST} characters", "say it more briefly")
    about = {name: form[name].strip() for name in ("by", "why", "when") if form.get(name, "").strip()}
    action = form.get("action", "")
    if action in ("accept", "reject", "replace"):
        return making.of_fact(shelf.knowledge, shelf.text, action, _thing(shelf, form), about, doc=form.get("doc") or None, instead=_instead(shelf, form) if action == "replace" else None)
    if action == "add":
        return [making.addition(quoted(form.get("doc", ""), shelf.text(form.get("doc", "")), form.get("quote", "").strip()), _added(shelf, form), about)]
    if action in ("same", "different", "undecided"):
        return [making.decision(action, form.get("first", ""), form.get("second", ""), about)]
    if action == "reviewed":
        return [making.review(shelf.knowledge, shelf.text, form.get("doc", ""), about)]
    if action == "withdraw":
        return [making.withdrawal(there, form.get("of", ""), about)]
    raise UsageError(f"no action {action!r}", "send one of the page's forms")


def _thing(shelf: Shelf, form: Form) -> Any:
    if form.get("entity"):
        return shelf.entity(form["entity"])
    found = fact_of(shelf, form.get("fact", ""))
    if not isinstance(found, Fact):
        raise UsageError("a promise follows from facts", "correct the fact that it rests on")
    return found


def _instead(shelf: Shelf, form: Form) -> dict[str, Any]:
    """The fields of a form that differ from the fact's own."""
    thing = _thing(shelf, form)
    said = making.said(shelf.knowledge, thing)
    names = ("name", "type") if form.get("entity") else FIELDS[thing.kind]
    changed = {name: form[f"to_{name}"].strip() or None for name in names if f"to_{name}" in form and form[f"to_{name}"].strip() != (said[name] or "")}
    if not changed:
        raise UsageError("nothing was changed", "change a field, or say that it is wrong")
    return changed


def _added(shelf: Shelf, form: Form) -> dict[str, Any]:
    """The record of what is missing: its kind follows from what was chosen."""
    kind, _, term = form.get("what", "").partition(":")
    named = {"relation": {"predicate": term, "object": form.get("object", "")}, "milestone": {"event": term},
             "observation": {"measure": form.get("object", ""), "value": form.get("value", ""), "unit": form.get("unit", "")}}  # fmt: skip
    if kind == "entity":
        return {"kind": "entity", "type": form.get("subjectType", ""), "name": form.get("subject", "").strip()}
    if kind not in named:
        raise UsageError("nothing was chosen", "choose what is missing")
    record: dict[str, Any] = {"kind": kind, "subject": form.get("subject", "").strip(), **named[kind], "time": form.get("time", "").strip() or None, "modality": form.get("modality") or "actual"}
    types = {f"{role}Type": form[f"{role}Type"] for role in ("subject", "object") if form.get(f"{role}Type") and role in record}
    return record | types
