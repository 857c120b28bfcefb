"""/mcp over real HTTP: the SDK's own client, and messages that are none."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from ccwp_kg.agents.table import TOOLS
from ccwp_kg.namespaces import CCWP
from support.clients.agents import Answer, Era, call, calls, listed
from support.serving import Server, children, running, stop_server

KIND = "application/json"
LEAD = {"id": "plan/5/action/5.1", "property": "lead"}
LIST = {"jsonrpc": "2.0", "id": 7, "method": "tools/list", "params": {}}


def post(server: Server, message: object, **headers: str) -> tuple[int, dict[str, str], Any]:
    """Status, headers and body, which is parsed where there is one; a message may be bytes as they are."""
    body = message if isinstance(message, bytes) else json.dumps(message).encode()
    status, answered, content = server.ask("POST", "/mcp", body=body, **{"content_type": KIND, **headers})
    return status, answered, json.loads(content) if content else None


def message(name: str, **arguments: object) -> dict[str, object]:
    return {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": name, "arguments": arguments}}


@pytest.mark.parametrize("era", ["auto", "legacy"])
def test_a_client_lists_the_tools_and_calls_them(release_server: Server, era: Era) -> None:
    """With the newest version of the protocol, and with the handshake that most clients still open with."""
    url = f"{release_server.address}/mcp"
    name, instructions, tools = listed(url, era=era)
    assert "ccwp-kg" == name
    assert "not stated (the source is silent)" in instructions
    assert [tool.name for tool in TOOLS] == [tool["name"] for tool in tools]
    for tool in tools:
        assert "Use it" in tool["description"]
        assert tool["annotations"]["readOnlyHint"]
        assert not tool["annotations"]["destructiveHint"]
        assert not tool["inputSchema"]["additionalProperties"]
    silent, found, wrong = calls(
        url, ("evidence", LEAD), ("thing", {"id": f"{release_server.address}/doc/plan/5"}), ("thing", {}), era=era
    )
    assert "1. lead: not stated (the source is silent on it)" in silent.text
    assert f"address: {release_server.address}/doc/plan/5" in found.text
    assert Answer("'id' is missing; the identifier", True) == Answer(wrong.text[:31], wrong.is_error)


def test_passages_can_be_opened(release_server: Server) -> None:
    """The address of a passage is that of a page which has it."""
    text = call(f"{release_server.address}/mcp", "evidence", id="plan/5/action/5.4").text
    opened = [line.strip().removeprefix("open: ") for line in text.splitlines() if "open: " in line]
    assert len(opened) > 3
    path, _, fragment = opened[0].removeprefix(release_server.address).partition("#")
    status, _, page = release_server.ask("GET", path, accept="text/html")
    assert (200, True) == (status, f'id="{fragment}"'.encode() in page)


MALFORMED = [
    (-32_700, b"", "The message is no JSON"),
    (-32_700, b"{", "The message is no JSON"),
    (-32_700, b"\xff\xfe", "not UTF-8 from byte 0"),
    (-32_700, b'{"jsonrpc": NaN}', "NaN is no number"),
    (-32_700, b"[" * 60_000, "nested too deep"),
    (
        -32_700,
        b'{"jsonrpc":"2.0","method":"tools/call","params":{"name":"ask","arguments":'
        + b'{"a":' * 1_000
        + b"1"
        + b"}" * 1_002,
        "nested too deep",
    ),
    (-32_700, b'{"jsonrpc":"2.0","id":1,"method":"\\ud800"}', "half a character"),
    (-32_700, b'{"id":' + b"9" * 5_000 + b"}", "a number that is too long"),
    (-32_700, b'{"jsonrpc":"2.0","id":1,"id":2,"method":"ping"}', "the same name twice"),
    (-32_600, b"null", "no JSON object"),
    (-32_600, b'"tools/list"', "no JSON object"),
    (-32_600, b"[]", "Several messages came at once"),
    (-32_600, json.dumps([LIST, LIST]).encode(), "Several messages came at once"),
    (-32_600, b"{}", 'jsonrpc is not "2.0"'),
    (-32_600, b'{"jsonrpc":"1.0","id":1,"method":"ping"}', 'jsonrpc is not "2.0"'),
    (-32_600, b'{"jsonrpc":"2.0","id":1}', "method is missing"),
    (-32_600, b'{"jsonrpc":"2.0","id":1,"method":5}', "method is missing or no text"),
    (-32_600, b'{"jsonrpc":"2.0","id":null,"method":"ping"}', "id is neither text nor a whole number"),
    (-32_600, b'{"jsonrpc":"2.0","id":1.5,"method":"ping"}', "id is neither text nor a whole number"),
    (-32_600, b'{"jsonrpc":"2.0","id":true,"method":"ping"}', "id is neither text nor a whole number"),
    (-32_602, b'{"jsonrpc":"2.0","id":1,"method":"tools/call","params":[]}', "params is no object"),
    (-32_602, b'{"jsonrpc":"2.0","id":1,"method":"tools/call"}', "names no tool"),
    (-32_602, b'{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":5}}', "names no tool"),
    (
        -32_602,
        b'{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"ask","arguments":[1]}}',
        "arguments is",
    ),
]


@pytest.mark.parametrize(("code", "body", "expected"), MALFORMED)
def test_what_is_no_message(code: int, body: bytes, expected: str, release_server: Server) -> None:
    """400 with the code of JSON-RPC and one sentence; nothing of Python in it."""
    status, headers, answer = post(release_server, body)
    assert (400, KIND) == (status, headers["content-type"])
    assert ("2.0", code) == (answer["jsonrpc"], answer["error"]["code"])
    assert expected in answer["error"]["message"]
    assert "\n" not in answer["error"]["message"]
    is_told = code != -32_700 and re.search(rb'"id":1[,}]', body)
    assert (1 if is_told else None) == answer["id"]


REFUSED: list[tuple[int, dict[str, str], str]] = [
    (415, {"content_type": "text/plain"}, "Content-Type: application/json"),
    (415, {"content_type": "application/x-www-form-urlencoded"}, "Content-Type: application/json"),
    (415, {"content_type": ""}, "Content-Type: application/json"),
    (415, {"content_type": "application/json; charset=utf-16"}, "JSON is sent in UTF-8"),
    (406, {"accept": "text/html"}, "Accept: application/json"),
    (406, {"accept": "text/event-stream"}, "Accept: application/json"),
    (406, {"accept": "application/json;q=0"}, "Accept: application/json"),
]


@pytest.mark.parametrize(("expected", "headers", "sentence"), REFUSED)
def test_heads_that_cannot_be_answered(
    expected: int, headers: dict[str, str], sentence: str, release_server: Server
) -> None:
    status, _, answer = post(release_server, LIST, **headers)
    assert (expected, True) == (status, sentence in answer["error"]["message"])


ANSWERED: list[dict[str, str]] = [
    {},
    {"accept": "*/*"},
    {"accept": "application/json, text/event-stream"},
    {"accept": "text/event-stream, application/*;q=0.1"},
    {"content_type": "application/json; charset=UTF-8"},
    {"host": "plans.example"},
    {"host": "plans.example:8443", "origin": "https://elsewhere.example"},
    {"mcp_session_id": "a-session-of-another-server"},
    {"mcp_protocol_version": "2025-03-26"},
    {"mcp_protocol_version": "2025-06-18"},
    {"mcp_protocol_version": "2025-11-25"},
    {"last_event_id": "5"},
]


@pytest.mark.parametrize("headers", ANSWERED)
def test_heads_that_are_answered(headers: dict[str, str], release_server: Server) -> None:
    """Any host, any origin, and a session of somebody else's: all of this is public, and no session is kept."""
    status, answered, answer = post(release_server, LIST, **headers)
    assert (200, 7) == (status, answer["id"])
    assert 6 == len(answer["result"]["tools"])
    assert "*" == answered["access-control-allow-origin"]
    assert "mcp-session-id" not in answered


