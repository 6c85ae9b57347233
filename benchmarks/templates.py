"""How long the templates take on a graph of about a million triples: the store on disk against rdflib, in one run.

    python -m benchmarks.templates [--districts 47] [--rdflib] [--open] [TEMPLATE…]

The graph is made up: districts, parks, projects, companies, four years of reports. Each template is asked with a value
for every parameter, as an analyst asks of one district, or (``--open``) for none that may be left out; the figure is the median of three, in milliseconds, once the store is warm.
"""

from __future__ import annotations

import argparse
import signal
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import QueryError
from kg.model import Conflict, Dated, Document, Entity, Evidence, Fact, Knowledge, Milestone, Observation, Promise, Relation

if TYPE_CHECKING:
    from kg.templates import Template

YEARS = (2030, 2031, 2032, 2033)
STEPS = ("started", "topped_out", "opened")
FIGURES = (("地区生产总值增速", "%"), ("一般公共预算收入", "亿元"), ("固定资产投资增速", "%"), ("重点项目数", "个"), ("重点项目总投资", "亿元"),
           ("高新技术企业数", "家"), ("产业园区数", "个"), ("新增城镇就业", "万人"))  # fmt: skip
FIELDS = tuple(f"第{number}产业" for number in range(40))
VALUES = {"district": "第7区", "area": "第7区", "entity": "第7区", "of": "第7区", "within": "第0市", "park": "第7区甲园", "project": "第7区3号工程", "company": "第7区2号企业",
          "document": "7/2031", "measure": "地区生产总值", "year": 2031, "at_least": 2, "months": 1,
          "outcome": "late", "event": "topped_out", "type": "Project", "industry": "第7产业"}  # fmt: skip
SECONDS = 60


def main() -> None:
    """Print one line a template, and what the bars ask for."""
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("--districts", type=int, default=47)
    arguments.add_argument("--rdflib", action="store_true", help="against rdflib too (minutes)")
    arguments.add_argument("--open", action="store_true", help="leave out what may be left out: answers of thousands of rows")
    arguments.add_argument("templates", nargs="*")
    given = arguments.parse_args()
    run(given.districts, given.rdflib, given.open, given.templates)


def run(districts: int, against: bool, whole: bool, only: list[str]) -> None:
    """Measure and print."""
    from pyoxigraph import Store

    from kg.query import Engine
    from kg.rdf import quads
    from kg.templates import Names, bind, templates

    with tempfile.TemporaryDirectory() as folder:
        store = Store(folder)
        store.bulk_extend(quads(knowledge(districts)))
        store.flush()
        store.optimize()
        print(f"{len(store)} triples", flush=True)
        del store
        with Engine(Path(folder)) as engine:
            names = Names(engine.query)
            queries = {name: bind(each, given(each, whole), names) for name, each in templates().items() if not only or name in only}
            ours = {name: timed(engine.query, query) for name, query in queries.items()}
            theirs = rdflib_times(quads(knowledge(districts)), queries) if against else {}
    report(ours, theirs)


def given(each: Template, whole: bool) -> dict[str, Any]:
    """The values of a template's parameters: all, or (``whole``) only those that it needs."""
    return {name: VALUES[name] for name, param in each.params.items() if param.required or not whole}


def timed(ask: Callable[[str], Any], query: str) -> tuple[float, int]:
    """The median of three in milliseconds, and how many rows."""
    took, rows = [], 0
    for _ in range(4):
        begun = time.perf_counter()
        try:
            rows = len(ask(query))
        except QueryError:  # past the time limit: counted as that
            return (time.perf_counter() - begun) * 1000, -1
        took.append((time.perf_counter() - begun) * 1000)
    return statistics.median(took[1:]), rows


def rdflib_times(statements: Any, queries: dict[str, str]) -> dict[str, float]:
    """Milliseconds in rdflib, once each; a query is stopped after ``SECONDS`` and counts as that."""
    from kg.rdf.shacl import to_rdflib

    graph = to_rdflib(statements)
    found = {}
    signal.signal(signal.SIGALRM, _stop)
    for name, query in queries.items():
        begun = time.perf_counter()
        signal.alarm(SECONDS)
        try:
            list(graph.query(query))
        except TimeoutError:
            pass
        finally:
            signal.alarm(0)
        found[name] = (time.perf_counter() - begun) * 1000
    return found


def _stop(*_: object) -> None:
    raise TimeoutError


def report(ours: dict[str, tuple[float, int]], theirs: dict[str, float]) -> None:
    """One line a template, slowest last."""
    for name, (took, rows) in sorted(ours.items(), key=lambda item: item[1]):
        beside = f"{theirs[name]:10.0f} ms {theirs[name] / took:8.1f} ×" if name in theirs else ""
        print(f"{name:24} {rows:6} rows {took:8.1f} ms {beside}")
    print(f"slowest {max(took for took, _ in ours.values()):.0f} ms")
    if theirs:
        print(f"median ratio {statistics.median(theirs[name] / ours[name][0] for name in theirs):.1f}")


