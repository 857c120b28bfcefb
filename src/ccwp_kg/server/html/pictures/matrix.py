"""The picture of a matrix: a number for two keys, the larger the darker."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ccwp_kg.server.html.pictures.model import Item, Picture, Piece, Rectangle, Text, fitted, width_of, wrapped

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
