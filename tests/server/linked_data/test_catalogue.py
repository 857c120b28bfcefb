"""One catalogue: what a harvester needs stands in the answer of one address, and all of it can be fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import rdflib
from flask.testing import FlaskClient
from pyoxigraph import NamedNode, Triple, parse
from rdflib import RDF, URIRef

from ccwp_kg.formats import JSONLD, NTRIPLES, RDF_FORMATS, TURTLE, Format
from ccwp_kg.namespaces import DCAT, DCTERMS, FOAF, ID, PUBLISHED, VCARD, VOID
from ccwp_kg.publish.description.catalogue import write_catalogue
from ccwp_kg.publish.texts import TextFiles
from ccwp_kg.rdf.syntax.jsonld import read_context
from ccwp_kg.rdf.syntax.prefixes import read_prefixes
from ccwp_kg.store import EmbeddedStore
from support.formats.dcat_ap import findings
from support.serving import Server, running, stop_server

_NAME = re.compile(r"https://w3id\.org/ccwp/(?:id/|ontology|shapes)")
PUBLIC = "https://plans.example/customs"


@pytest.fixture(scope="module")
def at_a_path(published: Path) -> Iterator[Server]:
    """The same release, whose public address has a path."""
    server = running("release", str(published), base_url=PUBLIC, workers=1)
    yield server
    assert 0 == stop_server(server.process)


def iri(term: NamedNode) -> URIRef:
    return URIRef(term.value)


def harvested(server: Server) -> rdflib.Graph:
    status, _, body = server.ask("GET", "/catalog")
    assert 200 == status
    return rdflib.Graph().parse(data=body, format="turtle")


def own_terms(catalogue: rdflib.Graph, start: str) -> set[str]:
    return {str(term) for triple in catalogue for term in triple if str(term).startswith(start)}


def test_the_answer_of_one_address_conforms_to_dcat_ap(release_server: Server) -> None:
    """DCAT-AP 3.0.1: no finding of any severity, in the default `make serve`."""
    catalogue = harvested(release_server)
    assert {iri(DCAT.Catalog)} == set(catalogue.objects(URIRef(f"{ID}catalogue"), RDF.type))
    assert len(set(catalogue.subjects(RDF.type, iri(DCAT.Distribution)))) >= 18
    assert [] == findings(catalogue)


def test_it_conforms_at_a_public_address(at_a_path: Server) -> None:
    """With a base URL that holds a path, the same holds, and each address begins with it."""
    catalogue = harvested(at_a_path)
    assert [] == findings(catalogue)
    for predicate in (
        DCAT.downloadURL,
        DCAT.accessURL,
        DCAT.endpointURL,
        DCAT.landingPage,
        VOID.dataDump,
        VCARD.hasURL,
    ):
        values = {str(value) for value in catalogue.objects(None, iri(predicate))}
        assert values
        assert [] == [value for value in values if not value.startswith(f"{PUBLIC}/")]
    assert f"{PUBLIC}/" in {str(value) for value in catalogue.objects(None, iri(FOAF.homepage))}


@pytest.mark.parametrize("form", RDF_FORMATS, ids=lambda form: form.suffix)
def test_every_format_says_the_same(release_server: Server, form: Format) -> None:
    """Negotiated and by suffix the triples are those of N-Triples."""

    def triples(path: str, form: Format, **headers: str) -> set[Triple]:
        status, answered, body = release_server.ask("GET", path, **headers)
        assert (200, form.essence) == (status, answered["content-type"].partition(";")[0])
        return {quad.triple for quad in parse(body, format=form.rdf)}

    expected = triples("/catalog.nt", NTRIPLES)
    assert len(expected) > 1_000
    assert expected == triples(f"/catalog.{form.suffix}", form) == triples("/catalog", form, accept=form.essence)


def test_everything_in_it_is_described_in_it(release_server: Server) -> None:
    """Each dataset, file, service and agent has a type, a name and terms; each theme is in its scheme."""
    catalogue = harvested(release_server)
    title, licence = iri(DCTERMS.term("title")), iri(DCTERMS.license)
    for kind, least in ((DCAT.Dataset, 2), (DCAT.Distribution, 18), (DCAT.DataService, 4)):
        described = set(catalogue.subjects(RDF.type, iri(kind)))
        assert len(described) >= least
        for each in described:
            assert catalogue.value(each, title), each
            assert catalogue.value(each, licence), each
            if kind is not DCAT.Distribution:
                for predicate, named in ((DCTERMS.publisher, FOAF.name), (DCAT.contactPoint, VCARD.fn)):
                    agent = catalogue.value(each, iri(predicate))
                    assert agent, (each, predicate)
                    assert catalogue.value(agent, RDF.type)
                    assert catalogue.value(agent, iri(named))
    themes = set(catalogue.objects(None, iri(DCAT.theme)))
    assert len(themes) >= 2
    for theme in themes:
        scheme = catalogue.value(theme, rdflib.SKOS.inScheme)
        assert catalogue.value(theme, rdflib.SKOS.prefLabel)
        assert catalogue.value(scheme, title)
        assert (URIRef(f"{ID}catalogue"), iri(DCAT.themeTaxonomy), scheme) in catalogue
    subjects = set(catalogue.subjects())
    things = {term for term in catalogue.objects() if isinstance(term, URIRef) and term.startswith(ID)}
    assert len(things) > 100
    assert set() == things - subjects


def test_all_that_can_be_fetched_is_there(release_server: Server) -> None:
    """Every address is at the host that was asked and answers; no own IRI is left but names."""
    catalogue = harvested(release_server)
    assert [] == [term for term in own_terms(catalogue, PUBLISHED) if not _NAME.match(term)]
    addresses = own_terms(catalogue, f"{release_server.address}/")
    assert len(addresses) > 20
    refused = []
    for address in sorted(addresses):
        path = urlsplit(address).path
        status, headers, _ = release_server.ask("HEAD", path, accept="*/*")
        if status != (400 if path == "/graph-store" else 200):  # which asks for the name of a graph
            refused.append((status, path))
        for file in catalogue.subjects(iri(DCAT.downloadURL), URIRef(address)):
            for size in catalogue.objects(file, iri(DCAT.byteSize)):
                assert headers["content-length"] == str(size)
    assert [] == refused


def test_the_catalogue_speaks_first(release_server: Server) -> None:
    """In Turtle its block is the first one, in JSON-LD it is the root; what is not ours comes last."""
    blocks = release_server.ask("GET", f"/catalog.{TURTLE.suffix}")[2].decode().split("\n\n")
    assert blocks[1].startswith("id:catalogue\n  a dcat:Catalog ;\n")
    assert blocks[-1].startswith(("<http", "spdx:", "foaf:", "eu", "eurovoc:"))
    assert (
        f'"id": "{ID}catalogue",\n"type": "dcat:Catalog"'
        in release_server.ask("GET", f"/catalog.{JSONLD.suffix}")[2].decode()
    )


def test_its_page_says_in_words_what_it_is(release_server: Server) -> None:
    """The line above the heading stands in capitals: DCAT:CATALOG was no word."""
    page = release_server.ask("GET", "/catalog", accept="text/html")[2].decode()
    assert '<p class="eyebrow">catalog</p>' in page


@pytest.mark.parametrize("path", ["/catalog", "/catalog.ttl", "/catalog.html"])
def test_without_a_description_there_is_none(client: FlaskClient, path: str) -> None:
    """Nothing is invented of files whose publisher nobody knows: 404 says where the endpoint is described."""
    answered = client.get(path)
    assert 404 == answered.status_code
    assert "/sparql describes the endpoint" in answered.text
    for page in ("/", "/data"):
        sent_on = client.get(page, headers={"Accept": "text/turtle"})
        assert (303, "/sparql") == (sent_on.status_code, sent_on.headers["Location"])


def test_a_site_of_files_offers_no_service(release_store: EmbeddedStore) -> None:
    """Written for a site without a server, it lists files alone, and still conforms."""
    texts = TextFiles.of_package()
    asked = {"prefixes": read_prefixes(texts.prefixes), "context": read_context(texts.context)}
    places: list[str] = []

    def place(path: str) -> str:
        places.append(path)
        return f"https://name.github.io/ccwp/{path}"

    written = write_catalogue(release_store, TURTLE, place=place, has_services=False, **asked)
    assert written is not None
    catalogue = rdflib.Graph().parse(data=written, format="turtle")
    assert [] == findings(catalogue)
    assert 17 == len(set(catalogue.subjects(RDF.type, iri(DCAT.Distribution))))
    assert set() == set(catalogue.subjects(RDF.type, iri(DCAT.DataService)))
    assert set() == set(catalogue.subject_objects(iri(VOID.sparqlEndpoint)))
    assert "https://name.github.io/ccwp/dumps/merged.ttl" in own_terms(catalogue, "https://name.github.io/ccwp/dumps")
    assert [] == [
        term
        for term in own_terms(catalogue, "https://name.github.io/")
        if re.search("sparql|reconcile|graph-store", term)
    ]
    assert write_catalogue(EmbeddedStore.of_triples([]), TURTLE, place=place, **asked) is None
