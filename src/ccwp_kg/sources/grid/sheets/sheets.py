"""Finds sheets, one for each action, in text that has lost their lines: a heading, its value, the next heading.

Each sheet begins with the number of its action, or with the heading over that or over its title, and has the headings
of the others, most of them known. A heading stands alone, over several lines, before the first words of its value, or
broken around them: "Other concerned COM / parties".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache, partial
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
from ccwp_kg.sources.grid.sheets.value_cuts import ValueCuts
from ccwp_kg.sources.grid.sheets.values import SheetRow, from_behind, of_one_page, too_long
from ccwp_kg.sources.layout.action_numbers import end_with_dash, explicit_number, is_number, number_at
from ccwp_kg.sources.layout.headings import Labels, is_of_numbers, joined
from ccwp_kg.sources.layout.text_lines import TextLine, is_rule, opens_block
from ccwp_kg.sources.profile.profile import ActionCues
from ccwp_kg.sources.recognition.scan import Grammar
from ccwp_kg.sources.records.source_text import grouped
from ccwp_kg.sources.table.cell_features import RECOGNISABLE, TITLE, FeatureExtractor

_FEWEST = 3
"""The known headings of a sheet, at least."""
_FILLED = 0.8
"""More than this share of the headings have a value behind them."""
_LONGEST_TITLE = 10
"""The lines of a title and its heading, at most."""
_SECTION = 8
"""The words of the heading of a section, at most."""
_SIDE_BY_SIDE = re.compile(r"\S {3,}\S")
"""A gap between two cells in one line."""


def grid_of_sheets(lines: Sequence[TextLine], *, grammar: Grammar) -> Grid | None:
    """The sheets in the lines of a text as a table with headings beside; None where a number opens no sheet."""
    labels, cues = grammar.labels, grammar.profile.actions
    lines = [line for line in lines if not is_rule(line.text)]
    opens, headed = _openings(lines, labels, cues)
    if len(opens) < 2:
        return None
    above = [lines[at - 1].text for at in opens if at]
    # a word with a figure may only count sheets that have numbers of their own: "Sheet 1"
    counted = headed and len(above) == len(opens) and _are_counted(above, cues)
    sheets = [lines[start : end - counted] for start, end in pairwise([*opens, len(lines) + counted])]
    usual = usual_beginnings(sheets, labels)
    found = [headings_in(sheet, labels, usual, first=1 + headed) for sheet in sheets]
    counts = Counter(name for headings in found for name in {each.name for each in headings.values()})
    none = _first_words(found) | _unlike(found)
    names = {name for name, count in counts.items() if count > USUAL * len(sheets)} - none
    known = names & {head.name for each in found for head in each.values() if head.known or labels.likely(head.name)}
    # where no heading names titles, a number may stand above its own
    alone = {each.name for headings in found for each in headings.values() if not each.value}
    titled = any(labels.column(name) == TITLE for name in names | alone)
    most = _LONGEST_TITLE if headed else MOST_LINES
    own = [names | _instead(headings, names, labels) for headings in found]
    tops = [
        _first(headings, heads, range(1, 2 if titled and is_number(sheet[0].text, cues=cues) else most + 1))
        for sheet, headings, heads in zip(sheets, found, own, strict=True)
    ]
    if len(known) < _FEWEST or sum(top is not None for top in tops) <= USUAL * len(sheets):
        return None
    features_of = lru_cache(maxsize=1024)(FeatureExtractor(grammar, (), RECOGNISABLE).features_of)
    cuts = partial(ValueCuts, features_of=features_of, profile=grammar.profile)
    of_sheets: list[Sequence[SheetRow]] = []
    for sheet, headings, heads, top in zip(sheets, found, own, tops, strict=True):
        first = top or _first(headings, heads, range(1, len(sheet))) or len(sheet)
        of_sheets.append([*_opening(sheet[:first], headed=headed), *_rows(sheet, headings, heads, first)])
    behind = headed and any(map(_are_behind, of_sheets))
    of_sheets = [[*_without_section(rows)] for rows in of_sheets[:-1]] + of_sheets[-1:]
    for at in range(1, len(sheets)):
        of_sheets[at - 1 : at + 1] = of_one_page(*of_sheets[at - 1 : at + 1], cuts=cuts, labels=labels)
    rows = list(chain.from_iterable(of_sheets))
    unsure = too_long(rows)
    values = [row[1] for row in rows if len(row) > 1]
    beside = sum(map(bool, values)) > _FILLED * len(values)
    behind |= headed and not beside
    filled = None if behind else from_behind(rows, cuts=cuts, labels=labels, beside=beside)
    if filled is None:
        return None  # the headings stand above their values, or the values are elsewhere
    rows, unsure = filled[0], filled[1] | (unsure if beside else frozenset())
    return Grid("sheets", (), in_rows(grammar.source.text, rows), unsure=frozenset((at, 1) for at in unsure))


def first_below(lines: Sequence[TextLine], labels: Labels, cues: ActionCues) -> int | None:
    """Where the first sheet below a table begins: a number alone above a heading, as no number above and each below."""
    numbers = [at for at, line in enumerate(lines[:-1]) if is_number(line.text, cues=cues)]
    are_sheets = [labels.column(lines[at + 1].text) is not None for at in numbers]
    count = are_sheets.index(True) if True in are_sheets else 0
    return numbers[count] if count and len(numbers) > count + 1 and all(are_sheets[count:]) else None


def _openings(lines: Sequence[TextLine], labels: Labels, cues: ActionCues) -> tuple[list[int], bool]:
    """Where sheets begin, and whether each does with the heading of its title or number."""
    numbered = [at for at, line in enumerate(lines[:-1]) if number_at(line.text, cues=cues) is not None]
    above = {at: lines[at - 1].text for at in numbered if at > 0}
    below = [at for at, text in above.items() if labels.means(text) == TITLE or is_of_numbers(text)]
    elsewhere = sorted({*numbered}.difference(below))
    others = (explicit_number(lines[at].text, cues=cues) for at in elsewhere)
    goes_on = any(number.alone and number.counts[-1] == len(below) + 1 for number in others if number is not None)
    if len(below) > 1 and not goes_on and _count_up([lines[at].text for at in below], cues):
        return [at - 1 for at in below], True
    # elsewhere such a heading is the first one of a row
    alone = [at for at in below if is_number(lines[at].text, cues=cues)]
    opens = [at for at in sorted((*elsewhere, *alone)) if _opens(lines, at, labels, cues)]
    explicit = [at for at in opens if explicit_number(lines[at].text, cues=cues) is not None]
    opens = explicit if len(explicit) > 1 else opens  # beside "Action 1" a bare figure is none
    if not _count([lines[at].text for at in opens], cues):  # a citation may begin a line, but no block
        opens = [at for at in opens if at == 0 or opens_block(lines[at - 1], lines[at])]
    if len(opens) < 2 or not _count([lines[at].text for at in opens], cues):
        opens = _counted(lines, labels, cues) or _above_one_heading(lines, numbered, labels, cues)
    return opens, False


def _opens(lines: Sequence[TextLine], at: int, labels: Labels, cues: ActionCues) -> bool:
    """Whether a number opens a sheet: alone in its line, or, with a dash or two parts, before a title and a heading."""
    text = lines[at].text
    if is_number(text, cues=cues):
        return True
    number = number_at(text, cues=cues)
    if number is None:
        return False
    is_titled = "." in number.value and text[number.end :].lstrip()[:1].isupper()
    is_closed = text[number.end - 1] == ":" or end_with_dash(number, text) > number.end
    if not is_titled and not is_closed:
        return False
    label = lines[min(_next_block(lines, at), len(lines) - 1)].text
    return _is_above_heading(lines, at, labels) or (is_titled and any(map(labels.column, beginnings(label))))


def _is_above_heading(lines: Sequence[TextLine], at: int, labels: Labels) -> bool:
    behind = _next_block(lines, at)
    below = range(at + 1, min(len(lines), max(at + MOST_LINES, behind) + 1))
    likely = (labels.likely(lines[place].text) for place in below if ":" not in lines[place].text)
    return any(_is_known(lines, place, labels) for place in below) or any(likely)


def _next_block(lines: Sequence[TextLine], at: int) -> int:
    """Where the block behind that of a title begins; `at` where it is too long for one."""
    places = range(at + 1, min(len(lines), at + _LONGEST_TITLE))
    return next((place for place in places if opens_block(lines[place - 1], lines[place])), at)


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


def _above_one_heading(
    lines: Sequence[TextLine], numbered: Sequence[int], labels: Labels, cues: ActionCues
) -> list[int]:
    """Where sheets begin with a number and a title above one and the same heading: the numbers count from 1."""
    above: dict[str, list[int]] = {}
    for at in numbered:
        behind = _next_block(lines, at)
        label = labels.at(lines, behind) if opens_block(lines[at - 1] if at else None, lines[at]) else None
        if label is not None and behind > at:
            above.setdefault(label.column, []).append(at)
    counted = (each for each in above.values() if _count_up([lines[at].text for at in each], cues))
    return max((each for each in counted if len(each) >= _FEWEST), key=len, default=[])


def _are_counted(texts: Sequence[str], cues: ActionCues) -> bool:
    """Whether texts are words with figures that count from 1, and nothing else."""
    return all(text[0].isalpha() and is_number(text, cues=cues) for text in texts) and _count_up(texts, cues)


def _count(firsts: Sequence[str], cues: ActionCues) -> bool:
    """Whether the numbers of sheets count from 1, where any stands before words: a row may begin so, too."""
    return all(is_number(text, cues=cues) for text in firsts) or _count_up(firsts, cues)


def _count_up(firsts: Sequence[str], cues: ActionCues) -> bool:
    """Whether the numbers of sheets count from 1; one like 6.1bis was put in later."""
    numbers = [number for text in firsts if (number := number_at(text, cues=cues)) is not None]
    counted = [number.counts[-1] for number in numbers if number.value[-1:].isdigit()]
    return counted == [*range(1, len(counted) + 1)]


def _is_known(lines: Sequence[TextLine], at: int, labels: Labels) -> bool:
    """Whether a line is the first of a known heading or begins with one; a colon before other words closes labels."""
    heads = [*map(joined, runs(lines, at)), *(head for head in beginnings(lines[at].text) if not head.endswith(":"))]
    return lines[at].text[0].isupper() and any(map(labels.column, heads))


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


def _unlike(found: Sequence[Mapping[int, Heading]]) -> set[str]:
    """What seem to be headings, always before more words, where known ones stand alone: words of a sentence."""
    every = [each for headings in found for each in headings.values()]
    known = [not each.value for each in every if each.known]
    alone = {each.name for each in every if not each.value or each.lines > 1}
    return {each.name for each in every if not each.known} - alone if sum(known) > _FILLED * len(known) else set()


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


def _are_behind(rows: Sequence[SheetRow]) -> bool:
    """Whether several blocks stand behind two headings in a row, the cells of both, or two cells side by side."""
    pairs = [*pairwise(row for row in rows if len(row) > 1)]
    beside = any(_SIDE_BY_SIDE.search(line.text) for _, row in pairs for line in row[1])
    return beside or any(not above[1] and len({line.block for line in row[1]}) > 1 for above, row in pairs)


def _opening(lines: Sequence[TextLine], *, headed: bool) -> Iterator[SheetRow]:
    """The number and title of a sheet, perhaps behind their heading, and apart what stands below a line without words.

    A page may begin between the title and the first heading.
    """
    end = next((at for at in range(1 + headed, len(lines)) if not any(map(str.isalpha, lines[at].text))), len(lines))
    yield (tuple(lines[:1]), tuple(lines[1:end])) if headed else (tuple(lines[:end]),)
    yield from ((tuple(part),) for part in (lines[end:],) if part)


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


def _without_section(rows: Sequence[SheetRow]) -> Iterator[SheetRow]:
    """The rows of a sheet without what heads the sheets below, in a row of its own: words, no sentence, behind one."""
    *others, last = rows
    yield from others
    parts = grouped(last[-1], lambda above, line: above.block == line.block)
    *own, end = parts if len(last) > 1 and len(parts) > 1 else (*parts, ())
    words = joined(end).split()
    is_short = 0 < len(words) <= _SECTION and end[0].text[0].isupper() and words[-1][-1].isalnum()
    if is_short and own[-1][-1].text[-1] == ".":
        yield last[0], tuple(chain.from_iterable(own))
        yield (tuple(end),)
    else:
        yield last


def _colons(above: Sequence[TextLine], below: Sequence[TextLine]) -> bool:
    """Whether a colon closes the second of two headings and not the first."""
    return not above[-1].text.endswith(":") and below[-1].text.endswith(":")
