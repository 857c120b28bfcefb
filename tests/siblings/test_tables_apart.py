"""Every plan of the development half is read as it should be where its table is printed with the cells apart."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ccwp_kg.sources.profile.profile import Lexicon, Profile
from siblings.accuracy import outcome_of
from siblings.plans import DEVELOPMENT
from support.cases import mostly_slow


@pytest.mark.parametrize("table", ["tabs", "pipes"])
@pytest.mark.parametrize("name", mostly_slow(sorted(DEVELOPMENT), every=6))
def test_the_actions_are_read_right(name: str, table: str, profile: Profile, lexicon: Lexicon) -> None:
    """No field of an action is wrong: the cells are printed apart, so that nothing is left to guess."""
    plan, layout = DEVELOPMENT[name]
    layout = replace(layout, table=table, row_rule="")
    outcome = outcome_of(name, plan, layout, profile=profile, lexicon=lexicon)
    assert [fault for fault in outcome.faults if fault.path.startswith("action/")] == []
    assert outcome.fields > 90


@pytest.mark.parametrize("headings", ["once", "pages"])
@pytest.mark.parametrize("name", mostly_slow(sorted(DEVELOPMENT), every=6))
def test_the_actions_in_columns_are_read_right(name: str, headings: str, profile: Profile, lexicon: Lexicon) -> None:
    """The place of the words tells the columns, also where a page divides a row or a box."""
    plan, layout = DEVELOPMENT[name]
    lines = 34 if headings == "pages" else 0
    layout = replace(layout, table="columns", headings=headings, page_lines=lines, row_pages=False, row_rule="")
    outcome = outcome_of(name, plan, layout, profile=profile, lexicon=lexicon)
    assert [fault for fault in outcome.faults if fault.path.startswith("action/")] == []
