"""News pages as portals build them: title, date, publisher and body found, furniture left out."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from checks import check  # noqa: E402

from kg.model import Document  # noqa: E402
from kg.reading import Item, read_item  # noqa: E402
from kg.reading.text import blocks_of  # noqa: E402

TITLE = "星河产业园一期主体封顶"
BODY = (
    "云溪区加快推进星河产业园建设，一期项目主体封顶，总投资20亿元，预计年底投用。",
    "区发展改革局有关负责人表示，今年以来，全区128个重点项目完成投资56亿元。",
    "下一步，云溪区将继续优化营商环境，确保白石湾大桥10月底前建成通车。",
)
NAV = '<div class="header"><ul><li><a href="/">首页</a></li><li><a href="/xw">新闻中心</a></li></ul></div>'
OTHERS = "<ul><li><a>东湖区推进老旧小区改造，惠及居民2.3万户</a></li><li><a>东湖区地铁三号线开工，总投资180亿元</a></li></ul>"

EDITOR = f"""<meta http-equiv="Content-Type" content="text/html; charset=gb2312"><meta name="SiteName" content="云溪区人民政府">
<meta name="ArticleTitle" content="{TITLE}"><meta name="PubDate" content="2024-05-06 09:12"><meta name="ContentSource" content="云溪日报">
<title>{TITLE}_云溪区人民政府门户网站</title><body>{NAV}<div class="dqwz">当前位置：<a>首页</a> &gt; <a>区县动态</a></div>
<div class="xl_tit">{TITLE}</div><div class="xl_info">发布时间：2024-05-06 09:12　来源：云溪日报　字体：【<a>大</a> <a>小</a>】　浏览次数：8次</div>
<div class="TRS_Editor"><style>.a{{margin:0}}</style><p>　　{BODY[0]}</p><p>　　{BODY[1]}</p><p><img src="a.jpg"></p><p>　　{BODY[2]}</p></div>
<div class="bshare">分享到：<a>微信</a></div><div class="xgwz"><h3>相关文章</h3>{OTHERS}</div>
<div class="foot"><p>版权所有：云溪区人民政府　主办：云溪区人民政府办公室　备案：12345678号</p></div></body>"""

TABLES = f"""<meta charset="gbk"><title>{TITLE} - 云溪新闻网</title><body><table><tr><td><a>首页</a>|<a>要闻</a></td></tr><tr><td><table>
<tr><td><b>{TITLE}</b></td></tr><tr><td>2024-05-06　来源：云溪日报　责任编辑：王小明</td></tr>
<tr><td id="zoom">　　{BODY[0]}<br><br>　　{BODY[1]}<br><br>　　{BODY[2]}<br></td></tr></table></td><td>热点新闻{OTHERS}</td></tr>
<tr><td>Copyright 2024 云溪新闻网 版权所有，未经授权，不得转载。</td></tr></table></body>"""

SPANS = f"""<meta charset="utf-8"><title>云溪区_要闻_{TITLE}</title><meta name="publishdate" content="2024年5月6日"><body><div class="left"><div>{TITLE}</div>
<div class="date">2024年5月6日 10:00 | 来源：云溪日报</div><div id="UCAP-CONTENT"><p><span>　　云溪区加快推进</span><b>星河产业园</b><!--
--><span>建设，一期项目主体封顶，总投资<i>20</i>亿元，预计年底投用。</span></p>
<p>　　{BODY[1]}</p><p><a href="x">　　{BODY[2]}</a></p></div><div>上一篇：<a>东湖区一季度开门红，签约项目30个</a></div></div>
<div class="right"><div>东湖区某学校建成投用，新增学位1200个，办学条件改善。</div></div><div class="bottom">网站标识码：1234　建议使用1024分辨率浏览</div></body>"""

PLAIN = f"""<title>{TITLE}</title><body><h1>云溪新闻网</h1><h2>{TITLE}</h2><p>时间：2024-05-06　来源：云溪日报　作者：王小明</p>
<div class="con">　　{BODY[0]}<p>{BODY[1]}</p></div><div class="con">{BODY[2]}</div><p>分享到：微信 微博</p><p>【打印本页】【关闭窗口】</p></body>"""


@pytest.mark.parametrize(("page", "encoding"), [(EDITOR, "gb18030"), (TABLES, "gbk"), (SPANS, "utf-8"), (PLAIN, "utf-8")], ids=["editor", "tables", "spans", "plain"])
def test_a_news_page(page: str, encoding: str) -> None:
    found = next(iter(read_item(Item("a", "a.html", "html", data=page.encode(encoding)))))
    assert isinstance(found, Document)
    check(found)
    assert (found.title, found.date.value, found.publisher) == (TITLE, "2024-05-06", "云溪日报")
    assert [block.text for block in blocks_of(found) if block.kind == "paragraph"] == list(BODY)
    rest = "".join(block.text for block in blocks_of(found) if block.kind != "byline")
    assert not [word for word in ("东湖", "版权", "备案", "首页", "分享", "打印", "margin", "分辨率") if word in rest]
