"""The process that opens a PDF, with bounded memory and time and without writing a file.

It prints the document's text as JSON, {"text": …} or {"error": …}, and ends. A PDF may unpack to any size: only this
process runs out of memory then. Run as `python -m ccwp_kg.sources.intake.pdf_process FILE`.
"""

from __future__ import annotations

import json
import logging
import resource
import signal
import sys
from typing import Any

from ccwp_kg.sources.intake.pdf_pages import PdfCell, PdfPage, PdfTable, PdfWord, text_of_pages

MOST_PAGES = 400
MOST_MEMORY = 1024 * 1024 * 1024
MOST_SECONDS = 60
"""Of computing time, and twice that on the clock."""


def main(path: str) -> None:
    """Print the text of a PDF, or what is wrong with it."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    signal.alarm(2 * MOST_SECONDS)
    logging.disable()
    try:
        import pdfplumber  # noqa: PLC0415  # an extra, and only this process needs it

        with pdfplumber.open(path) as pdf:
            if len(pdf.pages) > MOST_PAGES:
                answer = {"error": f"it has more than {MOST_PAGES} pages"}
            else:
                answer = {"text": text_of_pages([_page(page) for page in pdf.pages])}
    except MemoryError:
        answer = {"error": f"it takes more than {MOST_MEMORY // 1024 // 1024} MiB of memory"}
    except Exception as error:  # noqa: BLE001  # whatever a broken file makes the library raise
        answer = {"error": f"it is broken or locked ({type(error).__name__})"}
    sys.stdout.write(json.dumps(answer))


def _page(page: Any) -> PdfPage:
    words = [
        PdfWord(word["text"], word["x0"], word["x1"], word["top"], word["bottom"], word["size"])
        for word in page.extract_words(x_tolerance_ratio=0.2, extra_attrs=["size"])
    ]
    tables = [_table(table, words) for table in page.find_tables()]
    tables = [table for table in tables if len(table.rows) > 1 or (table.rows and len(table.rows[0]) > 1)]
    inside = {word for table in tables for row in table.rows for cell in row for word in cell.words}
    page.close()
    return PdfPage(tuple(word for word in words if word not in inside), tuple(tables))


def _table(table: Any, words: list[PdfWord]) -> PdfTable:
    rows = []
    for row in table.rows:
        cells = []
        for box in row.cells:
            if box is not None:
                x0, top, x1, bottom = box
                inside = (
                    word
                    for word in words
                    if x0 <= (word.x0 + word.x1) / 2 < x1 and top <= (word.top + word.bottom) / 2 < bottom
                )
                cells.append(PdfCell(x0, x1, tuple(inside)))
        rows.append(tuple(cells))
    return PdfTable(table.bbox[1], tuple(row for row in rows if any(cell.words for cell in row)))


if __name__ == "__main__":
    main(sys.argv[1])
