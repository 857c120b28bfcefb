"""In which language a document is, by the words that stand on any page of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ccwp_kg.errors import UnreadableDocument
from ccwp_kg.sources.profile.legibility import Language

_WORD = re.compile(r"[^\W\d_]+")
_PAGE = 4000
"""Characters that are judged together, so that one page in another language shows."""

LEAST_WORDS, LEAST_WORDS_OF_A_PAGE = 40, 150
"""Fewer words than these show no language: names of authorities stand in their own."""
LEAST_KINDS, LEAST_SHARE, LEAST_TO_ONE = 6, 0.16, 2.0
"""How many different words of its own a text of a language has, their share, and how many there are to one of the
family's language."""
LEAST_LEAD = 1.6
"""How many times as many words the language has as the next one, where the document is surely in it."""
MOST_FOREIGN = 0.5
"""A text of which a greater share of the letters is none of the Latin alphabet is in another script."""
_LAST_LATIN = 0x24F
"""The last letter of Latin Extended-B (Unicode)."""


def check_language(name: str, text: str, *, languages: Sequence[Language]) -> None:
    """Raise UnreadableDocument where a text or a page of it is in another language than the first of `languages`."""
    own = languages[0].name
    language = _language_of(text, languages, LEAST_WORDS)
    if language is not None:
        raise UnreadableDocument(f"{name} is {language}; give its {own} version")
    for start in range(0, len(text), _PAGE):
        language = _language_of(text[start : start + _PAGE], languages, LEAST_WORDS_OF_A_PAGE)
        if language is not None:
            place = place_of(text, start, start + _PAGE)
            raise UnreadableDocument(f"{name} is {language} {place}; give its {own} version")


def place_of(text: str, start: int, end: int) -> str:
    """Where some characters stand, in words: on which page, or in which lines of a text that has no pages."""
    mark = "\f" if "\f" in text else "\n"
    first, last = (text.count(mark, 0, place) + 1 for place in (start, end - 1))
    if mark == "\n":
        return f"in lines {first}–{last}"
    return f"on page {first}" if first == last else f"on pages {first}–{last}"


def _language_of(text: str, languages: Sequence[Language], least: int) -> str | None:
    """In which other language a text is, as surely as its words show; None for the first of the languages."""
    words = Counter(_WORD.findall(text.lower()))
    total = words.total()
    if total < least:
        return None
    own, *_ = shares = [sum(words[word] for word in each.words) / total for each in languages]
    second, first = sorted(shares)[-2:]
    likely = languages[shares.index(first)]
    if first >= LEAST_SHARE and first > LEAST_TO_ONE * own and len(likely.words & words.keys()) >= LEAST_KINDS:
        return f"in {likely.name}" if first >= LEAST_LEAD * second else f"in another language than {languages[0].name}"
    letters = "".join(words.elements())
    is_foreign = sum(ord(letter) > _LAST_LATIN for letter in letters) > MOST_FOREIGN * len(letters)
    return f"in another script than that of {languages[0].name}" if is_foreign else None
