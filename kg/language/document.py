"""One document to its entities and facts, in two passes: names first, then what is said of them. Pure; no state between documents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.language.figures.observations import observe
from kg.language.figures.subjects import Named
from kg.language.first_pass import gather
from kg.language.implied import imply
from kg.language.layout import Layout, Seen
from kg.language.ledger import Ledger
from kg.language.mentions.heads import bare
from kg.language.mentions.people import Post, own_level, posts
from kg.language.mentions.register import AREAS, Mentions, pattern_of, without_inner
from kg.language.milestones.frames import Framed
from kg.language.relations import relations
from kg.language.where.article_area import regions_of
from kg.language.where.regions import AreaMention, Regions
from kg.lexicon import rules
from kg.model import Document, Extraction, Milestone, Relation

NATURE = re.compile("[路街桥站港河湖江湾村]|盆地|半岛|平原|大道|大街")
PAUSE = re.compile("[，。；：！？,;!?]")


def extract(document: Document) -> Extraction:
    """What a document says: its entities, and the facts that refer to them by name, each with the words it rests on."""
    layout = Layout(document)
    regions = [regions_of(document, article) for article in document.articles]
    mentions = gather(layout.pages, regions)
    ledger = Ledger(layout, mentions)
    finder = Finder(mentions)
    for page, areas in zip(layout.pages, regions, strict=True):
        ledger.recent = []
        for seen in page.seen:
            Sayings(seen, areas, finder, ledger).note()
        imply(page, areas, ledger)
        if areas.region:
            ledger.stand_for(areas.region.name, areas.region.type)
    return ledger.extraction()


class Finder:
    """Finds again, everywhere in the document, the names that are sure."""

    def __init__(self, mentions: Mentions) -> None:
        self.things, self.spots = mentions.things, mentions.spots
        self.surfaces = mentions.surfaces()
        self.pattern = pattern_of(self.surfaces)

    def named(self, seen: Seen, areas: Regions) -> list[Named]:
        """The names in a sentence, the longest where they overlap: (start, end, name, type)."""
        start, end = seen.sentence.start, seen.sentence.end
        found = [self._named(m.start(), m.end(), self.surfaces[m.group()]) for m in self.pattern.finditer(seen.line.text, start, end)]
        found += [(m.start, m.end, m.name, m.type) for m in areas.find(seen.line.text, start, end) if m.name and stands(m, seen, areas)]
        found += [self._named(a, b, name) for (_, a, b), name in self.spots.get(seen.block, {}).items() if start <= a and b <= end]
        found += [self._named(n.start, n.end, n.name) for f in seen.framed for n in f.names if n.name in self.things]
        return list(without_inner(found))

    def _named(self, start: int, end: int, name: str) -> Named:
        thing = self.things[name]
        return start, end, thing.name, thing.type


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(rules("implied")[name])


def _dates(value: str) -> bool:
    """Whether a time is short enough to date a step: not a review of several years."""
    first, _, last = value.partition("/")
    return not last or first[:4] == last[:4]


def stands(m: AreaMention, seen: Seen, areas: Regions) -> bool:
    """Whether a short form of an area may stand for it: a word by itself, no road's name, and a county only near home."""
    text = seen.line.text
    if text[m.start : m.end] == m.name:
        return True
    if not (seen.line.is_edge(m.start) and seen.line.is_edge(m.end)) or NATURE.match(text, m.end):
        return False
    return m.type != "District" or areas.region is None or areas.related(m.name or "")


