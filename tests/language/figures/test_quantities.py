"""Quantities: numbers, units, bounds; and what is none. All sentences are invented."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.language.figures.numerals import chinese
from kg.language.figures.quantities import find_quantities, find_refusals

READ = [
    ("引进企业35家", "35 家 exact"),
    ("引进企业３５家", "35 家 exact"),
    ("受益群众1.3万户", "1.3 万户 exact"),
    ("新增泊位2,480个", "2480 个 exact"),
    ("实现产值12,345.6万元", "12345.6 万元 exact"),
    ("完成投资2.6万亿元", "2.6 万亿元 exact"),
    ("发放贷款超百亿元", "100 亿元 at_least"),
    ("规模突破千亿元", "1000 亿元 at_least"),
    ("总量超万亿元", "1 万亿元 at_least"),
    ("人才总量突破58万", "58 万 at_least"),
    ("服务80余万老年人", "80 万 at_least"),
    ("落户两家企业", "2 家 exact"),
    ("在谈十余个项目", "10 个 at_least"),
    ("举办了三场推介会", "3 场 exact"),
    ("建成二十三座泵站", "23 座 exact"),
    ("近百家企业参展", "100 家 about"),
    ("覆盖三分之二的村", "0.666667  exact"),
    ("占全国近1/5", "0.2  about"),
    ("占比百分之十五左右", "15 % about"),
    ("八成以上的社区", "8 成 at_least"),
    ("投向民生近七成", "7 成 about"),
    ("达到60个以上", "60 个 at_least"),
    ("签约100个项目", "100 个 exact"),
    ("面积约4.5平方公里", "4.5 平方公里 about"),
    ("近40个项目", "40 个 about"),
    ("不少于90个事项", "90 个 at_least"),
    ("不低于30%", "30 % at_least"),
    ("控制在5.3%以内", "5.3 % at_most"),
    ("不超过3个工作日", "3 个工作日 at_most"),
    ("增长6%左右", "6 % about"),
    ("逾2000人次", "2000 人次 at_least"),
    ("供应煤炭3000多万吨", "3000 万吨 at_least"),
    ("装机1430万千瓦", "1430 万千瓦 exact"),
    ("发电260亿千瓦时", "260 亿千瓦时 exact"),
    ("浓度28.5微克/立方米", "28.5 微克/立方米 exact"),
    ("提高4.6个百分点", "4.6 个百分点 exact"),
    ("不良率降至0.8‰", "0.8 ‰ exact"),
    ("产值增长2.3倍", "2.3 倍 exact"),
    ("游客翻了一番多", "1 番 at_least"),
    ("提前4个月通车", "4 个月 exact"),
    ("优良天数达到287天", "287 天 exact"),
    ("连续6年获评先进", "6 年 exact"),
    ("用时一年左右", "1 年 about"),
    ("人均预期寿命80.2岁", "80.2 岁 exact"),
    ("算力达2600P", "2600 P exact"),
    ("吞吐量350万标箱", "350 万标箱 exact"),
    ("培训1.2万余人", "1.2 万人 at_least"),
    ("新增一家上市公司", "1 家 exact"),
    ("建成5G基站1.1万个", "1.1 万个 exact"),
    ("新设16座“口袋书屋”", "16 座 exact"),
]
NONE = [
    "第35届云溪茶博会", "第3个项目", "排名全省第2位", "进入前10名", "位列前5%", "2024年1月25日", "“十四五”规划", "“1347”机制", "实施“五个一”工程", "三大产业", "五个一工程",
    "三个方面精准发力", "七项保障措施", "〔2023〕12号", "《城区30条意见》", "65岁以上老人", "0—3岁婴幼儿", "220千伏清溪变电站", "国家4A级景区", "G331公路", "30万吨级航道",
    "地铁12号线", "二期工程", "15分钟便民圈", "引进10亿元以上项目", "规模以上企业", "税收过亿元楼宇", "超百亿元产业", "千亿级集群", "数十家企业", "几百名群众", "一批项目", "一个目标",
    "三年行动计划", "两位数增长", "12345热线", "7×24小时值守", "每万人", "高效办成一件事", "五位一体", "1+6方案", "四次全体会议", "20世纪90年代", "“两个确立”", "A320客机",
]


@pytest.mark.parametrize(("text", "want"), READ, ids=[t for t, _ in READ])
def test_reads(text: str, want: str) -> None:
    assert [f"{q.value} {q.unit} {q.bound}" for q in find_quantities(text)] == [want]


@pytest.mark.parametrize("text", NONE)
def test_refuses(text: str) -> None:
    assert find_quantities(text) == []


def test_counts_after_a_threshold() -> None:
    assert [q.text for q in find_quantities("新落地10亿元以上项目12个、限额以上商户300家")] == ["12个", "300家"]


def test_range_has_two_ends() -> None:
    (q,) = find_quantities("每区打造3至5个街区")
    assert (q.value, q.high, q.unit) == (3, 5, "个")
    (q,) = find_quantities("增长5.5%—6%")
    assert (q.value, q.high) == (Decimal("5.5"), 6)


def test_refusals_name_their_rule() -> None:
    assert [(r.text, r.rule) for r in find_refusals("改造8分钟阅读圈，停靠30万吨级货轮")] == [("8分钟", "refuse.circle"), ("30万吨", "refuse.level")]


def test_offsets_point_into_the_text() -> None:
    text = "全年引进企业超过１２０家、建成绿道约3.5万公里左右。"
    assert [text[q.start : q.end] for q in find_quantities(text)] == ["超过１２０家", "约3.5万公里左右"]
    assert all(q.text == text[q.start : q.end] for q in find_quantities(text))


@pytest.mark.parametrize(("word", "value"), [("十", 10), ("十二", 12), ("两百", 200), ("三百二十五", 325), ("二〇", 20), ("一千零五", 1005), ("三点五", Decimal("3.5")), ("百", 100)])
def test_chinese_numbers(word: str, value: int | Decimal) -> None:
    assert chinese(word) == value


@given(st.integers(1, 10**7), st.sampled_from(["个", "家", "亿元", "%", "万户", "公里"]))
def test_any_number_with_a_unit_is_read(number: int, unit: str) -> None:
    assert [(q.value, q.unit) for q in find_quantities(f"合计达到{number}{unit}。")] == [(number, unit)]


@given(st.text(alphabet="0123456789零一二三百千万亿分之/个家%元.,—至第年月日超近余以上“”（）", max_size=40))
def test_never_fails_and_never_overlaps(text: str) -> None:
    found = find_quantities(text)
    assert all(0 <= q.start < q.end <= len(text) for q in found)
    assert all(a.end <= b.start or a.start == b.start for a, b in zip(found, found[1:], strict=False))


@pytest.mark.parametrize("text", ["1/0", "占总数的0/0。", "零分之一", "占零分之三以上"])
def test_a_share_of_nothing_is_none(text: str) -> None:
    assert [q for q in find_quantities(text) if q.kind == "share"] == []
