"""The process that opens a PDF or the file of a word processor, with bounded memory and time and writing no file.

It prints JSON and ends: {"text": …, "printed": …, "pictures": …}, where its words stand as JSON and the number of pages
that are pictures with hardly a word; or {"error": …}, what is wrong and what to do. A file may unpack to any size: only
this process runs out of memory then. Run as `python -m ccwp_kg.sources.intake.file_process FILE`.
"""

from __future__ import annotations

import json
import logging
import resource
import signal
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import zip_longest
from pathlib import Path
from typing import Any

from ccwp_kg.sources.intake.pdf_pages import (
    PdfPage,
    PdfTable,
    PdfWord,
    Rule,
    open_ends,
    text_of_pages,
    without_frames,
    without_headings_alone,
)
from ccwp_kg.sources.intake.word_file import NotRead, text_of_word
from ccwp_kg.sources.records.printed import Box, Printed, printed_as_json
from ccwp_kg.sources.records.source_text import SourceText

MOST_PAGES = 400
MOST_MEMORY = 1024 * 1024 * 1024
MOST_SECONDS = 60
"""Of computing time, and twice that on the clock."""
_PART = "give the document of one action plan, or its text as UTF-8"
_ANEW = "print it anew as PDF, or save its text as UTF-8"
_WRONG = {
    "MemoryError": f"it takes more than {MOST_MEMORY // 1024 // 1024} MiB of memory; {_PART}",
    "PDFPasswordIncorrect": "it is locked with a password; open it with the password and print it anew as PDF",
    "PDFEncryptionError": "it is encrypted in a way that is not known; open it in its program and print it anew as PDF",
}
"""What is wrong, by the exception that the library raises."""
_BULLETS = dict.fromkeys((f"(cid:{code})" for code in (127, 129, 141, 143, 144, 157)), "•")
"""The unused codes of WinAnsiEncoding, which are bullets (ISO 32000-1, annex D.2), as pdfminer writes what it lacks."""
_FIGURES = frozenset("0123456789")
_ALIKE, _NARROW, _WHOLE = 4, 0.8, 0.97
"""So many figures of one width show that all of a fount have it. A raised one takes less than the first share of it;
others take all of it, but for what rounding may cost."""
_OF_A_WORD = ("x0", "top", "x1", "bottom", "text", "size", "is_raised")
_ONE_LINE = 1
"""Letters whose tops differ by more points are in two lines, though cells in the middle of a row lie in between."""
_NO_ROOM = 0.02
"""A space takes no room where the next letter begins nearer to its beginning, in sizes of letters."""
_SHORT = 3
"""A level rule is longer than so many points."""
_PICTURE, _HARDLY = 0.5, 20
"""A page is a picture where one takes so great a share of it and fewer words than these stand on it."""


