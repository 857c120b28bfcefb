"""Finds rows in text that has a table cell after cell, with a blank line behind each, as pasted from Word.

The headings stand above the first number, a paragraph each. Most rows have as many paragraphs as there are headings:
each is a cell, whatever its heading. An empty paragraph is an empty cell, a list one paragraph. Where a row has more or
fewer, its words tell which paragraphs are of one cell and which cell is missing, see `ccwp_kg.sources.running`; those
cells are unsure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise

from ccwp_kg.sources.footnotes.footnotes import OWN_NUMBER
from ccwp_kg.sources.grid.grid import Grid, LinedRows
from ccwp_kg.sources.grid.headings import Headings
from ccwp_kg.sources.layout.action_numbers import Number, counts_back, end_with_dash, explicit_number, number_at
from ccwp_kg.sources.layout.headings import NUMBER, folded, is_of_numbers, joined
from ccwp_kg.sources.layout.text_lines import ANNEX, TextLine, is_rule
from ccwp_kg.sources.recognition.scan import Grammar
from ccwp_kg.sources.running.cells import CellPart, part_rows
from ccwp_kg.sources.running.paragraphs import Paragraph, ParagraphRow, goes_on, lines_between, paragraphs_of, shape
from ccwp_kg.sources.running.words import Row
from ccwp_kg.sources.table.cell_features import PARTIES, RECOGNISABLE, TIMETABLE, TITLE, FeatureExtractor
from ccwp_kg.sources.table.parted_headings import headed_parts, names_several
from ccwp_kg.sources.text.list_marks import item_mark

_FEWEST_HEADINGS, _FEWEST_ROWS = 3, 3
"""The known headings and the rows, at least."""
_MOST, _TWO_THIRDS, _NEARLY_ALL = 0.5, 2 / 3, 0.8
"""More rows than this have a paragraph for each heading, footnotes not counted."""
_GAP = "   "
"""What parts the words of two cells in one line."""
_FEW = 0.25
"""More of the rows that fit have the cells that their words tell: else paragraphs are no cells, or out of order."""
_MOST_WORDS = 8
"""The words of a heading, at most."""
_MOST_HEADINGS, _MOST_TRIED = 16, 20
"""The headings, and the paragraphs that are tried as the first row, at most."""
_SHOWN, _LIKE = (PARTIES, *RECOGNISABLE), 0.4
"""The columns whose words show what they are, and how much most of their cells are like it, at least."""
_FEW_WORDS, _PARTS = 2, 2
"""A footnote has more words; the parts of a number that is no bare figure."""
_LONGEST_GROUP = 16
"""The words of the heading of a group, at most."""


@dataclass
class _Table:
    """The table in some lines."""

    lines: Sequence[TextLine]
    grammar: Grammar
    headings: Headings
    heads: Sequence[Paragraph] = ()
    columns: Sequence[str | None] = ()
    group: Paragraph = ()
    """What heads the first group of actions, between the headings and the first number, or above the headings."""
    is_loose: bool = False
    """Whether what heads groups has no form of its own."""
    groups: set[str] = field(default_factory=set)
    """What heads groups, where it stands before each number, in a column of its own."""

    def __post_init__(self) -> None:
        self.text = self.grammar.source.text
        self.features_of = FeatureExtractor(self.grammar, (), _SHOWN).features_of
        self.paragraphs = list[Paragraph]()
        for each in paragraphs_of(self.lines, cues=self.grammar.profile.actions):
            above = self.paragraphs[-1] if self.paragraphs and each[0].text[0].islower() else ()
            # a blank line may stand inside a heading
            is_torn = bool(above) and self.headings.column_of(joined((*above, *each))) is not None
            self.paragraphs[-is_torn or len(self.paragraphs) :] = [(*above, *each) if is_torn else each]
        gaps = (lines_between(self.text, one, other) for one, other in pairwise(self.paragraphs))
        self.usual_gap = max(2, next((gap for gap, _ in Counter(filter(None, gaps)).most_common(1)), 2))

    def rows(self) -> list[ParagraphRow]:
        """The rows under headings that most of them fit; none where no headings do."""
        firsts = (at for at in range(_FEWEST_HEADINGS, len(self.paragraphs)) if self._may_be_first(at))
        tried = ((first, beside) for first in islice(firsts, _MOST_TRIED) for beside in (True, False))
        return next(filter(None, (self._rows_behind(*each) for each in tried)), [])

    def _may_be_first(self, at: int) -> bool:
        is_group = len(joined(self.paragraphs[at - 1]).split()) <= _LONGEST_GROUP
        below = self._is_below_headings(at) or (is_group and self._is_below_headings(at - 1))
        return below and self._number(at, ()) is not None

    def _is_below_headings(self, at: int) -> bool:
        return all(map(self._is_heading, self.paragraphs[at - 2 : at]))

    def _number(self, at: int, last: tuple[int, ...], *, beside: bool = False) -> Number | None:
        """The number with which a paragraph begins, if it counts on from the last one: 6.1, or a figure alone.

        Below headings, or anywhere if `beside`, a title may stand beside a figure.
        """
        text, cues = self.paragraphs[at][0].text, self.grammar.profile.actions
        number = explicit_number(text, cues=cues)
        number = number if number is not None and number.counts_on(last) else None
        figure = number_at(text, cues=cues) if number is None and len(last) < _PARTS else None
        is_next = figure is not None and figure.counts == (last[0] + 1 if last else 1,)
        is_own = figure is not None and (beside or figure.alone or self._is_below_headings(at))
        return figure if is_next and is_own else number

    def _rows_behind(self, first: int, beside: bool) -> list[ParagraphRow]:
        """The rows from the one at a place on, if headings above it fit most of them.

        All of them, where figures may stand `beside` titles: a list may begin so, too.
        """
        numbers = self._numbers(first, beside)
        above = {joined(each): each for each in (self.paragraphs[at - 1] for at, _ in numbers)}  # a page may repeat it
        own = shape(self.paragraphs[first - 1])
        is_group = Counter(map(shape, above.values()))[own] > 1
        texts = [joined(self.paragraphs[at - 1]) for at, _ in numbers]
        recurs = texts.count(texts[0]) > 1 and self._column(self.paragraphs[first - 1]) is None
        is_column = recurs and 2 * len({*texts}) <= len(texts)  # of groups, whatever their form
        self.groups = {*texts} if is_column or all(shape(each) == own for each in above.values()) else set()
        is_group |= is_column
        self.is_loose = not is_group and self._column(self.paragraphs[first - 1]) is None
        ends = [end for end, may in ((first, not is_group), (first - 1, is_group or self.is_loose)) if may]
        ways = [(at, end) for end in ends for at in range(max(0, end - _MOST_HEADINGS), end - _FEWEST_HEADINGS + 1)]

        def fit(way: tuple[int, int]) -> int:
            self.group = () if way[1] == first else self.paragraphs[way[1]]
            return self._fitting(self.paragraphs[slice(*way)], numbers)

        fitting = fit(max(ways, key=fit, default=(first, first)))
        # known headings of different columns tell their cells where rows do not fit, see `table.alignment`
        are_told = None not in self.columns and len({*self.columns}) == len(self.columns)
        rows = self._rows_from(numbers) if len(numbers) >= _FEWEST_ROWS else []
        whole = sum(not row.is_broken for row in rows)
        least = len(numbers) - 1 if beside else (_TWO_THIRDS if are_told else _MOST) * whole
        only_lack = fitting == least and all(len(row.cells) <= len(self.columns) for row in rows)
        rows = rows if fitting > least or only_lack else []
        is_mixed = are_told and any(_GAP in line.text for row in rows for cell in row.cells for line in cell)
        openings = [each[0].text for each in self.paragraphs[: first + 1]]
        is_later = counts_back(openings, cues=self.grammar.profile.actions)  # these headings are a later page's
        return rows if self._are_in_order(rows) and not is_mixed and not is_later else []

    def _are_in_order(self, rows: Sequence[ParagraphRow]) -> bool:
        """Whether cells stand in the order of the headings: no title is a list, and names and times are where they go.

        Some programs write what stands highest on a page first.
        """
        fitting = [row.cells for row in rows if len(row.cells) == len(self.columns)]
        cells = [[*each] for each in zip(*fitting, strict=True)]
        for own, name in zip(cells, self.columns, strict=False):
            shown = self._shown(own, name)
            # where all rows fit, only what stands elsewhere is out of order
            most = max(self._shown(each, name) for each in cells) if name in RECOGNISABLE else 0
            lists = name == TITLE and any(item_mark(cell[0].text) is not None for cell in own if cell)
            few = len(fitting) < _NEARLY_ALL * len(rows) and not self._are_proved(cells)
            if lists or (2 * shown < sum(map(bool, own)) and (most > shown or few)):
                return False
        return True

    def _are_proved(self, cells: Sequence[Sequence[Paragraph]]) -> bool:
        """Whether names of States and times are where they go, so that bodies nobody knows may be, too."""
        own = [(name, each) for name, each in zip(self.columns, cells, strict=False) if name in RECOGNISABLE]
        return len(own) > 1 and all(2 * self._shown(each, name) > sum(map(bool, each)) for name, each in own)

    def all_fit(self, rows: Sequence[ParagraphRow]) -> bool:
        """Whether each row has a paragraph for each heading, and no cell begins with one: their number tells cells."""
        heads = {folded(joined(each)) for each in self.heads}
        cells = [cell for row in rows for cell in row.cells if cell]
        fits = all(len(row.cells) == len(self.columns) for row in rows)
        return fits and not any(folded(cell[0].text) in heads for cell in cells)

    def _shown(self, cells: Sequence[Paragraph], name: str | None) -> int:
        """How many cells are like those of a column."""
        return sum(self._is_like(cell, name) for cell in cells if cell)

    def _is_like(self, cell: Paragraph | int, name: str | None) -> bool:
        """Whether a cell is like those of a column; any is, where words do not show the column."""
        return name not in _SHOWN or (isinstance(cell, tuple) and self.features_of(cell).get(name, 0.0) > _LIKE)

    def _fitting(self, heads: Sequence[Paragraph], numbers: Sequence[tuple[int, Number]]) -> int:
        """How many whole rows have as many paragraphs as there are headings; the table is then that of these."""
        names = [self._column(head) for head in heads]
        number = names.index(NUMBER) if NUMBER in names[: 1 + bool(self.groups)] else -1
        above = self.paragraphs[: self.paragraphs.index(heads[0])][-1:] if heads and number < 0 else []
        is_part = any(self._column(each) is not None for each in above)  # of more headings: a number is in the first
        if is_part or not all(map(self._is_heading, heads)) or len({*names} - {None}) < _FEWEST_HEADINGS:
            return 0
        self.heads, self.columns = heads, names[number + 1 :]
        rows = [row for row in self._rows_from(numbers) if not row.is_broken]
        return sum(sum(not self._may_be_note(cell) for cell in row.cells) == len(self.columns) for row in rows)

    def _may_be_note(self, cell: Paragraph) -> bool:
        """Whether a paragraph may be a footnote that is not yet known to be one."""
        # "1 May 2018 – 30 June 2019" is none, nor "30 June" or "4 000"
        may = len(joined(cell).split()) > _FEW_WORDS and OWN_NUMBER.match(cell[0].text) is not None
        return may and not self._is_like(cell, TIMETABLE)

    def _is_heading(self, paragraph: Paragraph) -> bool:
        text = joined(paragraph)
        is_short = len(text.split()) <= _MOST_WORDS and (text[-1] not in ".;,:" or is_of_numbers(text))
        return is_short and text[0].isupper() and ANNEX.fullmatch(text) is None

    def _column(self, paragraph: Paragraph) -> str | None:
        text = joined(paragraph)
        several = folded(text) if names_several(paragraph, self.grammar) else None
        return self.headings.column_of(text) or several or self.headings.likely(text)

    def _numbers(self, first: int, beside: bool) -> list[tuple[int, Number]]:
        """The places of the paragraphs from a first one on that begin with numbers of actions, which count on."""
        found: list[tuple[int, Number]] = []
        for at in range(first, len(self.paragraphs)):
            last = found[-1][1].counts if found else ()
            number = self._number(at, last, beside=beside)
            found += [(at, number)] if number is not None else []
        return found

    def _rows_from(self, numbers: Sequence[tuple[int, Number]]) -> list[ParagraphRow]:
        """The rows; items of which no mark says whether they are of one list are, where only so a row fits."""
        rows = []
        for (at, number), (until, _) in pairwise([*numbers, (len(self.paragraphs), numbers[-1][1])]):
            row, joining = (self._row(at, number, until, join=each) for each in (False, True))
            self._join_box(row)
            fits = len(joining.cells) == len(self.columns) != len(row.cells)
            joining.is_sure = False
            rows.append(joining if fits else row)
        if self.has_groups:
            for row, behind in pairwise([ParagraphRow(rows[0].number, [], below=[self.group]), *rows]):
                behind.group = row.below.pop() if row.below else ()
        return rows

    @property
    def has_groups(self) -> bool:
        """Whether a heading before that of numbers names what stands before each number."""
        return len(self.heads) - len(self.columns) > 1

    def _join_box(self, row: ParagraphRow) -> None:
        """Join the paragraphs of a box in the last column: each ends a sentence, as no other cell needs to.

        Behind the last row they may be what follows the table.
        """
        last = len(self.columns) - 1
        own = [*row.cells[last:], *row.below] if [*self.columns[last:]] == [self.grammar.profile.box.name] else []
        ends = (bool(cell) and cell[-1].text[-1] == "." and len(joined(cell).split()) > _MOST_WORDS for cell in own)
        if len(own) > 1 and all(ends):
            row.is_sure = not row.below
            row.cells[last:], row.below = [tuple(line for cell in own for line in cell)], []

    def _row(self, at: int, number: Number, until: int, *, join: bool) -> ParagraphRow:
        row = ParagraphRow(self.paragraphs[at][0].part(0, number.end), [])
        items = self._items(row, at, until, end_with_dash(number, self.paragraphs[at][0].text), join=join)
        boxed = self.grammar.profile.box.name not in self.columns
        box = next((place for place, each in enumerate(items) if boxed and self._is_box(each)), len(items))
        row.box = [each for each in items[box:] if isinstance(each, tuple) and each]
        row.cells = self._beside_headings(items[:box])
        for part in (row.box, row.cells):
            is_more = part is row.cells and len(part) == len(self.columns) + 1
            if part and (self._is_group(part[-1], is_more=is_more) or (row.heads and self._heads_table(part[-1]))):
                row.below.append(part.pop())
        missing = len(self.columns) - len(row.cells)
        if until < len(self.paragraphs) and not row.below and not row.box and missing > 0:
            row.cells += [()] * min(missing, self._empty(self.paragraphs[until - 1], self.paragraphs[until]))
        if until == len(self.paragraphs):
            row.below += [each for each in row.cells[len(self.columns) :] if each]
            del row.cells[len(self.columns) :]
        return row

    def _items(self, row: ParagraphRow, at: int, until: int, end: int, *, join: bool) -> list[Paragraph | int]:
        """The paragraphs of a row, the first of which has its number up to an `end`: cells, and places of headings.

        An empty paragraph has no lines. The items of a list are one paragraph, as is what a page parts.
        """
        head = self.paragraphs[at]
        title = (*head[0].behind(end), *head[1:])
        places = {folded(joined(each)): place for place, each in enumerate(self.heads)}
        heads = [*range(len(self.heads))]
        found: list[Paragraph | int] = [title] if title else []
        named: list[Paragraph] = []
        for before, paragraph in pairwise(self.paragraphs[at:until]):
            gap = lines_between(self.text, before, paragraph)
            found += [()] * (self._empty(before, paragraph) if found else 0)
            place = places.get(folded(joined(paragraph)))
            is_repeated = found[-len(heads) :] == heads  # by a page, perhaps within a cell
            end = len(found) - (len(heads) if is_repeated else 0) - 1
            last = found[end] if end >= 0 else ()
            if place is not None:
                found.append(place)
                named.append(paragraph)
                row.heads = named[-len(heads) :] if found[-len(heads) :] == heads else row.heads
            elif (
                isinstance(last, tuple)
                and last
                and (
                    (gap == 1 and not is_repeated)  # the number in the next line is that of no row
                    or self._is_of_labelled(last, paragraph)
                    or goes_on(last, paragraph, join=join, marks=self.grammar.profile.layout.list_marks)
                    or ((is_repeated or not gap) and paragraph[0].text[0].islower())
                )
            ):
                found[end] = (*last, *paragraph)
                row.is_broken |= is_repeated
            else:
                found.append(paragraph)
        return found

    def _is_of_labelled(self, last: Paragraph, paragraph: Paragraph) -> bool:
        """Whether a paragraph is a further part of a cell with headings inside, or stands behind one of them."""
        labels = self.grammar.labels
        of_last, own = ([*headed_parts(each, labels)] for each in (last, paragraph))
        may = of_last and (own or not of_last[-1][1]) and not self._is_box(paragraph)
        return bool(may) and any(names_several(head, self.grammar) for head in self.heads)

    def _beside_headings(self, items: Sequence[Paragraph | int]) -> list[Paragraph]:
        """The cells among the items of a row: each behind its own heading where they are printed so, else all in order.

        Headings at the end are those of the next row.
        """
        first = len(self.heads) - len(self.columns)
        end = next((at for at in range(len(items), 0, -1) if isinstance(items[at - 1], tuple)), 0)
        places = [at for at in range(end) if isinstance(items[at], int)]
        cells = [each for each in items[:end] if isinstance(each, tuple)]
        own = [items[one + 1 : other] for one, other in pairwise([*places, end])]
        heads = [item - first for item in items[:end] if isinstance(item, int)]
        is_beside = bool(heads) and heads == [*range(places[0], len(self.columns))]
        if not is_beside or any(len(each) > 1 for each in own) or 2 * sum(map(len, own)) < len(own):
            return cells
        columns = self.columns[places[0] :]
        # behind the headings of two cells, one cell may be that of either
        if any(
            not one and other and not self._is_like(other[0], name)
            for (one, other), name in zip(pairwise(own), columns[1:], strict=True)
        ):
            return cells
        found = [*items[: places[0]], *(each[0] if each else () for each in own)]
        return [each for each in found if isinstance(each, tuple)]

    def _is_box(self, item: Paragraph | int) -> bool:
        return isinstance(item, tuple) and bool(item) and self.headings.opens_box(item[0].text)

    def _empty(self, one: Paragraph, other: Paragraph) -> int:
        """The empty paragraphs between two."""
        return max(0, round(lines_between(self.text, one, other) / self.usual_gap) - 1)

    def _heads_table(self, paragraph: Paragraph) -> bool:
        """Whether a paragraph above headings that are repeated heads a table, as the one above the first does."""
        above = self.paragraphs[: self.paragraphs.index(self.heads[0])][-1:]
        return bool(paragraph and above) and shape(paragraph) == shape(above[0])

    def _is_group(self, paragraph: Paragraph, *, is_more: bool) -> bool:
        """Whether a paragraph heads a group, as the one above the first number does; of any form if no cell is left."""
        if not paragraph or len(joined(paragraph).split()) > _LONGEST_GROUP:
            return False
        is_head = is_more and self.is_loose and self._is_heading(paragraph)
        of_form = shape(paragraph) == shape(self.group or paragraph) or joined(paragraph) in self.groups
        heads = of_form or (is_head and not self._is_like(paragraph, self.columns[-1]))
        return self.headings.opens_group(paragraph[0].text) or (bool(self.group) and heads)


def grid_of_paragraph_rows(lines: Sequence[TextLine], *, grammar: Grammar, headings: Headings) -> Grid | None:
    """The rows in lines of which blank lines part the cells; None where no headings fit most of them."""
    lines = [line for line in lines if not is_rule(line.text)]
    if not lines:
        return None
    table = _Table(lines, grammar, headings)
    rows = table.rows()
    if not rows:
        return None
    running = [Row(tuple(line for cell in row.cells for line in cell), by_blocks=True) for row in rows]
    parts = part_rows(table.columns, running, grammar=grammar)
    if table.all_fit(rows):
        return _grid(table, rows, parts or [()] * len(rows))
    are_headed = any(grammar.labels.column(cell[0].text) for row in rows for cell in row.cells if len(cell) > 1)
    if parts is None or are_headed:  # a cell right below its heading is one of sheets
        return None
    fitting = [(row.cells, part) for row, part in zip(rows, parts, strict=True) if len(row.cells) == len(table.columns)]
    alike = sum(
        [(at, cell) for at, cell in enumerate(cells) if cell] == [(each.column, tuple(each.lines)) for each in part]
        for cells, part in fitting
    )
    return _grid(table, rows, parts) if alike > _FEW * len(fitting) else None


def _grid(table: _Table, rows: Sequence[ParagraphRow], parts: Sequence[Sequence[CellPart]]) -> Grid:
    """The grid of the rows: a cell for each paragraph, or where a row has more or fewer, for each of its parts."""
    made = LinedRows(table.text, len(table.heads) - len(table.columns), len(table.heads))
    made.add_heads(table.heads)
    if table.group and not table.has_groups:
        made.add_wide(table.group)
    for row, by_words in zip(rows, parts, strict=True):
        made.begin(row.number)
        made.put(-made.first, row.group, is_sure=True)
        told = {part.column: part.lines for part in by_words}
        fits = len(row.cells) == len(table.columns)
        own = {column: lines for column, lines in enumerate(row.cells) if lines} if fits else told
        told = told or own  # where all rows fit, words need not tell
        for column in {*own, *told}:
            lines = own.get(column, ())
            made.put(column, lines, is_sure=fits and row.is_sure and lines == told.get(column))
        for place, below in enumerate([*row.box, *row.below]):
            made.add_wide(below, is_apart=place >= len(row.box))
        if row.heads:
            made.add_heads(row.heads)
    return made.grid()
