"""Rows of a table whose cells share lines, as `pdftotext` writes them in the order of reading."""

from __future__ import annotations

import textwrap
import time
from collections.abc import Callable, Mapping, Sequence
from itertools import zip_longest

import pytest

from ccwp_kg.sources.records.records import Action, Reading

FRONT = "Draft Sixth Action Plan (1.1.2013–30.6.2014)\n\nIt begins.\n\nANNEX\n\n"
COLUMNS = ("Proposed action", "Strategic objectives", "Performance indicator", "Possible outcome(s)", "Other parties")
BOX = "Terms of reference"
WIDTHS = dict(zip(COLUMNS, (26, 30, 32, 28, 18), strict=True))
ROUTES, TOOLS = "To share what is known of the routes of smugglers", "To use the same tools at all external borders"
ROWS = (
    (
        "To count the lorries that leave ferries at night",
        (f"(1) {ROUTES};", f"(2) {TOOLS}."),
        ("(1) Survey of six harbours in winter and in summer;", "(2) Report presented to the Working Party."),
        ("(1) Fewer lorries leave the harbours unseen;", "(2) Shifts that overlap at night."),
        ("- OLAF,", "- COM (DG TAXUD),", "- Europol."),
        "Lorries leave ferries at night when few officers work. A survey has shown that most go unseen.",
    ),
    (
        "To exchange pictures of scanned containers",
        (f"{TOOLS}.",),
        ("(1) Library of two hundred pictures;", "(2) Rules on who may look at them and for how long."),
        ("(1) Officers know what hidden goods look like on a screen;", "(2) Less time is lost with empty containers."),
        ("- Europol,", "- WCO."),
        "Pictures are kept in each harbour and are seldom seen elsewhere. The formats differ in each State.",
    ),
    (
        "To train dogs that find banknotes in parcels",
        (f"{ROUTES}.",),
        ("(1) Course of two weeks for ten teams;", "(2) List of handlers and of their telephones;", "(3) Test."),
        ("(1) More undeclared cash is found in the mail.",),
        ("- CEPOL,", "- FRONTEX."),
        "Cash travels in parcels since travellers are checked. Dogs were trained before, but nobody knows where.",
    ),
    (
        "To write a handbook of joint controls on railways",
        (f"(1) {TOOLS};", f"(2) {ROUTES}."),
        ("(1) Handbook printed in four languages;", "(2) Meeting of the authors in spring."),
        ("(1) Controls on trains differ no longer between the States;", "(2) Drivers know what they may expect."),
        ("- Eurojust,", "- COM,", "- COSI."),
        "Trains cross borders without a stop. What officers may do while they roll is told in no book they have.",
    ),
    (
        "To close the plan with a conference",
        (f"{ROUTES}.",),
        ("(1) Conference of two days in the spring of the last year.",),
        ("(1) Lessons for the plan that follows;", "(2) Friends in other services."),
        ("- Europol,", "- OLAF."),
        "Each plan has ended with a report that few have read. A meeting may reach more and cost less.",
    ),
)
Read = Callable[[str], Reading]
Heights = Mapping[str, Sequence[str]]


def lines_of(column: str, row: Sequence[str | Sequence[str]]) -> list[str]:
    """The lines of a cell, as broad as its column."""
    cell = row[COLUMNS.index(column)]
    return [
        line for part in ([cell] if isinstance(cell, str) else cell) for line in textwrap.wrap(part, WIDTHS[column])
    ]


def together(cells: Heights) -> str:
    """Neighbouring cells in the same lines."""
    return "\n".join(" ".join(filter(None, pieces)) for pieces in zip_longest(*cells.values(), fillvalue=""))


def by_height(cells: Heights) -> str:
    """Neighbouring cells in one block, their lines from left to right at each height."""
    return "\n".join(piece for pieces in zip_longest(*cells.values()) for piece in pieces if piece)


def document(block: Callable[[Heights], str]) -> str:
    """A plan: in each row the number and the objectives, three cells in one block, then the title and the box."""
    text = FRONT
    for at, row in enumerate(ROWS, 1):
        cells = {column: lines_of(column, row) for column in COLUMNS}
        beside = block({column: cells[column] for column in COLUMNS[2:]})
        blocks = ("\n\n".join(COLUMNS), f"6.{at}", "\n".join(cells[COLUMNS[1]]), beside, "\n".join(cells[COLUMNS[0]]))
        text += "\n\n".join((*blocks, f"{BOX}\n{row[-1]}")) + "\n\n"
    return text


def with_parties_behind_the_box() -> str:
    """A plan with its headings once: in each row number and title, three cells in one block, the box, the parties."""
    text = FRONT + "\n\n".join(COLUMNS) + "\n\n"
    for at, row in enumerate(ROWS, 1):
        title, *beside, parties = (lines_of(column, row) for column in COLUMNS)
        block = together(dict(zip(COLUMNS[1:4], beside, strict=True)))
        number = "\n".join((f"6.{at}", *title))
        text += "\n\n".join((number, block, f"{BOX}\n{row[-1]}", "\n".join(parties))) + "\n\n"
    return text


