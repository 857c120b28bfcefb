"""Lines, blocks and pages are told from characters alone."""

import pytest

from ccwp_kg.sources import Profile, SourceText
from ccwp_kg.sources.layout import Sheet, blocks, lay_out, list_mark, number_mark, without_closing


def laid_out(text: str, profile: Profile) -> Sheet:
    return lay_out(
        SourceText.of("made-up", text),
        layout=profile.layout,
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
    ("mark", "text"), [((3, 3), "(3) To improve"), ((12, 4), "(12)"), (None, "(q) x"), (None, "(2007)")]
)
def test_printed_numbers(mark: tuple[int, int] | None, text: str) -> None:
    assert number_mark(text) == mark


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
