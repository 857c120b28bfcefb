"""Small PDFs written by hand: of text, of a picture, locked, with any objects (ISO 32000-1, 7.5)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence


def pdf(*objects: bytes, trailer: bytes = b"") -> bytes:
    """A PDF of some objects, the first its catalog; `trailer` has more entries of the trailer."""
    made, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    end = b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n"
    return made + head + table + end % (len(objects) + 1, trailer, len(made))


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """An object that is a stream."""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), entries, content)


_CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"


_HELVETICA = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
_FIGURES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_FOUNT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Made /FirstChar 32 /LastChar 255 /Widths [%s] /Encoding %s >>" % (
    b" ".join(b"340" if 128 <= code < 138 else b"556" for code in range(32, 256)),
    b"<< /BaseEncoding /WinAnsiEncoding /Differences [128 %s] >>"
    % b" ".join(b"/%s.sups" % n.encode() for n in _FIGURES),
)
"""A fount that draws raised figures itself: narrower ones, as large as its others (code 128 is that of a zero)."""


def pdf_of_text(*pages: Sequence[str], picture: bool = False, trailer: bytes = b"", of_fount: bool = False) -> bytes:
    """A PDF of pages of lines in Latin-1; with a `picture` that fills each page.

    Raised figures (“¹”) are small ones above the line, or those `of_fount`, which differ from others by their width.
    """
    fixed = [_CATALOG, b"", _FOUNT if of_fount else _HELVETICA]
    image = b"/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8"
    fixed.append(stream(b"\x80", image))
    made, kids = [*fixed], []
    for lines in pages:
        drawn = b"q 595 0 0 842 0 0 cm /Im0 Do Q\n" if picture else b""
        for at, line in enumerate(lines):
            escaped = line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
            escaped = re.sub("[⁰¹²³⁴-⁹]+", _of_fount if of_fount else _raised, escaped).encode("latin-1")
            drawn += b"BT /F1 11 Tf 60 %d Td (%s) Tj 100 Tz ET\n" % (780 - 14 * at, escaped)
        made.append(stream(drawn))
        used = b"/Resources << /Font << /F1 3 0 R >> /XObject << /Im0 4 0 R >> >>"
        box = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R %s >>" % (len(made), used)
        made.append(box)
        kids.append(b"%d 0 R" % len(made))
    made[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    return pdf(*made, trailer=trailer)


def _raised(figures: re.Match[str]) -> str:
    """What draws small figures above the line, and goes on upon it."""
    return f") Tj /F1 7 Tf 4 Ts ({unicodedata.normalize('NFKC', figures.group())}) Tj /F1 11 Tf 0 Ts ("


def _of_fount(figures: re.Match[str]) -> str:
    """The codes of raised figures in the fount that draws them itself."""
    return "".join(chr(128 + int(unicodedata.normalize("NFKC", each))) for each in figures.group())


def pdf_of_pages(count: int) -> bytes:
    """A PDF of empty pages."""
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>"
    kids = b" ".join(b"%d 0 R" % number for number in range(3, 3 + count))
    return pdf(_CATALOG, b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count), *[page] * count)


_LOCK = b"/Encrypt << /Filter /%s /V 1 /R 2 /O <%s> /U <%s> /P -4 >> /ID [<00> <00>]"


def locked_pdf(handler: bytes = b"Standard") -> bytes:
    """A PDF that nobody's password opens, or with a `handler` of encryption that nobody knows."""
    return pdf_of_text(["Draft Fifth Action Plan"], trailer=_LOCK % (handler, b"ab" * 32, b"cd" * 32))
