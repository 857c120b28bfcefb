"""The tool `thing` tells what holds by correction from what the document says, in a part of a thing as well."""

from __future__ import annotations

from pathlib import Path

import pytest
from tools_in_process import collection_of, teller

from ccwp_kg.publish.opening import open_release
from support.corrected import OUTCOME


@pytest.mark.slow
def test_words_of_a_part_that_were_corrected_are_told_so(corrected: Path) -> None:
    release = corrected / "release"
    told = teller(collection_of(open_release(release), release))("thing", id="plan/5/action/5.4")
    assert f'"{OUTCOME};" [corrected by hand]' in told
    assert 1 == sum(line.count("by hand") for line in told.splitlines() if "ccwp:hasOutcome" in line)
