"""Which picture fits the rows of an answer, by their shape alone, and that picture.

* bars: a column of numbers, and one by which each row has a name of its own;
* timeline: one or two columns of dates, and one of names;
* matrix: two columns of names in which names come again, with a number for each pair, or without one: the rows count.
  Pairs that each come once, in fewer rows than there are names, are a list.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from ccwp_kg.namespaces import XSD
from ccwp_kg.rdf.terms.days import day_of
from ccwp_kg.server.html.pictures.bars import Bar, bars_picture
from ccwp_kg.server.html.pictures.matrix import MatrixCell, MatrixHeading, matrix_picture
from ccwp_kg.server.html.pictures.model import Picture
from ccwp_kg.server.html.pictures.timeline import TimelineSpan, moment, spans_picture
from ccwp_kg.server.html.sanitise import plain

NUMBERS = frozenset(
    XSD.term(name).value
    for name in (
        "integer", "decimal", "double", "float", "int", "long", "short", "byte", "nonNegativeInteger",
        "positiveInteger", "nonPositiveInteger", "negativeInteger", "unsignedInt", "unsignedLong", "unsignedShort",
        "unsignedByte",
    )
)  # fmt: skip
"""The datatypes of numbers."""
_DATES = frozenset(XSD.term(name).value for name in ("date", "dateTime", "gYear", "gYearMonth"))
_NAME, _WRITTEN = 120, 24


@dataclass(frozen=True, slots=True)
class RowValue:
    """A value of a row: as it is shown, where it leads, and the number or the date that it is, if it is one."""

    text: str
    target: str | None = None
    number: float | None = None
    date: str | None = None


Row = Sequence[RowValue | None]


def row_value(text: str, datatype: str | None, target: str | None = None) -> RowValue:
    """What is written, as the number or date that it is by the IRI of its datatype."""
    number = None
    if datatype in NUMBERS:
        with suppress(ValueError):
            number = float(text)
    return RowValue(text, target, number, text if datatype in _DATES else None)


def shape_of(rows: Sequence[Row]) -> Mapping[str, tuple[int, ...]]:
    """The pictures that fit, the one that fits best first, each with the places of the columns that it takes.

    Those of bars are names and numbers, of a timeline names, starts and ends, of a matrix two of names, and the numbers
    if there are any.
    """
    if not rows:
        return {}
    numbers, dates, names, unique = [], [], [], []
    for place in range(len(rows[0])):
        column = [row[place] for row in rows]
        given = [value for value in column if value is not None]
        if given and all(value.number is not None for value in given):
            numbers.append(place)
        elif given and all(value.date is not None for value in given):
            dates.append(place)
        elif given:
            names.append(place)
        if len(given) == len(rows) == len({_key(value) for value in given}):
            unique.append(place)
    called = [place for place in (*names, *dates) if place in unique]
    repeated = [place for place in names if place not in unique and len(rows) > 1]
    keys = repeated[:2] if len(repeated) == len(names) == 2 else []
    if keys:
        pairs = Counter(tuple(_key(row[place]) for place in keys) for row in rows)
        is_once = max(pairs.values()) == 1
        is_list = not numbers and is_once and len(pairs) < sum(len({*side}) for side in zip(*pairs, strict=True))
        if is_list or len(numbers) > 1 or (numbers and not is_once):
            keys = []
    shape: dict[str, tuple[int, ...]] = {}
    if called and numbers:
        shape["bars"] = called[0], numbers[-1]
    if names and dates:
        shape["timeline"] = names[0], dates[0], dates[:2][-1]
    if keys:
        shape["matrix"] = *keys, *numbers
    return shape


def _key(value: RowValue | None) -> object:
    return None if value is None else (value.text, value.target)


def picture_of_rows(rows: Sequence[Row], view: str, *, title: str) -> Picture | None:
    """The picture of the rows in that view; None where it does not fit them."""
    columns = shape_of(rows).get(view)
    if columns is None:
        return None
    if view == "bars":
        name, number = columns
        bars = [_bar(row[name], value) for row in rows if (value := row[number]) is not None]
        return bars_picture(bars, title=title)
    if view == "timeline":
        name, start, end = columns
        return spans_picture([_span(row[name], row[start], row[end]) for row in rows], title=title)
    return _matrix(rows, columns, title)


def _bar(name: RowValue | None, value: RowValue) -> Bar:
    target = None if name is None else name.target
    return Bar(_name(name), value.number or 0.0, plain(value.text, most=_WRITTEN), target)


def _name(value: RowValue | None) -> str:
    return "–" if value is None else plain((value.date and day_of(value.date)) or value.text, most=_NAME)


def _span(name: RowValue | None, start: RowValue | None, end: RowValue | None) -> TimelineSpan:
    """From a date to a date. What stands on no line of years is told as it is written."""
    dates = [None if each is None or moment(each.date) is None else each.date for each in (start, end)]
    written = ["no date" if each is None else plain(day_of(each.text), most=_WRITTEN) for each in (start, end)]
    words = written[0] if written[0] == written[1] else " – ".join(written)
    return TimelineSpan(_name(name), None if name is None else name.target, dates[0], dates[1], words)


def _matrix(rows: Sequence[Row], columns: Sequence[int], title: str) -> Picture | None:
    across, down, *numbers = columns
    places: tuple[dict[object, int], dict[object, int]] = ({}, {})
    keys: tuple[list[MatrixHeading], list[MatrixHeading]] = ([], [])
    found: dict[tuple[int, int], float] = {}
    written: dict[tuple[int, int], str] = {}
    for row in rows:
        pair = []
        for side, column in enumerate((across, down)):
            value = row[column]
            place = places[side].setdefault(_key(value), len(keys[side]))
            if place == len(keys[side]):
                keys[side].append(MatrixHeading(_name(value), _name(value), None if value is None else value.target))
            pair.append(place)
        at = (pair[0], pair[1])
        if not numbers:
            found[at] = found.get(at, 0.0) + 1
            written[at] = f"{found[at]:g}"
        elif (given := row[numbers[0]]) is not None:
            found[at], written[at] = given.number or 0.0, plain(given.text, most=_WRITTEN)
    cells = _cells(found, written, keys)
    told = "has its number" if numbers else "says for how many rows of the answer it stands"
    description = f"{len(keys[0])} rows and {len(keys[1])} columns; each cell {told}."
    return matrix_picture(keys[0], keys[1], cells, title=title, description=description)


def _cells(
    found: Mapping[tuple[int, int], float],
    written: Mapping[tuple[int, int], str],
    keys: tuple[list[MatrixHeading], list[MatrixHeading]],
) -> dict[tuple[int, int], MatrixCell]:
    finite = [number for number in found.values() if math.isfinite(number)]
    least, most = min(finite, default=0.0), max(finite, default=0.0)
    reach = most - least if math.isfinite(most - least) and most > least else 1.0
    return {
        (a, b): MatrixCell(
            written[a, b],
            f"{keys[0][a].name}, {keys[1][b].name}: {written[a, b]}",
            share=max(0.0, min(1.0, (number - least) / reach)) if math.isfinite(number) else 0.0,
        )
        for (a, b), number in found.items()
    }
