"""Documents that were not read, or have no date, named on standard error: a few of each sort, and how many more."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from kg.cli.common import note

if TYPE_CHECKING:
    from kg.reading import Failure

MOST_ALIKE = 3  # documents of one file that failed for one reason, named one by one
MOST_NAMED = 10  # documents named in one message


def tell(failures: Iterable[Failure]) -> None:
    """Each file that could not be read, with the reason; rows of a table that fail alike after the first few as a number."""
    alike: dict[tuple[bool, str, str], list[Failure]] = {}
    for failure in failures:
        alike.setdefault((failure.skipped, failure.source.rpartition("#")[0] or failure.source, failure.reason), []).append(failure)
    for (skipped, source, reason), found in alike.items():
        verb = "skipped" if skipped else "could not read"
        for failure in found[:MOST_ALIKE]:
            note(f"kg: {verb} {failure.source}: {reason}")
        if (more := len(found) - MOST_ALIKE) > 0:
            note(f"kg: {verb} {more} more of {source} for the same reason")


def tell_undated(undated: Sequence[str]) -> None:
    """The documents that no date was found for, and how to date one."""
    if undated:
        named = ", ".join(undated[:MOST_NAMED]) + (f" … ({len(undated)})" if len(undated) > MOST_NAMED else "")
        note(f"kg: 没有日期，“今年”“年内”无从说起 undated, so that 今年 means no year: {named}；"
             "写在文件名、首行或表格的日期列 say it in the file's name, a line of its own or a table's column: 2031-01-05")
