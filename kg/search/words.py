"""What is put into the index for a stretch of text, and what is asked for it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Any

HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
RUN = re.compile(f"[{HAN}]+|[a-z0-9]+")
LATIN = re.compile("[a-z]+")
LONGEST = 64  # characters of a query that count


def folded(text: str) -> str:
    """Text as it is compared: width and case aside."""
    return unicodedata.normalize("NFKC", text).lower()


def tokens(text: str) -> str:
    """Text as the index holds it: pairs of Chinese characters, the last by itself, and whole words of letters and digits."""
    return " ".join(token for run in RUN.findall(folded(text)) for token in _of_run(run))


def _of_run(run: str) -> Iterator[str]:
    if run.isascii():
        yield run
        return
    yield from (run[at : at + 2] for at in range(len(run) - 1))
    yield run[-1]


def asked(words: str) -> str:
    """The FTS5 query for what one types; empty where there is nothing to look for. Every stretch of it must be found, the last may go on."""
    runs = RUN.findall(folded(words)[:LONGEST])
    return " AND ".join(_phrase(run, last=at == len(runs) - 1) for at, run in enumerate(runs))


def _phrase(run: str, *, last: bool) -> str:
    if run.isascii():
        return f'"{run}"' + (" *" if last else "")
    pairs = list(_of_run(run))[:-1]
    return '"' + " ".join(pairs) + '"' if pairs else f'"{run}" *'


def spelled(name: str) -> str:
    """A name's pinyin and initials from each of its characters on, so that any part of it is found by its beginning; empty without pypinyin."""
    syllables = [letters for letters in _pinyin(folded(name)) if letters]
    whole = ("".join(syllables[at:]) for at in range(len(syllables)))
    initials = ("".join(letters[0] for letters in syllables[at:]) for at in range(len(syllables)))
    return " ".join(dict.fromkeys((*whole, *initials)))


def sounds(words: str) -> str:
    """The FTS5 query for pinyin or initials; empty where what one types is no run of letters."""
    run = re.sub(r"[\s']+", "", folded(words))[:LONGEST]
    return f'"{run}" *' if LATIN.fullmatch(run) else ""


def _pinyin(text: str) -> list[str]:
    module = _module()
    if module is None:
        return []
    return [str(found) for found in module.lazy_pinyin(text, errors=lambda other: re.findall("[a-z0-9]", other))]


@cache
def _module() -> Any:
    try:
        import pypinyin
    except ModuleNotFoundError:
        return None
    return pypinyin
