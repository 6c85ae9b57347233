"""Answers on a terminal: nothing wider than it, nothing lost, no slivers, the point of a quote marked."""

from __future__ import annotations

import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.console import Console

from kg.answer import Answer
from kg.answer.formats import width
from kg.cli.brief import brief
from kg.cli.draw import console, drawn

WORDS = st.text("银丰华美达酒店科技城abcdef0123-:/ ", min_size=1, max_size=40).map(str.strip).filter(bool)
COLUMNS = ("subject", "document", "value", "evidence", "answer", "place", "due", "status")


def screen(answer: Answer, columns: int, **how: bool | None) -> str:
    """What a terminal of so many columns shows."""
    out = io.StringIO()
    console = Console(file=out, width=columns, force_terminal=True, highlight=False, **how)  # type: ignore[arg-type]
    console.print(drawn(answer, "zh", columns))
    return out.getvalue()


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a busy machine is no fault
@given(st.lists(st.lists(WORDS, min_size=8, max_size=8), min_size=1, max_size=5), st.integers(1, 8), st.integers(40, 160))
def test_nothing_is_wider_than_the_terminal_and_nothing_is_lost(rows: list[list[str]], many: int, columns: int) -> None:
    answer = Answer.of_values(COLUMNS[:many], [row[:many] for row in rows])
    lines = screen(answer, columns, no_color=True, color_system=None).splitlines()
    assert max(map(width, lines)) <= columns
    seen = sorted(char for line in lines for char in line if not char.isspace())
    for row in rows:
        for cell in row[:many]:
            assert all(seen.count(char) >= cell.count(char) for char in cell if not char.isspace())


def test_columns_that_would_be_slivers_become_lines() -> None:
    row = ("银丰华美达酒店", "002-mobilisation-2024", "2024", "银丰华美达酒店等60个项目将竣工", "银丰华美达酒店计划竣工", "崂山区", "2025", "计划")
    answer = Answer.of_values(COLUMNS, [row], labels={"subject": {"zh": "主体"}})
    assert "── 1 ──\n主体" in screen(answer, 60, color_system=None)
    assert "── 1 ──" not in screen(answer, 160, color_system=None)


def test_ids_and_short_names_are_not_folded_where_there_is_room() -> None:
    answer = Answer.of_values(("template", "question", "evidence"), [("neighbours-two-steps", "相隔两步的实体", "词" * 60)])
    text = screen(answer, 80, color_system=None)
    assert "neighbours-two-steps" in text and "相隔两步的实体" in text


@pytest.mark.parametrize("columns", [60, 160])
def test_the_point_of_a_quote_is_bold(columns: int) -> None:
    answer = Answer.of_values(("subject", "place", "evidence"), [("银丰华美达酒店", "崂山区", "昨日，银丰华美达酒店在崂山区开业")])
    assert "\x1b[1m银丰华美达酒店\x1b[0m" in screen(answer, columns)


def test_a_long_quote_is_cut_around_its_point() -> None:
    quote = "一" * 50 + "银丰华美达酒店开业" + "二" * 50
    shown = brief(Answer.of_values(("subject", "evidence"), [("银丰华美达酒店", quote)])).column("evidence")[0]
    assert isinstance(shown, str) and "银丰华美达酒店" in shown and len(shown) <= 42 and shown.startswith("…") and shown.endswith("…")


def test_how_many_rows_there_are_is_said() -> None:
    assert "2 行" in screen(Answer.of_values(("a",), [("x",), ("y",)]), 80, color_system=None)


def test_no_color_is_heeded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert not console().no_color
    monkeypatch.setenv("NO_COLOR", "1")
    assert console().no_color
