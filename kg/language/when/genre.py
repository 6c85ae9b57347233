"""What an article is: its date, the year that is its own, whether it is a report, and the states that its passages can take."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg.language.text.titles import titles_of
from kg.model import Article, Document
from kg.ontology import form, rules, sign

GLOSSARY = "passage-glossary"
FIRST_BLOCKS = 6  # in which a report says that it is one
SHORT_BLOCK = 200  # characters; longer blocks among the first are text already


@dataclass(frozen=True, slots=True)
class State:
    """What holds from some words on: a year (or a wider ``time``), a modality, the rule that said so, and how long it holds."""

    year: str | None
    modality: str
    how: str
    time: str | None = None
    scope: str = "section"


@dataclass(frozen=True, slots=True)
class Genre:
    """What an article is: its date, its own year, and whether it is a report."""

    date: str | None
    own: int | None
    report: bool
    start: State | None

    def back(self, how: str, scope: str = "section") -> State:
        return State(str(self.own - 1) if self.own else None, "actual", how, scope=scope)

    def ahead(self, how: str, scope: str = "section") -> State:
        return State(None if self.open_end or not self.own else str(self.own), "planned", how, scope=scope)

    @property
    def open_end(self) -> bool:
        """Whether plans without a year may be for this year or the next."""
        late = bool(self.date) and int((self.date or "")[5:7] or 1) >= rules("passage")["own_year"]["open_from_month"]
        return late and not self.report


def genre_of(article: Article, document: Document | None = None) -> Genre:
    """Date, own year and genre of an article, from its date, its title and its opening blocks."""
    date = article.date.value or (document.date.value if document else None)
    title = next(iter(titles_of(article, document)), "")
    opening = "\n".join([title, *(b.text for b in article.blocks[:FIRST_BLOCKS] if len(b.text) < SHORT_BLOCK)])
    report = bool(compiled("report").search(title) or (compiled("report").search(opening) and sign("passage", "congress") in opening))
    own = _own_year(title, date, report)
    return Genre(date, own, report, _start(title, date, own, report))


def _own_year(title: str, date: str | None, report: bool) -> int | None:
    """The year in a report's or bulletin's title, else that of its date (the next for a report late in the year), else one in the title."""
    named = form("passage", "year_in_title").search(title)
    if named and (report or compiled("bulletin").search(title)):
        return int(named.group(1))
    if not date:
        return int(named.group(1)) if named else None
    next_year = report and len(date) >= 7 and int(date[5:7]) >= rules("passage")["own_year"]["report_next_year_from_month"]
    return int(date[:4]) + next_year


def _start(title: str, date: str | None, own: int | None, report: bool) -> State | None:
    """The state before anything is said: a bulletin tells of its year, news of theirs, a report must say."""
    if compiled("bulletin").search(title) and own:
        return State(str(own), "actual", "passage-bulletin")
    if report:
        return None
    return State(str(own) if own else None, news_modality(own, own, date), "passage-news")


def news_modality(year: int | None, own: int | None, date: str | None) -> str:
    """Whether news of ``date`` tell of a year as of what happened or of what is planned."""
    if year is None or own is None or year < own:
        return "actual"
    early = date is not None and len(date) >= 7 and int(date[5:7]) <= rules("passage")["own_year"]["ahead_until_month"]
    return "planned" if year > own or early else "actual"


@cache
def compiled(key: str) -> re.Pattern[str]:
    """The pattern of a block of ``passage.yaml``."""
    return re.compile(rules("passage")[key]["pattern"])
