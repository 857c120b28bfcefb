"""The index: an SQLite database with a full-text table (FTS5), the same bytes for the same things."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import unquote

from ccwp_kg.kinds import SEARCHED
from ccwp_kg.search.index.fields import COLUMNS, FIELD_NAMES
from ccwp_kg.search.index.gather import Findable, IndexEntry
from ccwp_kg.search.index.words import folded, squeezed
from ccwp_kg.sqlite_file import new_database

FILE = "search.sqlite"
"""What the index of a release is called."""
APPLICATION = 0x43435750
VERSION = 3
"""The version of the tables below; an index of another version is not read."""

# https://www.sqlite.org/fts5.html §4.4: the words alone are kept.
_TABLES = f"""
CREATE TABLE thing (
  id INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE, kind INTEGER NOT NULL,
  label TEXT NOT NULL, language TEXT, acronym TEXT, about TEXT, about_language TEXT,
  mentions INTEGER NOT NULL, classes TEXT NOT NULL
);
CREATE TABLE entry (
  id INTEGER PRIMARY KEY, thing INTEGER NOT NULL, field TEXT NOT NULL, language TEXT, is_name INTEGER NOT NULL,
  text TEXT NOT NULL, folded TEXT NOT NULL, squeezed TEXT
);
CREATE VIRTUAL TABLE words USING fts5(
  {", ".join(name for name, _ in COLUMNS)}, content='', tokenize="unicode61 remove_diacritics 0", prefix='2 3'
);
CREATE TABLE vocabulary (word TEXT PRIMARY KEY) WITHOUT ROWID;
"""
_INDICES = """
CREATE INDEX entry_thing ON entry (thing);
CREATE INDEX entry_name ON entry (folded) WHERE is_name;
CREATE INDEX entry_code ON entry (squeezed) WHERE squeezed IS NOT NULL;
INSERT INTO words (words) VALUES ('optimize');
"""
_ABOUT = ("title", "definition", "period", "note")
# A word between two texts that nobody can type, as it is for private use; so no phrase runs from one into the next.
_BETWEEN = " \ue000 "
_SHORTEST_FUZZY = 4


def write_index(path: Path, things: Iterable[Findable]) -> None:
    """Write an index as a file of its own; OSError where that cannot be done."""
    with new_database(path, application=APPLICATION, version=VERSION) as database:
        fill(database, things)


def fill(database: sqlite3.Connection, things: Iterable[Findable]) -> None:
    """Make the tables in an empty database and put the things into them, in their order."""
    database.executescript(_TABLES)
    database.execute("BEGIN")
    vocabulary: set[str] = set()
    for number, thing in enumerate(things, 1):
        names = " ".join(_put(database, number, thing))
        vocabulary.update(word for word in names.split() if len(word) >= _SHORTEST_FUZZY)
    database.executemany("INSERT INTO vocabulary VALUES (?)", ((word,) for word in sorted(vocabulary)))
    database.execute("COMMIT")
    database.executescript(_INDICES)


def _put(database: sqlite3.Connection, number: int, thing: Findable) -> list[str]:
    """Put a thing into the tables; its names, folded."""
    label = thing.label
    acronym = _first(thing, "acronym")
    about = next((entry for name in _ABOUT if (entry := _first(thing, name)) and entry.text != label.text), None)
    database.execute(
        "INSERT INTO thing VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            number,
            thing.iri,
            SEARCHED.index(thing.kind),
            label.text,
            label.language,
            acronym and acronym.text,
            about and about.text,
            about and about.language,
            thing.mentions,
            " ".join(thing.classes),
        ),
    )
    columns: defaultdict[str, list[str]] = defaultdict(list)
    for entry in thing.entries:
        field, words = FIELD_NAMES[entry.field], folded(entry.text)
        code = squeezed(unquote(entry.text) if field.name == "identifier" else entry.text) if field.is_code else None
        if field.name != "identifier":  # nobody looks for the words of an IRI
            columns[field.column].append(words)
        database.execute(
            "INSERT INTO entry (thing, field, language, is_name, text, folded, squeezed) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (number, field.name, entry.language, field.is_name, entry.text, words, code),
        )
    database.execute(
        f"INSERT INTO words (rowid, {', '.join(name for name, _ in COLUMNS)}) VALUES (?{', ?' * len(COLUMNS)})",  # noqa: S608  # our own names
        (number, *(_BETWEEN.join(columns[name]) for name, _ in COLUMNS)),
    )
    return columns["names"]


def _first(thing: Findable, field: str) -> IndexEntry | None:
    """The first entry in a field; the entries of a field begin with what is English."""
    return next((entry for entry in thing.entries if entry.field == field), None)
