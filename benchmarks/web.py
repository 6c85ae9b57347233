"""How fast the reading room is on a graph of a million triples: each page at the server, search, and fifty readers at once.

    python -m benchmarks.web [--triples 1000000] [--seconds 30] [--readers 50]

The graph is invented and made anew. Of each kind of page, asked for different things each time, the median of two times: that which the server's
processor spent on it (what the bars are of, so that a busy machine changes nothing), and that by the clock from the request to the last byte of the
answer. Queries are run by children of the server: theirs is in the second time alone. Exit code 1 if a bar is missed.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import threading
import time
from decimal import Decimal
from pathlib import Path
from statistics import median
from urllib.parse import quote

import httpx

from kg.model import Accounting, Dated, Document, Entity, Evidence, Knowledge, Milestone, Observation, Promise, Relation
from kg.publish import publish

PARKS = 200
FEWEST = 600  # projects that even a small graph of these has
PAGE_BAR, SEARCH_BAR = 0.150, 0.030  # seconds
A, B, C = (
    "云松岭湖溪塘浦渠禾柳杉澄远星河帆青南沙泉",
    "东西北中上下前后左右金银玉石竹梅兰荷菊桐",
    "大桥 隧道 水厂 学校 医院 公园 电站 码头 展馆 总部基地".split(),
)
EVENTS, MEASURES = ("started", "topped_out", "completed", "opened"), "总投资 建筑面积 新增泊位 完成产值 引进企业数 道路长度".split()


def name(number: int) -> str:
    """A different name for each number."""
    a, rest = number % len(A), number // len(A)
    b, rest = rest % len(B), rest // len(B)
    c, rest = rest % len(C), rest // len(C)
    return f"{A[a]}{B[b]}{A[rest % len(A)]}{C[c]}"


def park_name(number: int) -> str:
    """The name of one of the parks that there are, whatever the number."""
    return f"{A[number % PARKS % 20]}{B[number % PARKS // 20]}产业园"


def knowledge(projects: int) -> tuple[Knowledge, dict[str, str]]:
    """Ten districts, parks in them, ``projects`` projects with three facts and a promise each, a document for every hundred."""
    districts = [f"{A[n]}{B[n]}区" for n in range(10)]
    parks = [park_name(n) for n in range(PARKS)]
    docs: dict[str, list[str]] = {}
    entities: dict[str, Entity] = {}
    facts: list[Relation | Milestone | Observation] = []
    promises: list[Promise] = []

    def words(doc: str, text: str) -> tuple[Evidence, ...]:
        lines = docs.setdefault(doc, [])
        start = sum(map(len, lines))
        lines.append(text + "。\n")
        return (Evidence(doc, start, start + len(text), text, "rule.made"),)

    for n, district in enumerate(districts):
        entities[f"District/{district}"] = Entity("District", district, (), "沙河市", words(f"review/{n}", f"{district}工作回顾"), f"District/{district}")
    for n, park in enumerate(parks):
        home = districts[n % 10]
        entities[f"Park/{park}"] = Entity("Park", park, (), home, words(f"review/{n % 10}", f"{park}位于{home}"), f"Park/{park}")
        facts.append(Relation(f"Park/{park}", "locatedIn", f"District/{home}", evidence=words(f"review/{n % 10}", f"{home}{park}")))
    for n in range(projects):
        project, home, park, year, doc = name(n), districts[n % 10], parks[n % PARKS], 2020 + n % 10, f"plan/{n // 100:04}"
        ref = f"Project/{project}"
        entities[ref] = Entity("Project", project, (f"{project}项目",), home, words(doc, f"推进{project}项目"), ref)
        event = EVENTS[n % 4]
        plan = words(doc, f"{year}年{project}计划开工")
        facts += [
            Relation(ref, "locatedIn", f"Park/{park}", evidence=words(doc, f"{project}落户{park}")),
            Milestone(ref, event, str(year), "planned", plan),
            Observation(ref, MEASURES[n % 6], Decimal(n % 97 + 1), "亿元", str(year), evidence=words(doc, f"{project}{MEASURES[n % 6]}{n % 97 + 1}亿元")),
            Observation(
                f"District/{home}",
                MEASURES[n % 6],
                Decimal(n % 997 + 1),
                "亿元",
                f"{year}-{n % 12 + 1:02}",
                evidence=words(doc, f"{home}{MEASURES[n % 6]}{n % 997 + 1}亿元"),
            ),
        ]
        promises.append(
            Promise(
                ref,
                str(year),
                ("moved", "kept", "silent", "open")[n % 4],
                event=event,
                moved_to=str(year + 1) if n % 4 == 0 else None,
                slip_months=12 if n % 4 == 0 else None,
                stated_in=doc,
                evidence=plan,
                answer=plan if n % 4 == 0 else (),
            )
        )
    texts = {doc: "".join(lines) for doc, lines in docs.items()}
    documents = tuple(
        Document(doc, text, (), f"{doc}工作安排", Dated(f"20{20 + n % 10}-01", "month", "stated"), accounting=Accounting(len(text), len(text)))
        for n, (doc, text) in enumerate(sorted(texts.items()))
    )
    return Knowledge(documents, tuple(entities[ref] for ref in sorted(entities)), tuple(dict.fromkeys(facts)), tuple(promises)), texts


def pages(number: int) -> dict[str, str]:
    """An address of each kind of page, another for each number."""
    project, district = name(number * 37 % FEWEST), f"{A[number % 10]}{B[number % 10]}区"
    park = park_name(number)
    return {
        "start": "/",
        "project": f"/entity/Project/{quote(project)}",
        "park": f"/entity/Park/{quote(park)}",
        "district": f"/entity/District/{quote(district)}",
        "document": f"/document/plan/{number % 60:04}",
        "review": f"/document/review/{number % 10}",
        "promises": "/promises",
        "promises of an area": f"/promises?area=District/{quote(district)}&year=202{number % 10}",
        "compare": f"/compare?a=District/{quote(district)}&b=District/{quote(A[(number + 1) % 10] + B[(number + 1) % 10])}%E5%8C%BA",
        "questions": "/ask",
        "a question": f"/ask/promises-of?entity={quote(project)}&go=1",
        "network": "/network",
        "verify": "/verify",
        "corrections": "/corrections",
        "search page": f"/search?q={quote(project[:2])}",
        "query": "/query?query=" + quote("SELECT ?p { ?p a <https://district-kg.example/ns#Park> } LIMIT 50"),
        "list of a type": "/search?type=Project",
    }


def searches(number: int) -> str:
    words = (name(number * 53 % FEWEST), name(number * 53 % FEWEST)[:2], "计划开工", "yszd", A[number % 20], "总投资")
    return f"/live?q={quote(words[number % 6])}"


def timed(client: httpx.Client, path: str) -> tuple[float, float]:
    """Seconds of the server's processor, and by the clock."""
    begun = time.perf_counter()
    answer = client.get(path)
    assert answer.status_code == 200, f"{path}: {answer.status_code}"
    return float(answer.headers["server-timing"].partition("dur=")[2]) / 1000, time.perf_counter() - begun


