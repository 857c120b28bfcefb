"""A raised figure is the mark of a footnote and no part of the number before it, in every form that tells of it."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from ccwp_kg.sources.intake.normalise import RAISED, plain_text
from ccwp_kg.sources.intake.pdf_pages import PdfPage, PdfWord, text_of_pages
from ccwp_kg.sources.intake.receive import receive
from ccwp_kg.sources.profile.profile import Lexicon, Profile
from ccwp_kg.sources.reading import read
from ccwp_kg.sources.records.records import Reading
from ccwp_kg.sources.records.source_text import SourceText
from sources.intake.test_word import W, made
from support.formats.pdf_files import pdf_of_text

pytest.importorskip("docx")

PLAN = """Draft Sixth Action Plan¹ (1.1.2013–30.6.2014) to implement the strategy

It follows document 8284/1/08 REV 1² and 32008D0616³ of 23 June 2008⁴.

ANNEX

Proposed action

6.1⁵

To examine parcels⁶

Lead

BE⁷

Timetable

30.6.2013⁸

Terms of reference

As 16103/1/12 REV 1⁹ says, EUR 20 000¹⁰ is for 5 km² and 5 parcels (b)¹¹.

6.2

To count

Lead

BE

Timetable

2014

Terms of reference

Letters are small."""
BODIES = [f"Minutes of day {number}." for number in range(1, 12)]
SENTENCE = "As 16103/1/12 REV 1 says, EUR 20 000 is for 5 km² and 5 parcels (b)."


def values(reading: Reading) -> list[object]:
    """All that a mark could spoil."""
    first, second = reading.actions
    assert first.title
    assert first.lead
    assert first.timetable
    assert first.terms
    return [
        reading.plan.title.text.replace("-", "–"),
        [each.target for each in reading.plan.mentions if each.kind in ("document", "act")],
        [first.number, second.number],
        first.title.text,
        first.lead.printed.text,
        first.timetable.text,
        first.terms.text.text,
        [each.document.key for each in first.terms.citations],
    ]


WITHOUT = [
    "Draft Sixth Action Plan (1.1.2013–30.6.2014) to implement the strategy",
    ["document/ST-8284-2008-REV-1", "act/celex-32008d0616"],
    ["6.1", "6.2"],
    "To examine parcels",
    "BE",
    "30.6.2013",
    SENTENCE,
    ["ST-16103-2012-REV-1"],
]


def word_file(path: Path, mark: str) -> Path:
    """The plan as a Word file; `mark` is what writes the mark of a footnote."""

    def run(words: str) -> str:
        number = words.translate(str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789"))
        raised = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
        if not number.isdecimal() or number == words:
            return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'
        return mark.format(raised=raised, number=number)

    lines = [re.split("((?<!km)[⁰¹²³⁴-⁹]+)", line) for line in PLAN.split("\n\n")]
    body = "".join(f"<w:p>{''.join(run(part) for part in parts if part)}</w:p>" for parts in lines)
    notes = "".join(
        f'<w:footnote w:id="{number}"><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:footnote>'
        for number, words in enumerate(BODIES, 1)
    )
    if "footnoteReference" not in mark:
        body += "".join(f"<w:p><w:r><w:t>{at} {words}</w:t></w:r></w:p>" for at, words in enumerate(BODIES, 1))
        return made(path, body, add_style)
    return made(path, body, footnotes=f'<w:footnotes xmlns:w="{W}">{notes}</w:footnotes>')


def add_style(document: object) -> None:
    from docx.enum.style import WD_STYLE_TYPE  # python-docx is an extra

    style = document.styles.add_style("Mark", WD_STYLE_TYPE.CHARACTER)  # type: ignore[attr-defined]
    style.font.superscript = True


MARKS = {
    "of Word": '<w:r><w:footnoteReference w:id="{number}"/></w:r>',
    "typed": "<w:r>{raised}<w:t>{number}</w:t></w:r>",
    "by style": '<w:r><w:rPr><w:rStyle w:val="Mark"/></w:rPr><w:t>{number}</w:t></w:r>',
}


@pytest.mark.parametrize("mark", MARKS.values(), ids=MARKS)
def test_in_a_word_file(mark: str, tmp_path: Path, profile: Profile, lexicon: Lexicon) -> None:
    path = word_file(tmp_path / "a.docx", mark)
    assert values(read(receive(path).source, profile=profile, lexicon=lexicon)) == WITHOUT


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_in_a_pdf_of_libreoffice(tmp_path: Path, profile: Profile, lexicon: Lexicon) -> None:
    pytest.importorskip("pdfplumber")
    word_file(tmp_path / "a.docx", MARKS["of Word"])
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", tmp_path, tmp_path / "a.docx"], check=False, capture_output=True, timeout=110)
    if not (tmp_path / "a.pdf").exists():
        pytest.skip("LibreOffice has no Writer here")
    assert values(read(receive(tmp_path / "a.pdf").source, profile=profile, lexicon=lexicon)) == WITHOUT


@pytest.mark.parametrize("form", ["pdf", "fount", "text"])
def test_in_other_forms(form: str, tmp_path: Path, profile: Profile, lexicon: Lexicon) -> None:
    """In a PDF small figures stand above the line, or the fount draws them; text has characters of its own for them."""
    numbered = enumerate(BODIES, 1)
    bodies = (f"{at} {words}" if form == "text" else f"{at}".translate(RAISED) + words for at, words in numbered)
    lines = [*PLAN.replace("–", "-").split("\n"), "", *bodies]
    path = tmp_path / "plan"
    if form != "text":
        pytest.importorskip("pdfplumber")
        path.write_bytes(pdf_of_text(lines, of_fount=form == "fount"))
    else:
        path.write_text("\n".join(lines), encoding="utf-8")
    reading = read(receive(path).source, profile=profile, lexicon=lexicon)
    assert values(reading) == WITHOUT
    assert "8284/1/08 REV 1²" in reading.source.text
    assert reading.plan.footnotes[0].body.text == "Minutes of day 2"
    assert reading.source.exact(reading.plan.footnotes[0].mark) == "²"  # that of the title annotates no sentence


@pytest.mark.parametrize(
    ("plain", "raised"),
    [
        ("REV 1[^4] of", "REV 1⁴ of"),
        ("5 m² or 5 km³, yet the EU[^2] and of us[^23]", "5 m² or 5 km³, yet the EU² and of us²³"),
        ("words.\n 4  Minutes", "words.\n ⁴ Minutes"),
    ],
)
def test_a_raised_figure_is_a_mark_but_for_a_power(plain: str, raised: str) -> None:
    """At the head of a line it is the number of a footnote."""
    assert plain_text(SourceText.of("x", raised))[0].text == plain


@pytest.mark.parametrize(("squeezed", "text"), [(b"100", "13/12² and 14"), (b"085", "13/122 and 14")])
def test_figures_of_a_squeezed_line_are_not_raised(squeezed: bytes, text: str, tmp_path: Path) -> None:
    """Where a page squeezes its lines, each by another share, the width of a figure tells nothing."""
    pytest.importorskip("pdfplumber")
    made = pdf_of_text(["13/12² and 14", "It is of 2013 and 20145"], of_fount=True)
    path = tmp_path / "a.pdf"
    path.write_bytes(made.replace(b"BT /F1", b"BT %s Tz /F1" % squeezed, 1))
    assert receive(path).source.text.partition("\n")[0] == text


@pytest.mark.parametrize(
    ("text", "size", "top"),
    [("REV 1⁴", 7, 99.0), ("REV 14", 7, 105.5), ("REV 1 4", 12, 96.0), ("REV 14", 9, 102.5)],
    ids=["raised", "lowered", "as large", "small"],
)
def test_a_pdf_raises_figures_that_are_small_and_higher(text: str, size: float, top: float) -> None:
    """Small ones on the line are capitals of a fount, lower ones an index."""
    words = [("REV", 10, 12, 100), ("1", 40, 12, 100), ("4", 46, size, top)]
    page = PdfPage(tuple(PdfWord(x, y, x + 6, y + big, each, big) for each, x, big, y in words), (), (595, 842))
    assert text_of_pages([page])[0].replace("   ", " ").strip() == text
