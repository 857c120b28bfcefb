"""One action as its cells are met in a grid."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ccwp_kg.sources.layout.headings import Label
from ccwp_kg.sources.layout.lines import TextLine
from ccwp_kg.sources.table.parted_headings import PartedCell

_SECOND = 500
"""The place of the second part of a column from that of the first."""
_NOTHING = frozenset(("-", "–", "—", "/", "n/a", "N/A", "n.a."))
"""What stands alone in a cell that says nothing."""


@dataclass(slots=True)
class Record:
    """One action: its number, and its columns as they are met, each with its heading, its role and its lines."""

    number: TextLine
    value: str
    word: TextLine | None = None
    """The word of the number, where it stands by itself."""
    columns: dict[int, tuple[Label, list[TextLine]]] = field(default_factory=dict)
    labels: list[Label] = field(default_factory=list)
    loose: list[TextLine] = field(default_factory=list)
    drawn: list[TextLine] = field(default_factory=list)
    suspect: list[str] = field(default_factory=list)
    """The columns whose words may be another's."""
    steps: list[dict[int, tuple[Label, list[TextLine]]]] = field(default_factory=list)
    """The columns of each step of the action."""
    apart: list[TextLine] = field(default_factory=list)
    """Lines that stand elsewhere, as its box does behind the table under its number."""
    unsure: list[tuple[int, int]] = field(default_factory=list)
    """The steps and columns of cells whose words may be another's."""

    @property
    def held(self) -> Iterator[TextLine]:
        """The lines of all cells."""
        return (line for row in (self.columns, *self.steps) for _, lines in row.values() for line in lines)

    @property
    def names(self) -> set[str]:
        """The names of the columns that hold words."""
        return {label.column for label, lines in self.columns.values() if lines}

    def join(self, other: Record) -> None:
        """Take over the columns that another table has for the same number."""
        first = 1 + max((*self.columns, 0))
        self.columns |= {first + at: column for at, column in enumerate(other.columns.values())}
        self.apart += [other.number, *other.held, *other.loose, *other.drawn]
        self.drawn += other.drawn
        self.loose += other.loose
        self.suspect += other.suspect
        name = next((label.column for label, _ in other.columns.values()), "number")
        self.labels.append(Label(name, (other.number,)))

    def put_parts(self, at: int, pair: tuple[Label, Label], parted: PartedCell) -> None:
        """Add the two parts of a cell to the columns that its two headings name."""
        for place, label, lines in zip((at, at + _SECOND), pair, parted.parts, strict=True):
            self.put(place, label, lines)
        self.labels += parted.heads
        self.drawn += parted.sign
        self.suspect += [label.column for label in pair if parted.is_whole]

    def put(self, at: int, label: Label, lines: Sequence[TextLine]) -> None:
        """Add lines to the column at a place; without lines, or with a dash alone, its cell is printed and empty."""
        if len(lines) == 1 and lines[0].text in _NOTHING:
            self.drawn += lines
            lines = []
        self.columns.setdefault(at, (label, []))[1].extend(lines)


def by_number(records: Sequence[Record]) -> list[Record]:
    """The records; one to whose number another table gives further columns is one with those."""
    found: dict[str, Record] = {}
    joined: list[Record] = []
    for record in records:
        first = found.setdefault(record.value, record)
        if first is not record and not first.names & record.names and not record.steps:
            first.join(record)
        else:
            joined.append(record)
    return joined
