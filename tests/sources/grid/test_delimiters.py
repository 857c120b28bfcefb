"""Tables whose cells tabs or pipes part: each cell keeps its words, and none takes those of another."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from ccwp_kg.review.review_lines import lines_of
from ccwp_kg.sources.grid.delimiters import grid_by_delimiters
from ccwp_kg.sources.grid.grid import Grid
from ccwp_kg.sources.grid.headings import Headings
from ccwp_kg.sources.records.records import Reading
from ccwp_kg.sources.records.source_text import Span

HEADINGS = {"No": "number", "Action": "title", "Lead": "lead", "Status": "status"}


def grid_of(text: str) -> Grid | None:
    lines = [Span(*line.span()) for line in re.finditer(r"\S(?:.*\S)?", text)]
    tabs = {tab.start() for tab in re.finditer("\t", text)}
    headings = Headings(
        column_of=HEADINGS.get,
        begins=HEADINGS.__contains__,
        opens_box=lambda _: False,
        is_number=lambda words: words[0].isdigit(),
        opens_group=lambda words: words.startswith("Aim"),
    )
    return grid_by_delimiters(text, lines, tabs=tabs, headings=headings)


def rows_of(text: str) -> list[list[str]]:
    """The printed words of each row."""
    grid = grid_of(text)
    assert grid is not None
    return [[cell.printed(text) for cell in row] for _, row in grid.rows()]


ROWS = [
    # (text, the cells of its rows below the headings)
    ("Action\tLead\nOne  way\tBE\n", [["One way", "BE"]]),
    ("Action\tLead\n\tBE\n", [["", "BE"]]),
    ("Action\tLead\nOne\t\n", [["One", ""]]),
    ("Action\tLead\tStatus\nOne\tBE\n", [["One", "BE"]]),
    ("Action\tLead\nOne\tBE\nand DE\n", [["One", "BE and DE"]]),
    ("Action\tLead\nOne\tBE.\nBorders\n", [["One", "BE."], ["Borders"]]),
    (
        "Action\tLead\tStatus\nOne\nway\tBE\nand DE\tOpen\nTwo\tDE\tOpen\n",
        [["One"], ["way", "BE and DE", "Open"], ["Two", "DE", "Open"]],
    ),
    (
        "Action\tLead\tStatus\n1\tOne\nway\tBE\nand DE\tOpen\n2\tTwo\tDE\tOpen\n",
        [["1 One way", "BE and DE", "Open"], ["2 Two", "DE", "Open"]],
    ),
    ("No\tAction\tLead\n1\tOne\tBE\n2\tTwo\t\n*\tby hand\n", [["1", "One", "BE"], ["2", "Two", ""], ["*", "by hand"]]),
    ("Action\tLead\nOne\tBE\n\nA line by itself\n", [["One", "BE"], ["A line by itself"]]),
    # what begins with a capital goes on before a further row, and ends the table behind its last one
    ("Action\tLead\nOne\tDG\nTAXUD\nTwo\tDE\nWords\n", [["One", "DG TAXUD"], ["Two", "DE"], ["Words"]]),
    ('Action\tLead\n"One\n""way"""\t"BE,\nDE"\nTwo\tDE\n', [['One ""way""', "BE, DE"], ["Two", "DE"]]),
    ('Action\tLead\n"One\tBE\n"Two" or more\tDE\n', [['"One', "BE"], ['"Two" or more', "DE"]]),
    ("|Action|Lead|\n|---|:-:|\n|One|BE|\n", [["One", "BE"]]),
    ("|Action|Lead|\n|---|---|\n| | **\n|One|BE|\n", [["", ""], ["One", "BE"]]),
    ("Action | Lead\n--- | ---\nOne | BE\n", [["One", "BE"]]),
    ("| Action | Lead |\n|:--|--:|\n| One | |\n", [["One", ""]]),
    ("| Action | Lead |\n|--|--|\n| One | B\\|E |\n", [["One", "B\\|E"]]),
    ("| **Action** | Lead |\n|--|--|\n| One<br>two | BE |\n", [["One two", "BE"]]),
    ("| Action | Lead |\n|--|--|\n| One | BE\nand DE |\n", [["One", "BE and DE"]]),
    ("| Action | Lead |\n|--|--|\n| One | BE |\nA line by itself\n", [["One", "BE"], ["A line by itself"]]),
]


