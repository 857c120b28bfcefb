"""The links of pages: where they lead on the server, and how that is written in a file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import escape, unescape
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
