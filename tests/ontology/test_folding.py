"""Names that differ only in how they are written compare as one."""

from __future__ import annotations

import pytest

from kg.ontology.folding import plain


@pytest.mark.parametrize(("first", "second"), [("云帆ＶＲ", "云帆vr"), ("“云帆”大桥", "云帆大桥"), ("云帆 大桥\u3000", "云帆大桥"), ("云帆·松湖", "云帆松湖")])
def test_width_case_space_and_quotes_do_not_count(first: str, second: str) -> None:
    assert plain(first) == plain(second) != ""


def test_other_marks_do() -> None:
    assert plain("云帆（一期）") == "云帆(一期)" != plain("云帆（二期）")
