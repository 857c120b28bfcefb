"""Cells of ruled tables stand under the headings of their columns, on every page, whatever spans or breaks them."""

from __future__ import annotations

import re
from dataclasses import replace

from ccwp_kg.sources.grid.grid import Grid
from ccwp_kg.sources.grid.headings import Headings
from ccwp_kg.sources.grid.rules import grid_by_rules
from ccwp_kg.sources.intake.pdf_pages import PdfPage, open_ends, without_frames
from ccwp_kg.sources.records.printed import Box
from ccwp_kg.sources.records.source_text import Span
from support.formats.printed_pages import page, source_of, table

KNOWN = {"Action": "title", "Lead": "lead", "Other parties": "parties", "Goals": "goals", "Reasons": "box"}
ACROSS = (50, 200, 300, 400)


def grid_of(*pages: PdfPage) -> tuple[Grid | None, str]:
    source = source_of(*pages)
    assert source.printed is not None
    headings = Headings(
        column_of=KNOWN.get,
        begins=lambda words: any(known.startswith(words) for known in KNOWN),
        opens_box=lambda words: words.startswith("Reasons"),
        is_number=lambda words: re.match(r"(Action )?\d\.\d", words) is not None,
    )
    lines = [Span(*line.span()) for line in re.finditer(r"\S(?:.*\S)?", source.text)]
    return grid_by_rules(source.text, lines, printed=source.printed, headings=headings, box="box"), source.text


def rows_of(*pages: PdfPage) -> list[str | list[str]]:
    """The rows: one of headings as one text, any other as the printed words of its cells."""
    grid, text = grid_of(*pages)
    assert grid is not None
    return [
        " | ".join(cell.printed(text) for cell in row) if is_heading else [cell.printed(text) for cell in row]
        for is_heading, row in grid.rows()
    ]


HEAD = [(55, 105, "Action"), (205, 105, "Lead"), (305, 105, "Other parties")]


def test_a_row_goes_on_in_a_table_on_the_next_page() -> None:
    """With headings repeated there or without: the first cell is empty, so the row is the one before."""
    first = page(
        *HEAD,
        (55, 125, "5.1"),
        (55, 140, "To look"),
        (205, 125, "FR"),
        (305, 125, "Europol"),
        tables=[table(ACROSS, (100, 120, 160))],
    )
    bare = page((55, 45, "further"), (305, 45, "Frontex"), tables=[table(ACROSS, (40, 60))])
    headed = page(*[(x, 45, words) for x, _, words in HEAD], (55, 65, "away"), tables=[table(ACROSS, (40, 60, 80))])
    assert rows_of(first, bare, headed) == [
        "Action | Lead | Other parties",
        ["5.1 To look", "FR", "Europol"],
        ["further", "", "Frontex"],
        "Action | Lead | Other parties",
        ["away", "", ""],
    ]


def test_the_last_row_of_a_page_goes_on_in_a_box_on_the_next() -> None:
    """Over all columns; another box is a frame around words, and no table is made of it."""
    box = [Box(50, 460, 400, 480)]
    first = page(
        *HEAD,
        (55, 445, "5.1"),
        (205, 445, "FR"),
        (55, 465, "Reasons are"),
        tables=[table(ACROSS, (100, 440, 460, 480), joined=box)],
    )

    def apart(*across: float, top: float) -> frozenset[int]:
        more = page((55, top + 5, "many."), tables=[table(across, (top, top + 20))])
        grid, text = grid_of(*without_frames([first, more]))
        assert grid is not None
        assert [cell.printed(text) for cell in grid.cells if cell.row == 3] == ["many."]
        return grid.apart

    assert apart(50, 400, top=40) == frozenset()
    assert [apart(50, 300, top=40), apart(50, 400, top=300)] == [{3}, {3}]


def test_the_last_row_of_a_sheet_goes_on_beside_an_empty_cell() -> None:
    across = (50, 200, 400)
    first = page(
        *[(55, at, words) for at, words in ((405, "Action"), (425, "Lead"), (445, "Reasons"))],
        *[(205, at, words) for at, words in ((405, "To look"), (425, "FR"), (445, "They are"))],
        tables=[table(across, (400, 420, 440, 460))],
    )
    more = page((205, 45, "many."), tables=[table(across, (40, 60))])
    assert rows_of(first, more) == [["Action", "To look"], ["Lead", "FR"], ["Reasons", "They are many."]]


