"""One item to its documents: the file's bytes through its format, members of containers one by one."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from kg.errors import KgError, ReadingError
from kg.model import Document
from kg.reading.calendar import given
from kg.reading.formats import CONTAINERS, FORMATS, Columns, Member, opener, reader
from kg.reading.limits import Limits
from kg.reading.raw import Raw
from kg.reading.sniff import extension_of
from kg.reading.sources import STDIN, Item, _stem, refusal
from kg.reading.text import blocks_of, to_document
from kg.safe.text import sound


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that was not read: its ``id``, the file, and why. ``skipped`` where its format is none that is read."""

    id: str
    source: str
    reason: str
    skipped: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    """A document still to be read: ``read`` gives it, or raises ``ReadingError``."""

    id: str
    source: str
    read: Callable[[], Document]

    def result(self) -> Document | Failure:
        """The document, or the failure that came instead."""
        try:
            return self.read()
        except KgError as error:
            return failure(self.id, self.source, error, isinstance(error, Skipped))
        except MemoryError:
            raise
        except Exception as error:  # a parser's own error costs its document alone
            return Failure(self.id, self.source, f"{type(error).__name__}: {error}")


class Spent:
    """What the members of an archive, and of those in it, have unpacked to in all."""

    def __init__(self, limits: Limits) -> None:
        self.limits, self.bytes = limits, 0

    def on(self, member: Member) -> bytes:
        """The member's bytes. Raises ``ReadingError`` once the archive has unpacked to more than it may."""
        if self.bytes >= self.limits.archive:
            raise ReadingError(f"the archive unpacks to more than {self.limits.archive >> 20} MB", "raise the limit if it is to be trusted: --max-archive")
        self.bytes += self.limits.inflated  # what a member that is refused has cost
        data = member.load()
        assert isinstance(data, bytes)
        self.bytes += len(data) - self.limits.inflated
        return data


class Skipped(ReadingError):
    """A file of a format that is not read."""


def units(item: Item, limits: Limits, columns: Columns) -> Iterator[Unit]:
    """The documents of an item. Raises ``KgError`` where the file cannot be opened, is too large or holds none."""
    if item.reason:
        raise Skipped(item.reason) if item.usual else ReadingError(item.reason, "check the path" if "(" not in item.reason else "")
    data = _bytes(item, limits)
    extension = item.extension or extension_of(data, table=columns.text is not None)
    some = False
    for unit in _units(data, extension, item.id, item.shown, limits, columns, 0, Spent(limits)):
        some = True
        yield Unit(unit.id, unit.source, partial(_named, unit, item))
    if not some:
        raise ReadingError("the file holds no documents", "leave it out, or check where it came from")


def _named(unit: Unit, item: Item) -> Document:
    """The document of a unit, its source named from where the item's source begins: the same wherever the files lie."""
    return replace(unit.read(), source=(item.name or item.shown) + unit.source.removeprefix(item.shown))


def _units(data: bytes, extension: str, id_: str, source: str, limits: Limits, columns: Columns, depth: int, spent: Spent) -> Iterator[Unit]:
    if extension in FORMATS:
        yield Unit(id_, source, lambda: document(reader(extension)(data, limits), id_, source))
        return
    if depth >= limits.deep:
        raise ReadingError(f"archives lie more than {limits.deep} deep in each other", "unpack them")
    for member, name in _numbered(opener(extension)(data, limits, columns)):
        yield from _member(member, f"{id_}#{name}", f"{source}#{member.name}", extension, limits, columns, depth, spent)


def _member(member: Member, id_: str, source: str, container: str, limits: Limits, columns: Columns, depth: int, spent: Spent) -> Iterator[Unit]:
    """A row's document; or a file's in an archive, which may be a container itself."""
    if container != "zip":
        yield Unit(id_, source, lambda: document(_raw(member.load()), id_, source))
        return
    extension = Path(member.name).suffix.lower().lstrip(".")
    if extension in CONTAINERS:
        try:
            yield from _units(spent.on(member), extension, id_, source, limits, columns, depth + 1, spent)
        except KgError as error:
            yield Unit(id_, source, _raises(error))
    elif why := refusal(member.name, extension):
        yield Unit(id_, source, _raises(Skipped(why)))
    else:
        yield Unit(id_, source, lambda: document(reader(extension)(spent.on(member), limits), id_, source))


def document(raw: Raw, id_: str, source: str) -> Document:
    """The document of a format's text. Raises ``ReadingError`` where nothing of it is to be read."""
    if not raw.text.strip("\ufeff \t\r\n\u3000\u00a0\x0c\x00"):
        raise ReadingError("the document is empty", "leave it out, or check where it came from")
    made = to_document(raw, id=id_, source=source, name=_names(source))
    if not any(block.kind != "byline" for block in blocks_of(made)):
        reasons = ", ".join(f"{count} {reason}" for reason, count in made.accounting.left_out)
        raise ReadingError(f"nothing is left to read: of {made.accounting.read} characters {reasons}", "check the file in an editor")
    return made


def _names(source: str) -> str:
    """The names in which a date may stand: the member's, then those of the archives and tables that hold it."""
    return " ".join(part.replace("\\", "/").rpartition("/")[2] for part in reversed(source.split("#")))


def with_defaults(made: Document, *, date: str | None = None, region: str | None = None, publisher: str | None = None) -> Document:
    """A document with the caller's date, region and publisher where it has none of its own."""
    dated = given(date) if date and not made.date.value else made.date
    return replace(made, date=dated, region=made.region or sound(region or "") or None, publisher=made.publisher or sound(publisher or "") or None)


def _numbered(members: Iterator[Member]) -> Iterator[tuple[Member, str]]:
    """Members with their names without extension, or with it where two would share one."""
    listed = members if not hasattr(members, "__len__") else iter(members)
    seen: Counter[str] = Counter()
    for member in listed:
        name = _stem(member.name)
        seen[name] += 1
        if seen[name] > 1:
            name = member.name if seen[member.name] == 0 or "." in member.name else f"{member.name}~{seen[name]}"
            seen[name] += 1
            name = name if seen[name] == 1 else f"{name}~{seen[name]}"
        yield member, name


def _bytes(item: Item, limits: Limits) -> bytes:
    if item.data is not None:
        data = item.data
    elif item.path == STDIN:
        data = sys.stdin.buffer.read(limits.bytes + 1)
    else:
        try:
            with Path(item.path).open("rb") as file:
                data = file.read(limits.bytes + 1)
        except OSError as error:
            raise ReadingError(f"the file cannot be opened: {error.strerror or error}", "check the path and its permissions") from error
    if len(data) > limits.bytes:
        raise ReadingError(f"the file has more than {limits.bytes >> 20} MB", "split it, or raise the limit: --max-bytes")
    return data


def _raw(loaded: Raw | bytes) -> Raw:
    assert isinstance(loaded, Raw)
    return loaded


def _raises(error: KgError) -> Callable[[], Document]:
    def read() -> Document:
        raise error

    return read


def failure(id_: str, source: str, error: KgError, skipped: bool = False) -> Failure:
    """An error as the failure of a document, in one line."""
    return Failure(id_, source, f"{error.what} ({error.way_out})" if error.way_out else error.what, skipped)
