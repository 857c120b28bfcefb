"""A document comes in: a text file as it is, a PDF by the text that a process of its own takes from it."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from ccwp_kg.errors import MissingExtra, UnreadableDocument
from ccwp_kg.sources.intake.text_file import MOST_BYTES, load_source, received
from ccwp_kg.sources.records.printed import Printed, printed_as_json, printed_from_json
from ccwp_kg.sources.records.source_text import SourceText


@dataclass(frozen=True, slots=True)
class Received:
    """A document as it is read and kept: its text with where that is printed, and the bytes of the text.

    `form` is that of the file it came from: `text` or `pdf`; `file_sha256` is the digest of a file that is no text.
    """

    form: str
    source: SourceText
    content: bytes
    file_sha256: str | None = None

    @property
    def boxes(self) -> bytes | None:
        """Where the words stand, as it is kept beside the text; None where the file does not say."""
        printed = self.source.printed
        return printed_as_json(printed, sha256=self.source.sha256).encode() if printed is not None else None


_BEFORE = b"\xef\xbb\xbf\0 \t\r\n"
"""What may stand before a PDF, though nothing should."""
_OBJECT = re.compile(rb"\d\s+\d+\s+obj\b")
_OCR = "have its text recognised (OCR) and saved in it, or as UTF-8 text"


def receive(path: Path, name: str | None = None) -> Received:
    """A document from a file, called `name`, or after the file.

    Raises UnreadableDocument where the file is neither text nor a PDF, or a PDF is cut off, broken or locked, holds
    hardly a word, or takes more pages, memory or time than it may; MissingExtra for a PDF where pdfplumber is not
    installed.
    """
    content = received(path)
    if not content.lstrip(_BEFORE).startswith(b"%PDF-"):
        return Received("text", load_source(path, name), content)
    end = content.rfind(b"startxref")
    if end < 0 or _OBJECT.search(content, end):
        raise UnreadableDocument(f"the PDF {path.name} is cut off: its end is missing; fetch the file again")
    text, printed = _text_of_pdf(path)
    source = SourceText.of(name or path.stem, text, printed)
    return Received("pdf", source, text.encode(), hashlib.sha256(content).hexdigest())


def _text_of_pdf(path: Path) -> tuple[str, Printed]:
    """The text of a PDF in reading order, and where its words stand (see `pdf_process` and `pdf_pages`)."""
    if importlib.util.find_spec("pdfplumber") is None:
        raise MissingExtra(
            f"{path.name} is a PDF, which needs pdfplumber; run pip install 'ccwp-kg[pdf]', or save its text"
        )
    # -P: nothing in the working directory is taken for a module
    command = [sys.executable, "-P", "-m", "ccwp_kg.sources.intake.pdf_process", str(path.resolve())]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        output = process.stdout.read(MOST_BYTES + 1) if process.stdout else b""
        if len(output) > MOST_BYTES:
            process.kill()
    if process.returncode != 0:
        raise UnreadableDocument(
            f"the PDF {path.name} takes more time or room than it may; give the PDF of one action plan, or its text"
        )
    answer = json.loads(output)
    if "error" in answer:
        raise UnreadableDocument(f"the PDF {path.name} cannot be read: {answer['error']}")
    text: str = answer["text"]
    printed = printed_from_json(json.loads(answer["printed"]), characters=len(text))
    pages, pictures = len(printed.pages), answer["pictures"]
    if 2 * pictures > pages:
        raise UnreadableDocument(f"the PDF {path.name} is a scan: {pictures} of its {pages} pages are pictures; {_OCR}")
    if not text.strip():
        raise UnreadableDocument(f"the PDF {path.name} holds no text: on its {pages} pages stands no letter; {_OCR}")
    return text, printed
