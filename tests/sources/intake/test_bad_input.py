"""Whatever is no document of the family is refused in one sentence that names cause and cure."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from ccwp_kg.errors import UnreadableDocument
from ccwp_kg.sources.intake.text_file import load_source
from ccwp_kg.sources.records.records import Reading


@pytest.mark.parametrize(
    ("cause", "cure", "content"),
    [
        ("is empty", "give a file that holds", b""),
        ("is empty", "give a file that holds", b" \n\x0c\n"),
        ("is a binary file", "saved as UTF-8", b"\x7fELF\x00\x01"),
        ("is a PDF", "give it to 'ccwp-kg read'", b"%PDF-1.4\x00\x01"),
        ("is not UTF-8 (byte 3)", "save it with that encoding", b"caf\xe9 au lait"),
        ("is not UTF-8", "save it with that encoding", "Draft Fifth".encode("utf-16-le")[1:].replace(b"\0", b"\xff")),
    ],
)
def test_files_that_hold_no_text(cause: str, cure: str, content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_bytes(content)
    with pytest.raises(UnreadableDocument) as refused:
        load_source(path)
    assert cause in str(refused.value)
    assert cure in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(("cause", "name"), [("there is no file", "nothing.txt"), ("cannot be read", ".")])
def test_files_that_cannot_be_opened(cause: str, name: str, tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument, match=cause):
        load_source(tmp_path / name)


def test_a_source_is_named_and_its_bytes_are_digested(tmp_path: Path) -> None:
    """Line ends stay; a byte order mark is no character of the document, but one of its bytes."""
    content = b"\xef\xbb\xbfone\r\ntwo"
    path = tmp_path / "plan-x.txt"
    path.write_bytes(content)
    source = load_source(path)
    assert (source.name, source.text) == ("plan-x", "one\r\ntwo")
    assert source.sha256 == hashlib.sha256(content).hexdigest()
    assert load_source(path, name="other").name == "other"


@pytest.mark.parametrize(
    ("message", "text"),
    [
        ("no annex with actions", "A recipe for soup.\n\nTake an onion."),
        ("no annex with actions", "Draft Fifth Action Plan (1.7.2011–31.12.2012)\n\nNothing follows."),
        ("names no Action Plan in its title", "A letter\n ANNEX\n\nProposed action\n\n5.1\n\nTo improve"),
        ("no annex with actions", "{}"),
    ],
)
def test_texts_of_another_family(message: str, text: str, read_text: Callable[[str], Reading]) -> None:
    with pytest.raises(UnreadableDocument, match=message):
        read_text(text)
