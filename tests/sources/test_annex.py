"""Cells are told apart by reading order, whatever the order of the headings."""

from collections.abc import Sequence

import pytest

from ccwp_kg.sources import Profile, SourceText
from ccwp_kg.sources.annex import Row, rows_of
from ccwp_kg.sources.cells import Cells, cells_of
from ccwp_kg.sources.layout import Line, lay_out

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


def rows(text: str, profile: Profile) -> tuple[tuple[Row, ...], tuple[Line, ...]]:
    sheet = lay_out(SourceText.of("made-up", text), layout=profile.layout, stays_on_page=lambda words: not words)
    return rows_of(sheet.lines, profile=profile)


def row_of(order: str) -> str:
    """A row from letters: `T` its heading, `t` the title, `#` the number; `|` glues two without a blank line."""
    printed = {**HEADS, **WORDS, "#": "9.1"}
    text = "\n\n".join(printed.get(letter, letter) for letter in order if letter != "|")
    for place, letter in enumerate(order):
        if letter == "|":
            left, right = printed[order[place - 1]], printed[order[place + 1]]
            text = text.replace(f"{left}\n\n{right}", f"{left}\n{right}")
    return text


def cells(order: str, profile: Profile) -> Cells:
    (row,), _ = rows(row_of(order), profile)
    return cells_of(row, marks=profile.layout.list_marks, is_objective=lambda block: "consider" in block[0].text)


def words(lines: Sequence[Line]) -> str:
    return "\n".join(line.text for line in lines)


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
def test_every_order_of_headings_gives_the_same_cells(order: str, profile: Profile) -> None:
    found = cells(order, profile)
    assert words(found.title) == WORDS["t"]
    assert words(found.objectives) == WORDS["o"]
    assert words(found.indicators) == WORDS["i"]
    assert words(found.outcomes) == WORDS["u"]
    assert words(found.parties) == WORDS["p"]
    assert words(found.box) == WORDS["b"]
    assert (found.missing, found.spare, found.marks) == ((), (), ())


@pytest.mark.parametrize("order", ["T#tOoIiUPuB|b", "T#tOIUPoiuB|b", "TO#tBoIUPiub"])
def test_a_row_without_parties_lacks_nothing(order: str, profile: Profile) -> None:
    found = cells(order, profile)
    assert found.parties == ()
    assert words(found.outcomes) == WORDS["u"]
    assert (words(found.box), found.missing) == (WORDS["b"], ())


@pytest.mark.parametrize("order", ["T#tOoIiUPucB|b", "TO#tBoIUPiucb"])
def test_collapsed_list_marks(order: str, profile: Profile) -> None:
    found = cells(order, profile)
    assert words(found.parties) == "COM,\nOLAF."
    assert [mark.text for mark in found.marks] == ["-"]
    assert words(found.box) == WORDS["b"]


@pytest.mark.parametrize(
    ("missing", "spare", "order"),
    [
        (("title",), "", "T#OoIiUuPpB|b"),
        (("outcomes",), "", "T#tOoIiUPpB|b"),
        (("indicators",), "", "T#tOIoUuPpB|b"),
        (("indicators", "outcomes"), "u", "T#tOoIUuPpB|b"),
        (("objectives", "indicators"), "i", "T#tOIiUuPpB|b"),
        (("objectives", "indicators", "outcomes"), "", "T#tB|b"),
    ],
)
def test_a_missing_cell_is_named(missing: tuple[str, ...], spare: str, order: str, profile: Profile) -> None:
    """Only what a block says, the number above it or the one heading above it tell its cell; else it is spare."""
    found = cells(order, profile)
    assert found.missing == missing
    assert words(found.spare) == WORDS.get(spare, "")
    present = {"title": "t", "objectives": "o", "indicators": "i", "outcomes": "u"}
    for name, letter in present.items():
        assert words(getattr(found, name)) == ("" if name in missing else WORDS[letter])


def test_a_cell_parted_by_a_blank_line_is_put_together(profile: Profile) -> None:
    text = row_of("T#tOoIiUuPpB|b").replace("(1) Report.", "(1) Report;\n\n(2) Guide\n\nfor practice.")
    (row,), _ = rows(text, profile)
    found = cells_of(row, marks=profile.layout.list_marks, is_objective=bool)
    assert words(found.indicators) == "(1) Report;\n(2) Guide\nfor practice."


def test_blocks_that_no_column_takes_are_spare(profile: Profile) -> None:
    text = row_of("T#tOoIiUuPpB|b").replace("(1) Better practice.", "(1) Better practice.\n\nStray words.")
    (row,), _ = rows(text, profile)
    found = cells_of(row, marks=profile.layout.list_marks, is_objective=bool)
    assert words(found.spare) == "Stray words."


@pytest.mark.parametrize(
    ("numbers", "loose", "orders"),
    [
        (["9.1", "9.2"], 0, ["T#tOoB|b", "T#tOoB|b"]),
        (["9.1", "9.2"], 0, ["T#tOoB|b", "#TOtoB|b"]),
        (["9.1", "9.2"], 0, ["T#tOo", "T#tOoB|b"]),
        (["9.2"], 9, ["TtOoB|b", "T#tOoB|b"]),
        (["9.2"], 9, ["TtOoB|b", "#TOtoB|b"]),
    ],
)
def test_rows(numbers: list[str], loose: int, orders: list[str], profile: Profile) -> None:
    """A row opens with heading or number; a lost box runs into no other row; a row without number is no row."""
    texts = [row_of(order).replace("9.1", f"9.{place}") for place, order in enumerate(orders, 1)]
    found, rest = rows("\n\n".join(texts), profile)
    assert [row.number.text for row in found] == numbers
    assert len(rest) == loose
