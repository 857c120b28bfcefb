"""SQLite files that are a part of a release: written once, and only read afterwards."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from ccwp_kg.errors import NotARelease


@contextmanager
def new_database(path: Path, *, application: int, version: int) -> Iterator[sqlite3.Connection]:
    """A new database in a file of its own, packed at the end; OSError where it cannot be written."""
    path.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as database:
            # https://www.sqlite.org/fileformat2.html: a fixed page size, no journal beside the file, and VACUUM at the
            # end leave nothing that depends on how the file came to be.
            database.executescript(
                "PRAGMA page_size = 4096; PRAGMA encoding = 'UTF-8'; PRAGMA auto_vacuum = NONE; "
                "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; "
                f"PRAGMA application_id = {application}; PRAGMA user_version = {version};"
            )
            yield database
            database.execute("VACUUM")
    except sqlite3.OperationalError as error:  # the disk is full, or the folder may not be written to
        if error.sqlite_errorcode == sqlite3.SQLITE_FULL:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) from error
        raise OSError(str(error)) from error


def read_only(path: Path) -> sqlite3.Connection:
    """A connection that any thread may use and close, to a file that nobody changes."""
    # https://www.sqlite.org/c3ref/open.html: the file is never written to while it is open, so no locks are taken.
    address = f"file:{quote(str(path.resolve()))}?mode=ro&immutable=1"
    return sqlite3.connect(address, uri=True, check_same_thread=False, isolation_level=None)


def check_database(path: Path, *, application: int, version: int, probe: str, absent: str, present: str) -> None:
    """Raise NotARelease unless the file is a database of this application and version that answers the query `probe`.

    `absent` and `present` say of the file what it is not, and what it is in another version.
    """
    try:
        with closing(read_only(path)) as database:
            found = [database.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")]
            database.execute(probe).fetchone()
    except sqlite3.Error as error:
        raise NotARelease(f"{path} {absent} ({error}); make the release anew") from error
    if found != [application, version]:
        raise NotARelease(f"{path} {present} of another version; make the release anew")
