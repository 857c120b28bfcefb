"""The invented plans kept from the reader until each was measured once; what they taught since, it must not forget."""

import pytest

from ccwp_kg.sources.profile.profile import Lexicon, Profile
from siblings.accuracy import outcome_of
from siblings.judging.compare import Comparison
from siblings.plans import HELD_OUT

pytestmark = pytest.mark.slow


LEARNT_FROM = (
    *("thirty-second", "thirty-fourth", "thirty-sixth", "forty-third", "forty-fourth", "forty-fifth", "forty-seventh"),
    *(
        "forty-ninth",
        "fiftieth",
        "fifty-first",
        "fifty-second",
        "fifty-sixth",
        "fifty-eighth",
        "sixty-fourth",
        "sixty-fifth",
    ),
)
"""Plans that were measured once and then taught a rule: of gaps, numbers, marks, times, notes, years, acts, parts."""


TODAY = 0.999
"""How much of them is read right, as `docs/trust.md` says."""


@pytest.fixture(scope="module")
def outcomes(profile: Profile, lexicon: Lexicon) -> dict[str, Comparison]:
    return {name: outcome_of(name, *HELD_OUT[name], profile=profile, lexicon=lexicon) for name in HELD_OUT}


@pytest.mark.parametrize("name", sorted(HELD_OUT))
def test_every_fault_is_told(name: str, outcomes: dict[str, Comparison]) -> None:
    assert outcomes[name].silent == ()
    assert outcomes[name].fields > 50


def test_nearly_all_is_read_right(outcomes: dict[str, Comparison]) -> None:
    """Of the fields of all plans together; the faults are the message."""
    fields = sum(outcome.fields for outcome in outcomes.values())
    faults = [fault for outcome in outcomes.values() for fault in outcome.faults]
    assert 1 - len(faults) / fields >= TODAY, faults


@pytest.mark.parametrize("name", LEARNT_FROM)
def test_a_plan_that_taught_a_rule_is_read_right(name: str, outcomes: dict[str, Comparison]) -> None:
    assert outcomes[name].faults == ()
