"""Reads footnotes: bodies at the foot of a page or the end of the document, marks joined to words, what these annotate.

Marks and numbers are digits, or stand in brackets as in text made of Markdown or a web page: "[^1]", "[1]".
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ccwp_kg.sources.citations.references import opens_with_reference
from ccwp_kg.sources.layout.text_lines import TextLine, blocks, by_page, spans_of
from ccwp_kg.sources.profile.profile import FootnoteCues, Profile
from ccwp_kg.sources.recognition.collector import Collector
from ccwp_kg.sources.recognition.scan import Scan
from ccwp_kg.sources.records.prose_parts import Footnote
from ccwp_kg.sources.records.references import Passage
from ccwp_kg.sources.records.source_text import Span, grouped
from ccwp_kg.sources.text.patterns import FOOTNOTE_MARK

_LONE_NUMBER = re.compile(r"\d{1,2}")
OWN_NUMBER = re.compile(r"^(?P<bracket>\[\^?)?(?P<number>\d{1,2})(?(bracket)\]:?) +(?=\S)")
_WITH_STOP = re.compile(r"^(?P<number>\d{1,2})[.)] +(?=\S)")
"""The number of a body that may be one of a paragraph: the reference behind it tells."""
_BRACKETED = re.compile(r"(?<=\S)\[(\d{1,2})\]|(?<!^)\[\^(\d{1,2})\](?!:)")
_SURE = re.compile(rf"(?<=[^\n]){FOOTNOTE_MARK}(?!:)")
_BEHIND_STOP = r"(?<=[a-z]{3}[.,])|(?<=(?:19|20)\d\d[.+])|(?<=[a-z.,][”’\"»])"
"""Behind a word or a year and a stop; one of two letters may be short for another: "No.4"."""
_JOINED, _JOINED_LOOSELY = (
    re.compile(rf"(?:{letter}|{_BEHIND_STOP})(\d{{1,2}})(?![\w/])|(?<!\d)(?:19|20)\d\d(\d{{1,2}})(?![\d/])")
    for letter in ("(?<=[a-z)])", r"(?<=[^\W\d_]|\))(?<!^[A-Z])(?<!^[A-Z]{2})")
)
"""Digits joined to a word, bracket or year; loosely also to a capital, where a body tells that there is a mark.

