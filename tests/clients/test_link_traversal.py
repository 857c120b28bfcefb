"""A client that follows links from one address finds what the endpoint says, where IRIs live: on a rebased release."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.clients.comunica import TRAVERSAL, Task, comunica
from support.commands import call_command
from support.serving import Server, running, stop_server

PREFIXES = """PREFIX ccwp: <https://w3id.org/ccwp/ontology#> PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
QUESTIONS = [
    ("organisation/com", 3, "SELECT DISTINCT ?part { ?part dcterms:isPartOf <%s> }"),
    ("plan/5", 10, "SELECT DISTINCT ?number { <%s> dcterms:hasPart/ccwp:actionNumber ?number }"),
    (
        "plan/5/action/5.4",
        3,
        """SELECT DISTINCT ?name {
          <%s> ccwp:concernsParty/skos:prefLabel ?name FILTER(LANG(?name) = "en")
        }""",
    ),
]
"""Where it begins, how many answers there are, and what is asked; only in the first does a link point to the start."""


@pytest.fixture(scope="module")
def rebased(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A release whose things have addresses of the server that serves it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    release: Path = tmp_path_factory.mktemp("rebased") / "release"
    done = call_command("release", "--out", str(release), "--base-iri", f"http://127.0.0.1:{port}/")
    assert 0 == done.returncode, done.stderr
    server = running("release", str(release), port=port)
    yield server
    assert 0 == stop_server(server.process)


def test_comunica_finds_all_by_links_alone(rebased: Server) -> None:
    """Documents alone lead it: an IRI is its next address."""
    asked = [(f"{rebased.address}/id/{start}", PREFIXES + text) for start, _, text in QUESTIONS]
    found = comunica(TRAVERSAL, [Task(text % start, (start,), {"lenient": True}) for start, text in asked], timeout=180)
    for (start, text), (_, count, _), followed in zip(asked, QUESTIONS, found, strict=True):
        told = json.loads(rebased.query(text % start, accept="application/sparql-results+json")[2])
        everything = {json.dumps(value_of(row)) for row in told["results"]["bindings"]}
        assert count == len(everything)
        assert everything == {json.dumps(value_of(row)) for row in followed["results"]["bindings"]}


def value_of(row: dict[str, dict[str, str]]) -> list[str]:
    """The one value of a row, with its language."""
    (term,) = row.values()
    return [term["value"], term.get("xml:lang", "")]
