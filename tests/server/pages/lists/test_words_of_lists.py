"""What lists and the pages beside them say of themselves is so: counts, silences, orders, what is held."""

from __future__ import annotations

import csv
import io
import re
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient

PAGE = {"Accept": "text/html"}


@pytest.fixture(scope="module")
def whole(release_app: Flask) -> FlaskClient:
    return release_app.test_client()


def words(client: FlaskClient, path: str) -> str:
    """The words of a page, one blank between them."""
    body = re.sub(r"(?s)<(script|svg).*?</\1>", "", client.get(path, headers=PAGE).get_data(as_text=True))
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def rows(client: FlaskClient, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(client.get(f"/{name}.csv").get_data(as_text=True))))


def test_a_term_of_a_code_list_is_not_called_unmentioned(whole: FlaskClient) -> None:
    """No text is searched for it; a term of the glossary that no action mentions is, and the number is 0."""
    found = {row["name"]: row for row in rows(whole, "concepts")}
    assert ("", "actions: does not apply") == (found["Approval"]["actions"], found["Approval"]["silences"])
    assert ("0", "") == (found["Belgian Presidency"]["actions"], found["Belgian Presidency"]["silences"])
    assert ("6", "") == (found["Best practice"]["actions"], found["Best practice"]["silences"])
    as_json = {row["name"]: row["actions"] for row in whole.get("/concepts.json").get_json()["rows"]}
    assert {"Approval": None, "Belgian Presidency": 0}.items() <= as_json.items()


def test_what_uses_a_concept_is_told_once_and_by_where_it_stands(whole: FlaskClient) -> None:
    page = words(whole, "/doc/concept/approval")
    used = page[page.index("Used by") : page.index("All data")]
    assert 1 == used.count("decision 2 of indicator 2 of action 5.4 of plan 5")
    assert "expects decision × 7" in used
    assert not re.search(r"dcterms:|skos:|[a-z]/[0-9a-z]", used)
