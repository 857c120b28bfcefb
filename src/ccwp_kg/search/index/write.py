"""The index: an SQLite database with a full-text table (FTS5), the same bytes for the same things."""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import unquote

from ccwp_kg.kinds import SEARCHED
from ccwp_kg.rdf.terms.days import day_of
from ccwp_kg.search.index.fields import COLUMNS, FIELD_NAMES
from ccwp_kg.search.index.gather import Findable, IndexEntry
from ccwp_kg.search.index.words import folded, squeezed, stem
from ccwp_kg.sqlite_file import new_database

FILE = "search.sqlite"
"""What the index of a release is called."""
APPLICATION = 0x43435750
VERSION = 5
"""The version of the tables below; an index of another version is not read."""

# https://www.sqlite.org/fts5.html §4.4: the words alone are kept.
_TABLES = f"""
CREATE TABLE thing (
  id INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE, kind INTEGER NOT NULL,
  label TEXT NOT NULL, language TEXT, acronym TEXT, about TEXT, about_language TEXT,
  mentions INTEGER NOT NULL, classes TEXT NOT NULL, landing TEXT
);
CREATE TABLE entry (
  id INTEGER PRIMARY KEY, thing INTEGER NOT NULL, field TEXT NOT NULL, language TEXT,
  is_name INTEGER NOT NULL, is_typed INTEGER NOT NULL, text TEXT NOT NULL, folded TEXT NOT NULL, squeezed TEXT
);
CREATE VIRTUAL TABLE words USING fts5(
  {", ".join(name for name, _ in COLUMNS)}, content='', tokenize="unicode61 remove_diacritics 0", prefix='2 3'
);
CREATE TABLE vocabulary (word TEXT PRIMARY KEY, stem TEXT NOT NULL, is_of_names INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE action (
  thing INTEGER, action INTEGER, mentions INTEGER NOT NULL, PRIMARY KEY (thing, action)
) WITHOUT ROWID;
"""
_INDICES = """
CREATE INDEX entry_thing ON entry (thing);
CREATE INDEX entry_named ON entry (folded) WHERE is_name;
CREATE INDEX entry_typed ON entry (folded) WHERE is_typed;
CREATE INDEX vocabulary_stem ON vocabulary (stem);
CREATE INDEX entry_code ON entry (squeezed) WHERE squeezed IS NOT NULL;
INSERT INTO words (words) VALUES ('optimize');
"""
_ABOUT = ("title", "definition", "question", "period", "note")
# A word between two texts that nobody can type, as it is for private use; so no phrase runs from one into the next.
_BETWEEN = " \ue000 "
_NAMING = ("names", "others")
_IRIS = ("identifier", "match")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?")


def write_index(path: Path, things: Iterable[Findable]) -> None:
    """Write an index as a file of its own; OSError where that cannot be done."""
    with new_database(path, application=APPLICATION, version=VERSION) as database:
        fill(database, things)


def fill(database: sqlite3.Connection, things: Iterable[Findable]) -> None:
    """Make the tables in an empty database and put the things into them, in their order."""
    database.executescript(_TABLES)
    database.execute("BEGIN")
    vocabulary: dict[str, bool] = {}
    numbers: dict[str, int] = {}
    speaking: list[tuple[int, str, int]] = []
    for number, thing in enumerate(things, 1):
        if thing.kind.name in ("action", "plan", "act"):
            numbers[thing.iri] = number
        speaking += [(number, action, mentions) for action, mentions in thing.actions]
        for column, words in _put(database, number, thing).items():
            is_of_names = column in _NAMING
            for word in (part for text in words for part in text.split()):
                vocabulary[word] = vocabulary.get(word, False) or is_of_names
    database.executemany(
        "INSERT INTO vocabulary VALUES (?, ?, ?)", ((word, stem(word), vocabulary[word]) for word in sorted(vocabulary))
    )
    linked = ((thing, numbers[action], mentions) for thing, action, mentions in speaking if action in numbers)
    database.executemany("INSERT INTO action VALUES (?, ?, ?)", linked)
    database.execute("COMMIT")
    database.executescript(_INDICES)


def _put(database: sqlite3.Connection, number: int, thing: Findable) -> Mapping[str, list[str]]:
    """Put a thing into the tables; its words, folded, by column."""
    label = thing.label
    acronym = _first(thing, "acronym")
    about = next((entry for name in _ABOUT if (entry := _first(thing, name)) and entry.text != label.text), None)
    if about is not None and about.field == "period":
        about = _period(thing, about)
    if thing.about:
        about = IndexEntry("note", thing.about)
    database.execute(
        "INSERT INTO thing VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
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
            thing.landing or None,
        ),
    )
    columns: defaultdict[str, list[str]] = defaultdict(list)
    for entry in thing.entries:
        field, words = FIELD_NAMES[entry.field], folded(entry.text)
        code = squeezed(unquote(entry.text) if field.name in _IRIS else entry.text) if field.is_code else None
        if field.name not in (*_IRIS, "reference"):  # nobody looks for the words of an IRI
            columns[field.column].append(words)
        database.execute(
            "INSERT INTO entry (thing, field, language, is_name, is_typed, text, folded, squeezed) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (number, field.name, entry.language, field.is_name, field.is_typed, entry.text, words, code),
        )
    database.execute(
        f"INSERT INTO words (rowid, {', '.join(name for name, _ in COLUMNS)}) VALUES (?{', ?' * len(COLUMNS)})",  # noqa: S608  # our own names
        (number, *(_BETWEEN.join(columns[name]) for name, _ in COLUMNS)),
    )
    return columns


def _period(thing: Findable, first: IndexEntry) -> IndexEntry:
    """The first and the last day of a plan as pages write them; where no day is known, the first of its words."""
    days = sorted(entry.text for entry in thing.entries if entry.field == "period" and _DAY.fullmatch(entry.text))
    return IndexEntry("period", " – ".join(dict.fromkeys(map(day_of, days)))) if days else first


def _first(thing: Findable, field: str) -> IndexEntry | None:
    """The first entry in a field; the entries of a field begin with what is English."""
    return next((entry for entry in thing.entries if entry.field == field), None)
