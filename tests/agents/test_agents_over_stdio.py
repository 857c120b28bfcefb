"""`ccwp-kg mcp` as an agent starts it: over a release, over an endpoint, and with what cannot be answered from."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from support.clients.agents import Answer, Era, calls, listed
from support.commands import Run
from support.serving import Server, eventually, lives

pytestmark = pytest.mark.slow

MCP = [sys.executable, "-c", "import sys; from ccwp_kg.cli import main; sys.argv[0] = 'ccwp-kg'; main()", "mcp"]
OPEN = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "initialize",
    "params": {
        "protocolVersion": "2025-06-18",
        "capabilities": {},
        "clientInfo": {"name": "a test", "version": "1"},
    },
}


def asked(target: Sequence[str], *, era: Era = "auto") -> list[Answer]:
    return calls(
        target,
        ("coverage", {"max_bytes": 50_000}),
        ("search", {"words": "Europol", "max_bytes": 50_000}),
        ("thing", {"id": "organisation/europol", "max_bytes": 50_000}),
        ("evidence", {"id": "plan/5/action/5.1", "property": "lead"}),
        ("schema", {"class": "ccwp:Action", "max_bytes": 50_000}),
        ("ask", {"sparql": "SELECT (COUNT(*) AS ?n) { ?a a ccwp:Action }"}),
        ("ask", {"sparql": "SELECT nonsense"}),
        era=era,
    )


@pytest.mark.parametrize("era", ["auto", "legacy"])
def test_over_a_release(published: Path, era: Era) -> None:
    """All six tools, each on the same connection; an error is the next answer and not the end."""
    coverage, search, thing, evidence, schema, count, wrong = asked(["--release", str(published)], era=era)
    assert "Held: 1 document as text" in coverage.text
    assert "1. Europol <https://w3id.org/ccwp/id/organisation/europol>" in search.text
    assert "is ccwp:concernsParty of 7: " in thing.text
    assert "1. lead: not stated (the source is silent on it)" in evidence.text
    assert "- ccwp:hasOutcome: 10 of them, 22 values" in schema.text
    assert "1 row, as CSV:\nn\n20\n" in count.text
    assert (True, True) == (wrong.is_error, "does not parse" in wrong.text)


def test_over_an_endpoint(release_server: Server, published: Path) -> None:
    """The same answers from a server of ours as from the release that it serves, with the same citations."""
    endpoint = f"{release_server.address}/sparql"
    here, there = asked(["--release", str(published)]), asked(["--endpoint", endpoint])
    assert here[:-2] == there[:-2]
    assert "citation: ccwp-kg project" in there[-2].text
    (link,) = re.findall(rf"^query: {endpoint}(\?\S+)$", there[-2].text, re.M)
    assert b'"20"' in release_server.ask("GET", f"/sparql{link}")[2]
    assert there[-1].is_error
    assert 6 == len(listed(["--endpoint", endpoint])[2])


def speak(lines: Sequence[bytes], last: object, *words: str) -> tuple[int, dict[object, dict[str, Any]], str]:
    """Exit code, messages by identifier, and standard error of a process that is told these lines.

    Its input ends once `last` is answered.
    """
    with subprocess.Popen(
        [*MCP, *words], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdin.write(b"".join(line + b"\n" for line in lines))
        process.stdin.flush()
        answers: dict[object, dict[str, Any]] = {}
        while last not in answers:
            answer = json.loads(process.stdout.readline())
            answers[answer.get("id")] = answer
        process.stdin.close()
        told = process.stderr.read().decode()
        return process.wait(timeout=20), answers, told


def line(message: object) -> bytes:
    return json.dumps(message).encode()


def test_lines_that_are_no_messages_end_nothing(published: Path) -> None:
    """Whatever comes between, the last call is answered, only messages are on standard output, and it ends well."""
    initialized = {"jsonrpc": "2.0", "method": "notifications/initialized"}
    odd = [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xff",
        b'{"jsonrpc":"2.0"}',
        b"[" * 10_000,
        b'{"jsonrpc":"2.0","id":2,"method":"x"}',
    ]
    last = line({"jsonrpc": "2.0", "id": "last", "method": "tools/list"})
    code, answers, told = speak([line(OPEN), line(initialized), *odd, last], "last", "--release", str(published))
    assert (0, "") == (code, told)
    assert '"serverInfo"' in json.dumps(answers[1])
    assert -32_601 == answers[2]["error"]["code"]
    assert '"coverage"' in json.dumps(answers["last"])


NO_MESSAGES = [
    (-32_700, b"{", "no JSON"),
    (-32_700, b"\xff\xff", "not UTF-8 from byte 0"),
    (-32_700, b"[" * 10_000, "nested too deep"),
    (-32_700, b'{"jsonrpc":"2.0","id":2,"method":"\\ud800"}', "half a character"),
    (-32_700, b'{"id":' + b"7" * 5_000 + b"}", "a number that is too long"),
    (-32_700, b'{"jsonrpc":"2.0","id":2,"method":"ping","params":{"x":NaN}}', "NaN is no number"),
    (-32_700, b'{"jsonrpc":"2.0","id":2,"method":"ping","method":"x"}', "the same name twice"),
    (-32_600, b"[]", "Several messages came at once"),
    (-32_600, b"null", "no JSON object"),
    (-32_602, b'{"jsonrpc":"2.0","id":2,"method":"tools/call","params":[]}', "params is no object"),
]


def test_each_line_that_is_no_message_is_told_so() -> None:
    """With the errors of /mcp, in the order of the lines; empty lines, and ends of Windows, are none."""
    end = line({"jsonrpc": "2.0", "id": "end", "method": "ping"})
    sent = [line(OPEN), *(each for _, each, _ in NO_MESSAGES), b"", b"\r", end + b"\r"]
    with subprocess.Popen(
        [*MCP, "--endpoint", "http://127.0.0.1:9/sparql"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(b"".join(each + b"\n" for each in sent))
        process.stdin.flush()
        told = []
        while not told or told[-1].get("id") != "end":
            told.append(json.loads(process.stdout.readline()))
        process.stdin.close()
        assert 0 == process.wait(timeout=20)
    refused = [answer for answer in told if "error" in answer]
    for (code, sent_line, expected), answer in zip(NO_MESSAGES, refused, strict=True):
        assert (code, True) == (answer["error"]["code"], expected in answer["error"]["message"]), sent_line
        assert (2 if code == -32_602 else None) == answer["id"]


def test_it_ends_with_its_input_and_leaves_no_process(published: Path) -> None:
    with subprocess.Popen(
        [*MCP, "--release", str(published)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(line(OPEN) + b"\n")
        process.stdin.flush()
        assert b'"serverInfo"' in process.stdout.readline()
        everybody = Server(process, 0).everybody()  # type: ignore[arg-type]
        assert len(everybody) > 3
        process.stdin.close()
        assert 0 == process.wait(timeout=20)
    assert eventually(lambda: not any(lives(each) for each in everybody), within=5)


@pytest.mark.timed
def test_a_bomb_is_ended_and_the_next_call_answered(published: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A query runs in a worker with the limits of the server's; the agent is told, and goes on."""
    monkeypatch.setenv("CCWP_MAX_QUERY_SECONDS", "1")
    bomb = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    queries = [
        line({"jsonrpc": "2.0", "id": n, "method": "tools/call", "params": {"name": "ask", "arguments": asked}})
        for n, asked in ((2, {"sparql": bomb}), (3, {"sparql": "ASK {}"}))
    ]
    initialized = line({"jsonrpc": "2.0", "method": "notifications/initialized"})
    _, answers, _ = speak([line(OPEN), initialized, *queries], 2, "--release", str(published))
    assert "answer: true" in json.dumps(answers[3])
    assert answers[2]["result"]["isError"]
    assert "1 second" in json.dumps(answers[2])


