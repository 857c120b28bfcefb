"""Tools for agents at /mcp (Model Context Protocol, Streamable HTTP): each POST stands alone and is answered in JSON.

What answers is imported with the first call, for most servers never meet an agent. Whatever the header Host says is
answered, because all of this is public and read-only: there is nothing that DNS rebinding could reach.
"""

from __future__ import annotations

import asyncio
import importlib.util
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from flask import Flask, Response, abort
from werkzeug.http import parse_options_header

from ccwp_kg.agents.collection import Collection, uncounted
from ccwp_kg.agents.domains import read_domains
from ccwp_kg.agents.messages import INVALID_REQUEST, PARSE_ERROR, Refusal, refusal_of
from ccwp_kg.formats import JSON
from ccwp_kg.installation import install_command
from ccwp_kg.query.shared_answers import Asker, run_at_once
from ccwp_kg.server.http.headers import DATA
from ccwp_kg.server.http.host_address import HOST_ADDRESS
from ccwp_kg.server.http.links import href_at
from ccwp_kg.server.http.negotiation import negotiate
from ccwp_kg.server.http.reply import Reply, found_out
from ccwp_kg.server.site.site import SearchIndex, Site
from ccwp_kg.server.sparql.endpoint import in_proportion
from ccwp_kg.store import Ticket, Written

if TYPE_CHECKING:
    from ccwp_kg.agents.protocol import Desk, Protocol
    from ccwp_kg.query.shared_answers import Run

PATH = "/mcp"
LONGEST = 1_200_000
"""Bytes of a call; the rows of VALUES in a query take most of them."""
_BOTH = b"application/json, text/event-stream"
"""What a client of the protocol accepts; the SDK asks for it where one of the two would do."""
_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


def offers_agents() -> bool:
    """Whether the SDK of the protocol is installed; it is not imported for that."""
    return importlib.util.find_spec("mcp") is not None


class AgentTools:
    """The tools over one site and its search index.

    `run` runs what waits in threads; `count` is called with the outcome of each query.
    """

    def __init__(
        self, site: Site, index: SearchIndex, *, run: Run = run_at_once, count: Callable[[str, float], None] = uncounted
    ) -> None:
        self.index = index
        self._base = site.base
        self._run = run
        self._collection = Collection(
            store=site.store,
            prefixes=site.prefixes,
            rules=site.rules,
            explain=None if site.page_facts is None else site.page_facts.explanation,
            index=index.get,
            answers=site.answers,
            limits=site.limits,
            seconds=float(site.settings.max_query_seconds),
            dataset=site.dataset_facts.read,
            count=count,
            domains=cache(partial(read_domains, site.texts.rich)),
        )

    async def answer(self, environ: Mapping[str, Any], body: bytes | None, asker: Asker) -> Reply | None:
        """The reply to a POST; None for what the page at this address answers: other methods, and a missing SDK."""
        if body is None or not offers_agents():
            return None
        refused = _refused_by_head(environ, len(body))
        if refused is not None:
            return _reply(refused[0], refused[1].written())
        refusal = await in_proportion(len(body), partial(refusal_of, body))
        if refusal is not None:
            return _reply(400, refusal.written())
        protocol, desk_of = await asyncio.get_running_loop().run_in_executor(None, _protocol)
        host: str = environ[HOST_ADDRESS]
        collection = replace(self._collection, address=partial(self._address, host), endpoint=f"{host}/sparql")
        desk = desk_of(collection, lambda: asker, partial(self._in_thread, asker))
        return _reply(*await protocol.answer_post(desk, _scope_of(environ), body))

    def _address(self, host: str, iri: str) -> str | None:
        """Where a thing is shown on this server, or a foreign one where it is."""
        target = href_at(self._base, iri)
        return host + target if target is not None and target.startswith("/") else target

    async def _in_thread(self, asker: Asker, function: Callable[[], str]) -> str:
        """The result of a function in a thread, of which one client may hold half."""
        written = await self._run(lambda: Written.of(function().encode()), Ticket({asker.client}, asker.request))
        return written.whole().decode()


@cache
def _protocol() -> tuple[Protocol, type[Desk]]:
    """The protocol, imported and made with the first call."""
    from ccwp_kg.agents.protocol import Desk, Protocol  # noqa: PLC0415

    return Protocol(), Desk


def _refused_by_head(environ: Mapping[str, Any], size: int) -> tuple[int, Refusal] | None:
    """The status and the reason where the head of a request tells that it cannot be answered."""
    if size > LONGEST:
        sentence = f"A call may have {LONGEST:,} bytes; post a longer query to /sparql."
        return 413, Refusal(INVALID_REQUEST, sentence)
    kind, options = parse_options_header(environ.get("CONTENT_TYPE", ""))
    if kind not in JSON.asked_by:
        return 415, Refusal(PARSE_ERROR, "Send the message as JSON, with the header Content-Type: application/json.")
    if options.get("charset", "utf-8").lower() not in ("utf-8", "utf8"):
        return 415, Refusal(PARSE_ERROR, "JSON is sent in UTF-8 (RFC 8259 §8.1), whatever the charset is called.")
    if negotiate(environ.get("HTTP_ACCEPT"), (JSON,)) is None:
        return 406, Refusal(INVALID_REQUEST, "Answers are JSON; send the header Accept: application/json.")
    return None


def _scope_of(environ: Mapping[str, Any]) -> dict[str, Any]:
    """The request as an ASGI scope, with the headers of the protocol; what else is sent does not count."""
    own = {name: value for name, value in environ.items() if name.startswith("HTTP_MCP_")}
    headers = [(name[5:].lower().replace("_", "-").encode(), value.encode("latin-1")) for name, value in own.items()]
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "POST",
        "scheme": "http",
        "path": PATH,
        "raw_path": PATH.encode(),
        "query_string": b"",
        "root_path": "",
        "headers": [*headers, (b"content-type", b"application/json"), (b"accept", _BOTH)],
    }


def _reply(status: int, body: bytes) -> Reply:
    """A message as a reply; one without a message, such as 202, has no content type."""
    kind = [("Content-Type", JSON.media_type)] if body else []
    headers = [*kind, ("Content-Length", str(len(body))), ("Cache-Control", "no-store"), *DATA]
    return Reply(status, headers, [body], len(body))


def agent_routes(app: Flask, tools: AgentTools) -> None:
    """The address under Flask: it refuses other methods, and tells how to install what is missing."""
    is_offered = app.jinja_env.globals["offers_agents"] = offers_agents()

    def absent() -> Response:
        command = install_command("mcp", for_visitors=True)
        abort(404, f"Tools for agents are not installed here; whoever runs this server adds them with: {command}")

    def post() -> Response:
        reply = found_out(tools.answer)
        assert reply is not None  # noqa: S101  # for the type checker
        return reply.response

    if is_offered:
        app.post(PATH)(post)
    else:
        app.route(PATH, methods=_METHODS)(absent)
