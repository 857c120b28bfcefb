"""What every store can do: answer a SPARQL query as rows, as triples, or as bytes of a format.

Pages and linked data know nothing else of a store, so that it may be an engine in other processes or on another
machine. A store is read-only.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal, Protocol, TypeAlias

from pyoxigraph import NamedNode, QuerySolutions, Triple

from ccwp_kg.formats import Format
from ccwp_kg.rdf.terms.base import Base
from ccwp_kg.rdf.terms.order import Term
from ccwp_kg.settings import Settings

Row: TypeAlias = Mapping[str, Term]
"""One solution: variable name → term; a variable without a value is absent."""
Rows: TypeAlias = tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Dataset:
    """The dataset of a protocol request (SPARQL 1.1 Protocol §2.1.4), which replaces the FROM clauses of the query."""

    default_graphs: tuple[NamedNode, ...] = ()
    named_graphs: tuple[NamedNode, ...] = ()

    @property
    def is_given(self) -> bool:
        """Whether the request names graphs; if not, the query or the store decides."""
        return bool(self.default_graphs or self.named_graphs)


WHOLE = Dataset()
"""The dataset as the store holds it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """The limits of one answer: rows or triples, bytes, and seconds to make it."""

    rows: int = 1_000_000
    size: int = 100_000_000
    seconds: float = 10.0

    @classmethod
    def of_settings(cls, settings: Settings) -> Bounds:
        """The bounds that the settings give."""
        return cls(rows=settings.max_rows, size=settings.max_answer_bytes, seconds=float(settings.max_query_seconds))


@dataclass(frozen=True, slots=True)
class Written:
    """A whole answer in a format: `size` bytes in `pieces`, which can be read once.

    It is complete before the first piece can be read: beyond a limit there is an error, never half an answer.
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


@dataclass(slots=True)
class Ticket:
    """A query on its way to an answer: the keys of the clients that wait for it, and what has held it up.

    `held_up` is `client` where each of these clients had as many long queries as it may, `server` where the server had,
    `process` where another process makes the answer, None where nothing did. `request` is the name of the request that
    asked first. `is_over`: nobody waits any more.
    """

    clients: set[str] = field(default_factory=lambda: {""})
    request: str = ""
    held_up: Literal["client", "server", "process"] | None = None
    is_over: bool = False
    arrived: float = field(default_factory=time.monotonic)


class Evaluate(Protocol):
    """Answers a query without holding a thread."""

    async def __call__(self, query: str, form: Format, *, dataset: Dataset, ticket: Ticket) -> Written:
        """See Store.written. Cancelling it ends the query."""


def rows_of(solutions: QuerySolutions) -> Rows:
    """Solutions as rows."""
    names = [variable.value for variable in solutions.variables]
    return tuple(
        {name: term for name, term in zip(names, solution, strict=False) if term is not None} for solution in solutions
    )


class Store(Protocol):
    """A read-only SPARQL 1.1 store.

    All methods raise QuerySyntaxError where the text does not parse, with line and column where they are known. They
    raise AnswerTooLarge, QueryTooSlow, QueryMemoryExceeded or TooManyQueries where a limit is exceeded, and
    StoreUnavailable where the store gives no usable answer. `client` is the key of the client that asks, so that a
    store can be shared fairly; it is empty for the server's own queries.
    """

    @property
    def base(self) -> Base:
        """Where the IRIs of its things start."""

    @property
    def state(self) -> str | None:
        """An identifier of the data: the same state gives the same bytes. None where the data may change."""

    @property
    def has_graphs(self) -> bool:
        """Whether the store has named graphs, and a query that names none sees the merge of some of them."""

    def rows(self, query: str, *, dataset: Dataset = WHOLE, client: str = "") -> Rows:
        """The solutions of a SELECT query."""

    def triples(self, query: str, *, dataset: Dataset = WHOLE, client: str = "") -> tuple[Triple, ...]:
        """The graph of a CONSTRUCT or DESCRIBE query: distinct triples, in the order of their N-Triples lines."""

    def written(self, query: str, form: Format, *, dataset: Dataset = WHOLE, client: str = "") -> Written:
        """The answer in a format that can hold it: SELECT and ASK in a result format, a graph in an RDF format."""


class StoreView:
    """A store seen through one dataset: every query sees it, whatever dataset is given.

    `state` is that of the store, or tells the dataset too where it `is_another` one, such as an earlier release.
    """

    def __init__(self, store: Store, dataset: Dataset, *, is_another: bool = False) -> None:
        self._store, self._dataset, self._is_another = store, dataset, is_another

    @property
    def names(self) -> Store:
        """Where the names of things are: in the whole store, unless this is another dataset."""
        return self if self._is_another else self._store

    @property
    def base(self) -> Base:
        """See Store.base."""
        return self._store.base

    @property
    def state(self) -> str | None:
        """See Store.state."""
        state = self._store.state
        return f"{state} {self._dataset.default_graphs[0]}" if state is not None and self._is_another else state

    @property
    def has_graphs(self) -> bool:
        """False: the view has one dataset, whatever a query names."""
        return False

    def rows(self, query: str, *, dataset: Dataset = WHOLE, client: str = "") -> Rows:  # noqa: ARG002
        """See Store.rows."""
        return self._store.rows(query, dataset=self._dataset, client=client)

    def triples(self, query: str, *, dataset: Dataset = WHOLE, client: str = "") -> tuple[Triple, ...]:  # noqa: ARG002
        """See Store.triples."""
        return self._store.triples(query, dataset=self._dataset, client=client)

    def written(self, query: str, form: Format, *, dataset: Dataset = WHOLE, client: str = "") -> Written:  # noqa: ARG002
        """See Store.written."""
        return self._store.written(query, form, dataset=self._dataset, client=client)


class LastAnswers:
    """A store of data that never change, with the answers asked for last: the formats of a thing ask alike."""

    def __init__(self, store: Store, most: int = 64) -> None:
        self._store = store
        self.base, self.state, self.has_graphs = store.base, store.state, store.has_graphs
        self._rows = lru_cache(most)(lambda query, dataset: store.rows(query, dataset=dataset))
        self._triples = lru_cache(most)(lambda query, dataset: store.triples(query, dataset=dataset))

    def rows(self, query: str, *, dataset: Dataset = WHOLE, client: str = "") -> Rows:  # noqa: ARG002
        """See Store.rows."""
        return self._rows(query, dataset)

    def triples(self, query: str, *, dataset: Dataset = WHOLE, client: str = "") -> tuple[Triple, ...]:  # noqa: ARG002
        """See Store.triples."""
        return self._triples(query, dataset)

    def written(self, query: str, form: Format, *, dataset: Dataset = WHOLE, client: str = "") -> Written:
        """See Store.written; what can be read once is not kept."""
        return self._store.written(query, form, dataset=dataset, client=client)
