"""No document cites itself: its number among the words of an action is a footer, or a word about itself."""

from collections.abc import Callable

import pytest

from ccwp_kg.sources.records.records import Reading
from support.readings import ONE_ACTION

COVER = (
    """Brussels, 19 November 2012
16103/1/12 REV 1

From: Presidency
To: Delegations
Subject: Draft Sixth Action Plan (1.1.2013–30.6.2014)

Delegations will find it below.

"""
    + ONE_ACTION
    + "Parcels are small, says 12903/1/12 REV 1. {words}\n"
)


@pytest.mark.parametrize(
    ("words", "keys", "is_told"),
    [
        ("Most are lost. 16103/1/12 REV 1 a.b 4", [], True),
        ("Most 16103/1/12 REV 1 are lost.", [], True),
        ("Most are lost (16103/1/12 REV 1).", ["ST-16103-2012-REV-1"], False),
        ("Most are lost by document 16103/1/12 REV 1.", ["ST-16103-2012-REV-1"], False),
        ("Most are lost, says 16103/12.", ["ST-16103-2012-INIT"], False),
    ],
)
def test_its_own_number_is_no_citation(
    words: str, keys: list[str], is_told: bool, read_text: Callable[[str], Reading]
) -> None:
    """Unless a bracket or the word for a document says that it is; another version is another document."""
    reading = read_text(COVER.format(words=words))
    (action,) = reading.actions
    assert action.terms is not None
    assert [each.document.key for each in action.terms.citations] == ["ST-12903-2012-REV-1", *keys]
    assert any(issue.code == "own-number" for issue in reading.problems) == is_told
