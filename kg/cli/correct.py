"""kg correct, kg corrections and kg gold."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.common import format_option, graph_option, lang_option, note, opened, out, print_answer
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.corrections import Correction

file_option = click.option("--corrections", "path", metavar="FILE", envvar="KG_CORRECTIONS", show_envvar=True,
                           help="The file of corrections (default: the one beside the documents of the last build).")  # fmt: skip


def about_options(command: Any) -> Any:
    """Who says so, why, and when, as the person gives it."""
    for name, text in (("when", "When, as you write it."), ("why", "Why."), ("by", "Who says so.")):
        command = click.option(f"--{name}", required=name == "by", envvar="KG_BY" if name == "by" else None, help=text)(command)
    return file_option(graph_option(command))


doc_option = click.option("--doc", metavar="DOC", help="Only in this document (default: wherever it is stated).")


@click.group()
def correct() -> None:
    """Put right what was read: one line more in the corrections file, applied by every build from then on.

    THING is a fact's key (kg correct facts DOC lists them) or the id of an entity (Project/云帆大桥), for its name.

    \b
    kg correct reject 3f2a91 --by 王琳 --why 那是计划
    kg correct replace 3f2a91 --set time=2031-06 --by 王琳
    kg correct add '{"kind": "milestone", "subject": "云帆大桥", "event": "opened", "time": "2031"}' --doc news/12 --quote 云帆大桥通车 --by 王琳
    kg correct same 云帆大桥 云帆跨河大桥 --by 王琳
    """


@correct.command()
@click.argument("doc")
@graph_option
def facts(doc: str, folder: str) -> None:
    """List the facts of a document with their keys."""
    from kg.graph.show import name_of
    from kg.records import fact_key

    with opened(folder) as graph:
        graph.generation.text(doc)
        for fact in graph.knowledge.facts:
            if words := next((words for words in fact.evidence if words.doc == doc), None):
                said = [str(value) for _, value in _fields(fact)]
                out("\t".join((fact_key(fact)[:10], fact.kind, *(name_of(graph.knowledge, value) for value in said), f"“{words.text}”")))


def _fields(fact: Any) -> list[tuple[str, Any]]:
    from kg.corrections.said import FIELDS

    return [(name, value) for name in FIELDS[fact.kind] if (value := getattr(fact, name)) is not None]


def _on_thing(action: str, text: str) -> None:
    """A subcommand that says ``action`` of a fact or a name."""

    @click.argument("thing")
    @doc_option
    @about_options
    def command(thing: str, doc: str | None, folder: str, path: str | None, **about: str | None) -> None:
        _write(folder, path, lambda graph: _of_thing(graph, action, thing, doc, about))

    command.__doc__ = text
    correct.command(action)(command)


def _of_thing(graph: Any, action: str, thing: str, doc: str | None, about: Mapping[str, str | None], instead: Any = None) -> list[Correction]:
    from kg.corrections import making

    meant = graph.knowledge.by_id[thing] if thing in graph.knowledge.by_id else making.fact(graph.knowledge, thing)
    return making.of_fact(graph.knowledge, graph.generation.text, action, meant, _said(about), doc=doc, instead=instead)


_on_thing("accept", "That a fact or a name is right: it stays, whatever the rules make of its words later.")
_on_thing("reject", "That a fact or a name is wrong: it goes, and does not come back with other rules.")


@correct.command()
@click.argument("thing")
@click.option("--set", "given", multiple=True, required=True, metavar="FIELD=VALUE", help="What it is instead (time= for no time); may be repeated.")
@doc_option
@about_options
def replace(thing: str, given: tuple[str, ...], doc: str | None, folder: str, path: str | None, **about: str | None) -> None:
    """That a fact or a name is another."""
    instead = {name: value or None for name, _, value in (item.partition("=") for item in given)}
    _write(folder, path, lambda graph: _of_thing(graph, "replace", thing, doc, about, instead))


@correct.command()
@click.argument("record")
@click.option("--doc", required=True, metavar="DOC", help="The document.")
@click.option("--quote", required=True, metavar="WORDS", help="Its words that say so, as they stand there.")
@about_options
def add(record: str, doc: str, quote: str, folder: str, path: str | None, **about: str | None) -> None:
    """That a fact or a name is missing: RECORD is one object of the facts file, as JSON."""
    from kg.corrections import making
    from kg.corrections.anchor import quoted

    try:
        said = json.loads(record, parse_float=str)
    except ValueError as why:
        raise UsageError(f"not JSON: {record!r}: {why}", 'write it as {"kind": "milestone", "subject": …}') from why
    _write(folder, path, lambda graph: [making.addition(quoted(doc, graph.generation.text(doc), quote), said, _said(about))])


def _on_names(action: str, text: str) -> None:
    @click.argument("first")
    @click.argument("second")
    @about_options
    def command(first: str, second: str, folder: str, path: str | None, **about: str | None) -> None:
        from kg.corrections import making

        _write(folder, path, lambda _: [making.decision(action, first, second, _said(about))])

    command.__doc__ = text
    correct.command(action)(command)


_on_names("same", "That two names (or ids) are one thing.")
_on_names("different", "That two names (or ids) are two things.")
_on_names("undecided", "That it cannot be told: takes back what was decided of the two.")


@correct.command()
@click.argument("doc")
@about_options
def reviewed(doc: str, folder: str, path: str | None, **about: str | None) -> None:
    """That a document has been gone through: what the graph has it say now is its gold (kg gold)."""
    from kg.corrections import making

    _write(folder, path, lambda graph: [making.review(graph.knowledge, graph.generation.text, doc, _said(about))])


@correct.command()
@click.argument("line_id", metavar="ID")
@about_options
def withdraw(line_id: str, folder: str, path: str | None, **about: str | None) -> None:
    """Take back an earlier line: by its id, which kg corrections shows."""
    from kg.corrections import making, read, remembered

    _write(folder, path, lambda _: [making.withdrawal(read(remembered(folder, path)), line_id, _said(about))])


def _said(about: Mapping[str, str | None]) -> dict[str, str]:
    return {name: value for name, value in about.items() if value}


def _write(folder: str, path: str | None, make: Callable[[Any], list[Correction]]) -> None:
    from kg.corrections import append, remembered

    file = remembered(folder, path)
    with opened(folder) as graph:
        made = make(graph)
    append(file, made)
    for one in made:
        out(f"{one.id} {one.action}")
    note(f"→ {file}；下次构建生效 takes effect with the next kg build")


@click.command()
@graph_option
@file_option
@format_option
@lang_option
def corrections(folder: str, path: str | None, form: str, lang: str) -> None:
    """Show what each correction did in the last build; orphans, whose words are gone, come first."""
    from kg.corrections import read, remembered
    from kg.corrections.listing import listing

    with opened(folder) as graph:
        print_answer(listing(read(remembered(folder, path)), graph.generation.manifest().get("corrections", ())), form, lang)


@click.command()
@graph_option
@file_option
@click.option("--out", "-o", "target", required=True, metavar="DIR", help="The folder: one file a document.")
def gold(folder: str, path: str | None, target: str) -> None:
    """Export the reviewed documents as gold facts, to measure (kg score) and to train.

    Only what a person has gone through counts: a document that was merely read, or corrected here and there, gives nothing.
    """
    from kg.corrections import read, remembered
    from kg.corrections.reviewed import gold as gold_of
    from kg.corrections.reviewed import states
    from kg.records import dumps

    said = read(remembered(folder, path))
    with opened(folder) as graph:
        docs = [document.id for document in graph.knowledge.documents]
    for doc, records in gold_of(said).items():
        file = Path(target) / f"{doc}.jsonl"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("".join(f"{dumps(record)}\n" for record in records), encoding="utf-8")
    counted = [state for _, state in sorted(states(said, docs).items())]
    note("，".join(f"{counted.count(state)} {words}" for state, words in STATES.items()))


STATES = {
    "reviewed": "篇已审 reviewed", "changed": "篇审后又改 changed since (review them again)", "touched": "篇只改过几处 touched", "prefilled": "篇未审 prefilled",
}  # fmt: skip