@pytest.mark.parametrize(("text", "rows"), ROWS)
def test_cells_keep_their_words(text: str, rows: list[list[str]]) -> None:
    """Empty cells keep their place, short rows stay short, an open row goes on in the next line."""
    assert rows_of(text)[1:] == rows


@pytest.mark.parametrize(
    "text", ["Action Lead\nOne BE\n", "Action\tBudget\nOne\t5\n", "| Action |\n|--|\n| One |\n", "One\tBE\n", ""]
)
def test_a_table_with_fewer_than_two_known_headings_is_none(text: str) -> None:
    assert grid_of(text) is None


def test_headings_beside_the_cells_are_a_sheet() -> None:
    """A sheet has no row of headings."""
    text = "Action\tOne\nLead\tBE\n"
    assert getattr(grid_of(text), "headings", None) == ()
    assert [["Action", "One"], ["Lead", "BE"]] == rows_of(text)


def test_a_row_of_a_sheet_may_hold_several_headings() -> None:
    """Each stands before its cell, which may be empty. One that is not known stands in most such rows."""
    sheets = (
        "Action\tOne\nLead\tBE\tStatus\tOpen\nto all\nLead\tBE\tCosts\t5\n\n"
        "Action\tTwo\nStatus\tShut\nLead\t\tCosts\t7\nLead\tDE\tCosts\t"
    )
    assert rows_of(sheets) == [
        *(["Action", "One"], ["Lead", "BE"], ["Status", "Open to all"], ["Lead", "BE"], ["Costs", "5"]),
        *(["Action", "Two"], ["Status", "Shut"], ["Lead", ""], ["Costs", "7"], ["Lead", "DE"], ["Costs", ""]),
    ]


def test_empty_cells_may_follow_the_headings_and_cells_of_a_sheet() -> None:
    """As spreadsheets and Markdown write them, where another row has more."""
    text = "Action\tOne\t\t\t\t\nStatus\tOpen\t\t\t\t\nLead\tBE\tStatus\tShut\t\t\n"
    assert [["Action", "One"], ["Status", "Open"], ["Lead", "BE"], ["Status", "Shut"]] == [
        [cell for cell in row if cell] for row in rows_of(text)
    ]


@pytest.mark.parametrize("above", ["", "Action\tOne\n", "Action\tOne\nAction\tTwo\n"])
def test_cells_between_headings_of_a_row_are_headings_where_no_sheet_is(above: str) -> None:
    """Its unknown headings stand where a sheet has cells."""
    text = f"{above}Action\tWhy\tLead\tHow\nOne\tOld\tBE\tLate"
    grid = grid_of(text)
    assert grid is not None
    assert ["Action", "Why", "Lead", "How"] == [cell.printed(text) for cell in grid.headings]


PLAN = """# Draft Sixth Action Plan (1.1.2013–30.6.2014) to implement the revised strategy for customs cooperation

## ANNEX

{table}
"""


@pytest.fixture
def read_table(read_text: Callable[[str], Reading]) -> Callable[[str], Reading]:
    """The reading of a plan with one table."""
    return lambda table: read_text(PLAN.format(table=table))


ROW_PER_ACTION = """\
| No. | **Proposed action** | Strategic objectives | Budget | Performance indicator | Lead | Other concerned parties |
|:---|---|:-:|---|---|---|---|
| 6.1 | **To examine** small parcels | To find \\| see | EUR 20 000 | List;<br>Report. | | - Europol, - OLAF. |
|  | and large ones | | | | | |
| 6.2 | To close a door | To find | — | Report of the door | BE |

Terms of reference: Doors are open."""


def test_a_row_per_action(read_table: Callable[[str], Reading]) -> None:
    """An escaped pipe is a pipe, a row without a number goes on with the one above it, and a box follows its row."""
    reading = read_table(ROW_PER_ACTION)
    first, second = reading.actions
    assert reading.table == "delimiters"
    assert first.title is not None
    assert first.title.text == "To examine small parcels and large ones"
    assert [each.wording.text for each in first.objectives] == ["To find | see"]
    assert [each.text.text for each in first.indicators] == ["List", "Report"]
    assert [each.printed.text for each in first.parties] == ["Europol", "OLAF"]
    assert [each.text.text for each in second.indicators] == ["Report of the door"]
    assert second.lead is not None
    assert second.lead.printed.text == "BE"
    assert second.terms is not None
    assert second.terms.text.text == "Doors are open."
    assert reading.coverage.unread == ()


