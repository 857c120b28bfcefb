"""Who compares IRIs as strings (RDF 1.1 Concepts §3.2) finds a link: it stands in each spelling that is in use."""

from __future__ import annotations

from pathlib import Path

from ccwp_kg.namespaces import OWL, RDFS
from ccwp_kg.rdf.syntax.read import read_triples

CELEX = Path(__file__).parents[2] / "ontology" / "alignments" / "things" / "celex.ttl"


def test_a_celex_number_with_brackets_is_linked_in_both_spellings() -> None:
    """CELLAR answers with the brackets escaped; EUR-Lex and people write them plain."""
    found = [t for t in read_triples(CELEX) if t.predicate in (OWL.sameAs, RDFS.seeAlso)]
    links = {(t.subject, t.predicate, t.object.value) for t in found}
    plain = {link for link in links if "(" in link[2]}
    escaped = {(*own, other.replace("(", "%28").replace(")", "%29")) for *own, other in plain}
    assert plain
    assert escaped == {link for link in links if "%28" in link[2]}
