"""The half of the invented plans that the reader was developed with is read as it should be."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from ccwp_kg.sources.profile.profile import Lexicon, Profile
from ccwp_kg.sources.reading import read
from ccwp_kg.sources.records.source_text import SourceText
from siblings.accuracy import hold_to_measure, outcome_of
from siblings.making.generator import generate
from siblings.making.layout import Layout
from siblings.plans import DEVELOPMENT

CROSSED = (
    *(("sixth", "seventh"), ("seventh", "sixth"), ("eighth", "ninth"), ("ninth", "tenth"), ("eleventh", "seventh")),
    *(("twelfth", "seventeenth"), ("fourteenth", "sixteenth"), ("seventeenth", "fourteenth"), ("sixth", "twelfth")),
    *(("eighth", "seventeenth"), ("eleventh", "fifteenth"), ("seventh", "twelfth"), ("ninth", "sixteenth")),
)
"""Plans in the layout of another: what is read must not hang on one text in one print."""

CHANGED: tuple[tuple[str, str, Mapping[str, object]], ...] = (
    ("eleventh", "eleventh", {"number_form": "Action No {last}"}),
    ("seventh", "sixteenth", {"number_form": "Action {last}"}),
    ("fourteenth", "fourteenth", {"row_rule": "~" * 30, "end_rule": True}),
    ("fourteenth", "fourteenth", {"row_rule": "-." * 15}),
    ("eighth", "ninth", {"closing": (";", ";")}),
    ("twelfth", "seventeenth", {"closing": (";", ";")}),
)
"""Plans in a layout of which some options are changed, each for a rule of its own."""

OPEN: tuple[tuple[str, str, Mapping[str, object]], ...] = (
    ("seventeenth", "ninth", {"closing": ("", "")}),
    ("seventh", "ninth", {"closing": ("", "")}),
    ("seventeenth", "fifteenth", {"closing": ("", "")}),
)
"""Changes after which nothing parts the items of a cell: what cannot be known is told."""


def _changed(words: str, print_: str, changes: Mapping[str, object]) -> tuple[str, Layout]:
    layout: Layout = replace(DEVELOPMENT[print_][1], **changes)  # type: ignore[arg-type]
    return f"{words}-as-{print_}", layout


@pytest.mark.parametrize("name", sorted(DEVELOPMENT))
def test_a_plan_is_read_right_or_its_faults_are_told(name: str, profile: Profile, lexicon: Lexicon) -> None:
    hold_to_measure(outcome_of(name, *DEVELOPMENT[name], profile=profile, lexicon=lexicon))


@pytest.mark.parametrize(("words", "print_"), CROSSED)
def test_a_plan_is_read_right_in_the_print_of_another(
    words: str, print_: str, profile: Profile, lexicon: Lexicon
) -> None:
    plan, layout = DEVELOPMENT[words][0], DEVELOPMENT[print_][1]
    hold_to_measure(outcome_of(f"{words}-as-{print_}", plan, layout, profile=profile, lexicon=lexicon))


@pytest.mark.parametrize(("words", "print_", "changes"), CHANGED)
def test_a_plan_is_read_right_in_a_changed_print(
    words: str, print_: str, changes: Mapping[str, object], profile: Profile, lexicon: Lexicon
) -> None:
    name, layout = _changed(words, print_, changes)
    hold_to_measure(outcome_of(name, DEVELOPMENT[words][0], layout, profile=profile, lexicon=lexicon))


@pytest.mark.parametrize(("words", "print_", "changes"), OPEN)
def test_items_that_nothing_parts_are_told(
    words: str, print_: str, changes: Mapping[str, object], profile: Profile, lexicon: Lexicon
) -> None:
    name, layout = _changed(words, print_, changes)
    outcome = outcome_of(name, DEVELOPMENT[words][0], layout, profile=profile, lexicon=lexicon)
    assert outcome.faults
    assert outcome.silent == ()


@pytest.mark.parametrize(("name", "printed"), [("fourteenth", "14.2"), ("ninth", "\n2\n")])
def test_a_number_left_out_is_told(name: str, printed: str, profile: Profile, lexicon: Lexicon) -> None:
    """A number that no row has is not passed over."""
    text = generate(f"{name}-action-plan", *DEVELOPMENT[name]).text
    for changed, expected in ((text, False), (text.replace(printed, ""), True)):
        reading = read(SourceText.of(f"{name}-action-plan", changed), profile=profile, lexicon=lexicon)
        assert expected == ("action-number-left-out" in {issue.code for issue in reading.issues})
