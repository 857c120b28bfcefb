"""A row's words in blocks, ready to be given to columns: lone list marks apart, what shares lines cut or joined."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain

from ccwp_kg.sources.layout.text_lines import TextLine, blocks
from ccwp_kg.sources.table.cells import Block
from ccwp_kg.sources.table.rows import AnnexRow
from ccwp_kg.sources.text.list_marks import item_mark, list_mark

_INDENT = 3


class RowBlocks:
    """The blocks of a row whose last column is the `box`, the lone list marks taken out.

    `around_number` is the place of the block in whose lines the number stands, None where there is no such block.
    `box` is where the box begins, else the end of the row; `glued` are the first lines of blocks that no blank line
    parts from the cell before. `listed` are the places of blocks that stand where lone list marks announce them.
    """

    def __init__(
        self, row: AnnexRow, *, box: str, list_marks: Sequence[str], names_parties: Callable[[Block], bool]
    ) -> None:
        """`names_parties` tells whether a block names nothing else."""
        self.row = row
        self.headings = {label.column: label.lines[-1].span.end for label in reversed(row.labels)}
        start = self.headings.get(box, -1)
        if start < max(self.headings.values(), default=0):  # none, or printed before the cells of other columns
            start = row.lines[-1].span.end
        self.box = start
        above, below = row.around_number
        around = (*above, *below) if above else ()
        inside = {line.index for line in around}
        alone = (line for line in row.body if line.text in list_marks and line.span.start < start)
        self.marks = tuple(line for line in alone if line.index not in inside)
        inside |= {line.index for line in self.marks}
        whole = blocks([line for line in row.body if line.index not in inside])
        parts = [_parted(block, list_marks) if block[0].span.start < start else [block] for block in whole]
        self.glued = frozenset(part[0].index for block in parts for part in block[1:])
        found = sorted([*chain(*parts), *([around] if around else [])], key=lambda block: block[0].span)
        self.blocks = _gathered(found, list_marks, names_parties)
        self.around_number = self.blocks.index(around) if around else None
        self.listed = _announced(self.blocks, self.marks)


def _announced(found: Sequence[Block], marks: Sequence[TextLine]) -> frozenset[int]:
    """The places of the blocks behind lone list marks: as many entries as there are marks."""
    announced: set[int] = set()
    seen = listed = 0
    for place, block in enumerate(found):
        while seen < len(marks) and marks[seen].index < block[0].index:
            seen += 1
        if listed < seen:
            announced.add(place)
            listed += max(1, sum(line.text[-1] in ",;." for line in block))
    return frozenset(announced)


def _gathered(found: Sequence[Block], marks: Sequence[str], names_parties: Callable[[Block], bool]) -> list[Block]:
    """Blocks; those that list parties are one where items of another list stand between them, as beside one another."""
    gathered: list[Block] = []
    end = len(found)
    for block in found:
        listed = list_mark(block[0].text, marks) is not None and names_parties(block)
        beside = gathered[end:]
        if listed and beside and all(list_mark(each[0].text, marks) for each in beside):
            gathered[end - 1] = (*gathered[end - 1], *block)
        else:
            gathered.append(block)
            end = len(gathered) if listed else end
    return gathered


def _parted(block: Block, marks: Sequence[str]) -> list[Block]:
    """A block cut where a new cell must begin though no blank line says so: at a first item, at the first list mark.

    A list ends with a stop; a first item inside one is that of another cell in the same lines.
    """
    parts: list[list[TextLine]] = [[block[0]]]
    for line in block[1:]:
        mark = item_mark(line.text)
        opens_list = list_mark(line.text, marks) is not None and list_mark(parts[-1][0].text, marks) is None
        inside = (opens_list or item_mark(parts[-1][0].text) is not None) and parts[-1][-1].text[-1] != "."
        right = line.indent > parts[-1][0].indent + _INDENT
        if (opens_list or (mark is not None and mark.place == 1)) and not inside and not right:
            parts.append([line])
        else:
            parts[-1].append(line)
    return [tuple(part) for part in parts]
