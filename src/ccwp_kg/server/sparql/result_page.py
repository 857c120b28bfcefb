"""Answers to queries as a page shows them: with names of things, graphs as Turtle, and cut to the size of a page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QuerySolutions,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
)

from ccwp_kg.entities.facts.facts import Thing, look_up
from ccwp_kg.formats import NTRIPLES, SPARQL_JSON, Format
from ccwp_kg.namespaces import XSD
from ccwp_kg.query import CheckedQuery
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.rdf.syntax.turtle import turtle
from ccwp_kg.server.html.pictures.graph import tree_picture
from ccwp_kg.server.html.pictures.model import Picture
from ccwp_kg.server.html.pictures.rows import NUMBERS, RowValue, picture_of_rows, row_value, shape_of
from ccwp_kg.server.html.sanitise import counted, plain
from ccwp_kg.server.http.links import href
from ccwp_kg.server.site.site import Site

_LONGEST = 1_000
# Invisible controls and marks of direction (Unicode TR 9 §2) are escaped, so that they can be seen.
_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")
_BLANK = "urn:blank-node:"
"""How the names of blank nodes begin until the text is written."""
_COLOURED = re.compile(
    r'(?P<literal>"""(?:[^"\\]|\\.)*"""|"(?:[^"\\]|\\.)*")|(?P<term><[^<>\s]*>|(?<![@\w.-])[A-Za-z][\w.-]*:[^\s";,]+)'
    r"|(?P<keyword>@prefix|(?<=\s)a(?=\s))|(?P<number>(?<=\s)-?\d+(?=\s))"
)


@dataclass(frozen=True, slots=True)
class Styled:
    """A stretch of the text, what it is in Turtle (literal, term, keyword, number), and the address of its link."""

    text: str
    kind: str = ""
    target: str | None = None


def styled_turtle(triples: Iterable[Triple], prefixes: Prefixes) -> Iterator[Styled]:
    """A graph in pieces: as its Turtle is written everywhere, with numbers for its blank nodes.

    Together the pieces are Turtle, unless a literal was shortened.
    """
    nodes: dict[BlankNode, NamedNode] = {}

    def shown(term: Any) -> Any:
        if isinstance(term, BlankNode):
            return nodes.setdefault(term, NamedNode(f"{_BLANK}{len(nodes) + 1}"))
        if isinstance(term, Literal) and len(term.value) > _LONGEST:
            kind = {"language": term.language} if term.language else {"datatype": term.datatype}
            return Literal(f"{term.value[:_LONGEST]}…", **kind)
        return Triple(shown(term.subject), term.predicate, shown(term.object)) if isinstance(term, Triple) else term

    written = turtle(map(shown, triples), prefixes).replace(f"<{_BLANK}", "_:b<")
    text = _HIDDEN.sub(lambda match: f"\\u{ord(match[0]):04X}", re.sub(r"_:b<(\d+)>", r"_:b\1", written))
    done = 0
    for found in _COLOURED.finditer(text):
        yield Styled(text[done : found.start()])
        word, done = found[0], found.end()
        prefix, _, local = word.partition(":")
        iri = word[1:-1] if word.startswith("<") else prefixes.table.get(prefix, "") + local
        yield Styled(word, found.lastgroup or "", href(iri) if found["term"] else None)
    yield Styled(text[done:])


ROWS = 1_000
"""The most rows on a page; the downloads hold all."""
TRIPLES = 500
"""The most triples of a graph on a page."""
_CELL = 300
_NAME = 120
_PAGE = 250_000
"""The most characters of all cells together; longer cells mean fewer rows."""
_PLAIN = XSD.string.value
# A store elsewhere may send IRIs with characters that are not allowed (RFC 3987 §2.2); no name is looked up for them.
_UNSOUND = re.compile(r'[\x00-\x20<>"{}|^`\\]')


@dataclass(frozen=True, slots=True)
class ResultCell:
    """One value of a row.

    `target` is the address of its link, `short` the prefixed IRI where `text` is a name, `note` the language tag or the
    prefixed datatype.
    """

    text: str
    target: str | None = None
    short: str | None = None
    language: str | None = None
    note: str | None = None
    datatype: str | None = None
    is_iri: bool = False

    @property
    def is_number(self) -> bool:
        """Whether it is a number."""
        return self.datatype in NUMBERS

    @property
    def drawn(self) -> RowValue:
        """The value as pictures take it."""
        return row_value(self.text, self.datatype, self.target)


@dataclass(frozen=True, slots=True)
class ResultColumn:
    """A variable; `note` is the datatype or language that all its values share."""

    name: str
    note: str | None
    is_number: bool


@dataclass(frozen=True, slots=True)
class ResultTable:
    """The rows on the page, out of `total`; None where a variable has no value."""

    columns: tuple[ResultColumn, ...]
    rows: tuple[tuple[ResultCell | None, ...], ...]
    total: int

    @property
    def drawn(self) -> tuple[tuple[RowValue | None, ...], ...]:
        """The rows as pictures take them."""
        return tuple(tuple(None if cell is None else cell.drawn for cell in row) for row in self.rows)


