"""A document comes in: a text file as it is, a PDF by the text in it."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from ccwp_kg.errors import UnreadableDocument
from ccwp_kg.sources.intake.pdf import text_of_pdf
from ccwp_kg.sources.intake.text_file import load_source, received
from ccwp_kg.sources.records.source_text import SourceText


@dataclass(frozen=True, slots=True)
class ReceivedDocument:
    """A document as it is read and kept: its text, the bytes of that text, and the digest of the PDF it came from."""

    source: SourceText
    content: bytes
    pdf_sha256: str | None


def receive(path: Path) -> ReceivedDocument:
    """A document from a file, called after it in small letters: `Plan 6.pdf` is `plan-6`.

    Raises UnreadableDocument where the file is neither text nor a PDF, or its name has no letter or figure;
    MissingExtra for a PDF where its library is missing.
    """
    name = "-".join(re.findall(r"[a-z0-9]+", unicodedata.normalize("NFKD", path.stem.casefold())))
    if not name:
        raise UnreadableDocument(f"the name of {path.name} has no letter or figure; rename the file")
    content = received(path)
    if not content.startswith(b"%PDF-"):
        return ReceivedDocument(load_source(path, name), content, None)
    text = text_of_pdf(path)
    return ReceivedDocument(SourceText.of(name, text), text.encode(), hashlib.sha256(content).hexdigest())
