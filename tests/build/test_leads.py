"""Member States that lead actions, by a column or by terms of reference: what is read of them keeps every rule."""

import re
from pathlib import Path

import pytest

from support.commands import call_command

PLAN = """Sixth Action Plan (1.1.2013–30.6.2014) to implement the revised strategy for customs cooperation

At its meetings on 18 February and 24 March 2012 the CCWP endorsed the plan.

ANNEX

Proposed action\tStrategic objective\tPerformance indicator\tPossible outcome{heading}
6.1 To examine parcels\tTo find what is hidden\tReport adopted by the CCWP\tFewer parcels are lost{cell}
Terms of reference: Parcels are small.{terms}
"""
LED = [
    ("\tLead", "\tGermany, PL", "", ["DEU", "POL"]),
    ("", "", " Germany will lead this action.", ["DEU"]),
]


def test_the_stroke_of_a_number_is_none_of_its_address(checkout: Path) -> None:
    """The number and the name of the action have it as printed; in an address it would begin another step."""
    plan = PLAN.replace("6.1", "6/1") + "6/2 To examine letters\tTo find what is hidden\tReport\tFewer are lost\n"
    (checkout / "plan.txt").write_text(plan.format(heading="", cell="", terms=" It is new."), encoding="utf-8")
    words = ["plan.txt", "--plan", "6", "--document", "st-9-2012", "--accept-problems"]
    told = call_command("read", *words, root=checkout)
    assert told.stdout.startswith("To be added: nothing stands against it"), told.stdout[:2000] + told.stderr
    turtle = call_command("read", "plan.txt", "--format", "turtle", root=checkout).stdout
    action = re.search(r"6/action/6-1>\n.*?\n\.", turtle, re.S)
    assert action is not None
    assert re.search(r'ccwp:actionNumber "6/1"', action[0])
    assert '"Action 6/1"@en' in action[0]


@pytest.mark.parametrize(("heading", "cell", "terms", "states"), LED)
def test_nothing_stands_against_an_action_with_a_lead(
    heading: str, cell: str, terms: str, states: list[str], checkout: Path
) -> None:
    """What is said of each state has characters of its own, in the entry that names it."""
    (checkout / "plan.txt").write_text(PLAN.format(heading=heading, cell=cell, terms=terms), encoding="utf-8")
    words = ["plan.txt", "--plan", "6", "--document", "st-9-2012", "--accept-problems"]
    told = call_command("read", *words, root=checkout)
    assert told.stdout.startswith("To be added: nothing stands against it"), told.stdout[:2000] + told.stderr
    turtle = call_command("read", "plan.txt", "--format", "turtle", root=checkout).stdout
    entry = re.search(r"6/action/6.1/lead/1>\n.*?\n\.", turtle, re.S)
    assert states == [state for state in ("DEU", "POL") if entry and f"country:{state}" in entry[0]]
