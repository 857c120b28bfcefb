"""The store in this process: pyoxigraph, loaded once and only read afterwards."""

from __future__ import annotations

import csv
import io
import os
import re
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO, Protocol, Self, cast

from pyoxigraph import (
    DefaultGraph,
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    Store,
    Triple,
    parse_query_results,
)

from ccwp_kg.errors import AnswerTooLarge, QueryRefused
from ccwp_kg.formats import NTRIPLES, SPARQL_CSV, Format
from ccwp_kg.namespaces import DUMPS
from ccwp_kg.rdf.dataset import ABOUT, holds, is_merged
from ccwp_kg.rdf.syntax.prefixes import NO_PREFIXES, Prefixes
from ccwp_kg.rdf.syntax.read import as_quads, read_quads, read_triples
from ccwp_kg.rdf.syntax.write import write_into
from ccwp_kg.rdf.syntax.xml import well_formed
from ccwp_kg.rdf.terms.base import PUBLISHED_BASE, Base
from ccwp_kg.rdf.terms.order import Term
from ccwp_kg.store.columns import named_in_order
from ccwp_kg.store.protocol import WHOLE, Bounds, Dataset, Rows, Written, rows_of
from ccwp_kg.store.syntax_errors import syntax_error
from ccwp_kg.store.whole_numbers import counted_from_0

_UNKNOWN_FUNCTION = re.compile(r"custom function <([^>]*)> is not supported")
_NO_TRIPLE_TERM = "a triple term that is not a valid RDF 1.2 term"
_NO_FILES: Mapping[NamedNode, Path] = MappingProxyType({})
_ANSWERS = {
    truth: cast(QueryBoolean, parse_query_results(f'{{"head":{{}},"boolean":{word}}}', format=QueryResultsFormat.JSON))
    for truth, word in ((True, "true"), (False, "false"))
}
# Each row of a result has at least one of these marks; elsewhere they are rare.
_ROW_MARKS = {"json": b"},{", "xml": b"<result>", "csv": b"\n", "tsv": b"\n"}


class Sink(Protocol):
    """A stream to write an answer into, and to read it back when its rows are counted."""

    def write(self, content: bytes, /) -> int:
        """Take a piece."""

    def seek(self, offset: int, /) -> int:
        """Go to a place."""

    def read(self) -> bytes:
        """All from this place on."""


@contextmanager
def _refusing() -> Iterator[None]:
    """What fails by the query alone, as the query's fault; the engine may tell of it with any solution.

    An error holds the frames it came through, and they the engine's result, which only the thread that made it may
    drop; so they are emptied here.
    """
    try:
        yield
    except Exception as error:
        traceback.clear_frames(error.__traceback__)
        if isinstance(error, RuntimeError) and _NO_TRIPLE_TERM in str(error):
            raise QueryRefused(
                "a triple term of the query begins with a literal or a triple term, as no triple of RDF 1.2 does"
            ) from error
        raise


