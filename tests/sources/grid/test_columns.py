"""Tables of text that keeps the place of each word: the place tells the column, though lines are shifted."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from ccwp_kg.sources.grid.columns.columns import grid_by_columns
from ccwp_kg.sources.grid.grid import Grid
from ccwp_kg.sources.grid.headings import Headings, in_characters
from ccwp_kg.sources.records.records import Action, Reading
from ccwp_kg.sources.records.source_text import Span

KNOWN = {"Action": "title", "Lead": "lead", "Other parties": "parties", "Reasons": "box"}


def grid_of(text: str) -> Grid | None:
    lines = [Span(*line.span()) for line in re.finditer(r"\S(?:.*\S)?", text)]
    headings = Headings(
        column_of=KNOWN.get,
        begins=lambda words: any(known.startswith(words) for known in KNOWN),
        opens_box=lambda words: words.startswith("Reasons"),
        is_number=lambda words: re.fullmatch(r"(Action )?\d\.\d", words) is not None,
    )
    return grid_by_columns(text, lines, measure=in_characters(text, int), headings=headings)


def rows_of(text: str) -> list[list[str]]:
    """The printed words of each row below the headings."""
    rows = grid.rows() if (grid := grid_of(text)) is not None else ()
    return [[cell.printed(text) for cell in row] for is_heading, row in rows if not is_heading]


def test_pieces_belong_to_the_nearest_heading() -> None:
    """Cells end at different lines, and a line without a piece of the first column goes on with the others."""
    assert rows_of(
        "Action              Lead           Other parties\n"
        "\n"
        "1.1  To open a      BE, DE and     - OLAF,\n"
        "     window         FR\n"
        "                                   - COM.\n"
        "1.2  To shut it                    - CEPOL.\n"
    ) == [["1.1 To open a window", "BE, DE and FR", "- OLAF, - COM."], ["1.2 To shut it", "", "- CEPOL."]]


def test_one_space_parts_columns_where_other_lines_begin() -> None:
    """A cell that fills its column leaves no gap; a short word begins a column behind a figure, not at a line's end."""
    assert rows_of(
        "Action                   Lead           Other parties\n\n"
        "1.1  To open and to shut France         - OLAF,\n"
        "     a window, and two   and Spain      - COM.\n"
        "     doors\n"
        "1.2  To shut it by 4/2014 all           - CEPOL.\n"
    ) == [
        ["1.1 To open and to shut a window, and two doors", "France and Spain", "- OLAF, - COM."],
        ["1.2 To shut it by 4/2014", "all", "- CEPOL."],
    ]


def test_a_bracket_or_a_figure_behind_a_code_begins_no_column_and_a_mark_does() -> None:
    """Though the column begins nearer to these, to the dash behind a year, or to a small word behind the mark."""
    text = "Action                   Lead           Other parties\n\n1.1  To open             {} {}\n{:>44}\n"
    for other in ("COM (DG)", "SO 8", "Q2 2018 –", "- A team"):
        assert rows_of(text.format("All States", other, "OLAF")) == [["1.1 To open", "All States", f"{other} OLAF"]]


def test_words_of_a_cell_may_stand_wide_apart() -> None:
    """Justified lines leave gaps inside a cell, its heading and its number; they part nothing."""
    text = (
        "Action                   Lead           Other   parties\n\n"
        "Action  1.1              Belgium        - OLAF,\n"
        "To  open  and   to       and   all      -   COM,\n"
        "shut   the   window      others         - CEPOL.\n"
    )
    rows = [["Action 1.1 To open and to shut the window", "Belgium and all others", "- OLAF, - COM, - CEPOL."]]
    assert rows_of(text) == rows


@pytest.mark.parametrize(
    "text",
    [
        "Action              Lead           Other parties\n\n1.1  To open        BE        OLAF\n",
        "Action      Other parties   Lead\n\n1.1  Open   OLAF, FRON, LT, LV\n            and COM         DE\n",
    ],
)
def test_a_piece_that_may_be_of_another_column_is_told(text: str) -> None:
    """It begins where no column does, or the name before it does nearly as well."""
    grid = grid_of(text)
    assert grid is not None
    assert (1, 1) in grid.unsure


def test_a_shifted_line_keeps_its_columns() -> None:
    """Where letters are wide a line is longer than the others."""
    assert rows_of(
        "Action              Lead           Other parties\n"
        "\n"
        "1.1  To open        Belgium        - OLAF,\n"
        "     WWWWW MMMM        and Spain      - COM.\n"
    ) == [["1.1 To open WWWWW MMMM", "Belgium and Spain", "- OLAF, - COM."]]


