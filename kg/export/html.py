"""The whole network as one file that opens in any browser, without a server and without a network."""

from __future__ import annotations

import json
import re
from html import escape
from pathlib import Path
from typing import Any, BinaryIO

from kg.export.network import drawn, svg
from kg.model import Knowledge

EXTENSION = "html"
LABEL_ZH = "整张网络，一个离线网页"
LABEL_EN = "the whole network as one offline page"
TITLE = "整张网络 The whole network"
STATIC = Path(__file__).parents[1] / "web" / "static"
PARTS = ("vendor/graphology.umd.min.js", "vendor/sigma.min.js")  # put there by make web; without them the drawing stands still
# The file may run what it holds, and load nothing.
POLICY = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:"


def write(knowledge: Knowledge, target: BinaryIO, *, top: int = 5000) -> None:
    """Write the page with the ``top`` nodes of which most is known."""
    network = drawn(knowledge, top)
    target.write("".join(_page(network)).encode("utf-8", "replace"))


def _page(network: dict[str, Any]) -> list[str]:
    style = (STATIC / "room.css").read_text(encoding="utf-8")
    parts = [(STATIC / part).read_text(encoding="utf-8") for part in PARTS if (STATIC / part).is_file()]
    whole = len(parts) == len(PARTS)
    scripts = [*parts, f"globalThis.kgNetwork = {safe(json.dumps(network, ensure_ascii=False))};", (STATIC / "network.js").read_text(encoding="utf-8")] if whole else []
    head = f'<!doctype html>\n<html lang="zh-CN"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    about = f"<p>{len(network['nodes'])} / {network['all']}</p>"
    tools = '<div class="tools" id="tools" hidden><label>查找 Find <input id="node" list="nodes"></label><datalist id="nodes"></datalist></div>' if whole else ""
    body = f'<main><h1>{TITLE}</h1>{about}<p class="legend">{_legend(network)}</p>{tools}<div id="sigma" hidden></div><div id="still" class="wide">{svg(network)}</div></main>'
    return [head, '<meta name="viewport" content="width=device-width"><title>', TITLE, "</title><style>", style, "</style></head><body>", body,
            *(f"<script>{_closed(script)}</script>" for script in scripts), "</body></html>\n"]  # fmt: skip


def _legend(network: dict[str, Any]) -> str:
    """What each colour that is drawn means, in the order of the ontology."""
    colour = {node["type"]: node["colour"] for node in network["nodes"]}
    listed = [(colour[name], " ".join(dict.fromkeys(words))) for name, words in network["types"].items() if name in colour]
    return " ".join(f'<span class="one"><span class="dot" style="background:{shade}"></span>{escape(words)}</span>' for shade, words in listed)


def safe(text: str) -> str:
    """JSON that may stand in a script: nothing in it ends or opens markup."""
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _closed(script: str) -> str:
    return re.sub(r"</(?=script)", r"<\\/", script, flags=re.I)
