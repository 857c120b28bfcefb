"""What a look-up may cost is known before: a query that could take long is left to workers."""

import pytest
from pyoxigraph import NamedNode, Triple

from ccwp_kg.formats import NTRIPLES, SPARQL_JSON
from ccwp_kg.query.lookups import LookUps
from ccwp_kg.rdf.syntax.prefixes import NO_PREFIXES
from ccwp_kg.sparql_text import read_lookup
from ccwp_kg.store import Bounds, EmbeddedStore


def named(name: str) -> NamedNode:
    return NamedNode(f"urn:x:{name}")


@pytest.fixture(scope="module")
def lookups() -> LookUps:
    """500 things with a name of their own, and 500 others that are all of one kind."""
    triples = [Triple(named(f"s{n}"), named("name"), named(f"o{n}")) for n in range(500)]
    triples += [Triple(named(f"t{n}"), named("kind"), named("hub")) for n in range(500)]
    return LookUps.within(EmbeddedStore.of_triples(triples), bounds=Bounds(), prefixes=NO_PREFIXES, state="x")


@pytest.mark.parametrize(
    ("text", "is_answered"),
    [
        ("ASK { ?s ?p ?o }", True),
        ("ASK { ?s <urn:x:kind> ?o }", True),
        ("SELECT * { <urn:x:s1> ?p ?o }", True),
        ("SELECT * { ?s <urn:x:name> <urn:x:o1> }", True),
        ("CONSTRUCT WHERE { <urn:x:s1> ?p ?o }", True),
        ("SELECT * { ?s ?p ?o }", False),
        ("SELECT (COUNT(*) AS ?n) { ?s <urn:x:kind> ?o }", False),
        ("SELECT * { ?s <urn:x:name> <urn:x:hub> }", False),
        ("ASK { ?s <urn:x:name> <urn:x:hub> }", False),
        ("ASK { ?x ?p ?x }", False),
        ("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", False),
        ("CONSTRUCT { <urn:a> <urn:b> <urn:c> } WHERE { ?s ?p ?o }", False),
        ("CONSTRUCT { ?p <urn:b> <urn:c> } WHERE { ?s ?p ?o }", False),
        ("CONSTRUCT { } WHERE { ?s ?p ?o }", False),
        ("SELECT * { <urn:x:s1> ?p ?o . ?a <urn:x:kind> ?b }", False),
    ],
)
def test_what_may_take_long_is_not_looked_up(lookups: LookUps, text: str, *, is_answered: bool) -> None:
    """Two names that many triples have, or a template that makes one triple of everything, look harmless."""
    lookup = read_lookup(text)
    assert lookup is not None
    form = NTRIPLES if lookup.kind == "CONSTRUCT" else SPARQL_JSON
    assert is_answered == (lookups.answer(lookup, text, form) is not None)
