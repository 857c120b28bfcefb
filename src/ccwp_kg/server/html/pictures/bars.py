"""The picture of numbers as bars, one below the other; those below zero reach to the left."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from ccwp_kg.server.html.pictures.model import Arrow, Item, Picture, Piece, Rectangle, Text, fitted, width_of

BARS = 60
"""So many bars are drawn at most."""
_WIDTH, _ROW, _SIZE, _LABEL, _NUMBER = 720.0, 28.0, 13.0, 260.0, 150.0
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

    left = min(max(width_of(bar.label, _SIZE) for bar in shown), _LABEL) + 12
    told = [fitted(f"{bar.written} {bar.note}".strip(), _SIZE, _NUMBER) for bar in shown]
    least = min(0.0, *(share(bar.number) for bar in shown))
    most = max(0.0, *(share(bar.number) for bar in shown)) or (1.0 if not least else 0.0)
    widths = [(width_of(words, _SIZE) + 8, bar.number < 0) for words, bar in zip(told, shown, strict=True)]
    below, above = (
        max((width for width, is_below in widths if is_below is side), default=0.0) for side in (True, False)
    )
    unit = (_WIDTH - left - below - above) / (most - least)
    zero = left + below - least * unit
    items = []
    for place, (bar, words) in enumerate(zip(shown, told, strict=True)):
        y, length = place * _ROW, share(bar.number) * unit
        x, end = min(zero, zero + length), max(zero, zero + length)
        number = Text(x - 6, y + 18.5, words, "by", "end") if bar.number < 0 else Text(end + 6, y + 18.5, words, "by")
        pieces: tuple[Piece, ...] = (
            Rectangle(0, y, _WIDTH, _ROW - 2, style="reach"),
            Text(left - 12, y + 18.5, fitted(bar.label, _SIZE, _LABEL), "what", "end"),
            Rectangle(x, y + 5, max(end - x, 1.5), _ROW - 12, 2, "period"),
            number,
        )
        items.append(Item(f"{bar.label}: {words}", bar.target, pieces, "bar-line"))
    description = "; ".join(item.label[:80] for item in items[:_DESCRIBED])
    if len(items) > _DESCRIBED:
        description += f"; and {len(bars) - _DESCRIBED} more"
    axis = Arrow(f"M{zero:.1f} 0V{len(shown) * _ROW}")
    height = len(shown) * _ROW
    return Picture(_WIDTH, height, title, f"{description}.", (axis,), tuple(items), "bars", len(bars) - len(shown))
