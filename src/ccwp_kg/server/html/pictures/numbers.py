"""Pictures of numbers: as a matrix of two keys, the larger the darker, and as bars, those below zero to the left."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ccwp_kg.server.html.pictures.model import Arrow, Item, Picture, Piece, Rectangle, Text, fitted, width_of, wrapped

KEYS = 30
"""So many rows and so many columns are drawn at most."""
_WIDTH, _SIZE, _ROW, _WIDEST, _NARROWEST, _LABEL, _HEAD, _LINE = (
    1_080.0, 13.0, 34.0, 64.0, 30.0, 240.0, 220.0, 18.0,
)  # fmt: skip
_SHADES, _LINES = 4, 3


@dataclass(frozen=True, slots=True)
class MatrixHeading:
    """A row or a column: its name in short, the whole name, and where it leads (None: nowhere)."""

    short: str
    name: str
    target: str | None = None


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """What stands at a row and a column.

    `label` is read out, `target` is where it leads. `share` of the largest (0 to 1) decides the shade; None where the
    cell is no such number: its `style` says what it is. `is_repeated` where the keyboard need not stop at it.
    """

    words: str
    label: str
    target: str | None = None
    share: float | None = None
    style: str = ""
    is_repeated: bool = False


def matrix_picture(
    rows: Sequence[MatrixHeading],
    columns: Sequence[MatrixHeading],
    cells: Mapping[tuple[int, int], MatrixCell],
    *,
    title: str,
    description: str,
    note: str = "",
) -> Picture | None:
    """The cells by the places of their row and column; a dot stands where there is none. None without rows."""
    if not rows or not columns:
        return None
    shown, across = rows[:KEYS], columns[:KEYS]
    left = min(max(width_of(key.short, _SIZE) for key in shown), _LABEL) + 12
    step = max(min((_WIDTH - left) / len(across), _WIDEST), _NARROWEST)
    heads = _headings(across, min(int(step // _LINE), _LINES))
    top = max((width_of(line, _SIZE) for lines in heads for line in lines), default=0.0) + 12
    pieces: list[Piece] = []
    items = [
        _heading(key, lines, left + place * step + step / 2, top - 8)
        for place, (key, lines) in enumerate(zip(across, heads, strict=True))
    ]
    for row, key in enumerate(shown):
        y = top + row * _ROW
        items.append(_label(key, left - 12, y + 22))
        for column in range(len(across)):
            x = left + column * step
            cell = cells.get((row, column))
            if cell is None:
                pieces.append(Text(x + step / 2, y + 22, "·", "by", "middle"))
                continue
            shade = "" if cell.share is None else f"shade-{min(int(cell.share * _SHADES), _SHADES - 1)}"
            box = Rectangle(x + 1, y + 1, step - 2, _ROW - 2, 3, shade)
            words = Text(x + step / 2, y + 22, fitted(cell.words, _SIZE, step - 6), anchor="middle")
            items.append(Item(cell.label, cell.target, (box, words), f"cell {cell.style}".strip(), cell.is_repeated))
    return Picture(
        left + len(across) * step,
        top + len(shown) * _ROW,
        title,
        description,
        tuple(pieces),
        tuple(items),
        style="grid",
        left_out=len(rows) - len(shown) + len(columns) - len(across),
        note=note,
    )


def _headings(keys: Sequence[MatrixHeading], lines: int) -> list[tuple[str, ...]]:
    """The names of columns in at most so many lines each, as short as holds all of them."""
    room = 0.0
    found: list[tuple[str, ...]] = []
    while room < _HEAD and (not found or any(line.endswith("…") for of_key in found for line in of_key)):
        room += _LINE
        found = [wrapped(key.short, _SIZE, room, lines=lines) for key in keys]
    return found


def _heading(key: MatrixHeading, lines: Sequence[str], x: float, y: float) -> Item:
    first = x + 4 - (len(lines) - 1) * _LINE / 2
    words = tuple(Text(first + place * _LINE, y, line, "what", is_turned=True) for place, line in enumerate(lines))
    return Item(key.name, key.target, words, "key", is_repeated=True)


def _label(key: MatrixHeading, x: float, y: float) -> Item:
    return Item(key.name, key.target, (Text(x, y, fitted(key.short, _SIZE, _LABEL), "what", "end"),), "key")


BARS = 60
"""So many bars are drawn at most."""
_BARS_WIDTH, _BAR, _BAR_LABEL, _NUMBER = 720.0, 28.0, 260.0, 150.0
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

    left = min(max(width_of(bar.label, _SIZE) for bar in shown), _BAR_LABEL) + 12
    told = [fitted(f"{bar.written} {bar.note}".strip(), _SIZE, _NUMBER) for bar in shown]
    least = min(0.0, *(share(bar.number) for bar in shown))
    most = max(0.0, *(share(bar.number) for bar in shown)) or (1.0 if not least else 0.0)
    widths = [(width_of(words, _SIZE) + 8, bar.number < 0) for words, bar in zip(told, shown, strict=True)]
    below, above = (
        max((width for width, is_below in widths if is_below is side), default=0.0) for side in (True, False)
    )
    unit = (_BARS_WIDTH - left - below - above) / (most - least)
    zero = left + below - least * unit
    items = []
    for place, (bar, words) in enumerate(zip(shown, told, strict=True)):
        y, length = place * _BAR, share(bar.number) * unit
        x, end = min(zero, zero + length), max(zero, zero + length)
        number = Text(x - 6, y + 18.5, words, "by", "end") if bar.number < 0 else Text(end + 6, y + 18.5, words, "by")
        pieces: tuple[Piece, ...] = (
            Rectangle(0, y, _BARS_WIDTH, _BAR - 2, style="reach"),
            Text(left - 12, y + 18.5, fitted(bar.label, _SIZE, _BAR_LABEL), "what", "end"),
            Rectangle(x, y + 5, max(end - x, 1.5), _BAR - 12, 2, "period"),
            number,
        )
        items.append(Item(f"{bar.label}: {words}", bar.target, pieces, "bar-line"))
    description = "; ".join(item.label[:80] for item in items[:_DESCRIBED])
    if len(items) > _DESCRIBED:
        description += f"; and {len(bars) - _DESCRIBED} more"
    axis = Arrow(f"M{zero:.1f} 0V{len(shown) * _BAR}")
    height = len(shown) * _BAR
    return Picture(_BARS_WIDTH, height, title, f"{description}.", (axis,), tuple(items), "bars", len(bars) - len(shown))
