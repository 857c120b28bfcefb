"""The headings of sheets in text that has lost their lines: known ones, and those that most sheets have."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from ccwp_kg.sources.layout.headings import Labels, folded, joined
from ccwp_kg.sources.layout.text_lines import TextLine
from ccwp_kg.sources.text.list_marks import coded_mark, item_mark

MOST_LINES, _MOST_WORDS = 3, 6
"""The lines and words of a heading, at most."""
_AROUND = 2
"""The lines from the first to the second of a heading that is broken around the first line of its value."""
USUAL = 0.5
"""A heading stands in more than so many of the sheets."""
_MOST = 0.75
"""A heading that no profile knows stands in more than so many."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading found at a line: its pieces, the words of its value beside it, and the lines that both take."""

    name: str
    label: tuple[TextLine, ...]
    value: tuple[TextLine, ...]
    lines: int
    known: bool


def usual_beginnings(sheets: Sequence[Sequence[TextLine]], labels: Labels) -> Mapping[str, int]:
    """The words with which lines begin in most sheets: headings that may not be known, and beginnings of them.

    Each with the sheets that have such a line. Words behind which a sentence mostly goes on are none: "To".
    """
    counts, open_ends = Counter[str](), Counter[str]()
    for sheet in sheets:
        lines = range(1, len(sheet))
        counts.update({head for at in lines for head in (*beginnings(sheet[at].text), *map(joined, runs(sheet, at)))})
        broken = (_broken(sheet, at, labels) for at in lines)
        counts.update({joined(both) for both in broken if both and both[1].text[0].islower()})
        before = ((line.text, head) for line in sheet[1:] for head in beginnings(line.text))
        open_ends.update({head for text, head in before if text[len(head) :].lstrip()[:1].islower()})
    least = _MOST * len(sheets)
    return {
        head: count
        for head, count in counts.items()
        if count > least and head[0].isupper() and open_ends[head] <= USUAL * count
    }


def beginnings(text: str) -> list[str]:
    """The first words of a line, from as many as a heading has down to one; it ends before the mark of an item."""
    words = [*re.finditer(r"\S+", text)][:_MOST_WORDS]
    marked = (at for at, word in enumerate(words) if at and item_mark(text[word.start() :]) is not None)
    ends = [word.end() for word in words[: next(marked, len(words))]]
    return [text[:end] for end in reversed(ends)]


def runs(sheet: Sequence[TextLine], at: int) -> list[Sequence[TextLine]]:
    """The lines of one block from a place on, from as many as a heading has down to one."""
    counts = range(min(MOST_LINES, len(sheet) - at), 0, -1)
    return [sheet[at : at + count] for count in counts if sheet[at + count - 1].block == sheet[at].block]


def _broken(sheet: Sequence[TextLine], at: int, labels: Labels) -> Sequence[TextLine]:
    """The lines that may be a heading broken around the first line of its value, from a place on.

    The second is in small letters, or the first is no heading by itself.
    """
    first, last = sheet[at], sheet[min(at + _AROUND, len(sheet) - 1)]
    is_one = last.text[0].islower() or not labels.column(first.text)
    return (first, last) if at + _AROUND < len(sheet) and is_one else ()


def headings_in(
    sheet: Sequence[TextLine], labels: Labels, usual: Mapping[str, int], *, first: int
) -> Mapping[int, Heading]:
    """The headings of a sheet by the lines at which they begin, of which none stands above the `first`.

    A line below a heading of its column is no further one if it numbers a value by that word: “Objective 2: To act”.
    """
    found: dict[int, Heading] = {}
    above = set[str | None]()
    for at in range(first, len(sheet)):
        if (heading := _heading_at(sheet, at, labels, usual)) is not None:
            column, numbers = labels.column(joined(heading.label)), coded_mark(sheet[at].text) is not None
            if not numbers or column not in above:
                found[at] = heading
            above |= set() if numbers else {column}
    return found


def _heading_at(sheet: Sequence[TextLine], at: int, labels: Labels, usual: Mapping[str, int]) -> Heading | None:
    """The heading that begins with a line of a sheet: a known one, else the longest with which most sheets have a line.

    A usual heading may go on behind a known one in small letters, perhaps in the next line, unless a colon closes that:
    "Rationale and scope".
    """
    line = sheet[at]
    if not line.text[0].isupper():
        return None
    broken, whole_runs = _broken(sheet, at, labels), runs(sheet, at)
    around = [run for run in whole_runs if len(run) > _AROUND]
    for names, known in ((labels.column, True), (usual.__contains__, False)):
        for run in (*around, broken, *whole_runs):
            others = any(labels.column(each.text) for each in run[1:])
            if names(joined(run)) and (known or (len(run) > 1 and not others)):
                value = sheet[at + 1 : at + 2] if run is broken else ()
                broader = (each for each in whole_runs if _goes_on(joined(each), joined(run), usual))
                label = tuple(next(broader, run))
                return Heading(folded(joined(run)), label, tuple(value), len(label) + len(value), known)
        most = max((usual.get(head, 0) for head in beginnings(line.text)), default=0)
        for head in beginnings(line.text):
            whole = next((run for run in whole_runs if len(run) > 1 and _goes_on(joined(run), head, usual)), None)
            if names(head) and known and whole is not None:
                return Heading(folded(head), tuple(whole), (), len(whole), known)
            longer = next((each for each in beginnings(line.text) if _goes_on(each, head, usual)), head)
            if names(head) and (known or usual[head] == most):
                return Heading(folded(head), *_cut(line, len(longer)), 1, known)
            after = sheet[at + 1] if known and at + 1 < len(sheet) and len(head) < len(line.text) else None
            end = _rest_of_heading(head, after, labels) if after is not None and after.block == line.block else 0
            if after is not None and end:
                (first, value), (second, rest) = _cut(line, len(head)), _cut(after, end)
                return Heading(folded(f"{head} {after.text[:end]}"), (*first, *second), (*value, *rest), 2, known=True)
    return None


def _goes_on(longer: str, head: str, usual: Collection[str]) -> bool:
    is_open = not head.endswith(":") and longer.startswith(f"{head} ")
    return is_open and longer in usual and longer[len(head) + 1 :].islower()


def _rest_of_heading(head: str, after: TextLine, labels: Labels) -> int:
    """How many characters of the next line end a heading that begins in this one, or 0."""
    if not labels.begins(head) or not after.text[0].islower():
        return 0
    return next((len(each) for each in beginnings(after.text) if labels.column(f"{head} {each}") is not None), 0)


def _cut(line: TextLine, end: int) -> tuple[tuple[TextLine, ...], tuple[TextLine, ...]]:
    """A line up to a place, and what stands behind it, if anything does."""
    return (line.part(0, end),), line.behind(end)
