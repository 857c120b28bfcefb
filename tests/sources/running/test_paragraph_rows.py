"""Rows of a table that stands cell after cell, with a blank line behind each: their number tells the columns."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ccwp_kg.errors import UnreadableDocument
from ccwp_kg.sources.records.records import Action, Reading

FRONT = "Draft Sixth Action Plan (1.1.2013–30.6.2014)\n\nIt begins.\n\nANNEX\n\n"
Read = Callable[[str], Reading]

HEADS = ("No", "Proposed action", "Means at hand", "Performance indicators", "Lead", "Timetable")
ROWS = (
    ("6.1", "Ferries at night", "Two boats of Malta", "• Survey of six harbours\n• Report", "Malta", "June 2013"),
    ("6.2", "Pictures of\nscanned containers", "None so far", "• Library of pictures", "Belgium", "May 2014"),
    ("6.3", "Dogs that find banknotes", "Ten dogs", "• Training of teams\n• Test", "Greece", "by the end of 2013"),
    ("6.4", "Handbook on railways", "Three printers", "• Handbook", "Malta", "ongoing"),
)


def cells_of(action: Action) -> list[str]:
    return [
        action.number or "",
        action.title.text if action.title else "",
        " | ".join(f"{each.heading.text}: {each.text.text}" for each in action.others),
        ", ".join(each.text.text for each in action.indicators),
        action.lead.printed.text if action.lead else "",
        action.timetable.text if action.timetable else "",
    ]


def meant(row: tuple[str, ...]) -> list[str]:
    number, title, means, indicators, *rest = (" ".join(cell.split()) for cell in row)
    return [number, title, f"Means at hand: {means}", indicators.removeprefix("• ").replace(" • ", ", "), *rest]


def paragraphs(*cells: str) -> str:
    """Cells one below the other; an empty one is an empty paragraph."""
    return "".join(f"{cell}\n\n" for cell in cells)


def suspects(reading: Reading) -> set[str]:
    return {each.message.partition(":")[0] for each in reading.issues if each.code == "cell-suspect"}


ALIKE = {
    "headings once": paragraphs(*HEADS) + "".join(paragraphs(*row) for row in ROWS),
    "a stop behind the first heading": paragraphs("No.", *HEADS[1:]) + "".join(paragraphs(*row) for row in ROWS),
    "a heading of the table that may be one of a column": paragraphs("Activities", *HEADS)
    + "".join(paragraphs(*row) for row in ROWS),
    "headings above each row": "".join(paragraphs(*HEADS, *row) for row in ROWS),
    "a heading above each cell of a row": paragraphs(*HEADS)
    + "".join(paragraphs(*row) for row in ROWS[:2])
    + "".join(paragraphs(*(part for pair in zip(HEADS, row, strict=True) for part in pair)) for row in ROWS[2:3])
    + paragraphs(*HEADS, *ROWS[3]),
    "headings that a page repeats within a cell": paragraphs(*HEADS, *ROWS[0], *ROWS[1], *ROWS[2], "6.4", "Handbook on")
    + paragraphs(*HEADS, "railways", *ROWS[3][2:]),
    "a paragraph for each item": paragraphs(*HEADS)
    + "".join(paragraphs(*row[:3], *row[3].split("\n"), *row[4:]) for row in ROWS),
    "number and title together": paragraphs("Proposed action", *HEADS[2:])
    + "".join(paragraphs(f"{row[0]}\n{row[1]}", *row[2:]) for row in ROWS),
    "groups": paragraphs(*HEADS, "A. Boats and ships", *ROWS[0], *ROWS[1], "B. Land", *ROWS[2], "C. Rails", *ROWS[3]),
    "groups of no form": paragraphs(*HEADS, "Boats and ships", *ROWS[0], *ROWS[1], "Goods by land", *ROWS[2])
    + paragraphs("Rails", *ROWS[3]),
    "groups of no form below headings that are repeated": paragraphs(*HEADS, "Boats and ships", *ROWS[0], *ROWS[1])
    + paragraphs(*HEADS, "Goods by land", *ROWS[2], *ROWS[3]),
    "groups above headings that are repeated": paragraphs("A. Boats and ships", *HEADS, *ROWS[0], *ROWS[1])
    + paragraphs("B. Land", *HEADS, *ROWS[2], *ROWS[3]),
    "numbers in the prose": paragraphs("1.1", "Words", "More words", "1.2", "Others", *HEADS)
    + "".join(paragraphs(*row) for row in ROWS),
}


@pytest.mark.parametrize("form", ALIKE)
def test_each_paragraph_is_a_cell(form: str, read_text: Read) -> None:
    """Whatever its heading: of one that no list has it is an entry."""
    reading = read_text(FRONT + ALIKE[form])
    assert reading.table == "running"
    assert [cells_of(action) for action in reading.actions] == [meant(row) for row in ROWS]


def test_two_headings_before_one_cell_are_told_apart_by_its_words(read_text: Read) -> None:
    """The cell of one of them is empty, and nothing else says of which."""
    number, title, means, indicators, _, timetable = ROWS[2]
    torn = (HEADS[0], number, HEADS[1], title, HEADS[2], means, *HEADS[3:5], indicators, HEADS[5], timetable)
    rows = [paragraphs(*row) for row in ROWS]
    reading = read_text(FRONT + paragraphs(*HEADS) + "".join([*rows[:2], paragraphs(*torn), rows[3]]))
    assert [cells_of(reading.actions[at]) for at in (0, 1, 3)] == [meant(ROWS[at]) for at in (0, 1, 3)]
    assert reading.actions[2].lead is None
    assert cells_of(reading.actions[2])[3] == "Training of teams, Test"


@pytest.mark.parametrize("gap", ["\n\n", "\n", " "])
def test_figures_count_rows(gap: str, read_text: Read) -> None:
    """Alone, or beside the titles, where all rows fit the headings so."""
    rows = (paragraphs(f"{at}.{gap}{row[1]}", *row[2:]) for at, row in enumerate(ROWS, 1))
    reading = read_text(FRONT + paragraphs(*HEADS[1:]) + "".join(rows))
    assert [cells_of(action) for action in reading.actions] == [
        [str(at), *meant(row)[1:]] for at, row in enumerate(ROWS, 1)
    ]


@pytest.mark.parametrize("gap", [". ", "\n\n"])
def test_below_headings_a_title_may_stand_beside_a_figure(gap: str, read_text: Read) -> None:
    """An item that begins with the next figure has no headings above it, and a number of two parts is cited."""
    first = (ROWS[0][1], "Two boats.\nAction 4.1 had one")
    rows = [(*first, "1. Plan\n\n2. Report", *ROWS[0][4:]), *(row[1:] for row in ROWS[1:])]
    text = "".join(paragraphs(*HEADS[1:], f"{at}{gap}{row[0]}", *row[1:]) for at, row in enumerate(rows, 1))
    reading = read_text(FRONT + text)
    assert reading.table == "running"
    own = [("", *first, "Plan, Report", *ROWS[0][4:]), *ROWS[1:]]
    assert [cells_of(action)[1:] for action in reading.actions] == [meant(row)[1:] for row in own]


def test_items_that_name_others_by_their_numbers_are_of_one_cell(read_text: Read) -> None:
    """In whatever order."""
    heads = ("No", "Proposed action", "Strategic objectives", "Lead", "Timetable")
    aims = [["Aim 1: To search"], ["Aim 3: To find", "Aim 1: To search"], ["Aim 2: To ask"], ["Aim 2: To ask"]]
    rows = (paragraphs(*row[:2], *own, *row[4:]) for row, own in zip(ROWS, aims, strict=True))
    reading = read_text(FRONT + paragraphs(*heads) + "".join(rows))
    assert reading.table == "running"
    words = [" ".join(each.wording.text for each in action.objectives if each.wording) for action in reading.actions]
    assert words[1] == "To find To search"
    assert [cells_of(action)[4:] for action in reading.actions] == [[*row[4:]] for row in ROWS]


@pytest.mark.parametrize("at", [4, 5])
def test_an_empty_paragraph_is_an_empty_cell(at: int, read_text: Read) -> None:
    """Behind the last cell, too."""
    rows = [ROWS[0], (*ROWS[1][:at], "", *ROWS[1][at + 1 :]), *ROWS[2:]]
    reading = read_text(FRONT + paragraphs(*HEADS) + "".join(paragraphs(*row) for row in rows))
    assert [cells_of(action)[4:] for action in reading.actions] == [[*row[4:]] for row in rows]
    assert set() == suspects(reading)


GROUPS = [
    ["Aim 1: To see more of all that comes in small boats", "Aim 2: To act on land and at the very same hour"],
    ["Ports and coasts", "Roads"],
]


@pytest.mark.parametrize("groups", GROUPS)
@pytest.mark.parametrize("above", [(), ("What", "Time")])
def test_a_group_before_each_number_is_a_cell(groups: list[str], above: tuple[str, ...], read_text: Read) -> None:
    """Also below headings over several others; the table was one row that had lost its columns."""
    rows = (paragraphs(groups[at // 2], *row) for at, row in enumerate(ROWS))
    reading = read_text(FRONT + paragraphs(*above, "Branch", *HEADS) + "".join(rows))
    assert reading.table == "running"
    expected = [meant(row) for row in ROWS]
    for at, row in enumerate(expected):
        row[2] = f"Branch: {groups[at // 2]} | {row[2]}"
    assert [cells_of(action) for action in reading.actions] == expected


def test_a_figure_with_a_word_or_two_is_no_footnote(read_text: Read) -> None:
    rows = [
        (*row[:2], cell, *row[3:]) for row, cell in zip(ROWS, ["4 000", "2 boats", "15 000", "8 dogs"], strict=True)
    ]
    reading = read_text(FRONT + paragraphs(*HEADS) + "".join(paragraphs(*row) for row in rows))
    assert [cells_of(action) for action in reading.actions] == [meant(row) for row in rows]


def test_bodies_that_nobody_knows_are_in_their_cells_where_states_and_times_are(read_text: Read) -> None:
    """Though a row lacks the cell that is merged with the one above."""
    bodies = ["Guild of Pilots", "Society of Painters", "Kennel Club", "Friends of Rails"]
    rows = [(*row[:2], body, *row[3:]) for row, body in zip(ROWS, bodies, strict=True)]
    heads = (*HEADS[:2], "Helpers", *HEADS[3:])
    reading = read_text(
        FRONT + paragraphs(*heads) + "".join(paragraphs(*row) for row in (*rows[:3], rows[3][:4] + rows[3][5:]))
    )
    assert reading.table == "running"
    assert bodies[:3] == [action.parties[0].printed.text for action in reading.actions[:3]]


def test_a_row_with_a_cell_less_or_more_is_told(read_text: Read) -> None:
    """As the lower part of a merged cell is no paragraph; the other rows are read as they stand."""
    for changed in ((*ROWS[1][:4], ROWS[1][5]), (*ROWS[1][:3], "Further words", *ROWS[1][3:])):
        rows = [ROWS[0], changed, *ROWS[2:]]
        reading = read_text(FRONT + paragraphs(*HEADS) + "".join(paragraphs(*row) for row in rows))
        assert "action 6.2" in suspects(reading)
        assert [cells_of(reading.actions[at]) for at in (0, 2, 3)] == [meant(ROWS[at]) for at in (0, 2, 3)]


def test_a_row_that_fits_by_chance_is_told(read_text: Read) -> None:
    """Its title takes two paragraphs and its lead none."""
    changed = ("6.2", "Pictures of", "scanned containers in harbours", "None so far", "• Library", "May 2014")
    reading = read_text(FRONT + paragraphs(*HEADS) + "".join(paragraphs(*row) for row in (ROWS[0], changed, *ROWS[2:])))
    assert "action 6.2" in suspects(reading)


def test_what_stands_behind_the_last_row_is_in_no_cell(read_text: Read) -> None:
    text = FRONT + paragraphs(*HEADS) + "".join(paragraphs(*row) for row in ROWS)
    reading = read_text(f"{text}Abbreviations\n\nEUR  Euro\n\n")
    assert cells_of(reading.actions[-1]) == meant(ROWS[-1])
    told = [reading.source.exact(each.span) for each in reading.issues if each.code == "words-unassigned" and each.span]
    assert told == ["Abbreviations\n\nEUR  Euro"]


@pytest.mark.parametrize("between", ["\n\n" + paragraphs(*HEADS), "\n\n", "\n"])
def test_a_box_stands_below_each_row(between: str, read_text: Read) -> None:
    """In a paragraph of its own, or behind its heading; the headings, a blank line or none stand behind it."""
    rows = (paragraphs(*row) + f"Terms of reference\n{at} men look at it." for at, row in enumerate(ROWS, 2))
    reading = read_text(FRONT + paragraphs(*HEADS) + between.join(rows))
    assert [action.terms and action.terms.text.text for action in reading.actions] == [
        f"{at} men look at it." for at in range(2, 6)
    ]
    assert [cells_of(action) for action in reading.actions] == [meant(row) for row in ROWS]


KNOWN = ("No", "Proposed action", "Performance indicators", "Lead", "Timetable")
"""Headings that tell their cells where paragraphs do not."""


def test_one_row_of_four_may_lack_a_cell_under_known_headings(read_text: Read) -> None:
    rows = [(*row[:2], *row[3:]) for row in ROWS]
    rows[0], rows[1] = (*rows[0][:3], "to be decided", rows[0][4]), rows[1][:4]
    reading = read_text(FRONT + paragraphs(*KNOWN) + "".join(paragraphs(*row) for row in rows))
    assert reading.table == "running"
    assert reading.actions[0].title is not None
    assert reading.actions[0].title.text == "Ferries at night"
    assert "action 6.2" in suspects(reading)


def test_headings_of_a_later_page_head_no_table(read_text: Read) -> None:
    """Above them stand rows with a heading above each cell."""
    rows = [(*row[:2], *row[3:]) for row in ROWS]
    more = [("6.5", "Nets", "• Net", "Belgium", "May 2014"), ("6.6", "Ropes", "• Rope", "Malta", "ongoing")]
    apart = ["".join(paragraphs(*pair) for pair in zip(KNOWN, row, strict=True)) for row in rows[:2]]
    below = "".join(paragraphs(*row) for row in (*rows[2:], *more))
    reading = read_text(FRONT + "".join(apart) + paragraphs(*KNOWN) + below)
    assert [action.number for action in reading.actions] == [f"6.{at}" for at in range(1, 7)]


DATES = ("31.12.2013", "30 June 2014", "31.1.2014", "1 March 2014")


def test_a_date_is_a_cell_and_a_row_that_a_page_breaks_keeps_the_others(read_text: Read) -> None:
    """A date may begin as a footnote does; of rows that lie whole on their pages all fit."""
    rows = [(*row[:2], *row[3:5], date) for row, date in zip(ROWS, DATES, strict=True)]
    broken = ("6.5", "Handbook on", *KNOWN, "lorries", "• Handbook", "Malta", "2 March 2014")
    reading = read_text(FRONT + paragraphs(*KNOWN) + "".join(paragraphs(*row) for row in (*rows, broken)))
    assert reading.table == "running"
    assert [action.timetable and action.timetable.text for action in reading.actions] == [*DATES, "2 March 2014"]
    assert reading.actions[4].title is not None
    assert reading.actions[4].title.text == "Handbook on lorries"


def test_bodies_that_nobody_knows_are_in_their_cells_where_nearly_all_rows_fit(read_text: Read) -> None:
    heads = ("Action", "Lead", "Other parties", "Timetable", "Terms of reference")
    verbs = ("Knot", "Mend", "Dry", "Fold", "Cast")
    rows = [
        (f"6.{at} To {verb} nets", "Malta", "Net Makers, Knot House", "May 2013", "It is slow.")
        for at, verb in enumerate(verbs, 1)
    ]
    rows.append(("6.6 To sell nets", "Malta", "May 2013", "Few sell nets."))
    reading = read_text(FRONT + paragraphs(*heads) + "".join(paragraphs(*row) for row in rows))
    assert reading.table == "running"
    assert [action.title and action.title.text for action in reading.actions[:5]] == [row[0][4:] for row in rows[:5]]


def test_as_many_paragraphs_as_headings_in_every_row_are_cells(read_text: Read) -> None:
    """Whatever their words say: leads that are not decided yet were the cells of others, and bodies nobody knows."""
    heads = ("Action", "Lead", "Other parties", "Objectives", "Performance indicators")
    rows = [
        (
            f"6.{at} To {verb} nets",
            "to be decided",
            f"Net Makers' League\nHouse of {verb}",
            f"• {verb}",
            f"• {verb} nets",
        )
        for at, verb in enumerate(("Knot", "Mend", "Dry", "Fold"), 1)
    ]
    reading = read_text(FRONT + paragraphs(*heads) + "".join(paragraphs(*row) for row in rows))
    assert reading.table == "running"
    assert [action.title and action.title.text for action in reading.actions] == [row[0][4:] for row in rows]
    assert [[each.text.text for each in action.indicators] for action in reading.actions] == [
        [row[4].removeprefix("• ")] for row in rows
    ]


BOXED = ("Proposed action", "Lead", "Timetable", "Performance indicators", "Terms of reference")
REASONS = (
    "Ferries sail at night, when nobody looks at them.",
    "They carry more than anybody would have thought of them.",
)


def test_members_and_bodies_are_in_columns_of_their_own(read_text: Read) -> None:
    """Though one row lacks its bodies: they were taken for outcomes, and the one that leads for a body."""
    heads = ("Action", "Performance indicator", "Expected outcome", "Other concerned parties", "Lead", "Participants")
    rows = [
        (
            "6.1 Ferries",
            "- Survey\n- Map",
            "- More is seen\n- Less is lost",
            "- Europol\n- CEPOL",
            "MT",
            "BE, EL, IT",
            "May 2013",
        ),
        ("6.2 Trains", "- List", "- Crews are told", "- LEWP\n- Europol", "BE", "DE, NL", "June 2013"),
        ("6.3 Dogs", "- Training\n- Test", "- Notes are found", "EL", "CY, MT, PT", "Q3 2013"),
        (
            "6.4 Parcels",
            "- Handbook",
            "- Officers know more\n- One form",
            "- COM\n- OLAF\n- Europol",
            "ES",
            "all Member States",
            "2013",
        ),
        ("6.5 Mail", "- Poster", "- Less mail", "- Europol\n- FRONTEX", "IT", "AT, FR", "Q4 2013"),
    ]
    reading = read_text(FRONT + paragraphs(*heads, "Timetable") + "".join(paragraphs(*row) for row in rows))
    found = [
        (
            [each.printed.text for each in action.parties if each.role == "concerned"],
            action.lead and action.lead.printed.text,
            ", ".join(each.printed.text for each in action.parties if each.role == "participant"),
        )
        for action in reading.actions
    ]
    wanted = [(row[-4].removeprefix("- ").split("\n- ") if len(row) > 6 else [], *row[-3:-1]) for row in rows]
    assert found == wanted


def boxed(*heads: str, paragraphs_of: int = 2, timetable: str = "June 2013", indicators: str = "• List") -> str:
    """Rows whose last cell is their box; the first one has so many paragraphs in it."""
    found = paragraphs(*heads)
    for at in (1, 2, 3, 4):
        box = REASONS if at == 2 else REASONS[:paragraphs_of] if at == 1 else REASONS[:1]
        found += paragraphs(f"6.{at} To sail {at}", "Malta", timetable, indicators, *box)
    return found


@pytest.mark.parametrize(
    "text",
    [
        boxed(*BOXED),
        boxed("Proposed", "action", *BOXED[1:]),  # a blank line inside a heading
        boxed(*BOXED, timetable="1 May 2013 – 30 June 2014"),  # no note
        boxed(*BOXED, indicators="List;\n\nReport to the group."),
    ],
)
def test_a_box_in_the_last_column_has_several_paragraphs(text: str, read_text: Read) -> None:
    """Rows with more paragraphs than headings were recovered by their words alone, all others with them."""
    reading = read_text(FRONT + text)
    assert reading.table == "running"
    assert [" ".join(REASONS), " ".join(REASONS), *REASONS[:1] * 2] == [
        action.terms and action.terms.text.text for action in reading.actions
    ]
    assert [f"To sail {at}" for at in (1, 2, 3, 4)] == [
        action.title and action.title.text for action in reading.actions
    ]
    items = ["List", "Report to the group"] if "Report" in text else ["List"]
    assert [items] * 4 == [[each.text.text for each in action.indicators] for action in reading.actions]


def test_prose_behind_the_last_box_may_be_more_of_it(read_text: Read) -> None:
    reading = read_text(FRONT + boxed(*BOXED) + paragraphs("The plan ends here, and another will follow it in time."))
    assert "action 6.4" in suspects(reading)


def test_paragraphs_that_only_footers_part_are_no_cells(read_text: Read) -> None:
    pages = "Sixth Action Plan (1.1.2013–30.6.2014)\n{0} 1\n\fParcels are small and light.\n{0} 2\n"
    with pytest.raises(UnreadableDocument, match="no table of actions was found"):
        read_text(pages.format("16103/1/12 REV 1 GdK/hm"))


def test_half_of_the_rows_may_lack_a_cell_if_none_has_more(read_text: Read) -> None:
    """Headings stand broken in paragraphs; each cell is that of its own heading, and no two paragraphs are of one."""
    heads = ("Name of\nthe action", "Output", "Added value", "Leading\nState", "Participating\nStates")
    rows = [
        ("To knot nets", "List of knots", "Fewer holes", "MT", "BE, EL, IT", "Europol", "May 2013"),
        ("To mend nets", "Guide", "Less is lost", "BE", "DE, NL", "CEPOL, Europol", "June 2013"),
        ("To dry nets", "Overview table", "Racks which do not fall", "Presidency", "BG, MT", "", "by May 2014"),
        ("To sell nets", "Poster", "More is known", "EL", "FR, PT", "", "Q4 2013"),
    ]
    text = "".join(paragraphs(f"6.{at}", *filter(None, row)) for at, row in enumerate(rows, 1))
    reading = read_text(FRONT + paragraphs(*heads, "Other services\ninvolved", "Calendar") + text)
    found = [
        (
            action.title.text if action.title else "",
            *(" ".join(each.text.text for each in own) for own in (action.indicators, action.outcomes)),
            action.lead.printed.text if action.lead else "",
            *(
                ", ".join(e.printed.text for e in action.parties if e.role == role)
                for role in ("participant", "concerned")
            ),
            action.timetable.text if action.timetable else "",
        )
        for action in reading.actions
    ]
    assert found == rows
