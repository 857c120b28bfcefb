"""A text that does not raise figures prints a mark as the last figure of a number; its footnotes tell which."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ccwp_kg.sources.footnotes.unraised_marks import marks_behind_figures
from ccwp_kg.sources.records.records import Reading

FOOT = "\n\n1 Minutes of May.\n2 Minutes of June,\nof its second day.\n3 Minutes of July.\n\n    DG D 2C\n"
WORDS = "It goes on with letters.\n" * 9


@pytest.mark.parametrize(
    ("marked", "text"),
    [
        # numbers that are longer than any
        (["16103/12", "32009F0917", "20 000"], f"See 16103/121, 32009F09172 and EUR 20 0003.{FOOT}"),
        (["8284/1/08"], f"Letters1 of2 8284/1/083.{FOOT}"),
        # numbers that may be so long, between marks that nothing else can be
        (["REV 1"], f"Letters1 of 8284/08 REV 12 say3.{FOOT}"),
        (["p. 1"], f"Letters1 of parcels2 in OJ C 5, p. 13.{FOOT}"),
        (["6.1"], f"Letters1 of parcels2\n6.13\nTo count{FOOT}"),
        # what hangs above its line
        ([" "], f"Letters1 of parcels\n          2\nby 2013, with men3.{FOOT}"),
        # nothing tells which of two it is
        ([], f"Letters1 of 8284/08 REV 12 or 8285/08 REV 22 say3.{FOOT}"),
        ([], f"Letters of 8284/08 REV 12 and REV 13 say so.{FOOT}"),
        # each has its mark elsewhere
        ([], f"Letters1 of parcels2 say3 in 8284/08 REV 13.{FOOT}"),
        # what stands behind the numbers of several pages is a footer
        ([], "Letters of May.\n1 EN\n\fIn OJ C 5, p. 12, and so on.\n2 EN\n\fQ4 2023, 6.13\n3 EN\n"),
        # years of four figures, parts of longer numbers, other numbers
        ([], f"Letters1 of2 16103/2013, 161033, 1 000 0003/12 and 2003.{FOOT}"),
        ([], f"See 16103/2012 and 16103/2003.\n\n{''.join(f'{at} Minutes.{chr(10)}' for at in range(1, 13))}"),
        # no footnotes: a list, numbers far from the end, too far apart, or that do not count from 1
        ([], f"See 16103/121.\n\n1 Minutes of May.\n{WORDS}"),
        ([], f"See 16103/121.\n\n1 Minutes of May.\n{WORDS}2 Minutes of June."),
        ([], "See 16103/122.\n\n2 Minutes of June."),
        # pages have their own, and count on
        (["16103/12", "16104/12"], "See 16103/121.\n\n1 Minutes of May.\n\fSee 16104/122.\n\n2 Minutes of June.\n\f"),
    ],
)
def test_marks_that_footnotes_tell(marked: list[str], text: str) -> None:
    found = marks_behind_figures(text)
    assert [text[: mark.start][-len(number) :] for mark, number in zip(found, marked, strict=True)] == marked
    assert all(text[mark.start : mark.end] in "123" for mark in found)


def test_a_number_is_read_without_the_mark_and_that_is_reported(read_text: Callable[[str], Reading]) -> None:
    """The action keeps its number, the citation its revision, the footnotes their bodies."""
    reading = read_text(
        "Draft Sixth Action Plan (1.1.2013–30.6.2014)\n\nIt follows the strategy1 and letters2.\n\nANNEX\n\n"
        "Proposed action\n\n6.13\n\nTo examine parcels\n\nTerms of reference\n\nAs 8284/08 REV 14 says.\n\n"
        "1 OJ C 5, 7.1.2012, p. 1.\n2 Minutes of May.\n3 Minutes of June.\n4 Minutes of July.\n"
    )
    [action] = reading.actions
    assert action.terms
    assert action.number == "6.1"
    assert [each.document.key for each in action.terms.citations] == ["ST-8284-2008-REV-1"]
    assert action.terms.text.text == "As 8284/08 REV 1 says."
    assert [issue.message for issue in reading.issues if issue.code == "mark-likely"] == [
        "the end of “action 6.13” is taken for the mark of footnote 3",
        "the end of “REV 14” is taken for the mark of footnote 4",
    ]
    assert [(note.number, reading.source.exact(note.mark)) for note in reading.plan.footnotes][-1] == (4, "4")
