"""Level rules part the rows of a table in a PDF, and the words its columns; headings alone are no table."""

from __future__ import annotations

from collections.abc import Sequence

from ccwp_kg.sources.intake.pdf_pages import PdfPage, PdfTable, Rule
from ccwp_kg.sources.profile.profile import Lexicon, Profile
from ccwp_kg.sources.reading import read
from ccwp_kg.sources.records.printed import Box
from support.formats.printed_pages import Line, page, source_of, table

ACROSS = (50, 200, 300, 400)
HEAD = [(55, 105, "Proposed action"), (205, 105, "Lead"), (305, 105, "Status")]
FIRST = [(55, 125, "6.1 Parcels that"), (55, 137, "nobody sent"), (205, 125, "BE"), (305, 125, "open")]
SECOND = [(55, 155, "6.2 Letters"), (305, 155, "closed"), (305, 167, "since May")]
THIRD = [(55, 185, "6.3 Boxes"), (205, 185, "MT")]
ROWS = [*HEAD, *FIRST, *SECOND, *THIRD]
TITLE = (50, 40, "Sixth Action Plan (1.1.2013–30.6.2014) for customs cooperation")
READ = [["Proposed action", "Lead", "Status"], ["6.1 Parcels that nobody sent", "BE", "open"]]
READ += [["6.2 Letters", "", "closed since May"], ["6.3 Boxes", "MT", ""]]
FOOT = [(50, 260, "6418/14"), (205, 260, "FB/hv"), (395, 260, "3")]


def level(*heights: float, left: float = 50, right: float = 400) -> list[Rule]:
    return [(height, left, right) for height in heights]


def page_of(lines: Sequence[Line], rules: Sequence[Rule], *tables: PdfTable) -> PdfPage:
    return page(*lines, tables=tables, level=rules)


def rows_of(*pages: PdfPage) -> list[list[list[str]]]:
    """The words of the cells by rows, table by table."""
    source = source_of(*pages)
    assert source.printed is not None
    tables: list[list[list[str]]] = []
    for each in source.printed.tables:
        rows: dict[int, list[str]] = {}
        for cell in each.cells:
            words = source.text[cell.span.start : cell.span.end] if cell.span else ""
            rows.setdefault(cell.row, []).append(" ".join(words.split()))
        tables.append([*rows.values()])
    return tables


def test_a_rule_above_and_below_each_row() -> None:
    """A cell of several lines is one, and an empty one stays; the footer is none of the table."""
    assert rows_of(page_of([*ROWS, *FOOT], level(100, 120, 150, 180, 200))) == [READ]


def test_the_first_and_the_last_row_that_no_rule_closes() -> None:
    """As where only a line is below each row or above each; the footer, which stands farther away, is none."""
    assert rows_of(page_of([*ROWS, *FOOT], level(120, 150, 180, 200))) == [READ]
    assert rows_of(page_of([*ROWS, *FOOT], level(100, 120, 150, 180))) == [READ]


def test_shaded_headings_have_the_rows_that_level_rules_part() -> None:
    """Their upright edges are those of the columns, so that words which lean on another column part none."""
    wide = [(55, 125, "6.1 Parcels that nobody sent,"), (205, 125, "BE"), (305, 125, "open")]
    lines = [*HEAD, *wide, *SECOND, *THIRD, *FOOT]
    expected = [READ[0], ["6.1 Parcels that nobody sent,", "BE", "open"], *READ[2:]]
    assert rows_of(page_of(lines, level(100, 120, 150, 180, 200), table(ACROSS, (100, 120)))) == [expected]


def test_shaded_rows_in_turn_part_those_between_them() -> None:
    shaded = [table(ACROSS, (100, 120)), table(ACROSS, (150, 180))]
    assert rows_of(page_of(ROWS, level(100, 120, 150, 180), *shaded)) == [READ]


def test_rules_cell_by_cell_are_one() -> None:
    parts = [
        (height, x0, x1) for height in (100, 120, 150, 180, 200) for x0, x1 in ((50, 200), (200.8, 300), (301, 400))
    ]
    assert rows_of(page_of(ROWS, parts)) == [READ]


def test_running_text_between_rules_is_a_cell_over_all_columns() -> None:
    """It shows no column, and its spaces, though they stand below one another, part none."""
    box = [
        (55, 203, "Reasons: many parcels come by post and nobody knows from whom"),
        (55, 215, "they come, nor where"),
    ]
    read_as = [*READ, ["Reasons: many parcels come by post and nobody knows from whom they come, nor where"]]
    lines = [*ROWS, *box, (55, 235, "6.4 Vans"), (205, 235, "IE")]
    rules = level(100, 120, 150, 180, 200, 230, 250)
    assert rows_of(page_of(lines, rules)) == [[*read_as, ["6.4 Vans", "IE", ""]]]


def test_a_row_of_one_cell_below_the_headings_is_one_of_the_table() -> None:
    """No rule stands above the headings, and what is between them and the first action shows no cells."""
    section = [(55, 90, "Section A: parcels and letters")]
    heads = [(x, 70, words) for x, _, words in HEAD]
    rows = [READ[0], ["Section A: parcels and letters"], *READ[1:]]
    lines = [*heads, *section, *FIRST, *SECOND, *THIRD, *FOOT]
    assert rows_of(page_of(lines, level(85, 120, 150, 180, 200))) == [rows]