def test_a_heading_may_go_over_two_lines() -> None:
    text = "Action      Lead    Other\n                    parties\n\n1.1  One    BE      OLAF\n"
    grid = grid_of(text)
    assert grid is not None
    assert ["Action", "Lead", "Other parties"] == [cell.printed(text) for cell in grid.headings]


def test_a_row_that_a_page_divides_goes_on_below_the_headings() -> None:
    """Behind repeated headings a row without a number goes on with the one before."""
    rows = rows_of(
        "Action              Lead\n\n1.1  To open        Belgium\n"
        "\fAction              Lead\n\n     a window       and Spain\n"
    )
    assert rows == [["1.1 To open", "Belgium"], ["a window", "and Spain"]]


def test_a_box_goes_over_all_columns_and_pages() -> None:
    """Its words look like no row, though they begin with a number or leave gaps."""
    head = "Action              Lead           Other parties\n\n"
    rows = rows_of(
        f"{head}1.1  To open        BE             OLAF\n\nReasons\n\n"
        "Air is good for those who work in it.  It was asked for by\n"
        f"1.1 of the older plan\n\f{head}and is still asked for.\n\n1.2  To shut        DE             COM\n"
    )
    assert rows == [
        ["1.1 To open", "BE", "OLAF"],
        ["Reasons"],
        ["Air is good for those who work in it. It was asked for by 1.1 of the older plan"],
        ["and is still asked for."],
        ["1.2 To shut", "DE", "COM"],
    ]


def test_a_sheet_has_its_headings_at_the_left() -> None:
    """A heading may be broken over two lines, and one space may part it from its cell."""
    assert rows_of(
        "Action 1.1\nLead            BE\nOther parties OLAF\n              COM\nBudget          EUR 5\n"
        "Reasons         Air\n\n"
        "Action 1.2\nOther           CEPOL\nparties\nLead            DE\n"
    ) == [
        ["Action 1.1"],
        *(["Lead", "BE"], ["Other parties", "OLAF COM"], ["Budget", "EUR 5"], ["Reasons", "Air"]),
        ["Action 1.2"],
        *(["Other parties", "CEPOL"], ["Lead", "DE"]),
    ]


def test_what_stands_above_the_first_sheet_is_no_part_of_it() -> None:
    """Prose goes up to the first heading that has a cell beside it, or an unknown one right above that."""
    sheet = "Budget         none\nLead           BE\nOther parties  OLAF\n"
    assert rows_of(f"It begins   here.\n\nTwo words of it.\n\n{sheet}") == rows_of(sheet)


@pytest.mark.parametrize(
    "text",
    [
        "Action Lead Other parties\n1.1 One BE OLAF\n",
        "Action\n1.1\nOne\nLead\nBE\n",
        "One    BE\n",
        "Action    Budget\n",
        "",
    ],
)
def test_text_without_gaps_between_known_headings_is_none(text: str) -> None:
    """Text that prints cell after cell has lost its columns."""
    assert grid_of(text) is None


def test_beside_numbers_of_two_parts_a_bare_figure_is_none(read_text: Callable[[str], Reading]) -> None:
    """A line of a box may begin with a figure and leave a gap behind it."""
    table = (
        "Proposed action     Lead\n\n6.1  To open        BE\n\n"
        "A window lets in air as it did in document\n144   with some noise.\n\n6.2  To shut        DE\n"
    )
    reading = read_text(f"Draft Sixth Action Plan (1.1.2013–30.6.2014)\n\nANNEX\n\n{table}")
    assert [action.number for action in reading.actions] == ["6.1", "6.2"]


def test_a_row_begins_right_below_a_box(read_text: Callable[[str], Reading]) -> None:
    """No blank line parts them; a number in a sentence of the box begins no row, though the box begins with it."""
    table = (
        "Proposed action           Lead    Other concerned parties\n\n"
        "6.1 To open the window    BE      - OLAF.\n"
        "Terms of reference\n"
        "The house had no window, and those who wanted to look outside under action\n"
        "6.2 of the plan had to go to the door.\n"
        "6.2 To shut the window    MT      - Europol.\n"
        "    for good\n"
        "Terms of reference\n"
        "Action 5.1 has shown that those outside and even those inside say it is cold.\n"
    )
    reading = read_text(f"Draft Sixth Action Plan (1.1.2013–30.6.2014)\n\nANNEX\n\n{table}")
    assert [
        (each.title and each.title.text, each.lead and each.lead.printed.text, each.terms and each.terms.text.text[-9:])
        for each in reading.actions
    ] == [("To open the window", "BE", "the door."), ("To shut the window for good", "MT", " is cold.")]


