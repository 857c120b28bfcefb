"""Example queries as statements, so that a client finds them where it asks: at the endpoint itself.

They are written as the examples of the SIB Swiss Institute of Bioinformatics are, whose editor and whose agents look
for them in the default graph: SHACL Advanced Features §5, https://purl.expasy.org/sparql-examples/ontology.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Triple

from ccwp_kg.build.records.provenance import graph_head
from ccwp_kg.namespaces import PUBLISHED, RDF, RDFS, SCHEMA, SH, SPEX
from ccwp_kg.rdf.dataset import QUERIES
from ccwp_kg.rdf.example_queries import ExampleQuery
from ccwp_kg.rdf.terms import iris
from ccwp_kg.rdf.terms.literals import english

ENDPOINT = NamedNode(f"{PUBLISHED}sparql")
_FORMS = {
    "SELECT": (SH.SPARQLSelectExecutable, SH.select),
    "ASK": (SH.SPARQLAskExecutable, SH.ask),
    "CONSTRUCT": (SH.SPARQLConstructExecutable, SH.construct),
    "DESCRIBE": (SPEX.SPARQLDescribeExecutable, SPEX.describe),
}
"""The form of a query → its class, and the property that has its text."""


def query_graph(examples: Iterable[ExampleQuery], prefixes: Iterable[Triple]) -> Iterator[Triple]:
    """The graph of the examples, and of those prefixes in the statements of a registry that the ontology declares.

    The others name things alone, or serve the description of the publication, which stands apart from the data.
    """
    yield from graph_head(QUERIES, "Example queries, and the prefixes of the project")
    registry = tuple(prefixes)
    declaring = iris.ontology()
    kept = {declaring, *(triple.object for triple in registry if triple.subject == declaring)}
    yield from (triple for triple in registry if triple.subject in kept)
    for example in examples:
        query = iris.thing(f"query/{example.name}")
        kind, has_text = _FORMS[example.form]
        yield Triple(query, RDF.type, SH.SPARQLExecutable)
        yield Triple(query, RDF.type, kind)
        yield Triple(query, RDFS.label, english(example.label))
        yield Triple(query, RDFS.comment, english(example.question))
        yield Triple(query, has_text, Literal(example.text))
        yield Triple(query, SH.prefixes, iris.ontology())  # which declares those of the registry
        yield Triple(query, SCHEMA.target, ENDPOINT)
