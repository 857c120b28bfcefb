"""The corrections that the decisions of a review are: what of the graph of the document gives way to what."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from pyoxigraph import Literal, NamedNode, Triple

from ccwp_kg.build import source_graph
from ccwp_kg.errors import ReviewRefused
from ccwp_kg.namespaces import CCWP, DCTERMS, OA, RDF, RDFS
from ccwp_kg.rdf.terms import iris
from ccwp_kg.rdf.terms.literals import code, date, english
from ccwp_kg.rdf.terms.order import Term
from ccwp_kg.review.changes import ReviewChange
from ccwp_kg.sources.records.records import Reading

_EVIDENCE = tuple(iris.thing(name).value for name in ("source/", "reading/", "graph/"))
_OF_PLACES = (CCWP.hasSpan, OA.hasTarget)

Graph = frozenset[Triple]
Place = tuple[NamedNode, NamedNode]
"""A property of a thing."""


def corrections_of(
    reading: Reading, changes: Sequence[ReviewChange], *, document: NamedNode, plan: NamedNode
) -> frozenset[Triple]:
    """One correction for each property of each thing that the changes touch, as the build applies them.

    Raises ReviewRefused where a change cannot be said by corrections, or two roles change one property.
    """

    def graph(changed: Reading) -> Graph:
        return frozenset(source_graph(changed, document=document, plan=plan, changed=True).triples)

    first = before = graph(reading)
    touched: defaultdict[Place, list[ReviewChange]] = defaultdict(list)
    for change in changes:
        after = graph(change.reading)
        for triple in before ^ after:
            place = _place(triple)
            if place is not None and change not in touched[place]:
                touched[place].append(change)
        before = after
    replaced, correct = _differences(first, before, touched)
    places = sorted({*replaced, *correct}, key=str)
    for change in changes:
        if not any(change in touched[place] for place in places):
            raise ReviewRefused(f"{change.decision.name}: it changes nothing that is stated; write right if it is")
    made: set[Triple] = set()
    for place in places:
        made |= set(_correction(place, replaced[place], correct[place], touched[place], within=(reading, plan)))
    new = _new_things(first, before)
    return frozenset(made | {triple for triple in before if triple.subject in new})


def _place(triple: Triple) -> Place | None:
    """The property of the thing that a statement is about; None for one on where and how something was read."""
    subject, predicate = triple.subject, triple.predicate
    if not isinstance(subject, NamedNode) or predicate in _OF_PLACES or subject.value.startswith(_EVIDENCE):
        return None
    return subject, predicate


def _differences(
    first: Graph, last: Graph, touched: defaultdict[Place, list[ReviewChange]]
) -> tuple[defaultdict[Place, list[Triple]], defaultdict[Place, list[Triple]]]:
    """What gives way, and what holds instead; of a thing that goes, the link from its whole alone."""
    statements = {t.subject for t in first | last if t.predicate == RDF.type and t.object == CCWP.Statement}
    gone_things = _things(first) - _things(last) - statements
    links = _links(first - last, gone_things)
    mentions = {t.subject for t in first - last if t.predicate == RDF.type and t.object == CCWP.Mention}
    parts = {triple.object for triple in links} | mentions
    own = {subject for subject, _ in touched if subject not in gone_things}
    named = {thing for thing in gone_things if not _is_under(thing, own)}  # elsewhere, and what is named stays
    lost = {thing for thing in gone_things - named if not _is_under(thing, parts)}
    new = _new_things(first, last)
    strange = {thing for thing in new if not _is_under(thing, own - new)}
    if lost or strange:
        thing = min(lost | strange, key=str)
        change = next(each for (subject, _), found in touched.items() if subject == thing for each in found)
        raise ReviewRefused(
            f"{change.decision.name}: a correction cannot say this; keep one by hand in data/corrections"
        )
    replaced: defaultdict[Place, list[Triple]] = defaultdict(list)
    correct: defaultdict[Place, list[Triple]] = defaultdict(list)
    for triples, found in ((first - last, replaced), (last - first, correct)):
        for triple in triples - links:
            place = _place(triple)
            if place is None or place[0] in statements | named | new or _is_under(triple.subject, parts):
                continue
            if not (isinstance(triple.object, NamedNode) and _is_under(triple.object, parts)):
                found[place].append(triple)
    for triple in links:
        replaced[triple.subject, triple.predicate].append(triple)  # type: ignore[index]  # a thing that has a part
    return replaced, correct


def _new_things(first: Graph, last: Graph) -> set[object]:
    """What only the changed reading describes, but for the statements that give it characters."""
    statements = {t.subject for t in last if t.predicate == RDF.type and t.object == CCWP.Statement}
    return _things(last) - _things(first) - statements


def _things(graph: Graph) -> set[object]:
    return {t.subject for t in graph if t.predicate == RDF.type and _place(t) is not None}


def _links(gone: Graph, gone_things: Collection[object]) -> set[Triple]:
    """For each thing that goes while its whole stays, the statement that leads from the whole to it.

    The property of that kind of part is taken, and that of all parts only where there is none.
    """
    found: dict[object, Triple] = {}
    for triple in sorted(gone, key=lambda each: (each.predicate != DCTERMS.hasPart, str(each))):
        whole, part = triple.subject, triple.object
        if part in gone_things and whole not in gone_things and _is_under(part, [whole]):
            found[part] = triple
    return set(found.values())


def _is_under(thing: object, wholes: Collection[object]) -> bool:
    """Whether a thing is one of some wholes or a part of one."""
    value = thing.value if isinstance(thing, NamedNode) else ""
    return any(thing == whole or value.startswith(f"{getattr(whole, 'value', '')}/") for whole in wholes)


def _correction(
    place: Place,
    replaced: Iterable[Triple],
    correct: Iterable[Triple],
    changes: Sequence[ReviewChange],
    *,
    within: tuple[Reading, NamedNode],
) -> Iterator[Triple]:
    (resource, predicate), (reading, plan) = place, within
    decisions = [change.decision for change in changes]
    who = {(each.role, each.second) for each in decisions}
    if len(who) > 1:
        named = " and ".join(each.name for each in decisions)
        raise ReviewRefused(f"{named} change the same property of {resource.value} in different roles; give them one")
    ((role, second),) = who
    source, day = reading.source, date(max(each.day for each in decisions).isoformat())
    kebab = re.sub(r"(?<!^)([A-Z])", r"-\1", re.split("[/#]", predicate.value)[-1])
    about = iris.reference(resource).removeprefix(f"{iris.reference(plan)}/")
    slug = re.sub(r"[^a-z0-9.]+", "-", f"{about}-{kebab}".lower()).strip("-.")
    iri = iris.thing(f"correction/{source.name}/{slug}")
    reasons = dict.fromkeys(each.why for each in decisions)
    said: list[tuple[NamedNode, Term]] = [
        (RDF.type, CCWP.Correction),
        (RDFS.label, english(f"{', '.join(dict.fromkeys(each.key for each in decisions))}: {kebab.lower()}")),
        (CCWP.authorRole, code(role)),
        (CCWP.correctedProperty, predicate),
        (CCWP.correctedResource, resource),
        (CCWP.correctsSource, iris.source(source.name)),
        (CCWP.reason, english(" ".join(reasons))),
        (CCWP.sha256, code(source.sha256)),
        (DCTERMS.created, day),
        *([] if second is None else [(CCWP.reviewerRole, code(second)), (DCTERMS.dateAccepted, day)]),
        *((CCWP.hasSpan, iris.span(source.name, span.start, span.end)) for each in changes for span in each.line.spans),
    ]
    for triples, value, thing in (
        (replaced, CCWP.replacedValue, CCWP.replacedThing),
        (correct, CCWP.correctValue, CCWP.correctThing),
    ):
        said += [(value if isinstance(t.object, Literal) else thing, t.object) for t in triples]
    yield from (Triple(iri, each, term) for each, term in said)
