"""The addresses of a site, as they are found: kept on disk, for a large site has millions."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple
from pathlib import Path

from ccwp_kg.server.static_site.links import Place

PENDING, PAGE, DATA, ELSEWHERE, NOTHING = range(5)
"""What is known of an address: not asked yet; a page; data; it sends on to another one; it leads to nothing.
The `target` of an address is the file of a page or of data, or the address it sends on to."""

_TABLES = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE address (
  id INTEGER PRIMARY KEY, path TEXT UNIQUE NOT NULL, state INTEGER NOT NULL DEFAULT 0, target TEXT,
  places TEXT
);
CREATE TABLE file (name TEXT PRIMARY KEY) WITHOUT ROWID;
"""
_STEPS = 5


class Frontier:
    """The addresses, each once and in the order in which they were found; paths and queries, without fragments."""

    def __init__(self, file: Path) -> None:
        self._database = sqlite3.connect(file, isolation_level=None)
        self._database.executescript(_TABLES)
        self._database.execute("BEGIN")

    def close(self) -> None:
        """End it; the file may then be removed."""
        self._database.close()

    def add(self, addresses: Iterable[str]) -> None:
        """Addresses to be asked for, where they are new."""
        self._database.executemany(
            "INSERT OR IGNORE INTO address (path) VALUES (?)", ((address,) for address in addresses)
        )

    def pending(self) -> Iterator[str]:
        """The addresses to be asked for, among them those that are added meanwhile."""
        last = 0
        while row := self._database.execute(
            "SELECT id, path FROM address WHERE id > ? ORDER BY id LIMIT 1", (last,)
        ).fetchone():
            last = row[0]
            yield row[1]

    def set(self, address: str, state: int, target: str | None = None, places: Sequence[Place] = ()) -> None:
        """Keep what an address was found to be; for a page, where its links stand."""
        kept = json.dumps([astuple(place) for place in places]) if places else None
        self._database.execute(
            "UPDATE address SET state = ?, target = ?, places = ? WHERE path = ?", (state, target, kept, address)
        )

    def claim(self, file: str) -> bool:
        """Take the name of a file; False where another address has it."""
        return self._database.execute("INSERT OR IGNORE INTO file VALUES (?)", (file,)).rowcount == 1

    def pages(self) -> Iterator[tuple[str, list[Place]]]:
        """The files of all pages, each with the places of its links."""
        last = 0
        while row := self._database.execute(
            "SELECT id, target, places FROM address WHERE id > ? AND state = ? ORDER BY id LIMIT 1", (last, PAGE)
        ).fetchone():
            last = row[0]
            yield row[1], [Place(*each) for each in json.loads(row[2] or "[]")]

    def file(self, address: str) -> str | None:
        """The file that an address, or the one it sends on to, was written as; None where there is none."""
        for _ in range(_STEPS):
            row = self._database.execute("SELECT state, target FROM address WHERE path = ?", (address,)).fetchone()
            state, target = row or (NOTHING, None)
            if state in (PAGE, DATA):
                found: str | None = target
                return found
            if state != ELSEWHERE or target is None:
                return None
            address = target
        return None
