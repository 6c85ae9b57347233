"""Lines to paragraphs, headings, captions and bylines; characters that are no text."""

from __future__ import annotations

import pytest

from kg.reading import read_text
from kg.reading.text import blocks_of

LONG = "云溪区全力推进项目建设，围绕产业、民生、生态三个方面精准发力，推动一批打基础、利长远的项目落地见效，不断积蓄发展动能"


def read(text: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in blocks_of(read_text(text))]


def left(text: str) -> dict[str, int]:
    return dict(read_text(text).accounting.left_out)


WRAPPED = """ 云溪：布局新园区 激活新动能

云溪区聚焦实体经济和招商引资，星河产业园全
面起势，坚持抓项目、聚产业，引进 50 余个项目，
国家智能传感创新中心投入运营，主体完工的还有
算力大厦。

明年，星河产业园站在“第二个十年”的路口再起

步，先把旧厂房的管网、门禁和停车场理顺，再分
两批腾出楼层，请云岭的小企业搬进来。
 >>> 城市更新

白石湾大桥 2023 年通车，滨河路等 31 条小巷实
现贯通，轮渡 6 号线提前 3 个月通车运营。
"""


def test_lines_broken_by_width_are_joined() -> None:
    blocks = read(WRAPPED)
    assert blocks[0] == ("title", "云溪：布局新园区 激活新动能")
    assert blocks[1][1].startswith("云溪区聚焦实体经济和招商引资，星河产业园全面起势") and blocks[1][1].endswith("算力大厦。")
    assert "引进50余个项目" in blocks[1][1]
    assert blocks[2][1].startswith("明年，星河产业园站在“第二个十年”的路口再起步，先把")
    assert blocks[3] == ("heading", "城市更新")
    assert blocks[4][1] == "白石湾大桥2023年通车，滨河路等31条小巷实现贯通，轮渡6号线提前3个月通车运营。"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (LONG + "，新提升绿", "地面积5万平方米。"),
        (LONG + "，推动河西村", "庄改造项目实现回迁。"),
        (LONG + "，坚持“向", "屋顶借阳光、让管网少绕路”，推动旧楼换新。"),
        (LONG + "，", "奋力打开新局面。"),
        (LONG + "，总投资12.", "5亿元。"),
    ],
)
def test_a_sentence_goes_on_over_a_blank_line_where_something_says_so(first: str, second: str) -> None:
    assert read(f"{first}\n\n{second}") == [("paragraph", first + second)]


def test_a_sentence_goes_on_behind_captions() -> None:
    text = f"{LONG}，坚持“向\n\n\n\n白石湾片区效果图。\n\n\n\n星河产业园正在建设中。\n\n屋顶借阳光”，推动旧楼换新。"
    assert read(text) == [
        ("paragraph", f"{LONG}，坚持“向屋顶借阳光”，推动旧楼换新。"),
        ("caption", "白石湾片区效果图。"),
        ("caption", "星河产业园正在建设中。"),
    ]


def test_a_sentence_cut_off_is_never_joined_to_another() -> None:
    first, second = LONG + "。云溪微电子", "造新时代的示范窗口贡献力量。云溪区的园区建设只是一个缩影。"
    assert [text for _, text in read(f"{first}\n\n{second}")] == [first, second]


@pytest.mark.parametrize(
    "line", ["一、2023年工作回顾", "（二）坚持创新驱动，加快建设产业体系", "# 大抓项目", ">>> 城市更新", "理顺老街水电、添足口袋公园，慢慢住出好日子"]
)
def test_headings_stand_alone(line: str) -> None:
    blocks = read(f"{LONG}。\n{line}\n{LONG}，再上台阶。")
    assert [kind for kind, _ in blocks] == ["paragraph", "heading", "paragraph"]
    assert blocks[1][1] == line.lstrip("# >")


def test_a_heading_that_opens_a_paragraph_stays_in_it() -> None:
    assert read(f"（二）坚持创新驱动。{LONG}。")[0] == ("paragraph", f"（二）坚持创新驱动。{LONG}。")


def test_captions_keep_their_text_and_lose_their_photographer() -> None:
    assert read(f"{LONG}。\n\n▲高楼林立的云溪新城。王小明 摄\n\n■ 星河产业园项目。\n李红 摄")[1:] == [
        ("caption", "高楼林立的云溪新城。"),
        ("caption", "星河产业园项目。"),
        ("byline", "李红 摄"),
    ]


def test_bylines_at_the_edges_of_a_paragraph_are_cut_off() -> None:
    text = f"本报讯（记者 王小明 通讯员 李红）{LONG}。（王小明 李红）"
    assert read(text) == [("paragraph", LONG + "。")]
    assert left(text)["byline"] == len(text) - len(LONG) - 1


def test_furniture_is_left_out() -> None:
    text = f"当前位置：首页 > 新闻\n云溪区大抓项目促发展\n字体：大 中 小\n{LONG}。\n上一篇：会议召开\n【打印】【关闭】\n主办：云溪区政府"
    assert [kind for kind, _ in read(text)] == ["title", "paragraph"]
    assert left(text)["furniture"] > 30


def test_a_sponsor_in_the_middle_of_a_report_is_no_furniture() -> None:
    text = "\n".join([f"{LONG}。", "主办单位：区教育局、区财政局", *[f"第{number}项，{LONG}。" for number in range(20)]])
    assert ("主办单位：区教育局、区财政局") in [found for _, found in read(text)]


def test_a_line_printed_twice_over_itself_has_two_places() -> None:
    document = read_text(f"{LONG}。\n\n云溪区城市品质提升云溪区城市品质提升。。")
    block = blocks_of(document)[1]
    assert block.text == "云溪区城市品质提升。"
    assert [document.text[start:end] for start, end in block.spans(0, 9)] == ["云溪区城市品质提升"] * 2


def test_digits_letters_and_characters_are_folded_but_punctuation_is_kept() -> None:
    assert read("云溪区投資２３００亿元，ＶＲ項目增长８％；（一期）竣工。")[0][1] == "云溪区投资2300亿元，VR项目增长8%；（一期）竣工。"


def test_simplified_characters_that_are_also_traditional_ones_stay() -> None:
    assert read("乾安县推进著名景区建設，诸多方面取得进展，全县重点项目全部开工。")[0][1].startswith("乾安县推进著名景区建设")


def test_a_traditional_text_is_converted_by_phrases() -> None:
    assert read("雲溪區發展乾果產業，頭髮、後裏等諸多項目開工。")[0][1] == "云溪区发展干果产业，头发、后里等诸多项目开工。"


def test_spaces_go_between_characters_and_stay_between_words() -> None:
    assert read(f"{LONG}，Smart City Lab 与 VR 园区、5 个 项目。")[0][1].endswith("，Smart City Lab与VR园区、5个项目。")


def test_front_matter_gives_title_date_publisher_and_region() -> None:
    document = read_text(f"---\ntitle: 云溪的一天\npublished: 2024-01-05\npublisher: 云溪日报\nregion: 云溪区\n---\n{LONG}。")
    assert (document.title, document.date.value, document.date.how) == ("云溪的一天", "2024-01-05", "front matter")
    assert (document.publisher, document.region) == ("云溪日报", "云溪区")
    assert dict(document.accounting.left_out)["front matter"] > 50 and len(blocks_of(document)) == 1


def test_an_empty_text_has_no_blocks() -> None:
    assert blocks_of(read_text("")) == [] and read_text(" \n").accounting.left_out == (("spaces", 2),)
