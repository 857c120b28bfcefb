"""Triples written in every format: readable back, always the same bytes, short names where they help."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Triple, parse

from ccwp_kg.errors import AnswerTooLarge, UnknownFormat
from ccwp_kg.formats import JSONLD, NTRIPLES, RDF_FORMATS, SPARQL_CSV, SPARQL_JSON, TURTLE, Format
from ccwp_kg.namespaces import RDF, RDFS, SKOS, XSD
from ccwp_kg.query import Limits, answer, check
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.rdf.syntax.write import write_bytes
from ccwp_kg.store import Bounds, Dataset, EmbeddedStore, Store

PREFIXES = Prefixes(
    {
        "dcterms": "http://purl.org/dc/terms/",
        "rdfs": str(RDFS),
        "skos": str(SKOS),
        "xsd": str(XSD),
        "z": "http://z.example/",
    }
)
A = NamedNode("http://z.example/a")
TRIPLES = sorted(
    [
        Triple(A, RDF.type, SKOS.Concept),
        Triple(A, RDFS.label, Literal("café & <b>", language="fr")),
        Triple(A, RDFS.label, Literal('a "quote"\n\ttab')),
        Triple(A, SKOS.notation, Literal("2011-07-01", datatype=XSD.date)),
        Triple(A, SKOS.related, NamedNode("http://a.example/with,comma#x")),
        Triple(A, SKOS.related, BlankNode("b")),
        Triple(BlankNode("b"), RDF.type, SKOS.Concept),
    ],
    key=str,
)


@pytest.mark.parametrize("form", RDF_FORMATS, ids=lambda form: form.name)
def test_each_format_holds_the_same(form: Format) -> None:
    """What was written is what a parser reads; blank nodes count by shape."""
    read = [quad.triple for quad in parse(write_bytes(TRIPLES, form, prefixes=PREFIXES), format=form.rdf)]
    named = {t for t in TRIPLES if "_:" not in str(t)}
    assert named == {t for t in read if "_:" not in str(t)}
    assert len(TRIPLES) == len(read)


def test_json_ld_has_a_context_of_what_it_uses() -> None:
    """Compact names, and no prefix that no IRI needs."""
    document = json.loads(write_bytes(TRIPLES, JSONLD, prefixes=PREFIXES))
    assert {"rdfs", "skos", "xsd", "z"} == set(document["@context"])
    assert "skos:related" in {key for node in document["@graph"] for key in node}


_AGAIN = """
import sys
sys.path.insert(0, sys.argv[1])
from test_evaluate import PREFIXES, TRIPLES
from ccwp_kg.formats import RDF_FORMATS
from ccwp_kg.rdf.syntax.write import write_bytes
for form in RDF_FORMATS:
    sys.stdout.buffer.write(write_bytes(TRIPLES, form, prefixes=PREFIXES))
"""


def test_every_process_writes_the_same_bytes() -> None:
    """Same input, same bytes, whatever the hash seed."""
    here = str(Path(__file__).parent)
    runs = {
        subprocess.run(
            [sys.executable, "-c", _AGAIN, here], env={"PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert 1 == len(runs)


def of_itself(_: Store, iri: NamedNode, __: Dataset) -> tuple[Triple, ...]:
    """A description that the store does not hold."""
    return (Triple(iri, RDFS.label, Literal("described", language="en")),)


def answered(text: str, form: Format) -> bytes:
    """The answer to a query over the triples of this test."""
    store, question = EmbeddedStore.of_triples(TRIPLES), check(text, limits=Limits())
    return answer(store, question, form, dataset=Dataset(), describe=of_itself, prefixes=PREFIXES).whole()


@pytest.mark.parametrize(
    ("expected", "form", "text"),
    [
        (b"", NTRIPLES, "DESCRIBE ?x { ?x a <urn:x:nothing> }"),
        (b'<urn:x:a> <http://www.w3.org/2000/01/rdf-schema#label> "described"@en .\n', NTRIPLES, "DESCRIBE <urn:x:a>"),
        (
            b"@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
            b"@prefix z: <http://z.example/> .\n"
            b'z:a rdfs:label "described"@en .\n',
            TURTLE,
            f"DESCRIBE {A}",
        ),
        (b"<urn:x:a> <urn:x:b> <urn:x:c> .\n", NTRIPLES, "CONSTRUCT { <urn:x:a> <urn:x:b> <urn:x:c> } {}"),
        (b'{"head":{},"boolean":true}', SPARQL_JSON, f"ASK {{ {A} ?p ?o }}"),
    ],
)
def test_each_kind_is_answered(expected: bytes, form: Format, text: str) -> None:
    """A DESCRIBE with the descriptions that were handed in and the prefixes they need, the rest by the store."""
    assert expected == answered(text, form)


def test_a_format_that_cannot_hold_the_answer() -> None:
    """A graph is no table."""
    with pytest.raises(UnknownFormat, match="choose Turtle"):
        answered("DESCRIBE <urn:x:a>", SPARQL_CSV)


@pytest.mark.parametrize(
    ("message", "bounds"), [("more than 1 triples", Bounds(rows=1)), ("more than 100 bytes", Bounds(size=100))]
)
def test_all_descriptions_together_keep_to_the_limits(message: str, bounds: Bounds) -> None:
    """The answer that describes one thing is within them; the one that describes two is not, and is refused."""

    def size(text: str) -> int:
        store, question = EmbeddedStore.of_triples(TRIPLES), check(text, limits=Limits())
        return answer(
            store, question, NTRIPLES, dataset=Dataset(), describe=of_itself, prefixes=PREFIXES, bounds=bounds
        ).size

    assert 50 < size("DESCRIBE <urn:x:a>") < 100
    with pytest.raises(AnswerTooLarge, match=message):
        size("DESCRIBE <urn:x:a> <urn:x:b>")
