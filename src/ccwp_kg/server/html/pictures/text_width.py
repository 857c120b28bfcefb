"""How wide words are in a picture: always a little more than any usual sans serif draws, so that none overlap."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

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
