"""Formulas of the fifth plan in other words: what they say is read, or told as not understood."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ccwp_kg.sources.records.records import Action, Reading

REPHRASED = [
    line.split("\t") for line in Path(__file__).with_name("rephrased.tsv").read_text(encoding="utf-8").splitlines()[1:]
]
"""What is told, the cell, and its words."""
PLAIN = [
    "Parcels are small.",
    "See 14585/2/09 REV 2 ENFOCUSTOM 105.",
    "Action 4.10 of the fourth Action Plan dealt with no parcels.",
    "The group follows the trade in parcels.",
    "Its recommendations are its own.",
    "They continue to grow.",
    "On that basis nothing can be said.",
    "This recommendation is known.",
]


def read_of(action: Action) -> Iterator[str]:
    """What was read of an action, of these."""
    terms = [action.terms] if action.terms is not None else []
    for decision in (each for part in (*action.indicators, *action.outcomes, *terms) for each in part.decisions):
        yield "addressee" if decision.kind == "submission" else "decision"
    for each in terms:
        yield from ("follow-up" for reference in each.references if reference.follows_up is not None)
        roles = {citation.role for citation in each.citations if citation.role_words is not None}
        yield from {"basis": "basis", "starting-point": "basis", "recommendations": "recommendation"}.keys() & roles
        yield from ("recommendation" for role in roles if role == "recommendations")
        yield from ("basis" for role in roles if role == "starting-point")


@pytest.mark.parametrize(("told", "cell", "words"), REPHRASED)
def test_other_words_are_read_or_told(told: str, cell: str, words: str, small_plan: Callable[..., Reading]) -> None:
    """A note names the action and what its words may tell."""
    reading = small_plan(**{cell: words})
    codes = {"relation-not-understood", "decision-not-understood"}
    notes = [each.message for each in reading.issues if each.code in codes]
    assert told in read_of(reading.actions[0]) or any(
        note.startswith("action 6.1: ") and (f"may tell the {told}" in note or "decision" in note) for note in notes
    ), notes


@pytest.mark.parametrize("words", PLAIN)
def test_plain_words_tell_nothing(words: str, small_plan: Callable[..., Reading]) -> None:
    reading = small_plan(terms=words)
    assert [] == [each.message for each in reading.issues if each.code == "relation-not-understood"]


def test_the_fifth_plan_leaves_nothing_of_it_untold(fifth: Reading) -> None:
    codes = {"relation-not-understood", "field-not-understood"}
    assert [] == [each.message for each in fifth.issues if each.code in codes]
