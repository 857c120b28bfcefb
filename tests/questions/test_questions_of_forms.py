"""Asking with the values of a form: what is asked, the query, the sentence of the answer, and wrong values."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from ccwp_kg.query import check
from ccwp_kg.query.guard import Limits
from ccwp_kg.questions import Asked, NotAnswered, Outcome, Template, answer, ask
from ccwp_kg.search import Index
from ccwp_kg.store import EmbeddedStore

ANSWERS = [
    ("actions-of-body", {"body": "Europol", "other": "OLAF"}, "Five actions: 5.1, 5.3, 5.4, 5.8 and 5.10."),
    ("actions-of-body", {"body": "organisation/frontex", "plan": "plan/5"}, "Two actions: 5.3 and 5.10."),
    (
        "field-of-action",
        {"action": "5.2", "field": "lead"},
        "Not stated (the source is silent on it). What comes nearest: "
        "“Member States proposing actions are also encouraged to lead them”.",
    ),
    ("field-of-action", {"action": "5.9", "field": "timetable"}, "Until December 2012 and for three years."),
    (
        "field-of-action",
        {"action": "4.10", "field": "lead"},
        "Not held (the document that would tell it is not in this collection). "
        "It is named in Action 5.10: “Action 4.10”.",
    ),
]
WRONG = [
    ("actions-of-body", {"body": "Interpol"}, "not-known", "There is no organisation or group called “Interpol” here"),
    ("actions-of-body", {}, "incomplete", "“Actions of a body” needs a value: Body."),
    (
        "field-of-action",
        {"action": "5.2", "field": "colour"},
        "not-known",
        "“colour” is none of the choices of “Field”",
    ),
    ("actions-of-body", {"body": "organisation/olaf> } #"}, "not-known", "There is no organisation or group called"),
    ("field-of-action", {"action": "plan/5", "field": "lead"}, "not-known", "There is no action called “plan/5” here"),
]


@pytest.fixture(scope="module")
def put(templates: Mapping[str, Template], index: Index) -> Callable[[str, Mapping[str, str]], Outcome]:
    """Asks a template, by its slug, with values."""
    return lambda slug, values: ask(templates[slug], values, index)


Put = Callable[[str, Mapping[str, str]], Outcome]


@pytest.mark.parametrize(("slug", "values", "sentence"), ANSWERS)
def test_an_answer_is_one_sentence(
    slug: str, values: Mapping[str, str], sentence: str, put: Put, release_store: EmbeddedStore
) -> None:
    asked = put(slug, values)
    assert isinstance(asked, Asked)
    rows = release_store.rows(check(asked.query, limits=Limits()).text)
    assert answer(asked, rows).sentence == sentence


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