def test_a_heading_over_two_columns_takes_the_cells_of_both() -> None:
    """The number stands in a column of its own under the heading of the title; a cell over two columns is unsure."""
    across = (50, 80, 200, 300, 400)
    grid, text = grid_of(
        page(
            *HEAD,
            (55, 125, "5.1"),
            (85, 125, "To look"),
            (205, 125, "FR"),
            (85, 145, "To see"),
            (205, 145, "both"),
            tables=[table(across, (100, 120, 140, 160), joined=[Box(50, 100, 200, 120), Box(200, 140, 400, 160)])],
        )
    )
    assert grid is not None
    rows = [[cell.printed(text) for cell in row] for is_heading, row in grid.rows() if not is_heading]
    assert rows == [["5.1 To look", "FR", ""], ["To see", "both"]]
    assert grid.unsure == {(2, 1), (2, 2)}


def test_a_paragraph_ends_where_the_next_word_had_room() -> None:
    """Not behind a full line, nor behind a small word, which a space that does not break may hold to the next."""
    grid, text = grid_of(
        page(
            *HEAD,
            (55, 125, "5.1"),
            (305, 125, "List"),
            (305, 140, "Report of the big"),
            (305, 155, "Member States and"),
            (305, 170, "Guide"),
            (305, 185, "Three days of"),
            (305, 200, "WCO"),
            tables=[table(ACROSS, (100, 120, 220))],
        )
    )
    assert grid is not None
    assert grid.paragraphs == {text.index("Report"), text.index("Three")}


def test_headings_broken_in_narrow_columns_are_known() -> None:
    grid, text = grid_of(
        page(
            (55, 105, "Act-"),
            (55, 115, "ion"),
            (205, 105, "Le"),
            (205, 115, "ad"),
            (305, 105, "Other par-"),
            (305, 115, "ties"),
            (55, 145, "5.1"),
            (205, 145, "FR"),
            tables=[table(ACROSS, (100, 140, 160))],
        )
    )
    assert grid is not None
    assert [head.named(text, KNOWN.get) for head in grid.headings] == ["title", "lead", "parties"]


def test_headings_in_two_rows() -> None:
    """Those that go over both rows stay; one over two others heads neither of their columns."""
    down = (100, 120, 140, 160)
    joined = [Box(50, 100, 200, 140), Box(200, 100, 400, 120)]
    grid, text = grid_of(
        page(
            (55, 105, "Action"),
            (205, 105, "Responsible"),
            (205, 125, "Lead"),
            (305, 125, "Other parties"),
            (55, 145, "5.1"),
            (205, 145, "FR"),
            (305, 145, "Europol"),
            tables=[table(ACROSS, down, joined=joined)],
        )
    )
    assert grid is not None
    heads = {cell.column: cell.printed(text) for cell in grid.headings if cell.row == 1}
    assert heads == {0: "Action", 1: "Lead", 2: "Other parties"}
    assert {cell.printed(text) for cell in grid.headings} == {"Action", "Responsible", "Lead", "Other parties"}
    assert [[cell.printed(text) for cell in row] for is_head, row in grid.rows() if not is_head] == [
        ["5.1", "FR", "Europol"]
    ]


def test_rows_below_a_cell_over_several_rows() -> None:
    """A cell of another column has a row of its own there; it is no cell over all columns."""
    joined = [Box(50, 120, 200, 160), Box(200, 120, 300, 160)]
    rows = rows_of(
        page(
            *HEAD,
            (55, 125, "5.1"),
            (205, 125, "FR"),
            (305, 125, "Europol"),
            (305, 145, "Frontex"),
            tables=[table(ACROSS, (100, 120, 140, 160), joined=joined)],
        )
    )
    assert rows[1:] == [["5.1", "FR", "Europol"], ["", "Frontex"]]


def test_sheets_with_two_pairs_in_a_row_and_a_heading_over_several_rows() -> None:
    across = (50, 120, 200, 300, 400)
    joined = [Box(50, 100, 400, 120), Box(50, 140, 120, 180), Box(120, 140, 400, 160), Box(120, 160, 400, 180)]
    grid, text = grid_of(
        page(
            (55, 105, "Action 5.1"),
            (55, 125, "Lead"),
            (125, 125, "FR"),
            (205, 125, "Goals"),
            (305, 125, "Less"),
            (55, 145, "Other parties"),
            (125, 145, "Europol"),
            (125, 165, "Frontex"),
            tables=[table(across, (100, 120, 140, 160, 180), joined=joined)],
        )
    )
    assert grid is not None
    assert not grid.headings
    rows = [[cell.printed(text) for cell in row] for _, row in grid.rows()]
    assert rows == [["Action 5.1"], ["Lead", "FR"], ["Goals", "Less"], ["Other parties", "Europol Frontex"]]


