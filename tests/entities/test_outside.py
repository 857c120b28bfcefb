"""Links to other vocabularies on a page: they stand under the vocabulary that the set of links leads to."""

from __future__ import annotations

from pyoxigraph import NamedNode, RdfFormat, parse

from ccwp_kg.entities.page import entity_page
from ccwp_kg.entities.portraits.named_things import OrganisationPortrait
from ccwp_kg.namespaces import CCWP, DCTERMS, FOAF, ID, OWL, RDFS, SSSOM, VOID
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.store import EmbeddedStore

HEAD = f"""PREFIX : <{CCWP}> PREFIX dcterms: <{DCTERMS}> PREFIX foaf: <{FOAF}> PREFIX owl: <{OWL}> PREFIX rdfs: <{RDFS}>
PREFIX sssom: <{SSSOM}> PREFIX void: <{VOID}> BASE <{ID}> """
DATA = """
<organisation/a> a :Organisation ; rdfs:label "A"@en ; rdfs:seeAlso <urn:addresses:1> ;
  owl:sameAs <urn:items:(1)> , <urn:items:%281%29> .
<organisation/b> a :Organisation ; rdfs:label "B"@en ; owl:sameAs <urn:items:2> .
<urn:terms:1> foaf:focus <organisation/a> .
<set/terms> sssom:mappings <mapping/focus> ; dcterms:relation <vocabulary/terms> .
<set/items> sssom:mappings <mapping/same> , <mapping/other> ; dcterms:relation <vocabulary/items> ;
  dcterms:source "A list of items."@en .
<vocabulary/terms> dcterms:title "Thesaurus"@en .
<vocabulary/items> dcterms:title "Items"@en .
<mapping/focus> a owl:Axiom ; owl:annotatedProperty foaf:focus ;
  owl:annotatedSource <urn:terms:1> ; owl:annotatedTarget <organisation/a> ; rdfs:comment "The term for it."@en ;
  dcterms:source "A page of its own."@en .
<mapping/same> a owl:Axiom ; owl:annotatedProperty owl:sameAs ;
  owl:annotatedSource <organisation/a> ; owl:annotatedTarget <urn:items:(1)> .
<mapping/other> a owl:Axiom ; owl:annotatedProperty owl:sameAs ;
  owl:annotatedSource <organisation/b> ; owl:annotatedTarget <urn:items:2> ; rdfs:comment "Another item."@en .
"""


def test_links_stand_under_the_vocabulary_of_their_set() -> None:
    """Whichever end is ours; a link that no set holds comes last, and what the set holds of others not at all.

    A link without words has the meaning of its kind and the evidence of its set. Two spellings of an
    address are one link.
    """
    store = EmbeddedStore.of_triples(quad.triple for quad in parse(HEAD + DATA, format=RdfFormat.TURTLE))
    page = entity_page(store, NamedNode(f"{ID}organisation/a"), prefixes=Prefixes({}), rules={})
    assert page is not None
    assert isinstance(page.portrait, OrganisationPortrait)
    shown = [
        (
            each.vocabulary and each.vocabulary.name,
            link.target.iri,
            link.reason and (link.reason.text, link.reason.evidence),
        )
        for each in page.portrait.outside
        for link in each.links
    ]
    assert shown == [
        ("Items", "urn:items:(1)", ("the same thing", ("A list of items.",))),
        ("Thesaurus", "urn:terms:1", ("The term for it.", ("A page of its own.",))),
        (None, "urn:addresses:1", None),
    ]
