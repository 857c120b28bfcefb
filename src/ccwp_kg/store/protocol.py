"""What every store can do, whatever runs behind it: answer a SPARQL query, as rows or as bytes of a format.

Pages and linked data ask only through this door, so an engine in another process or on another machine can stand
behind it. A store is read-only: nothing here can change a triple.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from ccwp_kg.formats import Format

Term: TypeAlias = NamedNode | BlankNode | Literal | Triple
Row: TypeAlias = Mapping[str, Term]
"""One solution: variable name → term; a variable without a value is absent."""
Rows: TypeAlias = tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Dataset:
    """The graphs a client wants a query to see (SPARQL 1.1 Protocol §2.1.4): they replace those the query names."""

    default_graphs: tuple[NamedNode, ...] = ()
    named_graphs: tuple[NamedNode, ...] = ()

    @property
    def is_given(self) -> bool:
        """Whether the client chose graphs at all; otherwise the query, or the store, decides."""
        return bool(self.default_graphs or self.named_graphs)


WHOLE = Dataset()
"""The dataset as the store holds it."""


class Store(Protocol):
    """A read-only SPARQL 1.1 store.

    Both methods raise QuerySyntaxError where the text does not parse, with line and column where they are known, and
    StoreUnavailable where the store gives no usable answer.
    """

    def rows(self, query: str) -> Rows:
        """The solutions of a SELECT query."""

    def triples(self, query: str, *, dataset: Dataset = WHOLE) -> tuple[Triple, ...]:
        """The graph of a CONSTRUCT or DESCRIBE query: distinct triples, in the order of their N-Triples lines."""

    def results(self, query: str, form: Format, *, dataset: Dataset = WHOLE) -> bytes:
        """The answer to a SELECT or ASK query, written in a result format (`formats.RESULT_FORMATS`)."""
