"""A text that does not raise figures prints a mark as the last figure of a number; its footnotes tell which."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ccwp_kg.sources.footnotes.unraised_marks import marks_behind_figures, notes_at_feet, written_out
from ccwp_kg.sources.records.records import Reading

FOOT = "\n\n1 Minutes of May.\n2 Minutes of June,\nof its second day.\n3 Minutes of July.\n\n    DG D 2C\n"
PARTS = "8284/08\n\nLS/mw\n\nANNEX\n\nDG D 2C\n\nLIMITE\n\n"
WORDS = "It goes on with letters.\n" * 9


@pytest.mark.parametrize(
    ("marked", "text"),
    [
        # numbers that are longer than any
        (["16103/12", "32009F0917", "20 000"], f"See 16103/121, 32009F09172 and EUR 20 0003.{FOOT}"),
        (["2018/1672"], f"See Regulation (EU) 2018/16721 and2 letters3.{FOOT}"),
        (["8284/1/08"], f"Letters1 of2 8284/1/083.{FOOT}"),
        # numbers that may be so long, between marks that nothing else can be
        (["REV 1"], f"Letters1 of 8284/08 REV 12 say3.{FOOT}"),
        (["p. 1"], f"Letters1 of parcels2 in OJ C 5, p. 13.{FOOT}"),
        (["6.1"], f"Letters1 of parcels2\n6.13\nTo count{FOOT}"),
        # what hangs above its line
        ([" "], f"Letters1 of parcels\n          2\nby 2013, with men3.{FOOT}"),
        # what a word processor prints apart
        (["parcels "], f"Letters1 of parcels 2, and say3.{FOOT}"),
        ([], f"Letters1 of parcels 2, and of letters 2, say3.{FOOT}"),
        ([], f"Letters1 of No 2, and say3.{FOOT}"),
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
        ([], f"Letters1 of2 months from Q2 2023 to 2 2023 say3.{FOOT}"),
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


@pytest.mark.parametrize(
    ("numbers", "text"),
    [
        # with a space behind the number, many, or none, and in a line of its own
        ([1, 2], "Words.\n\n1 Minutes of May.\n2      Minutes of June.\n"),
        ([1, 2, 3], "Words.\n\n1OJ C 5, p. 1.\n28284/2/11 REV 2.\n3Minutes.\n"),
        ([1, 2], "Words.\n\n1\nMinutes of May.\n2\nMinutes of June.\n"),
        # a document's number is none beside a number that a space parts from its note
        ([1], "Words.\n\n1 OJ C 5, p. 1.\n28284/2/11 REV 2.\n"),
        ([], "Words.\n\n14603/2/12 REV 2\n"),
        # nor is that of the page, the last word on it
        ([], "Words.\n\n1\n\fMore words.\n\n2\n"),
        # without form feeds a line that counts ends a page; the numbers of rows are no such line, nor are two enough
        (
            [1, 2, 3],
            f"Words.\n\n1 Minutes.\n2 Letters.\n\nLS/mw 1\n\n{WORDS}3 Cards.\n\nLS/mw 2\n\nIt ends.\n\nLS/mw 3\n",
        ),
        # with no such line above the heading of the annex
        ([1, 2], f"Words.\n\n1 Minutes.\n\nANNEX\n\n{WORDS}2 Letters.\n"),
        ([], f"Words.\n\n1 Minutes.\n\nAN ANNEX\n\n2 Letters.\n{WORDS}"),
        # what pages repeat below the last note takes no place, in as many lines as it may be
        ([1, 2, 3], "".join(f"Words.\n\n{at}\n\n{'A' * at}.\n{PARTS}{at + 3}\n\nEN\n\f" for at in (1, 2, 3))),
        ([], f"Words.\n\n1 Minutes.\n\nLS/mw 1\n\n{WORDS}2 Letters.\n\nLS/mw 2\n\n{WORDS}"),
        ([], f"Words.\n\n1 Minutes.\n\n6.1\n\n{WORDS}2 Letters.\n\n6.2\n\n{WORDS}\n\n6.3\n{WORDS}"),
    ],
)
def test_numbers_of_notes(numbers: list[int], text: str) -> None:
    assert numbers == [*notes_at_feet(text)]


def _found(text: str) -> list[tuple[str, str]]:
    return [(text[mark.end - 2 : mark.end], put) for mark, put in written_out(text, ["BE", "SE"]).items()]


def test_what_stands_for_marks_and_numbers() -> None:
    text = (
        "It runs (to 2014) 1 and ends. BE1, SE2 and SE2; Europol (EC3), XX2, SE4 and UD2.\n\n"
        "1OJ C 5, p. 1.\n2Only for a part.\n3Minutes.\n"
    )
    found = written_out(text, ["BE", "SE"])
    # "1" behind the bracket is none, for a word carries that mark
    assert [(text[mark.start - 2 : mark.end], put) for mark, put in sorted(found.items())] == [
        ("BE1", "[^1]"),
        ("SE2", "[^2]"),
        ("SE2", "[^2]"),
        ("\n\n1", "1 "),
        (".\n2", "2 "),
        (".\n3", "3 "),
    ]
    # an acronym that no other word shares its figure with: not EC3, of two letters, nor CEN2, beside SE2
    acronyms = text.replace("and UD2", "CEN2, Europol (EMPACT3)")
    assert ("T3", "[^3]") not in _found(acronyms)
    assert ("T3", "[^3]") in _found(acronyms.replace("(EC3)", ""))
    assert ("N2", "[^2]") not in _found(acronyms.replace("(EC3)", ""))
    assert ("V3", "[^3]") not in _found(text.replace("(EC3)", "").replace("and UD2", "8284/3/08 REV3 ENFOCUSTOM 48"))
    apart = text.replace("BE1", "BE")
    assert (") 1", "[^1]") in [(apart[mark.start - 2 : mark.end], put) for mark, put in written_out(apart, []).items()]
    assert {} == written_out("It runs (to 2014) 1 and ends. SE4.\n", ["SE"])


def test_a_code_is_read_without_the_mark_of_a_note(read_text: Callable[[str], Reading]) -> None:
    """In `-layout` text: the state is known, the note has its mark and words, and no cell has those."""
    reading = read_text(
        "Draft Sixth Action Plan (1.1.2013–30.6.2014)\n\nIt follows the strategy (of 2012) 1 and letters2.\n\n"
        "1OJ C 5, 7.1.2012, p. 1.\n28284/2/11 REV 2 ENFOCUSTOM 30.\n\fANNEX\n\n"
        "No     Proposed action      Other concerned parties    Possible outcomes\n"
        "6.1    To examine letters   - BE,                      List of letters\n"
        "                            - MT3.\n\n\n"
        "3Only for a part.\n"
    )
    [action] = reading.actions
    assert [("BE", "country/BEL"), ("MT", "country/MLT")] == [
        (each.printed.text, each.named_parties[0].target) for each in action.parties
    ]
    assert [(1, "(of 2012)"), (2, "letters"), (3, "MT")] == [
        (note.number, note.annotates.text[-len(end) :])
        for note, end in zip(reading.plan.footnotes, ("(of 2012)", "letters", "MT"), strict=True)
    ]
    assert ["OJ C 5, 7.1.2012, p. 1", "8284/2/11 REV 2 ENFOCUSTOM 30", "Only for a part"] == [
        note.body.text for note in reading.plan.footnotes
    ]
    assert [] == [issue.message for issue in reading.issues if issue.code in ("words-unread", "unknown-party")]


def test_a_mark_may_stand_behind_a_year_and_a_stop(read_text: Callable[[str], Reading]) -> None:
    """Where its note has no such number, the words that may be the note's are told, also below a number alone."""
    plan = (
        "Draft Sixth Action Plan (1.1.2013–30.6.2014)\n\nANNEX\n\nProposed action\n\n6.1\n\nTo examine parcels\n\n"
        "Terms of reference\n\nIt is due in 2014.1\n\n\f6.2\n\nTo examine letters\n\n"
        "Terms of reference\n\nIt is due in 2015.\n\n{}\nMinutes of May.\n"
    )
    noted = read_text(plan.replace("\f", "").format(1))
    assert [each.terms and each.terms.text.text for each in noted.actions] == [
        "It is due in 2014.",
        "It is due in 2015.",
    ]
    assert [note.body.text for note in noted.plan.footnotes] == ["Minutes of May"]
    apart = read_text(plan.format(1))
    issues = [apart.source.exact(each.span) for each in apart.issues if each.code == "mark-without-body" and each.span]
    assert "1" in issues
    assert "Minutes of May." in issues
