"""``kg train``: names of a kind that nobody has seen are found after it, the same bytes come of the same input, and errors say what is missing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import kg
from kg.cli.train import train as command
from kg.errors import GraphError, OntologyError, UsageError
from kg.language.tagger import propose
from kg.learning.lessons import names_of, pieces
from kg.ontology import trained, weights_file
from kg.reading import read_text

pytestmark = pytest.mark.skipif(not propose.available(), reason="this jieba carries no network, or no head was trained")

# A made-up kind of names that no word of the genre gives away: two characters and 鳞.
LEARNED = ("赤水鳞", "青原鳞", "玄石鳞", "白垣鳞", "紫陌鳞", "金池鳞", "银沙鳞", "墨岭鳞")
UNSEEN = ("碧川鳞", "丹崖鳞", "翠屏鳞")
SAYINGS = ("{0}昨天又热闹了起来。", "记者在{0}看到，工人们正在忙碌。", "据介绍，{0}与{1}都由区里管理。", "今年以来，{0}的游客越来越多。", "走进{1}，一派繁忙景象。")


def news(names: tuple[str, ...]) -> str:
    return "松湖新闻\n（2031-05-20）\n" + "\n".join(say.format(name, names[n - 1]) for n, name in enumerate(names) for say in SAYINGS)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Documents to learn from with their gold, and one to read."""
    folder = tmp_path_factory.mktemp("train")
    for part in ("source", "gold", "more"):
        (folder / part).mkdir()
    for n in range(0, len(LEARNED), 4):
        some = LEARNED[n : n + 4]
        (folder / "source" / f"n{n}.txt").write_text(news(some), encoding="utf-8")
        lines = [{"kind": "document", "doc": f"n{n}"}, *({"kind": "entity", "type": "Project", "name": name, "aliases": []} for name in some)]
        (folder / "gold" / f"n{n}.jsonl").write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    (folder / "more" / "m.txt").write_text(news(UNSEEN), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def weights(place: Path) -> Path:
    kg.train(place / "source", gold=place / "gold", out=place / "weights", epochs=60)
    return place / "weights"


def projects(built: kg.Built) -> set[str]:
    return {entity.name for entity in built.graph.knowledge.entities if entity.type == "Project"}


def test_names_of_a_kind_unseen_are_found(place: Path, weights: Path) -> None:
    before = kg.build(place / "more", out=place / "before")
    after = kg.build(place / "more", out=place / "after", weights=weights)
    assert not projects(before) & set(UNSEEN) and set(UNSEEN) <= projects(after)
    assert "weights" not in before.manifest and len(after.manifest["weights"]["sha256"]) == 64
    again = kg.build(place / "more", out=place / "again", weights=weights)
    assert again.generation.name == after.generation.name != before.generation.name


def test_one_input_gives_the_same_bytes(place: Path) -> None:
    for name in ("one", "two"):
        kg.train(place / "source", gold=place / "gold", out=place / name, epochs=1)
    assert all((place / "one" / file).read_bytes() == (place / "two" / file).read_bytes() for file in ("names.npz", "names.json"))
    about = json.loads((place / "one" / "names.json").read_text(encoding="utf-8"))["about"]
    assert (about["documents"], about["names"], about["epochs"]) == (2, 8, 1)


def test_readings_teach_as_gold_does(place: Path) -> None:
    said = [{"kind": "entity", "doc": f"n{n}", "type": "Project", "name": name} for n in (0, 4) for name in LEARNED[n : n + 4]]
    (place / "readings").mkdir()
    (place / "readings" / "somebody.jsonl").write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in said), encoding="utf-8")
    found = kg.train(place / "source", place / "more", readings=place / "readings", out=place / "read", epochs=1)
    assert (found.documents, found.names, found.unread) == (2, 8, ("m",))


def test_weights_hold_within_and_not_behind(weights: Path) -> None:
    shipped = weights_file("names.npz")
    with trained(weights):
        assert weights_file("names.npz") == weights / "names.npz" and weights_file("judge.json").parent == shipped.parent
    assert weights_file("names.npz") == shipped


def test_an_optional_name_and_one_of_an_unknown_type_are_left_open() -> None:
    document = read_text("云帆大桥与云岭鳞开工。", date="2031-05")
    names = names_of([{"kind": "entity", "type": "Project", "name": "云帆大桥", "optional": True}, {"kind": "entity", "type": "Creature", "name": "云岭鳞"}])
    (piece,) = pieces(document, names, ("O", "B-Project", "I-Project"))
    assert piece.sure.tolist()[:10] == [0, 0, 0, 0, 1, 0, 0, 0, 1, 1] and piece.tags.tolist()[:5] == [1, 2, 2, 2, 0]


def test_errors_say_what_is_missing(place: Path, tmp_path: Path) -> None:
    source, gold = place / "source", place / "gold"
    (tmp_path / "empty").mkdir()
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "n0.jsonl").write_text('{"kind": "entity", "name": "云帆大桥"}\n', encoding="utf-8")
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "names.npz").write_bytes(b"PK")
    (tmp_path / "file").write_text("", encoding="utf-8")
    for error, words, given in (
        (UsageError, "nothing to learn from", {}),
        (UsageError, "no gold in", {"gold": tmp_path / "empty"}),
        (UsageError, "record 1: an entity without type", {"gold": tmp_path / "bad"}),
        (UsageError, "no weights in", {"gold": gold, "begin": tmp_path / "empty"}),
        (OntologyError, "no head of the network", {"gold": gold, "begin": tmp_path / "broken"}),
        (UsageError, "no folder of readings", {"readings": tmp_path / "none"}),
        (GraphError, "file", {"gold": gold, "out": tmp_path / "file" / "weights", "epochs": 1}),
        (UsageError, "epochs", {"gold": gold, "epochs": 0}),
    ):
        with pytest.raises(error, match=words):
            kg.train(source, **({"out": tmp_path / "out"} | given))  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="neither gold nor a reading"):
        kg.train(place / "more", gold=gold, out=tmp_path / "out")
    with pytest.raises(UsageError, match="no weights in"):
        kg.build(place / "more", out=tmp_path / "graph", weights=tmp_path / "empty")
    assert not (tmp_path / "out").exists()


def test_the_command_is_the_function(place: Path) -> None:
    result = CliRunner().invoke(command, [str(place / "source"), str(place / "more"), "--gold", str(place / "gold"), "-o", str(place / "by-command"), "--epochs", "1"])
    assert result.exit_code == 0 and "8 个名称 names" in result.output and "gold nor a reading of: m" in result.output
