"""The words of a question, as they are compared with cues (folded, without endings), and those all templates share."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ccwp_kg.errors import InvalidTemplate
from ccwp_kg.questions.template import SHARED
from ccwp_kg.search.index.words import fold, folded

_WORD = re.compile(r"[^\W_]+(?:[./'’-][^\W_]+)*")
_SHORTEST = 3
Stems = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Word:
    """A word, its place in the text, and the forms in which it is compared: without endings, and "=" with the whole."""

    text: str
    start: int
    end: int
    stem: str
    whole: str


def words_of(text: str) -> tuple[Word, ...]:
    """The words of a text; a number such as 8284/1/08 is one."""
    return tuple(
        Word(found[0], found.start(), found.end(), stem(found[0]), f"={folded(found[0])}")
        for found in _WORD.finditer(text)
    )


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A word without case, accents and the endings -s, -ing, -ed and -e.

    >>> stem("Involving"), stem("involves"), stem("cited"), stem("5.3"), stem("doesn’t")
    ('involv', 'involv', 'cit', '5.3', "doesn't")
    """
    folded = "'".join(fold(part) for part in word.replace("’", "'").split("'"))
    if not folded.isalpha():
        return folded.removesuffix("'s")
    for ending in ("s", "ing", "ed", "e"):
        rest = folded.removesuffix(ending)
        if len(rest) >= _SHORTEST and not rest.endswith("s" if ending == "s" else "\n"):
            folded = rest
    return folded


def _key(phrase: str) -> Stems:
    if phrase.startswith("="):
        return tuple(f"={folded(word)}" for word in phrase[1:].split())
    return tuple(stem(word) for word in phrase.split())


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases by their stems, to be found where they stand in a text; each leads to what was given for it.

    `longest` has the number of words of the longest phrase that begins with a stem.
    """

    known: Mapping[Stems, str]
    longest: Mapping[str, int]

    @classmethod
    def of(cls, phrases: Iterable[tuple[str, str]]) -> Phrases:
        """Phrases with what each leads to; of one that begins with "=" only this form counts ("=cited", not "cite")."""
        known = {_key(phrase): of for phrase, of in phrases}
        longest: dict[str, int] = {}
        for stems in known:
            longest[stems[0]] = max(len(stems), longest.get(stems[0], 0))
        return cls(known, longest)

    def at(self, words: Sequence[Word], place: int, free: Sequence[bool]) -> tuple[int, str] | None:
        """How many words from a place on are the longest phrase that stands there, all of them free, and its value."""
        first = words[place : place + 1]
        longest = max((self.longest.get(form, 0) for word in first for form in (word.whole, word.stem)), default=0)
        for length in range(min(longest, len(words) - place), 0, -1):
            part = words[place : place + length]
            value = self.known.get(tuple([word.whole for word in part]))
            if value is None:
                value = self.known.get(tuple([word.stem for word in part]))
            if value is not None and all(free[place : place + length]):
                return length, value
        return None

    def within(self, words: Sequence[Word], free: Sequence[bool]) -> Iterator[tuple[int, int, str]]:
        """Where phrases stand, from left to right: place, length and value."""
        place = 0
        while place < len(words):
            found = self.at(words, place, free)
            if found is not None:
                yield place, *found
            place += found[0] if found is not None else 1


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """`heads` are the stems of nouns that mean another thing beside a name without them, as in “the report on 5.4”.
    `refused` leads from words to the place of a sentence in `refusals`, in which `{words}` are they (empty for
    phrases that are harmless as a whole), and of the stems in `begins` and `behind` behind which alone they refuse
    nothing, nor without a time those of `with_time`; `asking` are the stems with which a question begins, `joining`
    those that join two names. `numbered` leads from the words beside a number to the kind of the thing, `kinds` from
    the kind to the words. `the_plan` are words for the one plan that is held. `same` leads from other words for a
    thing, folded, to its reference; `reordered` are orders of words with those in which they are read. `offered` are
    questions that only come near what is asked: the templates with their slots of which that holds, forms of what is
    asked, their first group the words that tell it, and the sentence."""

    passed_over: Phrases
    heads: frozenset[str]
    asking: frozenset[str]
    joining: frozenset[str]
    refused: Phrases
    refusals: tuple[str, ...]
    begins: tuple[frozenset[str], ...]
    behind: tuple[frozenset[str], ...]
    with_time: tuple[bool, ...]
    numbered: Phrases
    kinds: Mapping[str, Sequence[str]]
    the_plan: Sequence[tuple[str, ...]]
    same: Mapping[str, str]
    reordered: Sequence[tuple[re.Pattern[str], str]]
    offered: Sequence[tuple[Sequence[str], Sequence[re.Pattern[str]], str]]

    def in_order(self, text: str) -> str:
        """A question in the order in which it is read: “5.4: who leads it?” as “who leads it 5.4”."""
        for form, order in self.reordered:
            if found := form.fullmatch(text):
                text = " ".join(found.expand(order).split())
        return text


def _with_parts(form: str, parts: Mapping[str, str]) -> str:
    """A form with the parts whose names stand in it in braces."""
    for name, part in parts.items():
        form = form.replace(f"{{{name}}}", part)
    return form


def read_vocabulary(folder: Path) -> Vocabulary:
    """The words that the templates of a folder share. Raises InvalidTemplate, naming the file."""
    path = folder / SHARED / "words.toml"
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        refused, phrases = content["refused"], content["passed_over_phrases"]
        return Vocabulary(
            passed_over=Phrases.of((words, words) for words in (*content["passed_over"].split(), *phrases)),
            heads=_stems(content["heads"]),
            asking=_stems(content["asking"]),
            joining=_stems(content["joining"]),
            refused=Phrases.of(
                [
                    *((words, str(n)) for n, each in enumerate(refused) for words in each["words"]),
                    *((words, "") for words in phrases),
                ]
            ),
            refusals=tuple(each["sentence"] for each in refused),
            begins=tuple(_stems(each.get("begins", "")) for each in refused),
            behind=tuple(_stems(each.get("behind", "")) for each in refused),
            with_time=tuple(each.get("with_time", False) for each in refused),
            numbered=Phrases.of((word, kind) for kind, words in content["numbered"].items() for word in words),
            kinds=content["numbered"],
            the_plan=[tuple(words.split()) for words in content["the_plan"]],
            same={folded(words): thing for thing, of_it in content["same"].items() for words in of_it},
            reordered=[
                (re.compile(_with_parts(form, content["parts"]), re.IGNORECASE), read)
                for form, read in content["reordered"].items()
            ],
            offered=[
                (each["of"], [re.compile(form, re.IGNORECASE | re.VERBOSE) for form in each["forms"]], each["sentence"])
                for each in content["offered"]
            ],
        )
    except (OSError, ValueError, KeyError, re.error) as error:
        raise InvalidTemplate(f"{path} does not hold the words that templates share: {error}") from error


def _stems(words: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words.split())
