"""What a passage names and states: mentions of known things, and dated, numbered or conditional statements."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import NamedNode

from ccwp_kg.build.records.documents import named
from ccwp_kg.build.records.facts import DocumentFacts
from ccwp_kg.namespaces import CCWP, OA
from ccwp_kg.rdf.terms import iris
from ccwp_kg.rdf.terms.literals import code, english, typed
from ccwp_kg.sources.records.records import Statement
from ccwp_kg.sources.records.references import ActReference, Mention, Passage

# A statement of these kinds is worth a property of its own on what it is said of.
_SHORTCUTS = {
    "operation-start": CCWP.inOperationSince,
    "deadline": CCWP.deadline,
    "duration": CCWP.runsFor,
}


def mentions(facts: DocumentFacts, whole: NamedNode, records: Iterable[Mention]) -> None:
    """Annotate each place where the whole (a plan or an action) names a thing."""
    for record in records:
        # a thing that only its number names is described here
        things = [iris.thing(record.target)] if record.reference is None else named(facts, record.reference)
        for target in things:
            iri = annotation(facts, whole, target=target, printed=record.printed, field=record.field)
            if isinstance(record.reference, ActReference):
                articles = map(code, record.reference.articles)
                facts.add(iri, CCWP.mentionedArticle, *articles, read_from=record.printed)


def annotation(facts: DocumentFacts, whole: NamedNode, *, target: NamedNode, printed: Passage, field: str) -> NamedNode:
    """One mention as a Web Annotation: its body is the thing named, its target the characters that name it."""
    start, end = printed.spans[0].start, printed.spans[-1].end
    label = f"Mention “{printed.text}”"
    iri = facts.part(whole, f"mention/{start}-{end}", CCWP.Mention, OA.Annotation, label=label)
    facts.add(iri, CCWP.mentionedThing, target, read_from=printed)
    facts.add(iri, OA.hasBody, target, read_from=printed)
    facts.words(iri, CCWP.printedForm, code, printed)
    facts.add(iri, OA.hasTarget, *(facts.span(span) for span in printed.spans))
    # a footnote is a citation of the plan
    steps = field.replace("footnote/", "citation/").split("/") if field and field != "title" else []
    place = iris.part(whole, *steps) if steps else whole
    facts.add(iri, CCWP.mentionedIn, place)
    facts.add(whole, CCWP.mentions, target, read_from=printed)
    if place != whole:
        facts.add(place, CCWP.mentions, target, read_from=printed)
    return iri


def statements(
    facts: DocumentFacts, whole: NamedNode, records: Iterable[Statement], *, about: NamedNode | None
) -> None:
    """The dated, numbered and conditional things a plan or an action says.

    `about` is what a statement is said of where it names nothing itself: an action's terms speak of the action, but
    the text around the annex speaks of many things, so there it is None.
    """
    for record in records:
        said = record.passage
        start, end = said.spans[0].start, said.spans[-1].end
        label = f"Statement “{said.text}”"
        iri = facts.part(whole, f"statement/{start}-{end}", CCWP.Statement, label=label, link=CCWP.hasStatement)
        facts.add(iri, CCWP.statementKind, iris.thing(f"concept/{record.kind}"), read_from=said)
        facts.words(iri, CCWP.text, english, said)
        subject = iris.thing(record.about) if record.about else about
        facts.add(iri, CCWP.about, subject)
        facts.add(iri, CCWP.agent, iris.thing(record.agent) if record.agent else None, read_from=said)
        if record.value is not None and record.datatype is not None:
            value = typed(record.value, record.datatype)
            until = typed(record.until, record.datatype) if record.until else None
            facts.add(iri, CCWP.value, value, read_from=said)
            facts.add(iri, CCWP.valueUntil, until, read_from=said)
            if record.kind in _SHORTCUTS and subject is not None:
                facts.add(subject, _SHORTCUTS[record.kind], value, read_from=said)
