"""The checks of FOOPS!, the scanner for FAIR ontologies (https://w3id.org/foops/catalogue), asked of a running server.

What FOOPS! would fetch from w3id.org is fetched from the same path of the server here: the name is not registered yet.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
import rdflib
from ontology_graphs import CORE_IRI, ONTOLOGY, RICH_IRI
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from ccwp_kg.formats import HTML, RDF_FORMATS
from ccwp_kg.namespaces import BIBO, CCWP, DCTERMS, FOAF, OWL, PUBLISHED, RDF, RDFS, SKOS, VANN, XSD
from ccwp_kg.rdf.syntax.canonical import canonical
from ccwp_kg.validation.terms import from_rdflib
from support.serving import Server

TITLE = DCTERMS.term("title")


@dataclass(frozen=True)
class Ontology:
    """An ontology as a client gets it: its IRI, its statements, and the server to ask for more."""

    iri: NamedNode
    triples: frozenset[Triple]
    server: Server

    @property
    def path(self) -> str:
        return "/" + self.iri.value.removeprefix(PUBLISHED)

    def stated(self, predicate: NamedNode) -> list[NamedNode | Literal]:
        return [t.object for t in self.triples if t.subject == self.iri and t.predicate == predicate]

    def terms(self) -> set[NamedNode]:
        """Classes and properties of the namespace."""
        kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
        typed = {t.subject for t in self.triples if t.predicate == RDF.type and t.object in kinds}
        return {term for term in typed if isinstance(term, NamedNode)}

    def follow(self, path: str, accept: str) -> tuple[int, str, bytes]:
        """Status, media type and body at the end of the redirects."""
        for _ in range(3):
            status, headers, body = self.server.ask("GET", path, accept=accept)
            if status != 303:
                return status, headers["content-type"].partition(";")[0], body
            path = headers["location"]
        pytest.fail(f"{path} leads nowhere")


@pytest.fixture(scope="module")
def server(release_server: Server) -> Server:
    return release_server


@pytest.fixture(params=[CORE_IRI, RICH_IRI], ids=["core", "rich"])
def ontology(server: Server, request: pytest.FixtureRequest) -> Ontology:
    iri: NamedNode = request.param
    status, _, body = server.ask("GET", "/" + iri.value.removeprefix(PUBLISHED), accept="text/turtle")
    assert 200 == status
    return Ontology(iri, frozenset(quad.triple for quad in parse(body, format=RdfFormat.TURTLE)), server)


def thing(ontology: Ontology, predicate: NamedNode) -> bool:
    return [NamedNode] == [type(value) for value in ontology.stated(predicate)]


def words(ontology: Ontology, predicate: NamedNode) -> bool:
    return [True] == [isinstance(value, Literal) and bool(value.value) for value in ontology.stated(predicate)]


def day(ontology: Ontology, predicate: NamedNode) -> bool:
    return [XSD.date] == [value.datatype for value in ontology.stated(predicate) if isinstance(value, Literal)]


def all_of(*rows: tuple[Callable[[Ontology, NamedNode], bool], NamedNode]) -> Callable[[Ontology], bool]:
    return lambda ontology: all(is_stated(ontology, predicate) for is_stated, predicate in rows)


def negotiates(ontology: Ontology, *essences: str) -> bool:
    return all((200, wanted) == ontology.follow(ontology.path, wanted)[:2] for wanted in essences)


def has_resolvable_licence(ontology: Ontology) -> bool:
    """The network is not asked: Creative Commons' own address for the licence is known to answer."""
    return ontology.stated(DCTERMS.license) == [NamedNode("http://creativecommons.org/licenses/by/4.0/")]


def names_a_version(ontology: Ontology) -> bool:
    [iri], [version] = ontology.stated(OWL.versionIRI), ontology.stated(OWL.versionInfo)
    return iri == NamedNode(f"{ontology.iri.value}/{version.value}") != ontology.iri


def version_resolves(ontology: Ontology) -> bool:
    [iri] = ontology.stated(OWL.versionIRI)
    path = "/" + iri.value.removeprefix(PUBLISHED)
    return all((200, kind) == ontology.follow(path, kind)[:2] for kind in ("text/turtle", "text/html"))


def reuses_vocabularies(ontology: Ontology) -> bool:
    """FOOPS! takes an import, or terms under classes and properties of others."""
    under = {t.object.value for t in ontology.triples if t.predicate in (RDFS.subClassOf, RDFS.subPropertyOf)}
    return bool(ontology.stated(OWL.imports)) or any(not iri.startswith(CCWP) for iri in under)


def terms_have(ontology: Ontology, predicate: NamedNode) -> bool:
    """In the ontology or in what it imports (OWL 2 §3.4: the axioms of both are one)."""
    imported = [iri.value.removeprefix(PUBLISHED) for iri in ontology.stated(OWL.imports)]
    bodies = [ontology.follow(f"/{path}", "text/turtle")[2] for path in imported]
    closure = {*ontology.triples, *(quad.triple for body in bodies for quad in parse(body, format=RdfFormat.TURTLE))}
    found = {
        t.subject for t in closure if t.predicate == predicate and isinstance(t.object, Literal) and t.object.value
    }
    return bool(ontology.terms()) and ontology.terms() <= found


