"""What comes in as a document: a text file within limits, or a refusal in one sentence."""

from __future__ import annotations

import hashlib
from pathlib import Path

from ccwp_kg.errors import UnreadableDocument
from ccwp_kg.sources.records.source_text import SourceText

MOST_BYTES = 32 * 1024 * 1024
"""A larger file is refused before it is read: the largest plan known has 30 kB."""

_KINDS = (
    (b"PK\x03\x04", "a zip archive or an office document", "unpack it and save the document's text as UTF-8"),
    (b"\x1f\x8b", "a gzip file", "unpack it and give the text in it"),
    (b"BZh", "a bzip2 file", "unpack it and give the text in it"),
    (b"\xfd7zXZ\x00", "an xz file", "unpack it and give the text in it"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard file", "unpack it and give the text in it"),
    (b"\xd0\xcf\x11\xe0", "an office document", "save its text as UTF-8"),
    (b"{\\rtf", "an RTF document", "save its text as UTF-8"),
    (b"%PDF-", "a PDF", "give it to 'ccwp-kg read' or 'ccwp-kg add', which take its text"),
    (b"\xff\xfe", "UTF-16 text", "save it as UTF-8"),
    (b"\xfe\xff", "UTF-16 text", "save it as UTF-8"),
)


def received(path: Path) -> bytes:
    """The bytes of a file.

    Raises UnreadableDocument where it is missing, no plain file, or larger than MOST_BYTES.
    """
    try:
        if not path.exists():
            raise UnreadableDocument(f"there is no file {path.name}; give the path of a text file")
        if not path.is_file():
            raise UnreadableDocument(f"{path.name} cannot be read: it is no plain file; give the path of a text file")
        with path.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise UnreadableDocument(f"{path.name} cannot be read ({error.strerror}); give a readable text file") from error
    if len(data) > MOST_BYTES:
        raise UnreadableDocument(
            f"{path.name} is larger than {MOST_BYTES // 1024 // 1024} MiB; give the text of one action plan"
        )
    return data


def load_source(path: Path, name: str | None = None) -> SourceText:
    """A document from a UTF-8 text file, its line ends untouched; called `name`, or after the file.

    Raises UnreadableDocument where the file is missing, too large, empty, no text or not UTF-8.
    """
    data = received(path)
    for beginning, kind, cure in _KINDS:
        if data.startswith(beginning):
            raise UnreadableDocument(f"{path.name} is {kind}, not a text file; {cure}")
    if b"\0" in data:
        raise UnreadableDocument(f"{path.name} is a binary file; give its text, saved as UTF-8")
    try:
        # a byte order mark is no character of the document (Encoding Standard, "UTF-8 decode")
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableDocument(
            f"{path.name} is not UTF-8 (byte {error.start}); save it with that encoding"
        ) from error
    if not text.strip():
        raise UnreadableDocument(f"{path.name} is empty; give a file that holds the document's text")
    return SourceText(name or path.stem, text, hashlib.sha256(data).hexdigest())
