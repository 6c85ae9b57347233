"""The one gazetteer of administrative areas."""

from __future__ import annotations

import pytest

from kg.areas import area_types, gazetteer
from kg.errors import OntologyError


def test_types_are_those_of_the_ontology_the_widest_first() -> None:
    assert area_types() == ("Province", "City", "District")


def test_an_area_knows_what_it_lies_in() -> None:
    (area,) = gazetteer().full["崂山区"]
    assert (area.type, area.chain) == ("District", ("山东省", "青岛市", "崂山区"))


def test_one_name_may_be_several_areas() -> None:
    found = gazetteer().full["鼓楼区"]
    assert len(found) > 1 and len({area.path for area in found}) == len(found)


def test_short_forms_and_letters() -> None:
    assert [area.name for area in gazetteer().short["青岛"]] == ["青岛市"]
    assert {"鲁", "渝"} <= gazetteer().letters and "区" not in gazetteer().letters


def test_the_forms_at_an_offset_are_the_longest_first() -> None:
    assert list(gazetteer().forms("在青岛市南", 1)) == ["青岛市", "青岛"]


def test_a_parent_that_no_table_knows_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    import kg.areas.tables as source

    row = {"name": "云溪区", "aliases": "", "within": "云梦市", "code": ""}
    monkeypatch.setattr(source, "table", lambda name: (row,) if name == "District" else ())
    with pytest.raises(OntologyError, match=r"District.csv: 云溪区 lies in 云梦市"):
        source.gazetteer.__wrapped__()
