"""The score: what counts, and that it is the measure of the shared scorer where that is at hand."""

from __future__ import annotations

import importlib.util
import json
import random
from pathlib import Path

import pytest

from kg.errors import UsageError
from kg.judge.matching import base_unit
from kg.judge.score import KINDS, read_gold, score
from tests import invented

SHARED = Path(__file__).resolve().parents[3] / "shared"
needs_shared = pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason=f"the gold is not at hand ({SHARED / 'gold'})")

GOLD = [
    {"kind": "document", "doc": "松岭", "date": "2031-02", "date_precision": "month"},
    {"kind": "entity", "type": "District", "name": "松岭区", "aliases": ["松岭"]},
    {"kind": "entity", "type": "Park", "name": "松岭光电产业园"},
    {"kind": "entity", "types": ["Project", "Organization"], "name": "松岭一中", "aliases": []},
    {"kind": "entity", "type": "Place", "name": "云帆路", "optional": True},
    {"kind": "relation", "subject": "松岭光电产业园", "predicate": "locatedIn", "object": "松岭区"},
    {"kind": "relation", "subject": "松岭一中", "predicate": "locatedIn", "object": "松岭光电产业园"},
    {"kind": "relation", "subject": "林一舟", "predicate": "holdsPost", "object": "区长", "of": "松岭区"},
    {"kind": "milestone", "subject": "松岭一中", "event": "started", "time": None, "modality": "planned"},
    {"kind": "observation", "subject": "松岭区", "measure": "投资", "value": 1.3, "unit": "亿元", "time": "2031", "modality": "actual"},
]


def graded(tmp_path: Path, predictions: list[dict], gold: list[dict] = GOLD):
    (tmp_path / "松岭.jsonl").write_text("\n".join(json.dumps(record) for record in gold), encoding="utf-8")
    return score(tmp_path, [record | {"evidence": [{"doc": "松岭"}]} for record in predictions])


def changed(record: dict, **fields) -> dict:
    return {key: value for key, value in record.items() if key != "optional"} | fields


def test_gold_against_itself_is_perfect(tmp_path: Path) -> None:
    result = graded(tmp_path, GOLD)
    assert result.mean_f1 == 1 and not result.errors
    assert result.dates == {"year": 1, "month": 1, "documents": 1}


def test_nothing_predicted_is_all_missed_but_what_is_optional(tmp_path: Path) -> None:
    result = graded(tmp_path, [])
    assert result.mean_f1 == 0
    assert {kind: count.fn for kind, count in result.kinds.items()} == {"entity": 3, "relation": 3, "milestone": 1, "observation": 1}


def test_either_of_two_readings_that_gold_allows_will_do(tmp_path: Path) -> None:
    twins = [
        *GOLD[:4],
        {**GOLD[8], "time": "2031"},
        {**GOLD[8], "time": "2032", "optional": True},
        {**GOLD[9], "text": "投资1.3亿元"},
        {**GOLD[9], "modality": "planned", "text": "投资1.3亿元", "optional": True},
    ]
    kinds = graded(tmp_path, [*GOLD[:4], changed(twins[5]), changed(twins[7])], twins).kinds
    assert [(kinds[k].tp, kinds[k].fp, kinds[k].fn) for k in ("milestone", "observation")] == [(0, 0, 0), (0, 0, 0)]
    kinds = graded(tmp_path, GOLD[:4], twins).kinds
    assert [kinds[k].fn for k in ("milestone", "observation")] == [1, 1]


def test_an_alias_answers_for_its_entity_and_carries_its_facts(tmp_path: Path) -> None:
    short = [changed(GOLD[1], name="松岭", aliases=[]), GOLD[2], changed(GOLD[5], object="松岭")]
    kinds = graded(tmp_path, short).kinds
    assert (kinds["entity"].tp, kinds["relation"].tp, kinds["relation"].fp) == (2, 1, 0)


@pytest.mark.parametrize(
    ("number", "fields", "outcome"),
    [
        (2, {"type": "Company"}, "fp"),
        (8, {"time": "2040"}, "tp"),
        (8, {"modality": "actual"}, "fp"),
        (9, {"value": 13000, "unit": "万元"}, "tp"),
        (9, {"time": "2030"}, "fp"),
        (7, {"object": "区委副书记、区长"}, "tp"),
        (7, {"of": "邻水区"}, "fp"),
    ],
)
def test_one_field_changed(tmp_path: Path, number: int, fields: dict, outcome: str) -> None:
    """A field that matters makes the record wrong, one that does not leaves it right."""
    predictions = [*GOLD[:number], changed(GOLD[number], **fields), *GOLD[number + 1 :]]
    count = graded(tmp_path, predictions).kinds[GOLD[number]["kind"]]
    assert (count.fp, count.fn) == ((1, 1) if outcome == "fp" else (0, 0))


