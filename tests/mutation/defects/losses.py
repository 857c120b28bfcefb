"""What is lost, doubled or left without a name."""

from __future__ import annotations

from collections.abc import Iterator

from changes import Change, add, drop, put, short
from places import Places, like, own
from pyoxigraph import BlankNode, NamedNode, Triple

from ccwp_kg.namespaces import CCWP, DCTERMS, ID, OWL, RDF, RDFS, SKOS
from defects.kinds import kind


@kind("statement read is lost")
def _(p: Places) -> Iterator[Change]:
    yield from map(drop, p.read)


@kind("link is lost")
def _(p: Places) -> Iterator[Change]:
    yield from (drop(t) for t in p.links() if t in p.was_read and t.predicate != RDF.type)


@kind("class is lost")
def _(p: Places) -> Iterator[Change]:
    yield from (drop(t) for t in p.saying[RDF.type] if own(t.subject))


@kind("label is lost")
def _(p: Places) -> Iterator[Change]:
    yield from (drop(t) for t in p.texts(RDFS.label, SKOS.prefLabel) if own(t.subject) and t.object.language == "en")


@kind("list of parts forgets one")
def _(p: Places) -> Iterator[Change]:
    yield from (
        drop(t) for t in p.links() if t.predicate.value.startswith(f"{CCWP}has") and t.predicate != CCWP.hasSpan
    )


@kind("part forgets its whole")
def _(p: Places) -> Iterator[Change]:
    yield from (drop(t) for t in p.texts(DCTERMS.isPartOf, CCWP.partOfPlan, CCWP.mentionedIn))


@kind("thing is lost, pointed to still")
def _(p: Places) -> Iterator[Change]:
    for thing in {t.object for t in p.links() if not t.object.value.startswith(f"{ID}graph/")}:
        if p.of[thing]:
            yield Change(f"{short(thing)} is gone", frozenset(p.of[thing]))


@kind("thing is lost altogether")
def _(p: Places) -> Iterator[Change]:
    kinds = [CCWP.PossibleOutcome, CCWP.PerformanceIndicator, CCWP.ObjectiveAssignment, CCWP.PartyInvolvement]
    for thing in (one for cls in (*kinds, CCWP.Action, CCWP.Citation) for one in p.instances(cls)):
        yield Change(f"{short(thing)} is gone with all links", frozenset([*p.of[thing], *p.to[thing]]))


@kind("two labels")
def _(p: Places) -> Iterator[Change]:
    for t in p.texts(RDFS.label, SKOS.prefLabel):
        if own(t.subject) and t.object.language == "en":
            yield add(Triple(t.subject, t.predicate, like(t.object, t.object.value + " again")))


@kind("part is there twice")
def _(p: Places) -> Iterator[Change]:
    for cls in (CCWP.PossibleOutcome, CCWP.PerformanceIndicator, CCWP.PartyInvolvement, CCWP.Citation, CCWP.Paragraph):
        for part in p.instances(cls):
            copy = NamedNode(part.value + "0")
            added = {Triple(copy, t.predicate, t.object) for t in p.of[part]}
            added |= {Triple(t.subject, t.predicate, copy) for t in p.to[part]}
            yield Change(f"{short(part)} also as {short(copy)}", frozenset(), frozenset(added))


@kind("thing without a name")
def _(p: Places) -> Iterator[Change]:
    yield from (put(t, BlankNode("x")) for t in p.links())


@kind("mapping without its link")
def _(p: Places) -> Iterator[Change]:
    for mapping in p.instances(OWL.Axiom):
        parts = (OWL.annotatedSource, OWL.annotatedProperty, OWL.annotatedTarget)
        yield drop(Triple(*(p.value(mapping, part) for part in parts)))
