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

from ccwp_kg.sources.citations.acts import celex_numbers, numbered_acts, treaty_articles
from ccwp_kg.sources.citations.commission_documents import commission_documents, opens_with_commission_document
from ccwp_kg.sources.citations.council_numbers import council_numbers, opens_with_council_number
from ccwp_kg.sources.citations.found import FoundAct, FoundDocument, FoundJournal, FoundReference, ReferenceWarning
from ccwp_kg.sources.citations.official_journal import journal_places, opens_with_journal_place
from ccwp_kg.sources.profile.profile import DocumentForms, Profile
from ccwp_kg.sources.records.references import ActReference, DocumentReference, DocumentVersion, JournalReference
from ccwp_kg.sources.text.dates import Calendar
from ccwp_kg.sources.text.flow import Flow

_Found = FoundDocument | FoundJournal | FoundAct | ReferenceWarning


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


_FIGURE = re.compile(r"[0-9]")
"""Every reference has one."""


def references_in(flow: Flow, *, profile: Profile, calendar: Calendar, known: Mapping[str, str]) -> References:
    """All references in a running text.

    `known` are the acts that curators describe: what is meant (`act/naples-ii`) by its CELEX number or by itself.
    """
    documents, journals, acts, warnings = [], [], [], []
    for found in _found_in(flow.text, profile=profile, calendar=calendar):
        if isinstance(found, ReferenceWarning):
            warnings.append(found)
            continue
        start, end, reference = found.start, found.end, found.reference
        printed = flow.passage(start, end, rule=reference.printed.rule)
        if isinstance(reference, DocumentReference):
            documents.append(FoundReference(start, end, replace(reference, printed=printed)))
        elif isinstance(reference, JournalReference):
            journals.append(FoundReference(start, end, replace(reference, printed=printed)))
        elif reference.kind or reference.celex in known:
            act = _as_known(reference, known)
            acts.append(FoundReference(start, end, replace(act, printed=printed)))
        else:
            message = (
                f"what kind of text “{reference.celex}” is cannot be told from its number; enter it among the acts"
            )
            warnings.append(ReferenceWarning(start, end, "celex-unknown", message))
    return References(tuple(documents), tuple(journals), tuple(acts), tuple(warnings))


def _as_known(act: ActReference, known: Mapping[str, str]) -> ActReference:
    """An act; one whose number curators know is the one they describe."""
    if act.celex is None:
        return replace(act, known=act.target in known)
    return replace(act, target=known[act.celex], name=act.celex, known=True) if act.celex in known else act


def opens_with_reference(text: str, *, forms: DocumentForms) -> bool:
    """Whether a line begins with the number of a document or a place in the Official Journal, as footnote bodies do.

    Acts do not count: sentences begin with them, too.
    """
    return _FIGURE.search(text) is not None and (
        opens_with_council_number(text, forms=forms)
        or opens_with_journal_place(text, forms=forms)
        or opens_with_commission_document(text, forms=forms)
    )


def _found_in(text: str, *, profile: Profile, calendar: Calendar) -> list[_Found]:
    """What is printed, in order; figures that fit two kinds belong to the kind that is tried first."""
    if _FIGURE.search(text) is None:
        return []
    forms = profile.documents
    kinds: tuple[Iterable[_Found], ...] = (
        numbered_acts(text, forms=profile.acts),
        treaty_articles(text, forms=profile.acts),
        journal_places(text, forms=forms, calendar=calendar),
        commission_documents(text, forms=forms),
        celex_numbers(text),
        council_numbers(text, forms=forms, latest_year=calendar.latest_year),
    )
    found: list[_Found] = []
    for kind in kinds:
        ends = [each.end for each in found]
        places = ((each, bisect_right(ends, each.start)) for each in kind)
        apart = [each for each, at in places if at == len(ends) or each.end <= found[at].start]
        found = sorted([*found, *apart], key=attrgetter("start", "end")) if apart else found
    return found
