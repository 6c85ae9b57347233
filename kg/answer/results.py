"""Answers in the standard SPARQL 1.1 result formats, and back: JSON, XML, CSV, TSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from kg.answer.terms import Term
from kg.safe.text import clean

if TYPE_CHECKING:
    from kg.answer import Answer

KINDS = {"typed-literal": "literal"}


class Format(NamedTuple):
    """A result format: its media type and its writer."""

    media: str
    write: Callable[[Answer], str]


def to_json(answer: Answer) -> str:
    """SPARQL 1.1 Query Results JSON."""
    rows = [{name: _binding(term) for name, term in zip(answer.columns, row, strict=True) if term} for row in answer.terms]
    return json.dumps({"head": {"vars": list(answer.columns)}, "results": {"bindings": rows}}, ensure_ascii=False) + "\n"


def _binding(term: Term) -> dict[str, str]:
    extra = {"xml:lang": term.lang} if term.lang else {"datatype": term.datatype} if term.datatype else {}
    return {"type": term.kind, "value": term.value, **extra}


def of_json(body: str) -> tuple[tuple[str, ...], tuple[tuple[Term | None, ...], ...]] | bool:
    """Columns and rows of a JSON result, or the boolean of an ASK. Raises ``ValueError`` for anything else."""
    try:
        result = json.loads(body)
        if "boolean" in result:
            return bool(result["boolean"])
        columns = tuple(result["head"]["vars"])
        return columns, tuple(tuple(_term(row.get(name)) for name in columns) for row in result["results"]["bindings"])
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"not a SPARQL JSON result: {error!r}") from error


def _term(binding: dict[str, Any] | None) -> Term | None:
    if binding is None:
        return None
    kind = KINDS.get(binding["type"], binding["type"])
    return Term(kind, str(binding["value"]), binding.get("datatype", ""), binding.get("xml:lang", ""))


def to_xml(answer: Answer) -> str:
    """SPARQL 1.1 Query Results XML."""
    head = "".join(f"<variable name={quoteattr(name)}/>" for name in answer.columns)
    rows = "".join(f"<result>{_xml_row(answer.columns, row)}</result>" for row in answer.terms)
    space = 'xmlns="http://www.w3.org/2005/sparql-results#"'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<sparql {space}><head>{head}</head><results>{rows}</results></sparql>\n'


def _xml_row(columns: tuple[str, ...], row: tuple[Term | None, ...]) -> str:
    return "".join(f"<binding name={quoteattr(name)}>{_xml_term(term)}</binding>" for name, term in zip(columns, row, strict=True) if term)


def _xml_term(term: Term) -> str:
    words = escape(_xml_text(term.value))
    if term.kind != "literal":
        return f"<{term.kind}>{words}</{term.kind}>"
    extra = f" xml:lang={quoteattr(term.lang)}" if term.lang else f" datatype={quoteattr(term.datatype)}" if term.datatype else ""
    return f"<literal{extra}>{words}</literal>"


def _xml_text(words: str) -> str:
    """The words without characters that XML 1.0 cannot hold."""
    return clean(words)


def to_csv(answer: Answer) -> str:
    """SPARQL 1.1 CSV: plain values, CRLF. Made for programs; ``Answer.format("csv")`` is safe in a spreadsheet."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(answer.columns)
    writer.writerows([_bare(term) for term in row] for row in answer.terms)
    return out.getvalue()


def _bare(term: Term | None) -> str:
    return "" if term is None else "_:" + term.value if term.kind == "bnode" else term.value


def to_tsv(answer: Answer) -> str:
    """SPARQL 1.1 TSV: terms in Turtle syntax."""
    rows = ["\t".join("?" + name for name in answer.columns), *("\t".join(map(turtle, row)) for row in answer.terms)]
    return "\n".join(rows) + "\n"


def turtle(term: Term | None) -> str:
    """One term in N-Triples syntax; empty for none."""
    if term is None or term.kind == "triple":
        return term.value if term else ""
    if term.kind != "literal":
        return f"<{term.value}>" if term.kind == "uri" else "_:" + term.value
    words = "".join(ESCAPES.get(char, char) for char in term.value)
    return f'"{words}"' + (f"@{term.lang}" if term.lang else f"^^<{term.datatype}>" if term.datatype else "")


def boolean(found: bool, form: str) -> str:
    """The answer of an ASK in a standard format: ``json`` or ``xml``, the two that have one."""
    said = str(found).lower()
    if form == "json":
        return json.dumps({"head": {}, "boolean": found}) + "\n"
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">'
    return f"{head}<head/><boolean>{said}</boolean></sparql>\n"


ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
RESULTS = {
    "json": Format("application/sparql-results+json", to_json),
    "xml": Format("application/sparql-results+xml", to_xml),
    "csv": Format("text/csv; charset=utf-8", to_csv),
    "tsv": Format("text/tab-separated-values; charset=utf-8", to_tsv),
}
