"""Which column a heading names that no list has: its cells may tell, where most of them hold nothing but countries,
times, names of bodies, or prose. What is told so is only likely, and reported as such."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from ccwp_kg.sources.grid_actions.record import Record
from ccwp_kg.sources.layout.headings import Label, folded, joined
from ccwp_kg.sources.layout.text_lines import TextLine
from ccwp_kg.sources.recognition.scan import STATE, Grammar
from ccwp_kg.sources.table.cell_features import (
    LEAD,
    OBJECTIVES,
    PARTIES,
    RECOGNISABLE,
    TIMES,
    TIMETABLE,
    TITLE,
    CellFeatures,
    FeatureExtractor,
)
from ccwp_kg.sources.table.cells import Block
from ccwp_kg.sources.text.list_marks import item_mark, list_mark
from ccwp_kg.sources.text.patterns import whole_words

_FEWEST, _MOST, _FEW = 3, 0.7, 0.25
"""The cells with words that tell a column, at least; the share of them that is like its cells, and one that is not."""
_LIKE = 0.6
"""The least likeness of a cell to those of a column."""
_ENTRIES = re.compile(r"[,;/()]|[–•-] | and ")
_HALF, _LONGEST_NAME = 0.5, 7
"""What parts names of a list; more than this share begin with a capital, and none has more words."""
_LONG, _SHORT = 20, 20
"""The words of a paragraph of prose, at least, and of a title, at most."""


@dataclass(slots=True)
class _Column:
    """A heading with its cells: those that hold words, and in how many actions it stands before all others."""

    label: Label
    cells: list[tuple[TextLine, ...]] = field(default_factory=list)
    first: int = 0

    def are(self, like: Callable[[Sequence[TextLine]], bool], share: float = _MOST) -> bool:
        """Whether most of several cells are like something."""
        return len(self.cells) >= _FEWEST and sum(map(like, self.cells)) >= share * len(self.cells)


def columns_by_cells(records: Sequence[Record], *, grammar: Grammar) -> Mapping[str, str]:
    """Folded heading → the column that its cells make likely, or "" where they show that a cue of it misleads."""
    columns = _columns(records)
    labels, others = grammar.labels, whole_words(grammar.profile.other_cues)
    unknown = {
        head: column
        for head, column in columns.items()
        if not labels.means(joined(column.label.lines)) and not others.search(joined(column.label.lines))
    }
    likeness = _Likeness(grammar, FeatureExtractor(grammar, (), RECOGNISABLE).features_of)
    titled = any(column.label.column == TITLE for column in columns.values())
    found = {
        head: ""
        for head, column in columns.items()
        if column.label.likely and likeness.is_misled(column, box=None if titled else grammar.profile.box.name)
    }
    unknown |= {head: columns[head] for head in found}
    named = {column.label.column for head, column in columns.items() if head not in unknown}
    ways: list[tuple[str, Callable[[Sequence[TextLine]], bool]]] = [
        (LEAD, likeness.is_state),
        (TIMETABLE, likeness.is_time),
        (PARTIES, likeness.are_parties),
        (grammar.profile.box.name, likeness.is_prose),
    ]
    for name, like in ways:
        alike = [head for head, column in unknown.items() if not found.get(head) and column.are(like)]
        if name == TIMETABLE and len(alike) == len(TIMES) and named.isdisjoint(TIMES):
            found |= dict(zip(alike, TIMES, strict=True))
        elif name == PARTIES or (name not in named and len(alike) == 1):
            found |= dict.fromkeys(alike, name)
    if TITLE not in named:
        most = _MOST * len(records)
        found |= {
            head: TITLE
            for head, column in unknown.items()
            if column.first >= most and not found.get(head) and column.are(likeness.is_title)
        }
        if TITLE not in found.values():
            found |= _aims_as_titles(columns, likeness, most)
    return found


def _aims_as_titles(columns: Mapping[str, _Column], likeness: _Likeness, most: float) -> Mapping[str, str]:
    """Short aims before all other cells are titles, where another heading speaks of the objectives."""
    labels = likeness.grammar.labels
    aims = [head for head, each in columns.items() if each.label.column == OBJECTIVES]
    heads = {head: joined(each.label.lines) for head, each in columns.items() if head not in aims}
    others = [head for head, text in heads.items() if labels.likely(text) == OBJECTIVES]
    are_titles = (
        len(aims) == len(others) == 1 and columns[aims[0]].first >= most and columns[aims[0]].are(likeness.is_title)
    )
    return {aims[0]: TITLE, others[0]: OBJECTIVES} if are_titles else {}


def _columns(records: Sequence[Record]) -> Mapping[str, _Column]:
    """The columns by their folded headings."""
    columns: dict[str, _Column] = {}
    for record in records:
        heads = [(folded(joined(label.lines)), label, lines) for label, lines in record.columns.values() if label.lines]
        for at, (head, label, lines) in enumerate(heads):
            column = columns.setdefault(head, _Column(label))
            column.first += not at
            column.cells += [tuple(lines)] if lines else []
    return columns


@dataclass(frozen=True, slots=True)
class _Likeness:
    """How much cells look like those of a column."""

    grammar: Grammar
    features_of: Callable[[Block], CellFeatures]

    def of(self, cell: Sequence[TextLine], name: str) -> float:
        """The likeness of a cell to those of one column."""
        return self.features_of(tuple(cell)).get(name, 0.0)

    def is_state(self, cell: Sequence[TextLine]) -> bool:
        """Whether a cell names one Member State and nothing else."""
        return self._kinds(cell)[STATE] == 1 and self.of(cell, LEAD) == 1

    def are_parties(self, cell: Sequence[TextLine]) -> bool:
        """Whether a cell lists names, of which one at least is known, and not that of a Member State alone."""
        kinds, entries = self._kinds(cell), [each.split() for each in _ENTRIES.split(joined(cell)) if each.strip()]
        are_names = sum(words[0][0].isupper() for words in entries) > _HALF * len(entries)
        are_short = all(len(words) <= _LONGEST_NAME for words in entries) and cell[-1].text[-1] != "."
        return kinds.total() > (kinds[STATE] == 1) and are_names and are_short

    def is_time(self, cell: Sequence[TextLine]) -> bool:
        """Whether a cell is a time."""
        return self.of(cell, TIMETABLE) >= _LIKE

    def is_misled(self, column: _Column, *, box: str | None) -> bool:
        """Whether cells are hardly ever like those of the column that a cue makes likely, where these say what they
        are; or are titles instead of prose in the `box` of a table that has no titles elsewhere."""
        name = column.label.column
        if name == box:
            return column.are(self.is_title)
        return name in RECOGNISABLE and column.are(lambda cell: self.of(cell, name) < _LIKE, 1 - _FEW)

    def is_prose(self, cell: Sequence[TextLine]) -> bool:
        """Whether a cell is a paragraph of sentences."""
        return cell[-1].text[-1] == "." and not self._is_marked(cell) and len(joined(cell).split()) >= _LONG

    def is_title(self, cell: Sequence[TextLine]) -> bool:
        """Whether a cell may be a title: a few words, and no list."""
        return cell[-1].text[-1] not in ".;" and not self._is_marked(cell) and len(joined(cell).split()) <= _SHORT

    def _is_marked(self, cell: Sequence[TextLine]) -> bool:
        marks = self.grammar.profile.layout.list_marks
        return any(list_mark(line.text, marks) is not None or item_mark(line.text) is not None for line in cell)

    def _kinds(self, cell: Sequence[TextLine]) -> Counter[str]:
        return Counter(found.name.kind for found in self.grammar.finder.find(joined(cell)))
