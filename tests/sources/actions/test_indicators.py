"""An indicator expects the strongest decision that its words speak of; what is not understood is said."""

from collections.abc import Callable

import pytest

from ccwp_kg.sources.profile.profile import expanded
from ccwp_kg.sources.records.records import Reading


@pytest.mark.parametrize(
    ("decision", "body", "words"),
    [
        ("adoption", "ccwp", "Manual adopted by the CCWP"),
        ("adoption", "ccwp", "Manual presented to and adopted by the CCWP"),
        ("adoption", "ccwp", "Conclusions, submitted to the CCWP for adoption"),  # not a mere submission
        ("adoption", "council", "Draft for adoption by the Council"),
        ("adoption", "council", "Draft sent to the CCWP for adoption by the Council"),  # the one that decides
        ("approval", "ccwp", "Rota for eleven passes, CCWP approval"),
        ("approval", "ccwp", "Form endorsed by the CCWP"),
        ("approval", "ccwp", "List of goods, submitted to the CCWP with a view to its approval"),
        ("approval", "cats", "Report to the CCWP, approval by CATS"),
        ("submission", "ccwp", "Findings laid before the CCWP"),
        ("submission", "copen", "Options to be forwarded to COPEN"),
        ("submission", "cats", "Yearly overview transmitted to CATS"),
        ("submission", "ccwp", "Recommendations, to be tabled at the CCWP"),
        ("submission", "lewp", "Presentation of the results to LEWP"),
    ],
)
def test_decisions(decision: str, body: str, words: str, small_plan: Callable[..., Reading]) -> None:
    (action,) = small_plan(indicators=f"(1) {words}.").actions
    (indicator,) = action.indicators
    assert (indicator.decision, indicator.decision_by) == (decision, f"organisation/{body}")


@pytest.mark.parametrize(
    ("noted", "words"),
    [
        (False, "List of parcels"),
        (True, "List of approved scanners"),  # of no body
        (True, "Opinion of COPEN"),  # of no decision that is known
        (True, "Manual adopted by the steering group"),  # by nobody that is known
    ],
)
def test_no_decision(noted: bool, words: str, small_plan: Callable[..., Reading]) -> None:
    reading = small_plan(indicators=f"(1) {words}.")
    (indicator,) = reading.actions[0].indicators
    assert indicator.decision is None
    assert ("decision-not-understood" in {issue.code for issue in reading.issues}) == noted


def test_choices_in_a_form() -> None:
    """Every choice is made in every bracket; a bracket without a choice is printed."""
    assert expanded("(a|b) to (the |){agent} (1)") == (
        "a to the {agent} (1)",
        "a to {agent} (1)",
        "b to the {agent} (1)",
        "b to {agent} (1)",
    )
