"""The picture of things in columns and the lines between them: actions through plans, a document and who cites it.

Each thing has a row of its own, but what continues another one may stand in that one's row. A line runs along the row
where it begins and bends in the gap before the column where it ends, so it crosses no box.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import islice

from ccwp_kg.entities.facts.facts import Thing
from ccwp_kg.entities.relations import MOST_LINES, LineEnd, Lines
from ccwp_kg.server.html.pictures.model import Arrow, Item, Picture, Piece, Rectangle, Text, fitted, width_of, wrapped
from ccwp_kg.server.http.links import href

NODES, COLUMNS = 60, 12
"""So many things in so many columns are drawn at most."""
MEANINGS = {
    "follows-up": "is followed up by",
    "refers-to": "is referred to by",
    "corrected-by": "is corrected by",
    "cited-by": "is cited by",
}
"""What a line says, from its start to its end."""
_MORE = f"Not all is drawn: the data have more links than the {MOST_LINES:,} that are read for a picture."
_WIDTH, _WIDEST, _NARROWEST, _GAP, _HEAD, _SIZE, _SMALL = 740.0, 260.0, 140.0, 36.0, 32.0, 13.0, 11.0
_HEIGHT, _LINE, _LINES, _APART, _INSET = 40.0, 14.0, 2, 12.0, 9.0
_ROOM = 180.0
"""Where a line of a box is narrower, a few letters of a title tell nothing: the box has its name alone."""


def lines_picture(lines: Lines, title: str, subject: str | None = None) -> Picture | None:
    """The things in their columns, with the lines between them and what these mean. None with fewer than two.

    `subject` is the IRI of the thing that the picture is about.
    """
    things = [(thing, lane) for thing, lane in lines.things if lane < COLUMNS][:NODES]
    if len(things) < 2:
        return None
    lanes = {thing.iri: lane for thing, lane in things}
    drawn = [(start, end, kind) for start, end, kind in lines.links if {start, end} <= lanes.keys() and start != end]
    rows = _rows(lanes, drawn)
    used = min(len(lines.columns), COLUMNS)
    step = max(min(_WIDTH / used, _WIDEST), _NARROWEST)
    room = step - _GAP
    details = {thing.iri: _detail(_title(thing), room - 2 * _INSET) for thing, _ in things}
    height = _HEIGHT + (_LINE if max(map(len, details.values())) > 1 else 0)
    row = height + _APART
    boxes = {iri: Rectangle(lane * step, _HEAD + rows[iri] * row, room, height, 6) for iri, lane in lanes.items()}
    heads = [
        Item(
            each.name,
            None if each.thing is None else href(each.thing.iri),
            (Text(place * step, 16, fitted(each.name, _SIZE, step - 8), "what"),),
            "key",
        )
        for place, each in enumerate(lines.columns[:used])
    ]
    bottom = _HEAD + (max(rows.values()) + 1) * row
    width = used * step
    pieces: list[Piece] = [_line(boxes[start], boxes[end], kind) for start, end, kind in drawn]
    x = 0.0
    kinds = {kind for _, _, kind in lines.links}
    for kind, meaning in MEANINGS.items():
        if kind not in kinds:
            continue
        if x and x + 34 + width_of(meaning, _SMALL) > width:
            x, bottom = 0.0, bottom + 18
        pieces += [Arrow(f"M{x:g} {bottom + 8:g}h26", f"edge {kind}"), Text(x + 32, bottom + 12, meaning, "by small")]
        x += 32 + width_of(meaning, _SMALL) + 20
    kept = set(drawn)
    links = (each for each in lines.links_with_plans() if (each[0][0].iri, each[2][0].iri, each[1]) in kept)
    described = "; ".join(f"{_named(start)} {MEANINGS[kind]} {_named(end)}" for start, kind, end in islice(links, 20))
    return Picture(
        width,
        bottom + 18,
        title,
        f"{described}.",
        tuple(pieces),
        (*heads, *(_item(thing, boxes[thing.iri], details[thing.iri], thing.iri == subject) for thing, _ in things)),
        "lanes",
        left_out=len(lines.things) - len(things),
        note="" if lines.is_whole else _MORE,
    )


def _named(end: LineEnd) -> str:
    thing, plan = end
    return thing.short if plan is None else f"{thing.short} ({plan.name})"


def _title(thing: Thing) -> str:
    """The title of a thing, where it is another one than its name."""
    return "" if thing.title in (None, thing.name) else thing.title or ""


def _detail(words: str, room: float) -> tuple[str, ...]:
    """The words below a name, in lines; none where they are not to be had whole and there is little room."""
    is_whole = width_of(words, _SMALL) <= room
    return wrapped(words, _SMALL, room, lines=_LINES) if is_whole or room >= _ROOM else ()


def _item(thing: Thing, box: Rectangle, detail: Sequence[str], is_subject: bool) -> Item:
    """The name and the words below it, in the middle of the box."""
    top = box.middle[1] + 5 - _LINE / 2 * len(detail)
    words = [Text(box.x + _INSET, top, fitted(thing.short, _SIZE, box.width - 2 * _INSET), "what")]
    words += [Text(box.x + _INSET, top + _LINE * place, line, "by small") for place, line in enumerate(detail, 1)]
    label = ": ".join(filter(None, (thing.name, _title(thing))))
    return Item(label, href(thing.iri), (box, *words), "node subject" if is_subject else "node")


def _rows(lane: Mapping[str, int], links: Sequence[tuple[str, str, str]]) -> dict[str, int]:
    """The row of each thing."""
    before: defaultdict[str, list[str]] = defaultdict(list)
    reach: defaultdict[str, int] = defaultdict(int)
    for start, end, _ in links:
        before[end].append(start)
        reach[start] = max(reach[start], lane[end])
    group = _groups(lane, links)
    rows: dict[str, int] = {}
    last: dict[int, str] = {}
    count = 0
    for iri in sorted(lane, key=lambda iri: (group[iri], lane[iri])):
        row = next(
            (
                rows[earlier]
                for earlier in sorted(before[iri], key=lambda key: -lane[key])
                if lane[earlier] < lane[iri] == reach[earlier] and earlier in rows and last[rows[earlier]] == earlier
            ),
            count,
        )
        count = max(count, row + 1)
        rows[iri], last[row] = row, iri
    return rows


def _groups(lane: Mapping[str, int], links: Sequence[tuple[str, str, str]]) -> dict[str, int]:
    """For each thing the place of the first one to which lines lead from it."""
    group = {iri: place for place, iri in enumerate(lane)}
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