def main(path: str) -> None:
    """Print the text of a file, or what is wrong with it."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    signal.alarm(2 * MOST_SECONDS)
    logging.disable()
    answer: dict[str, str | int]
    try:
        with Path(path).open("rb") as file:
            is_word = file.read(2) == b"PK"
        text, printed, pictures = (*text_of_word(path), 0) if is_word else _text_of_pdf(path)
        places = printed_as_json(printed, sha256=SourceText.of(path, text).sha256)
        answer = {"text": text, "printed": places, "pictures": pictures}
    except NotRead as error:
        answer = {"error": f"{error}; {_PART if error.is_large else _ANEW}"}
    except Exception as error:  # noqa: BLE001  # whatever a broken file makes the library raise
        answer = {"error": what_is_wrong(error)}
    sys.stdout.write(json.dumps(answer))


def what_is_wrong(error: Exception) -> str:
    """What is wrong with a file at which a library raised an error, which pdfplumber wraps into one of its own."""
    cause = next((each for each in error.args if isinstance(each, Exception)), error)
    name = type(cause).__name__
    return _beyond(cause) or _WRONG.get(name, f"it is broken ({name}); {_ANEW}")


def _beyond(cause: Exception) -> str:
    """That XML is over a limit of the library that reads it (libxml2), if it is."""
    is_beyond = type(cause).__name__ == "XMLSyntaxError" and "HUGE" in str(cause).upper()
    return f"it nests deeper, or holds a longer text in one piece, than is read; {_PART}" if is_beyond else ""


def _text_of_pdf(path: str) -> tuple[str, Printed, int]:
    """The text of a PDF, where its words stand, and how many of its pages are pictures."""
    import pdfplumber  # noqa: PLC0415  # an extra, and only this process needs it

    with pdfplumber.open(path) as pdf:
        if not pdf.pages:
            raise NotRead("it is broken: no page is found in it")
        if len(pdf.pages) > MOST_PAGES:
            raise NotRead(f"it has more than {MOST_PAGES} pages", is_large=True)
        read = [_page(page) for page in pdf.pages]
    pages = without_headings_alone(without_frames([page for page, _ in read]))
    return *text_of_pages(pages), sum(is_picture for _, is_picture in read)


def _page(page: Any) -> tuple[PdfPage, bool]:
    """A page, and whether it is a picture with hardly a word."""
    page.process_object = partial(_object, page, page.process_object)
    page.chars[:] = [*_without_narrow_spaces(page.chars)]
    _raise_figures(page.chars)
    words = [
        PdfWord(*(word[name] for name in _OF_A_WORD))
        for word in page.extract_words(x_tolerance_ratio=0.2, y_tolerance=_ONE_LINE, extra_attrs=_OF_A_WORD[-2:])
    ]
    level = [(edge["top"], edge["x0"], edge["x1"]) for edge in page.edges if edge["orientation"] == "h"]
    level = [edge for edge in level if edge[2] - edge[1] > _SHORT]
    settings = _settings(page, level)
    opened = {round(height) for height in settings["explicit_horizontal_lines"]}
    found = page.debug_tablefinder(settings)
    in_tables = [table.cells for table in found.tables]
    alone = set(found.cells).difference(*in_tables)
    tables = [
        PdfTable(cells, opened.issuperset(round(edge) for cell in cells for edge in (cell.top, cell.bottom)))
        for cells in (tuple(Box(*box) for box in boxes) for boxes in (*in_tables, *([box] for box in sorted(alone))))
    ]
    shown = sum(image["width"] * image["height"] for image in page.images)
    is_picture = len(words) < _HARDLY and shown > _PICTURE * page.width * page.height
    page.close()
    return PdfPage(tuple(words), tuple(tables), (page.width, page.height)), is_picture


def _without_narrow_spaces(letters: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The letters without spaces that take no room: the next letter begins where they do, as behind a soft hyphen."""
    for letter, behind in zip_longest(letters, letters[1:]):
        is_beside = behind is not None and abs(behind["top"] - letter["top"]) <= _ONE_LINE
        if letter["text"] != " " or not is_beside or abs(behind["x0"] - letter["x0"]) > _NO_ROOM * letter["size"]:
            yield letter


def _raise_figures(letters: Sequence[dict[str, Any]]) -> None:
    """Tell which figures of a page their fount draws small and above the line.

    Such a figure has the size and the height of the letters around it. It is only narrower: narrower than elsewhere on
    the page, or than the others of a fount whose figures are all of one width. Letters that are squeezed show nothing.
    """
    founts: defaultdict[str, list[tuple[float, dict[str, Any]]]] = defaultdict(list)
    for letter in letters:
        width = letter["x1"] - letter["x0"]
        if letter["text"] in _FIGURES and letter["upright"] and width > 0 and letter["size"] > 0:
            founts[letter["fontname"]].append((width / letter["size"], letter))
    for figures in founts.values():
        widest: dict[str, float] = {}
        for width, letter in figures:
            widest[letter["text"]] = max(width, widest.get(letter["text"], 0.0))
        usual, count = Counter(round(width, 2) for width in widest.values()).most_common(1)[0]
        shares = [width / max(widest[letter["text"]], usual if count >= _ALIKE else 0.0) for width, letter in figures]
        if not any(_NARROW <= share < _WHOLE for share in shares):
            for share, (_, letter) in zip(shares, figures, strict=True):
                letter["is_raised"] = share < _NARROW


def _object(page: Any, other: Callable[[Any], dict[str, Any]], item: Any) -> dict[str, Any]:
    """What stands on a page, as pdfplumber gives it: of a letter only what is asked for, which takes half the time."""
    if not hasattr(item, "upright"):
        return other(item)
    left, above = page.mediabox[:2]
    top = page.height - item.y1 + above
    return {
        "object_type": "char",
        "text": _BULLETS.get(item.get_text(), item.get_text()),
        "x0": item.x0 + left,
        "x1": item.x1 + left,
        "top": top,
        "bottom": page.height - item.y0 + above,
        "doctop": page.initial_doctop + top,
        "upright": item.upright,
        "size": item.size,
        "fontname": item.fontname,
        "is_raised": False,
    }


def _settings(page: Any, level: Sequence[Rule]) -> dict[str, Any]:
    """How tables are looked for: where a page breaks a row, its upright rules end and nothing closes it."""
    upright = [(edge["x0"], edge["top"], edge["bottom"]) for edge in page.edges if edge["orientation"] == "v"]
    # some programs draw on beyond the page
    upright = [edge for edge in upright if edge[1] >= 0 and edge[2] <= page.height]
    return {"explicit_horizontal_lines": open_ends(upright, level)}


if __name__ == "__main__":
    main(sys.argv[1])
