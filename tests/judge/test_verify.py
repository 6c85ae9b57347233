"""A hundred invented paragraphs checked against invented documents: 25 supported, 25 contradicted, 25 plans told as facts, 25 of which nothing is known."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import kg
from kg.errors import UsageError
from kg.judge.verify import Verifier

DATE, REGION = "2033-01", "松岭区"
REVIEW = """松岭区2031年工作回顾。2031年，云帆大桥建成通车。云岭隧道主体封顶。松湖水厂建成投用。禾塘实验学校竣工。星河展览馆开工建设。
松岭光电产业园引进星河科技、远桥智能。远桥建工承建的云帆大桥。禾城集团投资建设的松岭光电产业园。
2031年，松岭区地区生产总值增长6.3%。松岭区固定资产投资完成320亿元。松岭区新增高新技术企业45家。松岭区新建公园12个。
松岭区区长林一舟作报告。松岭光电产业园获评省级示范园区。"""
PLAN = """松岭区2032年工作安排。2032年，推动青禾医院开工建设。推动澄湖图书馆、南浦体育馆竣工。力争柳塘变电站建成投用。加快沙溪路建设。推动东渠泵站、西渠泵站开工建设。推动银杏码头主体封顶。
2032年，松岭区计划新建学校6所。松岭区计划完成投资410亿元。松岭区计划新增泊位3000个。推动禾城集团入驻松岭光电产业园。"""
FORMS: list[Callable[[str, str], str]] = [
    lambda time, said: f"{time}，{said}。",
    lambda time, said: f"据介绍，{time}，{said}。",
    lambda time, said: f"{time}{said}，进展顺利。",
    lambda time, said: f"松岭区消息，{time}，{said}。",
    lambda time, said: f"值得一提的是，{time}，{said}。",
]


def told(time: str, *sayings: str) -> list[str]:
    """Each saying in every form."""
    return [form(time, said) for said in sayings for form in FORMS]


PARAGRAPHS = {
    "supported": told("2031年", "云帆大桥建成通车", "云岭隧道主体封顶", "松岭区地区生产总值增长6.3%", "松岭区新增高新技术企业45家")
    + told("2032年", "将推动青禾医院开工建设"),
    "contradicted": told("2030年", "云帆大桥建成通车", "云岭隧道主体封顶")
    + told("2031年", "松岭区地区生产总值增长7.9%", "松岭区新增高新技术企业61家")
    + told("2032年", "禾塘实验学校竣工"),
    "plan_as_fact": told("2032年", "青禾医院开工建设", "澄湖图书馆竣工", "柳塘变电站建成投用", "银杏码头主体封顶", "松岭区新建学校6所"),
    "unknown": told(
        "2031年", "白鹭大桥建成通车", "远山隧道主体封顶", "松岭区粮食产量达到52万吨", "云岭隧道开工建设", "松岭区新增养老床位800张"
    ),
}
CASES = [(kind, text) for kind, texts in PARAGRAPHS.items() for text in texts]
DONE = {"supported", "contradicted", "plan_as_fact", "unknown", "unread"}


@pytest.fixture(scope="module")
def verifier() -> Verifier:
    documents = [kg.read(REVIEW, id="review", date="2032-01", region=REGION), kg.read(PLAN, id="plan", date="2032-01", region=REGION)]
    return Verifier(kg.knowledge(documents))


def test_a_hundred_paragraphs(verifier: Verifier, capsys: pytest.CaptureFixture[str]) -> None:
    found = [(kind, verifier.verify(text, date=DATE, region=REGION).verdict, text) for kind, text in CASES]
    right = {kind: sum(wanted == kind == said for wanted, said, _ in found) for kind in PARAGRAPHS}
    plans_as_facts = [text for wanted, said, text in found if wanted == "plan_as_fact" and said == "supported"]
    with capsys.disabled():
        print(
            f"\n{len(found)} paragraphs, right: {right}, {sum(right.values()) / len(found):.2f}; plans called facts: {len(plans_as_facts)}"
        )
        for wanted, said, text in found:
            if wanted != said:
                print(f"  {wanted} → {said}: {text}")
    assert len(found) == 100 and all(len(texts) == 25 for texts in PARAGRAPHS.values())
    assert sum(right.values()) >= 90 and not plans_as_facts
    assert not [text for wanted, said, text in found if said == "supported" and wanted != "supported"], (
        "nothing is called supported that is not"
    )


def test_what_supports_is_quoted(verifier: Verifier) -> None:
    for text in PARAGRAPHS["supported"] + PARAGRAPHS["contradicted"] + PARAGRAPHS["plan_as_fact"]:
        for claim in verifier.verify(text, date=DATE, region=REGION).claims:
            assert claim.text == text[claim.start : claim.end]
            assert claim.verdict == "unknown" or claim.quotes and all(words.doc in ("review", "plan") for words in claim.quotes)


@pytest.mark.parametrize("text", ["风景优美，人民安居乐业。", "云帆大桥未能开工。", "今天天气很好", "abc def"])
def test_what_is_not_read_is_said_to_be_unread(verifier: Verifier, text: str) -> None:
    found = verifier.verify(text, date=DATE)
    assert found.verdict in ("unread", "unknown") and not [claim for claim in found.claims if claim.verdict == "supported"]
    assert found.unread or found.claims or text.isascii()


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("2031年3月，云帆大桥建成通车。", "unknown"),  # the documents give the year alone
        ("云帆大桥已建成通车。", "supported"),
        ("2031年3月，松岭区地区生产总值增长6.3%。", "unknown"),
        ("云帆大桥已竣工。", "supported"),  # it was opened, which is later
        ("松岭区2031年完成固定资产投资超过300亿元。", "supported"),
        ("2031年，松岭区新增高新技术企业40家以上。", "supported"),
        ("2031年，松岭区新增高新技术企业50家以上。", "contradicted"),
        ("2032年，将推动云帆大桥建成通车。", "contradicted"),
    ],
)
def test_finer_points(verifier: Verifier, text: str, verdict: str) -> None:
    found = verifier.verify(text, date=DATE, region=REGION).verdict
    assert found == verdict or verdict == "unknown" and found == "unread"


def test_bounds(verifier: Verifier) -> None:
    assert verifier.verify("").verdict == "unread"
    with pytest.raises(UsageError, match="at most"):
        verifier.verify("云" * 30_000)