class EmbeddedStore:
    """A store in memory. Its default graph is the merge; its named graphs hold the same triples by where they are from.

    `base` is where the IRIs of its things start. `prefixes` are written into Turtle, TriG, RDF/XML and JSON-LD.
    `bounds` limit the rows and bytes of an answer; its time is limited by the caller.
    """

    def __init__(
        self,
        engine: Store,
        *,
        prefixes: Prefixes = NO_PREFIXES,
        bounds: Bounds | None = None,
        state: str | None = None,
        past: Store | None = None,
        base: Base = PUBLISHED_BASE,
    ) -> None:
        self._engine = engine
        self._past = past or Store()
        self._names_of_past = frozenset(self._past.named_graphs())
        self._prefixes = prefixes
        self._bounds = bounds or Bounds()
        self.state = state
        self.base = base
        # RFC 3986 §5.1.3: what a query without BASE resolves its relative IRIs against.
        self._endpoint = f"{base.iri}sparql"

    @classmethod
    def of_files(cls, paths: Iterable[Path], base: Base = PUBLISHED_BASE) -> Self:
        """RDF files as they are: N-Quads and TriG keep their graphs, triples go to the default graph.

        Raises InvalidTurtle and UnreadableFile as `read_quads` does.
        """
        engine = Store()
        for path in paths:
            # RDF 1.1 Semantics §4.1: a merge keeps the blank nodes of different files apart.
            engine.extend(read_quads(path, base_iri=Path(os.path.realpath(path)).as_uri(), rename_blank_nodes=True))
        return cls(engine, base=base)

    @classmethod
    def of_named_graphs(
        cls,
        path: Path,
        *,
        more: Mapping[NamedNode, Path] = _NO_FILES,
        past: Mapping[NamedNode, Path] = _NO_FILES,
        base: Base = PUBLISHED_BASE,
    ) -> Self:
        """A dataset file of named graphs, `more` graphs from Turtle files of a release, and their merge as the default
        graph.

        See is_merged for what a merge holds. `past` are earlier datasets, each of which is its merge alone; only a
        query that is given one of their names as its dataset sees it.
        """
        engine = Store()
        engine.extend(read_quads(path))
        _add_turtle(engine, more, base)
        for graph in engine.named_graphs():
            if is_merged(graph, base):
                engine.extend(
                    as_quads((q.triple for q in engine.quads_for_pattern(None, None, None, graph)), DefaultGraph())
                )
        earlier = Store()
        for name, file in past.items():
            earlier.extend(as_quads((q.triple for q in read_quads(file) if holds(q.graph_name, base)), name))
        return cls(engine, past=earlier, base=base)

    @classmethod
    def of_graphs(cls, graphs: Mapping[NamedNode, Iterable[Triple]], base: Base = PUBLISHED_BASE) -> Self:
        """Named graphs already in memory, and their merge as the default graph; see is_merged."""
        engine = Store()
        for name, triples in graphs.items():
            engine.extend(as_quads(triples, name))
            if is_merged(name, base):
                engine.extend(as_quads(triples, DefaultGraph()))
        return cls(engine, base=base)

    @classmethod
    def of_merge(
        cls, merge: Path, dataset: Path, *, more: Mapping[NamedNode, Path] = _NO_FILES, base: Base = PUBLISHED_BASE
    ) -> Self:
        """The merge of a release from its file, of its dataset file the graphs about the data, and `more` graphs."""
        engine = Store()
        engine.bulk_load(path=str(merge), format=NTRIPLES.rdf)
        about = {base.here(name) for name in ABOUT}
        engine.extend(quad for quad in read_quads(dataset) if quad.graph_name in about)
        _add_turtle(engine, more, base)
        return cls(engine, base=base)

    @classmethod
    def of_triples(cls, triples: Iterable[Triple], base: Base = PUBLISHED_BASE) -> Self:
        """Triples already in memory, as the default graph."""
        engine = Store()
        engine.extend(as_quads(triples, DefaultGraph()))
        return cls(engine, base=base)

    def bounded(self, bounds: Bounds, *, prefixes: Prefixes, state: str | None) -> Self:
        """The same statements with limits, prefixes and a name for what they are."""
        return type(self)(self._engine, prefixes=prefixes, bounds=bounds, state=state, past=self._past, base=self.base)

    def __len__(self) -> int:
        return len(self._engine)

    @property
    def has_graphs(self) -> bool:
        """See Store.has_graphs."""
        return next(iter(self._engine.named_graphs()), None) is not None

    @property
    def has_blank_nodes(self) -> bool:
        """Whether a statement has one as its subject or object, or within them."""
        terms = (term for quad in self._engine for term in (quad.subject, quad.object))
        return not all(isinstance(term, NamedNode | Literal) for term in terms)

    def count(self, pattern: Sequence[Term | None], *, most: int) -> int:
        """How many triples of the default graph match a pattern, counted to `most`."""
        found = self._engine.quads_for_pattern(*pattern, DefaultGraph())  # type: ignore[call-arg, arg-type]
        return len(list(islice(found, most)))

    @_refusing()
    def matching(self, pattern: Sequence[Term | None], form: Format) -> Written:
        """The triples of the default graph that match a pattern; in a format of results, whether there are any.

        What a CONSTRUCT or an ASK of that pattern alone would answer. Raises AnswerTooLarge.
        """
        found = self._engine.quads_for_pattern(*pattern, DefaultGraph())  # type: ignore[call-arg, arg-type]
        if form.rdf is None:
            return Written.of(_ANSWERS[next(found, None) is not None].serialize(format=form.results) or b"")
        stream = io.BytesIO()
        bounded = cast(BinaryIO, _Bounded(stream, self._bounds.size))
        write_into(bounded, self._sorted(quad.triple for quad in found), form, prefixes=self._prefixes)
        return Written.of(stream.getvalue())

    @_refusing()
    def rows(self, query: str, *, dataset: Dataset = WHOLE, client: str = "") -> Rows:  # noqa: ARG002
        """See Store.rows."""
        answer = self._ask(query, dataset)
        if not isinstance(answer, QuerySolutions):
            raise TypeError("rows() takes a SELECT query")
        return rows_of(answer)

    @_refusing()
    def triples(self, query: str, *, dataset: Dataset = WHOLE, client: str = "") -> tuple[Triple, ...]:  # noqa: ARG002
        """See Store.triples."""
        answer = self._ask(query, dataset)
        if not isinstance(answer, QueryTriples):
            raise TypeError("triples() takes a CONSTRUCT or DESCRIBE query")
        return tuple(self._sorted(answer))

    def written(self, query: str, form: Format, *, dataset: Dataset = WHOLE, client: str = "") -> Written:  # noqa: ARG002
        """See Store.written; in one process there is nothing to share."""
        stream = io.BytesIO()
        self.write(query, form, stream, dataset=dataset)
        return Written.of(stream.getvalue())

    @_refusing()
    def write(self, query: str, form: Format, stream: Sink, *, dataset: Dataset = WHOLE) -> None:
        """Write an answer into a stream; what is in it after an error is no answer."""
        answer = self._ask(query, dataset)
        bounded = _Bounded(stream, self._bounds.size)
        taking = cast(BinaryIO, bounded)  # the engine only writes into it
        if isinstance(answer, QueryTriples):
            if form.rdf is None:
                raise TypeError("a graph takes an RDF format")
            write_into(taking, self._sorted(answer), form, prefixes=self._prefixes)
        elif form.results is None:
            raise TypeError("a SELECT or ASK query takes a result format")
        elif isinstance(answer, QueryBoolean):
            stream.write(answer.serialize(format=form.results) or b"")
        else:
            with well_formed(taking, form) as content:
                answer.serialize(content, form.results)
            if bounded.size > self._bounds.rows:  # each row takes a byte at least
                self._count_rows(stream, form)

    def _sorted(self, answer: Iterable[Triple]) -> list[Triple]:
        limit = self._bounds.rows
        found = set(islice(answer, limit + 1))
        if len(found) > limit:
            raise AnswerTooLarge(f"the graph holds more than {limit:,} triples, the limit here; ask for a part of it")
        return sorted(map(counted_from_0, found), key=str)

    def _count_rows(self, stream: Sink, form: Format) -> None:
        """Count the marks of rows; where there are too many, count the rows, for a literal may hold a mark too."""
        stream.seek(0)
        content = stream.read()
        limit = self._bounds.rows
        if content.count(_ROW_MARKS[form.name]) < limit:
            return
        if form is SPARQL_CSV:
            rows: Iterable[object] = islice(csv.reader(io.StringIO(content.decode("utf-8"), newline="")), 1, None)
        else:
            parsed = parse_query_results(content, format=form.results)
            rows = parsed if isinstance(parsed, QuerySolutions) else ()
        if next(islice(rows, limit, None), None) is not None:
            raise AnswerTooLarge(f"the answer has more than {limit:,} rows, the limit here; ask with LIMIT and OFFSET")

    def _ask(self, query: str, dataset: Dataset) -> QuerySolutions | QueryTriples | QueryBoolean:
        answer = self._begun(query, dataset)
        in_order = None
        if isinstance(answer, QuerySolutions):
            in_order = named_in_order(query, [variable.value for variable in answer.variables])
        return answer if in_order is None else self._begun(in_order, dataset)

    def _begun(self, query: str, dataset: Dataset) -> QuerySolutions | QueryTriples | QueryBoolean:
        names = (*dataset.default_graphs, *dataset.named_graphs)
        engine = self._past if names and self._names_of_past.issuperset(names) else self._engine
        unknown: dict[NamedNode, Callable[..., Term | None]] = {}
        while True:
            try:
                # SPARQL 1.1 Protocol §2.1.4: given graphs are the whole dataset, FROM and FROM NAMED do not count.
                return engine.query(
                    query,
                    base_iri=self._endpoint,
                    default_graph=[*dataset.default_graphs] if dataset.is_given else None,
                    named_graphs=[*dataset.named_graphs] if dataset.is_given else None,
                    custom_functions=unknown,
                )
            except SyntaxError as error:
                raise syntax_error(error, query, self._endpoint) from error
            except RuntimeError as error:
                # The engine does not start on a query that calls a function it does not know. §17.6: such a call is an
                # error of its expression (§17.3), so the function is given to it as one that has no value, whatever its
                # arguments are.
                found = _UNKNOWN_FUNCTION.search(str(error))
                if found is None or NamedNode(found[1]) in unknown:
                    raise
                unknown[NamedNode(found[1])] = lambda *_: None


def _add_turtle(engine: Store, graphs: Mapping[NamedNode, Path], base: Base) -> None:
    """Add named graphs from Turtle files of a release."""
    for name, file in graphs.items():
        engine.extend(as_quads(read_triples(file, base_iri=base.moved(DUMPS)), name))


class _Bounded(io.RawIOBase):
    """A stream that raises AnswerTooLarge beyond a number of bytes."""

    def __init__(self, stream: Sink, limit: int) -> None:
        self._stream = stream
        self._limit = limit
        self.size = 0

    def writable(self) -> bool:
        return True

    def write(self, content: bytes) -> int:  # type: ignore[override]  # any buffer in the standard library's types
        self.size += len(content)
        if self.size > self._limit:
            raise AnswerTooLarge(
                f"the answer has more than {self._limit:,} bytes, the limit here; ask with LIMIT and OFFSET"
            )
        self._stream.write(content)
        return len(content)
