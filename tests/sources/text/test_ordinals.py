"""Ordinals have no highest number: words to ninety-nine, figures beyond, and back."""

from itertools import pairwise

import pytest

from ccwp_kg.reconciliation.likeness import likeness, numbers
from ccwp_kg.sources.profile.profile import Profile
from ccwp_kg.sources.recognition.plan_names import PlanNames
from ccwp_kg.sources.text.ordinals import ordinals_of_plans

WRITTEN = [
    (3, "third"),
    (13, "thirteenth"),
    (20, "twentieth"),
    (42, "forty-second"),
    (99, "ninety-ninth"),
    (100, "100th"),
    (101, "101st"),
    (111, "111th"),
    (122, "122nd"),
    (213, "213th"),
]


@pytest.mark.parametrize(("number", "written"), WRITTEN)
def test_a_number_is_written_and_read_back(number: int, written: str) -> None:
    ordinals = ordinals_of_plans()
    assert ordinals.written(number) == written
    assert ordinals.in_figures(f"the {written.upper()} plan") == f"the {number} plan"


@pytest.mark.parametrize("text", ["firstly", "twenty plans", "1992 plans", "8thrones", "x5th"])
def test_what_is_no_ordinal_stays(text: str) -> None:
    assert ordinals_of_plans().in_figures(text) == text


def test_neighbouring_plans_never_look_alike() -> None:
    """The words of two numbers are other numbers to reconciliation, at any number, in words as in figures."""
    names = [ordinals_of_plans().written(number).replace("-", " ") + " action plan" for number in range(1, 130)]
    assert [numbers(name) for name in names] == [(str(number),) for number in range(1, 130)]
    assert max(likeness(one, other) for one, other in pairwise(names)) < 60


@pytest.mark.parametrize(
    ("ordinal", "called", "text"),
    [
        (13, "Thirteenth Action Plan", "the 13th Action Plan"),
        (21, "Twenty-First Action Plan", "the TWENTY FIRST action plan"),
        (112, "112th Action Plan", "the 112th Action Plan"),
    ],
)
def test_a_plan_is_named_by_any_ordinal(ordinal: int, called: str, text: str, profile: Profile) -> None:
    names = PlanNames.of(profile.words)
    assert [named.ordinal for named in names.all(text)] == [ordinal]
    assert names.usual(ordinal) == called
