"""A cell merged over several rows counts for each action it goes over, with the characters that it has once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ccwp_kg.sources.intake.receive import receive
from ccwp_kg.sources.profile.profile import Lexicon, Profile
from ccwp_kg.sources.reading import read
from ccwp_kg.sources.records.printed import Box
from ccwp_kg.sources.records.records import Action, Reading
from ccwp_kg.sources.records.source_text import SourceText
from support.formats.printed_pages import page, source_of, table

TITLE = "Draft Sixth Action Plan (1.1.2013–30.6.2014) to implement the strategy"
HEADS = ["Goal", "No", "Title", "Lead", "Participants", "Deadline", "Budget"]
ROWS = [
    ["To find parcels", "6.1", "Scan them", "MT", "Belgium", "May 2013", "–"],
    ["", "6.2", "Weigh them", "", "Greece, OLAF", "June 2014", "none asked"],
    ["", "6.3", "Open some", "BE", "", "", ""],
]
MERGED = [(0, 0, 2), (3, 0, 1), (4, 1, 2), (5, 1, 2), (6, 1, 2)]
"""The column of each merged cell, and its first and last row."""
ACROSS = (20, 110, 150, 250, 300, 400, 480, 570)
DOWN = (100, 120, 140, 160, 180, 200)


def printed(merged: list[tuple[int, int, int]], rows: list[list[str]], heads: list[str]) -> SourceText:
    """The rows as a PDF rules them."""
    lines = [
        (ACROSS[at] + 3, 105 + 20 * row, words)
        for row, cells in enumerate([heads, *rows])
        for at, words in enumerate(cells)
        if words
    ]
    joined = [Box(ACROSS[at], DOWN[one + 1], ACROSS[at + 1], DOWN[last + 2]) for at, one, last in merged]
    front = page((50, 50, TITLE), (50, 90, "ANNEX"))
    return source_of(front, page(*lines, tables=[table(ACROSS, DOWN, joined=joined)]))


def in_word(folder: Path, merged: list[tuple[int, int, int]], rows: list[list[str]], heads: list[str]) -> SourceText:
    """The rows as a table of a word processor."""
    document = pytest.importorskip("docx").Document()
    document.add_paragraph(TITLE)
    document.add_paragraph("ANNEX")
    made = document.add_table(len(rows) + 1, len(heads))
    for at, one, last in merged:
        made.cell(one + 1, at).merge(made.cell(last + 1, at))
    for row, cells in enumerate([heads, *rows]):
        for at, words in enumerate(cells):
            if words:
                made.cell(row, at).text = words
    document.save(str(folder / "plan.docx"))
    return receive(folder / "plan.docx").source


@pytest.fixture(params=["rules", "word"])
def read_merged(
    request: pytest.FixtureRequest, tmp_path: Path, profile: Profile, lexicon: Lexicon
) -> Callable[..., Reading]:
    """The reading of rows with merged cells in one form."""

    def make(merged: list[tuple[int, int, int]], rows: list[list[str]] = ROWS, heads: list[str] = HEADS) -> Reading:
        is_printed = request.param == "rules"
        source = printed(merged, rows, heads) if is_printed else in_word(tmp_path, merged, rows, heads)
        reading = read(source, profile=profile, lexicon=lexicon)
        assert reading.table == request.param
        return reading

    return make


def cells(action: Action) -> list[str | list[str] | None]:
    return [
        action.number,
        action.title and action.title.text,
        [each.wording.text for each in action.objectives if each.wording],
        action.lead and action.lead.printed.text,
        [each.printed.text for each in action.parties],
        action.timetable and action.timetable.text,
        [each.text.text for each in action.others],
    ]


def test_each_action_has_the_cells_that_go_over_it(read_merged: Callable[..., Reading]) -> None:
    reading = read_merged(MERGED)
    goal = ["To find parcels"]
    assert [cells(each) for each in reading.actions] == [
        ["6.1", "Scan them", goal, "MT", ["Belgium"], "May 2013", []],
        ["6.2", "Weigh them", goal, "MT", ["Greece", "OLAF"], "June 2014", ["none asked"]],
        ["6.3", "Open some", goal, "BE", ["Greece", "OLAF"], "June 2014", ["none asked"]],
    ]
    second, third = reading.actions[1:]
    assert second.timetable == third.timetable
    assert [] == [each.message for each in reading.problems if "action 6." in each.message]
    # the words of a cell above are no stretch of the action
    firsts = [reading.source.exact(each.whole).split()[0] for each in reading.actions]
    assert firsts == ["To", "6.2", "6.3"]


def test_a_work_area_before_the_numbers_goes_over_several_actions(read_merged: Callable[..., Reading]) -> None:
    """A Word file with such a column was refused: the cell seemed to be of its action and of a row over the table."""
    reading = read_merged([(0, 0, 1)], [*ROWS[:2], ["To teach", *ROWS[2][1:]]], ["Work area", *HEADS[1:]])
    areas = [each.work_area and each.work_area.printed.text for each in reading.actions]
    assert ["To find parcels", "To find parcels", "To teach"] == areas


def test_a_work_area_may_begin_in_a_row_of_its_own_above_its_actions(read_merged: Callable[..., Reading]) -> None:
    """A Word file of this kind was refused, and the area of the second group went on with that of the first."""
    rows = [["To find parcels", *[""] * 6], ["", *ROWS[0][1:]], ["To teach", *[""] * 6], ["", *ROWS[1][1:]]]
    reading = read_merged([(0, 0, 1), (0, 2, 3)], rows, ["Work area", *HEADS[1:]])
    areas = [(each.number, each.work_area and each.work_area.printed.text) for each in reading.actions]
    assert [("6.1", "To find parcels"), ("6.2", "To teach")] == areas


def test_a_dash_goes_over_several_rows(read_merged: Callable[..., Reading]) -> None:
    """The cell is printed and empty for each of them."""
    rows = [[*cells[:3], "–" if at == 0 else "", *cells[4:]] for at, cells in enumerate(ROWS)]
    reading = read_merged([*MERGED[:1], (3, 0, 2), *MERGED[2:]], rows)
    silent = [{each.field: each.silence for each in action.silences}.get("lead") for action in reading.actions]
    assert ["empty-cell"] * 3 == silent


def test_what_is_not_certain_is_told(read_merged: Callable[..., Reading]) -> None:
    """A title is that of one action: the other has none, and that is told."""
    rows = [ROWS[0], [*ROWS[1][:2], "Weigh them", *ROWS[1][3:]], [*ROWS[2][:2], "", *ROWS[2][3:]]]
    reading = read_merged([*MERGED, (2, 1, 2)], rows)
    assert ["Scan them", "Weigh them", None] == [each.title and each.title.text for each in reading.actions]
    assert ["action 6.3: the row ends before the column “title”"] == [
        each.message for each in reading.problems if each.code == "cell-missing"
    ]


def test_rows_of_one_action_have_a_cell_once(read_merged: Callable[..., Reading]) -> None:
    """Where its number goes over them, too."""
    rows = [ROWS[0], ROWS[1], ["", "", "", "", "", "", "or more"]]
    merged = [(at, 1, 2) for at in range(1, 6)]
    reading = read_merged([(0, 0, 2), (3, 0, 1), *merged[:2], *merged[3:]], rows)
    assert ["6.1", "6.2"] == [each.number for each in reading.actions]
    assert ["Greece", "OLAF"] == [each.printed.text for each in reading.actions[1].parties]
    assert ["none asked or more"] == [each.text.text for each in reading.actions[1].others]


def over_pages(profile: Profile, lexicon: Lexicon, *, first: int) -> Reading:
    """The rows on two pages of a PDF, of which the first has so many, under headings that each prints."""
    pages = []
    for own in (range(first), range(first, len(ROWS))):
        lines = [(ACROSS[at] + 3, 105, words) for at, words in enumerate(HEADS)]
        lines += [
            (ACROSS[at] + 3, 125 + 20 * down, words)
            for down, row in enumerate(own)
            for at, words in enumerate(ROWS[row])
            if words
        ]
        down = [100 + 20 * row for row in range(len(own) + 2)]
        joined = [
            Box(ACROSS[at], down[1 + min(rows)], ACROSS[at + 1], down[2 + max(rows)])
            for at, one, last in MERGED
            if len(rows := [place for place, row in enumerate(own) if one <= row <= last]) > 1
        ]
        pages.append(page(*lines, tables=[table(ACROSS, down, joined=joined)]))
    front = page((50, 50, TITLE), (50, 90, "ANNEX"))
    return read(source_of(front, *pages), profile=profile, lexicon=lexicon)


@pytest.mark.parametrize("first", [1, 2])
def test_a_merged_cell_goes_on_behind_the_end_of_a_page(first: int, profile: Profile, lexicon: Lexicon) -> None:
    """Where it takes several rows of either page; else nothing tells it from a cell that is empty."""
    reading = over_pages(profile, lexicon, first=first)
    *_, third = reading.actions
    silent = [{each.field: each.silence for each in action.silences} for action in reading.actions]
    assert ["To find parcels"] == cells(third)[2]
    if first == 1:
        assert ["MT", "BE"] == [each.lead.printed.text for each in reading.actions if each.lead]
        assert "not-understood" == silent[1]["lead"]
    else:
        assert "not-understood" == silent[2]["parties"] == silent[2]["timetable"]
    told = [issue.message for issue in reading.issues if "may go over its empty cell" in issue.message]
    assert {f"action {number}" for number in (["6.2"] if first == 1 else ["6.3"])} == {
        each.partition(":")[0] for each in told
    }


def test_without_rules_nothing_tells_an_empty_cell_from_one_below_a_merged_one(
    read_text: Callable[[str], Reading],
) -> None:
    """A dash does, and so does a cell that has none with words above it."""
    reading = read_text(
        f"{TITLE}\n\nANNEX\n\n"
        "No    Proposed action     Lead      Timetable      Budget\n"
        "6.1   Scan them           MT        May 2013\n"
        "6.2   Weigh them          –                        own means\n"
        "6.3   Open some\n"
    )
    first, second, third = [{each.field: each for each in action.silences} for action in reading.actions]
    assert "empty-cell" == second["lead"].silence == third["lead"].silence
    assert "timetable" not in first
    for silent in (second, third):
        assert ("not-understood", "May 2013") == (silent["timetable"].silence, silent["timetable"].place.text)
    assert [
        "action 6.2: “May 2013” in a row above may go over its empty cell of “timetable”",
        "action 6.3: “May 2013” in a row above may go over its empty cell of “timetable”",
        "action 6.3: “own means” in a row above may go over its empty cell of “budget”",
    ] == [each.message for each in reading.issues if each.code == "row-doubtful"]


def test_no_cell_is_a_note(tmp_path: Path, profile: Profile, lexicon: Lexicon) -> None:
    """A day in the last cell and a note behind the table count as notes do; the file tells which stands in a cell."""
    document = pytest.importorskip("docx").Document()
    document.add_paragraph(TITLE)
    prose = document.add_paragraph("The group met twice")
    for figure, words in (("1", " in spring and wrote a report"), ("2", " in May.")):
        prose.add_run(figure).font.superscript = True
        prose.add_run(words)
    document.add_paragraph("ANNEX")
    made = document.add_table(2, 4)
    for row, cells in enumerate([("No", "Proposed action", "Lead", "Start"), ("6.1", "To look", "MT", "1 May 2013")]):
        for at, words in enumerate(cells):
            made.cell(row, at).text = words
    document.add_paragraph("2 OJ C 5, 7.1.2012, p. 1.")
    document.save(str(tmp_path / "plan.docx"))
    [action] = read(receive(tmp_path / "plan.docx").source, profile=profile, lexicon=lexicon).actions
    assert "2013-05-01" == (action.start and action.start.day and action.start.day.value)


def test_a_note_may_stand_above_the_table(profile: Profile, lexicon: Lexicon) -> None:
    """The notes of the text stand at the foot of the page on which the annex begins, its table on the next one."""
    front = page(
        (50, 50, TITLE),
        (50, 100, "The group met twice1 in spring and wrote a report2 in May."),
        (50, 150, "ANNEX"),
        (50, 740, "1 5530/1/31 REV 1 ENFOCUSTOM 9"),
        (50, 760, "2 7102/32 ENFOCUSTOM 40"),
    )
    rows = [["No", "Title", "Lead"], ["6.1", "Scan them", "MT"], ["6.2", "Weigh them", "BE"]]
    cells = [(ACROSS[at] + 3, 105 + 20 * row, words) for row, each in enumerate(rows) for at, words in enumerate(each)]
    source = source_of(front, page(*cells, tables=[table(ACROSS[:4], DOWN[:4])]))
    notes = read(source, profile=profile, lexicon=lexicon).plan.footnotes
    assert ["5530/1/31 REV 1 ENFOCUSTOM 9", "7102/32 ENFOCUSTOM 40"] == [note.body.text for note in notes]
