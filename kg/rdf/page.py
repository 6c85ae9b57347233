"""The ontology as a page for people: ``python -m kg.rdf.page > docs/ontology.md``."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from itertools import chain

from kg.model import Article, Dated, Document, Entity, Evidence, Knowledge, Relation
from kg.ontology import FILE, KG, OWL, RDF, RDFS, SCHEMA, SKOS, Predicate, Term, Triples, data_dir, ontology
from kg.rdf.compact import Compact
from kg.rdf.names import DEFAULT_BASE, Names
from kg.rdf.pretty import Pretty
from kg.rdf.quads import blocks

INTRO = """# 本体 · The ontology

Written by `python -m kg.rdf.page` from `ontology/kg.ttl`, which is the only list of these terms; do not edit this page.
Prefix `kg:` is `{ns}`. How facts are laid out as RDF is in [architecture.md](architecture.md), what must hold of them in
`ontology/shapes.ttl` (`kg check`).
"""
OWN_SECTIONS = ("Document", "Entity", "Fact", "Evidence")
SENTENCE = "2024年，蓝杉科技落户澄湖软件园"
QUERY = """SELECT ?company ?words WHERE {
  ?fact rdf:subject ?company ; rdf:predicate kg:locatedIn ; rdf:object/rdfs:label "澄湖软件园"@zh ; kg:evidence/oa:exact ?words .
}"""


def page() -> str:
    """The whole page, Markdown."""
    triples = Triples(data_dir("ontology") / FILE)
    return (
        "\n".join(chain([INTRO.format(ns=KG)], _classes(triples), _relations(triples), _schemes(), _properties(triples), _example())) + "\n"
    )


def example() -> Knowledge:
    """One sentence as knowledge: what the page shows and a test asks."""
    evidence = (Evidence("news", 0, len(SENTENCE), SENTENCE, "settled"),)
    company, park = (
        Entity(kind, name, evidence=evidence, id=f"{kind}/{name}") for kind, name in (("Company", "蓝杉科技"), ("Park", "澄湖软件园"))
    )
    read = Document("news", SENTENCE + "。", (Article(()),), title="园区消息", date=Dated("2024-03-05", "day", "stated"))
    return Knowledge((read,), (company, park), (Relation(company.id, "locatedIn", park.id, time="2024", evidence=evidence),))


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    columns = list(head)
    yield from ("", "| " + " | ".join(columns) + " |", "| " + " | ".join("---" for _ in columns) + " |")
    yield from ("| " + " | ".join(row) + " |" for row in rows)


def _said(term: Term) -> str:
    return f"{term.comment_zh}<br>{term.comment_en}" if term.comment_en else term.comment_zh


def _short(iri: str) -> str:
    return f"`{Compact(DEFAULT_BASE).prefixed(iri) or iri}`"


def _shorts(triples: Triples, iri: str, *predicates: str) -> str:
    return ", ".join(_short(value) for predicate in predicates for value in triples.values(iri, predicate))


def _classes(triples: Triples) -> Iterator[str]:
    yield "\n## 类 · Classes"
    rows = ((f"`kg:{term.name}`", f"{term.zh} · {term.en}", _said(term), term.example, _shorts(triples, term.iri, RDFS + "subClassOf", SKOS + "closeMatch"))
            for term in ontology().classes.values())  # fmt: skip
    yield from _table(("class", "名称 · label", "what it covers", "例 · example", "under, like"), rows)


def _types(names: Iterable[str]) -> str:
    return ", ".join(names)


def _relation(term: Predicate, triples: Triples) -> tuple[str, ...]:
    to = "words" if term.literal else _types(term.range)
    like = _shorts(triples, term.iri, SKOS + "closeMatch")
    return (
        f"`kg:{term.name}`",
        f"{term.zh} · {term.en}",
        f"{_types(term.domain)} → {to}",
        _said(term),
        term.example,
        f"`kg:{term.inverse}`" if term.inverse else "",
        like,
    )


def _relations(triples: Triples) -> Iterator[str]:
    yield "\n## 关系 · Relations"
    rows = (_relation(term, triples) for term in ontology().predicates.values())
    yield from _table(("property", "名称 · label", "from → to", "meaning", "例 · example", "inverse", "like"), rows)


def _schemes() -> Iterator[str]:
    known = ontology()
    yield "\n## 进度阶段 · Milestones"
    yield f"\nOf {_types(known.milestone_types)}. A later rank shows that the earlier steps are past; one without a rank may come at any time."
    ranked = ((f"`kg:{event.name}`", event.zh, event.en, str(event.rank or ""), event.example) for event in known.events.values())
    yield from _table(("event", "中文", "English", "rank", "例 · example"), ranked)
    for title, scheme in (
        ("语气 · Modality", known.modalities),
        ("限定 · Bound", known.bounds),
        ("承诺结果 · Outcome of a promise", known.outcomes),
    ):
        yield f"\n## {title}"
        yield from _table(
            ("concept", "中文", "English", "meaning"), ((f"`kg:{term.name}`", term.zh, term.en, _said(term)) for term in scheme.values())
        )


def _properties(triples: Triples) -> Iterator[str]:
    yield "\n## 其他属性 · Other properties"
    kinds = (OWL + "ObjectProperty", OWL + "DatatypeProperty", OWL + "AnnotationProperty")
    names = [
        iri for iri in triples.order if set(triples.values(iri, RDF + "type")) & set(kinds) and iri[len(KG) :] not in ontology().predicates
    ]
    rows = (
        (f"`kg:{iri[len(KG) :]}`", f"{triples.label(iri, 'zh')} · {triples.label(iri, 'en')}", _ends(triples, iri), _comment(triples, iri))
        for iri in names
    )
    yield from _table(("property", "名称 · label", "of → to", "meaning"), rows)


def _ends(triples: Triples, iri: str) -> str:
    of = _shorts(triples, iri, SCHEMA + "domainIncludes") or _shorts(triples, iri, RDFS + "domain")
    return f"{of} → {_shorts(triples, iri, SCHEMA + 'rangeIncludes') or _shorts(triples, iri, RDFS + 'range')}"


def _comment(triples: Triples, iri: str) -> str:
    return "<br>".join(filter(None, (triples.words(iri, RDFS + "comment", language) for language in ("zh", "en"))))


def _example() -> Iterator[str]:
    pretty = Pretty(Compact(DEFAULT_BASE))
    shown = (block for block in blocks(example(), Names()) if block[0] in OWN_SECTIONS)
    yield f"\n## 例 · An example\n\nWhat {SENTENCE}。 gives (its own part of the Turtle; prefixes as usual):\n\n```turtle"
    yield f"@base <{DEFAULT_BASE}> ." + "".join(pretty.sections(shown)).rstrip()
    yield f"```\n\nWho is in the park, and which words say so:\n\n```sparql\n{QUERY}\n```"


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.write(page())
