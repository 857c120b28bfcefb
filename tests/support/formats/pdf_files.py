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


def pdf_of_text(*pages: Sequence[str], picture: bool = False, trailer: bytes = b"") -> bytes:
    """A PDF of pages of lines in Latin-1, raised figures in small ones (“¹”); with a `picture` that fills each page."""
    fixed = [_CATALOG, b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"]
    image = b"/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8"
    fixed.append(stream(b"\x80", image))
    made, kids = [*fixed], []
    for lines in pages:
        drawn = b"q 595 0 0 842 0 0 cm /Im0 Do Q\n" if picture else b""
        for at, line in enumerate(lines):
            escaped = line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
            escaped = re.sub("[⁰¹²³⁴-⁹]+", _raised, escaped).encode("latin-1")
            drawn += b"BT /F1 11 Tf 60 %d Td (%s) Tj ET\n" % (780 - 14 * at, escaped)
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


def pdf_of_pages(count: int) -> bytes:
    """A PDF of empty pages."""
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>"
    kids = b" ".join(b"%d 0 R" % number for number in range(3, 3 + count))
    return pdf(_CATALOG, b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count), *[page] * count)


_LOCK = b"/Encrypt << /Filter /%s /V 1 /R 2 /O <%s> /U <%s> /P -4 >> /ID [<00> <00>]"


def locked_pdf(handler: bytes = b"Standard") -> bytes:
    """A PDF that nobody's password opens, or with a `handler` of encryption that nobody knows."""
    return pdf_of_text(["Draft Fifth Action Plan"], trailer=_LOCK % (handler, b"ab" * 32, b"cd" * 32))
