"""A thing's document as triples: its own statements, those of its spans, the links to it, and the names of others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Triple

from ccwp_kg.namespaces import CCWP, OA
from ccwp_kg.rdf.dataset import ONTOLOGY, SHAPES
from ccwp_kg.rdf.terms import iris
from ccwp_kg.rdf.terms.labels import LABELS
from ccwp_kg.rdf.terms.order import sorted_statements
from ccwp_kg.store import WHOLE, Dataset, Store

LINKS_PER_PAGE = 5_000
"""How many incoming links a document holds before it goes on at its next page."""
_LABELS = ", ".join(map(str, LABELS))
ONTOLOGY_IRI = iris.ontology()
SHAPES_IRI = iris.shapes()
DATASET_IRI = iris.thing("dataset")


@dataclass(frozen=True, slots=True)
class DescriptionPage:
    """One page of a description, of `pages`. `total` counts the triples of all pages; each stands on one of them."""

    triples: tuple[Triple, ...]
    number: int
    pages: int
    total: int


def description(
    store: Store, iri: NamedNode, *, dataset: Dataset = WHOLE, languages: Sequence[str] = ()
) -> tuple[Triple, ...]:
    """The whole description of a thing; empty where the dataset has no statement about it and no link to it.

    It holds the thing's own statements, every incoming link, and the labels of all other things in it: those in
    English, in `languages` and without a language, or any where a property has none of these. Spans come whole: those
    that the thing was read from and, for a source, all that lie in it, because a span's IRI is that of its source with
    a fragment.

    Raises AnswerTooLarge as the store does.
    """
    patterns = [*_own(iri, languages), *_incoming(iri, f"?a ?link {iri}", languages)]
    return store.triples(_construct(patterns), dataset=dataset)


def description_page(
    store: Store, iri: NamedNode, number: int, *, languages: Sequence[str] = (), size: int = LINKS_PER_PAGE
) -> DescriptionPage | None:
    """A page of a description, with at most `size` incoming links in the order of their subjects' IRIs.

    The first page also has the thing's own statements. None where there is no page of that number.
    """
    count = _number(store, f"SELECT (COUNT(*) AS ?n) WHERE {{ ?a ?link {iri} }}")
    pages = max(1, -(-count // size))
    if not 1 <= number <= pages:
        return None
    if pages == 1:
        triples = description(store, iri, languages=languages)
        return DescriptionPage(triples, 1, 1, len(triples))

    def links(offset: int, limit: int) -> list[str]:
        # STR, because stores do not agree on the order of IRIs.
        part = f"SELECT ?a ?link WHERE {{ ?a ?link {iri} }} ORDER BY STR(?a) STR(?link) LIMIT {limit} OFFSET {offset}"
        return _incoming(iri, f"{{ {part} }}", languages)

    start = (number - 1) * size
    own = _own(iri, languages)
    found = set(store.triples(_construct(links(start, size))))
    if number == 1:
        found.update(store.triples(_construct(own)))
    else:
        # The subject of the last link before may also be that of the first one here.
        found.difference_update(store.triples(_construct([*own, *links(start - 1, 1)])))
    everything = " UNION ".join([*own, *_incoming(iri, f"?a ?link {iri}", languages)])
    total = _number(
        store, f"SELECT (COUNT(*) AS ?n) WHERE {{ {{ SELECT DISTINCT ?a ?b ?c WHERE {{ {everything} }} }} }}"
    )
    return DescriptionPage(tuple(sorted_statements(found)), number, pages, total)


def _own(iri: NamedNode, languages: Sequence[str]) -> list[str]:
    """Patterns of `?a ?b ?c` for what is said of a thing and of its spans, and the labels of what it links to."""
    return [
        f"{{ VALUES ?a {{ {iri} }} ?a ?b ?c }}",
        f"{{ {iri} ?link ?a . {_label(languages)} }}",
        f"{{ {iri} {CCWP.hasSpan} ?a . ?a ?b ?c }}",
    ]


def _incoming(iri: NamedNode, links: str, languages: Sequence[str]) -> list[str]:
    """The same for links to a thing, given as a pattern of `?a ?link`, with the labels of their subjects."""
    return [
        f"{{ {links} BIND(?link AS ?b) BIND({iri} AS ?c) }}",
        f"{{ {links} . {_label(languages)} }}",
        f"{{ {links} FILTER(?link = {OA.hasSource}) ?a ?b ?c }}",
    ]


def _label(languages: Sequence[str]) -> str:
    """The pattern of a label of `?a`: in one of the languages, or in any where the property has none in them."""

    def fits(label: str) -> str:
        tags = [f'LANGMATCHES(LANG({label}), "{tag}")' for tag in ("en", *languages)]
        return " || ".join([f'LANG({label}) = ""', *tags])

    return (
        f"?a ?b ?c FILTER(?b IN ({_LABELS})) OPTIONAL {{ ?a ?b ?fit FILTER({fits('?fit')}) }} "
        f"FILTER({fits('?c')} || !BOUND(?fit))"
    )


def _construct(patterns: Sequence[str]) -> str:
    return f"CONSTRUCT {{ ?a ?b ?c }} WHERE {{ {' UNION '.join(patterns)} }}"


def _number(store: Store, query: str) -> int:
    (row,) = store.rows(query)
    number = row["n"]
    return int(number.value) if isinstance(number, Literal) else 0


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
