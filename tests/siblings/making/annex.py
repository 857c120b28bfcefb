"""The rows of the annex: numbers, headings and cells in the order a layout prints them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from siblings.making.content import Action, Plan
from siblings.making.expected import Record
from siblings.making.ink import BLANK, Line, Press, ink, words_of
from siblings.making.layout import OBJECTIVES, PARTIES, TERMS, Layout, Row
from siblings.making.tables.cells import Cells, Entry
from siblings.making.tables.delimited import delimited
from siblings.making.tables.in_columns import column_headings, in_columns
from siblings.making.tables.tangles import TANGLES


@dataclass(frozen=True, slots=True)
class Annex:
    """Composes the annex."""

    plan: Plan
    layout: Layout
    press: Press
    record: Record

    def lines(self) -> list[Line]:
        """All its lines, without headers and footers."""
        layout = self.layout
        lines = [*self.page_line(layout.annex_heading, "annex/heading"), BLANK] if layout.annex_heading else []
        if layout.table:
            if layout.table == "columns":
                lines += self.headings() if layout.headings == "once" else []
                lines += in_columns(self.plan, layout, self.press, self.record)
            else:
                lines += delimited(self.plan, layout, self.press, self.record)
            lines[0] = replace(lines[0], new_page=True)
            return [*lines, *(self.page_line("_" * 18, "annex/end-rule") if layout.end_rule else [])]
        if layout.headings == "once":
            lines += self.headings()
        for place, action in enumerate(self.plan.actions):
            if place and layout.row_rule:
                lines += [*self.page_line(layout.row_rule, "annex/rule"), BLANK]
            first, *others = self._row(action, layout.row(place))
            lines += [replace(first, new_page=layout.row_pages and place > 0, breakable=True), *others, BLANK]
        lines[0] = replace(lines[0], new_page=True)
        return [*lines, *(self.page_line("_" * 18, "annex/end-rule") if layout.end_rule else [])]

    def headings(self) -> list[Line]:
        """The headings of all columns: one below the other, or in one line."""
        if self.layout.table == "columns":
            return column_headings(self.layout, self.press)
        if self.layout.headings_in_line:
            words = [word for name in self.layout.columns for line in self.heading(name) for word in line.words]
            return [self.press.line(words), BLANK]
        return [line for name in self.layout.columns for line in (*self.heading(name), BLANK)]

    def heading(self, name: str, *, owner: str = "annex") -> list[Line]:
        """The heading of a column or of the box, printed for an action or for many."""
        words = words_of(ink(self.layout.labels[name], f"heading/{name}", beside=[f"{owner}/heading"]))
        return self.press.lines(words, self.layout.widths.get(name, 40))

    def page_line(self, text: str, claim: str) -> list[Line]:
        """A line that says nothing of the plan."""
        return self.press.lines(words_of(ink(text, claim)), 999)

    def _row(self, action: Action, row: Row) -> list[Line]:
        """The parts of a row with blank lines between them, but for where the layout says otherwise."""
        cells = Cells(self.plan, action, self.layout, self.record)
        lines: list[Line] = []
        blank = False
        for part in row.parts:
            printed = self._part(part, cells, row)
            if printed:
                lines += [*([BLANK] if blank else []), *printed]
            blank = part != "+" if printed or part == "+" else blank
        for name in action.open_cells:
            self.record.leave_open(f"{cells.path}/{_FIELDS.get(name, name)}")
        return lines

    def _part(self, part: str, cells: Cells, row: Row) -> list[Line]:
        if part == "+" or (TERMS in part and not cells.action.terms):
            return []
        if "~" in part:
            left, right = (self._cell(cells, name, row) for name in part.split("~"))
            number = self.press.lines(cells.number_words(), 99) if row.tangled_number else []
            return TANGLES[row.tangle](left, right, number)
        if ">" in part:
            first, second = part.split(">")
            return self.press.lines([*self._words(first, cells), *cells.entries(second)[0]], self._width(second))
        if part == "number":
            return self.press.lines(cells.number_words(), 99)
        return self.heading(part[1:], owner=cells.path) if part.startswith("#") else self._cell(cells, part, row)

    def _words(self, part: str, cells: Cells) -> Entry:
        if part == "number":
            return cells.number_words()
        return words_of(ink(self.layout.labels[part[1:]], f"heading/{part[1:]}", beside=[f"{cells.path}/heading"]))

    def _cell(self, cells: Cells, name: str, row: Row) -> list[Line]:
        entries = cells.entries(name)
        lines: list[Line] = []
        if name == PARTIES and row.collapsed:
            marks = [entry[:1] for entry in entries[: row.collapsed]]
            entries = [entry[1:] for entry in entries]
            lines = [line for mark in marks for line in (*self.press.lines(mark, 9), BLANK)]
        numbered = "{" in self.layout.item_mark and len(entries) > 1
        for place, entry in enumerate(entries):
            first, *others = self.press.lines(entry, self._width(name))
            lines += [BLANK] if self.layout.loose_items and place > 0 else []
            lines += [replace(first, breakable=numbered and place > 0), *others]
        return lines

    def _width(self, name: str) -> int:
        return self.layout.box_width if name == TERMS else self.layout.widths[name]


_FIELDS = {OBJECTIVES: "objective", "indicators": "indicator", "outcomes": "outcome", PARTIES: "party"}
