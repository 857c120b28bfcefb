"""Reads boxes that stand behind the table, perhaps in an annex of their own, each under the number of its action."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ccwp_kg.sources.grid.record import Record
from ccwp_kg.sources.layout.action_numbers import end_with_dash, number_at
from ccwp_kg.sources.layout.headings import Label
from ccwp_kg.sources.layout.lines import TextLine
from ccwp_kg.sources.recognition.scan import Grammar
from ccwp_kg.sources.table.cell_features import TITLE

_NOTE = "[^"
"""How Markdown begins a footnote."""


@dataclass(slots=True)
class BoxesBehind:
    """The boxes of the `records` of a table, each put at the `place` of its columns."""

    records: Sequence[Record]
    place: int
    grammar: Grammar
    met: int = 0
    """How many records come before the next one whose box may be met."""
    last: Record | None = field(default=None)
    """The record whose box was met last."""

    def is_heading(self, lines: Sequence[TextLine]) -> bool:
        """Whether lines are the heading of a box and nothing else."""
        text = lines[0].text.lstrip("# ")  # the mark of a heading in Markdown
        return len(lines) == 1 and self.grammar.labels.opening(text, self.grammar.profile.box.name) == len(text) > 0

    def begin(self, line: TextLine | None) -> bool:
        """Whether the line behind their heading begins with the number of the first action."""
        return line is not None and self.number_of(line, self.records[0]) > 0

    def number_of(self, line: TextLine, record: Record) -> int:
        """Where the number of a record that a line begins with ends, or 0."""
        number = number_at(line.text, cues=self.grammar.profile.actions)
        return end_with_dash(number, line.text) if number is not None and number.value == record.value else 0

    def read(self, lines: Sequence[TextLine]) -> Iterator[TextLine]:
        """Put lines into the boxes; those of no box come back."""
        for line in lines:
            at = next((at for at in range(self.met, len(self.records)) if self.number_of(line, self.records[at])), None)
            if at is not None:
                self.met, self.last = at + 1, self.records[at]
                self._open(self.records[at], line)
            elif self.last is not None and not line.text.startswith(_NOTE):
                self.last.put(self.place, self.last.labels[-1], [line])
                self.last.apart.append(line)
            else:
                yield line

    def _open(self, record: Record, line: TextLine) -> None:
        """Open the box of a record with its number, and with its title where that is repeated."""
        titles = (lines for label, lines in record.columns.values() if label.column == TITLE)
        title = " ".join(line.text for lines in titles for line in lines)
        end = self.number_of(line, record)
        end = len(line.text) if line.text[end:] == title else end
        rest = [line.part(end, len(line.text))] if end < len(line.text) else []
        record.labels.append(Label(self.grammar.profile.box.name, (line.part(0, end),)))
        record.put(self.place, record.labels[-1], rest)
        record.apart += [*record.labels[-1].lines, *rest]
