"""Where the number of an action stands in its row: behind a group, in two lines, before a dash."""

from __future__ import annotations

from collections.abc import Callable

from ccwp_kg.sources.records.records import Reading

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
