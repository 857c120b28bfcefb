"""Detects blocks that hold the lines of two cells."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from ccwp_kg.sources.layout.text_lines import TextLine
from ccwp_kg.sources.table.alignment import Aligned
from ccwp_kg.sources.table.cells import Block
from ccwp_kg.sources.text.list_marks import item_mark, list_mark

_JUMP = 1.4
"""Lines longer than the others of a column, or than other columns, by this factor hold two columns."""
_JUMP_ALONE = 1.25
"""The same factor for a line longer than the column is in other rows."""
_NARROW = 20
"""The characters of a column below which no jump counts."""
_USUAL_WIDTH = 45
"""The characters of a column whose width no row shows."""
_GAP = "   "
_COMMON = 3
"""The lines that a mark begins, at least, if the table uses it."""
_DASHES = "-–—"
_CAPITAL = re.compile(r" [A-Z“‘]")
_INSIDE = re.compile(r"(?<=\S )(\S{1,4}) (?=[A-Z“‘])")


class MixedCellDetector:
    """What a whole table shows of its columns, by which it is seen whether a block holds two of them.

    It is made from the `rows` whose columns seem to be separate, and from all blocks. `widths` are the longest lines by
    column, in characters. `forms` are the forms of its items' marks. `bullets` are its list marks but for `dashes`,
    which stand inside sentences too. The `box` is as wide as the page. `spaced` says that blank lines stand between its
    cells.
    """

    def __init__(
        self, rows: Sequence[Aligned], blocks: Sequence[Block], *, list_marks: Sequence[str], box: str, spaced: bool
    ) -> None:
        texts = [line.text for block in blocks for line in block]
        forms = Counter(mark.form for text in texts for mark in [item_mark(text)] if mark is not None)
        bullets = Counter(mark for text in texts for mark in [list_mark(text, list_marks)] if mark)
        marks = frozenset(mark for mark, count in bullets.items() if count >= _COMMON)
        self.widths, self.box, self.spaced = _widths(rows), box, spaced
        self.forms = frozenset(form for form, count in forms.items() if count >= _COMMON)
        self.bullets, self.dashes = marks.difference(_DASHES), marks.intersection(_DASHES)

    def is_mixed(self, block: Block) -> bool:
        """Whether a block begins two lists, or has a mark or a wide gap inside a line."""
        marks = [item_mark(line.text) for line in block]
        firsts = [mark for mark in marks if mark is not None and mark.place == 1]
        dotted = any(line.text.split(maxsplit=1)[0] in self.bullets for line in block)
        two_lists = len(firsts) > 1 or (dotted and any(mark and mark.form in self.forms for mark in marks))
        return two_lists or any(_GAP in line.text or self._has_mark_inside(line) for line in block)

    def has_list_mark_inside(self, block: Block) -> bool:
        """Whether a list mark of the table stands inside a line or ends it."""
        marks = self.dashes | self.bullets
        return any(word in marks for line in block for word in line.text.split()[1:])

    def is_too_wide(self, block: Block, name: str) -> bool:
        """Whether a line is much longer than the column is in other rows."""
        width = self.widths.get(name)
        return width is not None and any(len(line.text) > _JUMP_ALONE * width for line in block)

    def is_wide(self, block: Block, pair: Sequence[str]) -> bool:
        """Whether a line is too long for either of two columns."""
        known = sorted(self.widths[name] for name in pair if name in self.widths)
        own = known[-1] if known else 0
        names = (name for name in self.widths if name != self.box and name not in pair)
        others = max((self.widths[name] for name in names), default=0)
        # where these two share their lines in every row, only the other columns show how wide one is
        limit = max([others, *known[:-1]]) if own == 0 or (others and own > _JUMP * others) else own
        return any(len(line.text) > (limit or _USUAL_WIDTH) + 2 for line in block)

    def _has_mark_inside(self, line: TextLine) -> bool:
        """Whether a list mark, or the mark of an item, stands inside a line before a capital."""
        inside = _INSIDE.search(line.text) if _CAPITAL.search(line.text) else None
        if inside is None:
            return False
        mark = item_mark(inside[1])
        return (mark is not None and mark.form in self.forms) or inside[1] in self.bullets


def _widths(rows: Sequence[Aligned]) -> dict[str, int]:
    """The longest line of each column, in characters. A line much longer than all others of its column is left out."""
    longest: defaultdict[str, list[int]] = defaultdict(list)
    for row in rows:
        for name, cell in row.cells.items():
            longest[name].append(max(len(line.text) for block in cell for line in block))
    widths = {}
    for name, lengths in longest.items():
        width = 0
        for length in sorted(lengths):
            if width >= _NARROW and length > _JUMP * width:
                break
            width = length
        widths[name] = width
    return widths
