"""The example queries have one answer: ours, that of Jena and that of Comunica, over the dump and over the endpoint."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from support.clients.comunica import FILES, NETWORK, Task, comunica
from support.clients.jena import Jena
from support.commands import ROOT
from support.serving import Server

QUERIES = sorted((ROOT / "web" / "queries").glob("*.rq"))
JOINED = {("13-mentions-of-naples-ii", "forms"): " | ", ("33-deliverables-and-decisions", "products"): ", "}
"""What GROUP_CONCAT has joined, with what is between: SPARQL 1.1 §18.5.1.7 sets no order of the parts."""
NAMES = [path.stem for path in QUERIES]

Row = frozenset[tuple[str, object]]


def rows(name: str, answer: dict[str, Any]) -> list[Row]:
    """The solutions, each a set of bindings."""
    if "boolean" in answer:
        return [frozenset({("boolean", answer["boolean"])})]

    def value(variable: str, term: dict[str, str]) -> object:
        joined = JOINED.get((name, variable))
        text = tuple(sorted(term["value"].split(joined))) if joined else term["value"]
        kind = term["type"].removeprefix("typed-")  # as before SPARQL 1.1
        datatype = term.get("datatype", "").removesuffix("http://www.w3.org/2001/XMLSchema#string")
        return kind, text, datatype, term.get("xml:lang", "").lower()

    return [
        frozenset((variable, value(variable, term)) for variable, term in binding.items())
        for binding in answer["results"]["bindings"]
    ]


def assert_same(name: str, ours: dict[str, Any], theirs: dict[str, Any]) -> None:
    """The same solutions as often, and in the same order where the query sets one."""
    expected, found = rows(name, ours), rows(name, theirs)
    assert expected, "a question without an answer compares nothing"
    assert Counter(expected) == Counter(found)
    if re.search(r"(?m)^ORDER BY", (ROOT / "web" / "queries" / f"{name}.rq").read_text(encoding="utf-8")):
        assert expected == found


@pytest.fixture(scope="module")
def ours(server: Server) -> dict[str, Any]:
    """What our endpoint answers, by the name of the query."""
    found = {}
    for path in QUERIES:
        status, _, body = server.query(
            path.read_text(encoding="utf-8"), accept="application/sparql-results+json", source="127.0.0.2"
        )
        assert 200 == status
        found[path.stem] = json.loads(body)
    assert len(found) >= 25
    return found


def test_jena_over_the_dump(ours: dict[str, Any], jena: Jena, dump: Path, tmp_path: Path) -> None:
    jena.run("tdb.tdbloader", "--loc", str(tmp_path), str(dump))  # read once
    for path in QUERIES:
        told = jena.run("tdb.tdbquery", "--loc", str(tmp_path), "--query", str(path), "--results", "json")
        assert_same(path.stem, ours[path.stem], json.loads(told))


def tasks(source: str) -> list[Task]:
    return [Task(path.read_text(encoding="utf-8"), (source,)) for path in QUERIES]


def test_comunica_over_the_dump(ours: dict[str, Any], dump: Path) -> None:
    for name, answer in zip(NAMES, comunica(FILES, tasks(str(dump))), strict=True):
        assert_same(name, ours[name], answer)


def test_comunica_over_the_endpoint(ours: dict[str, Any], server: Server) -> None:
    """It finds by itself that this is an endpoint, and sends the whole query there."""
    for name, answer in zip(NAMES, comunica(NETWORK, tasks(f"{server.address}/sparql")), strict=True):
        assert_same(name, ours[name], answer)
