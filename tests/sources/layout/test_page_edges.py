"""Lines at the same edge of page after page are headers and footers; lines of the document's own are not."""

from __future__ import annotations

import pytest

from ccwp_kg.sources.intake.pdf_pages import PdfPage
from ccwp_kg.sources.layout.headers_footers import without_headers_footers
from ccwp_kg.sources.layout.text_lines import TextLine, lay_out
from ccwp_kg.sources.profile.load import action_plans
from support.formats.printed_pages import Line, page, source_of, table


def taken(*pages: PdfPage, content: str = "never") -> list[str]:
    source = source_of(*pages)
    sheet = lay_out(source, page_breaks=["\f"], stays_on_page=lambda _: False)

    def is_content(line: TextLine) -> bool:
        return line.text.startswith(content)

    found = without_headers_footers(
        sheet,
        profile=action_plans(),
        is_content=is_content,
        table=len(sheet.lines),
        figures_are_rows=False,
        printed=source.printed,
    )
    return [line.text for line in found.headers_footers]


def body(*words: str) -> list[Line]:
    """Lines from the top of a page down."""
    return [(50, 100 + 15 * place, text) for place, text in enumerate(words)]


def foot(number: int, more: str = "") -> list[Line]:
    return [(50, 760, f"1234/21 AB/cd {number}{more}"), (50, 775, "LIMITE EN")]


def test_each_edge_line_by_itself() -> None:
    """The first page has a footer of its own and the last but one line; a page of another size has them too."""
    pages = [
        page(*body("One.", "Two."), (50, 775, "LIMITE EN")),
        page(*body("Three.", "Four.", "Five."), *foot(2)),
        page(*body("Six."), *[(x, top - 200, text) for x, top, text in foot(3, " ANNEX")], size=(800, 600)),
        page(*body("Seven.", "Eight."), *foot(4)),
    ]
    assert taken(*pages) == [
        "LIMITE EN", "1234/21 AB/cd 2", "LIMITE EN", "1234/21 AB/cd 3 ANNEX", "LIMITE EN", "1234/21 AB/cd 4",
        "LIMITE EN",
    ]  # fmt: skip


def test_the_last_lines_of_full_pages_differ() -> None:
    words = ["All parcels are opened.", "No parcel is lost.", "Dogs tire soon.", "Lists help."]
    assert taken(*(page(*body(f"On {last}"), (50, 775, last)) for last in words)) == []


@pytest.mark.parametrize("edge", [775, 20])
def test_numbers_that_neither_stay_nor_count_the_pages_are_text(edge: float) -> None:
    assert taken(*(page(*body("One" * (year - 2018)), (50, edge, f"Year {year}")) for year in (2019, 2023, 2020))) == []
    assert len(taken(*(page(*body("One" * number), (50, edge, f"Page {number}")) for number in (4, 5, 6)))) == 3


def test_lines_that_are_content_stay() -> None:
    """Headings that a table without rules repeats at the head of each page."""
    pages = [page((50, 20, "Action Lead"), *body(f"To look at {what}")) for what in ("tea", "old lamps", "lids")]
    assert taken(*pages, content="Action") == []
    assert len(taken(*pages)) == 3


def test_rows_of_tables_stay_and_a_ruled_footer_goes() -> None:
    """The last row of a sheet is alike on every page; a footer in a box of one row is no such table."""
    rows = [(55, 705, "Lead"), (205, 705, "FR"), (55, 725, "Time"), (205, 725, "2021")]
    ruled = table((50, 200, 400), (700, 720, 740))
    assert taken(*(page(*body("One" * n), *rows, tables=[ruled]) for n in (1, 2, 3, 4))) == []
    boxed = table((50, 200, 400), (755, 785))
    pages = [page(*body("One" * n), (55, 760, "LIMITE"), (205, 760, str(n)), tables=[boxed]) for n in (1, 2, 3)]
    assert taken(*pages) == ["LIMITE", "1", "LIMITE", "2", "LIMITE", "3"]


def test_a_line_on_one_of_two_pages_is_text() -> None:
    assert taken(page(*body("Text."), (50, 775, "The end")), page(*body("More."))) == []


def test_lines_that_touch_the_text_are_text() -> None:
    """The same words may end a cell that goes on at the head of each page."""
    pages = [page((50, 88, "who use them."), *body("One" * n, "Two.")) for n in (1, 2, 3, 4)]
    assert taken(*pages) == []
    apart = [page((50, 70, "who use them."), *body("One" * n, "Two.")) for n in (1, 2, 3, 4)]
    assert len(taken(*apart)) == 4


def test_a_footer_in_roman_figures_goes_and_a_title_that_begins_so_stays() -> None:
    feet = [(50, 775, f"Plan of parcels {number}") for number in ("iii", "2", "3", "4")]
    assert taken(*(page(*body("One" * n), foot) for n, foot in enumerate(feet, 1))) == [text for *_, text in feet]
    heads = [(50, 20, f"Plan of parcels {words}") for words in ("2021 for all ports", "2", "3", "4")]
    assert taken(*(page(head, *body("One" * n)) for n, head in enumerate(heads, 1))) == [text for *_, text in heads[1:]]
