"""The tools behind the Model Context Protocol; the only module that imports its SDK.

The SDK negotiates versions, knows which messages are notifications, and writes JSON-RPC. Each POST stands alone: no
session is kept, and each gets an answer in JSON.
"""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, MutableMapping
from dataclasses import dataclass
from typing import Any, BinaryIO, cast

import anyio
from mcp import MCPError
from mcp.server.context import ServerRequestContext
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from mcp.shared.message import SessionMessage
from mcp.types import (
    CallToolRequestParams,
    CallToolResult,
    JSONRPCError,
    ListToolsResult,
    PaginatedRequestParams,
    TextContent,
    ToolAnnotations,
)
from mcp.types import Tool as ListedTool

from ccwp_kg import __version__
from ccwp_kg.agents.arguments import schema
from ccwp_kg.agents.collection import Collection
from ccwp_kg.agents.messages import INTERNAL_ERROR, INVALID_PARAMS, refusal_of
from ccwp_kg.agents.table import INSTRUCTIONS, TOOLS, InThread, call, tool_named
from ccwp_kg.errors import CcwpError, QueryTooSlow, ToolCallRefused, in_seconds
from ccwp_kg.query.shared_answers import Asker, HungUp

_LOG = logging.getLogger("ccwp_kg")
_GRACE = 5.0
_DESK = "ccwp_kg.desk"
"""The key of an ASGI scope that holds who answers."""
_READ_ONLY = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)


@dataclass(frozen=True, slots=True)
class Desk:
    """Who answers a call: the collection, for whom, in which threads. `asker` tells who waits for the answer."""

    collection: Collection
    asker: Callable[[], Asker]
    in_thread: InThread

    @property
    def seconds(self) -> float:
        """The time of a call, which is that of a query, of the questions why its answer is empty, and some more."""
        return 2 * self.collection.seconds + _GRACE


class Protocol:
    """The tools as a server of the protocol. `desk` answers those who come without one, as the one agent on stdio."""

    def __init__(self, desk: Desk | None = None) -> None:
        self._desk = desk
        self._server: Server[Any] = Server(
            "ccwp-kg",
            version=__version__,
            title="Action plans",
            instructions=INSTRUCTIONS,
            on_list_tools=self._list,
            on_call_tool=self._call,
        )
        self._server.middleware.clear()  # telemetry, which nobody collects

    async def answer_post(self, desk: Desk, scope: Mapping[str, Any], body: bytes) -> tuple[int, bytes]:
        """Status and body of the answer to a POST; `scope` is its ASGI scope."""
        manager = StreamableHTTPSessionManager(
            self._server, json_response=True, stateless=True, max_request_body_size=max(1, len(body))
        )
        answer = _Answer(body)
        async with manager.run():
            await manager.handle_request({**scope, _DESK: desk}, answer.receive, answer.send)
        return answer.status, b"".join(answer.pieces)

    async def run_over_stdio(self) -> None:
        """Answer the messages on standard input, on standard output, until the input ends."""
        lines = _Lines(sys.stdin.buffer)
        async with stdio_server(stdin=cast(Any, lines)) as (receiving, sending):
            lines.refuse = sending.send
            await self._server.run(receiving, sending, self._server.create_initialization_options())

    async def _list(
        self, _context: ServerRequestContext[Any, Any], _parameters: PaginatedRequestParams | None
    ) -> ListToolsResult:
        return ListToolsResult(
            tools=[
                ListedTool(
                    name=tool.name,
                    title=tool.title,
                    description=tool.description,
                    input_schema=schema(tool.parameters),
                    annotations=_READ_ONLY,
                )
                for tool in TOOLS
            ]
        )

    async def _call(self, context: ServerRequestContext[Any, Any], parameters: CallToolRequestParams) -> CallToolResult:
        """The answer of a tool. What a model can mend is an answer that is an error; see the specification, Tools."""
        desk: Desk | None = self._desk if context.request is None else context.request.scope[_DESK]
        assert desk is not None  # noqa: S101  # for the type checker
        try:
            tool = tool_named(parameters.name)
        except ToolCallRefused as error:
            raise MCPError(INVALID_PARAMS, _sentence(error)) from error
        try:
            async with asyncio.timeout(desk.seconds):
                text = await call(
                    desk.collection, tool, parameters.arguments or {}, asker=desk.asker(), in_thread=desk.in_thread
                )
        except TimeoutError:
            return _tool_result(
                _sentence(QueryTooSlow(f"there was no answer within {in_seconds(desk.seconds)}")), is_error=True
            )
        except CcwpError as error:
            return _tool_result(_sentence(error), is_error=True)
        except HungUp:
            raise MCPError(INTERNAL_ERROR, "Nobody waits for the answer any more.") from None
        except Exception as error:
            _LOG.exception("a call of the tool %s could not be answered", tool.name)
            raise MCPError(INTERNAL_ERROR, "The server met an error of its own and has logged it.") from error
        return _tool_result(text)


def _tool_result(text: str, *, is_error: bool = False) -> CallToolResult:
    return CallToolResult(content=[TextContent(text=text)], is_error=is_error)


def _sentence(error: CcwpError) -> str:
    """An error as a sentence of its own."""
    text = str(error)
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "?", "!")) else ".")


class _Lines:
    """Lines as they come; one that is no message is answered with `refuse`, for the SDK would drop it.

    Nothing is read before the first turn of the event loop.
    """

    refuse: Callable[[SessionMessage], Awaitable[None]]

    def __init__(self, source: BinaryIO) -> None:
        self._source = source

    async def __aiter__(self) -> AsyncIterator[str]:
        async for ended in anyio.wrap_file(self._source):  # as the SDK reads
            if not (line := ended.strip()):
                continue
            if (refusal := refusal_of(line)) is None:
                yield line.decode()
            else:
                await self.refuse(SessionMessage(JSONRPCError.model_validate_json(refusal.written())))


class _Answer:
    """A POST that has arrived, and what is sent for it."""

    def __init__(self, body: bytes) -> None:
        self._body: bytes | None = body
        self.status = 500
        self.pieces: list[bytes] = []

    async def receive(self) -> MutableMapping[str, Any]:
        """The body, and then nothing more: the client's hanging up is noticed elsewhere."""
        if self._body is None:
            await asyncio.get_running_loop().create_future()
        body, self._body = self._body, None
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(self, message: MutableMapping[str, Any]) -> None:
        """Keep what is sent."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
        else:
            self.pieces.append(message.get("body", b""))
