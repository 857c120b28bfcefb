"""What comes in as a document: a text file within limits, or a refusal in one sentence."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from ccwp_kg.errors import UnreadableDocument
from ccwp_kg.sources.intake.forms import decoded, refuse_other_forms
from ccwp_kg.sources.records.printed import Printed, printed_from_json
from ccwp_kg.sources.records.source_text import SourceText

BOXES = ".boxes.json"
"""How the name of the file ends that tells where the words of a text stand."""
MOST_BYTES = 32 * 1024 * 1024
"""A larger file is refused before it is read: the largest plan known has 30 kB."""


def received(path: Path) -> bytes:
    """The bytes of a file.

    Raises UnreadableDocument where it is missing, no plain file, or larger than MOST_BYTES.
    """
    try:
        if not path.exists():
            raise UnreadableDocument(f"there is no file {path}; give the path of a text, PDF or Word file")
        if not path.is_file():
            raise UnreadableDocument(
                f"{path} cannot be read: it is no plain file; give the path of a text, PDF or Word file"
            )
        with path.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise UnreadableDocument(f"{path.name} cannot be read ({error.strerror}); give a readable file") from error
    if len(data) > MOST_BYTES:
        raise UnreadableDocument(
            f"{path.name} is larger than {MOST_BYTES // 1024 // 1024} MiB; give the document of one action plan"
        )
    return data


def load_source(path: Path, name: str | None = None) -> SourceText:
    """A document from a UTF-8 text file, its line ends untouched; called `name`, or after the file.

    Where its words are printed is read from NAME.boxes.json, if that stands beside NAME.txt. Raises UnreadableDocument
    where the file is missing, too large, empty, no text or not UTF-8, or what stands beside it is that of another text.
    """
    data = received(path)
    if data.startswith(b"%PDF-"):
        raise UnreadableDocument(
            f"{path.name} is a PDF; give it to 'ccwp-kg read' or 'ccwp-kg add', which take its text"
        )
    refuse_other_forms(path.name, data)
    text = decoded(path.name, data)
    if not text.strip():
        only = "only white space" if data else "0 bytes"
        raise UnreadableDocument(f"{path.name} is empty ({only}); give a file that holds the document's text")
    sha256 = hashlib.sha256(data).hexdigest()
    return SourceText(name or path.stem, text, sha256, _printed(path, sha256, characters=len(text)))


def _printed(path: Path, sha256: str, *, characters: int) -> Printed | None:
    """Where the words of a text are printed, if a file beside it says so."""
    beside = path.with_suffix(BOXES)
    if path.suffix != ".txt" or not beside.exists():
        return None
    try:
        held = json.loads(received(beside))
        if held["textSha256"] != sha256:
            raise UnreadableDocument(
                f"{beside.name} tells the places of words of another text than {path.name}; restore both files, or "
                f"remove {beside.name}"
            )
        return printed_from_json(held, characters=characters)
    except (ValueError, TypeError, KeyError, IndexError, RecursionError) as error:
        raise UnreadableDocument(
            f"{beside.name} is damaged ({type(error).__name__}): it does not tell where the words of {path.name} "
            "stand; restore it, or remove it"
        ) from error
