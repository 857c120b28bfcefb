"""What the CSV tables mean, as CSV on the Web: the W3C Metadata Vocabulary for Tabular Data.

A processor that follows "Generating RDF from Tabular Data on the Web" gets from all tables together the statements of
the graph about the things in them, and no others.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from ccwp_kg.namespaces import RDF
from ccwp_kg.publish.tables.model import BY_IRI, Cell, DataTable, TableColumn, TableGroup

METADATA = "csv-metadata.json"
"""The name that a processor tries by itself beside a CSV file (Model for Tabular Data and Metadata §5.3)."""
TABULAR_DATA = "https://www.w3.org/TR/tabular-data-model/"
TABULAR_METADATA = "https://www.w3.org/TR/tabular-metadata/"


def metadata(group: TableGroup) -> str:
    """The description of a group of tables that lie beside it as `NAME.csv`."""
    keys = {table.name: frozenset(row[0] for row in table.rows) for table in group.tables if table.about == BY_IRI}
    described = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:title": group.title,
        "dc:description": (
            "A field with nothing in it means that nothing is known; the column silences of the table "
            "actions says why, and so does the table FieldSilence. Where a column has a separator, a field holds "
            "several values. A column whose name ends in _label tells what the things in the column before it are "
            "called, in English where they have an English name."
        ),
        **({"dc:license": {"@id": group.licence}} if group.licence else {}),
        "dc:source": {"@id": group.dataset},
        # Metadata Vocabulary §5.9: RFC 4180, and white space belongs to the values.
        "dialect": {
            "header": True,
            "encoding": "utf-8",
            "lineTerminators": ["\r\n"],
            "doubleQuote": True,
            "trim": False,
        },
        "tables": [_table(table, keys) for table in group.tables],
    }
    return json.dumps(described, ensure_ascii=False, indent=1) + "\n"


def _table(table: DataTable, keys: Mapping[str, frozenset[Cell]]) -> dict[str, Any]:
    columns = [_column(column) for column in table.columns]
    columns += ({"virtual": True, "propertyUrl": RDF.type.value, "valueUrl": kind} for kind in table.types)
    schema: dict[str, Any] = {"columns": columns, "primaryKey": list(table.key)}
    if table.about:
        schema["aboutUrl"] = table.about
    foreign = [key for place in range(len(table.columns)) if (key := _foreign_key(table, place, keys)) is not None]
    if foreign:
        schema["foreignKeys"] = foreign
    described = {"url": f"{table.name}.csv", "dc:title": table.title}
    if table.definition:
        described["dc:description"] = table.definition
    return described | ({} if table.about else {"suppressOutput": True}) | {"tableSchema": schema}


def _column(column: TableColumn) -> dict[str, Any]:
    """A column. What stands in the file must be one of its titles (Metadata Vocabulary §5.5.1)."""
    described: dict[str, Any] = {"name": column.name, "titles": list(dict.fromkeys((column.title, column.name)))}
    if column.definition:
        described["dc:description"] = column.definition
    kind = column.datatype
    described["datatype"] = {"@id": kind.iri, "base": kind.name} if kind.iri else kind.name
    if column.language:
        described["lang"] = column.language
    if column.separator:
        described["separator"] = column.separator
    if column.property:
        described["propertyUrl"] = column.property
    if column.is_exact and column.is_link:
        described["valueUrl"] = f"{{+{column.name}}}"
    if not column.is_exact:
        described["suppressOutput"] = True
    return described


def _foreign_key(table: DataTable, place: int, keys: Mapping[str, frozenset[Cell]]) -> dict[str, Any] | None:
    """What a column of single links leads to, where one table has a row for each of them; the largest that does.

    A row without a link would be a row without a referenced row, which a validator must call an error (Model for
    Tabular Data and Metadata §6.6), so such a column has no foreign key.
    """
    column = table.columns[place]
    targets = {row[place] for row in table.rows}
    if not column.is_link or column.separator or not targets:
        return None
    holding = [name for name, held in keys.items() if targets <= held]
    if not holding:
        return None
    name = max(holding, key=lambda name: len(keys[name]))
    return {"columnReference": [column.name], "reference": {"resource": f"{name}.csv", "columnReference": ["iri"]}}
