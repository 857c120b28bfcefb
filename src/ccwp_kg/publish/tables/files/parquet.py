"""A table as Apache Parquet, for data frames and databases: whole numbers, days and lists are what they are."""

from __future__ import annotations

import io

from ccwp_kg.errors import MissingExtra
from ccwp_kg.installation import install_command
from ccwp_kg.publish.tables.datatypes import CellType, value_of
from ccwp_kg.publish.tables.model import Cell, DataTable, TableColumn


def parquet(table: DataTable) -> bytes:
    """A table as a Parquet file; each column carries its title, definition and property.

    One version of pyarrow gives the same bytes for the same table. Raises MissingExtra where pyarrow is not installed.
    """
    try:
        import pyarrow  # noqa: PLC0415  # an extra
        import pyarrow.parquet  # noqa: PLC0415
    except ImportError as error:
        cure = f"run {install_command('parquet')}"
        raise MissingExtra(f"Parquet needs pyarrow, which is not installed; {cure}") from error

    kinds = {
        CellType.TEXT: pyarrow.string(),
        CellType.INTEGER: pyarrow.int64(),
        CellType.NUMBER: pyarrow.float64(),
        CellType.BOOLEAN: pyarrow.bool_(),
        CellType.DATE: pyarrow.date32(),
    }
    fields, arrays = [], []
    for place, column in enumerate(table.columns):
        kind = kinds[column.datatype.kind]
        kind = pyarrow.list_(kind) if column.separator else kind
        about = {"title": column.title, "description": column.definition, "property": column.property}
        written = {name: text for name, text in about.items() if text}
        fields.append(pyarrow.field(column.name, kind, metadata=written))
        arrays.append(pyarrow.array([_value(column, row[place]) for row in table.rows], type=kind))
    schema = pyarrow.schema(fields, metadata={"title": table.title, "description": table.definition})
    buffer = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.Table.from_arrays(arrays, schema=schema), buffer)
    return buffer.getvalue()


def _value(column: TableColumn, cell: Cell) -> object:
    if cell is None:
        return None
    if isinstance(cell, tuple):
        return [value_of(column.datatype.kind, each) for each in cell]
    return value_of(column.datatype.kind, cell)
