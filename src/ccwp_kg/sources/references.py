"""Council document numbers and Official Journal references, read where they stand.

The Council writes a document as number, revision (where there is one) and two-digit year, then its marks and subject
codes in changing order: `8284/1/08 REV 1 ENFOCUSTOM 48`, `10238/2/04 ENFOCUSTOM 39 REV 2`, `6285/06 … + COR 1`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ccwp_kg.sources.dates import DATE, Calendar
from ccwp_kg.sources.flow import Flow
from ccwp_kg.sources.profile import DocumentForms
from ccwp_kg.sources.records import DocumentReference, JournalReference, SubjectCode

_HEAD = re.compile(r"(?<![\w/.])(\d{3,5})/(?:(\d{1,2})/)?(\d{2})(?![\w/]|\.\d)")


@dataclass(frozen=True, slots=True)
class FoundDocument:
    """A Council document mentioned at `start` up to `end` of a running text; `revision_agrees` is False where the
    middle number and the printed REV differ."""

    start: int
    end: int
    reference: DocumentReference
    revision_agrees: bool


@dataclass(frozen=True, slots=True)
class FoundJournal:
    """An Official Journal reference at `start` up to `end` of a running text."""

    start: int
    end: int
    reference: JournalReference


@dataclass(slots=True)
class _Tail:
    """What follows a document's number: its marks by name, its codes, and what "+" cites besides."""

    end: int
    marks: dict[str, int] = field(default_factory=dict)
    codes: list[tuple[str, int]] = field(default_factory=list)
    besides: list[tuple[str, int]] = field(default_factory=list)


def documents_in(flow: Flow, *, forms: DocumentForms) -> tuple[FoundDocument, ...]:
    """All Council documents mentioned in a running text, in order."""
    found = []
    place = 0
    while (head := _HEAD.search(flow.text, place)) is not None:
        document = _document(flow, head, forms=forms)
        found.append(document)
        place = document.end
    return tuple(found)


def _document(flow: Flow, head: re.Match[str], *, forms: DocumentForms) -> FoundDocument:
    middle = int(head[2]) if head[2] else None
    short_year = int(head[3])
    year = short_year + (1900 if short_year >= forms.century_pivot else 2000)
    tail = _tail(flow.text, head.end(), forms=forms)
    printed_revision = tail.marks.get(forms.revision)
    reference = DocumentReference(
        number=int(head[1]),
        year=year,
        printed=flow.passage(head.start(), tail.end),
        revision=middle if printed_revision is None else printed_revision,
        addendum=tail.marks.get(forms.addendum),
        corrigendum=tail.marks.get(forms.corrigendum),
        codes=tuple(SubjectCode(series, serial, year) for series, serial in tail.codes),
        corrigenda=tuple(number for mark, number in tail.besides if mark == forms.corrigendum),
        addenda=tuple(number for mark, number in tail.besides if mark == forms.addendum),
    )
    # the middle number and REV say the same thing twice
    agrees = printed_revision is None or middle is None or middle == printed_revision
    return FoundDocument(head.start(), tail.end, reference, agrees)


def _tail(text: str, start: int, *, forms: DocumentForms) -> _Tail:
    """Marks and codes after a number, as far as they go; a dash counts only where a code follows it."""
    marks = "|".join(map(re.escape, (forms.revision, forms.addendum, forms.corrigendum)))
    mark = re.compile(rf" ({marks}) ?(\d{{1,2}})(?![\w/])")
    besides = re.compile(rf" ?\+ ?({marks}) ?(\d{{1,2}})(?![\w/])")
    code = re.compile(rf"(?: [-–])? (?!(?:{marks})\b)({forms.series}) (\d{{1,4}})(?![\w/.]\d|\w)")
    tail = _Tail(start)
    while True:
        if found := mark.match(text, tail.end):
            tail.marks[found[1]] = int(found[2])
        elif found := besides.match(text, tail.end):
            tail.besides.append((found[1], int(found[2])))
        elif found := code.match(text, tail.end):
            tail.codes.append((found[1], int(found[2])))
        else:
            return tail
        tail.end = found.end()


def journals_in(flow: Flow, *, forms: DocumentForms, calendar: Calendar) -> tuple[FoundJournal, ...]:
    """All Official Journal references in a running text, in order: `OJ C 260, 30.10.2009, p. 1`."""
    head = re.compile(rf"(?<!\w){re.escape(forms.journal)} ([A-Z]) (\d{{1,3}}), ")
    page = re.compile(rf",? {re.escape(forms.page)} ?(\d+)")
    found = []
    for match in head.finditer(flow.text):
        day = calendar.time_at(flow.text, match.end())
        last = page.match(flow.text, day.end) if day else None
        if day is None or last is None or day.datatype != DATE:
            continue
        printed = flow.passage(match.start(), last.end())
        reference = JournalReference(match[1], int(match[2]), day.value, int(last[1]), printed)
        found.append(FoundJournal(match.start(), last.end(), reference))
    return tuple(found)


def opens_with_reference(text: str, *, forms: DocumentForms) -> bool:
    """Whether a line begins with a document number or an Official Journal reference, as footnote bodies do."""
    journal = re.compile(rf"{re.escape(forms.journal)} [A-Z] \d")
    return _HEAD.match(text) is not None or journal.match(text) is not None
