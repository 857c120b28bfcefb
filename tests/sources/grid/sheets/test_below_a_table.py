"""Sheets that stand below a table: further actions of one plan, each with its headings beside or above its values."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ccwp_kg.sources.records.records import Reading

FRONT = "Sixth Action Plan (1.1.2013–30.6.2014) to implement the revised strategy for customs cooperation\n\nANNEX\n\n"
HEADS = ["Action", "Deliverables", "Benefits", "Leader", "Duration", "Bodies involved"]
ROWS = [
    ["6.1 To open a door", "A key", "Fresh air", "BE", "May 2013", "OLAF"],
    ["6.2 To close a gate", "A lock", "Less noise", "MT", "June 2013", "Europol"],
    ["6.3 To mend a fence", "A nail", "No more holes", "EL", "July 2013", "Frontex"],
]
BOX = "Doors are shut since 2010."
SHEETS = {
    "6.4": ["To paint a wall", "A brush", "Colour", "BE", "August 2013", "CEPOL"],
    "6.5": ["To lay a path", "A stone", "Dry feet", "MT", "May 2014", "COM"],
}
SHEET_HEADS = ["Title", *HEADS[1:], "Rationale"]


def told(reading: Reading) -> list[list[str | None]]:
    return [
        [
            f"{each.number} {each.title and each.title.text}",
            *(one.text.text for one in (*each.indicators, *each.outcomes)),
            each.lead and each.lead.printed.text,
            each.timetable and each.timetable.text,
            *(party.printed.text for party in each.parties),
            each.terms and each.terms.text.text,
        ]
        for each in reading.actions
    ]


def by_delimiter(delimiter: str, edge: str, rule: str, word: str) -> str:
    def line(cells: list[str]) -> str:
        return f"{edge}{delimiter.join(cells)}{edge}\n"

    table = line(HEADS) + rule.format("---|" * len(HEADS))
    table += "".join(line(row) + line([f"Rationale: {BOX}", *[""] * 5 * bool(edge)]) for row in ROWS)
    sheets = ""
    for number, values in SHEETS.items():
        pairs = zip(SHEET_HEADS, [*values, BOX], strict=True)
        sheets += f"\n{word}Action {number}\n\n" + (line([" ", " "]) + rule.format("---|" * 2) if rule else "")
        sheets += "".join(line(list(pair)) for pair in pairs)
    return table + sheets


def by_paragraphs() -> str:
    rows = [each for row in ROWS for each in (*row[0].split(" ", 1), *row[1:], f"Rationale\n{BOX}")]
    sheets = list[str]()
    for number, values in SHEETS.items():
        pairs = zip(SHEET_HEADS, [*values, BOX], strict=True)
        sheets += [f"Action {number}", *(each for pair in pairs for each in pair)]
    return "\n\n".join([*HEADS, *rows, *sheets])


@pytest.mark.parametrize(
    "table",
    [by_delimiter("|", "|", "|{}\n", "### "), by_delimiter("\t", "", "", ""), by_paragraphs()],
    ids=["markdown", "tabs", "paragraphs"],
)
def test_sheets_below_a_table_are_further_actions(table: str, read_text: Callable[[str], Reading]) -> None:
    reading = read_text(FRONT + table + "\n")
    expected = [[*row, BOX] for row in ROWS]
    expected += [[f"{number} {values[0]}", *values[1:], BOX] for number, values in SHEETS.items()]
    assert expected == told(reading)
    assert () == reading.coverage.unread
