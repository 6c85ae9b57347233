"""The posts that a sentence says people hold, and the body or area in which they hold them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.areas import area_types
from kg.language.mentions.mention import Mention
from kg.language.mentions.people import Held, Post, area_type_of_post, is_post
from kg.language.said.values import SaidEntity, SaidFact, Saying, Setting
from kg.model import Relation
from kg.ontology import ontology, rule, sign, type_for

PAUSE = re.compile("[，。；：！？,;!?]")
NEAR = 3  # characters between a body and the post that is held in it
GOVERNMENT, BETWEEN = sign("people", "government"), sign("people", "between")


def said_posts(setting: Setting) -> Iterator[Saying]:
    """Each post of each person in the sentence, with the body or area, where the words or the post itself say which."""
    for post in setting.laid.posts:
        start = post.post_start if post.post_start >= 0 else post.start
        before: Mention | None = None  # of a chain of posts the body named last
        for held in post.posts:
            held = held if held.start >= 0 else replace(held, start=start, end=start)
            title, of, before, body = _held_in(setting, held, post, before)
            yield from body
            yield SaidFact(Relation(post.person, rule("holds-post").term, title, of, None, "actual"), setting.laid.span(start, post.said_end), "holds-post")


Found = tuple[str, str | None, Mention | None, tuple[SaidEntity, ...]]


def _held_in(setting: Setting, held: Held, post: Post, before: Mention | None) -> Found:
    """The post's title and where it is held, the body for the posts behind it, and the body as an entity where only the post's words name it.

    That is: the area or body whose name runs into the post; the government of the area before it; what stands right before it; what
    the post before it in the chain is held in; or the article's own area, if the post is one of an area of its type; None where nothing says.
    """
    if around := next((m for m in setting.mentions if m.start < held.start < m.end <= post.start and m.type == type_for("names", "body")), None):
        return _within(setting, held, around)
    near = _beside(setting, held.start)
    if near and held.of_government and near.type in area_types():
        name, body = _government(setting, near, held)
        return held.title, name, near, (body,)
    if near:
        return held.title, near.name, near, ()
    if before is not None and not held.own and _may_be_of(held.title, before):
        return held.title, before.name, before, ()
    return held.title, None if held.own else _region(setting, held.title), None, ()


def _within(setting: Setting, held: Held, around: Mention) -> Found:
    """Of 松湖市委书记 the area, if one stands before the post's own words (市委书记 of 松湖市), else the body with the rest as title (局长 of 财政局)."""
    area = next((m for m in setting.laid.areas if m.start == around.start and held.start <= m.end <= held.start + 1 and m.name), None)
    if area is not None and area.name and not held.of_government:
        return held.title, area.name, Mention(area.start, area.end, area.name, area.type), ()
    rest = setting.laid.line.text[around.end : held.end]
    return rest if is_post(rest) else held.title, around.name, around, ()


def _beside(setting: Setting, start: int) -> Mention | None:
    """The mention that stands right before a post, no pause between."""
    text = setting.laid.line.text
    before = [m for m in setting.mentions if m.end <= start + 2 and m.type in ontology().types_that("placed")]
    return next((m for m in reversed(before) if start - m.end <= NEAR and not PAUSE.search(text[m.end : start]) and BETWEEN not in text[m.end : start]), None)


def _may_be_of(title: str, body: Mention) -> bool:
    kind = area_type_of_post(title)
    return kind is None or body.type not in area_types() or kind == body.type


def _region(setting: Setting, title: str) -> str | None:
    region, kind = setting.regions.region, area_type_of_post(title)
    return region.name if region and kind and kind == region.type else None


def _government(setting: Setting, area: Mention, held: Held) -> tuple[str, SaidEntity]:
    text = setting.laid.line.text
    end = text.index(GOVERNMENT, held.start) + len(GOVERNMENT)
    name = area.name + text[held.start : end]
    return name, SaidEntity(name, rule("name-of-government").term, setting.laid.span(area.start, end), "name-of-government")
