"""A Word file is read in order, with what is printed before its paragraphs; it opens nothing else and stays small."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ccwp_kg.errors import MissingExtra, UnreadableDocument
from ccwp_kg.sources.intake import receive as intake
from ccwp_kg.sources.intake.receive import receive
from ccwp_kg.sources.profile.profile import Lexicon, Profile
from ccwp_kg.sources.reading import read
from ccwp_kg.sources.records.records import Reading
from ccwp_kg.sources.records.source_text import SourceText

docx = pytest.importorskip("docx")

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NOTES = f"""<w:footnotes xmlns:w="{W}"><w:footnote w:id="7"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t> 9798/15 JAI 442.
</w:t></w:r></w:p></w:footnote><w:footnote w:id="3"><w:p><w:r><w:t>Not marked.</w:t></w:r></w:p></w:footnote>
</w:footnotes>"""


def p(words: str) -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def made(path: Path, body: str = "", change: Callable[[Any], None] | None = None, **parts: str) -> Path:
    """A Word file of this body; `change` may change the document first, `parts` are files of its folder `word/`."""
    document = docx.Document()
    if change:
        change(document)
    held = io.BytesIO()
    document.save(held)
    with zipfile.ZipFile(held) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    files["word/document.xml"] = files["word/document.xml"].replace(b"<w:sectPr", body.encode() + b"<w:sectPr", 1)
    for name, content in parts.items():
        files[f"word/{name}.xml"] = content.encode()
        files["[Content_Types].xml"] = files["[Content_Types].xml"].replace(
            b"</Types>",
            f'<Override PartName="/word/{name}.xml" ContentType="application/vnd.openxmlformats-officedocument.'
            f'wordprocessingml.{name}+xml"/></Types>'.encode(),
        )
        relation = f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{name}"
        files["word/_rels/document.xml.rels"] = files["word/_rels/document.xml.rels"].replace(
            b"</Relationships>",
            f'<Relationship Id="r{name}" Type="{relation}" Target="{name}.xml"/></Relationships>'.encode(),
        )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def paragraphs(path: Path) -> list[str]:
    return re.split(r"\n+", receive(path).source.text.strip())


def test_what_is_printed_stands_in_order(tmp_path: Path) -> None:
    """Forms, kept changes, text boxes and breaks are read; deleted, moved and hidden words are not, nor copies."""
    box = f"<w:txbxContent>{p('In a box.')}</w:txbxContent>"
    both = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice>'
        f"<w:drawing>{box}</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent>"
    )
    body = (
        f"<w:sdt><w:sdtContent>{p('In a form.')}</w:sdtContent></w:sdt>"
        "<w:p><w:r><w:t>Kept</w:t></w:r><w:ins><w:r><w:t>, new</w:t></w:r></w:ins><w:del><w:r><w:delText>, old"
        "</w:delText></w:r></w:del><w:moveFrom><w:r><w:t>, moved</w:t></w:r></w:moveFrom><w:r>"
        "<w:rPr><w:vanish/></w:rPr><w:t>, hidden</w:t></w:r><w:r><w:tab/><w:t>tab</w:t><w:br/><w:t>break</w:t>"
        "</w:r></w:p>"
        f"<w:p><w:r><w:t>Around.</w:t>{both}</w:r></w:p><w:p/>"
    )
    assert paragraphs(made(tmp_path / "a.docx", body)) == [
        "In a form.",
        "Kept, new\ttab",
        "break",
        "Around.",
        "In a box.",
    ]


def test_numbers_and_bullets_are_printed(tmp_path: Path) -> None:
    """By style or by the paragraph itself, counted by level; a new list of the same kind goes on or begins anew."""
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for at, (start, form, text) in enumerate(
            [(5, "decimal", "%1."), (1, "decimal", "%1.%2"), (1, "lowerRoman", "(%3)"), (1, "bullet", "\uf0b7")]
        )
    )
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    numbering = (
        f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
        '<w:num w:numId="4"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="6"><w:abstractNumId w:val="0"/></w:num>'
        f'<w:num w:numId="5"><w:abstractNumId w:val="0"/>{anew}</w:num></w:numbering>'
    )

    def listed(words: str, level: int, of: int = 4) -> str:
        number = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{of}"/></w:numPr>'
        return f"<w:p><w:pPr>{number}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"

    body = "".join(
        [listed("a", 0), listed("b", 1), listed("c", 1), listed("d", 2), listed("e", 3), listed("f", 0), listed("g", 1),
         listed("h", 0, 6), listed("i", 0, 5), listed("j", 0, 0), listed("k", 7)]
    )  # fmt: skip
    path = tmp_path / "a.docx"
    made(path, body)
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    files["word/numbering.xml"] = numbering.encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    assert paragraphs(path) == [
        "5. a", "5.1 b", "5.2 c", "(i) d", "• e", "6. f", "6.1 g", "7. h", "1. i", "j", "k",
    ]  # fmt: skip


def test_footnotes_headers_and_footers(tmp_path: Path) -> None:
    """Footnotes stand at the end, also of earlier sections, by the number of their marks; headers, footers are told."""

    def change(document: Any) -> None:
        document.sections[0].header.paragraphs[0].text = "13377/21"
        document.sections[0].footer.paragraphs[0].text = "LIMITE 1"

    section = "<w:p><w:pPr><w:sectPr/></w:pPr></w:p>"
    body = f'<w:p><w:r><w:t>Agenda</w:t><w:footnoteReference w:id="7"/><w:t>.</w:t></w:r></w:p>{section}{p("Next.")}'
    path = made(tmp_path / "a.docx", body, change, footnotes=NOTES)
    assert paragraphs(path) == ["Agenda¹.", "Next.", "1 9798/15 JAI 442.", "13377/21", "LIMITE 1"]
    source = receive(path).source
    assert source.printed is not None
    assert [source.exact(span) for span in source.printed.margins] == ["13377/21", "LIMITE 1"]


def test_endnotes_stand_at_the_end_of_the_text(tmp_path: Path) -> None:
    """Their numbers go on behind those of the footnotes, in the order of their marks; one without a mark is none."""
    ends = NOTES.replace("footnote", "endnote").replace("9798/15 JAI 442", "12107/21 COSI 150")
    section = "<w:p><w:pPr><w:sectPr/></w:pPr></w:p>"
    body = (
        '<w:p><w:r><w:t>Report</w:t><w:endnoteReference w:id="7"/><w:t>, agenda</w:t>'
        f'<w:footnoteReference w:id="7"/><w:t>.</w:t></w:r></w:p>{section}{p("Next.")}'
    )
    path = made(tmp_path / "a.docx", body, footnotes=NOTES, endnotes=ends)
    assert paragraphs(path) == ["Report², agenda¹.", "Next.", "1 9798/15 JAI 442.", "2 12107/21 COSI 150."]
    alone = made(tmp_path / "b.docx", body.replace('<w:footnoteReference w:id="7"/>', ""), endnotes=ends)
    assert paragraphs(alone) == ["Report¹, agenda.", "Next.", "1 12107/21 COSI 150."]


def test_cells_keep_their_place(tmp_path: Path) -> None:
    """Merged across and down, nested, empty, and with several paragraphs; a table of one column is none."""

    def cell(words: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{words}</w:tc>"

    down = ('<w:vMerge w:val="restart"/>', "<w:vMerge/>")
    inner = f"<w:tbl><w:tr>{cell(p('x'))}{cell(p('y'))}</w:tr></w:tbl>"
    rows = [
        cell(p("a") + p("b"), '<w:gridSpan w:val="2"/>') + cell(p("c")),
        cell(p("d"), down[0]) + cell("<w:p/>") + cell(p("e")),
        cell("<w:p/>", down[1]) + cell(p("f") + inner, '<w:gridSpan w:val="2"/>'),
    ]
    body = (
        f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl><w:tbl><w:tr>{cell(p('Alone'))}</w:tr></w:tbl>"
    )
    source = receive(made(tmp_path / "a.docx", body)).source
    assert source.text == "a\nb\n\nc\n\nd\n\ne\n\nf\n\nx\n\ny\n\nAlone\n"
    assert source.printed is not None
    told = [
        [
            (each.row, each.column, each.rows, each.columns, each.span and source.exact(each.span))
            for each in table.cells
        ]
        for table in source.printed.tables
    ]
    assert told == [
        [(0, 0, 1, 2, "a\nb"), (0, 2, 1, 1, "c"), (1, 0, 2, 1, "d"), (1, 1, 1, 1, None), (1, 2, 1, 1, "e"),
         (2, 1, 1, 2, "f\n\nx\n\ny")],
        [(0, 0, 1, 1, "x"), (0, 1, 1, 1, "y")],
    ]  # fmt: skip


def test_a_plan_is_read_by_its_cells(tmp_path: Path, profile: Profile, lexicon: Lexicon) -> None:
    """Paragraphs without marks are items of their own; the rest of the row stands in merged cells."""

    def change(document: Any) -> None:
        document.add_paragraph("Draft Sixth Action Plan (1.1.2013–30.6.2014) to implement the strategy")
        document.add_paragraph("ANNEX")
        table = document.add_table(4, 4)
        for at, head in enumerate(["Proposed action", "Performance indicator", "Other concerned parties", "Lead"]):
            table.cell(0, at).text = head
        table.cell(1, 0).text = "6.1\nTo examine parcels"
        table.cell(1, 1).text = "Report on parcels\nList of parcels\nand of letters"
        table.cell(1, 2).text = "Europol\nFRONTEX, OLAF"
        table.cell(1, 3).text = "BE"
        for row, words in ((2, "Terms of reference"), (3, "Parcels are small. Nobody opens all of them.")):
            table.cell(row, 0).merge(table.cell(row, 3)).text = words

    source = receive(made(tmp_path / "a.docx", "", change)).source
    reading = read(source, profile=profile, lexicon=lexicon)
    assert reading.table == "word"
    (action,) = reading.actions
    assert action.title
    assert action.terms
    assert action.lead
    assert (action.number, action.title.text, action.lead.printed.text) == ("6.1", "To examine parcels", "BE")
    assert [each.text.text for each in action.indicators] == ["Report on parcels", "List of parcels and of letters"]
    assert [each.printed.text for each in action.parties] == ["Europol", "FRONTEX", "OLAF"]
    assert action.terms.text.text == "Parcels are small. Nobody opens all of them."
    again = read(source, profile=profile, lexicon=lexicon)
    assert again == reading


@pytest.fixture
def reading_of(profile: Profile, lexicon: Lexicon) -> Callable[[SourceText], Reading]:
    """The reading of a document."""
    return lambda source: read(source, profile=profile, lexicon=lexicon)


def noted(words: str, *notes: int, kind: str = "footnote") -> str:
    """A paragraph with the marks of some notes behind its words."""
    marks = "".join(f'<w:r><w:{kind}Reference w:id="{note}"/></w:r>' for note in notes)
    return f"<w:p><w:r><w:t>{words}</w:t></w:r>{marks}</w:p>"


def row(*cells: str) -> str:
    return "<w:tr>" + "".join(f"<w:tc>{each}</w:tc>" for each in cells) + "</w:tr>"


@pytest.mark.parametrize("closing", ["", p("__________")], ids=["open", "closed by a rule"])
@pytest.mark.parametrize(("kind", "sections"), [("footnote", 1), ("footnote", 2), ("endnote", 1)])
def test_notes_of_cells_are_kept(
    closing: str, kind: str, sections: int, tmp_path: Path, reading_of: Callable[[SourceText], Reading]
) -> None:
    """Those of the text before the table may stand before it, and the others behind the rule that closes it."""
    words = {1: "OJ L 286, 29.10.2008, p. 1.", 2: "Parcels of up to two kilograms.", 3: "8453/14 ENFOCUSTOM 51."}
    each = "".join(f'<w:{kind} w:id="{at}">{p(text)}</w:{kind}>' for at, text in words.items())
    body = "".join(
        [
            p("Draft Sixth Action Plan (1.1.2013–30.6.2014) to implement the strategy"),
            noted("The plan follows the Regulation", 1, kind=kind),
            "<w:p><w:pPr><w:sectPr/></w:pPr></w:p>" * (sections - 1),
            p("ANNEX"),
            "<w:tbl>",
            row(p("No"), p("Proposed action"), p("Performance indicator"), p("Lead")),
            row(p("6.1"), noted("To examine small parcels", 2, kind=kind), p("List of parcels"), p("BE")),
            row(p("6.2"), p("To examine letters"), noted("Report on the pilot project", 3, kind=kind), p("MT")),
            "</w:tbl>",
            closing,
        ]
    )
    path = made(tmp_path / "a.docx", body, **{f"{kind}s": f'<w:{kind}s xmlns:w="{W}">{each}</w:{kind}s>'})
    reading = reading_of(receive(path).source)
    assert {at: text.rstrip(".") for at, text in words.items()} == {
        each.number: each.body.text for each in reading.plan.footnotes
    }
    assert ["small parcels", "pilot project"] == [
        " ".join(each.annotates.text.split()[-2:]) for each in reading.plan.footnotes[1:]
    ]
    assert ["To examine small parcels", "To examine letters"] == [a.title and a.title.text for a in reading.actions]
    assert [] == [each.message for each in reading.issues if each.code in ("words-unread", "mark-without-body")]


def test_two_notes_of_one_word_are_kept(tmp_path: Path, reading_of: Callable[[SourceText], Reading]) -> None:
    """Their marks stand side by side in a cell, and no name has them."""
    words = {1: "Only for a part.", 2: "To be confirmed.", 3: "Minutes."}
    each = "".join(f'<w:footnote w:id="{at}">{p(text)}</w:footnote>' for at, text in words.items())
    body = "".join(
        [
            p("Draft Sixth Action Plan (1.1.2013–30.6.2014) to implement the strategy"),
            p("ANNEX"),
            "<w:tbl>",
            row(p("No"), p("Proposed action"), p("Other concerned parties"), p("Lead")),
            row(p("6.1"), noted("To examine parcels", 1), noted("MT", 2, 3) + p("BE"), p("BE")),
            "</w:tbl>",
        ]
    )
    path = made(tmp_path / "a.docx", body, footnotes=f'<w:footnotes xmlns:w="{W}">{each}</w:footnotes>')
    reading = reading_of(receive(path).source)
    assert words == {note.number: f"{note.body.text}." for note in reading.plan.footnotes}
    assert ["parcels", "MT", "MT"] == [note.annotates.text.split()[-1] for note in reading.plan.footnotes]
    assert ["MT", "BE"] == [party.printed.text for party in reading.actions[0].parties]


ENTITY = '<?xml version="1.0"?><!DOCTYPE w:x [{}]>'
LAUGHS = '<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {b} "{f"&{a};" * 20}">' for a, b in zip("abcdefg", "bcdefgh", strict=True)
)


LOST = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="lost.xml"/>'
    b"</Relationships>"
)


def with_document(path: Path, document: bytes, *more: tuple[str, bytes]) -> Path:
    made(path)
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    files["word/document.xml"] = document
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**files, **dict(more)}.items():
            archive.writestr(name, content)
    return path


def document_of(inside: str, before: str = "") -> bytes:
    return f'{before}<w:document xmlns:w="{W}"><w:body>{inside}</w:body></w:document>'.encode()


@pytest.mark.parametrize(
    ("document", "more", "said"),
    [
        (
            document_of(p("&h;"), ENTITY.format(LAUGHS)),
            [],
            "it declares entities, which no such document may; print it",
        ),
        (document_of(p("&e;"), ENTITY.format('<!ENTITY e SYSTEM "file:///etc/hostname">')), [], "it declares entities"),
        (document_of(""), [("word/media/a.png", bytes(300 * 1024 * 1024))], "it unpacks to more than 256 MiB or 4096"),
        (
            document_of(""),
            [(f"word/{n}.xml", b"") for n in range(4100)],
            "it unpacks to more than 256 MiB or 4096 parts",
        ),
        (document_of(p("a") * 6_000_000), [], "takes more|cannot be read"),
        (document_of("<w:tbl>" * 5000), [], "cannot be read: it nests deeper, or holds a longer text in one piece"),
        (document_of(p("a" * 120_000_000)), [], "cannot be read: it nests deeper, or holds a longer text in one piece"),
        (
            document_of(p("a")),
            [("word/_rels/document.xml.rels", LOST)],
            "a part is missing that another one names; print it anew",
        ),
        (b"<w:document", [], "cannot be read: it is broken"),
        (document_of(""), [], "holds no text: no letter stands in it"),
        (f'<w:glossary xmlns:w="{W}"/>'.encode(), [], "it holds no document; print it anew"),
    ],
    ids=[
        "laughs",
        "a file",
        "a bomb",
        "many parts",
        "many paragraphs",
        "deep",
        "long",
        "lost",
        "cut",
        "empty",
        "another",
    ],
)
def test_a_harmful_file_is_refused(document: bytes, more: list[tuple[str, bytes]], said: str, tmp_path: Path) -> None:
    path = with_document(tmp_path / "plan.docx", document, *more)
    with pytest.raises(UnreadableDocument, match=f"the Word document plan.docx .*{said}"):
        receive(path)


def test_half_a_file_is_cut_off(tmp_path: Path) -> None:
    path = made(tmp_path / "plan.docx", p("Draft"))
    path.write_bytes(path.read_bytes()[:-300])
    with pytest.raises(UnreadableDocument, match=r"the Word document plan\.docx is cut off: its end is missing; fetch"):
        receive(path)


def test_odd_numbers_do_no_harm(tmp_path: Path) -> None:
    """Of columns, levels and starts, as large or as small as one likes."""
    large = "9" * 30
    cell = f'<w:tc><w:tcPr><w:gridSpan w:val="{large}"/></w:tcPr>{p("a")}</w:tc><w:tc>{p("b")}</w:tc>'
    body = f'<w:tbl><w:tr><w:trPr><w:gridBefore w:val="-5"/></w:trPr>{cell}</w:tr></w:tbl>'
    assert paragraphs(made(tmp_path / "a.docx", body)) == ["a", "b"]


def test_without_the_extra_it_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = made(tmp_path / "plan.docx", p("Draft"))
    monkeypatch.setattr(intake.importlib.util, "find_spec", lambda _: None)
    said = (
        r"plan\.docx is a Word document, which needs python-docx; save it as PDF, save its text as UTF-8, or run .* "
        r"install .*'python-docx>=1\.2'$"
    )
    with pytest.raises(MissingExtra, match=said):
        receive(path)


def test_notes_that_refer_to_notes(tmp_path: Path) -> None:
    """Each is written once, also where two refer to each other, or the mark of a footnote stands in an endnote."""
    texts = (noted("Foot one.", 2), noted("Foot two.", 1), p("Foot three."))
    feet = "".join(f'<w:footnote w:id="{at}">{each}</w:footnote>' for at, each in enumerate(texts, start=1))
    notes = {"footnotes": f'<w:footnotes xmlns:w="{W}">{feet}</w:footnotes>'}
    notes["endnotes"] = f'<w:endnotes xmlns:w="{W}"><w:endnote w:id="1">{noted("End.", 3)}</w:endnote></w:endnotes>'
    path = made(tmp_path / "a.docx", noted("Words.", 1) + noted("More.", 1, kind="endnote"), **notes)
    written = ["Words.¹", "More.⁴", "1 Foot one.²", "2 Foot two.¹", "4 End.³", "3 Foot three."]
    assert written == paragraphs(path)
