"""Which blocks of a row are which cells: by the order of the columns, checked by what a cell must look like."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ccwp_kg.sources.annex import Row
from ccwp_kg.sources.layout import Line, list_mark, number_mark

Block = tuple[Line, ...]

TITLE, OBJECTIVES, INDICATORS, OUTCOMES = "title", "objectives", "indicators", "outcomes"


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of one row, each the lines it is made of; empty where none is printed.

    `parties` is empty in a row without parties, which is no fault. `missing` are columns that lack a cell they should
    have, `spare` lines that no column could take. `mark` is a list mark that stands alone before the parties.
    """

    title: Block
    objectives: Block
    indicators: Block
    outcomes: Block
    parties: Block
    box: Block
    spare: Block
    missing: tuple[str, ...]
    mark: Line | None


def cells_of(row: Row, *, marks: Sequence[str], is_objective: Callable[[Block], bool]) -> Cells:
    """The cells of a row.

    `is_objective` says of a block whether it words a strategic objective; it is asked only where a cell is missing.
    In a tangled row title and objectives are not among the blocks, so their cells stay empty here.
    """
    names = [INDICATORS, OUTCOMES] if row.tangled else [TITLE, OBJECTIVES, INDICATORS, OUTCOMES]
    blocks = [*row.before_box, *row.after_box] if row.box_is_early else [*row.before_box]
    at = next((i for i, block in enumerate(blocks) if _opens_parties(block, marks)), None)
    main = blocks if at is None else blocks[:at]
    mark, parties, rest = _parties(blocks[at:] if at is not None else [], marks, to_the_end=not row.box_is_early)
    if row.box_is_early and at is None:
        main, rest = blocks[: len(names)], blocks[len(names) :]
    main = _merged(main, len(names))
    named = _named(main, names, row=row, is_objective=is_objective)
    return Cells(
        title=named.get(TITLE, ()),
        objectives=named.get(OBJECTIVES, ()),
        indicators=named.get(INDICATORS, ()),
        outcomes=named.get(OUTCOMES, ()),
        parties=parties,
        box=_lines(rest) if row.box_is_early else _lines(row.after_box),
        spare=_lines(main[len(names) :]),
        missing=tuple(name for name in names if name not in named),
        mark=mark,
    )


def _opens_parties(block: Block, marks: Sequence[str]) -> bool:
    return list_mark(block[0].text, marks) is not None


def _parties(blocks: list[Block], marks: Sequence[str], *, to_the_end: bool) -> tuple[Line | None, Block, list[Block]]:
    """The lone list mark, the parties' lines, and the blocks behind them.

    A list whose marks collapsed has one mark in a block of its own, then the names. Before the box all blocks from
    the first mark on are parties; where the box has no heading of its own to part it, only the first is.
    """
    if not blocks:
        return None, (), []
    lone = blocks[0][0] if len(blocks[0]) == 1 and blocks[0][0].text in marks else None
    blocks = blocks[1:] if lone else blocks
    count = len(blocks) if to_the_end else 1
    return lone, _lines(blocks[:count]), blocks[count:]


def _merged(blocks: list[Block], expected: int) -> list[Block]:
    """Blocks of one cell put together again, where there are more blocks than cells.

    A block goes on with the cell before it where its number follows that cell's last one, or where it begins small.
    """
    merged: list[Block] = []
    surplus = len(blocks) - expected
    for block in blocks:
        if surplus > 0 and merged and _goes_on(merged[-1], block):
            merged[-1] = (*merged[-1], *block)
            surplus -= 1
        else:
            merged.append(block)
    return merged


def _goes_on(cell: Block, block: Block) -> bool:
    opening = number_mark(block[0].text)
    if opening is None:
        return block[0].text[0].islower()
    numbers = [found[0] for line in cell if (found := number_mark(line.text)) is not None]
    return bool(numbers) and opening[0] == numbers[-1] + 1


def _named(
    blocks: list[Block], names: list[str], *, row: Row, is_objective: Callable[[Block], bool]
) -> dict[str, Block]:
    """Blocks by column: in order where there are enough, else by what they say and by the heading right above them."""
    if len(blocks) >= len(names):
        return dict(zip(names, blocks, strict=False))
    left = list(names)
    named: dict[str, Block] = {}
    for block in blocks:
        name = _heading_above(block, row)
        if OBJECTIVES in left and is_objective(block):
            name = OBJECTIVES
        elif name not in left or name == OBJECTIVES:
            name = next((each for each in left if each != OBJECTIVES), left[0])
        del left[: left.index(name) + 1]
        named[name] = block
        if not left:
            break
    return named


def _heading_above(block: Block, row: Row) -> str | None:
    """The heading printed right above a block, where it is the only one there."""
    above = [label for label in row.labels if label.lines[-1].index == block[0].index - 1]
    if not above:
        return None
    nearest = above[-1]
    crowded = any(label.lines[-1].index == nearest.lines[0].index - 1 for label in row.labels)
    return None if crowded else nearest.column


def _lines(blocks: Sequence[Block]) -> Block:
    return tuple(line for block in blocks for line in block)
