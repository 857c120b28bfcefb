"""The overview of links to vocabularies elsewhere: every link with its reason and evidence, and what has none."""

from __future__ import annotations

import re
from html import unescape

from flask import Flask
from flask.testing import FlaskClient
from pyoxigraph import NamedNode, RdfFormat, parse

from ccwp_kg.entities.portraits.fields import MATCHES
from ccwp_kg.namespaces import DCTERMS, ID, OWL, RDF, RDFS, SKOS, SSSOM, VOID
from ccwp_kg.publish.links.mappings import find_links
from ccwp_kg.publish.texts import TextFiles
from ccwp_kg.rdf.syntax.prefixes import Prefixes, read_prefixes
from ccwp_kg.server import create_app
from ccwp_kg.server.pages.links import JOIN
from ccwp_kg.settings import Settings
from ccwp_kg.store import EmbeddedStore


def release_prefixes() -> Prefixes:
    return read_prefixes(TextFiles.of_package().prefixes)


def test_every_link_has_its_reason_and_evidence(release_app: Flask, release_store: EmbeddedStore) -> None:
    """As many rows as there are links, each with why, and all that they were seen in; the same records as data."""
    found = find_links(release_store)
    assert found is not None
    client = release_app.test_client()
    body = unescape(client.get("/links.html").get_data(as_text=True))
    assert f"{len(found.each)} links" in body
    assert len(found.each) == body.count('data-label="Why"')
    assert all(f'data-label="Why">{link.comment or MATCHES[NamedNode(link.match)]}<' in body for link in found.each)
    assert all(f"<li>{text}</li>" in body for link in found.each for text in link.evidence)
    assert 'href="/dumps/links.sssom.tsv"' in body
    stated = parse(client.get("/links.ttl").data, format=RdfFormat.TURTLE)
    records = {each.subject for each in stated if (each.predicate, each.object) == (RDF.type, OWL.Axiom)}
    assert {f"<{link.record}>" for link in found.each} == {*map(str, records)}


def test_each_link_has_its_property_as_a_program_writes_it(release_app: Flask, release_store: EmbeddedStore) -> None:
    """Beside the words; and the query to copy has rows, each with an end of one of these links."""
    found = find_links(release_store)
    assert found is not None
    body = unescape(release_app.test_client().get("/links.html").get_data(as_text=True))
    told = re.findall(r'data-label="How">[^<]+<small class="iri">([^<]+)</small></td>', body)
    assert sorted(told) == sorted(release_prefixes().shorten(link.match) for link in found.each)
    assert {"skos:exactMatch", "foaf:focus", "owl:sameAs"} <= {*told}
    assert JOIN in body
    elsewhere = {row["elsewhere"] for row in release_store.rows(JOIN)}
    assert elsewhere <= {NamedNode(iri) for link in found.each for iri in (link.subject, link.target)}
    assert len(elsewhere) > 10


def test_gaps_are_what_no_link_leaves_over(release_app: Flask) -> None:
    """Of each kind, what has a match, what has only a link that is none, and what has neither are all there are."""
    body = release_app.test_client().get("/links.html").get_data(as_text=True)
    kinds = body.partition('id="gaps"')[2].partition("</table>")[0]
    rows = re.findall(r'<th scope="row">(?:<a[^>]*>)?([^<]+)<.*?</tr>', kinds)
    counts = [[*map(int, re.findall(r'class="count">(\d+)<', row))] for row in kinds.split("</tr>")[1:-1]]
    by_kind = dict(zip(rows, counts, strict=True))
    assert [0] * len(by_kind) == [total - sum(parts) for total, *parts in by_kind.values()]
    assert [24, 0, 24, 0] == by_kind["Council documents"]
    assert [43, 37, 0, 6] == by_kind["Organisations"]
    assert [20, 0, 0, 20] == by_kind["Actions"]
    assert 6 == body.partition("Organisations without a link")[2].partition("</p>")[0].count("<a ")
    assert "Actions without a link" not in body


HOSTILE = f"""
PREFIX owl: <{OWL}> PREFIX sssom: <{SSSOM}> PREFIX dcterms: <{DCTERMS}> PREFIX rdfs: <{RDFS}>
PREFIX void: <{VOID}> PREFIX id: <{ID}> PREFIX skos: <{SKOS}>
<{ID}dataset/linkset> dcterms:title "x" ; dcterms:description "x" ; dcterms:license <urn:l> ; dcterms:creator <urn:c> .
id:set sssom:mappings id:odd, id:literal, id:unsure ; dcterms:relation <http://evil.example/> .
<http://evil.example/> dcterms:title "<script>alert(1)</script>" .
id:odd owl:annotatedSource <{ID}organisation/x> ; owl:annotatedProperty <urn:odd> ;
  owl:annotatedTarget <javascript:alert(1)> ; sssom:confidence 0.5 .
id:literal owl:annotatedSource "http://no iri" ; owl:annotatedProperty skos:exactMatch ; owl:annotatedTarget _:c ;
  sssom:confidence 0.5 .
id:unsure owl:annotatedSource <{ID}organisation/x> ; owl:annotatedProperty skos:exactMatch ;
  owl:annotatedTarget <urn:x> ; sssom:confidence "lots" .
"""
EACH = 'a owl:Axiom ; sssom:mapping_justification <urn:j> ; rdfs:comment "<img src=x>" ; dcterms:source "<b>\\u202Eb" .'


def test_hostile_links_are_harmless() -> None:
    """Words are escaped, an address that would run is no link, and what is no link between IRIs is left to the data."""
    turtle = f"{HOSTILE} id:odd {EACH} id:literal {EACH} id:unsure {EACH}"
    store = EmbeddedStore.of_triples(each.triple for each in parse(turtle, format=RdfFormat.TURTLE))
    body = create_app(store, settings=Settings()).test_client().get("/links.html").get_data(as_text=True)
    assert "1 link · 1 vocabulary" in body
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in body
    assert "&lt;img src=x&gt;" in body
    assert "[U+202E]" in body
    assert [] == re.findall(r"<script>|<img|<b>|href=.javascript|id=.. ", body.partition("<main")[2])


def test_data_without_links_say_so(client: FlaskClient) -> None:
    """No table is drawn where nothing is linked."""
    body = client.get("/links.html").get_data(as_text=True)
    assert "There are none in what is served here." in body
    assert 'data-label="Why"' not in body
    assert "links.sssom.tsv" not in body
