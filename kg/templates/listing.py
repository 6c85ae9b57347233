"""The list of templates for machines (JSON, SHACL-style Turtle) and for people (Markdown)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kg.ontology import KG
from kg.templates.model import Param, Template
from kg.templates.values import XSD, string

PLACE = "https://district-kg.example/template/"
HEAD = f"""@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <{XSD}> .
@prefix kg: <{KG}> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix template: <{PLACE}> .
"""
COMPLETION = """`kg ask` lists them, `kg ask --describe json` and `kg ask --describe shacl` print them for machines. The shell completes names, parameters
and values (entities of the graph, years, steps) after `eval "$(_KG_COMPLETE=bash_source kg)"`, with `zsh_source` or `fish_source` in other shells."""
KINDS = {
    "entity": "sh:nodeKind sh:IRI",
    "type": "sh:nodeKind sh:IRI",
    "event": "sh:nodeKind sh:IRI",
    "outcome": "sh:nodeKind sh:IRI",
    "year": "sh:datatype xsd:gYear",
    "number": "sh:datatype xsd:decimal",
    "text": "sh:datatype xsd:string",
    "measure": "sh:datatype xsd:string",
}


def to_json(listed: Iterable[Template]) -> str:
    """A JSON array: name, titles, parameters, columns, example, and the query of each."""
    return json.dumps([_plain(each) for each in listed], ensure_ascii=False, indent=2) + "\n"


def _plain(each: Template) -> dict[str, Any]:
    about: dict[str, Any] = {"name": each.name, "title": dict(each.title), "summary": each.summary, "description": each.description}
    about |= {"tags": list(each.tags), "form": each.form, "params": [_plain_param(param) for param in each.params.values()]}
    return about | {
        "columns": {name: dict(label) for name, label in each.columns.items()},
        "example": dict(each.example),
        "query": each.text,
    }


def _plain_param(param: Param) -> dict[str, Any]:
    known = {"name": param.name, "type": param.type, "class": list(param.classes), "required": param.required, "default": param.default}
    return known | {"label": dict(param.label)}


def to_shacl(listed: Iterable[Template]) -> str:
    """Turtle: each template a SHACL executable (``sh:select`` and so on) with an ``sh:parameter`` for each parameter."""
    return HEAD + "".join("\n" + _executable(each) for each in listed)


def _executable(each: Template) -> str:
    form = each.form.capitalize()
    lines = [
        f"template:{each.name} a sh:SPARQL{form}Executable",
        *(f"    rdfs:label {string(words)}@{lang}" for lang, words in each.title.items()),
    ]
    lines += [f"    rdfs:comment {string(each.summary)}@en", f"    sh:{form.lower()} {string(each.text)}"]
    lines += [f"    sh:parameter [\n{_parameter(param)}\n    ]" for param in each.params.values()]
    return " ;\n".join(lines) + " .\n"


def _parameter(param: Param) -> str:
    lines = [
        "a sh:Parameter",
        f"sh:path kg:{param.name}",
        KINDS[param.type],
        "sh:maxCount 1",
        f"sh:optional {str(not param.required).lower()}",
    ]
    lines += [f"sh:name {string(words)}@{lang}" for lang, words in param.label.items()]
    lines += [_classes(param.classes)] if param.classes else []
    lines += (
        [f"sh:defaultValue {param.default if param.type == 'number' else string(str(param.default))}"] if param.default is not None else []
    )
    return " ;\n".join("        " + line for line in lines)


def _classes(classes: tuple[str, ...]) -> str:
    if len(classes) == 1:
        return f"sh:class kg:{classes[0]}"
    return "sh:or ( " + " ".join(f"[ sh:class kg:{name} ]" for name in classes) + " )"


def to_markdown(listed: Iterable[Template]) -> str:
    """The reference page: one section a template, generated, never edited."""
    listed = list(listed)
    head = ["# Templates", "", "Generated from the headers of `queries/*.rq` by `python -m kg.templates.listing`; do not edit.", ""]
    head += [COMPLETION, ""]
    table = ["| template | 问题 | question |", "| --- | --- | --- |"]
    table += [f"| [`{each.name}`](#{each.name}) | {each.title.get('zh', '')} | {each.title.get('en', '')} |" for each in listed]
    return "\n".join([*head, *table, *(line for each in listed for line in _section(each))]) + "\n"


def _section(each: Template) -> Iterator[str]:
    yield from ("", f"## {each.name}", "", f"{each.title.get('zh', '')}。{each.summary} {each.description}".rstrip(), "")
    yield f"    kg ask {_call(each)}"
    if each.params:
        yield from ("", "| parameter | type | | 说明 |", "| --- | --- | --- | --- |")
        yield from (f"| `--{param.name}` | {_type(param)} | {_need(param)} | {_both(param.label)} |" for param in each.params.values())
    yield from ("", "| column | 列 |", "| --- | --- |")
    yield from (f"| `{name}` | {_both(label)} |" for name, label in each.columns.items())


def _call(each: Template) -> str:
    return " ".join((each.name, *(f"--{name} {value}" for name, value in each.example.get("params", {}).items())))


def _type(param: Param) -> str:
    return f"{param.type} ({', '.join(param.classes)})" if param.classes else param.type


def _need(param: Param) -> str:
    return "required" if param.required else "optional" if param.default is None else f"default {param.default}"


def _both(label: Mapping[str, str]) -> str:
    return " · ".join(label[lang] for lang in ("zh", "en") if label.get(lang))


if __name__ == "__main__":
    import sys

    from kg.templates.files import templates

    sys.stdout.write(to_markdown(templates().values()))
