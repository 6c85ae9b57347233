"""kg export: one subcommand a format, its options those of the format's writer."""

from __future__ import annotations

import sys
from collections import Counter
from typing import Any

import click

from kg.cli.common import STATED_BY, graph_option, note, opened
from kg.cli.report import HTML
from kg.errors import UsageError

HELP = {
    "types": "Entities of these types only.",
    "district": "What lies in this area, and what is linked to it.",
    "years": "Facts of this year or span (2024, 2023-2025), and those without a time.",
    "top": "The first N entities by --by.",
    "by": "degree or pagerank.",
    "documents": "Nodes of documents, and the facts without a time, which hang on them.",
    "year_nodes": "Nodes of years, and the facts that hang on them: milestones, figures and promises.",
    "linked": "Without nodes that no fact is left of.",
    "static": "No time line.",
    "table": "Which table.",
    "html": "HTML in place of Markdown.",
    "base": "What IRIs begin with.",
    "reify": "How facts are written: nodes, or rdf12 (triple terms).",
}  # what a writer's options of these names do


class Formats(click.Group):
    """The export formats as commands."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        from kg.export import FORMATS

        return list(FORMATS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        from kg.export import FORMATS

        return _command(name, FORMATS[name])

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Formats"):
            formatter.write_dl([(name, command.get_short_help_str(90)) for name in self.list_commands(ctx) if (command := self.get_command(ctx, name))])


@click.group(cls=Formats, subcommand_metavar="FORMAT [-o FILE] [OPTIONS]")
@graph_option
@click.pass_context
def export(ctx: click.Context, folder: str) -> None:
    """Write the graph in another format, to FILE or to standard output.

    kg export FORMAT --help tells a format's options.
    """
    ctx.obj = folder


def _command(name: str, module: Any) -> click.Command:
    from kg.export import options

    out = click.Option(["--out", "-o", "target"], metavar="FILE", help="The file to write (default: standard output).")
    graph = click.Option(["--graph", "folder"], metavar="DIR", help="The graph folder.")
    said = click.Option(["--stated-by", "stated_by"], metavar="WHO", help=STATED_BY)
    given = [_option(option, default) for option, default in options(name).items()]

    def write(folder: str | None, target: str | None, **values: Any) -> None:
        _write(name, folder or click.get_current_context().obj, target, {key: value for key, value in values.items() if value is not None})

    return click.Command(name, callback=write, params=[graph, out, said, *given], help=f"{module.LABEL_EN}. {module.LABEL_ZH}", short_help=module.LABEL_EN)


def _option(name: str, default: Any) -> click.Option:
    """A flag for a boolean (--no-… where it is on), a list for a sequence, else a value of the default's type."""
    option, about = "--" + name.replace("_", "-"), HELP.get(name, "")
    if isinstance(default, bool):
        return click.Option([f"{option}/--no-{name.replace('_', '-')}", name], default=None, help=f"{about} (default: {'on' if default else 'off'})")
    if isinstance(default, (tuple, list)):
        return click.Option([option, name], metavar="A,B", help=about, callback=lambda _ctx, _param, text: tuple(text.split(",")) if text else None)
    kind = int if name == "top" or isinstance(default, int) else float if isinstance(default, float) else str
    return click.Option([option, name], type=kind, help=f"{about} (default: {default})" if default is not None else about)


def _tell_alone(graph: Any) -> None:
    """How many things no fact speaks of, and how to leave them out: they are named in a text, and no sentence says what they have to do with others."""
    from kg.export.labels import type_word
    from kg.export.selection import is_frame

    alone = Counter(data["type"] for node, data in graph.nodes(data=True) if not is_frame(data) and not graph.degree(node))
    if alone:
        named = "、".join(f"{type_word(kind)} {kind} {count}" for kind, count in alone.most_common(3))
        note(f"kg: {alone.total()} 个节点只被提到，没有事实 nodes are named and no fact speaks of them ({named}{' …' if len(alone) > 3 else ''})；不要它们 to leave them out: --linked")


def _write(name: str, folder: str, target: str | None, options: dict[str, Any]) -> None:
    from kg.export import options as format_options

    if target is None and sys.stdout.isatty() and name in ("parquet", "excel", "csv", "neo4j"):
        raise UsageError(f"{name} is not for reading on a terminal", "name a file: -o FILE")
    if name == "report" and target and target.lower().endswith(HTML):
        options.setdefault("html", True)
    with opened(folder) as graph:
        data = graph.export(name, target, **options)
        if target is not None and "linked" in format_options(name) and not options.get("linked"):
            _tell_alone(graph.nx)
    if isinstance(data, bytes):
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    else:
        note(f"→ {data}")
