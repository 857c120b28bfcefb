"""What a passage names: mentions of known things."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import NamedNode

from ccwp_kg.build.records.documents import named
from ccwp_kg.build.records.facts import DocumentFacts
from ccwp_kg.namespaces import CCWP, OA, PPLAN
from ccwp_kg.rdf.terms import iris
from ccwp_kg.rdf.terms.literals import code, integer
from ccwp_kg.sources.records.references import ActReference, Mention, Passage

_OF_THE_WHOLE = ("", "title", "start", "status", "timetable")
"""What a reading calls the fields that are no part of their own."""
_ENTRIES = ("party/", "lead/")
"""How the fields begin that are entries of parties."""


def mentions(facts: DocumentFacts, whole: NamedNode, records: Iterable[Mention]) -> None:
    """Annotate each place where the whole (a document or an action) names a thing.

    Words of a citation, of a reference to an action or of a decision say of themselves what they name.
    """
    for record in records:
        if record.usual_name is not None:
            if iris.thing(record.target) == facts.plan:
                continue  # every part of a plan says already which it is of
            _plan(facts, record)
        # a thing that only its number names is described here
        things = [iris.thing(record.target)] if record.reference is None else named(facts, record.reference)
        articles = record.reference.articles if isinstance(record.reference, ActReference) else ()
        for target in things:
            is_entry = record.field.startswith(_ENTRIES)  # it states itself whom its words name
            said = record.printed if is_entry else None if articles else facts.words_naming(target, record.printed)
            if said is not None:
                facts.add(whole, CCWP.mentions, target, read_from=said)
                continue
            iri = annotation(facts, whole, target=target, printed=record.printed, field=record.field)
            facts.add(iri, CCWP.namesAsExample, target if record.is_example else None, read_from=record.printed)
            facts.add(iri, CCWP.mentionedArticle, *map(code, articles), read_from=record.printed)
            if record.point is not None:
                facts.add(iri, CCWP.mentionedArticle, code(record.point.text), read_from=record.point)


def _plan(facts: DocumentFacts, record: Mention) -> None:
    """Describe a plan that is named nowhere before."""
    iri = iris.thing(record.target)
    if not facts.spans_of(iri):
        facts.thing(iri, CCWP.ActionPlan, PPLAN.Plan, label=record.usual_name)
        facts.add(iri, CCWP.ordinal, integer(int(record.target.rpartition("/")[2])), read_from=record.printed)
        facts.evidence(iri, record.printed)


def annotation(facts: DocumentFacts, whole: NamedNode, *, target: NamedNode, printed: Passage, field: str) -> NamedNode:
    """One mention as a Web Annotation: its body is the thing named, its target the characters that name it."""
    place = place_of(whole, field)
    iri = iris.part(place, "mention", facts.step_of(iris.part(place, "mention"), target, printed))
    facts.thing(iri, CCWP.Mention, OA.Annotation)
    facts.add(iri, OA.hasBody, target, read_from=printed)
    facts.evidence(iri, printed, by=OA.hasTarget)
    facts.add(iri, CCWP.mentionedIn, place)
    facts.add(whole, CCWP.mentions, target, read_from=printed)
    return iri


def place_of(whole: NamedNode, field: str) -> NamedNode:
    """The part of a plan or an action that a reading calls `field`; a footnote is a citation of the plan.

    Title, start, status and timetable are words of the whole.
    """
    steps = field.replace("footnote/", "citation/").split("/") if field not in _OF_THE_WHOLE else []
    return iris.part(whole, *steps) if steps else whole
