"""The work areas of actions: the words of a row over the table, or of a cell of their own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ccwp_kg.build.assemble import source_graph
from ccwp_kg.namespaces import CCWP
from ccwp_kg.rdf.terms import iris
from ccwp_kg.sources.records.records import Reading
from ccwp_kg.sources.table.cell_features import WORK_AREA

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


@pytest.mark.parametrize("table", [TABS, PIPES, COLUMNS, TABS.replace("\t\t\n", "\n")])
def test_a_row_may_say_that_it_is_one_of_a_plan_that_lists_none(
    table: str, read_text: Callable[[str], Reading]
) -> None:
    """It is no more words of the cell above it, either."""
    heads = ("Work area A – Fraud with boats", "Work area B – Training")
    reading = read_text(FRONT.replace(FRONT.split("\n\n")[1], "It has two.") + table.format(*heads))
    assert ["work-area/fraud-with-boats"] * 2 + ["work-area/training"] == areas(reading)
    assert ["BE", "MT", "FR"] == [each.lead.printed.text for each in reading.actions if each.lead]


@pytest.mark.parametrize("heads", [("Part A – Boats", "Part B – Teaching"), ("A. Boats", "B. Teaching")])
def test_a_row_may_have_the_letter_of_the_numbers_below_it(
    heads: tuple[str, str], read_text: Callable[[str], Reading]
) -> None:
    """Its words were of no row; where the letters are not those of the numbers, that is told."""
    table = TABS.replace("6.1", "A.1").replace("6.2", "A.2").replace("6.3", "B.1").format(*heads)
    front = FRONT.replace(FRONT.split("\n\n")[1], "It has two.")
    assert ["work-area/boats"] * 2 + ["work-area/teaching"] == areas(read_text(front + table))
    assert [None] * 3 == areas(read_text(front + TABS.format(*heads)))


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


CELLS = (
    "| Action | Title | Lead | Work area | Terms of reference |\n|---|---|---|---|---|\n"
    "| 6.1 | To map bags | BE | {0} | {1} |\n"
    "| 6.2 | To weigh bags | MT | Training of officers who weigh | It is new. |\n"
)


@pytest.mark.parametrize(
    ("cell", "terms", "area", "silence"),
    [
        ("Fraud with bags and parcels", "It is new.", "work-area/fraud-with-bags-and-parcels", None),
        ("1. Fraud with bags and parcels", "It is new.", "work-area/fraud-with-bags-and-parcels", None),
        ("Boats", "It is new.", "work-area/boats", None),
        ("2", "It is new.", None, ("not-understood", "2")),
        ("", "It is new.", None, ("empty-cell", None)),
        ("", "It falls under the work area of fraud.", None, ("not-understood", "falls under the work area of")),
    ],
)
def test_a_cell_tells_the_area_of_its_action(
    cell: str,
    terms: str,
    area: str | None,
    silence: tuple[str, str | None] | None,
    read_text: Callable[[str], Reading],
) -> None:
    """Not understood is the field where words may tell it, and empty only where the cell is."""
    reading = read_text(FRONT + CELLS.format(cell, terms))
    assert [area, "work-area/training-of-officers-who-weigh"] == areas(reading)
    silent = [
        (each.silence, each.place and each.place.text)
        for each in reading.actions[0].silences
        if each.field == WORK_AREA
    ]
    assert ([silence] if silence else []) == silent
    assert not [each for each in reading.actions[1].silences if each.field == WORK_AREA]


def test_the_words_of_an_area_name_the_area_alone(read_text: Callable[[str], Reading]) -> None:
    """A mention within them would stand in a part that nothing describes, and the plan could not be added."""
    reading = read_text(FRONT + CELLS.format("Work with Europol", "It is new."))
    assert "work-area/work-with-europol" == areas(reading)[0]
    assert WORK_AREA not in {each.field for each in reading.actions[0].mentions}


def test_an_area_that_only_a_cell_names_is_described(read_text: Callable[[str], Reading]) -> None:
    """The words of the first cell name it, in a small letter: another plan may list it so, and a thing has one name."""
    reading = read_text(FRONT + CELLS.format("Boats", "It is new."))
    facts = source_graph(reading, document=iris.document("six"), plan=iris.plan("six"))
    names = {str(each.object) for each in facts.triples if each.subject == iris.thing("work-area/boats")}
    assert '"boats"@en' in names
    assert str(CCWP.WorkArea) in names


@pytest.mark.parametrize(
    ("head", "within", "expected"),
    [
        (
            "Fraud with boats",
            "",
            [(None, "Fraud with boats")] * 2 + [("work-area/training-of-officers-who-weigh", None)],
        ),
        # the row over 6.3 became the last line of the cell above it
        (
            "Fraud with bags and parcels",
            "Training of officers who weigh",
            [("work-area/fraud-with-bags-and-parcels", None)] * 2 + [(None, "Training of officers who weigh")],
        ),
    ],
)
def test_an_area_under_a_row_that_may_name_another_is_not_understood(
    head: str, within: str, expected: list[tuple[str | None, str | None]], read_text: Callable[[str], Reading]
) -> None:
    over = "" if within else "Training of officers who weigh\t\t\n"
    cell = f"MT\n\t{within}\t" if within else "MT"
    table = (
        f"Action\tTitle\tLead\n{head}\t\t\n6.1\tTo map bags\tBE\n6.2\tTo weigh bags\t{cell}\n{over}6.3\tTo teach\tFR\n"
    )
    reading = read_text(FRONT + table)
    places = [
        next((each.place.text for each in action.silences if each.field == WORK_AREA and each.place), None)
        for action in reading.actions
    ]
    assert expected == list(zip(areas(reading), places, strict=True))
