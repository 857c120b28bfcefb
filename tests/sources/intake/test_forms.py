"""Every form that is not read is refused in a sentence of its own, true for it; what is sound is not refused."""

from __future__ import annotations

import bz2
import io
import lzma
import re
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from time import process_time

import pytest

from ccwp_kg.errors import UnreadableDocument
from ccwp_kg.sources.intake.receive import receive
from support.formats.pdf_files import locked_pdf, pdf_of_pages, pdf_of_text

LINES = ["Draft Fifth Action Plan (1.7.2011-31.12.2012)", "ANNEX", "Proposed action", "5.1", "To improve controls"]
WHOLE = pdf_of_text(LINES, LINES, LINES)


def packed(*names: str, mimetype: str = "") -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        if mimetype:
            archive.writestr(zipfile.ZipInfo("mimetype"), mimetype)
        for name in names:
            archive.writestr(name, "<a/>" * 99)
    return made.getvalue()


def compound(stream: str) -> bytes:
    """The signature of a Compound File and the name of one of its streams (MS-CFB)."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + stream.encode("utf-16-le") + bytes(64)


OFFICE = "[Content_Types].xml"
HTML = b"<html><head><title>Plan</title></head><body><p>Draft Fifth Action Plan</p></body></html>"
GREEK = "Οι αντιπροσωπίες θα βρουν το σχέδιο δράσης για την τελωνειακή συνεργασία\n"

FORMS: list[tuple[str, bytes, str]] = [
    # (what it is, its bytes, what is said of it)
    ("no bytes", b"", "is empty \\(0 bytes\\); give a file that holds"),
    ("white space", b"\xef\xbb\xbf \n\x0c\n", "is empty \\(only white space\\); give a file"),
    ("a scan", pdf_of_text([], [], [], picture=True), "is a scan: 3 of 3 pages are pictures; have .*OCR"),
    ("a stamped scan", pdf_of_text(["LIMITE"], ["EN 2"], picture=True), "is a scan: 2 of 2 pages are pictures"),
    ("a blank PDF", pdf_of_pages(2), "holds no text: no letter stands on 2 pages; have .*OCR"),
    ("a locked PDF", locked_pdf(), "is locked with a password; open it with the password and print it anew"),
    ("an unknown lock", locked_pdf(b"Other"), "is encrypted in a way that is not known; open it in its program"),
    ("half a PDF", WHOLE[: len(WHOLE) // 2], "is cut off: its end is missing; fetch the file again"),
    ("a PDF cut in its table", WHOLE[: WHOLE.rindex(b"trailer")], "is cut off: its end is missing; fetch"),
    ("a cut later version", WHOLE + b"9 0 obj\n<< /Length 9", "is cut off: its end is missing; fetch"),
    ("a PDF of nothing", b"%PDF-1.7\nstartxref\n0\n%%EOF\n", "is broken.*; print it anew as PDF, or save its text"),
    ("HTML", HTML, "is an HTML page, .*; open it in a browser and print it as PDF"),
    ("HTML, with a comment", b"\xef\xbb\xbf<!-- saved -->\r\n<!DOCTYPE HTML>\r\n" + HTML, "is an HTML page"),
    ("XHTML", b'<?xml version="1.0"?>\n' + HTML.replace(b"<html", b'<html xmlns="x"'), "is an HTML page"),
    (
        "a web archive",
        b"From: <Saved>\r\nSubject: Plan\r\nMIME-Version: 1.0\r\n\r\n",
        "is an e-mail or a saved web page",
    ),
    ("XML", b'<?xml version="1.0"?><akomaNtoso/>', "is an XML document"),
    ("SVG", b'<svg xmlns="http://www.w3.org/2000/svg"/>', r"is an image \(SVG\)"),
    ("a broken Word file", packed(OFFICE, "word/document.xml"), "is broken .*; print it anew as PDF, or save its text"),
    ("half a Word file", packed(OFFICE, "word/document.xml")[:-60], "is cut off: its end is missing; fetch the file"),
    ("Excel", packed(OFFICE, "xl/workbook.xml"), r"is an Excel workbook \(.xlsx\), .*; open it .* save it as PDF"),
    ("PowerPoint", packed(OFFICE, "ppt/presentation.xml"), r"is a PowerPoint presentation \(.pptx\)"),
    (
        "OpenDocument",
        packed("content.xml", mimetype="application/vnd.oasis.opendocument.text"),
        r"is an OpenDocument file .*; open it .* save it as PDF",
    ),
    ("EPUB", packed("a.xhtml", mimetype="application/epub+zip"), "is an EPUB book, .*; convert it to PDF"),
    ("zip", packed("plan.txt", "words.txt"), "is a zip archive, .*; unpack it and give the document"),
    ("old Word", compound("WordDocument"), r"is a Word document \(.doc\), .*; open it .* save it as PDF"),
    ("old Excel", compound("Workbook"), r"is an Excel workbook \(.xls\)"),
    ("old PowerPoint", compound("PowerPoint Document"), r"is a PowerPoint presentation \(.ppt\)"),
    ("locked Word", compound("EncryptedPackage"), "is an office document locked with a password, .*; open it with"),
    ("Outlook", compound("__substg1.0_1000001F"), r"is an Outlook message \(.msg\), .*; save the document attached"),
    ("RTF", rb"{\rtf1\ansi Draft Fifth Action Plan}", "is an RTF document, .*; open it .* save it as PDF"),
    ("WordPerfect", b"\xffWPC\x10\0\0\0", "is a WordPerfect document"),
    ("PostScript", b"%!PS-Adobe-3.0\n", "is a PostScript file, .*; convert it to PDF"),
    ("PNG", b"\x89PNG\r\n\x1a\n\0\0", r"is an image \(PNG\), .*; have its text recognised \(OCR\)"),
    ("JPEG", b"\xff\xd8\xff\xe0\0\x10JFIF", r"is an image \(JPEG\)"),
    ("TIFF", b"II*\0\x08\0\0\0", r"is an image \(TIFF\)"),
    ("GIF", b"GIF89a\x01\0", r"is an image \(GIF\)"),
    ("BMP", b"BM\x9a\0\0\0\0\0", r"is an image \(BMP\)"),
    ("bzip2", bz2.compress(b"plan"), "is a bzip2 file, .*; unpack it"),
    ("xz", lzma.compress(b"plan"), "is an xz file, .*; unpack it"),
    ("UTF-16", "Draft Fifth Action Plan".encode("utf-16"), "is UTF-16 text, not UTF-8; save it as UTF-8"),
    ("UTF-16, unmarked", "Draft Fifth Action Plan".encode("utf-16-be"), "is UTF-16 text, not UTF-8; save"),
    ("UTF-32", "Draft Fifth Action Plan".encode("utf-32"), "is UTF-32 text, not UTF-8; save"),
    ("Latin-1", "Plan\nat the café de Liège\n".encode("latin-1"), r"line 2\) but, .* Latin-1, as in “café”; save it"),
    ("Windows-1252", "the “Fifth” plan\n".encode("cp1252"), "Windows-1252 or Latin-1, as in ““Fifth””"),
    ("an older Greek", GREEK.encode("iso-8859-7"), r"line 1\) but in an older encoding; save it as UTF-8"),
    ("a cut character", "the “Fifth” plan “".encode()[:-1], "cut off within its last character .*; fetch the file"),
    ("no character", b"abc \xff\xfe\n", r"is not UTF-8 \(byte 4, in line 1\)"),
    ("mixed encodings", "“Fifth” ".encode() + b"caf\xe9 plan plan", "is not UTF-8 throughout .*; mend the characters"),
    ("a program", b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\x03", "is a binary file, not a text; give the document as PDF"),
]


@pytest.mark.parametrize(("content", "said"), [case[1:] for case in FORMS], ids=[case[0] for case in FORMS])
def test_each_form_has_its_own_sentence(content: bytes, said: str, tmp_path: Path) -> None:
    """It names the file, what it is, and what to do about it."""
    path = tmp_path / "plan.any"
    path.write_bytes(content)
    with pytest.raises(UnreadableDocument, match=said) as refused:
        receive(path)
    sentence = str(refused.value)
    assert re.match(r"(the PDF |the Word document )?plan\.any (is|holds|cannot)", sentence)
    assert len(re.split(r"; (?=\w)", sentence)) == 2, "a cause, then a cure"
    assert "\n" not in sentence


TEXTS: list[tuple[str, Callable[[], bytes], str]] = [
    ("text", lambda: "\n".join(LINES).encode(), "\n".join(LINES)),
    ("with a mark", lambda: b"\xef\xbb\xbfDraft\r\n", "Draft\r\n"),
    ("a PDF", lambda: WHOLE, "Draft Fifth Action Plan"),
    ("a PDF behind a mark", lambda: b"\xef\xbb\xbf\r\n" + WHOLE, "To improve controls"),
    ("a PDF with a picture behind its words", lambda: pdf_of_text(LINES * 3, picture=True), "To improve controls"),
    ("a PDF with something behind its end", lambda: WHOLE + b"\n<!-- fetched -->\n" * 99, "To improve controls"),
    ("a letter to BM", lambda: b"BM and GI\n", "BM"),
    ("a cover", lambda: b"From: Presidency\nTo: Working Party\nSubject: Plan\n", "Presidency"),
    ("words about HTML", lambda: b"An <html> page and %PDF- are no plans\n", "are no plans"),
    ("a list of IRIs", lambda: b"<http://example.org/a> <http://example.org/b>\n", "example"),
    ("Greek", "Σχέδιο".encode, "Σχέδιο"),
]


@pytest.mark.parametrize(("content", "held"), [case[1:] for case in TEXTS], ids=[case[0] for case in TEXTS])
def test_a_text_is_taken_as_it_is(content: Callable[[], bytes], held: str, tmp_path: Path) -> None:
    path = tmp_path / "plan.any"
    path.write_bytes(content())
    assert held in receive(path).source.text


@pytest.mark.parametrize("repeated", [b"<!---->", b"<!--", b"<?a?>", b"<a ", b"PK\x03\x04", b"\r\n \n"])
def test_no_beginning_takes_long(repeated: bytes, tmp_path: Path) -> None:
    """However often it is repeated, it is known or refused within a second."""
    path = tmp_path / "plan.any"
    path.write_bytes(repeated * 100_000)
    began = process_time()
    with suppress(UnreadableDocument):
        receive(path)
    assert process_time() - began < 1
