"""Rows of a table whose cells run on one behind the other, as `pdftotext -raw` writes them."""

from __future__ import annotations

import textwrap
import time
from collections.abc import Callable, Mapping, Sequence

import pytest

from ccwp_kg.sources.records.records import Action, Reading

FRONT = "Draft Sixth Action Plan (1.1.2013–30.6.2014)\n\nIt begins.\n\nANNEX\n\n"
Read = Callable[[str], Reading]

WIDTHS = {
    "No": 4,
    "Action": 22,
    "Strategic objective(s)": 24,
    "Performance indicators": 24,
    "Expected outcomes": 26,
    "Lead": 9,
    "Participants": 16,
    "Timetable": 14,
    "Background": 36,
    "Funding": 12,
}
ROWS = (
    {
        "No": "6.1",
        "Action": "Ferries and the lorries that leave them at night",
        "Strategic objective(s)": "To share what is known of routes",
        "Performance indicators": "• Survey of six harbours\n• Report to the Working Party",
        "Expected outcomes": "– Fewer lorries leave unseen\n– Shifts overlap at night",
        "Lead": "MT",
        "Participants": "BE, EL, OLAF, COM (DG TAXUD)",
        "Timetable": "January 2013 – June 2013",
        "Background": "Lorries leave ferries at night when few officers work. A survey (8274/11) has shown it.",
        "Funding": "Hercule",
    },
    {
        "No": "6.2",
        "Action": "Exchange of pictures of scanned containers",
        "Strategic objective(s)": "To use scanners together",
        "Performance indicators": "• Library of two hundred pictures",
        "Expected outcomes": "– Officers know what hidden goods look like",
        "Lead": "BE",
        "Participants": "MT, Europol, WCO",
        "Timetable": "by the end of 2013",
        "Background": "Pictures are kept in each harbour and are seldom seen elsewhere. Formats differ.",
        "Funding": "none",
    },
    {
        "No": "6.3",
        "Action": "Dogs that find banknotes in parcels",
        "Strategic objective(s)": "To share what is known of routes",
        "Performance indicators": "• Training of ten teams\n• List of handlers\n• Test at two airports",
        "Expected outcomes": "– More cash is found",
        "Lead": "EL",
        "Participants": "BE, CEPOL, Frontex",
        "Timetable": "first half of 2014",
        "Background": "Cash travels in parcels as travellers are checked. Dogs were trained by Action 5.4.",
        "Funding": "Hercule",
    },
    {
        "No": "6.4",
        "Action": "Handbook of joint controls on railways",
        "Strategic objective(s)": "To use scanners together",
        "Performance indicators": "• Handbook printed in four languages",
        "Expected outcomes": "– Controls on trains no longer differ from State to State",
        "Lead": "MT",
        "Participants": "all Member States, Eurojust",
        "Timetable": "ongoing",
        "Background": "Trains cross borders without a stop. What officers may do in them is told nowhere.",
        "Funding": "none",
    },
    {
        "No": "6.5",
        "Action": "Closing conference on the Sixth Action Plan",
        "Strategic objective(s)": "To share what is known of routes",
        "Performance indicators": "• Conference of two days",
        "Expected outcomes": "– Lessons for the plan that follows",
        "Lead": "BE",
        "Participants": "EL, MT, Europol, OLAF",
        "Timetable": "May 2014",
        "Background": "Each plan has ended with a report that few have read. A meeting may reach more of them.",
        "Funding": "none",
    },
)


def raw(lines: Sequence[Sequence[str]]) -> str:
    """Cells as `pdftotext -raw` writes them: the first line of one stands behind that of a cell of one line."""
    text = ""
    for cell in lines:
        text += ("" if not text or text.endswith("\n") else " ") + cell[0]
        text += "".join(f"\n{line}" for line in cell[1:]) + ("\n" if len(cell) > 1 else "")
    return text.rstrip("\n") + "\n"


def wrapped(row: Mapping[str, str], columns: Sequence[str]) -> list[list[str]]:
    """The lines of each cell of a row, as broad as its column."""
    return [
        [line for part in row[column].split("\n") for line in textwrap.wrap(part, WIDTHS[column])] for column in columns
    ]


def table(columns: Sequence[str], rows: Sequence[Mapping[str, str]] = ROWS) -> str:
    """A document with the columns of some rows."""
    head = raw([textwrap.wrap(column, WIDTHS[column]) for column in columns])
    return FRONT + head + "".join(raw(wrapped(row, columns)) for row in rows)


def cells_of(action: Action) -> dict[str, object]:
    """What was read, by the headings of the tables of these tests."""
    return {
        "No": action.number,
        "Action": action.title and action.title.text,
        "Performance indicators": [each.text.text for each in action.indicators],
        "Expected outcomes": [each.text.text for each in action.outcomes],
        "Lead": action.lead and action.lead.printed.text,
        "Participants": [each.printed.text for each in action.parties],
        "Timetable": action.timetable and action.timetable.text,
        "Background": action.terms and action.terms.text.text,
    }


