"""The text of a PDF, taken from it by a process of its own (see `pdf_process`) by the rule in `pdf_pages`."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path

from ccwp_kg.errors import MissingExtra, UnreadableDocument
from ccwp_kg.sources.intake.text_file import MOST_BYTES


def text_of_pdf(path: Path) -> str:
    """The text of a PDF in reading order.

    Raises MissingExtra where pdfplumber is not installed, UnreadableDocument where the file is broken or locked, holds
    no text, or takes more pages, memory or time than it may.
    """
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
        raise UnreadableDocument(f"the PDF {path.name} cannot be read: {answer['error']}; save its text as UTF-8")
    text: str = answer["text"]
    if not text.strip():
        raise UnreadableDocument(f"the PDF {path.name} holds no text, only pictures; have its text recognised first")
    return text
