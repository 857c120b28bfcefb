"""Where the rows of an answer are written: the passages behind the statements that each row stands on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from types import MappingProxyType
from typing import TypeAlias, TypeVar

from pyoxigraph import Literal, NamedNode, Triple

from ccwp_kg.entities.facts.evidence import Evidence, read_places
from ccwp_kg.namespaces import CCWP, DCTERMS, OA, PROV, RDF
from ccwp_kg.questions.rows.solutions import OpenedQuery
from ccwp_kg.rdf.terms.labels import TITLE
from ccwp_kg.store import Row, Store, Term

MOST_ROWS = 60
"""The rows of an answer whose passages are looked for."""
_BATCH, _SHORT = 300, 4
_WHOLES = " ".join(map(str, (CCWP.Action, CCWP.ActionPlan, CCWP.PlanDocument, CCWP.CouncilDocument, CCWP.SourceText)))
_BY_WAY_OF: Mapping[NamedNode, NamedNode] = MappingProxyType(
    {
        CCWP.concernsParty: CCWP.involvedParty,
        CCWP.citesDocument: CCWP.citedDocument,
        CCWP.pursuesObjective: CCWP.assignedObjective,
        CCWP.refersToAction: CCWP.referredAction,
        CCWP.followsUp: CCWP.referredAction,
        DCTERMS.references: CCWP.citedDocument,
    }
)
"""A link between two things → the link of the part of the first one, whose words say so."""

_T = TypeVar("_T")
_Spans = Mapping[Term, set[NamedNode]]


RowSource: TypeAlias = tuple[Evidence, ...]
"""Where one row is written, in the order of the document."""


def in_order(places: Iterable[Evidence]) -> RowSource:
    """Places in the order of the document, each once."""
    return tuple(sorted({*places}, key=lambda place: (place.source, place.start, place.end)))


def statements_of_rows(
    rows: Sequence[Row], names: Iterable[str], solutions: Iterable[Row], query: OpenedQuery
) -> tuple[tuple[Triple, ...], ...]:
    """For each row of an answer the statements of the solutions that have the row's values.

    `names` are the variables of the answer; one that no solution has, such as a count, tells no solutions apart.
    """
    known = list(solutions)
    bound = {name for row in known for name in row}
    shared = [name for name in names if name in bound]
    by_values: defaultdict[tuple[Term | None, ...], dict[Triple, None]] = defaultdict(dict)
    for solution in known:
        found = by_values[tuple(solution.get(name) for name in shared)]
        found.update((triple, None) for pattern in query.patterns if (triple := pattern.filled(solution)) is not None)
    return tuple(tuple(by_values.get(tuple(row.get(name) for name in shared), ())) for row in rows)


def where_written(store: Store, rows: Sequence[Sequence[Triple]]) -> tuple[RowSource, ...]:
    """The passages behind the statements of each row: of parts that say them, of the words themselves."""
    every = list(dict.fromkeys(triple for row in rows for triple in row))
    stated, parts = _of_statements(store, every), _of_parts(store, every)
    things = dict.fromkeys(
        term for triple in every for term in (triple.subject, triple.object) if isinstance(term, NamedNode)
    )
    of_parts, of_wholes = _of_things(store, things)
    passages = {term: {term} for triple in every for term in _as_span(triple)}
    spans = {span for each in (stated, parts, of_parts, of_wholes, passages) for of in each.values() for span in of}
    places = {span: found[0] for span, found in read_places(store, {span: (span,) for span in spans}).items() if found}

    def of_triple(triple: Triple) -> Iterator[Evidence]:
        own = {*stated.get(triple, ()), *parts.get(triple, ())}
        for term in (triple.subject, triple.object):
            own |= of_parts.get(term, set())
        own |= set(_as_span(triple))
        yield from (places[span] for span in own if span in places)
        if isinstance(triple.object, Literal):
            words = " ".join(triple.object.value.split())
            named = (places[span] for span in of_wholes.get(triple.subject, ()) if span in places)
            yield from (place for place in named if place.quote.strip() == words)

    pieces = [{places[span] for span in of if span in places} for of in of_parts.values() if len(of) > 1]

    def of_row(row: Iterable[Triple], *, is_called: bool = False) -> set[Evidence]:
        return {place for each in row if is_called or each.predicate != TITLE for place in of_triple(each)}

    found = ((row, of_row(row)) for row in rows)
    # what the thing of a row is called proves nothing else that is said of it
    return tuple(_source(of if any(map(_tells, of)) else of_row(row, is_called=True), pieces) for row, of in found)


def passages_of(store: Store, rows: Sequence[Sequence[NamedNode]]) -> tuple[RowSource, ...]:
    """The passages of the statements, entries, mentions or citations that each row has."""
    parts, wholes = _of_things(store, dict.fromkeys(thing for row in rows for thing in row))
    spans = {thing: {*parts.get(thing, ()), *wholes.get(thing, ())} for row in rows for thing in row}
    places = read_places(store, spans)
    return tuple(_source({place for thing in row for place in places[thing]}) for row in rows)


def _as_span(triple: Triple) -> Iterator[NamedNode]:
    """The term of a statement that is a passage itself."""
    if triple.predicate in (CCWP.hasSpan, OA.hasTarget, PROV.wasDerivedFrom) and isinstance(triple.object, NamedNode):
        yield triple.object
    if triple.predicate == OA.hasSelector and isinstance(triple.subject, NamedNode):
        yield triple.subject


def _source(found: set[Evidence], pieces: Iterable[set[Evidence]] = ()) -> RowSource:
    """The passages of a row, without those in which another one of them stands.

    `pieces` are the passages of each part that has several: they stand or go together.
    """
    outer = {
        place
        for place in found
        if any(
            other != place and other.source == place.source and place.start <= other.start and other.end <= place.end
            for other in found
        )
    }
    inner = found.difference(outer, *(of for of in pieces if not of.isdisjoint(outer)))
    return in_order([place for place in inner if _tells(place)] or inner)


def _tells(place: Evidence) -> bool:
    """Whether a passage is more than the number before a title: “COM” is."""
    return len(place.quote) > _SHORT or any(map(str.isalpha, place.quote))


def _of_statements(store: Store, triples: Iterable[Triple]) -> Mapping[Triple, set[NamedNode]]:
    """The spans of the statements that say a triple in so many words."""
    return _asked(
        store,
        {triple: triple for triple in triples if not isinstance(triple.object, Triple)},
        f"?by {RDF.subject} ?s ; {RDF.predicate} ?p ; {RDF.object} ?o ; {CCWP.hasSpan} ?span",
    )


def _of_parts(store: Store, triples: Iterable[Triple]) -> Mapping[Triple, set[NamedNode]]:
    """The spans of the parts of a thing by way of which it is linked."""
    ways = {
        Triple(triple.subject, _BY_WAY_OF[triple.predicate], triple.object): triple
        for triple in triples
        if triple.predicate in _BY_WAY_OF
    }
    return _asked(store, ways, f"?by ?p ?o ; {DCTERMS.isPartOf} ?s ; {CCWP.hasSpan} ?span")


def _asked(store: Store, wanted: Mapping[Triple, Triple], pattern: str) -> Mapping[Triple, set[NamedNode]]:
    found: defaultdict[Triple, set[NamedNode]] = defaultdict(set)
    for batch in _batches(wanted):
        values = " ".join(f"({each.subject} {each.predicate} {each.object})" for each in batch)
        rows = store.rows(f"SELECT ?s ?p ?o ?span WHERE {{ VALUES (?s ?p ?o) {{ {values} }} {pattern} }}")
        for row in rows:
            said = Triple(row["s"], row["p"], row["o"])  # type: ignore[arg-type]
            if said in wanted and isinstance(row["span"], NamedNode):
                found[wanted[said]].add(row["span"])
    return found


def _batches(every: Iterable[_T]) -> Iterator[list[_T]]:
    left = iter(every)
    while batch := list(islice(left, _BATCH)):
        yield batch


def _of_things(store: Store, things: Iterable[NamedNode]) -> tuple[_Spans, _Spans]:
    """The spans of parts of documents, such as an entry or a citation, and those of wholes, such as an action."""
    parts: defaultdict[Term, set[NamedNode]] = defaultdict(set)
    wholes: defaultdict[Term, set[NamedNode]] = defaultdict(set)
    for batch in _batches(things):
        values = " ".join(map(str, batch))
        rows = store.rows(
            f"SELECT DISTINCT ?s ?span ?isPart WHERE {{ VALUES ?s {{ {values} }} "
            f"?s {CCWP.hasSpan}|{OA.hasTarget} ?span OPTIONAL {{ ?s {DCTERMS.isPartOf}|{CCWP.mentionedIn} ?whole }} "
            f"OPTIONAL {{ VALUES ?kind {{ {_WHOLES} }} ?s a ?kind }} "
            "BIND (BOUND(?whole) && !BOUND(?kind) AS ?isPart) }"
        )
        for row in rows:
            of = parts if isinstance(row["isPart"], Literal) and row["isPart"].value == "true" else wholes
            if isinstance(row["s"], NamedNode) and isinstance(row["span"], NamedNode):
                of[row["s"]].add(row["span"])
    return parts, wholes
