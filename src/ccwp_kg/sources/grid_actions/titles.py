"""Parts the cell of a title that goes on with a paragraph of prose, such as the background of the action."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ccwp_kg.sources.grid_actions.record import Record
from ccwp_kg.sources.layout.headings import Label, joined
from ccwp_kg.sources.layout.text_lines import TextLine
from ccwp_kg.sources.table.cell_features import TITLE
from ccwp_kg.sources.table.items import by_paragraphs, is_prose_behind

_BEHIND = 700
"""The place of what stands behind a title from that of the title."""
_FEWEST = 2
"""The titles, at least, that show that prose stands behind them."""
_INSIDE = re.compile(r"(?<=\w )[A-Z][a-z]*(?= [a-z])")
"""A word with a capital behind no stop and before a word in small letters."""


def part_titles(records: Sequence[Record], text: str, *, is_told: bool) -> None:
    """Part each title from the sentences behind it, where a paragraph ends without a stop; else say what it may hold.

    `is_told` says that the blocks of lines are paragraphs. Else, and for what is said, most titles show that they go
    on: they end in a stop, and inside stands a word with a capital that has none elsewhere in the `text`.
    """
    small = set(re.findall(r"(?<!\S)[a-z]+", text))
    titles = [*_titles(records)]
    width = max((line.indent + len(line.text) for _, _, lines in titles for line in lines), default=0)
    words = [joined(lines) for _, _, lines in titles]
    go_on = [each for each in words if each[-1] == "." and any(w.lower() in small for w in _INSIDE.findall(each))]
    is_usual = len(go_on) >= max(_FEWEST, len(titles) / 2)
    for (record, at, lines), printed in zip(titles, words, strict=True):
        parted = lines if is_told else by_paragraphs(lines, width=width, of_names=True) or lines
        end = next((place for place, line in enumerate(parted) if line.block != parted[0].block), len(lines))
        label, _ = record.columns[at]
        if label.lines and (is_told or is_usual) and is_prose_behind(lines[:end], lines[end:]):
            record.columns[at] = (label, lines[:end])
            record.put(at + _BEHIND, Label(f"behind {TITLE}", label.lines), lines[end:])
        elif is_usual and printed[-1] == ".":
            record.doubts.append(("its title ends in a full stop and may hold a further sentence", lines[0]))


def _titles(records: Sequence[Record]) -> Iterator[tuple[Record, int, list[TextLine]]]:
    """The titles of numbered actions, each with its place."""
    for record in records:
        for at, (label, lines) in record.columns.items():
            if label.column == TITLE and lines and record.number is not None:
                yield record, at, lines
