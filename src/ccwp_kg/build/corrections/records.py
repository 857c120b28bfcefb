"""Corrections as curators keep them in `data/corrections/`: of what, against which text, what gives way to what."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TypeVar

from pyoxigraph import Literal, NamedNode, Triple

from ccwp_kg.errors import CorrectionRefused
from ccwp_kg.namespaces import CCWP, DCTERMS, OA
from ccwp_kg.rdf.index import TripleIndex
from ccwp_kg.rdf.terms import iris

Kind = TypeVar("Kind", NamedNode, Literal)

_REPLACED = (CCWP.replacedValue, CCWP.replacedThing)
_CORRECT = (CCWP.correctValue, CCWP.correctThing)
_ONCE = (CCWP.authorRole, CCWP.reason, DCTERMS.created)
"""What else a correction says once; the shapes say of what kind."""
_PROPERTIES = {
    *(
        CCWP.correctedResource,
        CCWP.correctedProperty,
        CCWP.correctsSource,
        CCWP.sha256,
        CCWP.hasSpan,
        CCWP.reviewerRole,
    ),
    *(*_REPLACED, *_CORRECT, *_ONCE),
}
"""The terms of our own that a correction may have."""
_EVIDENCE = ("source/", "reading/", "graph/")
"""Things that say what was read where, and how: nothing of them can be a misreading."""


@dataclass(frozen=True, slots=True)
class KeptCorrection:
    """What a curator says of one property of one thing that was read from a source with this digest.

    `replaced` are statements that the reading makes and must not, `correct` those that are true. `described` is what is
    said of a part that the reading did not find, and to which the correct statement leads. `proofs` are spans of the
    source. `is_agreed` where a second person looked.
    """

    iri: NamedNode
    source: NamedNode
    sha256: str
    resource: NamedNode
    predicate: NamedNode
    replaced: frozenset[Triple]
    correct: frozenset[Triple]
    described: frozenset[Triple]
    proofs: tuple[NamedNode, ...]
    is_agreed: bool = False

    @property
    def name(self) -> str:
        """What people call it: `correction/fifth-action-plan/title-of-5.4`."""
        return iris.reference(self.iri)


def read_corrections(triples: Iterable[Triple]) -> tuple[KeptCorrection, ...]:
    """The corrections in the order of their IRIs.

    Raises CorrectionRefused for something else than a correction, for one that lacks or repeats what it must say once,
    that changes nothing, or that touches the evidence, and for two of the same property of the same thing.
    """
    said = TripleIndex.of_triples(triples)
    if any(not isinstance(subject, NamedNode) for subject, _, _ in said.statements()):
        raise CorrectionRefused("data/corrections: a blank node cannot be referred to; give the correction an IRI")
    things = {value for _, predicate, value in said.statements() if predicate == CCWP.correctThing}
    corrections = [iri for iri in said.subjects() if iri not in things or said.is_a(iri, CCWP.Correction)]
    found = tuple(_correction(iri, said) for iri in sorted(corrections, key=lambda iri: iri.value))
    _refuse_doubles(found)
    return found


def _correction(iri: NamedNode, said: TripleIndex) -> KeptCorrection:
    if not said.is_a(iri, CCWP.Correction):
        raise CorrectionRefused(
            f"data/corrections: {iri.value} is no ccwp:Correction; give it that class, or keep the fact in data/curated"
        )
    if not iri.value.startswith(iris.thing("correction/").value):
        raise CorrectionRefused(
            f"data/corrections: {iri.value} is no correction; let its IRI begin with {iris.thing('correction/').value}"
        )
    for subject, said_of_it, _ in said.statements():
        if subject == iri and said_of_it.value.startswith(CCWP) and said_of_it not in _PROPERTIES:
            raise CorrectionRefused(
                f"{iri.value} has {said_of_it.value}, which no correction has; look the property up"
            )
    for each in _ONCE:
        _one(iri, said, each, Literal, "is no text; {} is one")
    resource, predicate = _thing(iri, said, CCWP.correctedResource), _thing(iri, said, CCWP.correctedProperty)
    found = KeptCorrection(
        iri=iri,
        source=_thing(iri, said, CCWP.correctsSource),
        sha256=_one(iri, said, CCWP.sha256, Literal, "is no text; {} is one").value,
        resource=resource,
        predicate=predicate,
        replaced=_statements(iri, said, resource, predicate, _REPLACED),
        correct=_statements(iri, said, resource, predicate, _CORRECT),
        described=_described(resource, said.things(iri, CCWP.correctThing), said),
        proofs=tuple(said.things(iri, CCWP.hasSpan)),
        is_agreed=bool(said.values(iri, CCWP.reviewerRole)),
    )
    if not found.replaced | found.correct:
        raise CorrectionRefused(f"{found.name} replaces nothing and states nothing; say what is wrong or what is right")
    if found.replaced & found.correct:
        raise CorrectionRefused(f"{found.name} replaces what it calls right; leave out the value that is not wrong")
    evidence = tuple(iris.thing(each).value for each in _EVIDENCE)
    if predicate in (CCWP.hasSpan, OA.hasTarget) or resource.value.startswith(evidence):
        raise CorrectionRefused(f"{found.name} would change where or how something was read; correct what was read")
    return found


def _described(resource: NamedNode, parts: Iterable[NamedNode], said: TripleIndex) -> frozenset[Triple]:
    """What is said of the parts of a thing. Raises CorrectionRefused for what is no part of it."""
    found = frozenset(
        Triple(part, predicate, value)
        for part in parts
        for subject, predicate, value in said.statements()
        if subject == part
    )
    for triple in found:
        if not str(triple.subject)[1:-1].startswith(f"{resource.value}/"):
            raise CorrectionRefused(
                f"data/corrections: {triple.subject} is no part of {resource.value}; keep the fact in data/curated"
            )
    return found


def _statements(
    iri: NamedNode, said: TripleIndex, resource: NamedNode, predicate: NamedNode, by: Collection[NamedNode]
) -> frozenset[Triple]:
    return frozenset(Triple(resource, predicate, value) for each in by for value in said.values(iri, each))


def _thing(iri: NamedNode, said: TripleIndex, predicate: NamedNode) -> NamedNode:
    return _one(iri, said, predicate, NamedNode, "is no IRI; {} names one")


def _one(iri: NamedNode, said: TripleIndex, predicate: NamedNode, kind: type[Kind], otherwise: str) -> Kind:
    """The one value of a property; `otherwise` says what is wrong with one of another kind."""
    name, values = re.split("[#/]", predicate.value)[-1], said.values(iri, predicate)
    name = f"ccwp:{name}" if predicate.value.startswith(CCWP) else f"dcterms:{name}"
    if len(values) != 1:
        number = "nothing" if not values else f"{len(values)} values"
        raise CorrectionRefused(f"{iri.value} says {number} of {name}; a correction says it once")
    if not isinstance(values[0], kind):
        raise CorrectionRefused(f"{iri.value}: {values[0]} {otherwise.format(name)}")
    return values[0]


def _refuse_doubles(corrections: Iterable[KeptCorrection]) -> None:
    """Source, digest, resource and property name one correction: two could disagree."""
    known: dict[tuple[NamedNode, str, NamedNode, NamedNode], KeptCorrection] = {}
    for each in corrections:
        other = known.setdefault((each.source, each.sha256, each.resource, each.predicate), each)
        if other is not each:
            raise CorrectionRefused(
                f"{other.name} and {each.name} correct the same property of the same thing; make them one"
            )