CANNOT = [
    (["--release", "nothing-here"], "nothing-here is not a"),
    (["--endpoint", "not an address"], "does not fit the setting 'store'"),
]


@pytest.mark.parametrize(("words", "expected"), CANNOT)
def test_what_cannot_be_answered_from(words: list[str], expected: str, tmp_path: Path) -> None:
    """One sentence on standard error, none on standard output, which belongs to the protocol."""
    done = subprocess.run([*MCP, *words], input=b"", capture_output=True, cwd=tmp_path, timeout=60, check=False)
    assert (1, b"") == (done.returncode, done.stdout)
    assert expected in done.stderr.decode()
    assert 1 == done.stderr.decode().count("\n")


@pytest.mark.parametrize("words", [("mcp",), ("query", "ASK {}")])
def test_both_sources_at_once(words: tuple[str, ...], run: Run) -> None:
    done = run(*words, "--release", "x", "--endpoint", "http://127.0.0.1:1/sparql")
    assert (2, "") == (done.returncode, done.stdout)
    assert "give --release or --endpoint, not both" in done.stderr


def test_an_endpoint_that_does_not_answer_is_told_so() -> None:
    """The connection stays: each call says what is wrong with the store."""
    first, second = calls(["--endpoint", "http://127.0.0.1:9/sparql"], ("coverage", {}), ("ask", {"sparql": "ASK {}"}))
    for answer in (first, second):
        assert (True, True) == (answer.is_error, "http://127.0.0.1:9/sparql" in answer.text)
