"""Sources to items: files, folders, globs and standard input, each item one file to read, with its id."""

from __future__ import annotations

import glob
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from kg.errors import UsageError
from kg.reading.formats import CONTAINERS, FORMATS
from kg.reading.walk import Found, below, one
from kg.safe.text import name_of

STDIN = "-"
NOTHING, NO_FILES = "no such file or folder, and no file matches", "the folder holds no file to read"
FOLDER = "a folder, which a pattern does not open (name it, or write **)"
_MAGIC = re.compile(r"[*?\[]")
_CORRECTIONS = "corrections.jsonl"  # what people put right, not a document
_README = re.compile(r"readme(?:[._-](?:zh|en|cn|zh-cn))?(?:\.(?:txt|md|markdown|rst))?", re.I)


@dataclass(frozen=True, slots=True)
class Item:
    """A file to read: ``id`` of its document, ``path`` (``-`` is standard input), and ``extension`` in lower case.

    ``name`` is the path below its source, as people read it: what a graph says, wherever the files lie. ``reason`` is set where
    the file is not to be read, ``usual`` where that is no failure. ``data`` has the bytes that came by standard input."""

    id: str
    path: str
    extension: str
    reason: str = ""
    data: bytes | None = None
    name: str = ""
    usual: bool = False

    @property
    def shown(self) -> str:
        """The path as people read it: what messages say."""
        return name_of(self.path)


def items(sources: Iterable[str | Path]) -> list[Item]:
    """The items of all sources, sorted by id, each file once. An id is the path below its source, without the extension;
    where two files would share one, both keep their extension, then their folder, then their whole path.

    Raises ``UsageError`` for a source of no name.
    """
    files: dict[str, list[Found]] = {}
    found: list[Item] = []
    for source in map(str, sources):
        if not source.strip():
            raise UsageError("a source without a name", "name a file, a folder or a pattern, or - for standard input")
        if source == STDIN:
            found.append(Item("stdin", STDIN, "", name=STDIN))
        elif not (listed := list(_files(source))):
            found.append(Item(name_of(source), source, "", NO_FILES if Path(source).is_dir() else NOTHING))
        else:
            for file in listed:
                files.setdefault(os.path.realpath(file.path) if not file.why else str(file.path), []).append(file)
    found += [_item(file, id_) for file, id_ in _named([file for key in sorted(files) for file in _once(files[key])])]
    return sorted(found, key=lambda item: (item.id, item.path))


def _once(names: list[Found]) -> Iterator[Found]:
    """A file by the first of its names that is no link; its links are said."""
    read = next((file for file in names if not file.path.is_symlink()), names[0])
    yield read
    links = {file.path: file for file in names if file.path.is_symlink() and file.path != read.path and not file.why}
    yield from (replace(file, why=f"a link to a file that is read as {name_of(str(read.path))}", usual=True) for file in links.values())


def _files(source: str) -> Iterator[Found]:
    path = Path(source)
    if path.is_dir():
        yield from (file for file in below(path) if not is_readme(file.below))
    elif os.path.lexists(path):
        yield one(path, path.name)
    elif _MAGIC.search(source):
        yield from _matches(source)


def _matches(pattern: str) -> Iterator[Found]:
    """What a pattern names; a folder is opened by ``**`` alone, and said where nothing of it is named."""
    root = _fixed(pattern)
    names = sorted(glob.glob(pattern, recursive=True))
    for name in names:
        path = Path(name)
        if not path.is_dir():
            if not is_readme(name):
                yield one(path, path.relative_to(root).as_posix())
        elif "**" not in pattern:
            yield Found(path, name_of(path.relative_to(root).as_posix()), FOLDER, True)


def is_readme(name: str) -> bool:
    """Whether a file (or member) only says what lies beside it: passed over, unless it is named itself."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return last == _CORRECTIONS or bool(_README.fullmatch(last))


def _fixed(pattern: str) -> Path:
    """The folders of a pattern before its first wildcard."""
    parts = Path(pattern).parts
    fixed = next((at for at, part in enumerate(parts) if _MAGIC.search(part)), len(parts))
    return Path(*parts[:fixed])


def _named(found: list[Found]) -> Iterator[tuple[Found, str]]:
    """Each file with the shortest of its names that no other file has (names that look alike, in two encodings, get a number)."""
    ways = [[_stem(file.below), file.below, name_of(f"{file.path.parent.name}/{file.path.name}"), name_of(file.path.as_posix())] for file in found]
    ids = [names[0] for names in ways]
    for step in range(1, 4):
        counts = Counter(ids)
        ids = [names[step] if counts[id_] > 1 else id_ for id_, names in zip(ids, ways, strict=True)]
    yield from zip(found, numbered(ids), strict=True)


def numbered(names: Iterable[str]) -> Iterator[str]:
    """The names, each once: the second of a name gets ``~2``, or the first number that is free."""
    seen: set[str] = set()
    for name in names:
        number, free = 1, name
        while free in seen:
            number += 1
            free = f"{name}~{number}"
        seen.add(free)
        yield free


def _stem(name: str) -> str:
    """A path without the extension of its last part."""
    suffix = Path(name).suffix
    return name[: -len(suffix)] if suffix else name


def _item(file: Found, id_: str) -> Item:
    extension = Path(file.below).suffix.lower().lstrip(".")
    reason = file.why or refusal(file.below, extension)
    return Item(id_, str(file.path), extension, reason, name=file.below, usual=file.usual or not file.why)


def refusal(name: str, extension: str) -> str:
    """Why a file of this name is not read; "" where it is."""
    from kg.reading import rules

    last = name.rpartition("/")[2]
    if last.startswith((".", "~$", "__MACOSX")) or "__MACOSX/" in name:
        return "a hidden or temporary file"
    if extension in FORMATS or extension in CONTAINERS:
        return ""
    advice = rules.table("skipped").get(extension, "")
    what = f"format not read: .{extension}" if extension else "its name has no extension that tells its format"
    return f"{what}; {advice}" if advice else f"{what} (read are {', '.join(sorted({*FORMATS, *CONTAINERS}))})"