@dataclass(frozen=True, slots=True)
class ResultGraph:
    """A graph as Turtle with links, and as a picture where it links things; `shown` of `total` triples."""

    pieces: tuple[Styled, ...]
    picture: Picture | None
    shown: int
    total: int


@dataclass(frozen=True, slots=True)
class Results:
    """An answer on a page: a table, a truth value, or a graph."""

    table: ResultTable | None = None
    truth: bool | None = None
    graph: ResultGraph | None = None

    @property
    def views(self) -> tuple[str, ...]:
        """The pictures that fit the rows."""
        if self.table is not None:
            return tuple(shape_of(self.table.drawn))
        return ("graph",) if self.graph is not None and self.graph.picture is not None else ()

    def picture(self, view: str | None, *, question: str | None = None) -> Picture | None:
        """The answer in a view, under the question or the names of its columns; None where it does not fit."""
        if self.table is not None:
            title = question or ", ".join(column.name for column in self.table.columns)
            return picture_of_rows(self.table.drawn, view or "", title=plain(title, most=_CELL))
        return self.graph.picture if self.graph is not None and view == "graph" else None

    @property
    def count(self) -> str:
        """The size of the answer: "12 rows", "1 triple"."""
        if self.table is not None:
            return counted(self.table.total, "row")
        return counted(self.graph.total, "triple") if self.graph is not None else "1 truth value"


def shown_form(checked: CheckedQuery) -> Format:
    """The format of an answer that a page is made from."""
    return SPARQL_JSON if checked.kind in ("SELECT", "ASK") else NTRIPLES


def results_of(site: Site, found: bytes, checked: CheckedQuery) -> Results:
    """An answer in its `shown_form`, for a page."""
    if checked.kind in ("CONSTRUCT", "DESCRIBE"):
        return Results(graph=_graph(site, found))
    parsed = parse_query_results(found, format=SPARQL_JSON.results)
    if isinstance(parsed, QueryBoolean):
        return Results(truth=bool(parsed))
    return Results(table=_table(site, parsed))


def _graph(site: Site, found: bytes) -> ResultGraph:
    triples = [quad.triple for quad in islice(parse(found, format=RdfFormat.N_TRIPLES), TRIPLES)]
    iris = {term for triple in triples for term in (triple.subject, triple.predicate, triple.object)}
    names = look_up(site.store, _sound(iris), languages=(), prefixes=site.prefixes)
    return ResultGraph(
        pieces=tuple(styled_turtle(triples, site.prefixes)),
        picture=tree_picture(triples, names),
        shown=len(triples),
        total=found.count(b"\n"),
    )


def _table(site: Site, solutions: QuerySolutions) -> ResultTable:
    shown: list[tuple[object, ...]] = []
    room = _PAGE
    for solution in islice(solutions, ROWS):
        row = tuple(solution)
        room -= sum(min(len(str(term)), _CELL) for term in row if term is not None)
        shown.append(row)
        if room < 0:
            break
    total = len(shown) + sum(1 for _ in solutions)
    names = look_up(site.store, _sound(term for row in shown for term in row), languages=(), prefixes=site.prefixes)
    rows = tuple(
        tuple(_cell(site, term, names[term] if isinstance(term, NamedNode) else None) for term in row) for row in shown
    )
    columns = []
    for place, variable in enumerate(solutions.variables):
        given = [cell for row in rows if (cell := row[place]) is not None]
        notes = {cell.note for cell in given}
        columns.append(
            ResultColumn(
                plain(variable.value, most=_NAME),
                note=notes.pop() if len(notes) == 1 else None,
                is_number=bool(given) and all(cell.is_number for cell in given),
            )
        )
    return ResultTable(tuple(columns), rows, total)


def _sound(terms: Iterable[object]) -> set[NamedNode]:
    return {term for term in terms if isinstance(term, NamedNode) and not _UNSOUND.search(term.value)}


def _cell(site: Site, term: object, thing: Thing | None) -> ResultCell | None:
    if term is None:
        return None
    if thing is not None:
        short = plain(_short(site, thing.iri), most=_NAME)
        name = plain(thing.name, most=_CELL) if thing.is_named else short
        return ResultCell(
            name,
            target=href(thing.iri),
            short=short if thing.is_named else None,
            language=thing.language if thing.is_named else None,
            is_iri=True,
        )
    if not isinstance(term, Literal):
        return ResultCell(plain(str(term), most=_CELL), note="triple" if isinstance(term, Triple) else "blank node")
    datatype = term.datatype.value
    note = f"@{term.language}" if term.language else None if datatype == _PLAIN else _short(site, datatype)
    return ResultCell(
        plain(term.value, most=_CELL),
        language=term.language,
        note=None if note is None else plain(note, most=_NAME),
        datatype=datatype,
    )


def _short(site: Site, iri: str) -> str:
    """An IRI with a prefix, else in angle brackets."""
    name = site.prefixes.shorten(iri)
    return f"<{iri}>" if name == iri else name
