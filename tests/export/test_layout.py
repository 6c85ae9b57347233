"""Positions: nothing overlaps, the same every time, years in a row."""

from __future__ import annotations

import random
from itertools import combinations, pairwise
from math import dist

import networkx as nx
import pytest
from hypothesis import given, settings

from kg.export import frame
from kg.export.labels import colours
from kg.export.layout import WIDE, positions, sizes
from kg.model import Knowledge
from kg.network.networkx import to_networkx
from kg.ontology import ontology
from tests.export import strange
from tests.export.colour import SIGHTS, apart, lab
from tests.invented import knowledge


def overlaps(graph: nx.MultiDiGraph) -> list[tuple[str, str]]:
    size, place = sizes(graph), positions(graph)
    return [
        (a, b) for a, b in combinations(graph, 2)
        if ((place[a][0] - place[b][0]) / WIDE) ** 2 + (place[a][1] - place[b][1]) ** 2 < (size[a] + size[b]) ** 2
    ]


def wood(many: int, seed: int) -> nx.MultiDiGraph:
    """Things in things, with links across."""
    dice, graph = random.Random(seed), nx.MultiDiGraph()
    graph.add_nodes_from((f"n{i}", {"type": dice.choice(["District", "Park", "Project", "Year", "Document"]), "label": f"n{i}"}) for i in range(many))
    for i in range(1, many):
        graph.add_edge(f"n{i}", f"n{dice.randrange(i)}", predicate=dice.choice(["locatedIn", "partOf", "focusesOn"]))
        graph.add_edge(f"n{dice.randrange(many)}", f"n{dice.randrange(many)}", predicate="partOf")
    return graph


@pytest.mark.parametrize("seed", range(4))
def test_no_two_nodes_overlap(seed: int) -> None:
    assert overlaps(wood(120, seed)) == []


@settings(max_examples=30, deadline=None)
@given(strange.knowledge())
def test_no_two_nodes_overlap_whatever_the_graph(whole: Knowledge) -> None:
    assert overlaps(to_networkx(whole)) == []


def test_the_same_graph_is_drawn_the_same() -> None:
    assert positions(to_networkx(knowledge())) == positions(to_networkx(knowledge()))


def test_a_thing_lies_by_what_holds_it() -> None:
    graph = nx.MultiDiGraph()
    graph.add_nodes_from((f"p{i}", {"type": "Park", "label": f"p{i}"}) for i in range(8))
    graph.add_nodes_from((f"c{i}", {"type": "Company", "label": f"c{i}"}) for i in range(80))
    for i in range(80):
        graph.add_edge(f"c{i}", f"p{i % 8}", predicate="locatedIn")
    place = positions(graph)
    for i in range(80):
        nearest = min((f"p{j}" for j in range(8)), key=lambda park: dist(place[park], place[f"c{i}"]))
        assert nearest == f"p{i % 8}"


def test_years_stand_in_a_row_below_and_documents_above() -> None:
    graph = to_networkx(knowledge())
    place = positions(graph)
    years = [place[node] for node in graph if node.startswith("Year/")]
    documents = [place[node] for node in graph if node.startswith("Document/")]
    others = [place[node][1] for node in graph if not node.startswith(("Year/", "Document/"))]
    assert all(before[0] < after[0] and before[1] == after[1] for before, after in pairwise(years))
    assert max(y for _, y in years) < min(others) <= max(others) < min(y for _, y in documents)


def test_every_type_has_a_colour() -> None:
    assert set(colours()) == {*ontology().types, "Year", "Document"}


@pytest.mark.parametrize("sight", SIGHTS)
def test_colours_can_be_told_apart(sight: str) -> None:
    shade = colours()
    near = {(a, b): apart(shade[a], shade[b], sight) for a, b in combinations(shade, 2)}
    pair = min(near, key=lambda names: near[names])
    assert near[pair] > 20, f"kg:colour in ontology/kg.ttl: {pair} look alike under {sight}; choose another colour for one"


def test_black_labels_are_legible_on_every_colour_and_every_colour_on_white() -> None:
    lightness = {name: lab(shade, "common")[0] for name, shade in colours().items()}
    assert not {name: light for name, light in lightness.items() if not 49 < light < 90}


@pytest.mark.parametrize("many", [1, 5, 59])
def test_titles_of_documents_reach_into_no_other_beside_their_node_or_across_it(many: int) -> None:
    """At the size that a program writes in when it shows the whole: a letter is an eightieth of the drawing."""
    titles = {f"d{n:02}": "青禾区" * (n % 9 + 2) + "2031年工作报告" for n in range(many)}
    place = frame.documents(list(titles), titles, dict.fromkeys(titles, 12.0), 700.0)
    letter = 2 * 700.0 / frame.LETTERS
    for beside in (0.5, 0.0):
        middles = {name: x + beside * frame.letters(titles[name]) * letter for name, (x, _) in place.items()}
        for a, b in combinations(titles, 2):
            if abs(place[a][1] - place[b][1]) < letter:
                room = (frame.letters(titles[a]) + frame.letters(titles[b])) / 2 * letter
                assert abs(middles[a] - middles[b]) >= room - 1e-6, (a, b)
    assert [name for name, _ in sorted(place.items(), key=lambda one: (-one[1][1], one[1][0]))] == list(titles), "read from the top, line by line"
