"""kg ask: one subcommand a template, one option a parameter."""

from __future__ import annotations

from functools import partial
from typing import Any

import click

from kg.cli.common import (
    columns_option,
    endpoint_option,
    format_option,
    graph_option,
    lang_option,
    limit_option,
    note,
    opened,
    out,
    password_option,
    print_answer,
    signed_in,
    sort_option,
    timeout_option,
    user_option,
)
from kg.cli.trim import trimmed
from kg.errors import KgError, UsageError

YEARS = "SELECT ?label { ?year a <https://district-kg.example/ns#Year> ; <http://www.w3.org/2000/01/rdf-schema#label> ?label } ORDER BY ?label"
LISTS = {"type": "types", "event": "events", "outcome": "outcomes"}  # the parameters whose values the ontology lists
SHARED = (graph_option, format_option, lang_option, endpoint_option, timeout_option, user_option, password_option)  # may stand before the template too


class Templates(click.Group):
    """The templates as commands, read from queries/ when they are needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        from kg.templates import templates

        return list(templates())

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        from kg.templates import templates

        return _command(templates()[name]) if name in templates() else None

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        from kg.templates import template

        template(args[0])
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The help names no template: ``kg ask`` lists them with their parameters."""


class Template(click.Command):
    """A template; a parameter that it does not have is an error that names those there are."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, args)
        except click.NoSuchOption as wrong:
            there = [option.opts[0] for option in self.params if isinstance(option, click.Option)]
            raise UsageError(f"{self.name} has no parameter {wrong.option_name}", f"there are: {', '.join(there)}") from None


@click.group(cls=Templates, invoke_without_command=True, subcommand_metavar="[TEMPLATE] [--PARAM VALUE]...")
@graph_option
@format_option
@lang_option
@endpoint_option
@timeout_option
@user_option
@password_option
@click.option("--describe", type=click.Choice(("json", "shacl")), help="Print all templates for machines: JSON, or SHACL-style Turtle.")
@click.pass_context
def ask(
    ctx: click.Context, folder: str, form: str, lang: str, endpoint: str | None, timeout: float, user: str | None, password: str | None, describe: str | None
) -> None:
    """Answer a template; without one, list them with their parameters.

    kg ask TEMPLATE --help tells a template's parameters. An entity may be given by any of its names.
    """
    ctx.obj = {"folder": folder, "form": form, "lang": lang, "endpoint": endpoint, "timeout": timeout, "user": user, "password": password}
    if describe:
        out(described(describe))
        ctx.exit(0)
    if ctx.invoked_subcommand is None:
        print_answer(listing(), form, lang)
        note("kg ask TEMPLATE --help 列出参数 tells the parameters; [--x] 可省略 may be left out")


def described(form: str) -> str:
    """All templates for machines: ``json``, or ``shacl`` (Turtle)."""
    from kg.templates import templates
    from kg.templates.listing import to_json, to_shacl

    return {"json": to_json, "shacl": to_shacl}[form](templates().values())


def listing() -> Any:
    """The templates as an answer: name, titles, parameters, what they do."""
    from kg.answer import Answer
    from kg.templates import templates

    rows = [(t.name, t.title.get("zh", ""), t.title.get("en", ""), " ".join(p.option for p in t.params.values()), t.summary) for t in templates().values()]
    labels = {"name": {"zh": "模板"}, "zh": {"zh": "问题"}, "en": {"zh": "question"}, "params": {"zh": "参数"}, "summary": {"zh": "说明"}}
    return Answer.of_values(("name", "zh", "en", "params"), [row[:4] for row in rows], labels=labels, title={"zh": "模板 templates", "en": "templates"})


def _command(template: Any) -> click.Command:
    options = [_option(param) for param in template.params.values()]

    def answer(**given: Any) -> None:
        _answer(template.name, given)

    command = Template(template.name, callback=answer, params=list(options), help=_help(template))
    for decorate in (*SHARED, columns_option, sort_option, limit_option):
        command = _with(command, decorate)
    return command


def _with(command: Template, decorate: Any) -> Template:
    """The command with a shared option added, without a default so that what stands before the template holds too."""

    def holder() -> None: ...

    decorate(holder)
    option = holder.__click_params__[0]  # type: ignore[attr-defined]
    option.default, option.envvar, option.show_default = None, None, False
    command.params.append(option)
    return command


def _help(template: Any) -> str:
    lines = [f"{template.title.get('zh', '')} {template.title.get('en', '')}", template.summary, template.description]
    example = " ".join(f"--{name} {value}" for name, value in (template.example.get("params") or template.example.get("values") or {}).items())
    return "\n\n".join([*filter(None, lines), *([f"\b\nkg ask {template.name} {example}"] if example else [])])


def _option(param: Any) -> click.Option:
    from kg.ontology import ontology

    values = " | ".join(getattr(ontology(), LISTS[param.type])) if param.type in LISTS else "/".join(param.classes) or param.type
    about = " ".join(filter(None, (param.label.get("zh"), param.label.get("en"), f"[{values}]")))
    default = f" (default: {param.default})" if param.default is not None else "" if param.required else " (may be left out)"
    spellings = dict.fromkeys((f"--{param.name.replace('_', '-')}", f"--{param.name}"))
    return click.Option([*spellings, param.name], help=about + default, shell_complete=_completer(param))


def _completer(param: Any) -> Any:
    """What the shell offers for a parameter: names of the graph, or the terms of the ontology."""

    def complete(ctx: click.Context, _: click.Parameter, begun: str) -> list[str]:
        try:
            above = ctx.parent.params if ctx.parent else {}
            return candidates(param, begun, ctx.params.get("folder") or above.get("folder") or "graph")
        except KgError:
            return []

    return complete


def candidates(param: Any, begun: str, folder: str) -> list[str]:
    """The values that begin with ``begun``."""
    from kg.ontology import ontology

    if param.type in LISTS:
        return [name for name in getattr(ontology(), LISTS[param.type]) if name.startswith(begun)]
    if param.type not in ("entity", "year", "measure"):
        return []
    with opened(folder) as graph:
        if param.type == "year":
            return [str(row[0]) for row in graph.sparql(YEARS).rows if str(row[0]).startswith(begun)]  # type: ignore[union-attr]
        if param.type == "measure":
            from kg.templates.measures import known

            return [name for name in known(graph.engine.query) if name.startswith(begun)]
        return list(graph.names.complete(begun, tuple(param.classes)))


def _answer(name: str, given: dict[str, Any]) -> None:
    shared = click.get_current_context().obj or {}
    held = {key: given.pop(key) or shared[key] for key in ("folder", "form", "lang", "endpoint", "timeout", "user", "password")}
    trim = {key: given.pop(key) for key in ("columns", "sort", "limit")}
    print_answer(trimmed(_asked(name, given, held), **trim), held["form"], held["lang"])


def _asked(name: str, given: dict[str, Any], held: dict[str, Any]) -> Any:
    if held["endpoint"]:
        from kg.templates.server import Server

        return Server(held["endpoint"], held["timeout"], signed_in(held["user"], held["password"])).ask(name, **given)
    with opened(held["folder"]) as graph:
        from kg.templates import ask as asking

        return asking(name, given, partial(graph.engine.query, timeout=held["timeout"]), graph.names)


__all__ = ["ask", "candidates", "listing"]