def test_what_follows_from_gold_is_not_held_against_a_prediction(tmp_path: Path) -> None:
    follows = {"kind": "relation", "subject": "松岭一中", "predicate": "locatedIn", "object": "松岭区"}
    turned = {"kind": "relation", "subject": "松岭区", "predicate": "locatedIn", "object": "松岭一中"}
    assert graded(tmp_path, [*GOLD, follows]).kinds["relation"].fp == 0
    assert graded(tmp_path, [*GOLD, turned]).kinds["relation"].fp == 1


def test_strict_asks_for_bound_and_whole_time(tmp_path: Path) -> None:
    loose = [*GOLD[:9], changed(GOLD[9], bound="about")]
    count = graded(tmp_path, loose).kinds["observation"]
    assert (count.tp, count.strict) == (1, 0)


def test_units() -> None:
    assert base_unit("1.3", "万户") == (13000.0, "户")
    assert base_unit(2, "万亿元") == (2e12, "元")
    assert base_unit(220, "千伏") == (220.0, "千伏")


def test_a_knowledge_is_scored_by_its_records(tmp_path: Path) -> None:
    from kg.records import dumps, to_records

    for doc in invented.TEXTS:
        records = [record for record in to_records(invented.knowledge()) if any(e["doc"] == doc for e in record.get("evidence", ()))]
        (tmp_path / f"{doc.replace('/', '-')}.jsonl").write_text("\n".join(map(dumps, records)), encoding="utf-8")
    whole = score(tmp_path, [r | {"evidence": [{"doc": e["doc"].replace("/", "-")} for e in r.get("evidence", ())]} for r in to_records(invented.knowledge())])
    assert whole.mean_f1 == 1
    assert score(tmp_path, invented.knowledge()).mean_f1 == 0, "ids of documents differ, so nothing is found"


def test_labels_and_errors_name_what_is_wrong(tmp_path: Path) -> None:
    result = graded(tmp_path, [*GOLD[:8], changed(GOLD[8], event="opened"), GOLD[9]])
    assert result.labels["milestone started"].fn == 1 and result.labels["milestone opened"].fp == 1
    assert [(doc, verdict.outcome) for doc, verdict in result.errors] == [("松岭", "fp"), ("松岭", "fn")]


def test_gold_that_is_not_there_or_not_json(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no gold"):
        score(tmp_path, [])
    with pytest.raises(UsageError, match="nowhere"):
        score(tmp_path / "nowhere", [])
    (tmp_path / "a.jsonl").write_text('{"kind": "entity"\n', encoding="utf-8")
    with pytest.raises(UsageError, match=r"a\.jsonl:1"):
        score(tmp_path, [])


def reference():
    spec = importlib.util.spec_from_file_location("shared_score", SHARED / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def noisy(records: list[dict], seed: int) -> list[dict]:
    """Predictions as a middling system makes them: some left out, some doubled, fields and names changed."""
    dice, out = random.Random(seed), []
    for record in records:
        fate = dice.random()
        record = changed(record)
        if fate < 0.2:
            continue
        if fate < 0.6:
            _spoil(record, dice, records)
        out += [record] * (2 if fate > 0.95 else 1)
    dice.shuffle(out)
    return out


def _spoil(record: dict, dice: random.Random, records: list[dict]) -> None:
    names = [r["name"] for r in records if r["kind"] == "entity"]
    field = dice.choice([f for f in ("type", "subject", "object", "of", "event", "time", "modality", "value", "measure", "bound", "aliases") if f in record] or ["x"])
    others = [r[field] for r in records if r.get(field) is not None and r["kind"] == record["kind"]]
    record[field] = dice.choice(names) if field in ("subject", "of") else dice.choice([*others, record.get(field)])
    if field == "type":
        record.pop("types", None)


@needs_shared
@pytest.mark.parametrize("seed", range(5))
def test_same_figures_as_the_shared_scorer(seed: int) -> None:
    theirs = reference()
    total = {kind: [0, 0, 0, 0] for kind in KINDS}
    for file in sorted((SHARED / "gold").glob("*.jsonl")):
        gold = list(read_gold(file))
        predicted = [record | {"evidence": [{"doc": file.stem}]} for record in noisy(gold, seed)]
        counts = theirs.score_document(theirs.Document(gold), theirs.Document(predicted), [])
        ours = score(file, predicted).kinds
        for kind in KINDS:
            got = ours[kind]
            want = [counts[kind][key] for key in ("tp", "fp", "fn", "strict")]
            want[3] = want[3] if kind != "entity" else 0
            assert [got.tp, got.fp, got.fn, got.strict] == want, (file.stem, kind)
            total[kind] = [a + b for a, b in zip(total[kind], want, strict=True)]
    assert all(sum(row[:3]) > 50 for row in total.values())
