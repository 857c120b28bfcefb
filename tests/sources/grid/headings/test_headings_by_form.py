"""Headings that no list has: where they stand shows what they are, and each cell is kept under its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from ccwp_kg.sources.grid.headings_by_form import headings_by_form, repeated_headings, row_of_headings
from ccwp_kg.sources.layout.headings import folded
from ccwp_kg.sources.profile.profile import Lexicon, Profile
from ccwp_kg.sources.reading import read
from ccwp_kg.sources.records.records import Reading
from support.formats.printed_pages import page, source_of, table

HEADS = ("How it is called", "Wish of the services", "Paper at hand", "Friends at sea", "Money from")
CELLS = [
    ("Parcels by night", "Fewer go by unseen", "Note of two pages", "A shipping line", "None so far"),
    ("Boats on rivers", "Skippers answer calls", "Map of moorings", "A harbour", "The port"),
    ("Dogs and banknotes", "Dogs find more", "List of kennels", "A kennel club", "Two ministries"),
]
TITLE = "Sixth Action Plan (1.1.2013–30.6.2014) to implement the revised strategy for customs cooperation"


def sheets(row: str) -> str:
    """The plan with a sheet for each action, of rows in a pattern."""
    parts = (
        f"Action 6.{number}\n\n" + "\n".join(row.format(head, cell) for head, cell in zip(HEADS, cells, strict=True))
        for number, cells in enumerate(CELLS, 1)
    )
    return f"{TITLE}\n\nANNEX\n\n" + "\n\n".join(parts) + "\n"


@pytest.mark.parametrize("row", ["{}\t{}", "| {} | {} |", "{:24}{}"], ids=["tabs", "pipes", "columns"])
def test_each_cell_of_a_text_is_kept_under_its_own_heading(row: str, read_text: Callable[[str], Reading]) -> None:
    assert kept(read_text(sheets(row))) == [*map(list, CELLS)]


def test_each_cell_of_a_ruled_table_is_kept_under_its_own_heading(profile: Profile, lexicon: Lexicon) -> None:
    lines, tables, top = [(50.0, 50.0, TITLE), (50.0, 70.0, "ANNEX")], [], 100.0
    for number, cells in enumerate(CELLS, 1):
        lines.append((50.0, top, f"Action 6.{number}"))
        edges = [top + 15 + 20 * at for at in range(len(HEADS) + 1)]
        for at, each in enumerate(zip(HEADS, cells, strict=True)):
            lines += [(x, edges[at] + 5, words) for x, words in zip((55.0, 255.0), each, strict=True)]
        tables.append(table((50, 250, 550), edges))
        top = edges[-1] + 20
    reading = read(source_of(page(*lines, tables=tables)), profile=profile, lexicon=lexicon)
    assert kept(reading) == [*map(list, CELLS)]


def kept(reading: Reading) -> list[list[str]]:
    """What each action keeps under its headings, or as the value of a field."""
    found = []
    for action in reading.actions:
        printed = {entry.heading.text: entry.text.text for entry in action.others}
        printed |= {HEADS[0]: action.title.text} if action.title else {}
        found.append([printed.get(head, "") for head in HEADS])
    return found


SHEET = [["Name", "one"], ["Why", "two"], ["Whose", "three"], ["Wherefrom", "four"]]
ROWS: list[tuple[list[Sequence[str]], set[str]]] = [
    ([*SHEET, *SHEET, *SHEET], {"name", "why", "whose", "wherefrom"}),
    ([*SHEET, *SHEET], set()),  # two sheets may be chance
    ([*SHEET[:3], *SHEET[:3], *SHEET[:3]], set()),  # so may three headings
    ([[head, cell] for head, cell in SHEET for _ in range(3)], set()),  # each heads the rows of a group
    ([*SHEET, *SHEET, *SHEET, *([f"Row {n}", "more"] for n in range(20))], set()),  # most rows begin otherwise
    ([[f"{head} so.", cell] for head, cell in (*SHEET, *SHEET, *SHEET)], set()),  # sentences
    ([[head] for head, _ in (*SHEET, *SHEET, *SHEET)], set()),  # nothing stands beside them
]


@pytest.mark.parametrize(("rows", "found"), ROWS)
def test_headings_are_what_most_rows_of_most_sheets_begin_with(rows: list[Sequence[str]], found: set[str]) -> None:
    assert found == repeated_headings(rows)


HEAD = ["No.", "Wish", "Paper at hand", "Friends"]
NUMBERED = [[str(n), "One", "Two", "Three"] for n in (1, 2, 3)]
ABOVE: list[tuple[list[Sequence[str]], Sequence[str]]] = [
    ([HEAD, *NUMBERED], HEAD),
    ([["About", "", "Whom", "", "", "When", "Where"], HEAD, *NUMBERED], HEAD),  # the lower of two rows
    ([HEAD, ["Group of parcels"], *NUMBERED], HEAD),
    ([HEAD, *NUMBERED[:2]], ()),  # too few
    ([HEAD[:3], *NUMBERED], ()),
    ([[*HEAD[:3], "Friends since 2011"], *NUMBERED], ()),  # as a row of figures
    ([[*HEAD[:3], "The friends of this."], *NUMBERED], ()),
    ([HEAD, *[["word", "other", "words", "here"]] * 4, *NUMBERED], ()),  # far from the numbers
]


@pytest.mark.parametrize(("rows", "found"), ABOVE)
def test_headings_are_the_row_above_rows_with_numbers(rows: list[Sequence[str]], found: Sequence[str]) -> None:
    assert {folded(each) for each in found} == row_of_headings(rows, is_number=str.isdigit)


@pytest.mark.parametrize("rows", [[HEAD, *NUMBERED], [*SHEET, *SHEET, *SHEET]])
def test_where_lists_have_two_headings_form_tells_nothing(rows: list[Sequence[str]]) -> None:
    """The table that they show is that of the actions; a list of meetings may stand beside it."""
    known = {"Wish", "Friends", "name", "why"}
    assert not headings_by_form(rows, is_known=known.__contains__, is_number=str.isdigit)
    assert headings_by_form(rows, is_known={"Wish", "why"}.__contains__, is_number=str.isdigit)


@pytest.mark.parametrize("row", ["{}\t{}\t{}\t{}", "| {} | {} | {} | {} |"], ids=["tabs", "pipes"])
def test_each_cell_of_a_row_is_kept_under_its_own_heading(row: str, read_text: Callable[[str], Reading]) -> None:
    heads = ("No", "How it is called", "Wish of the services", "Paper at hand")
    rows = [row.format(f"6.{number}", *cells[:3]) for number, cells in enumerate(CELLS, 1)]
    reading = read_text("\n".join([TITLE, "", "ANNEX", "", row.format(*heads), *rows, ""]))
    assert [[*cells[:3], "", ""] for cells in CELLS] == kept(reading)
