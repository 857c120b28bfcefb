"""A PDF's words keep their places: what is cut out of the page at the boxes of a span is the span's text."""

from __future__ import annotations

import os
import resource
from collections.abc import Sequence
from pathlib import Path

import pytest

from ccwp_kg.errors import UnreadableDocument
from ccwp_kg.sources.intake.normalise import plain_text
from ccwp_kg.sources.intake.pdf_pages import PdfPage, PdfWord, text_of_pages
from ccwp_kg.sources.intake.receive import receive
from ccwp_kg.sources.intake.text_file import load_source
from ccwp_kg.sources.profile.profile import Lexicon, Profile
from ccwp_kg.sources.reading import read
from ccwp_kg.sources.records.printed import Box, PlacedWord, Printed
from ccwp_kg.sources.records.records import Reading
from ccwp_kg.sources.records.source_text import SourceText, Span
from support.clock import slowness
from support.formats.pdf_files import pdf, pdf_of_text, stream

PLANS = Path(os.environ.get("REFERENCE_DATA", "none")) / "lifelike"
LINES = ["Draft Fifth Action Plan (1.7.2011-31.12.2012)", "ANNEX", "Proposed action", "5.1", "To improve controls"]


def cut_out(path: Path, reading: Reading, spans: list[Span]) -> list[str]:
    """The letters of a PDF at the boxes of some spans, without white space."""
    pdfplumber = pytest.importorskip("pdfplumber")
    found = []
    with pdfplumber.open(path) as pdf:
        for span in spans:
            text = ""
            for page, box in reading.places(span):
                shown = pdf.pages[page - 1].within_bbox((box.x0 - 1, box.top - 1, box.x1 + 1, box.bottom + 1))
                text += shown.extract_text()
            found.append("".join(text.split()))
    return found


@pytest.mark.skipif(not PLANS.is_dir(), reason="no lifelike plans here (set REFERENCE_DATA)")
@pytest.mark.parametrize("name", ["d1_sixth_plan.pdf", "d3_eighth_plan.pdf"])
def test_the_words_at_the_boxes_of_a_span_are_its_text(name: str, profile: Profile, lexicon: Lexicon) -> None:
    pytest.importorskip("pdfplumber")
    reading = read(receive(PLANS / name).source, profile=profile, lexicon=lexicon)
    spans = [
        span
        for action in reading.actions
        for each in (action.title, *(party.printed for party in action.parties), action.terms and action.terms.text)
        if each
        for span in each.spans
    ]
    assert len(spans) > 20
    assert cut_out(PLANS / name, reading, spans) == ["".join(reading.source.exact(span).split()) for span in spans]


def test_every_word_of_a_pdf_has_a_box_and_none_is_added(tmp_path: Path) -> None:
    pdfplumber = pytest.importorskip("pdfplumber")
    path = tmp_path / "plan.pdf"
    path.write_bytes(pdf_of_text(LINES, LINES))
    source = receive(path).source
    assert source.printed is not None
    words = [(source.exact(word.span), word.page) for word in source.printed.words]
    with pdfplumber.open(path) as pdf:
        assert words == [(word["text"], page.page_number) for page in pdf.pages for word in page.extract_words()]
    assert source.text.split() == [text for text, _ in words]


def test_a_span_of_two_lines_has_two_boxes(tmp_path: Path) -> None:
    pytest.importorskip("pdfplumber")
    path = tmp_path / "plan.pdf"
    path.write_bytes(pdf_of_text(LINES, LINES))
    source = receive(path).source
    assert source.printed is not None
    start = source.text.index("ANNEX")
    first, second = source.printed.places(Span(start, source.text.index("action") + 2))
    assert (first[0], second[0]) == (1, 1)
    assert second[1].top > first[1].bottom - 3
    assert source.printed.places(Span(source.text.rindex("5.1"), source.text.rindex("5.1") + 1))[0][0] == 2


def test_the_places_are_the_same_beside_the_kept_text(tmp_path: Path) -> None:
    """The same bytes each time, and the same places read again from the file beside the text."""
    pytest.importorskip("pdfplumber")
    path = tmp_path / "plan.pdf"
    path.write_bytes(pdf_of_text(LINES, LINES))
    incoming = receive(path)
    assert incoming.boxes == receive(path).boxes
    assert incoming.boxes is not None
    kept = tmp_path / "kept.txt"
    kept.write_bytes(incoming.content)
    kept.with_suffix(".boxes.json").write_bytes(incoming.boxes)
    again = load_source(kept)
    assert again.printed == incoming.source.printed
    assert receive(kept).boxes == incoming.boxes


