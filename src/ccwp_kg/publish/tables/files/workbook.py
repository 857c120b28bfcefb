"""All tables as a workbook (XLSX): a sheet for each, one before them that leads to them, and one that says what every
column means. A table alone needs no contents.

A text is written as a text, whatever it begins with, so that nothing becomes a formula, a link or a number. One that
reads like a number, such as 5.10, has the format for texts, so that it stays one when a person edits its cell. The IRI
of a thing is a link, in as many cells as a sheet holds links.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from ccwp_kg.publish.tables.datatypes import ANY_URI, CellType, Value, is_written_as, value_of
from ccwp_kg.publish.tables.group import LONGEST_NAME, SHEET_OF_COLUMNS, SHEET_OF_CONTENTS
from ccwp_kg.publish.tables.model import Cell, DataTable, TableColumn, TableGroup
from ccwp_kg.publish.tables.naming import Taken

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_LONGEST = 32_767
"""UTF-16 units that a cell of Excel holds."""
_ROWS = 1_048_575
"""Rows that a sheet of Excel holds below its header."""
_LINKS, _LONGEST_LINK = 10_000, 2_000
"""Links of a sheet, of which Excel takes no more than 65,530, and the characters of one."""
_EXACT = 2**53
"""Beyond it not every whole number has a double of its own, and a cell's number is a double."""
_FIRST_DAY = date(1900, 3, 1)
"""Before it the days of Excel are not those of the calendar."""
_NO_DAY = datetime(1980, 1, 1)  # noqa: DTZ001  # what ZIP takes for no date; the file tells no time zone
_NARROWEST, _NAMED, _WIDEST, _LOOKED_AT = 8, 32, 60, 100


def workbook(group: TableGroup) -> bytes:
    """The workbook; the same tables give the same bytes, as it is dated by the day of issue and not by the clock."""
    from xlsxwriter import Workbook  # noqa: PLC0415  # a server, which never writes one, need not hold it in memory

    buffer = io.BytesIO()
    book = Workbook(buffer, {"in_memory": True})  # and not from files, whose times depend on the time zone
    issued = _NO_DAY if group.issued is None else datetime(*group.issued.timetuple()[:3])  # noqa: DTZ001
    book.set_properties({"title": group.title, "created": issued})
    formats = {
        "header": book.add_format({"bold": True}),
        "day": book.add_format({"num_format": "yyyy-mm-dd"}),
        "text": book.add_format({"num_format": "@"}),
        "plain": book.add_format(),
        "link": book.add_format({"hyperlink": True}),
    }
    sheets = [*group.tables, _columns(group)]
    taken = Taken(*(table.name for table in sheets))
    if len(group.tables) > 1:
        _contents(book.add_worksheet(SHEET_OF_CONTENTS), sheets, formats)
    for table in sheets:
        for start in range(0, max(len(table.rows), 1), _ROWS):
            name = taken.free(table.name, most=LONGEST_NAME) if start else table.name
            _fill(book.add_worksheet(name), table, table.rows[start : start + _ROWS], formats)
    book.close()
    return buffer.getvalue()


def _contents(sheet: Worksheet, tables: Sequence[DataTable], formats: dict[str, Format]) -> None:
    """Write a row for each table: its name, which leads to its sheet, what it is, and how many rows it has."""
    heads = (("sheet", _NAMED), ("title", _NAMED), ("rows", _NARROWEST), ("definition", _WIDEST))
    for place, (word, width) in enumerate(heads):
        sheet.write_string(0, place, word, formats["header"])
        sheet.set_column(place, place, width)
    for number, table in enumerate(tables, start=1):
        sheet.write_url(number, 0, f"internal:'{table.name}'!A1", formats["link"], table.name)
        _write_text(sheet, number, 1, table.title, formats)
        sheet.write_number(number, 2, len(table.rows))
        _write_text(sheet, number, 3, table.definition or "", formats)
    sheet.freeze_panes(1, 0)


