"""A row over the table that names a work area of the plan: the actions below it are of that area."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ccwp_kg.build.assemble import source_graph
from ccwp_kg.namespaces import CCWP
from ccwp_kg.rdf.terms import iris
from ccwp_kg.sources.records.records import Reading

FRONT = (
    "Draft Sixth Action Plan (1.1.2013–30.6.2014)\n\nThe actions cover the following work areas:\n\n"
    "- fraud with bags and parcels;\n\n- training of officers who weigh.\n\nANNEX\n\n"
)
TABS = "Action\tTitle\tLead\n{0}\t\t\n6.1\tTo map bags\tBE\n6.2\tTo weigh bags\tMT\n{1}\t\t\n6.3\tTo teach\tFR\n"
PIPES = (
    "| Action | Title | Lead |\n|---|---|---|\n| **{0}** | | |\n| 6.1 | To map bags | BE |\n"
    "| 6.2 | To weigh bags | MT |\n| **{1}** | | |\n| 6.3 | To teach | FR |\n"
)
COLUMNS = (
    "Action   Title           Lead\n\n{0}\n\n6.1      To map bags     BE\n\n6.2      To weigh bags   MT\n\n"
    "{1}\n\n6.3      To teach        FR\n"
)


def areas(reading: Reading) -> list[str | None]:
    return [each.work_area.target if each.work_area is not None else None for each in reading.actions]


@pytest.mark.parametrize("table", [TABS, PIPES, COLUMNS], ids=["tabs", "pipes", "columns"])
@pytest.mark.parametrize(
    "heads",
    [
        ("Fraud with bags and parcels", "Training of officers who weigh"),
        ("Work area 1: fraud with bags and parcels", "2. Training of officers who weigh"),
    ],
)
def test_the_actions_below_a_row_are_of_the_area_that_it_names(
    table: str, heads: tuple[str, str], read_text: Callable[[str], Reading]
) -> None:
    """Its words are no loose ones, whose area would then be “not stated”."""
    reading = read_text(FRONT + table.format(*heads))
    assert [
        "work-area/fraud-with-bags-and-parcels",
        "work-area/fraud-with-bags-and-parcels",
        "work-area/training-of-officers-who-weigh",
    ] == areas(reading)
    assert not [each.message for each in reading.issues if each.code == "words-unassigned"]
    assert not reading.coverage.unread


def test_a_row_that_names_no_area_of_the_plan_is_told(read_text: Callable[[str], Reading]) -> None:
    reading = read_text(FRONT + TABS.format("Fraud with boats", "Training of officers who weigh"))
    assert [None, None, "work-area/training-of-officers-who-weigh"] == areas(reading)
    assert [each.code for each in reading.issues if each.code == "words-unassigned"]


def test_the_area_of_an_action_is_read_from_that_row(read_text: Callable[[str], Reading]) -> None:
    reading = read_text(FRONT + TABS.format("Fraud with bags and parcels", "Training of officers who weigh"))
    facts = source_graph(reading, document=iris.document("six"), plan=iris.plan("six"))
    found = {str(each.subject.value)[-3:]: each for each in facts.triples if each.predicate == CCWP.workArea}
    assert {"6.1", "6.2", "6.3"} == found.keys()
    assert iris.thing("work-area/training-of-officers-who-weigh") == found["6.3"].object
    (passage,) = facts.passages[found["6.3"]]
    assert "Training of officers who weigh" == passage.text
