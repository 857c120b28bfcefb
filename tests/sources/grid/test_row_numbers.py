"""Where the number of an action stands in its row: behind a group, in two lines, before a dash."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from ccwp_kg.sources.profile.profile import Lexicon, Profile
from ccwp_kg.sources.reading import read
from ccwp_kg.sources.records.records import Action, Reading
from support.formats.printed_pages import page, source_of, table

FRONT = "Sixth Action Plan (1.1.2013–30.6.2014) to implement the revised strategy for customs cooperation\n\nANNEX\n\n"


def test_a_group_may_stand_before_the_number(read_text: Callable[[str], Reading]) -> None:
    """Its cell is kept under its heading; the rows of the group below leave it empty."""
    reading = read_text(
        f"{FRONT}Priority\tNo\tProposed action\tLead\n"
        "I. Threats\t6.1\tParcels\tBE\n\t6.2\tLetters\tMT\nII. Tools\t6.3\tScanners\tEL\n"
    )
    assert [("6.1", "Parcels", "BE"), ("6.2", "Letters", "MT"), ("6.3", "Scanners", "EL")] == [
        (each.number, each.title and each.title.text, each.lead and each.lead.printed.text) for each in reading.actions
    ]
    assert [["I. Threats"], [], ["II. Tools"]] == [
        [other.text.text for other in each.others] for each in reading.actions
    ]


@pytest.mark.parametrize("heading", ["No", "No.", "Nr", "Code", "Action No", "Ref. number"])
def test_a_bare_figure_under_a_heading_of_numbers_is_one(heading: str, read_text: Callable[[str], Reading]) -> None:
    """Behind the cell of another column, too: no row opened an action."""
    reading = read_text(
        f"{FRONT}Priority\t{heading}\tProposed action\tLead\nPorts\t1\tParcels\tBE\nPorts\t2\tLetters\tMT\n"
    )
    assert [("1", "Parcels", ["Ports"]), ("2", "Letters", ["Ports"])] == [
        (each.number, each.title and each.title.text, [other.text.text for other in each.others])
        for each in reading.actions
    ]


@pytest.mark.parametrize("numbers", [("1", "2", "3"), ("6.1", "6.2", "6.3")])
def test_a_number_behind_a_group_opens_a_row_without_rules(
    numbers: Sequence[str], read_text: Callable[[str], Reading]
) -> None:
    """The group goes over the rows below it, which cannot be told from empty cells; all rows were one."""
    first, second, third = numbers
    table = f"""\
Priority       No.    Proposed action        Lead
Ports and      {first:7}To look at cranes      BE
coasts                and at ropes
               {second:7}To see boats           MT
