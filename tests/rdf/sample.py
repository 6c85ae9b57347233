"""A small invented district as Knowledge, for the tests of RDF, exports and checks."""

from __future__ import annotations

from decimal import Decimal

from kg.model import (
    Article,
    Conflict,
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
)

NEWS = "青禾区消息：蓝杉科技落户澄湖软件园。\r\n东渠大桥\x0c开工，“首期”投资537.0亿元 <含税> & 其他。"
PLAN = "今年，力争东渠大桥建成通车。区长宋知远说，投资540亿元。"


def words(doc: str, text: str, quote: str, rule: str = "frame-1") -> Evidence:
    """The first place of ``quote`` in ``text``."""
    start = text.index(quote)
    return Evidence(doc, start, start + len(quote), quote, rule)


def document(doc: str, text: str, day: str, **other: str) -> Document:
    return Document(doc, text, (Article(()),), title=f"{doc} 标题", date=Dated(day, "day", "stated"), **other)  # type: ignore[arg-type]


def sample() -> Knowledge:
    """Two documents, seven entities, each kind of fact, and each finding."""
    settled = words("news", NEWS, "蓝杉科技落户澄湖软件园")
    begun = words("news", NEWS, "东渠大桥\x0c开工")
    money = words("news", NEWS, "投资537.0亿元", "number-2")
    opening = words("plan/2025#3", PLAN, "力争东渠大桥建成通车")
    post = words("plan/2025#3", PLAN, "区长宋知远", "post-1")
    more = words("plan/2025#3", PLAN, "投资540亿元", "number-2")
    district, park, bridge = "District/青禾区", "Park/澄湖软件园", "Project/东渠大桥"
    return Knowledge(
        documents=(
            document("news", NEWS, "2024-03-05", publisher="青禾报"),
            document("plan/2025#3", PLAN, "2025-01-10", reprint_of="news"),
        ),
        entities=(
            Entity("City", "澄海湾市", id="City/澄海湾市"),
            Entity("Company", "蓝杉科技", ("蓝杉",), "青禾区", (settled,), "Company/蓝杉科技", (Merge("蓝杉", "news", "short-name"),)),
            Entity("District", "青禾区", ("青禾",), "澄海湾市", id=district),
            Entity("Park", "澄湖软件园", (), "青禾区", (settled,), park),
            Entity("Person", "宋知远", (), "青禾区", (post,), "Person/宋知远"),
            Entity("Project", "东渠大桥", (), "青禾区", (begun, opening), bridge),
            Entity("Project", "东渠大桥工程", (), "青禾区", (opening,), "Project/东渠大桥工程"),
        ),
        facts=(
            Milestone(bridge, "opened", "2025", "planned", (opening,)),
            Milestone(bridge, "started", "2024-03", "actual", (begun,)),
            Observation(bridge, "投资", Decimal("537.0"), "亿元", "2024", "actual", "about", "from", (money,)),
            Observation(district, "地区生产总值增速", Decimal("6.3"), "%", "2024", evidence=(more, settled)),
            Observation(bridge, "投资", Decimal("540"), "亿元", "2024", evidence=(more,)),
            Relation("Company/蓝杉科技", "locatedIn", park, time="2024", evidence=(settled,)),
            Relation("Person/宋知远", "holdsPost", "区长", of=district, evidence=(post, settled)),
            Relation(park, "locatedIn", district, time="2024-H1", modality="planned", evidence=(settled,)),
        ),
        promises=(
            Promise(
                bridge,
                "2025",
                "open",
                event="opened",
                stated_in="plan/2025#3",
                history=(("2025", "plan/2025#3"),),
                evidence=(opening,),
                answer=(begun,),
            ),
            Promise(bridge, "2024-H1", "moved", None, "投资", Decimal("540"), "亿元", "2025", None, 18, "plan/2025#3", (), (more,)),
        ),
        conflicts=(Conflict(bridge, "投资", "2024", ("537.0亿元", "540亿元"), (money, more)),),
        likely=(Likely(bridge, "Project/东渠大桥工程", 0.8, "contains"),),
    )