@pytest.mark.parametrize(
    ("held", "said"),
    [
        (b'{"textSha256":"0"}', "places of words of another text than kept.txt; restore both files"),
        (b"[" * 9999, "is damaged .*; restore it, or remove it"),
        (b"[]", "is damaged .*; restore it, or remove it"),
        (
            b'{"textSha256":"%s","form":"pdf","pages":[],"margins":[],"tables":[],"words":[[0,99,1,1,1,1,1]]}',
            "is damaged",
        ),
        (b'{"textSha256":"%s","form":"x","pages":[],"margins":[],"tables":[],"words":[]}', "is damaged"),
    ],
)
def test_places_of_another_text_are_refused(held: bytes, said: str, tmp_path: Path) -> None:
    kept = tmp_path / "kept.txt"
    kept.write_bytes(b"Draft Fifth Action Plan")
    own = load_source(kept).sha256
    kept.with_suffix(".boxes.json").write_bytes(held.replace(b"%s", own.encode()))
    with pytest.raises(UnreadableDocument, match=said):
        load_source(kept)


def test_places_go_with_the_plain_characters() -> None:
    """Ligatures and accents are written out and what nobody sees is left out; the words stay at their places."""
    words = [Span(1, 6), Span(7, 11), Span(12, 13), Span(14, 16)]
    box = Box(0, 0, 9, 9)
    printed = Printed("pdf", ((9, 9),), tuple(PlacedWord(span, 1, box) for span in words))
    plain, offsets = plain_text(SourceText.of("x", "\ufeffo\ufb03ce\u200b e\u0301t\u200b \u200b x\ufb01", printed))
    assert offsets is not None
    assert plain.printed is not None
    assert [plain.exact(word.span) for word in plain.printed.words] == ["office", "\u00e9t", "xfi"]


@pytest.mark.timed
def test_300_pages_take_less_than_10_seconds(tmp_path: Path) -> None:
    """Of computing time on a machine of the usual speed, in the process that opens the file and in this one."""
    pytest.importorskip("pdfplumber")
    path = tmp_path / "plan.pdf"
    lines = [f"{n}. The group looks at parcels, letters and boats" for n in range(40)]
    path.write_bytes(pdf_of_text(*[lines] * 300))
    slow, began = slowness(), computed()
    source = receive(path).source
    assert computed() - began < 10 * max(slow, slowness())
    assert source.printed is not None
    assert len(source.printed.pages) == 300


