"""Defects planted in the data as built, one at a time: hardly any passes all that a release must pass."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import pytest
from changes import Change
from defects import KINDS, planted
from places import Places, digest
from safeguards import Safeguards

pytestmark = pytest.mark.slow

OF_EACH_KIND = 8
ASKED_WHOLLY = 10

UNNOTICED: dict[str, str] = {
    "document/ST-6285-2006-COR-1 hasSpan source/fifth-action-plan#char=21279,21314 → "
    "source/fifth-action-plan#char=7404,7414": "a text may call a document by other words than its number",
    "plan/5/action/5.6/terms-of-reference/citation/ST-8351-2009-REV-2/role "
    "hasSpan source/fifth-action-plan#char=19693,19708 → source/fifth-action-plan#char=22844,23099": (
        "any words may show a role; that its part has a cue for it is asked for"
    ),
    "without query/38-plans-in-time http://www.w3.org/1999/02/22-rdf-syntax-ns#type "
    "http://www.w3.org/ns/shacl#SPARQLSelectExecutable": "the property of a query's text tells its form, too",
    "document/draft-fifth-action-plan/statement/document-draft-fifth-action-plan-column-parties/label/1 "
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#object "
    '"Other concerned parties"@en → "Other concerned parties"': "a heading may be in any language",
}
"""Defects that nothing notices, each with the reason why nothing can or should."""


@dataclass(frozen=True)
class Planted:
    """A defect and the safeguard that noticed it first, None where none did."""

    kind: str
    change: Change
    noticed_by: str | None


@pytest.fixture(scope="module")
def changes(places: Places) -> list[tuple[str, Change]]:
    return [(kind, change) for kind in KINDS for change in planted(kind, places, OF_EACH_KIND)]


@pytest.fixture(scope="module")
def outcomes(changes: list[tuple[str, Change]], safeguards: Safeguards) -> list[Planted]:
    return [Planted(kind, change, safeguards.first_to_notice(change)) for kind, change in changes]


def table(outcomes: list[Planted]) -> str:
    """By kind: how many were planted and noticed, and what noticed them."""
    lines = []
    for kind in KINDS:
        found = [outcome.noticed_by for outcome in outcomes if outcome.kind == kind]
        noticed = Counter(name for name in found if name)
        lines.append(f"{kind:45} {noticed.total():3} of {len(found)}  {', '.join(sorted(noticed))}")
    return "\n".join(lines)


def test_nothing_is_noticed_in_the_data_as_they_are(safeguards: Safeguards) -> None:
    """A safeguard that always cries would seem to notice everything."""
    assert frozenset() == safeguards.all_that_notice(Change("nothing"), whole=True)


def test_defects_are_many_and_of_many_kinds(changes: list[tuple[str, Change]]) -> None:
    """Every kind strikes, and every defect changes something."""
    assert len(KINDS) >= 25
    assert len(changes) >= 300
    assert set(KINDS) == {kind for kind, _ in changes}
    assert [] == [change.text for _, change in changes if change.removed == change.added]


def test_defects_are_noticed(outcomes: list[Planted]) -> None:
    """At least 98 in 100, and every other one for a reason that is written down. `pytest -rP` shows the table."""
    print(table(outcomes))
    unnoticed = {outcome.change.text for outcome in outcomes if outcome.noticed_by is None}
    assert set(UNNOTICED) == unnoticed, table(outcomes)
    assert len(unnoticed) <= 0.02 * len(outcomes)


def test_rules_that_a_change_cannot_touch_say_nothing(
    changes: list[tuple[str, Change]], safeguards: Safeguards
) -> None:
    """What the rules notice that a change can touch is all that all rules notice."""
    sample = sorted((change for _, change in changes), key=lambda change: digest(change.text))[:ASKED_WHOLLY]
    assert len(sample) == ASKED_WHOLLY
    for change in sample:
        assert safeguards.all_that_notice(change, whole=True) == safeguards.all_that_notice(change), change.text


def test_the_data_are_as_before(outcomes: list[Planted], safeguards: Safeguards) -> None:
    """A change that is not wholly taken back would be noticed in place of the next."""
    assert outcomes
    assert frozenset() == safeguards.all_that_notice(Change("nothing"), whole=True)
