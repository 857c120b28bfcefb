"""The picture of numbers as bars, each below its number and name; those below zero reach to the left."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from ccwp_kg.server.html.pictures.model import (
    NARROWEST,
    Item,
    Picture,
    Piece,
    Rectangle,
    Text,
    fitted,
    width_of,
    wrapped,
)

BARS = 60
"""So many bars are drawn at most."""
_WIDTH, _ROW, _LINE, _SIZE, _NUMBER, _APART, _THIN = 720.0, 38.0, 17.0, 13.0, 150.0, 6.0, 1.5
_DESCRIBED = 12


@dataclass(frozen=True, slots=True)
class Bar:
    """A name, its number, the number as it is written, where it leads (None: nowhere), and a word beside it."""

    label: str
    number: float
    written: str
    target: str | None = None
    note: str = ""


def bars_picture(bars: Sequence[Bar], *, title: str) -> Picture | None:
    """The bars in their order. None without any; a number without an end reaches to the edge."""
    if not bars:
        return None
    shown = bars[:BARS]
    largest = max((abs(bar.number) for bar in shown if math.isfinite(bar.number)), default=1.0) or 1.0

    def share(number: float) -> float:
        return 0.0 if math.isnan(number) else max(-1.0, min(1.0, number / largest))

    least = min(0.0, *(share(bar.number) for bar in shown))
    most = max(0.0, *(share(bar.number) for bar in shown)) or (1.0 if not least else 0.0)
    unit = _WIDTH / (most - least)
    figures = [fitted(bar.written, _SIZE, _NUMBER) for bar in shown]
    left = max(width_of(figure, _SIZE) for figure in figures) + _APART
    items, y = [], 0.0
    for bar, figure in zip(shown, figures, strict=True):
        size, label = share(bar.number), f"{bar.label} ({bar.note})" if bar.note else bar.label
        names = wrapped(label, _SIZE, NARROWEST - left, lines=2)
        height = _ROW + _LINE * (len(names) - 1 if names else 0)
        pieces: list[Piece] = [
            Rectangle(0, y, _WIDTH, height - 2, style="reach"),
            Text(left - _APART, y + 14, figure, "by", "end"),
            *(Text(left, y + 14 + _LINE * line, name, "what") for line, name in enumerate(names)),
        ]
        if size:
            x, length = (min(size, 0.0) - least) * unit, max(abs(size) * unit, _THIN)
            pieces.append(Rectangle(min(x, _WIDTH - length), y + height - 19, length, 12, 2, "period"))
        items.append(Item(f"{bar.label}: {f'{figure} {bar.note}'.strip()}", bar.target, tuple(pieces), "bar-line"))
        y += height
    description = "; ".join(item.label[:80] for item in items[:_DESCRIBED])
    if len(items) > _DESCRIBED:
        description += f"; and {len(bars) - _DESCRIBED} more"
    axis = Rectangle(min(-least * unit, _WIDTH - _THIN), 0, _THIN, y, 0, "axis")
    left_out = len(bars) - len(shown)
    return Picture(_WIDTH, y, title, f"{description}.", (axis,), tuple(items), "bars", left_out=left_out, is_fluid=True)
