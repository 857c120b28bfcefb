"""Binding variables of a query beforehand, as SHACL's appendix A defines it: by values joined into every group.

An engine's own substitution binds the outermost group only, so that `{ FILTER ($this = ex:x) }` inside another group
would never see the value.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from ccwp_kg.validation.terms import Term

_SKIPPED = (
    r'"""(?:[^"\\]|\\.|"(?!""))*"""'
    r"|'''(?:[^'\\]|\\.|'(?!''))*'''"
    r'|"(?:[^"\\\n\r]|\\.)*"'
    r"|'(?:[^'\\\n\r]|\\.)*'"
    r'|<[^<>"{}|^`\\\x00-\x20]*>'
    r"|#[^\n\r]*"
)
_STRINGS_AND_COMMENTS = re.compile(_SKIPPED, re.DOTALL)
# Of the braces those count that open a group, not a sub-select around one.
_TOKENS = re.compile(rf"{_SKIPPED}|\{{(?!(?:\s|#[^\n\r]*[\n\r])*SELECT\b)", re.IGNORECASE | re.DOTALL)
_AGGREGATE = re.compile(r"\b(?:COUNT|SUM|MIN|MAX|AVG|SAMPLE|GROUP_CONCAT)\s*\(|\bGROUP\s+BY\b", re.IGNORECASE)
_GROUP_BY_THIS = re.compile(r"\bGROUP\s+BY\s+[$?]this\b", re.IGNORECASE)
_NOT_FOR_MANY = re.compile(r"\b(?:LIMIT|OFFSET|MINUS|VALUES|SERVICE)\b", re.IGNORECASE)
_SELECT = re.compile(r"\bSELECT\b", re.IGNORECASE)


def prebound(query: str, names: Sequence[str], rows: Iterable[Sequence[Term]]) -> str:
    """The query with the variables of these names bound to each row of IRIs or literals, in every group.

    >>> from pyoxigraph import NamedNode
    >>> prebound("SELECT $this WHERE { $this ?p 1 }", ["this"], [[NamedNode("http://example.org/a")]])
    'SELECT $this WHERE { VALUES (?this) { (<http://example.org/a>) } $this ?p 1 }'
    """
    if not names:
        return query
    variables = " ".join(f"?{name}" for name in names)
    values = " ".join(f"({' '.join(map(str, row))})" for row in rows)
    return f" VALUES ({variables}) {{ {values} }}".join(_around_group_openings(query))


def can_be_asked_for_many(query: str) -> bool:
    """Whether the query finds for many values of `$this` at once what it finds for each of them alone.

    That holds for patterns and filters, and for groups by `$this`; not where rows are counted across groups or cut
    off, nor, to be safe, where queries are nested, and never where SHACL-SPARQL forbids what the query does (§5.2.1).
    """
    words = _STRINGS_AND_COMMENTS.sub(" ", query)
    counts = _AGGREGATE.search(words) is None or _GROUP_BY_THIS.search(words) is not None
    return counts and _NOT_FOR_MANY.search(words) is None and len(_SELECT.findall(words)) == 1


@lru_cache(maxsize=1024)
def _around_group_openings(query: str) -> tuple[str, ...]:
    places = [match.end() for match in _TOKENS.finditer(query) if match[0] == "{"]
    return tuple(query[start:end] for start, end in zip([0, *places], [*places, len(query)], strict=True))
