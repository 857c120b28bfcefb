"""A thing's document as triples: its own statements, those of its spans, the links to it, and the names of others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Triple

from ccwp_kg.entities.facts.facts import count_of
from ccwp_kg.namespaces import CCWP, OA
from ccwp_kg.rdf.terms import iris
from ccwp_kg.rdf.terms.labels import LABELS
from ccwp_kg.rdf.terms.order import sorted_statements
from ccwp_kg.store import WHOLE, Dataset, Rows, Store, about, described_in

LINKS_PER_PAGE = 5_000
"""How many incoming links a document holds before it goes on at its next page."""
_BATCH = 400
"""How many things one query names."""
_LABELS = ", ".join(map(str, LABELS))
_WITH_SELECTORS = f"?span {OA.hasSelector}? ?a . ?a ?b ?c"
"""The pattern of a span whole: what is said of it, and of what selects it."""
_TO_SPAN = "?a ?b ?span . BIND(?span AS ?c)"
"""The pattern of a link to a span, which leads to the document of its source."""
ONTOLOGY_IRI = iris.ontology()


@dataclass(frozen=True, slots=True)
class DescriptionPage:
    """One page of a description, of `pages`. `total` counts the triples of all pages; each stands on one of them."""

    triples: tuple[Triple, ...]
    number: int
    pages: int
    total: int


def description(
    store: Store, iri: NamedNode, dataset: Dataset = WHOLE, *, languages: Sequence[str] = ()
) -> tuple[Triple, ...]:
    """The whole description of a thing; empty where the dataset has no statement about it and no link to it.

    It holds the thing's own statements, every incoming link, and the labels of all other things in it: those in
    English, in `languages` and without a language, or any where a property has none of these. Spans come whole: those
    that the thing was read from and, for a source, all that lie in it with the links to them, because a span's IRI is
    that of its source with a fragment.

    Raises AnswerTooLarge as the store does.
    """
    store = store if dataset.is_given else described_in(store, iri)
    patterns = [*_own(iri, languages), *_incoming(iri, languages)]
    return store.triples(_construct(patterns), dataset=dataset)


def description_page(
    store: Store, iri: NamedNode, number: int, *, languages: Sequence[str] = (), size: int = LINKS_PER_PAGE
) -> DescriptionPage | None:
    """A page of a description, with at most `size` incoming links in the order of their subjects' IRIs.

    The first page also has the thing's own statements. None where there is no page of that number.
    """
    store = described_in(store, iri)
    count = _number(store, f"SELECT (COUNT(*) AS ?n) WHERE {{ ?a ?link {iri} }}")
    pages = max(1, -(-count // size))
    if not 1 <= number <= pages:
        return None
    if pages == 1:
        triples = description(store, iri, languages=languages)
        if not triples and store.has_graphs:  # a release may have withdrawn it
            return description_page(about(store), iri, number, languages=languages, size=size)
        return DescriptionPage(triples, 1, 1, len(triples))
    own = _own(iri, languages)
    found = set(store.triples(_construct(own)))
    is_first = number == 1
    # STR, because stores do not agree on the order of IRIs. The link before those of this page comes along.
    part = (
        f"SELECT ?a ?link WHERE {{ ?a ?link {iri} }} ORDER BY STR(?a) STR(?link) "
        f"LIMIT {size if is_first else size + 1} OFFSET {0 if is_first else (number - 1) * size - 1}"
    )
    rows = store.rows(part)
    if is_first:
        found |= _linking(store, iri, rows, languages)
    else:
        # What the page before holds of its last subject is not repeated where that has a link here as well.
        found = _linking(store, iri, rows[1:], languages) - _linking(store, iri, rows[:1], languages) - found
    everything = " UNION ".join([*own, *_incoming(iri, languages, subjects="FILTER(isIRI(?a))")])
    total = f"SELECT (COUNT(*) AS ?n) WHERE {{ {{ SELECT DISTINCT ?a ?b ?c WHERE {{ {everything} }} }} }}"
    return DescriptionPage(tuple(sorted_statements(found)), number, pages, _number(store, total))


def _linking(store: Store, iri: NamedNode, rows: Rows, languages: Sequence[str]) -> set[Triple]:
    """The links of rows, as `?a` and `?link`, with the labels of their subjects; spans whole, with the links to them.

    A blank node comes with its link alone, because no second query can name it.
    """
    links = [(row["a"], row["link"]) for row in rows]
    found = {Triple(a, link, iri) for a, link in links if not isinstance(a, Literal) and isinstance(link, NamedNode)}
    subjects = sorted({a for a, _ in links if isinstance(a, NamedNode)}, key=str)
    spans = sorted({a for a, link in links if isinstance(a, NamedNode) and link == OA.hasSource}, key=str)
    for things, pattern in ((subjects, _label(languages)), (spans, _WITH_SELECTORS), (spans, _TO_SPAN)):
        for start in range(0, len(things), _BATCH):
            batch = " ".join(map(str, things[start : start + _BATCH]))
            named = "?a" if things is subjects else "?span"
            found.update(store.triples(_construct([f"{{ VALUES {named} {{ {batch} }} {pattern} }}"])))
    return found


def _own(iri: NamedNode, languages: Sequence[str]) -> list[str]:
    """Patterns of `?a ?b ?c` for the statements of a thing and of its spans, and the labels of what it links to."""
    return [
        f"{{ VALUES ?a {{ {iri} }} ?a ?b ?c }}",
        f"{{ {iri} ?link ?a . {_label(languages)} }}",
        f"{{ {iri} {CCWP.hasSpan}|{OA.hasTarget} ?span . {_WITH_SELECTORS} }}",
    ]


def _incoming(iri: NamedNode, languages: Sequence[str], *, subjects: str = "") -> list[str]:
    """Patterns of `?a ?b ?c` for all links to a thing, the labels of their subjects, and the spans of a source with the
    links to them.

    `subjects` is a filter of the subjects `?a` that have labels here.
    """
    return [
        f"{{ VALUES ?c {{ {iri} }} ?a ?b ?c }}",
        f"{{ ?a ?link {iri} . {subjects} {_label(languages)} }}",
        *(
            f"{{ ?span {OA.hasSource} {iri} . {subjects.replace('?a', '?span')} {pattern} }}"
            for pattern in (_WITH_SELECTORS, _TO_SPAN)
        ),
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
    return count_of(row["n"])


def exists(store: Store, iri: NamedNode) -> bool:
    """Whether anything is said of a thing or points to it, in the data or in what is said about them."""
    store = described_in(store, iri)
    found = store.rows(f"SELECT ?p WHERE {{ {{ {iri} ?p ?o }} UNION {{ ?s ?p {iri} }} }} LIMIT 1")
    return bool(found) or (store.has_graphs and exists(about(store), iri))


def vocabulary(store: Store, namespace: NamedNode, graph: NamedNode) -> tuple[Triple, ...]:
    """Everything one graph says about a vocabulary and its terms, whose IRIs share a beginning.

    Nodes without a name that a shape is made of belong to it.
    """
    return store.triples(
        f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {graph} {{ ?s ?p ?o }} "
        f'FILTER(isBlank(?s) || ?s = {namespace} || STRSTARTS(STR(?s), "{namespace.value}#")) }}'
    )
