"""Random bytes and words into what reads them: an answer or an error of ours, nothing else."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import seed as seeded
from hypothesis import strategies as st

from kg.api import extract
from kg.errors import KgError
from kg.reading import Item, Limits, read_item, read_text
from kg.reading.decode import decode
from kg.reading.formats.rows import rows
from kg.templates import bind, templates
from tests.torture.result import Result

PIECES = "云溪区 星河产业园 云岭大桥 2031年 3月 1至11月份 年内 提前4个月 开工建设 主体封顶 总投资 20亿元 增长 5.3% 左右 不少于 90个 220千伏 等 、 ， 。 ； （ ） “ ” 《 》 的 将 未 和 其中 一、 （二） \n --- title: date: < > & \" ' \x00 \ufeff \u202e \ud800".split(" ")
words = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=30).map("".join)
tags = st.lists(st.sampled_from("<p> </p> <div> </div> <button> <select> <option> <textarea> </textarea> <svg> <title> <script> </script> <!-- --> <![CDATA[ ]]> <table> <td> <a href=x> &nbsp; &#x4e00;".split()) | words, max_size=20).map("".join)
encoded = st.builds(lambda text, encoding: text.encode(encoding, "replace"), words, st.sampled_from(["utf-8", "gb18030", "big5", "utf-16", "hz", "utf-7", "euc-kr"]))
TARGETS: dict[str, tuple[st.SearchStrategy[Any], Callable[[Any], object]]] = {
    "decoding": (st.tuples(st.binary(max_size=400) | encoded, st.sampled_from(["", "gbk", "big5", "rot13", "utf-7", "idna"])), lambda given: decode(*given)),
    "HTML": (tags, lambda text: list(read_item(Item("a", "a.html", "html", data=text.encode("utf-8", "surrogatepass"))))),
    "front matter": (words, lambda text: read_text(f"---\n{text}\n---\n云溪区")),
    "rows of tables": (words, lambda text: list(rows(text))),
    "time, quantities, clauses": (words, lambda text: extract(text, date="2031-02")),
    "files of any format": (st.tuples(st.sampled_from(["docx", "pdf", "zip", "csv", "jsonl", "md"]), st.binary(max_size=300)), lambda given: list(read_item(Item("a", f"a.{given[0]}", given[0], data=given[1]), Limits(bytes=1000)))),
    "binder": (st.tuples(st.sampled_from(sorted(templates())), st.dictionaries(st.sampled_from(["district", "park", "year", "name", "event", "outcome", "words"]), words | st.integers() | st.floats(), max_size=3)), lambda given: bind(templates()[given[0]], given[1], lambda text, classes: "https://x.example/" + str(len(text)))),
}  # fmt: skip


def fuzz(seed: int, count: int, place: Path) -> Result:
    """Each target with ``count`` examples."""
    broken = []
    for name, (strategy, call) in TARGETS.items():
        try:
            _trial(strategy, call, seed, count)()
        except Exception as why:
            broken.append(f"{name}: {type(why).__name__}: {why} {getattr(why, '__notes__', '')}"[:400])
    return Result("what reads answers, or raises an error of ours", f"{len(TARGETS)} targets, {count} examples each, {len(broken)} broken", tuple(broken))


def _trial(strategy: st.SearchStrategy[Any], call: Callable[[Any], object], seed: int, count: int) -> Callable[[], None]:
    @seeded(seed)
    @settings(max_examples=count, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(strategy)
    def tried(value: Any) -> None:
        with suppress(KgError):
            call(value)

    return tried
