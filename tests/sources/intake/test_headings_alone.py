"""A ruled table of one row is a table, unless it is the headings of one without rules."""

from __future__ import annotations

from collections.abc import Sequence

from ccwp_kg.sources.intake.pdf_pages import PdfPage
from ccwp_kg.sources.profile.profile import Lexicon, Profile
from ccwp_kg.sources.reading import read
from support.formats.printed_pages import Line, page, source_of, table

ACROSS = (50, 200, 300, 400)
HEAD = [(55, 105, "Proposed action"), (205, 105, "Lead"), (305, 105, "Status")]
FIRST = [(55, 125, "6.1 Parcels that"), (55, 137, "nobody sent"), (205, 125, "BE"), (305, 125, "open")]
SECOND = [(55, 155, "6.2 Letters"), (305, 155, "closed"), (305, 167, "since May")]
THIRD = [(55, 185, "6.3 Boxes"), (205, 185, "MT")]
TITLE = (50, 40, "Sixth Action Plan (1.1.2013–30.6.2014) for customs cooperation")
FOOT = [(50, 260, "6418/14"), (205, 260, "FB/hv"), (395, 260, "3")]


def shaded(lines: Sequence[Line], down: Sequence[float] = (100, 120)) -> PdfPage:
    """A page whose only rules are those around its headings."""
    return page(*lines, tables=(table(ACROSS, down),))


def is_table(lines: Sequence[Line], down: Sequence[float] = (100, 120)) -> bool:
    """Whether what the rules hold stays a table."""
    printed = source_of(shaded(lines, down)).printed
    return printed is not None and bool(printed.tables)


def test_shaded_headings_of_a_table_without_rules_are_read_by_the_place_of_words(
    profile: Profile, lexicon: Lexicon
) -> None:
    source = source_of(shaded([TITLE, *HEAD, *FIRST, *SECOND, *THIRD, *FOOT]))
    actions = read(source, profile=profile, lexicon=lexicon).actions
    found = [(each.number, each.title and each.title.text, each.lead and each.lead.printed.text) for each in actions]
    assert found == [("6.1", "Parcels that nobody sent", "BE"), ("6.2", "Letters", None), ("6.3", "Boxes", "MT")]


def test_an_only_row_that_heads_no_words_below_is_a_table() -> None:
    """A footer is none, nor is a note of two words, nor words that stand across a column, nor what is below a box."""
    assert is_table([*HEAD, *FOOT])
    assert is_table([*HEAD, (55, 125, "5"), (85, 125, "OJ L 309")])
    leaning = [(55, 125, "6.1 Parcels that nobody has sent"), (245, 125, "BE"), (305, 125, "open")]
    assert is_table([*HEAD, *leaning])
    tall = [(55, 105 + 12 * at, "Words") for at in range(5)]
    assert is_table([*tall, (55, 170, "A"), (205, 170, "B"), (305, 170, "C")], (100, 165))
    assert not is_table([*HEAD, *FIRST])
