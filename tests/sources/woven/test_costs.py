"""What tells to which cell a line goes: one case for each rule that no whole plan of these tests shows by itself."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from ccwp_kg.sources.layout.text_lines import lay_out
from ccwp_kg.sources.profile.profile import Lexicon, Profile
from ccwp_kg.sources.recognition.scan import Grammar
from ccwp_kg.sources.records.source_text import SourceText
from ccwp_kg.sources.table.cell_features import INDICATORS, LEAD, OUTCOMES, PARTIES, TIMETABLE
from ccwp_kg.sources.woven.costs import Costs
from ccwp_kg.sources.woven.habits import ColumnHabit, Strand
from ccwp_kg.sources.woven.weave import Weaver

MAY_BE_EMPTY = ColumnHabit(empty=1.0)
OF_LOSSES = ColumnHabit(empty=1.0, words={"losses": -0.45, "fall": -0.45})
Case = tuple[Sequence[str], Sequence[ColumnHabit], str, Sequence[str]]
"""Columns, their habits (none: the usual ones), lines, and the cells meant."""
CASES: dict[str, Case] = {
    "no cell begins with a later item": (
        (INDICATORS, OUTCOMES),
        (),
        "(1) Reports are sent;\n(2) They are read.",
        ["(1) Reports are sent; (2) They are read.", ""],
    ),
    "a first item goes on with no list": (
        (INDICATORS, PARTIES),
        (),
        "(1) Reports are sent;\n(1) Europol.",
        ["(1) Reports are sent;", "(1) Europol."],
    ),
    "no blank line stands inside an item": (
        (INDICATORS, OUTCOMES),
        (MAY_BE_EMPTY, MAY_BE_EMPTY),
        "Reports on all routes\n\ntell who smuggled",
        ["Reports on all routes", "tell who smuggled"],
    ),
    "words go where such words stand": (
        (INDICATORS, OUTCOMES),
        (MAY_BE_EMPTY, OF_LOSSES),
        "Losses fall",
        ["", "Losses fall"],
    ),
    "a time is none of the other values": (
        (INDICATORS, TIMETABLE),
        (MAY_BE_EMPTY, MAY_BE_EMPTY),
        "June 2013",
        ["", "June 2013"],
    ),
    "words are no time": (
        (TIMETABLE, INDICATORS),
        (MAY_BE_EMPTY, MAY_BE_EMPTY),
        "Reports on lorries",
        ["", "Reports on lorries"],
    ),
    "words are no lead": (
        (LEAD, INDICATORS),
        (MAY_BE_EMPTY, MAY_BE_EMPTY),
        "Reports on lorries",
        ["", "Reports on lorries"],
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_lines_go_to_cells(case: Case, profile: Profile, lexicon: Lexicon) -> None:
    columns, habits, text, cells = case
    source = SourceText.of("made-up", text)
    lines = lay_out(source, page_breaks=profile.layout.page_breaks, stays_on_page=lambda words: not words).lines
    grammar = Grammar.of(source, profile=profile, lexicon=lexicon)
    strand = Strand(lines, (0,), frozenset(), grammar)
    costs = Costs(
        strand,
        columns,
        habits or [ColumnHabit() for _ in columns],
        frozenset(),
        frozenset(),
        box=profile.box.name,
        grammar=grammar,
    )
    found = Weaver(costs).read().cells
    assert [" ".join(strand.text(*piece) for piece in found.get((0, at), ())) for at in range(len(columns))] == cells
