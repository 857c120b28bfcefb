"""Documents by their address, as each client asks for them: nothing told but the IRI."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, NamedNode, RdfFormat, parse

from support.clients.installed import output_of, rapper, require, run_python
from support.clients.jena import Jena
from support.serving import Server

THING = "/id/plan/5/action/5.4"
NAMED = "https://w3id.org/ccwp/id/plan/5/action/5.4"


def statements(server: Server, path: str) -> int:
    """How many there are at an address, in N-Triples or N-Quads."""
    status, _, body = server.ask("GET", path)
    assert 200 == status
    return len(body.splitlines())


@pytest.fixture(scope="module")
def count(server: Server) -> int:
    """The statements of the document of one thing."""
    found = statements(server, f"/doc{THING.removeprefix('/id')}.nt")
    assert found > 100
    return found


RDFLIB = """
import sys
from rdflib import Dataset, Graph
address, *forms = sys.argv[1:]
print(len(Graph().parse(address)), *(len((Dataset if form in ("trig", "nquads") else Graph)().parse(
    address.replace("/id/", "/doc/") + ".nq" if form == "nquads" else address, format=form)) for form in forms))
"""


def test_rdflib(server: Server, count: int) -> None:
    """With and without a format; N-Quads need their suffix, for rdflib names no media type when it wants them."""
    forms = ("turtle", "xml", "nt", "json-ld", "n3", "trig", "nquads")
    told = run_python("python", RDFLIB, server.address + THING, *forms)
    assert [str(count)] * (1 + len(forms)) == told.split()


READ = [THING, "/ontology", "/shapes", "/.well-known/void", "/sparql", "/dumps/merged.rdf", "/dumps/dataset.trig"]


def test_jena_reads(server: Server, jena: Jena) -> None:
    """`riot` gets RDF at each address and complains of nothing."""
    told = jena.run("riotcmd.riot", "--check", "--output", "nquads", *(server.address + path for path in READ))
    read = set(parse(told, RdfFormat.N_QUADS))
    for subject in (NAMED, "https://w3id.org/ccwp/ontology#Action", "https://w3id.org/ccwp/shapes#Action"):
        assert any(quad.subject == NamedNode(subject) for quad in read), subject
    served = set(parse(server.ask("GET", "/dumps/dataset.nq")[2], RdfFormat.N_QUADS))
    named = {quad for quad in served if not any(isinstance(term, BlankNode) for term in (quad.subject, quad.object))}
    assert named <= read


def test_jena_finds_nothing_wrong_with_the_dumps(jena: Jena, published: Path) -> None:
    """Bad IRIs, lexical forms that their datatypes do not have, and syntax are warned of."""
    files = [str(published / name) for name in ("dataset.nq", "dataset.trig", "merged.nt", "merged.ttl", "merged.rdf")]
    assert "" == jena.run("riotcmd.riot", "--validate", "--quiet", *files)


def test_jena_and_we_agree_on_shacl(server: Server, jena: Jena, dump: Path) -> None:
    """Its engine finds what the release says of itself: the data conform to the shapes at /shapes."""
    shapes = f"{server.address}/shapes"
    told = jena.run("shacl.shacl", "validate", "--text", "--shapes", shapes, "--data", str(dump), timeout=120)
    assert "Conforms" == told.strip()


@pytest.mark.parametrize("suffix", ["", ".ttl", ".nt", ".rdf", ".trig", ".nq"])
def test_raptor(suffix: str, server: Server, count: int) -> None:
    """`rapper -g` guesses the format by what is sent. It knows no JSON-LD, and no TriG of more than 16 kB."""
    path = THING if not suffix else f"{THING.replace('/id/', '/doc/')}{suffix}"
    told = output_of([rapper(), "-q", "-g", "-o", "ntriples", server.address + path])
    assert count == len(told.splitlines())


def test_raptor_reads_what_we_say(server: Server) -> None:
    """The same statements from RDF/XML, read by a parser of another house."""
    document = THING.replace("/id/", "/doc/")
    told = output_of([rapper(), "-q", "-i", "rdfxml", "-o", "ntriples", f"{server.address}{document}.rdf"])
    ours = server.ask("GET", f"{document}.nt")[2].decode()
    assert set(parse(ours, RdfFormat.N_TRIPLES)) == set(parse(told, RdfFormat.N_TRIPLES))


PYLD = """
import json, sys
from pyld import jsonld
address, iri = sys.argv[1:]
rdf = jsonld.to_rdf(address, {"format": "application/n-quads"})
(framed,) = [jsonld.frame(address, {"@context": {"number": "https://w3id.org/ccwp/ontology#actionNumber"}, "@id": iri})]
print(json.dumps({"statements": len(rdf.splitlines()), "number": framed["number"]}))
"""


def test_pyld(server: Server, count: int) -> None:
    """It follows the redirect, and refuses an answer with two links to JSON-LD."""
    told = json.loads(run_python("python", PYLD, server.address + THING, NAMED))
    assert {"statements": count, "number": "5.4"} == told


CURL = [
    ("text/turtle", "text/turtle"),
    ("text/n3", "text/turtle"),
    ("application/rdf+xml", "application/rdf+xml"),
    ("application/ld+json", "application/ld+json"),
    ("application/json", "application/ld+json"),
    ("application/n-triples", "application/n-triples"),
    ("application/trig", "application/trig"),
    ("application/n-quads", "application/n-quads"),
    ("text/html", "text/html"),
    ("application/rdf+xml;q=0.5, text/turtle;q=0.4", "application/rdf+xml"),
    ("image/png, */*;q=0.1", "text/turtle"),
    (None, "text/turtle"),
]


@pytest.mark.parametrize(("accept", "expected"), CURL)
def test_curl(accept: str | None, expected: str, server: Server) -> None:
    """Redirects followed, nothing else told: the first line of the README."""
    require(shutil.which("curl") is not None, missing="curl", cure="install Debian's curl")
    asked = [] if accept is None else ["-H", f"Accept: {accept}"]
    told = output_of(
        ["curl", "-sSfL", *asked, "-o", "/dev/null", "-w", "%{http_code} %{content_type}", server.address + THING]
    )
    assert ("200", expected) == tuple(told.partition(";")[0].split(" "))


SIGNPOSTING = """
import json, sys
import signposting
address = sys.argv[1]
found = signposting.find_signposting_http(address)
linkset = signposting.find_signposting_linkset(next(iter(found.linksets)).target).for_context(address)
print(json.dumps({
    "cite_as": found.citeAs.target, "license": found.license.target, "types": sorted(t.target for t in found.types),
    "described_by": [link.target for link in found.describedBy],
    "linkset": sorted(link.type for link in linkset.describedBy if link.type),
}))
"""


def test_signposting(server: Server) -> None:
    """FAIR Signposting level 1 in the header, level 2 in the linkset."""
    document = server.address + THING.replace("/id/", "/doc/")
    told = json.loads(run_python("python", SIGNPOSTING, document))
    assert NAMED == told["cite_as"]
    assert "http://creativecommons.org/licenses/by/4.0/" == told["license"]
    assert "https://schema.org/AboutPage" in told["types"]
    assert told["described_by"]
    assert {"text/turtle", "application/ld+json", "application/rdf+xml"} <= set(told["linkset"])


MEMENTO = """
import sys
from datetime import datetime
from memento_client import MementoClient
client = MementoClient(timegate_uri="")  # the document is its own TimeGate (RFC 7089, pattern 1)
for day in ((2026, 11, 24, 12), (2030, 1, 1), (2001, 1, 1)):
    closest = client.get_memento_info(sys.argv[1], datetime(*day))["mementos"]["closest"]
    (address,) = closest["uri"]
    print(address, closest["datetime"].date(), closest["http_status_code"], client.is_memento(address),
          client.get_original_uri(address))
"""


def test_memento_client(server: Server) -> None:
    """It reads only absolute addresses in Link headers."""
    document = server.address + THING.replace("/id/", "/doc/")
    lines = [line.split() for line in run_python("python", MEMENTO, document).splitlines()]
    first = [f"{server.address}/dataset/0.1.0{document.removeprefix(server.address)}", "2026-11-24", "200", "True"]
    last = [first[0].replace("0.1.0", "0.3.0"), "2026-11-28", "200", "True"]
    assert [[*first, document], [*last, document], [*first, document]] == lines
