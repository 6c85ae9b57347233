"""What 该院 and 园区内 mean: what was named last and fits."""

from __future__ import annotations

import pytest

from kg.language.mentions.mention import Mention
from kg.language.text.line import Line
from kg.language.topics.named_before import NamedBefore


def before(*named: tuple[str, str]) -> NamedBefore:
    found = NamedBefore()
    for name, kind in named:
        found.note([Mention(0, len(name), name, kind)])
    return found


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("该园运行平稳", "松湾产业园"), ("该公司落户", "海岳数据"), ("该医院启用", "云港医院"), ("该学校启用", None)],
)
def test_that_is_the_last_of_its_kind(text: str, wanted: str | None) -> None:
    page = before(("云溪产业园", "Park"), ("海岳数据", "Company"), ("松湾产业园", "Park"), ("云港医院", "Organization"))
    assert [m.name for m in page.meant(Line(text), 0, len(text))] == ([wanted] if wanted else [])


def test_a_name_said_again_is_the_last() -> None:
    page = before(("云溪产业园", "Park"), ("松湾产业园", "Park"), ("云溪产业园", "Park"))
    assert page.last_park({"云溪产业园", "松湾产业园"}) == "云溪产业园"


def test_a_park_at_the_head_of_a_longer_name_counts_and_so_does_the_sentence_itself() -> None:
    page = before(("松湾产业园", "Park"), ("云溪产业园一号楼", "Project"))
    assert page.last_park({"云溪产业园", "松湾产业园"}) == "云溪产业园"
    assert page.last_park({"云溪产业园", "松湾产业园"}, [Mention(0, 5, "松湾产业园", "Park")]) == "松湾产业园"


def test_nothing_named_before() -> None:
    assert NamedBefore().last_park({"云溪产业园"}) is None
