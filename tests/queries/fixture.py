"""A small graph of invented places, rich enough that every template has something to say and something to leave out.

Four documents: a report of early 2023, news of 2023, a report of early 2024 with the outcome of what was promised, and
a reprint of the news. 青禾区 and 南浦区 lie in 澄海湾市; every number and name here is made up.
"""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from kg.model import Conflict, Dated, Document, Entity, Evidence, Knowledge, Milestone, Observation, Promise, Relation

BASE = "https://district-kg.example/id/"
DOCS = {
    "2023/report": ("青禾区2023年工作报告", "2023-01", "month"),
    "2023/news": ("澄湖软件园迎来新企业", "2023-06-12", "day"),
    "2024/report": ("青禾区2024年工作报告", "2024-01", "month"),
    "2024/reprint": ("澄湖软件园迎来新企业（转载）", "2023-06-13", "day"),
}
ENTITIES = {
    "City/澄海湾市": (None, ()),
    "District/青禾区": ("澄海湾市", ("青禾",)),
    "District/南浦区": ("澄海湾市", ()),
    "Place/柳塘街道": ("青禾区", ()),
    "Park/澄湖软件园": ("青禾区", ("软件园",)),
    "Park/青禾生物医药产业园": ("青禾区", ()),
    "Park/南浦智造园": ("南浦区", ()),
    "Project/东渠大桥工程": ("青禾区", ("东渠大桥",)),
    "Project/东渠大桥工程二期": ("青禾区", ()),
    "Project/澄湖创新大厦": (None, ()),
    "Project/柳塘实验学校": ("青禾区", ()),
    "Project/南浦体育馆": ("南浦区", ()),
    "Company/蓝杉科技": (None, ("蓝杉",)),
    "Company/远桥建工": (None, ()),
    "Company/禾城集团": (None, ()),
    "Organization/青禾区人民政府": ("青禾区", ()),
    "Person/宋知远": (None, ()),
    "Industry/低空经济": (None, ()),
    "Industry/生物医药": (None, ()),
}


def said(doc: str, start: int, text: str) -> tuple[Evidence, ...]:
    """The words at an offset of a document."""
    return (Evidence(doc, start, start + len(text), text, "sample-rule"),)


def _id(name: str) -> str:
    return next(known for known in ENTITIES if known.partition("/")[2] == name)


R23, N23, R24, REPRINT = DOCS
BRIDGE_23 = said(R23, 100, "东渠大桥工程年内竣工")
BRIDGE_24 = said(R24, 100, "东渠大桥工程2024年6月竣工")
TOWER_23 = said(R23, 120, "澄湖创新大厦主体封顶")
TOWER_24 = said(R24, 120, "澄湖创新大厦去年5月主体封顶")
SCHOOL_23 = said(R23, 140, "柳塘实验学校上半年开工")
SCHOOL_24 = said(R24, 140, "柳塘实验学校去年9月开工")
GYM_23 = said(R23, 160, "南浦体育馆年内开工")
KEY_23 = said(R23, 180, "实施重点项目56个，总投资320亿元")
KEY_24 = said(R24, 180, "安排重点项目63个，总投资410亿元")
GROWTH_23 = said(R23, 200, "地区生产总值增长6%左右")
GROWTH_24 = said(R24, 200, "地区生产总值增长6.3%")
MOVED_IN = said(N23, 10, "蓝杉科技落户澄湖软件园") + said(REPRINT, 12, "蓝杉科技落户澄湖软件园")