Post           {third:7}To open parcels        EL
"""
    actions = read_text(FRONT + table).actions
    assert [*numbers] == [each.number for each in actions]
    assert [("To look at cranes and at ropes", "BE"), ("To see boats", "MT"), ("To open parcels", "EL")] == [
        (each.title and each.title.text, each.lead and each.lead.printed.text) for each in actions
    ]
    assert [["Ports and coasts"], [], ["Post"]] == [[other.text.text for other in each.others] for each in actions]
    silences = {each.field: each.silence for each in actions[1].silences}
    assert ("not-understood", "not-stated") == (silences["objectives"], silences["status"])


def test_a_heading_stands_over_a_number_and_its_title(read_text: Callable[[str], Reading]) -> None:
    """The titles stood below no heading, and none was read."""
    reading = read_text(f"{FRONT}Proposed action\t\tLead\n6.1\tParcels\tBE\n6.2\tLetters\tMT\n")
    assert [("Parcels", "BE"), ("Letters", "MT")] == [
        (each.title and each.title.text, each.lead and each.lead.printed.text) for each in reading.actions
    ]


def test_a_dash_behind_the_number_is_no_word_of_the_title(read_text: Callable[[str], Reading]) -> None:
    reading = read_text(
        f"{FRONT}Action 6.1 – Parcels\nLead\tBE\nDeliverables\tList\n"
        "Action 6.2: Letters\nLead\tMT\nDeliverables\tGuide\n"
    )
    assert ["Parcels", "Letters"] == [each.title and each.title.text for each in reading.actions]


@pytest.mark.parametrize(
    ("headings", "roles"),
    [
        ("Supporting Member States\tBodies to be associated", ["participant", "participant", "concerned"]),
        ("Participating Member States\tOther participants", ["participant", "participant", "concerned"]),
        ("Other participants\tBodies concerned", ["participant", "participant", "concerned"]),
        ("Other participants\tParticipating bodies", ["concerned", "concerned", "participant"]),
        ("Partners\tThird parties", ["participant", "participant", "concerned"]),
        ("Partners\tParticipating bodies", ["concerned", "concerned", "participant"]),
    ],
)
def test_two_columns_of_parties_keep_their_roles(
    headings: str, roles: list[str], read_text: Callable[[str], Reading]
) -> None:
    """Member States that take part are participants; neither column is known by its whole heading.

    Beside the column of the participants others are only concerned, whatever they are called.
    """
    [action] = read_text(f"{FRONT}Proposed action\tLead\t{headings}\n6.1 Parcels\tBE\tMT, EL\tOLAF\n").actions
    assert [*zip(["MT", "EL", "OLAF"], roles, strict=True)] == [
        (each.printed.text, each.role) for each in action.parties
    ]


def test_a_row_right_below_another_begins_with_number_and_title(read_text: Callable[[str], Reading]) -> None:
    """However many words of the title stand in its first line."""
    reading = read_text(
        f"{FRONT}Proposed action            Lead     Performance indicator     Timetable\n"
        "Objective 1: To find\n"
        "6.1 Parcels that come      BE       List of parcels           2013\n"
        "by air\n"
        "6.2 Letters and            MT       List of letters           2014\n"
        "6.3 Boats on the sea       EL       List of boats             2014\n"
        "in winter\n"
    )
    assert [("6.1", "BE"), ("6.2", "MT"), ("6.3", "EL")] == [
        (each.number, each.lead and each.lead.printed.text) for each in reading.actions
    ]


def test_words_stand_left_of_a_heading_in_their_middle(read_text: Callable[[str], Reading]) -> None:
    """So the column begins where they do, and is not empty; one space may part them from those before them."""
    reading = read_text(
        f"{FRONT}   No     Proposed action          Obj.        Lead       Timetable\n"
        "6.1    Parcels by air             O1      BE             2013\n"
        "6.2    Letters by sea             O1, O2  MT             2014\n"
        "6.3    Boats in winter            O2, O3 EL              2014\n"
        "6.4    Sheep in summer            O3      BE             2014\n"
    )
    assert ["BE", "MT", "EL", "BE"] == [each.lead and each.lead.printed.text for each in reading.actions]


def test_an_action_that_was_put_in_has_a_number_of_its_own(read_text: Callable[[str], Reading]) -> None:
    """“6.2 bis” is not action 6.2 once more; a word behind the number may begin the title."""
    reading = read_text(
        f"{FRONT}No\tProposed action\tLead\n6.1\tParcels\tBE\n6.2\tLetters\tMT\n6.2 bis\tScanners\tEL\n"
        "6.2 ter\tDogs\tBE\n6.2a\tBoats\tBE\n6.3 Terminals\tLists\tBE\n"
    )
    assert ["6.1", "6.2", "6.2bis", "6.2ter", "6.2a", "6.3"] == [each.number for each in reading.actions]
    assert ["Parcels", "Letters", "Scanners", "Dogs", "Boats"] == [
        each.title and each.title.text for each in reading.actions[:-1]
    ]
    assert {"action-number-twice", "action-not-read", "action-number-left-out"}.isdisjoint(
        each.code for each in reading.issues
    )


COLUMNS = "No        Proposed action        Lead       Performance indicator    Timetable\n"


def told(action: Action) -> tuple[str | None, str | None, str | None, list[str]]:
    """The number, title, lead and indicators of an action."""
    indicators = [each.text.text for each in action.indicators]
    return action.number, action.title and action.title.text, action.lead and action.lead.printed.text, indicators


def test_the_rest_of_a_row_above_the_last_one_is_none_of_that(read_text: Callable[[str], Reading]) -> None:
    """A page on which one number stands does not tell that numbers stand in the middle of their rows."""
    reading = read_text(
        f"{FRONT}{COLUMNS}"
        "6.1       Parcels by air         BE         List of parcels          2013\n"
        "6.2       Letters by             MT         List of letters          2014\n"
        f"\f{COLUMNS}"
        "          sea and land                      found at sea\n"
        "6.3       Boats in winter        EL         List of boats            2014\n"
    )
    assert [told(each) for each in reading.actions] == [
        ("6.1", "Parcels by air", "BE", ["List of parcels"]),
        ("6.2", "Letters by sea and land", "MT", ["List of letters found at sea"]),
        ("6.3", "Boats in winter", "EL", ["List of boats"]),
    ]
    assert not [issue for issue in reading.issues if issue.code == "cell-suspect"]


def test_a_number_with_words_opens_a_row_right_below_another(read_text: Callable[[str], Reading]) -> None:
    """“6.1 bis” or “Action 6.2” at the left, the title far from it."""
    reading = read_text(
        f"{FRONT}No          Proposed action        Lead       Performance indicator\n"
        "6.1         Parcels by air         BE         List of parcels\n"
        "6.1 bis     Letters by sea         MT         List of letters\n"
        "Action 6.2  Boats in winter        EL         List of boats\n"
    )
    assert [told(each) for each in reading.actions] == [
        ("6.1", "Parcels by air", "BE", ["List of parcels"]),
        ("6.1bis", "Letters by sea", "MT", ["List of letters"]),
        ("6.2", "Boats in winter", "EL", ["List of boats"]),
    ]


@pytest.mark.parametrize(
    ("line", "indicator", "timetable", "is_told"),
    [
        ("List of all men          2013", "List of all men", "2013", False),
        ("List of all men seen as  2013", "List of all men seen as", "2013", False),
        # either word may be the first one of the timetable
        ("List of all men found 1st quarter", "List of all men found 1st", "quarter", True),
        # a word stands left of the timetable, and goes on into it or far beyond its beginning
        ("List of the red boat seen", "List of the red boat seen", None, True),
        ("List of the red boat midsummer and later", "List of the red boat", "midsummer and later", True),
    ],
)
def test_two_cells_that_one_space_may_part_are_told(
    line: str, indicator: str, timetable: str | None, is_told: bool, read_text: Callable[[str], Reading]
) -> None:
    """A line that is shifted to the left leaves no gap between the cells, and its words may be either's."""
    reading = read_text(
        f"{FRONT}{COLUMNS}6.1       Parcels by air         BE         {line}\n"
        + "".join(
            f"6.{at}       Letters by sea         MT         List of letters          2014\n" for at in range(2, 7)
        )
    )
    action = reading.actions[0]
    assert ([indicator], timetable) == (told(action)[3], action.timetable and action.timetable.text)
    suspect = [issue for issue in reading.issues if issue.code == "cell-suspect" and issue.message[:10] == "action 6.1"]
    assert is_told == any("the cell of “indicators”" in issue.message for issue in suspect)


