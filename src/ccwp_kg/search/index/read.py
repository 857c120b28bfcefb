"""An index that is open for reading: a file that nobody changes, or one made in memory."""

from __future__ import annotations

import sqlite3
import threading
import weakref
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from functools import cached_property
from pathlib import Path
from urllib.parse import quote

from ccwp_kg.errors import NotARelease, StoreUnavailable
from ccwp_kg.rdf.terms.base import PUBLISHED_BASE, Base
from ccwp_kg.search.index.gather import Findable
from ccwp_kg.search.index.write import APPLICATION, VERSION, fill

Database = sqlite3.Connection


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
        try:
            with closing(_connect(path)) as database:
                found = [
                    database.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")
                ]
                database.execute("SELECT max(id) FROM thing").fetchone()
        except sqlite3.Error as error:
            raise NotARelease(f"{path} is not a search index ({error}); make the release anew") from error
        if found != [APPLICATION, VERSION]:
            raise NotARelease(f"{path} is a search index of another version; make the release anew")
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
                database = self._own.database = _connect(self._path or Path())
            except sqlite3.Error as error:
                raise StoreUnavailable("the search index cannot be opened now; ask again in some seconds") from error
            self._opened.append(database)
        yield database

    def close(self) -> None:
        """Let go of the file; nobody may ask afterwards."""
        self._end()

    @cached_property
    def vocabulary(self) -> tuple[str, ...]:
        """The words of names, for finding those that are spelled nearly so."""
        with self.reading() as database:
            return tuple(word for (word,) in database.execute("SELECT word FROM vocabulary ORDER BY word"))

    @cached_property
    def known_words(self) -> frozenset[str]:
        """The same words, for asking whether one is spelled as it is known."""
        return frozenset(self.vocabulary)


def _connect(path: Path) -> Database:
    # https://www.sqlite.org/c3ref/open.html: the file is never written to while it is open, so no locks are taken.
    address = f"file:{quote(str(path.resolve()))}?mode=ro&immutable=1"
    # A connection is used by one thread; another one closes it when the index is let go.
    return sqlite3.connect(address, uri=True, check_same_thread=False, isolation_level=None)


def _close(opened: list[Database]) -> None:
    while opened:
        opened.pop().close()