def meant(row: Mapping[str, str]) -> dict[str, object]:
    """What should be read of a row."""
    found: dict[str, object] = {**row, "Participants": row["Participants"].split(", ")}
    for name, mark in (("Performance indicators", "• "), ("Expected outcomes", "– ")):
        found[name] = [item.removeprefix(mark) for item in row[name].split("\n")]
    return found


ORDERS = {
    "title first": ("Action", "Strategic objective(s)", "Performance indicators", "Expected outcomes", "Participants"),
    "background first": (
        *("No", "Background", "Action", "Strategic objective(s)", "Performance indicators", "Expected outcomes"),
        *("Lead", "Participants", "Timetable"),
    ),
    "a column that is not known": (
        *("No", "Action", "Lead", "Participants", "Background", "Performance indicators", "Expected outcomes"),
        *("Funding", "Timetable"),
    ),
    "lists last": ("No", "Action", "Lead", "Timetable", "Performance indicators", "Expected outcomes"),
}


@pytest.mark.parametrize("order", ORDERS)
def test_cells_end_where_they_do(order: str, read_text: Read) -> None:
    """In whatever order the columns stand: each cell has its words and no others."""
    columns = ORDERS[order]
    own = {} if "No" in columns else {row["No"]: f"{row['No']} {row['Action']}" for row in ROWS}
    reading = read_text(table(columns, [{**row, "Action": own.get(row["No"], row["Action"])} for row in ROWS]))
    assert reading.table == "running"
    for action, row in zip(reading.actions, ROWS, strict=True):
        read, wanted = cells_of(action), meant(row)
        assert {name: read[name] for name in columns if name in read} == {
            name: wanted[name] for name in columns if name in read
        }


@pytest.mark.parametrize("marks", [("A. ", "B. "), ("I. ", "II. "), ("A) ", "B) ")])
def test_sections_with_letters_are_no_words_of_cells(marks: tuple[str, str], read_text: Read) -> None:
    """The first stands below the headings and was taken for two of them, the second closed the cell above."""
    columns = ("Action", *ALL[3:], "Background")
    rows = [raw(wrapped({**row, "Action": f"{row['No']} {row['Action']}"}, columns)) for row in ROWS]
    rows[0], rows[3] = f"{marks[0]}Fiscal matters\n{rows[0]}", f"{marks[1]}Further matters\n{rows[3]}"
    reading = read_text(FRONT + raw([textwrap.wrap(column, WIDTHS[column]) for column in columns]) + "".join(rows))
    assert [meant(row)[name] for row in ROWS for name in ("Action", "Lead", "Timetable", "Background")] == [
        cells_of(action)[name] for action in reading.actions for name in ("Action", "Lead", "Timetable", "Background")
    ]


ALL = ORDERS["background first"]


def test_a_row_that_a_page_breaks_is_told(read_text: Read) -> None:
    """Its cells go on below the headings of the next page, each where it was left; the others are as sure as before."""
    columns = ALL
    head = raw([textwrap.wrap(column, WIDTHS[column]) for column in columns])
    cells = wrapped(ROWS[2], columns)
    parts = [[cell[:2] for cell in cells], [cell[2:] for cell in cells if cell[2:]]]
    text = FRONT + head + "".join(raw(wrapped(row, columns)) for row in ROWS[:2]) + raw(parts[0])
    text += "\f" + head + raw(parts[1]) + "".join(raw(wrapped(row, columns)) for row in ROWS[3:])
    reading = read_text(text)
    assert [cells_of(action)["Lead"] for action in reading.actions] == [row["Lead"] for row in ROWS]
    suspect = [issue.span.start for issue in reading.issues if issue.code == "cell-suspect" and issue.span]
    assert len(suspect) > 4
    assert text.index("\n6.3") < min(suspect) <= max(suspect) < text.index("\n6.4")


def test_what_follows_the_table_is_in_no_cell(read_text: Read) -> None:
    """Prose behind the last row is broader than its cells."""
    prose = "The Working Party will look at the plan twice a year and will tell the Council what has become of it.\n"
    last = read_text(table(ALL) + prose).actions[-1]
    assert cells_of(last)["Timetable"] == "May 2014"


def test_bare_figures_count_rows(read_text: Read) -> None:
    """1, 2, 3 … under a heading of numbers; a figure that does not count on begins no row."""
    rows = [{**row, "No": str(at)} for at, row in enumerate(ROWS, 1)]
    rows[1] = {**rows[1], "Background": "Pictures are kept in each harbour. It has 7 Officers at most who see them."}
    reading = read_text(table(ALL, rows))
    assert [action.number for action in reading.actions] == ["1", "2", "3", "4", "5"]


def test_a_cell_that_says_nothing(read_text: Read) -> None:
    """A dash and a negative are cells, though they begin in no capital."""
    rows = [{**ROWS[0], "Lead": "–"}, {**ROWS[1], "Timetable": "to be decided"}, *ROWS[2:]]
    actions = read_text(table(ALL, rows)).actions
    assert [cells_of(action)["Lead"] for action in actions] == [None, *(row["Lead"] for row in ROWS[1:])]
    assert cells_of(actions[0])["Participants"] == meant(ROWS[0])["Participants"]
    assert cells_of(actions[1])["Participants"] == meant(ROWS[1])["Participants"]


