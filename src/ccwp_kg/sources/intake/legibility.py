"""Whether the text layer of a document is undamaged: a damaged one is refused, never read.

A text taken from a PDF may have lost letters ("Cuncil f the Eurpean Unin") or been decoded wrongly, and its words
cannot be restored. Only words in running text are judged: tables of marks, numbers and codes have no such words.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator

from ccwp_kg.errors import UnreadableDocument
from ccwp_kg.sources.intake.language import check_language, place_of
from ccwp_kg.sources.profile.legibility import Legibility

_SHORT = re.compile(r"(?<=[a-z]{2} )[a-z]{1,3}(?= [a-z]{2})")
"""A short word on a line between two words: a mark in a table, a unit or a code does not stand so."""
_LONG = re.compile(r"(?<!\w)[a-z]{7,}(?!\w)")
_PLAIN = re.compile(r"(?<!\w)[a-z]{4,}(?!\w)")
_TOKEN = re.compile(r"[^\W\d_]+")
_APART = re.compile(r"(?<![^\W\d_])(?:[^\W\d_] ){4,}")
_PAGE = 3000
"""Characters that are judged together, about a page, so that one damaged page among many shows."""

LEAST_SHORT_WORDS = 30
"""Fewer short words than these show nothing."""
LEAST_KINDS = 6
"""Fewer different short words that are none are abbreviations."""
LEAST_SHARE, LEAST_SHARE_OF_A_PAGE = 0.9, 0.75
"""The share of short words that must be words of the language: of a whole document, and of each of its pages."""
MOST_BROKEN = 0.03
"""The share of the family's long words that may lack a letter; a document has typing errors, but not so many."""
LEAST_BROKEN, LEAST_BROKEN_KINDS = 5, 3
"""Fewer broken words, or fewer different ones, are typing errors."""
LEAST_LETTERS, LEAST_OF_A_LETTER = 1500, 0.25
"""In different words of so many letters each letter occurs at least at this share of its usual frequency."""
LEAST_FOR_LIGATURES = 4000
"""In different words of so many letters each ligature occurs; a font that lacks its meaning loses it everywhere."""
LEAST_LOST = 3
"""Fewer characters that no decoder understood are slips; so are fewer different words that lack the same letter."""
LEAST_APART, LEAST_LETTERS_APART = 0.5, 10
"""Letters set apart by spaces are so great a share of the words, and so many different ones; marks are fewer."""


def check_legible(name: str, text: str, *, legibility: Legibility) -> None:
    """Raise UnreadableDocument where a text is in another language, or its text layer damaged; say what is wrong."""
    plain = unicodedata.normalize("NFKC", text).replace("\u00ad", "")
    _refuse(name, _wrong_characters(plain, legibility))
    check_language(name, plain, languages=legibility.languages)
    _refuse(name, _wrong_words(plain, legibility))


def _refuse(name: str, damages: Iterator[str]) -> None:
    for damage in damages:
        raise UnreadableDocument(
            f"the text layer of {name} is damaged: {damage}; take the text anew from the original, or have it typed"
        )


def _wrong_characters(text: str, legibility: Legibility) -> Iterator[str]:
    lost = sum(text.count(mark) for mark in legibility.wrongly_decoded)
    if lost >= LEAST_LOST:
        yield f"{lost} characters were decoded wrongly"
    apart = [letter for run in _APART.findall(text) for letter in run.split()]
    if len(set(apart)) >= LEAST_LETTERS_APART and len(apart) > LEAST_APART * len(_TOKEN.findall(text)):
        yield f"spaces stand between the letters of words, as in “{' '.join(apart[:8])}”"


def _wrong_words(text: str, legibility: Legibility) -> Iterator[str]:
    whole = Counter[str]()
    for start in range(0, len(text), _PAGE):
        words = Counter(_SHORT.findall(text, start, start + _PAGE))
        whole += words
        if none := _no_words(words, LEAST_SHARE_OF_A_PAGE, legibility):
            yield f"{none} {place_of(text, start, start + _PAGE)}"
    if none := _no_words(whole, LEAST_SHARE, legibility):
        yield none
    yield from _lost_letters(text, legibility)
    yield from _broken_words(text.lower(), legibility)
    yield from _missing_letters(Counter(_PLAIN.findall(text)), legibility)


def _missing_letters(words: Counter[str], legibility: Legibility) -> Iterator[str]:
    """Whether a letter, or what a font prints as one glyph, hardly occurs in the different words of a text."""
    kinds = " ".join(words)
    total = sum(map(len, words))
    for letter, percent in legibility.letters.items() if total >= LEAST_LETTERS else ():
        if kinds.count(letter) < LEAST_OF_A_LETTER * percent / 100 * total:
            yield f"the letter “{letter}” occurs {kinds.count(letter)} times in different words of {total} letters"
    for pair in legibility.ligatures if total >= LEAST_FOR_LIGATURES else ():
        if pair not in kinds:
            yield f"“{pair}” occurs in none of {len(words)} different words"


def _no_words(words: Counter[str], least: float, legibility: Legibility) -> str | None:
    """How many short words are no words of the language, if too many."""
    count = words.total()
    none = Counter({word: number for word, number in words.items() if word not in legibility.short_words})
    if count < LEAST_SHORT_WORDS or len(none) < LEAST_KINDS or none.total() <= (1 - least) * count:
        return None
    examples = " and ".join(f"“{word}”" for word, _ in none.most_common(2))
    return f"{none.total()} of {count} short words, such as {examples}, are none"


def _lost_letters(text: str, legibility: Legibility) -> Iterator[str]:
    """Whether a letter is lost from the family's words, in capitals or small ones: “COU CIL OF THE EUROPEA U IO”.

    A space may stand where the letter stood. Where a letter is lost, few known words still have it.
    """
    for style in (str.upper, str.lower):
        known = {style(word) for word in legibility.long_words}
        letters_of = defaultdict[str, set[str]](set)
        for word in known:
            for letter in set(word):
                letters_of[word.replace(letter, "")].add(letter)
        whole, lost = set[str](), defaultdict[str, dict[str, str]](dict)
        for line in text.splitlines():
            tokens = [token if style is str.upper else token.lower() for token in _TOKEN.findall(line)]
            whole.update(known.intersection(tokens))
            for size in range(1, 4):
                for run in zip(*(tokens[at:] for at in range(size)), strict=False):
                    form = "".join(run)
                    for letter in letters_of.get(form, ()) if form not in known and len(form) >= LEAST_LOST else ():
                        lost[letter][form] = " ".join(run)
        for letter, forms in sorted(lost.items()):
            if len(forms) >= LEAST_LOST and len(forms) > sum(letter in word for word in whole):
                examples = " and ".join(f"“{form}”" for form in [*forms.values()][:2])
                yield f"the letter “{letter}” is lost, as in {examples}"


def _broken_words(text: str, legibility: Legibility) -> Iterator[str]:
    """Whether many words are long words of the family without one of their letters (the last may be a plural's)."""
    broken = {
        word[:place] + word[place + 1 :]: word
        for word in legibility.long_words
        for place in range(len(word) - 1)
        if word[:place] + word[place + 1 :] not in legibility.long_words
    }
    words = Counter(word for word in _LONG.findall(text) if word in legibility.long_words or word in broken)
    examples = [word for word in words if word in broken]
    count = sum(words[word] for word in examples)
    if count >= LEAST_BROKEN and len(examples) >= LEAST_BROKEN_KINDS and count > MOST_BROKEN * words.total():
        yield f"{count} of {words.total()} long words lack a letter, such as “{examples[0]}”"