def crowd(home: str, readers: int, seconds: float) -> tuple[int, list[str], list[float]]:
    """``readers`` at once, each going from page to page: requests answered, errors, times."""
    wrong: list[str] = []
    times: list[float] = []
    stop = time.monotonic() + seconds

    def one(number: int) -> None:
        with httpx.Client(base_url=home, timeout=60) as client:
            while time.monotonic() < stop:
                for path in [*pages(number).values(), searches(number)]:
                    try:
                        times.append(timed(client, path)[1])
                    except (AssertionError, httpx.HTTPError) as error:
                        wrong.append(repr(error)[:200])
                    if time.monotonic() > stop:
                        return
                number += 50

    threads = [threading.Thread(target=one, args=(number,)) for number in range(readers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(times), wrong, times


def serving(folder: Path) -> tuple[subprocess.Popen[str], str]:
    process = subprocess.Popen([sys.executable, "-m", "kg", "serve", "--graph", str(folder), "--port", "0", "--read-only"], stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    return process, process.stderr.readline().split()[-1].rstrip("/")


def main() -> int:
    given = argparse.ArgumentParser(description=__doc__.splitlines()[0])  # type: ignore[union-attr]
    given.add_argument("--triples", type=int, default=1_000_000)
    given.add_argument("--seconds", type=float, default=30)
    given.add_argument("--readers", type=int, default=50)
    given.add_argument("--rounds", type=int, default=15)
    options = given.parse_args()
    with tempfile.TemporaryDirectory() as place:
        made, texts = knowledge(options.triples // 155)
        path = publish(made, texts, Path(place) / "g", manifest={"inputs": {}})
        with (path / "graph.nq").open("rb") as lines:
            print(f"{sum(1 for _ in lines)} triples, {len(made.facts)} facts, {len(made.entities)} entities, {len(made.documents)} documents")
        process, home = serving(Path(place) / "g")
        try:
            return measured(home, options.rounds, options.readers, options.seconds)
        finally:
            process.terminate()
            process.wait(20)


def _told(kind: str, times: list[tuple[float, float]], bar: float) -> bool:
    """Print the medians; whether the bar is missed."""
    processor, clock = (median(found) for found in zip(*times, strict=True))
    print(f"{kind:22} {processor * 1000:9.1f} ms {clock * 1000:9.1f} ms{'  over the bar' if processor > bar else ''}")
    return processor > bar


def measured(home: str, rounds: int, readers: int, seconds: float) -> int:
    missed = 0
    with httpx.Client(base_url=home, timeout=120) as client:
        for _ in range(600):
            try:
                client.get("/api/describe")
                break
            except httpx.HTTPError:
                time.sleep(0.1)
        print(f"{'':22} {'processor':>12} {'clock':>12}")
        for kind in pages(0):
            missed += _told(kind, [timed(client, pages(number)[kind]) for number in range(rounds)], PAGE_BAR)
        missed += _told("search as one types", [timed(client, searches(number)) for number in range(60)], SEARCH_BAR)
    count, wrong, times = crowd(home, readers, seconds)
    print(
        f"{readers} readers for {seconds:g} s: {count} pages, {len(wrong)} errors, median {median(times) * 1000:.0f} ms"
        + (f"; first: {wrong[0]}" if wrong else "")
    )
    return int(bool(missed or wrong))


if __name__ == "__main__":
    sys.exit(main())
