"""What the endpoint says of itself (SPARQL 1.1 Service Description): formats, features, graphs, limits."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode, Triple

from ccwp_kg.formats import RDF_FORMATS, RESULT_FORMATS
from ccwp_kg.namespaces import BASE, DCTERMS, ID, RDF, RDFS, Namespace
from ccwp_kg.server.site import LICENCE, Site

_SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
_FORMATS = Namespace("http://www.w3.org/ns/formats/")
_W3C = {
    "turtle": "Turtle",
    "ntriples": "N-Triples",
    "jsonld": "JSON-LD",
    "rdfxml": "RDF_XML",
    "trig": "TriG",
    "nquads": "N-Quads",
    "json": "SPARQL_Results_JSON",
    "xml": "SPARQL_Results_XML",
    "csv": "SPARQL_Results_CSV",
    "tsv": "SPARQL_Results_TSV",
}


def service_description(site: Site) -> tuple[Triple, ...]:
    """The description, sorted."""
    service = NamedNode(f"{BASE}sparql")
    dataset = NamedNode(f"{ID}dataset")
    settings = site.settings
    limits = (
        f"Read-only; no SERVICE. A query may have {settings.max_query_length} characters, "
        f"nest {settings.max_query_depth} brackets, join {settings.max_query_patterns} patterns "
        f"and chain {settings.max_query_operators} operators."
    )
    endpoint = NamedNode(site.address("/sparql")) if settings.base_url else service
    facts = {
        Triple(service, RDF.type, _SD.Service),
        Triple(service, _SD.endpoint, endpoint),
        Triple(service, _SD.supportedLanguage, _SD.SPARQL11Query),
        Triple(service, _SD.defaultDataset, dataset),
        Triple(service, DCTERMS.license, NamedNode(LICENCE)),
        Triple(service, RDFS.comment, Literal(limits, language="en")),
        Triple(dataset, RDF.type, _SD.Dataset),
    }
    facts |= {
        Triple(service, _SD.resultFormat, _FORMATS.term(_W3C[form.name])) for form in (*RESULT_FORMATS, *RDF_FORMATS)
    }
    facts |= _graphs(site, dataset)
    return tuple(sorted(facts, key=str))


def _graphs(site: Site, dataset: NamedNode) -> set[Triple]:
    facts = set()
    for row in site.store.rows("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }"):
        graph = row["g"]
        if isinstance(graph, NamedNode):
            facts.add(Triple(dataset, _SD.namedGraph, graph))
            facts.add(Triple(graph, RDF.type, _SD.NamedGraph))
            facts.add(Triple(graph, _SD.name, graph))
    return facts
