"""The SPARQL 1.1 Service Description of the endpoint: formats, graphs and their sizes, features, limits.

Of the features that the specification names none holds: the default graph leaves the shapes out and so is no
sd:UnionDefaultGraph, a graph after FROM is never fetched, there are no empty graphs, and nothing is federated (§3.4).
Those that are stated are our own, and say in words what a client can rely on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import quote

from pyoxigraph import BlankNode, Literal, NamedNode, QuerySolutions, Triple, parse_query_results

from ccwp_kg.errors import in_seconds
from ccwp_kg.formats import RDF_FORMATS, RESULT_FORMATS, SPARQL_JSON
from ccwp_kg.namespaces import DCAT, DCTERMS, ID, RDF, RDFS, SCHEMA, VOID, W3C_FORMATS, Namespace
from ccwp_kg.query import CheckedQuery
from ccwp_kg.query.describe import RESOURCES
from ccwp_kg.rdf.terms import iris
from ccwp_kg.rdf.terms.base import Base
from ccwp_kg.rdf.terms.literals import code, english, integer
from ccwp_kg.rdf.terms.order import sorted_statements
from ccwp_kg.server.http.links import CATALOGUE_PATH
from ccwp_kg.server.site.site import Site
from ccwp_kg.store import WHOLE

_SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
_ENTAILMENT = Namespace("http://www.w3.org/ns/entailment/")
_SPECIFICATIONS = Namespace("https://www.w3.org/TR/")

DATASET = NamedNode(f"{ID}dataset")
DEFAULT_GRAPH = NamedNode(f"{ID}dataset#default-graph")

# One row for the default graph, and one for each named graph; a graph without statements is none (§3.2.6).
_COUNTS = CheckedQuery(
    "SELECT ?g ?n { { SELECT (COUNT(*) AS ?n) { ?s ?p ?o } } "
    "UNION { SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g } }",
    "SELECT",
    is_volatile=False,
)
_SAFE = "/:@!$&'()*+,;=-._~?"  # RFC 3986 §3.5: what a fragment holds as it is
_READS_ONLY = "This endpoint only reads: it refuses updates, LOAD among them, and SERVICE."
_DESCRIBES = "DESCRIBE gives the statements of a thing, every link to it, and the labels of what it leads to."
_FUNCTIONS = (
    "A function that is not known here is an error of its expression, not of the query (SPARQL 1.1 Query §17.6)."
)
_PAST = "A release before this one is asked by its name as the default graph: <{}>."


def service_description(site: Site, *, here: str) -> tuple[Triple, ...]:
    """The description of the service at `/sparql` of the server whose address is `here`, sorted.

    The service is a blank node whose sd:endpoint is the address that was requested, as in the example of the
    specification (§2.1): so clients find it at whatever address they asked. Raises what the store raises when its
    statements are counted.
    """
    service, endpoint, graph_store = BlankNode("service"), NamedNode(f"{here}/sparql"), NamedNode(f"{here}/graph-store")
    dataset = site.base.here(DATASET)
    facts = {
        Triple(service, RDF.type, _SD.Service),
        Triple(service, _SD.endpoint, endpoint),
        Triple(service, _SD.supportedLanguage, _SD.SPARQL11Query),
        Triple(service, _SD.defaultDataset, dataset),
        Triple(service, _SD.availableGraphs, dataset),
        Triple(service, RDFS.seeAlso, graph_store),
        Triple(dataset, VOID.sparqlEndpoint, endpoint),
    }
    facts |= {
        Triple(service, _SD.resultFormat, W3C_FORMATS.term(form.w3c_name)) for form in (*RESULT_FORMATS, *RDF_FORMATS)
    }
    if not site.settings.store:  # a store elsewhere may have another entailment regime
        facts.add(Triple(service, _SD.defaultEntailmentRegime, _ENTAILMENT.Simple))
    title = "SPARQL endpoint of the knowledge base of action plans"
    facts |= _data_service(service, endpoint, title, "sparql11-protocol/", dataset)
    title = "Graph store of the same dataset, for reading"
    facts |= _data_service(graph_store, graph_store, title, "sparql11-http-rdf-update/", dataset)
    licence = site.dataset_facts.read().licence
    if licence is not None:
        facts |= {Triple(each, DCTERMS.license, NamedNode(licence)) for each in (service, graph_store)}
    if site.has_catalogue:
        facts.add(Triple(service, RDFS.seeAlso, NamedNode(here + CATALOGUE_PATH)))
    facts |= {triple for feature in _features(site) for triple in _feature_facts(service, endpoint, *feature)}
    facts |= {triple for limit in _limits(site) for triple in _limit_facts(service, endpoint, limit)}
    facts |= _dataset(_counts(site), site.base)
    return tuple(sorted_statements(facts))


def _data_service(
    service: NamedNode | BlankNode, endpoint: NamedNode, title: str, protocol: str, dataset: NamedNode
) -> set[Triple]:
    """The service as DCAT 3 §6.8 describes it, for catalogues."""
    return {
        Triple(service, RDF.type, DCAT.DataService),
        Triple(service, DCTERMS.term("title"), english(title)),
        Triple(service, DCTERMS.conformsTo, _SPECIFICATIONS.term(protocol)),
        Triple(service, DCAT.endpointURL, endpoint),
        Triple(service, DCAT.servesDataset, dataset),
    }


def _features(site: Site) -> Iterator[tuple[str, str]]:
    """What a client can rely on beside the standard: a name and a sentence."""
    yield ("reads-only", _READS_ONLY)
    yield ("whole-descriptions", _DESCRIBES)
    if not site.settings.store:  # an engine elsewhere has its own idea of both
        yield ("unknown-functions", _FUNCTIONS)
        for number in () if site.release is None else site.release.past:
            yield (f"release-{number}", _PAST.format(site.base.here(iris.release(number)).value))


def _feature_facts(service: BlankNode, endpoint: NamedNode, name: str, sentence: str) -> set[Triple]:
    """A feature of the service (§3.2.4): what it is called at this endpoint, and what it means."""
    feature, words = NamedNode(f"{endpoint.value}#{name}"), english(sentence)
    return {
        Triple(service, _SD.feature, feature),
        Triple(service, RDFS.comment, words),
        Triple(feature, RDF.type, _SD.Feature),
        Triple(feature, RDFS.label, english(name.replace("-", " "))),
        Triple(feature, RDFS.comment, words),
    }


def _limits(site: Site) -> Iterator[tuple[str, str, int, str]]:
    """Every limit of a request, a query or an answer: name, a sentence with a place for the number, number, unit."""
    settings, limits = site.settings, site.limits
    yield ("request-bytes", "A request may have {} bytes.", settings.max_request_bytes, "bytes")
    outside = "A query may have {} characters outside of the rows of VALUES."
    yield ("query-length", outside, limits.length, "characters")
    yield ("query-row-bytes", "The rows of VALUES in a query may have {} bytes together.", limits.row_bytes, "bytes")
    yield ("query-depth", "A query may nest {} brackets.", limits.depth, "brackets")
    yield ("query-patterns", "A query may join {} patterns.", limits.patterns, "patterns")
    yield ("query-operators", "A query may chain {} operators.", limits.operators, "operators")
    yield ("query-graphs", "A request may name {} graphs for its dataset.", limits.graphs, "graphs")
    names = "The names of the graphs of a request may have {} characters together."
    yield ("query-graph-names", names, limits.graph_characters, "characters")
    yield (
        "query-seconds",
        f"A query may run for {in_seconds(settings.max_query_seconds)}.",
        settings.max_query_seconds,
        "seconds",
    )
    yield ("answer-rows", "An answer may have {} rows or triples.", settings.max_rows, "rows")
    yield ("answer-bytes", "An answer may have {} bytes.", settings.max_answer_bytes, "bytes")
    yield ("described-things", "A DESCRIBE may mean {} things.", RESOURCES, "things")
    if settings.store:  # what follows is kept by our own engine
        return
    yield ("query-memory", "A query may take {} MB of memory.", settings.max_query_mb, "MB")
    long = "may run for longer than a fifth of a second at a time."
    yield ("long-queries", f"{{}} queries {long}", settings.long_queries, "queries")
    yield ("client-long-queries", f"{{}} queries of a client {long}", settings.client_long_queries, "queries")


def _limit_facts(service: BlankNode, endpoint: NamedNode, limit: tuple[str, str, int, str]) -> set[Triple]:
    """A limit as a sentence of the service, and as a number with a name."""
    name, sentence, most, unit = limit
    words = english(sentence.format(f"{most:,}"))
    value = NamedNode(f"{endpoint.value}#{name}")
    return {
        Triple(service, RDFS.comment, words),
        Triple(service, SCHEMA.additionalProperty, value),
        Triple(value, RDF.type, SCHEMA.PropertyValue),
        Triple(value, RDFS.comment, words),
        Triple(value, SCHEMA.propertyID, code(name)),
        Triple(value, SCHEMA.maxValue, integer(most)),
        Triple(value, SCHEMA.unitText, code(unit)),
    }


def _counts(site: Site) -> Mapping[NamedNode | None, int]:
    """Graph name → its triples, None → those of the default graph; kept like any answer while the store stays as it is.

    A graph without a name of its own (N-Quads and TriG allow it) cannot be asked for, and is left out.
    """
    found = site.answers.find_from_thread(_COUNTS, SPARQL_JSON, dataset=WHOLE).written.whole()
    rows = parse_query_results(found, format=SPARQL_JSON.results)
    if not isinstance(rows, QuerySolutions):
        raise TypeError("a SELECT query has solutions")
    counts: dict[NamedNode | None, int] = {}
    for row in rows:
        graph, number = row["g"], row["n"]
        if isinstance(number, Literal) and (graph is None or isinstance(graph, NamedNode)):
            counts[graph] = int(number.value)
    return counts


def _dataset(counts: Mapping[NamedNode | None, int], base: Base) -> set[Triple]:
    """The dataset as it is without FROM: a graph's name also stands for the graph, a fragment for the pair of both."""
    dataset, default_graph = base.here(DATASET), base.here(DEFAULT_GRAPH)
    facts = {
        Triple(dataset, RDF.type, _SD.Dataset),
        Triple(dataset, RDF.type, _SD.GraphCollection),
        Triple(dataset, RDF.type, VOID.Dataset),
        Triple(dataset, _SD.defaultGraph, default_graph),
    }
    for name, number in counts.items():
        graph = default_graph if name is None else name
        facts |= {
            Triple(graph, RDF.type, _SD.Graph),
            Triple(graph, RDF.type, VOID.Dataset),
            Triple(graph, VOID.triples, integer(number)),
        }
        if name is not None:
            pair = NamedNode(f"{dataset.value}#{quote(base.reference(name.value), safe=_SAFE)}")
            facts |= {
                Triple(dataset, _SD.namedGraph, pair),
                Triple(pair, RDF.type, _SD.NamedGraph),
                Triple(pair, _SD.name, name),
                Triple(pair, _SD.graph, name),
            }
    return facts