def test_an_unknown_version_is_told_which_are_known(release_server: Server) -> None:
    version = "io.modelcontextprotocol/protocolVersion"
    known = {version: "1999-01-01", "io.modelcontextprotocol/clientCapabilities": {}}
    asked = {**LIST, "params": {"_meta": known}}
    status, _, answer = post(release_server, asked, mcp_protocol_version="1999-01-01", mcp_method="tools/list")
    assert (400, ["2026-07-28"]) == (status, answer["error"]["data"]["supported"])
    assert 400 == post(release_server, LIST, mcp_protocol_version="1999-01-01")[0]


@pytest.mark.parametrize("method", ["notifications/initialized", "notifications/cancelled", "notifications/unknown"])
def test_notifications_are_accepted(method: str, release_server: Server) -> None:
    status, headers, answer = post(release_server, {"jsonrpc": "2.0", "method": method})
    assert (202, None) == (status, answer)
    assert "content-type" not in headers


METHODS = [("resources/list", -32_601), ("nonsense", -32_601), ("tools/call/now", -32_601)]


@pytest.mark.parametrize(("method", "code"), METHODS)
def test_methods_that_are_not_offered(method: str, code: int, release_server: Server) -> None:
    _, _, answer = post(release_server, {"jsonrpc": "2.0", "id": 1, "method": method})
    assert (1, code) == (answer["id"], answer["error"]["code"])


