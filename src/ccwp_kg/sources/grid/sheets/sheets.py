"""Finds sheets, one for each action, in text that has lost their lines: a heading, its value, the next heading.

Each sheet begins with the number of its action and has the headings of the others, most of them known. A heading stands
alone, over several lines, before the first words of its value, or broken around them: "Other concerned COM / parties".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, pairwise

from ccwp_kg.sources.grid.grid import Grid, in_rows
from ccwp_kg.sources.grid.sheets.headings import (
    MOST_LINES,
    USUAL,
    Heading,
    beginnings,
    headings_in,
    runs,
    usual_beginnings,
)
from ccwp_kg.sources.grid.sheets.values import Cuts, SheetRow, from_behind, of_one_page, too_long
from ccwp_kg.sources.layout.action_numbers import end_with_dash, explicit_number, is_number, number_at
from ccwp_kg.sources.layout.headings import Labels, joined
from ccwp_kg.sources.layout.text_lines import TextLine, opens_block
from ccwp_kg.sources.profile.profile import ActionCues
from ccwp_kg.sources.table.cell_features import TITLE

_FEWEST = 3
"""The known headings of a sheet, at least."""
_FILLED = 0.8
"""More than this share of the headings have a value behind them."""


def grid_of_sheets(
    text: str, lines: Sequence[TextLine], *, labels: Labels, cues: ActionCues, cuts: Cuts
) -> Grid | None:
    """The sheets in the lines of a text as a table with headings beside; None where a number opens no sheet.

    `cuts` parts values that stand behind all headings.
    """
    opens = [at for at in range(len(lines) - 1) if _opens(lines, at, labels, cues)]
    explicit = [at for at in opens if explicit_number(lines[at].text, cues=cues) is not None]
    opens = explicit if len(explicit) > 1 else opens  # beside "Action 1" a bare figure is none
    if not _count([lines[at].text for at in opens], cues):  # a citation may begin a line, but no block
        opens = [at for at in opens if at == 0 or opens_block(lines[at - 1], lines[at])]
    if len(opens) < 2 or not _count([lines[at].text for at in opens], cues):
        opens = _counted(lines, labels, cues)
    if len(opens) < 2:
        return None
    sheets = [lines[start:end] for start, end in pairwise([*opens, len(lines)])]
    usual = usual_beginnings(sheets, labels)
    found = [headings_in(sheet, labels, usual) for sheet in sheets]
    counts = Counter(name for headings in found for name in {each.name for each in headings.values()})
    names = {name for name, count in counts.items() if count > USUAL * len(sheets)} - _first_words(found)
    known = {each.name for headings in found for each in headings.values() if each.known and each.name in names}
    # where no heading names titles, a number may stand above its own
    alone = {each.name for headings in found for each in headings.values() if not each.value}
    titled = any(labels.column(name) == TITLE for name in names | alone)
    own = [names | _instead(headings, names, labels) for headings in found]
    tops = [
        _first(headings, heads, range(1, 2 if titled and is_number(sheet[0].text, cues=cues) else MOST_LINES + 1))
        for sheet, headings, heads in zip(sheets, found, own, strict=True)
    ]
    if len(known) < _FEWEST or sum(top is not None for top in tops) <= USUAL * len(sheets):
        return None
    of_sheets: list[Sequence[SheetRow]] = []
    for sheet, headings, heads, top in zip(sheets, found, own, tops, strict=True):
        first = top or _first(headings, heads, range(1, len(sheet))) or len(sheet)
        of_sheets.append([*_opening(sheet[:first]), *_rows(sheet, headings, heads, first)])
    for at in range(1, len(sheets)):
        of_sheets[at - 1 : at + 1] = of_one_page(*of_sheets[at - 1 : at + 1], cuts=cuts, labels=labels)
    rows = list(chain.from_iterable(of_sheets))
    unsure = too_long(rows)
    values = [row[1] for row in rows if len(row) > 1]
    beside = sum(map(bool, values)) > _FILLED * len(values)
    filled = from_behind(rows, cuts=cuts, labels=labels, beside=beside)
    if filled is None:
        return None  # the headings stand above their values, or the values are elsewhere
    rows, unsure = filled[0], filled[1] | (unsure if beside else frozenset())
    return Grid("sheets", (), in_rows(text, rows), unsure=frozenset((at, 1) for at in unsure))


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
    below = range(at + 1, min(len(lines), at + 1 + MOST_LINES))
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
    is_usual = len(above.intersection(opens)) > USUAL * len(opens)
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
    heads = [*beginnings(lines[at].text), *map(joined, runs(lines, at))]
    return lines[at].text[0].isupper() and any(labels.column(head) for head in heads if not head.endswith(":"))


def _first_words(found: Sequence[Mapping[int, Heading]]) -> set[str]:
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
    if sum(known) > USUAL * len(known):
        return set()
    return {name for name, count in below.items() if count > USUAL * every[name]}


def _instead(headings: Mapping[int, Heading], names: set[str], labels: Labels) -> set[str]:
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


def _first(headings: Mapping[int, Heading], names: set[str], places: range) -> int | None:
    """The first of some places of a sheet at which a heading begins."""
    return next((at for at in places if at in headings and headings[at].name in names), None)


def _opening(lines: Sequence[TextLine]) -> Iterator[SheetRow]:
    """The number and title of a sheet, and apart from them what stands below a line without words.

    A page may begin between the title and the first heading.
    """
    end = next((at for at in range(1, len(lines)) if not any(map(str.isalpha, lines[at].text))), len(lines))
    yield from ((tuple(part),) for part in (lines[:end], lines[end:]) if part)


def _rows(sheet: Sequence[TextLine], headings: Mapping[int, Heading], names: set[str], top: int) -> Iterator[SheetRow]:
    """Each heading of a sheet, from that at `top`, with its value.

    A heading is printed once: the words of another such line are a value. So is one with a colon and words behind it,
    right below one without: "Start: May; end: June".
    """
    label: tuple[TextLine, ...] = ()
    value: list[TextLine] = []
    seen = set[str]()
    at = top
    while at < len(sheet):
        heading = headings.get(at)
        count = heading.lines if heading is not None and heading.name in names else 1
        is_inside = heading is not None and heading.value and label and not value and _colons(label, heading.label)
        if heading is not None and heading.name in names - seen and not is_inside:
            if label:
                yield label, tuple(value)
            seen.add(heading.name)
            label, value = heading.label, [*heading.value]
        else:
            value += sheet[at : at + count]
        at += count
    if label:
        yield label, tuple(value)


def _colons(above: Sequence[TextLine], below: Sequence[TextLine]) -> bool:
    """Whether a colon closes the second of two headings and not the first."""
    return not above[-1].text.endswith(":") and below[-1].text.endswith(":")
