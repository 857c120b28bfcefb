"""Which picture fits the rows of an answer, by their shape alone, and that picture.

* bars: a column of numbers, and one by which each row has a name of its own;
* timeline: one or two columns of dates, and one of names;
* matrix: two columns of names in which names come again, with a number for each pair, or without one: the rows count.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal as OneOf

from ccwp_kg.rdf.terms.days import day_of
from ccwp_kg.server.html.pictures.bars import Bar, bars_picture
from ccwp_kg.server.html.pictures.matrix import MatrixCell, MatrixHeading, matrix_picture
from ccwp_kg.server.html.pictures.model import Picture
from ccwp_kg.server.html.pictures.timeline import TimelineSpan, moment, spans_picture
from ccwp_kg.server.html.sanitise import plain

View = OneOf["bars", "timeline", "matrix"]
VIEWS: tuple[View, ...] = ("bars", "timeline", "matrix")
_NAME, _WRITTEN = 120, 24


@dataclass(frozen=True, slots=True)
class RowValue:
    """A value of a row: as it is shown, where it leads, and the number or the date that it is, if it is one."""

    text: str
    target: str | None = None
    number: float | None = None
    date: str | None = None


Row = Sequence[RowValue | None]


def number_of(text: str) -> float | None:
    """A number of XML Schema as it is written; None for what is none."""
    try:
        return float(text)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Shape:
    """The places of the columns that each picture takes; what cannot be drawn is None."""

    bars: tuple[int, int] | None = None
    timeline: tuple[int, int, int | None] | None = None
    matrix: tuple[int, int, int | None] | None = None

    @property
    def views(self) -> tuple[View, ...]:
        """The pictures that fit, the first the one that fits best."""
        return tuple(view for view in VIEWS if getattr(self, view) is not None)


def shape_of(rows: Sequence[Row]) -> Shape:
    """Which columns each picture takes."""
    if not rows:
        return Shape()
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
        if (len(numbers) != 1 and len(numbers) > 0) or (numbers and max(pairs.values()) > 1):
            keys = []
    return Shape(
        bars=(called[0], numbers[-1]) if called and numbers else None,
        timeline=(names[0], dates[0], dates[1] if len(dates) > 1 else None) if names and dates else None,
        matrix=(keys[0], keys[1], numbers[0] if numbers else None) if keys else None,
    )


def _key(value: RowValue | None) -> object:
    return None if value is None else (value.text, value.target)


def picture_of_rows(rows: Sequence[Row], view: str, *, title: str) -> Picture | None:
    """The picture of the rows in that view; None where it does not fit them."""
    shape = shape_of(rows)
    if view == "bars" and shape.bars is not None:
        name, number = shape.bars
        bars = [_bar(row[name], value) for row in rows if (value := row[number]) is not None]
        return bars_picture(bars, title=title)
    if view == "timeline" and shape.timeline is not None:
        name, start, end = shape.timeline
        spans = [_span(row[name], row[start], row[start if end is None else end]) for row in rows]
        return spans_picture(spans, title=title)
    if view == "matrix" and shape.matrix is not None:
        return _matrix(rows, shape.matrix, title)
    return None


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


def _matrix(rows: Sequence[Row], columns: tuple[int, int, int | None], title: str) -> Picture | None:
    across, down, number = columns
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
        given = None if number is None else row[number]
        if number is None:
            found[at] = found.get(at, 0.0) + 1
            written[at] = f"{found[at]:g}"
        elif given is not None:
            found[at], written[at] = given.number or 0.0, plain(given.text, most=_WRITTEN)
    cells = _cells(found, written, keys)
    told = "has its number" if number is not None else "says for how many rows of the answer it stands"
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