def computed() -> float:
    """The seconds of computing time of this process and of those that it started and that have ended."""
    used = [resource.getrusage(each) for each in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


@pytest.mark.parametrize(
    ("line", "printed", "gap", "space"),
    [
        ("Action 14.1", "Action 14.1", 3.5, 9.8),  # letters apart, and words farther
        ("ANNEX", "ANNEX", 3.5, 9.8),
        ("ABC", "A B C", 3.5, 9.8),  # too few to tell
        ("xxxxx", "x x x x x", 3.5, 9.8),  # marks of a matrix
        ("ABCDE", "A B C D E", 8.0, 9.8),  # too far for one word
    ],
)
def test_letters_printed_apart_are_words(line: str, printed: str, gap: float, space: float) -> None:
    """A heading that a style spaces; each word has the box of its letters."""
    letters, place = [], 50.0
    for letter in line:
        if letter != " ":
            letters.append(PdfWord(place, 100, place + 5, 110, letter, 10))
            place += 5 + gap
        else:
            place += space - gap
    text, places = text_of_pages([PdfPage(tuple(letters), (), (595, 842))])
    assert text == f"{printed}\n"
    assert [text[word.span.start : word.span.end] for word in places.words] == printed.split()
    assert (places.words[0].box.x0, places.words[-1].box.x1) == (50, letters[-1].x1)


@pytest.mark.parametrize("mark", ["", "–"])
def test_a_page_set_loosely_has_no_blank_lines_inside_paragraphs(mark: str) -> None:
    """Lines with no room for the next word are one paragraph, whatever letter that begins with, below a mark, too.

    A page with too few lines to show its room, such as a cover, has that of the others.
    """
    paragraphs = [
        ["The group met in Riga and in", "Tallinn, and the delegates of", "Member States agreed."],
        ["It ended."],
    ]
    pages = [loose_page(paragraphs[:1], mark), loose_page(paragraphs * 2, mark)]
    blocks = [page.strip().split("\n\n") for page in text_of_pages(pages)[0].split("\f")]
    printed = [[block.strip("– \n").split() for block in page] for page in blocks]
    assert printed == [[" ".join(each).split() for each in page] for page in (paragraphs[:1], paragraphs * 2)]


def test_neither_the_letterhead_nor_a_raised_mark_shows_the_room() -> None:
    """Two lines of larger letters stand near each other, and a mark reaches up into the space above its line."""
    paragraph = [
        "The group met in Riga and in",
        "Tallinn, and the delegates of",
        "Member States of the Union",
        "agreed",
    ]
    body = loose_page([paragraph] * 2, "")
    marks = [PdfWord(225, word.top - 3, 229, word.top + 5, "1", 8) for word in body.words if word.x0 == 80]
    head = [PdfWord(60, top, 200, top + 18, text, 18) for top, text in ((20, "COUNCIL"), (40, "UNION"))]
    text, _ = text_of_pages([PdfPage((*head, *body.words, *marks[1:3]), (), (595, 842))])
    assert ["COUNCIL", "UNION"] == text.split()[:2]
    assert 2 == len(text.partition("UNION")[2].strip().split("\n\n"))


def test_a_list_set_closer_does_not_show_the_room() -> None:
    """One entry goes on in a line near its first; the paragraphs of the page are set more loosely."""
    paragraph = ["The group met in Riga and in", "Tallinn, and the delegates of", "Member States agreed."]
    body = loose_page([paragraph] * 2, "").words
    entry = loose_page([["To find fraud on board of the", "Tallinn ferries."]], "").words
    tops = {100.0: 300.0, 120.0: 315.0}
    close = [PdfWord(w.x0, tops[w.top], w.x1, tops[w.top] + 12, w.text, 12) for w in entry]
    text, _ = text_of_pages([PdfPage((*body, *close), (), (595, 842))])
    assert [len(paragraph), len(paragraph), 2] == [len(each.split("\n")) for each in text.strip().split("\n\n")]


def loose_page(paragraphs: Sequence[Sequence[str]], mark: str) -> PdfPage:
    """A page of paragraphs by their lines, each behind a mark if that is not empty."""
    words, top = [], 100.0
    for lines in paragraphs:
        for at, line in enumerate(lines):
            place = 60.0
            for word in ([mark] if mark and at == 0 else []) + line.split():
                place = 80.0 if word == line.split()[0] else place
                words.append(PdfWord(place, top, place + 5 * len(word), top + 12, word, 12))
                place += 5 * len(word) + 4
            top += 20
        top += 12
    return PdfPage(tuple(words), (), (595, 842))


def test_lines_of_cells_in_the_middle_of_a_row_stay_apart(tmp_path: Path) -> None:
    """The lines of several cells stand at heights of which each is near the next one; none has letters of another."""
    pytest.importorskip("pdfplumber")
    lines = [(60, 700, "To open"), (60, 692, "it wide"), (200, 697.4, "BE"), (300, 694.8, "OLAF")]
    drawn = b"".join(b"BT /F1 7 Tf 1 0 0 1 %d %.1f Tm (%s) Tj ET\n" % (x, y, words.encode()) for x, y, words in lines)
    used = b"/Resources << /Font << /F1 3 0 R >> >>"
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R %s >>" % used
    kinds = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>"]
    fount = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    path = tmp_path / "plan.pdf"
    path.write_bytes(pdf(*kinds, fount, page, stream(drawn)))
    assert sorted(receive(path).source.text.split()) == ["BE", "OLAF", "To", "it", "open", "wide"]


def test_a_space_that_takes_no_room_parts_no_word(tmp_path: Path) -> None:
    """A browser prints one for a soft hyphen inside a line (278 is the width of a space); one of its own room parts."""
    pytest.importorskip("pdfplumber")
    kinds = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>"]
    fount = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    used = b"/Resources << /Font << /F1 3 0 R >> >> /Contents 5 0 R"
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] %s >>" % used
    path = tmp_path / "plan.pdf"
    drawn = b"BT /F1 11 Tf 20 150 Td [(Open par ) 278 (cels and all let ) 60 (ters )] TJ ET"
    path.write_bytes(pdf(*kinds, fount, page, stream(drawn)))
    assert receive(path).source.text.split() == ["Open", "parcels", "and", "all", "let", "ters"]
