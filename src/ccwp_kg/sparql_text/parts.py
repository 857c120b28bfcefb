"""The pattern of a query in parts that are joined or applied one after another (SPARQL 1.1 §18.2.2)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from ccwp_kg.sparql_text.outline import QueryOutline
from ccwp_kg.sparql_text.tokens import SparqlToken
from ccwp_kg.sparql_text.triples import TriplePattern, TripleReader, Unread, joined_text

PartKind: TypeAlias = Literal[
    "triple", "group", "union", "graph", "subquery", "values", "filter", "optional", "minus", "bind"
]

JOINED: frozenset[PartKind] = frozenset(["triple", "group", "union", "graph", "subquery", "values"])
"""The parts that are joined: where one of them has no solution, or some of them none in common, there is no answer."""
_KEYWORDS: dict[str, PartKind] = {
    "OPTIONAL": "optional",
    "MINUS": "minus",
    "FILTER": "filter",
    "BIND": "bind",
    "VALUES": "values",
}


_BEFORE_BRACKET = {"OPTIONAL": (1, "{"), "MINUS": (1, "{"), "GRAPH": (2, "{"), "BIND": (1, "(")}
"""Keyword → how many tokens after it a bracket opens, and which."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a group.

    `text` can be asked in a group of its own, `shown` is as it was written; `start` is its offset in the query.
    `triple`: its terms, where it is one. `inside`: the tokens between the braces of a plain group or of GRAPH, and
    `graph` the name before those.
    """

    kind: PartKind
    text: str
    shown: str
    start: int
    triple: TriplePattern | None = None
    inside: tuple[SparqlToken, ...] = ()
    graph: SparqlToken | None = None

    @property
    def is_joined(self) -> bool:
        """Whether it is joined with the others: if it has no solution by itself, the group has none."""
        return self.kind in JOINED


def where_of(query: QueryOutline) -> tuple[SparqlToken, ...] | None:
    """The tokens of the WHERE group, braces included; None where a query has none, as a DESCRIBE may."""
    has_template = query.kind == "CONSTRUCT" and query.tokens[query.keyword + 1].text == "{"
    groups = query.groups[has_template:]
    return query.tokens[groups[0][0] : groups[0][1] + 1] if groups else None


def parts_of(text: str, words: Sequence[SparqlToken]) -> tuple[Part, ...]:
    """The parts of a group in their order, from the tokens between its braces. Raises Unread.

    >>> from ccwp_kg.sparql_text import tokens
    >>> query = "?a <p> 1 ; <q> ?b FILTER(?b > 2) OPTIONAL { ?b <r> ?c }"
    >>> [(part.kind, part.text) for part in parts_of(query, tuple(tokens(query)))][:2]
    [('triple', '?a <p> 1'), ('triple', '?a <q> ?b')]
    """
    if words and words[0].keyword == "SELECT":
        written = f"{{ {joined_text(words)} }}"
        return (Part("subquery", written, written, words[0].start),)
    return tuple(_parts(text, words))


def _parts(text: str, words: Sequence[SparqlToken]) -> Iterator[Part]:
    place = 0
    reader = TripleReader(text)
    while place < len(words):
        word = words[place]
        if word.text == ".":
            place += 1
            continue
        end = _end(words, place)
        if end is None:
            found, place = reader.read(words, place)
            for triple in found:
                yield Part("triple", triple.text, triple.shown, triple.start, triple)
            if place < len(words) and words[place].text not in (".", "{") and not words[place].keyword:
                raise Unread(f"'{words[place].text}' is not read here")  # two subjects without a dot between
            continue
        yield _part(words[place:end])
        place = end


def _part(words: Sequence[SparqlToken]) -> Part:
    first, written = words[0], joined_text(words)
    if first.text == "{":
        is_union = _closing(words, 0) < len(words) - 1
        kind: PartKind = "union" if is_union else "subquery" if words[1].keyword == "SELECT" else "group"
        return Part(kind, written, written, first.start, inside=tuple(words[1:-1]) if kind == "group" else ())
    if first.keyword == "GRAPH":
        return Part("graph", written, written, first.start, inside=tuple(words[3:-1]), graph=words[1])
    return Part(_KEYWORDS[first.keyword], written, written, first.start)


def _end(words: Sequence[SparqlToken], place: int) -> int | None:
    """Where the part ends that begins at a place and is no triple; None where triples begin."""
    word = words[place]
    if word.text == "{":
        end = _closing(words, place) + 1
        while end < len(words) and words[end].keyword == "UNION":
            end = _closing(words, _expect(words, end + 1, "{")) + 1
        return end
    keyword = word.keyword
    if keyword in _BEFORE_BRACKET:
        distance, bracket = _BEFORE_BRACKET[keyword]
        return _closing(words, _expect(words, place + distance, bracket)) + 1
    if keyword == "VALUES":
        after = _closing(words, place + 1) + 1 if words[place + 1].text == "(" else place + 2
        return _closing(words, _expect(words, after, "{")) + 1
    if keyword == "FILTER":
        return _end_of_filter(words, place + 1)
    if keyword and keyword not in ("TRUE", "FALSE"):
        raise Unread(f"'{word.text}' is not read here")
    return None


def _end_of_filter(words: Sequence[SparqlToken], place: int) -> int:
    while place < len(words) and words[place].keyword in ("NOT", "EXISTS"):
        place += 1
    if place < len(words) and not words[place].opens:  # the name of a function
        place += 1
    if place >= len(words) or not words[place].opens:
        raise Unread("a FILTER is not read here")
    return _closing(words, place) + 1


def _expect(words: Sequence[SparqlToken], place: int, bracket: str) -> int:
    if place >= len(words) or words[place].text != bracket:
        raise Unread(f"there is no '{bracket}' where one was expected")
    return place


def _closing(words: Sequence[SparqlToken], opening: int) -> int:
    depth = 0
    for place in range(opening, len(words)):
        depth += words[place].opens - words[place].closes
        if depth == 0:
            return place
    raise Unread("a bracket does not close")
