"""Random bytes and words into what reads and writes: the properties hold, and only errors of ours come out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import seed as seeded
from hypothesis import strategies as st

from kg.reading import Item, Limits, read_item
from kg.reading.formats.rows import rows
from kg.templates import templates
from tests.torture import properties
from tests.torture.hostile import PARTS
from tests.torture.result import Result

PIECES = "云溪区 星河产业园 云岭大桥 2031年 3月 1至11月份 年内 提前4个月 开工建设 主体封顶 总投资 20亿元 增长 5.3% 左右 不少于 90个 220千伏 等 、 ， 。 ； （ ） “ ” 《 》 的 将 未 和 其中 一、 （二） \n --- title: date: < > & \" ' \x00 \ufeff \u202e \ud800 1/0 0 零分之一 0分之 百分之 /3 1/ 12345678901234567890123456789012345678 亿 . % 点 倍".split(" ")
UNITS = ["个", "亿元", "万元", "公里", "亩", "户"]
CODES = ["utf-8", "gb18030", "gbk", "big5", "utf-16", "hz", "utf-7", "euc-kr"]
words = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=30).map("".join)
tags = st.lists(st.sampled_from("<p> </p> <div> </div> <button> <select> <option> <textarea> </textarea> <svg> <title> <script> </script> <!-- --> <![CDATA[ ]]> <table> <td> <a href=x> &nbsp; &#x4e00;".split()) | words, max_size=20).map("".join)
names = st.lists(st.sampled_from(PARTS) | st.text(min_size=1, max_size=8), min_size=1, max_size=4)
encoded = st.builds(lambda text, encoding: text.encode(encoding, "replace"), words, st.sampled_from(CODES))
given_values = st.dictionaries(st.sampled_from(["district", "park", "year", "name", "event", "outcome", "words"]), words | st.integers() | st.floats(), max_size=3)
han = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), max_size=20)
files = st.tuples(st.sampled_from(["docx", "pdf", "zip", "csv", "jsonl", "md"]), st.binary(max_size=300))
TARGETS: dict[str, tuple[st.SearchStrategy[Any], Callable[..., object]]] = {
    "decoding": (st.tuples(st.binary(max_size=400) | encoded, st.sampled_from(["", "gbk", "big5", "rot13", "utf-7", "idna"])), properties.decoding),
    "encodings": (st.tuples(han, st.sampled_from(["utf-8", "utf-16", "gb18030", "gbk"])), properties.declared_or_not),
    "HTML": (st.tuples(tags), properties.html),
    "front matter": (st.tuples(words), properties.front_matter),
    "rows of tables": (st.tuples(words), lambda text: list(rows(text))),
    "time": (st.tuples(words), properties.time),
    "quantities": (st.tuples(words, st.integers(2, 999_999), st.sampled_from(UNITS)), properties.quantities),
    "clauses": (st.tuples(words), properties.clauses),
    "facts": (st.tuples(words), properties.facts),
    "files of any format": (st.tuples(files), lambda file: list(read_item(Item("a", f"a.{file[0]}", file[0], data=file[1]), Limits(bytes=1000)))),
    "binder": (st.tuples(st.sampled_from(sorted(templates())), given_values), properties.binder),
    "GEXF": (st.tuples(names), properties.gexf),
}  # fmt: skip


def fuzz(seed: int, count: int, place: Path) -> Result:
    """Each target with ``count`` examples."""
    broken = []
    for name, (strategy, call) in TARGETS.items():
        try:
            _trial(strategy, call, seed, count)()
        except Exception as why:
            broken.append(f"{name}: {type(why).__name__}: {why} {getattr(why, '__notes__', '')}"[:600])
    return Result("what reads answers, or raises an error of ours", f"{len(TARGETS)} targets, {count} examples each, {len(broken)} broken", tuple(broken))


def _trial(strategy: st.SearchStrategy[Any], call: Callable[..., object], seed: int, count: int) -> Callable[[], None]:
    @seeded(seed)
    @settings(max_examples=count, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(strategy)
    def tried(value: Any) -> None:
        properties.held(call, *value)

    return tried
