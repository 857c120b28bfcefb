"""Columns and their cells: one value or several, and the names of what links lead to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from pyoxigraph import NamedNode

from ccwp_kg.publish.tables.datatypes import ANY_URI
from ccwp_kg.publish.tables.model import Cell, TableColumn
from ccwp_kg.rdf.index import TripleIndex

IRI = TableColumn(name="iri", title="IRI", definition="The identifier of what the row is about.", datatype=ANY_URI)


def filled(
    column: TableColumn, lists: Sequence[Sequence[str]], *, is_list: bool = False
) -> tuple[TableColumn, list[Cell]]:
    """A column with the separator its values need, and a cell for each list of values.

    It holds lists where that is asked for or where a row has several values. CSVW gets no links from a column of lists,
    because it makes one link of a cell, whatever is in it; it gets them from the table of links.
    """
    if not is_list and all(len(values) <= 1 for values in lists):
        return column, [values[0] if values else None for values in lists]
    apart = separator(value for values in lists for value in values)
    column = replace(column, separator=apart, is_exact=column.is_exact and not column.is_link)
    return column, [tuple(values) or None for values in lists]


def separator(values: Iterable[str]) -> str:
    """What can stand between values so that they can be told apart again: bars, more of them than any value has.

    >>> separator(["5.1", "5.2"]), separator(["a | b"])
    (' | ', ' || ')
    """
    longest = max((len(bars) for value in values for bars in re.findall(r"\|+", value)), default=0)
    return f" {'|' * (longest + 1)} "


def label_column(
    column: TableColumn, lists: Sequence[Sequence[str]], index: TripleIndex, *, name: str
) -> tuple[TableColumn, list[Cell]]:
    """The column of the names of what another column links to, in its order; the IRI of what has no name."""
    labels = TableColumn(name=name, title=f"{column.title}: name")
    named = [[index.label(NamedNode(iri)) or iri for iri in iris] for iris in lists]
    return filled(labels, named, is_list=bool(column.separator))


def is_plain_uri(iri: str) -> bool:
    """Whether a URI template gives the IRI back as it is: RFC 6570 §1.6 encodes what is not ASCII."""
    return iri.isascii()
