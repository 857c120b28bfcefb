"""Attacks each server, one attack at a time, and tells which it survives: others are served and nothing is left broken.

Each server runs with a limit of three seconds a query where it has one, and four gigabytes of address space for each
process. An attack is survived where the sender has a whole answer in time, an error or a right one; where new ASKs
from another address take less than a second meanwhile and afterwards; and where the first process lives and the data
are as before. Nothing leaves the loopback. A server that was hurt is started anew before the next attack.
"""

from __future__ import annotations

import dataclasses
import json
import os
import resource
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from pyoxigraph import RdfFormat, parse

from benchmarks.sparql.setup.asking import NO_ANSWER
from benchmarks.sparql.setup.data import iri
from benchmarks.sparql.setup.processes import family, settle
from benchmarks.sparql.setup.questions import fresh
from benchmarks.sparql.setup.replies import (
    CLOSED,
    DIRECT,
    FORM,
    JSON,
    TURTLE,
    UPDATE,
    Reply,
    Sent,
    Verdict,
    Wrong,
    send,
)
from benchmarks.sparql.setup.servers import Place, Server, serving
from benchmarks.sparql.stress.bombs import OTHER, SAME

LIMIT = 3
"""Seconds a query may take where a server can be told; rdflib-endpoint cannot."""

_UNLIMITED = ("rdflib-endpoint",)
_SETTING = "CCWP_MAX_QUERY_SECONDS"
_GRACE, _LONGEST = 2.0, 10.0
_PROMPT = 1.0
_PROBE_EVERY = 0.2
_PROBE_TIMEOUT = 5.0
_COUNT_TIMEOUT = 10.0
_RESTS_WITHIN = 3.0
_MEMORY = 4 << 30
_HELD, _HELD_FOR = 50, 5.0
_TOGETHER = 24
_CONNECTS_WITHIN = 2.0
_REFUSED = 400

