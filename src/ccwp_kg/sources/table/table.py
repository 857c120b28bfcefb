"""Reads the cells of each row: assigns blocks to columns, and splits blocks that two columns share."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from itertools import pairwise

from ccwp_kg.sources.interleaved.by_quotation import Passages
from ccwp_kg.sources.interleaved.separate import SeparatedCells, SplitEvidence, by_gap, separate
from ccwp_kg.sources.layout.text_lines import TextLine, blocks, spans_of
from ccwp_kg.sources.recognition.scan import Grammar
from ccwp_kg.sources.records.prose_parts import StrategicObjective
from ccwp_kg.sources.table.alignment import IMPOSSIBLE, Aligned, Aligner
from ccwp_kg.sources.table.cell_features import (
    INDICATORS,
    OBJECTIVES,
    OF_ITEMS,
    OPTIONAL,
    OUTCOMES,
    PARTIES,
    RECOGNISABLE,
    CellFeatures,
    FeatureExtractor,
)
from ccwp_kg.sources.table.cells import Block, Cell, Cells, SharedLines
from ccwp_kg.sources.table.column_order import ROWS, neighbours
from ccwp_kg.sources.table.items import by_paragraphs
from ccwp_kg.sources.table.mixed_cells import MixedCellDetector
from ccwp_kg.sources.table.row_blocks import RowBlocks
from ccwp_kg.sources.table.rows import Annex, AnnexRow
from ccwp_kg.sources.text.list_marks import item_mark

_LEAST_SAVING = 1.0
"""The cost that is saved, at least, if a block too wide for one column is taken for two cells."""
_MORE_IN_DOUBT = 0.5
"""The cost that this may add if the plain cells are in doubt."""
_MORE_IF_MIXED = 0.5
"""The cost that may be added if a block shows otherwise that it holds two cells."""
_FEW_GLUED = 0.3
"""The share of blocks without a blank line before them up to which blank lines stand between cells."""
_SAMPLE = 50
"""The rows that show how a document closes its cells."""
_BY_CHANCE = 0.1
"""The share of cells that may end in a comma or semicolon by chance."""
_STOP = re.compile(r"[a-zA-Z]{3}[.;] [A-Z]|[a-z]{3}[.;] [a-z]")
"""The end of an item inside a line of a cell whose items begin lines."""
_LEAST_WORDS = 4
"""The words of a quotation, at least. Fewer may be part of an objective by chance."""


def read_cells(annex: Annex, *, objectives: Sequence[StrategicObjective], grammar: Grammar) -> tuple[Cells, ...]:
    """The cells of all rows of an annex. `objectives` are the strategic objectives of the plan.

    Rows with separate columns show the widths by which shared lines are split.
    """
    box, order, marks = grammar.profile.box.name, annex.column_order, grammar.profile.layout.list_marks
    extractor = FeatureExtractor(grammar, objectives, order.columns)
    features_of = lru_cache(maxsize=64)(extractor.features_of)
    aligner = Aligner(
        order.columns,
        optional=frozenset({*OPTIONAL, box}),
        box=box,
        list_marks=marks,
        headed=order.headed if order.headings == ROWS else order.headed & {box},
        closing=_closing(annex.rows[:_SAMPLE], features_of),
        features_of=features_of,
    )

    def names_parties(block: Block) -> bool:
        return features_of(block).get(PARTIES, 0.0) == 1

    rows = [RowBlocks(row, box=box, list_marks=marks, names_parties=names_parties) for row in annex.rows]
    plain = [
        aligner.align(row.blocks, headings=row.headings, listed=row.listed) if row.around_number is None else None
        for row in rows
    ]
    detector = MixedCellDetector(
        [each for each in plain if each is not None],
        [block for row in rows for block in row.blocks],
        list_marks=marks,
        box=box,
        spaced=sum(len(row.glued) for row in rows) <= _FEW_GLUED * sum(len(row.blocks) for row in rows),
    )
    texts = Passages([objective.text.text for objective in objectives], jump=True)
    reader = partial(_RowReader, grammar, aligner, texts, extractor.names_party, detector)
    return tuple(reader(row).cells(aligned) for row, aligned in zip(rows, plain, strict=True))


def _closing(rows: Sequence[AnnexRow], features_of: Callable[[Block], CellFeatures]) -> frozenset[str]:
    """Commas or semicolons that close cells: they end the block before another cell.

    Another cell has its heading right above it, begins with a first item, or lists parties.
    """
    ends: Counter[str] = Counter()
    for row in rows:
        headings = [label.lines[0].span.start for label in row.labels]
        for before, block in pairwise(blocks(row.body)):
            mark = item_mark(block[0].text)
            headed = any(before[-1].span.end <= heading < block[0].span.start for heading in headings)
            parties = features_of(block).get(PARTIES, 0.0) == 1 and not features_of(before).get(PARTIES, 0.0)
            ends[before[-1].text[-1]] += headed or parties or (mark is not None and mark.place == 1)
    return frozenset(end for end in ",;" if ends[end] > max(1, _BY_CHANCE * ends.total()))


@dataclass(frozen=True, slots=True)
class _Option:
    """A row in which block `at` holds the cells of column `column` and the next one, by their indices."""

    at: int
    column: int
    found: Aligned
    apart: SeparatedCells | None = None


@dataclass(frozen=True, slots=True)
class _RowReader:
    """Reads one row: `objectives` are the texts of the strategic ones, `names_party` knows texts that name a party."""

    grammar: Grammar
    aligner: Aligner
    objectives: Passages
    names_party: Callable[[str], bool]
    detector: MixedCellDetector
    row_blocks: RowBlocks

    @property
    def _columns(self) -> Sequence[str]:
        return self.aligner.columns

    def cells(self, plain: Aligned | None) -> Cells:
        """The row's cells: one for each block, or with one block split into two cells."""
        options = sorted(
            self._options(plain),
            key=lambda option: (
                option.found.cost,
                not self.detector.is_mixed(self.row_blocks.blocks[option.at]),
                option.at,
                option.column,
            ),
        )
        near = (option for option in options if option.found.cost <= options[0].found.cost + 1)
        decided = [option for option in map(self._separated, near) if option.apart is not None]
        if len({(option.apart.left, option.apart.right) for option in decided if option.apart}) == 1:
            return self._cells(decided[0].found, decided[0])
        if options:
            return self._cells(options[0].found, options[0])
        if plain is None:
            lines = _lines(self.row_blocks.blocks)
            return Cells({}, lines, (), tuple(self._columns), self.row_blocks.marks)
        return self._cells(plain)

    def _options(self, plain: Aligned | None) -> Iterator[_Option]:
        row = self.row_blocks
        for at, block in enumerate(row.blocks):
            mixed = at == row.around_number or (plain is not None and self.detector.is_mixed(block))
            if block[0].span.start >= row.box or (plain is None and at != row.around_number):
                continue
            aims = plain.cells.get(OBJECTIVES, ()) if plain is not None else ()
            quoting = not mixed and block not in aims and self._quotes_objective(block)
            for column, pair in self._pairs():
                quoted = quoting and OBJECTIVES in pair
                if not mixed and not quoted and not self.detector.is_wide(block, pair):
                    continue
                if not self._names_what_it_must(block, pair):
                    continue
                found = self.aligner.align(row.blocks, headings=row.headings, listed=row.listed, shared=(at, column))
                limit = float("inf")
                if plain is not None:
                    limit = plain.cost + (_MORE_IF_MIXED if mixed or quoted else -_LEAST_SAVING)
                    limit += _MORE_IN_DOUBT if plain.doubtful else 0
                option = _Option(at, column, found)
                # a title may have the words of an objective; then nothing splits it
                unsure = quoted and self._separated(option).apart is None
                if not unsure and found.cost < IMPOSSIBLE and found.cost <= limit:
                    yield option

    def _names_what_it_must(self, block: Block, pair: Sequence[str]) -> bool:
        """Whether a block that should hold a country or time does, or a piece of it behind a gap."""
        wanted = [(side, name) for side, name in enumerate(pair) if name in RECOGNISABLE]
        if not wanted:
            return True
        features_of, apart = self.aligner.features_of, by_gap(block)
        pieces = (
            ([block], [block]) if apart is None else [[(line,) for line in cell] for cell in (apart.left, apart.right)]
        )
        return all(any(features_of(piece).get(name, 0.0) for piece in pieces[side]) for side, name in wanted)

    def _pairs(self) -> Iterator[tuple[int, tuple[str, str]]]:
        """Every two adjacent columns but the box, with the index of the first."""
        for column in range(len(self._columns) - 1):
            pair = self._columns[column], self._columns[column + 1]
            if self.aligner.box not in pair:
                yield column, pair

    def _separated(self, option: _Option) -> _Option:
        """An option with its block separated into two cells, where there is evidence how."""
        pair = self._columns[option.column], self._columns[option.column + 1]
        terms = [line for block in option.found.cells.get(self.aligner.box, ()) for line in block]
        sides = {pair[0]: "left", pair[1]: "right"}
        evidence = SplitEvidence(
            texts=Passages([self._text(terms)] if terms else [], jump=False),
            listed=(self.objectives, sides.get(OBJECTIVES, "")),
            widths=(self.detector.widths.get(pair[0], 0), self.detector.widths.get(pair[1], 0)),
        )
        if option.at == self.row_blocks.around_number:
            return replace(option, apart=separate(*self.row_blocks.row.around_number, evidence))
        return replace(option, apart=separate((), self.row_blocks.blocks[option.at], evidence))

    def _cells(self, found: Aligned, option: _Option | None = None) -> Cells:
        """The cells of a row. The block of an `option` holds two of them."""
        cells = {name: self._cell(name, _lines(blocks)) for name, blocks in found.cells.items()}
        pair: tuple[str, ...] = ()
        shared = None
        if option is not None:
            pair = left, right = self._columns[option.column], self._columns[option.column + 1]
            more = {name: cells.pop(name, Cell(())).lines for name in pair}
            lines = self.row_blocks.blocks[option.at]
            if option.apart is None:
                shared = SharedLines(pair, (*lines, *more[left], *more[right]))
            else:
                shared = SharedLines(pair, lines, option.apart.rule, option.apart.score)
                for name, pieces in ((left, option.apart.left), (right, option.apart.right)):
                    whole = (*pieces, *more[name])
                    cells[name] = Cell(whole, option.apart.rule, self.grammar.hyphens.dividing(whole))
        optional = {*self.aligner.optional, *pair}
        return Cells(
            cells,
            _lines(found.loose),
            found.doubtful,
            tuple(name for name in self._columns if name not in found.cells and name not in optional),
            self.row_blocks.marks,
            shared,
            tuple(columns for columns in self._suspects(cells) if columns[0] not in pair),
        )

    def _cell(self, name: str, lines: Block) -> Cell:
        """A cell that is no other's; where lines have room for the next word, paragraphs part its items."""
        width = self.detector.widths.get(name, 0) if name in OF_ITEMS else 0
        parted = by_paragraphs(lines, width=width) if width else None
        return Cell(tuple(parted or lines), by_paragraphs=parted is not None)

    def _suspects(self, cells: Mapping[str, Cell]) -> Iterator[tuple[str, ...]]:
        """Columns whose cell may hold words of another, each with the adjacent columns.

        Such a cell has a mark inside a line, names a party, or quotes an objective.
        """
        for name in self._columns:
            cell = cells.get(name)
            if cell is None or name == self.aligner.box:
                continue
            adjacent = neighbours(name, self._columns)
            glued = any(line.index in self.row_blocks.glued for line in cell.lines[:1]) and self.detector.spaced
            if glued:
                yield (name, *adjacent[:1])
            elif (name in (INDICATORS, OUTCOMES) and any(_STOP.search(line.text) for line in cell.lines)) or (
                self.detector.is_mixed(cell.lines)
                or self.detector.has_list_mark_inside(cell.lines)
                or self.detector.is_too_wide(cell.lines, name)
                or (name != OBJECTIVES and self._quotes_objective(cell.lines))
            ):
                yield (name, *adjacent)
            elif PARTIES in adjacent and PARTIES not in cells and self._may_list_parties(cell.lines):
                yield (name, PARTIES)

    def _may_list_parties(self, lines: Sequence[TextLine]) -> bool:
        """Whether lines name a party, or a list mark stands inside one."""
        inside = {word for line in lines for word in line.text.split()[1:]}
        return bool(inside & set(self.aligner.list_marks)) or self.names_party(self._text(lines))

    def _quotes_objective(self, lines: Sequence[TextLine]) -> bool:
        """Whether the first or last words of a line are also words of an objective."""
        texts = [f" {' '.join(words)} " for words in self.objectives.words]
        for line in lines:
            words = re.findall(r"\w+", line.text.lower())
            ends = (words[:_LEAST_WORDS], words[-_LEAST_WORDS:]) if len(words) >= _LEAST_WORDS else ()
            if any(f" {' '.join(end)} " in text for end in ends for text in texts):
                return True
        return False

    def _text(self, lines: Sequence[TextLine]) -> str:
        return self.grammar.flow(spans_of(lines)).text


def _lines(parts: Sequence[Block]) -> Block:
    return tuple(line for block in parts for line in block)
