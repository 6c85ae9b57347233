"""A page that holds several articles, and passages that it holds several times."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.reading import Failure, read_sources, read_text
from kg.reading.text import blocks_of

SHARED = Path(__file__).resolve().parents[3] / "shared"
ONE = ["云溪：星河园区建设提速", "□云溪日报记者 王小明", "云溪区加快星河园区建设，一期项目主体封顶，二期项目已经启动，全区上下干劲十足，奋力开创新局面。"]
TWO = ["石桥：老街焕发新生机", "□云溪日报记者 李红", "石桥区推进老街更新，改造老旧小区20个，惠及居民3000户，石桥老街成为市民休闲的好去处，人气越来越旺。"]


def page(*articles: list[str]) -> str:
    return "\n\n".join(line for article in articles for line in article)


def test_each_article_has_its_own_title_and_blocks() -> None:
    document = read_text(page(ONE, TWO))
    assert [article.title for article in document.articles] == [ONE[0], TWO[0]]
    assert [block.text for block in document.articles[1].blocks if block.kind == "paragraph"] == [TWO[2]]
    assert document.title == ONE[0]


def test_repeated_passages_are_one_block_with_every_place() -> None:
    document = read_text(page(ONE, TWO, ONE, ONE[2:]))
    assert [len(article.blocks) for article in document.articles] == [3, 3]
    block = document.articles[0].blocks[2]
    assert len(block.places) == 3 and len(document.articles[0].blocks[0].places) == 2
    assert {document.text[start:end] for start, end in block.spans(0, len(block.text))} == {ONE[2]}


def test_a_repeat_that_breaks_off_is_left_out_and_accounted_for() -> None:
    document = read_text(f"{ONE[0]}\n\n{ONE[2]}\n\n{TWO[0]}\n\n{ONE[2][:30]}")
    assert [block.text for block in blocks_of(document)].count(ONE[2]) == 1
    assert dict(document.accounting.left_out)["repeated"] == 30


def test_a_heading_over_two_passages_is_no_repeat() -> None:
    text = f"工作目标\n\n{ONE[2]}\n\n工作目标\n\n{TWO[2]}"
    assert [block.text for block in blocks_of(read_text(text))].count("工作目标") == 2


def test_after_a_break_passages_go_to_the_article_that_they_speak_of() -> None:
    heads = [["石桥区委副书记、区长赵一一：", "老街改造全部完成", "□云溪日报记者 李红"], [*ONE[:2], ONE[2] + "一期项目由云溪微电子"]]
    rest = ["造老旧小区20万平方米，新增泊位300个，“花海石桥”初具规模。", "赵一一表示，今年再建10个停车场，增加泊位5000个，让居民停车更方便。"]
    document = read_text(page(*heads, rest))
    assert [block.text for block in document.articles[0].blocks if block.kind == "paragraph"] == rest
    assert len(document.articles) == 2


def test_second_top_heading_opens_an_article() -> None:
    document = read_text(f"# {ONE[0]}\n\n{ONE[2]}\n\n# {TWO[0]}\n\n{TWO[2]}")
    assert [article.title for article in document.articles] == [ONE[0], TWO[0]]


@pytest.mark.parametrize(
    ("heads", "title"),
    [
        (["走在前开新局 打头阵当先锋", "坚持创新,发挥优势,做强产业,增强动力活力,努力走在前", "云溪区:创新引领 项目拔节 城向未来"], 2),
        (["突出抓好总投资1900亿元的263个重点项目，年内新招引过亿元项目100个以上——", "云溪区：高质量发展“走在前、当排头”"], 1),
        (["2025年云溪省政府工作报告", "——2025年1月18日在云溪省第十四届人民代表大会第三次会议上", "省长 王小明"], 0),
        (["云溪大抓项目 全力拼经济", "聚力实施“提质年” 全力推动四类项目建设提质增效"], 0),
    ],
)
def test_the_title_among_the_headings(heads: list[str], title: int) -> None:
    assert read_text("\n\n".join([*heads, ONE[2]])).title == heads[title]


@pytest.mark.skipif(not (SHARED / "corpus").exists(), reason="the shared corpus is not here")
def test_the_shared_page_of_three_articles_is_taken_apart() -> None:
    page_ = next(one for one in read_sources([SHARED / "corpus"]) if one.id.startswith("003"))
    assert not isinstance(page_, Failure) and len(page_.articles) == 3 and len({article.title for article in page_.articles}) == 3
    texts = [block.text for block in blocks_of(page_) if block.kind == "paragraph"]
    assert len(texts) == len(set(texts)) and max(len(block.places) for block in blocks_of(page_)) == 3
