"""The links of pages and the addresses they lead to, kept on disk, for a large site has millions."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass
from html import escape, unescape
from pathlib import Path
from posixpath import relpath
from typing import TypeAlias

Rewrite: TypeAlias = Callable[[str], str | None]
"""From a link on the server to that in a file; None where it leads to nothing, so that its words stand alone."""

_ATTRIBUTES = frozenset(["href", "src", "action", "data-index"])
# HTML Standard §13.1.2.3, attributes: unquoted, or in quotes of one sort.
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:(\s*=\s*)("[^"]*"|'[^']*'|[^\s"'=<>`]+))?""")
_INSIDE = r"""((?:"[^"]*"|'[^']*'|[^"'>])*)>"""
# §13.1.2 and §13.1.6: what holds no elements is passed over, whatever looks like a tag in it.
_TAG = re.compile(
    rf"<!--.*?-->|<(script|style|textarea|title)\b{_INSIDE}.*?</\1\b|<[a-z][^\s/>]*{_INSIDE}", re.DOTALL | re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a link stands in a page: where its attribute begins, and where its value does and ends, with the quotes."""

    begin: int
    start: int
    end: int


def _value(written: str) -> str:
    """The value of an attribute as it is written."""
    return unescape(written.strip("\"'"))


def _is_here(value: str | None) -> bool:
    """Whether an attribute holds a path on this server: a reference with `//` would name a host (RFC 3986 §4.2)."""
    return value is not None and value.startswith("/") and not value.startswith("//")


def places_of(page: str) -> list[Place]:
    """The places of the links to addresses on this server, in their order."""
    return [
        Place(match.start(), match.start(3), match.end(3))
        for tag in _TAG.finditer(page)
        if (inside := tag.lastindex) is not None
        for match in _ATTRIBUTE.finditer(page, *tag.span(inside))
        if match[3] and match[1].lower() in _ATTRIBUTES and _is_here(_value(match[3]))
    ]


def links_of(page: str, places: Iterable[Place]) -> list[str]:
    """The links at these places, each once and without its fragment.

    >>> page = '<a href="/doc/plan/5#x">5</a> <a href="https://example.org/">out</a>'
    >>> links_of(page, places_of(page))
    ['/doc/plan/5']
    """
    return list(dict.fromkeys(_value(page[each.start : each.end]).partition("#")[0] for each in places))


def with_links(page: str, places: Iterable[Place], rewrite: Rewrite) -> str:
    """The page with other links at these places and not another byte changed; a link that leads to nothing loses its
    attribute.

    >>> page = '<a class="x" href="/plans#a">Plans</a>'
    >>> with_links(page, places_of(page), lambda link: "plans.html#a")
    '<a class="x" href="plans.html#a">Plans</a>'
    >>> with_links(page, places_of(page), lambda link: None)
    '<a class="x">Plans</a>'
    """
    pieces, last = [], 0
    for place in places:
        written = rewrite(_value(page[place.start : place.end]))
        if written is None:
            pieces.append(page[last : place.begin].rstrip())
        else:
            pieces.append(f'{page[last : place.start]}"{escape(written)}"')
        last = place.end
    return "".join([*pieces, page[last:]])


def relative(target: str, *, of: str) -> str:
    """A file as seen from another one, so that the site may stand in any folder of any host.

    >>> relative("/doc/plan/5.html", of="/doc/plan/5/action/5.4.html"), relative("/", of="/plans.html")
    ('../../5.html', './')
    """
    folder = of.rpartition("/")[0] or "/"
    path = relpath(target, folder)
    if target == "/":
        return "./" if path == "." else f"{path}/"
    # RFC 3986 §4.2: a colon in the first segment would end a scheme
    return f"./{path}" if ":" in path.partition("/")[0] else path


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
