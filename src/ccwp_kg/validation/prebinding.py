"""Binding variables of a query beforehand, as SHACL's appendix A defines it: by values joined into every group.

An engine's own substitution binds the outermost group only, so that `{ FILTER ($this = ex:x) }` inside another group
would never see the value.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from ccwp_kg.validation.terms import Term

# Strings, IRIs and comments are passed over; of the braces those count that open a group, not a sub-select around one.
_TOKENS = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""'
    r"|'''(?:[^'\\]|\\.|'(?!''))*'''"
    r'|"(?:[^"\\\n\r]|\\.)*"'
    r"|'(?:[^'\\\n\r]|\\.)*'"
    r'|<[^<>"{}|^`\\\x00-\x20]*>'
    r"|#[^\n\r]*"
    r"|\{(?!(?:\s|#[^\n\r]*[\n\r])*SELECT\b)",
    re.IGNORECASE | re.DOTALL,
)


def prebound(query: str, values: Mapping[str, Term]) -> str:
    """The query with the variables of these names bound to these IRIs or literals in every group.

    >>> from pyoxigraph import NamedNode
    >>> prebound("SELECT $this WHERE { $this ?p 1 }", {"this": NamedNode("http://example.org/a")})
    'SELECT $this WHERE { VALUES (?this) { (<http://example.org/a>) } $this ?p 1 }'
    """
    if not values:
        return query
    names = " ".join(f"?{name}" for name in values)
    row = " ".join(str(value) for value in values.values())
    return f" VALUES ({names}) {{ ({row}) }}".join(_around_group_openings(query))


@lru_cache(maxsize=1024)
def _around_group_openings(query: str) -> tuple[str, ...]:
    places = [match.end() for match in _TOKENS.finditer(query) if match[0] == "{"]
    return tuple(query[start:end] for start, end in zip([0, *places], [*places, len(query)], strict=True))
