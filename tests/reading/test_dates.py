"""The date of a document, and how it was found."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.errors import ReadingError
from kg.reading import Failure, read_sources, read_text
from kg.reading.dates import from_name
from kg.reading.raw import Raw
from kg.reading.text import to_document

SHARED = Path(__file__).resolve().parents[3] / "shared"
BODY = "云溪区大抓项目促发展，星河产业园等项目有序推进，全区上下干劲十足，奋力开创高质量发展新局面。"


def dated(text: str, name: str = "") -> tuple[str | None, str | None, str]:
    found = to_document(Raw(text), id="one", name=name).date
    return found.value, found.precision, found.how.partition(":")[0]


@pytest.mark.parametrize(
    ("text", "value", "how"),
    [
        (f"2025年云溪省政府工作报告\n——2025年1月18日在云溪省第十四届人民代表大会第三次会议上\n{BODY}", "2025-01-18", "session"),
        (f"云溪大抓项目\n发布时间：2024-03-05 10:20 来源：云溪日报\n{BODY}", "2024-03-05", "byline"),
        (f"云溪大抓项目\n2024-03-05 10:20 来源：云溪日报\n{BODY}", "2024-03-05", "byline"),
        (f"关于项目建设的通知\n{BODY}\n云溪区人民政府\n二〇二三年十一月二十日", "2023-11-20", "byline"),
        (f"云溪大抓项目\n某社云溪2023年12月5日电（记者王小明）{BODY}", "2023-12-05", "dateline"),
    ],
)
def test_stated_dates(text: str, value: str, how: str) -> None:
    assert dated(text) == (value, "day", how)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (f"{BODY}就在1月26日，大会成功举办。2024年，云溪区将实施300个项目。2024年是关键一年。", "2024-01"),
        (f"1月25日，云溪区动员大会举行。2024年是云溪建区30周年，2024年，云溪区将发力。{BODY}", "2024-01"),
        (f"今年前三季度增长6%；1至11月份增长13.8%。“在即将到来的2023年，云溪区将抢抓机遇。”{BODY}", "2022-12"),
        (f"1月6日上午，大会开幕。2024年，云溪区交出了答卷。2025年，云溪区将坚持改革。2025年，全区将发力。{BODY}", "2025-01"),
        (f"2023年，云溪区攻坚克难。举办“2024春节云溪文化节”，为市民备齐年货，将陪伴市民度过新春佳节。{BODY}", "2024-01"),
        (f"岁末年初，云溪区处处繁忙。2023年是云溪区的关键一年，2023年将实施100个项目。{BODY}", "2022-12"),
        (f"2023年8月3日，星河产业园开工。{BODY}", "2023-08"),
        (f"12月20日，星河产业园封顶。2024年，云溪区将建成园区。2024年是关键一年。{BODY}", "2023-12"),
    ],
)
def test_inferred_months(text: str, value: str) -> None:
    assert dated(text) == (value, "month", "inferred")


def test_a_year_alone_is_a_year() -> None:
    assert dated(f"2024年，云溪区将实施300个项目。2024年是关键一年。{BODY}")[:2] == ("2024", "year")


@pytest.mark.parametrize("text", [BODY, f"{BODY}2021年，园区开工。", f"今年，云溪区将发力，年内开工。{BODY}", "3月5日，园区开工。"])
def test_nothing_rather_than_a_guess(text: str) -> None:
    assert read_text(text).date.value is None


def test_a_dateline_without_a_year_takes_it_from_the_name_or_the_text() -> None:
    text = f"云溪大抓项目\n本报1月5日讯（记者 王小明）{BODY}"
    assert dated(text, "2024_云溪.txt") == ("2024-01-05", "day", "dateline")
    assert dated(f"{text}2024年，云溪区将发力。2024年是关键一年。") == ("2024-01-05", "day", "dateline")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("20240126_云溪.txt", "2024-01-26"),
        ("云溪-2024-01-26.html", "2024-01-26"),
        ("云溪2024年1月6日要闻.txt", "2024-01-06"),
        ("2024-03 月报.txt", "2024-03"),
        ("2025_云溪_政府工作报告.txt", "2025"),
        ("000_12d6d4e878a7d13a.txt", None),
        ("a20240126b.txt", None),
        ("1234520240126.txt", None),
        ("20241326.txt", None),
    ],
)
def test_dates_in_names(name: str, value: str | None) -> None:
    found = from_name(name)
    assert (found.value if found else None) == value


def test_what_is_given_wins_and_must_be_a_date() -> None:
    assert read_text(f"2024-03-05\n{BODY}", date="2023-01").date.value == "2023-01"
    with pytest.raises(ReadingError, match="'soon' is no date"):
        read_text(BODY, date="soon")


def test_a_day_that_no_calendar_has_is_none() -> None:
    assert read_text(f"发布时间：2024-02-31\n{BODY}").date.value is None


@pytest.mark.skipif(not (SHARED / "gold").exists(), reason="the shared gold is not here")
def test_dates_and_titles_of_the_gold() -> None:
    read = {one.id: one for one in read_sources([SHARED / "corpus"]) if not isinstance(one, Failure)}
    gold = [json.loads(line) for path in sorted((SHARED / "gold").glob("*.jsonl")) for line in path.open(encoding="utf-8")]
    gold = [record for record in gold if record["kind"] == "document"]
    months = sum((read[record["doc"]].date.value or "")[:7] == record["date"][:7] for record in gold)
    assert all((read[record["doc"]].date.value or "")[:4] == record["date"][:4] for record in gold)
    assert months >= len(gold) - 1
    assert [record["doc"] for record in gold if read[record["doc"]].title != record["title"]] == []
