"""What is wrong with the words that people keep for the search: misspelt keys, unknown things, languages or kinds.

An entry that is misspelt would lead nowhere, and nobody would see it: a search finds what it knows.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from pathlib import Path
from typing import Any

from ccwp_kg.errors import InvalidWords
from ccwp_kg.kinds import SEARCHED_BY_NAME
from ccwp_kg.languages import LANGUAGES
from ccwp_kg.search.index.words import folded

_KEYS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "words": {"entry": ("thing", "why"), "kind": ("kind", "why")},
    "pages": {"page": ("path", "name", "holds")},
}
"""File → table → the keys that each of its entries has; the first tells one entry from the others."""
_MAY_HAVE = frozenset({"needs_server"})
_OF_LANGUAGES = frozenset(
    {"stop_words", "asking", "fillers", "kind_words", "months", "cardinals", "ordinals", "ordinal_endings"}
)
"""The tables of `languages.toml`: each leads from a language to its words."""


def check_word_files(folder: Path, undescribed: Callable[[Set[str]], Set[str]]) -> None:
    """Check the files of a folder; `undescribed` tells which of some references (`concept/training`) nothing describes.

    Raises InvalidWords with one sentence for the first mistake: file, entry, mistake and cure.
    """
    for file in (*_KEYS, "languages"):
        path = folder / f"{file}.toml"
        shown = "/".join(path.parts[-4:])
        try:
            tables = tomllib.loads(path.read_text(encoding="utf-8"))
        except ValueError as error:
            raise InvalidWords(f"{shown} is no TOML: {error}; correct it there") from error
        known = _KEYS.get(file)
        for mistake in _of_languages(tables) if known is None else _mistakes(tables, known, undescribed):
            raise InvalidWords(f"{shown}, {mistake}")


def _of_languages(tables: Mapping[str, Any]) -> Iterator[str]:
    for table in sorted(tables.keys() | _OF_LANGUAGES):
        if table not in _OF_LANGUAGES or table not in tables:
            yield f"[{table}]: the tables are {', '.join(sorted(_OF_LANGUAGES))}; write each of them and no other"
        for language in tables.get(table, ()):
            if language not in LANGUAGES:
                yield f"[{table}] {language}: no such language; write two letters such as en"


def _mistakes(
    tables: Mapping[str, Any], known: Mapping[str, tuple[str, ...]], undescribed: Callable[[Set[str]], Set[str]]
) -> Iterator[str]:
    yield from (
        f"[[{table}]]: no such table; it is one of {', '.join(known)}" for table in tables if table not in known
    )
    for table, keys in known.items():
        entries: Sequence[Mapping[str, Any]] = tables.get(table, ())
        named = [entry.get(keys[0]) for entry in entries]
        missing = undescribed({str(name) for name in named}) if keys[0] == "thing" else frozenset()
        for number, (name, entry) in enumerate(zip(named, entries, strict=True), 1):
            where = f"[[{table}]] {number} ({keys[0]} = {name!r}):"
            yield from (f"{where} {mistake}" for mistake in _of_entry(entry, keys))
            if name in named[: number - 1]:
                yield f"{where} it is there twice; write the words of both in one"
            if name in missing:
                yield f"{where} no such thing is described; write a reference such as concept/training"
            if keys[0] == "kind" and name not in SEARCHED_BY_NAME:
                yield f"{where} no such kind; it is one of {', '.join(sorted(SEARCHED_BY_NAME))}"


def _of_entry(entry: Mapping[str, Any], keys: tuple[str, ...]) -> Iterator[str]:
    for key in keys:
        if not isinstance(entry.get(key), str) or not entry[key].strip():
            yield f"it lacks {key}, a text; write it there"
    said = {key: words for key, words in entry.items() if key not in keys and key not in _MAY_HAVE}
    for key, words in said.items():
        if key not in LANGUAGES:
            yield f"{key} is no key; write {', '.join(keys)} or a language of two letters such as en"
        elif (
            not isinstance(words, list)
            or not words
            or not all(isinstance(word, str) and word.strip() for word in words)
        ):
            yield f'{key} is no list of words; write it as ["one word", "another"]'
        elif len({folded(word) for word in words}) < len(words):
            yield f"{key} has a word twice; leave one out"
    if not said:
        yield 'it has no words; add those of a language, such as en = ["one word"]'
