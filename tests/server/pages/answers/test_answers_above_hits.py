"""A search that is a question in plain words: its answer stands above the hits."""

from __future__ import annotations

from unittest.mock import Mock

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ccwp_kg.errors import QueryTooSlow

HTML = {"Accept": "text/html"}


@pytest.fixture(scope="module")
def whole(release_app: Flask) -> FlaskClient:
    return release_app.test_client()


def test_a_question_is_read_on_the_first_page_of_all_kinds_alone(whole: FlaskClient) -> None:
    assert whole.get("/search?q=who+leads+5.2&format=json&type=action").get_json()["question"] is None


def test_the_answer_stands_above_the_hits(whole: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """And where nobody can answer now, its link and the hits do."""
    page = whole.get("/search?q=who+is+concerned+by+5.3", headers=HTML).text
    assert '<div class="answer"><b>' in page
    monkeypatch.setattr("ccwp_kg.server.pages.search.answer_asked", Mock(side_effect=QueryTooSlow("too slow")))
    page = whole.get("/search?q=who+is+concerned+by+5.4", headers=HTML).text
    assert ('<div class="answer">' not in page, "/questions/parties-of-action?" in page) == (True, True)


def test_a_question_of_the_catalogue_is_answered_above_the_hits(whole: FlaskClient) -> None:
    page = whole.get("/search?q=which+bodies+are+in+most+actions", headers=HTML).text
    assert '<h2 id="question"><a href="/questions/most-frequent-parties">Which concerned parties occur in most' in page
    assert '<div class="answer"><b><a href="/doc/organisation/com">European Commission</a>: 9 actions</b>' in page
    question = whole.get("/search.json?q=who+is+named+most+often").get_json()["question"]
    assert ("http://localhost/questions/most-frequent-parties", {}) == (question["url"], question["values"])


def test_names_are_offered_where_one_does_not_fit(whole: FlaskClient) -> None:
    page = whole.get("/search?q=what+is+done+about+hacking", headers=HTML).text
    assert 'href="/questions/topic?topic=concept/internet-crime"' in page
