"""The order in which statements are written, so that the same statements give the same bytes."""

from __future__ import annotations

import heapq
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import groupby
from typing import TypeAlias, TypeVar

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from ccwp_kg.namespaces import CCWP, RDF

Subject: TypeAlias = NamedNode | BlankNode | Triple
Term: TypeAlias = Subject | Literal
Statement = TypeVar("Statement", bound=Quad | Triple)

_DIGITS = re.compile(r"[0-9]{1,18}")
_TYPE = RDF.type


@lru_cache(maxsize=4_096)
def natural_key(iri: str) -> str:
    """Sorts IRIs as people count: 5.2 before 5.10, parts under their whole.

    >>> sorted(["a/5.10", "a/5.2/x", "a/5.2"], key=natural_key)
    ['a/5.2', 'a/5.2/x', 'a/5.10']
    """
    # A step that ends comes before one that goes on, and one that goes on with a number before all others.
    return _DIGITS.sub(lambda digits: f"\1{digits[0]:0>18}", iri).replace("/", "\0")


def in_natural_order(things: Iterable[NamedNode]) -> tuple[NamedNode, ...]:
    """Things sorted by their IRIs as people count."""
    return tuple(sorted(things, key=lambda thing: natural_key(thing.value)))


def term_key(term: Term) -> tuple[int, str, str, str]:
    """Sorts the objects of one predicate: IRIs as people count, then literals by value, language and datatype."""
    if isinstance(term, NamedNode):
        return (0, natural_key(term.value), "", "")
    if isinstance(term, Literal):
        return (1, term.value, term.language or "", term.datatype.value)
    return (2, str(term), "", "")


def value_key(predicate: NamedNode, value: Term) -> tuple[int, str, str, str]:
    """Sorts the objects of one predicate as `term_key` does, but of the classes of a thing those of ours come first.

    >>> sorted([NamedNode("http://purl.org/net/p-plan#Step"), CCWP.Action], key=lambda kind: value_key(RDF.type, kind))
    [<NamedNode value=https://w3id.org/ccwp/ontology#Action>, <NamedNode value=http://purl.org/net/p-plan#Step>]
    """
    rank, *rest = term_key(value)
    is_own_class = predicate == _TYPE and isinstance(value, NamedNode) and value.value.startswith(CCWP)
    return (-1 if is_own_class else rank, rest[0], rest[1], rest[2])


def own_classes_first(statements: Iterable[Statement]) -> Iterator[Statement]:
    """The statements as they come, but where the classes of a thing follow one another, in the order of `value_key`."""

    def classified(each: Statement) -> object:
        """The thing that the statement says the class of, with the graph that says so; None for another statement."""
        return (each.subject, getattr(each, "graph_name", None)) if each.predicate == _TYPE else None

    def by_class(each: Statement) -> tuple[int, str, str, str]:
        return value_key(_TYPE, each.object)

    for thing, found in groupby(statements, key=classified):
        if thing is None:
            yield from found
        else:
            yield from sorted(found, key=by_class)


def by_subject(statements: Iterable[Statement]) -> Mapping[Subject, list[Statement]]:
    """The statements about each subject, in the order in which they come."""
    found: defaultdict[Subject, list[Statement]] = defaultdict(list)
    for statement in statements:
        found[statement.subject].append(statement)
    return found


def merged_statements(sorted_parts: Iterable[Iterable[Statement]]) -> Iterator[Statement]:
    """The statements of parts, each of them sorted, in the order of their N-Quads lines; one at a time is made."""
    return heapq.merge(*sorted_parts, key=str)


def sorted_statements(statements: Iterable[Statement]) -> list[Statement]:
    """Distinct statements in the order of their N-Quads lines."""
    return sorted(set(statements), key=str)
