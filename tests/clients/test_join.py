"""A join of this endpoint with one of the EU from the client's side, as docs/clients.md shows it.

A server of our own with some labels of EuroVoc stands in for the endpoint of the Publications Office.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.clients.installed import node_modules, output_of, run_python
from support.clients.jena import Jena
from support.commands import ROOT
from support.serving import Server, running, stop_server

DOCUMENT = (ROOT / "docs" / "clients.md").read_text(encoding="utf-8").partition("## Join with an EU endpoint")[2]
OURS, THEIRS = "http://127.0.0.1:8000/sparql", "http://publications.europa.eu/webapi/rdf/sparql"
LABELS = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<http://eurovoc.europa.eu/4600> skos:prefLabel "union douanière"@fr, "customs union"@en .
<http://eurovoc.europa.eu/5560> skos:prefLabel "criminalité organisée"@fr, "organised crime"@en .
<http://eurovoc.europa.eu/1> skos:prefLabel "autre chose"@fr .
"""
EXPECTED = {
    ("https://w3id.org/ccwp/id/concept/customs-union", "union douanière"),
    ("https://w3id.org/ccwp/id/concept/organised-crime", "criminalité organisée"),
}


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    file = tmp_path_factory.mktemp("elsewhere") / "labels.ttl"
    file.write_text(LABELS, encoding="utf-8")
    started = running("data", str(file))
    yield started
    stop_server(started.process)


def shown(language: str, server: Server, elsewhere: Server) -> str:
    """The code in the document, at the addresses of the test."""
    code = re.search(rf"```{language}\n(.*?)```", DOCUMENT, re.DOTALL)
    assert code is not None
    assert OURS in code[1]
    assert THEIRS in code[1]
    return code[1].replace(OURS, f"{server.address}/sparql").replace(THEIRS, f"{elsewhere.address}/sparql")


def found(results: str) -> set[tuple[str, str]]:
    rows = json.loads(results)["results"]["bindings"]
    return {(row["concept"]["value"], row["label"]["value"]) for row in rows}


def test_jena(server: Server, elsewhere: Server, jena: Jena, tmp_path: Path) -> None:
    (tmp_path / "join.rq").write_text(shown("sparql", server, elsewhere))
    assert EXPECTED == found(jena.run("arq.arq", "--results", "json", "--query", str(tmp_path / "join.rq")))


def test_comunica(server: Server, elsewhere: Server, tmp_path: Path) -> None:
    """Its source is a document: it would send a whole query, SERVICE and all, to a source that is an endpoint."""
    (tmp_path / "join.rq").write_text(shown("sparql", server, elsewhere))
    command = re.search(r"comunica-sparql (http://127\.0\.0\.1:8000\S+) -f join\.rq", DOCUMENT)
    assert command is not None
    node, modules = node_modules()
    source = command[1].replace("http://127.0.0.1:8000", server.address)
    words = [source, "-f", "join.rq", "-t", "application/sparql-results+json"]
    told = output_of([str(node), str(modules / ".bin" / "comunica-sparql"), *words], folder=tmp_path)
    assert EXPECTED == found(told)


def test_sparqlwrapper(server: Server, elsewhere: Server) -> None:
    """What has no label there comes too, without one."""
    told = run_python("python", shown("python", server, elsewhere))
    rows = {tuple(line.split("\t")) for line in told.splitlines()}
    assert EXPECTED <= rows
    assert {"None"} == {label for _, label in rows - EXPECTED}
    assert len(rows) > 5


def test_this_endpoint_calls_no_other(server: Server, elsewhere: Server) -> None:
    status, _, body = server.query(shown("sparql", server, elsewhere))
    assert 403 == status
    assert b"run the federated part on your side" in body
