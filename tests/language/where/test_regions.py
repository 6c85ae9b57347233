from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from kg.areas import gazetteer
from kg.language.where.article_area import area_of, regions_of
from kg.language.where.regions import Regions
from kg.model import Article, Block, Document
from kg.ontology import rules


def document(title: str, *texts: str, region: str | None = None) -> Document:
    blocks = tuple(Block("paragraph", t, (range(len(t)),)) for t in (title, *texts))
    return Document("x", "\n".join((title, *texts)), (Article(blocks, title, region=region),), title)


def named(text: str, region: str | None = None) -> list[str]:
    return [f"{text[m.start : m.end]}={m.name}" for m in Regions(region).find_all(text)]


@pytest.mark.parametrize(
    "text, region, wanted",
    [
        ("山东省青岛市崂山区新建学校", None, ["山东省=山东省", "青岛市=青岛市", "崂山区=崂山区"]),
        ("赴苏州、无锡考察", None, ["苏州=苏州市", "无锡=无锡市"]),
        ("鼓楼区开工桥梁", "南京市", ["鼓楼区=鼓楼区"]),
        ("鼓楼区开工桥梁", None, ["鼓楼区=None"]),
        ("鼓楼区开工桥梁", "江苏省", ["鼓楼区=None"]),
        ("徐州市鼓楼区开工桥梁", None, ["徐州市=徐州市", "鼓楼区=鼓楼区"]),
        ("和平区、河西区联建", "天津市", ["和平区=和平区", "河西区=河西区"]),
        ("市中区新建学校", "济南市", ["市中区=市中区"]),
        ("市中区新建学校", "青岛市", ["市中区=None"]),
        ("朝阳、丰台两区", "北京市海淀区", ["朝阳=朝阳区", "丰台=丰台区"]),
        ("朝阳、阜新两市", "辽宁省", ["朝阳=朝阳市", "阜新=阜新市"]),
        ("朝阳的产业", "广东省", ["朝阳=None"]),
        ("长沙至岳阳高速", None, ["长沙=长沙市", "岳阳=岳阳市"]),
        ("吉林与黑龙江合作", None, ["吉林=吉林省", "黑龙江=黑龙江省"]),
        ("吉林市新建学校", None, ["吉林市=吉林市"]),
        ("确保长治久安", None, []),
        ("登上长白山", "吉林省", []),
        ("建设和平安宁的家园", "天津市", []),
        ("沈阳市和平区的老街", None, ["沈阳市=沈阳市", "和平区=和平区"]),
        ("建成示范县5个", None, []),
        ("优化资源配置，推进合作", "甘肃省", []),
        ("安康、汉中等市", "陕西省", ["汉中=汉中市"]),
        ("汉中、安康等市", "陕西省", ["汉中=汉中市", "安康=安康市"]),
        ("周至、甘泉等县", "陕西省", ["周至=周至县", "甘泉=甘泉县"]),
        ("清泉、甘泉两处", "陕西省", []),
        ("孟连县种植咖啡", "云南省", ["孟连县=孟连傣族拉祜族佤族自治县"]),
        ("城区面貌一新", "四川省", []),
        ("黄岛、即墨两区", "青岛市", ["黄岛=黄岛区", "即墨=即墨区"]),
    ],
)
def test_areas_of_a_sentence(text: str, region: str | None, wanted: list[str]) -> None:
    assert named(text, region) == wanted


def test_find_gives_only_what_is_sure() -> None:
    text = "鼓楼区与苏州市合作"
    assert [m.name for m in Regions(None).find(text)] == ["苏州市"]


