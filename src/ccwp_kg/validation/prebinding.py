"""Binding variables of a query beforehand, as SHACL's appendix A defines it: by values joined into every group.

An engine's own substitution binds the outermost group only, so that `{ FILTER ($this = ex:x) }` inside another group
would never see the value.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from ccwp_kg.sparql_text import tokens
from ccwp_kg.validation.terms import Term

_AGGREGATES = frozenset(["COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT"])
_NOT_FOR_MANY = frozenset(["LIMIT", "OFFSET", "MINUS", "VALUES", "SERVICE"])


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
    words = [token.text.upper() for token in tokens(query)]
    pairs = list(pairwise(words))
    counts = ("GROUP", "BY") in pairs or any(word in _AGGREGATES and after == "(" for word, after in pairs)
    by_this = any(
        pair == ("GROUP", "BY") and after[1:] == "THIS" for pair, after in zip(pairs, words[2:], strict=False)
    )
    return (by_this or not counts) and _NOT_FOR_MANY.isdisjoint(words) and words.count("SELECT") == 1


@lru_cache(maxsize=1024)
def _around_group_openings(query: str) -> tuple[str, ...]:
    """The query cut behind each brace that opens a group; one that opens a sub-select opens none."""
    pairs = pairwise(tokens(query))
    places = [token.end for token, after in pairs if token.text == "{" and after.keyword != "SELECT"]
    return tuple(query[start:end] for start, end in zip([0, *places], [*places, len(query)], strict=True))
