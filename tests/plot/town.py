"""A knowledge of an invented district that is large enough to crowd a picture."""

from __future__ import annotations

from decimal import Decimal

from kg.model import Entity, Knowledge, Milestone, Observation, Promise, Relation

DISTRICT, PARKS, FIELDS = "District/澄湖区", 6, 9
EVENTS = ("started", "under_construction", "topped_out", "completed", "opened")
TIMES = ("2031", "2031-03", "2031-H1", "2032-Q2", "2032", "2031-05/2032-02", None)


def town(projects: int = 60) -> Knowledge:
    """澄湖区 with parks, companies in them, industries, projects, milestones, figures."""
    parks = [Entity("Park", f"澄湖区{'东南西北中上'[n]}岸智能制造与新材料产业园", id=f"Park/{n}", within="澄湖区") for n in range(PARKS)]
    fields = [Entity("Industry", f"第{n}类新型材料", id=f"Industry/{n}") for n in range(FIELDS)]
    firms = [Entity("Company", f"湖光{n}号ABC科技", id=f"Company/{n}", within="澄湖区") for n in range(12)]
    works = [Entity("Project", f"环湖大道{n}号地块配套学校及附属设施建设工程", id=f"Project/{n:03}", within="澄湖区") for n in range(projects)]
    entities = [Entity("District", "澄湖区", ("澄湖",), id=DISTRICT), *parks, *fields, *firms, *works]
    relations = [Relation(one.id, "locatedIn", DISTRICT) for one in (*parks, *works)]
    relations += [Relation(firm.id, "locatedIn", parks[n % PARKS].id, modality="planned" if n % 3 else "actual") for n, firm in enumerate(firms)]
    relations += [Relation(parks[n % PARKS].id, "focusesOn", field.id, modality="planned" if n % 2 else "actual") for n, field in enumerate(fields)]
    relations += [Relation(parks[0].id, "focusesOn", field.id) for field in fields[1:]]
    steps = [Milestone(work.id, EVENTS[(n + k) % 5], TIMES[(n + 2 * k) % 7], "planned" if (n + k) % 2 else "actual") for n, work in enumerate(works) for k in range(n % 4 + 1)]
    promises = [Promise(step.subject, step.time, "moved", step.event, moved_to="2033") for step in steps if step.modality == "planned" and step.time]
    figures = [Observation(DISTRICT, f"第{n}种新建设施数", Decimal(n * 100 + k), "个", str(2028 + k), "planned" if k == 3 else "actual", "at_least" if k == 3 else "exact")
               for n in range(15) for k in range(4)]
    figures += [Observation(DISTRICT, "出口增速", Decimal(value), "%", time) for value, time in (("-3.5", "2031"), ("12.25", "2031-01/2031-09"))]
    return Knowledge(entities=tuple(entities), facts=(*relations, *steps, *figures), promises=tuple(promises))
