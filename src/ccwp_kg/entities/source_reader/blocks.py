"""The blocks of a document's layout, each with the thing that was read from it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode

from ccwp_kg.entities.source_reader.read_things import ReadThings, Stretch
from ccwp_kg.namespaces import CCWP
from ccwp_kg.sources.records.source_layout import SourceLayout

_CLASSES = {
    "section-heading": CCWP.Section,
    "paragraph": CCWP.Paragraph,
    "work-area": CCWP.Paragraph,
    "column-definition": CCWP.Paragraph,
    "objective": CCWP.Paragraph,
    "footnote": CCWP.Citation,
    "number": CCWP.Action,
    "terms-of-reference": CCWP.TermsOfReference,
}
"""The class of what a block became, by the kind of the block; that of a cell goes by its column."""
_CLASSES_OF_CELLS = {
    "title": CCWP.Action,
    "objectives": CCWP.ObjectiveAssignment,
    "indicators": CCWP.PerformanceIndicator,
    "outcomes": CCWP.PossibleOutcome,
    "parties": CCWP.PartyInvolvement,
    "lead": CCWP.PartyInvolvement,
}
"""The class of an entry of a cell; in any other column it is a statement, or an entry that has no property."""
_LINE_BY_LINE = frozenset({"unread", "unassigned"})


@dataclass(frozen=True, slots=True)
class ReadBlock:
    """A block as it is shown; see LayoutBlock. `subject` is what it became, None where the store does not know it."""

    kind: str
    start: int
    end: int
    field: str
    row: str
    column: str
    subject: NamedNode | None = None


def read_blocks(text: str, layout: SourceLayout, things: ReadThings) -> Iterator[ReadBlock]:
    """Every block of a layout in printed order; words that nothing was made of are shown line by line."""
    subject_in: dict[NamedNode, Callable[[int, int], NamedNode | None]] = {}
    for block in layout.blocks:
        start, end = block.span.start, block.span.end
        if block.kind in _LINE_BY_LINE:
            for line in re.finditer(r"\S(?:[^\n\f]*\S)?", text[start:end]):
                yield ReadBlock(
                    block.kind, start + line.start(), start + line.end(), block.field, block.row, block.column
                )
            continue
        if block.kind == "cell":
            usual = CCWP.OtherEntry if "/entry/" in block.field else CCWP.Statement
            kind: NamedNode | None = _CLASSES_OF_CELLS.get(block.column, usual)
        else:
            kind = _CLASSES.get(block.kind)
        subject = things.document if block.kind == "title" else None
        if kind is not None:
            if kind not in subject_in:
                subject_in[kind] = _subject_in(things, kind)
            subject = subject_in[kind](start, end)
        yield ReadBlock(block.kind, start, end, block.field, block.row, block.column, subject)


def _subject_in(things: ReadThings, kind: NamedNode) -> Callable[[int, int], NamedNode | None]:
    """A function from start and end of a block to the thing of a class that was read in it: the first, the longest."""
    found: list[tuple[Stretch, NamedNode]] = sorted(
        (((start, -end), subject) for subject in things.of(kind) for start, end in things.places[subject]),
        key=lambda each: (each[0], each[1].value),
    )
    starts = [stretch[0] for stretch, _ in found]

    def subject_in(start: int, end: int) -> NamedNode | None:
        for stretch, subject in found[bisect_left(starts, start) : bisect_left(starts, end)]:
            if -stretch[1] <= end:
                return subject
        return None

    return subject_in