RELATIONS = (
    ("澄湖软件园", "locatedIn", "青禾区", "2023", "actual", said(R23, 0, "我区澄湖软件园")),
    ("青禾生物医药产业园", "locatedIn", "柳塘街道", "2023", "actual", said(R23, 8, "柳塘街道的青禾生物医药产业园")),
    ("柳塘街道", "locatedIn", "青禾区", None, "actual", said(R23, 30, "柳塘街道")),
    ("青禾区", "locatedIn", "澄海湾市", None, "actual", said(R23, 36, "澄海湾市青禾区")),
    ("南浦区", "locatedIn", "澄海湾市", None, "actual", said(R23, 44, "澄海湾市南浦区")),
    ("东渠大桥工程", "locatedIn", "柳塘街道", "2023", "actual", said(R23, 52, "柳塘街道东渠大桥工程")),
    ("东渠大桥工程二期", "partOf", "东渠大桥工程", None, "actual", said(R24, 52, "东渠大桥工程二期")),
    ("澄湖创新大厦", "locatedIn", "澄湖软件园", "2023", "actual", said(R23, 64, "园区内的澄湖创新大厦")),
    ("南浦体育馆", "locatedIn", "南浦区", "2023", "actual", said(R23, 76, "南浦区南浦体育馆")),
    ("蓝杉科技", "locatedIn", "澄湖软件园", "2023-06", "actual", MOVED_IN),
    ("蓝杉科技", "locatedIn", "南浦智造园", "2024", "actual", said(R24, 8, "蓝杉科技在南浦智造园设厂")),
    ("禾城集团", "locatedIn", "澄湖软件园", "2024", "planned", said(R24, 30, "推动禾城集团入驻澄湖软件园")),
    ("南浦智造园", "locatedIn", "南浦区", None, "actual", said(R24, 20, "南浦区南浦智造园")),
    ("东渠大桥工程", "builtBy", "远桥建工", None, "actual", said(N23, 30, "远桥建工承建的东渠大桥工程")),
    ("澄湖软件园", "developedBy", "禾城集团", None, "actual", said(N23, 50, "禾城集团投资建设的澄湖软件园")),
    (
        "澄湖软件园",
        "focusesOn",
        "低空经济",
        None,
        "actual",
        said(N23, 70, "澄湖软件园重点发展低空经济") + said(R24, 84, "澄湖软件园做强低空经济"),
    ),
    ("青禾生物医药产业园", "focusesOn", "生物医药", None, "planned", said(R24, 70, "将把青禾生物医药产业园建成生物医药高地")),
    ("蓝杉科技", "focusesOn", "低空经济", None, "actual", said(N23, 90, "蓝杉科技专注低空经济")),
    ("澄湖软件园", "recognizedAs", "省级绿色园区", "2023", "actual", said(R24, 90, "澄湖软件园获评省级绿色园区")),
)
MILESTONES = (
    ("东渠大桥工程", "started", "2022-03", "actual", said(R23, 110, "东渠大桥工程去年3月开工")),
    ("东渠大桥工程", "completed", "2023", "planned", BRIDGE_23),
    ("东渠大桥工程", "completed", "2024-06", "planned", BRIDGE_24),
    ("东渠大桥工程二期", "started", "2024", "planned", said(R24, 112, "东渠大桥工程二期年内开工")),
    ("澄湖创新大厦", "topped_out", "2023", "planned", TOWER_23),
    ("澄湖创新大厦", "topped_out", "2023-05", "actual", TOWER_24),
    ("澄湖创新大厦", "under_construction", "2023", "actual", said(N23, 110, "澄湖创新大厦正在建设")),
    ("柳塘实验学校", "started", "2023-H1", "planned", SCHOOL_23),
    ("柳塘实验学校", "started", "2023-09", "actual", SCHOOL_24),
    ("南浦体育馆", "started", "2023", "planned", GYM_23),
    ("柳塘实验学校", "opened", None, "planned", said(R24, 160, "柳塘实验学校建成投用")),
)
OBSERVATIONS = (
    ("青禾区", "重点项目数", "56", "个", "2023", "planned", "exact", KEY_23),
    ("青禾区", "重点项目总投资", "320", "亿元", "2023", "planned", "exact", KEY_23),
    ("青禾区", "重点项目数", "63", "个", "2024", "planned", "exact", KEY_24),
    ("青禾区", "重点项目总投资", "410", "亿元", "2024", "planned", "at_least", KEY_24),
    ("青禾区", "地区生产总值增速", "6", "%", "2023", "planned", "about", GROWTH_23),
    ("青禾区", "地区生产总值增速", "6.3", "%", "2023", "actual", "exact", GROWTH_24),
    ("南浦区", "地区生产总值增速", "5.0", "%", "2023", "actual", "exact", said(R24, 220, "南浦区增长5.0%")),
    ("东渠大桥工程", "总投资", "52000", "万元", "2023", "planned", "exact", said(R23, 220, "总投资52000万元")),
    ("澄湖创新大厦", "总投资", "6.5", "亿元", None, "planned", "about", said(N23, 130, "总投资约6.5亿元")),
    ("青禾区", "产业园区数", "4", "个", "2023", "actual", "exact", said(R23, 240, "建成澄湖软件园、青禾生物医药产业园等4个产业园区")),
    ("青禾区", "高新技术企业数", "210", "家", "2023", "actual", "exact", said(R24, 240, "高新技术企业210家")),
    ("青禾区", "高新技术企业数", "198", "家", "2023", "actual", "exact", said(N23, 150, "高新技术企业198家")),
)
NAMED = {_id("澄湖软件园"): said(R23, 242, "澄湖软件园"), _id("青禾生物医药产业园"): said(R23, 248, "青禾生物医药产业园")}
PROMISES = (
    Promise(_id("东渠大桥工程"), "2023", "moved", "completed", moved_to="2024-06", slip_months=6, stated_in=R23,
            history=((R23, "2023"), (R24, "2024-06")), evidence=BRIDGE_23, answer=BRIDGE_24),
    Promise(_id("澄湖创新大厦"), "2023", "kept", "topped_out", fulfilled="2023-05", stated_in=R23,
            history=((R23, "2023"),), evidence=TOWER_23, answer=TOWER_24),
    Promise(_id("柳塘实验学校"), "2023-H1", "late", "started", fulfilled="2023-09", slip_months=3, stated_in=R23,
            history=((R23, "2023-H1"),), evidence=SCHOOL_23, answer=SCHOOL_24),
    Promise(_id("南浦体育馆"), "2023", "silent", "started", stated_in=R23, history=((R23, "2023"),), evidence=GYM_23),
    Promise(_id("东渠大桥工程二期"), "2024", "open", "started", stated_in=R24, history=((R24, "2024"),), evidence=said(R24, 112, "东渠大桥工程二期年内开工")),
    Promise(_id("青禾区"), "2023", "kept", measure="地区生产总值增速", value=Decimal("6"), unit="%", fulfilled="2023", stated_in=R23,
            history=((R23, "2023"),), evidence=GROWTH_23, answer=GROWTH_24),
)  # fmt: skip
CONFLICTS = (
    Conflict(
        _id("青禾区"),
        "高新技术企业数",
        "2023",
        ("198家", "210家"),
        said(N23, 150, "高新技术企业198家") + said(R24, 240, "高新技术企业210家"),
    ),
)


