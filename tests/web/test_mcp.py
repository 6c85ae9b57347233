"""The tools for assistants, asked by the SDK's own client: in memory, over standard input and output, and over HTTP."""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

mcp = pytest.importorskip("mcp", reason="the tools want the extra mcp")

from tests import invented  # noqa: E402

ROOT = Path(__file__).parents[2]
TOOLS = {"search", "show", "ask", "evidence", "compare", "describe", "verify"}


def asked(server: Any, work: Callable[[Any], Awaitable[Any]]) -> Any:
    async def main() -> Any:
        async with mcp.Client(server) as client:
            return await work(client)

    return asyncio.run(asyncio.wait_for(main(), 90))


async def everything(client: Any) -> dict[str, Any]:
    """Each tool once."""
    shown = (await client.call_tool("show", {"name": invented.BRIDGE})).structured_content
    calls = {
        "search": {"words": "云帆"},
        "ask": {"template": "promises", "values": {"year": "2032"}},
        "evidence": {"fact": shown["facts"][0]["fact"]},
        "compare": {"first": invented.DISTRICT, "second": invented.PARK},
        "describe": {},
        "verify": {"text": "2031年，云帆大桥主体封顶。", "date": "2032"},
    }
    found = {name: (await client.call_tool(name, given)) for name, given in calls.items()}
    assert not any(result.is_error for result in found.values()), found
    return {name: result.structured_content for name, result in found.items()} | {"show": shown}


def test_tools_are_read_only_and_described(graph_folder: Path) -> None:
    from kg.web.assistants import tools

    async def listed(client: Any) -> Any:
        return (await client.list_tools()).tools

    found = asked(tools(graph_folder), listed)
    assert {tool.name for tool in found} == TOOLS
    assert all(tool.annotations.read_only_hint and tool.output_schema and tool.description for tool in found)


def test_each_row_has_its_quotes_and_titles(graph_folder: Path) -> None:
    from kg.web.assistants import tools

    found = asked(tools(graph_folder), everything)
    quote = found["show"]["facts"][0]["quotes"][0]
    assert quote["document_title"] == "松岭区工作报告" and quote["quote"] in invented.TEXTS[quote["document"]]
    assert found["ask"]["rows"][0]["evidence"] and found["ask"]["rows"][0]["evidence_document"] == "松岭区工作报告"
    assert (
        found["evidence"]["places"][0]["sentence"] and found["verify"]["verdict"] == "supported" and found["verify"]["claims"][0]["quotes"]
    )
    assert len(found["describe"]["templates"]) > 20 and found["search"]["hits"][0]["quote"]


def test_rows_are_bounded_and_errors_tell_the_way_out(graph_folder: Path) -> None:
    from kg.web.assistants import tools

    async def wrong(client: Any) -> list[str]:
        calls = [
            ("show", {"name": "没有"}),
            ("ask", {"template": "nope"}),
            ("ask", {"template": "promises", "values": {"colour": "blue"}}),
            ("evidence", {"fact": "00"}),
            ("ask", {"template": "promises", "params": {"year": "2031"}}),
            ("describe", {"name": "松岭区"}),
            ("verify", {"text": "云" * 30_000}),
        ]
        return [result.content[0].text for name, given in calls if (result := await client.call_tool(name, given)).is_error]

    told = asked(tools(graph_folder), wrong)
    assert len(told) == 7 and "there are: " in told[1] and "its parameters are" in told[2] and "check it in parts" in told[6]
    assert "'params'" in told[4] and "its arguments are: template, values, limit" in told[4] and "'name'" in told[5]

    async def much(client: Any) -> Any:
        return (await client.call_tool("ask", {"template": "documents", "limit": 1})).structured_content

    few = asked(tools(graph_folder), much)
    assert len(few["rows"]) == 1 and few["truncated"] and few["total"] == 3


def command(folder: Path, *more: str) -> tuple[list[str], dict[str, str]]:
    return ["-m", "kg", "mcp", "--graph", str(folder), *more], os.environ | {"PYTHONPATH": str(ROOT)}


def test_over_standard_input_and_output(graph_folder: Path) -> None:
    arguments, environment = command(graph_folder)
    found = asked(mcp.StdioServerParameters(command=sys.executable, args=arguments, env=environment), everything)
    assert set(found) == TOOLS


def test_over_http(graph_folder: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    arguments, environment = command(graph_folder, "--http", "--port", str(port))
    process = subprocess.Popen([sys.executable, *arguments], env=environment, stderr=subprocess.DEVNULL)
    try:
        for _ in range(300):
            with socket.socket() as line:
                if line.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        assert set(asked(f"http://127.0.0.1:{port}/mcp", everything)) == TOOLS
    finally:
        process.kill()
        process.wait()
