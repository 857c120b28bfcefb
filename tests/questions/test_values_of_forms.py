"""The values of a form: wrong ones give one sentence, and others come back as an address."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from ccwp_kg.questions import Asked, NotAnswered, Outcome

Put = Callable[[str, Mapping[str, str]], Outcome]

WRONG = [
    ("actions-of-body", {"body": "Interpol"}, "not-known", "There is no organisation or group called “Interpol” here"),
    ("actions-of-body", {}, "incomplete", "“Actions of a body” needs a value: Body."),
    (
        "field-of-action",
        {"action": "5.2", "field": "colour"},
        "not-known",
        "“colour” is none of the choices of “Field”",
    ),
    (
        "legal-basis",
        {"plan": "plan/5", "act": "act/naples-ii"},
        "incomplete",
        "“Legal basis” cannot be asked with both Act and Action plan; leave one out.",
    ),
    ("actions-of-body", {"body": "organisation/olaf> } #"}, "not-known", "There is no organisation or group called"),
    ("field-of-action", {"action": "plan/5", "field": "lead"}, "not-known", "There is no action called “plan/5” here"),
]


@pytest.mark.parametrize(("slug", "values", "why", "begins"), WRONG)
def test_a_wrong_value_gives_one_sentence(
    slug: str, values: Mapping[str, str], why: str, begins: str, put: Put
) -> None:
    outcome = put(slug, values)
    assert isinstance(outcome, NotAnswered)
    assert outcome.why == why
    assert outcome.sentence.startswith(begins)


def test_values_come_back_as_an_address(put: Put) -> None:
    asked = put("actions-of-body", {"body": "European Anti-Fraud Office", "unknown": "x"})
    assert isinstance(asked, Asked)
    assert asked.path == "/questions/actions-of-body?body=organisation/olaf"
    assert asked.heading == "Actions that concern OLAF"


@pytest.mark.parametrize(
    ("slug", "values"),
    [
        ("actions-of-body", {"body": "Europol", "other": "organisation/europol"}),
        ("objective", {"objective": "objective/2009/1", "second": "objective/2009/1"}),
    ],
)
def test_the_same_value_twice_is_one(slug: str, values: Mapping[str, str], put: Put) -> None:
    asked = put(slug, values)
    assert isinstance(asked, Asked)
    assert [*asked.values] == [next(iter(values))]


TOLD = [
    ("field-of-action", {"action": "5.7", "field": "page"}, "Page 12."),
    ("field-of-action", {"action": "5.3", "field": "page"}, "Page 8."),
    ("field-of-action", {"action": "3.6", "field": "page"}, "Not held"),
    ("way-of-plan", {"plan": "plan/5", "step": "issue"}, "Issued on: not stated."),
    ("legal-basis", {"plan": "plan/4", "relation": "cites"}, "Not held"),
    ("legal-basis", {"plan": "plan/5", "relation": "cites"}, "29 documents: By its actions: 10238/2/04"),
]


@pytest.mark.parametrize(("slug", "values", "begins"), TOLD)
def test_what_an_answer_begins_with(
    slug: str, values: Mapping[str, str], begins: str, answered: Callable[[str, Mapping[str, str]], str]
) -> None:
    assert answered(slug, values).startswith(begins)