CHECKS: dict[str, Callable[[Ontology], bool]] = {
    # Findable
    "FIND1": all_of((words, VANN.preferredNamespacePrefix)),
    "PURL1": lambda o: o.iri.value.startswith("https://w3id.org/"),
    "URI1": lambda o: negotiates(o, "text/turtle"),
    "URI2": lambda o: Triple(o.iri, RDF.type, OWL.Ontology) in o.triples,
    "VER1": names_a_version,
    "VER2": version_resolves,
    "OM1": all_of(
        (words, TITLE),
        (words, DCTERMS.description),
        (thing, DCTERMS.license),
        (thing, OWL.versionIRI),
        (thing, DCTERMS.creator),
        (words, VANN.preferredNamespaceUri),
    ),
    "OM2": all_of(
        (words, VANN.preferredNamespacePrefix),
        (words, OWL.versionInfo),
        (day, DCTERMS.created),
        (words, DCTERMS.bibliographicCitation),
        (thing, DCTERMS.contributor),
    ),
    # Of its details FOOPS! wants a DOI and a logo, too: see test_what_has_no_value_is_not_stated.
    "OM3": all_of(
        (thing, DCTERMS.publisher),
        (thing, BIBO.status),
        (thing, DCTERMS.source),
        (day, DCTERMS.issued),
        (day, DCTERMS.modified),
    ),
    # Accessible
    "CN1": lambda o: negotiates(o, HTML.essence, *(form.essence for form in RDF_FORMATS)),
    "HTTP1": lambda o: o.iri.value.startswith(("http://", "https://")),
    # Interoperable
    "RDF1": lambda o: negotiates(o, "text/turtle", "application/rdf+xml", "application/ld+json"),
    "VOC1": lambda o: any(t.predicate.value.startswith(DCTERMS) for t in o.triples if t.subject == o.iri),
    "VOC2": reuses_vocabularies,
    # Reusable
    "DOC1": lambda o: negotiates(o, HTML.essence),
    "OM4.1": all_of((thing, DCTERMS.license)),
    "OM4.2": has_resolvable_licence,
    "OM5.1": all_of((thing, DCTERMS.creator), (day, DCTERMS.created)),
    "OM5.2": all_of((day, DCTERMS.issued), (thing, DCTERMS.publisher)),
    "VOC3": lambda o: terms_have(o, RDFS.label),
    "VOC4": lambda o: terms_have(o, SKOS.definition),
}
NOT_YET = {
    "FIND2": "the prefix is in no registry (prefix.cc, LOV) before the name is registered at w3id.org",
    "FIND3": "no registry of ontologies (LOV) lists what cannot be fetched under its name",
    "FIND_3_BIS": "the same, for metadata that outlive the ontology",
}


@pytest.mark.parametrize("check", CHECKS)
def test_check_of_foops(ontology: Ontology, check: str) -> None:
    """Core and rich module pass every check that does not ask a registry."""
    assert CHECKS[check](ontology)


def test_every_check_of_foops_has_its_row() -> None:
    """The catalogue has 24 checks: each is asked here, or is listed with what it waits for."""
    assert 24 == len(CHECKS) + len(NOT_YET) == len({*CHECKS, *NOT_YET})


def test_what_has_no_value_is_not_stated(ontology: Ontology) -> None:
    """No DOI was given and no logo drawn, so none is stated."""
    assert [] == [*ontology.stated(BIBO.doi), *ontology.stated(FOAF.logo)]


def test_citation_names_what_it_cites(ontology: Ontology) -> None:
    """A citation has the title, the version and the version's IRI."""
    [citation] = ontology.stated(DCTERMS.bibliographicCitation)
    [title], [number], [iri] = map(ontology.stated, (TITLE, OWL.versionInfo, OWL.versionIRI))
    assert all(part in citation.value for part in (title.value, f"version {number.value},", iri.value))


def test_versions_are_those_of_the_changelog(ontology: Ontology) -> None:
    """The changelog begins with the version that core and module state. No version before it was published, so none is
    named: its address would lead nowhere."""
    [newest, *_] = re.findall(r"^## ([0-9]\S+)", (ONTOLOGY / "CHANGELOG.md").read_text(encoding="utf-8"), re.M)
    assert [Literal(newest)] == ontology.stated(OWL.versionInfo)
    assert [] == ontology.stated(OWL.priorVersion)


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib's own reader of JSON-LD makes one
@pytest.mark.parametrize(("suffix", "name"), [("ttl", "turtle"), ("nt", "nt"), ("rdf", "xml"), ("jsonld", "json-ld")])
def test_formats_say_the_same(ontology: Ontology, suffix: str, name: str) -> None:
    """Another reader finds the same statements in every format that FOOPS! knows."""
    body = ontology.server.ask("GET", f"{ontology.path}.{suffix}")[2]
    read = rdflib.Graph().parse(data=body, format=name)
    assert canonical(ontology.triples) == canonical(Triple(*map(from_rdflib, triple)) for triple in read)


def test_page_tells_of_the_term(server: Server) -> None:
    """Whoever follows the IRI of a term with a browser finds it: its anchor, name and definition on both pages."""
    page, rich = (server.ask("GET", path, accept="text/html")[2].decode() for path in ("/ontology", "/ontology/rich"))
    assert '<section id="correctsDocument">' in page
    assert "The text whose errors are mended." in page
    assert 'href="/ontology/rich"' in page
    row = rich.partition('href="/ontology#correctsDocument"')[2].partition("</tr>")[0]
    assert all(f'href="/ontology#{term}"' in row for term in ("Corrigendum", "CouncilDocument", "hasCorrigendum"))
    assert "one at most, inverse of" in row
