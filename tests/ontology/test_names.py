"""The tables of names are data that people edit: each failure here names the row and what to do."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from kg.areas import gazetteer
from kg.ontology import data_dir, names_of, table

AREAS = ("Province", "City", "District")
TABLES = (*AREAS, "Industry")


@pytest.mark.parametrize("name", TABLES)
def test_aliases_are_other_names_than_the_name(name: str) -> None:
    wrong = [r["name"] for r in table(name) for a in names_of(r)[1:] if a == r["name"] or a != a.strip()]
    assert wrong == [], "take the name out of its own aliases, and spaces off their ends"


@pytest.mark.parametrize("name", TABLES)
def test_every_row_says_where_it_is_from(name: str) -> None:
    assert [r["name"] for r in table(name) if not r["source"].strip()] == [], "fill the column source"


@pytest.mark.parametrize("name", AREAS)
def test_areas_are_sorted_by_code(name: str) -> None:
    codes = [r["code"] or "999999" for r in table(name)]
    assert codes == sorted(codes), "sort the rows by code"


@pytest.mark.parametrize("name", AREAS)
def test_codes_are_six_digits_and_unique(name: str) -> None:
    codes = [r["code"] for r in table(name) if r["code"]]
    assert [c for c in codes if not re.fullmatch(r"\d{6}", c)] == []
    assert [c for c, n in Counter(codes).items() if n > 1] == []


def test_there_are_as_many_areas_as_there_are() -> None:
    assert [len(table(name)) for name in AREAS] == [30, 337, 2849]


def test_the_top_areas_are_34() -> None:
    assert sum(not r["within"] for name in AREAS for r in table(name)) == 34


def test_codes_agree_with_what_areas_lie_in() -> None:
    codes = {a.name: a.code for a in gazetteer().areas if a.type != "District"}
    wrong = [r["name"] for r in table("District") if r["code"] and codes[r["within"]][:2] != r["code"][:2]]
    assert wrong == [], "the parent's code must begin alike"


def test_a_name_stands_once_in_its_parent() -> None:
    counts = Counter((r["name"], r["within"]) for name in AREAS for r in table(name))
    assert [key for key, n in counts.items() if n > 1] == []


def test_short_names_have_two_characters_at_least() -> None:
    wrong = [(r["name"], a) for name in AREAS for r in table(name) for a in names_of(r)[1:] if len(a) == 1]
    assert wrong == [], "one-character forms belong into the column abbr"


def test_every_top_area_has_its_character() -> None:
    missing = [r["name"] for name in ("Province", "City") for r in table(name) if not r["within"] and not r["abbr"]]
    assert missing == []


def test_no_district_is_called_like_a_province() -> None:
    provinces = {a for r in table("Province") for a in names_of(r)}
    wrong = [r["name"] for name in ("City", "District") for r in table(name) if provinces & {*names_of(r)}]
    assert wrong == [], "take that alias away: it means the province"


def test_industries_are_sorted_and_stand_once() -> None:
    names = [r["name"] for r in table("Industry")]
    assert names == sorted(names) and len(names) == len(set(names)), "sort Industry.csv by name, and join rows of one name"


@pytest.mark.parametrize("name", ["Company", "Place", "Stock"])
def test_tables_are_sorted_and_each_name_stands_once(name: str) -> None:
    names = [r["name"] for r in table(name)]
    assert names == sorted(names) and len(names) == len(set(names)), f"sort {name}.csv by name, and join rows of one name"


@pytest.mark.parametrize("name", ["Company", "Place"])
def test_aliases_mean_one_thing_and_sources_are_named(name: str) -> None:
    forms = Counter(f for r in table(name) for f in names_of(r))
    assert [f for f, n in forms.items() if n > 1] == [], "keep this name in one row"
    text = (data_dir("ontology") / "names" / "README.md").read_text(encoding="utf-8")
    assert [s for s in sorted({r["source"] for r in table(name)}) if s not in text] == [], "name the source in ontology/names/README.md"


def test_industry_names_mean_one_industry() -> None:
    forms = Counter(f for r in table("Industry") for f in names_of(r))
    assert [f for f, n in forms.items() if n > 1] == [], "keep this name in one row"


def test_broader_industries_exist_and_do_not_run_in_circles() -> None:
    broader = {r["name"]: r["broader"] for r in table("Industry")}
    assert [n for n, b in broader.items() if b and b not in broader] == [], "add the broader industry as a row"
    for name in broader:
        seen = [name]
        while broader[seen[-1]]:
            assert broader[seen[-1]] not in seen, f"{seen}: a circle"
            seen.append(broader[seen[-1]])


def test_there_are_industries_enough_and_each_has_an_english_name() -> None:
    assert len(table("Industry")) >= 400
    assert [r["name"] for r in table("Industry") if not re.fullmatch(r"[A-Za-z0-9 ,/&.()'’+-]+", r["en"])] == []


def test_the_readme_names_every_source() -> None:
    text = (data_dir("ontology") / "names" / "README.md").read_text(encoding="utf-8")
    sources = {r["source"] for name in TABLES for r in table(name)}
    assert [s for s in sorted(sources) if s not in text] == [], "name the source in ontology/names/README.md"
