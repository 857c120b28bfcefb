"""The picture of things in columns and the lines between them: actions through plans, a document and who cites it.

Each thing has a row of its own, but what continues another one may stand in that one's row. A line runs along the row
where it begins and bends in the gap before the column where it ends, so it crosses no box.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from ccwp_kg.server.html.pictures.model import Arrow, Item, Picture, Piece, Rectangle, Text, fitted, width_of, wrapped

NODES, COLUMNS = 60, 12
"""So many things in so many columns are drawn at most."""
_WIDTH, _WIDEST, _NARROWEST, _GAP, _HEAD, _SIZE, _SMALL = 740.0, 260.0, 140.0, 36.0, 32.0, 13.0, 11.0
_HEIGHT, _LINE, _LINES, _APART, _INSET = 40.0, 14.0, 2, 12.0, 9.0
_ROOM = 180.0
"""Where a line of a box is narrower, a few letters of a title tell nothing: the box has its name alone."""


Lane = tuple[str, str | None]
"""A column by its name, and where it leads (None: nowhere)."""
LaneLink = tuple[str, str, str]
"""A line from one thing to another by their keys; its style is one of those that the picture explains."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A thing in a column: its name, words below it, the whole name, where it leads, and whether it is the subject."""

    key: str
    lane: int
    name: str
    detail: str
    label: str
    target: str | None
    is_subject: bool = False


def lanes_picture(
    lanes: Sequence[Lane],
    every: Sequence[Stop],
    links: Sequence[LaneLink],
    *,
    title: str,
    explained: Sequence[tuple[str, str]],
) -> Picture | None:
    """The things in their columns. `explained` are the styles of lines with their meaning. None with fewer than two."""
    stops = [stop for stop in every if stop.lane < COLUMNS][:NODES]
    if len(stops) < 2:
        return None
    shown = {stop.key: stop for stop in stops}
    drawn = [(start, end, style) for start, end, style in links if {start, end} <= shown.keys() and start != end]
    rows = _rows(stops, drawn)
    used = min(len(lanes), COLUMNS)
    step = max(min(_WIDTH / used, _WIDEST), _NARROWEST)
    room = step - _GAP
    details = {stop.key: _detail(stop, room - 2 * _INSET) for stop in stops}
    height = _HEIGHT + (_LINE if max(map(len, details.values())) > 1 else 0)
    row = height + _APART
    boxes = {stop.key: Rectangle(stop.lane * step, _HEAD + rows[stop.key] * row, room, height, 6) for stop in stops}
    heads = [
        Item(name, target, (Text(place * step, 16, fitted(name, _SIZE, step - 8), "what"),), "key")
        for place, (name, target) in enumerate(lanes[:used])
    ]
    bottom = _HEAD + (max(rows.values()) + 1) * row
    width = used * step
    pieces: list[Piece] = [_line(boxes[start], boxes[end], style) for start, end, style in drawn]
    x = 0.0
    for style, meaning in explained:
        if x and x + 34 + width_of(meaning, _SMALL) > width:
            x, bottom = 0.0, bottom + 18
        pieces += [Arrow(f"M{x:g} {bottom + 8:g}h26", f"edge {style}"), Text(x + 32, bottom + 12, meaning, "by small")]
        x += 32 + width_of(meaning, _SMALL) + 20
    described = "; ".join(
        f"{shown[start].name} → {shown[end].name} ({dict(explained).get(style, style)})"
        for start, end, style in drawn[:20]
    )
    items = (_item(stop, boxes[stop.key], details[stop.key]) for stop in stops)
    return Picture(
        width, bottom + 18, title, f"{described}.", tuple(pieces), (*heads, *items), "lanes", len(every) - len(stops)
    )


def _detail(stop: Stop, room: float) -> tuple[str, ...]:
    """The words below a name, in lines; none where they are not to be had whole and there is little room."""
    is_whole = width_of(stop.detail, _SMALL) <= room
    return wrapped(stop.detail, _SMALL, room, lines=_LINES) if is_whole or room >= _ROOM else ()


def _item(stop: Stop, box: Rectangle, detail: Sequence[str]) -> Item:
    """The name and the words below it, in the middle of the box."""
    top = box.middle[1] + 5 - _LINE / 2 * len(detail)
    words = [Text(box.x + _INSET, top, fitted(stop.name, _SIZE, box.width - 2 * _INSET), "what")]
    words += [Text(box.x + _INSET, top + _LINE * place, line, "by small") for place, line in enumerate(detail, 1)]
    return Item(stop.label, stop.target, (box, *words), "node subject" if stop.is_subject else "node")


def _rows(stops: Sequence[Stop], links: Sequence[LaneLink]) -> dict[str, int]:
    """The row of each thing."""
    lane = {stop.key: stop.lane for stop in stops}
    before: defaultdict[str, list[str]] = defaultdict(list)
    reach: defaultdict[str, int] = defaultdict(int)
    for start, end, _ in links:
        before[end].append(start)
        reach[start] = max(reach[start], lane[end])
    group = _groups(stops, links)
    rows: dict[str, int] = {}
    last: dict[int, str] = {}
    count = 0
    for stop in sorted(stops, key=lambda stop: (group[stop.key], stop.lane)):
        row = next(
            (
                rows[earlier]
                for earlier in sorted(before[stop.key], key=lambda key: -lane[key])
                if lane[earlier] < stop.lane == reach[earlier] and earlier in rows and last[rows[earlier]] == earlier
            ),
            count,
        )
        count = max(count, row + 1)
        rows[stop.key], last[row] = row, stop.key
    return rows


def _groups(stops: Sequence[Stop], links: Sequence[LaneLink]) -> dict[str, int]:
    """For each thing the place of the first one to which lines lead from it."""
    group = {stop.key: place for place, stop in enumerate(stops)}
    is_settled = False
    while not is_settled:
        is_settled = True
        for start, end, _ in links:
            first = min(group[start], group[end])
            is_settled = is_settled and group[start] == group[end]
            group[start] = group[end] = first
    return group


def _line(start: Rectangle, end: Rectangle, style: str) -> Arrow:
    """A line from the right side of a box to the left side of another; within a column, around the right side."""
    x, y, right, down = start.x + start.width, start.middle[1], end.x, end.middle[1]
    if right < x:  # in the same column, or one before it
        right, bend = end.x + end.width, max(x, end.x + end.width) + _GAP / 2
        path = f"M{x:g} {y:g}C{bend:g} {y:g} {bend:g} {down:g} {right:g} {down:g}m5 -4l-5 4l5 4"
        return Arrow(path, f"edge {style}")
    bend = right - _GAP / 2
    curve = "" if y == down else f"H{right - _GAP:g}C{bend:g} {y:g} {bend:g} {down:g} {right:g} {down:g}"
    return Arrow(f"M{x:g} {y:g}{curve or f'H{right:g}'}m-5 -4l5 4l-5 4", f"edge {style}")
