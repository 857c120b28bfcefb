"""An invented sixth plan as a PDF with a ruled table, with five bodies and a series of codes that no list has."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from support.formats.pdf_files import pdf, stream

WIDTH, HEIGHT = 842, 595
LEFT, SIZE, LEADING = 40, 9, 10
COLUMNS = (150, 190, 160, 140, 120)
LETTER = 4.9
"""The width of a letter on average, in points."""

FRONT = """COUNCIL OF THE EUROPEAN UNION

Brussels, 19 November 2012

8112/12

ENFOCUSTOM 70

NOTE

from: Presidency

to: Customs Cooperation Working Party

Subject: Draft Sixth Action Plan (1.1.2013 - 30.6.2014) to implement the strategy for customs cooperation

Delegations will find below the draft Sixth Action Plan for Customs Law Enforcement Cooperation as prepared by
the drafting group at its meetings on 18 September and 4 October 2012.

The CCWP is invited to agree to this document and to forward it to CATS for approval.

Introduction

The customs authorities guard the first line of the single market. The Fifth Action Plan (July 2011 - December 2012)
has been approved and implemented.

The work is done under the revised strategy for customs cooperation in the third pillar.

Content of the Sixth Action Plan

The Action Plan contains 2 actions.

The Action Plan is structured as follows:

"Proposed action" column indicates the title of the action;

"Strategic objectives" column refers to the overall aims and objectives of the revised strategy for customs
cooperation, which are:

To consider new forms of cooperation and new investigative techniques,

To improve and make more flexible the existing cooperation process;

"Performance indicator" column refers to the documents that the project group will prepare;

"Possible outcome(s)" column refers to the benefits that the completion of each action would bring;

"Other concerned parties" column refers to other bodies which might be involved in the project groups;

The box "Terms of reference" refers to the reasons and main goals of the actions."""
HEADINGS = (
    "Proposed action",
    "Strategic objectives",
    "Performance indicator",
    "Possible outcome(s)",
    "Other concerned parties",
)
ROWS = (
    (
        "6.1\nTo compare controls of pleasure boats in small harbours",
        "(1) To consider new forms of cooperation and new investigative techniques;\n"
        "(2) To improve and make more flexible the existing cooperation process.",
        "(1) Survey of the harbours without regular customs presence;\n"
        "(2) Report presented to and adopted by the CCWP.",
        "(1) Better knowledge of the routes of pleasure boats;\n(2) Agreed list of risk indicators.",
        "- COM (DG TAXUD, OLAF),\n- GENVAL,\n- Interpol,\n- HDG.",
    ),
    (
        "6.2\nTo examine how courier parcels with medicines are selected for inspection",
        "(1) To improve and make more flexible the existing cooperation process.",
        "(1) Analysis presented to the CCWP.",
        "(1) Fewer parcels opened in vain.",
        "- Europol,\n- Universal Postal Union,\n- MAOC(N).",
    ),
)
TERMS = (
    "Pleasure boats are seldom inspected. According to document 9120/11 COSI 44 the controls should rest on a common "
    "risk analysis. The project group will collect the practice of the Member States.",
    "Parcels with medicines are many. The project group will collect the criteria of the Member States.",
)


def sixth_plan(*, front: str = FRONT, rows: Sequence[Sequence[str]] = ROWS) -> bytes:
    """The plan as a PDF: a page of text, then a page for each row of the table with its terms of reference."""
    pages = [b"".join(_drawn(front.split("\n"), LEFT, HEIGHT - 40))]
    for at, (row, terms) in enumerate(zip(rows, TERMS, strict=True)):
        lines = [*(["ANNEX"] if at == 0 else [])]
        top = HEIGHT - 60
        drawn = b"".join(_drawn(lines, LEFT, HEIGHT - 40))
        table = (HEADINGS, row) if at == 0 else (row,)
        for cells in table:
            drawn, top = _row(drawn, cells, COLUMNS, top)
        drawn, top = _row(drawn, (f"Terms of reference\n{terms}",), (sum(COLUMNS),), top)
        pages.append(drawn)
    return _pdf(pages)


def _row(drawn: bytes, cells: Sequence[str], widths: Sequence[int], top: float) -> tuple[bytes, float]:
    wrapped = [
        [part for line in cell.split("\n") for part in textwrap.wrap(line, int((width - 10) / LETTER))]
        for cell, width in zip(cells, widths, strict=True)
    ]
    height = LEADING * max(map(len, wrapped)) + 8
    left = LEFT
    for lines, width in zip(wrapped, widths, strict=True):
        drawn += b"%d %d %d %d re S\n" % (left, top - height, width, height)
        drawn += b"".join(_drawn(lines, left + 5, top - LEADING))
        left += width
    return drawn, top - height


def _drawn(lines: Sequence[str], left: float, top: float) -> Iterator[bytes]:
    for at, line in enumerate(lines):
        escaped = line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)").encode("latin-1")
        yield b"BT /F1 %d Tf %d %d Td (%s) Tj ET\n" % (SIZE, left, top - LEADING * at, escaped)


def _pdf(pages: Sequence[bytes]) -> bytes:
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    made = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", font]
    kids = []
    for drawn in pages:
        made.append(stream(drawn))
        box = b"/MediaBox [0 0 %d %d] /Contents %d 0 R /Resources << /Font << /F1 3 0 R >> >>"
        made.append(b"<< /Type /Page /Parent 2 0 R " + box % (WIDTH, HEIGHT, len(made)) + b" >>")
        kids.append(b"%d 0 R" % len(made))
    made[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    return pdf(*made)