def test_a_number_over_two_lines_of_a_cell_opens_an_action(profile: Profile, lexicon: Lexicon) -> None:
    """Else the whole table would be recovered cell after cell."""
    source = source_of(
        page(
            (50, 20, "Action Plan 2016–2017 on customs cooperation"),
            (50, 60, "ANNEX"),
            *((55, 105, "No"), (105, 105, "Action title"), (305, 105, "Lead")),
            *((55, 125, "Action"), (55, 140, "1"), (105, 125, "Parcels"), (305, 125, "BE")),
            *((55, 165, "Action"), (55, 180, "2"), (105, 165, "Letters"), (305, 165, "MT")),
            tables=[table((50, 100, 300, 400), (100, 120, 160, 200))],
        )
    )
    reading = read(source, profile=profile, lexicon=lexicon)
    assert [("1", "Parcels", "BE"), ("2", "Letters", "MT")] == [
        (each.number, each.title and each.title.text, each.lead and each.lead.printed.text) for each in reading.actions
    ]
    assert ("rules", []) == (reading.table, [each for each in reading.issues if each.code == "words-unread"])


def test_the_number_of_a_sheet_between_pipes_is_no_footer(read_text: Callable[[str], Reading]) -> None:
    """“| No | 6.1 |”, “| No | 6.2 |” counted as pages do, and the document was refused."""
    rows = [
        f"| No | 6.{at} |\n| Title | Parcels {word} |\n| Lead | BE |\n"
        for at, word in enumerate(("by sea", "by air", "by rail"), 1)
    ]
    reading = read_text(FRONT + rows[0].replace("|\n", "|\n|---|---|\n", 1) + "".join(rows[1:]))
    assert ["6.1", "6.2", "6.3"] == [each.number for each in reading.actions]


