"""Entries of a cell: numbered items, and the parties of the last column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ccwp_kg.sources.flow import Flow
from ccwp_kg.sources.layout import Line, list_mark, number_mark, spans_of, without_closing
from ccwp_kg.sources.records import Passage
from ccwp_kg.sources.scan import Reader
from ccwp_kg.sources.text import Span


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a cell: the number printed before it, its running text (mark included) and its value."""

    printed_number: int | None
    flow: Flow
    value: Passage


def items_of(lines: Sequence[Line], *, reader: Reader) -> tuple[Entry, ...]:
    """The items of a cell, each from its printed number "(2)" on; a cell without numbers is one item."""
    groups: list[list[Line]] = []
    for line in lines:
        if number_mark(line.text) is not None or not groups:
            groups.append([line])
        else:
            groups[-1].append(line)
    return tuple(_item(reader.flow(spans_of(group)), reader=reader) for group in groups)


def _item(flow: Flow, *, reader: Reader, rule: str | None = None) -> Entry:
    number = number_mark(flow.text)
    value = value_of(flow, number[1] if number else 0, reader=reader, rule=rule)
    return Entry(number[0] if number else None, flow, value)


def items_in_pieces(pieces: Sequence[Span], *, reader: Reader, rule: str) -> tuple[Entry, ...]:
    """The items of a cell that was untangled: its pieces of lines, each item from its printed number on."""
    groups: list[list[Span]] = []
    for piece in pieces:
        if number_mark(reader.source.exact(piece)) is not None or not groups:
            groups.append([piece])
        else:
            groups[-1].append(piece)
    return tuple(_item(reader.flow(group), reader=reader, rule=rule) for group in groups)


def value_of(flow: Flow, start: int, *, reader: Reader, rule: str | None = None) -> Passage:
    """The value of an entry: its words from `start` on, without the mark that closes it; its place is all of it."""
    text = without_closing(
        flow.text[start:].strip(),
        closing=reader.profile.layout.closing,
        dotted=reader.profile.words.dotted,
    )
    return flow.passage(0, len(flow.text), text=text, rule=rule)


def parties_of(lines: Sequence[Line], *, collapsed: bool, reader: Reader) -> tuple[Entry, ...]:
    """The entries of the parties' cell: one for each list mark, or between commas where the marks collapsed."""
    if collapsed:
        return _between_commas(reader.flow(spans_of(lines)), reader=reader)
    marks = reader.profile.layout.list_marks
    groups: list[list[Line]] = []
    for line in lines:
        if list_mark(line.text, marks) is not None or not groups:
            groups.append([line])
        else:
            groups[-1].append(line)
    entries = []
    for group in groups:
        flow = reader.flow(spans_of(group))
        mark = list_mark(flow.text, marks)
        entries.append(Entry(None, flow, value_of(flow, len(mark) if mark else 0, reader=reader)))
    return tuple(entries)


def _between_commas(flow: Flow, *, reader: Reader) -> tuple[Entry, ...]:
    """Entries closed by a comma, semicolon or stop outside brackets; the closing mark belongs to its entry."""
    entries: list[Entry] = []
    start = depth = 0
    for place, char in enumerate(flow.text):
        depth += {"(": 1, ")": -1}.get(char, 0)
        last = place == len(flow.text) - 1
        if last or (char in ",;" and depth == 0):
            part = reader.flow(flow.spans(start, place + 1))
            entries.append(Entry(None, part, value_of(part, 0, reader=reader)))
            start = place + 2
    return tuple(entries)