@pytest.mark.parametrize(
    "region, text, wanted",
    [
        ("崂山区", "全区、全市、全省", ["崂山区", "青岛市", "山东省"]),
        ("青岛市", "全区新建，我市新建", ["青岛市"]),
        ("昆山市", "全市，全省", ["昆山市", "江苏省"]),
        ("浦东新区", "全区，全市", ["浦东新区", "上海市"]),
        ("广西壮族自治区", "我区、全区", ["广西壮族自治区", "广西壮族自治区"]),
        ("大理白族自治州", "全州", ["大理白族自治州"]),
        ("阿克苏地区", "全区", ["新疆维吾尔自治区"]),
        (None, "全区", []),
    ],
)
def test_own_words_for_the_area(region: str | None, text: str, wanted: list[str]) -> None:
    assert [m.name for m in Regions(region).references(text)] == wanted


def test_containment() -> None:
    regions = Regions("崂山区")
    assert regions.ancestors("崂山区") == ("山东省", "青岛市")
    assert regions.contains("山东", "崂山区") and not regions.contains("崂山区", "山东")
    assert regions.ancestors("鼓楼区") == ()
    assert regions.related("青岛市") and not regions.related("北京市")


@pytest.mark.parametrize(
    "made, wanted",
    [
        (document("2031年四川省政府工作报告"), "四川省"),
        (document("2031年宁夏政府工作报告"), "宁夏回族自治区"),
        (document("崂山：向海而兴", "崂山区新建学校9所。", "崂山区开工桥梁。", "青岛建成机场。"), "崂山区"),
        (document("向海而兴", "崂山区新建学校9所，全区开工桥梁8座。", "崂山区产业起势，为青岛增色。", "青岛市表扬。"), "崂山区"),
        (document("向海而兴", "青岛市新建学校9所，全市开工桥梁8座。", "青岛产业起势。崂山区开工桥梁1座。"), "青岛市"),
        (document("河畔新貌", "鼓楼区开工。", "鼓楼区竣工。", "南京的老城。"), "鼓楼区"),
        (document("河畔新貌", "大桥竣工。"), None),
        (document("河畔新貌", "大桥竣工。", region="青岛市崂山区"), "崂山区"),
        (document("河畔新貌", "大桥竣工。", region="云梦泽区"), "云梦泽区"),
    ],
)
def test_what_area_a_document_is_about(made: Document, wanted: str | None) -> None:
    area = area_of(made, made.articles[0])
    assert (area.name if area else None) == wanted


def test_a_name_of_several_areas_is_settled_by_the_text() -> None:
    made = document("鼓楼区：河畔新貌", "鼓楼区开工桥梁。", "南京市表扬鼓楼区。", "南京的老城。")
    region = regions_of(made, made.articles[0]).region
    assert region is not None and region.path == ("江苏省", "南京市")


def test_an_unknown_area_keeps_its_name() -> None:
    region = Regions("云梦泽市").region
    assert region is not None and (region.name, region.type, region.path) == ("云梦泽市", "City", ())


def test_doubtful_forms_are_forms_of_the_tables() -> None:
    data, book = rules("regions"), gazetteer()
    assert [f for f in data["full_only"] if f not in book.short] == []
    assert [f for f in (*data["ordinary"], *data["contested"]) if f not in book.full] == []


def test_the_pronoun_rule_reads_its_examples() -> None:
    rule = rules("regions")["pronouns"]
    assert [t for t in rule["yes"] if not re.search(rule["pattern"], t)] == []
    assert [t for t in rule["no"] if re.search(rule["pattern"], t)] == []


@pytest.mark.parametrize("text", ["安徽省合肥市、芜湖市及鼓楼区、滁州", "全市", ""])
def test_mentions_lie_in_the_text_in_order(text: str) -> None:
    mentions = Regions("合肥市").find_all(text)
    assert all(0 <= m.start < m.end <= len(text) for m in mentions)
    assert all(a.end <= b.start for a, b in pairs(mentions))


def pairs(items: list) -> Iterator[tuple]:
    return zip(items, items[1:], strict=False)


def test_an_area_that_no_table_has_is_found_by_its_own_document() -> None:
    areas = Regions("甲乙区")
    assert [(m.name, m.type) for m in areas.find("甲乙区工业园，全区增长6%")] == [("甲乙区", "District")]
    assert Regions("崂山区").find("甲乙区") == []
