"""What a table is: columns that say what their cells mean, and rows of values written as the graph writes them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from ccwp_kg.publish.tables.datatypes import STRING, Datatype

Cell: TypeAlias = str | tuple[str, ...] | None
"""A value, several values in a column that has a separator, or None where nothing is stated."""


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
    """All tables of a release, the IRI of the dataset, and the day its version was issued, if that is stated."""

    tables: tuple[DataTable, ...]
    dataset: str
    issued: date | None
