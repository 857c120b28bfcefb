"""Fiches: actions with headings and labelled values of their own, below a table that gives an overview of them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ccwp_kg.sources.records.records import Reading

FRONT = "Sixth Action Plan (1.1.2013–30.6.2014) to implement the revised strategy for customs cooperation\n\nANNEX\n\n"
OVERVIEW = """  No    Title                  Lead

  6.1   To open a door         BE
  6.2   To close a gate        MT
{more}"""
FICHE = """Action {number} – {title}
Lead: {lead}
Duration: 2013
Reasons and scope: Doors are shut since 2010, and nobody has the key
to them.
Activities and deliverables:
– A key;
– A lock.
State of play: {state}
"""


def plan(more: str = "", *, section: str = "Gates and fences\n") -> str:
    first = FICHE.format(number="6.1", title="To open a door", lead="BE", state="not started")
    second = FICHE.format(number="6.2", title="To close a gate", lead="MT", state="ended")
    return f"{FRONT}{OVERVIEW.format(more=more)}\nFiches\n\n{first}{section}{second}"


def told(reading: Reading) -> list[list[str]]:
    return [
        [
            each.number,
            *(found.text for found in (each.title, each.lead and each.lead.printed, each.status) if found is not None),
            *(one.text.text for one in each.indicators),
        ]
        for each in reading.actions
    ]


READ = [
    ["6.1", "To open a door", "BE", "not started", "A key", "A lock"],
    ["6.2", "To close a gate", "MT", "ended", "A key", "A lock"],
]


@pytest.mark.parametrize("section", ["Gates and fences\n", "\nGates and fences\n\n", ""])
def test_each_action_is_that_of_its_fiche(section: str, read_text: Callable[[str], Reading]) -> None:
    """No value holds the heading of the section behind it, nor the label that most fiches have and no list."""
    reading = read_text(plan(section=section))
    assert told(reading) == READ
    texts = [each.terms.text.text for each in reading.actions if each.terms is not None]
    assert texts == ["Doors are shut since 2010, and nobody has the key to them."] * 2


def test_a_table_with_actions_that_have_no_fiche_is_no_overview(read_text: Callable[[str], Reading]) -> None:
    assert "6.3" in {each.number for each in read_text(plan("  6.3   To mend a fence        EL\n")).actions}


@pytest.mark.parametrize("value", ["work goes on;\nNo end is near", "work goes on\nand on", "– one\n– Two"])
def test_a_value_goes_on_in_its_next_line(value: str, read_text: Callable[[str], Reading]) -> None:
    reading = read_text(plan(section="").replace("not started", value))
    assert " ".join(value.split()) == next(each.status.text for each in reading.actions if each.status is not None)
