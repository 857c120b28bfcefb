"""Reading order decides which cell is which, whatever the order of the headings."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from ccwp_kg.sources.layout.text_lines import lay_out
from ccwp_kg.sources.profile.profile import Lexicon, Profile
from ccwp_kg.sources.recognition.scan import Grammar
from ccwp_kg.sources.records.prose_parts import StrategicObjective
from ccwp_kg.sources.records.records import Reading
from ccwp_kg.sources.records.references import Passage
from ccwp_kg.sources.records.source_text import SourceText
from ccwp_kg.sources.table.cells import Cell, Cells
from ccwp_kg.sources.table.rows import Annex, read_annex
from ccwp_kg.sources.table.table import read_cells

TITLE, AIMS, INDICATORS, OUTCOMES, PARTIES = USUAL = ("title", "objectives", "indicators", "outcomes", "parties")
BOX = "terms-of-reference"
OBJECTIVES = tuple(
    StrategicObjective(number, Passage(text, ()), f"objective/2009/{number}")
    for number, text in enumerate(("To consider new forms", "To improve"), 1)
)

HEADS = {
    "T": "Proposed action",
    "O": "Strategic objectives",
    "I": "Performance indicator",
    "U": "Possible outcome(s)",
    "P": "Other concerned\nparties",
    "B": "Terms of reference",
}
WORDS = {
    "t": "A title\nin two lines",
    "o": "(1) To consider new forms;\n(2) To improve.",
    "i": "(1) Report.",
    "u": "(1) Better practice.",
    "p": "- COM (DG\nTAXUD),\n- OLAF.",
    "c": "-\n\nCOM,\nOLAF.",
    "b": "The terms\nof it.",
}


def annex(text: str, grammar: Grammar) -> Annex:
    made = replace(grammar, source=SourceText.of("made-up", text))
    sheet = lay_out(made.source, page_breaks=grammar.profile.layout.page_breaks, stays_on_page=lambda words: not words)
    return read_annex(sheet.lines, grammar.labels, profile=grammar.profile, ordinal=9, explained=USUAL)


def row_of(order: str) -> str:
    """A row from letters: `T` its heading, `t` the title, `#` the number; `|` glues two without a blank line."""
    printed = {**HEADS, **WORDS, "#": "9.1"}
    text = "\n\n".join(printed.get(letter, letter) for letter in order if letter != "|")
    for place, letter in enumerate(order):
        if letter == "|":
            left, right = printed[order[place - 1]], printed[order[place + 1]]
            text = text.replace(f"{left}\n\n{right}", f"{left}\n{right}")
    return text


def cells_in(text: str, grammar: Grammar) -> Cells:
    """The cells of a row at the end of a table whose other rows are printed as usual."""
    usual = row_of("T#tOoIiUuPpB|b")
    table = "\n\n".join([usual.replace("9.1", "9.2"), usual.replace("9.1", "9.3"), text])
    made = replace(grammar, source=SourceText.of("made-up", table))
    return read_cells(annex(table, grammar), objectives=OBJECTIVES, grammar=made)[-1]


def words(cell: Cell) -> str:
    return "\n".join(line.text for line in cell.lines)


@pytest.fixture
def grammar(profile: Profile, lexicon: Lexicon) -> Grammar:
    return Grammar.of(SourceText.of("made-up", ""), profile=profile, lexicon=lexicon)


@pytest.mark.parametrize(
    "order",
    [
        "T#tOIUPoiupB|b",  # all headings first
        "T#tOoIiUuPpB|b",  # each heading before its cell
        "T#tO|oI|iUuPpB|b",  # headings that touch their cells
        "T#tOoIUPiupB|b",  # three headings in a row
        "#TOtoIiUPupB|b",  # the number first
        "TOI#toUiPupBb",  # nothing where one would look for it
        "TO#tBoIUPiupb",  # the box's heading printed early
        "T#tOIUPo|i|u|pB|b",  # no blank line between cells
    ],
)
def test_every_order_of_headings_gives_the_same_cells(order: str, grammar: Grammar) -> None:
    found = cells_in(row_of(order), grammar)
    letters = {TITLE: "t", AIMS: "o", INDICATORS: "i", OUTCOMES: "u", PARTIES: "p", BOX: "b"}
    assert {name: words(found.cell(name)) for name in letters} == {
        name: WORDS[letter] for name, letter in letters.items()
    }
    assert (found.missing, found.loose, found.marks) == ((), (), ())


@pytest.mark.parametrize("order", ["T#tOoIiUuPB|b", "T#tOIUPoiuB|b", "TO#tBoIUPiub"])
def test_a_row_without_parties_lacks_nothing(order: str, grammar: Grammar) -> None:
    found = cells_in(row_of(order), grammar)
    assert (words(found.cell(PARTIES)), words(found.cell(OUTCOMES))) == ("", WORDS["u"])
    assert (words(found.cell(BOX)), found.missing) == (WORDS["b"], ())


@pytest.mark.parametrize("order", ["T#tOoIiUuPcB|b", "TO#tBoIUPiucb"])
def test_collapsed_list_marks(order: str, grammar: Grammar) -> None:
    found = cells_in(row_of(order), grammar)
    assert words(found.cell(PARTIES)) == "COM,\nOLAF."
    assert [mark.text for mark in found.marks] == ["-"]
    assert words(found.cell(BOX)) == WORDS["b"]


@pytest.mark.parametrize(
    ("missing", "order"),
    [
        (TITLE, "T#OoIiUuPpB|b"),
        (AIMS, "T#tOIiUuPpB|b"),
        (INDICATORS, "T#tOoIUuPpB|b"),
        (OUTCOMES, "T#tOoIiUPpB|b"),
    ],
)
def test_a_missing_cell_is_named(missing: str, order: str, grammar: Grammar) -> None:
    """A cell holds its own words, or an issue reports it as missing or doubtful."""
    found = cells_in(row_of(order), grammar)
    assert missing in (*found.missing, *found.doubtful)
    for name, letter in {TITLE: "t", AIMS: "o", INDICATORS: "i", OUTCOMES: "u", PARTIES: "p", BOX: "b"}.items():
        own = WORDS[letter] if name != missing else ""
        assert words(found.cell(name)) == own or name in (*found.missing, *found.doubtful)


def test_a_cell_parted_by_a_blank_line_is_put_together(grammar: Grammar) -> None:
    text = row_of("T#tOoIiUuPpB|b").replace("(1) Report.", "(1) Report;\n\n(2) Guide\n\nfor practice.")
    assert words(cells_in(text, grammar).cell(INDICATORS)) == "(1) Report;\n(2) Guide\nfor practice."


def test_blocks_that_no_column_takes_are_loose(grammar: Grammar) -> None:
    text = row_of("T#tOoIiUuPpB|b").replace("(1) Better practice.", "(1) Better practice.\n\nStray words.")
    found = cells_in(text, grammar)
    assert found.loose
    assert {INDICATORS, OUTCOMES} >= set(found.doubtful) != set()
    for name, letter in {TITLE: "t", AIMS: "o", PARTIES: "p", BOX: "b"}.items():
        assert words(found.cell(name)) == WORDS[letter]


@pytest.mark.parametrize(
    ("numbers", "loose", "orders"),
    [
        (["9.1", "9.2"], 0, ["T#tOoB|b", "T#tOoB|b"]),
        (["9.1", "9.2"], 0, ["T#tOoB|b", "#TOtoB|b"]),
        (["9.1", "9.2"], 0, ["T#tOo", "T#tOoB|b"]),
        (["9.2"], 6, ["TtOoB|b", "T#tOoB|b"]),
        (["9.2"], 6, ["TtOoB|b", "#TOtoB|b"]),
        (["9.1", "9.3"], 0, ["T#tOoB|b", "TOx", "T#tOoB|b"]),  # a page repeats headings inside a sentence
        (["9.1", "9.3"], 1, ["T#tOoB|b", "TOX", "T#tOoB|b"]),
    ],
)
def test_rows(numbers: list[str], loose: int, orders: list[str], grammar: Grammar) -> None:
    """A row opens with heading or number; a lost box runs into no other row; a row without number is no row."""
    texts = [row_of(order).replace("9.1", f"9.{place}") for place, order in enumerate(orders, 1)]
    found = annex("\n\n".join(texts), grammar)
    assert [row.value for row in found.rows] == numbers
    assert len(found.loose) == loose


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        (["9.1", "9.2"], "of it.\n9.2 To examine"),
        (["9.1"], "of it\n9.2 To examine"),  # a sentence may go on
        (["9.1"], "of it.\n9.2 and more"),
        (["9.1"], "of it.\n9.4 To examine"),
        (["9.1"], "as in No.\n9.2 To examine"),
        (["9.1"], "of it.\n8.2 To examine"),
    ],
)
def test_a_row_begins_right_below_the_box_of_the_one_before(numbers: list[str], words: str, grammar: Grammar) -> None:
    """No blank line shows it, but the count goes on with a new sentence."""
    found = annex(row_of("TOIUP") + "\n\n" + row_of("#toiupB|b").replace("of it.", words), grammar)
    assert [row.value for row in found.rows] == numbers


def test_the_heading_of_numbers_that_a_page_repeats_is_no_word_of_the_row_before(grammar: Grammar) -> None:
    rows = [f"No.\n\n{row_of('TOIUP')}\n\n{row_of('#toiupB|b')}".replace("9.1", f"9.{place}") for place in (1, 2)]
    found = annex("\n\n".join(rows), grammar)
    assert ["9.1", "9.2"] == [row.value for row in found.rows]
    assert [] == [line.text for line in found.loose]
    assert {"The terms of it."} == {" ".join(line.text for line in row.body[-2:]) for row in found.rows}


def test_the_heading_of_numbers_opens_a_row_with_the_headings_behind_it(grammar: Grammar) -> None:
    """Of which a page may repeat only some; the number below them opens no further row."""
    words = row_of("#toiupB|b")
    rows = [f"No.\n\n{row_of(heads)}\n\n{words}" for heads in ("TOIUP", "TO")]
    found = annex("\n\n".join([rows[0], words.replace("9.1", "9.2"), rows[1].replace("9.1", "9.3")]), grammar)
    assert [
        ["number", "title", "objectives", "indicators", "outcomes", "parties"],
        [],
        ["number", "title", "objectives"],
    ] == [[label.column for label in row.labels if label.column != "terms-of-reference"] for row in found.rows]


def test_a_number_of_the_plan_that_opens_no_row_is_told(small_plan: Callable[..., Reading]) -> None:
    """Else the fields of that action would be missing without a word; numbers of other plans may be references."""
    reading = small_plan(terms="Parcels are small and\n6.2 To examine letters To read them\nis not one of\n5.2 theirs.")
    told = [each.message for each in reading.issues if each.code == "action-not-read"]
    assert ["action 6.2: its number begins a line, but nothing was read of it"] == told


def test_a_number_that_counts_on_and_opens_no_row_is_told(read_text: Callable[[str], Reading]) -> None:
    """Also where the numbers have another figure before the dot than the ordinal of the plan."""
    heads = "Proposed action\n\nLead\n\nPerformance indicator"
    rows = "1.1\n\nLetters in spring\n\nMalta\n\nReport on letters\n\n1.2\n\nParcels\n\nGreece\n\nReport on parcels"
    front = "Draft Sixth Action Plan (1.1.2013–30.6.2014)\n\nIt begins.\n\nANNEX"
    reading = read_text(f"{front}\n\n{heads}\n\n{rows}\n1.3 Boats in winter\n1.5 Greece\n")
    assert ["1.1", "1.2"] == [each.number for each in reading.actions]
    told = [each.message for each in reading.issues if each.code == "action-not-read"]
    assert ["action 1.3: its number begins a line, but nothing was read of it"] == told


def test_a_heading_that_nobody_knows_is_told_of_each_row(read_text: Callable[[str], Reading]) -> None:
    """Of cells with several paragraphs nothing tells which words are its own; what stands beside no heading is none."""
    heads = "Proposed action\n\nPerformance indicator\n\nLead\n\nBudget\n\n"
    rows = [
        f"6.{at}\n\nTo look for {what} in ports\n\nReport on {what} found\n\n{more}Malta\n\nCustoms\n\n"
        for at, what, more in ((1, "parcels", "Guide\n\n"), (2, "letters", "Guide\n\n"), (3, "boxes", ""))
    ]
    reading = read_text(
        "Sixth Action Plan (1.1.2013–30.6.2014) to implement the strategy\n\nANNEX\n\n"
        f"{heads}{rows[0]}{heads}{rows[1]}{rows[2]}"
    )
    assert "recovered" == reading.table
    assert [f"action 6.{at}: nothing tells its words under the heading “Budget”" for at in (1, 2, 3)] == [
        each.message for each in reading.issues if each.code == "row-doubtful"
    ]


def test_a_value_of_two_rows_is_no_heading(read_text: Callable[[str], Reading]) -> None:
    rows = [
        f"Proposed action\n\n6.{at}\n\nTo look for {what} in ports\n\n"
        f"Performance indicator\n\n{done}\n\nLead\n\nMalta\n\n"
        for at, what, done in ((1, "parcels", "Report"), (2, "letters", "Report"), (3, "boxes", "Guide"))
    ]
    reading = read_text("Sixth Action Plan (1.1.2013–30.6.2014) to implement the strategy\n\nANNEX\n\n" + "".join(rows))
    assert [] == [each.message for each in reading.issues if each.code == "row-doubtful"]


@pytest.mark.parametrize(("doubted", "number"), [(["1.", "2."], "{}. "), ([], "5.{} ")])
def test_a_row_whose_number_looks_like_that_of_an_item_is_doubted(
    doubted: list[str], number: str, read_text: Callable[[str], Reading]
) -> None:
    """Its words may be those of an item of the row before."""
    heads = "Proposed action\nStrategic objective(s)\nPerformance indicator\nParties concerned\nTerms of reference"
    cells = (
        "To find rules\n\n1. To act well\n2. To help all\n\n1. A report is made\n\n- Europol\n\nThe parcels are many."
    )
    rows = "\n\n".join(f"{number.format(place)}{cells}" for place in (1, 2))
    reading = read_text(f"Draft Fifth Action Plan\n\nWords of it.\n\nANNEX\n\n{heads}\n\n{rows}\n")
    told = [each.message.split()[2] for each in reading.issues if each.code == "action-number-doubtful"]
    assert doubted == told
