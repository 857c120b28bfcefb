"""A thing's document as triples: what is said of it, what those things are called, what points to it."""

from __future__ import annotations

from pyoxigraph import NamedNode, Triple

from ccwp_kg.entities.facts.incoming import SHOWN, first_links
from ccwp_kg.namespaces import CCWP, OA
from ccwp_kg.rdf.dataset import ONTOLOGY, SHAPES
from ccwp_kg.rdf.terms import iris
from ccwp_kg.rdf.terms.labels import LABELS
from ccwp_kg.store import WHOLE, Dataset, Store

_LABELS = ", ".join(map(str, LABELS))
ONTOLOGY_IRI = iris.ontology()
SHAPES_IRI = iris.shapes()
DATASET_IRI = iris.thing("dataset")


def description(store: Store, iri: NamedNode, *, dataset: Dataset = WHOLE) -> tuple[Triple, ...]:
    """The description of a thing, empty where nothing in the dataset is said of it and nothing points to it.

    Spans come along whole, both those a thing was read from and, for a document, all of them: their IRIs are that of
    the document with a fragment, so this is the document that describes them. Of links that come in there are as many
    as on the page; the dumps and the endpoint have all.
    """
    own = (
        f"{{ VALUES ?a {{ {iri} }} ?a ?b ?c }}",
        f"{{ {iri} ?link ?a . ?a ?b ?c FILTER(?b IN ({_LABELS})) }}",
        f"{{ {iri} {CCWP.hasSpan} ?a . ?a ?b ?c }}",
        f"{{ ?a {OA.hasSource} {iri} ; ?b ?c }}",
    )
    pointing = store.triples(
        f"CONSTRUCT {{ ?s ?p {iri} . ?s ?b ?c }} WHERE {{ {_coming(store, iri, dataset)} "
        f"OPTIONAL {{ ?s ?b ?c FILTER(?b IN ({_LABELS})) }} }}",
        dataset=dataset,
    )
    said = store.triples(f"CONSTRUCT {{ ?a ?b ?c }} WHERE {{ {' UNION '.join(own)} }}", dataset=dataset)
    return tuple(sorted({*said, *pointing}, key=str))


def _coming(store: Store, iri: NamedNode, dataset: Dataset) -> str:
    """The pattern for the links of which a description tells: all, or the first that have a name to be asked by."""
    links, _ = first_links(store, iri, dataset=dataset)
    if len(links) <= SHOWN:
        return f"?s ?p {iri}"
    named = [f"({subject} {predicate})" for predicate, subject in links[:SHOWN] if isinstance(subject, NamedNode)]
    return f"VALUES (?s ?p) {{ {' '.join(named)} }} ?s ?p {iri}"


def exists(store: Store, iri: NamedNode) -> bool:
    """Whether anything is said of a thing or points to it."""
    return bool(store.rows(f"SELECT ?p WHERE {{ {{ {iri} ?p ?o }} UNION {{ ?s ?p {iri} }} }} LIMIT 1"))


def vocabulary(store: Store, namespace: NamedNode, graph: NamedNode) -> tuple[Triple, ...]:
    """Everything one graph says about a vocabulary and its terms, whose IRIs share a beginning.

    Nodes without a name that a shape is made of belong to it.
    """
    return store.triples(
        f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {graph} {{ ?s ?p ?o }} "
        f'FILTER(isBlank(?s) || ?s = {namespace} || STRSTARTS(STR(?s), "{namespace.value}#")) }}'
    )


def ontology(store: Store) -> tuple[Triple, ...]:
    """The ontology's own terms."""
    return vocabulary(store, ONTOLOGY_IRI, ONTOLOGY)


def shapes(store: Store) -> tuple[Triple, ...]:
    """The shapes."""
    return vocabulary(store, SHAPES_IRI, SHAPES)
