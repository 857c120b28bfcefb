"""Lines, blocks and pages are told from characters alone."""

import pytest

from ccwp_kg.sources.layout.text_lines import TextLayout, blocks, lay_out
from ccwp_kg.sources.profile.profile import Profile
from ccwp_kg.sources.records.source_text import SourceText
from ccwp_kg.sources.text.list_marks import item_marks, list_mark, without_closing


def laid_out(text: str, profile: Profile) -> TextLayout:
    return lay_out(
        SourceText.of("made-up", text),
        page_breaks=profile.layout.page_breaks,
        stays_on_page=lambda words: words.startswith("OJ"),
    )


@pytest.mark.parametrize(
    ("pages", "text"),
    [
        ((0, 6), "first\n second"),
        ((0, 6), "first\n\fsecond"),
        ((0,), " first\nsecond"),
        ((0,), "first\n  indented"),
        ((0,), "first\n OJ C 260, 30.10.2009, p. 1."),
        ((0,), "first\n "),
    ],
)
def test_a_page_begins_at_one_leading_space_or_form_feed(pages: tuple[int, ...], text: str, profile: Profile) -> None:
    """Neither deeper indents, nor the first line, nor a footnote's body that lost its number open a page."""
    assert laid_out(text, profile).pages == pages


def test_blank_lines_and_page_breaks_part_blocks(profile: Profile) -> None:
    sheet = laid_out("a\nb\n\nc\n \nd\n e", profile)
    assert [[line.text for line in block] for block in blocks(sheet.lines)] == [["a", "b"], ["c"], ["d"], ["e"]]


def test_a_line_taken_out_parts_a_block(profile: Profile) -> None:
    sheet = laid_out("a\nheading\nb", profile)
    rest = [line for line in sheet.lines if line.text != "heading"]
    assert len(blocks(rest)) == 2


@pytest.mark.parametrize(("mark", "text"), [("-", "- COM (DG"), ("o", "o"), (None, "operational"), (None, "-COM")])
def test_list_marks(mark: str | None, text: str, profile: Profile) -> None:
    assert list_mark(text, profile.layout.list_marks) == mark


@pytest.mark.parametrize(
    ("marks", "text"),
    [
        ([("(1)", 3, 3)], "(3) To improve"),
        ([("(1)", 12, 4)], "(12)"),
        ([("1.", 2, 2)], "2. To improve"),
        ([("(i)", 1, 3), ("(a)", 9, 3)], "(i) To improve"),
        ([("a)", 2, 2)], "b) To improve"),
        ([("(a)", 17, 3)], "(q) x"),
        ([("a.", 1, 2)], "a. To improve"),
        ([("1/", 3, 2)], "3/ To improve"),
        ([("[1]", 1, 3)], "[1] To improve"),
        ([("A.", 2, 2)], "B. To improve"),
        ([], "Mr. Smith"),
        ([], "e.g. smuggling"),
        ([], "8284/08 ENFOCUSTOM 48"),
        ([], "(2007)"),
        ([], "3.1 To improve"),
        ([], "2.To improve"),
    ],
)
def test_marks_of_items(marks: list[tuple[str, int, int]], text: str) -> None:
    """Form, place in the count, and the characters taken; a letter that may be a Roman figure is both."""
    assert [(mark.form, mark.place, mark.end) for mark in item_marks(text)] == marks


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        ("best practice, etc.", "best practice, etc.;"),
        ("such as etc.", "such as etc."),
        ("frameworks (Schengen, etc.)", "frameworks (Schengen, etc.)."),
        ("OLAF", "OLAF,"),
        ("plain", "plain"),
    ],
)
def test_one_closing_mark_is_no_part_of_a_value(value: str, printed: str) -> None:
    assert without_closing(printed, closing=";,.", dotted=("etc",)) == value
