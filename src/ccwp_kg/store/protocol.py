"""What every store can do, whatever runs behind it: answer a SPARQL query, as rows, as triples or as bytes of a format.

Pages and linked data ask only through this door, so an engine in other processes or on another machine can stand
behind it. A store is read-only: nothing here can change a triple.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, QuerySolutions, Triple

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """How much one answer may take: rows (or triples), bytes, and seconds to make it."""

    rows: int = 1_000_000
    size: int = 100_000_000
    seconds: float = 10.0


@dataclass(frozen=True, slots=True)
class Written:
    """A whole answer as bytes of a format; `size` bytes in `pieces`, which can be read once.

    An answer is complete before the first piece is handed over: an overrun is an error, never half an answer.
    """

    size: int
    pieces: Iterable[bytes]

    @classmethod
    def of(cls, content: bytes) -> Written:
        """An answer that is in memory."""
        return cls(len(content), (content,))

    def whole(self) -> bytes:
        """All pieces as one."""
        return b"".join(self.pieces)


def rows_of(solutions: QuerySolutions) -> Rows:
    """Solutions as rows."""
    names = [variable.value for variable in solutions.variables]
    return tuple(
        {name: term for name, term in zip(names, solution, strict=True) if term is not None} for solution in solutions
    )


class Store(Protocol):
    """A read-only SPARQL 1.1 store.

    All methods raise QuerySyntaxError where the text does not parse, with line and column where they are known, and
    QueryRefused where it calls a function that the engine does not know. They raise AnswerTooLarge, QueryTooSlow,
    QueryMemoryExceeded or TooManyQueries where a limit is exceeded, and StoreUnavailable where the store gives no
    usable answer. `client` is the key of the client that asks, so that a store can be shared fairly; it is empty for
    the server's own queries.
    """

    @property
    def state(self) -> str | None:
        """A name for what the store holds: the same state gives the same bytes. None where it may change any time."""

    def rows(self, query: str, *, dataset: Dataset = WHOLE, client: str = "") -> Rows:
        """The solutions of a SELECT query."""

    def triples(self, query: str, *, dataset: Dataset = WHOLE, client: str = "") -> tuple[Triple, ...]:
        """The graph of a CONSTRUCT or DESCRIBE query: distinct triples, in the order of their N-Triples lines."""

    def written(self, query: str, form: Format, *, dataset: Dataset = WHOLE, client: str = "") -> Written:
        """The answer in a format that can hold it: SELECT and ASK in a result format, a graph in an RDF format."""
