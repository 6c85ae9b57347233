"""Observations: what numbers say, of whom, when and how. All sentences are invented; the places and firms do not exist."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from kg.language.clauses import sentences
from kg.language.observations import Found, observe
from kg.language.times import Anchor
from kg.model import Block

PLACE = "云溪区"
NAMES = {
    "云溪智算产业园": "Park", "智算产业园": "Park", "清河湾生物医药园": "Park", "远帆科技": "Company", "华岳智能": "Company", "云湖大桥": "Project", "滨河文化中心": "Project",
    "云溪区第二医院": "Organization", "云溪区财政局": "Organization", "青禾街道": "Place", "云溪区": "District", "望江县": "District", "生物医药": "Industry", "云湖美术馆": "Project",
    "松岭抽水蓄能电站": "Project", "云溪实验室": "Organization",
}


def context(text: str, year: str, modality: str) -> list[Found]:
    block = Block("paragraph", text, (range(len(text)),))
    now = SimpleNamespace(year=year, time=year, modality=modality, anchor=Anchor(f"{int(year) + (modality == 'actual')}-01", year))
    out: list[Found] = []
    for sentence in sentences(block):
        out += observe(sentence, now, PLACE, mentions(sentence.text, sentence.start))
    return out


def mentions(text: str, offset: int) -> list[tuple[int, int, str, str]]:
    found: list[tuple[int, int, str, str]] = []
    for name in sorted(NAMES, key=len, reverse=True):
        at = text.find(name)
        if at >= 0 and all(at + len(name) + offset <= a or b <= at + offset for a, b, *_ in found):
            found.append((at + offset, at + len(name) + offset, name, NAMES[name]))
    return found


def told(f: Found) -> str:
    return f"{f.measure} {f.value}{f.unit}" + {"exact": "", "at_least": "+", "at_most": "-", "about": "~"}[f.bound] + (f" {f.role}" if f.role else "")


MEASURES = [
    # verb, noun, number
    ("新增停车泊位1860个，改造老旧小区24个，惠及居民5200户。", ["新增停车泊位数 1860个", "改造老旧小区数 24个", "惠及居民户数 5200户"]),
    ("建成绿道120公里、口袋公园15个。", ["建成绿道里程 120公里", "建成口袋公园数 15个"]),
    ("高新技术企业达到380家，科技型中小企业突破900家。", ["高新技术企业数 380家", "科技型中小企业数 900家+"]),
    ("全县粮食总产量稳定在12亿斤以上。", ["粮食总产量 12亿斤+"]),
    ("发放消费券3.5亿元，拉动消费21亿元。", ["发放消费券 3.5亿元", "消费 21亿元"]),
    ("城镇新增就业2.3万人，城镇调查失业率5.1%。", ["城镇新增就业人数 2.3万人", "城镇调查失业率 5.1%"]),
    # number before noun
    ("新开12条公交线路，打通6条断头路。", ["新开公交线路数 12条", "打通断头路数 6条"]),
    ("新建7处滨水驿站和4处亲子乐园。", ["新建滨水驿站数 7处", "新建亲子乐园数 4处"]),
    ("开工建设3座变电站、5条高压线路。", ["开工建设变电站数 3座", "开工建设高压线路数 5条"]),
    ("16个安置区开工建设，9个安置区主体封顶。", ["开工建设安置区数 16个", "主体封顶安置区数 9个"]),
    ("72个城中村改造项目有序推进。", ["城中村改造项目数 72个"]),
    ("3家企业入选全国民营企业500强。", ["入选全国民营企业500强企业数 3家"]),
    ("盘活320亩闲置土地。", ["盘活闲置土地 320亩"]),
    ("落户两家省级实验室。", ["落户省级实验室数 2家"]),
    ("加快28个在建国道项目建设。", ["在建国道项目数 28个"]),
    ("新增9个国家级、13个省级创新平台。", ["新增国家级创新平台数 9个", "新增省级创新平台数 13个"]),
    # lists that are counted
    ("引进华岳智能、远帆科技等30余个项目，在谈近20个项目。", ["引进项目数 30个+", "在谈项目数 20个~"]),
    ("同福路、安泰路等18条道路实现贯通。", ["贯通道路数 18条"]),
    ("完成永安里、福兴里等26个小区改造。", ["完成小区改造数 26个"]),
    # growth
    ("地区生产总值增长6.1%，固定资产投资增长8.5%。", ["地区生产总值增速 6.1%", "固定资产投资增速 8.5%"]),
    ("居民消费价格上涨0.4%，单位地区生产总值能耗下降3.2%。", ["居民消费价格涨幅 0.4%", "单位地区生产总值能耗降幅 3.2%"]),
    ("优良天数比例达到88.6%、提高2.4个百分点。", ["优良天数比例 88.6%", "优良天数比例增幅 2.4个百分点"]),
    ("开行国际班列620列、增长11.5%。", ["开行国际班列数 620列", "开行国际班列增速 11.5%"]),
    ("进出口总额380亿元，同比增长9.7%。", ["进出口总额 380亿元", "进出口总额增速 9.7%"]),
    ("旅游收入比上年增长18%以上。", ["旅游收入增速 18%+"]),
    ("优良天数达到301天、增加12天。", ["优良天数 301天", "优良天数增量 12天"]),
    # parallel lists
    ("城镇、农村居民人均可支配收入分别增长5%、6.5%左右。", ["城镇居民人均可支配收入增速 5%~", "农村居民人均可支配收入增速 6.5%~"]),
    ("水利、交通投资分别增长21%、13.4%。", ["水利投资增速 21%", "交通投资增速 13.4%"]),
    ("瞪羚企业、独角兽企业分别增至96家、3家。", ["瞪羚企业数 96家", "独角兽企业数 3家"]),
    ("批发、零售销售额分别达到500亿元和210亿元。", ["批发销售额 500亿元", "零售销售额 210亿元"]),
    ("接待游客860万人次、旅游收入64亿元，分别增长12%和15%。", ["接待游客人次 860万人次", "旅游收入 64亿元", "接待游客增速 12%", "旅游收入增速 15%"]),
    ("事故起数、死亡人数下降10.2%、8.8%。", ["事故起数降幅 10.2%", "死亡人数降幅 8.8%"]),
    ("新开工、新竣工项目均达到60个以上。", ["新开工项目数 60个+", "新竣工项目数 60个+"]),
    ("开工、投产风电项目各200万千瓦以上。", ["开工风电项目规模 200万千瓦+", "投产风电项目规模 200万千瓦+"]),
    ("城乡居民人均可支配收入分别达5.1万元和2.6万元。", ["城镇居民人均可支配收入 5.1万元", "农村居民人均可支配收入 2.6万元"]),
    # totals
    ("集中签约总投资128亿元的36个重点项目。", ["重点项目总投资 128亿元", "重点项目数 36个"]),
    ("实施市级重点项目410个、年度计划投资960亿元。", ["实施市级重点项目数 410个", "市级重点项目年度计划投资 960亿元"]),
    ("新设企业2600家、总量达1.8万家。", ["新设企业数 2600家", "企业总量 1.8万家"]),
    ("新认定省级研发机构8家、累计51家。", ["新认定省级研发机构数 8家", "省级研发机构数 51家"]),
    # changes
    ("把产业园规划面积由6.2平方公里拓展至9.8平方公里。", ["产业园规划面积 6.2平方公里 from", "产业园规划面积 9.8平方公里 to"]),
    ("森林覆盖率从38.1%提高到40.6%。", ["森林覆盖率 38.1% from", "森林覆盖率 40.6% to"]),
    # shares
    ("民间投资占全部投资比重达到61%。", ["民间投资占全部投资比重 61%"]),
    ("水稻制种面积占全省27.5%。", ["水稻制种面积占全省比重 27.5%"]),
    ("民生支出320亿元、占比78%以上。", ["民生支出 320亿元", "民生支出占比 78%+"]),
    ("90%以上的行政村通了快递。", ["行政村占比 90%+"]),
    ("三分之二的社区建成食堂。", ["社区占比 0.666667"]),
    # years and durations
    ("连续6年获评法治政府建设先进县。", ["连续获评法治政府建设先进县年数 6年"]),
    ("审批时限压缩至5个工作日。", ["审批时限 5个工作日"]),
    # nothing to observe
    ("第35届茶博会在15分钟便民圈内举行，65岁以上老人免费。", []),
    ("锚定“1347”机制，抓好三大产业、五个一工程。", []),
    ("引进10亿元以上项目，培育税收过亿元楼宇。", []),
    ("引进10亿元以上项目14个，培育税收过亿元楼宇6座。", ["引进10亿元以上项目数 14个", "培育税收过亿元楼宇数 6座"]),
    ("连接220千伏清溪变电站的G331公路和30万吨级航道开工。", []),
    ("坚持两个引擎驱动，突出四个重点。", []),
]


@pytest.mark.parametrize(("text", "want"), MEASURES, ids=[t for t, _ in MEASURES])
def test_measures(text: str, want: list[str]) -> None:
    assert [told(f) for f in context(text, "2021", "actual")] == want


SUBJECTS = [
    ("云溪智算产业园落地远帆科技等16个项目，在谈9个项目。", ["云溪智算产业园", "云溪智算产业园"]),
    ("云溪智算产业园引进项目8个；清河湾生物医药园已签约企业21家。", ["云溪智算产业园", "清河湾生物医药园"]),
    ("总投资45亿元的滨河文化中心开工。", ["滨河文化中心"]),
    ("滨河文化中心总投资45亿元，占地120亩。", ["滨河文化中心", "滨河文化中心"]),
    ("云湖大桥提前3个月通车，新增停车泊位300个。", ["云湖大桥", PLACE]),
    ("华岳智能研发投入增长20%，员工达到600人。", ["华岳智能", "华岳智能"]),
    ("云溪区第二医院设床位800张。", ["云溪区第二医院"]),
    ("云溪区财政局紧紧围绕民生，发放补贴1200万元，为企业减负300万元。", ["云溪区财政局", "云溪区财政局"]),
    ("华岳智能、远帆科技等12家企业上市。", [PLACE]),
    ("引进远帆科技、华岳智能，新增税收2亿元。", [PLACE]),
    ("生物医药产业增长14%。", [PLACE]),
    ("全区新增市级平台5个。", [PLACE]),
    ("望江县完成投资60亿元。", ["望江县"]),
    ("青禾街道改造小区11个。", ["青禾街道"]),
    ("云湖美术馆对面，新建口袋公园2处。", [PLACE]),
    ("云溪实验室综合实力增强，6个研究院启动建设。", [PLACE]),
    ("将清河湾生物医药园用地由2平方公里扩大到3平方公里。", ["清河湾生物医药园", "清河湾生物医药园"]),
    ("松岭抽水蓄能电站装机120万千瓦。", ["松岭抽水蓄能电站"]),
]


@pytest.mark.parametrize(("text", "want"), SUBJECTS, ids=[t for t, _ in SUBJECTS])
def test_subjects(text: str, want: list[str]) -> None:
    assert [f.subject for f in context(text, "2022", "actual")] == want


STATUS = [
    ("新增企业120家。", "2019", "actual", [("2019", "actual")]),
    ("新增企业120家。", "2026", "planned", [("2026", "planned")]),
    ("全年产值预计突破90亿元。", "2023", "actual", [("2023", "estimated")]),
    ("预计地区生产总值增长6%，一般公共预算收入增长4%。", "2022", "actual", [("2022", "estimated"), ("2022", "estimated")]),
    ("工业产值预计增长6%，粮食产量增长2%。", "2022", "actual", [("2022", "estimated"), ("2022", "actual")]),
    ("力争高新技术企业达到400家，技术合同额突破50亿元。", "2020", "actual", [("2020", "planned"), ("2020", "planned")]),
    ("到2028年，森林覆盖率达到45%。", "2024", "actual", [("2028", "planned")]),
    ("将园区规划面积由3平方公里扩大到5平方公里。", "2021", "actual", [("2021", "actual"), ("2021", "actual")]),
    ("上半年完成投资30亿元。", "2021", "actual", [("2021-H1", "actual")]),
    ("1至11月份，进出口总额增长7%。", "2022", "actual", [("2022-01/2022-11", "actual")]),
    ("预计增长5%左右。", "2025", "planned", [("2025", "planned")]),
]


@pytest.mark.parametrize(("text", "year", "modality", "want"), STATUS, ids=[s[0] + s[1] for s in STATUS])
def test_time_and_modality(text: str, year: str, modality: str, want: list[tuple[str, str]]) -> None:
    assert [(f.time, f.modality) for f in context(text, year, modality)] == want


def test_offsets_hold_the_number_and_its_words() -> None:
    text = "去年，新增停车泊位1860个，改造小区24个。"
    spans = [text[f.start : f.end] for f in context(text, "2021", "actual")]
    assert spans == ["新增停车泊位1860个", "改造小区24个"]


def test_subject_may_be_a_function() -> None:
    text = "新增企业12家。"
    (sentence,) = sentences(Block("paragraph", text, (range(len(text)),)))
    now = SimpleNamespace(year="2021", time="2021", modality="actual", anchor=Anchor("2022-01", "2021"))
    assert [f.subject for f in observe(sentence, now, lambda start, end: text[start:end])] == ["12家"]


def test_observation_carries_every_field() -> None:
    (found,) = context("产值约90亿元。", "2021", "actual")
    fact = found.observation(())
    assert (fact.subject, fact.measure, fact.value, fact.unit, fact.time, fact.modality, fact.bound, fact.role) == (PLACE, "产值", 90, "亿元", "2021", "actual", "about", None)