def test_an_unknown_heading_keeps_its_column(read_table: Callable[[str], Reading]) -> None:
    """Its cells are glued to no neighbour. That no list has it is told once, also in a review, at the first of them."""
    reading = read_table(ROW_PER_ACTION)
    first, second = reading.actions
    assert [(each.heading.text, each.text.text) for each in first.others] == [("Budget", "EUR 20 000")]
    assert second.others == ()
    [issue] = [each for each in reading.issues if each.code == "heading-unknown"]
    assert issue.span == first.others[0].text.spans[0]
    assert "“Budget”" in issue.message
    assert [line.key for line in lines_of(reading) if issue.message in line.doubt] == ["6.1 entry 1"]


def test_an_empty_cell_and_a_short_row_differ(read_table: Callable[[str], Reading]) -> None:
    """A cell that is printed empty says nothing for certain; one that is not printed is told."""
    reading = read_table(ROW_PER_ACTION)
    first, second = reading.actions
    assert ("lead", "empty-cell") in {(each.field, each.silence) for each in first.silences}
    assert second.others == ()
    assert "parties" not in {each.field for each in second.silences}
    assert [issue.message for issue in reading.issues if issue.code == "cell-missing"] == [
        "action 6.2: the row ends before the column “parties”"
    ]


SHEETS = """\
### Action 6.1

| Title | To examine small parcels |
| --- | --- |
| Strategic objectives | To find what is hidden |
| Budget | EUR 20 000 |
| Lead | |
| Participants | DE, FI |
| Other concerned parties | Europol |
| Background | Parcels are small. |

### Action 6.2

| Title | To close a door |
| --- | --- |
| Deliverables | Door |
| Lead | BE |"""


def test_the_chief_word_of_a_column_names_it_before_another(read_table: Callable[[str], Reading]) -> None:
    """Also where no list has the heading; what stands under the other keeps it. Those who are consulted are parties."""
    table = SHEETS.replace("Strategic objectives |", "Objectives served |").replace("| Budget |", "| Aims |")
    first, _ = read_table(table.replace("Other concerned parties", "To be consulted")).actions
    assert [each.wording.text for each in first.objectives] == ["To find what is hidden"]
    assert [each.heading.text for each in first.others] == ["Aims"]
    assert [each.role for each in first.parties] == ["participant", "participant", "concerned"]


def test_words_behind_the_last_cell_of_a_sheet_are_told_with_its_action(read_table: Callable[[str], Reading]) -> None:
    reading = read_table(SHEETS.replace("are small. |", "are small. |\n| | Further words |"))
    told = [each.message for each in reading.issues if each.code == "row-doubtful"]
    assert told == ["action 6.1: words behind its cell of “terms-of-reference” are of no column"]


def test_a_sheet_per_action(read_table: Callable[[str], Reading]) -> None:
    """Each heading has its cell beside it; of two columns of parties each has a role of its own."""
    first, second = read_table(SHEETS).actions
    assert [each.title.text for each in (first, second) if each.title] == [
        "To examine small parcels",
        "To close a door",
    ]
    assert [(each.printed.text, each.role) for each in first.parties] == [
        ("DE", "participant"),
        ("FI", "participant"),
        ("Europol", "concerned"),
    ]
    assert [each.heading.text for each in first.others] == ["Budget"]
    assert ("lead", "empty-cell") in {(each.field, each.silence) for each in first.silences}
    assert ("objectives", "not-stated") in {(each.field, each.silence) for each in second.silences}


def test_an_unknown_heading_of_a_sheet_is_told_where_its_cell_is_empty(read_table: Callable[[str], Reading]) -> None:
    """There is no entry that could tell of it; one beside which words stand somewhere is told there alone."""
    reading = read_table(SHEETS.replace("EUR 20 000", "").replace("| Lead | BE |", "| Fund | 1 |\n| Budget | |"))
    told = [each.message for each in reading.issues if each.code == "heading-unknown"]
    assert [message.partition(";")[0] for message in told] == [
        f"no list of the profile has the heading “{heading}”" for heading in ("Budget", "Fund")
    ]


