"""Everything that a running text names by a number, each with the characters it stands on.

These are Council documents, places in the Official Journal, acts of the Union, documents of the Commission, CELEX
numbers and articles of the treaties. Figures belong to one reference only: the 515/97 of a regulation is no Council
document.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Generic, TypeVar

from ccwp_kg.sources.citations.acts import NamedAct, celex_numbers, name_of_act, numbered_acts, treaty_articles
from ccwp_kg.sources.citations.commission_documents import commission_documents, opens_with_commission_document
from ccwp_kg.sources.citations.council_numbers import CouncilNumber, council_numbers, opens_with_council_number
from ccwp_kg.sources.citations.official_journal import JournalPlace, journal_places, opens_with_journal_place
from ccwp_kg.sources.profile.profile import DocumentForms, Profile
from ccwp_kg.sources.records.references import (
    ActReference,
    DocumentReference,
    DocumentVersion,
    JournalReference,
    Passage,
    ReferenceWarning,
    SubjectCode,
)
from ccwp_kg.sources.text.dates import Calendar
from ccwp_kg.sources.text.flow import Flow
from ccwp_kg.sources.text.prose import Stretch

CELEX_FROM_NUMBER = "celex.from-number"
RANGE_OF_DOCUMENTS = "document.range"

_Printed = CouncilNumber | JournalPlace | NamedAct | ReferenceWarning
Reference = TypeVar("Reference", DocumentReference, JournalReference, ActReference)


@dataclass(frozen=True, slots=True)
class FoundReference(Stretch, Generic[Reference]):
    """A reference that stands from `start` up to `end` of a running text."""

    reference: Reference


FoundDocument = FoundReference[DocumentReference]
FoundJournal = FoundReference[JournalReference]
FoundAct = FoundReference[ActReference]


@dataclass(frozen=True, slots=True)
class References:
    """What a running text names by a number, each kind in the order of the text, and the warnings."""

    documents: tuple[FoundDocument, ...]
    journals: tuple[FoundJournal, ...]
    acts: tuple[FoundAct, ...]
    warnings: tuple[ReferenceWarning, ...]

    def without(self, own: DocumentVersion | None, text: str, *, forms: DocumentForms) -> References:
        """Those of a document whose own number is `own`, which cites itself nowhere but in a bracket or with a word.

        Its number elsewhere is a warning: a header or footer may stand among the words.
        """
        opened = ("(", *forms.document)
        found = [each for each in self.documents if each.reference.version == own]
        found = [each for each in found if not text[: each.start].rstrip().endswith(opened)]
        message = "the number of the document itself is no citation; a header or footer may stand among these words"
        warnings = (ReferenceWarning(each.start, each.end, "own-number", message) for each in found)
        others = tuple(each for each in self.documents if each not in found)
        return replace(self, documents=others, warnings=(*self.warnings, *warnings)) if found else self

    @property
    def all(self) -> tuple[FoundDocument | FoundJournal | FoundAct, ...]:
        """Every reference read."""
        return (*self.documents, *self.journals, *self.acts)

    @property
    def places(self) -> tuple[tuple[int, int], ...]:
        """Start and end of each reference read."""
        return tuple((found.start, found.end) for found in self.all)


_FIGURE = re.compile(r"[0-9]")
"""Every reference has one."""


def references_in(flow: Flow, *, profile: Profile, calendar: Calendar, known: Mapping[str, str]) -> References:
    """All references in a running text.

    `known` are the acts that curators describe: what is meant (`act/naples-ii`) by its CELEX number or by itself.
    """
    documents, journals, acts, warnings = [], [], [], []
    for printed in _printed_in(flow.text, profile=profile, calendar=calendar):
        start, end = printed.start, printed.end
        match printed:
            case CouncilNumber():
                version = printed.version
                is_range = any(other.number != version.number for other in printed.also_cited)
                passage = flow.passage(start, end, rule=RANGE_OF_DOCUMENTS if is_range else None)
                codes = tuple(SubjectCode(series, serial, version.year) for series, serial in printed.codes)
                document = DocumentReference(version, passage, codes, printed.also_cited)
                documents.append(FoundReference(start, end, document))
            case JournalPlace(series=series, number=number, date=date, page=page):
                journal = JournalReference(series, number, date, page, flow.passage(start, end))
                journals.append(FoundReference(start, end, journal))
            case ReferenceWarning():
                warnings.append(printed)
            case NamedAct(celex=celex, kind=None) if celex not in known:
                message = f"what kind of text “{celex}” is cannot be told from its number; enter it among the acts"
                warnings.append(ReferenceWarning(start, end, "celex-unknown", message))
            case NamedAct():
                acts.append(FoundReference(start, end, _act(printed, flow.passage(start, end), known=known)))
    return References(tuple(documents), tuple(journals), tuple(acts), tuple(warnings))


def opens_with_reference(text: str, *, forms: DocumentForms) -> bool:
    """Whether a line begins with the number of a document or a place in the Official Journal, as footnote bodies do.

    Acts do not count: sentences begin with them, too.
    """
    return _FIGURE.search(text) is not None and (
        opens_with_council_number(text, forms=forms)
        or opens_with_journal_place(text, forms=forms)
        or opens_with_commission_document(text, forms=forms)
    )


def _printed_in(text: str, *, profile: Profile, calendar: Calendar) -> list[_Printed]:
    """What is printed, in order; figures that fit two kinds belong to the kind that is tried first."""
    if _FIGURE.search(text) is None:
        return []
    forms = profile.documents
    kinds: tuple[Iterable[_Printed], ...] = (
        numbered_acts(text, forms=profile.acts),
        treaty_articles(text, forms=profile.acts),
        journal_places(text, forms=forms, calendar=calendar),
        commission_documents(text, forms=forms),
        celex_numbers(text),
        council_numbers(text, forms=forms, latest_year=calendar.latest_year),
    )
    found: list[_Printed] = []
    for kind in kinds:
        ends = [each.end for each in found]
        places = ((printed, bisect_right(ends, printed.start)) for printed in kind)
        apart = [printed for printed, at in places if at == len(ends) or printed.end <= found[at].start]
        found = sorted([*found, *apart], key=attrgetter("start", "end")) if apart else found
    return found


def _act(found: NamedAct, printed: Passage, *, known: Mapping[str, str]) -> ActReference:
    """The act that is named; an act whose number curators know is the one they describe."""
    kind, celex = found.kind or "", found.celex
    printed = replace(printed, rule=CELEX_FROM_NUMBER) if found.is_made else printed
    if not celex:
        is_known = found.target in known
        return ActReference(found.target, kind, found.name, printed, articles=found.articles, known=is_known)
    if celex in known:
        return ActReference(known[celex], kind, celex, printed, celex=celex, known=True)
    return ActReference(f"act/celex-{celex.lower()}", kind, name_of_act(kind, celex), printed, celex=celex)
