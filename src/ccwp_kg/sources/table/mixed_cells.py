"""Signs that the lines of a block are not those of one cell."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ccwp_kg.sources.layout.lines import TextLine
from ccwp_kg.sources.table.alignment import Aligned, Block
from ccwp_kg.sources.text.list_marks import item_mark, list_mark

_JUMP = 1.4
"""A column's lines that are longer than others of it, or of other columns, by this factor are two columns' lines."""
_JUMP_ALONE = 1.25
_NARROW = 20
_USUAL_WIDTH = 45
_GAP = "   "
_COMMON = 3
"""A mark that begins so many lines of the table is one of its marks."""
_DASHES = "-–—"
_CAPITAL = re.compile(r" [A-Z“‘]")
_INSIDE = re.compile(r"(?<=\S )(\S{1,4}) (?=[A-Z“‘])")


@dataclass(frozen=True, slots=True)
class MixedCellDetector:
    """What the table as a whole shows of its columns.

    `widths` are the longest lines by column, `forms` the forms of its items' marks, `bullets` its list marks that are
    no `dashes` (these stand inside sentences too); the `box` is as wide as the page. `spaced`: blank lines stand
    between its cells.
    """

    widths: Mapping[str, int]
    forms: frozenset[str]
    bullets: frozenset[str]
    dashes: frozenset[str]
    box: str
    spaced: bool

    @classmethod
    def of(
        cls, rows: Sequence[Aligned], blocks: Sequence[Block], *, list_marks: Sequence[str], box: str, spaced: bool
    ) -> MixedCellDetector:
        """Learnt from the rows that seem to keep their columns apart, and from all blocks."""
        texts = [line.text for block in blocks for line in block]
        forms = Counter(mark.form for text in texts for mark in [item_mark(text)] if mark is not None)
        bullets = Counter(mark for text in texts for mark in [list_mark(text, list_marks)] if mark)
        return cls(
            _widths(rows),
            frozenset(form for form, count in forms.items() if count >= _COMMON),
            frozenset(mark for mark, count in bullets.items() if count >= _COMMON and mark not in _DASHES),
            frozenset(mark for mark, count in bullets.items() if count >= _COMMON and mark in _DASHES),
            box,
            spaced,
        )

    def is_mixed(self, block: Block) -> bool:
        """Whether a block begins two lists, has a mark or a wide gap inside a line, or goes on behind a list's end."""
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
        """Whether a line is much longer than those that other rows have in the column."""
        width = self.widths.get(name)
        return width is not None and any(len(line.text) > _JUMP_ALONE * width for line in block)

    def is_wide(self, block: Block, pair: Sequence[str]) -> bool:
        """Whether a block has a line that is too long for either of two columns."""
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
    """The longest line of each column; what is much longer than all others of it is no line of one column."""
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