def test_an_unknown_tool(release_server: Server) -> None:
    _, _, answer = post(release_server, message("evidenc"))
    assert -32_602 == answer["error"]["code"]
    assert "There is no tool 'evidenc'; there are coverage, search, thing" in answer["error"]["message"]


@pytest.mark.parametrize("method", ["GET", "HEAD", "DELETE", "PUT", "PATCH"])
def test_other_methods(method: str, release_server: Server) -> None:
    """No stream is offered and no session is kept (Streamable HTTP): 405 with Allow."""
    status, headers, _ = release_server.ask(method, "/mcp", accept="text/event-stream")
    assert (405, {"OPTIONS", "POST"}) == (status, {*headers["allow"].split(", ")})


def test_pages_elsewhere_may_call(release_server: Server) -> None:
    """The preflight of a browser (Fetch §4.8) lets the headers of the protocol through."""
    status, headers, _ = release_server.ask(
        "OPTIONS",
        "/mcp",
        origin="https://agent.example",
        access_control_request_method="POST",
        access_control_request_headers="content-type, mcp-protocol-version, mcp-session-id",
    )
    assert status in (200, 204)
    assert "POST" in headers["access-control-allow-methods"]
    allowed = {name.strip().lower() for name in headers["access-control-allow-headers"].split(",")}
    assert {"content-type", "accept", "mcp-protocol-version", "mcp-session-id", "mcp-method", "mcp-name"} <= allowed


def test_bodies_have_a_limit(release_server: Server) -> None:
    """A call of 1.2 MB is read; a larger one is told where else a query can go."""
    padded = json.dumps(message("ask", sparql="ASK {}")).encode()
    status, _, _ = post(release_server, padded + b" " * (1_200_000 - len(padded)))
    assert 200 == status
    status, _, answer = post(release_server, padded + b" " * (1_200_001 - len(padded)))
    assert (413, True) == (status, "post a longer query to /sparql" in answer["error"]["message"])


HOSTILE = [
    ({"sparql": "INSERT DATA { <urn:x:a> <urn:x:b> 1 }"}, "this endpoint only reads"),
    ({"sparql": "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"}, "SERVICE"),
    ({"sparql": "ASK {" + "{" * 500 + "}" * 500 + "}"}, "nest deeper than"),
    ({"sparql": "ASK {}#" + "x" * 30_000}, "characters"),
    ({"sparql": ""}, "'sparql' is empty"),
    ({"sparql": "SELECT"}, "does not parse"),
]


