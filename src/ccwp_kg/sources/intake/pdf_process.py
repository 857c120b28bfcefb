"""The process that opens a PDF, with bounded memory and time and without writing a file.

It prints JSON and ends: {"text": …, "pages": …, "pictures": …}, the numbers of all pages and of those that are pictures
with hardly a word; or {"error": …}, what is wrong and what to do. A PDF may unpack to any size: only this process runs
out of memory then. Run as `python -m ccwp_kg.sources.intake.pdf_process FILE`.
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
_PART = "give the PDF of one action plan, or its text as UTF-8"
_ANEW = "print it anew as PDF, or save its text as UTF-8"
_WRONG = {
    "PDFPasswordIncorrect": "it is locked with a password; open it with the password and print it anew as PDF",
    "PDFEncryptionError": "it is encrypted in a way that is not known; open it in its program and print it anew as PDF",
}
"""What is wrong, by the exception that the library raises."""
_PICTURE, _HARDLY = 0.5, 20
"""A page is a picture where one takes so great a share of it and fewer words than these stand on it."""


def main(path: str) -> None:
    """Print the text of a PDF, or what is wrong with it."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    signal.alarm(2 * MOST_SECONDS)
    logging.disable()
    answer: dict[str, str | int]
    try:
        import pdfplumber  # noqa: PLC0415  # an extra, and only this process needs it

        with pdfplumber.open(path) as pdf:
            if not pdf.pages:
                answer = {"error": f"it is broken: no page is found in it; {_ANEW}"}
            elif len(pdf.pages) > MOST_PAGES:
                answer = {"error": f"it has more than {MOST_PAGES} pages; {_PART}"}
            else:
                read = [_page(page) for page in pdf.pages]
                text = text_of_pages([page for page, _ in read])
                answer = {"text": text, "pages": len(read), "pictures": sum(is_picture for _, is_picture in read)}
    except MemoryError:
        answer = {"error": f"it takes more than {MOST_MEMORY // 1024 // 1024} MiB of memory; {_PART}"}
    except Exception as error:  # noqa: BLE001  # whatever a broken file makes the library raise
        # pdfplumber wraps what the library below it raises
        cause = next((each for each in error.args if isinstance(each, Exception)), error)
        answer = {"error": _WRONG.get(type(cause).__name__, f"it is broken ({type(cause).__name__}); {_ANEW}")}
    sys.stdout.write(json.dumps(answer))


def _page(page: Any) -> tuple[PdfPage, bool]:
    """A page, and whether it is a picture with hardly a word."""
    words = [
        PdfWord(word["text"], word["x0"], word["x1"], word["top"], word["bottom"], word["size"])
        for word in page.extract_words(x_tolerance_ratio=0.2, extra_attrs=["size"])
    ]
    tables = [_table(table, words) for table in page.find_tables()]
    tables = [table for table in tables if len(table.rows) > 1 or (table.rows and len(table.rows[0]) > 1)]
    inside = {word for table in tables for row in table.rows for cell in row for word in cell.words}
    shown = sum(image["width"] * image["height"] for image in page.images)
    is_picture = len(words) < _HARDLY and shown > _PICTURE * page.width * page.height
    page.close()
    return PdfPage(tuple(word for word in words if word not in inside), tuple(tables)), is_picture


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