Right = Callable[[Any, int], bool]
"""Whether what a JSON answer holds is right; the number of triples in the data helps."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attack:
    """What is sent, `count` times at once. `right`: what a 200 has to say, None where no server can answer rightly.

    In the text `@u@` stands for a word that differs from request to request, and `@l@` for the address of a listener
    that nobody may call. `may_close`: a request this large may be ended by closing the connection (RFC 9110 §15.5.14).
    `raw`: bytes that begin a request which then never goes on.
    """

    name: str
    how: str
    text: str = ""
    right: Right | None = None
    accept: str = JSON
    kind: str = DIRECT
    parameter: str | None = None
    address: Sequence[tuple[str, str]] = ()
    headers: Sequence[tuple[str, str]] = ()
    count: int = 1
    may_close: bool = False
    raw: bytes = b""

    def sent(self, listener: str) -> Sent:
        """One request."""
        text = self.text.replace("@u@", f"{fresh()}x{threading.get_ident()}").replace("@l@", listener)
        body = text if self.parameter is None else urlencode({self.parameter: text})
        address = [(name, value.replace("@l@", listener)) for name, value in self.address]
        return Sent(
            method="POST", address=address, body=body.encode(), kind=self.kind, accept=self.accept, headers=self.headers
        )


def _says(wanted: bool) -> Right:
    return lambda found, _triples: bool(found["boolean"] is wanted)


def _cubed(triples: int) -> int:
    return triples**3


def _counts(wanted: Callable[[int], int]) -> Right:
    """One row with one number, which may follow from the number of triples."""

    def right(found: Any, triples: int) -> bool:
        (row,) = found["results"]["bindings"]
        return [str(wanted(triples))] == [term["value"] for term in row.values()]

    return right


def _is_whole(found: Any, _triples: int) -> bool:
    """Any result: here it only matters that nobody was called (what it should say is a matter of the protocol)."""
    return "boolean" in found or isinstance(found["results"]["bindings"], list)


_CROSS = "?a@u@ ?b ?c . ?d ?e ?f . ?g ?h ?i"
_ANYWHERE = "(!<urn:x:z>|!^<urn:x:z>)*"
_DOUBLINGS, _TENFOLDS = 32, 10
_DOUBLED = " ".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(_DOUBLINGS))
_TIMES_TEN = " ".join(f'BIND(REPLACE(?x{n}, "x", "xxxxxxxxxx") AS ?x{n + 1})' for n in range(_TENFOLDS))
_OPEN = b"HTTP/1.1\r\nHost: 127.0.0.1\r\n"

ATTACKS = (
    Attack(
        name="product, counted",
        how="every triple³, COUNT",
        text=f"SELECT (COUNT(*) AS ?n) {{ {_CROSS} }}",
        right=_counts(_cubed),
    ),
    Attack(name="product, sorted", how="every triple³, ORDER BY", text=f"SELECT * {{ {_CROSS} }} ORDER BY ?c ?f ?i"),
    Attack(name="product, streamed", how="every triple³, no LIMIT", text=f"SELECT * {{ {_CROSS} }}"),
    Attack(
        name="product, as a graph",
        how="every triple³, CONSTRUCT",
        text=f"CONSTRUCT {{ ?a@u@ ?e ?i }} {{ {_CROSS} }}",
        accept=TURTLE,
    ),
    Attack(
        name="product, in one text",
        how="every triple³, GROUP_CONCAT",
        text=f"SELECT (GROUP_CONCAT(CONCAT(STR(?c), STR(?f))) AS ?t) {{ {_CROSS} }}",
    ),
    Attack(
        name="24 products at once",
        how="24 connections, every triple³",
        text=f"SELECT (COUNT(*) AS ?n) {{ {_CROSS} }}",
        right=_counts(_cubed),
        count=_TOGETHER,
    ),
    Attack(
        name="paths from everywhere to everywhere",
        how="(!:z|!^:z)* twice, COUNT",
        text=f"SELECT (COUNT(*) AS ?n@u@) {{ ?a {_ANYWHERE} ?b . ?c {_ANYWHERE} ?d . ?e ?f ?g }}",
    ),
    Attack(
        name="backtracking pattern",
        how="REGEX (a+)+$",
        text=f'ASK {{ <{iri("plan", 0)}> a ?c FILTER(REGEX("{"a" * 40}!", "^(a+)+$")) }}',
        right=_says(False),
    ),
    Attack(
        name="text doubled 32 times",
        how="BIND(CONCAT(?x, ?x) …)",
        text=f'SELECT (STRLEN(?x{_DOUBLINGS}) AS ?n) {{ BIND("x" AS ?x0) {_DOUBLED} }}',
        right=_counts(lambda _: 2**_DOUBLINGS),
    ),
    Attack(
        name="text tenfold 10 times",
        how='BIND(REPLACE(?x, "x", "xxxxxxxxxx") …)',
        text=f'SELECT (STRLEN(?x{_TENFOLDS}) AS ?n) {{ BIND("x" AS ?x0) {_TIMES_TEN} }}',
        right=_counts(lambda _: 10**_TENFOLDS),
    ),
    Attack(name="600 braces", how="{{{…}}}", text="ASK { " + "{ " * 600 + "} " * 600 + "}", right=_says(True)),
    Attack(
        name="600 brackets",
        how="FILTER(((…)))",
        text="ASK { FILTER(" + "(" * 600 + "1 = 1" + ")" * 600 + ") }",
        right=_says(True),
    ),
    Attack(
        name="1,500 operators",
        how="1 + 1 + … = 1501",
        text="ASK { FILTER(1" + " + 1" * 1_500 + " = 1501) }",
        right=_says(True),
    ),
    Attack(name="1 MB of query", how="a comment", text="ASK {} #" + "x" * 1_000_000, right=_says(True), may_close=True),
    Attack(
        name="100 kB of header",
        how="one field",
        text="ASK {}",
        headers=[("X-Long", "x" * 100_000)],
        right=_says(True),
        may_close=True,
    ),
    Attack(name="SERVICE to the loopback", how="SERVICE", text="SELECT * { SERVICE <@l@> { ?s@u@ ?p ?o } }"),
    Attack(
        name="SERVICE SILENT to the loopback",
        how="SERVICE SILENT",
        text="SELECT * { SERVICE SILENT <@l@> { ?s@u@ ?p ?o } }",
        right=_is_whole,
    ),
    Attack(
        name="FROM the loopback", how="FROM <http://…>", text="ASK FROM <@l@x.ttl> { ?s@u@ ?p ?o }", right=_is_whole
    ),
    Attack(
        name="default-graph-uri on the loopback",
        how="default-graph-uri=http://…",
        text="ASK { ?s@u@ ?p ?o }",
        address=[("default-graph-uri", "@l@x.ttl")],
        right=_is_whole,
    ),
    Attack(name="LOAD from the loopback", how="update=LOAD …", text="LOAD <@l@x.ttl>", kind=FORM, parameter="update"),
    Attack(name="LOAD posted", how=UPDATE, text="LOAD <@l@x.ttl> INTO GRAPH <urn:x:g>", kind=UPDATE),
    Attack(name="50 half headers", how="held for 5 s", raw=b"GET @p@?query=ASK%20%7B%7D " + _OPEN + b"X-"),
    Attack(
        name="50 half bodies",
        how="held for 5 s",
        raw=b"POST @p@ " + _OPEN + f"Content-Type: {DIRECT}\r\nContent-Length: 1000\r\n\r\nASK {{".encode(),
    ),
)


@dataclass
class Probes:
    """How long ASKs from another address took at most, and how many had no right answer."""

    asked: int = 0
    longest: float = 0.0
    failed: int = 0

    def ask(self, server: Server) -> None:
        """One new ASK, so that no kept answer serves."""
        text = f"ASK {{ ?s{fresh()} <urn:x:none> ?o }}"
        reply = send(server, Sent(address=[("query", text)]), timeout=_PROBE_TIMEOUT, source=OTHER)
        self.asked += 1
        self.longest = max(self.longest, reply.seconds)
        self.failed += bool(reply.broken) or reply.status != 200 or b"false" not in reply.body

    @property
    def wrong(self) -> Wrong:
        """What others suffered."""
        if self.failed:
            return f"{self.failed} of {self.asked} ASKs failed"
        return f"an ASK took {self.longest:.1f} s" if self.longest >= _PROMPT else None


def verdicts(name: str, place: Place) -> Iterator[Verdict]:
    """Try every attack on one server."""
    patience = _LONGEST if name in _UNLIMITED else min(_LONGEST, LIMIT + _GRACE)
    with listening() as (listener, calls), ExitStack() as stack:
        server = None
        for attack in ATTACKS:
            if server is None:
                server = _start(name, place, stack)
                before = _statements(server)
            called = len(calls)
            replies, wrong = _struck(server, attack, listener, patience, place.shape.triples)
            if len(calls) > called:
                wrong.insert(0, "it called the listener")
            if server.pid not in family(server.pid):
                wrong.insert(0, "the server died")
            elif _statements(server) != before:
                wrong.append("the data could not be counted, or changed")
            yield Verdict(server=name, name=attack.name, rule=attack.how, passed=not wrong, seen=_seen(replies, wrong))
            if wrong or not settle(server.pid, within=_RESTS_WITHIN):
                if server.pid in family(server.pid):
                    os.kill(server.pid, signal.SIGKILL)  # it may be too busy to end in order
                stack.close()
                server = None


def _start(name: str, place: Place, stack: ExitStack) -> Server:
    """The server with its limits; a process inherits what this one has while it starts."""
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    setting = os.environ.get(_SETTING)
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, hard))
    os.environ[_SETTING] = str(LIMIT)
    try:
        return stack.enter_context(serving(name, dataclasses.replace(place, limit=LIMIT)))
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
        if setting is None:
            del os.environ[_SETTING]
        else:
            os.environ[_SETTING] = setting


def _struck(
    server: Server, attack: Attack, listener: str, patience: float, triples: int
) -> tuple[list[Reply], list[str]]:
    """What the senders got, and all that was wrong with it or with what others got meanwhile and afterwards."""
    meanwhile, afterwards = Probes(), Probes()
    with ThreadPoolExecutor(attack.count) as pool:
        struck = [pool.submit(_strike, server, attack, listener, patience) for _ in range(attack.count)]
        while not all(each.done() for each in struck):
            time.sleep(_PROBE_EVERY)
            meanwhile.ask(server)
    replies = [reply for each in struck for reply in each.result()]
    afterwards.ask(server)
    found = [wrong for reply in replies if (wrong := _wrong(reply, attack, patience, triples))]
    told = [f"{wrong} meanwhile" for wrong in [meanwhile.wrong] if wrong]
    told += [f"{wrong} afterwards" for wrong in [afterwards.wrong] if wrong]
    return replies, [*dict.fromkeys(found), *told]


def _strike(server: Server, attack: Attack, listener: str, patience: float) -> tuple[Reply, ...]:
    if attack.raw:
        return _held(server, attack.raw)
    return (send(server, attack.sent(listener), timeout=patience + _GRACE, source=SAME),)


def _held(server: Server, raw: bytes) -> tuple[Reply, ...]:
    """Begin many requests and wait; nothing has to be said to them, and a server may refuse to take so many."""
    end = time.monotonic() + _HELD_FOR
    with ExitStack() as stack:
        for _ in range(_HELD):
            try:
                held = socket.create_connection(("127.0.0.1", server.port), timeout=_CONNECTS_WITHIN)
                stack.enter_context(held)
                held.sendall(raw.replace(b"@p@", server.path.encode()))
            except OSError:
                break
        time.sleep(max(0.0, end - time.monotonic()))
    return ()


def _wrong(reply: Reply, attack: Attack, patience: float, triples: int) -> Wrong:
    if reply.status == NO_ANSWER:
        is_closed = attack.may_close and reply.broken == CLOSED
        return None if is_closed else reply.broken
    if reply.broken or reply.seconds > patience:
        return f"half an answer, {reply.broken}" if reply.broken else "too late"
    return None if reply.status >= _REFUSED else _wrong_answer(reply, attack, triples)


def _wrong_answer(reply: Reply, attack: Attack, triples: int) -> Wrong:
    # Virtuoso says in a header of its own when an answer was cut short.
    if "x-sql-state" in reply.headers:
        return "half an answer"
    try:
        if reply.media_type == TURTLE:
            return None if len(list(parse(reply.body, format=RdfFormat.TURTLE))) == triples**3 else "a wrong answer"
        found = json.loads(reply.body)
        right = attack.right is not None and attack.right(found, triples)
    except (ValueError, SyntaxError, KeyError, TypeError):
        return "a broken answer"
    return None if right else "a wrong answer"


def _seen(replies: Sequence[Reply], wrong: Sequence[str]) -> str:
    kinds = sorted({str(reply.status or "no answer") for reply in replies})
    longest = max((reply.seconds for reply in replies), default=None)
    timed = "" if longest is None else f"{'/'.join(kinds)} in {longest:.1f} s"
    return "; ".join(part for part in (timed, *wrong) if part) or "others were served"


def _statements(server: Server) -> bytes | None:
    """What a new count of everything says; None where it says nothing in time."""
    text = f"SELECT (COUNT(*) AS ?n) {{ ?s{fresh()} ?p ?o }}"
    reply = send(server, Sent(address=[("query", text)]), timeout=_COUNT_TIMEOUT, source=OTHER)
    return None if reply.broken or reply.status != 200 else reply.body


@contextmanager
def listening() -> Iterator[tuple[str, list[float]]]:
    """A listener on the loopback that answers 404: its address, and when it was called, which grows."""
    calls: list[float] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(_PROBE_EVERY)
        over = threading.Event()

        def accept() -> None:
            while not over.is_set():
                try:
                    connection, _ = listener.accept()
                except TimeoutError:
                    continue
                calls.append(time.monotonic())
                with connection:
                    connection.sendall(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")

        thread = threading.Thread(target=accept)
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}/", calls
        finally:
            over.set()
            thread.join()