@pytest.mark.parametrize(("arguments", "expected"), HOSTILE)
def test_hostile_queries_are_refused_as_at_sparql(
    arguments: dict[str, str], expected: str, release_server: Server
) -> None:
    answer = call(f"{release_server.address}/mcp", "ask", **arguments)
    assert (True, True) == (answer.is_error, expected in answer.text)
    assert 200 == release_server.ask("GET", "/readyz")[0]


LIMIT = 6
"""Seconds that a query has."""


@pytest.fixture(scope="module")
def strict(published: Path) -> Iterator[Server]:
    """A server with one HTTP process, where a client may have one long query."""
    server = running("release", str(published), workers=1, max_query_seconds=LIMIT, client_long_queries=1)
    yield server
    assert 0 == stop_server(server.process)


BOMB = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?c != ?f) }"


@pytest.mark.timed
def test_a_bomb_ends_at_the_limit(strict: Server) -> None:
    answer = call(f"{strict.address}/mcp", "ask", sparql=BOMB)
    assert (True, True) == (answer.is_error, f"{LIMIT} seconds" in answer.text)


def heavy(name: str) -> str:
    """A query of about a second."""
    some = f"?a a ?b . ?c a {CCWP.Statement} FILTER(STRLEN(STR(?a)) + STRLEN(STR(?c)) < 0)"
    return f"SELECT (COUNT(*) AS ?{name}) {{ {some} }}"


def seconds_of(server: Server, address: str, query: str, source: str) -> float:
    """How long a query at an address takes until it is answered."""
    begun = time.monotonic()
    if address == "/sparql":
        server.query(query, source=source)
    else:
        body = json.dumps(message("ask", sparql=query)).encode()
        server.ask("POST", "/mcp", body=body, source=source, content_type=KIND)
    return time.monotonic() - begun


@pytest.mark.timed
@pytest.mark.parametrize(("first", "then"), [("/sparql", "/mcp"), ("/mcp", "/sparql")])
def test_a_client_has_one_share_at_both_addresses(first: str, then: str, strict: Server) -> None:
    """While the one long query that a client may have runs at one address, its next at the other waits.

    That of another client does not.
    """
    name = first.strip("/")
    for address in (first, then):  # what is asked first at an address loads what answers there
        seconds_of(strict, address, f"ASK {{}} #{name}", "127.0.0.4")
    with ThreadPoolExecutor(2) as pool:
        bomb = pool.submit(seconds_of, strict, first, f"{BOMB}#{name}", "127.0.0.2")
        time.sleep(LIMIT / 5)
        waited = pool.submit(seconds_of, strict, then, heavy(f"own_{name}"), "127.0.0.2")
        at_once = seconds_of(strict, then, heavy(f"other_{name}"), "127.0.0.3")
    assert LIMIT - 0.1 < bomb.result()
    assert at_once < LIMIT - 2 < waited.result()


def loaded(process: int) -> bool:
    """Whether a process has loaded the core of pydantic, which nothing but the SDK needs."""
    return "pydantic_core" in Path(f"/proc/{process}/maps").read_text()


def test_the_sdk_is_loaded_at_the_first_call(published: Path) -> None:
    """Who never meets an agent does not pay for one: not in memory, not at the start."""
    server = running("release", str(published), workers=1)
    try:
        (process,) = children(server.http)
        for path in ("/", "/llms.txt"):
            assert 200 == server.ask("GET", path)[0]
        assert 405 == server.ask("GET", "/mcp")[0]
        assert 415 == post(server, LIST, content_type="text/plain")[0]
        assert [] == [each for each in server.everybody() if loaded(each)]
        assert 200 == post(server, LIST)[0]
        assert [process] == [each for each in server.everybody() if loaded(each)]
    finally:
        assert 0 == stop_server(server.process)


POINTING = ["/", "/llms.txt"]


@pytest.mark.parametrize("path", POINTING)
def test_what_is_offered_is_pointed_to(path: str, release_server: Server) -> None:
    assert b"/mcp" in release_server.ask("GET", path, accept="*/*")[2]
