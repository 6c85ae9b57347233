"""Offsets of a cleaned text in the text that it came from, kept as runs: small, hashable, quick to pickle."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import overload


@dataclass(frozen=True, slots=True)
class Runs(Sequence[int]):
    """A sequence of offsets: from position ``starts[k]`` on, the offsets count up from ``offsets[k]``."""

    starts: tuple[int, ...]
    offsets: tuple[int, ...]
    length: int

    def __len__(self) -> int:
        return self.length

    @overload
    def __getitem__(self, index: int) -> int: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[int, ...]: ...
    def __getitem__(self, index: int | slice) -> int | tuple[int, ...]:
        if isinstance(index, slice):
            return tuple(self[i] for i in range(*index.indices(self.length)))
        index += self.length if index < 0 else 0
        if not 0 <= index < self.length:
            raise IndexError(index)
        run = bisect_right(self.starts, index) - 1
        return self.offsets[run] + index - self.starts[run]

    def __iter__(self) -> Iterator[int]:
        for start, end in self.spans():
            yield from range(start, end)

    def spans(self) -> Iterator[tuple[int, int]]:
        """The stretches of the source text that the runs cover."""
        ends = (*self.starts[1:], self.length)[: len(self.starts)]
        for start, end, offset in zip(self.starts, ends, self.offsets, strict=True):
            yield offset, offset + end - start


def runs(spans: Iterable[tuple[int, int]]) -> Sequence[int]:
    """The offsets that the spans cover, in order: a ``range`` if they touch, else ``Runs``."""
    starts: list[int] = []
    offsets: list[int] = []
    length, last = 0, -1
    for start, end in spans:
        if start != last and end > start:
            starts.append(length)
            offsets.append(start)
        length, last = length + end - start, end
    if len(starts) == 1:
        return range(offsets[0], offsets[0] + length)
    return Runs(tuple(starts), tuple(offsets), length)


def covered(offsets: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The stretches of the source text that a sequence of offsets covers."""
    if isinstance(offsets, Runs):
        yield from offsets.spans()
    elif isinstance(offsets, range):
        yield offsets.start, offsets.stop
    else:
        yield from ((offset, offset + 1) for offset in offsets)