def test_a_label_and_its_words_are_two_cells_of_a_row() -> None:
    """The words go over the other columns, which the rows with more cells show."""
    box = [(55, 155, "Reasons"), (205, 155, "many parcels come by post and nobody"), (205, 167, "knows from whom")]
    lines = [*HEAD, *FIRST, *box, *THIRD, *FOOT]
    row = ["Reasons", "many parcels come by post and nobody knows from whom"]
    assert rows_of(page_of(lines, level(120, 150, 180, 200))) == [[*READ[:2], row, READ[3]]]


def test_a_row_over_the_end_of_a_page() -> None:
    """No rule closes it there; its rest has one cell, and no cell below it stands in that column of the page before."""
    first = page_of([*HEAD, *FIRST, *SECOND, *THIRD, (205, 197, "and"), *FOOT], level(120, 150, 180))
    rest = [(360, 20, "ANNEX"), (205, 55, "Italy"), (55, 75, "6.4 Vans"), (305, 75, "open")]
    last = [(55, 95, "6.5 Cars"), (305, 95, "open")]
    assert rows_of(first, page_of([*rest, *last], level(70, 90, 110))) == [
        [*READ[:3], ["6.3 Boxes", "MT and", ""]],
        [["", "Italy", ""], ["6.4 Vans", "", "open"], ["6.5 Cars", "", "open"]],
    ]


def test_a_word_above_a_table_is_no_rest_of_a_row() -> None:
    """Near above the first rule of a page, where no row goes on from the page before."""
    annex = (360, 87, "ANNEX")
    assert rows_of(page_of([annex, *ROWS, *FOOT], level(100, 120, 150, 180, 200))) == [READ]


def test_rules_that_part_headings_only_make_no_table() -> None:
    """As one below them, and two more above and below the table: lines stay lines, so that words show the rows."""
    for rules in (level(120), level(100, 120), level(100, 120, 200)):
        source = source_of(page_of(ROWS, rules))
        assert source.printed is not None
        assert not source.printed.tables
        assert "6.1 Parcels that   BE   open\n" in source.text


def test_other_level_rules_make_no_table() -> None:
    """Those of a label and its value, of paragraphs, and of a page's header above words with other columns."""
    cover = [line for x, y in (("From:", 100), ("To:", 120), ("Date:", 140)) for line in ((50, y, x), (150, y, "One"))]
    assert rows_of(page_of(cover, level(95, 115, 135, 155))) == []
    prose = [(50, y, "Words of a paragraph that run on") for y in (100, 120, 140, 160)]
    assert rows_of(page_of(prose, level(95, 115, 135, 155, 175))) == []
    header = [(50, 85, "6418/14"), (150, 85, "Council of the Union, Brussels"), (360, 85, "LIMITE")]
    assert rows_of(page_of([*header, *ROWS], level(80, 100, 120, 150, 180, 200))) == []


def test_words_between_a_table_and_a_rule_of_its_page_are_no_row() -> None:
    """The rule of a header above it, and that of notes below it."""
    lines = [(360, 87, "ANNEX"), *ROWS, (55, 215, "* Not decided")]
    assert rows_of(page_of(lines, level(80, 100, 120, 150, 180, 200, 230))) == [READ]
    assert rows_of(page_of([*lines[:-1], *FOOT], level(80, 100, 120, 150, 180))) == [READ]


def test_a_ruled_table_stays_as_it_is() -> None:
    """Its own level rules part no cell that goes over several rows; a table of level rules may end above it."""
    ruled = table(ACROSS, (100, 120, 150, 180, 200), joined=[Box(300, 150, 400, 200)])
    above = [(x, y, "One") for y in (25, 45, 65) for x in (55, 205, 305)]
    rules = level(20, 40, 60, 80, 100, 120, 150, 180, 200, 220)
    merged = [*READ[:2], ["6.2 Letters", "", "closed since May"], ["6.3 Boxes", "MT"]]
    assert rows_of(page_of([*above, *ROWS], rules, ruled)) == [[["One"] * 3] * 3, merged]


def test_an_only_row_of_a_page_is_a_table_unless_it_heads_words_below(profile: Profile, lexicon: Lexicon) -> None:
    """Shaded headings without any rule below are read by the place of words; a footer is no row below a last one."""
    shaded = page_of([TITLE, *ROWS, *FOOT], [], table(ACROSS, (100, 120)))
    actions = read(source_of(shaded), profile=profile, lexicon=lexicon).actions
    found = [(each.number, each.title and each.title.text, each.lead and each.lead.printed.text) for each in actions]
    assert found == [("6.1", "Parcels that nobody sent", "BE"), ("6.2", "Letters", None), ("6.3", "Boxes", "MT")]
    assert rows_of(page_of([*HEAD, *FOOT], [], table(ACROSS, (100, 120)))) == [READ[:1]]
    note = [(55, 125, "5"), (85, 125, "OJ L 309")]
    assert rows_of(page_of([*HEAD, *note], [], table(ACROSS, (100, 120)))) == [READ[:1]]
    leaning = [(55, 125, "6.1 Parcels that nobody has sent"), (245, 125, "BE"), (305, 125, "open")]
    assert rows_of(page_of([*HEAD, *leaning], [], table(ACROSS, (100, 120)))) == [READ[:1]]
    tall = [(55, 105 + 12 * at, "Words") for at in range(5)]
    assert rows_of(page_of([*tall, (55, 170, "A"), (205, 170, "B"), (305, 170, "C")], [], table(ACROSS, (100, 165))))
