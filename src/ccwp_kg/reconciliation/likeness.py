"""How much a name that somebody wrote looks like one of ours: a number from 0 to 100, by three stated measures."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz import fuzz

from ccwp_kg.sources.text.ordinals import ordinals_of_plans

_IN_ANOTHER_ORDER = 0.98
_BEGUN = 72.0
_BEGUN_WHOLE = 98.0
_OTHER_NUMBERS = 0.6
_LONG_ENOUGH = 8
_FIGURES = re.compile(r"0*([0-9]+)", re.ASCII)
_ROMAN = re.compile(r"[ivx]{2,5}\Z")


def likeness(written: str, name: str) -> float:
    """How much two folded names look alike; 100 only where they are the same.

    The best of three: the share of letters that stand in both in the same order; 98 in a hundred of that share with
    the words in alphabetical order; from 72 to 98 by how much of the name is covered where the written words, in their
    order, begin words of it, and less by what is misspelled where the whole is a beginning of it. Six tenths of the
    best where a number is written that the name does not have.

    >>> likeness("euorpol", "europol") > likeness("euorpol", "eurojust")
    True
    >>> likeness("office anti fraud european", "european anti fraud office")
    98.0
    >>> round(likeness("eur anti fraud off", "european anti fraud office"))
    90
    >>> likeness("sixth action plan", "fifth action plan") < 60, likeness("thirteenth plan", "fourteenth plan") < 60
    (True, True)
    """
    if written == name:
        return 100.0
    asked, stated = numbers(written), numbers(name)
    best = fuzz.ratio(written, name)
    if asked == tuple(number for number in stated if number in asked):  # 3.5 is not 5.3
        best = max(best, _IN_ANOTHER_ORDER * fuzz.token_sort_ratio(written, name))
    if len(written) < len(name):
        covering = _BEGUN + (_BEGUN_WHOLE - _BEGUN) * len(written) / len(name)
        best = max(best, covering * _begins(written, name))
    return best if set(asked) <= set(stated) else _OTHER_NUMBERS * best


def _begins(written: str, name: str) -> float:
    """1 where the written words begin words of the name, in their order, else how much it looks like its beginning."""
    words = iter(name.split())
    if all(any(word.startswith(each) for word in words) for each in written.split()):
        return 1.0
    # a letter may have been left out, so one more of the name is looked at
    return fuzz.ratio(written, name[: len(written) + 1]) / 100 if len(written) >= _LONG_ENOUGH else 0.0


@lru_cache(maxsize=20_000)
def numbers(name: str) -> tuple[str, ...]:
    """The numbers in a folded name, in their order: figures, ordinals, Roman numerals of more than one letter.

    >>> numbers("21st action plan"), numbers("twenty first action plan"), numbers("naples ii convention of 04 12 1997")
    (('21',), ('21',), ('ii', '4', '12', '1997'))
    """
    found: list[str] = []
    for word in ordinals_of_plans().in_figures(name).split():
        found += [word] if _ROMAN.match(word) else _FIGURES.findall(word)
    return tuple(found)
