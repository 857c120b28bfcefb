"""Answers that can be compared: tables and graphs are equal where only the names of blank nodes differ."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    RdfFormat,
    Store,
    Triple,
    parse,
    parse_query_results,
)

from ccwp_kg.rdf.syntax.canonical import canonical
from ccwp_kg.rdf.syntax.read import as_quads

RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
XSD = "http://www.w3.org/2001/XMLSchema#"
RDF_TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")

Row = dict[str, object]

_RESULTS = {
    "srx": QueryResultsFormat.XML,
    "srj": QueryResultsFormat.JSON,
    "tsv": QueryResultsFormat.TSV,
}
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]*)?([eE][+-]?[0-9]+)?")
_TRUTH = {"1": "true", "true": "true", "0": "false", "false": "false"}
_GRAPHS = {"ttl": RdfFormat.TURTLE, "rdf": RdfFormat.RDF_XML, "nt": RdfFormat.N_TRIPLES}


@dataclass(frozen=True)
class Table:
    """The answer to SELECT; `is_ordered` where the suite says in which order the rows come."""

    names: frozenset[str]
    rows: tuple[Row, ...]
    is_ordered: bool = False

    def as_graph(self, *, is_ordered: bool) -> frozenset[Triple]:
        """The table as a graph with one node for each row, blank nodes renamed by their place in it (RDFC-1.0)."""
        triples = []
        for number, row in enumerate(self.rows):
            node = BlankNode()
            triples.append(Triple(node, RDF_TYPE, Literal(number if is_ordered else 0)))
            triples += [Triple(node, NamedNode(f"x:{name}"), by_value(term)) for name, term in row.items()]
        return canonical(triples)


Answer = bool | Table | frozenset[Triple]


def by_value(term: object) -> object:
    """A number or truth value as its value, for `1.0E3` and `1000` are one double; other terms as they are."""
    if not isinstance(term, Literal) or not term.datatype.value.startswith(XSD):
        return term
    kind, text = term.datatype.value.removeprefix(XSD), term.value.strip()
    try:
        if kind in ("double", "float"):
            return Literal(repr(float(text)), datatype=term.datatype)
        if kind in ("decimal", "integer"):
            return Literal(f"{Decimal(text).normalize():f}", datatype=term.datatype)
    except (ValueError, InvalidOperation):
        return term
    return Literal(_TRUTH[text], datatype=term.datatype) if kind == "boolean" and text in _TRUTH else term


def read_answer(content: bytes, suffix: str, *, base_iri: str | None = None) -> Answer:
    """What a result file or a response says, its format known by the suffix."""
    if suffix == "csv":
        return _read_csv(content.decode())
    if suffix in _RESULTS:
        found = parse_query_results(content, format=_RESULTS[suffix])
        if isinstance(found, QueryBoolean):
            return bool(found)
        names = [variable.value for variable in found.variables]
        rows = [dict(zip(names, row, strict=True)) for row in found]
        return Table(
            frozenset(names), tuple({name: term for name, term in row.items() if term is not None} for row in rows)
        )
    triples = [quad.triple for quad in parse(content, format=_GRAPHS[suffix], base_iri=base_iri)]
    result_set = [t for t in triples if t.predicate == RDF_TYPE and t.object == NamedNode(f"{RS}ResultSet")]
    return _read_result_set(triples, result_set[0].subject) if result_set else canonical(triples)


def read_file(path: Path) -> Answer:
    return read_answer(path.read_bytes(), path.suffix.removeprefix("."), base_iri=path.as_uri())


def is_same(expected: Answer, found: Answer, *, is_lax: bool = False) -> bool:
    """Whether the answer is the expected one; lax: a row may come less often, but not never."""
    if not isinstance(expected, Table) or not isinstance(found, Table):
        return type(expected) is type(found) and expected == found
    if expected.names != found.names:
        return False
    if is_lax:
        fewer = len(found.rows) <= len(expected.rows)
        return fewer and _once(expected.rows) == _once(found.rows)
    ordered = expected.is_ordered
    return expected.as_graph(is_ordered=ordered) == found.as_graph(is_ordered=ordered)


def _once(rows: Iterable[Row]) -> set[frozenset[tuple[str, object]]]:
    return {frozenset((name, by_value(term)) for name, term in row.items()) for row in rows}


def _read_csv(text: str) -> Table:
    """CSV tells no kinds of terms apart, but blank nodes by `_:` (SPARQL 1.1 CSV and TSV §3)."""
    names, *lines = csv.reader(io.StringIO(text))
    cells = [zip(names, line or [""], strict=True) for line in lines]
    return Table(frozenset(names), tuple({name: _csv_term(cell) for name, cell in row} for row in cells))


def _csv_term(cell: str) -> BlankNode | Literal:
    if cell.startswith("_:"):
        return BlankNode(cell[2:])
    return Literal(float(cell)) if _NUMBER.fullmatch(cell) else Literal(cell)


def _read_result_set(triples: list[Triple], subject: object) -> bool | Table:
    """A result as a graph: the vocabulary of the suite of SPARQL 1.0."""
    store = Store()
    store.extend(as_quads(triples, DefaultGraph()))

    def found(node: object, name: str) -> list[object]:
        return [quad.object for quad in store.quads_for_pattern(node, NamedNode(RS + name), None)]

    said = found(subject, "boolean")
    if said:
        return said[0].value == "true"
    solutions = found(subject, "solution")
    indexes = {solution: int(found(solution, "index")[0].value) for solution in solutions if found(solution, "index")}
    if indexes:
        solutions = sorted(solutions, key=lambda solution: indexes[solution])
    rows = [
        {found(binding, "variable")[0].value: found(binding, "value")[0] for binding in found(solution, "binding")}
        for solution in solutions
    ]
    names = frozenset(name.value for name in found(subject, "resultVariable"))
    return Table(names, tuple(rows), is_ordered=bool(indexes))