def test_the_number_may_stand_before_the_title_of_a_sheet(read_table: Callable[[str], Reading]) -> None:
    """Beside the heading of the title. In another cell a number is a word of it."""
    sheet = "| Proposed action | 6.{0} Parcels |\n|---|---|\n| Lead | BE |\n| Terms of reference | 6.9 is meant. |\n\n"
    assert [("6.1", "Parcels", "6.9 is meant."), ("6.2", "Parcels", "6.9 is meant.")] == [
        (each.number, each.title and each.title.text, each.terms and each.terms.text.text)
        for each in read_table(sheet.format(1) + sheet.format(2)).actions
    ]


@pytest.mark.parametrize(("last", "is_own"), [("counted.", True), ("counted.4", True), ("4", False)])
def test_a_sentence_with_a_mark_goes_on_with_the_cell(
    last: str, is_own: bool, read_table: Callable[[str], Reading]
) -> None:
    """A line of a sheet without a tab, behind a sentence; what ends otherwise may be anything."""
    sheet = f"Action 6.1\nLead\tBE\nBackground\tParcels are small.\nMost are {last}\nParties\tEuropol"
    terms = read_table(sheet).actions[0].terms
    assert terms is not None
    assert is_own == terms.text.text.endswith(last)


def test_words_of_no_column_are_told(read_table: Callable[[str], Reading]) -> None:
    """A line between two rows is no part of the cell above it."""
    table = "Action\tLead\n6.1 One\tBE\n\nControls at the borders\n\n6.2 Two\tDE"
    reading = read_table(table)
    assert [each.lead.printed.text for each in reading.actions if each.lead] == ["BE", "DE"]
    told = [issue.span for issue in reading.issues if issue.code == "words-unassigned"]
    assert ["Controls at the borders"] == [reading.source.exact(span) for span in told if span]


@pytest.mark.parametrize("cell", ["(2) A; (4) B", "2. A 3. B", "- A, - B", "• A • B", "A; B", "A; and B"])
def test_items_in_one_line_are_parted(cell: str, read_table: Callable[[str], Reading]) -> None:
    action = read_table(f"No.\tAction\tPossible outcomes\n6.1\tOne\t{cell}").actions[0]
    assert [outcome.text.text for outcome in action.outcomes] == ["A", "B"]


@pytest.mark.parametrize("cell", ["Report (2) of it", "- one - two", "10. of May 2. of June"])
def test_marks_in_a_sentence_part_nothing(cell: str, read_table: Callable[[str], Reading]) -> None:
    action = read_table(f"No.\tAction\tPossible outcomes\n6.1\tOne\t{cell}").actions[0]
    assert len(action.outcomes) == 1


@pytest.mark.parametrize(
    ("cell", "items", "code"),
    [
        ("New lists; common rules; and trust", ["New lists", "common rules", "trust"], "items-by-stops"),
        ("Fewer losses; this will help states", ["Fewer losses; this will help states"], "items-undivided"),
        ("A list of parcels; it is short", ["A list of parcels; it is short"], "items-undivided"),
        ("New lists (of parcels; of letters)", ["New lists (of parcels; of letters)"], ""),
        ("New lists; common rules |\n| 6.2 | Two | (1) Trust", ["New lists; common rules"], ""),  # others have marks
    ],
)
def test_semicolons_part_items_where_none_is_marked(
    cell: str, items: list[str], code: str, read_table: Callable[[str], Reading]
) -> None:
    """Before a small letter, too, if no part is a clause; what was decided or is in doubt is told."""
    reading = read_table(f"| No. | Action | Possible outcomes |\n|---|---|---|\n| 6.1 | One | {cell} |\n")
    assert items == [outcome.text.text for outcome in reading.actions[0].outcomes]
    told = {each.code for each in reading.issues} & {"items-by-stops", "items-undivided"}
    assert told == {code} - {""}


@pytest.mark.parametrize(
    "cells",
    [
        "| 6.1 | One | To find<br>To stop | OLAF<br>DE | List<br>Report<br>in time |\n",
        '6.1\tOne\t"To find\nTo stop"\t"OLAF\nDE"\t"List\nReport\nin time"\n',
        '6.1\tOne\tTo find <br> To stop\t"OLAF<br/>DE"\tList<BR>Report\u00a0<br>&nbsp;&#x20;in time\n',
    ],
)
def test_each_line_of_a_cell_is_an_entry(cells: str, read_table: Callable[[str], Reading]) -> None:
    """Between pipes, in quotes and at `<br>` a line ends where its writer ends it; one in small letters goes on."""
    heads = ("No.", "Action", "Strategic objectives", "Other concerned parties", "Deliverables")
    rule = f"|{'---|' * len(heads)}\n" if "|" in cells else ""
    head = f"| {' | '.join(heads)} |\n" if rule else "\t".join(heads) + "\n"
    [action] = read_table(head + rule + cells).actions
    assert [each.wording and each.wording.text for each in action.objectives] == ["To find", "To stop"]
    assert [each.printed.text for each in action.parties] == ["OLAF", "DE"]
    assert [each.text.text for each in action.indicators] == ["List", "Report in time"]


