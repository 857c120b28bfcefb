"""Text from the data made safe for a page or a file: bounded in length, no formula of a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping

from ccwp_kg.markup import visible


def plain(text: str, *, most: int) -> str:
    """At most `most` characters of a text, a cut marked with "…" and control characters named in brackets.

    >>> plain("abc\\u202edef", most=5)
    'abc[U+202E]d…'
    """
    return visible(text if len(text) <= most else f"{text[:most]}…")


def counted(number: int, noun: str) -> str:
    """A number and its noun, with thin spaces between thousands.

    >>> counted(1, "row"), counted(0, "row")
    ('1 row', '0 rows')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}".replace(",", "\u202f")


def csv_table(rows: Iterable[Iterable[object]], *, is_all_quoted: bool = False) -> str:
    r"""Rows as CSV (RFC 4180), None as an empty field; what a spreadsheet would run as a formula gets an apostrophe.

    >>> csv_table([["=1+1", None, "5.10"]])
    "'=1+1,,5.10\r\n"
    """
    written = io.StringIO()
    table = csv.writer(written, quoting=csv.QUOTE_ALL if is_all_quoted else csv.QUOTE_MINIMAL, lineterminator="\r\n")
    for row in rows:
        cells = ("" if cell is None else str(cell) for cell in row)
        table.writerow(f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell for cell in cells)
    return written.getvalue()


def json_lines(rows: Iterable[Mapping[str, object]]) -> bytes:
    """Rows as JSON Lines: an object on each line.

    >>> json_lines([{"number": "5.10"}, {"number": None}])
    b'{"number": "5.10"}\\n{"number": null}\\n'
    """
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()
