"""What every picture consists of: boxes, words and arrows, gathered into items that are read out and lead somewhere.

Words are always taken for a little wider than any usual sans serif draws them, so that none overlap.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
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
    """Pieces and items in a frame. `description` says in words what is drawn; `left_out` things had no room.

    `note` tells what is not plain to see; it stands under the picture on its page, and in its file. `is_fluid`: on a
    page its boxes are as wide as there is room; its words stay where they are, and need no more than `NARROWEST`.
    """

    width: float
    height: float
    title: str
    description: str
    pieces: tuple[Piece, ...]
    items: tuple[Item, ...]
    style: str = ""
    left_out: int = 0
    note: str = ""
    is_fluid: bool = False


NARROWEST = 276.0
"""The room that a picture has on the smallest screen."""
_WIDTHS = (
    (0.36, " .,:;!|'’‘ijlI()[]-/f\u00a0\u2009\u202f"),
    (0.46, 'rt"“”'),
    (0.60, "sczkxvyJ–*"),
    (0.66, "abdeghnopquL0123456789?FETZ"),
    (0.78, "KPRSXYABCVUDHN"),
    (0.86, "wGOQ&"),
    (1.02, "mMW@%—…→←"),
)
_OF = {character: width for width, characters in _WIDTHS for character in characters}


@lru_cache(maxsize=4_096)
def width_of(text: str, size: float) -> float:
    """The width of words in a font of that size, in the same unit; not less than what a browser draws.

    >>> width_of("OLAF", 10) > width_of("olaf", 10) > 0
    True
    """
    return size * sum(_width(character) for character in text)


def _width(character: str) -> float:
    known = _OF.get(character)
    if known is not None:
        return known
    if unicodedata.combining(character):
        return 0.0
    if "\ufdf0" <= character <= "\ufdff":  # whole phrases of Arabic
        return 12.0
    base = unicodedata.normalize("NFD", character)[0]
    return _OF.get(base, 1.1)


def fitted(text: str, size: float, room: float) -> str:
    """The words, or their beginning with an ellipsis where there is not room for all.

    >>> fitted("Council of the European Union", 10, 100)
    'Council of the E…'
    """
    if width_of(text, size) <= room:
        return text
    kept = text
    while kept and width_of(kept.rstrip() + "…", size) > room:
        kept = kept[:-1]
    return kept.rstrip() + "…"


def wrapped(text: str, size: float, room: float, *, lines: int) -> tuple[str, ...]:
    """The words in at most so many lines; what does not fit ends in an ellipsis.

    >>> wrapped("Customs Cooperation Working Party", 10, 110, lines=2)
    ('Customs', 'Cooperation Work…')
    """
    written: list[str] = []
    rest = text.split()
    while rest and len(written) < lines:
        if len(written) == lines - 1:
            written.append(fitted(" ".join(rest), size, room))
            break
        line = rest.pop(0)
        while rest and width_of(f"{line} {rest[0]}", size) <= room:
            line = f"{line} {rest.pop(0)}"
        written.append(fitted(line, size, room))
    return tuple(written)
