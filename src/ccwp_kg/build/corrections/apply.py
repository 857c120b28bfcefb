"""Applies corrections: a misread statement moves to a graph that is not merged, the correct one is added."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode, Triple

from ccwp_kg.build.corrections.records import KeptCorrection, read_corrections
from ccwp_kg.build.records.facts import DocumentFacts
from ccwp_kg.build.records.provenance import graph_head
from ccwp_kg.errors import CorrectionRefused
from ccwp_kg.namespaces import ADMS, CCWP, DCTERMS, OA, PROV, RDF, SKOS
from ccwp_kg.rdf.dataset import CONCEPTS, CORRECTED, CORRECTIONS, ONTOLOGY, NamedGraphs, replaced
from ccwp_kg.rdf.index import TripleIndex
from ccwp_kg.rdf.terms import iris
from ccwp_kg.rdf.terms.order import Subject, Term
from ccwp_kg.sources.records.source_text import Span

APPLIED = iris.thing("concept/applied")
SOURCE_CHANGED = iris.thing("concept/source-changed")
READING_CHANGED = iris.thing("concept/reading-changed")
NOT_NEEDED = iris.thing("concept/not-needed")
SET_ASIDE = iris.thing("concept/set-aside")

WORDS = (CCWP.printedForm, CCWP.text, CCWP.wording, DCTERMS.term("title"))
"""The properties whose values are words of the document."""
_PARTS = (RDF.subject, RDF.predicate, RDF.object)

Graphs: TypeAlias = Mapping[NamedNode, frozenset[Triple]]


@dataclass(frozen=True, slots=True)
class CorrectionOutcome:
    """The state of a correction: a concept of the ontology, its label, and its definition (`words`)."""

    correction: KeptCorrection
    state: NamedNode
    label: str
    words: str

    @property
    def is_applied(self) -> bool:
        """Whether the correction has an effect on what is merged."""
        return self.state == APPLIED

    @property
    def is_idle(self) -> bool:
        """Whether the correction has no effect at all."""
        return self.state not in (APPLIED, SET_ASIDE)


def outcomes(dataset: NamedGraphs) -> tuple[CorrectionOutcome, ...]:
    """The states of all corrections of a built dataset, in the order of their IRIs."""
    corrected = dataset.graphs.get(CORRECTED, ())
    states = {t.subject: t.object for t in corrected if t.predicate == ADMS.status and isinstance(t.object, NamedNode)}
    concepts = dataset.graphs[CONCEPTS]
    texts = {(t.subject, t.predicate): t.object.value for t in concepts if isinstance(t.object, Literal)}
    found = ((each, states[each.iri]) for each in read_corrections(dataset.graphs.get(CORRECTIONS, ())))
    return tuple(
        CorrectionOutcome(each, state, texts[state, SKOS.prefLabel], texts[state, SKOS.definition])
        for each, state in found
    )


def correct(
    graphs: Graphs,
    sources: Mapping[NamedNode, DocumentFacts],
    *,
    elsewhere: Mapping[NamedNode, Collection[NamedNode]] = MappingProxyType({}),
) -> dict[NamedNode, frozenset[Triple]]:
    """The graphs that corrections change or create; empty without corrections.

    `graphs` hold what was read and what is kept by hand; `sources` describe places in the documents that were read.
    Triples that are replaced move from `graph/source/…` to `graph/replaced/…`, with the statements that evidence them;
    with a link to a part of the thing goes all that is said of that part, and with words the mentions in them that the
    words that hold do not have.
    `graph/corrected` gets those that hold instead, a link from what is corrected to the correction, the state of each
    correction, and the heads of these graphs. `elsewhere` has the plans for which another document stands than that of
    a source: what holds of them by a correction joins what was read there, to be set aside with it. Raises
    CorrectionRefused for a correction of something unknown, and for two that contradict each other.
    """
    corrections = read_corrections(graphs.get(CORRECTIONS, ()))
    if not corrections:
        return {}
    states = {each.iri: _state(each, graphs, sources) for each in corrections}
    effective = [each for each in corrections if states[each.iri] == APPLIED]
    gone = [each for each in effective if iris.is_within(each.resource, elsewhere.get(each.source, ()))]
    applied = [each for each in effective if each not in gone]
    states |= {each.iri: SET_ASIDE for each in gone}
    _refuse_contradictions(applied)
    changed = _divided(graphs, effective)
    for each in gone:
        reading = _reading_of(each.source)
        changed[reading] = changed.get(reading, graphs[reading]) | _holding(each)
    made = {
        *graph_head(CORRECTIONS, "Corrections of what was read, kept by hand"),
        *graph_head(CORRECTED, "Statements that hold by correction, and what became of each correction"),
        Triple(CORRECTED, PROV.wasDerivedFrom, CORRECTIONS),
    }
    for each in applied:
        made |= _holding(each)
    for each in effective:
        made |= _proofs(each, sources)
        if each.replaced:
            made |= set(_head_of_replaced(each.source))
    made |= {Triple(iri, ADMS.status, state) for iri, state in states.items()}
    described = frozenset(triple for each in corrections for triple in each.described)
    kept = frozenset(graphs[CORRECTIONS]) - described
    return {**changed, CORRECTIONS: kept, CORRECTED: frozenset(made)}


def _state(each: KeptCorrection, graphs: Graphs, sources: Mapping[NamedNode, DocumentFacts]) -> NamedNode:
    facts = sources.get(each.source)
    if facts is None:
        raise CorrectionRefused(
            f"{each.name} corrects {each.source.value}, which sources.ttl does not list; name a document it lists"
        )
    if each.sha256 != facts.source.sha256:
        return SOURCE_CHANGED
    read = graphs[_reading_of(each.source)]
    if not any(triple.subject == each.resource for triple in read):
        raise CorrectionRefused(
            f"{each.name} corrects {each.resource.value}, of which {facts.source.name} says nothing; look the IRI up"
        )
    declared = any(triple.subject == each.predicate for triple in graphs[ONTOLOGY])
    if not declared and all(each.predicate != triple.predicate for triples in graphs.values() for triple in triples):
        raise CorrectionRefused(
            f"{each.name} corrects {each.predicate.value}, which nothing has and the ontology does not declare; "
            "look the property up"
        )
    # whether it fits what is read from the very text it was made against
    if each.replaced.issubset(read) and (each.replaced or not each.correct.issubset(read)):
        return APPLIED
    if each.replaced.isdisjoint(read) and each.correct.issubset(read):
        return NOT_NEEDED
    return READING_CHANGED


def _reading_of(source: NamedNode) -> NamedNode:
    return iris.graph(iris.reference(source))


def _refuse_contradictions(applied: Sequence[KeptCorrection]) -> None:
    """What one correction calls wrong no other may call right, were it of another document."""
    wrong = {triple: each for each in applied for triple in each.replaced}
    for each in applied:
        for triple in each.correct & wrong.keys():
            raise CorrectionRefused(
                f"{wrong[triple].name} replaces {triple.object} and {each.name} calls it right; decide which holds"
            )


def _divided(graphs: Graphs, applied: Iterable[KeptCorrection]) -> dict[NamedNode, frozenset[Triple]]:
    gone: defaultdict[NamedNode, frozenset[Triple]] = defaultdict(frozenset)
    for each in applied:
        if each.replaced:
            read = graphs[_reading_of(each.source)]
            replaced_triples = each.replaced | _of_parts(each, read) | _of_mentions(each, read)
            gone[each.source] |= replaced_triples | _statements_of(replaced_triples, read)
    left = {_reading_of(source): graphs[_reading_of(source)] - triples for source, triples in gone.items()}
    return left | {replaced(source): triples for source, triples in gone.items()}


def _of_parts(each: KeptCorrection, read: frozenset[Triple]) -> frozenset[Triple]:
    """What a reading says of the parts of a thing to which it must not lead, and which then are not there.

    The IRI of a part begins with that of the whole, and what is right does not lead to it.
    """
    wanted = {triple.object for triple in each.correct}
    values = [triple.object for triple in each.replaced if triple.object not in wanted]
    parts = tuple(
        f"{value.value}/"
        for value in values
        if isinstance(value, NamedNode) and value.value.startswith(f"{each.resource.value}/")
    )
    return frozenset(
        triple
        for triple in read
        if parts
        if any(
            isinstance(end, NamedNode) and f"{end.value}/".startswith(parts) for end in (triple.subject, triple.object)
        )
    )


def _of_mentions(each: KeptCorrection, read: frozenset[Triple]) -> frozenset[Triple]:
    """What a reading says of the mentions in words that give way, where the words that hold do not name the thing."""
    if each.predicate not in WORDS or not each.replaced:
        return frozenset()
    right = [triple.object.value for triple in each.correct if isinstance(triple.object, Literal)]
    there = TripleIndex.of_triples(read)

    def is_right(mention: Subject) -> bool:
        quotes = there.values(mention, OA.hasTarget, OA.hasSelector, OA.exact)
        words = [" ".join(quote.value.split()) for quote in quotes if isinstance(quote, Literal)]
        return any(all(word in text for word in words) for text in right)

    gone = {t.subject for t in read if t.predicate == CCWP.mentionedIn and t.object == each.resource}
    gone = {mention for mention in gone if not is_right(mention)}
    return frozenset(triple for triple in read if triple.subject in gone)


def _statements_of(replaced_triples: frozenset[Triple], read: frozenset[Triple]) -> frozenset[Triple]:
    """What a reading says of the statements that give these triples their characters."""
    parts: defaultdict[Subject, dict[NamedNode, Term]] = defaultdict(dict)
    for triple in read:
        if triple.predicate in _PARTS:
            parts[triple.subject][triple.predicate] = triple.object
    said = {(t.subject, t.predicate, t.object) for t in replaced_triples}
    gone = {iri for iri, found in parts.items() if tuple(map(found.get, _PARTS)) in said}
    return frozenset(triple for triple in read if triple.subject in gone)


def _holding(each: KeptCorrection) -> frozenset[Triple]:
    """What holds by a correction, with the link that leads to it."""
    return each.correct | each.described | {Triple(each.resource, CCWP.hasCorrection, each.iri)}


def _proofs(each: KeptCorrection, sources: Mapping[NamedNode, DocumentFacts]) -> frozenset[Triple]:
    """The places that prove a correction, described."""
    facts = sources[each.source].empty_copy()
    for proof in each.proofs:
        stretch = iris.stretch_of(proof)
        if (
            stretch is None
            or proof != iris.span(facts.source.name, *stretch)
            or not stretch[0] < stretch[1] <= len(facts.source.text)
        ):
            raise CorrectionRefused(
                f"{each.name}: {proof.value} is no place in {facts.source.name}; copy one from the page of the document"
            )
        facts.span(Span(*stretch))
    return frozenset(facts.triples)


def _head_of_replaced(source: NamedNode) -> Iterator[Triple]:
    graph = replaced(source)
    name = iris.reference(source).removeprefix("source/")
    yield from graph_head(graph, f"Statements read from {name} that gave way to corrections")
    yield Triple(graph, DCTERMS.source, source)
    yield Triple(graph, PROV.wasDerivedFrom, source)
