"""What a half of the invented plans is held to: nearly every field right, and none wrong unsaid."""

from __future__ import annotations

from collections import Counter

from ccwp_kg.sources.profile.profile import Lexicon, Profile
from ccwp_kg.sources.reading import read
from ccwp_kg.sources.records.source_text import SourceText
from siblings.judging.compare import Comparison, compare, kind_of
from siblings.making.content import Plan
from siblings.making.generator import generate
from siblings.making.layout import Layout

LEAST_ACCURACY = 0.98


def outcome_of(name: str, plan: Plan, layout: Layout, *, profile: Profile, lexicon: Lexicon) -> Comparison:
    """How right the reader reads a plan in a layout."""
    printed = generate(f"{name}-action-plan", plan, layout)
    return compare(printed, read(SourceText.of(printed.name, printed.text), profile=profile, lexicon=lexicon))


def hold_to_measure(outcome: Comparison) -> None:
    """Assert that at least 98 % of the fields are right and that no fault is silent; the faults are the message."""
    assert outcome.silent == ()
    assert outcome.fields > 50
    assert outcome.accuracy >= LEAST_ACCURACY, outcome.faults


def by_field(name: str, plan: Plan, layout: Layout, outcome: Comparison) -> dict[str, tuple[int, int]]:
    """How many fields of each kind a plan has, and how many of them were read wrong."""
    expected = Counter(kind_of(path) for path in generate(name, plan, layout).fields)
    wrong = outcome.by_kind()
    return {kind: (expected[kind], wrong.get(kind, 0)) for kind in sorted({*expected, *wrong})}
