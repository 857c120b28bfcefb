"""What XML cannot hold is refused in a sentence; the engine writes part of it, and no reader takes that."""

from __future__ import annotations

import io

import pytest
from pyoxigraph import Literal, NamedNode, Triple, parse

from ccwp_kg.errors import UnknownFormat
from ccwp_kg.formats import NTRIPLES, RDFXML, SPARQL_JSON, SPARQL_XML
from ccwp_kg.namespaces import RDF
from ccwp_kg.rdf.syntax.prefixes import NO_PREFIXES
from ccwp_kg.rdf.syntax.write import write_bytes
from ccwp_kg.rdf.syntax.xml import well_formed
from ccwp_kg.store import EmbeddedStore

THING, NAMED = NamedNode("http://x/a"), NamedNode("http://x/b")
NAMELESS = [
    *(f"{RDF.li.value.removesuffix('li')}{name}" for name in ("li", "Description", "about")),
    *("http://x/1", "http://x/", "x:", "urn:1", "http://www.w3.org/2000/xmlns/a"),
]
REFUSED = r"XML cannot hold this.* name another format"
NOT_ALLOWED = "\x00", "\x01", "\x0b", "\ufffe"


def refused(triple: Triple) -> None:
    with pytest.raises(UnknownFormat, match=REFUSED):
        write_bytes([triple], RDFXML, prefixes=NO_PREFIXES)
    assert write_bytes([triple], NTRIPLES, prefixes=NO_PREFIXES)


@pytest.mark.parametrize("iri", NAMELESS)
def test_a_property_without_a_name_in_xml_is_refused(iri: str) -> None:
    refused(Triple(THING, NamedNode(iri), THING))


@pytest.mark.parametrize("character", NOT_ALLOWED)
def test_a_character_that_xml_does_not_allow_is_refused(character: str) -> None:
    refused(Triple(THING, NAMED, Literal(f"a{character}b")))
    query = f'SELECT ?x {{ VALUES ?x {{ "a\\u{ord(character):04x}b" }} }}'
    store = EmbeddedStore.of_triples(())
    with pytest.raises(UnknownFormat, match=REFUSED):
        store.written(query, SPARQL_XML)
    assert store.written(query, SPARQL_JSON).size


def test_a_class_without_a_name_in_xml_is_refused() -> None:
    refused(Triple(THING, RDF.type, NamedNode("http://x/1")))


@pytest.mark.parametrize("text", ["\t\n\r <&]]>é\u2028\U0001f600", "x" * 200_000])
def test_what_xml_can_hold_comes_back(text: str) -> None:
    triple = Triple(THING, NAMED, Literal(text))
    written = write_bytes([triple], RDFXML, prefixes=NO_PREFIXES)
    assert [triple] == [quad.triple for quad in parse(written, format=RDFXML.rdf)]


def test_a_fault_of_the_stream_stays_one() -> None:
    """Such as a disk that is full."""
    with pytest.raises(OSError, match="full"), well_formed(io.BytesIO(), RDFXML):
        raise OSError(28, "full")