Not one or two capitals that begin a line: the code of an item, "O1"."""
_FIGURE = re.compile(r"\d")
_LONG_WORD = re.compile(r"[^\W\d_]{4,}$")
"""What stands before a mark that repeats a number; behind fewer letters it may be a power: "km2"."""
_SHORT_BODY = 2
"""The most lines of a body that begins with neither a number nor a reference."""
_DEEPEST = 60
"""The lines at the foot of a page among which bodies are sought by the number of marks."""

BY_PHRASE = "footnote.annotated-phrase"


@dataclass(frozen=True, slots=True)
class FootnoteBody:
    """The body of a footnote: its number, its lines, and the line of its number if that is a line of its own."""

    number: int
    lines: tuple[TextLine, ...]
    number_line: TextLine | None


@dataclass(frozen=True, slots=True)
class FootnoteMark:
    """The mark of a footnote in the text, on one of its pages."""

    number: int
    span: Span
    page: int


class PrintedFootnotes:
    """The footnotes in some lines, by their bodies and marks.

    `lines` are those without bodies, `unmatched` the marks without a body. `repeated` are marks that refer once more to
    a footnote of the text before.
    """

    def __init__(
        self,
        lines: Sequence[TextLine],
        bodies: Sequence[FootnoteBody],
        marks: Sequence[FootnoteMark],
        repeated: Sequence[FootnoteMark] = (),
    ) -> None:
        self.lines, self.bodies, self.marks, self.repeated = _without_bodies(lines, bodies), bodies, marks, repeated
        known = {mark.span.start for mark in (*marks, *repeated)}
        self.unmatched = tuple(mark.span for mark in joined_digits(lines) if mark.span.start not in known)

    @property
    def places(self) -> frozenset[int]:
        """The offsets of the marks, which are part of no word."""
        return frozenset(
            place for mark in (*self.marks, *self.repeated) for place in range(mark.span.start, mark.span.end)
        )


def sure_marks(text: str) -> list[Span]:
    """The marks that nothing else can be, which are part of no word: "[^1]" behind words."""
    return [Span(*found.span()) for found in _SURE.finditer(text)]


def endnotes_of(endnotes: Sequence[FootnoteBody], lines: Sequence[TextLine]) -> tuple[FootnoteBody, ...]:
    """The endnotes whose marks stand in some lines."""
    marked = {mark.number for mark in joined_digits(lines)}
    return tuple(body for body in endnotes if body.number in marked)


def footnotes_in_prose(
    lines: Sequence[TextLine], *, endnotes: Sequence[FootnoteBody] = (), profile: Profile
) -> PrintedFootnotes:
    """The footnotes of the text before the annex; the bodies of some may be `endnotes`."""
    bodies = _bodies_in(lines, profile=profile)
    known = {body.number for body in bodies}
    bodies += [body for body in endnotes_of(endnotes, lines) if body.number not in known]
    prose = _without_bodies(lines, bodies)
    return PrintedFootnotes(prose, bodies, _marks_in(prose, bodies))


def footnotes_in_annex(
    lines: Sequence[TextLine], *, after: int, endnotes: Sequence[FootnoteBody] = (), profile: Profile
) -> PrintedFootnotes:
    """The footnotes of the annex: on pages that have a body for each mark, or with bodies among the `endnotes`.

    Their numbers follow `after`.
    """
    pages = by_page(lines)
    bodies = [*endnotes_of(endnotes, lines)]
    noted = {body.number for body in bodies}
    marks: list[FootnoteMark] = []
    joined = [*joined_digits(lines)]
    repeated = [mark for mark in joined if mark.number <= after and _LONG_WORD.search(_before(mark, lines))]
    for page, found in sorted(_marks_by_page(joined, after=after).items()):
        marks += [mark for mark in found if mark.number in noted]
        own = [mark for mark in found if mark.number not in noted]
        foot = _foot_with(pages[page], own, profile=profile) if own else ()
        bodies += _bodies_of(foot, number=own[0].number) if own else ()
        marks += own if foot else ()
    return PrintedFootnotes(lines, bodies, marks, repeated)


def _before(mark: FootnoteMark, lines: Sequence[TextLine]) -> str:
    """The words of a line up to a mark."""
    line = lines[bisect_right(lines, mark.span.start, key=lambda each: each.span.start) - 1]
    return line.text[: mark.span.start - line.span.start]


def _bodies_in(lines: Sequence[TextLine], *, profile: Profile) -> list[FootnoteBody]:
    """The bodies at the foot of all pages, in order.

    Their numbers stand before them or in a column above them. Lost numbers follow from the order. A body begins with a
    reference, or its page has as many bodies as marks.
    """
    bodies: list[FootnoteBody] = []
    pages = by_page(lines)
    marks = _marks_by_page(joined_digits(lines), after=0)
    for at, page in sorted(pages.items()):
        foot = _foot(page, marks.get(at, ()), profile=profile)
        bodies += _bodies_of(foot, number=bodies[-1].number + 1 if bodies else 1)
    return bodies


def _without_bodies(lines: Iterable[TextLine], bodies: Iterable[FootnoteBody]) -> tuple[TextLine, ...]:
    """The lines that are neither of a body nor of its number."""
    at_foot = {line.index for body in bodies for line in (*body.lines, body.number_line) if line is not None}
    return tuple(line for line in lines if line.index not in at_foot)


def _bodies_of(foot: Sequence[TextLine], *, number: int) -> Iterator[FootnoteBody]:
    """The bodies in the lines at the foot of a page. `number` is that of the first if none is printed."""
    # some programs write a number of the column below the others
    numbers = sorted((line for line in foot if line.text.isdecimal()), key=lambda line: int(line.text))
    groups = _groups([line for line in foot if not line.text.isdecimal()])
    column: Sequence[TextLine | None] = numbers if len(numbers) == len(groups) else [None] * len(groups)
    for apart, group in zip(column, groups, strict=True):
        own = _number_before(group[0].text)
        printed = int(apart.text) if apart else int(own["number"]) if own else number
        yield FootnoteBody(printed, group, apart)
        number = printed + 1


def _marks_by_page(joined: Iterable[FootnoteMark], *, after: int) -> Mapping[int, Sequence[FootnoteMark]]:
    """By page, the marks that count on from the number `after`."""
    marks: defaultdict[int, list[FootnoteMark]] = defaultdict(list)
    for mark in joined:
        if mark.number == after + 1:
            after += 1
            marks[mark.page].append(mark)
    return marks


def joined_digits(lines: Iterable[TextLine], *, pattern: re.Pattern[str] = _JOINED) -> Iterator[FootnoteMark]:
    """The digits that are joined to a word as marks are, or stand in brackets."""
    for line in lines:
        if not _FIGURE.search(line.text):
            continue
        joined = [(found[1] or found[2], found.span(1 if found[1] else 2)) for found in pattern.finditer(line.text)]
        joined += [(found[1] or found[2], found.span()) for found in _BRACKETED.finditer(line.text)]
        for number, (start, end) in sorted(joined, key=lambda each: each[1]):
            yield FootnoteMark(int(number), Span(line.span.start + start, line.span.start + end), line.page)


def _foot_with(lines: Sequence[TextLine], marks: Sequence[FootnoteMark], *, profile: Profile) -> Sequence[TextLine]:
    """The last lines of a page, below its last mark, that hold as many bodies as its text has marks, or none."""
    below = bisect_left(lines, marks[-1].span.end, key=lambda line: line.span.start)
    nearest = range(len(lines) - 1, max(0, len(lines) - _DEEPEST, below - 1), -1)
    starts = (place for place in nearest if _may_open(lines, place, marks[0].number, profile=profile))
    start = next((place for place in starts if _bodies(lines[place:]) == len(marks)), len(lines))
    if start == len(lines) and _is_foot(last := blocks(lines)[-1], marks, profile=profile):
        start -= len(last)
    while 0 < start < len(lines) and _LONE_NUMBER.fullmatch(lines[start - 1].text):
        start -= 1
    return lines[start:]


def _foot(lines: Sequence[TextLine], marks: Sequence[FootnoteMark], *, profile: Profile) -> Sequence[TextLine]:
    """The last lines of a page that are lone numbers or bodies, if possible as many bodies as marks."""
    start = len(lines)
    for place in range(len(lines) - 1, -1, -1):
        text = lines[place].text
        own = _number_before(text)
        opening = text[own.end() :] if own else text
        counts_on = place > 0 and own_number(text) == own_number(lines[place - 1].text) + 1 > 1
        if _LONE_NUMBER.fullmatch(text) or counts_on or opens_with_reference(opening, forms=profile.documents):
            start = place
        elif place == 0 or lines[place - 1].text.endswith(".") or _LONE_NUMBER.fullmatch(lines[place - 1].text):
            # the line does not continue a body that no stop has closed
            break
    counted = _foot_with(lines, marks, profile=profile) if _bodies(lines[start:]) < len(marks) else ()
    return counted or lines[start:]


def _number_before(text: str) -> re.Match[str] | None:
    return OWN_NUMBER.match(text) or _WITH_STOP.match(text)


def own_number(text: str) -> int:
    """The number that a line begins with, as a body does; 0 without one."""
    own = OWN_NUMBER.match(text)
    return int(own["number"]) if own else 0


def _may_open(lines: Sequence[TextLine], place: int, number: int, *, profile: Profile) -> bool:
    """Whether the foot of a page may begin at a line: with the first number, its lost place, or a reference."""
    text, before = lines[place].text, lines[place - 1]
    own = OWN_NUMBER.match(text)
    printed = text if _LONE_NUMBER.fullmatch(text) else own["number"] if own else ""
    apart = before.block != lines[place].block or before.text[-1] in ".;"
    if apart and lines[place].indent == 1 and not before.indent:  # the number is lost, and its space is not
        return True
    return apart and (printed == str(number) or opens_with_reference(text, forms=profile.documents))


def _is_foot(block: Sequence[TextLine], marks: Sequence[FootnoteMark], *, profile: Profile) -> bool:
    """Whether the last block of a page has as many short bodies as there are marks, one with a reference."""
    groups = _groups(block)
    short = len(groups) == len(marks) > 1 and all(len(group) <= _SHORT_BODY for group in groups)
    return short and any(opens_with_reference(group[0].text, forms=profile.documents) for group in groups)


def _bodies(lines: Sequence[TextLine]) -> int:
    """The number of bodies in some lines."""
    return len(_groups([line for line in lines if not line.text.isdecimal()]))


def _groups(lines: Sequence[TextLine]) -> list[tuple[TextLine, ...]]:
    """The lines of each body. A body ends with a line that ends with a full stop."""
    return grouped(lines, lambda last, _: not last.text.endswith("."))


def _marks_in(lines: Sequence[TextLine], bodies: Sequence[FootnoteBody]) -> list[FootnoteMark]:
    """The marks of some bodies in order, each behind the one before: joined to a word, bracket or year ("200910")."""
    found = [*joined_digits(lines, pattern=_JOINED_LOOSELY)]
    marks: list[FootnoteMark] = []
    for number in sorted(body.number for body in bodies):
        end = marks[-1].span.end if marks else 0
        marks += [mark for mark in found if mark.number == number and mark.span.start >= end][:1]
    return marks


def note_marks_without_body(notes: PrintedFootnotes, collector: Collector) -> None:
    """Report marks without a body, and what the body may be: the last block of the page, lines with the number."""
    lines = notes.lines
    groups = [(group[-1].page, Span(group[0].span.start, group[-1].span.end)) for group in blocks(lines)]
    last, first = dict(groups), dict(reversed(groups))
    for mark in notes.unmatched if lines else ():
        number = collector.grammar.source.exact(mark).strip("[^]")
        collector.issue("mark-without-body", f"“{number}” looks like a footnote's mark", mark)
        page = lines[bisect_right(lines, mark.start, key=lambda line: line.span.start) - 1].page
        # a lost number leaves a space, which may look like the start of a page
        nearby = (last[page], *filter(None, [first.get(page + 1)]))
        collector.issue("mark-without-body", f"these words may be the body of footnote {number}", *nearby)
    numbers = {collector.grammar.source.exact(mark).strip("[^]") for mark in notes.unmatched}
    for at, line in enumerate(lines):
        own = lines[at : at + 1 + line.text.isdecimal()]  # the number may have a line of its own
        number, space, _ = (text := " ".join(each.text for each in own)).partition(" ")
        if space and number in numbers:
            spans = (each.span for each in own)
            collector.issue("mark-without-body", f"“{text}” may be the body of footnote {number}", *spans)


def read_footnotes(notes: PrintedFootnotes, scans: Sequence[Scan], *, collector: Collector) -> tuple[Footnote, ...]:
    """The footnotes with a mark and a body. `scans` are those of the texts in which the marks stand."""
    footnotes = []
    in_order = sorted(((scan.flow.raw_span(), scan) for scan in scans if scan.flow.text), key=lambda each: each[0])
    places = {mark.number: mark for mark in notes.marks}
    for body in notes.bodies:
        field, spans = f"footnote/{body.number}", spans_of(body.lines)
        collector.claim((body.number_line.span,) if body.number_line is not None else (), field)
        collector.claim(spans, field)
        mark = places.get(body.number)
        annotated = _annotated(mark, in_order, cues=collector.grammar.profile.footnotes) if mark else None
        # without a mark it is no footnote, and what it names is named by the document
        scan = collector.scan(collector.grammar.flow(spans), field if annotated is not None else "")
        if mark is None or annotated is None:
            message = f"footnote {body.number} has a body but no mark in the text"
            collector.issue("footnote-without-mark", message, body.lines[0].span)
            continue
        footnotes.append(_footnote(mark, annotated, scan, cues=collector.grammar.profile.footnotes))
    return tuple(footnotes)


def _footnote(mark: FootnoteMark, annotated: Passage, scan: Scan, *, cues: FootnoteCues) -> Footnote:
    text = scan.flow.text
    own = _number_before(text)
    pending = scan.phrases.first(cues.pending)
    return Footnote(
        number=mark.number,
        mark=mark.span,
        annotates=annotated,
        # without the full stop that closes it
        body=scan.flow.passage(own.end() if own else 0, len(text) - text.endswith(".")),
        document=next((found.reference for found in scan.references.documents), None),
        journal=next((found.reference for found in scan.references.journals), None),
        act=next((found.reference for found in scan.references.acts), None),
        pending=scan.flow.passage(pending.start, pending.end) if pending else None,
    )


def _annotated(mark: FootnoteMark, scans: Sequence[tuple[Span, Scan]], *, cues: FootnoteCues) -> Passage | None:
    """The phrase that a mark closes, from behind the nearest words that open one: "of the", "in its".

    `scans` are the texts in the order of the document, each with its place.
    """
    at = bisect_right(scans, mark.span.start, key=lambda each: each[0].start) - 1
    if at < 0 or mark.span.start > scans[at][0].end:  # a mark at the end annotates the last word
        return None
    scan = scans[at][1]
    end = scan.flow.index(mark.span.start)
    sentence = scan.sentence_at(max(0, end - 1))
    words = scan.flow.text[sentence.start : end].casefold()
    starts = [0]
    for opener in cues.phrase_opens:
        edge = r"(?<!\w)" if opener[0].isalnum() else ""
        starts += [found.end() for found in re.finditer(rf"{edge}{re.escape(opener)} ", words)]
    starts += [len(opener) + 1 for opener in cues.sentence_opens if words.startswith(f"{opener.casefold()} ")]
    return scan.flow.passage(sentence.start + max(starts), end, rule=BY_PHRASE)
