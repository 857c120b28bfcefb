"""The picture of numbers as bars, each below its name and number; those below zero reach to the left."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from ccwp_kg.server.html.pictures.model import NARROWEST, Item, Picture, Piece, Rectangle, Text, fitted, width_of

BARS = 60
"""So many bars are drawn at most."""
_WIDTH, _ROW, _SIZE, _NUMBER, _APART, _THIN = 720.0, 38.0, 13.0, 150.0, 6.0, 1.5
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
    items = []
    for place, bar in enumerate(shown):
        y, size = place * _ROW, share(bar.number)
        words = fitted(f"{bar.written} {bar.note}".strip(), _SIZE, _NUMBER)
        label = fitted(bar.label, _SIZE, NARROWEST - width_of(words, _SIZE) - _APART)
        length = max(abs(size) * unit, _THIN)
        pieces: tuple[Piece, ...] = (
            Rectangle(0, y, _WIDTH, _ROW - 2, style="reach"),
            Text(0, y + 14, label, "what"),
            Text(width_of(label, _SIZE) + _APART, y + 14, words, "by"),
            Rectangle(min((min(size, 0.0) - least) * unit, _WIDTH - length), y + 19, length, 12, 2, "period"),
        )
        items.append(Item(f"{bar.label}: {words}", bar.target, pieces, "bar-line"))
    description = "; ".join(item.label[:80] for item in items[:_DESCRIBED])
    if len(items) > _DESCRIBED:
        description += f"; and {len(bars) - _DESCRIBED} more"
    height = len(shown) * _ROW
    axis = Rectangle(min(-least * unit, _WIDTH - _THIN), 0, _THIN, height, 0, "axis")
    left_out = len(bars) - len(shown)
    return Picture(
        _WIDTH, height, title, f"{description}.", (axis,), tuple(items), "bars", left_out=left_out, is_fluid=True
    )
