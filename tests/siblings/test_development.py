"""The half of the invented plans that the reader was developed with is read as it should be."""

import pytest

from ccwp_kg.sources import Lexicon, Profile
from siblings.accuracy import hold_to_measure, outcome_of
from siblings.dev import PLANS

CROSSED = (("sixth", "seventh"), ("seventh", "sixth"), ("eighth", "ninth"), ("ninth", "tenth"), ("eleventh", "seventh"))
"""Plans in the layout of another: what is read must not hang on one text in one print."""


@pytest.mark.parametrize("name", sorted(PLANS))
def test_a_plan_is_read_right_or_its_faults_are_told(name: str, profile: Profile, lexicon: Lexicon) -> None:
    hold_to_measure(outcome_of(name, *PLANS[name], profile=profile, lexicon=lexicon))


@pytest.mark.parametrize(("words", "print_"), CROSSED)
def test_a_plan_is_read_right_in_the_print_of_another(
    words: str, print_: str, profile: Profile, lexicon: Lexicon
) -> None:
    plan, layout = PLANS[words][0], PLANS[print_][1]
    hold_to_measure(outcome_of(f"{words}-as-{print_}", plan, layout, profile=profile, lexicon=lexicon))
