"""The report of a reading in lines for the terminal."""

from __future__ import annotations

from dataclasses import replace

from ccwp_kg.reading_report import as_text
from ccwp_kg.sources.records.records import Reading


def test_no_lost_word_is_rounded_away(fifth: Reading) -> None:
    """Only all of them are 100 %."""
    assert "Words: 4350 of 4350 accounted for (100.0 %)" in as_text(fifth)
    lossy = replace(fifth.coverage, accounted=fifth.coverage.words - 1)
    assert "Words: 4349 of 4350 accounted for (99.9 %)" in as_text(replace(fifth, coverage=lossy))


def test_a_single_field_is_one(fifth: Reading) -> None:
    assert "\ninferred, 1 field\n" in as_text(fifth)