def test_a_heading_that_no_list_has_stands_behind_the_same_first_one_in_most_sheets() -> None:
    across, down = (50, 120, 200, 300, 400), (100, 120, 140, 160, 180)
    wide = [Box(50, 100, 400, 120), Box(120, 140, 400, 160), Box(120, 160, 400, 180)]
    pages = [
        page(
            (55, 105, f"Action 5.{at}"),
            *[(x, 125, words) for x, words in ((55, "Lead"), (125, state), (205, "Costs"), (305, f"EUR {at}"))],
            *((55, 145, "Goals"), (125, 145, "Less"), (55, 165, "Action"), (125, 165, "To look")),
            tables=[table(across, down, joined=wide)],
        )
        for at, state in enumerate(["FR", "BE"], 1)
    ]
    grid, text = grid_of(*pages)
    assert grid is not None
    assert [["Lead", "FR"], ["Costs", "EUR 1"], ["Lead", "BE"], ["Costs", "EUR 2"]] == [
        row for _, cells in grid.rows() if (row := [cell.printed(text) for cell in cells])[0] in ("Lead", "Costs")
    ]


def test_an_empty_cell_between_two_headings_is_that_of_the_first() -> None:
    """In the last row of a sheet nothing stands below them; they head no cells of the next page."""
    across = (50, 120, 200, 300, 400)
    grid, text = grid_of(
        page(
            *((55, 105, "Action 5.1"), (55, 125, "Action"), (125, 125, "To look")),
            *((55, 145, "Lead"), (205, 145, "Goals"), (305, 145, "Less")),
            tables=[table(across, (100, 120, 140, 160), joined=[Box(50, 100, 400, 120), Box(120, 120, 400, 140)])],
        )
    )
    assert grid is not None
    rows = [[cell.printed(text) for cell in row] for _, row in grid.rows()]
    assert rows == [["Action 5.1"], ["Action", "To look"], ["Lead", ""], ["Goals", "Less"]]


def test_a_page_may_hold_the_first_row_of_a_sheet_alone() -> None:
    """With one heading only the number over it shows the sheet; its title would be said not to be there."""
    across = (50, 200, 400)
    grid, text = grid_of(
        page(
            (55, 105, "Action 5.1"),
            (55, 125, "Action"),
            (205, 125, "To look"),
            tables=[table(across, (100, 120, 140), joined=[Box(50, 100, 400, 120)])],
        ),
        page(
            (55, 45, "Lead"),
            (205, 45, "FR"),
            (55, 65, "Goals"),
            (205, 65, "Less"),
            tables=[table(across, (40, 60, 80))],
        ),
    )
    assert grid is not None
    rows = [[cell.printed(text) for cell in row] for _, row in grid.rows()]
    assert rows == [["Action 5.1"], ["Action", "To look"], ["Lead", "FR"], ["Goals", "Less"]]


def test_rows_and_sheets_in_one_document() -> None:
    """The heading above a sheet belongs to it, though the table before has a row per action."""
    across = (50, 200, 400)
    grid, _ = grid_of(
        page(*HEAD, (55, 125, "5.1"), (205, 125, "FR"), tables=[table(ACROSS, (100, 120, 140))]),
        page(
            (50, 50, "Action 5.2"),
            (55, 105, "Lead"),
            (205, 105, "NL"),
            (55, 125, "Goals"),
            (205, 125, "Less"),
            tables=[table(across, (100, 120, 140))],
        ),
    )
    assert grid is not None
    assert grid.beside == {2, 3, 4}


def test_a_table_of_other_things_takes_no_column() -> None:
    """Its words are cells over all columns, and neither these nor words between tables go on with a row."""
    other = table((60, 250, 380), (200, 220, 240))
    grid, text = grid_of(
        page(
            *HEAD,
            (55, 125, "5.1"),
            (205, 125, "FR"),
            (50, 170, "Members are these."),
            (65, 205, "Name"),
            (255, 205, "Place"),
            (65, 225, "A. B."),
            (255, 225, "Rome"),
            tables=[table(ACROSS, (100, 120, 140)), other],
        )
    )
    assert grid is not None
    last = [[cell.printed(text) for cell in row] for _, row in grid.rows()][2:]
    assert last == [["Members are these."], ["Name"], ["Place"], ["A. B."], ["Rome"]]
    assert grid.apart == {2, 3}


def test_a_table_without_rules_is_read_beside_one_with_rules() -> None:
    """Each table by itself; the grid tells both front ends."""
    grid, text = grid_of(
        page(*HEAD, (55, 125, "5.1 To look"), (205, 125, "FR"), tables=[table(ACROSS, (100, 120, 140))]),
        page(*[(x, 105, words) for x, _, words in HEAD], (55, 125, "5.2"), (205, 125, "NL"), (305, 125, "Europol")),
    )
    assert grid is not None
    assert grid.made_by == "rules and alignment"
    assert [[cell.printed(text) for cell in row] for is_head, row in grid.rows() if not is_head] == [
        ["5.1 To look", "FR", ""],
        ["5.2", "NL", "Europol"],
    ]


