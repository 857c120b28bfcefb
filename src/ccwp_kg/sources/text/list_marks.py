"""Marks before the entries of lists and cells: numbers, letters, dashes and dots, and what closes an entry."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from string import ascii_lowercase

_FRAMES = (
    ("(", ")"),
    ("", "."),
    ("", ")"),
    ("", "/"),
    ("[", "]"),
    ("", ".)"),
    ("", ":"),
    ("", "°"),
    ("", " –"),
    ("", " -"),
)
_COUNTS = (("1", r"\d{1,2}"), ("i", r"x|ix|iv|v?i{0,3}"), ("I", r"X|IX|IV|V?I{0,3}"), ("a", "[a-z]"), ("A", "[A-Z]"))
_FIGURES_ONLY, _DASHES = frozenset({":", "°"}), frozenset({" –", " -"})
_NO_RANGE = r"(?=\s+[^\W\d_a-z])"
"""What stands behind a figure and a dash that are the mark of an item: "1 – To act", but not "3 – 4 years"."""
_FORMS = tuple(
    (
        f"{before}{count}{behind}",
        re.compile(
            rf"{re.escape(before)}({written}){re.escape(behind)}"
            + (_NO_RANGE if count == "1" and behind in _DASHES else r"(?=\s|$)")
        ),
    )
    for count, written in _COUNTS
    for before, behind in _FRAMES
    if (count == "1" or behind not in _FIGURES_ONLY) and (count in "1IA" or behind not in _DASHES)
)
"""Patterns of item marks by form, in the order in which they are tried: Roman figures before letters."""
BETWEEN = frozenset("/&")
"""What stands between two words of one cell: “FR / BE”."""
ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")


_LETTERED = re.compile(r"([A-Z]{1,3} ?)(\d{1,2}):(?=\s|$)")
"""The mark of an item that is a short code and a number: “M1:”."""
_MAY_BE_MARK = re.compile(r"[(\[]|\d|\w{1,4}(?:[.)/]| [–-])|[A-Z]{1,3} ?\d")


@dataclass(frozen=True, slots=True)
class ItemMark:
    """The mark of a list item: its form, as for the first item ("(1)", "a)"), its place in the list, where it ends."""

    form: str
    place: int
    end: int


@lru_cache(maxsize=4096)
def item_marks(text: str) -> tuple[ItemMark, ...]:
    """The marks that a line may begin with; several where a letter may be a Roman figure.

    >>> [(mark.form, mark.place) for mark in item_marks("i) first")]
    [('i)', 1), ('a)', 9)]
    """
    if not _MAY_BE_MARK.match(text):
        return ()
    coded = _LETTERED.match(text)
    found = [] if coded is None else [ItemMark(f"{coded[1]}1:", int(coded[2]), coded.end())]
    for form, pattern in _FORMS:
        match = pattern.match(text)
        if match is not None and match[1]:
            if "1" in form:
                place = int(match[1])
            else:
                place = 1 + (ROMAN if "i" in form.lower() else ascii_lowercase).index(match[1].lower())
            found.append(ItemMark(form, place, match.end()))
    return tuple(found)


@lru_cache(maxsize=8192)
def item_mark(text: str, form: str | None = None) -> ItemMark | None:
    """The mark of one form that a line begins with; without a form, the first mark that may open a list, else any."""
    marks = item_marks(text)
    if form is not None:
        return next((mark for mark in marks if mark.form == form), None)
    return next((mark for mark in marks if mark.place == 1), next(iter(marks), None))


def goes_on(text: str) -> bool:
    """Whether the first letter of a line shows that it begins no entry: a small one, or any behind a bracket.

    >>> goes_on("of parcels"), goes_on("(DG HOME)"), goes_on("(a) parcels"), goes_on("Parcels")
    (True, True, False, False)
    """
    return text[:1].islower() or (text[:1] == "(" and text[1:2].isalpha() and item_mark(text) is None)


_CODE = re.compile(
    r"(?:\W )?(?:([A-Z][A-Za-z]{0,3}[.]?[ -]?)(\d{1,2})(?:[:.)]| [–-])?"
    rf"|([A-Z][a-z]{{4,}} (?:[a-z]{{3,}} )?)(\d{{1,2}}|{'|'.join(ROMAN).upper()})(?::| [–-]))\s+(?=\S)"
)


def coded_mark(text: str) -> ItemMark | None:
    """The code before an entry of a list, behind a list mark or none; its form is that of the codes of the list.

    A whole word, or two, is one with a colon or dash behind its number, which may be Roman.

    >>> coded_mark("SO 2: To act"), coded_mark("Objective II: To act"), coded_mark("To act")
    (ItemMark(form='SO 1', place=2, end=6), ItemMark(form='Objective 1', place=2, end=14), None)
    """
    found = _CODE.match(text)
    if found is None:
        return None
    count = found[2] or found[4]
    place = int(count) if count.isdecimal() else 1 + ROMAN.index(count.lower())
    return ItemMark(f"{found[1] or found[3]}1", place, found.end())


_STRANGE = re.compile(r"(?:[^\w\s“‘„«\"'(€$£]|[(\[]?\w{1,2}[^\w\s,;’'-])\S{0,2}(?=\s|$)")


def unknown_mark(text: str) -> str | None:
    """What looks like a mark of an unknown form before the words of an entry: "§ To act", "1> To act".

    >>> unknown_mark("1> To act"), unknown_mark("24 hours"), unknown_mark("X-ray images")
    ('1>', None, None)
    """
    found = _STRANGE.match(text)
    return found.group() if found is not None else None


def list_mark(text: str, marks: Sequence[str]) -> str | None:
    """The list mark a line begins with: alone, or followed by a space."""
    first = text.partition(" ")[0]
    return first if first in marks else None


_ENTITY = re.compile(r"&#?\w+;$")
"""A character of Markdown or HTML by its name or number: “&#42;” closes nothing."""


def without_closing(text: str, *, closing: str, dotted: Sequence[str] = ()) -> str:
    """An entry without the one mark that closes it; the stop of "etc." is the word's own.

    >>> without_closing("best practice, etc.;", closing=";,.", dotted=("etc",))
    'best practice, etc.'
    """
    if not text or text[-1] not in closing or _ENTITY.search(text):
        return text
    if text[-1] == "." and any(text[:-1].endswith(word) for word in dotted):
        return text
    return text[:-1].rstrip()
