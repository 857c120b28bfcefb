"""All tables of the merged graph: the actions in one table, one for each own class, and the links of lists."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import date

from pyoxigraph import Literal, NamedNode, Triple

from ccwp_kg.errors import UnknownTable
from ccwp_kg.namespaces import CCWP, DCAT, DCTERMS
from ccwp_kg.publish.tables import actions, links
from ccwp_kg.publish.tables.classes import class_table
from ccwp_kg.publish.tables.model import DataTable, TableGroup
from ccwp_kg.publish.tables.naming import Taken
from ccwp_kg.rdf.index import TripleIndex
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.rdf.terms.base import PUBLISHED_BASE, Base

SHEET_OF_COLUMNS = "columns"
LONGEST_NAME = 31
"""What a sheet of a workbook may be called at most (Excel)."""


def make_tables(triples: Iterable[Triple], prefixes: Prefixes, base: Base = PUBLISHED_BASE) -> TableGroup:
    """The tables of a merged graph with the IRIs of `base`.

    The same statements give the same tables, in whatever order they come.
    """
    index = TripleIndex(triples)
    taken = Taken(actions.NAME, links.NAME, SHEET_OF_COLUMNS, "history")  # which Excel keeps for itself
    classes = [
        class_table(index, each, name=taken.free(_table_name(each), most=LONGEST_NAME), prefixes=prefixes)
        for each in index.classes(CCWP)
    ]
    tables = (actions.actions_table(index), *classes, links.links_table(index, classes))
    dataset = base.thing("dataset")
    return TableGroup(tables, dataset.value, _issued(index, dataset))


def table_named(group: TableGroup, name: str) -> DataTable:
    """One of the tables; UnknownTable with the names there are where it is none of them."""
    found = next((table for table in group.tables if table.name == name), None)
    if found is None:
        raise UnknownTable(f"there is no table '{name}'; there are {', '.join(table.name for table in group.tables)}")
    return found


def _table_name(wanted: NamedNode) -> str:
    """The class's own name, as a file and a sheet may be called."""
    return re.sub(r"[^A-Za-z0-9]+", "-", wanted.value.removeprefix(CCWP)).strip("-") or "unnamed"


def _issued(index: TripleIndex, dataset: NamedNode) -> date | None:
    for term in index.values(dataset, DCAT.hasCurrentVersion, DCTERMS.issued):
        if isinstance(term, Literal):
            with suppress(ValueError):
                return date.fromisoformat(term.value)
    return None
