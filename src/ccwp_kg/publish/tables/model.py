"""What a table is: columns that say what their cells mean, and rows of values written as the graph writes them.

A cell has one value or several. The names of what links lead to stand in a column of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias

from pyoxigraph import NamedNode

from ccwp_kg.publish.tables.datatypes import ANY_URI, STRING, Datatype
from ccwp_kg.rdf.index import TripleIndex

Cell: TypeAlias = str | tuple[str, ...] | None
"""A value, several values in a column that has a separator, or None where nothing is known."""


BY_IRI = "{+iri}"
"""The subject of a row is what its column `iri` says (RFC 6570 §3.2.3: as it stands)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableColumn:
    """A column of a table.

    `separator` stands between the values of a cell; it is empty where a cell has at most one. `property` is the IRI of
    the property whose values these are, or a URI template that makes it from the row, or empty. `is_exact` where a
    CSVW reader gets exactly the graph's statements from it (subject of the row, property, value); it cannot from cells
    with several links.
    """

    name: str
    title: str
    definition: str = ""
    datatype: Datatype = STRING
    language: str = ""
    separator: str = ""
    property: str = ""
    is_link: bool = False
    is_exact: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DataTable:
    """A table: `key` names the columns that tell its rows apart, `types` are classes that every row's thing is of.

    `about` is the URI template (RFC 6570) that makes the subject of a row's statements from its cells, empty where the
    table gives none, because other tables do.
    """

    name: str
    title: str
    definition: str
    columns: tuple[TableColumn, ...]
    rows: tuple[tuple[Cell, ...], ...]
    key: tuple[str, ...] = ("iri",)
    types: tuple[str, ...] = ()
    about: str = BY_IRI


@dataclass(frozen=True, slots=True)
class TableGroup:
    """All tables of a release, the IRI of the dataset, and the day its version was issued, its name and its licence, if
    they are stated."""

    tables: tuple[DataTable, ...]
    dataset: str
    issued: date | None
    name: str | None = None
    licence: str | None = None

    @property
    def title(self) -> str:
        """What the tables are."""
        return f"{self.name or 'Action plans'} as tables"


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
