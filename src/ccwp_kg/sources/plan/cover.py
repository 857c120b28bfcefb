"""Reads the cover of a document, the block above its text: number, date, codes, markings, from, to, subject.

The Council prints labels (`From:`, `No. prev. doc.:`, `Subject:`) with a value beside or below each, or a column of
labels and then one of values. Above them stand its name, the date, the number and the subject codes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from ccwp_kg.sources.citations.references import opens_with_reference
from ccwp_kg.sources.footnotes.footnotes import OWN_NUMBER
from ccwp_kg.sources.layout.text_lines import TextLine, spans_of
from ccwp_kg.sources.profile.profile import CoverForms, Profile
from ccwp_kg.sources.recognition.scan import Grammar
from ccwp_kg.sources.records.records import Claim, Cover, Dated
from ccwp_kg.sources.records.references import DocumentReference, OtherEntry, Passage, SubjectCode
from ccwp_kg.sources.records.source_text import grouped
from ccwp_kg.sources.text.dates import DATE
from ccwp_kg.sources.text.patterns import any_of

SENDER, ADDRESSEE, PREVIOUS, PROCEDURE, SUBJECT = "sender", "addressee", "previous", "procedure", "subject"
_FARTHEST, _BELOW = 40, 2
"""The lines from the start of a document to the subject of its cover, and of a value that are sought below a label."""
_WHOLE = 100
"""A value of more characters than these goes on in the next line only with a small letter."""
_HANGING = 4
"""Characters by which lines are indented that continue the value beside a label."""
_GAP = r" {3,}"
"""Between what stands in two columns."""
_PROCEDURES = re.compile(r"(?:\d{4}/\d{4}[A-Z]?(?: ?\([A-Z]{3}\))?(?:[,;] ?| ?/ ?|$))+")
"""Numbers of procedures: “2013/0241 (NLE)”."""
_IN_PIPES = re.compile(r"(?:\|\s+)*(?=[^\s|])(.*?)(?:\s+\|)*")
"""A line without the pipes of a table around it."""
_PIPE = re.compile(r"(?<!\S)[|:-]+(?!\S)")
_SOME = 60
"""The lines of headers and footers in which the number of the document is looked for."""


@dataclass(frozen=True, slots=True)
class CoverLines:
    """The cover with the claims on its words but for its subject, the lines of that, and the lines behind the cover."""

    cover: Cover
    claims: tuple[Claim, ...]
    subject: tuple[TextLine, ...]
    text: tuple[TextLine, ...]


@dataclass(slots=True)
class _Entry:
    """A label of the cover and the lines of its value."""

    name: str
    labels: list[TextLine]
    value: list[TextLine] = field(default_factory=list)


def read_cover(lines: Sequence[TextLine], *, headers_footers: Sequence[TextLine], grammar: Grammar) -> CoverLines:
    """The cover at the head of the lines; the lines of headers and footers print its number and markings, too.

    The cover of a document without labels has what its headers and footers say; its first line may be the name of
    its publisher.
    """

    def whole(lines: Sequence[TextLine]) -> Passage:
        return grammar.flow(spans_of(lines)).whole()

    entries, end = _labelled([*map(_plain, lines[:_FARTHEST])], grammar.profile)
    values = {entry.name: entry.value for entry in entries if entry.value}
    kept = [entry for entry in entries if entry.value and entry.name != SUBJECT]
    first = next((entry.labels[0].index for entry in entries if entry.name != PROCEDURE), 0)
    apart = {line.index for entry in entries if entry.name == PROCEDURE for line in (*entry.labels, *entry.value)}
    notes = {line.index for line in lines[:end] if _is_note(line.text, grammar)}  # of the page, drawn before its words
    head = [_plain(line) for line in lines[:end] if line.index < first and line.index not in apart | notes]
    values_in = ((f"cover/{place}", grammar.flow(spans_of(entry.value))) for place, entry in enumerate(kept, 1))
    scans = [grammar.scan(flow, field=field) for field, flow in values_in]
    document, issued, codes = _above_labels(head, grammar)
    cover = Cover(
        document=document or _repeated(headers_footers, grammar),
        issued=issued,
        codes=codes,
        sender=whole(values[SENDER]) if SENDER in values else None,
        addressee=whole(values[ADDRESSEE]) if ADDRESSEE in values else None,
        previous=tuple(_documents(values.get(PREVIOUS, ()), grammar)),
        subject=whole(values[SUBJECT]) if SUBJECT in values else None,
        markings=tuple(_markings([*head, *headers_footers], grammar)),
        entries=tuple(OtherEntry(whole(entry.labels), whole(entry.value)) for entry in kept),
        mentions=tuple(mention for scan in scans for mention in scan.mentions),
    )
    claims = [Claim(line.span, "cover") for line in head if _is_known(line, cover, grammar)]
    claims += [Claim(part.span, "cover") for entry in entries for part in entry.labels]
    claims += [Claim(part.span, "cover") for entry in entries for part in entry.value if entry.name != SUBJECT]
    rows = [line for line in lines[:end] if line.text[0] == "|"]
    pipes = [line.part(*pipe.span()).span for line in rows for pipe in _PIPE.finditer(line.text)]
    # one between two cells may be inside what was read
    claims += [Claim(pipe, "cover") for pipe in pipes if not any(each.span.holds(pipe) for each in claims)]
    name = grammar.profile.publisher_name
    if lines and not end and name and _plain(lines[0]).text.casefold() == name.casefold():
        claims.append(Claim(lines[0].span, "cover"))
        end = 1
    return CoverLines(cover, tuple(claims), tuple(values.get(SUBJECT, ())), tuple(lines[end:]))


def is_opening(text: str, forms: CoverForms) -> bool:
    """Whether a line begins the text of a document: "Delegations will find below", "1. At its meeting"."""
    return _openings(forms).match(text) is not None


def _labelled(lines: Sequence[TextLine], profile: Profile) -> tuple[list[_Entry], int]:
    """The labels with their values, and the number of lines up to the end of the last. A subject must be among them."""
    forms = profile.cover
    entries: list[_Entry] = []
    waiting: list[_Entry] = []
    current: _Entry | None = None
    place = end = 0
    while place < len(lines):
        line, before = lines[place], lines[place - 1] if place else None
        found = _label(lines[place : place + 3], forms)
        place += 1
        if found is not None:
            current, more = found
            place += more
            if entries:
                _take_above(current, entries[-1], lines, profile.words.plan)
            entries.append(current)
            waiting = [] if current.value else [*waiting, current]
            current = current if current.value else None
        elif waiting:
            current = waiting.pop(0)
            current.value.append(line)
        elif current is not None and before is not None and _continues(current, line, before, forms):
            current.value.append(line)
        elif any(entry.name == SUBJECT for entry in entries):
            break
        else:
            continue
        end = place
    is_headed = any(entry.name == SUBJECT and entry.value for entry in entries)
    is_cover = is_headed and len({entry.name for entry in entries}) > 1
    return (entries, end) if is_cover else ([], 0)


def _label(lines: Sequence[TextLine], forms: CoverForms) -> tuple[_Entry, int] | None:
    """The label at the head of the first line with the value beside it, and how many further lines both take.

    The label may end in the next line, or in the one behind that where its value stands between the two parts.
    """
    line = lines[0]
    whole, broken = _labels(forms)
    found = whole.match(line.text)
    if found is not None and found.lastgroup is not None:
        return _Entry(found.lastgroup, [line.part(0, found.end())], _rest(line, found.end())), 0
    for head, tail, name in broken:
        first = head.match(line.text)
        for at, following in enumerate(lines[1:] if first is not None else (), 1):
            second = tail.match(following.text)
            is_alone = first is not None and first.end() == len(line.text) and following.block == line.block
            if first is not None and second is not None and (at == 1 or is_alone):
                labels = [line.part(0, first.end()), following.part(0, second.end())]
                value = [*_rest(line, first.end()), *lines[1:at], *_rest(following, second.end())]
                return _Entry(name, labels, value), at
    return None


def _take_above(entry: _Entry, before: _Entry, lines: Sequence[TextLine], plan: str) -> None:
    """Give a label in the middle or at the end of its value the lines above it, where others have it beside.

    It stands alone, or those lines have the word for a `plan` and what stands beside the label of a subject has not;
    none where they have not and what stands below has.
    """
    label, end = entry.labels[0], before.labels[-1].index
    if before.name != PROCEDURE and before.value and before.value[0].index <= end:
        above = [line for line in lines if end < line.index < label.index and line.block == label.block]
        below = [line for line in lines if label.index < line.index <= label.index + _BELOW]
        names = [any(plan in line.text for line in lines) for lines in (above, entry.value or below)]
        is_theirs = names == [True, False] if entry.value else names != [False, True]
        if is_theirs if entry.name == SUBJECT else not entry.value:
            entry.value[:0] = [line.at(line.index - 1) for line in above]  # the label stands between them and the rest
            before.value = [line for line in before.value if line not in above]


def _rest(line: TextLine, start: int) -> list[TextLine]:
    return [_plain(line.part(start))] if line.text[start:].strip(" |") else []


def _plain(line: TextLine) -> TextLine:
    """A line as it stands between the pipes of a table; one of pipes alone stays."""
    words = _IN_PIPES.fullmatch(line.text)
    return line.part(*words.span(1)) if words is not None else line


def _continues(entry: _Entry, line: TextLine, before: TextLine, forms: CoverForms) -> bool:
    """Whether a line goes on with a value: right below it, as far indented as its second line, and no opening."""
    if line.block != before.block or line.page != before.page or is_opening(line.text, forms):
        return False
    if entry.name == PROCEDURE:
        return _PROCEDURES.fullmatch(line.text) is not None
    hanging = len(entry.value) > 1 and entry.value[1].indent >= _HANGING
    goes_on = len(entry.value[-1].text) <= _WHOLE or line.text[0].islower()
    return goes_on and (not hanging or line.indent >= _HANGING)


def _is_note(text: str, grammar: Grammar) -> bool:
    """Whether a line is the footnote on a document: “1 7176/17 COSI 44.”."""
    number = OWN_NUMBER.match(text)
    return number is not None and opens_with_reference(text[number.end() :], forms=grammar.profile.documents)


def _above_labels(
    head: Sequence[TextLine], grammar: Grammar
) -> tuple[DocumentReference | None, Dated | None, tuple[SubjectCode, ...]]:
    """The number, the date and the subject codes that stand above the labels of the cover."""
    flow = grammar.flow(spans_of(head))
    document = next(_documents(head, grammar), None)
    day = next((time for time in grammar.calendar.times_in(flow.text) if time.datatype == DATE), None)
    issued = Dated(day.value, DATE, flow.passage(day.start, day.end)) if day is not None else None
    year = document.version.year if document is not None else int(day.value[:4]) if day is not None else None
    codes = [found for line in head for found in _codes(line, grammar)]
    return (
        document,
        issued,
        tuple(SubjectCode(series, serial, year, printed) for series, serial, printed in codes if year is not None),
    )


def _codes(line: TextLine, grammar: Grammar) -> Iterator[tuple[str, int, Passage]]:
    """The subject codes of a line that consists of them and of markings, or of its part in a column of its own.

    “REV 1” is none: it belongs to the document's number.
    """
    documents = grammar.profile.documents
    marking = rf"(?:{any_of(documents.distribution)})(?!\w)"
    code = rf"(?!{_number_marks(grammar).pattern}|{marking})({documents.series}) ([0-9]{{1,4}})"
    for cell in re.finditer(rf"(?:(?!{_GAP}).)+", line.text):
        part = line.part(*cell.span())
        if re.fullmatch(rf"(?:(?:{marking}|{code})(?:\s+|$))+", part.text):
            flow = grammar.flow([part.span])
            for found in re.finditer(rf"(?<!\w){code}(?!\w)", flow.text):
                yield found[1], int(found[2]), flow.passage(*found.span())


def _documents(lines: Sequence[TextLine], grammar: Grammar) -> Iterator[DocumentReference]:
    """The documents that each of some lines names, with its marks in the lines below it."""
    marks = _number_marks(grammar)
    for group in grouped(lines, lambda _, line: marks.fullmatch(line.text) is not None):
        scan = grammar.scan(grammar.flow(spans_of(group)), field="cover")
        yield from (found.reference for found in scan.references.documents)


def _number_marks(grammar: Grammar) -> re.Pattern[str]:
    """What the Council prints behind the number of a document: “REV 1”, “ADD 2”, “ADD 1 REV 1 COR 1”."""
    documents = grammar.profile.documents
    mark = rf"(?:{any_of((*documents.revision, *documents.addendum, *documents.corrigendum))}) [0-9]{{1,2}}"
    return re.compile(rf"{mark}(?: {mark})*")


def _repeated(headers_footers: Sequence[TextLine], grammar: Grammar) -> DocumentReference | None:
    """The document that most headers and footers name, where more than one does."""
    named = list(_documents(headers_footers[:_SOME], grammar))
    counted = Counter(each.version for each in named).most_common(1)
    if not counted or counted[0][1] < 2:
        return None
    return next(each for each in named if each.version == counted[0][0])


def _markings(lines: Sequence[TextLine], grammar: Grammar) -> Iterator[Passage]:
    """The markings by which a document is not for everybody, each where it is first printed."""
    marking = re.compile(rf"(?<!\w)(?:{any_of(grammar.profile.documents.distribution)})(?!\w)")
    found_before: set[str] = set()
    for line in lines:
        flow = grammar.flow(spans_of([line]))
        for found in marking.finditer(flow.text):
            if found.group() not in found_before:
                found_before.add(found.group())
                yield flow.passage(*found.span())


def _is_known(line: TextLine, cover: Cover, grammar: Grammar) -> bool:
    """Whether a line above the labels holds something that was read, or has the usual words of a cover."""
    known = [cover.document.printed if cover.document else None, cover.issued.passage if cover.issued else None]
    known += cover.markings
    spans = (span for each in known if each is not None for span in each.spans)
    if any(span.start < line.span.end and line.span.start < span.end for span in spans):
        return True
    words = re.compile(rf"(?:{any_of(grammar.profile.cover.words)})(?!\w)", re.IGNORECASE)
    is_number = any(form.fullmatch(line.text) for form in (_number_marks(grammar), _PROCEDURES))
    return any(_codes(line, grammar)) or bool(words.match(line.text)) or is_number


@lru_cache(maxsize=8)
def _openings(forms: CoverForms) -> re.Pattern[str]:
    return re.compile(rf"(?:1[.)]|I\.)\s|(?:{any_of(forms.openings)})(?!\w)")


_BrokenLabel = tuple[re.Pattern[str], re.Pattern[str], str]
"""Patterns for the parts of a label that is broken over two lines, and its name."""


@lru_cache(maxsize=8)
def _labels(forms: CoverForms) -> tuple[re.Pattern[str], tuple[_BrokenLabel, ...]]:
    """A pattern for a label with its colon, its group the name, and patterns for the two parts of a broken one."""
    names: Mapping[str, Sequence[str]] = {
        SENDER: forms.sender,
        ADDRESSEE: forms.addressee,
        PREVIOUS: forms.previous,
        PROCEDURE: forms.procedure,
        "other": forms.others,
        SUBJECT: forms.subject,
    }
    whole = "|".join(rf"(?P<{name}>{any_of(labels)})" for name, labels in names.items())
    broken = [
        (_words(words[:cut], r"(?!\w)"), _words(words[cut:], " ?:"), name)
        for name, labels in names.items()
        for words in map(str.split, labels)
        for cut in range(1, len(words))
    ]
    return re.compile(rf"(?:{whole}) ?:", re.IGNORECASE), tuple(broken)


def _words(words: Sequence[str], end: str) -> re.Pattern[str]:
    return re.compile(re.escape(" ".join(words)) + end, re.IGNORECASE)
