"""Lines to copy from the query page do what they promise, as they stand: in a shell and in Python."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Sequence
from urllib.parse import quote, urlencode

import html5lib
import pytest

from ccwp_kg.namespaces import RDFS
from support.serving import Server

ID = "https://w3id.org/ccwp/id/"
PLAN = f"<{ID}plan/5>"
GRAPH = f"{ID}graph/source/fifth-action-plan"
DESCRIBE = f"DESCRIBE {PLAN}"

ODD = """SELECT ?x ?y {
  BIND("it's \\"quoted\\" \\\\ $HOME `id` %41 ''' end'" AS ?x) # 'comment" é
  BIND('''two
lines''' AS ?y)
}"""
ASKED = [
    # (a word of the answer, query, parameters)
    ("Fifth Action Plan", f"SELECT ?l {{ {PLAN} {RDFS.label} ?l }}", ()),
    ("id", ODD, ()),
    ("true", f"ASK {{ {PLAN} ?p ?o }}", ()),
    ("Fifth Action Plan", DESCRIBE, ()),
    ("Fifth Action Plan", f"CONSTRUCT {{ {PLAN} {RDFS.label} ?l }} WHERE {{ {PLAN} {RDFS.label} ?l }}", ()),
    ("Fifth Action Plan", f"SELECT ?l {{ {PLAN} {RDFS.label} ?l }}", (("default-graph-uri", GRAPH),)),
    ("false", f"ASK {{ {PLAN} ?p ?o }}",
     (("default-graph-uri", ID + "graph/ontology"), ("default-graph-uri", ID + "graph/x"))),
    ("true", f"ASK {{ GRAPH ?g {{ {PLAN} ?p ?o }} }}", (("named-graph-uri", GRAPH), ("default-graph-uri", "urn:it's"))),
    ("Fifth Action Plan", f"CONSTRUCT {{ {PLAN} {RDFS.label} ?l }} WHERE {{ {PLAN} {RDFS.label} ?l }}",
     (("default-graph-uri", GRAPH),)),
]  # fmt: skip
COMMANDS = {"curl": ["bash", "-c"], "SPARQLWrapper": [sys.executable, "-c"], "rdflib": [sys.executable, "-c"]}


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize(("expected", "query", "graphs"), ASKED)
def test_lines_to_copy_run_as_they_stand(
    server: Server, name: str, expected: str, query: str, graphs: Sequence[tuple[str, str]]
) -> None:
    """The curl line and the Python lines put this very query, to these graphs, and print its answer."""
    asked = urlencode([("query", query), *graphs], quote_via=quote)
    _, _, body = server.ask("GET", f"/sparql?{asked}", accept="text/html")
    page = html5lib.parse(body.decode(), namespaceHTMLElements=False)
    line = next("".join(each.itertext()) for each in page.iter("pre") if name in (each.get("aria-label") or ""))
    assert f"127.0.0.1:{server.port}/sparql" in line
    done = subprocess.run([*COMMANDS[name], line], check=False, capture_output=True, text=True, timeout=60)
    assert (0, "") == (done.returncode, done.stderr)
    assert expected.lower() in done.stdout.lower()


def test_the_join_of_two_endpoints_finds_names(release_server: Server) -> None:
    """Each half asked by itself, as an engine does; this endpoint stands for the other one, as it has French names."""
    _, _, body = release_server.ask("GET", "/data", accept="text/html")
    page = html5lib.parse(body.decode(), namespaceHTMLElements=False)
    query = next("".join(each.itertext()) for each in page.iter("pre") if each.get("aria-label") == "With SERVICE")
    prefixes, _, _ = query.partition("SELECT")
    asked = re.findall(r"SERVICE <(\S+)> \{(.*?) \}$", query, re.DOTALL | re.MULTILINE)
    assert [address for address, _ in asked][:1] == [f"http://127.0.0.1:{release_server.port}/sparql"]
    halves = []
    for _, pattern in asked:
        half = urlencode({"query": f"{prefixes} SELECT * {{ {pattern} }}"}, quote_via=quote)
        _, _, body = release_server.ask("GET", f"/sparql?{half}", accept="application/sparql-results+json")
        halves.append(
            [{name: term["value"] for name, term in row.items()} for row in json.loads(body)["results"]["bindings"]]
        )
    joined = {(a["thing"], b["name"]) for a in halves[0] for b in halves[1] if a["term"] == b["term"]}
    assert (f"{ID}concept/customs-union", "union douanière") in joined
