"""Numbers of actions that are no figures: the run in which they count shows them, whatever else counts beside them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from ccwp_kg.errors import UnreadableDocument
from ccwp_kg.sources.layout.action_numbers import Number, code_words, numbers_in, numbers_in_runs
from ccwp_kg.sources.layout.headings import labels_of
from ccwp_kg.sources.layout.text_lines import TextLine
from ccwp_kg.sources.profile.profile import Profile
from ccwp_kg.sources.records.records import Reading
from ccwp_kg.sources.records.source_text import Span

FRONT = "Sixth Action Plan (1.1.2013–30.6.2014) to implement the revised strategy for customs cooperation\n\nANNEX\n\n"
HEADS = "No\tProposed action\tLead\n"

RUNS = [
    # (the lines of a table, its numbers)
    ("A.1\tParcels\tBE\nA.2\tLetters\tMT\n", ("A.1", "A.2")),
    ("I\tParcels\tBE\nII\tLetters\tMT\nIII\tBoxes\tMT\n", ("I", "II", "III")),
    ("IX\tParcels\tBE\nX\tLetters\tMT\n", ()),
    ("A1\tParcels\tBE\nA2\tLetters\tMT\nB1\tBoxes\tMT\nB3\tCrates\tEL\n", ("A1", "A2", "B1", "B3")),
    ("1.1.1\tParcels\tBE\n1.1.2\tLetters\tMT\n1.2.1\tBoxes\tMT\n", ("1.1.1", "1.1.2", "1.2.1")),
    ("1a\tParcels\tBE\n1b\tLetters\tMT\n2a\tBoxes\tMT\n", ("1a", "1b", "2a")),
    ("6.1\tParcels\tBE\n6.1a\tLetters\tMT\n6.2\tBoxes\tMT\n", ()),
    ("Action A.1\tParcels\tBE\nAction A.2\tLetters\tMT\n", ("A.1", "A.2")),
    ("9/1\tParcels\tBE\n9/2\tsee Action\n8/3 of 2012\tMT\n9/3\tBoxes\tMT\n", ("9/1", "9/2", "9/3")),
    ("1/2013\tParcels\tBE\n2/2013\tLetters\tMT\n", ()),
    # figures that count further are the numbers, and the others stand in cells
    ("6.1\tParcels\tBE\nI. List\nII. Guide\n6.2\tLetters\tMT\n6.3\tBoxes\tMT\n", ()),
    ("1\tParcels\tBE\nO1\n2\tLetters\tMT\nO2\n", ()),
    ("A.1\tParcels\tBE\nA.7\tLetters\tMT\n", ()),
    # a reference at the head of a line counts no further, and a page may begin with a number
    ("I\tParcels\tBE\nII\tas Action\nIV of 2008\tBE\nIII\tBoxes\tMT\nIV\tBags\tMT\n", ("I", "II", "III", "IV")),
    ("I\tParcels\tBE\nII\tLetters\tMT\n\fIII\tBoxes\tMT\n", ("I", "II", "III")),
]


@pytest.mark.parametrize(("table", "numbers"), RUNS)
def test_the_longest_run_has_the_numbers(profile: Profile, table: str, numbers: tuple[str, ...]) -> None:
    text = HEADS + table
    assert numbers_in_runs(text, labels=labels_of(profile, text), words=("Action",)) == numbers


def test_marks_before_the_table_are_no_numbers(profile: Profile) -> None:
    """A longer list of objectives, O1 to O3, stands before two actions."""
    text = f"O1 find\nO2 stop\nO3 report\n{HEADS}A.1\tParcels\tBE\nA.2\tLetters\tMT\n"
    assert numbers_in_runs(text, labels=labels_of(profile, text), words=()) == ("A.1", "A.2")


def test_the_number_of_the_first_sheet_stands_above_its_headings(profile: Profile) -> None:
    text = "It begins.\n\n" + "".join(f"Action A{at}\n\nTitle\nParcels\nLead\nBE\n\n" for at in (1, 2, 3))
    assert numbers_in_runs(text, labels=labels_of(profile, text), words=("Action",)) == ("A1", "A2", "A3")


def test_the_first_two_headings_may_stand_some_lines_apart(profile: Profile) -> None:
    """A value of several lines stands between them; so the first number was above the table, and none counted."""
    value = "Find\nStop\nHold\nSee\nTell\n"
    text = "It begins.\n\n" + "".join(f"M{at} Parcels\nStrategic objective\n{value}Lead\nBE\n" for at in (1, 2, 3))
    assert numbers_in_runs(text, labels=labels_of(profile, text), words=("Action",)) == ("M1", "M2", "M3")


def test_a_number_with_its_word_stands_some_lines_above_the_first_known_heading(profile: Profile) -> None:
    """The title beside it goes on in the next line, or an unknown heading stands between."""
    rows = [f"Action A{at}\n\nParcels\n\nDepth\n\nTitle\nLetters\nLead\nBE\n\n" for at in (1, 2, 3)]
    text = "O1 find\nO2 stop\nO3 report\nO4 end\n\n" + "".join(rows)
    assert numbers_in_runs(text, labels=labels_of(profile, text), words=("Action",)) == ("A1", "A2", "A3")


@pytest.mark.parametrize("table", ["{0}\t{1}\t{2}", "| {0} | {1} | {2} |", "{0:<6}{1:<30}{2}"])
@pytest.mark.parametrize("numbers", [("A.1", "A.2"), ("I", "II"), ("1a", "1b"), ("6/1", "6/2")])
def test_each_number_opens_its_action(
    read_text: Callable[[str], Reading], table: str, numbers: tuple[str, str]
) -> None:
    """It is kept as printed, in a table of tabs, of pipes and of columns; a date at the head of a cell is none."""
    heads = table.format("No", "Proposed action", "Deadline")
    rule = f"\n{table.format('---', '---', '---')}" if "|" in table else ""
    rows = [
        table.format(*row) for row in zip(numbers, ("Parcels", "Letters"), ("1 May 2013", "2 June 2014"), strict=True)
    ]
    reading = read_text(f"{FRONT}{heads}{rule}\n" + "\n".join(rows) + "\n")
    assert [(numbers[0], "Parcels", "2013-05-01"), (numbers[1], "Letters", "2014-06-02")] == [
        (each.number, each.title and each.title.text, each.statements[0].until) for each in reading.actions
    ]
    assert [each.step for each in reading.actions] == [each.replace("/", "-") for each in numbers]


@pytest.mark.parametrize("table", ["{0}\t{1}\t{2}\t{3}", "| {0} | {1} | {2} | {3} |", "{0:<9}{1:<30}{2:<34}{3}"])
def test_a_code_before_numbers_of_two_parts_is_none_of_theirs(read_text: Callable[[str], Reading], table: str) -> None:
    """The marks of milestones count further than the rows, and an action of an earlier plan is named by the code."""
    rows = [("OA", "Operational action", "Milestones", "Lead")]
    rows += [(f"OA 6.{at}", f"Find parcels {at}", "M1: List M2: Guide M3: Plan", "BE") for at in (1, 2)]
    terms = ["", "Terms of reference", "OA 5.3 and OAs 5.4 and 5.5 ended; OB 5.6 did not."]
    actions = read_text(FRONT + "\n".join([*(table.format(*row) for row in rows), *terms]) + "\n").actions
    assert [("6.1", "Find parcels 1"), ("6.2", "Find parcels 2")] == [
        (each.number, each.title and each.title.text) for each in actions
    ]
    assert [["List", "Guide", "Plan"]] * 2 == [[item.text.text for item in each.indicators] for each in actions]
    assert actions[1].terms is not None
    assert [each.number for each in actions[1].terms.references] == ["5.3", "5.4", "5.5"]


@pytest.mark.parametrize(
    ("words", "text"),
    [
        (("OA", "OAs"), "OA 6.1 Parcels\n| OA 6.2 | Letters |\n"),
        ((), "OA 6.1 Parcels\nOB 6.2 Letters\nOC 6.1\nOC 7.2\nOD 6.2\nOD 6.3\n"),
        ((), "Point 6.1\nPoint 6.2\nsee OA 6.1\nsee OA 6.2\nOE 6.1.1\nOE 6.2.1\n"),
    ],
)
def test_code_words(words: tuple[str, ...], text: str) -> None:
    assert words == code_words(text)


def test_abbreviations_below_the_actions_are_of_none(read_text: Callable[[str], Reading]) -> None:
    rows = "CP-1\tFind parcels\tBE\nCP-2\tStop letters\tMT\n\nAbbreviations\n\nCP\tCustoms project\nOLAF\tAn office\n"
    reading = read_text(f"{FRONT}Code\tWhat we want to do\tLead\n{rows}")
    assert [("CP-1", "Find parcels", ()), ("CP-2", "Stop letters", ())] == [
        (each.number, each.title and each.title.text, each.others) for each in reading.actions
    ]


@pytest.mark.parametrize("table", ["{0}\t{1}\t{2}", "| {0} | {1} | {2} |", "{0:<6}{1:<30}{2}"])
def test_a_table_of_other_things_with_bare_figures_is_of_no_action(
    read_text: Callable[[str], Reading], table: str
) -> None:
    rows = [("No.", "Action", "Lead"), *((number, "Find parcels", "BE") for number in ("1a", "2a", "2b"))]
    meetings = [("1", "Ghent", "May 2013"), ("2", "Mdina", "June 2014")]
    below = ["", "Meetings of the group", "", *(table.format(*row) for row in meetings)]
    reading = read_text(FRONT + "\n".join([*(table.format(*row) for row in rows), *below]) + "\n")
    assert [(number, "Find parcels", "BE") for number in ("1a", "2a", "2b")] == [
        (each.number, each.title and each.title.text, each.lead and each.lead.printed.text) for each in reading.actions
    ]
    spans = [issue.span for issue in reading.issues if issue.code == "words-unassigned" and issue.span is not None]
    assert "Ghent" in " ".join(reading.source.text[span.start : span.end] for span in spans)


def test_the_numbers_of_another_table_below_unnumbered_rows_are_no_actions(
    read_text: Callable[[str], Reading],
) -> None:
    rows = "§a\tFind parcels\tBE\n§b\tStop letters\tMT\n\nMeetings\n\n1\tGhent\tMay 2013\n2\tMdina\tJune 2014\n"
    with pytest.raises(UnreadableDocument, match="no row of it has a number"):
        read_text(f"{FRONT}{HEADS}{rows}")


def test_an_action_of_another_plan_is_named_by_its_letter(small_plan: Callable[..., Reading]) -> None:
    [action] = small_plan(
        terms="This follows up Action A.3 of the Fifth Action Plan, Action IV of the Fourth Action Plan and Action B.1."
    ).actions
    assert action.terms is not None
    named = [(each.number, each.plan, each.ordinal) for each in action.terms.references]
    assert named == [("A.3", 5, 5), ("IV", 4, 4), ("B.1", None, None)]


def test_no_date_becomes_the_number_of_an_action(read_text: Callable[[str], Reading]) -> None:
    """A table without rules whose rows have no numbers is refused; its cells are not read one after the other."""
    table = "Proposed action     Deadline\n\nParcels             by\n                    1 January 2013\n"
    with pytest.raises(
        UnreadableDocument, match=r"no row of it has a number such as 6\.1, and nothing else tells where"
    ):
        read_text(FRONT + table)


def test_without_a_grid_letters_count_only_alone_and_all(profile: Profile) -> None:
    """A single one of them would take the cells of all."""
    cues = replace(profile.actions, own=("A.1", "A.2"))

    def found(*texts: str) -> list[str]:
        lines = [TextLine(2 * at, Span(99 * at, 99 * at + len(text)), text, at, 1) for at, text in enumerate(texts)]
        return [each.value for each in numbers_in(lines, labels_of(profile, ""), cues=cues, ordinal=6)]

    assert found("A.1", "Parcels", "A.2", "Letters") == ["A.1", "A.2"]
    assert found("A.1 Parcels", "BE", "A.2 Letters", "MT") == []
    assert found("A.1", "Parcels", "and letters") == []


def test_no_date_becomes_a_number_beside_letters_in_running_rows(read_text: Callable[[str], Reading]) -> None:
    """The numbers of the document are those of its run, though no cell of it stands alone."""
    rows = "A.1 Parcels BE no later than\n1 January 2015\nA.2 Letters MT by 2016\n"
    actions = read_text(f"{FRONT}Proposed action\nLead\nDeadline\n{rows}\n1\n\nList of them\n").actions
    assert [action.number for action in actions] == ["A.1", "A.2"]
    times = [action.timetable and action.timetable.text for action in actions]
    assert times == ["no later than 1 January 2015", "by 2016"]


@pytest.mark.parametrize(
    ("last", "counts"), [((), True), ((1,), False), ((3, 2), True), ((4, 0), True), ((4, 1), False), ((5, 1), False)]
)
def test_a_number_counts_on_from_one_of_as_many_parts(last: tuple[int, ...], counts: bool) -> None:
    """Behind a bare figure a number of two parts is cited."""
    assert Number(0, "4.1", 3, alone=False, counts=(4, 1)).counts_on(last) is counts


COUNTED = [
    "Sheet {at} of 3\n\nAction {number}",
    "Sheet {at} of 3    Action {number}",
    "Fiche {at}/3\n\nAction {number}",
    "Sheet {at} / 3 – {number}",
]


@pytest.mark.parametrize("heading", COUNTED)
@pytest.mark.parametrize("numbers", [("W1", "W2", "W3"), ("6.1", "6.2", "6.3")])
def test_the_count_of_the_sheets_is_no_number(
    read_text: Callable[[str], Reading], heading: str, numbers: tuple[str, str, str]
) -> None:
    """“Sheet 1 of 3” stands above or before the number of its action, which took the 1 for its own."""
    sheet = f"{heading}\n\nProposed action\nTo open {{what}}\n\nLead\nBE\n\nDeadline\n1 May 201{{at}}\n\n"
    actions = list(zip(numbers, ("parcels", "letters", "boxes"), strict=True))
    sheets = (sheet.format(at=at, number=number, what=what) for at, (number, what) in enumerate(actions, 1))
    reading = read_text(FRONT + "".join(sheets))
    assert [(each.number, each.title and each.title.text) for each in reading.actions] == [
        (number, f"To open {what}") for number, what in actions
    ]
