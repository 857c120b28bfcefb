"""The picture above the rows of an answer: counts as bars, what has dates as a timeline, pairs as a matrix."""

from __future__ import annotations

from ccwp_kg.entities import Thing
from ccwp_kg.questions.rows.table import AnswerTable, Cell
from ccwp_kg.server.html.pictures import Picture
from ccwp_kg.server.html.pictures.rows import RowValue, number_of, picture_of_rows, shape_of
from ccwp_kg.server.http.links import href

_NUMBERS = ("#integer", "#decimal", "#double", "#float")
_DATES = ("#date", "#dateTime", "#gYear", "#gYearMonth")
_FEWEST = 2


def answer_picture(table: AnswerTable | None, question: str) -> Picture | None:
    """The picture of the rows. None where none fits, for a single row, and for numbers that count nothing."""
    if table is None or len(table.rows) < _FEWEST:
        return None
    places = [place for place, column in enumerate(table.columns) if not column.is_given]
    rows = [[_drawn(row[place]) for place in places] for row in table.rows]
    views = [view for view in shape_of(rows).views if view != "bars" or table.counted is not None]
    return picture_of_rows(rows, views[0], title=question) if views else None


def picture_file(path: str) -> str:
    """The address of the picture alone, by that of the page.

    >>> picture_file("/questions/actions-of-a-body?body=organisation/olaf")
    '/questions/actions-of-a-body.svg?body=organisation/olaf'
    """
    page, mark, parameters = path.partition("?")
    return f"{page}.svg{mark}{parameters}"


def _drawn(cell: Cell) -> RowValue | None:
    if cell is None:
        return None
    if isinstance(cell, Thing):
        return RowValue(cell.short, href(cell.iri))
    kind = cell.datatype or ""
    number = number_of(cell.text) if kind.endswith(_NUMBERS) else None
    return RowValue(cell.text, number=number, date=cell.text if kind.endswith(_DATES) else None)
