"""Links that lead nowhere or to the wrong thing, things taken for others, facts that nobody stated."""

from __future__ import annotations

from collections.abc import Iterator

from changes import Change, add, drop, put, short
from places import Places, digest, own
from pyoxigraph import Literal, NamedNode, Triple

from ccwp_kg.namespaces import CCWP, DCTERMS, ID, OWL, RDF, RDFS, SKOS, XSD
from defects.kinds import kind

SHORTCUTS = (CCWP.concernsParty, CCWP.pursuesObjective, CCWP.citesDocument, CCWP.refersToAction, CCWP.mentions)


@kind("link dangles")
def _(p: Places) -> Iterator[Change]:
    yield from (put(t, NamedNode(t.object.value + "-x")) for t in p.links())


@kind("link leads to a thing of another class")
def _(p: Places) -> Iterator[Change]:
    meeting = p.instances(CCWP.Meeting)[0]
    work_area = p.instances(CCWP.WorkArea)[0]
    for t in p.links():
        other = work_area if CCWP.Meeting in p.classes(t.object) else meeting
        of_anything = (CCWP.mentions, RDF.subject, RDF.object, RDF.type, CCWP.restsOnStatement)
        if t.predicate not in of_anything and p.classes(t.object):
            yield put(t, other)


@kind("link leads to another thing of the class")
def _(p: Places) -> Iterator[Change]:
    for t in p.links():
        other = p.sibling(t.object)
        if other is not None and t in p.was_read:
            yield put(t, other)


@kind("own IRI with http")
def _(p: Places) -> Iterator[Change]:
    yield from (put(t, NamedNode(t.object.value.replace("https:", "http:", 1))) for t in p.links())


@kind("own IRI with a slash at its end")
def _(p: Places) -> Iterator[Change]:
    yield from (put(t, NamedNode(t.object.value + "/")) for t in p.links())


@kind("own property misspelt")
def _(p: Places) -> Iterator[Change]:
    for t in p.read:
        if t.predicate.value.startswith(CCWP):
            new = Triple(t.subject, NamedNode(t.predicate.value + "s"), t.object)
            yield Change(f"{short(t.subject)} {short(new.predicate)}", frozenset({t}), frozenset({new}))


@kind("own class misspelt")
def _(p: Places) -> Iterator[Change]:
    for t in p.saying[RDF.type]:
        if t.object.value.startswith(CCWP):
            yield put(t, NamedNode(t.object.value + "s"))


@kind("two things declared one")
def _(p: Places) -> Iterator[Change]:
    for t in p.links():
        if p.sibling(t.object) is not None:
            yield add(Triple(t.object, OWL.sameAs, p.sibling(t.object)))


@kind("party is invented")
def _(p: Places) -> Iterator[Change]:
    for t in p.saying[CCWP.involvedParty]:
        action = max(p.values(t.subject, DCTERMS.isPartOf), key=lambda whole: len(whole.value))
        for body in p.instances(CCWP.Organisation):
            if body not in p.values(action, CCWP.concernsParty):
                yield add(Triple(t.subject, t.predicate, body), Triple(action, CCWP.concernsParty, body))


@kind("action is in another plan")
def _(p: Places) -> Iterator[Change]:
    for t in p.saying[CCWP.partOfPlan]:
        other = p.sibling(t.object)
        yield put(t, other) | put(
            Triple(t.subject, NamedNode("http://purl.org/net/p-plan#isStepOfPlan"), t.object), other
        )


@kind("two documents are one")
def _(p: Places) -> Iterator[Change]:
    for document in p.instances(CCWP.CouncilDocument):
        other = p.sibling(document)
        merged = p.rename(document, other)
        yield Change(f"{short(document)} and {short(other)} are one", merged.removed, merged.added)


@kind("two bodies are one")
def _(p: Places) -> Iterator[Change]:
    for body in p.instances(CCWP.Organisation):
        merged = p.rename(body, p.sibling(body))
        yield Change(f"{short(body)} is taken for {short(p.sibling(body))}", merged.removed, merged.added)


@kind("value from another list")
def _(p: Places) -> Iterator[Change]:
    lists = (CCWP.status, CCWP.citationRole, CCWP.coverage, CCWP.expectsDecision, CCWP.expectsProduct, CCWP.series)
    for t in p.texts(*lists, CCWP.organisationKind, CCWP.instrumentKind):
        scheme = p.value(t.object, SKOS.inScheme)
        others = [one for one in p.instances(SKOS.Concept) if scheme not in p.values(one, SKOS.inScheme)]
        yield put(t, min(others, key=lambda one: digest(f"{t} {one}")))


@kind("citation has another role")
def _(p: Places) -> Iterator[Change]:
    for t in p.saying[CCWP.citationRole]:
        others = [x.subject for x in p.to[NamedNode(f"{ID}scheme/citation-roles")] if x.subject != t.object]
        others = [one for one in others if SKOS.Concept in p.values(one, RDF.type)]
        yield put(t, min(others, key=lambda one: digest(f"{t} {one}")))


@kind("shortcut without a part")
def _(p: Places) -> Iterator[Change]:
    for t in p.texts(*SHORTCUTS):
        other = p.sibling(t.object)
        if other is not None and other not in p.values(t.subject, t.predicate):
            yield add(Triple(t.subject, t.predicate, other))


@kind("part without its shortcut")
def _(p: Places) -> Iterator[Change]:
    yield from (drop(t) for t in p.texts(*SHORTCUTS))


@kind("link without its mapping")
def _(p: Places) -> Iterator[Change]:
    for t in p.texts(SKOS.exactMatch, SKOS.closeMatch, OWL.sameAs, RDFS.seeAlso):
        if own(t.subject):
            yield put(t, NamedNode(t.object.value + "9"))


@kind("not stated, but said")
def _(p: Places) -> Iterator[Change]:
    for action in p.instances(CCWP.Action):
        yield add(Triple(action, CCWP.hasWorkArea, p.instances(CCWP.WorkArea)[0]))
        yield add(Triple(action, CCWP.validFrom, Literal("2011-07-01", datatype=XSD.date)))
        yield add(Triple(action, CCWP.workArea, p.instances(CCWP.WorkArea)[1]))
        yield add(Triple(action, CCWP.startDate, Literal("2011-07-01", datatype=XSD.date)))


@kind("draft is approved")
def _(p: Places) -> Iterator[Change]:
    for body in p.instances(CCWP.Organisation):
        yield add(Triple(NamedNode(f"{ID}plan/5"), CCWP.approvedBy, body))
