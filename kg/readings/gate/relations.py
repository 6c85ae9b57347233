"""Relations: types must fit the ontology, both ends be joined by the words or the topic; containment is the gazetteer's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from kg.language.text.span import Span
from kg.model import Relation
from kg.ontology import ontology
from kg.ontology.folding import plain
from kg.readings.gate.containment import judge_container
from kg.readings.gate.moods import denied, plans
from kg.readings.gate.scene import Scene
from kg.readings.gate.times import judge_time
from kg.readings.gate.verdicts import PassedFact, Refusal
from kg.readings.gate.whose import list_opening, one_list, said_of
from kg.readings.gate.words import joining, pattern, says


def judge_relation(scene: Scene, fact: Relation, places: list[Span]) -> PassedFact:
    """The relation as the text has it. Raises ``Refusal``: the last of those for each place of the quote."""
    known = ontology().predicates.get(fact.predicate)
    if known is None:
        raise Refusal("predicate", fact.predicate)
    if fact.modality not in ontology().modalities:
        raise Refusal("modality", fact.modality)
    if scene.types[fact.subject] not in known.domain or (not known.literal and scene.types[fact.object] not in known.range):
        raise Refusal("ends", f"{scene.types[fact.subject]} {fact.predicate} {scene.types.get(fact.object, '')}".strip())
    if fact.subject == fact.object:
        raise Refusal("itself", fact.subject)
    why: Refusal | None = None
    for place in places:
        try:
            return _at(scene, fact, place, known.literal)
        except Refusal as refusal:
            why = refusal
    raise why or Refusal("quote")


def _at(scene: Scene, fact: Relation, place: Span, literal: bool) -> PassedFact:
    text = scene.text(place.block)
    sentence = "".join(s.sentence.text for s in scene.touched(place))
    signs = joining(fact.predicate)
    if signs and not signs.search(sentence):
        raise Refusal("said", fact.predicate)
    anchor = (_literal if literal else _object)(scene, fact, place)
    if denied(scene, anchor, _clause_start(scene, anchor), anchor.end):
        raise Refusal("denied", text[place.start : place.end])
    time, coarser = judge_time(scene, fact.time, anchor)
    modality = fact.modality
    ahead = modality == "actual" and _ahead(scene, fact, anchor, text)
    return PassedFact(replace(fact, time=time, modality="planned" if ahead else modality), place, (*coarser, *(("modality",) if ahead else ())))


def _ahead(scene: Scene, fact: Relation, anchor: Span, text: str) -> bool:
    """Whether a title is only striven for, or an industry only planned with, by the clause or the passage."""
    laid = scene.sentence(anchor)
    if fact.predicate == "recognizedAs":
        return says("ahead", text[_clause_start(scene, anchor) : anchor.start])
    return fact.predicate == "focusesOn" and laid is not None and plans(laid) and not says("done", laid.sentence.text)


def _clause_start(scene: Scene, anchor: Span) -> int:
    laid = scene.sentence(anchor)
    return scene.clause(laid, anchor.start).start if laid else anchor.start


def _literal(scene: Scene, fact: Relation, place: Span) -> Span:
    """Where a post or title stands in the sentences of the quote; the subject must be said beside it, or carried there."""
    sentences = scene.touched(place)
    wide = Span(place.block, sentences[0].start, sentences[-1].end) if sentences else place
    found = [s for s in scene.find(fact.object, [place.block]) if wide.start <= s.start and s.end <= wide.end]
    if not found:
        raise Refusal("literal", fact.object)
    if fact.predicate == "holdsPost":
        return _post(scene, fact, found)
    kin = frozenset(n for n, kind in scene.types.items() if kind == scene.types[fact.subject])
    return _first(found, lambda s: said_of(scene, fact.subject, s, never, kin), Refusal("subject", fact.subject))


def _post(scene: Scene, fact: Relation, found: list[Span]) -> Span:
    """Where a post stands beside its person, no other person between; its body must be said, or be in the post's own words."""
    near = _first(found, lambda s: _beside(scene, fact.subject, s), Refusal("subject", fact.subject))
    if fact.of and not (_body(scene, fact.of, near) or plain(fact.of) in plain(fact.object)):
        raise Refusal("object", fact.of)
    return near


