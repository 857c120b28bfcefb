"""The engine as a store for code that runs in a thread: its queries go through the event loop of the process."""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace

from pyoxigraph import QuerySolutions, Triple, parse, parse_query_results

from ccwp_kg.engine.client import EngineClient
from ccwp_kg.errors import QueryCancelled, StoreUnavailable
from ccwp_kg.formats import NTRIPLES, SPARQL_TSV, Format
from ccwp_kg.rdf.terms.base import Base
from ccwp_kg.rdf.terms.order import sorted_statements
from ccwp_kg.store import WHOLE, Dataset, Rows, Ticket, Written, rows_of

_LOOK = 0.05
_LONGEST = 60.0
"""Seconds for a query of the server's own; one on behalf of a client has the time of that client."""


@dataclass(frozen=True, slots=True)
class EngineStore:
    """A release in other processes, as a store. Not to be used in the thread of the event loop.

    `ticket`: the query on whose behalf the store is asked, where there is one; it ends with it.
    """

    client: EngineClient
    ticket: Ticket | None = None

    @property
    def base(self) -> Base:
        """See Store.base."""
        return Base(str(self.facts["base"]))

    @property
    def state(self) -> str | None:
        """See Store.state."""
        state = self.facts.get("state")
        return None if state is None else str(state)

    @property
    def has_graphs(self) -> bool:
        """See Store.has_graphs."""
        return bool(self.facts["graphs"])

    @property
    def facts(self) -> Mapping[str, object]:
        """What the process that loaded the release reported of it: `state`, `graphs`, `base` and others."""
        return self.client.link.facts

    @property
    def generation(self) -> int:
        """Which loading of a release answers now."""
        return self.client.link.generation

    def on_behalf(self, ticket: Ticket) -> EngineStore:
        """The same store for one query that takes several of its own, such as DESCRIBE."""
        return replace(self, ticket=ticket)

    def rows(self, query: str, *, dataset: Dataset = WHOLE, client: str = "") -> Rows:
        """See Store.rows."""
        # of the formats that hold every term, the shortest to write and to read
        written = self.written(query, SPARQL_TSV, dataset=dataset, client=client).whole()
        answer = parse_query_results(written, format=SPARQL_TSV.results)
        if not isinstance(answer, QuerySolutions):
            raise TypeError("rows() takes a SELECT query")
        return rows_of(answer)

    def triples(self, query: str, *, dataset: Dataset = WHOLE, client: str = "") -> tuple[Triple, ...]:
        """See Store.triples."""
        written = self.written(query, NTRIPLES, dataset=dataset, client=client).whole()
        return tuple(sorted_statements(quad.triple for quad in parse(written, format=NTRIPLES.rdf)))

    def written(self, query: str, form: Format, *, dataset: Dataset = WHOLE, client: str = "") -> Written:
        """See Store.written."""
        ticket = self.ticket or Ticket({client})
        evaluation = self.client.evaluate(query, form, dataset=dataset, ticket=ticket)
        answer = asyncio.run_coroutine_threadsafe(evaluation, self.client.loop)
        end = time.monotonic() + (_LONGEST if self.ticket is None else math.inf)
        while not ticket.is_over and time.monotonic() < end:
            with suppress(TimeoutError):
                return answer.result(_LOOK)
        answer.cancel()
        if ticket.is_over:
            raise QueryCancelled("nobody waits for the answer any more")
        raise StoreUnavailable("all processes that answer queries are busy; try again in a moment")
