"""Dated, numbered and conditional things that a passage says, each as a property of what it is said of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from ccwp_kg.build.records.facts import DocumentFacts
from ccwp_kg.build.records.mentions import place_of
from ccwp_kg.namespaces import CCWP, DCAT, DCTERMS, ELI
from ccwp_kg.rdf.terms import iris
from ccwp_kg.rdf.terms.literals import english, typed
from ccwp_kg.sources.recognition.statements import RECURRENCE
from ccwp_kg.sources.records.records import Statement
from ccwp_kg.sources.records.references import Passage


@dataclass(frozen=True, slots=True)
class _Properties:
    """What the parts of a statement become: its value, the end of its value, who acts, and its words."""

    value: NamedNode | None = None
    until: NamedNode | None = None
    agent: NamedNode | None = None
    words: NamedNode | None = None
    only_words: NamedNode | None = None
    """What its words become where they carry no value."""


_PROPERTIES = {
    "act-date": _Properties(value=ELI.date_document),
    "aim": _Properties(words=CCWP.aimAsPrinted),
    "approval": _Properties(value=CCWP.approvedOn, agent=CCWP.approvedBy),
    "character": _Properties(words=CCWP.characterises),
    "condition": _Properties(words=CCWP.condition),
    "deadline": _Properties(value=CCWP.deadline),
    "duration": _Properties(value=CCWP.runsFor),
    "operation-start": _Properties(value=CCWP.inOperationSince),
    "pending": _Properties(value=CCWP.expectedFrom, until=CCWP.expectedUntil),
    "period": _Properties(value=CCWP.validFrom, until=CCWP.validUntil),
    "plan-aim": _Properties(words=CCWP.aimAsPrinted),
    "quantity": _Properties(words=CCWP.namesQuantity),
    "reason": _Properties(words=CCWP.givesReason),
    "recurrence": _Properties(value=CCWP.recurrence, only_words=CCWP.recurrence),
    "reported": _Properties(words=CCWP.reportsThat),
    "review": _Properties(value=CCWP.reviewedOn, agent=CCWP.reviewedBy),
    "start": _Properties(value=CCWP.startDate, words=CCWP.startAsPrinted),
    "status": _Properties(words=CCWP.progressAsPrinted),
    "timetable": _Properties(value=CCWP.scheduledFrom, until=CCWP.scheduledUntil, words=CCWP.timetableAsPrinted),
}
_OF_THE_PLACE = {"character", "condition", "quantity", "reason", "reported"}
"""Kinds that say something of the words around them."""
_TIMES = {CCWP.runsFor, CCWP.validFrom, CCWP.validUntil, CCWP.recurrence}
"""What is a time that a passage names where it does not say of what."""


def stated_in_passages(
    facts: DocumentFacts, whole: NamedNode, records: Iterable[Statement], *, about: NamedNode | None
) -> None:
    """State what the passages of a plan or an action say.

    `about` is what is spoken of where a passage names nothing itself: an action's terms speak of the action, but the
    text around the annex speaks of many things, so there it is None, and the passage is what has the value.
    """
    for record in records:
        properties, said = _PROPERTIES[record.kind], record.passage
        place = place_of(whole, record.field)
        subject = iris.thing(record.about) if record.about else about
        if record.kind in _OF_THE_PLACE:
            subject = place
        elif record.kind == "plan-aim":
            subject = facts.plan
        if record.kind == RECURRENCE and place != whole and about == whole:
            subject = None  # what recurs is something that the place tells of, and not the action
        if record.kind == "period" and record.about is not None and record.about.startswith("document/"):
            _covered_period(facts, iris.thing(record.about), record)
            continue
        until, datatype = record.until, record.datatype
        timed, acting = record.value_words or said, record.agent_words or said
        values: list[tuple[NamedNode | None, NamedNode | Literal | None, Passage]] = [
            (properties.value, typed(record.value, datatype) if record.value and datatype else None, timed),
            (properties.until, typed(until, datatype) if until and datatype else None, timed),
            (properties.agent, iris.thing(record.agent) if record.agent else None, acting),
            (properties.words, english(said.text), said),
            (properties.only_words, english(said.text) if record.value is None else None, said),
        ]
        for predicate, value, words in values:
            if predicate is None or value is None:
                continue
            if subject is not None:
                facts.add(subject, predicate, value, read_from=words)
            elif predicate in _TIMES:
                facts.add(place, CCWP.namesTime, value, read_from=words)


def _covered_period(facts: DocumentFacts, document: NamedNode, record: Statement) -> None:
    """The period that a document deals with."""
    period = iris.part(document, "period", f"{record.value}--{record.until}")
    facts.thing(period, DCTERMS.PeriodOfTime)
    for predicate, day in ((DCAT.startDate, record.value), (DCAT.endDate, record.until)):
        facts.add(period, predicate, typed(day, record.datatype) if day and record.datatype else None)
    facts.add(document, DCTERMS.temporal, period, read_from=record.value_words or record.passage)
