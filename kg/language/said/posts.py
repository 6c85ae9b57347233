"""The posts that a sentence says people hold, and the body or area in which they hold them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.areas import area_types
from kg.language.mentions.mention import Mention
from kg.language.mentions.people import Post, area_type_of_post
from kg.language.said.values import SaidEntity, SaidFact, Saying, Setting
from kg.model import Relation
from kg.ontology import ontology, rule, sign, type_for

PAUSE = re.compile("[，。；：！？,;!?]")
NEAR = 3  # characters between a body and the post that is held in it
GOVERNMENT = sign("people", "government")


def said_posts(setting: Setting) -> Iterator[Saying]:
    """Each post of each person in the sentence, with the body or area, where the words or the post itself say which."""
    for post in setting.laid.posts:
        start = post.post_start if post.post_start >= 0 else post.start
        beside = _beside(setting, start)
        for title in post.posts:
            of, body = _held_in(setting, title, beside, post)
            yield from body
            yield SaidFact(Relation(post.person, rule("holds-post").term, title, of, None, "actual"), setting.laid.span(start, post.said_end), "holds-post")


def _beside(setting: Setting, start: int) -> list[Mention]:
    """The mentions that stand right before a post, no pause between."""
    text = setting.laid.line.text
    before = [m for m in setting.mentions if m.end <= start + 2 and m.type in ontology().types_that("placed")]
    return [m for m in before if start - m.end <= NEAR and not PAUSE.search(text[m.end : start])]


def _held_in(setting: Setting, title: str, beside: list[Mention], post: Post) -> tuple[str | None, tuple[SaidEntity, ...]]:
    """Where a post is held, and the body as an entity where only the post's words name it.

    That is: the body whose name runs into the post; the government of the area before it; what stands right before it; or the
    article's own area, if the post is one of an area of its type; None where nothing says.
    """
    around = next((m for m in setting.mentions if m.start < post.post_start < m.end <= post.start and m.type == type_for("names", "body")), None)
    if around:
        return around.name, ()
    if beside and post.of_government and beside[-1].type in area_types():
        return _government(setting, beside[-1], post)
    if beside:
        return beside[-1].name, ()
    region, kind = setting.regions.region, area_type_of_post(title)
    return (region.name if region and kind and kind == region.type else None), ()


def _government(setting: Setting, area: Mention, post: Post) -> tuple[str, tuple[SaidEntity, ...]]:
    text = setting.laid.line.text
    end = text.index(GOVERNMENT, post.post_start) + len(GOVERNMENT)
    name = area.name + text[post.post_start : end]
    return name, (SaidEntity(name, rule("name-of-government").term, setting.laid.span(area.start, end), "name-of-government"),)
