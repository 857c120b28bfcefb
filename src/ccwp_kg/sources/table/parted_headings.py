"""Parts a column of those who lead and of those who take part, and its cells: "FR / BE, DE", or "Lead: FR"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ccwp_kg.sources.layout.headings import Label, Labels, joined
from ccwp_kg.sources.layout.text_lines import TextLine
from ccwp_kg.sources.table.cell_features import LEAD, PARTIES

_SLASH = re.compile(r"(?:^|(?<=\s))/(?=\s|$)")
_CLOSE = re.compile(r"(?<=\w)/(?=\w)")


@dataclass(frozen=True, slots=True)
class PartedCell:
    """The lines of the two parts of a cell, the headings printed in it, and the slash between the parts.

    `is_whole` says that nothing parts the cell: then it is all of the first column.
    """

    parts: tuple[list[TextLine], list[TextLine]]
    heads: tuple[Label, ...] = ()
    slash: tuple[TextLine, ...] = ()
    is_whole: bool = False


def shared_column(text: str, labels: Labels) -> str | None:
    """The first of the two columns that a heading names, if it names two."""
    slash = _SLASH.search(text) or _CLOSE.search(text)
    names = [_named(part.strip(), labels) for part in (text[: slash.start()], text[slash.end() :])] if slash else []
    return names[0] if set(names) == {LEAD, PARTIES} else None


def parted_heading(lines: Sequence[TextLine], labels: Labels) -> tuple[Label, Label] | None:
    """The two headings in the lines of one: "Lead / participants"; None for any other heading."""
    if (name := shared_column(joined(lines), labels)) is None:
        return None
    at, line, slash = next(
        (at, line, found)
        for at, line in enumerate(lines)
        if (found := _SLASH.search(line.text) or _CLOSE.search(line.text)) is not None
    )
    first = (*lines[:at], line.part(0, slash.end()))
    second = (*((line.part(slash.end(), len(line.text)),) if slash.end() < len(line.text) else ()), *lines[at + 1 :])
    return Label(name, first), Label(PARTIES if name == LEAD else LEAD, second)


def parted_cell(lines: Sequence[TextLine], pair: tuple[Label, Label], labels: Labels) -> PartedCell:
    """The parts of a cell under two headings: by the headings repeated in it, or by one slash between words."""
    parts: tuple[list[TextLine], list[TextLine]] = ([], [])
    heads = []
    place = 0
    for line in lines:
        head, colon, _ = line.text.partition(":")
        name = _named(head, labels) if colon else None
        own = [at for at, label in enumerate(pair) if label.column == name]
        if own:
            place, end = own[0], len(head) + 1
            heads.append(Label(pair[place].column, (line.part(0, end),)))
            parts[place].extend([line.part(end, len(line.text))] if end < len(line.text) else [])
        else:
            parts[place].append(line)
    if heads:
        return PartedCell(parts, tuple(heads))
    slashes = [(at, found) for at, line in enumerate(lines) for found in _SLASH.finditer(line.text)]
    if len(slashes) != 1:
        return PartedCell((list(lines), []), is_whole=bool(lines))
    at, found = slashes[0]
    line = lines[at]
    before = [line.part(0, found.start())] if found.start() else []
    after = [line.part(found.end(), len(line.text))] if found.end() < len(line.text) else []
    return PartedCell(
        ([*lines[:at], *before], [*after, *lines[at + 1 :]]), slash=(line.part(found.start(), found.end()),)
    )


def _named(text: str, labels: Labels) -> str | None:
    return labels.column(text) or labels.likely(text)
