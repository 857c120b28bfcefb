"""The yardstick measures: a reading without fault is found faultless, and each kind of fault is named."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ccwp_kg.sources.profile.profile import Lexicon, Profile
from ccwp_kg.sources.reading import read
from ccwp_kg.sources.records.records import Issue, Reading
from ccwp_kg.sources.records.source_text import SourceText, Span
from siblings.judging.compare import compare, wrong_values
from siblings.making.expected import Sibling
from siblings.plans import sibling


@pytest.fixture(scope="module")
def sixth() -> Sibling:
    return sibling("sixth")


@pytest.fixture(scope="module")
def reading(sixth: Sibling, profile: Profile, lexicon: Lexicon) -> Reading:
    return read(SourceText.of(sixth.name, sixth.text), profile=profile, lexicon=lexicon)


def spoilt(reading: Reading, *issues: Issue, **changes: object) -> Reading:
    """A reading whose second action is another, with some issues more."""
    first, second, *others = reading.actions
    changed = replace(second, **changes)  # type: ignore[arg-type]
    return replace(reading, actions=(first, changed, *others), issues=(*reading.issues, *issues))


def test_the_plan_printed_as_the_fifth_is_read_without_fault(sixth: Sibling, reading: Reading) -> None:
    """So the expected readings keep the reader's own conventions on values and places."""
    outcome = compare(sixth, reading)
    assert ((), 1.0) == (outcome.faults, outcome.accuracy)
    assert len(sixth.fields) == outcome.fields


def test_a_missing_title_is_a_silent_fault_until_an_issue_names_it(sixth: Sibling, reading: Reading) -> None:
    number = reading.actions[1].number_passage.spans[0]
    for issues, silent in (
        ((), True),
        ((Issue("cell-missing", "action 6.2: no cell for the column “title”", number),), False),
        ((Issue("cell-missing", "action 6.2: no cell for the column “outcomes”", number),), True),
        ((Issue("words-unassigned", "more blocks than columns", Span(0, 5)),), True),
    ):
        (fault,) = compare(sixth, spoilt(reading, *issues, title=None)).faults
        assert ("action/6.2/title", "missing", silent) == (fault.path, fault.kind, fault.silent)


def test_a_wrong_value_a_wrong_place_and_an_invented_field_are_told_apart(sixth: Sibling, reading: Reading) -> None:
    title = reading.actions[1].title
    assert title is not None
    for changed, kind in (
        (replace(title, text=f"{title.text}."), "value"),
        (replace(title, spans=(Span(title.spans[0].start - 8, title.spans[0].end),)), "place"),
        (replace(title, spans=(Span(title.spans[0].start, title.spans[0].end - 3),)), "place"),
    ):
        (fault,) = compare(sixth, spoilt(reading, title=changed)).faults
        assert ("action/6.2/title", kind) == (fault.path, fault.kind)
    third = replace(reading.actions[1].outcomes[0], position=3)
    outcome = compare(sixth, spoilt(reading, outcomes=(*reading.actions[1].outcomes, third)))
    assert {("action/6.2/outcome/3", "invented"), ("action/6.2/outcome/3/number", "invented")} == {
        (fault.path, fault.kind) for fault in outcome.faults
    }
    assert {"action/outcome": 1, "action/outcome/number": 1} == outcome.by_kind()


def test_an_issue_that_has_to_be_reported_is_missed(sixth: Sibling, reading: Reading) -> None:
    quiet = replace(reading, issues=tuple(issue for issue in reading.issues if issue.code != "unknown-party"))
    (fault,) = compare(sixth, quiet).faults
    assert ("action/6.2/party/3", "unreported", True) == (fault.path, fault.kind, fault.silent)


def test_a_refused_document_is_all_missing_and_nothing_silent(sixth: Sibling) -> None:
    outcome = compare(sixth, None)
    assert (0.0, ()) == (outcome.accuracy, outcome.silent)


def test_values_alone_are_compared_for_another_print(sixth: Sibling, reading: Reading) -> None:
    moved = replace(reading.actions[1].number_passage, spans=(Span(0, 3),))
    assert [] == wrong_values(sixth, spoilt(reading, number_passage=moved))
    assert [("action/6.2/title", sixth.fields["action/6.2/title"].value, None)] == wrong_values(
        sixth, spoilt(reading, title=None)
    )
