"""Each format: the text in order, what the file says of itself, and errors that name what is wrong."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from checks import check  # noqa: E402
from files import docx, paragraph, pdf, zipped  # noqa: E402

from kg.model import Document  # noqa: E402
from kg.reading import Columns, Failure, Item, Limits, items, read_item, read_sources  # noqa: E402
from kg.reading.text import blocks_of  # noqa: E402

FIRST = "云溪区加快推进星河产业园建设，一期项目主体封顶，总投资20亿元，预计年底投用。"
SECOND = "白石湾大桥全线贯通，滨河路等24条道路完成大修，市民出行更加便捷。"


def one(name: str, data: bytes, limits: Limits | None = None, **columns: str) -> Document | Failure:
    return many(name, data, limits, **columns)[0]


def many(name: str, data: bytes, limits: Limits | None = None, **columns: str) -> list[Document | Failure]:
    stem, _, extension = name.rpartition(".")
    return list(read_item(Item(stem, name, extension, data=data), limits, Columns(**columns)))


def good(result: Document | Failure) -> Document:
    assert isinstance(result, Document), result
    check(result)
    return result


def reason(result: Document | Failure) -> str:
    assert isinstance(result, Failure), result
    return result.reason


def texts(document: Document) -> list[str]:
    return [block.text for block in blocks_of(document)]


def test_word() -> None:
    shown, again = (f"<w:txbxContent>{paragraph(text)}</w:txbxContent>" for text in ("文本框里的说明文字。", "重复"))
    box = f"<mc:AlternateContent><mc:Choice>{shown}</mc:Choice><mc:Fallback>{again}</mc:Fallback></mc:AlternateContent>"
    body = (
        paragraph("云溪区政府工作报告", "1")
        + "<w:p><w:r><w:t>云溪区加快推进</w:t></w:r><w:del><w:r><w:delText>不要</w:delText></w:r></w:del><w:r><w:t>星河产业园建设，一期项目主体封顶，总投资20亿元，预计年底投用。</w:t></w:r></w:p>"
        + f"<w:tbl><w:tr><w:tc>{paragraph('项目名称')}</w:tc><w:tc>{paragraph('滨河学校')}</w:tc></w:tr></w:tbl>"
        + f"<w:p><w:r>{box}</w:r></w:p>"
    )
    styles = '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:style w:styleId="1"><w:name w:val="heading 1"/></w:style></w:styles>'
    document = good(one("a.docx", docx(body, styles=styles)))
    assert document.text.split("\n") == ["云溪区政府工作报告", FIRST, "项目名称", "滨河学校", "", "文本框里的说明文字。", "不要", "重复"]
    assert texts(document)[-1] == "文本框里的说明文字。" and {"deleted": 2, "fallback": 2}.items() <= dict(document.accounting.left_out).items()
    assert document.title == "云溪区政府工作报告" and document.media.endswith("document")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"no archive", "damaged"),
        (zipped({"a.txt": b"x"}), "no Word document"),
        (docx("<w:p>")[:-40], "damaged"),
        (zipped({"word/document.xml": b"<w:document><unclosed>"}), "no XML"),
        (zipped({"word/document.xml": b'<!DOCTYPE d [<!ENTITY a "b">]><d>&a;</d>'}), "document type"),
        (zipped({"word/document.xml": b"<a>" * 5000 + b"</a>" * 5000}), "nested"),
        (docx(""), "empty"),
    ],
)
def test_word_files_that_are_none(data: bytes, says: str) -> None:
    assert says in reason(one("a.docx", data))


PAGE = f"""<html><head><meta charset="{{}}"><title>云溪大抓项目-云溪新闻网</title>
<meta name="PubDate" content="2024-01-26 09:30"><meta name="ContentSource" content="云溪日报"><style>p {{{{color: red}}}}</style></head>
<body><div class="nav"><a href="/">首页</a><a href="/x">新闻中心栏目，欢迎各位市民前来浏览查看</a></div>
<div id="wrap"><h1>云溪大抓项目</h1><div class="info">2024-01-26 09:30 来源：云溪日报</div>
<div id="zoom"><p>　　{FIRST}</p><h3>城市更新</h3><p>　　{SECOND}<br>第二行也是正文，同样要读。</p><script>var a = "不要";</script></div>
<div class="related"><ul><li><a href="/1">相关新闻一：云溪区召开会议，部署重点工作安排</a></li></ul></div></div>
<div class="footer">版权所有：云溪区人民政府，未经授权禁止转载任何内容</div></body></html>"""


@pytest.mark.parametrize("encoding", ["utf-8", "gb2312"])
def test_html(encoding: str) -> None:
    document = good(one("a.html", PAGE.format(encoding).encode(encoding)))
    assert (document.title, document.date.value, document.date.how, document.publisher) == ("云溪大抓项目", "2024-01-26", "html metadata", "云溪日报")
    assert [text for kind, text in ((b.kind, b.text) for b in blocks_of(document)) if kind != "byline"] == [
        "云溪大抓项目", FIRST, "城市更新", SECOND, "第二行也是正文，同样要读。"
    ]  # fmt: skip
    assert "不要" not in document.text and dict(document.accounting.left_out)["furniture"] > 40


@pytest.mark.parametrize("data", [b"<html><script>x()</script></html>", b"<div>" * 3000, b""])
def test_html_that_shows_nothing(data: bytes) -> None:
    assert "no text" in reason(one("a.html", data))


def test_very_deep_html_is_read() -> None:
    data = "<div>" * 20_000 + f"<p>{FIRST}</p>" + "</div>" * 20_000
    assert texts(good(one("a.html", data.encode()))) == [FIRST]


LEFT = ["云溪区聚焦实体经济和招商引资星河园区起势", "坚持抓项目聚产业引进五十个项目主体完工的", "算力大厦今年星河产业园立足新的起点锚定目", "标抓好三个方面高质量建设园区投入使用。"]
RIGHT = ["白石湾大桥通车滨河路等道路实现贯通地铁四", "号线提前通车运营全力提升城市品质改造老旧", "小区二十个惠及居民三千户新增泊位建成公园", "九处释放广阔发展空间持续提升品质。"]


def test_pdf_in_two_columns() -> None:
    rows = [(150.0, 780.0, "云溪大抓项目促发展 全力以赴拼经济")]
    rows += [row for at in range(4) for row in ((50.0, 700.0 - 16 * at, LEFT[at]), (320.0, 700.0 - 16 * at, RIGHT[at]))]
    document = good(one("a.pdf", pdf(rows, info="/CreationDate (D:20240126)")))
    assert texts(document) == ["云溪大抓项目促发展 全力以赴拼经济", "".join(LEFT), "".join(RIGHT)]
    assert (document.date.value, document.date.how) == ("2024-01-26", "pdf metadata")


def test_running_heads_of_a_pdf_are_left_out() -> None:
    bodies = [LEFT, RIGHT, LEFT[::-1], RIGHT[::-1]]
    pages = [
        [(200.0, 800.0, "云溪区政府公报"), *((50.0, 700.0 - 16 * at, line) for at, line in enumerate(lines)), (290.0, 30.0, f"{number}")]
        for number, lines in enumerate(bodies, 1)
    ]
    document = good(one("a.pdf", pdf(*pages)))
    assert "云溪区政府公报" not in "".join(texts(document)) and dict(document.accounting.left_out)["furniture"] == 4 * 8
    assert "".join(LEFT) in texts(document)[0]


def test_a_pdf_without_text_says_so() -> None:
    assert "no text layer: 2 pages" in reason(one("a.pdf", pdf([], [])))
    assert "cannot be opened" in reason(one("a.pdf", b"%PDF-1.4 broken"))


def test_rows_of_a_table() -> None:
    data = f'标题,正文,日期\n第一,"{FIRST}\n{SECOND}",2024/1/26\n第二,{SECOND},\n第三,,2024\n第四,{FIRST},soon\n'.encode("gbk")
    first, second, third, fourth = many("t.csv", data)
    assert (good(first).id, good(first).title, good(first).date.value, good(first).date.how) == ("t#1", "第一", "2024-01-26", "column")
    assert good(first).text == f"{FIRST}\n{SECOND}" and good(second).date.value is None
    assert "empty" in reason(third) and good(fourth).date.value is None
    assert "'soon' is no date" in reason(many("t.csv", data, date="日期")[3])


def test_columns_by_name() -> None:
    data = f"a\tb\n{FIRST}\t2024\n".encode()
    assert "--text-column" in reason(one("t.tsv", data))
    assert good(one("t.tsv", data, text="a", date="b")).date.value == "2024"
    assert "no column 'c'; there are a, b" in reason(one("t.tsv", data, text="c"))


def test_lines_of_json() -> None:
    lines = [json.dumps({"text": FIRST, "date": "2024-01"}), "", "{broken", "[1]", json.dumps({"text": SECOND, "title": None})]
    first, second, third, fourth = many("t.jsonl", "\n".join(lines).encode())
    assert (good(first).id, good(first).date.value, good(fourth).id) == ("t#1", "2024-01", "t#5")
    assert "no JSON" in reason(second) and "list" in reason(third)


def test_archives_in_archives() -> None:
    inner = zipped({"c.txt": SECOND.encode()})
    data = zipped({"b/a.txt": FIRST.encode(), "b/a.md": SECOND.encode(), "x.exe": b"MZ", "in.zip": inner, "云.txt": FIRST.encode()})
    found = many("z.zip", data)
    assert [result.id for result in found] == ["z#b/a", "z#b/a.txt", "z#in#c", "z#x", "z#云"]
    assert [isinstance(result, Document) for result in found] == [True, True, True, False, True]
    deep = data
    for _ in range(5):
        deep = zipped({"in.zip": deep})
    assert "deep in each other" in reason(many("z.zip", deep)[0])


def test_a_bomb_in_an_archive_costs_itself_alone() -> None:
    data = zipped({"a.txt": FIRST.encode(), "bomb.txt": b"0" * 3_000_000, "c.txt": SECOND.encode()})
    found = many("z.zip", data, Limits(inflated=1 << 20))
    assert [isinstance(result, Document) for result in found] == [True, False, True]
    assert "unpacks to more than 1 MB" in reason(found[1])


def test_ids_are_paths_below_the_source(tmp_path: Path) -> None:
    for name in ("a.txt", "b/a.txt", "b/a.md", "c.png", ".hidden"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(FIRST, encoding="utf-8")
    found = {item.id: item.reason for item in items([tmp_path])}
    assert list(found) == [".hidden", "a", "b/a.md", "b/a.txt", "c"]
    assert "picture" in found["c"] and "hidden" in found[".hidden"]
    assert [item.id for item in items([f"{tmp_path}/*/*.md"])] == ["b/a"]
    assert [item.id for item in items([tmp_path / "a.txt", tmp_path])] == list(found)


def test_the_order_of_sources_changes_nothing(tmp_path: Path) -> None:
    for name in ("x/a.txt", "y/a.txt", "y/b.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(FIRST, encoding="utf-8")
    sources = [tmp_path / "x", tmp_path / "y"]
    assert [item.id for item in items(sources)] == [item.id for item in items(sources[::-1])] == ["b", "x/a.txt", "y/a.txt"]


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(FIRST.encode())))
    assert [good(result).id for result in read_sources(["-"])] == ["stdin"]


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b"\n \n", "empty"),
        ("a.txt", "（王小明 李红）".encode(), "nothing is left to read"),
        ("a.txt", b"%PDF-1.4", "PDF, not text"),
        ("a.txt", b"x" * 3000, "more than 0 MB"),
    ],
)
def test_files_without_text_are_errors(name: str, data: bytes, says: str) -> None:
    assert says in reason(one(name, data, Limits(bytes=2000)))


def test_a_source_that_is_not_there() -> None:
    assert "no such file" in reason(next(read_sources(["/no/such/file.txt"])))
