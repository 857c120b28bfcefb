"""Reads rows whose cells share lines, as `pdftotext` writes a table in the order of reading.

Cells of a row may stand among those of other rows of the page, and behind the box of the row.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ccwp_kg.sources.layout.headings import Label
from ccwp_kg.sources.layout.text_lines import TextLine, blocks
from ccwp_kg.sources.recognition.scan import Grammar
from ccwp_kg.sources.records.prose_parts import ColumnDefinition, StrategicObjective
from ccwp_kg.sources.records.source_text import grouped
from ccwp_kg.sources.table.cell_features import OBJECTIVES, OPTIONAL, TITLE
from ccwp_kg.sources.table.cells import Cell, Cells, SharedLines
from ccwp_kg.sources.table.column_order import neighbours
from ccwp_kg.sources.table.items import is_prose_behind
from ccwp_kg.sources.table.rows import Annex, AnnexRow, read_annex
from ccwp_kg.sources.table.table import read_cells
from ccwp_kg.sources.woven.habits import Strand, Three, threes
from ccwp_kg.sources.woven.parting import Parting
from ccwp_kg.sources.woven.weave import Woven

BY_COST = "untangle.least-cost"
_MOST_LINES, _MOST_CHARACTERS = 1200, 60_000
"""The lines and characters of all rows, at most."""
_BROAD = 0.6
"""A block with a line this broad beside the broadest of a box goes on with it."""
_NEAR, _FEW_WORDS, _MOST_ROWS = 6, 3, 0.5
"""So many lines from a heading, a line of so few words that more rows repeat is a piece of another heading."""
_COLUMNS, _SHOWN = 3, 2
_FEWEST, _IN_DOUBT = 3, 0.2
"""So many rows, at least, and a larger share of them than this, are in doubt where this way is taken."""


def read_lines(
    lines: Sequence[TextLine],
    *,
    ordinal: int | None,
    columns: Sequence[ColumnDefinition],
    objectives: Sequence[StrategicObjective],
    grammar: Grammar,
) -> tuple[Annex, Sequence[Cells]]:
    """The annex of plan `ordinal` in lines that no grid has, and the cells of its rows, read anew where many are in
    doubt. `columns` are those that the document explains, in its order.
    """
    explained = [column.column for column in columns]
    annex = read_annex(lines, grammar.labels, profile=grammar.profile, ordinal=ordinal, explained=explained)
    texts = [each.text.text.casefold() for each in objectives]
    is_next = annex.column_order.columns[:2] == (TITLE, OBJECTIVES)
    behind = {row.value: _behind_title(row, texts) if is_next else () for row in annex.rows}
    if sum(map(bool, behind.values())) < max(_SHOWN, len(behind) / 2):
        return _read_lines(annex, objectives=objectives, grammar=grammar)
    rows = (replace(row, body=tuple(line for line in row.body if line not in behind[row.value])) for row in annex.rows)
    annex, cells = _read_lines(replace(annex, rows=tuple(rows)), objectives=objectives, grammar=grammar)
    heading = next((label.lines for label in annex.labels if label.column == TITLE), ())
    return annex, [
        replace(each, others=(*each.others, Cell(lines, heading=heading))) if (lines := behind[row.value]) else each
        for row, each in zip(annex.rows, cells, strict=True)
    ]


def _behind_title(row: AnnexRow, objectives: Sequence[str]) -> tuple[TextLine, ...]:
    """The prose between the title of a row and its first objective, in paragraphs of its own."""
    words = (line.text.rstrip(".,;").casefold() for line in row.body)
    first = next((at for at, each in enumerate(words) if any(text.startswith(each) for text in objectives)), 0)
    head = row.body[:first]
    title = blocks(head)[0] if len(head) > _SHOWN else head[:1]
    return head[len(title) :] if head and is_prose_behind(title, head[len(title) :]) else ()


def _read_lines(
    annex: Annex, *, objectives: Sequence[StrategicObjective], grammar: Grammar
) -> tuple[Annex, Sequence[Cells]]:
    cells = read_cells(annex, objectives=objectives, grammar=grammar)
    size = sum(len(line.text) for row in annex.rows for line in row.body)
    count = sum(len(row.body) for row in annex.rows)
    doubts = [*filter(None, map(_doubt, cells))]
    if len(doubts) < _FEWEST or sum(doubts) <= _IN_DOUBT * len(cells) or count > _MOST_LINES or size > _MOST_CHARACTERS:
        return annex, cells
    rows = _Rows(_without_headings(annex), grammar)
    return rows.read(objectives) if TITLE in rows.columns and len(rows.columns) >= _COLUMNS else (annex, cells)


def _doubt(cells: Cells) -> float:
    """How much is in doubt of a row: all where it lacks a cell or has words for none, half where two share lines."""
    if cells.loose or cells.doubtful or cells.missing:
        return 1.0
    return 0.5 * (cells.shared_lines is not None and cells.shared_lines.rule is None)


class _Rows:
    """The rows of an annex, in groups of which each may stand in one run of lines, and the lines of their boxes."""

    def __init__(self, annex: Annex, grammar: Grammar) -> None:
        self.annex, self.grammar = annex, grammar
        box, rows = grammar.profile.box.name, annex.rows
        is_below = 2 * sum(row.label(box) is not None for row in rows) > len(rows)
        self.columns = [name for name in annex.column_order.columns if name != box or not is_below]
        self.boxes = boxes = {at: _box(row, box) for at, row in enumerate(rows)}
        for at, row in enumerate(rows[1:]):
            if boxes[at]:  # a page may end in it
                above = blocks([line for line in row.body if line.span.start < row.head.span.start])
                boxes[at] += [line for block in above if _goes_on(block, boxes[at]) for line in block]

        def stand_together(before: int, at: int) -> bool:
            last, row = rows[before], rows[at]
            own = [each for each in row.labels if each.column != box and each.lines[0].span < row.head.span]
            return len(own) <= 1 and (last.label(box) is None or last.head.page == row.head.page)

        self.groups = grouped(range(len(rows)), stand_together)

    def read(self, objectives: Sequence[StrategicObjective]) -> tuple[Annex, Sequence[Cells]]:
        """The annex and its cells."""
        quoted: set[Three] = set()
        for objective in objectives:
            quoted.update(threes([word.casefold().strip("(),.;:") for word in objective.text.text.split()]))
        parting = Parting(self.columns, self.grammar.profile.box.name, frozenset(quoted), self.grammar)
        parted = parting.of([[self._segment(at) for at in group] for group in self.groups])
        rows: list[AnnexRow] = []
        cells: list[Cells] = []
        for each in parted:
            for at in range(len(each.text.numbers)):
                row, found = self._row(len(rows), each, at)
                rows.append(row)
                cells.append(found)
        return replace(self.annex, rows=tuple(rows)), cells

    def _segment(self, at: int) -> Strand:
        """The words of a row without any box."""
        row, boxed = self.annex.rows[at], {line.span for lines in self.boxes.values() for line in lines}
        body = [line for line in row.body if line.span not in boxed]
        above = sum(line.span < row.head.span for line in body)
        is_inline = above < len(body) and body[above].goes_on_with(row.head)
        return Strand(body, (above,), frozenset({above} if is_inline else ()), self.grammar)

    def _row(self, at: int, parted: Woven, place: int) -> tuple[AnnexRow, Cells]:
        """A row of the annex with the lines of its cells, and these."""
        row, box = self.annex.rows[at], self.grammar.profile.box.name
        lines = {
            name: tuple(line for piece in pieces for line in parted.text.lines(*piece))
            for column, name in enumerate(self.columns)
            if (pieces := parted.cells.get((place, column)))
        }
        unsure = [self.columns[column] for own, column in sorted(parted.unsure) if own == place]
        made = {name: Cell(part, BY_COST, self.grammar.hyphens.dividing(part)) for name, part in lines.items()}
        sure = sum(each not in unsure for each in made)
        shared = SharedLines(tuple(made), _in_order(lines), BY_COST, round(100 * sure / max(1, len(made))))
        if self.boxes[at]:
            lines[box] = (*lines.get(box, ()), *self.boxes[at])
            made[box] = Cell(lines[box])
        optional = {*OPTIONAL, box}
        found = Cells(
            made,
            missing=tuple(
                each for each in self.columns if each not in made and (each in unsure or each not in optional)
            ),
            shared_lines=shared if shared.lines else None,
            suspect=tuple((each, *neighbours(each, self.columns)) for each in unsure if each in made),
        )
        if self.boxes[at] and not self._is_whole(at):
            found = replace(found, suspect=(*found.suspect, (box, self.columns[-1])))
        body = _in_order(lines)
        heads = [line for label in row.labels for line in label.lines]
        number = [line for line in (row.number, row.number_word) if line is not None]
        every = sorted([*body, *heads, *number], key=lambda line: line.span)
        return replace(row, body=body, lines=tuple(every)), found

    def _is_whole(self, at: int) -> bool:
        """Whether the box of a row is one block, right below its heading and with nothing else behind it."""
        row, lines = self.annex.rows[at], self.boxes[at]
        label = row.label(self.grammar.profile.box.name)
        behind = [line for line in row.body if label is not None and line.span.start >= label.lines[-1].span.end]
        return behind == lines and len(blocks(lines)) == 1


def _in_order(cells: Mapping[str, Sequence[TextLine]]) -> tuple[TextLine, ...]:
    return tuple(sorted((line for cell in cells.values() for line in cell), key=lambda line: line.span))


def _box(row: AnnexRow, box: str) -> list[TextLine]:
    """The box of a row: the block of its heading, else the broadest one behind it, and what is as broad."""
    label = row.label(box)
    if label is None:
        return []
    head = label.lines[-1]
    behind = blocks([line for line in row.body if line.span.start >= head.span.end])
    behind.sort(key=lambda block: (block[0].block != head.block, -_breadth(block)))
    found: list[TextLine] = []
    for block in behind:
        if not found or _goes_on(block, found) or block[0].page != found[-1].page:
            found += block
    return sorted(found, key=lambda line: line.span)


def _goes_on(block: Sequence[TextLine], box: Sequence[TextLine]) -> bool:
    return _breadth(block) >= _BROAD * _breadth(box)


def _breadth(lines: Sequence[TextLine]) -> int:
    return max(len(line.text) for line in lines)


def _without_headings(annex: Annex) -> Annex:
    """The annex whose rows have no pieces of headings: lines near one that many rows repeat."""
    near = {
        place: label
        for label in annex.labels
        for line in label.lines
        for place in range(line.index - _NEAR, line.index + _NEAR + 1)
    }
    short = [[line for line in row.body if line.index in near and _may_be_heading(line)] for row in annex.rows]
    often = Counter(text for lines in short for text in {line.text for line in lines})
    least = max(2, _MOST_ROWS * len(annex.rows))
    gone = {line.index: line for lines in short for line in lines if often[line.text] > least}
    headings = (*annex.headings, *(Label(near[at].column, (line,)) for at, line in gone.items()))
    rows = (replace(row, body=tuple(line for line in row.body if line.index not in gone)) for row in annex.rows)
    return replace(annex, rows=tuple(rows), headings=headings) if gone else annex


def _may_be_heading(line: TextLine) -> bool:
    return len(line.text.split()) <= _FEW_WORDS and line.text[-1].isalpha()