def knowledge(districts: int) -> Knowledge:
    """The invented graph."""
    numbers = range(1, districts + 1)
    documents = tuple(document(number, year) for number in numbers for year in YEARS)
    entities = [*areas(districts), *(Entity("Industry", field, id=f"Industry/{field}") for field in FIELDS)]
    facts: list[Fact] = []
    promises: list[Promise] = []
    conflicts: list[Conflict] = []
    for number in numbers:
        maker = Maker(number)
        facts += maker.facts()
        entities += maker.entities()
        promises += maker.promises()
        conflicts += maker.conflicts()
    return Knowledge(documents, tuple(entities), tuple(facts), tuple(promises), tuple(conflicts))


def document(number: int, year: int) -> Document:
    """The report of a year; the last one of every tenth district is a reprint of the one before."""
    reprint = f"{number}/{year - 1}" if year == YEARS[-1] and number % 10 == 0 else None
    return Document(f"{number}/{year}", "", (), f"第{number}区{year}年报告", Dated(f"{year}-01-{number % 28 + 1:02}", "day", "stated"), reprint_of=reprint)


def areas(districts: int) -> Iterator[Entity]:
    """A province, a city for ten districts, and the districts."""
    yield Entity("Province", "某省", id="Province/某省")
    yield from (Entity("City", f"第{city}市", (), "某省", id=f"City/第{city}市") for city in range(districts // 10 + 1))
    yield from (Entity("District", f"第{number}区", (), f"第{number // 10}市", id=f"District/第{number}区") for number in range(1, districts + 1))


class Maker:
    """One district: five parks, forty projects, thirty companies."""

    def __init__(self, number: int) -> None:
        self.number, self.name, self.offset = number, f"第{number}区", 0
        self.area = f"District/{self.name}"
        self.parks = [f"Park/{self.name}{mark}园" for mark in "甲乙丙丁戊"]
        self.projects = [f"Project/{self.name}{count}号工程" for count in range(40)]
        self.companies = [f"Company/{self.name}{count}号企业" for count in range(30)]

    def said(self, year: int, words: str) -> tuple[Evidence, ...]:
        """New words in the report of a year."""
        self.offset += 40
        return (Evidence(f"{self.number}/{year}", self.offset, self.offset + len(words), words, f"rule-{self.offset % 30}"),)

    def entities(self) -> Iterator[Entity]:
        """Parks, projects, companies, a person; mentioned in two reports."""
        for thing in (*self.parks, *self.projects, *self.companies, f"Person/{self.name}长"):
            kind, _, name = thing.partition("/")
            yield Entity(kind, name, (f"{name}别称",), self.name, self.said(2030, name) + self.said(2031, name), thing)

    def facts(self) -> Iterator[Fact]:
        """Relations, milestones, observations."""
        yield Relation(f"Person/{self.name}长", "holdsPost", "区长", of=self.area, evidence=self.said(2030, "区长"))
        for count, park in enumerate(self.parks):
            yield Relation(park, "locatedIn", self.area, evidence=self.said(2030, park) + self.said(2031, park))
            yield Relation(park, "focusesOn", f"Industry/{FIELDS[(self.number + count) % len(FIELDS)]}", evidence=self.said(2030, park + "重点发展"))
        for count, company in enumerate(self.companies):
            for step in range(1 + (count == 2)):
                yield Relation(company, "locatedIn", self.parks[(count + step) % 5], time=str(YEARS[count % 4]), evidence=self.said(YEARS[count % 4], company + "落户"))
        for count, project in enumerate(self.projects):
            yield from self.project(count, project)
        for year in YEARS:
            yield from self.figures(year)

    def project(self, count: int, project: str) -> Iterator[Fact]:
        """Where, by whom, for how much, planned and done."""
        yield Relation(project, "locatedIn", self.parks[count % 5] if count % 2 else self.area, evidence=self.said(2030, project + "位于"))
        yield Relation(project, "builtBy", self.companies[count % 30], evidence=self.said(2030, project + "承建"))
        yield Observation(project, "总投资", Decimal(count + 1), "亿元", str(YEARS[count % 4]), evidence=self.said(2030, project + "总投资"))
        for year, step in zip(YEARS, STEPS, strict=False):
            yield Milestone(project, step, str(year), "planned", self.said(year, project + step))
            if count % 3:
                yield Milestone(project, step, f"{year}-0{count % 9 + 1}", "actual", self.said(year + 1, project + step))

    def figures(self, year: int) -> Iterator[Fact]:
        """What was aimed at and what was reported."""
        for count, (measure, unit) in enumerate(FIGURES):
            yield Observation(self.area, measure, Decimal(self.number + count), unit, str(year), "planned", evidence=self.said(year, measure + "目标"))
            yield Observation(self.area, measure, Decimal(self.number + count + 1), unit, str(year), "actual", evidence=self.said(min(year + 1, 2033), measure))

    def promises(self) -> Iterator[Promise]:
        """One for each planned step of a project."""
        outcomes = ("kept", "late", "silent", "moved")
        for count, project in enumerate(self.projects):
            for year, step in zip(YEARS, STEPS, strict=False):
                yield Promise(project, str(year), outcomes[count % 4], step, slip_months=count % 12, stated_in=f"{self.number}/{year}",
                              evidence=self.said(year, project + step), answer=self.said(year + 1, project + step) if count % 4 != 2 else ())  # fmt: skip

    def conflicts(self) -> Iterator[Conflict]:
        """One."""
        yield Conflict(self.area, "高新技术企业数", "2031", ("10家", "12家"), self.said(2031, "10家") + self.said(2032, "12家"))


if __name__ == "__main__":
    main()
