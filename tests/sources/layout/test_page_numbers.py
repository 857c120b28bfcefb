"""Numbers of pages are told from those of rows, and lines that come back on every page from the document's own."""

from collections.abc import Callable

import pytest

from ccwp_kg.sources.records.records import Reading

ROW = """{number}

To examine parcels with {what}

To find what is hidden

List of parcels.

Fewer parcels are lost.

Terms of reference
{why}."""

WHAT = ("old books", "loose tea", "brass lamps", "two lids", "no sender")
WHY = ("Parcels are small", "Nobody opens all of them", "Scanners are slow", "Dogs tire soon", "Lists of senders help")

FRONT = """Draft Sixth Action Plan (1.1.2013–30.6.2014) to implement the revised strategy for customs cooperation

Delegations will find below the plan.
{foot1}
The plan contains five actions.
{foot2}
ANNEX

Proposed action

Strategic objectives

Performance indicator

Possible outcome(s)

"""


def plan(foot: str, *, break_in_cell: bool = False) -> str:
    """A plan of five rows with figures alone as their numbers; each page but the first two holds one row."""
    pages = [FRONT.format(foot1=foot.format(page=1), foot2=foot.format(page=2))]
    for row in range(1, 6):
        words = ROW.format(number=row, what=WHAT[row - 1], why=WHY[row - 1])
        if break_in_cell:
            words = words.replace("parcels with", f"parcels{foot.format(page=row + 2)}with", 1)
            pages.append(f"{words}\n\n")
        else:
            pages.append(f"{words}\n{foot.format(page=row + 2)}\n")
    return "".join(pages)


@pytest.mark.parametrize(
    "foot",
    [
        "\n{page}\n",  # figures alone, as the rows have
        "\n- {page} -\n",
        "\n6220/20 HvdH/hm {page}\n\f",
        "\n{page}\n\f",
        "\n{page}\n\nLIMITE\n",
    ],
)
@pytest.mark.parametrize("break_in_cell", [False, True])
def test_every_row_is_found(foot: str, break_in_cell: bool, read_text: Callable[[str], Reading]) -> None:
    reading = read_text(plan(foot, break_in_cell=break_in_cell))
    assert [action.number for action in reading.actions] == ["1", "2", "3", "4", "5"]
    assert [action.title.text for action in reading.actions if action.title] == [
        f"To examine parcels with {what}" for what in WHAT
    ]
    assert [action.terms.text.text for action in reading.actions if action.terms] == [f"{why}." for why in WHY]


def test_a_number_at_a_line_end_is_no_row(read_text: Callable[[str], Reading]) -> None:
    """A reference that takes a line of its own is of another plan, and opens nothing."""
    text = plan("\n- {page} -\n").replace("Scanners are slow.", "Scanners were slow in\nAction 4.2.")
    assert [action.number for action in read_text(text).actions] == ["1", "2", "3", "4", "5"]


def test_a_raised_figure_counts_nothing(read_text: Callable[[str], Reading]) -> None:
    """It is a digit to Python, and no number."""
    assert [action.number for action in read_text(plan("\n²\n\f")).actions] == ["1", "2", "3", "4", "5"]
