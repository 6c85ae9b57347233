"""kg serve and kg mcp."""

from __future__ import annotations

import click

from kg.cli.common import graph_option, note, opened
from kg.cli.correct import file_option
from kg.errors import MissingExtra


@click.command()
@graph_option
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="The port (0: any that is free).")
@file_option
@click.option("--read-only", is_flag=True, help="Nobody may correct.")
@click.option("--name", "names", multiple=True, metavar="HOST", help="A host name that the server may be asked by, beside localhost and addresses; may be repeated.")
@click.option("--cors", is_flag=True, help="Let pages of other sites read the SPARQL endpoint and the JSON API.")
def serve(folder: str, host: str, port: int, path: str | None, read_only: bool, names: tuple[str, ...], cors: bool) -> None:
    """Open the reading room: the graph as pages, a read-only SPARQL 1.1 endpoint (/sparql) and JSON (/api/openapi.json).

    Corrections may be written by those who enter with the link that is printed. A new build is taken up while serving.
    """
    opened(folder).close()
    try:
        from kg.web.serving import server
    except ModuleNotFoundError as missing:
        raise MissingExtra("kg serve", "web") from missing
    running, desk = server(folder, host=host, port=port, corrections=path, read_only=read_only, names=names, cors=cors)
    sock = running.config.bind_socket()
    home = f"http://{f'[{host}]' if ':' in host else host}:{sock.getsockname()[1]}"
    note(f"→ {home}/")
    note(f"更正由此进入 to correct, enter by {home}/enter?token={desk.token}" if desk.open else "只读 read only")
    running.run(sockets=[sock])


@click.command()
@graph_option
@click.option("--http", is_flag=True, help="Over HTTP (streamable), in place of standard input and output.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on, with --http.")
@click.option("--port", type=click.IntRange(1, 65535), default=8001, show_default=True, help="The port, with --http.")
def mcp(folder: str, http: bool, host: str, port: int) -> None:
    """Answer assistants by the Model Context Protocol: read-only tools, each row with its quotes.

    \b
    search  show  ask  evidence  compare  describe  verify
    """
    opened(folder).close()
    try:
        from kg.web.assistants import tools
    except ModuleNotFoundError as missing:
        raise MissingExtra("kg mcp", "mcp") from missing
    made = tools(folder)
    if http:
        note(f"→ http://{host}:{port}/mcp")
        made.run("streamable-http", host=host, port=port)
    else:
        made.run("stdio")
