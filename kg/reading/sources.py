"""Sources to items: files, folders, globs and standard input, each item one file to read, with its id."""

from __future__ import annotations

import glob
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.reading.formats import CONTAINERS, FORMATS

STDIN = "-"
NOTHING, NO_FILES = "no such file or folder, and no file matches", "the folder holds no file to read"
_MAGIC = re.compile(r"[*?\[]")
_CORRECTIONS = "corrections.jsonl"  # what people put right, not a document
_README = re.compile(r"readme(?:[._-](?:zh|en|cn|zh-cn))?(?:\.(?:txt|md|markdown|rst))?", re.I)


@dataclass(frozen=True, slots=True)
class Item:
    """A file to read: ``id`` of its document, ``path`` (``-`` is standard input), and ``extension`` in lower case.

    ``name`` is the path below its source: what a graph says, wherever the files lie. ``reason`` is set where the file is not to
    be read. ``data`` has the bytes that came by standard input."""

    id: str
    path: str
    extension: str
    reason: str = ""
    data: bytes | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class _Found:
    path: Path
    below: str


def items(sources: Iterable[str | Path]) -> list[Item]:
    """The items of all sources, sorted by id, each file once. An id is the path below its source, without the extension;
    where two files would share one, both keep their extension, then their folder, then their whole path."""
    files: dict[str, _Found] = {}
    found: list[Item] = []
    for source in sources:
        if str(source) == STDIN:
            found.append(Item("stdin", STDIN, "", name=STDIN))
        elif not (listed := list(_files(str(source)))):
            found.append(Item(str(source), str(source), "", NO_FILES if Path(source).is_dir() else NOTHING))
        else:
            for file in listed:
                files.setdefault(str(file.path.resolve()), file)
    found += [_item(file, id_) for file, id_ in _named([files[key] for key in sorted(files)])]
    return sorted(found, key=lambda item: (item.id, item.path))


def _files(source: str) -> Iterator[_Found]:
    path = Path(source)
    if path.is_dir():
        yield from (_Found(file, file.relative_to(path).as_posix()) for file in sorted(path.rglob("*")) if file.is_file() and not is_readme(file.name))
    elif path.exists():
        yield _Found(path, path.name)
    elif _MAGIC.search(source):
        root = _fixed(source)
        for name in sorted(glob.glob(source, recursive=True)):
            if Path(name).is_file() and not is_readme(name):
                yield _Found(Path(name), Path(name).relative_to(root).as_posix())


def is_readme(name: str) -> bool:
    """Whether a file (or member) only says what lies beside it: passed over, unless it is named itself."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return last == _CORRECTIONS or bool(_README.fullmatch(last))


def _fixed(pattern: str) -> Path:
    """The folders of a pattern before its first wildcard."""
    parts = Path(pattern).parts
    fixed = next((at for at, part in enumerate(parts) if _MAGIC.search(part)), len(parts))
    return Path(*parts[:fixed])


def _named(found: list[_Found]) -> Iterator[tuple[_Found, str]]:
    """Each file with the shortest of its names that no other file has."""
    ways = [[_stem(file.below), file.below, f"{file.path.parent.name}/{file.path.name}", file.path.as_posix()] for file in found]
    ids = [names[0] for names in ways]
    for step in range(1, 4):
        counts = Counter(ids)
        ids = [names[step] if counts[id_] > 1 else id_ for id_, names in zip(ids, ways, strict=True)]
    yield from zip(found, ids, strict=True)


def _stem(name: str) -> str:
    """A path without the extension of its last part."""
    suffix = Path(name).suffix
    return name[: -len(suffix)] if suffix else name


def _item(file: _Found, id_: str) -> Item:
    extension = file.path.suffix.lower().lstrip(".")
    return Item(id_, str(file.path), extension, refusal(file.below, extension), name=file.below)


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
