"""The half of the invented plans that the reader was never developed with is read as it should be."""

import pytest

from ccwp_kg.sources import Lexicon, Profile
from siblings.accuracy import hold_to_measure, outcome_of
from siblings.heldout import PLANS


@pytest.mark.parametrize("name", sorted(PLANS))
def test_a_plan_is_read_right_or_its_faults_are_told(name: str, profile: Profile, lexicon: Lexicon) -> None:
    hold_to_measure(outcome_of(name, *PLANS[name], profile=profile, lexicon=lexicon))
