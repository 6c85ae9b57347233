"""People: a post, and behind it a name (区长杨克敏; 副书记、区长刘某; 云岭区委常委、松岭街道党工委书记王某). Bylines never come here."""

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
DOT = "[·•・‧?]"  # between the parts of a name
BODY = 14  # characters at most that name the body before a post behind another


@dataclass(frozen=True, slots=True)
class Held:
    """A post as the words at ``start:end`` say it, without the body before it; ``own``: whether a body of its own stands before it."""

    title: str
    start: int
    end: int
    own: bool = False
    of_government: bool = False


@dataclass(frozen=True, slots=True)
class Post:
    """A person at ``start:end`` of the text with the posts, where they begin if they stand before the name (else -1), and where the words for both end."""

    start: int
    end: int
    person: str
    posts: tuple[Held, ...]
    post_start: int
    said_end: int = 0


def _any(words: str) -> str:
    return "|".join(sorted(map(re.escape, words.split()), key=lambda w: (-len(w), w)))


@cache
def _post_words() -> str:
    data = rules("people")
    return rf"(?:(?:{_any(data['prefixes'])})*(?:{_any(data['posts'])}))"


@cache
def _pattern() -> re.Pattern[str]:
    data, post = rules("people"), _post_words()
    double = rf"(?:{_any(data['double_surnames'])}){HAN}{{1,2}}"
    single = rf"[{''.join(data['surnames'].split())}]{SPACE}{HAN}{HAN}?"
    name = rf"(?:{HAN}{{2,5}}{DOT}{HAN}{{2,6}}|{double}|{single})"
    further = rf"(?:{BETWEEN_POSTS.pattern}){HAN}{{0,{BODY}}}?{post}"
    return re.compile(rf"(?P<posts>{post}(?:{further})*){SPACE}(?P<name>{name})")


@cache
def _last_post() -> re.Pattern[str]:
    return re.compile(rf"{_post_words()}$")


def is_post(words: str) -> bool:
    """Whether words are a post and nothing more (党委书记)."""
    return re.fullmatch(_post_words(), words) is not None


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
            yield Post(found.start("name"), stop, name, tuple(_held(found["posts"], found.start("posts"))), found.start("posts"), stop)
    for found in _leader().finditer(line.text, start, end):
        if found.start() and line.text[found.start() - 1] in AREAS:
            continue
        yield Post(found.start("name"), found.end("name"), found["name"], (Held(found["posts"], -1, -1),), -1, found.end("posts"))


def _held(words: str, start: int) -> Iterator[Held]:
    """The posts of a chain that begins at ``start``, each without the body before it."""
    at = 0
    for joint in (*BETWEEN_POSTS.finditer(words), None):
        piece = words[at : joint.start() if joint else len(words)]
        if found := _last_post().search(piece):
            title = found.group()
            yield Held(GOVERNMENT.sub("", title), start + at + found.start(), start + at + len(piece), bool(found.start()), bool(GOVERNMENT.match(title)))
        at = joint.end() if joint else len(words)


def _name_end(line: Line, start: int, end: int) -> int | None:
    """Where the name ends: where jieba ends a person's name, where it is in parts, or where a word follows that names are followed by."""
    if re.search(DOT, line.text[start:end]):
        return _foreign_end(line, start, end)
    word = next((t for t in line.between(start, end + 1) if t.start == start), None)
    if word and word.tag.startswith("nr") and 2 <= len(word.word) <= 4 and word.end <= end:
        return word.end
    return next((e for e in (end, end - 1) if e - start >= 2 and _followers().match(line.text, e)), None)


def _foreign_end(line: Line, start: int, end: int) -> int:
    """The end of a name in parts: the first place behind two characters of its last part where a word follows that names are followed by."""
    last = start + max(m.end() for m in re.finditer(DOT, line.text[start:end]))
    return next((e for e in range(last + 2, end) if _followers().match(line.text, e)), end)


def area_type_of_post(post: str) -> str | None:
    """The type of area whose post this is when the text names no body: 区长 → District."""
    levels: dict[str, str] = rules("people")["own"]
    return next((kind for kind, pattern in levels.items() if re.match(pattern, post)), None)
