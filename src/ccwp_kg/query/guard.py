"""What may run: queries only, nothing that reaches another server, nothing built to break the engine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ccwp_kg.errors import QueryRefused, QuerySyntaxError
from ccwp_kg.query.tokens import Token, place, tokens

Kind = Literal["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"]

_KINDS: dict[str, Kind] = {"SELECT": "SELECT", "ASK": "ASK", "CONSTRUCT": "CONSTRUCT", "DESCRIBE": "DESCRIBE"}
_UPDATES = frozenset(["INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"])
_OPERATORS = frozenset(["||", "&&", "!", "/", "|", "^", "+", "-", "*", "=", "!=", "<=", ">=", "<", ">", "?"])
_OPEN = {"{": "}", "(": ")", "[": "]"}
_JOINED = frozenset(["FILTER", "BIND", "OPTIONAL", "MINUS", "UNION"])


class UpdateRefused(QueryRefused):
    """The text changes data, and this endpoint only reads."""


class ServiceRefused(QueryRefused):
    """The text calls another endpoint, and this server calls none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much a query may hold.

    Measured with pyoxigraph 0.5.13 on a stack of 2 MB: from 128 nested function calls, 250 joined patterns or 1,000
    chained operators on, a query of some kilobytes ends the process or is planned for minutes.
    """

    length: int = 20_000
    depth: int = 64
    patterns: int = 120
    operators: int = 400


@dataclass(frozen=True, slots=True)
class Question:
    """A query that may run, and of which kind it is.

    `is_volatile` where two runs may differ: it asks for the time, for chance or for fresh names.
    """

    text: str
    kind: Kind
    is_volatile: bool


_VOLATILE = frozenset(["NOW", "RAND", "UUID", "STRUUID", "BNODE"])


def check(text: str, *, limits: Limits) -> Question:
    """The query, once it is sure that it may run.

    Raises UpdateRefused, ServiceRefused or QueryRefused where it may not, each with the reason, and QuerySyntaxError
    where it does not even begin like a query.
    """
    if len(text) > limits.length:
        raise QueryRefused(
            f"the query has {len(text)} characters; {limits.length} is the limit here, so ask in smaller pieces"
        )
    words = list(tokens(text))
    kind = _kind(text, words)
    _refuse_escapes(text, words)
    _refuse_service(text, words)
    _refuse_depth(words, limits)
    _refuse_chains(words, limits)
    return Question(text, kind, any(t.kind == "word" and t.text.upper() in _VOLATILE for t in words))


def _kind(text: str, words: Sequence[Token]) -> Kind:
    """The first keyword after the prologue (SPARQL 1.1 §19.8, rules 2 and 29)."""
    for word in words:
        if word.kind in ("iri", "name") or word.text.upper() in ("PREFIX", "BASE"):
            continue
        keyword = word.text.upper()
        if word.kind == "word" and keyword in _KINDS:
            return _KINDS[keyword]
        if word.kind == "word" and keyword in _UPDATES:
            raise UpdateRefused(
                f"{keyword} changes data, and this endpoint only reads; send SELECT, ASK, CONSTRUCT or DESCRIBE"
            )
        line, column = place(text, word.start)
        raise QuerySyntaxError(
            f"expected SELECT, ASK, CONSTRUCT or DESCRIBE, found '{word.text[:40]}'", line=line, column=column
        )
    raise QuerySyntaxError("the query is empty; expected SELECT, ASK, CONSTRUCT or DESCRIBE", line=1, column=1)


def _refuse_escapes(text: str, words: Sequence[Token]) -> None:
    r"""Outside strings, `\u0053ERVICE` may be a keyword to one engine and an error to another (SPARQL 1.1 §19.2)."""
    for word in words:
        if word.text == "\\":
            line, column = place(text, word.start)
            raise QuerySyntaxError("a backslash stands outside of strings and names", line=line, column=column)


def _refuse_service(text: str, words: Sequence[Token]) -> None:
    for word in words:
        if word.kind == "word" and word.text.upper() == "SERVICE":
            line, column = place(text, word.start)
            raise ServiceRefused(
                f"SERVICE at line {line}, column {column} calls another endpoint, and this one calls none; "
                "run the federated part on your side"
            )


def _refuse_depth(words: Sequence[Token], limits: Limits) -> None:
    depth = 0
    for word in words:
        if word.kind != "mark":
            continue
        if word.text in _OPEN:
            depth += 1
            if depth > limits.depth:
                raise QueryRefused(f"brackets nest deeper than {limits.depth}, the limit here; flatten the query")
        elif word.text in "})]":
            depth -= 1


def _refuse_chains(words: Sequence[Token], limits: Limits) -> None:
    """Count what the planner joins, and what an expression or path chains."""
    open_brackets: list[str] = []
    patterns = operators = 0
    for word in words:
        if word.kind == "word" and word.text.upper() in _JOINED:
            patterns += 1
        elif word.kind == "mark" and word.text in _OPEN:
            open_brackets.append(word.text)
            patterns += word.text != "("
        elif word.kind == "mark" and word.text in "})]":
            del open_brackets[-1:]
        elif word.kind == "mark" and word.text in ".;,":
            patterns += open_brackets[-1:] != ["("]
        elif word.kind == "mark" and word.text in _OPERATORS:
            operators += 1
    if patterns > limits.patterns:
        raise QueryRefused(
            f"the query joins more than {limits.patterns} patterns, the limit here; ask in smaller pieces"
        )
    if operators > limits.operators:
        raise QueryRefused(f"the query chains more than {limits.operators} operators, the limit here; shorten it")
