"""Whether the text layer of a document is undamaged: a damaged one is refused, never read.

A text taken from a PDF may have lost letters ("Cuncil f the Eurpean Unin") or been decoded wrongly, and its words
cannot be restored. Four signs show it, none of which depends on the document's subject: short words that are no words
of the language, long words of the family that lack a letter, letters that hardly occur, and pairs of letters that fonts
print as one and that never occur.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from string import ascii_lowercase

from ccwp_kg.errors import UnreadableDocument
from ccwp_kg.sources.profile.profile import Legibility

_SHORT = re.compile(r"(?<![\w.'’/(-])[a-z]{1,3}(?![\w.)/-])")
_LONG = re.compile(r"(?<!\w)[a-z]{7,}(?!\w)")
_PAGE = 3000
"""Characters that are judged together, about a page, so that one damaged page among many shows."""

LEAST_SHORT_WORDS = 30
"""Fewer short words than these show nothing."""
LEAST_SHARE, LEAST_SHARE_OF_A_PAGE = 0.93, 0.8
"""The share of short words that must be words of the language: of a whole document, and of each of its pages."""
MOST_BROKEN = 0.03
"""The share of the family's long words that may lack a letter; a document has typing errors, but not so many."""
LEAST_BROKEN = 5
"""Fewer broken words than these are typing errors."""
LEAST_LETTERS, LEAST_OF_A_LETTER = 2000, 0.25
"""In a text of so many letters each letter occurs at least at this share of its usual frequency."""
LEAST_FOR_LIGATURES = 10_000
"""In a text of so many letters each ligature occurs; a font that does not say what one means loses it everywhere."""
LEAST_LOST = 3
"""Fewer characters that no decoder understood are slips."""


def check_legible(name: str, text: str, *, signs: Legibility) -> None:
    """Raise UnreadableDocument, saying by which sign, where the text layer of a document is damaged."""
    for damage in _damages(text, signs):
        raise UnreadableDocument(
            f"the text layer of {name} is damaged: {damage}; take the text anew from the original, or have it typed"
        )


def _damages(text: str, signs: Legibility) -> Iterator[str]:
    lost = sum(text.count(mark) for mark in signs.wrongly_decoded)
    if lost >= LEAST_LOST:
        yield f"{lost} characters were decoded wrongly"
    good = total = 0
    for start in range(0, len(text), _PAGE):
        words = Counter(_SHORT.findall(text, start, start + _PAGE))
        count = words.total()
        known = sum(number for word, number in words.items() if word in signs.short_words)
        good, total = good + known, total + count
        if count >= LEAST_SHORT_WORDS and known < LEAST_SHARE_OF_A_PAGE * count:
            yield f"{count - known} of {count} short words at characters {start}–{start + _PAGE} are none"
    if total >= LEAST_SHORT_WORDS and good < LEAST_SHARE * total:
        yield f"{total - good} of {total} short words are none"
    yield from _broken_words(text.lower(), signs)
    yield from _missing_letters(text.lower(), signs)
    letters = sum(map(text.count, ascii_lowercase))
    for pair in signs.ligatures if letters >= LEAST_FOR_LIGATURES else ():
        if pair not in text:
            yield f"“{pair}” never occurs in {letters} small letters"


def _broken_words(text: str, signs: Legibility) -> Iterator[str]:
    """Whether many words are long words of the family without one of their letters (the last may be a plural's)."""
    broken = {
        word[:place] + word[place + 1 :]: word
        for word in signs.long_words
        for place in range(len(word) - 1)
        if word[:place] + word[place + 1 :] not in signs.long_words
    }
    words = Counter(word for word in _LONG.findall(text) if word in signs.long_words or word in broken)
    examples = [word for word in words if word in broken]
    count = sum(words[word] for word in examples)
    if count >= LEAST_BROKEN and count > MOST_BROKEN * words.total():
        yield f"{count} of {words.total()} long words lack a letter, such as “{examples[0]}”"


def _missing_letters(text: str, signs: Legibility) -> Iterator[str]:
    counts = {letter: text.count(letter) for letter in ascii_lowercase}
    total = sum(counts.values())
    if total >= LEAST_LETTERS:
        for letter, percent in signs.letters.items():
            if counts[letter] < LEAST_OF_A_LETTER * percent / 100 * total:
                yield f"the letter “{letter}” occurs {counts[letter]} times in {total} letters"
