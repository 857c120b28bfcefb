"""Why nothing is known: five silences, each in its own words, because each calls for something else.

A silence is told by the last step of the IRI of its concept, such as `empty-cell`. The data record the first three for
the fields of an action that was read; the others follow from what is held and from what a property is said of.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from pyoxigraph import NamedNode

from ccwp_kg.namespaces import CCWP
from ccwp_kg.rdf.terms.labels import TITLE

NOT_STATED, EMPTY_CELL, NOT_UNDERSTOOD = "not-stated", "empty-cell", "not-understood"
NOT_HELD, DOES_NOT_APPLY = "not-held", "does-not-apply"

WORDS: Mapping[str, str] = MappingProxyType(
    {
        NOT_STATED: "not stated",
        EMPTY_CELL: "the cell is empty",
        NOT_UNDERSTOOD: "not understood",
        NOT_HELD: "not held",
        DOES_NOT_APPLY: "does not apply",
    }
)
"""A silence → what it is called in pages, tables and files. A page writes what does not apply as a dash."""
MEANINGS: Mapping[str, str] = MappingProxyType(
    {
        NOT_STATED: "the source is silent on it",
        EMPTY_CELL: "it is printed, with nothing in it",
        NOT_UNDERSTOOD: "words that may tell it stand there, and were not read",
        NOT_HELD: "the document that would tell it is not in this collection",
    }
)
"""A silence → what it means, where its words alone do not say."""
FIELDS: Mapping[NamedNode, str] = MappingProxyType(
    {
        CCWP.deadline: "timetable",
        CCWP.runsFor: "timetable",
        CCWP.scheduledFrom: "timetable",
        CCWP.scheduledUntil: "timetable",
        CCWP.timetableAsPrinted: "timetable",
        CCWP.validFrom: "timetable",
        CCWP.validUntil: "timetable",
        CCWP.startDate: "start",
        CCWP.startAsPrinted: "start",
        CCWP.status: "status",
        CCWP.progressAsPrinted: "status",
        CCWP.concernsParty: "parties",
        CCWP.hasPartyInvolvement: "parties",
        CCWP.pursuesObjective: "objectives",
        CCWP.hasObjectiveAssignment: "objectives",
        CCWP.hasIndicator: "indicators",
        CCWP.hasOutcome: "outcomes",
        CCWP.workArea: "work-area",
    }
)
"""Properties of an action → the field of its row that tells them."""
NEAREST: Mapping[str, str] = MappingProxyType(
    {"lead": " lead ", "start": " start ", "timetable": "validity", "status": "progress"}
)
"""The field of a row → the word by which a rule of its document comes nearest to what a silent row would tell."""
PROPERTIES: Mapping[str, tuple[NamedNode, ...]] = MappingProxyType(
    {
        "title": (TITLE,),
        "lead": (CCWP.hasPartyInvolvement,),
        **{field: tuple(each for each in FIELDS if FIELDS[each] == field) for field in FIELDS.values()},
    }
)
"""The fields of the row of an action → the properties that tell them; of a lead those entries on parties that lead."""


def silence_of(field: str, recorded: Mapping[str, str], *, is_held: bool | None) -> str:
    """Why nothing is known of a field of a thing.

    `recorded` are the silences that the reader found, by field; `is_held` says whether the document that would tell it
    is in this collection, None where no single document would. Of a row that was read the reader records each field
    that is silent; of a field without value and record it did not understand the words.

    >>> silence_of("lead", {"lead": "empty-cell"}, is_held=True), silence_of("lead", {}, is_held=True)
    ('empty-cell', 'not-understood')
    >>> silence_of("lead", {}, is_held=False), silence_of("plan", {"lead": "not-stated"}, is_held=True)
    ('not-held', 'not-stated')
    """
    if is_held is False:
        return NOT_HELD
    if field in recorded:
        return recorded[field]
    return NOT_UNDERSTOOD if is_held and field in PROPERTIES else NOT_STATED


def sentence(silence: str) -> str:
    """A silence with its meaning: `not held (the document that would tell it is not in this collection)`."""
    words = WORDS.get(silence, silence)
    return f"{words} ({MEANINGS[silence]})" if silence in MEANINGS else words
