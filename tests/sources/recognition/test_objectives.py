"""A printed wording means the objective it agrees with, whole or in part, whatever its printed number."""

from collections.abc import Callable

import pytest

from ccwp_kg.sources.recognition.objectives import match_objective
from ccwp_kg.sources.records.records import Reading


@pytest.mark.parametrize(
    ("objective", "whole", "wording"),
    [
        (1, True, "To consider new forms of cooperation and new investigative techniques"),
        (1, True, "Consider new forms of cooperation and new investigation techniques"),
        (2, False, "To continue to further develop existing forms of cooperation"),
        (3, True, "Improve and make more flexible the existing cooperation process"),
        (None, False, "Comparing the legal base of special forms of cooperation in criminal matters"),
        (3, False, "To improve the existing cooperation process"),  # words left out inside
        (None, False, "To improve process"),  # more of them left out than kept
        (None, False, "cooperation"),
        (None, False, ""),
    ],
)
def test_wordings(objective: int | None, whole: bool, wording: str, fifth: Reading) -> None:
    meant = match_objective(wording, fifth.plan.objectives)
    assert (meant.objective, meant.whole) == (objective, whole)


@pytest.mark.parametrize(
    ("perfect", "wording"),
    [
        (True, "To improve and make more flexible the existing cooperation process"),
        (False, "Improve and make more flexible the existing cooperation process"),
    ],
)
def test_the_score_tells_a_variant_from_the_very_words(perfect: bool, wording: str, fifth: Reading) -> None:
    assert (match_objective(wording, fifth.plan.objectives).score == 100) is perfect


def test_without_objectives_everything_is_free_text() -> None:
    assert match_objective("To improve and make more flexible", ()).objective is None


def test_objectives_in_a_row_are_parted_by_their_wordings(small_plan: Callable[..., Reading]) -> None:
    """Lines that wrap part nothing; other words between them leave the cell whole."""
    prose = "The strategic objectives are:\n\n(1) To find what is hidden\n\n(2) To stop it at the border\n\n"
    found = []
    for cell in (
        "To find what is hidden To stop it at the border",
        "To find what is hidden and To stop it at the border",
    ):
        [action] = small_plan(prose=prose, objectives=cell).actions
        found.append([each.objective for each in action.objectives])
    assert found[0] == [1, 2]
    assert len(found[1]) == 1


@pytest.mark.parametrize(
    ("wordings", "cell"),
    [
        (["Act early", "Help others"], "Objective 1: Act early\nObjective 2: Help others"),
        (["Act early", "Help others"], "SO2: Act early; SO1: Help others"),
        (["Act on Objective 1: early"], "Act on Objective 1: early"),
        (["Objective 1: Act early, as Objective 1: says"], "Objective 1: Act early, as Objective 1: says"),
    ],
)
def test_objectives_that_the_plan_lacks_are_parted_by_their_codes(
    wordings: list[str], cell: str, small_plan: Callable[..., Reading]
) -> None:
    """The code is none of their words; one code that comes twice parts nothing."""
    [action] = small_plan(objectives=cell).actions
    assert [each.wording.text for each in action.objectives] == wordings
