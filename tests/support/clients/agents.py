"""The SDK's own client of the Model Context Protocol: what an agent sees of a server of ours."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from mcp import Client, StdioServerParameters

Target = str | Sequence[str]
"""A URL, or the words of `ccwp-kg mcp` after its name."""
Era = Literal["auto", "legacy"]
"""How the client opens: with the newest version that both know, or with the handshake of 2025."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back for a call: its text, and whether it is an error that a model can mend."""

    text: str
    is_error: bool


def _server(target: Target) -> str | StdioServerParameters:
    if isinstance(target, str):
        return target
    environment = {name: value for name, value in os.environ.items() if not name.startswith("CCWP_")}
    command = "import sys; from ccwp_kg.cli import main; sys.argv[0] = 'ccwp-kg'; main()"
    return StdioServerParameters(command=sys.executable, args=["-c", command, "mcp", *target], env=environment)


def calls(target: Target, *asked: tuple[str, dict[str, Any]], era: Era = "auto") -> list[Answer]:
    """The answers to calls, one after the other on one connection."""

    async def run() -> list[Answer]:
        async with Client(_server(target), mode=era) as client:
            answers = []
            for name, arguments in asked:
                result = await client.call_tool(name, arguments)
                (content,) = result.content
                answers.append(Answer(content.text, bool(result.is_error)))
            return answers

    return asyncio.run(run())


def call(target: Target, name: str, era: Era = "auto", **arguments: Any) -> Answer:
    """The answer to one call."""
    (answer,) = calls(target, (name, arguments), era=era)
    return answer


def listed(target: Target, *, era: Era = "auto") -> tuple[str, str, list[dict[str, Any]]]:
    """The name of the server, its instructions, and its tools as they stand in the message."""

    async def run() -> tuple[str, str, list[dict[str, Any]]]:
        async with Client(_server(target), mode=era) as client:
            tools = (await client.list_tools()).tools
            told = [tool.model_dump(by_alias=True, exclude_none=True, mode="json") for tool in tools]
            return client.server_info.name, client.instructions or "", told

    return asyncio.run(run())
