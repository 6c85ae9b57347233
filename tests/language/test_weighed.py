"""What clues decide over the grammar: whose a figure and a step is, what relates two names; and that explain shows it."""

from __future__ import annotations

import kg
from kg.model import Milestone, Observation, Relation

TEXT = "3月28日，云帆集团投资15亿元建设的青岚数控机床项目在松湖经济开发区奠基。项目占地300亩，达产后年产值20亿元。"


def facts(kind: type) -> list:
    return [f for f in kg.extract(TEXT, date="2031-04", region="青岛市").facts if isinstance(f, kind)]


def test_the_place_of_a_ceremony_gets_no_step() -> None:
    assert {(m.subject, m.event) for m in facts(Milestone)} == {("青岚数控机床项目", "started")}


def test_a_project_is_its_investors() -> None:
    assert ("青岚数控机床项目", "developedBy", "云帆集团") in {(r.subject, r.predicate, r.object) for r in facts(Relation)}


def test_figures_go_to_the_project_that_is_spoken_of() -> None:
    assert {(o.subject, str(o.value)) for o in facts(Observation)} == {("青岚数控机床项目", n) for n in ("15", "300", "20")}


def test_explain_says_what_was_weighed_and_why() -> None:
    told = kg.explain(TEXT, date="2031-04", region="青岛市")
    assert "收回 松湖经济开发区 started" in told and "权衡 青岚数控机床项目 —developedBy→ 云帆集团" in told
