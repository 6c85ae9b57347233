"""Which area an article is about: what its front matter says, else its title, else the area that it names most."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from kg.areas import Area, area_types, gazetteer
from kg.language.text.titles import titles_of
from kg.language.where.regions import AreaMention, Regions, area_named, type_of_ending
from kg.model import Article, Document
from kg.ontology import rules, sign

OPENING_BLOCKS = 6  # among which a title may stand
OPENING = 12  # characters; a name at the head of a sentence weighs double


def regions_of(document: Document, article: Article) -> Regions:
    """How areas are read in an article: by the one that it is about."""
    return Regions(area_of(document, article))


def area_of(document: Document, article: Article) -> Area | None:
    """The area that an article of a document is about, with what it lies in; None where nothing clear says so.

    That is what the front matter of the article or the document says (of several of one name that whose parents the text names
    most); else what a title or one of the first blocks names as such; else the area that is named most, and often enough.
    """
    texts = [block.text for block in article.blocks]
    if said := article.region or document.region:
        return area_named(said) or _nearest(said, texts)
    return _titled([*titles_of(article, document), *texts[:OPENING_BLOCKS]], texts) or _most_named(texts)


def _nearest(name: str, texts: Sequence[str]) -> Area | None:
    """Of several areas of one name, the one whose parents the texts name most; the bare name where none stands out."""
    candidates = gazetteer().full.get(name) or gazetteer().short.get(name, ())
    counts = Counter(name for text in texts for name in _names(text))
    votes = sorted(((sum(counts[above] for above in area.path), area) for area in candidates), key=lambda v: (-v[0], v[1].code))
    if len(votes) > 1 and votes[0][0] > votes[1][0]:
        return votes[0][1]
    return Area(name, candidates[0].type if candidates else area_types()[-1])


def _names(text: str) -> Iterator[str]:
    return (mention.name for mention in Regions(None).find(text) if mention.name)


def _titled(titles: Sequence[str], texts: Sequence[str]) -> Area | None:
    """The area that a title says the article is about, by the patterns in order, or None."""
    for pattern in _titles():
        for title in titles:
            match = pattern.search(title[:80])
            area = _exact(match["area"], texts) if match else None
            if area:
                return area
    return None


def _exact(name: str, texts: Sequence[str]) -> Area | None:
    """The area, if the whole of ``name`` is one (or a path of areas)."""
    mentions = Regions(None).find_all(name)
    covered = mentions and mentions[0].start == 0 and all(a.end == b.start for a, b in zip(mentions, mentions[1:], strict=False))
    if covered and mentions[-1].end == len(name):
        return mentions[-1].area or _nearest(name[mentions[-1].start :], texts)
    whole = gazetteer().full.get(name) or gazetteer().short.get(name)
    return _nearest(name, texts) if whole else None


def _most_named(texts: Sequence[str]) -> Area | None:
    """The area named most often, those of the level of 全区, 我市 … and those that open sentences before others."""
    counts: Counter[tuple[str, str]] = Counter()
    for text in texts:
        for mention in Regions(None).find_all(text):
            counts[text[mention.start : mention.end] if mention.name is None else mention.name, mention.type] += _weight(text, mention)
    kind = _type_of_pronouns(texts)
    ranked = sorted(counts.items(), key=lambda c: (-c[1] * (2 if c[0][1] == kind else 1), c[0]))
    if not ranked or ranked[0][1] < rules("regions")["least"]:
        return None
    return _exact(ranked[0][0][0], texts)


def _weight(text: str, mention: AreaMention) -> int:
    head = re.split("[。；！？]", text[: mention.start])[-1]
    return 2 if len(head) <= OPENING and text[mention.start : mention.end] == mention.name else 1


def _type_of_pronouns(texts: Sequence[str]) -> str | None:
    pattern = re.compile(rules("regions")["pronouns"]["pattern"])
    counts = Counter(type_of_ending(m["level"]) for text in texts for m in pattern.finditer(text) if text[m.start()] in sign("regions", "own"))
    return min(counts, key=lambda k: (-counts[k], k)) if counts else None


@cache
def _titles() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(p) for p in rules("regions")["titles"])
