"""A heading of a section that stands between the actions: it is no word of the action above it, and told."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ccwp_kg.sources.records.records import Reading

FRONT = "Sixth Action Plan (1.1.2013–30.6.2014) to implement the revised strategy for customs cooperation\n\nANNEX\n\n"
HEADS = ("Proposed action", "Lead", "Terms of reference")
ROWS = (("6.1 Parcels", "BE", "Parcels hide things."), ("6.2 Letters", "MT", "Letters are flat."))


def table(section: str, *, row: str, rule: str = "", rows: tuple[tuple[str, ...], ...] = ROWS) -> str:
    first, second = (row.format(*each) for each in rows)
    return "\n".join(filter(None, (row.format(*HEADS), rule, first, section, second)))


def sheets(section: str) -> str:
    """Four actions, each heading above its cell, and more of them than a table has."""
    found = []
    for title, lead, terms in (*ROWS, ("6.3 Boxes", "EL", "Boxes close well."), ("6.4 Bags", "FI", "Bags are soft.")):
        own = ((HEADS[0], title), (HEADS[1], lead), ("Timetable", "June 2013"), ("Other parties", "OLAF"))
        found.append("\n\n".join(part for pair in (*own, (HEADS[2], terms)) for part in pair))
    return "\n\n".join([found[0], section, *found[1:]])


def of_first(reading: Reading) -> list[str | None]:
    action = reading.actions[0]
    terms, lead = action.terms, action.lead
    return [action.title and action.title.text, lead and lead.printed.text, terms and terms.text.text]


@pytest.mark.parametrize("name", ["II. Tools and training", "TOOLS AND TRAINING", "Part B: Tools"])
@pytest.mark.parametrize(
    "form",
    [
        lambda name: table(f"| {name} | | |", row="| {} | {} | {} |", rule="|---|---|---|"),
        lambda name: table(f"{name}\t\t", row="{}\t{}\t{}"),
        lambda name: table(name, row="{}\t{}\t{}"),
        lambda name: table(f"{name}\t\t", row="{}\t{}\t{}", rows=tuple((*row[:2], row[2]) for row in ROWS)),
        sheets,
    ],
)
def test_it_is_no_word_of_the_action_above(
    name: str, form: Callable[[str], str], read_text: Callable[[str], Reading]
) -> None:
    reading = read_text(FRONT + form(name))
    assert ["Parcels", *ROWS[0][1:]] == of_first(reading)
    assert "words-unassigned" in {each.code for each in reading.issues}


def test_it_may_be_a_title_that_goes_on(read_text: Callable[[str], Reading]) -> None:
    """Words below a title may be more of it, unless its box stands between them."""
    reading = read_text(FRONT + table("Customs Files\t\t", row="{}\t{}\t{}"))
    boxed = "Proposed action\tLead\n6.1 Parcels\tBE\nTerms of reference: They hide.\nTOOLS\t\n6.2 Letters\tMT\n"
    of_boxes = read_text(FRONT + boxed)
    assert [1, 0] == [
        sum("column of titles alone" in issue.message for issue in each.issues) for each in (reading, of_boxes)
    ]
    assert ["Parcels", "BE", "They hide."] == of_first(of_boxes)


@pytest.mark.parametrize("heading", ["No", "Code"])
def test_beside_numbers_of_their_own_it_stands_in_their_column(
    heading: str, read_text: Callable[[str], Reading]
) -> None:
    text = f"{heading}\tProposed action\tLead\n6.1\tParcels\tBE\nII. Tools\t\t\n6.2\tLetters\tMT\n"
    reading = read_text(FRONT + text)
    assert ["Parcels", "BE", None] == of_first(reading)
    assert [()] == [action.others for action in reading.actions[:1]]


def test_a_last_item_without_a_stop_is_no_section(read_text: Callable[[str], Reading]) -> None:
    """Only behind a sentence: beside other items a cell ends without one."""
    text = sheets("Smoke").replace("Parcels hide things.", "Parcels hide things")
    assert ["Parcels", "BE", "Parcels hide things Smoke"] == of_first(read_text(FRONT + text))


@pytest.mark.parametrize("row", ["Total\t\t95 500", "Sum of all\tof them\t95 500"])
def test_words_in_the_column_of_numbers_are_of_no_action(row: str, read_text: Callable[[str], Reading]) -> None:
    """A sum went on with the cells of the last action."""
    reading = read_text(f"{FRONT}No\tProposed action\tMoney\n6.1\tParcels\t95 000\n6.2\tLetters\t500\n{row}\n")
    assert [["95 000"], ["500"]] == [[each.text.text for each in action.others] for action in reading.actions]
    assert "words-unassigned" in {each.code for each in reading.issues}


def test_a_line_above_repeated_headings_is_none_of_the_row_above(read_text: Callable[[str], Reading]) -> None:
    """Where places of words tell columns, too, and it is as short as a number."""
    heads = "Code      Proposed action        Lead\n"
    last = "A.2       To open\n          boxes                  MT\n"
    reading = read_text(
        f"{FRONT}A. Goods\n{heads}A.1       To look at parcels     BE\n{last}\n"
        f"B. People\n{heads}B.1       To ask travellers      EL\nB.2       To watch drivers       FI\n"
    )
    assert ["A.1", "A.2", "B.1", "B.2"] == [each.number for each in reading.actions]
    assert [()] * 4 == [each.others for each in reading.actions]


def test_a_further_table_behind_the_last_row_is_none_of_it(read_text: Callable[[str], Reading]) -> None:
    """Its cells went on with those of the last action."""
    table = "No\tProposed action\tLead\tTimetable\n6.1\tParcels\tBE\t2013\n6.2\tLetters\tMT\t2014\n"
    other = "Whom to ask\n\nState\tPerson\tTelephone\nMalta\tMs Borg\t12\n"
    reading = read_text(f"{FRONT}{table}\n{other}")
    last = reading.actions[-1]
    assert ("Letters", "MT", "2014", ()) == (
        last.title and last.title.text,
        last.lead and last.lead.printed.text,
        last.timetable and last.timetable.text,
        last.others,
    )
    assert "words-unassigned" in {each.code for each in reading.issues}
