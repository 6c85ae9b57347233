"""The area that an article is about."""

from __future__ import annotations

import pytest

from kg.reading.region import region_of


@pytest.mark.parametrize(
    ("title", "texts", "region"),
    [
        ("2025年云溪省政府工作报告", [], "云溪省"),
        ("白山区：项目建设提速", [], "白山区"),
        ("布局新赛道", ["2023年，白山区聚焦产业。", "白山区将发力，白山区以园区为依托。"], "白山区"),
        ("布局新赛道", ["产业园区正在建设，老旧小区已改造，全区将发力，我市将发力。" * 3], None),
        ("布局新赛道", ["东溪区将发力。西溪区将发力。" * 3], None),
        ("布局新赛道", ["白山区将发力。"], None),
    ],
)
def test_region(title: str, texts: list[str], region: str | None) -> None:
    assert region_of(title, texts) == region