def test_a_number_far_from_its_word_opens_a_sheet(read_text: Callable[[str], Reading]) -> None:
    """The column of headings may be wide."""
    sheets = "".join(
        f"Action                         6.{number} To open\nStrategic objective            To see\n"
        "Lead                           BE\n\n"
        for number in (1, 2)
    )
    reading = read_text(f"Draft Sixth Action Plan (1.1.2013–30.6.2014)\n\n{sheets}")
    assert [(each.number, each.title and each.title.text) for each in reading.actions] == [
        ("6.1", "To open"),
        ("6.2", "To open"),
    ]


def test_headings_whose_letters_stand_apart_are_known(read_text: Callable[[str], Reading]) -> None:
    """As the text of a PDF keeps spaced ones; else their cells were those of unknown headings."""
    sheets = "".join(
        f"Action {number}\nP ro p o s e d     To open\naction\nS t ra t e g i c   To see\nobjectives\n"
        "Lead               BE\nTimetable          2013\nTe r m s o f       It is dark.\nre f e re n c e\n\n"
        for number in ("6.1", "6.2")
    )
    reading = read_text(f"Draft Sixth Action Plan (1.1.2013–30.6.2014)\n\nANNEX\n\n{sheets}")
    assert [("To open", ["To see"], "It is dark.")] * 2 == [
        (
            each.title and each.title.text,
            [objective.wording.text for objective in each.objectives],
            each.terms and each.terms.text.text,
        )
        for each in reading.actions
    ]


LIFELIKE = [
    # (document, its gold, the cells that nothing in the text tells apart: each is told)
    ("d1_sixth_plan.layout", "d1_sixth_plan", {("6.8", "indicators")}),
    ("d3_eighth_plan.layout", "d3_eighth_plan", set()),
    ("d1_sixth_plan.docx2txt", "d1_sixth_plan", set()),
]


@pytest.mark.skipif("REFERENCE_DATA" not in os.environ, reason="REFERENCE_DATA names no folder with lifelike plans")
@pytest.mark.parametrize(("name", "gold", "doubtful"), LIFELIKE)
def test_lifelike_plans_are_read_cell_by_cell(
    name: str, gold: str, doubtful: set[tuple[str, str]], read_text: Callable[[str], Reading]
) -> None:
    """Every cell has the words of the gold, white space and closing marks levelled."""
    folder = Path(os.environ["REFERENCE_DATA"]) / "lifelike"
    reading = read_text((folder / f"{name}.txt").read_text(encoding="utf-8"))
    actions = {action.number: action for action in reading.actions}
    wrong = {
        (expected["number"], column)
        for expected in json.loads((folder / f"{gold}.gold.json").read_text(encoding="utf-8"))["actions"]
        for column, values in _expected(expected).items()
        if [_level(value) for value in values if value] != _found(actions[expected["number"]])[column]
    }
    assert wrong == doubtful


def _level(text: str) -> str:
    return " ".join(text.split()).rstrip(";,. ")


def _expected(action: dict[str, object]) -> dict[str, list[str]]:
    def texts(field: str, key: str) -> list[str]:
        entries = action[field]
        assert isinstance(entries, list)
        return [entry[key] for entry in entries]

    return {
        "title": [str(action["title"])],
        "objectives": texts("objectives", "wording"),
        "indicators": texts("indicators", "text"),
        "outcomes": texts("outcomes", "text"),
        "parties": [*map(str, action["partyEntries"] or ())],  # type: ignore[call-overload]
        "participants": [*map(str, action["participants"] or ())],  # type: ignore[call-overload]
        "lead": [str(action["lead"] or "")],
        "timetable": [str(action["timetable"] or "")],
        "terms": [str(action["termsOfReference"] or "")],
    }


def _found(action: Action) -> dict[str, list[str]]:
    values = {
        "title": [action.title],
        "objectives": [each.wording for each in action.objectives],
        "indicators": [each.text for each in action.indicators],
        "outcomes": [each.text for each in action.outcomes],
        "parties": [each.printed for each in action.parties if each.role == "concerned"],
        "participants": [each.printed for each in action.parties if each.role == "participant"],
        "lead": [action.lead.printed] if action.lead else [],
        "timetable": [action.timetable],
        "terms": [action.terms.text] if action.terms else [],
    }
    return {column: [_level(each.text) for each in passages if each] for column, passages in values.items()}