def cells_of(action: Action) -> tuple[object, ...]:
    """What was read, without marks."""
    return (
        action.title and action.title.text,
        [each.wording.text for each in action.objectives],
        [each.text.text for each in action.indicators],
        [each.text.text for each in action.outcomes],
        [each.printed.text for each in action.parties],
        action.terms and action.terms.text.text,
    )


def meant(row: Sequence[str | Sequence[str]]) -> tuple[object, ...]:
    """What should be read of a row."""

    def bare(item: str) -> str:
        return (item.partition(" ")[2] if item[0] in "(-" else item).rstrip(";,.")

    return tuple(cell if isinstance(cell, str) else [bare(item) for item in cell] for cell in row)


def apart(cells: Heights) -> str:
    """Each cell in a block of its own."""
    return "\n\n".join("\n".join(lines) for lines in cells.values())


@pytest.mark.parametrize("block", [together, by_height, apart])
def test_cells_in_the_same_lines_are_parted(block: Callable[[Heights], str], read_text: Read) -> None:
    reading = read_text(document(block))
    assert [cells_of(action) for action in reading.actions] == [meant(row) for row in ROWS]


def test_what_parted_them_is_told(read_text: Read) -> None:
    """Each action whose lines were parted has an issue that names its columns."""
    told = [issue.message for issue in read_text(document(together)).issues if issue.code == "untangled"]
    for at in range(1, len(ROWS) + 1):
        assert any(f"6.{at}" in each and "indicators" in each and "outcomes" in each for each in told)


def test_a_cell_behind_the_box_is_no_part_of_it(read_text: Read) -> None:
    """Its lines are shorter than those of the box, which says that something stood behind it."""
    reading = read_text(with_parties_behind_the_box())
    assert [cells_of(action) for action in reading.actions] == [meant(row) for row in ROWS]
    told = [issue.message for issue in reading.issues if issue.code == "cell-suspect"]
    for at in range(1, len(ROWS) + 1):
        assert any(f"6.{at}" in each and "“terms-of-reference”" in each for each in told)


def test_a_row_of_nothing_but_a_box_is_read(read_text: Read) -> None:
    """The last row has lost its cells."""
    reading = read_text(f"{document(together)}6.6\n\n{BOX}\nNothing is left of it.\n")
    assert reading.actions[-1].terms is not None
    assert reading.actions[-1].terms.text.text == "Nothing is left of it."


def test_terms_of_reference_in_a_column_between_others_are_read(read_text: Read) -> None:
    """Also where a page repeats all headings inside a row, or leaves one behind the cells; no heading heads the table.

    The row that goes on below repeated headings may lack them, and that is told.
    """
    heads = ["No.", "Proposed action Strategic\nobjective", BOX, "Performance indicator", "Lead", "Timetable"]
    times = ["May 2013", "June 2013", "July 2013", "May 2014", "June 2014"]
    rows = [
        [
            f"6.{at}",
            textwrap.fill(title, 20),
            "\n".join(textwrap.fill(each, 26) for each in objectives),
            textwrap.fill(box, 30),
            "\n".join(textwrap.fill(each, 24) for each in indicators),
            "BE",
            when,
        ]
        for at, (when, (title, objectives, indicators, _, _, box)) in enumerate(zip(times, ROWS, strict=True), 1)
    ]
    rows[2][3], below = rows[2][3].rsplit("\n", 1)
    pages = [
        [*heads, *rows[0], *rows[1], *rows[2], "State of play"],
        [*heads, "State of play", below, *rows[3], *rows[4]],
    ]
    reading = read_text(FRONT.removesuffix("ANNEX\n\n") + "\n\f".join("\n\n".join(page) + "\n" for page in pages))
    found = {each.number: each for each in reading.actions}
    assert "action 6.3: no terms of reference under their heading" in {each.message for each in reading.issues}
    for number, when, (title, objectives, indicators, _, _, box) in zip(found, times, ROWS, strict=True):
        action = found[number]
        assert (title, when) == (action.title and action.title.text, action.timetable and action.timetable.text)
        assert len(indicators) == len(action.indicators)
        if number != "6.3":
            assert (box, len(objectives)) == (action.terms and action.terms.text.text, len(action.objectives))


def test_long_rows_take_no_long_time(read_text: Read) -> None:
    """Rows as long as a page."""
    text = document(together)
    start = time.perf_counter()
    read_text(text.replace("in winter and in summer", " ".join(f"and word{at} in it" for at in range(60))))
    assert time.perf_counter() - start < 20
