"""Look-ups that a process answers itself: the same answers as from workers, of the release that answers now."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.connections import Connect, connections, connections_of, counted, get, post
from support.serving import Server, children, eventually, running, stop_server

THING = "<https://w3id.org/ccwp/id/plan/5/action/5.4>"
PLAN = "<https://w3id.org/ccwp/id/plan/5>"
QUERIES = (
    f"ASK {{ {THING} ?p ?o }}",
    "ASK { <urn:nothing> ?p ?o }",
    f"SELECT * {{ {THING} ?p ?o }}",
    f"SELECT (COUNT(*) AS ?n) WHERE {{ {THING} ?p ?o }}",
    f"SELECT DISTINCT ?p {{ {THING} ?p ?o }}",
    'PREFIX skos: <http://www.w3.org/2004/02/skos/core#> SELECT ?s ?t { ?s skos:prefLabel "Europol"@en ; a ?t }',
    f"CONSTRUCT {{ {THING} ?p ?o }} WHERE {{ {THING} ?p ?o }}",
    f"CONSTRUCT WHERE {{ ?s ?p {THING} . {THING} a ?t }}",
    f"SELECT * {{ {PLAN} ?p ?o . {PLAN} ?q ?r }}",
    "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }",
)
FORMS = ("application/sparql-results+json", "text/csv", "application/n-triples", "text/turtle", "application/ld+json")


@pytest.fixture(scope="module")
def server(published: Path) -> Iterator[Server]:
    started = running("release", str(published))
    assert eventually(lambda: looks_up(started), within=20)
    yield started
    assert 0 == stop_server(started.process)


@pytest.fixture(scope="module")
def asking_workers(published: Path) -> Iterator[Server]:
    started = running("release", str(published), lookup_statements=0, workers=1)
    yield started
    assert 0 == stop_server(started.process)


def looks_up(server: Server) -> bool:
    """Whether each process of a server answers look-ups itself."""
    before = counted(server, "ccwp_cache_lookups_total", cache="merge", result="hit")
    processes = children(server.http)
    for pid in processes:
        for client in connections_of(server, pid, 1):
            client.send(get(f"ASK {{ <urn:x:a> ?p{time.monotonic_ns()} ?o }}"))
            client.answer()
            client.hang_up()
    return 0 < len(processes) == counted(server, "ccwp_cache_lookups_total", cache="merge", result="hit") - before


def content(body: bytes, form: str) -> object:
    """What does not depend on the order of rows."""
    if form.endswith("+json") and b'"bindings"' in body:
        answer = json.loads(body)
        return answer["head"], sorted(map(json.dumps, answer["results"]["bindings"]))
    return sorted(body.splitlines()) if form == "text/csv" else body


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("query", QUERIES)
def test_the_answer_is_that_of_workers(server: Server, asking_workers: Server, query: str, form: str) -> None:
    """By GET and by POST, the first time and again; headers too, but for the address and the name of the request."""
    replies = []
    for each in (server, asking_workers):
        with connections(each, 1) as (client,):
            client.send(get(query, accept=form), get(query, accept=form), post(query, accept=form))
            answers = [client.answer() for _ in range(3)]
        assert 1 == len({(each.status, each.body, each.headers.get("etag")) for each in answers})
        sent = answers[0].headers["content-type"]
        own = {"date", "x-request-id", "etag", "link", "content-length"}
        headers = {name: value for name, value in answers[0].headers.items() if name not in own}
        replies.append((answers[0].status, headers, content(answers[0].body, sent.split(";")[0])))
    assert replies[0] == replies[1]


def test_no_worker_is_asked(server: Server) -> None:
    """While all workers stand still, look-ups are answered, be they sent in one packet or posted."""
    workers = children(server.zygote)
    assert workers
    for pid in workers:
        os.kill(pid, signal.SIGSTOP)
    try:
        with connections(server, 1) as (client,):
            asked = [f"SELECT * {{ {THING} ?p{number} ?o }}" for number in range(9)]
            client.send(*map(get, asked[:8]), post(asked[8]))
            assert [200] * 9 == [client.answer().status for _ in asked]
            client.send(get(f"SELECT * {{ {PLAN} ?p ?o . {PLAN} ?q ?asked_by_nobody }}"))
            client.socket.settimeout(0.3)
            with pytest.raises(TimeoutError):
                client.read(1)
    finally:
        for pid in workers:
            os.kill(pid, signal.SIGCONT)


@pytest.mark.timed
def test_one_client_holds_up_nobody_with_a_packet_of_look_ups(server: Server, connect: Connect) -> None:
    """Of what comes in one packet one look-up is answered before the next client has its turn."""
    with connections(server, 1) as (client,):
        client.send(get("ASK {}"))
        client.answer()
        other = connect(client.process(server), 1)[0]
        costly = [f"CONSTRUCT {{ {THING} ?p{n} ?o }} WHERE {{ {THING} ?p{n} ?o }}" for n in range(300)]
        client.send(b"".join(get(query, accept="text/turtle") for query in costly))
        begun = time.monotonic()
        other.send(get("ASK { <urn:other> ?p ?o }"))
        assert 200 == other.answer().status
        first = time.monotonic() - begun
        assert {200} == {client.answer().status for _ in costly}
        assert first < (time.monotonic() - begun) / 4


@pytest.mark.slow
def test_another_release_is_looked_up_when_it_answers(published: Path, tmp_path: Path) -> None:
    """A file that is not what the checksums say is not read: then workers answer."""
    folder = tmp_path / "release"
    shutil.copytree(published, folder)
    swapped = running("release", str(folder))
    query = f"SELECT ?o {{ {THING} <urn:note> ?o }}"

    def noted() -> str:
        return swapped.query(query, accept="text/csv")[2].decode()

    try:
        assert "o\r\n" == noted()
        lines = (folder / "dataset.nq").read_text().splitlines()
        graph = next(line for line in lines if line.startswith(THING)).split()[-2]
        for note in ("one", "two"):
            if note == "two":
                (folder / "merged.nt").write_text(f'{THING} <urn:note> "wrong" .\n')
            else:
                add(folder, "merged.nt", f'{THING} <urn:note> "{note}" .\n')
            add(folder, "dataset.nq", f'{THING} <urn:note> "{note}" {graph} .\n')
            swapped.process.send_signal(signal.SIGHUP)
            assert eventually(lambda note=note: note in noted(), within=20), noted()  # type: ignore[misc]
            assert "wrong" not in noted()
    finally:
        stop_server(swapped.process)


@pytest.mark.parametrize(
    ("line", "is_looked_up"), [("<urn:x:a> <urn:x:b> <urn:x:c> .", True), ("<urn:x:a> <urn:x:b> _:c .", False)]
)
def test_files_are_looked_up_unless_they_have_blank_nodes(tmp_path: Path, line: str, *, is_looked_up: bool) -> None:
    """Two processes that read blank nodes would give them two names under one ETag."""
    file = tmp_path / "data.nt"
    file.write_text(line + "\n")
    server = running("data", str(file))
    try:
        assert is_looked_up == eventually(lambda: looks_up(server), within=10 if is_looked_up else 1)
        workers = children(server.zygote)
        for pid in workers:
            os.kill(pid, signal.SIGSTOP)
        with connections(server, 1) as (client,):
            client.send(get("SELECT * { <urn:x:a> ?p ?o }"))
            client.socket.settimeout(30 if is_looked_up else 0.3)
            if is_looked_up:
                assert b"urn:x:c" in client.answer().body
            else:
                with pytest.raises(TimeoutError):
                    client.read(1)
        for pid in workers:
            os.kill(pid, signal.SIGCONT)
    finally:
        stop_server(server.process)


def add(folder: Path, name: str, line: str) -> None:
    """Add a line to a file of a release, and its new digest to the checksums."""
    file, sums = folder / name, folder / "SHA256SUMS"
    file.write_text(file.read_text() + line)
    lines = [each for each in sums.read_text().splitlines() if not each.endswith(f"  {name}")]
    sums.write_text("\n".join([*lines, f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {name}", ""]))
