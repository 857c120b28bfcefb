"""An index that is open for reading: a file that nobody changes, or one made in memory."""

from __future__ import annotations

import sqlite3
import threading
import weakref
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any

from ccwp_kg.errors import StoreUnavailable
from ccwp_kg.rdf.terms.base import PUBLISHED_BASE, Base
from ccwp_kg.search.index.gather import Findable
from ccwp_kg.search.index.write import APPLICATION, VERSION, fill
from ccwp_kg.sqlite_file import check_database, read_only

Database = sqlite3.Connection
_BATCH = 500
_WORDS = 50_000


class Index:
    """The things that can be found. Several threads may ask at once; nothing here can write.

    `base` is where the IRIs of the things start. Raises StoreUnavailable where the file has gone.
    """

    def __init__(self, path: Path | None, memory: Database | None, base: Base) -> None:
        self.base = base
        self._path = path
        self._memory = memory
        self._one_at_a_time = threading.RLock()
        self._own = threading.local()
        self._opened: list[Database] = [] if memory is None else [memory]
        self._end = weakref.finalize(self, _close, self._opened)

    @classmethod
    def of_file(cls, path: Path, base: Base = PUBLISHED_BASE) -> Index:
        """The index of a release; NotARelease where the file is none, or of another version of the program."""
        check_database(
            path, application=APPLICATION, version=VERSION, probe="SELECT max(id) FROM thing",
            absent="is not a search index", present="is a search index",
        )  # fmt: skip
        return cls(path, None, base)

    @classmethod
    def of_things(cls, things: Iterable[Findable], base: Base = PUBLISHED_BASE) -> Index:
        """An index in memory."""
        database = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
        try:
            fill(database, things)
        except BaseException:
            database.close()
            raise
        database.execute("PRAGMA query_only = ON")
        return cls(None, database, base)

    @contextmanager
    def reading(self) -> Iterator[Database]:
        """The database for one question: this thread's own connection, or the one in memory for it alone."""
        if self._memory is not None:
            with self._one_at_a_time:
                yield self._memory
            return
        database: Database | None = getattr(self._own, "database", None)
        if database is None:
            try:
                database = self._own.database = read_only(self._path or Path())
            except sqlite3.Error as error:
                raise StoreUnavailable("the search index cannot be opened now; ask again in some seconds") from error
            self._opened.append(database)
        yield database

    def close(self) -> None:
        """Let go of the file; nobody may ask afterwards."""
        self._end()

    @cached_property
    def vocabulary(self) -> tuple[str, ...]:
        """The words of names, for finding those that are spelled nearly so; short ones are like too many."""
        with self.reading() as database:
            rows = database.execute("SELECT word FROM vocabulary WHERE is_of_names AND length(word) > 3 ORDER BY word")
            return tuple(word for (word,) in rows)

    @cached_property
    def words_of_texts(self) -> tuple[str, ...]:
        """The words that only texts have, for the same; of very many the first by the alphabet."""
        with self.reading() as database:
            rows = database.execute(
                "SELECT word FROM vocabulary WHERE NOT is_of_names AND length(word) > 3 ORDER BY word LIMIT ?",
                (_WORDS,),
            )
            return tuple(word for (word,) in rows)

    @cached_property
    def languages(self) -> Mapping[str, tuple[str, ...]]:
        """The languages of the words in each field, by the code."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        with self.reading() as database:
            known = "SELECT DISTINCT field, language FROM entry WHERE language IS NOT NULL ORDER BY field, language"
            for field, language in database.execute(known):
                found[field].append(language)
        return {field: tuple(languages) for field, languages in found.items()}

    @cached_property
    def plans_held(self) -> tuple[str, ...]:
        """The IRIs of the plans that are held: those of whose actions the cells were read."""
        query = (
            "SELECT DISTINCT iri FROM entry JOIN thing ON thing.id = thing "
            "WHERE field IN ('objective', 'indicator', 'outcome', 'party', 'terms-of-reference')"
        )
        with self.reading() as database:
            rows = database.execute(query).fetchall()
        return tuple(sorted({iri.partition("/action/")[0] for (iri,) in rows if "/action/" in iri}))

    @cached_property
    def known_words(self) -> frozenset[str]:
        """The same words, for asking whether one is spelled as it is known."""
        return frozenset(self.vocabulary)


def rows_among(database: Database, query: str, values: Sequence[object]) -> Iterator[Any]:
    """The rows of a query in which `{}` stands for some values, asked for some hundred values at a time."""
    for start in range(0, len(values), _BATCH):
        batch = values[start : start + _BATCH]
        yield from database.execute(query.format(", ".join("?" * len(batch))), batch)


def _close(opened: list[Database]) -> None:
    while opened:
        opened.pop().close()
