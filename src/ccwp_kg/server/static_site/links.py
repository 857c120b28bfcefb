"""The links of pages and the addresses they lead to, kept on disk, for a large site has millions."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator
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


def _value(written: str) -> str:
    """The value of an attribute as it is written."""
    return unescape(written.strip("\"'"))


def _is_here(value: str) -> bool:
    """Whether an attribute holds a path on this server: a reference with `//` would name a host (RFC 3986 §4.2)."""
    return value.startswith("/") and not value.startswith("//")


def _attributes(page: str) -> Iterator[re.Match[str]]:
    """The attributes that are links to addresses on this server, in their order."""
    for tag in _TAG.finditer(page):
        for match in _ATTRIBUTE.finditer(page, *tag.span(tag.lastindex)) if tag.lastindex is not None else ():
            if match[3] and match[1].lower() in _ATTRIBUTES and _is_here(_value(match[3])):
                yield match


def links_of(page: str) -> list[str]:
    """The links of a page to addresses on this server, each once and without its fragment.

    >>> links_of('<a href="/doc/plan/5#x">5</a> <a href="https://example.org/">out</a>')
    ['/doc/plan/5']
    """
    return list(dict.fromkeys(_value(match[3]).partition("#")[0] for match in _attributes(page)))


def with_links(page: str, rewrite: Rewrite) -> str:
    """The page with other links to addresses on this server and not another byte changed; a link that leads to nothing
    loses its attribute.

    >>> with_links('<a class="x" href="/plans#a">Plans</a>', lambda link: "plans.html#a")
    '<a class="x" href="plans.html#a">Plans</a>'
    >>> with_links('<a class="x" href="/plans#a">Plans</a>', lambda link: None)
    '<a class="x">Plans</a>'
    """
    pieces, last = [], 0
    for match in _attributes(page):
        written = rewrite(_value(match[3]))
        if written is None:
            pieces.append(page[last : match.start()].rstrip())
        else:
            pieces.append(f'{page[last : match.start(3)]}"{escape(written)}"')
        last = match.end()
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
  id INTEGER PRIMARY KEY, path TEXT UNIQUE NOT NULL, state INTEGER NOT NULL DEFAULT 0, target TEXT
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
        return self._each("path")

    def pages(self) -> Iterator[str]:
        """The files of all pages."""
        return self._each("target", f"state = {PAGE}")

    def _each(self, column: str, condition: str = "TRUE") -> Iterator[str]:
        query = f"SELECT id, {column} FROM address WHERE id > ? AND {condition} ORDER BY id LIMIT 1"  # noqa: S608
        last = 0
        while row := self._database.execute(query, (last,)).fetchone():
            last, found = row
            yield found

    def set(self, address: str, state: int, target: str | None = None) -> None:
        """Keep what an address was found to be."""
        self._database.execute("UPDATE address SET state = ?, target = ? WHERE path = ?", (state, target, address))

    def claim(self, file: str) -> bool:
        """Take the name of a file; False where another address has it."""
        return self._database.execute("INSERT OR IGNORE INTO file VALUES (?)", (file,)).rowcount == 1

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