def _columns(group: TableGroup) -> DataTable:
    """The table that says what the columns of all tables mean."""
    names = ("table", "column", "title", "definition", "type", "separator", "property")
    return DataTable(
        name=SHEET_OF_COLUMNS,
        title="Columns",
        definition="What the columns of all tables mean.",
        columns=tuple(TableColumn(name=name, title=name) for name in names),
        rows=tuple(
            (table.name, column.name, column.title, column.definition or None, column.datatype.kind.value,
             column.separator or None, column.property or None)
            for table in group.tables
            for column in table.columns
        ),
        key=("table", "column"),
    )  # fmt: skip


def _fill(sheet: Worksheet, table: DataTable, rows: tuple[tuple[Cell, ...], ...], formats: dict[str, Format]) -> None:
    links = _LINKS
    for place, column in enumerate(table.columns):
        sheet.write_string(0, place, column.name, formats["header"])
        cells = (cell for row in rows[:_LOOKED_AT] if (cell := row[place]) is not None)
        longest = max((len(_text(column, cell)) for cell in cells), default=0)
        width = min(max(longest, len(column.name) + 3, _NARROWEST), _WIDEST)  # the filter's button takes three
        sheet.set_column(place, place, width)
        for number, row in enumerate(rows, start=1):
            if (cell := row[place]) is None:
                continue
            if links and isinstance(cell, str) and _is_link(column, cell):
                sheet.write_url(number, place, cell, formats["link"], cell)
                links -= 1
            elif isinstance(cell, tuple) or column.datatype.kind is CellType.TEXT:
                _write_text(sheet, number, place, _text(column, cell), formats)
            else:
                value = value_of(column.datatype.kind, cell)
                _write_value(sheet, number, place, value, text=cell, formats=formats)
    sheet.freeze_panes(1, 0)
    if rows:
        sheet.autofilter(0, 0, len(rows), len(table.columns) - 1)
        sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})  # Excel would offer to make numbers of them


def _is_link(column: TableColumn, cell: str) -> bool:
    """Whether a cell holds an address that a browser opens; the IRIs of things are links, other texts are not."""
    return column.datatype is ANY_URI and cell.startswith(("http://", "https://")) and len(cell) <= _LONGEST_LINK


def _text(column: TableColumn, cell: str | tuple[str, ...]) -> str:
    return column.separator.join(cell) if isinstance(cell, tuple) else cell


def _write_value(
    sheet: Worksheet, row: int, place: int, value: Value, *, text: str, formats: dict[str, Format]
) -> None:
    if isinstance(value, bool):
        sheet.write_boolean(row, place, value)
    elif isinstance(value, date) and value >= _FIRST_DAY:
        sheet.write_datetime(row, place, value, formats["day"])
    elif isinstance(value, int | float) and abs(value) <= _EXACT:
        sheet.write_number(row, place, value)
    else:
        _write_text(sheet, row, place, text, formats)


def _write_text(sheet: Worksheet, row: int, place: int, text: str, formats: dict[str, Format]) -> None:
    if len(text) > _LONGEST // 2:
        text = _shortened(text)
    if text.startswith("<r>") and text.endswith("</r>"):
        # XlsxWriter takes this for markup of its own; in pieces it is text again.
        sheet.write_rich_string(row, place, text[:1], formats["plain"], text[1:])
    else:
        sheet.write_string(row, place, text, formats["text"] if is_written_as(CellType.NUMBER, text) else None)


def _shortened(text: str) -> str:
    """A text that fits into a cell; where it is cut, it says so."""
    units = text.encode("utf-16-le")
    if len(units) <= 2 * _LONGEST:
        return text
    note = f" … [cut: the whole has {len(text)} characters and is in the CSV table]"
    return units[: 2 * (_LONGEST - len(note))].decode("utf-16-le", "ignore") + note
