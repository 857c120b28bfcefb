"""Tells the actions of a table whose rows have no numbers: each row with a title is one, where its bounds are certain.

A front end is certain of them where the file tells its rows, or delimiters or ruled lines part them. Where only rules
between columns are drawn, the title cells of most rows hold several paragraphs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ccwp_kg.sources.grid.grid import Grid, GridCell
from ccwp_kg.sources.layout.headings import OF_NUMBERS, Label, Labels, joined
from ccwp_kg.sources.profile.profile import Profile
from ccwp_kg.sources.table.cell_features import TITLE

RULES = "rules"
_CERTAIN = frozenset((RULES, "word", "delimiters"))
"""The front ends that are certain of where a row ends."""
_FEWEST = 2
"""The rows, at least, of a ruled table: one alone may hold several that no line parts."""


def may_be_actions(grid: Grid, head_rows: Sequence[Mapping[int, Label]], labels: Labels) -> bool:
    """Whether the rows of a grid, none of which has a number, may be actions: no heading names a column of numbers.

    `head_rows` are the headings of each of its tables by their columns.
    """
    places = {place for heads in head_rows if (place := title_place(heads, labels)) is not None}
    if grid.made_by not in _CERTAIN or grid.beside or grid.is_ragged or not places:
        return False
    headings = (joined(label.lines) for heads in head_rows for label in heads.values())
    if any(heading.rstrip(".").casefold() in OF_NUMBERS for heading in headings):
        return False
    titles = [cell for cell in grid.cells if cell.column in places and cell.columns == 1 and cell.words]
    several = sum(has_paragraphs(cell, grid) for cell in titles)
    return grid.made_by != RULES or (len(titles) >= _FEWEST and 2 * several < len(titles))


def title_place(heads: Mapping[int, Label], labels: Labels) -> int | None:
    """The column of titles: of several the one whose heading is the usual one."""
    places = [at for at, label in heads.items() if label.column == TITLE]
    return min(places, key=lambda at: (heads[at].likely, labels.rank(joined(heads[at].lines)), at), default=None)


def has_paragraphs(cell: GridCell, grid: Grid) -> bool:
    """Whether a further paragraph begins inside a cell."""
    return grid.paragraphs is not None and any(line[0].start in grid.paragraphs for line in cell.lines[1:])


def is_title_alone(row: Sequence[GridCell], title: GridCell) -> bool:
    """Whether the other cells of a row are empty, as those of a row that heads a group of actions."""
    return not any(cell.words for cell in row if cell is not title)


def names_titles(label: Label, heads: Mapping[int, Label], profile: Profile) -> bool:
    """Whether the heading of the column with numbers and words names titles: it is not known, and no other does."""
    known = {profile.box.name, *(column.name for column in profile.columns)}
    return label.column not in known and all(each.column != TITLE for each in heads.values())
