"""Why a query does not parse, as one sentence, from what the engine says of it and of its parts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from pyoxigraph import Store

from ccwp_kg.errors import QuerySyntaxError
from ccwp_kg.sparql_text.tokens import NOTHING, SparqlToken, place, tokens

_WHITE = re.compile(r"\s+")
_PLACE = re.compile(r"error at \d+:(\d+): ")
_GAP = " " * 24
"""More than the longest keyword: where the engine finds none, it names the end that the keyword would have."""
_SPACED = frozenset("{}()[];,.")
_AGGREGATES = frozenset(("COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT"))
_GROUPED = "is neither in GROUP BY nor in an aggregate, while the query groups"
_OF_GROUPS = {
    "The SELECT contains a variable that is unbound": f"a variable that is asked for {_GROUPED}",
    "The SELECT contains an expression with a variable that is unbound": f"a variable in SELECT {_GROUPED}",
    "SELECT * is not authorized with GROUP BY": "the query groups, and asks for every variable; name them in a SELECT",
    "Unexpected aggregate": "an aggregate stands where nothing is grouped",
}
_OTHER_RULES = {
    "The SELECT overrides an existing variable": "SELECT gives a variable a second value; take another after AS",
    "Duplicated variable name in SELECT": "SELECT names a variable twice",
    "BIND is overriding an existing variable": "BIND gives a variable a second value; take another after AS",
    "The VALUES clause rows should have exactly": (
        "a row of VALUES has more or fewer values than there are variables; UNDEF stands for no value"
    ),
    "Repeated variables are not allowed in VALUES": "VALUES names a variable twice",
}
_TOO_LARGE = "should be a non negative integer"  # which the engine says of one that has more than 64 bits
_RULES = _OF_GROUPS | _OTHER_RULES
"""What the engine says of a rule outside the grammar → the same in words; it tells no place of it."""


def syntax_error(error: SyntaxError, query: str, base_iri: str) -> QuerySyntaxError:
    """The engine's error as one sentence: the rule that is broken, else the token that cannot stand at its place.

    The engine names the place up to which it looked, which may lie far behind its cause. So it is asked again with
    gaps between the tokens, so wide that it looks no further than the token at which it stops; and with the text that
    ends there, as it names a broken rule where nothing follows.
    """
    if not _PLACE.match(str(error)):
        return QuerySyntaxError(f"the query does not parse: {_WHITE.sub(' ', str(error))}")
    words = [*_flat(query)]
    token = _stopped_at(words, base_iri)
    ends = (token.start, token.end) if token else (len(query),)
    said = " ".join(_failure(query[:end], base_iri) for end in ends)
    rule = next((rule for rule in _RULES if rule in said), None)
    aggregate = _in_a_condition(words) if rule in _OF_GROUPS else None
    if aggregate:
        return _at(query, aggregate.start, f"{aggregate.keyword} stands in FILTER or BIND, where no aggregate may")
    if rule:
        return QuerySyntaxError(f"the query does not parse: {_RULES[rule]}")
    if token and "IRI parsing failed" in said:
        start = query.rfind("<", 0, token.end)
        return _at(query, start, f"{_shown(query[start : token.end])} is no IRI")
    if token is None:
        return _at(query, len(query), "the query ends too early")
    reason = f"unexpected {_shown(token.text)}"
    if _TOO_LARGE in said:
        reason = f"{_shown(token.text)} is too large; {2**64 - 1} is the most that may stand there"
    elif _is_of_another_group(token, words, base_iri):
        reason = f"{_shown(token.text)} is a blank node of another group; take a variable"
    return _at(query, token.start, reason)


def _failure(text: str, base_iri: str) -> str:
    """What the engine's parser says of a text; empty where it takes it. Nothing is evaluated."""
    try:
        # It reads the text before it refuses two default graphs.
        Store().query(text, base_iri=base_iri, use_default_graph_as_union=True, default_graph=[])
    except SyntaxError as error:
        return str(error)
    except ValueError:
        pass
    return ""


def _flat(query: str) -> Iterator[SparqlToken]:
    """The tokens of a query, also those in rows of VALUES."""
    for word in tokens(query):
        found = tokens(word.text) if word.kind == "rows" else (word._replace(start=0),)
        yield from (each._replace(start=word.start + each.start) for each in found)


def _stopped_at(words: Iterable[SparqlToken], base_iri: str) -> SparqlToken | None:
    """The token at which the engine stops; None for the end of the text."""
    placed: list[tuple[int, SparqlToken]] = []
    text, before = "", NOTHING
    for word in words:
        if before.end != word.start or not _SPACED.isdisjoint((before.text, word.text)):
            text += _GAP
        placed.append((len(text), word))
        text += word.text.replace("\n", " ")
        before = word
    found = _PLACE.match(_failure(text + _GAP, base_iri))
    place_in_text = int(found[1]) - 1 if found else len(text)
    if place_in_text >= len(text) + len(_GAP):
        return None
    return next((word for start, word in reversed(placed) if start <= place_in_text), None)


def _is_of_another_group(token: SparqlToken, words: Sequence[SparqlToken], base_iri: str) -> bool:
    """Whether the engine passes a token that is a blank node where the node has another name (SPARQL 1.1 §4.1.4)."""
    if not token.text.startswith("_:"):
        return False
    other = token._replace(text=f"{token.text}x{len(words)}")
    after = _stopped_at((other if word == token else word for word in words), base_iri)
    return after is None or after.start != token.start


def _in_a_condition(words: Iterable[SparqlToken]) -> SparqlToken | None:
    """The first aggregate in the brackets of a FILTER or BIND, but for those of a group in it; None where none is."""
    conditions = [False]
    before = NOTHING
    for word in words:
        if word.keyword in _AGGREGATES and conditions[-1]:
            return word
        if word.opens:
            conditions.append(word.text == "(" and (conditions[-1] or before.keyword in ("FILTER", "BIND")))
        elif word.closes and len(conditions) > 1:
            conditions.pop()
        before = word
    return None


def _shown(text: str) -> str:
    return f"'{_WHITE.sub(' ', text)[:40]}'"


def _at(query: str, offset: int, reason: str) -> QuerySyntaxError:
    line, column = place(query, offset)
    sentence = f"the query does not parse at line {line}, column {column}: {reason}"
    return QuerySyntaxError(sentence, line=line, column=column)
