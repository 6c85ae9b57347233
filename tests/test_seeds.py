"""The seed documents: their front matter is whole, and the facts that the examples live on are in them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

SEEDS = Path(__file__).parents[1] / "seeds"
FILES = sorted(SEEDS.glob("0*.md"))

KEY_FACTS = {
    "000-review-2023": ("大朋VR", "优必选", "12.2平方公里", "18.5平方公里", "总投资100亿元", "重点项目196个", "13460户", "2555个", "110亿元"),
    "001-plan-2024": ("重点项目315个", "2300亿元", "2024年3月部分交付", "新华锦小蓬莱国际康复医院", "1000亿元", "6700个", "8992万元"),
    "002-mobilisation-2024": ("银丰华美达酒店", "崂山区第一中学", "华芒生物总部一期", "300亩", "18个省市重点新建项目", "山东中医药大学青岛医院"),
    "003-districts-2022": ("刘存东", "刘新学", "张元升", "赵宇波", "1.18亿元", "8367户", "51亿元", "重点项目173个"),
    "004-work-report-2025": ("杨克敏", "224.2亿元", "重点项目263个", "1900亿元", "银丰华美达酒店", "新华锦国际康复医院", "2600P", "主体封顶"),
}


def front_matter(path: Path) -> dict[str, str]:
    found = re.match(r"---\n(.*?)\n---\n", path.read_text(encoding="utf-8"), re.DOTALL)
    assert found, f"{path} has no front matter"
    return {key: str(value) for key, value in yaml.load(found.group(1), yaml.BaseLoader).items()}


def test_there_are_five() -> None:
    assert {path.stem for path in FILES} == set(KEY_FACTS)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_front_matter(path: Path) -> None:
    fields = front_matter(path)
    assert list(fields) == ["title", "published", "publisher", "region"]
    assert all(fields.values())
    assert re.fullmatch(r"\d{4}-\d{2}(-\d{2})?", fields["published"])
    assert fields["region"].endswith(("区", "市"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_key_facts(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert [fact for fact in KEY_FACTS[path.stem] if fact not in text] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_named_in_the_readme_with_its_date(path: Path) -> None:
    row = next(line for line in (SEEDS / "README").read_text(encoding="utf-8").splitlines() if f"`{path.name}`" in line)
    assert row.split("|")[-2].strip() == front_matter(path)["published"]