class Sayings:
    """What one sentence says."""

    def __init__(self, seen: Seen, areas: Regions, finder: Finder, ledger: Ledger) -> None:
        self.seen, self.areas, self.ledger, self.finder = seen, areas, ledger, finder
        self.named = list(without_inner([*finder.named(seen, areas), *self._that()]))

    def note(self) -> None:
        """Enter everything the sentence says into the ledger."""
        self._entities()
        for framed in self.seen.framed:
            self._milestones(framed)
        self._relations()
        self._inside()
        self._people()
        self._observations()
        self.ledger.recent += self.named

    def _that(self) -> Iterator[Named]:
        """该院, 该公司: the thing named last that fits."""
        types: dict[str, str] = rules("implied")["that_types"]
        for found in _pattern("that").finditer(self.seen.line.text, self.seen.sentence.start, self.seen.sentence.end):
            kind = found["kind"]
            fits = (m for m in reversed(self.ledger.recent) if m[3] == types.get(kind) or (kind not in types and bare(m[2]).endswith(kind)))
            if meant := next(fits, None):
                yield found.start(), found.end(), meant[2], meant[3]

    def _span(self, start: int, end: int) -> tuple[int, int, int]:
        return self.seen.block, start, end

    def _entities(self) -> None:
        for start, end, name, kind in self.named:
            thing = self.finder.things.get(name)
            rule = thing.places.get(self._span(start, end), "name-again") if thing else "name-area"
            aliases = thing.aliases if thing else {self.seen.line.text[start:end]}
            self.ledger.entity(name, kind, self.ledger.evidence(self._span(start, end), rule), sorted(aliases))

    def _milestones(self, framed: Framed) -> None:
        time = self._time(framed.event_start, framed.event_end)
        modality = self._modality(framed, time)
        for name in framed.names:
            thing = self.finder.things.get(name.name)
            span = self._span(min(name.start, framed.event_start), max(name.end, framed.event_end))
            evidence = self.ledger.evidence(span, framed.rule)
            known = thing.name if thing else name.name
            kind = thing.type if thing else name.type
            self.ledger.entity(
                known, kind, self.ledger.evidence(self._span(name.start, name.end), name.rule), thing.aliases if thing else name.aliases
            )
            if framed.event:
                self.ledger.fact(Milestone(known, framed.event, time, modality), evidence)
            if name.place:
                self.ledger.entity(name.place, "Place", self.ledger.evidence(self._span(name.start, name.end), name.rule))
                self.ledger.fact(Relation(known, "locatedIn", name.place), evidence)

    def _time(self, start: int, end: int) -> str | None:
        """The time said in the event's own clause (the nearest before it, else the first behind), else the passage's."""
        clause = next((c for c in self.seen.sentence.clauses if c.start <= start < c.end), None)
        said = [
            t
            for t in self.seen.times
            if clause and clause.start <= t.start and t.end <= clause.end and t.value and t.kind != "since" and _dates(t.value)
        ]
        before = [t for t in said if t.end <= end]
        if said:
            return (before[-1] if before else said[0]).value
        return self.seen.context.time

    def _modality(self, framed: Framed, time: str | None) -> str:
        if framed.modal:
            return "planned" if self._ahead(time) else self.seen.context.modality
        return "actual" if framed.going else self.seen.context.modality

    def _ahead(self, time: str | None) -> bool:
        """Whether the time may lie ahead of the passage: 将 in a look back tells of what was ahead then."""
        year = self.seen.context.anchor.date
        return not (time and year and time[:4] < year[:4])

    def _relations(self) -> None:
        region = self.areas.region
        for found in relations(
            self.seen.line.text, self.seen.sentence.start, self.seen.sentence.end, self.named, region.type if region else None
        ):
            subject = found.subject or (region.name if region else "")
            if not subject:
                continue
            ahead = _pattern("ahead").search(self.seen.line.text, found.start, found.end) is not None
            time, modality = (self.seen.context.time, self.seen.context.modality) if found.timed or ahead else (None, "actual")
            modality = "planned" if ahead else modality
            evidence = self.ledger.evidence(self._span(found.start, found.end), found.rule)
            self.ledger.fact(Relation(subject, found.predicate, found.object, None, time, modality), evidence)

    def _inside(self) -> None:
        """园区内X项目: a part of the park that was named last."""
        for n, (start, end, name, kind) in enumerate(self.named):
            if kind != "Project":
                continue
            inside = _pattern("inside").search(self.seen.line.text[self.seen.sentence.start : start])
            park = self._last_park(self.ledger.recent + self.named[:n]) if inside else None
            if inside and park and park != name:
                span = self._span(self.seen.sentence.start + inside.start(), end)
                self.ledger.fact(Relation(name, "partOf", park), self.ledger.evidence(span, "part-of-park-before"))

    def _last_park(self, before: list[Named]) -> str | None:
        """The park named last, by itself or at the head of a longer name (甲产业园一号楼)."""
        parks = [n for n, thing in self.finder.things.items() if thing.type == "Park"]
        for _, _, name, _ in reversed(before):
            held = max((p for p in parks if name.startswith(p)), key=lambda p: (len(p), p), default=None)
            if held:
                return held
        return None

    def _people(self) -> None:
        for post in posts(self.seen.line, self.seen.sentence.start, self.seen.sentence.end):
            start = post.post_start if post.post_start >= 0 else post.start
            before = [m for m in self.named if m[1] <= start + 2 and m[3] not in ("Person", "Industry")]
            for title in post.posts:
                of = self._body(title, [m for m in before if start - m[1] <= 3 and not PAUSE.search(self.seen.line.text[m[1] : start])], post)
                evidence = self.ledger.evidence(self._span(start, post.said_end), "holds-post")
                self.ledger.fact(Relation(post.person, "holdsPost", title, of, None, "actual"), evidence)

    def _body(self, title: str, before: list[Named], post: Post) -> str | None:
        around = next((m[2] for m in self.named if m[0] < post.post_start < m[1] <= post.start and m[3] == "Organization"), None)
        if around:
            return around
        if before and post.of_government and before[-1][3] in AREAS:
            start, end = before[-1][0], self.seen.line.text.index("政府", post.post_start) + len("政府")
            body = before[-1][2] + self.seen.line.text[post.post_start : end]
            self.ledger.entity(body, "Organization", self.ledger.evidence(self._span(start, end), "name-of-government"))
            return body
        if before:
            return before[-1][2]
        region, level = self.areas.region, own_level(title)
        return region.name if region and level and level == region.type else None

    def _observations(self) -> None:
        region = self.areas.region
        if region is None:
            return
        for found in observe(self.seen.sentence, self.seen.context, region.name, self.named):
            self.ledger.fact(found.observation(), self.ledger.evidence(self._span(found.start, found.end), found.rule))
