"""Numbers and bullets that a word processor prints before paragraphs and does not write into them.

A paragraph, or its style, names a list and a level; the definition of the list tells what the mark of the level looks
like (ECMA-376, part 1, 17.9).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SYMBOLS = {"\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\uf0fc": "✓", "\uf02d": "-", "\uf0e0": "→"}
"""Bullets of the fonts Symbol and Wingdings, by their private code points."""
_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_LEVELS = 9
_MOST_BASES = 20
"""The styles, at most, of which one is based on the next."""


@dataclass(frozen=True, slots=True)
class _Level:
    form: str
    text: str
    start: int


class Numbers:
    """The lists of a document and how far each has counted, by the elements `w:numbering` and `w:styles`, if any."""

    def __init__(self, numbering: Any | None, styles: Any | None) -> None:
        self.levels: dict[str, Mapping[int, _Level]] = {}
        self.counting: dict[str, str] = {}
        """The definition that counts for a list: several lists may go on with one another."""
        self.counts: dict[str, dict[int, int]] = {}
        self.styles = {
            _value(style, "styleId", own=True) or "": (*_list_of(style.find(f"{W}pPr")), _value(style, "basedOn"))
            for style in _each(styles, "style")
        }
        """The list, the level and the base of a style."""
        definitions = {_value(each, "abstractNumId", own=True): each for each in _each(numbering, "abstractNum")}
        for each in _each(numbering, "num"):
            name, of = _value(each, "numId", own=True), _value(each, "abstractNumId")
            levels = dict(_levels(definitions.get(of)))
            for change in _each(each, "lvlOverride"):
                levels |= dict(_levels(change))
                place, start = int(_value(change, "ilvl", own=True) or 0), _value(change, "startOverride")
                if start is not None and place in levels:
                    levels[place] = replace(levels[place], start=int(start))
            self.levels[name or ""] = levels
            self.counting[name or ""] = (name if any(_each(each, "lvlOverride")) else of) or ""

    def mark(self, paragraph: Any) -> str:
        """What is printed before a paragraph; empty where nothing is. Each call counts on."""
        own = paragraph.find(f"{W}pPr")
        name, place = _list_of(own)
        style = _value(own, "pStyle") if own is not None else None
        for _ in range(_MOST_BASES):
            if style not in self.styles or (name is not None and place is not None):
                break
            of, at, style = self.styles[style]
            name, place = name if name is not None else of, place if place is not None else at
        place = place or 0
        levels = self.levels.get(name or "", {})
        if place not in levels:
            return ""
        counts = self.counts.setdefault(self.counting[name or ""], {})
        counts[place] = counts.get(place, levels[place].start - 1) + 1
        for deeper in range(place + 1, _LEVELS):
            counts.pop(deeper, None)
        level = levels[place]
        if level.form == "bullet":
            return "".join(_SYMBOLS.get(char, "•" if "\ue000" <= char <= "\uf8ff" else char) for char in level.text)

        def number(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            upper = levels.get(at, level)
            return _counted(counts.get(at, upper.start), upper.form)

        return "" if level.form == "none" else re.sub("%([1-9])", number, level.text)


def _levels(definition: Any | None) -> Iterator[tuple[int, _Level]]:
    for each in _each(definition, "lvl"):
        start, form = _value(each, "start"), _value(each, "numFmt")
        yield (
            int(_value(each, "ilvl", own=True) or 0),
            _Level(form or "decimal", _value(each, "lvlText") or "", int(start) if start is not None else 1),
        )


def _list_of(properties: Any | None) -> tuple[str | None, int | None]:
    """The list and the level that the properties of a paragraph or style name."""
    listed = properties.find(f"{W}numPr") if properties is not None else None
    if listed is None:
        return None, None
    level = _value(listed, "ilvl")
    return _value(listed, "numId"), int(level) if level is not None else None


def _each(element: Any | None, name: str) -> Iterator[Any]:
    return element.iterchildren(f"{W}{name}") if element is not None else iter(())


def _value(element: Any, name: str, *, own: bool = False) -> str | None:
    """An attribute of an element, or the value of the child of that name."""
    if own:
        value: str | None = element.get(f"{W}{name}")
        return value
    child = element.find(f"{W}{name}")
    return child.get(f"{W}val") if child is not None else None


def _counted(count: int, form: str) -> str:
    """A number as a level prints it; in figures where its form is not known."""
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman") and 0 < count < 400:
        text = ""
        for value, letters in _ROMAN:
            text += letters * (count // value)
            count %= value
        return text.upper() if form == "upperRoman" else text
    return f"{count:02}" if form == "decimalZero" else str(count)
