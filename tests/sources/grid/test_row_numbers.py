"""Where the number of an action stands in its row: behind a group, in two lines, before a dash."""

from __future__ import annotations

from collections.abc import Callable

from ccwp_kg.sources.profile.profile import Lexicon, Profile
from ccwp_kg.sources.reading import read
from ccwp_kg.sources.records.records import Reading
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


def test_a_dash_behind_the_number_is_no_word_of_the_title(read_text: Callable[[str], Reading]) -> None:
    reading = read_text(
        f"{FRONT}Action 6.1 – Parcels\nLead\tBE\nDeliverables\tList\n"
        "Action 6.2: Letters\nLead\tMT\nDeliverables\tGuide\n"
    )
    assert ["Parcels", "Letters"] == [each.title and each.title.text for each in reading.actions]


def test_two_columns_of_parties_keep_their_roles(read_text: Callable[[str], Reading]) -> None:
    """Member States that take part are participants; neither column is known by its whole heading."""
    [action] = read_text(
        f"{FRONT}Proposed action\tLead\tSupporting Member States\tBodies to be associated\n"
        "6.1 Parcels\tBE\tMT, EL\tOLAF\n"
    ).actions
    assert [("MT", "participant"), ("EL", "participant"), ("OLAF", "concerned")] == [
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
