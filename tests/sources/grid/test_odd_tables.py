"""Whatever a file says of its tables, every word is accounted for and nothing breaks."""

from __future__ import annotations

import json
from dataclasses import replace
from random import Random

import pytest

from ccwp_kg.sources.profile.profile import Lexicon, Profile
from ccwp_kg.sources.reading import read
from ccwp_kg.sources.records.printed import Printed, Table, TableCell, printed_as_json, printed_from_json
from ccwp_kg.sources.records.source_text import SourceText, Span
from support.cases import mostly_slow
from support.formats.printed_pages import page, source_of, table

ACROSS = (50, 200, 300, 400)
FRONT = page(
    (50, 50, "Draft Sixth Action Plan (1.1.2013–30.6.2014) to implement the strategy"),
    (50, 90, "ANNEX"),
    size=(600, 800),
)
ROWS = [("6.1 To look", "FR", "Europol"), ("6.2 To see", "NL", "FRONTEX"), ("6.3 To hear", "BE", "OLAF")]


def printed_plan() -> SourceText:
    """A plan with three rows on two pages, and a sheet on a third."""
    heads = [(55, 105, "Proposed action"), (205, 105, "Lead"), (305, 105, "Other concerned parties")]
    rows = [(x + 5, 125 + 20 * at, words) for at, row in enumerate(ROWS) for x, words in zip(ACROSS, row, strict=False)]
    sheet = [(55, 105, "Action 6.4"), (55, 125, "Lead"), (205, 125, "LU"), (55, 145, "Timetable"), (205, 145, "2013")]
    ruled = table(ACROSS, (100, 120, 140, 160, 180))
    return source_of(
        FRONT,
        page(*heads, *rows, tables=[ruled]),
        page(*rows[:3], tables=[table(ACROSS, (120, 140))]),
        page(*sheet, tables=[table((50, 200, 400), (100, 120, 140, 160))]),
    )


def changed(printed: Printed, random: Random, length: int) -> Printed:
    """The print with some cells left out, moved, or over other words."""
    tables = [list(each.cells) for each in printed.tables]
    for _ in range(random.randrange(1, 6)):
        cells = random.choice(tables)
        at = random.randrange(len(cells))
        match random.randrange(4):
            case 0 if len(cells) > 1:
                cells.pop(at)
            case 1:
                numbers = [random.randrange(4) for _ in range(4)]
                cells[at] = replace(cells[at], row=numbers[0], column=numbers[1], rows=numbers[2], columns=numbers[3])
            case 2:
                start = random.randrange(length - 1)
                cells[at] = replace(cells[at], span=Span(start, random.randrange(start + 1, length)))
            case _:
                random.shuffle(tables)
    ordered = (sorted(cells, key=_place) for cells in tables)
    return replace(printed, tables=tuple(Table(tuple(cells), 1) for cells in ordered))


def _place(cell: TableCell) -> tuple[int, int]:
    return cell.row, cell.column


@pytest.mark.parametrize("seed", mostly_slow(range(8)))
def test_no_table_breaks_the_reader(seed: int, profile: Profile, lexicon: Lexicon) -> None:
    source, random = printed_plan(), Random(seed)
    assert source.printed is not None
    assert [action.number for action in read(source, profile=profile, lexicon=lexicon).actions] == [
        "6.1", "6.2", "6.3", "6.1", "6.4",
    ]  # fmt: skip
    done = 0
    for _ in range(200):
        odd = changed(source.printed, random, len(source.text))
        try:
            kept = printed_from_json(json.loads(printed_as_json(odd, sha256="")), characters=len(source.text))
        except ValueError:  # what stands in no order is not taken
            continue
        reading = read(SourceText.of("odd", source.text, kept), profile=profile, lexicon=lexicon)
        assert reading.coverage.words == len(source.text.split())
        done += 1
    assert done > 20
