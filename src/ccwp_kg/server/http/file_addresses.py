"""The file that an address is where a site is written as files, and no server chooses a format.

A page ends in `.html`, data in the suffix of their format; a parameter stands before that: `/actions?page=2` is
`/actions.page-2.html`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import parse_qsl, unquote

from ccwp_kg.formats import ATOM, BIBTEX, CSV, HTML, JSON, LINKSET, RDF_FORMATS, RIS, TEXT

AS_THEY_ARE = ("/static/", "/dumps/")
"""Where the files of a release and of the pages are, under their own names."""
_OF_THINGS = {
    "/doc/": frozenset(form.suffix for form in (*RDF_FORMATS, HTML, JSON)),
    "/cite/": frozenset(form.suffix for form in (BIBTEX, RIS, HTML)),
    "/together/": frozenset({"svg"}),
    "/approval/": frozenset({"svg"}),
    "/lines/": frozenset({"svg"}),
}
"""The suffixes of formats under the addresses of things, whose own names may end in a dot and letters."""
_OTHERS = frozenset(
    form.suffix for form in (*RDF_FORMATS, HTML, ATOM, CSV, JSON, TEXT)
) | {"xml", "ico", "jsonl", "xlsx", "svg", "png"}  # fmt: skip
_LONGEST = 255
"""Bytes of a name in a folder."""
_PLAIN = re.compile(r"[A-Za-z0-9_-]+(?:[/.][A-Za-z0-9_-]+)*")
"""What a parameter may be to become part of a name; a slash in it becomes a hyphen."""


def file_of(address: str, *, is_thing: Callable[[str], bool]) -> str | None:
    """The path of the file for the path and query of an address, in URL form; None where there can be none.

    No file has a name that a file system lacks, or that leads out of its folder. `is_thing` says of a reference whether
    it is a thing's own name, such as `dataset/distribution/merged.ttl`.

    >>> never = lambda reference: False
    >>> file_of("/doc/plan/5/action/5.4", is_thing=never), file_of("/doc/plan/5.ttl", is_thing=never)
    ('/doc/plan/5/action/5.4.html', '/doc/plan/5.ttl')
    >>> file_of("/plans.csv?held=yes", is_thing=never), file_of("/", is_thing=never)
    ('/plans.held-yes.csv', '/index.html')
    >>> file_of("/doc/..%2f..%2fetc/passwd", is_thing=never) is None
    True
    """
    path, _, query = address.partition("?")
    parameters = _parameters(query)
    if parameters is None or not path.startswith("/"):
        return None
    if path == "/":
        path = "/index"
    stem, suffix = _split(path, is_thing)
    file = f"{stem}{parameters}{suffix}"
    return file if not stem.endswith("/") and all(map(_is_name, file[1:].split("/"))) else None


def _parameters(query: str) -> str | None:
    """The parameters as they stand in a name; None for some that cannot."""
    pairs = parse_qsl(query, keep_blank_values=True) if query else []
    if not all(_PLAIN.fullmatch(text) for pair in pairs for text in pair):
        return None
    return "".join(f".{name}-{value}" for name, value in pairs).replace("/", "-")


def _split(path: str, is_thing: Callable[[str], bool]) -> tuple[str, str]:
    """A path without its suffix, and the suffix with its dot: that of a page where it names no format."""
    if path.startswith(AS_THEY_ARE):
        return path, ""
    if path.startswith("/linkset/"):
        return path, f".{LINKSET.suffix}"
    stem, dot, suffix = path.rpartition(".")
    start = next((each for each in _OF_THINGS if path.startswith(each)), "")
    if not dot or suffix not in _OF_THINGS.get(start, _OTHERS):
        return path, f".{HTML.suffix}"
    if start == "/doc/" and suffix != HTML.suffix and is_thing(unquote(path.removeprefix(start))):
        return path, f".{HTML.suffix}"
    return stem, f".{suffix}"


def _is_name(segment: str) -> bool:
    """Whether a part of a path can be the name of a file or folder, and of no other one."""
    name = unquote(segment)
    return (
        name.strip(".") != ""
        and "/" not in name
        and "\\" not in name
        and name.isprintable()
        and "\ufffd" not in name
        and len(name.encode()) <= _LONGEST
    )
