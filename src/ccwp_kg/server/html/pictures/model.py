"""What every picture consists of: boxes, words and arrows, gathered into items that are read out and lead somewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal as OneOf
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A rectangle by its upper left corner; with a radius of half its width it is a circle."""

    x: float
    y: float
    width: float
    height: float
    radius: float = 5.0
    style: str = ""

    @property
    def middle(self) -> tuple[float, float]:
        """The middle of the box."""
        return self.x + self.width / 2, self.y + self.height / 2


@dataclass(frozen=True, slots=True)
class Text:
    """One line of words on its base line; `x` is its start, its middle or its end. Turned, it is read upwards."""

    x: float
    y: float
    words: str
    style: str = ""
    anchor: OneOf["start", "middle", "end"] = "start"
    is_turned: bool = False


@dataclass(frozen=True, slots=True)
class Arrow:
    """A line or curve, as path data (SVG 2 §9.3)."""

    path: str
    style: str = "edge"


Piece: TypeAlias = Rectangle | Text | Arrow


@dataclass(frozen=True, slots=True)
class Item:
    """Pieces that belong together: `label` is read out for them, `target` is where they lead (None: nowhere).

    `is_repeated` where another item leads to the same, so that the keyboard need not stop at both.
    """

    label: str
    target: str | None
    pieces: tuple[Piece, ...]
    style: str = "node"
    is_repeated: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """Pieces and items in a frame. `description` says in words what is drawn; `left_out` things had no room."""

    width: float
    height: float
    title: str
    description: str
    pieces: tuple[Piece, ...]
    items: tuple[Item, ...]
    style: str = ""
    left_out: int = 0
