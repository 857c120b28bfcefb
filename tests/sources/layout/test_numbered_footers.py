"""Footers that print the document's number are found, whatever stands beside it and in whatever order."""

from collections.abc import Callable

import pytest

from ccwp_kg.sources.records.records import Reading
from support.readings import ONE_ACTION

PAGES = (
    """Draft Sixth Action Plan (1.1.2013–30.6.2014) to implement the revised strategy for customs cooperation

Delegations will find below the plan.
""",
    f"{ONE_ACTION}Parcels are small, says Action 5.1 (12903/1/12 REV 1 ENFOCUSTOM 80). They\n",
    """are many.

Proposed action

6.2

To examine old books

Strategic objectives

To find what is hidden

Performance indicator

(1) List of books.

Possible outcome(s)

(1) Fewer books are lost.

Other concerned parties

- Europol.

Terms of reference
Books are heavy.
""",
)
FEET = {
    "one line": "16103/1/12 REV 1   GdK/hm   {page}   {annex} DG D 2C   LIMITE   EN",
    "two lines": "16103/1/12 REV 1   GdK/hm   {page}\n{annex} DG D 2C   LIMITE   EN",
    "a line each": "16103/1/12 REV 1\n{annex}\nDG D 2C\n\nGdK/hm\n\n{page}\n\nLIMITE\n\nEN",
    "number in the middle": "MJ/lwp  {page}\n16103/1/12 REV 1\nDG D 2C LIMITE   EN",
    "newer codes": "16103/1/12 REV 1\n\nLS/mw\n{annex}\nJAI.1\n\nLIMITE\n\n{page}\n\nEN",
}


def plan(foot: str, *, pages: tuple[int, ...] = (0, 1, 2), page_break: str = "\f") -> str:
    """A plan whose pages end with a footer; the annex has its name in it."""
    printed = [f"{PAGES[page]}\n{foot.format(page=page + 1, annex='ANNEX' if page else '')}\n" for page in pages]
    return page_break.join(printed)


@pytest.mark.parametrize("foot", FEET)
@pytest.mark.parametrize("page_break", ["\f", ""])
def test_a_footer_is_no_part_of_the_text(foot: str, page_break: str, read_text: Callable[[str], Reading]) -> None:
    reading = read_text(plan(FEET[foot], page_break=page_break))
    first, second = reading.actions
    assert first.terms is not None
    assert second.terms is not None
    assert first.terms.text.text == (
        "Parcels are small, says Action 5.1 (12903/1/12 REV 1 ENFOCUSTOM 80). They are many."
    )
    assert second.terms.text.text == "Books are heavy."
    assert [citation.document.key for citation in first.terms.citations] == ["ST-12903-2012-REV-1"]
    assert reading.plan.sections[0].paragraphs[0].text.text == "Delegations will find below the plan."


def test_a_small_table_before_the_first_footer_hides_no_page(read_text: Callable[[str], Reading]) -> None:
    """One of its headings is a heading of the actions, too."""
    text = plan(FEET["one line"], page_break="").replace("below the plan.\n", "below the plan.\n\nTimetable\n\nMay\n")
    assert len(read_text(text).pages) == 3


@pytest.mark.parametrize("gap", [3, 80])
def test_one_page_is_enough(gap: int, read_text: Callable[[str], Reading]) -> None:
    whole = "".join(PAGES[:2]).replace("They\n", "They are many.\n")
    foot = FEET["two lines"].format(page=1, annex="").replace("   ", " " * gap)
    reading = read_text(f"{whole}\n{foot}\n")
    (action,) = reading.actions
    assert action.terms is not None
    assert action.terms.text.text.endswith("They are many.")


def test_the_number_of_a_row_below_a_footer_is_kept(read_text: Callable[[str], Reading]) -> None:
    text = plan("16103/12  {page}  LIMITE").replace("6.1\n", "1\n").replace("6.2\n", "2\n")
    assert [action.number for action in read_text(text).actions] == ["1", "2"]


def test_a_footnote_that_is_a_bare_number_is_kept(read_text: Callable[[str], Reading]) -> None:
    text = plan(FEET["a line each"]).replace("below the plan.\n", "below the plan1.\n\n1\n\n9720/18\n")
    notes = read_text(text).plan.footnotes
    assert [note.document.key for note in notes if note.document] == ["ST-9720-2018-INIT"]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("16103/1/12 REV 1\nJAI.1\n", "GdK/hm\nLIMITE EN\n"),
        ("16103/1/12 REV 1\nEN\n7\n", "GdK/hm\nJAI.1 LIMITE\n\nBoxes are full.\n"),
    ],
)
def test_the_right_part_of_a_footer_far_from_the_number_is_no_text(
    left: str, right: str, read_text: Callable[[str], Reading]
) -> None:
    """Text in reading order has the left part of a footer before the cells and the right part behind them."""
    reading = read_text("\f".join([PAGES[0], *(f"{left}\n{page}\n{right}" for page in PAGES[1:])]))
    assert [] == [each for each in reading.issues if each.code in ("words-unread", "words-unassigned")]
    terms = [action.terms.text.text for action in reading.actions if action.terms]
    assert len(terms) == 2
    assert not [text for text in terms if "GdK" in text or "JAI" in text]


def test_a_footer_among_cells_is_no_text(read_text: Callable[[str], Reading]) -> None:
    """The directorate alone in a line beside the initials of clerks, far from the number."""
    text = plan(FEET["a line each"], page_break="\n")
    among = "- Boxes are full.\n\nGdK/hm\nDG D 2C\n\nLIMITE\n\n- Europol."
    reading = read_text(text.replace("- Europol.", among, 1))
    assert ["Boxes are full", "Europol"] == [each.printed.text for each in reading.actions[0].parties]


@pytest.mark.parametrize("foot", FEET)
@pytest.mark.parametrize("is_last", [False, True])
def test_two_states_with_a_stroke_are_no_initials_of_clerks(
    foot: str, is_last: bool, read_text: Callable[[str], Reading]
) -> None:
    """Alone in a line, repeated, and perhaps right above a footer: as what stands in a cell of leads does."""
    between = f"\n{FEET[foot].format(page=9, annex='ANNEX')}\n\f" if is_last else ""
    lead = f"Lead\n\nBE/NL\n{between}\nTerms of reference\n"
    reading = read_text(plan(FEET[foot]).replace("Terms of reference\n", lead))
    assert [action.lead and action.lead.printed.text for action in reading.actions] == ["BE/NL", "BE/NL"]
