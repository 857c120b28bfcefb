"""Words as they are compared: without case, accents and punctuation, so that “Betrugsbekämpfung” is found by
betrugsbekampfung and “8284/1/08” by 8284 1 08."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

WORD = re.compile(r"[^\W_]+")
_DOUBLE = re.compile(r"([^\W\daeious])\1\Z")
_APART = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i", "ħ": "h"})


@lru_cache(maxsize=20_000)
def fold(word: str) -> str:
    """One word without case and accents (Unicode §5.18 full case folding, then without combining marks).

    >>> fold("Straße"), fold("BEKÄMPFUNG"), fold("Łódź")
    ('strasse', 'bekampfung', 'lodz')
    """
    if word.isascii():
        return word.lower()
    return _folded_beyond_ascii(word)


def folded(text: str) -> str:
    """The words of a text, folded, with single spaces between.

    >>> folded("ST 8284/1/08 – REV 1"), folded("Εξάρθρωση της απάτης"), folded(" *\\"% ")
    ('st 8284 1 08 rev 1', 'εξαρθρωση τησ απατησ', '')
    """
    if text.isascii():
        return " ".join(WORD.findall(text.lower()))
    return " ".join(WORD.findall(_folded_beyond_ascii(text)))


def _folded_beyond_ascii(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return kept.casefold().translate(_APART)


def squeezed(text: str) -> str:
    """A code without anything between its letters and digits: `ST-8284-2008-REV-1` and `st 8284 2008 rev1` are one.

    >>> squeezed("ST-8284-2008-REV-1")
    'st82842008rev1'
    """
    return folded(text).replace(" ", "")


def cleaned(text: str) -> str:
    """Text as it is shown and kept: composed (NFC), with single spaces, without control and formatting characters."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    seen = []
    for letter in unicodedata.normalize("NFC", text):
        category = unicodedata.category(letter)
        # a soft hyphen parts no word, a line break does
        seen.append("" if category == "Cf" else " " if category[0] == "C" else letter)
    return " ".join("".join(seen).split())


_ENDINGS = (
    *("izations", "isations", "ization", "isation", "ations", "ation", "ative", "ators", "ator", "ating", "ated"),
    *("ates", "ate", "ings", "ing", "ions", "ion", "ors", "or", "ers", "er", "ed", "ials", "ial", "als", "al", "ive"),
    *("es", "en", "s", "e", "a", "i", "o"),
)
"""Endings of inflected and derived words, each before the shorter ones that it ends with."""
_SHORT_STEM, _LONG_STEM = 4, 5


def stem(word: str) -> str:
    """What the forms of a folded word have in common; it serves English first, and plurals of its neighbours.

    >>> {stem(word) for word in ("smuggling", "smuggler", "smuggled")}, stem("borders"), stem("police"), stem("policy")
    ({'smuggl'}, 'border', 'polic', 'policy')
    """
    if word.endswith("ies") and len(word) > _LONG_STEM:
        word = f"{word[:-3]}y"
    for ending in _ENDINGS:
        kept = len(word) - len(ending)
        if kept >= (_SHORT_STEM if len(ending) == 1 else _LONG_STEM) and word.endswith(ending):
            word = word[:kept].removesuffix("e") if kept > _SHORT_STEM else word[:kept]
            return _DOUBLE.sub(r"\1", word).replace("iz", "is")
    return word.replace("iz", "is")
