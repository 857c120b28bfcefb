"""The things that were read from one document: where each was read, its facts and its name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from pyoxigraph import NamedNode

from ccwp_kg.entities.facts.facts import Facts
from ccwp_kg.entities.facts.names import Names, Thing, look_up
from ccwp_kg.entities.facts.silences import recorded_silences
from ccwp_kg.entities.source_reader.source_facts import SourceFacts
from ccwp_kg.namespaces import CCWP, DCTERMS, OA, RDF
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.rdf.terms import iris
from ccwp_kg.store import Store

Stretch = tuple[int, int]
"""Where some words begin and end: code points of the document, end exclusive."""

_PREDICATES = (
    RDF.object,
    RDF.predicate,
    RDF.subject,
    RDF.type,
    DCTERMS.term("title"),
    CCWP.actionNumber,
    CCWP.assignedObjective,
    CCWP.citationRole,
    CCWP.citedDocument,
    CCWP.columnHeading,
    CCWP.coverage,
    CCWP.decisionBy,
    CCWP.derivedByRule,
    CCWP.expectsDecision,
    CCWP.expectsProduct,
    CCWP.footnoteNumber,
    CCWP.hasCorrection,
    CCWP.matchScore,
    DCTERMS.isPartOf,
    CCWP.position,
    CCWP.printedForm,
    CCWP.printedNumber,
    CCWP.readFrom,
    CCWP.referredAction,
    CCWP.severity,
    CCWP.text,
)


@dataclass(frozen=True, slots=True)
class ReadThings:
    """The things that were read from one document, with their places, facts and names."""

    source: NamedNode
    document: NamedNode | None
    facts: Facts
    names: Names
    places: Mapping[NamedNode, tuple[Stretch, ...]]
    """Thing → where it was read, in the order of the document. Mentions are left out."""
    silences: Mapping[NamedNode | None, Mapping[str, str]]
    """Action → the silences recorded of its fields."""
    _members: dict[NamedNode, frozenset[NamedNode]] = field(default_factory=dict)

    def name(self, iri: NamedNode, shown: str | None = None) -> Thing:
        """A thing to link to, under its own name or as `shown`."""
        known = self.names[iri]
        return known if shown is None else Thing(known.iri, shown, title=known.name)

    def of(self, kind: NamedNode) -> list[NamedNode]:
        """The things of a class that were read in this document; an action that it only names is none."""
        return [
            subject
            for subject in self.facts.members(kind)
            if subject in self.places and (kind != CCWP.Action or self.facts.things(subject, CCWP.readFrom))
        ]

    def is_a(self, subject: NamedNode, kind: NamedNode) -> bool:
        """Whether a thing that was read is of a class."""
        if kind not in self._members:
            self._members[kind] = frozenset(self.of(kind))
        return subject in self._members[kind]

    def whole(self, subject: NamedNode) -> NamedNode | None:
        """What a thing is a part of."""
        return self.facts.whole(subject)


def read_things(store: Store, source: SourceFacts, *, prefixes: Prefixes) -> ReadThings:
    """Everything that was read on the spans of a text: one query for the facts, one for its document, and the names."""
    iri = NamedNode(source.thing.iri)
    predicates = ", ".join(map(str, _PREDICATES))
    rows = store.rows(
        f"SELECT ?s ?p ?o ?span WHERE {{ ?span {OA.hasSource} {iri} . ?s {CCWP.hasSpan} ?span ; ?p ?o "
        f"FILTER(?p IN ({predicates})) }}"
    )
    document = document_of(store, iri)
    facts = Facts.of_rows(rows)
    names = look_up(store, facts.mentioned(), languages=(), prefixes=prefixes)
    silences = recorded_silences(store, [] if document is None else [f"?x {CCWP.readFrom} {document} ."])
    places: defaultdict[NamedNode, set[Stretch]] = defaultdict(set)
    for subject, span in {(row["s"], row["span"]) for row in rows}:
        if isinstance(subject, NamedNode) and isinstance(span, NamedNode):
            stretch = iris.stretch_of(span)
            if stretch is not None:
                places[subject].add(stretch)
    in_order = {subject: tuple(sorted(stretches)) for subject, stretches in places.items()}
    return ReadThings(iri, document, facts, names, in_order, silences)


def document_of(store: Store, source: NamedNode) -> NamedNode | None:
    """The document that a text is a text of."""
    rows = store.rows(f"SELECT ?document WHERE {{ {source} {DCTERMS.isFormatOf} ?document }} ORDER BY ?document")
    return next((each for row in rows if isinstance(each := row["document"], NamedNode)), None)


def anchor(stretch: Stretch) -> str:
    """The fragment at which a stretch stands on the page.

    >>> anchor((6976, 7050))
    'char=6976,7050'
    """
    return f"char={stretch[0]},{stretch[1]}"
