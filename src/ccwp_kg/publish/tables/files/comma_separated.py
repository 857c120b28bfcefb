"""Tables as CSV (RFC 4180): the texts exactly as the graph has them.

Lines end with CR LF, the first one names the columns, the encoding is UTF-8. There is no byte order mark: it would
become part of the first column's name for most programs, and for the one that cannot do without (Excel) there is the
workbook. A text stands in quotes and anything else does not, so `"5.10"` is seen to be no number; a field with nothing
in it means that nothing is known. A text that begins with `=`, `+`, `-` or `@` is not altered, for data are to be what
they are; a spreadsheet that might take it for a formula has the workbook, too, where a text is a text.
"""

from __future__ import annotations

from ccwp_kg.publish.tables.datatypes import CellType
from ccwp_kg.publish.tables.model import Cell, DataTable, TableColumn


def comma_separated(table: DataTable) -> str:
    r"""A table as CSV; a list is one field, its values apart by the column's separator.

    >>> number = TableColumn(name="n", title="number")
    >>> rows = (("5.10",), (None,), ('a "b" c',))
    >>> comma_separated(DataTable(name="t", title="", definition="", columns=(number,), rows=rows))
    '"n"\r\n"5.10"\r\n\r\n"a ""b"" c"\r\n'
    """
    lines = [",".join(_quoted(column.name) for column in table.columns)]
    lines += (",".join(map(_field, table.columns, row)) for row in table.rows)
    return "".join(f"{line}\r\n" for line in lines)


def _field(column: TableColumn, cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, tuple):
        return _quoted(column.separator.join(cell))
    return _quoted(cell) if column.datatype.kind is CellType.TEXT else cell


def _quoted(text: str) -> str:
    # RFC 4180 §2.7: a quote within a field is written twice.
    return '"' + text.replace('"', '""') + '"'