def test_without_two_known_headings_there_is_no_table() -> None:
    names = [(55, 105, "Name"), (205, 105, "Place"), (305, 105, "Lead")]
    assert grid_of(page(*names, (55, 125, "A. B."), tables=[table(ACROSS, (100, 120, 140))]))[0] is None


def test_words_are_of_the_inner_one_of_two_cells() -> None:
    """A frame around a table takes none of its words, which stay in reading order."""
    inner = table(ACROSS, (100, 120, 140))
    source = source_of(
        page(*HEAD, (55, 125, "5.1"), (205, 125, "FR"), (25, 85, "Annex"), tables=[inner, table((20, 580), (80, 300))])
    )
    assert source.printed is not None
    held = [source.exact(cell.span) for each in source.printed.tables for cell in each.cells if cell.span]
    assert sorted(held) == ["5.1", "Action", "Annex", "FR", "Lead", "Other parties"]


def test_rules_that_a_page_breaks_are_closed() -> None:
    """Where two upright rules end at one height and no level rule is; a rule alone closes nothing."""
    upright = [(50, 100, 300), (200, 100, 150), (200, 150, 300.4), (400, 100, 300), (30, 90, 310)]
    assert open_ends(upright, [(100, 50, 400)]) == [300]
    assert open_ends(upright, [(100, 50, 400), (301, 50, 400)]) == []
    assert open_ends(upright, [(100, 50, 400), (301, 50, 150)]) == [300.4]
    assert open_ends([(50, 100, 300)], []) == []
    shaded = [(100, 50, 400), (300, 50, 200)]  # the edge of a cell with a colour closes the rules at its sides only
    assert open_ends([(50, 100, 300), (200, 100, 300), (400, 100, 300)], shaded) == [300]
    apart = [(50.8, 100, 200), (50, 300, 400), (50.8, 300, 400), (90.8, 100, 200), (90, 300, 400)]
    assert open_ends(apart, []) == [100, 200, 300, 400]


def test_upright_rules_alone_make_no_table_unless_it_goes_on() -> None:
    """Their text stays line by line; behind a ruled table of the same columns it is a row of that one."""
    opened = replace(table(ACROSS, (100, 160)), is_open=True)
    lines = [*HEAD, (55, 125, "5.1"), (205, 125, "FR"), (55, 145, "5.2"), (205, 145, "NL")]
    assert rows_of(page(*lines, tables=[opened]))[1:] == [["5.1", "FR", ""], ["5.2", "NL", ""]]
    whole = page(*HEAD, (55, 125, "5.1"), (205, 125, "FR"), tables=[table(ACROSS, (100, 120, 140))])
    more = page((55, 105, "To look"), (205, 105, "NL"), tables=[opened])
    assert rows_of(whole, more)[1:] == [["5.1", "FR", ""], ["To look", "NL", ""]]


def test_rows_that_no_rules_part_begin_at_numbers_that_count_on() -> None:
    """But not where numbers do not follow one another: these are words of one cell."""
    ruled = table(ACROSS, (100, 120, 200))
    one = [*HEAD, (55, 125, "5.1"), (55, 140, "To look"), (205, 125, "FR"), (305, 140, "Europol")]
    rows = rows_of(page(*one, (55, 160, "5.2 To see"), (205, 160, "NL"), (305, 160, "OLAF"), tables=[ruled]))
    assert rows[1:] == [["5.1 To look", "FR", "Europol"], ["5.2 To see", "NL", "OLAF"]]
    rows = rows_of(page(*one, (55, 160, "4.7"), (205, 160, "NL"), tables=[ruled]))
    assert rows[1:] == [["5.1 To look 4.7", "FR NL", "Europol"]]


def test_headings_above_their_values_in_one_cell_are_those_of_a_sheet() -> None:
    """Beside a known one stands one that no list has; the last row goes on on the next page, in its own cell."""
    first = [(55, 105, "5.1 To look"), (55, 125, "Lead"), (55, 140, "FR"), (305, 125, "Other parties")]
    first += [(305, 140, "Europol"), (55, 165, "Goals"), (55, 180, "To see"), (305, 165, "Costs"), (305, 180, "EUR 5")]
    below = [(55, 45, "and hear"), (55, 65, "Reasons"), (55, 80, "It is dark."), (305, 65, "Action"), (305, 80, "Go")]
    tables = [table((50, 300, 400), (100, 120, 160, 200))], [table((50, 300, 400), (40, 60, 100))]
    assert rows_of(page(*first, tables=tables[0]), page(*below, tables=tables[1])) == [
        *[["5.1 To look", ""], ["Lead", "FR"], ["Other parties", "Europol"], ["Goals", "To see and hear"]],
        *[["Costs", "EUR 5"], ["Reasons", "It is dark."], ["Action", "Go"]],
    ]
