"""What people have reviewed for the search: words that lead to a thing without being names of it, the pages of the site
with theirs, and what the words of a language are for. All are files in `data/curated/search/`."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from ccwp_kg.installation import folder
from ccwp_kg.search.index.words import folded
from ccwp_kg.sources.profile.load import action_plans

_FOLDER = ("curated", "search")


@cache
def search_words() -> Mapping[str, tuple[tuple[str, str], ...]]:
    """The words, each with its language, that lead to a thing, by its reference (`concept/training`), or to all of a
    kind, by the name of that (`plan`)."""
    found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for table, key in (("entry", "thing"), ("kind", "kind")):
        for entry in _read("words")[table]:
            for language, words in entry.items():
                if isinstance(words, list):
                    found[entry[key]] += [(word, language) for word in words]
    return {thing: tuple(words) for thing, words in found.items()}


@dataclass(frozen=True, slots=True)
class SitePage:
    """A page of the site: its path without the first slash, its name, one sentence on what it holds, the words, each
    with its language, that lead to it. `needs_server`: a site of files does not have it."""

    path: str
    name: str
    holds: str
    words: tuple[tuple[str, str], ...]
    needs_server: bool


@cache
def site_pages() -> tuple[SitePage, ...]:
    """The pages of the site that can be found, in the order of their file."""
    return tuple(
        SitePage(
            page["path"],
            page["name"],
            page["holds"],
            tuple((word, language) for language, words in page.items() if isinstance(words, list) for word in words),
            page.get("needs_server", False),
        )
        for page in _read("pages")["page"]
    )


@cache
def stop_words() -> frozenset[str]:
    """The words, folded, that say nothing about what is looked for, in any language."""
    return _words_in("stop_words")


@cache
def asking_words() -> frozenset[str]:
    """The words, folded, by which somebody asks."""
    return _words_in("asking")


@cache
def filler_words() -> frozenset[str]:
    """The words, folded, that may stand in a name and say nothing there: stop words, and those before a figure."""
    return stop_words() | _words_in("fillers")


@cache
def kind_words() -> Mapping[str, frozenset[str]]:
    """The words, folded, for things of some kinds, each with the names of those kinds."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for kinds in _read("languages")["kind_words"].values():
        for kind, words in kinds.items():
            for word in words:
                found[folded(word)].add(kind)
    return {word: frozenset(kinds) for word, kinds in found.items()}


def _words_in(table: str) -> frozenset[str]:
    of_languages = _read("languages")[table].values()
    return frozenset(part for words in of_languages for word in words for part in folded(word).split())


@cache
def months() -> Mapping[str, int]:
    """The number of each month by its name, with and without its accents, and by the first letters of it that no other
    month of the language has."""
    found: dict[str, int] = {}
    for names in (action_plans().words.months, *_read("languages")["months"].values()):
        forms = [(form, number) for number, name in enumerate(names, 1) for form in (name.lower(), folded(name))]
        short = [(form[:length], number) for form, number in forms for length in (3, 4)]
        numbers = {letters: {number for form, number in short if form == letters} for letters, _ in short}
        for form, number in [*forms, *((letters, min(each)) for letters, each in numbers.items() if len(each) == 1)]:
            found.setdefault(form, number)
    return found


@cache
def ordinals() -> Mapping[str, int]:
    """The number of each ordinal by its forms, folded; those of the profiles come in words and in figures."""
    endings = _read("languages")["ordinal_endings"]
    return {
        folded(name + ending): number
        for language, names in _read("languages")["ordinals"].items()
        for number, name in enumerate(names, 1)
        for ending in endings[language]
    }


@cache
def cardinals() -> Mapping[str, int]:
    """The number that each word is, folded, behind the word for what is numbered."""
    return {
        folded(word): number
        for words in _read("languages")["cardinals"].values()
        for number, word in enumerate(words, 1)
    }


@cache
def _read(name: str) -> dict[str, Any]:
    with folder("data").joinpath(*_FOLDER, f"{name}.toml").open("rb") as file:
        return tomllib.load(file)
