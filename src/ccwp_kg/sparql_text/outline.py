"""A query cut where SPARQL 1.1 §19.8 cuts it: prologue, keyword, dataset clauses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Literal

from ccwp_kg.errors import QuerySyntaxError
from ccwp_kg.sparql_text.tokens import NOTHING, SparqlToken, depths, place, tokens

QueryKind = Literal["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"]

_KINDS: dict[str, QueryKind] = {"SELECT": "SELECT", "ASK": "ASK", "CONSTRUCT": "CONSTRUCT", "DESCRIBE": "DESCRIBE"}
_RELATIVE = re.compile(r"<(?![A-Za-z][A-Za-z0-9+.-]*:)")


@dataclass(frozen=True, slots=True)
class DatasetClause:
    """FROM or FROM NAMED with its graph as written; `first` and `after` count tokens."""

    graph: str
    is_named: bool
    first: int
    after: int


@dataclass(frozen=True, slots=True)
class QueryOutline:
    """A query, its tokens, and which of them is the keyword that tells its kind."""

    text: str
    tokens: tuple[SparqlToken, ...]
    keyword: int
    kind: QueryKind
    dataset_clauses: tuple[DatasetClause, ...]

    @property
    def has_relative_iri(self) -> bool:
        """Whether an IRI in it needs a base (RFC 3986 §4.2: it has no scheme), or may, in rows of VALUES."""
        return any(word.kind in ("iri", "rows") and _RELATIVE.search(word.text) for word in self.tokens)

    @property
    def prologue(self) -> str:
        """BASE and PREFIX declarations, as they stand."""
        return self.text[: self.tokens[self.keyword].start]

    @property
    def groups(self) -> tuple[tuple[int, int], ...]:
        """The tokens that open and close each outermost `{…}` after the keyword; one without an end is left out."""
        found, opening, depth = [], 0, 0
        for position in range(self.keyword, len(self.tokens)):
            word = self.tokens[position]
            if depth == 0 and word.text == "{":
                opening = position
            depth += word.opens - word.closes
            if depth == 0 and word.text == "}":
                found.append((opening, position))
        return tuple(found)

    def text_of(self, clause: DatasetClause) -> str:
        """A dataset clause as written."""
        return self.text[self.tokens[clause.first].start : self.tokens[clause.after - 1].end]

    def without_dataset(self, start: int, end: int | None = None) -> str:
        """The text from one offset to another without dataset clauses; a comment at its end stays one."""
        pieces, done = [], start
        for clause in self.dataset_clauses:
            place_of_clause = self.tokens[clause.first].start
            if start <= place_of_clause and (end is None or place_of_clause < end):
                pieces.append(self.text[done:place_of_clause])
                done = self.tokens[clause.after - 1].end
        return " ".join([*pieces, self.text[done:end]]) + "\n"


def first_keyword(words: Iterable[SparqlToken]) -> tuple[int, SparqlToken]:
    """The first token after the prologue (§19.8, rules 4 to 6) and how many stand before it; NOTHING at the end.

    >>> first_keyword(tokens("PREFIX ask: <urn:x:> BASE <urn:y> ASK {}"))
    (5, SparqlToken(kind='word', text='ASK', start=34))
    """
    position = 0
    for word in words:
        if word.kind not in ("iri", "name") and word.keyword not in ("PREFIX", "BASE"):
            return position, word
        position += 1
    return position, NOTHING


def outline(text: str, words: Sequence[SparqlToken] | None = None) -> QueryOutline:
    """The outline of a query; `words` are its tokens, where they are known.

    Raises QuerySyntaxError where the text does not begin like a query.
    """
    found = tuple(tokens(text) if words is None else words)
    position, first = first_keyword(found)
    if first is NOTHING:
        raise QuerySyntaxError("the query is empty; expected SELECT, ASK, CONSTRUCT or DESCRIBE", line=1, column=1)
    kind = _KINDS.get(first.keyword)
    if kind is None:
        line, column = place(text, first.start)
        reason = f"expected SELECT, ASK, CONSTRUCT or DESCRIBE, found '{first.text[:40]}'"
        raise QuerySyntaxError(reason, line=line, column=column)
    clauses = tuple(_dataset_clauses(found)) if "FROM" in text.upper() else ()
    return QueryOutline(text, found, position, kind, clauses)


def _dataset_clauses(words: Sequence[SparqlToken]) -> Iterator[DatasetClause]:
    """FROM and FROM NAMED outside of brackets (SPARQL 1.1 §13.2)."""
    for first, (word, depth) in enumerate(zip(words, depths(words), strict=True)):
        if depth == 0 and word.keyword == "FROM":
            is_named = [each.keyword for each in words[first + 1 : first + 2]] == ["NAMED"]
            after = first + 2 + is_named
            if after <= len(words) and words[after - 1].kind in ("iri", "name"):
                yield DatasetClause(words[after - 1].text, is_named, first, after)


def undeclared_prefixes(text: str) -> frozenset[str]:
    """The prefixes of names in a text that it does not declare; neither blank nodes nor broken IRIs have one.

    >>> undeclared_prefixes('PREFIX a: <urn:x:> ASK { _:b a:c d:e , "f:g" }')
    frozenset({'d'})
    >>> undeclared_prefixes('ASK { <http://x.example/a b> ?p ?o }')
    frozenset()
    """
    used: set[str] = set()
    declared: set[str] = set()
    before = mark = ""
    for word in chain.from_iterable(tokens(each.text) if each.kind == "rows" else (each,) for each in tokens(text)):
        is_iri = mark == "<" and word.text.endswith(":")  # one with a character that no IRI may hold
        if word.kind == "name" and not word.text.startswith("_:") and not is_iri:
            (declared if before == "PREFIX" else used).add(word.text.partition(":")[0])
        before, mark = word.keyword, word.text
    return frozenset(used - declared)
