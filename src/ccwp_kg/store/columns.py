"""The columns of `SELECT *` in the order of writing; SPARQL 1.1 §18.2.4.4 leaves it open, and readers expect that."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ccwp_kg.sparql_text import tokens
from ccwp_kg.sparql_text.outline import first_keyword

_MOST_CHARACTERS = 100_000
"""Of a query; a longer one keeps the order of the engine."""
_ALL = re.compile(r"\bSELECT\s*(?:DISTINCT\s*|REDUCED\s*)?\*", re.IGNORECASE)


def named_in_order(query: str, names: Sequence[str]) -> str | None:
    """A query for all variables that names them as they come in its text; `names` are those of its answer.

    None where they have that order, where it asks for some of them, where its text is long or tells no order of them.

    >>> named_in_order("SELECT * { ?s ?p ?o MINUS { ?x ?p 1 } }", ["o", "p", "s"])
    'SELECT ?s ?p ?o { ?s ?p ?o MINUS { ?x ?p 1 } }'
    >>> named_in_order("SELECT (COUNT(*) AS ?n) { { SELECT * { ?s ?p ?o } } }", ["n"])
    """
    if len(query) > _MOST_CHARACTERS or _ALL.search(query) is None:
        return None
    words = tuple(tokens(query))
    place, first = first_keyword(words)
    place += 2 if words[place + 1].keyword in ("DISTINCT", "REDUCED") else 1
    if first.keyword != "SELECT" or words[place].text != "*":
        return None
    star, written = words[place], (word.text[1:] for word in words[place:] if word.kind == "var")
    known = frozenset(names)
    order = [name for name in dict.fromkeys(written) if name in known]
    if len(order) < len(names) or order == [*names]:
        return None
    return f"{query[: star.start]}{' '.join(f'?{name}' for name in order)}{query[star.end :]}"
