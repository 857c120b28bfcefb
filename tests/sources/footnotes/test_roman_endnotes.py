"""Endnotes that count i, ii, iii: their marks are the ends of words where a text does not raise letters."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ccwp_kg.sources.footnotes.unraised_marks import roman_endnotes
from ccwp_kg.sources.records.records import Reading

NOTES = "i 16103/12 ENFOCUSTOM 5.\n\nii 8284/12 JAI 3.\n"


@pytest.mark.parametrize(
    ("marked", "text"),
    [
        (["Plani", "reportii"], f"The Plan follows the Fifth Plani and its reportii.\n\n{NOTES}"),
        (["Plani", "reportii"], f"The Plan follows the Fifth Plani and its reportii.\n\f{NOTES}\n5 EN\n"),
        # no word without the mark, a second word that may have it, a mark before the one before it, a mark missing
        ([], f"It follows the Fifth Plani and its reportii.\n\n{NOTES}"),
        ([], f"The Plan and report follow the Fifth Plani and its reporti of reportii.\n\n{NOTES}"),
        ([], f"The Plan follows its reportii and the Fifth Plani.\n\n{NOTES}"),
        ([], f"The Plan follows the Fifth Plani and its report.\n\n{NOTES}"),
        # notes that do not count from i, and a list far from the end
        ([], f"The Plan follows the Fifth Plani and its reportii.\n\n{NOTES[NOTES.index('ii') :]}"),
        ([], f"The Plan follows the Fifth Plani and its reportii.\n\n{NOTES}" + "It goes on.\n" * 9),
    ],
)
def test_marks_that_endnotes_tell(marked: list[str], text: str) -> None:
    found = roman_endnotes(text)
    marks = [span for span, put in found.items() if put.startswith("[^")]
    assert marked == [text[: span.end].rsplit(maxsplit=1)[-1] for span in marks]
    assert ["[^1]", "[^2]", "1", "2"][: 2 * len(marked)] == [*found.values()]


@pytest.mark.parametrize("notes", [f"\n{NOTES}", NOTES.replace("\n\n", "\n")])
def test_endnotes_are_read_with_the_words_that_they_annotate(notes: str, read_text: Callable[[str], Reading]) -> None:
    """The last letters of two words are no part of these, and no note is a word of the last cell."""
    front = (
        "Sixth Action Plan of the CCWP (1.1.2013–30.6.2014)\n\nIt follows the Fifth Action Plani and its reportii.\n\n"
    )
    front += "ANNEX\n\n"
    rows = "".join(f"6.{at}\n\nTitle\n\nParcels\n\nLead\n\nBE\n\nDeliverables\n\nA list.\n" for at in (1, 2))
    reading = read_text(f"{front}\f{rows}{notes}")
    assert ["Plan", "report"] == [each.annotates.text.split()[-1] for each in reading.plan.footnotes]
    assert ["16103/12 ENFOCUSTOM 5", "8284/12 JAI 3"] == [each.body.text for each in reading.plan.footnotes]
    assert ["A list", "A list"] == [each.text.text for action in reading.actions for each in action.indicators]
    assert reading.plan.earlier_plans[0].name.text == "Fifth Action Plan"
