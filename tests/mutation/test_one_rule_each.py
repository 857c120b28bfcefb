"""For every rule of the shapes a change of the data as built that breaks it and no other: none is idle, none a copy."""

from __future__ import annotations

import pytest
from one_rule_each import Breach, read_breaches
from rules import Rule, rules_of
from safeguards import Safeguards

BREACHES = list(read_breaches())

NOT_BROKEN: dict[str, str] = {}
"""Rules of which the data have nothing to break: the shape or the rule, and the reason."""

BROKEN_TOO: dict[str, str] = {}
"""Rules that are broken along with others, each with the reason why it cannot but be."""


@pytest.fixture(scope="module")
def rules(safeguards: Safeguards) -> dict[str, Rule]:
    return {rule.name: rule for rule in rules_of(safeguards.selection, safeguards.graph)}


def test_every_rule_has_a_change(rules: dict[str, Rule]) -> None:
    """Or a reason why it has none."""
    named = [breach.rule for breach in BREACHES]
    assert len(named) == len(set(named))
    without = {name for name in rules if name not in named}
    assert set(named) | without == set(rules)
    assert set(NOT_BROKEN) == {name.partition(" ")[0].partition("-")[0] for name in without}


def test_what_else_is_broken_has_a_reason() -> None:
    """At most one change in ten breaks more than its rule, and of each other rule it is said why."""
    assert set(BROKEN_TOO) == {rule for breach in BREACHES for rule in breach.also}


@pytest.mark.parametrize("breach", BREACHES, ids=lambda breach: breach.rule.replace(" ", "-"))
def test_change_breaks_its_rule_only(breach: Breach, safeguards: Safeguards) -> None:
    """And what is named beside it."""
    assert breach.change.removed <= safeguards.data
    assert breach.also | {breach.rule} == safeguards.broken_rules(breach.change)
