"""Rows become cells: blocks given to columns, and blocks in which two columns stand taken apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from ccwp_kg.sources.interleaved.by_party_names import PartyNames
from ccwp_kg.sources.interleaved.by_quotation import Passages
from ccwp_kg.sources.interleaved.separate import BY_NAMES, SplitEvidence, Untangled, Widths, by_gap, untangle
from ccwp_kg.sources.layout.lines import TextLine, blocks, spans_of
from ccwp_kg.sources.recognition.scan import Grammar
from ccwp_kg.sources.records.records import StrategicObjective
from ccwp_kg.sources.table.alignment import IMPOSSIBLE, Aligned, Aligner, Block
from ccwp_kg.sources.table.cell_features import (
    INDICATORS,
    LEAD,
    OBJECTIVES,
    OUTCOMES,
    PARTIES,
    START,
    STATUS,
    TIMETABLE,
    CellFeatures,
    FeatureExtractor,
)
from ccwp_kg.sources.table.cells import Cell, Cells, Tangle
from ccwp_kg.sources.table.column_order import ROWS
from ccwp_kg.sources.table.mixed_cells import MixedCellDetector
from ccwp_kg.sources.table.row_blocks import PreparedRow, prepared_row
from ccwp_kg.sources.table.rows import Annex, AnnexRow
from ccwp_kg.sources.text.list_marks import item_mark, list_mark

_SAVED = 1.0
"""A block too wide for one column is taken for two cells where that makes the row cheaper by so much."""
_DOUBT = 0.5
"""Where the plain cells are in doubt, it may be dearer by so much."""
_LOST = 0.5
"""A block with other signs of two cells is taken so even where it makes the row dearer by so much."""
_FEW = 0.3
"""Where so few blocks have no blank line before them, those share the lines of another cell."""
_TELLING = 50
"""So many rows show how a document closes its cells."""
_RARE = 0.1
"""The share of cells that may end in a comma or semicolon by chance."""
_STOP = re.compile(r"[a-zA-Z]{3}[.;] [A-Z]|[a-z]{3}[.;] [a-z]")
"""The end of an item inside a line of a cell whose items begin lines."""
_WORDS = 4
"""A line of fewer words may be part of an objective by chance."""


@dataclass(frozen=True, slots=True)
class TableReader:
    """Reads the rows of one table.

    `told` gives the words of a cell, `dividing` the hyphens in its pieces that only divide a word; `objectives` are the
    strategic objectives, `aims` their words in a row, `parties` the names of parties.
    """

    aligner: Aligner
    objectives: Passages
    aims: tuple[str, ...]
    parties: PartyNames
    told: Callable[[Sequence[TextLine]], str]
    dividing: Callable[[Sequence[TextLine]], frozenset[int]]

    def read_cells(self, rows: Sequence[AnnexRow]) -> tuple[Cells, ...]:
        """The cells of all rows; rows that keep their columns apart show the widths that help to part the others."""
        prepared = [prepared_row(row, box=self.aligner.box, list_marks=self.aligner.list_marks) for row in rows]
        plain = [
            self.aligner.align(each.blocks, headings=each.headings, listed=each.listed)
            if each.tangled is None
            else None
            for each in prepared
        ]
        detector = MixedCellDetector.of(
            [each for each in plain if each is not None],
            [block for each in prepared for block in each.blocks],
            list_marks=self.aligner.list_marks,
            box=self.aligner.box,
            spaced=sum(len(each.glued) for each in prepared) <= _FEW * sum(len(each.blocks) for each in prepared),
        )
        return tuple(
            _RowReader(self, detector, each).cells(aligned) for each, aligned in zip(prepared, plain, strict=True)
        )


def read_cells(annex: Annex, *, objectives: Sequence[StrategicObjective], grammar: Grammar) -> tuple[Cells, ...]:
    """The cells of all rows of an annex; `objectives` are those the plan sets."""
    box = grammar.profile.box.name
    told = Passages.of([objective.text.text for objective in objectives], jump=True)
    extractor = FeatureExtractor(grammar, objectives, annex.column_order.columns)
    features_of = lru_cache(maxsize=64)(extractor.features_of)
    table = TableReader(
        Aligner(
            annex.column_order.columns,
            optional=frozenset({PARTIES, LEAD, START, STATUS, TIMETABLE, box}),
            box=box,
            list_marks=grammar.profile.layout.list_marks,
            headed=annex.column_order.headed
            if annex.column_order.headings == ROWS
            else annex.column_order.headed & {box},
            closing=_closing(annex.rows[:_TELLING], features_of),
            alike=_are_alike(annex.rows[:_TELLING], grammar.profile.layout.list_marks),
            features_of=features_of,
        ),
        objectives=told,
        aims=tuple(f" {' '.join(words)} " for words in told.words),
        parties=extractor.party_names(),
        dividing=grammar.hyphens.dividing,
        told=lambda lines: grammar.flow(spans_of(lines)).text,
    )
    return table.read_cells(annex.rows)


def _closing(rows: Sequence[AnnexRow], features_of: Callable[[Block], CellFeatures]) -> frozenset[str]:
    """Commas or semicolons that close cells: those right before another cell.

    That is one whose heading stands between, one that begins with a first item, and the parties.
    """
    ends: Counter[str] = Counter()
    for row in rows:
        headings = [label.lines[0].span.start for label in row.labels]
        for before, block in pairwise(blocks(row.body)):
            mark = item_mark(block[0].text)
            headed = any(before[-1].span.end <= heading < block[0].span.start for heading in headings)
            parties = features_of(block).likeness(PARTIES) == 1 and not features_of(before).likeness(PARTIES)
            ends[before[-1].text[-1]] += headed or parties or (mark is not None and mark.place == 1)
    return frozenset(end for end in ",;" if ends[end] > max(1, _RARE * ends.total()))


def _are_alike(rows: Sequence[AnnexRow], marks: Sequence[str]) -> bool:
    """Whether no block has several list marks, and the last characters of all that have one are the same."""
    listed = [block for row in rows for block in blocks(row.body) if list_mark(block[0].text, marks)]
    several = any(list_mark(line.text, marks) for block in listed for line in block[1:])
    return not several and len({block[-1].text[-1] for block in listed}) == 1


@dataclass(frozen=True, slots=True)
class _Option:
    """One block, by its place, taken for the cells of a column, by its place, and of the next one."""

    at: int
    column: int
    found: Aligned
    apart: Untangled | None = None


@dataclass(frozen=True, slots=True)
class _RowReader:
    table: TableReader
    detector: MixedCellDetector
    prepared: PreparedRow

    @property
    def _columns(self) -> Sequence[str]:
        return self.table.aligner.columns

    def cells(self, plain: Aligned | None) -> Cells:
        """The row's cells: as its blocks tell, or with one block taken for two cells where there are signs of that."""
        options = sorted(
            self._options(plain),
            key=lambda option: (
                option.found.cost,
                not self.detector.is_mixed(self.prepared.blocks[option.at]),
                option.at,
                option.column,
            ),
        )
        near = (option for option in options if option.found.cost <= options[0].found.cost + 1)
        decided = [option for option in map(self._untangled, near) if option.apart is not None]
        if len({(option.apart.left, option.apart.right) for option in decided if option.apart}) == 1:
            return self._parted(decided[0])
        if options:
            return self._parted(options[0])
        if plain is None:
            lines = _lines(self.prepared.blocks)
            return Cells({}, lines, (), tuple(self._columns), self.prepared.marks)
        return self._by_names(plain) or self._plain(plain)

    def _options(self, plain: Aligned | None) -> Iterator[_Option]:
        for at, block in enumerate(self.prepared.blocks):
            mixed = at == self.prepared.tangled or (plain is not None and self.detector.is_mixed(block))
            if block[0].span.start >= self.prepared.box or (plain is None and at != self.prepared.tangled):
                continue
            aims = plain.cells.get(OBJECTIVES, ()) if plain is not None else ()
            quoting = not mixed and block not in aims and self._quotes_objective(block)
            for column, pair in self._pairs():
                quoted = quoting and OBJECTIVES in pair
                if not mixed and not quoted and not self.detector.is_wide(block, pair):
                    continue
                if not self._names_what_it_must(block, pair):
                    continue
                found = self._aligned(at, column)
                limit = float("inf") if plain is None else plain.cost + (_LOST if mixed or quoted else -_SAVED)
                option = _Option(at, column, found)
                # a title may speak as an objective does: then nothing takes it apart
                unsure = quoted and self._untangled(option).apart is None
                limit += _DOUBT if plain is not None and plain.doubtful else 0
                if not unsure and found.cost < IMPOSSIBLE and found.cost <= limit:
                    yield option

    def _names_what_it_must(self, block: Block, pair: Sequence[str]) -> bool:
        """Whether a block that shall hold a country or time names one; behind a gap, any piece that stands there."""
        wanted = [(side, name) for side, name in enumerate(pair) if name in (LEAD, START, TIMETABLE)]
        if not wanted:
            return True
        features_of, apart = self.table.aligner.features_of, by_gap(block)
        pieces = (
            ([block], [block]) if apart is None else [[(line,) for line in cell] for cell in (apart.left, apart.right)]
        )
        return all(any(features_of(piece).likeness(name) for piece in pieces[side]) for side, name in wanted)

    def _pairs(self) -> Iterator[tuple[int, tuple[str, str]]]:
        """Every two columns side by side, with the place of the first."""
        for column in range(len(self._columns) - 1):
            pair = self._columns[column], self._columns[column + 1]
            if self.table.aligner.box not in pair:
                yield column, pair

    def _aligned(self, at: int, column: int) -> Aligned:
        row = self.prepared
        return self.table.aligner.align(row.blocks, headings=row.headings, listed=row.listed, tangle=(at, column))

    def _untangled(self, option: _Option) -> _Option:
        """An option with its block taken apart, where anything tells how."""
        pair = self._columns[option.column], self._columns[option.column + 1]
        terms = [line for block in option.found.cells.get(self.table.aligner.box, ()) for line in block]
        sides = {pair[0]: "left", pair[1]: "right"}
        evidence = SplitEvidence(
            told=Passages.of([self.table.told(terms)] if terms else [], jump=False),
            listed=(self.table.objectives, sides.get(OBJECTIVES, "")),
            parties=(self.table.parties, sides[PARTIES]) if PARTIES in sides else None,
            widths=Widths(*(self.detector.widths.get(name, 0) for name in pair)),
        )
        if option.at == self.prepared.tangled:
            return replace(option, apart=untangle(*self.prepared.row.around_number, evidence))
        return replace(option, apart=untangle((), self.prepared.blocks[option.at], evidence))

    def _by_names(self, plain: Aligned) -> Cells | None:
        """The row with its parties taken from the cell beside theirs, if theirs is empty and they are named there."""
        if PARTIES not in self._columns or PARTIES in plain.cells:
            return None
        options = []
        for column, pair in self._pairs():
            for at, block in enumerate(self.prepared.blocks):
                if PARTIES not in pair or block[0].span.start >= self.prepared.box or block in plain.loose:
                    continue
                found = self._aligned(at, column)
                side = "left" if pair[0] == PARTIES else "right"
                way = self.table.parties.way(block, side=side) if found.cost <= plain.cost else None
                if way is not None:
                    options.append(_Option(at, column, found, Untangled(way.left, way.right, BY_NAMES, 100)))
        return self._parted(options[0]) if len(options) == 1 else None

    def _parted(self, option: _Option) -> Cells:
        """The cells of a row one block of which holds two of them."""
        left, right = self._columns[option.column : option.column + 2]
        cells = _by_column(option.found)
        rule, score = None, 0
        more = {name: cells.pop(name, Cell(())).lines for name in (left, right)}
        lines = self.prepared.blocks[option.at]
        if option.apart is None:
            lines = (*lines, *more[left], *more[right])
        else:
            rule, score = option.apart.rule, option.apart.score
            for name, pieces in ((left, option.apart.left), (right, option.apart.right)):
                cells[name] = Cell((*pieces, *more[name]), rule, self.table.dividing((*pieces, *more[name])))
        return Cells(
            cells,
            _lines(option.found.loose),
            option.found.doubtful,
            tuple(name for name in self._missing(option.found) if name not in (left, right)),
            self.prepared.marks,
            Tangle((left, right), lines, rule, score),
            tuple(columns for columns in self._suspects(cells) if columns[0] not in (left, right)),
        )

    def _plain(self, plain: Aligned) -> Cells:
        cells = _by_column(plain)
        return Cells(
            cells,
            _lines(plain.loose),
            plain.doubtful,
            self._missing(plain),
            self.prepared.marks,
            suspect=tuple(self._suspects(cells)),
        )

    def _missing(self, found: Aligned) -> tuple[str, ...]:
        optional = self.table.aligner.optional
        return tuple(name for name in self._columns if name not in found.cells and name not in optional)

    def _suspects(self, cells: Mapping[str, Cell]) -> Iterator[tuple[str, ...]]:
        """Columns whose cell has signs of another's words: a mark inside a line, a name, words of an objective."""
        for at, name in enumerate(self._columns):
            cell = cells.get(name)
            if cell is None or name == self.table.aligner.box:
                continue
            beside = (*self._columns[max(0, at - 1) : at], *self._columns[at + 1 : at + 2])
            glued = any(line.index in self.prepared.glued for line in cell.lines[:1]) and self.detector.spaced
            if glued:
                yield (name, *beside[:1])
            elif (name in (INDICATORS, OUTCOMES) and any(_STOP.search(line.text) for line in cell.lines)) or (
                self.detector.is_mixed(cell.lines)
                or self.detector.has_list_mark_inside(cell.lines)
                or self.detector.is_too_wide(cell.lines, name)
                or (name != OBJECTIVES and self._quotes_objective(cell.lines))
            ):
                yield (name, *beside)
            elif PARTIES in beside and PARTIES not in cells and self._may_list_parties(cell.lines):
                yield (name, PARTIES)

    def _may_list_parties(self, lines: Sequence[TextLine]) -> bool:
        """Whether lines name a party, or have a list mark inside."""
        inside = {word for line in lines for word in line.text.split()[1:]}
        return bool(inside & set(self.table.aligner.list_marks)) or self.table.parties.any_in(self.table.told(lines))

    def _quotes_objective(self, lines: Sequence[TextLine]) -> bool:
        """Whether several words at the beginning or the end of a line are those of an objective."""
        said = (re.findall(r"\w+", line.text.lower()) for line in lines)
        runs = (
            f" {' '.join(run)} " for words in said if len(words) >= _WORDS for run in (words[:_WORDS], words[-_WORDS:])
        )
        return any(run in told for run in runs for told in self.table.aims)


def _by_column(found: Aligned) -> dict[str, Cell]:
    return {name: Cell(_lines(cell)) for name, cell in found.cells.items()}


def _lines(parts: Sequence[Block]) -> Block:
    return tuple(line for block in parts for line in block)