def _beside(scene: Scene, person: str, post: Span) -> bool:
    laid = scene.sentence(post)
    assert laid is not None
    people = [s for s in scene.spots.get(post.block, ()) if laid.start <= s.start < laid.end and scene.types.get(s.name) == "Person"]
    own = [s for s in people if s.name == person]
    behind = next((s for s in people if s.start >= post.end), None)
    before = next((s for s in reversed(people) if s.end <= post.start), None)
    if behind is not None and pattern("shared").fullmatch(scene.text(post.block)[post.start : post.end]) and any(one_list(scene, behind, s) for s in own):
        return True
    return bool(own) and (behind in own or before in own)


def _body(scene: Scene, of: str, post: Span) -> bool:
    """Whether the body of a post is said in its sentence, meant by a word for it, or is the area of the article or of its chain."""
    laid = scene.sentence(post)
    assert laid is not None
    spots = scene.within(post.block, laid.start, laid.end)
    if any(s.name == of for s in spots):
        return _nearest_body(scene, of, post, [s.name for s in spots if s.end <= post.end and scene.types.get(s.name) not in ("Person", "Industry")])
    region = scene.pages[post.block].regions.region
    if region and of in region.chain:
        return True
    return not [s for s in spots if s.end <= post.start and scene.types.get(s.name) == scene.types.get(of)] and said_of(scene, of, post, never)


def _nearest_body(scene: Scene, of: str, post: Span, before: list[str]) -> bool:
    """Whether the body is among the last two that are named before the post, or comes behind it."""
    return of not in before or of in before[-2:]


def _object(scene: Scene, fact: Relation, place: Span) -> Span:
    """Where the object is joined to the subject: by containment, or in a clause of which the subject is the topic."""
    if fact.predicate in ("locatedIn", "partOf"):
        return judge_container(scene, fact, place)
    sentences = scene.touched(place)
    wide = (sentences[0].start, sentences[-1].end) if sentences else (place.start, place.end)
    found = [Span(s.block, s.start, s.end) for s in scene.within(place.block, *wide) if s.name == fact.object]
    literally = list(scene.find(fact.object, [place.block])) if not found else []
    found += [s for s in literally if wide[0] <= s.start and s.end <= wide[1]]
    if not found and plain(fact.object) in plain(fact.subject):
        return place
    own = [Span(s.block, s.start, s.end) for s in scene.within(place.block, *wide) if s.name == fact.subject]
    if found and (joined := next((s for s in found if said_of(scene, fact.subject, s, never)), None)):
        return joined
    if active := _active(scene, fact, own, found):
        return active
    if found and not (fact.predicate == "focusesOn" and _under(scene, fact.object, found, own)):
        raise Refusal("object", fact.object)
    if said_of(scene, fact.object, place, never) and (own or said_of(scene, fact.subject, place, never)):
        return place
    raise Refusal("object", fact.object)


def _active(scene: Scene, fact: Relation, own: list[Span], found: list[Span]) -> Span | None:
    """Where a thing is told of right behind what joins it to the topic of the sentences before (甲集团…。先后承建了乙站、丙坝), or an industry right behind its place (松湖电力电器)."""
    if fact.predicate == "focusesOn":
        return next((s for s in found if any((o.block, o.end) == (s.block, s.start) for o in own)), None)
    signs = joining(fact.predicate)
    for o in own if signs else ():
        words = scene.unnamed(o.block, _clause_start(scene, o), list_opening(scene, o).start).rstrip("了的")
        if signs and any(m.end() == len(words) for m in signs.finditer(words)) and "\u3000" not in words and said_of(scene, fact.object, o, never):
            return o
    return None


def _under(scene: Scene, industry: str, found: list[Span], own: list[Span]) -> bool:
    """Whether an industry is the topic of the sentence before that of the thing (医药行业增长。甲药业、乙制药均超五成)."""
    last = found[-1]
    firsts = (list_opening(scene, s) for s in own if last.end <= s.start and scene.sentence(last) is not scene.sentence(s))
    return any(said_of(scene, industry, first, never) for first in firsts)


def _first(found: list[Span], holds: Callable[[Span], bool], why: Refusal) -> Span:
    for span in found:
        if holds(span):
            return span
    raise why


def never(block: int, start: int, end: int) -> bool:
    """No words break the reach of a name."""
    return False
