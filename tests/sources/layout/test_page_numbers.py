"""Numbers of pages are told from those of rows, and lines that come back on every page from the document's own."""

from collections.abc import Callable

import pytest

from ccwp_kg.sources.layout.headers_footers import without_headers_footers
from ccwp_kg.sources.layout.text_lines import lay_out
from ccwp_kg.sources.profile.profile import Profile
from ccwp_kg.sources.records.records import Reading
from ccwp_kg.sources.records.source_text import SourceText

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


SHEET = "Action 6.{at}\nLead{gap}{lead}\nPerformance indicator{gap}List of {at}\nTitle{gap}Parcels {at}\n{foot}"
LEADS = ("BE", "MT", "EL", "BE")


@pytest.mark.parametrize("gap", ["\t", "   ", " "])
@pytest.mark.parametrize("foot", ["", "Action Plan 2013–2014 {at}\n", "16103/12 {at} LIMITE\n"])
def test_a_value_behind_its_heading_counts_no_pages(gap: str, foot: str, read_text: Callable[[str], Reading]) -> None:
    """Though each page ends with one, of which only the number differs; the footer below it does count them."""
    sheets = (SHEET.format(at=at, gap=gap, lead=LEADS[at - 1], foot=foot.format(at=at)) for at in range(1, 5))
    front = (
        "Sixth Action Plan (1.1.2013–30.6.2014) to implement the revised strategy for customs cooperation\n\nANNEX\n\n"
    )
    reading = read_text(front + "\f".join(sheets))
    assert [(f"Parcels {at}", lead) for at, lead in enumerate(LEADS, 1)] == [
        (each.title and each.title.text, each.lead and each.lead.printed.text) for each in reading.actions
    ]
    assert [] == [each for each in reading.issues if each.code in ("words-unread", "words-unassigned")]


@pytest.mark.parametrize(
    ("ends", "is_footer"),
    [
        (("Part 1", "Part 2", "Part 3", "Part 4", "Part 5"), True),
        # one page lacks it, or most have it and the number of their page
        (("Part 1", "Part 2", "Parcels", "Part 3", "Part 4"), True),
        (("Part 1", "Letters", "Part 3", "Parcels", "Part 5"), True),
        (("Part 1", "Letters", "Parcels", "Part 2", "Part 3"), False),
    ],
)
def test_lines_whose_number_does_not_go_with_the_pages_are_kept(
    ends: tuple[str, ...], is_footer: bool, profile: Profile
) -> None:
    sheet = lay_out(
        SourceText.of("made-up", "\f".join(f"{words}\n{end}\n" for words, end in zip(WHY, ends, strict=True))),
        page_breaks=profile.layout.page_breaks,
        stays_on_page=lambda _: False,
    )
    pages = without_headers_footers(
        sheet, profile=profile, is_content=lambda _: False, table=len(sheet.lines), figures_are_rows=False
    )
    found = [line.text for line in pages.headers_footers]
    assert found == [end for end in ends if end.startswith("Part ") and is_footer]


def test_of_two_figures_of_a_page_the_last_is_its_number(read_text: Callable[[str], Reading]) -> None:
    """The other may number a footnote, in a line of its own."""
    text = plan("\n{page}\n").replace("The plan contains", "2\n\nThe plan contains")
    found = [claim.span.start for claim in read_text(text).coverage.claims if claim.field == "headers-footers"]
    assert found[:2] == [text.index("\n1\n") + 1, text.rindex("\n2\n", 0, text.index("ANNEX")) + 1]