def test_states_and_bodies_stand_in_columns_of_their_own(read_text: Read) -> None:
    """One state leads and others take part, without a mark between them; bodies follow, one of which nobody knows."""
    head = "No Action Lead Participating Member States Other bodies Timetable\n"
    states = (
        ("Malta", "Belgium Greece"),
        ("Belgium", "Malta"),
        ("Greece", "Belgium Malta"),
        ("Malta", "Greece Belgium"),
    )
    bodies = ("Europol OLAF", "Frontex", "Port Forum; WCO", "Eurojust CEPOL")
    text = FRONT + head
    for row, (lead, others), own in zip(ROWS, states, bodies, strict=False):
        action = textwrap.wrap(row["Action"], 22)
        wide = [others.split(), own.split("; ") if ";" in own else own.split(), [row["Timetable"]]]
        text += raw([[row["No"]], action, [lead], *wide])
    actions = read_text(text).actions
    assert [action.lead and action.lead.printed.text for action in actions] == [lead for lead, _ in states]
    read = [[each.printed.text for each in action.parties if each.role == "participant"] for action in actions]
    assert read == [others.split() for _, others in states]


def test_an_unsure_end_is_told(read_text: Read) -> None:
    """Nothing tells where a title of capitals ends before an objective of capitals: both cells are suspect."""
    columns = ("No", "Action", "Strategic objective(s)", "Lead")
    capitals = [
        ("Night Ferries", "Ports Watched"),
        ("Cash Dogs", "Airports Searched"),
        ("Rail Guide", "Trains Stopped"),
    ]
    rows = [
        {**row, "Action": action, "Strategic objective(s)": objective}
        for row, (action, objective) in zip(ROWS, capitals, strict=False)
    ]
    issues = read_text(table(columns, rows)).issues
    assert sum(issue.code == "cell-suspect" for issue in issues) == 2 * len(rows)


@pytest.mark.parametrize(
    "further", ["Further words\nstand here\n" * 4_000, "Further (words stand " * 20_000 + "here.\n"]
)
def test_long_rows_are_left_alone(further: str, read_text: Read) -> None:
    """A row of very many lines or words costs no more time than others: it is left to the other ways of reading."""
    begun = time.process_time()
    reading = read_text(table(ALL) + further)
    assert time.process_time() - begun < 60
    assert reading.table != "running"


LEADS = (("MT", "BE, EL, MT"), ("BE / EL", "MT, EL"), ("EL", "BE"), ("MT", "EL, BE"), ("EL and BE", "MT"))


def test_nothing_between_two_states_parts_their_cells(read_text: Read) -> None:
    """A comma, a slash or a word joins them."""
    columns = ("No", "Action", "Expected outcomes", "Lead", "Participants", "Timetable")
    rows = [{**row, "Lead": lead, "Participants": others} for row, (lead, others) in zip(ROWS, LEADS, strict=True)]
    actions = read_text(table(columns, rows)).actions
    assert [action.lead and action.lead.printed.text for action in actions] == [lead for lead, _ in LEADS]
    others = [", ".join(each.printed.text for each in action.parties) for action in actions]
    assert others == ["BE, EL, MT", "MT, EL", "BE", "EL, BE", "MT"]


def test_the_annex_begins_with_its_table_where_its_name_heads_a_later_page(read_text: Read) -> None:
    """The name stands at the head of a page, which text without layout has behind the words of that page."""
    columns = [name for name in WIDTHS if name != "Funding"]
    text = table(columns).replace("ANNEX\n\n", "").replace("\n6.3 ", "\nANNEX\n6.3 ")
    assert text.count("ANNEX") == 1
    assert [each.number for each in read_text(text).actions] == [row["No"] for row in ROWS]


def test_a_full_stop_closes_a_list_where_semicolons_end_its_other_items(read_text: Read) -> None:
    """All columns have the same mark: lists of several columns were taken for one, and their cells cut elsewhere."""
    columns = ("No", "Action", "Expected outcomes", "Performance indicators", "Participants", "Timetable")
    outcomes = ("Routes known;|Shifts that overlap.", "Formats agreed;|Goods seen sooner.", "Cash found;|Teams known.")
    indicators = ("Survey;|Report.", "Library;|Guide;|Final report.", "Training;|Test.")
    rows = [
        {
            **row,
            "Expected outcomes": "– " + of_row[0].replace("|", "\n– "),
            "Performance indicators": "– " + of_row[1].replace("|", "\n– "),
            "Participants": "– Europol,\n– WCO",
        }
        for row, of_row in zip(ROWS, zip(outcomes, indicators, strict=True), strict=False)
    ]
    actions = read_text(table(columns, rows)).actions
    found = [["|".join(each.text.text for each in each) for each in (of.outcomes, of.indicators)] for of in actions]
    meant = [
        [text.replace(";", "").rstrip(".") for text in of_row] for of_row in zip(outcomes, indicators, strict=True)
    ]
    assert found == meant
