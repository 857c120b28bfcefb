"""Text in reading order has the cells of a row one after another, and tears apart what stands side by side."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest

from ccwp_kg.sources.layout.headings import labels_of
from ccwp_kg.sources.profile.profile import Profile
from ccwp_kg.sources.records.records import Action, Reading

FRONT = "Draft Sixth Action Plan (1.1.2013–30.6.2014)\n\nIt begins.\n\nANNEX\n\n"
Read = Callable[[str], Reading]


def actions_of(table: str, read_text: Read) -> list[Action]:
    """The actions of a table whose cells are given in a line each, "/" being a line end inside of one."""
    return list(read_text(FRONT + table.strip().replace("\n", "\n\n").replace(" / ", "\n") + "\n").actions)


def cells_of(action: Action) -> list[object]:
    return [
        action.title and action.title.text,
        action.lead and action.lead.printed.text,
        [each.printed.text for each in action.parties if each.role == "concerned"],
        [each.text.text for each in action.indicators],
    ]


TORN = """
Proposed action
Lead
Partners
6.1
Letters in spring
Malta
Belgium, Europol
Report on letters
6.2
Parcels in autumn
Belgium
Greece, Malta
Report on parcels
6.3
Boats in winter
Greece
OLAF
Report on boats
Performance indicator
"""


def test_headings_that_stand_once_are_those_of_one_row(read_text: Read) -> None:
    """The last one stands behind all words; still its column is the last, and no row has headings of its own."""
    assert [cells_of(action) for action in actions_of(TORN, read_text)] == [
        ["Letters in spring", "Malta", ["Belgium", "Europol"], ["Report on letters"]],
        ["Parcels in autumn", "Belgium", ["Greece", "Malta"], ["Report on parcels"]],
        ["Boats in winter", "Greece", ["OLAF"], ["Report on boats"]],
    ]


def test_what_stands_below_the_heading_of_a_box_is_in_it(read_text: Read) -> None:
    """Not in the row whose number follows without a blank line."""
    table = """
