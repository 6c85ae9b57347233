"""Stories of promises: what a reader says became of a promise told over two or three documents, beside what the graph says.

``cases/*.yaml`` are written by someone who has not read the rules; every name and figure in them is invented.
``python -m tests.outcomes.stories [--second] [--shut] [--errors]`` prints the shares that come out right; of the shut cases nothing but that.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

import kg
from kg.model import Knowledge, Promise
from kg.outcomes.timespan import bounds

CASES = Path(__file__).parent / "cases"
Case = Mapping[str, Any]
NAME = re.compile(r"[的“”\"（）()]")


def cases(path: Path) -> list[Case]:
    """The cases of a file, in its order."""
    found: list[Case] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


def built(case: Case) -> Knowledge:
    """What a build of the documents of a case gives."""
    return kg.knowledge(kg.read(f"{one['title']}\n\n{one['text']}", id=f"d{i}", title=one["title"], date=one["date"], region=one.get("region"))
                        for i, one in enumerate(case["docs"]))


def told(case: Case, knowledge: Knowledge) -> list[Promise]:
    """The promises of the graph that are the one of the story: its step or figure, its thing, its due time."""
    return [promise for promise in knowledge.promises if _step(case, promise) and _thing(case, promise, knowledge) and _due(case, promise)]


def _step(case: Case, promise: Promise) -> bool:
    if case.get("value") is not None and promise.value is not None:
        return Decimal(str(case["value"])) == promise.value
    return promise.event is not None and promise.event == case.get("event")


def _thing(case: Case, promise: Promise, knowledge: Knowledge) -> bool:
    thing = knowledge.by_id[promise.subject]
    return promise.measure is not None or any(_alike(name, case["subject"]) for name in (thing.name, *thing.aliases))


def _alike(first: str, second: str) -> bool:
    short, long = sorted((NAME.sub("", first), NAME.sub("", second)), key=len)
    return short in long and 2 * len(short) > len(long)


def _due(case: Case, promise: Promise) -> bool:
    return not case["due"] or bounds(promise.due)[1] == bounds(str(case["due"]))[1]  # 年底 is its year or the December of it


def right(case: Case, knowledge: Knowledge) -> bool:
    """Whether the graph says of the promise what the reader says; where there is none to follow, whether it follows none."""
    found = told(case, knowledge)
    if case["outcome"] == "none":
        return not found
    allowed = {case["outcome"], *case.get("outcome_or", ())}
    return any(promise.outcome in allowed and _moved(case, promise) for promise in found) and not any(
        promise.outcome in case.get("outcome_not", ()) for promise in found)


def _moved(case: Case, promise: Promise) -> bool:
    return "moved_to" not in case or promise.outcome != "moved" or promise.moved_to is not None and bounds(promise.moved_to)[1] == bounds(str(case["moved_to"]))[1]  # as of the due time


def said(case: Case, knowledge: Knowledge) -> str:
    """What the graph says of the promises of a story's documents, for a person."""
    lines = (f"{p.subject} {p.event or f'{p.measure} {p.value}{p.unit}'} {p.due} {p.outcome} {p.moved_to or p.fulfilled or ''}".rstrip() for p in knowledge.promises)
    return f"{case['id']} wants {case['subject']} {case.get('event') or case.get('measure')} {case['due']} {case['outcome']} {case.get('moved_to', '')}; has " + "; ".join(lines)


def share(path: Path) -> tuple[float, list[str]]:
    """The share of the stories of a file that come out right, and a line for each that does not."""
    found = [(case, built(case)) for case in cases(path)]
    wrong = [said(case, knowledge) for case, knowledge in found if not right(case, knowledge)]
    return 1 - len(wrong) / len(found), wrong


def clash(case: Case) -> bool:
    """Whether the graph finds the two figures of a case in conflict."""
    documents = [kg.read(side["text"], id=f"d{i}", date=str(side["date"]), region=side["area"]) for i, side in enumerate((case["a"], case["b"]))]
    return bool(kg.knowledge(documents).conflicts)


def figures(path: Path) -> tuple[float, list[str]]:
    """The share of the pairs of figures of a file of which the graph rightly says that they conflict or do not, and a line for each other."""
    found = [(case, clash(case)) for case in cases(path)]
    wrong = [f"{case['id']} {case['a']['text']} | {case['b']['text']} {case['verdict']} ({case.get('reason', '')})" for case, seen in found if seen != (case["verdict"] == "conflict")]
    return 1 - len(wrong) / len(found), wrong


def main(arguments: Iterable[str]) -> None:
    """Print the share of the stories and of the pairs of figures that come out right, and with ``--errors`` each open one that does not."""
    given = set(arguments)
    folder = CASES / "shut" if "--shut" in given else CASES
    lots = (("stories2", share),) if "--second" in given else (("stories", share), ("figures", figures))
    for name, scored in lots:
        right_, wrong = scored(folder / f"{name}.yaml")
        print(f"{name} {right_:.1%}", *(wrong if "--errors" in given and folder == CASES else ()), sep="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
