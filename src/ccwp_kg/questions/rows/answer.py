"""The answer to a query as people read it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from pyoxigraph import NamedNode

from ccwp_kg.entities.facts.facts import look_up
from ccwp_kg.errors import CcwpError
from ccwp_kg.questions.rows.sentence import Sentence, in_a_sentence, truth_in_words
from ccwp_kg.questions.rows.solutions import opened
from ccwp_kg.questions.rows.table import AnswerTable, Cell, disambiguated, table_of
from ccwp_kg.questions.rows.written import MOST_ROWS, RowSource, in_order, statements_of_rows, where_written
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.store import Row, Store

SHOWN_ROWS = 100
"""The rows of an answer on a page; the downloads hold all."""


@dataclass(frozen=True, slots=True)
class FoundRows:
    """What a query found: the names of its variables and its rows, or a truth value."""

    names: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    truth: bool | None = None


Ask: TypeAlias = Callable[[str], FoundRows]
"""Asks a query within the limits of every query; raises CcwpError."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a query: its sentence, its rows (None: it has a truth value), and where these are written.

    `sources` are in the order of the rows, by what each row is called by; rows that are called alike share them.
    """

    sentence: Sentence
    table: AnswerTable | None = None
    sources: Mapping[Cell, RowSource] = field(default_factory=dict)

    @property
    def pages(self) -> tuple[int, ...]:
        """The pages on which they stand, each once."""
        return tuple(sorted({place.page for of in self.sources.values() for place in of if place.page}))

    def rows_called(self, called: Cell) -> str:
        """The numbers of the rows that are called so; empty where there is none."""
        rows = () if self.table is None else self.table.rows
        column = 0 if self.table is None else self.table.name_column
        return ", ".join(str(number) for number, row in enumerate(rows, 1) if row[column] == called)


def answer_of(
    text: str, ask: Ask, store: Store, prefixes: Prefixes, *, form: str = "", is_brief: bool = False
) -> Answer:
    """The answer to a SELECT or an ASK, each row told in the `form` of its question where it has one; without its
    sources where `is_brief`. Raises what asking the query raises."""
    found = ask(text)
    if found.truth is not None:
        return Answer(truth_in_words(found.truth))
    query = opened(text, store.base)
    solutions: Sequence[Row] = ()
    if query is not None:
        try:
            solutions = ask(query.text).rows
        except CcwpError:  # the answer stands without what lies behind it
            query = None
    shown = found.rows[:SHOWN_ROWS]
    named = look_up(
        store,
        {term for row in shown for term in row.values() if isinstance(term, NamedNode)},
        languages=(),
        prefixes=prefixes,
    )
    table = table_of(store, found.names, shown, len(found.rows), named, query=query, solutions=solutions)
    table = disambiguated(table, store, prefixes)
    sources: dict[Cell, RowSource] = {}
    if query is not None and shown and not is_brief:
        stated = statements_of_rows(shown[:MOST_ROWS], found.names, solutions, query)
        for row, source in zip(table.rows, where_written(store, stated), strict=False):
            sources[row[table.name_column]] = in_order((*sources.get(row[table.name_column], ()), *source))
    return Answer(in_a_sentence(table, form), table, sources)
