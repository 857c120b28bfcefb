"""The engine in this process: pyoxigraph, loaded once, read ever after."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Self

from pyoxigraph import DefaultGraph, NamedNode, QueryBoolean, QuerySolutions, QueryTriples, Store, Triple

from ccwp_kg.errors import QuerySyntaxError
from ccwp_kg.formats import Format
from ccwp_kg.namespaces import BASE
from ccwp_kg.rdf.dataset import SHAPES
from ccwp_kg.rdf.files import as_quads, read_quads, read_triples
from ccwp_kg.rdf.order import sorted_statements
from ccwp_kg.store.protocol import WHOLE, Dataset, Rows

_WHITE = re.compile(r"\s+")
# RFC 3986 §5.1.3: what a query without BASE resolves its relative IRIs against.
_ENDPOINT = f"{BASE}sparql"
_PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)


class EmbeddedStore:
    """A store in memory. What a plain query sees is its default graph; named graphs say who says so."""

    def __init__(self, engine: Store) -> None:
        self._engine = engine

    @classmethod
    def of_files(cls, paths: Iterable[Path]) -> Self:
        """RDF files as they are: N-Quads and TriG keep their graphs, triples go to the default graph.

        Raises InvalidTurtle with file, line and column for a file that does not parse.
        """
        engine = Store()
        for path in paths:
            # RDF 1.1 Semantics §4.1: a merge keeps the blank nodes of different files apart.
            engine.extend(read_quads(path, base_iri=path.resolve().as_uri(), rename_blank_nodes=True))
        return cls(engine)

    @classmethod
    def of_named_graphs(cls, path: Path, *, more: Mapping[NamedNode, Path] = MappingProxyType({})) -> Self:
        """A dataset file of named graphs, `more` graphs from Turtle files, and their merge as the default graph.

        The merge holds all graphs but the shapes.
        """
        engine = Store()
        engine.extend(read_quads(path))
        for name, file in more.items():
            engine.extend(as_quads(read_triples(file), name))
        for graph in engine.named_graphs():
            if graph != SHAPES:
                engine.extend(
                    as_quads((q.triple for q in engine.quads_for_pattern(None, None, None, graph)), DefaultGraph())
                )
        return cls(engine)

    @classmethod
    def of_triples(cls, triples: Iterable[Triple]) -> Self:
        """Triples already in memory, as the default graph."""
        engine = Store()
        engine.extend(as_quads(triples, DefaultGraph()))
        return cls(engine)

    def __len__(self) -> int:
        return len(self._engine)

    def rows(self, query: str) -> Rows:
        """See Store.rows."""
        answer = self._ask(query, WHOLE)
        if not isinstance(answer, QuerySolutions):
            raise TypeError("rows() takes a SELECT query")
        names = [variable.value for variable in answer.variables]
        return tuple(
            {name: term for name, term in zip(names, solution, strict=True) if term is not None} for solution in answer
        )

    def triples(self, query: str, *, dataset: Dataset = WHOLE) -> tuple[Triple, ...]:
        """See Store.triples."""
        answer = self._ask(query, dataset)
        if not isinstance(answer, QueryTriples):
            raise TypeError("triples() takes a CONSTRUCT or DESCRIBE query")
        return tuple(sorted_statements(answer))

    def results(self, query: str, form: Format, *, dataset: Dataset = WHOLE) -> bytes:
        """See Store.results."""
        answer = self._ask(query, dataset)
        if isinstance(answer, QueryTriples) or form.results is None:
            raise TypeError("results() takes a SELECT or ASK query and a result format")
        written = answer.serialize(format=form.results)
        if written is None:
            raise TypeError("the engine returned nothing where bytes were asked for")
        return written

    def _ask(self, query: str, dataset: Dataset) -> QuerySolutions | QueryTriples | QueryBoolean:
        try:
            if dataset.is_given:
                # SPARQL 1.1 Protocol §2.1.4: given graphs are the whole dataset, FROM and FROM NAMED do not count.
                return self._engine.query(
                    query,
                    base_iri=_ENDPOINT,
                    default_graph=list(dataset.default_graphs),
                    named_graphs=list(dataset.named_graphs),
                )
            return self._engine.query(query, base_iri=_ENDPOINT)
        except SyntaxError as error:
            raise _located(error, query) from error


def _located(error: SyntaxError, query: str) -> QuerySyntaxError:
    """The engine's complaint as one sentence: what stands at the place, not the whole grammar of what could."""
    text = str(error)
    place = _PLACE.match(text)
    if place is None:
        return QuerySyntaxError(f"the query does not parse: {_WHITE.sub(' ', text)}")
    line, column, reason = int(place[1]), int(place[2]), place[3]
    if reason.startswith("expected"):
        rest = "\n".join(query.splitlines()[line - 1 :])[column - 1 :].split()
        reason = f"unexpected '{rest[0][:40]}'" if rest else "the query ends too early"
    return QuerySyntaxError(
        f"the query does not parse at line {line}, column {column}: {_WHITE.sub(' ', reason)}", line=line, column=column
    )
