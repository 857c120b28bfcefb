"""The picture of the main classes: an indented tree, narrow enough for a phone."""

from __future__ import annotations

from collections.abc import Sequence

from ccwp_kg.entities.vocabulary.terms import ClassRow
from ccwp_kg.server.html.pictures.model import Arrow, Item, Picture, Rectangle, Text, fitted
from ccwp_kg.server.http.links import href

_WIDTH, _INDENT, _HEIGHT, _PITCH, _SIZE = 288.0, 18.0, 38.0, 44.0, 13.0


def class_picture(rows: Sequence[ClassRow]) -> Picture | None:
    """A box for each row, with the property that leads to it; dashed where the class comes again. None without rows."""
    if not rows:
        return None
    lines, items = [], []
    tops: dict[int, float] = {}  # the bottom of the last box at each depth
    for place, row in enumerate(rows):
        box = Rectangle(
            row.depth * _INDENT, place * _PITCH, _WIDTH - row.depth * _INDENT, _HEIGHT, style="again" * row.is_again
        )
        words = [
            Text(box.x + 9, box.y + (31 if row.link else 24), fitted(row.thing.name, _SIZE, box.width - 18), "what")
        ]
        label = row.thing.name
        if row.above and row.link:
            words.insert(0, Text(box.x + 9, box.y + 14, f"{row.link.name} →", "by"))
            label = f"{row.above.name} {row.link.name} {label}"
            x = box.x - _INDENT / 2
            lines.append(f"M{x:g} {tops[row.depth - 1]:g}V{box.middle[1]:g}H{box.x:g}")
        tops[row.depth] = box.y + _HEIGHT
        items.append(Item(label, href(row.thing.iri), (box, *words)))
    description = (
        "Under each class those it leads to, each with the property; dashed where the class stands above already."
    )
    height = len(rows) * _PITCH - (_PITCH - _HEIGHT)
    pieces = (Arrow("".join(lines)),)
    return Picture(_WIDTH, height, "The main classes", description, pieces, tuple(items), style="classes")
