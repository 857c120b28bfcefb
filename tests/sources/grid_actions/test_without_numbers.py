"""Rows without numbers are actions where a title shows one and the file, delimiters or rules tell where a row ends."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ccwp_kg.errors import UnreadableDocument
from ccwp_kg.sources.intake.receive import receive
from ccwp_kg.sources.profile.profile import Lexicon, Profile
from ccwp_kg.sources.reading import read
from ccwp_kg.sources.records.records import Action, Reading
from ccwp_kg.sources.records.source_text import SourceText
from support.formats.printed_pages import page, source_of, table

FRONT = "Draft Sixth Action Plan (1.1.2013–30.6.2014) to implement the revised strategy for customs cooperation"
HEADS = ["Proposed action", "Strategic objective", "Lead", "Partners", "Deadline"]
ROWS = [
    ["Scan parcels at ports", "To find", "MT", "Belgium", "June 2013"],
    ["Weigh letters", "To stop", "BE", "OLAF, Europol", "by May 2014"],
    ["Open boxes", "To find", "EL", "", ""],
]
ACROSS = (20, 180, 300, 360, 480, 570)
SEVERAL_PAGES = ((0, 2), (2, 3))


def in_tabs(rows: list[list[str]]) -> SourceText:
    return SourceText.of("made-up", f"{FRONT}\n\nANNEX\n\n" + "".join("\t".join(row) + "\n" for row in [HEADS, *rows]))


def in_pipes(rows: list[list[str]]) -> SourceText:
    lines = ["| " + " | ".join(row) + " |" for row in [HEADS, ["---"] * len(HEADS), *rows]]
    return SourceText.of("made-up", f"# {FRONT}\n\n## ANNEX\n\n" + "\n".join(lines) + "\n")


def in_rules(rows: list[list[str]], pages: tuple[tuple[int, int], ...] = ((0, 9),)) -> SourceText:
    """The rows as a PDF rules them, those of each page under the headings again."""
    made = []
    for first, last in pages:
        own = [HEADS, *rows[first:last]]
        words = [
            (ACROSS[at] + 3, 105 + 20 * row, cell) for row, cells in enumerate(own) for at, cell in enumerate(cells)
        ]
        down = tuple(100 + 20 * at for at in range(len(own) + 1))
        made.append(page(*[each for each in words if each[2]], tables=[table(ACROSS, down)]))
    return source_of(page((10, 50, FRONT), (50, 90, "ANNEX")), *made)


def in_word(folder: Path, rows: list[list[str]]) -> SourceText:
    document = pytest.importorskip("docx").Document()
    document.add_paragraph(FRONT)
    document.add_paragraph("ANNEX")
    made = document.add_table(len(rows) + 1, len(HEADS))
    for row, cells in enumerate([HEADS, *rows]):
        for at, words in enumerate(cells):
            made.cell(row, at).text = words
    document.save(str(folder / "plan.docx"))
    return receive(folder / "plan.docx").source


@pytest.fixture
def reading_of(profile: Profile, lexicon: Lexicon) -> Callable[[SourceText], Reading]:
    """The reading of a document."""
    return lambda source: read(source, profile=profile, lexicon=lexicon)


@pytest.fixture(params=["tabs", "pipes", "rules", "word"])
def source_with(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[list[list[str]]], SourceText]:
    """The document of rows in one form."""
    forms = {"tabs": in_tabs, "pipes": in_pipes, "rules": in_rules, "word": lambda rows: in_word(tmp_path, rows)}
    return forms[request.param]


def cells(action: Action) -> tuple[str, list[str], str, list[str], str]:
    return (
        action.title.text if action.title else "",
        [each.wording.text for each in action.objectives if each.wording],
        action.lead.printed.text if action.lead else "",
        [each.printed.text for each in action.parties],
        action.timetable.text if action.timetable else "",
    )


def doubts(reading: Reading) -> list[str]:
    return [each.message for each in reading.issues if each.code == "row-doubtful"]


def test_each_row_is_an_action(
    source_with: Callable[[list[list[str]]], SourceText], reading_of: Callable[[SourceText], Reading]
) -> None:
    """It is named by its place, in silences and issues, too; no word is the number."""
    reading = reading_of(source_with(ROWS))
    assert [("n1", None), ("n2", None), ("n3", None)] == [(each.step, each.number) for each in reading.actions]
    assert [cells(each) for each in reading.actions] == [
        ("Scan parcels at ports", ["To find"], "MT", ["Belgium"], "June 2013"),
        ("Weigh letters", ["To stop"], "BE", ["OLAF", "Europol"], "by May 2014"),
        ("Open boxes", ["To find"], "EL", [], ""),
    ]
    assert {"empty-cell"} == {
        each.silence for each in reading.actions[2].silences if each.field in ("parties", "timetable")
    }
    assert any(each.message.startswith("action n3: ") for each in reading.issues)
    # between delimiters the lower part of a merged cell is printed as an empty one
    over = ["OLAF, Europol", "by May 2014"] if reading.table == "delimiters" else []
    assert [each.partition("“")[2].partition("”")[0] for each in doubts(reading)] == over
    assert not reading.coverage.unread
    assert not [each for each in reading.coverage.claims if each.field.endswith("/number")]
    assert {each.field.split("/")[1] for each in reading.confidence if each.field.startswith("action/")} == {
        "n1", "n2", "n3",
    }  # fmt: skip


def test_a_row_without_a_title_goes_on_with_the_one_above(
    source_with: Callable[[list[list[str]]], SourceText], reading_of: Callable[[SourceText], Reading]
) -> None:
    """It is told, for it may be another action; a title without other cells heads a group, and is told to be no row."""
    more = [["", "", "", "Greece", ""], ["Larger works", "", "", "", ""]]
    reading = reading_of(source_with([ROWS[0], more[0], ROWS[1], more[1], ROWS[2]]))
    assert ["Scan parcels at ports", "Weigh letters", "Open boxes"] == [cells(each)[0] for each in reading.actions]
    assert ["Belgium", "Greece"] == cells(reading.actions[0])[3]
    told = [each for each in doubts(reading) if "may go over its empty cell" not in each]
    assert ["action n1: a row without a title goes on with it, and may be another action"] == told
    assert ["Larger works"] == [
        reading.source.exact(each.span) for each in reading.issues if each.code == "words-unassigned" and each.span
    ]


def test_a_row_may_go_on_behind_the_end_of_a_page(reading_of: Callable[[SourceText], Reading]) -> None:
    """In small letters it does; where a page begins with another title it is told that nobody can be sure."""
    reading = reading_of(in_rules(ROWS, SEVERAL_PAGES))
    assert [
        "action n3: it begins a page and may go on with the row above it",
        "action n3: “OLAF, Europol” in a row above may go over its empty cell of “parties”",
        "action n3: “by May 2014” in a row above may go over its empty cell of “timetable”",
    ] == doubts(reading)
    torn = [*ROWS[:2], ["and cards", "", "", "", ""], ROWS[2]]
    reading = reading_of(in_rules(torn, ((0, 2), (2, 4))))
    assert ["Scan parcels at ports", "Weigh letters and cards", "Open boxes"] == [cells(a)[0] for a in reading.actions]
    assert ["action n2: its title goes on in small letters on the next page"] == doubts(reading)


@pytest.mark.parametrize(
    ("table", "why"),
    [
        # a line may be a row, or go on with the row above
        (
            "Proposed action\tLead\tDeadline\nScan\nparcels\tBE\nand MT\tJune 2013\n",
            "nothing else tells where one begins",
        ),
        ("Proposed action\tLead\nScan\tBE\nMalta\nWeigh\tMT\n", "nothing else tells where one begins"),
        (
            "Proposed action        Lead   Deadline\nScan parcels           BE     June 2013\n",
            "nothing else tells where",
        ),
        ("No\tProposed action\tLead\n?\tScan\tBE\n?\tWeigh\tMT\n", "nothing else tells where one begins"),
        ("Lead\tDeadline\nBE\tJune 2013\nMT\tMay 2014\n", "no heading of it names the titles of actions"),
    ],
)
def test_where_nothing_tells_the_rows_the_table_is_refused(
    table: str, why: str, reading_of: Callable[[SourceText], Reading]
) -> None:
    source = SourceText.of("made-up", f"{FRONT}\n\nANNEX\n\n{table}")
    with pytest.raises(UnreadableDocument, match=rf"no row of it has a number such as 6\.1, and {why}"):
        reading_of(source)


def test_what_stands_between_the_rows_is_no_action(reading_of: Callable[[SourceText], Reading]) -> None:
    """What a group pursues, the box of a row, and the rows of a table without titles."""
    tables = [
        "| Lead | Deadline |\n|---|---|\n| CY | 2012 |\n",
        "| Proposed action | Lead |\n|---|---|\n| Objective 1: To find | |\n| Scan parcels | BE |\n"
        "| Background: Parcels are small. | |\n| Weigh letters | MT |\n| Background | Letters are light. |\n",
        "| Lead | Partners |\n|---|---|\n| EL | CY |\n",
    ]
    reading = reading_of(SourceText.of("made-up", f"# {FRONT}\n\n## ANNEX\n\n" + "\n".join(tables)))
    assert [cells(each)[:3] for each in reading.actions] == [
        ("Scan parcels", ["To find"], "BE"),
        ("Weigh letters", ["To find"], "MT"),
    ]
    terms = [each.terms.text.text for each in reading.actions if each.terms]
    assert ["Parcels are small.", "Letters are light."] == terms
    told = [reading.source.exact(i.span) for i in reading.issues if i.code == "words-unassigned" and i.span]
    assert ["CY", "2012", "EL", "CY"] == [each for each in told if each not in ("Lead", "Deadline", "Partners")]


def test_rules_between_columns_alone_part_no_rows(reading_of: Callable[[SourceText], Reading]) -> None:
    words = [
        (ACROSS[at] + 3, 105 + 20 * row, cell)
        for row, each in enumerate([HEADS, *ROWS])
        for at, cell in enumerate(each)
    ]
    ruled = page(*[each for each in words if each[2]], tables=[table(ACROSS, (100, 120, 180))])
    with pytest.raises(UnreadableDocument, match="nothing else tells where one begins"):
        reading_of(source_of(page((10, 50, FRONT), (50, 90, "ANNEX")), ruled))


def test_numbers_in_other_cells_number_no_row(
    source_with: Callable[[list[list[str]]], SourceText], reading_of: Callable[[SourceText], Reading]
) -> None:
    """Neither the codes of objectives, nor a date or an amount."""
    rows = [
        [title, f"O{at}", lead, parties, f"{at} May 2013"] for at, (title, _, lead, parties, _) in enumerate(ROWS, 1)
    ]
    reading = reading_of(source_with(rows))
    assert ["n1", "n2", "n3"] == [each.step for each in reading.actions]
    assert [["O1"], ["O2"], ["O3"]] == [cells(each)[1] for each in reading.actions]