Proposed action
Lead
6.1 / Letters in spring
Malta
Terms of reference / Letters are small. / 6.2 / Parcels in autumn
Belgium
Terms of reference / Parcels are large.
"""
    actions = actions_of(table, read_text)
    assert [action.terms and action.terms.text.text for action in actions] == [
        "Letters are small.",
        "Parcels are large.",
    ]
    assert [action.title and action.title.text for action in actions] == ["Letters in spring", "Parcels in autumn"]


@pytest.mark.parametrize(
    "printed",
    [
        "- Belgium\n- Report on letters\n- Europol\n- Report on stamps\n- Greece",
        "- Belgium / - Europol\n- Report on letters\n- Greece\n- Report on stamps",
    ],
    ids=["line by line", "two at first"],
)
def test_parties_beside_another_list_are_one_cell(printed: str, read_text: Read) -> None:
    """What only names parties, Member States among them, is of their column, though lines of the next stand between."""
    first = f"6.1\nLetters in spring\nMalta\n{printed}\n"
    rows = first + first.replace("6.1", "6.2").replace("Malta", "Greece")
    action = actions_of(f"Proposed action\nLead\nPartners\nPerformance indicator\n{rows}", read_text)[0]
    assert cells_of(action)[:3] == ["Letters in spring", "Malta", ["Belgium", "Europol", "Greece"]]
    assert not any("Greece" in each.text.text or "Europol" in each.text.text for each in action.indicators)


def test_items_without_marks_begin_where_a_line_had_room(read_text: Read) -> None:
    wide = "Report on all that was found in letters of the spring"
    rows = f"6.1\nLetters\nMalta\nOLAF\n{wide} / and in parcels / Atlas of rivers\n"
    rows += f"6.2\nParcels\nGreece\nOLAF\n{wide} / and on boats\n"
    first, second = actions_of(f"Proposed action\nLead\nPartners\nPerformance indicator\n{rows}", read_text)
    assert [each.text.text for each in first.indicators] == [f"{wide} and in parcels", "Atlas of rivers"]
    assert [each.text.text for each in second.indicators] == [f"{wide} and on boats"]


DENSE = """No Action Leader Partners Timetable Performance
indicators
6.1
Letters that come
in spring
Malta Belgium;
Europol
June 2013
(1) Report on
letters
(2) Atlas
6.2
Parcels
Belgium - Greece
- OLAF
May 2014
- Report on parcels
- List of boats"""


def test_cells_without_blank_lines_are_told_apart(read_text: Read) -> None:
    """By marks and capitals, by the Member State before other parties; all headings are known."""
    first, second = read_text(f"{FRONT}{DENSE}\n").actions
    letters = ["Letters that come in spring", "Malta", ["Belgium", "Europol"], ["Report on letters", "Atlas"]]
    assert cells_of(first) == letters
    assert cells_of(second) == ["Parcels", "Belgium", ["Greece", "OLAF"], ["Report on parcels", "List of boats"]]
    assert [action.timetable and action.timetable.text for action in (first, second)] == ["June 2013", "May 2014"]


DENSER = """Proposed action Performance
indicator
Lead Other concerned
parties
Timetable
6.1
Letters
(1) Report of the Member
States;
(2) Atlas.
BE, EL - COM (OLAF, DG
TAXUD),
- Europol,
- FIU Ring.
by 30 June
2013
6.2
Parcels of
two kinds. - Report on parcels;
- List of boats.
BE EFCA, OLAF
first half of 2014
6.3
Boats
- Report. Malta
- EFCA,
- OLAF.
June 2013
– May 2014
6.4
Long trips. (1) Atlas;
(2) Report. MT - Eurojust,
- OLAF.
May 2014"""


def test_headings_and_cells_that_share_lines_are_told_apart(read_text: Read) -> None:
    """Headings over lines in which others begin; lists and the states that lead, behind a stop or one another."""
    actions = read_text(f"{FRONT}{DENSER}\n").actions
    assert [cells_of(action) for action in actions] == [
        [
            "Letters",
            "BE, EL",
            ["COM (OLAF, DG TAXUD)", "Europol", "FIU Ring"],
            ["Report of the Member States", "Atlas"],
        ],
        ["Parcels of two kinds", "BE", ["EFCA", "OLAF"], ["Report on parcels", "List of boats"]],
        ["Boats", "Malta", ["EFCA", "OLAF"], ["Report"]],
        ["Long trips", "MT", ["Eurojust", "OLAF"], ["Atlas", "Report"]],
    ]
    times = ["by 30 June 2013", "first half of 2014", "June 2013 – May 2014", "May 2014"]
    assert [action.timetable and action.timetable.text for action in actions] == times


@pytest.mark.parametrize(
    ("headings", "line"),
    [
        (["No", "Action", "Leader", "Partners"], "No Action Leader Partners"),
        (["Proposed action", "Lead", "Strategic"], "Proposed action Lead Strategic"),
        ([], "No Action"),
        ([], "Action leader"),
        ([], "Lead Strategic"),
        ([], "Action Lead and others"),
        (["Proposed action", "Lead", "Parties concerned"], "Proposed action Lead Parties concerned"),
        (["Lead", "Strategic"], "Lead Strategic\nobjectives"),
        ([], "Lead Strategic\naims of all"),
    ],
)
def test_headings_in_one_line(headings: list[str], line: str, profile: Profile) -> None:
    """As many as there are; the last may go on below, one of two where that ends it. A number alone is no heading."""
    line, _, below = line.partition("\n")
    places = labels_of(profile, "").sequence(line, below)
    assert [line[start:end].strip() for start, end in pairwise((0, *places, len(line))) if places] == headings


def test_a_heading_that_names_no_column_is_told_with_the_actions(read_text: Read) -> None:
    """Its cells are in no order that is known; behind the headings of every page it stands again."""
    heads = "Proposed action\nLead\nPartners\nFunding\n"
    rows = ["6.1\nLetters in spring\nMalta\nOLAF\nEU budget\n", "6.2\nParcels in autumn\nBelgium\nEuropol\nEU budget\n"]
    text = FRONT + (heads + rows[0] + "\f" + heads + rows[1]).replace("\n", "\n\n")
    told = [each.message for each in read_text(text).issues if each.code == "heading-unknown"]
    place = "“Funding” of action 6.1, action 6.2"
    assert {f"words among the headings name no column, and their cells may stand in others: {place}"} == set(told)
    known = [each.code for each in read_text(text.replace("Funding", "Performance indicator")).issues]
    assert "heading-unknown" not in known
