"""Texts that want to do harm: they are harmless, bounded, and one sentence at most."""

from __future__ import annotations

import time
from collections.abc import Mapping

import pytest

from ccwp_kg.query import check
from ccwp_kg.query.guard import Limits
from ccwp_kg.questions import Asked, NotAnswered, Reader, Template, ask, shipped_reader
from ccwp_kg.search import Index

QUESTION = "which actions concern {} and OLAF"
HOSTILE = [
    "Europol> } } # ",
    'Europol" . ?s ?p ?o . "',
    "Europol'); DROP TABLE thing; --",
    "<script>alert(1)</script>",
    "\u202eEuropol\u202c\u200b",
    "Europol\x00\x1b[31m",
    "{body} [other] $body {{ 7*7 }} %s %(x)s",
    "../../etc/passwd",
    "<https://w3id.org/ccwp/id/organisation/europol> ; ?p ?o",
    "${jndi:ldap://x}",
    '" OR "1"="1',
    'NEAR(europol, 1) * NOT "',
    "ㅤ" * 50,
    "5.3.5.3.5.3/1/2/3/4/5-6-7-8",
    "٥٫٣",
]
MOST_SECONDS = 2.0
"""Generous: what is bounded takes some milliseconds, what is not takes minutes."""


@pytest.fixture(scope="module")
def reader() -> Reader:
    return shipped_reader()


@pytest.mark.parametrize("words", HOSTILE)
def test_a_hostile_text_is_harmless(words: str, reader: Reader, index: Index) -> None:
    for text in (words, QUESTION.format(words)):
        outcome = reader.read(text, index)
        if isinstance(outcome, Asked):
            check(outcome.query, limits=Limits())
            assert outcome.values["body"].text == "organisation/europol"
        else:
            assert "\n" not in outcome.sentence
            assert len(outcome.sentence) < 600


@pytest.mark.parametrize("words", HOSTILE)
def test_a_hostile_value_is_harmless(words: str, templates: Mapping[str, Template], index: Index) -> None:
    for template in templates.values():
        outcome = ask(template, {slot.name: words for slot in template.slots}, index)
        if isinstance(outcome, Asked):
            assert words not in outcome.query
            check(outcome.query, limits=Limits())


@pytest.mark.parametrize(
    "text",
    [
        "a" * 10_000,
        "which actions concern " + "Europol " * 1_200,
        "5.3 " * 2_500,
        "\u202e" * 10_000,
        "1/2/" * 2_500,
        "which actions concern " + "é\u0301" * 5_000,
        "1 July 2011 " * 800,
        "which cite " + "8282/3/08 REV " * 12,
        " ".join("ab" for _ in range(66)),
    ],
)
def test_a_long_text_is_bounded(text: str, reader: Reader, index: Index) -> None:
    begun = time.process_time()
    outcome = reader.read(text, index)
    assert time.process_time() - begun < MOST_SECONDS
    assert isinstance(outcome, NotAnswered)
    assert len(outcome.sentence) < 600


def test_every_template_is_within_the_limits_of_a_query(templates: Mapping[str, Template], index: Index) -> None:
    filled = {
        "body": "Europol", "other": "OLAF", "join": "or", "plan": "plan/5", "action": "5.3", "field": "lead",
        "document": "8282/3/08 REV 3", "topic": "training", "objective": "objective/2009/1",
        "second": "objective/2009/2",
        "basis": "Naples II Convention", "date": "2011", "step": "approval", "decision": "approval", "state": "draft",
    }  # fmt: skip
    for template in templates.values():
        outcome = ask(template, {name: value for name, value in filled.items() if template.slot(name)}, index)
        assert isinstance(outcome, Asked), outcome
        assert "$" not in outcome.query
        assert "# if" not in outcome.query
        check(outcome.query, limits=Limits())
