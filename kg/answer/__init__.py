"""The answer to a query: a table of typed values that prints, saves and turns into what the analyst works with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from kg.answer.terms import Iri, Term, Value, of_python, python
from kg.errors import UsageError
from kg.safe.calls import checked

if TYPE_CHECKING:
    from kg.model import Evidence

__all__ = ["Answer", "Iri", "Term", "Value"]

FIRST = 20  # rows that a prompt shows
HIDDEN = "_iri"  # columns that end so carry the IRI beside a name: in JSON and CSV, not in what people read


@dataclass(frozen=True, repr=False)
class Answer:
    """Rows of terms under named columns. Iterate for dicts of Python values; print for a table (what is empty in all rows left out).

    ``labels`` gives columns their titles (``{"year": {"zh": "年份", "en": "year"}}``), ``title`` the answer its own;
    ``template`` is the template's name, if one was asked; ``truncated`` is true where a row limit cut the answer, of ``total`` rows
    where that is known; ``why`` says of an answer without rows what is near.

    >>> answer = Answer.of_values(("park", "companies"), [("澄湖软件园", 3), ("南浦智造园", 1)], title={"zh": "企业数"})
    >>> [row["park"] for row in answer if row["companies"] > 1]
    ['澄湖软件园']
    >>> print(answer)
    企业数
    park        companies
    ----------  ---------
    澄湖软件园          3
    南浦智造园          1
    2 行
    <BLANKLINE>
    """

    columns: tuple[str, ...]
    terms: tuple[tuple[Term | None, ...], ...]
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    title: Mapping[str, str] = field(default_factory=dict)
    template: str | None = None
    truncated: bool = False
    total: int | None = None
    why: str = ""

    @classmethod
    def of_values(cls, columns: Sequence[str], rows: Iterable[Sequence[Value]], **about: Any) -> Answer:
        """An answer from Python values: one sequence a row, in the order of ``columns``."""
        return cls(tuple(columns), tuple(tuple(map(of_python, row)) for row in rows), **about)

    @cached_property
    def rows(self) -> tuple[tuple[Value, ...], ...]:
        """The rows as Python values."""
        return tuple(tuple(map(python, row)) for row in self.terms)

    def __iter__(self) -> Iterator[dict[str, Value]]:
        return (dict(zip(self.columns, row, strict=True)) for row in self.rows)

    def __len__(self) -> int:
        return len(self.terms)

    def __getitem__(self, index: int) -> dict[str, Value]:
        return dict(zip(self.columns, self.rows[index], strict=True))

    @checked
    def column(self, name: str) -> list[Value]:
        """The values of one column. Raises ``UsageError`` naming the columns there are.

        >>> graph.ask("promises", outcome="moved").column("subject")
        ['新华锦小蓬莱国际康复医院', '银丰华美达酒店']
        """
        if name not in self.columns:
            raise UsageError(f"no column {name!r}", f"there are: {', '.join(self.columns)}")
        return [row[self.columns.index(name)] for row in self.rows]

    def filled(self) -> Answer:
        """The answer without the columns that hold no value in any row; all columns if there is no row."""
        kept = [place for place in range(len(self.columns)) if not self.terms or any(row[place] is not None for row in self.terms)]
        return replace(self, columns=tuple(self.columns[place] for place in kept), terms=tuple(tuple(row[place] for place in kept) for row in self.terms))

    @property
    def visible(self) -> tuple[str, ...]:
        """The columns that tables show: all but those that carry an IRI beside a name."""
        return tuple(name for name in self.columns if not name.endswith(HIDDEN)) or self.columns

    @checked
    def label(self, column: str, lang: str = "zh") -> str:
        """The title of a column, or its name."""
        return self.labels.get(column, {}).get(lang) or column

    @property
    def note(self) -> str:
        """What the reader must know beside the rows: empty, or that a limit cut them."""
        if not self.truncated:
            return f"0 行 no rows。{self.why}" if self.why and not self.terms else ""
        if self.total is not None:
            return f"只显示前 {len(self)} 行，共 {self.total} 行 (the first {len(self)} of {self.total} rows)"
        return f"只显示前 {len(self)} 行，其余未列出 (cut at {len(self)} rows: there are more)"

    @checked
    def format(self, name: str = "table", lang: str = "zh") -> str:
        """The answer as text: ``table``, ``csv``, ``json`` or ``markdown``. Raises ``UsageError`` for another name.

        >>> print(Answer.of_values(("park", "companies"), [("澄湖软件园", 3)]).format("markdown"))
        | park | companies |
        | --- | ---: |
        | 澄湖软件园 | 3 |
        <BLANKLINE>
        """
        from kg.answer.formats import FORMATS

        if name not in FORMATS:
            raise UsageError(f"no format {name!r}", f"there are: {', '.join(FORMATS)}")
        return FORMATS[name](self, lang)

    @checked
    def results(self, name: str = "json") -> str:
        """The answer in a standard SPARQL 1.1 result format: ``json``, ``xml``, ``csv`` or ``tsv``."""
        from kg.answer.results import RESULTS

        if name not in RESULTS:
            raise UsageError(f"no result format {name!r}", f"there are: {', '.join(RESULTS)}")
        return RESULTS[name].write(self)

    def __str__(self) -> str:
        return self.filled().format("table")

    def __repr__(self) -> str:
        """What a prompt shows: how much there is, and the first rows as a table."""
        first = replace(self, terms=self.terms[:FIRST], truncated=self.truncated or len(self) > FIRST)
        return f"<Answer {self.template or ''}: {len(self)} rows, {len(self.columns)} columns>\n{first}".rstrip()

    def _repr_html_(self) -> str:
        from kg.answer.formats import html

        return html(self.filled())

    def to_rich(self, lang: str = "zh") -> Any:
        """A ``rich.table.Table``. Raises ``MissingExtra`` without rich."""
        from kg.answer.frames import to_rich

        return to_rich(self, lang)

    def to_pandas(self) -> Any:
        """A pandas ``DataFrame``, all columns. Raises ``MissingExtra`` without pandas.

        >>> frame = graph.ask("promises", year=2024).to_pandas()
        >>> int((frame["outcome"] == "moved").sum())
        2
        """
        from kg.answer.frames import to_pandas

        return to_pandas(self)

    def to_polars(self) -> Any:
        """A polars ``DataFrame``, all columns. Raises ``MissingExtra`` without polars."""
        from kg.answer.frames import to_polars

        return to_polars(self)

    @checked
    def to_networkx(self, source: str | None = None, target: str | None = None) -> Any:
        """A networkx ``MultiDiGraph``: one edge a row from column ``source`` to ``target``, the rest as attributes.

        Unless they are named, these are the first two columns that name entities; raises ``UsageError`` if there are not two.

        >>> list(graph.ask("promises", outcome="moved").to_networkx("subject", "due").edges(data="moved_to"))
        [('新华锦小蓬莱国际康复医院', '2024', '2025'), ('银丰华美达酒店', '2024', '2025')]
        """
        from kg.answer.frames import to_networkx

        return to_networkx(self, source, target)

    def evidence(self) -> list[Evidence]:
        """The passages that the rows rest on, each once, in row order: from columns ``X`` (words) and ``X_iri`` (place).

        >>> said = graph.ask("tenants-of-parks", district="崂山区").evidence()[-1]
        >>> said.doc, said.start, said.end, said.text[-4:]
        ('000-review-2023', 268, 302, '云天畅想')
        """
        from kg.answer.frames import evidence

        return evidence(self)
