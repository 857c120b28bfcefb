"""The annex as one table whose cells tabs or pipes part, each action in one line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from siblings.making.content import Plan
from siblings.making.expected import Record
from siblings.making.ink import BLANK, Line, Press, Word, ink, words_of
from siblings.making.layout import TERMS, Layout
from siblings.making.tables.cells import Cells, Entry


def delimited(plan: Plan, layout: Layout, press: Press, record: Record) -> list[Line]:
    """The lines of the table: with `tabs` the number in a column of its own and the box under its row, with `pipes` the
    number before the title and the box in the last column."""
    names = layout.columns if layout.table == "tabs" else (*layout.columns, TERMS)
    heads = [_heading(layout, name) for name in names]
    tabs = layout.table == "tabs"
    lines = [_line(press, [words_of(ink("No.", "heading/number")), *heads] if tabs else heads, tabs=tabs)]
    if not tabs:
        lines.append(_line(press, [words_of(ink("---", "annex/rule")) for _ in names], tabs=False))
    for action in plan.actions:
        cells = Cells(plan, action, layout, record)
        number = cells.number_words()
        printed = {name: _cell(cells.entries(name), tabs=tabs) for name in layout.columns}
        box = _cell(cells.entries(TERMS), tabs=tabs) if action.terms else []
        if tabs:
            lines.append(_line(press, [number, *printed.values()], tabs=True))
            lines += [_line(press, [_heading(layout, TERMS, cells.path), box], tabs=True)] if box else []
        else:
            first, *others = printed.values()
            lines.append(_line(press, [[*number, *first], *others, box], tabs=False))
    return [*lines, BLANK]


def _heading(layout: Layout, name: str, owner: str = "annex") -> Entry:
    return words_of(ink(layout.labels[name], f"heading/{name}", beside=[f"{owner}/heading"]))


def _cell(entries: Sequence[Entry], *, tabs: bool) -> Entry:
    """The entries of a cell one behind the other; Markdown writes a line break between them."""
    words: Entry = []
    for entry in entries:
        words += words_of(ink("<br>", "page/mark")) if words and not tabs else []
        words += entry
    return words


def _line(press: Press, cells: Sequence[Entry], *, tabs: bool) -> Line:
    words = [word for cell in _between(cells, tabs=tabs) for word in cell]
    line = press.line([word for line in press.lines(words, 10**6) for word in line.words])
    if not tabs:
        return line
    gaps: list[str] = []
    before = ""
    for cell in cells:
        gaps += [before, *[" "] * (len(cell) - 1)] if cell else []
        before = "\t" if cell else before + "\t"
    return replace(line, gaps=tuple(gaps))


def _between(cells: Sequence[Entry], *, tabs: bool) -> Iterator[Sequence[Word]]:
    pipe = [] if tabs else words_of(ink("|", "page/mark"))
    for cell in cells:
        yield pipe
        yield cell
    yield pipe