def test_a_number_that_a_bracket_closes_behind_its_word_is_cited(read_text: Callable[[str], Reading]) -> None:
    """It opened an action in the middle of a row."""
    table = """\
Proposed action                    Lead     Timetable
6.1 To look at cranes (see also    BE       May 2013, or
Action 5.2)                                 June 2013
6.2 To see boats                   MT       2014
"""
    assert [("6.1", "To look at cranes (see also Action 5.2)"), ("6.2", "To see boats")] == [
        (each.number, each.title and each.title.text) for each in read_text(FRONT + table).actions
    ]


@pytest.mark.parametrize("lead", ["BE", ""])
def test_an_index_above_the_table_opens_no_action(lead: str, read_text: Callable[[str], Reading]) -> None:
    """Each action came twice; what only the index says of it is its own."""
    reading = read_text(
        f"{FRONT}No\tTitle\tLead\n6.1\tParcels\tBE\n6.2\tLetters\tMT\n\n"
        f"No\tTitle\tLead\tOutput\n6.1\tParcels\t{lead}\tGuide\n6.2\tLetters\tMT\tFilm\n"
    )
    assert [("6.1", "Parcels", "BE", "Guide"), ("6.2", "Letters", "MT", "Film")] == [
        (
            each.number,
            each.title and each.title.text,
            each.lead and each.lead.printed.text,
            each.indicators[0].text.text,
        )
        for each in reading.actions
    ]
    assert () == reading.coverage.unread


@pytest.mark.parametrize(
    ("label", "numbers"), [("Title", ("1", "2", "3")), ("Measure", ("1", "2", "3")), ("Action", ("6.1", "6.2", "6.3"))]
)
def test_a_figure_before_the_title_of_a_sheet_is_its_number(
    label: str, numbers: Sequence[str], read_text: Callable[[str], Reading]
) -> None:
    """The heading of titles stands beside it; such a figure opened no sheet, and all its cells were lost."""
    titles = ["To look at cranes", "To see boats", "To open parcels"]
    sheets = (
        f"{label}\t{number} {title}\nReasons\tGoods are hidden.\nLead\tMT\n"
        for number, title in zip(numbers, titles, strict=True)
    )
    actions = read_text(FRONT + "\n".join(sheets)).actions
    assert [(*each, "Goods are hidden.", "MT") for each in zip(numbers, titles, strict=True)] == [
        (
            each.number,
            each.title and each.title.text,
            each.terms and each.terms.text.text,
            each.lead and each.lead.printed.text,
        )
        for each in actions
    ]
