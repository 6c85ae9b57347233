"""Asking a reader about documents: what was answered before is not asked again, several calls at once, and a budget that stops it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from kg.readings.asking import Call
from kg.readings.chat import Said, Unanswered
from kg.readings.store import Store

Ask = Callable[[Call], Said | None]
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Price:
    """What a million tokens cost, asked and answered, in whatever currency."""

    asked: float = 0.0
    answered: float = 0.0

    def of(self, tokens: tuple[int, int]) -> float:
        """The cost of so many tokens."""
        return (tokens[0] * self.asked + tokens[1] * self.answered) / 1_000_000


@dataclass(frozen=True, slots=True)
class Budget:
    """What may be spent: ``tokens`` in all, ``cost`` at the ``price``; None for no limit."""

    tokens: int | None = None
    cost: float | None = None
    price: Price = Price()

    def allows(self, spent: tuple[int, int]) -> bool:
        """Whether so many tokens are within it."""
        return (self.tokens is None or sum(spent) <= self.tokens) and (self.cost is None or self.price.of(spent) <= self.cost)


@dataclass
class Proposed:
    """What a run did: the calls that there are, those answered before, those answered now, those still ``open`` (no answer at hand, or the
    budget was spent), those that failed with the reason, and the tokens spent (as the server counted, else as estimated)."""

    calls: int = 0
    before: int = 0
    answered: int = 0
    open: int = 0
    failed: list[tuple[str, str]] = field(default_factory=list)
    tokens: tuple[int, int] = (0, 0)
    stopped: bool = False

    def __str__(self) -> str:
        lines = [f"{self.calls} 次调用 calls：以前已答 answered before {self.before}，这次答 answered now {self.answered}，未问 open {self.open}，失败 failed {len(self.failed)}",
                 f"用词元 tokens: 提问 asked {self.tokens[0]}，回答 answered {self.tokens[1]}"]  # fmt: skip
        return "\n".join([*lines, *(["预算用完，已停 the budget is spent: stopped"] if self.stopped else [])])


def estimate(calls: Iterable[Call], store: Store | None = None) -> tuple[int, tuple[int, int]]:
    """How many calls there are to make, and about how many tokens they ask and would be answered with."""
    left = [call for call in calls if store is None or not store.has(call)]
    counts = [call.tokens for call in left]
    return len(left), (sum(asked for asked, _ in counts), sum(said for _, said in counts))


def propose(calls: Sequence[Call], store: Store, ask: Ask, *, parallel: int = 4, budget: Budget | None = None, progress: Progress | None = None) -> Proposed:
    """Ask about all that was not answered before, ``parallel`` calls at once, and keep each answer as it comes.

    A call that fails is told and leaves the others; one that would go over the budget is not made, nor any after it.
    """
    run = _Run(store, ask, budget or Budget(), progress, Proposed(len(calls)))
    left = [call for call in calls if not store.has(call)]
    run.done.before = len(calls) - len(left)
    with ThreadPoolExecutor(parallel) as pool:
        try:
            for waiting in [pool.submit(run.one, call) for call in left]:
                waiting.result()
        except BaseException:
            run.halt = True
            pool.shutdown(cancel_futures=True)
            raise
    run.done.failed.sort()
    return run.done


class _Run:
    """What the threads of a run share."""

    def __init__(self, store: Store, ask: Ask, budget: Budget, progress: Progress | None, done: Proposed) -> None:
        self.store, self.ask, self.budget, self.progress, self.done = store, ask, budget, progress, done
        self.lock = threading.Lock()
        self.reserved = (0, 0)
        self.finished, self.halt = 0, False

    def one(self, call: Call) -> None:
        """Make one call, if it may still be made."""
        if not self._reserve(call):
            return
        try:
            said = self.ask(call)
        except Unanswered as why:
            self._finish(call, None, str(why.what))
            return
        if said is not None:
            self.store.keep(call, said.text, said.usage or (0, 0))
        self._finish(call, said)

    def _reserve(self, call: Call) -> bool:
        with self.lock:
            would = _sum(_sum(self.done.tokens, self.reserved), call.tokens)
            if self.halt or self.done.stopped or not self.budget.allows(would):
                self.done.stopped = self.done.stopped or not self.halt
                self.done.open += 1
                return False
            self.reserved = _sum(self.reserved, call.tokens)
            return True

    def _finish(self, call: Call, said: Said | None, why: str = "") -> None:
        with self.lock:
            self.reserved = (self.reserved[0] - call.tokens[0], self.reserved[1] - call.tokens[1])
            self.finished += 1
            if why:
                self.done.failed.append((call.piece.id, why))
            elif said is None:
                self.done.open += 1
            else:
                self.done.answered += 1
                self.done.tokens = _sum(self.done.tokens, said.usage if said.usage is not None else call.tokens)
            if self.progress:
                self.progress(self.done.before + self.finished, self.done.calls, call.piece.id)


def _sum(a: tuple[int, int], b: tuple[int, int]) -> tuple[int, int]:
    return a[0] + b[0], a[1] + b[1]


def from_files(folder: Path) -> Ask:
    """Answers from files in place of a server: that to the piece ``ID`` is ``ID.json``; None where there is no such file."""

    def ask(call: Call) -> Said | None:
        path = folder / f"{call.piece.id}.json"
        return Said(path.read_text(encoding="utf-8-sig", errors="replace"), (0, 0)) if path.is_file() else None

    return ask
