"""Sheets in text that lost its lines: each heading keeps its value, known or not, torn or not."""

from __future__ import annotations

import contextlib
from collections.abc import Callable

import pytest

from ccwp_kg.errors import UnreadableDocument
from ccwp_kg.sources.records.records import Reading

FRONT = "Sixth Action Plan (1.1.2013–30.6.2014) to implement the revised strategy for customs cooperation\n\nANNEX\n\n"
FIRST = """Action 6.1

Title Small parcels
Strategic
objective

3. To find what is hidden in any of the parcels that cross a border of the Union
2. To be quick

Deliverables List of parcels
Report adopted by the CCWP
Rationale and scope Parcels are small. Results are kept
by the authorities.

Lead

BE

Other concerned COM (DG TAXUD), Europol
parties

Costs of travel None

"""
SECOND = """Action 6.2

Title Large parcels
Strategic objective
2. To be quick

Deliverables A guide
Rationale and scope Parcels are large.

Lead MT
Other concerned
parties

OLAF
Costs of travel EUR 5
"""


def test_headings_and_values_are_parted(read_text: Callable[[str], Reading]) -> None:
    reading = read_text(FRONT + FIRST + SECOND)
    assert reading.table == "sheets"
    first, second = reading.actions
    assert (first.title and first.title.text) == "Small parcels"
    assert ["To find what is hidden in any of the parcels that cross a border of the Union", "To be quick"] == [
        each.wording.text for each in first.objectives
    ]
    assert ["List of parcels", "Report adopted by the CCWP"] == [each.text.text for each in first.indicators]
    assert (first.terms and first.terms.text.text) == "Parcels are small. Results are kept by the authorities."
    assert [["organisation/com", "organisation/dg-taxud"], ["organisation/europol"]] == [
        [leaf.target for leaf in party.leaves] for party in first.parties
    ]
    assert [("BE", "None"), ("MT", "EUR 5")] == [
        (each.lead and each.lead.printed.text, each.others[0].text.text) for each in (first, second)
    ]
    assert {"Costs of travel"} == {each.others[0].heading.text for each in (first, second)}
    assert [] == [each for each in reading.issues if each.code == "words-unread"]


def test_a_title_stands_behind_the_number(read_text: Callable[[str], Reading]) -> None:
    """Without this form of a sheet all of its values were those of the column that was named last."""
    first = FIRST.replace("Action 6.1\n\nTitle Small parcels", "Action 6.1 – To see\nsmall parcels")
    second = SECOND.replace("Action 6.2\n\nTitle Large parcels", "Action 6.2 – To see large parcels")
    reading = read_text(FRONT + first + second)
    assert reading.table == "sheets"
    titles = ["To see small parcels", "To see large parcels"]
    assert titles == [each.title and each.title.text for each in reading.actions]
    assert ["BE", "MT"] == [each.lead and each.lead.printed.text for each in reading.actions]


@pytest.mark.parametrize(
    "text",
    [
        f"{FIRST}Action 6.2\nAction 6.3\n",  # numbers with nothing behind them
        FIRST,  # a single sheet shows no heading that others have
        FIRST.replace("Title Small", "To see small") + SECOND.replace("Title Large", "To see large"),  # titles
        "Action 6.1\n\nParcels\n\nLead\n\nBE\n\nAction 6.2\n\nLetters\n\nLead\n\nMT\n",  # one known heading
        "".join(f"Action 6.{at}\n\nTitle\n\nLead\n\nDeliverables\n\nParcels\n\nMT\n\nA list\n\n" for at in (1, 2)),
    ],
)
def test_what_is_no_sheet(text: str, read_text: Callable[[str], Reading]) -> None:
    with contextlib.suppress(UnreadableDocument):
        assert "sheets" != read_text(FRONT + text).table
