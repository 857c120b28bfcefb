"""SQLite files that are written once, as a part of a release."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path


@contextmanager
def new_database(path: Path) -> Iterator[sqlite3.Connection]:
    """A new database in a file of its own, packed at the end; OSError where it cannot be written."""
    path.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as database:
            yield database
            database.execute("VACUUM")
    except sqlite3.OperationalError as error:  # the disk is full, or the folder may not be written to
        if error.sqlite_errorcode == sqlite3.SQLITE_FULL:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) from error
        raise OSError(str(error)) from error