def test_two_quotes_in_a_quoted_cell_are_one(read_table: Callable[[str], Reading]) -> None:
    [action] = read_table('No.\tAction\tLead\n6.1\t"One ""way"""\tBE\n').actions
    assert (action.title and action.title.text) == 'One "way"'


def test_headings_in_two_rows_are_one_row(read_table: Callable[[str], Reading]) -> None:
    """Lead and participants stand under a heading for both."""
    [action] = read_table(
        "Proposed action\tParties\t\tDeadline\n\tLead\tParticipants\t\n6.1 Parcels\tBE\tDE\tJune 2013\n"
    ).actions
    assert action.lead is not None
    assert action.lead.printed.text == "BE"
    assert [each.printed.text for each in action.parties] == ["DE"]
    assert action.timetable is not None
    assert action.timetable.text == "June 2013"


def test_a_mark_in_the_second_column_of_parties_has_its_footnote(read_table: Callable[[str], Reading]) -> None:
    """A cell beside those of the known columns is a cell of the annex all the same."""
    reading = read_table(
        "| No | Action | Co-lead | Participants |\n|---|---|---|---|\n| 6.1 | One | BE | MT, EL[^1] |\n\n"
        "[^1]: Only for parcels\n"
    )
    assert ["Only for parcels"] == [note.body.text for note in reading.plan.footnotes]
    assert ["BE", "MT", "EL"] == [each.printed.text for each in reading.actions[0].parties]


@pytest.mark.parametrize("row", ["| {} | {} |", "{}\t{}"])
def test_what_stands_behind_a_blank_line_goes_on_with_no_cell(row: str, read_table: Callable[[str], Reading]) -> None:
    cells = [("Action", "6.1 To look"), ("Lead", "BE"), ("Costs", "EUR 5")]
    reading = read_table("\n".join(row.format(*each) for each in cells) + "\n\nThe group met in May.\n")
    assert ["EUR 5"] == [each.text.text for each in reading.actions[0].others]
    assert ["words-unassigned"] == [each.code for each in reading.issues if each.code.startswith("words")]


def test_a_number_may_stand_above_the_title_of_its_row(read_table: Callable[[str], Reading]) -> None:
    """And the objectives of a row, each in a line of its own, as a word processor writes them."""
    row = "Action 6.{}\nTo look\tBE\tObjective 1: To find\nObjective 2: To see\tA list\n"
    reading = read_table("Action\tLead\tStrategic objectives\tDeliverables\n" + row.format(1) + row.format(2))
    assert [("6.1", "To look", "BE", ["A list"]), ("6.2", "To look", "BE", ["A list"])] == [
        (
            each.number,
            each.title and each.title.text,
            each.lead and each.lead.printed.text,
            [one.text.text for one in each.indicators],
        )
        for each in reading.actions
    ]
    for action in reading.actions:
        assert "To find" in action.objectives[0].wording.text
        assert "To see" in action.objectives[-1].wording.text


@pytest.mark.parametrize("number", ["No\tAction", "Action"], ids=["numbers apart", "numbers before titles"])
def test_the_words_of_a_box_may_stand_in_the_first_cell_below_its_heading(
    number: str, read_table: Callable[[str], Reading]
) -> None:
    """A row of one cell over all columns is written with empty ones behind it."""
    rows = [f"6.{at}{chr(9) if chr(9) in number else ' '}To {act}\tBE" for at, act in ((1, "look"), (2, "see"))]
    boxes = [
        "Terms of reference\t\t",
        "Much is hidden. It is sought.\t\t",
        "Terms of reference\t\t",
        "It is there.\t\t",
    ]
    lines = [f"{number}\tLead", rows[0], *boxes[:2], rows[1], *boxes[2:]]
    reading = read_table("\n".join(lines))
    assert [action.terms and action.terms.text.text for action in reading.actions] == [
        "Much is hidden. It is sought.",
        "It is there.",
    ]
