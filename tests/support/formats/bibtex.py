"""A strict reader of one BibTeX entry: one field a line, each named once, nothing that BibTeX or TeX takes amiss."""

from __future__ import annotations

import re

_HEAD = re.compile(r"@([a-z]+)\{([^\s\"#%'(),={}~\\]+),\n")
_FIELD = re.compile(r"  ([a-z]+) = (?:(?P<macro>[a-z]{3})|\{)")
_UNESCAPED = re.compile(r"(?<!\\)[$&#_%~^]")
_VERBATIM = frozenset(("url", "doi"))
"""Fields in which biblatex takes each character for itself."""


def bibtex_fields(entry: str) -> dict[str, str]:
    """The fields of the one `@misc` entry of a text, without the braces around each.

    Braces count even behind a backslash. Raises ValueError for what BibTeX would refuse or skip, and for characters
    that TeX would take for commands.
    """
    head = _HEAD.match(entry)
    if head is None or head[1] != "misc":
        raise ValueError(f"no @misc entry with a key begins here: {entry[:60]!r}")
    found: dict[str, str] = {}
    place = head.end()
    while entry[place:] != "}\n":
        field = _FIELD.match(entry, place)
        if field is None or field[1] in found:
            raise ValueError(f"no field of a new name begins here: {entry[place : place + 60]!r}")
        place = field.end()
        if field["macro"]:
            value = field["macro"]
        else:
            start, depth = place, 1
            while depth:
                if place == len(entry):
                    raise ValueError(f"the braces of {field[1]} are never closed")
                depth += {"{": 1, "}": -1}.get(entry[place], 0)
                place += 1
            value = entry[start : place - 1]
        if field[1] not in _VERBATIM and (command := _UNESCAPED.search(value)):
            raise ValueError(f"TeX takes {command[0]!r} in {field[1]} for a command: {value!r}")
        if "\n" in value or entry[place : place + 2] != ",\n":
            raise ValueError(f"{field[1]} does not end with its line: {value[-60:]!r}")
        found[field[1]] = value
        place += 2
    return found
