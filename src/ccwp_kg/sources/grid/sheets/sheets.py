"""Finds sheets, one for each action, in text that has lost their lines: a heading, its value, the next heading.

Each sheet begins with the number of its action and has the headings of the others, most of them known. A heading stands
alone, over several lines, before the first words of its value, or broken around them: "Other concerned COM / parties".

`pdftotext` also writes the headings of a page first and all values behind them, those of the first sheet first, or
those of one row above the next. Then the values are cut into as many cells as headings wait for one, if there is a
way: no cell begins inside a sentence, an open bracket or a list, a lead is of Member States, a timetable is a time.
Where several cuts are possible, or only a sentence that ends with its line shows one, the cells beside it are unsure.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ccwp_kg.sources.grid.grid import Grid, in_rows
from ccwp_kg.sources.layout.action_numbers import end_with_dash, explicit_number, is_number, number_at
from ccwp_kg.sources.layout.headings import Labels, folded, joined
from ccwp_kg.sources.layout.text_lines import TextLine
from ccwp_kg.sources.profile.profile import ActionCues
from ccwp_kg.sources.table.cell_features import TITLE
from ccwp_kg.sources.text.list_marks import item_mark

_FEWEST = 3
"""The known headings of a sheet, at least."""
_MOST_LINES, _MOST_WORDS = 3, 6
"""The lines and words of a heading, at most."""
_AROUND = 2
"""The lines from the first to the second of a heading that is broken around the first line of its value."""
_USUAL = 0.5
"""A heading stands in more than so many of the sheets."""
_MOST = 0.75
"""A heading that no profile knows stands in more than so many."""
_FILLED = 0.8
"""More than this share of the headings have a value behind them."""


_Row = tuple[tuple[TextLine, ...], ...]
"""A heading and its value, or the number and title of a sheet."""
Cuts = Callable[[Sequence[str | None], Sequence[TextLine]], Sequence[tuple[Sequence[TextLine], bool]] | None]
"""Cuts lines into as many cells as there are columns, each with whether it is sure; None where they do not fit."""


@dataclass(frozen=True, slots=True)
class _Heading:
    """A heading found at a line: its pieces, the words of its value beside it, and the lines that both take."""

    name: str
    label: tuple[TextLine, ...]
    value: tuple[TextLine, ...]
    lines: int
    known: bool


def grid_of_sheets(
    text: str, lines: Sequence[TextLine], *, labels: Labels, cues: ActionCues, cuts: Cuts
) -> Grid | None:
    """The sheets in the lines of a text as a table with headings beside; None where a number opens no sheet.

    `cuts` parts values that stand behind all headings.
    """
    opens = [at for at in range(len(lines) - 1) if _opens(lines, at, labels, cues)]
    explicit = [at for at in opens if explicit_number(lines[at].text, cues=cues) is not None]
    opens = explicit if len(explicit) > 1 else opens  # beside "Action 1" a bare figure is none
    if len(opens) < 2 or not _count([lines[at].text for at in opens], cues):
        opens = _counted(lines, labels, cues)
    if len(opens) < 2:
        return None
    sheets = [lines[start:end] for start, end in pairwise([*opens, len(lines)])]
    usual = _usual(sheets, labels)
    found = [_headings(sheet, labels, usual) for sheet in sheets]
    counts = Counter(name for headings in found for name in {each.name for each in headings.values()})
    names = {name for name, count in counts.items() if count > _USUAL * len(sheets)} - _first_words(found)
    known = {each.name for headings in found for each in headings.values() if each.known and each.name in names}
    # where no heading names titles, a number may stand above its own
    alone = {each.name for headings in found for each in headings.values() if not each.value}
    titled = any(labels.column(name) == TITLE for name in names | alone)
    own = [names | _instead(headings, names, labels) for headings in found]
    tops = [
        _first(headings, heads, range(1, 2 if titled and is_number(sheet[0].text, cues=cues) else _MOST_LINES + 1))
        for sheet, headings, heads in zip(sheets, found, own, strict=True)
    ]
    if len(known) < _FEWEST or sum(top is not None for top in tops) <= _USUAL * len(sheets):
        return None
    rows: list[_Row] = []
    for sheet, headings, heads, top in zip(sheets, found, own, tops, strict=True):
        first = top or _first(headings, heads, range(1, len(sheet))) or len(sheet)
        rows += [*_opening(sheet[:first]), *_rows(sheet, headings, heads, first)]
    unsure = _too_long(rows)
    values = [row[1] for row in rows if len(row) > 1]
    beside = sum(map(bool, values)) > _FILLED * len(values)
    filled = _from_behind(rows, cuts=cuts, labels=labels, beside=beside)
    if filled is None:
        return None  # the headings stand above their values, or the values are elsewhere
    rows, unsure = filled[0], filled[1] | (unsure if beside else frozenset())
    return Grid("sheets", (), in_rows(text, rows), unsure=frozenset((at, 1) for at in unsure))


def _too_long(rows: Sequence[_Row]) -> frozenset[int]:
    """The last row, if its value takes more lines than any other under the heading: it may hold what follows."""
    label, *value = rows[-1]
    lengths = [len(row[1]) for row in rows[:-1] if len(row) > 1 and joined(row[0]) == joined(label)]
    is_long = bool(value) and len(value[0]) > max(lengths, default=len(value[0]))
    return frozenset((len(rows) - 1,) if is_long else ())


def _from_behind(
    rows: Sequence[_Row], *, cuts: Cuts, labels: Labels, beside: bool
) -> tuple[list[_Row], frozenset[int]] | None:
    """The rows of sheets with the values that stand behind several headings, and the places of those that are unsure.

    The first value is that of the first heading without one. Where most stand `beside` their headings, the first of two
    headings in a row has none. What cannot be cut is the value of the last heading, and unsure, if more than half of
    the headings have a value alone. None where values and headings do not come out even.
    """
    found: list[_Row] = []
    unsure: set[int] = set()
    waiting: list[int] = []
    last: int | None = None
    fits, alone = True, 0
    for row in rows:
        found.append(row)
        if len(row) == 1:
            waiting = [] if beside else waiting
            continue
        waiting.append(len(found) - 1)
        found[-1] = (row[0], ())
        goes_on = next((at for at, line in enumerate(row[1]) if not _is_further(line)), len(row[1]))
        if goes_on and len(waiting) > 1 and last is not None and not beside:  # over a page
            found[last] = (found[last][0], (*found[last][1], *row[1][:goes_on]))
        else:
            goes_on = 0
        lines = row[1][goes_on:]
        if not lines:
            continue
        last = waiting[-1]
        parts = cuts([labels.means(joined(found[at][0])) for at in waiting], lines)
        fits &= parts is not None
        alone += len(waiting) == 1
        is_printed = len(waiting) == 1 or (beside and len(waiting) < _FEWEST)
        if parts is None or is_printed:
            may_be_cut = parts is not None and any(part for part, _ in parts[:-1])
            parts = [(part, is_printed and not may_be_cut) for part in (*[()] * (len(waiting) - 1), lines)]
        for at, (part, is_sure) in zip(waiting, parts, strict=True):
            found[at] = (found[at][0], tuple(part))
            unsure |= set() if is_sure else {at}
        waiting = []
    headings = sum(len(row) > 1 for row in rows)
    if not beside and (waiting or not (fits or alone > _USUAL * headings)):
        return None
    return found, frozenset(unsure)


def _is_further(line: TextLine) -> bool:
    """Whether a line is of an item that is not the first of its cell."""
    mark = item_mark(line.text)
    return mark.place > 1 if mark is not None else line.text[0].islower()


def _opens(lines: Sequence[TextLine], at: int, labels: Labels, cues: ActionCues) -> bool:
    """Whether a number opens a sheet: alone in its line, or, with a dash or two parts, before a title and a heading."""
    text = lines[at].text
    if is_number(text, cues=cues):
        return True
    number = number_at(text, cues=cues)
    if number is None:
        return False
    is_below_heading = at > 0 and labels.column(lines[at - 1].text) == TITLE  # that is the first one of a row
    is_titled = "." in number.value and text[number.end :].lstrip()[:1].isupper() and not is_below_heading
    is_closed = text[number.end - 1] == ":" or end_with_dash(number, text) > number.end
    return (is_titled or is_closed) and _is_above_heading(lines, at, labels)


def _is_above_heading(lines: Sequence[TextLine], at: int, labels: Labels) -> bool:
    below = range(at + 1, min(len(lines), at + 1 + _MOST_LINES))
    likely = (labels.likely(lines[place].text) for place in below if ":" not in lines[place].text)
    return any(_is_known(lines, place, labels) for place in below) or any(likely)


def _counted(lines: Sequence[TextLine], labels: Labels, cues: ActionCues) -> list[int]:
    """Where sheets begin with a word, a number and a title: the numbers count from 1, and most stand above a heading.

    Of several lines with one number the sheet begins with that above a heading.
    """
    found: dict[int, list[int]] = {}
    for at, line in enumerate(lines):
        number = explicit_number(line.text, cues=cues)
        if number is not None and line.text[number.end :].lstrip()[:1].isupper():
            found.setdefault(number.counts[-1], []).append(at)
    above = {at for places in found.values() for at in places if _is_above_heading(lines, at, labels)}
    counts = range(1, next(count for count in range(1, len(found) + 2) if count not in found))
    opens = [next((at for at in found[count] if at in above), found[count][0]) for count in counts]
    is_usual = len(above.intersection(opens)) > _USUAL * len(opens)
    # in text that has lost its columns headings stand alone, above their cells
    is_recovered = sum(labels.column(line.text) is not None for line in lines) > len(opens)
    return opens if is_usual and not is_recovered and opens == sorted(opens) else []


def _count(firsts: Sequence[str], cues: ActionCues) -> bool:
    """Whether the numbers of sheets count from 1, where any stands before words: a row may begin so, too."""
    numbers = [number for text in firsts if (number := number_at(text, cues=cues)) is not None]
    counted = [number.counts[-1] for number in numbers if number.value[-1:].isdigit()]  # 6.1bis was put in later
    return all(is_number(text, cues=cues) for text in firsts) or counted == [*range(1, len(counted) + 1)]


def _is_known(lines: Sequence[TextLine], at: int, labels: Labels) -> bool:
    """Whether a line begins with a known heading or is the first of one; a colon closes labels outside of sheets."""
    heads = [*_heads(lines[at].text), *map(joined, _runs(lines, at))]
    return lines[at].text[0].isupper() and any(labels.column(head) for head in heads if not head.endswith(":"))


def _first_words(found: Sequence[Mapping[int, _Heading]]) -> set[str]:
    """What seem to be headings and mostly stand right below one: the first words of its value, alike in most sheets.

    Where known headings mostly stand so, too, the values are elsewhere, and none of them has its first words here.
    """
    every, below = Counter[str](), Counter[str]()
    known: list[bool] = []
    for headings in found:
        ends = {at + each.lines for at, each in headings.items() if not each.value}
        known += [at in ends for at, each in headings.items() if each.known]
        unknown = {at: each.name for at, each in headings.items() if not each.known}
        every.update(unknown.values())
        below.update(name for at, name in unknown.items() if at in ends)
    if sum(known) > _USUAL * len(known):
        return set()
    return {name for name, count in below.items() if count > _USUAL * every[name]}


def _instead(headings: Mapping[int, _Heading], names: set[str], labels: Labels) -> set[str]:
    """The known headings of a sheet, alone in their lines, that stand for the usual one of their column: "Leader"."""
    printed = {each.name for each in headings.values()}
    lacking = Counter(labels.columns.get(name) for name in names - printed)
    alone = {each.name for each in headings.values() if each.known and not each.value} - names
    found = set[str]()
    for name in sorted(alone):
        column = labels.columns.get(name)
        if column is not None and lacking[column] > 0:
            lacking[column] -= 1
            found.add(name)
    return found


def _first(headings: Mapping[int, _Heading], names: set[str], places: range) -> int | None:
    """The first of some places of a sheet at which a heading begins."""
    return next((at for at in places if at in headings and headings[at].name in names), None)


def _opening(lines: Sequence[TextLine]) -> Iterator[_Row]:
    """The number and title of a sheet, and apart from them what stands below a line without words.

    A page may begin between the title and the first heading.
    """
    end = next((at for at in range(1, len(lines)) if not any(map(str.isalpha, lines[at].text))), len(lines))
    yield from ((tuple(part),) for part in (lines[:end], lines[end:]) if part)


def _usual(sheets: Sequence[Sequence[TextLine]], labels: Labels) -> Mapping[str, int]:
    """The words with which lines begin in most sheets: headings that may not be known, and beginnings of them.

    Each with the sheets that have such a line. Words behind which a sentence mostly goes on are none: "To".
    """
    counts, open_ends = Counter[str](), Counter[str]()
    for sheet in sheets:
        lines = range(1, len(sheet))
        counts.update({head for at in lines for head in (*_heads(sheet[at].text), *map(joined, _runs(sheet, at)))})
        broken = (_broken(sheet, at, labels) for at in lines)
        counts.update({joined(both) for both in broken if both and both[1].text[0].islower()})
        before = ((line.text, head) for line in sheet[1:] for head in _heads(line.text))
        open_ends.update({head for text, head in before if text[len(head) :].lstrip()[:1].islower()})
    least = _MOST * len(sheets)
    return {
        head: count
        for head, count in counts.items()
        if count > least and head[0].isupper() and open_ends[head] <= _USUAL * count
    }


def _heads(text: str) -> list[str]:
    """The first words of a line, from as many as a heading has down to one."""
    ends = [word.end() for word in re.finditer(r"\S+", text)][:_MOST_WORDS]
    return [text[:end] for end in reversed(ends)]


def _runs(sheet: Sequence[TextLine], at: int) -> list[Sequence[TextLine]]:
    """The lines of one block from a place on, from as many as a heading has down to one."""
    counts = range(min(_MOST_LINES, len(sheet) - at), 0, -1)
    return [sheet[at : at + count] for count in counts if sheet[at + count - 1].block == sheet[at].block]


def _broken(sheet: Sequence[TextLine], at: int, labels: Labels) -> Sequence[TextLine]:
    """The lines that may be a heading broken around the first line of its value, from a place on.

    The second is in small letters, or the first is no heading by itself.
    """
    first, last = sheet[at], sheet[min(at + _AROUND, len(sheet) - 1)]
    is_one = last.text[0].islower() or not labels.column(first.text)
    return (first, last) if at + _AROUND < len(sheet) and is_one else ()


def _headings(sheet: Sequence[TextLine], labels: Labels, usual: Mapping[str, int]) -> Mapping[int, _Heading]:
    """The headings of a sheet by the lines at which they begin; none begins at the first."""
    found = ((at, _heading_at(sheet, at, labels, usual)) for at in range(1, len(sheet)))
    return {at: heading for at, heading in found if heading is not None}


def _heading_at(sheet: Sequence[TextLine], at: int, labels: Labels, usual: Mapping[str, int]) -> _Heading | None:
    """The heading that begins with a line of a sheet: a known one, else the longest with which most sheets have a line.

    A usual heading may go on behind a known one in small letters, perhaps in the next line, unless a colon closes that:
    "Rationale and scope".
    """
    line = sheet[at]
    if not line.text[0].isupper():
        return None
    broken = _broken(sheet, at, labels)
    for names, known in ((labels.column, True), (usual.__contains__, False)):
        for run in (broken, *_runs(sheet, at)):
            others = any(labels.column(each.text) for each in run[1:])
            if names(joined(run)) and (known or (len(run) > 1 and not others)):
                value = sheet[at + 1 : at + 2] if run is broken else ()
                return _Heading(folded(joined(run)), tuple(run), tuple(value), len(run) + len(value), known)
        most = max((usual.get(head, 0) for head in _heads(line.text)), default=0)
        for head in _heads(line.text):
            whole = next((run for run in _runs(sheet, at) if len(run) > 1 and _goes_on(joined(run), head, usual)), None)
            if names(head) and known and whole is not None:
                return _Heading(folded(head), tuple(whole), (), len(whole), known)
            longer = next((each for each in _heads(line.text) if _goes_on(each, head, usual)), head)
            if names(head) and (known or usual[head] == most):
                return _Heading(folded(head), *_cut(line, len(longer)), 1, known)
            after = sheet[at + 1] if known and at + 1 < len(sheet) and len(head) < len(line.text) else None
            end = _rest_of_heading(head, after, labels) if after is not None and after.block == line.block else 0
            if after is not None and end:
                (first, value), (second, rest) = _cut(line, len(head)), _cut(after, end)
                return _Heading(folded(f"{head} {after.text[:end]}"), (*first, *second), (*value, *rest), 2, known=True)
    return None


def _goes_on(longer: str, head: str, usual: Collection[str]) -> bool:
    is_open = not head.endswith(":") and longer.startswith(f"{head} ")
    return is_open and longer in usual and longer[len(head) + 1 :].islower()


def _rest_of_heading(head: str, after: TextLine, labels: Labels) -> int:
    """How many characters of the next line end a heading that begins in this one, or 0."""
    if not labels.begins(head) or not after.text[0].islower():
        return 0
    return next((len(each) for each in _heads(after.text) if labels.column(f"{head} {each}") is not None), 0)


def _cut(line: TextLine, end: int) -> tuple[tuple[TextLine, ...], tuple[TextLine, ...]]:
    """A line up to a place, and what stands behind it, if anything does."""
    return (line.part(0, end),), line.behind(end)


def _rows(sheet: Sequence[TextLine], headings: Mapping[int, _Heading], names: set[str], top: int) -> Iterator[_Row]:
    """Each heading of a sheet, from that at `top`, with its value.

    A heading is printed once: the words of another such line are a value.
    """
    label: tuple[TextLine, ...] = ()
    value: list[TextLine] = []
    seen = set[str]()
    at = top
    while at < len(sheet):
        heading = headings.get(at)
        if heading is not None and heading.name in names - seen:
            if label:
                yield label, tuple(value)
            seen.add(heading.name)
            label, value = heading.label, [*heading.value]
            at += heading.lines
        else:
            value.append(sheet[at])
            at += 1
    if label:
        yield label, tuple(value)
