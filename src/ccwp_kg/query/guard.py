"""Which queries may run: none that changes data, calls another server, or is built to break the engine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ccwp_kg.errors import QueryRefused
from ccwp_kg.settings import Settings
from ccwp_kg.sparql_text import (
    NOTHING,
    Lookup,
    QueryKind,
    QueryOutline,
    SparqlToken,
    UnambiguousText,
    first_keyword,
    outline,
    read_lookup,
    unambiguous,
)
from ccwp_kg.store import Dataset

_UPDATES = frozenset(["INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"])
_OPERATORS = frozenset(["||", "&&", "!", "/", "|", "^", "+", "-", "*", "=", "!=", "<=", ">=", "<", ">", "?"])
_JOINED = ("FILTER", "BIND", "OPTIONAL", "MINUS", "UNION")
_VOLATILE = ("NOW", "RAND", "UUID", "BNODE")
_TERMS = frozenset(["var", "string", "langtag", "number", "iri", "name"])
_ROWS = "data"
"""The mark for a bracket around the rows of VALUES, which hold no pattern."""


class UpdateRefused(QueryRefused):
    """The text changes data, and this endpoint only reads."""


class ServiceRefused(QueryRefused):
    """The text calls another endpoint, and this server calls none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The limits of one query: characters, nested brackets, joined patterns, chained operators, graphs of its dataset.

    `length` counts what stands outside of the rows of VALUES, `row_bytes` what stands inside: they hold nothing but
    terms, which make no query harder to read or to plan. With a comment or anything else in them they count as outside.

    Measured with pyoxigraph 0.5.13 on a stack of 2 MB: from 128 nested function calls, 250 joined patterns or 1,000
    chained operators on, a query of some kilobytes ends the process or is planned for minutes.
    """

    length: int = 20_000
    row_bytes: int = 1_000_000
    depth: int = 64
    patterns: int = 120
    operators: int = 400
    graphs: int = 100
    graph_characters: int = 32_000

    @classmethod
    def of_settings(cls, settings: Settings) -> Limits:
        """The limits that the settings give; those of the dataset keep their defaults."""
        return cls(
            length=settings.max_query_length,
            row_bytes=settings.max_query_row_bytes,
            depth=settings.max_query_depth,
            patterns=settings.max_query_patterns,
            operators=settings.max_query_operators,
        )


@dataclass(frozen=True, slots=True)
class CheckedQuery:
    """A query that may run.

    `text` is the text to run: as it was sent, with codepoint escapes decoded (SPARQL 1.1 §19.2). `is_volatile`: two
    runs may differ, because the query uses the time, random numbers or fresh names, or makes blank nodes. `lookup`: the
    query is no more than that.
    """

    text: str
    kind: QueryKind
    is_volatile: bool
    lookup: Lookup | None = None


def check(text: str, *, limits: Limits) -> CheckedQuery:
    """The query, checked.

    Raises UpdateRefused, ServiceRefused, QueryTooLarge or QueryRefused where it may not run, each with the reason, and
    QuerySyntaxError where the text does not begin like a query.

    Each limit is first held against what the text has at most, which is counted in no time; nearly all queries pass.
    """
    lookup = read_lookup(text, patterns=limits.patterns - 2) if len(text) <= limits.length else None
    if lookup is not None:
        return CheckedQuery(text, lookup.kind, is_volatile=False, lookup=lookup)
    reading = unambiguous(text, length=limits.length, row_bytes=limits.row_bytes)
    _, first = first_keyword(reading.words)
    if first.keyword in _UPDATES:
        raise UpdateRefused(
            f"{first.keyword} changes data, and this endpoint only reads; send SELECT, ASK, CONSTRUCT or DESCRIBE"
        )
    query = outline(reading.decoded, reading.words)
    capitals = reading.decoded.upper()
    if "SERVICE" in capitals:
        _refuse_service(reading)
    if sum(map(capitals.count, "{([")) > limits.depth:
        _refuse_depth(reading, limits)
    most = sum(map(capitals.count, (*_JOINED, ".", ";", ",", "{", "["))) + 2 * len(reading.words)
    if most > limits.patterns and _patterns(reading.words) > limits.patterns:
        raise QueryRefused(
            f"the query joins more than {limits.patterns} patterns, the limit here; ask in smaller pieces"
        )
    marks = (*reading.words, *reading.hidden)
    if (
        len(marks) > limits.operators
        and sum(w.kind == "mark" and w.text in _OPERATORS for w in marks) > limits.operators
    ):
        raise QueryRefused(f"the query chains more than {limits.operators} operators, the limit here; shorten it")
    names_volatile = any(name in capitals for name in _VOLATILE)
    is_volatile = names_volatile and any(word.keyword.endswith(_VOLATILE) for word in reading.words)
    return CheckedQuery(reading.text, query.kind, is_volatile or (query.kind == "CONSTRUCT" and _makes_nodes(query)))


def _refuse_depth(reading: UnambiguousText, limits: Limits) -> None:
    """Refuse brackets within brackets; those inside what an engine may read as a comparison count as open."""
    depth = sum(word.opens for word in reading.hidden)
    for word in reading.words:
        depth = max(0, depth + word.opens - word.closes)
        if depth > limits.depth:
            raise QueryRefused(f"brackets nest deeper than {limits.depth}, the limit here; flatten the query")


def check_dataset(dataset: Dataset, *, limits: Limits) -> None:
    """Refuse a dataset of too many graphs, or of names that are too long together (SPARQL 1.1 Protocol §2.1.4)."""
    graphs = (*dataset.default_graphs, *dataset.named_graphs)
    if len(graphs) > limits.graphs:
        raise QueryRefused(f"the request names {len(graphs)} graphs; {limits.graphs} is the limit here, so name fewer")
    length = sum(len(graph.value) for graph in graphs)
    if length > limits.graph_characters:
        raise QueryRefused(
            f"the names of the graphs have {length} characters; {limits.graph_characters} is the limit here, "
            "so name fewer"
        )


def _refuse_service(reading: UnambiguousText) -> None:
    """Refuse SERVICE, also where no white space separates it from its neighbours.

    An engine may read `trueSERVICE<x>` as two words, and `SERVICE:x {` as a call of `:x`; where the prefix is declared,
    `service:x {` as well. So `service:` may be a prefix only where no group follows, or after GRAPH or FROM.
    """
    before = ""
    for word, after in pairwise((*reading.words, NOTHING)):
        is_call = "SERVICE" in word.keyword
        if word.kind == "name" and after.text == "{" and before not in ("GRAPH", "FROM", "NAMED"):
            is_call = "SERVICE" in word.text.upper().partition(":")[0]
        if is_call:
            line, column = reading.place(word)
            raise ServiceRefused(
                f"SERVICE at line {line}, column {column} calls another endpoint, and this one calls none; "
                "run the federated part on your side"
            )
        before = word.keyword


def _patterns(words: Sequence[SparqlToken]) -> int:
    """The number of joined patterns, rather too high than too low; the rows of VALUES do not count."""
    open_brackets: list[str] = []
    found, is_values = 0, False
    for last, before, word in zip((NOTHING, NOTHING, *words), (NOTHING, *words), words, strict=False):
        inner = open_brackets[-1] if open_brackets else ""
        if word.kind == "word":
            is_values = word.keyword.endswith("VALUES")
            found += sum(word.keyword.count(keyword) for keyword in _JOINED)
        elif word.kind == "name":
            found += word.text.partition(":")[0].count(".")  # to some engines `true.a:b` is three words
        elif word.closes:
            del open_brackets[-1:]
        elif word.kind == "mark" and word.text in ".;,":
            found += inner != "("
        if _ROWS not in open_brackets:
            is_signed = before.text in ("+", "-") and before.start + 1 == word.start
            follows = last if is_signed and last.end < before.start else before
            found += 2 * _is_item(follows, word, inner)
        if word.opens:
            found += word.text != "("
            open_brackets.append(_ROWS if is_values and word.text == "{" else word.text)
            is_values = is_values and word.text == "("
    return found


def _is_item(before: SparqlToken, word: SparqlToken, inner: str) -> bool:
    """Whether this may be an item of a collection, which is two patterns (SPARQL 1.1 §4.2.3)."""
    begins = word.kind in _TERMS - {"langtag"} or word.text in ("(", "[")
    ends = before.kind in _TERMS or before.text in (")", "]")
    if inner == "(":
        return begins and ends
    return word.text == "(" and (before.kind != "word" or before.text == "a")


def _makes_nodes(query: QueryOutline) -> bool:
    """Whether the template of a CONSTRUCT makes blank nodes, new ones with each run (SPARQL 1.1 §16.2.1)."""
    if not query.groups:
        return True
    opening, closing = query.groups[0]
    # RDF 1.2 names a statement by a new node: `<<`, `~` and `{|`.
    return any(
        word.text in ("[", "(", "~", "|") or word.text.startswith("_:") or (before.text == word.text == "<")
        for before, word in pairwise(query.tokens[opening:closing])
    )
