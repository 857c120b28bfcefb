"""Rows of the table put back into their columns, under the headings that were printed over them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pyoxigraph import NamedNode

from ccwp_kg.entities.facts.names import Thing
from ccwp_kg.entities.source_reader.facts import Reading, Stretch
from ccwp_kg.entities.source_reader.inline import Inline, Weaver
from ccwp_kg.entities.source_reader.notes import Note, Notes
from ccwp_kg.entities.source_reader.passages import CELLS, Item, Line, Passage, Role
from ccwp_kg.namespaces import CCWP

_HEADINGS: dict[Role, tuple[str, str]] = {
    "name": ("title", "Proposed action"),
    "objective": ("objectives", "Strategic objectives"),
    "indicator": ("indicators", "Performance indicator"),
    "outcome": ("outcomes", "Possible outcome(s)"),
    "party": ("parties", "Other concerned parties"),
    "terms": ("terms-of-reference", "Terms of reference"),
}
"""The columns: their name in the IRI of their definition, and how they are headed where none is defined."""

_HEADING_LINES = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a list or cell, in as many stretches as it was printed in."""

    stretches: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A cell under its heading; `heading` is as printed, empty where none was printed, `label` is ours."""

    role: Role
    label: str
    heading: tuple[Inline, ...]
    marks: tuple[Inline, ...]
    entries: tuple[Entry, ...]
    note: Note | None


@dataclass(frozen=True, slots=True)
class Row:
    """An action: what stands before its table, its number and columns, its terms of reference, what is left over.

    `tangled` are the raw lines of two columns printed into one another, with the rule that parted them.
    """

    action: Thing
    name: str
    page: int | None
    before: tuple[Inline, ...]
    number: Inline
    columns: tuple[Column, ...]
    terms_heading: tuple[Inline, ...]
    terms: tuple[Entry, ...]
    terms_note: Note | None
    after: tuple[Inline, ...]
    tangled: str
    rules: tuple[str, ...]


@dataclass(slots=True)
class RowPrinter:
    """Lays out the rows of one document."""

    text: str
    reading: Reading
    weaver: Weaver
    notes: Notes
    labels: dict[Role, str] = field(init=False)

    def __post_init__(self) -> None:
        self.labels = {role: self._label(role) for role in _HEADINGS}

    def row(self, action: NamedNode, group: Sequence[Item], *, page: int | None) -> Row:
        """An action laid out; `page` is the number of the page it begins, if it begins one."""
        headings = self._headings(group)
        taken = {line for lines in headings.values() for line in lines}
        marks = self._list_marks(group, taken)
        spare = [item for item in group if isinstance(item, Line) and item not in taken and item not in marks]
        written = {item: self.weaver.write(item.start, item.end) for item in group}
        first = next(item.start for item in group if isinstance(item, Passage))

        def entries(role: Role) -> tuple[Entry, ...]:
            found: dict[NamedNode, list[Inline]] = {}
            for item in group:
                if isinstance(item, Passage) and item.role == role:
                    found.setdefault(item.subject, []).append(written[item])
            return tuple(Entry(tuple(stretches)) for stretches in found.values())

        def heading(role: Role) -> tuple[Inline, ...]:
            return tuple(written[line] for line in headings.get(role, ()))

        tangled, rules = self._tangled(group)
        return Row(
            action=self.reading.name(action),
            name=self.reading.facts.text(action, CCWP.actionNumber) or last_name(action),
            page=page,
            before=tuple(written[line] for line in spare if line.start < first),
            number=next((written[i] for i in group if isinstance(i, Passage) and i.role == "number"), ()),
            columns=tuple(
                Column(
                    role=role,
                    label=self.labels[role],
                    heading=heading(role),
                    marks=tuple(written[line] for line, of in marks.items() if of == role),
                    entries=entries(role),
                    note=self.notes.of_cell(action, role, [i for i in group if isinstance(i, Passage)]),
                )
                for role in CELLS
            ),
            terms_heading=heading("terms"),
            terms=entries("terms"),
            terms_note=self.notes.of_terms(action, [i for i in group if isinstance(i, Passage)]),
            after=tuple(written[line] for line in spare if line.start >= first),
            tangled=tangled,
            rules=rules,
        )

    def _label(self, role: Role) -> str:
        """A column as the document defines it, else as this family of documents heads it."""
        name, usual = _HEADINGS[role]
        for column in self.reading.of(CCWP.ColumnDefinition):
            if last_name(column) == name:
                return self.reading.names[column].name
        return usual

    def _headings(self, group: Sequence[Item]) -> dict[Role, list[Line]]:
        """The lines that head a column: up to three that follow one another, alike but for case, marks and a plural."""
        labels: dict[str, Role] = {}
        for role, (_, usual) in _HEADINGS.items():
            labels[_folded(usual)] = labels[_folded(self.labels[role])] = role
        found: dict[Role, list[Line]] = {}
        place = 0
        while place < len(group):
            for size in range(_HEADING_LINES, 0, -1):
                lines = [item for item in group[place : place + size] if isinstance(item, Line)]
                headed = labels.get(_folded(" ".join(self.text[line.start : line.end] for line in lines)))
                if len(lines) == size and headed is not None and headed not in found:
                    found[headed] = lines
                    place += size - 1
                    break
            place += 1
        return found

    def _list_marks(self, group: Sequence[Item], taken: set[Line]) -> dict[Line, Role]:
        """A list mark alone on its line belongs to the cell that follows."""
        marks: dict[Line, Role] = {}
        for place, item in enumerate(group):
            if isinstance(item, Line) and item not in taken and is_mark(self.text, item):
                following = next((each for each in group[place:] if isinstance(each, Passage)), None)
                if following is not None and following.role in CELLS:
                    marks[item] = following.role
        return marks

    def _tangled(self, group: Sequence[Item]) -> tuple[str, tuple[str, ...]]:
        """The raw lines of columns whose stretches alternate, and the rules by which they were told apart."""
        by_role: dict[Role, list[Stretch]] = {}
        for item in group:
            if isinstance(item, Passage) and item.role in CELLS:
                by_role.setdefault(item.role, []).append((item.start, item.end))
        reaches = [(places[0][0], places[-1][1]) for places in by_role.values()]
        alternating = [
            one for one in reaches for other in reaches if one != other and one[0] < other[1] and other[0] < one[1]
        ]
        if not alternating:
            return "", ()
        start, end = min(one[0] for one in alternating), max(one[1] for one in alternating)
        subjects = {item.subject for item in group if isinstance(item, Passage) and start <= item.start < end}
        rules = {
            words.text for subject in subjects for words in self.reading.facts.all_words(subject, CCWP.derivedByRule)
        }
        return self.text[start:end], tuple(sorted(rules))


def is_mark(text: str, line: Line) -> bool:
    """Whether a line is a list mark and nothing else."""
    return line.end - line.start == 1 and not text[line.start].isdigit()


def last_name(iri: NamedNode) -> str:
    """The last part of an IRI's path.

    >>> last_name(NamedNode("https://w3id.org/ccwp/id/plan/5/column/title"))
    'title'
    """
    return iri.value.rpartition("/")[2]


def _folded(words: str) -> str:
    """A heading without case, marks and plural.

    >>> _folded("Possible outcome(s)") == _folded("Possible outcomes:")
    True
    """
    return "".join(filter(str.isalpha, words.casefold())).rstrip("s")