@cache
def knowledge() -> Knowledge:
    """The graph as a value."""
    facts: list[Relation | Milestone | Observation] = [_relation(*row) for row in RELATIONS]
    facts.append(Relation(_id("宋知远"), "holdsPost", "区长", of=_id("青禾区"), evidence=said(N23, 170, "青禾区区长宋知远")))
    facts += [Milestone(_id(subject), *rest) for subject, *rest in MILESTONES]  # type: ignore[arg-type]
    facts += [_observation(*row) for row in OBSERVATIONS]
    entities = tuple(_entity(known, within, aliases, facts) for known, (within, aliases) in sorted(ENTITIES.items()))
    return Knowledge(_documents(), entities, tuple(facts), PROMISES, CONFLICTS)


def _documents() -> tuple[Document, ...]:
    return tuple(
        Document(doc, "", (), title=title, date=Dated(date, precision, "stated"), reprint_of=N23 if doc == REPRINT else None)
        for doc, (title, date, precision) in DOCS.items()
    )


def _entity(known: str, within: str | None, aliases: tuple[str, ...], facts: list[Relation | Milestone | Observation]) -> Entity:
    words = set(NAMED.get(known, ())) | {piece for fact in facts if known in (fact.subject, getattr(fact, "object", None)) for piece in fact.evidence}
    kind, _, name = known.partition("/")
    return Entity(kind, name, aliases, within, tuple(sorted(words)), known)


def _relation(subject: str, predicate: str, value: str, time: str | None, modality: str, evidence: tuple[Evidence, ...]) -> Relation:
    return Relation(_id(subject), predicate, value if predicate == "recognizedAs" else _id(value), None, time, modality, evidence)


def _observation(
    subject: str, measure: str, value: str, unit: str, time: str | None, modality: str, bound: str, evidence: tuple[Evidence, ...]
) -> Observation:
    return Observation(_id(subject), measure, Decimal(value), unit, time, modality, bound, None, evidence)
