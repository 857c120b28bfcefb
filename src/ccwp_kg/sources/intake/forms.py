"""Files that are neither plain text nor PDF, each known by its first bytes and refused in a sentence of its own."""

from __future__ import annotations

import re
from collections import Counter

from ccwp_kg.errors import UnreadableDocument

_HEAD = 2000
"""The bytes in which a text shows what it is."""
_SAVE = "save it as PDF or as UTF-8 text"
_OPEN = f"open it in its program and {_SAVE}"
_UNPACK = "unpack it and give the document in it"
_OCR = "have its text recognised (OCR) and saved as PDF or as UTF-8 text"

_BEGINNINGS: tuple[tuple[bytes, str, str], ...] = (
    (b"\x1f\x8b", "a gzip file", _UNPACK),
    (b"BZh", "a bzip2 file", _UNPACK),
    (b"\xfd7zXZ\x00", "an xz file", _UNPACK),
    (b"\x28\xb5\x2f\xfd", "a Zstandard file", _UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", _UNPACK),
    (b"Rar!\x1a\x07", "a RAR archive", _UNPACK),
    (b"{\\rtf", "an RTF document", _OPEN),
    (b"\xffWPC", "a WordPerfect document", _OPEN),
    (b"%!PS", "a PostScript file", "convert it to PDF"),
    (b"\x89PNG\r\n", "an image (PNG)", _OCR),
    (b"\xff\xd8\xff", "an image (JPEG)", _OCR),
    (b"GIF8", "an image (GIF)", _OCR),
    (b"II*\x00", "an image (TIFF)", _OCR),
    (b"MM\x00*", "an image (TIFF)", _OCR),
    (b"BM", "an image (BMP)", _OCR),
    (b"RIFF", "an image or a recording (RIFF)", _OCR),
    (b"\x00\x00\x00\x0cjP  ", "an image (JPEG 2000)", _OCR),
    (b"AT&TFORM", "a DjVu document", "convert it to PDF with its text"),
)
_WORD = b"[Content_Types].xml word/"
_IN_A_ZIP: tuple[tuple[bytes, str, str], ...] = (
    (_WORD, "a Word document (.docx)", "give it to ‘ccwp-kg read’ or ‘ccwp-kg add’, which do"),
    (b"[Content_Types].xml xl/", "an Excel workbook (.xlsx)", _OPEN),
    (b"[Content_Types].xml ppt/", "a PowerPoint presentation (.pptx)", _OPEN),
    (b"application/vnd.oasis.opendocument", "an OpenDocument file (.odt, .ods or .odp)", _OPEN),
    (b"application/epub+zip", "an EPUB book", "convert it to PDF or to UTF-8 text"),
)
_IN_A_COMPOUND_FILE = (
    ("WordDocument", "a Word document (.doc)", _OPEN),
    ("Workbook", "an Excel workbook (.xls)", _OPEN),
    ("PowerPoint Document", "a PowerPoint presentation (.ppt)", _OPEN),
    ("EncryptedPackage", "an office document locked with a password", f"open it with the password and {_SAVE}"),
    ("__substg1.0_", "an Outlook message (.msg)", "save the document attached to it, or its text as UTF-8"),
)
"""What a Compound File holds, by the name of a stream in it (MS-CFB)."""
_MARKUP: tuple[tuple[re.Pattern[bytes], str, str], ...] = tuple(
    (re.compile(form, re.IGNORECASE), kind, cure)
    for form, kind, cure in (
        (rb"<(?:!doctype\s+html|html|head|body)\b", "an HTML page", "open it in a browser and print it as PDF"),
        (rb"<(?:!doctype\s+svg|svg)\b", "an image (SVG)", _OCR),
        (rb"<!doctype\b|<\w+[^>]*\sxmlns", "an XML document", _OPEN),
    )
)
_PROLOGUE = ((b"<?", b"?>"), (b"<!--", b"-->"))
"""What may stand before the first element of a page or document, from its first to its last characters."""


def is_word(data: bytes) -> bool:
    """Whether an archive holds the document of a word processor (ECMA-376)."""
    return all(name in data for name in _WORD.split(b" "))


def refuse_other_forms(name: str, data: bytes) -> None:
    """Raise UnreadableDocument where a file is of a known form that is no plain text.

    The sentence names the form and what to do. Nothing is unpacked.
    """
    kind = _kind(data)
    if kind is not None:
        raise UnreadableDocument(f"{name} is {kind[0]}, which is not read; {kind[1]}")


def _kind(data: bytes) -> tuple[str, str] | None:
    if data.startswith(b"PK\x03\x04"):
        # the names in an archive are not packed
        held = (found for found in _IN_A_ZIP if all(name in data for name in found[0].split(b" ")))
        return next(((kind, cure) for _, kind, cure in held), ("a zip archive", _UNPACK))
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        streams = (found for found in _IN_A_COMPOUND_FILE if found[0].encode("utf-16-le") in data)
        return next(((kind, cure) for _, kind, cure in streams), ("an office document", _OPEN))
    for beginning, kind, cure in _BEGINNINGS:
        if data.startswith(beginning) and (kind != "an image (BMP)" or b"\0" in data[:_HEAD]):
            return kind, cure
    head = data[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()
    first = head
    while end := next((end for start, end in _PROLOGUE if first.startswith(start)), None):
        first = first.partition(end)[2].lstrip()
    if b"\nMIME-Version:" in b"\n" + head:
        return "an e-mail or a saved web page", _OPEN
    markup = ((kind, cure) for form, kind, cure in _MARKUP if form.match(first))
    return next(markup, ("an XML document", _OPEN) if head.startswith(b"<?xml") else None)


def decoded(name: str, data: bytes) -> str:
    """The characters of a UTF-8 text, without a byte order mark (Encoding Standard, "UTF-8 decode").

    Raises UnreadableDocument where it is in another encoding, which is named where its bytes tell, or no text.
    """
    if (kind := _wide(data)) is not None:
        raise UnreadableDocument(f"{name} is {kind} text, not UTF-8; save it as UTF-8")
    if b"\0" in data:
        raise UnreadableDocument(f"{name} is a binary file, not a text; give the document as PDF or as UTF-8 text")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        is_cut = error.reason == "unexpected end of data"
        raise UnreadableDocument(f"{name} {_not_utf_8(data, error.start, is_cut=is_cut)}") from error


def _wide(data: bytes) -> str | None:
    """Whether a text has two or four bytes a character: by its mark, or by where its zero bytes stand."""
    if data.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")):
        return "UTF-32"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "UTF-16"
    zeros = Counter(place % 2 for place, byte in enumerate(data[:_HEAD]) if byte == 0)
    half = min(len(data), _HEAD) // 2
    return "UTF-16" if half and max(zeros.values(), default=0) > 0.8 * half and min(zeros[0], zeros[1]) == 0 else None


def _not_utf_8(data: bytes, place: int, *, is_cut: bool) -> str:
    """Why some bytes are not UTF-8, and what to do; `place` is that of the first that is none."""
    line = data.count(b"\n", 0, place) + 1
    where = f"byte {place}, in line {line}"
    start = max(data.rfind(mark, 0, place) for mark in (b" ", b"\n", b"\t")) + 1
    if is_cut:
        return f"is cut off within its last character ({where}); fetch the file again"
    if not data[:place].isascii():
        return f"is not UTF-8 throughout ({where}); mend the characters there and save it as UTF-8"
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return f"is not UTF-8 ({where}); save it as UTF-8"
    foreign = sum(byte >= 0xC0 for byte in data)
    if foreign * 5 > sum(map(str.isalpha, text)):
        return f"is not UTF-8 ({where}) but in an older encoding; save it as UTF-8"
    word = text[start:].split(maxsplit=1)[0]
    return f"is not UTF-8 ({where}) but, it seems, Windows-1252 or Latin-1, as in “{word[:40]}”; save it as UTF-8"
