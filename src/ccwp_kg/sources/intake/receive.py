"""A document comes in: a text file as it is, a PDF or Word file by the text that a process of its own takes from it."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ccwp_kg.errors import MissingExtra, UnreadableDocument
from ccwp_kg.installation import install_command
from ccwp_kg.languages import counted
from ccwp_kg.sources.intake.forms import is_word
from ccwp_kg.sources.intake.text_file import MOST_BYTES, load_source, received
from ccwp_kg.sources.records.printed import Printed, printed_as_json, printed_from_json
from ccwp_kg.sources.records.source_text import SourceText


@dataclass(frozen=True, slots=True)
class Received:
    """A document as it is read and kept: its text with where that is printed, and the bytes of the text.

    `form` is that of its file: `text`, `pdf` or `word`; `file_sha256` is the digest of a file that is not text.
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
_END_OF_ZIP = b"PK\x05\x06"
_OCR = "have its text recognised (OCR) and saved in it, or as UTF-8 text"


@dataclass(frozen=True, slots=True)
class _Form:
    """A form of file that a process of its own opens, and what it needs for that."""

    label: str
    library: str
    extra: str
    needs: str
    instead: str
    is_cut_off: Callable[[bytes], bool]


def _is_half_a_pdf(content: bytes) -> bool:
    end = content.rfind(b"startxref")
    return end < 0 or _OBJECT.search(content, end) is not None


_PDF = _Form("the PDF", "pdfplumber", "pdf", "a PDF, which needs pdfplumber", "", _is_half_a_pdf)
_WORD = _Form(
    "the Word document",
    "docx",
    "docx",
    "a Word document, which needs python-docx",
    "save it as PDF, ",
    lambda content: _END_OF_ZIP not in content,
)


def receive(path: Path) -> Received:
    """A document from a file, called after it.

    Raises UnreadableDocument where the file is neither text nor a PDF nor a Word document, or one of these is cut off,
    broken or locked, holds hardly a word, or takes more pages, memory or time than it may; MissingExtra where the
    library that opens it is not installed.
    """
    content = received(path)
    form = _form(content)
    if form is None:
        return Received("text", load_source(path), content)
    if form.is_cut_off(content):
        raise UnreadableDocument(f"{form.label} {path.name} is cut off: its end is missing; fetch the file again")
    text, printed = _opened(path, form)
    source = SourceText.of(path.stem, text, printed)
    return Received(printed.form, source, text.encode(), hashlib.sha256(content).hexdigest())


def _form(content: bytes) -> _Form | None:
    if content.lstrip(_BEFORE).startswith(b"%PDF-"):
        return _PDF
    return _WORD if content.startswith(b"PK\x03\x04") and is_word(content) else None


def _opened(path: Path, form: _Form) -> tuple[str, Printed]:
    """The text of a file in reading order, and where its words stand (see `file_process`)."""
    if importlib.util.find_spec(form.library) is None:
        cures = f"{form.instead}save its text as UTF-8, or run {install_command(form.extra)}"
        raise MissingExtra(f"{path.name} is {form.needs}; {cures}")
    # -P: nothing in the working directory is taken for a module
    command = [sys.executable, "-P", "-m", "ccwp_kg.sources.intake.file_process", str(path.resolve())]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        output = process.stdout.read(MOST_BYTES + 1) if process.stdout else b""
        if len(output) > MOST_BYTES:
            process.kill()
    if process.returncode != 0:
        raise UnreadableDocument(
            f"{form.label} {path.name} takes more time or room than it may; give the document of one action plan, or "
            "its text"
        )
    answer = json.loads(output)
    if "error" in answer:
        raise UnreadableDocument(f"{form.label} {path.name} cannot be read: {answer['error']}")
    text: str = answer["text"]
    printed = printed_from_json(json.loads(answer["printed"]), characters=len(text))
    pages, pictures = len(printed.pages), answer["pictures"]
    if 2 * pictures > pages:
        verb = "is a picture" if pictures == 1 else "are pictures"
        raise UnreadableDocument(
            f"{form.label} {path.name} is a scan: {pictures} of {counted(pages, 'page')} {verb}; {_OCR}"
        )
    if not text.strip():
        where = f"no letter stands on {counted(pages, 'page')}" if pages else "no letter stands in it"
        raise UnreadableDocument(f"{form.label} {path.name} holds no text: {where}; {_OCR}")
    return text, printed
