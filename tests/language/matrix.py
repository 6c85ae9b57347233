"""Sentences about milestones and what a reader expects of each: a matrix of parts, and a list of hard ones.

``cases/matrix.yaml`` holds names, times, events, moods and templates; ``matrix()`` makes sentences of them, the same each time.
``cases/moods.yaml`` holds sentences one by one; those in ``cases/shut`` were not looked at while rules were written;
``cases/moods2.yaml`` (``--second``) was written later, by someone who had not read the rules of the first.
``python -m tests.language.matrix [--every] [--moods] [--second] [--shut] [--errors] [--whole]`` prints how many are read right: by the grammar
alone, which takes seconds, or with ``--whole`` as ``kg.extract`` reads news, with names proposed and clues weighed.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import yaml

import kg
from kg.language.document import read_layout
from kg.language.layout import lay_out
from kg.model import Extraction, Milestone
from kg.ontology import folding

FOLDER = Path(__file__).parent / "cases"
KEPT = 3  # one combination in so many is a sentence of the matrix
Part = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Expected:
    """A milestone that a sentence states; ``times`` are all that stand for its time."""

    subject: str
    event: str
    times: tuple[str | None, ...]
    modality: str


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence of a document of ``date``: what it states, what may stand beside that, and where it comes from."""

    id: str
    text: str
    date: str
    states: tuple[Expected, ...]
    tolerated: tuple[Expected, ...] = ()
    mood: str = ""
    position: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a case was read: what is missing, what is told and should not be; and whether a plan or a denial is told as a fact."""

    case: Case
    missing: tuple[Expected, ...]
    extra: tuple[Milestone, ...]

    @property
    def right(self) -> bool:
        return not self.missing and not self.extra

    @property
    def told_as_done(self) -> bool:
        return any(fact.modality == "actual" and _stands_otherwise(fact, self.case) for fact in self.extra)


def _stands_otherwise(fact: Milestone, case: Case) -> bool:
    """Whether the step is one that the sentence does not state as done at any time."""
    return not any(want.event == fact.event and want.modality == "actual" for want in case.states)


@cache
def _parts() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((FOLDER / "matrix.yaml").read_text("utf-8"))
    return found


def matrix(every: bool = False) -> Iterator[Case]:
    """The sentences of the matrix; names go round, so that every name meets every mood and position. ``every`` gives all combinations."""
    seen: set[tuple[str, str]] = set()
    turn = 0
    for template, time, event in product(_parts()["templates"], _parts()["times"], _parts()["events"]):
        fitting = [name for name in _parts()["names"] if _fits(name, time, event, template)]
        turn += bool(fitting)
        if not fitting or not every and turn % KEPT:
            continue
        for name in fitting if every else [fitting[turn // KEPT % len(fitting)]]:
            case = _case(name, time, event, template, len(seen) + 1)
            if (case.text, case.date) not in seen:
                seen.add((case.text, case.date))
                yield case


def _fits(name: Part, time: Part, event: Part, template: Part) -> bool:
    mood = _parts()["moods"][template["mood"]]
    steps = template.get("events", mood.get("events"))
    return not (
        ("kinds" in event and name["kind"] not in event["kinds"])
        or time["when"] != template.get("when", mood["when"])
        or (steps and event["event"] not in steps)
        or (event["text"] in mood.get("not_words", ()) and not template.get("orig"))
        or (template.get("yu") and not time.get("yu", True))
        or (template.get("point") and not time.get("point", True))
        or (template.get("until") and not time.get("until", True))
        or (mood["expect"] == "none" and not time.get("deny", True))
        or (time.get("span") and not event.get("span"))
        or ("{name}{time}" in template["text"] and name["name"][-1].isdigit() and time["text"][0].isdigit())
    )


def _case(name: Part, time: Part, event: Part, template: Part, number: int) -> Case:
    mood, subject = _parts()["moods"][template["mood"]], name["name"]
    text = template["text"].format(name=subject, time=time["text"], event=event["text"])
    own = Expected(subject, event["event"], (time["value"], *time.get("value_or", ())), "planned" if mood["expect"] == "none" else mood["expect"])
    now = Expected(subject, mood.get("also", ""), (time["date"][:7], None, time["date"][:4], time["date"]), "actual")
    states = (() if mood["expect"] == "none" else (own,)) + ((now,) if "also" in mood else ())
    tolerated = (own,) if mood["expect"] == "none" and template.get("orig") else ()
    return Case(f"m{number:05d}", text, time["date"], states, tolerated, template["mood"], template["position"])


def moods(shut: bool = False, lot: str = "moods") -> Iterator[Case]:
    """The hard sentences of a lot, those kept shut if so asked."""
    path = (FOLDER / "shut" if shut else FOLDER) / f"{lot}.yaml"
    for one in yaml.safe_load(path.read_text("utf-8")):
        wanted, beside = (tuple(map(_expected, one.get(key) or ())) for key in ("expect", "tolerated"))
        yield Case(one["id"], one["text"], str(one["date"]), wanted, beside, "moods", "shut" if shut else "open")


def _expected(one: Part) -> Expected:
    times = (one.get("time"), *(one.get("time_or") or ()))
    return Expected(one["subject"], one["event"], tuple(None if time is None else str(time) for time in times), one["modality"])


def verdict(case: Case, whole: bool = False) -> Verdict:
    """The case as the grammar reads it, or the ``whole`` of ``kg.extract``. A step that is said not to have come is none that happened or is planned."""
    found = kg.extract(case.text, date=case.date) if whole else _by_the_grammar(case)
    names = {entity.name: {folding.plain(name) for name in (entity.name, *entity.aliases)} for entity in found.entities}
    told = [fact for fact in found.facts if isinstance(fact, Milestone) and fact.kind == "milestone"]
    missing = tuple(want for want in case.states if not any(_answers(fact, want, names) for fact in told))
    allowed = (*case.states, *case.tolerated)
    return Verdict(case, missing, tuple(fact for fact in told if not any(_answers(fact, want, names) for want in allowed)))


def _by_the_grammar(case: Case) -> Extraction:
    """The case read as reports are: no names proposed, no clues weighed."""
    layout = lay_out(kg.read(case.text, date=case.date))
    return read_layout(replace(layout, pages=tuple(replace(page, report=True) for page in layout.pages))).extraction


def _answers(fact: Milestone, want: Expected, names: Mapping[str, set[str]]) -> bool:
    same = folding.plain(want.subject) in names.get(fact.subject, {folding.plain(fact.subject)})
    return same and (fact.event, fact.modality) == (want.event, want.modality) and fact.time in want.times


def main(arguments: Iterable[str]) -> None:
    """Print how many cases are right, by mood and position, and with ``--errors`` each that is not."""
    given = set(arguments)
    lot = "moods2" if "--second" in given else "moods"
    cases = [*(() if "--moods" in given else matrix("--every" in given)), *moods(lot=lot), *(moods(True, lot) if "--shut" in given else ())]
    right, count, done = Counter[str](), Counter[str](), Counter[str]()
    for case in cases:
        found = verdict(case, whole="--whole" in given)
        for key in (case.mood, f"{case.mood} {case.position}"):
            right[key] += found.right
            count[key] += 1
            done[key] += found.told_as_done
        if "--errors" in given and not found.right and case.position != "shut":
            print(case.id, case.mood, case.position, case.date, case.text, *_shown(found), sep="\t")
    for key in sorted(count):
        print(f"{key:28} {right[key]:5} of {count[key]:5}  {right[key] / count[key]:7.2%}  told as done {done[key]}")
    whole = [key for key in count if " " not in key and key != "moods"]
    if whole:
        print(f"matrix {sum(right[k] for k in whole)} of {sum(count[k] for k in whole)}, told as done {sum(done[k] for k in whole)}")


def _shown(found: Verdict) -> Iterator[str]:
    yield from (f"−{want.subject} {want.event} {want.times[0]} {want.modality}" for want in found.missing)
    yield from (f"+{fact.subject} {fact.event} {fact.time} {fact.modality}" for fact in found.extra)


if __name__ == "__main__":
    main(sys.argv[1:])
