"""Pre-binds variables of a query as SHACL's appendix A defines: joins their values into every group.

The substitution of an engine binds the outermost group only: `{ FILTER ($this = ex:x) }` inside another group would not
see the value.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from ccwp_kg.sparql_text import tokens
from ccwp_kg.validation.terms import Term

_AGGREGATES = frozenset(["COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT"])
_NOT_FOR_MANY = frozenset(
    [*("LIMIT", "OFFSET", "MINUS", "VALUES", "SERVICE", "GRAPH"), *("$CURRENTSHAPE", "?CURRENTSHAPE")]
)


def prebound(query: str, names: Sequence[str], rows: Iterable[Sequence[Term]]) -> str:
    """The query with variables bound in every group to each row of IRIs or literals.

    >>> from pyoxigraph import NamedNode
    >>> prebound("SELECT $this WHERE { $this ?p 1 }", ["this"], [[NamedNode("http://example.org/a")]])
    'SELECT $this WHERE { VALUES (?this) { (<http://example.org/a>) } $this ?p 1 }'
    """
    if not names:
        return query
    variables = " ".join(f"?{name}" for name in names)
    values = " ".join(f"({' '.join(map(str, row))})" for row in rows)
    return joined_into_groups(query, f"VALUES ({variables}) {{ {values} }}")


def joined_into_groups(query: str, pattern: str) -> str:
    """The query with a pattern at the beginning of every group.

    >>> joined_into_groups("ASK { ?a ?b 1 FILTER NOT EXISTS { ?a ?b 2 } }", "GRAPH ?g { ?x ?y ?a }")
    'ASK { GRAPH ?g { ?x ?y ?a } ?a ?b 1 FILTER NOT EXISTS { GRAPH ?g { ?x ?y ?a } ?a ?b 2 } }'
    """
    return f" {pattern}".join(_around_group_openings(query))


def can_be_asked_for_many(query: str) -> bool:
    """Whether the query finds for many values of `$this` at once what it finds for each value alone.

    This holds for patterns, filters and groups by `$this`. It does not hold for aggregates over several values, for
    LIMIT and OFFSET, for what SHACL-SPARQL forbids (§5.2.1) or binds beside, and to be safe, for nested queries and
    named graphs.
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
    """The query split behind each brace that opens a group. A brace before a sub-select opens none."""
    pairs = pairwise(tokens(query))
    places = [token.end for token, after in pairs if token.text == "{" and after.keyword != "SELECT"]
    return tuple(query[start:end] for start, end in zip([0, *places], [*places, len(query)], strict=True))
