"""Characters on their way to paper: what each means, how it is printed, and which values it is part of."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from siblings.making.layout import Layout

SOFT_HYPHEN, NO_BREAK_SPACE = "\u00ad", "\u00a0"

NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character.

    `char` is what a careful reader takes it for ("" for what only the printer added), `raw` what the file holds. It is
    part of the values of the fields in `of`; it only stands beside those in `beside` (a list mark, a closing comma).
    `claim` is the one place its word belongs to.
    """

    char: str
    raw: str
    of: frozenset[str]
    beside: frozenset[str]
    claim: str


Word = tuple[Glyph, ...]


def ink(text: str, claim: str, *, of: Iterable[str] = (), beside: Iterable[str] = ()) -> list[Glyph]:
    """The glyphs of a text, spaces among them."""
    values, around = frozenset(of), frozenset(beside)
    return [Glyph(char, char, values, around, claim) for char in text]


def words_of(glyphs: Iterable[Glyph]) -> list[Word]:
    """The words among some glyphs; spaces part them and are dropped."""
    words: list[list[Glyph]] = [[]]
    for glyph in glyphs:
        if glyph.char == " ":
            words.append([])
        else:
            words[-1].append(glyph)
    return [tuple(word) for word in words if word]


def meant(word: Word) -> str:
    """The characters a word stands for."""
    return "".join(glyph.char for glyph in word)


def length(word: Word) -> int:
    """How many characters a word takes in the file."""
    return sum(len(glyph.raw) for glyph in word)


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line; `gaps[i]` stands before word `i`. No words: a blank line.

    `breakable`: a page may end before it, `new_page`: one must. `notes` are the footnotes whose marks it holds.
    """

    words: tuple[Word, ...] = ()
    gaps: tuple[str, ...] = ()
    breakable: bool = False
    new_page: bool = False
    notes: tuple[int, ...] = ()


BLANK = Line()


@dataclass(frozen=True, slots=True)
class Press:
    """Prints words as a layout damages them. `vocabulary` are the words of the whole document, in small letters."""

    layout: Layout
    vocabulary: frozenset[str]

    def lines(self, words: Sequence[Word], width: int) -> list[Line]:
        """Words wrapped to a width; a page may end before a line that goes on in the middle of a sentence."""
        printed = [self._damaged(word, place) for place, word in enumerate(words)]
        rows: list[list[Word]] = [[]]
        for word in printed:
            room = width - sum(length(each) + 1 for each in rows[-1])
            if length(word) <= room or not rows[-1]:
                rows[-1].append(word)
                continue
            divided = self._divided(word, room)
            if divided is None:
                rows.append([word])
            else:
                rows[-1].append(divided[0])
                rows.append([divided[1]])
        return [self.line(row, breakable=_goes_on(rows, at)) for at, row in enumerate(rows) if row]

    def line(self, words: Sequence[Word], *, breakable: bool = False) -> Line:
        """One line of words that are printed already."""
        gaps = tuple(self._gap(words[at - 1], word) if at else "" for at, word in enumerate(words))
        notes = tuple(
            int(path.split("/")[2])
            for word in words
            for glyph in word
            for path in sorted(glyph.of)
            if path.startswith("plan/footnote/") and path.endswith("/mark")
        )
        return Line(tuple(words), gaps, breakable=breakable, notes=tuple(dict.fromkeys(notes)))

    def _gap(self, before: Word, word: Word) -> str:
        """What stands between two words: in some layouts a number and the word behind it are kept together."""
        kept = self.layout.no_break_spaces and meant(before).strip("().").isdigit() and word[0].char.isalnum()
        return NO_BREAK_SPACE if kept else " "

    def _damaged(self, word: Word, place: int) -> Word:
        if self.layout.soft_hyphens and place % 3 == 0 and (at := self._joint(word)) is not None:
            word = (*word[:at], _added(SOFT_HYPHEN, word[at]), *word[at:])
        if self.layout.ligatures:
            word = _ligated(word)
        if self.layout.decomposed:
            word = tuple(replace(glyph, raw=unicodedata.normalize("NFD", glyph.raw)) for glyph in word)
        return word

    def _divided(self, word: Word, room: int) -> tuple[Word, Word] | None:
        """A word in two at a line end, where the layout divides words and the first part and its hyphen have room."""
        if not self.layout.hyphenated:
            return None
        own = next((at + 1 for at, glyph in enumerate(word) if glyph.char == "-" and self._own(word, at)), None)
        if own is not None and length(word[:own]) <= room:
            return word[:own], word[own:]
        at = self._joint(word)
        if at is None or any(glyph.raw == SOFT_HYPHEN for glyph in word) or length(word[:at]) + 1 > room:
            return None
        hyphen = SOFT_HYPHEN if self.layout.soft_hyphens else "-"
        return (*word[:at], _added(hyphen, word[at])), word[at:]

    def _own(self, word: Word, at: int) -> bool:
        """Whether a hyphen is the word's own beyond doubt: the document writes both parts by themselves."""
        parts = meant(word[:at]).strip("(“"), meant(word[at + 1 :]).strip(".,;)”")
        return all(part.isalpha() and part.casefold() in self.vocabulary for part in parts)

    def _joint(self, word: Word) -> int | None:
        """Where a long plain word may be divided: between two consonants, so that neither part is a word by itself."""
        text = meant(word).rstrip(".,;")
        if not (text.isalpha() and text[1:].islower() and len(text) > 8) or len(word) < len(text):
            return None
        for at in sorted(range(4, len(text) - 3), key=lambda at: abs(at - len(text) // 2)):
            parts = {text[:at].casefold(), text[at:].casefold()}
            if text[at - 1] not in "aeiou" and text[at] not in "aeiouh" and not parts & self.vocabulary:
                return at
        return None


def _added(raw: str, neighbour: Glyph) -> Glyph:
    """A character that only the printer added inside a word."""
    return Glyph("", raw, NONE, neighbour.of | neighbour.beside, neighbour.claim)


_LIGATURES = {"ffi": "ﬃ", "ffl": "ﬄ", "ff": "ﬀ", "fi": "ﬁ", "fl": "ﬂ"}


def _ligated(word: Word) -> Word:
    """A word with its letters f, i and l joined where they belong to the same values."""
    glyphs: list[Glyph] = []
    at = 0
    while at < len(word):
        for letters, ligature in _LIGATURES.items():
            run = word[at : at + len(letters)]
            if "".join(glyph.raw for glyph in run) == letters and len({(g.of, g.beside) for g in run}) == 1:
                glyphs.append(replace(run[0], char=letters, raw=ligature))
                at += len(run)
                break
        else:
            glyphs.append(word[at])
            at += 1
    return tuple(glyphs)


def _goes_on(rows: Sequence[Sequence[Word]], at: int) -> bool:
    """Whether nobody can take a line for the beginning of something: it begins small and no sentence ended before."""
    if at == 0:
        return False
    before, first = rows[at - 1][-1][-1].raw, rows[at][0][0].char
    return first[:1].islower() and before not in (".", ";", ":", "-", SOFT_HYPHEN)
