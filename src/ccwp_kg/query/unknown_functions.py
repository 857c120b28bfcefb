"""Functions that a query calls and no SPARQL engine here knows, named beside an answer.

SPARQL 1.1 §17.6: a call of such a function is an error, and §17.3: an error leaves its variable without a value and its
filter without a solution. An answer does not show that.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from pyoxigraph import Store

from ccwp_kg.sparql_text import NOTHING, SparqlToken, outline

_MOST = 10


def unknown_functions(text: str) -> tuple[str, ...]:
    """The names, as they stand in a query that parses, of the first few functions that the engine does not know.

    >>> unknown_functions("PREFIX f: <urn:f:> SELECT (f:x(1) AS ?x) { ?s f:p (1) FILTER <urn:g>(?s) }")
    ('f:x', '<urn:g>')
    """
    query = outline(text)
    called = dict.fromkeys(_called(query.tokens[query.keyword :]))
    return tuple(name for name in [*called][:_MOST] if not _is_known(query.prologue, name))


def _called(words: Sequence[SparqlToken]) -> Iterator[str]:
    """The names before a bracket of an expression; before that of a collection stands a predicate (§4.2.3)."""
    open_brackets = [""]
    before = ""
    for word, after in pairwise((*words, NOTHING)):
        is_value = open_brackets[-1] in ("", "value")
        if word.kind in ("iri", "name") and after.text == "(" and (is_value or before in ("FILTER", "BY", "HAVING")):
            yield word.text
            before = "CALL"
        elif word.opens:
            is_value = word.text == "(" and (is_value or before not in ("", "A"))
            open_brackets.append("value" if is_value else word.text)
            before = ""
        else:
            if word.closes and len(open_brackets) > 1:
                open_brackets.pop()
            before = word.keyword


def _is_known(prologue: str, name: str) -> bool:
    """Whether the engine runs a query that calls the function; the query has nothing to run over."""
    try:
        Store().query(f"{prologue} ASK {{ FILTER({name}(1)) }}", base_iri="http://localhost/")
    except RuntimeError:
        return False
    return True
