"""What a trial found."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Result:
    """The ``promise``, the ``figure`` that was measured, and each way in which it was ``broken``."""

    promise: str
    figure: str
    broken: tuple[str, ...] = ()