def test_headings_of_several_lines_end_where_their_block_does(read_text: Callable[[str], Reading]) -> None:
    """The first line names columns already, here and where a page repeats it; none of the others is in a row."""
    head = (
        "Proposed action     Lead           Objective        Participating     Other parties\n"
        "                    Member         pursued          Member            concerned\n"
        "                    State                           States\n"
    )
    reading = read_text(
        "Sixth Action Plan (1.1.2013–30.6.2014) to implement the revised strategy for customs cooperation\n\nANNEX\n\n"
        f"{head}6.1  Open           BE             To find          MT                OLAF\n\f"
        f"{head}6.2  Shut           EL             To stop          BE                COM\n"
    )
    assert [
        ("Open", "BE", ["To find"], ["MT", "OLAF"]),
        ("Shut", "EL", ["To stop"], ["BE", "COM"]),
    ] == [
        (
            each.title and each.title.text,
            each.lead and each.lead.printed.text,
            [objective.wording and objective.wording.text for objective in each.objectives],
            [party.printed.text for party in each.parties],
        )
        for each in reading.actions
    ]


TALL = "Action              Lead           Other          Reasons\n                                   parties\n"


@pytest.mark.parametrize("below", ["a window.\n", "- 2 doors of\n                    wings.\n"])
def test_a_cell_that_goes_on_below_repeated_headings_is_none_of_them(below: str) -> None:
    rows = rows_of(f"{TALL}1.1  Open           - walls,       OLAF           Air\n\f{TALL}                    {below}")
    assert rows == [["1.1 Open", "- walls,", "OLAF", "Air"], ["", " ".join(below.split()), "", ""]]


def test_a_line_with_a_figure_ends_the_headings_above_it() -> None:
    assert rows_of(
        f"{TALL}                    2 doors\n                    and a lock,\n"
        "1.1  Open           walls          OLAF           Air\n"
    ) == [["1.1 Open", "2 doors and a lock, walls", "OLAF", "Air"]]


def test_rows_without_a_blank_line_above_are_no_headings() -> None:
    assert rows_of("Action              Lead           Other parties\nOpen                Malta          OLAF\n") == [
        ["Open", "Malta", "OLAF"]
    ]


def test_of_headings_in_two_rows_the_lower_name_the_columns() -> None:
    text = (
        "Action              Other parties\n"
        "                    Lead           Other parties\n"
        "1.1  Open           BE             OLAF\n"
    )
    grid = grid_of(text)
    assert grid is not None
    assert [cell.named(text, KNOWN.get) for cell in grid.headings] == ["title", "lead", "parties"]
    assert rows_of(text) == [["1.1 Open", "BE", "OLAF"]]


def test_columns_begin_where_cells_do_under_headings_in_their_middle() -> None:
    """All columns are weighed together: none takes the place of the next, where more words begin."""
    rows = rows_of(
        "  Action               Lead          Other parties         Reasons\n"
        "1.1  Open a door  ES        OLAF, COM (DG TAXUD,   Doors are shut.\n"
        "     in a wall              DG HOME), CEPOL,       Be fast\n"
        "                            Frontex and others\n"
        "1.2  Shut a door  DE        OLAF and the Union     Doors are open.\n"
        "                            agencies, Europol\n"
    )
    assert ["|".join(row) for row in rows] == [
        "1.1 Open a door in a wall|ES|OLAF, COM (DG TAXUD, DG HOME), CEPOL, Frontex and others|Doors are shut. Be fast",
        "1.2 Shut a door|DE|OLAF and the Union agencies, Europol|Doors are open.",
    ]


def test_a_heading_may_be_broken_in_one_of_its_lines() -> None:
    text = "Action              Other\n                    par\n                    ties\n1.1  Open           OLAF\n"
    grid = grid_of(text)
    assert grid is not None
    assert [cell.named(text, KNOWN.get) for cell in grid.headings] == ["title", "parties"]


def test_a_line_of_names_ends_where_the_next_word_had_room(read_text: Callable[[str], Reading]) -> None:
    """A line that it fills may go on; in a column of no names that leaves the whole cell in doubt."""
    [action] = read_text(
        "Sixth Action Plan (1.1.2013–30.6.2014) to implement the revised strategy for customs cooperation\n\nANNEX\n\n"
        "Proposed action     Lead      Other concerned parties\n"
        "6.1  Doors          BE        Office of Atlantis for\n"
        "                              Doors (DG\n"
        "                              WOOD, DG\n"
        "                              FIRE)\n"
        "                              Doors House\n"
        "                              (DG LOCK)\n"
        "                              Agency for Large Doors\n"
    ).actions
    parties = ["Office of Atlantis for Doors (DG WOOD, DG FIRE)", "Doors House (DG LOCK)", "Agency for Large Doors"]
    assert [each.printed.text for each in action.parties] == parties
