"""What is in a picture, before it is drawn: nothing lies on anything else, times are as long as was said, plans look like plans."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings

from kg import plot
from kg.errors import UsageError
from kg.model import Knowledge, Observation
from kg.network.networkx import to_networkx
from kg.plot import nodes
from kg.plot.axis import Axis
from kg.plot.network import around, relations
from kg.plot.scene import Bar, Dot, Line, Scene, Text, width, wrapped
from kg.plot.timeline import item
from kg.plot.words import look, shapes
from kg.safe.text import ILLEGAL
from tests import invented
from tests.export import strange
from tests.export.colour import SIGHTS, apart
from tests.plot.town import DISTRICT, town

KINDS = list(plot.KINDS)
NAMES = {"bridge": invented.BRIDGE, "district": "松岭区"}


def on_one_another(scene: Scene) -> list[tuple[str, str]]:
    """Pairs of words that overlap (turned ones are left out)."""
    boxes = sorted((text.box, text.words) for text in scene.texts if not text.angle)
    pairs = [(one, two) for one, two in itertools.combinations(boxes, 2) if two[0][0] < one[0][2] - 0.1]
    return [(one[1], two[1]) for one, two in pairs if one[0][1] < two[0][3] - 0.5 and two[0][1] < one[0][3] - 0.5]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_words_lie_on_others_and_all_are_on_the_page(kind: str, lang: str) -> None:
    scene = plot.plot(town(), "澄湖区", kind, lang=lang).scene
    assert on_one_another(scene) == []
    boxes = [text.box for text in scene.texts if not text.angle]
    assert len(boxes) > 8 and all(left >= 0 and top >= 0 and right <= scene.wide and bottom <= scene.high for left, top, right, bottom in boxes)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(strange.knowledge())
def test_whatever_a_graph_holds_its_scenes_are_clear(whole: Knowledge) -> None:
    for kind, entity in itertools.product(plot.KINDS, whole.entities[:2]):
        try:
            scene = plot.plot(whole, entity.id, kind, **({"measures": [""]} if kind == "series" else {})).scene
        except UsageError:
            continue
        assert on_one_another(scene) == [] and scene.wide < 3000 and scene.high < 3000
        assert not any(ILLEGAL.search(text.words) or "\n" in text.words for text in scene.texts)


def test_this_test_sees_words_on_others() -> None:
    assert on_one_another(Scene(100, 100, [Text(10, 10, "园区"), Text(18, 12, "项目"), Text(80, 10, "远")])) == [("园区", "项目")]


def test_no_dot_lies_on_a_name_or_another_dot() -> None:
    scene = plot.network(town(), "澄湖区", top=200).scene
    dots = [mark for mark in scene.marks if isinstance(mark, Dot)][:80]
    near = [(one, two) for one, two in itertools.combinations(dots, 2) if (one.x - two.x) ** 2 + (one.y - two.y) ** 2 < (one.radius + two.radius) ** 2]
    assert near == []
    hit = [(text.words, dot) for text in scene.texts for dot in dots if text.box[0] < dot.x < text.box[2] and text.box[1] < dot.y < text.box[3]]
    assert hit == []


def test_a_network_says_how_much_of_it_is_shown_and_keeps_some_of_each_type() -> None:
    scene = plot.network(town(), "澄湖区", top=30).scene
    words = [text.words for text in scene.texts]
    assert any("30" in line and "共 88 个" in line for line in words)
    assert {"区县 1", "园区 6"} <= set(words) and any(line.startswith("企业") for line in words) and any(line.startswith("产业") for line in words)


def test_a_network_of_a_thing_does_not_lead_through_its_district() -> None:
    graph = relations(to_networkx(town()))
    near = around(graph, "Company/1", 2)
    assert near == {"Company/1", "Park/1", DISTRICT, "Industry/1", "Industry/7", "Company/7"}
    assert "Project/001" in around(graph, DISTRICT, 1)


def test_planned_relations_are_dashed_and_said_once() -> None:
    graph = relations(to_networkx(town()))
    part = graph.subgraph(["Park/0", "Park/1", "Industry/1"])
    there = {node: nodes.Node.of(node, data["type"], 1, 8.0).at(60.0 * place, 50.0 * place) for place, (node, data) in enumerate(part.nodes(data=True))}
    found = nodes.lines(part, there, "Park/0")
    assert sorted(line.dashed for line in found) == [False, True]


def test_a_line_bends_around_what_is_in_its_way() -> None:
    there = {name: nodes.Node((name,), "Park", 8.0, 6.0, x, 0.0) for name, x in (("a", 0.0), ("b", 100.0), ("c", 200.0))}
    bent = nodes.clear(Line(0.0, 0.0, 200.0, 0.0), there, ("a", "c"))
    assert bent.bend != 0 and bent.at(0.0) == (0.0, 0.0) and bent.at(1.0) == pytest.approx((200.0, 0.0)) and abs(bent.at(0.5)[1]) > 8.0
    assert nodes.clear(Line(0.0, 0.0, 100.0, 0.0), there, ("a", "b")).bend == 0.0


@pytest.mark.parametrize(("time", "first", "last"), [("2031", (2031, 1, 1), (2031, 12, 31)), ("2031-03", (2031, 3, 1), (2031, 3, 31)), ("2031-H2", (2031, 7, 1), (2031, 12, 31))])
def test_a_bar_is_as_long_as_the_time_that_was_said(time: str, first: tuple[int, int, int], last: tuple[int, int, int]) -> None:
    axis = Axis(2030, 2032, 100.0, 0.0)
    known = next(fact for fact in town().facts if fact.kind == "milestone")
    found = item(replace(known, time=time), axis, "zh")
    assert found.left == pytest.approx(axis.at(date(*first)), abs=2) and found.right == pytest.approx(axis.at(date(*last), end=True), abs=2)
    assert axis.at(date(2031, 1, 1)) == 100.0 + axis.year and axis.at(date(2032, 12, 31), end=True) == pytest.approx(axis.right)


def test_planned_stands_above_actual_and_looks_different() -> None:
    scene = plot.timeline(invented.knowledge(), invented.BRIDGE).scene
    bars = [mark for mark in scene.marks if isinstance(mark, Bar) and mark.edge][:-2]
    planned, actual = [bar for bar in bars if not bar.filled], [bar for bar in bars if bar.filled]
    assert len(planned) == 2 and len(actual) == 1
    assert max(bar.y for bar in planned) < min(bar.y for bar in actual)
    words = [text.words for text in scene.texts]
    assert {"2031", "2032", "2033", "云帆大桥", "封顶", "计划", "已发生"} <= set(words) and any("改期 2033-06" in line for line in words)


def test_undated_milestones_stand_apart() -> None:
    words = [text.words for text in plot.timeline(town(), "澄湖区", top=60).scene.texts]
    assert "未注明" in words


def test_a_figure_has_a_bar_for_each_time_and_its_bound() -> None:
    scene = plot.series(town(), "澄湖区", measures=["第3种"]).scene
    words = [text.words for text in scene.texts]
    assert {"300", "301", "302", "≥303", "2028", "2031", "第3种新建设施数（个）"} <= set(words) | {"".join(words[1:3])}
    assert [bar.filled for bar in scene.marks if isinstance(bar, Bar)][:4] == [True, True, True, False]


def test_figures_below_zero_hang_from_the_line() -> None:
    scene = plot.series(town(), "澄湖区", measures=["出口"]).scene
    zero = next(mark.y for mark in scene.marks if isinstance(mark, Line))
    below, above = [mark for mark in scene.marks if isinstance(mark, Bar)][:2]
    assert below.y == pytest.approx(zero) and above.y + above.high == pytest.approx(zero)
    assert above.high / below.high == pytest.approx(12.25 / 3.5)


def test_industries_have_a_mark_for_each_pair() -> None:
    scene = plot.industries(town(), "澄湖区").scene
    dots = [mark for mark in scene.marks if isinstance(mark, Dot)]
    assert len(dots) == 16 + 2  # pairs, and the legend's
    assert len({(dot.x, dot.y) for dot in dots}) == len(dots)
    one = plot.industries(town(), "第3类新型材料").scene
    assert len([mark for mark in one.marks if isinstance(mark, Dot)]) == 2 + 2


@pytest.mark.parametrize(("call", "hint"), [
    (lambda: plot.plot(town(), "澄湖区", "pie"), "timeline"),
    (lambda: plot.plot(town(), "澄湖区", "series", steps=2), "measures"),
    (lambda: plot.plot(town(), "澄河区", "series"), "澄湖区"),
    (lambda: plot.network(town(), "澄湖区", top=1), "2 or more"),
    (lambda: plot.series(town(), "澄湖区", measures=["无此"]), "第1种新建设施数|出口增速"),
    (lambda: plot.series(town(), "Project/001"), "no figures"),
    (lambda: plot.timeline(town(), "Industry/1"), "network"),
    (lambda: plot.industries(town(), "Company/1"), "industries-by-park"),
    (lambda: plot.network(town(), "澄湖区", lang="fr"), "zh, en"),
])  # fmt: skip
def test_a_wrong_call_names_what_there_is(call, hint: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(UsageError, match=hint):
        call()


@pytest.mark.parametrize("sight", SIGHTS)
def test_statuses_are_told_apart_by_the_colour_blind(sight: str) -> None:
    shades = [style["colour"] for style in look()["statuses"].values()]
    assert all(apart(one, two, sight) > 20 for one, two in itertools.combinations(shades, 2))


def test_every_type_has_a_shape_of_its_own() -> None:
    from kg.ontology import ontology

    assert set(shapes()) == set(ontology().types) and len(set(shapes().values())) == len(ontology().types), "kg:shape in ontology/kg.ttl"


def test_every_status_bound_and_word_is_there_in_both_languages() -> None:
    from kg.model import SETBACKS
    from kg.ontology import ontology

    assert set(look()["statuses"]) == set(ontology().modalities) - SETBACKS and set(look()["bounds"]) == set(ontology().bounds)
    assert all(set(words) == {"zh", "en"} for words in look()["words"].values())


def test_names_are_wrapped_evenly_and_cut_with_a_sign() -> None:
    assert wrapped("环湖大道配套学校", 20.0, 2) == ["环湖大道配套学校"]
    assert wrapped("环湖大道三号地块配套", 8.0, 3) == ["环湖大道三", "号地块配套"]
    assert wrapped("云帆COSMOS", 4.0, 2) == ["云帆", "COSMOS"]
    assert wrapped("一二三四五六七八九十", 3.0, 2) == ["一二三", "四五…"]
    assert "".join(wrapped("澄湖“上岸（北）”园", 4.0, 9)) == "澄湖“上岸（北）”园"
    assert width("园A") == 1.62 and wrapped("", 5.0, 1) == [""]


def test_figures_with_nothing_in_common_are_drawn_only_if_named() -> None:
    """项目数 is of other projects each time; of a figure that two values are given for, the words do not say which it is."""
    def figure(measure: str, value: int, time: str, unit: str = "个") -> Observation:
        return Observation(DISTRICT, measure, Decimal(value), unit, time)

    said = [figure("项目数", 106, "2031"), figure("项目数", 12, "2032"), figure("星光驿站数", 60, "2031"), figure("星光驿站数", 120, "2031"), figure("星光驿站数", 7, "2032")]
    told = [figure("云雀小学数", 3, "2031"), figure("推进云雀小学数", 4, "2032")]
    known = replace(town(), facts=(*said, *told), by_id={})
    words = [text.words for text in plot.series(known, "澄湖区").scene.texts]
    assert not any("项目数" in one or "星光驿站" in one for one in words) and any("云雀小学" in one for one in words)
    assert any("项目数" in text.words for text in plot.series(known, "澄湖区", measures=["项目"]).scene.texts)
    assert any("星光驿站" in text.words for text in plot.series(known, "澄湖区", measures=["星光"]).scene.texts)
