"""Entries of a cell: numbered items, and parties whose list marks may have collapsed."""

from collections.abc import Callable

import pytest

from ccwp_kg.sources.actions.entries import CellItem, items_of, parties_of
from ccwp_kg.sources.layout.text_lines import TextLine, lay_out
from ccwp_kg.sources.profile.profile import Lexicon, Profile
from ccwp_kg.sources.recognition.scan import Grammar
from ccwp_kg.sources.records.records import Reading
from ccwp_kg.sources.records.source_text import SourceText
from ccwp_kg.sources.table.cells import Cell


@pytest.fixture
def grammar(request: pytest.FixtureRequest, profile: Profile, lexicon: Lexicon) -> Grammar:
    return Grammar.of(SourceText.of("made-up", request.param), profile=profile, lexicon=lexicon)


def lines(grammar: Grammar) -> tuple[TextLine, ...]:
    return lay_out(
        grammar.source, page_breaks=grammar.profile.layout.page_breaks, stays_on_page=lambda words: not words
    ).lines


def printed(entries: tuple[CellItem, ...]) -> list[tuple[int | None, str]]:
    return [(entry.printed_number, entry.value.text) for entry in entries]


@pytest.mark.parametrize(
    ("items", "grammar"),
    [
        ([(1, "To act"), (2, "To end")], "(1) To\nact;\n(2) To end."),
        ([(None, "Report; publication")], "Report;\npublication."),
        ([(None, "First"), (1, "To act")], "First,\n(1) To act"),
        ([(None, "To act"), (None, "To end all")], "(ii) To\nact\n(i) To end\nall"),
        ([(None, "To act as in (a) soon")], "(b) To act\nas in\n(a) soon"),
        ([(1, "To act"), (2, "To end in D1: all")], "M1: To act\nM2: To end\nin D1: all"),
        ([(None, "EU2016: To act"), (None, "To end")], "EU2016: To act.\nTo end"),
        ([(None, "(1)")], "(1)"),  # all that is printed: no value without words
        ([(1, "To act"), (None, "(2)")], "(1) To act;\n(2)"),
    ],
    indirect=["grammar"],
)
def test_items(items: list[tuple[int | None, str]], grammar: Grammar) -> None:
    assert printed(items_of(Cell(lines(grammar)), grammar=grammar).items) == items


@pytest.mark.parametrize("grammar", ["fewer losses for\n\nlawful trade\n\nmore parcels"], indirect=True)
def test_a_blank_line_behind_an_open_sentence_parts_no_items(grammar: Grammar) -> None:
    items = items_of(Cell(lines(grammar), by_blank_lines=True), grammar=grammar).items
    assert [(None, "fewer losses for lawful trade"), (None, "more parcels")] == printed(items)


@pytest.mark.parametrize("grammar", ["Better use of the\n\nCCWP\n\nMore boats; and\n\nFewer parcels"], indirect=True)
def test_no_paragraph_ends_an_item_with_an_article_or_preposition(grammar: Grammar) -> None:
    items = items_of(Cell(lines(grammar), by_paragraphs=True), grammar=grammar).items
    assert [(None, "Better use of the CCWP"), (None, "More boats; and"), (None, "Fewer parcels")] == printed(items)


@pytest.mark.parametrize("grammar", ["(1) To\nact;\n(2) To end."], indirect=True)
def test_items_of_an_untangled_cell_keep_their_rule(grammar: Grammar) -> None:
    entries = items_of(Cell(lines(grammar), "untangle.column-width"), grammar=grammar).items
    assert printed(entries) == [(1, "To act"), (2, "To end")]
    assert [len(entry.value.spans) for entry in entries] == [2, 1]
    assert {entry.value.rule for entry in entries} == {"untangle.column-width"}


@pytest.mark.parametrize(
    ("parties", "grammar"),
    [
        (["COM (DG TAXUD, OLAF)", "Europol"], "- COM (DG\nTAXUD, OLAF),\n- Europol."),
        (["COM (DG TAXUD)", "Parties (etc.)"], "- COM (DG\nTAXUD);\n- Parties (etc.)."),
        (["COM", "Europol"], "(1) COM;\n(2) Europol."),
        (["COM (DG TAXUD, OLAF)", "Europol"], "COM (DG TAXUD,\nOLAF),\nEuropol."),
        (["COM", "Europol"], "COM; Europol"),
        ([], ""),
    ],
    indirect=["grammar"],
)
def test_parties(parties: list[str], grammar: Grammar) -> None:
    """Each entry has its mark. Without marks, commas outside brackets divide the entries."""
    found = parties_of(Cell(lines(grammar)), grammar=grammar)
    assert [entry.value.text for entry in found] == parties
    assert not found or found[0].value.spans[0].start == 0


@pytest.mark.parametrize(
    ("cell", "items"),
    [
        ("(1) Fewer parcels; (2) More boats; (3) Peace.", ["Fewer parcels", "More boats", "Peace"]),
        ("(1) Fewer parcels;\n(2) More boats; (3) Peace.", ["Fewer parcels", "More boats", "Peace"]),
        ("(1) Fewer parcels as in point (2) of it.", ["Fewer parcels as in point (2) of it"]),
    ],
)
def test_marks_inside_a_line_begin_items(cell: str, items: list[str], small_plan: Callable[..., Reading]) -> None:
    """Also where no grid has the cell, as in text cell after cell."""
    assert items == [each.text.text for each in small_plan(outcomes=cell).actions[0].outcomes]
