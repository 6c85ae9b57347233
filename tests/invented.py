"""A small knowledge of invented places, with every kind of record in it, for tests of what comes after identity."""

from __future__ import annotations

from decimal import Decimal

from kg.model import (
    Accounting,
    Conflict,
    Coverage,
    Dated,
    Document,
    Entity,
    Evidence,
    Knowledge,
    Likely,
    Merge,
    Milestone,
    Observation,
    Promise,
    Relation,
    Unread,
)

TEXTS = {
    "松岭/2031": "松岭区2031年工作回顾。星河科技入驻松岭光电产业园，云帆大桥主体封顶。全区完成投资1.30亿元。区长林一舟说，云帆大桥将于2032年通车。",
    "松岭/2032": "松岭区2032年计划。云帆大桥力争2033年6月通车，松岭光电产业园重点发展光电显示，新增企业不少于90家。",
}
DISTRICT, PARK, FIRM = "District/松岭区", "Park/松岭光电产业园", "Company/星河科技"
BRIDGE, FIELD, PERSON, CITY = "Project/云帆大桥", "Industry/光电显示", "Person/林一舟", "City/临川市"


def words(doc: str, text: str, rule: str = "rule.test") -> tuple[Evidence, ...]:
    """The evidence for ``text``, where it first stands in the document."""
    start = TEXTS[doc].index(text)
    return (Evidence(doc, start, start + len(text), text, rule),)


def documents() -> tuple[Document, ...]:
    first, second = TEXTS
    read = Accounting(70, 60, (("caption", 4), ("furniture", 6)))
    missed = Unread(10, 24, ("90家", "通车"))
    return (
        Document(first, TEXTS[first], (), "松岭区工作报告", Dated("2032-01-15", "day", "stated"), "松岭区", "松岭日报", "in/松岭/2031.txt", accounting=read),
        Document(second, TEXTS[second], (), "松岭区计划", Dated("2032-02", "month", "inferred"), notes=("标题取自首行",), reprint_of=first, coverage=Coverage(2, 1, 1, 0, 0, (missed,))),
        Document("空", "", ()),
    )


def entities() -> tuple[Entity, ...]:
    first, second = TEXTS
    return (
        Entity("City", "临川市", (), None, words(first, "松岭区"), CITY),
        Entity("Company", "星河科技", ("星河",), "松岭区", words(first, "星河科技"), FIRM),
        Entity("District", "松岭区", ("松岭",), "临川市", words(first, "松岭区"), DISTRICT, (Merge("松岭", second, "identity.short"),)),
        Entity("Industry", "光电显示", (), None, words(second, "光电显示"), FIELD),
        Entity("Park", "松岭光电产业园", (), "松岭区", words(first, "松岭光电产业园"), PARK),
        Entity("Person", "林一舟", (), None, words(first, "林一舟"), PERSON),
        Entity("Project", "云帆大桥", (), "松岭区", words(first, "云帆大桥"), BRIDGE),
        Entity("Project", "云帆大桥", (), "临川市", words(second, "云帆大桥"), BRIDGE + "@临川市"),
    )


def facts() -> tuple[Relation | Milestone | Observation, ...]:
    first, second = TEXTS
    return (
        Relation(FIRM, "locatedIn", PARK, time="2031", evidence=words(first, "星河科技入驻松岭光电产业园")),
        Relation(PARK, "focusesOn", FIELD, modality="planned", time="2032", evidence=words(second, "重点发展光电显示")),
        Relation(PERSON, "holdsPost", "区长", of=DISTRICT, evidence=words(first, "区长林一舟")),
        Relation(PARK, "recognizedAs", "省级示范园区", time="2031-03", evidence=words(first, "松岭光电产业园")),
        Relation(PARK, "recognizedAs", "市级示范园区", evidence=words(first, "松岭光电产业园")),
        Milestone(BRIDGE, "topped_out", "2031", "actual", words(first, "云帆大桥主体封顶")),
        Milestone(BRIDGE, "opened", "2032", "planned", words(first, "云帆大桥将于2032年通车")),
        Milestone(BRIDGE, "opened", "2033-06", "planned", words(second, "云帆大桥力争2033年6月通车")),
        Milestone(BRIDGE + "@临川市", "started", None, "actual", words(second, "云帆大桥")),
        Observation(DISTRICT, "投资", Decimal("1.30"), "亿元", "2031", evidence=words(first, "1.30亿元")),
        Observation(PARK, "新增企业", Decimal(90), "家", "2032-01/2032-09", "planned", "at_least", evidence=words(second, "不少于90家")),
        Observation(PARK, "面积", Decimal("5E+3"), "亩", None, role="to", evidence=words(second, "松岭光电产业园")),
    )


def knowledge() -> Knowledge:
    first, second = TEXTS
    moved = Promise(
        BRIDGE, "2032", "moved", event="opened", moved_to="2033-06", slip_months=18, stated_in=first,
        history=(("2032", first), ("2033-06", second)), evidence=words(first, "将于2032年通车"), answer=words(second, "力争2033年6月通车"),
    )
    target = Promise(PARK, "2032-01/2032-09", "open", measure="新增企业", value=Decimal(90), unit="家", stated_in=second, evidence=words(second, "90家"))
    clash = Conflict(DISTRICT, "投资", "2031", ("1.30亿元", "1.4亿元"), words(first, "1.30亿元"))
    likely = Likely(BRIDGE, BRIDGE + "@临川市", 0.75, "identity.same-name")
    return Knowledge(documents(), entities(), facts(), (moved, target), (clash,), (likely,))
