"""The endpoint as other engines find and ask it: every form of query, and as a part of a query of theirs."""

from __future__ import annotations

import json

import pytest

from support.clients.comunica import NETWORK, Task, comunica
from support.clients.installed import run_python
from support.clients.jena import Jena
from support.serving import Server

PREFIXES = "PREFIX ccwp: <https://w3id.org/ccwp/ontology#> PREFIX plan: <https://w3id.org/ccwp/id/plan/>\n"
PLAN = "https://w3id.org/ccwp/id/plan/5"
ORDINAL = "https://w3id.org/ccwp/ontology#ordinal"
FORMS = {
    "SELECT": f"{PREFIXES} SELECT ?ordinal {{ plan:5 ccwp:ordinal ?ordinal }}",
    "ASK": f"{PREFIXES} ASK {{ plan:5 ccwp:ordinal 5 }}",
    "CONSTRUCT": f"{PREFIXES} CONSTRUCT WHERE {{ plan:5 ccwp:ordinal ?ordinal }}",
    "DESCRIBE": f"{PREFIXES} DESCRIBE plan:5",
}
STATED = f'<{PLAN}> <{ORDINAL}> "5"^^<http://www.w3.org/2001/XMLSchema#integer> .'


def test_comunica(server: Server) -> None:
    """It learns what is there from the service description, also where the address does not end in /sparql."""
    addresses = [f"{server.address}/sparql", f"{server.address}/sparql?from=elsewhere"]
    told = comunica(NETWORK, [Task(query, (address,)) for address in addresses for query in FORMS.values()])
    for select, ask, construct, describe in (told[:4], told[4:]):
        assert ["5"] == [row["ordinal"]["value"] for row in select["results"]["bindings"]]
        assert ask["boolean"] is True
        assert [STATED] == construct.splitlines()
        assert STATED in describe.splitlines()


def test_comunica_finds_the_catalogue(server: Server) -> None:
    """From the address of the site alone, as a page for people and data for programs."""
    files = "SELECT DISTINCT ?file { ?file a <http://www.w3.org/ns/dcat#Distribution> }"
    starts = [f"{server.address}{path}" for path in ("/", "/data", "/catalog", "/.well-known/void")]
    for told in comunica(NETWORK, [Task(files, (start,)) for start in starts]):
        assert len(told["results"]["bindings"]) >= 18


def test_jena(server: Server, jena: Jena) -> None:
    """`rsparql` with its defaults."""

    def ask(form: str) -> str:
        return jena.run("arq.rsparql", "--service", f"{server.address}/sparql", FORMS[form])

    assert "| 5       |" in ask("SELECT")
    assert "Ask => Yes" == ask("ASK").strip()
    assert "ccwp:ordinal  5 ." in ask("CONSTRUCT")
    assert "ccwp:ordinal" in ask("DESCRIBE")


def test_a_part_of_a_query_of_jena(server: Server, jena: Jena) -> None:
    """SERVICE asks the endpoint, FROM fetches a document and its Accept gets Turtle."""
    for part in (
        f"{{ SERVICE <{server.address}/sparql> {{ <{PLAN}> <{ORDINAL}> ?ordinal }} }}",
        f"FROM <{server.address}/id/plan/5> {{ <{PLAN}> <{ORDINAL}> ?ordinal }}",
    ):
        told = json.loads(jena.run("arq.arq", "--results", "json", f"SELECT ?ordinal {part}"))
        assert ["5"] == [row["ordinal"]["value"] for row in told["results"]["bindings"]]


DEFAULTS = """
import sys, warnings
warnings.simplefilter("ignore")  # of parameters that SPARQLWrapper sends whatever the endpoint says
from SPARQLWrapper import SPARQLWrapper
client = SPARQLWrapper(sys.argv[1])
client.setQuery(sys.argv[2])
answer = client.queryAndConvert()
print(answer.serialize(format="nt") if hasattr(answer, "serialize") else answer.toxml())
"""


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("SELECT", '<literal datatype="http://www.w3.org/2001/XMLSchema#integer">5</literal>'),
        ("ASK", "<boolean>true</boolean>"),
        ("CONSTRUCT", STATED),
        ("DESCRIBE", STATED),
    ],
)
def test_sparqlwrapper_with_all_defaults(form: str, expected: str, server: Server) -> None:
    """No method, no return format; each of them is tried in tests/server/sparql/test_clients.py."""
    assert expected in run_python("python", DEFAULTS, f"{server.address}/sparql", FORMS[form])


NOTEBOOK = """
import json, sys, warnings
from concurrent.futures import ThreadPoolExecutor
from SPARQLWrapper import JSON, SPARQLWrapper
warnings.simplefilter("ignore")
def ask(number):
    client = SPARQLWrapper(sys.argv[1], returnFormat=JSON)
    client.setQuery(sys.argv[2] % number)
    return client.queryAndConvert()["results"]["bindings"][0]["pairs"]["value"]
with ThreadPoolExecutor(16) as cells:
    print(json.dumps(list(cells.map(ask, range(16)))))
"""


def test_a_notebook_that_sends_sixteen_queries_at_once(server: Server) -> None:
    """Some tenths of a second each: they wait for one another, none is refused."""
    pairs = """PREFIX ccwp: <https://w3id.org/ccwp/ontology#> SELECT (COUNT(*) AS ?pairs) {
      ?one a ccwp:Mention . ?other a ccwp:Mention FILTER(STRLEN(CONCAT(STR(?one), STR(?other))) > %d) }"""
    found = json.loads(run_python("python", NOTEBOOK, f"{server.address}/sparql", pairs))
    assert [found[0]] * 16 == found
    assert int(found[0]) > 80_000


STORE = """
import sys
from rdflib import Graph, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore
graph = Graph(SPARQLStore(sys.argv[1]))
print(graph.value(URIRef(sys.argv[2]), URIRef(sys.argv[3])))
print(len(list(graph.triples((URIRef(sys.argv[2]), None, None)))) > 10)
"""


def test_rdflib_takes_it_for_a_graph(server: Server) -> None:
    assert "5\nTrue\n" == run_python("python", STORE, f"{server.address}/sparql", PLAN, ORDINAL)
