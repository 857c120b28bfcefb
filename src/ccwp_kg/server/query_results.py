"""Answers to queries as tables for people: names beside IRIs, and never more rows than a page can hold."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, QueryBoolean, QuerySolutions, parse_query_results

from ccwp_kg.entities import Thing, Words, look_up
from ccwp_kg.formats import SPARQL_JSON
from ccwp_kg.server.site import Site

SHOWN = 500
"""So many rows are shown on a page; the downloads hold all."""


@dataclass(frozen=True, slots=True)
class Results:
    """What a page shows of an answer: a table, a truth value, or the text of a graph."""

    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Thing | Words | None, ...], ...] = ()
    total: int = 0
    truth: bool | None = None
    graph: str | None = None


def results_of(site: Site, found: bytes, kind: str) -> Results:
    """An answer in SPARQL JSON or Turtle, for a page."""
    if kind in ("CONSTRUCT", "DESCRIBE"):
        return Results(graph=found.decode("utf-8"))
    parsed = parse_query_results(found, format=SPARQL_JSON.results)
    if isinstance(parsed, QueryBoolean):
        return Results(truth=bool(parsed))
    return _table(site, parsed)


def _table(site: Site, solutions: QuerySolutions) -> Results:
    columns = tuple(variable.value for variable in solutions.variables)
    every = [tuple(solution) for solution in solutions]
    shown = every[:SHOWN]
    iris = {term for row in shown for term in row if isinstance(term, NamedNode)}
    names = look_up(site.store, iris, languages=(), prefixes=site.prefixes)

    def cell(term: object) -> Thing | Words | None:
        if isinstance(term, NamedNode):
            return names[term]
        if isinstance(term, Literal):
            return Words(term.value, term.language, term.datatype.value)
        return None if term is None else Words(str(term))

    rows = tuple(tuple(cell(term) for term in row) for row in shown)
    return Results(columns=columns, rows=rows, total=len(every))
