"""Query answers for a terminal: an aligned table, CSV or JSON; Turtle for what a CONSTRUCT gives."""

from __future__ import annotations

import io
import shutil
import sys
from collections.abc import Callable

from pyoxigraph import Literal, NamedNode, QueryBoolean, QuerySolutions, Triple, parse_query_results
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from ccwp_kg.entities import description
from ccwp_kg.formats import SPARQL_CSV, SPARQL_JSON, Format
from ccwp_kg.query import Limits, check, described
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.rdf.syntax.turtle import turtle
from ccwp_kg.store import WHOLE, Dataset, Store

_WIDE = 10_000


def answered(store: Store, text: str, form: str, prefixes: Prefixes) -> bytes:
    """The answer of a store to a query, as bytes for standard output. `form` is a key of ANSWERS."""
    question = check(text, limits=Limits())
    if question.kind == "DESCRIBE":
        return turtle(described(store, question, dataset=WHOLE, describe=_description), prefixes).encode()
    if question.kind == "CONSTRUCT":
        return turtle(store.triples(question.text), prefixes).encode()
    result_format, finish = ANSWERS[form]
    return finish(store.written(question.text, result_format).whole(), prefixes)


def _description(store: Store, iri: NamedNode, dataset: Dataset) -> tuple[Triple, ...]:
    return description(store, iri, dataset=dataset)


def _table(results: bytes, prefixes: Prefixes) -> bytes:
    parsed = parse_query_results(results, format=SPARQL_JSON.results)
    if isinstance(parsed, QueryBoolean):
        return b"yes\n" if parsed else b"no\n"
    if not isinstance(parsed, QuerySolutions):
        raise TypeError("a SELECT or ASK answer was expected")
    names = [variable.value for variable in parsed.variables]
    drawn = Table(*names, box=SIMPLE_HEAD)
    for solution in parsed:
        cells = []
        for term in solution:
            if isinstance(term, NamedNode):
                cells.append(Text(prefixes.shorten(term.value)))
            else:
                cells.append(Text(term.value if isinstance(term, Literal) else "" if term is None else str(term)))
        drawn.add_row(*cells)
    page = io.StringIO()
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else _WIDE
    Console(file=page, width=width, color_system=None).print(drawn)
    return "".join(f"{line.rstrip()}\n" for line in page.getvalue().splitlines() if line.strip()).encode()


def _as_is(results: bytes, _: Prefixes) -> bytes:
    return results if results.endswith(b"\n") else results + b"\n"


ANSWERS: dict[str, tuple[Format, Callable[[bytes, Prefixes], bytes]]] = {
    "table": (SPARQL_JSON, _table),
    "csv": (SPARQL_CSV, _as_is),
    "json": (SPARQL_JSON, _as_is),
}
"""What `--format` of a query may be: the format the store writes, and what is made of it."""
