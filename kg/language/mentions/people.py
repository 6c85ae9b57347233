"""People: a post, and behind it a name (区长杨克敏; 副书记、区长刘某). Bylines never come here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.language.text.line import Line
from kg.language.text.tokens import HAN
from kg.ontology import form, rules, sign, written

GOVERNMENT, BETWEEN_POSTS = form("people", "government"), form("people", "between_posts")
AREAS = sign("people", "areas")  # 某省长: a post of an area, no surname before it
SPACE = r"[ \u3000]?"


@dataclass(frozen=True, slots=True)
class Post:
    """A person at ``start:end`` of the text, the posts, where they begin if they stand before the name, and where the words for both end."""

    start: int
    end: int
    person: str
    posts: tuple[str, ...]
    post_start: int
    of_government: bool = False
    said_end: int = 0


def _any(words: str) -> str:
    return "|".join(sorted(map(re.escape, words.split()), key=lambda w: (-len(w), w)))


@cache
def _pattern() -> re.Pattern[str]:
    data = rules("people")
    post = rf"(?:(?:{_any(data['prefixes'])})*(?:{_any(data['posts'])}))"
    double = rf"(?:{_any(data['double_surnames'])}){HAN}{{1,2}}"
    single = rf"[{''.join(data['surnames'].split())}]{SPACE}{HAN}{HAN}?"
    name = rf"(?:{double}|{single}|{HAN}{{2,4}}·{HAN}{{2,6}})"
    return re.compile(rf"(?P<posts>{post}(?:{BETWEEN_POSTS.pattern}{post})*){SPACE}(?P<name>{name})")


@cache
def _leader() -> re.Pattern[str]:
    """习近平总书记: the name before the post, for the posts that are said so."""
    data = rules("people")
    return re.compile(rf"(?P<name>[{''.join(data['surnames'].split())}]{HAN}{{1,2}})(?P<posts>{_any(data['after_name'])}|(?:{_any(data['speaker'])}){written('people', 'speaks')})")


@cache
def _followers() -> re.Pattern[str]:
    return re.compile(rf"(?:{_any(rules('people')['followers'])}|$)")


def posts(line: Line, start: int, end: int) -> Iterator[Post]:
    """The people named with their posts in ``line.text[start:end]``, left to right."""
    for found in _pattern().finditer(line.text, start, end):
        stop = _name_end(line, found.start("name"), found.end("name"))
        if stop and line.text[found.start("name")] != line.text[found.start("name") + 1]:  # 殷殷嘱托
            name = re.sub(r"\s", "", line.text[found.start("name") : stop])
            yield Post(
                found.start("name"),
                stop,
                name,
                tuple(map(_post, BETWEEN_POSTS.split(found["posts"]))),
                found.start("posts"),
                bool(GOVERNMENT.match(found["posts"])),
                stop,
            )
    for found in _leader().finditer(line.text, start, end):
        if found.start() and line.text[found.start() - 1] in AREAS:
            continue
        yield Post(found.start("name"), found.end("name"), found["name"], (found["posts"],), -1, said_end=found.end("posts"))


def _name_end(line: Line, start: int, end: int) -> int | None:
    """Where the name ends: where jieba ends a person's name, or where a word follows that names are followed by."""
    word = next((t for t in line.between(start, end + 1) if t.start == start), None)
    if word and word.tag.startswith("nr") and 2 <= len(word.word) <= 4 and word.end <= end:
        return word.end
    return next((e for e in (end, end - 1) if e - start >= 2 and _followers().match(line.text, e)), None)


def _post(words: str) -> str:
    return GOVERNMENT.sub("", words)


def area_type_of_post(post: str) -> str | None:
    """The type of area whose post this is when the text names no body: 区长 → District."""
    levels: dict[str, str] = rules("people")["own"]
    return next((kind for kind, pattern in levels.items() if re.match(pattern, post)), None)
