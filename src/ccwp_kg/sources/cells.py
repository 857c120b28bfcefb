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
    have, `spare` lines that no column could take. `marks` are list marks that stand alone among the parties.
    """

    title: Block
    objectives: Block
    indicators: Block
    outcomes: Block
    parties: Block
    box: Block
    spare: Block
    missing: tuple[str, ...]
    marks: Block


def cells_of(row: Row, *, marks: Sequence[str], is_objective: Callable[[Block], bool]) -> Cells:
    """The cells of a row.

    `is_objective` says of a block whether it words a strategic objective; it is asked only where a cell is missing.
    In a tangled row title and objectives are not among the blocks, so their cells stay empty here.
    """
    names = [INDICATORS, OUTCOMES] if row.tangled else [TITLE, OBJECTIVES, INDICATORS, OUTCOMES]
    printed = [*row.before_box, *row.after_box] if row.box_is_early else [*row.before_box]
    blocks = [part for block in printed for part in _parted(block, marks)]
    at = next((i for i, block in enumerate(blocks) if _opens_parties(block, marks)), None)
    main = blocks if at is None else blocks[:at]
    lone, parties, rest = _parties(blocks[at:] if at is not None else [], marks, to_the_end=not row.box_is_early)
    if row.box_is_early and at is None:
        main, rest = blocks[: len(names)], blocks[len(names) :]
    main = _merged(main, len(names))
    named, spare = _named(main, names, row=row, is_objective=is_objective)
    return Cells(
        title=named.get(TITLE, ()),
        objectives=named.get(OBJECTIVES, ()),
        indicators=named.get(INDICATORS, ()),
        outcomes=named.get(OUTCOMES, ()),
        parties=parties,
        box=_lines(rest) if row.box_is_early else _lines(row.after_box),
        spare=_lines(spare),
        missing=tuple(name for name in names if name not in named),
        marks=lone,
    )


def _parted(block: Block, marks: Sequence[str]) -> list[Block]:
    """A block cut where a new cell must begin though no blank line says so: at a number (1), at the first list mark."""
    parts: list[list[Line]] = [[block[0]]]
    for line in block[1:]:
        number = number_mark(line.text)
        opens_list = list_mark(line.text, marks) is not None and list_mark(parts[-1][0].text, marks) is None
        if opens_list or (number is not None and number[0] == 1):
            parts.append([line])
        else:
            parts[-1].append(line)
    return [tuple(part) for part in parts]


def _opens_parties(block: Block, marks: Sequence[str]) -> bool:
    return list_mark(block[0].text, marks) is not None


def _parties(blocks: list[Block], marks: Sequence[str], *, to_the_end: bool) -> tuple[Block, Block, list[Block]]:
    """The list marks that stand alone, the parties' lines, and the blocks behind them.

    A list whose marks collapsed has them in blocks of their own, then the names. Before the box all blocks from the
    first mark on are parties; where the box's heading came early, only those up to the first that holds a name.
    """
    names = [place for place, block in enumerate(blocks) if any(line.text not in marks for line in block)]
    count = len(blocks) if to_the_end or not names else names[0] + 1
    lines = _lines(blocks[:count])
    lone = tuple(line for line in lines if line.text in marks)
    return lone, tuple(line for line in lines if line.text not in marks), blocks[count:]


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
) -> tuple[dict[str, Block], list[Block]]:
    """Blocks by column, and the blocks that no column could take.

    Where there are enough, the order tells. Where cells are missing, only what is certain does: words of an objective,
    the number right above a title, or one heading alone right above a block.
    """
    if len(blocks) >= len(names):
        return dict(zip(names, blocks, strict=False)), blocks[len(names) :]
    named: dict[str, Block] = {}
    spare: list[Block] = []
    left = list(names)
    for block in blocks:
        name = _certain_name(block, row=row, is_objective=is_objective)
        if name in left:
            named[name] = block
            del left[: left.index(name) + 1]
        else:
            spare.append(block)
    return named, spare


def _certain_name(block: Block, *, row: Row, is_objective: Callable[[Block], bool]) -> str | None:
    if is_objective(block):
        return OBJECTIVES
    if block[0].index == row.number.index + 1:
        return TITLE
    return _heading_above(block, row)


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
