"""Whether a name may have the milestone of a frame: what the frame needs of it, and why it falls short."""

from __future__ import annotations

from kg.language.mentions.admission import word_set
from kg.language.mentions.heads import Head, head, made
from kg.language.mentions.name import Name
from kg.language.mentions.proper import PROPER, QUOTED, SPECIFIC, beyond_area, certainty
from kg.language.milestones.frame_rules import Frame
from kg.language.text.line import Line
from kg.ontology import ontology, type_for

SHORT = 5  # characters; a shorter name of governance (生态治理) names none in particular


def unfit(frame: Frame, name: Name, line: Line, listed: bool) -> str:
    """Why the name may not have this milestone (a company, a river, a mere programme, too weak a name for the frame), or nothing.

    ``listed``: whether the tail of a list vouches for it.
    """
    own = head(name.name)
    if why := _never(frame, name, own):
        return why
    sure = certainty(QUOTED.sub("", name.surface), line.between(name.start, name.end))
    if "proper" in frame.needs:
        least = SPECIFIC if listed or (own and (own.append or own.type == type_for("names", "zone"))) else PROPER
        return "" if sure >= least else "not proper enough for the frame"
    return _no_project(name, own, sure, line, listed) if "project" in frame.needs else ""


def _never(frame: Frame, name: Name, own: Head | None) -> str:
    """Why a name has no milestone in any frame, or nothing."""
    if name.type not in ontology().milestone_types:
        return f"a {ontology().types[name.type].en.lower()} has no milestones"
    if own and own.word in word_set("wild") and name.place is None:
        return "what nature made is not built"
    bare = QUOTED.sub("", name.surface)
    programme = frame.event in ontology().events_that("lasting") and own and own.word in word_set("programmes") and bare == own.word
    return "a programme, not a thing that is built" if programme else ""


def _no_project(name: Name, own: Head | None, sure: int, line: Line, listed: bool) -> str:
    """Why a name is no project, where the words alone (提速甲高铁) do not say that it is one."""
    if own and own.word in word_set("loose") and not beyond_area(name.surface, line.between(name.start, name.end)):
        return "an area's name and a loose head"
    if own and own.word in word_set("governance") and len(name.surface) < SHORT:
        return "governance of nothing in particular"
    if own is None:
        return "" if listed and sure >= PROPER else "no head"
    if len(own.word) < 2 or made() not in (own.frame, own.type):
        return "no head of a project"
    return "" if sure >= (SPECIFIC if own.append else PROPER) else "not proper enough for the frame"


def stands_alone(name: Name, line: Line) -> bool:
    """Whether a name that has no milestone here is one all the same: proper, and with a head that says more than 项目."""
    own = head(name.name)
    sure = certainty(QUOTED.sub("", name.surface), line.between(name.start, name.end))
    return own is not None and len(own.word) > 1 and own.word not in word_set("loose") and own.type != made() and sure >= PROPER
