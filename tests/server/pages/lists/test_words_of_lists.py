"""What lists and the pages beside them say of themselves is so: counts, silences, orders, what is held."""

from __future__ import annotations

import csv
import io
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pyoxigraph import Literal, Triple

from ccwp_kg.namespaces import RDFS
from ccwp_kg.rdf.terms import iris
from ccwp_kg.server import create_app
from ccwp_kg.settings import Settings
from ccwp_kg.store import EmbeddedStore
from support.formats.html_pages import words_of_page

PAGE = {"Accept": "text/html"}


@pytest.fixture(scope="module")
def whole(release_app: Flask) -> FlaskClient:
    return release_app.test_client()


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
    page = words_of_page(whole, "/doc/concept/approval")
    used = page[page.index("Used by") : page.index("All data")]
    assert 1 == used.count("decision 2 of indicator 2 of action 5.4 of plan 5")
    assert "expects decision × 7" in used
    assert not re.search(r"dcterms:|skos:|[a-z]/[0-9a-z]", used)


def order_of(client: FlaskClient, path: str) -> str:
    found = re.search(r'<th scope="col" aria-sort="([a-z]+)"><a[^>]*>Name<', client.get(path, headers=PAGE).text)
    assert found
    return found[1]


@pytest.mark.parametrize(
    ("path", "order"),
    [
        ("/plans", "none"),
        ("/actions", "none"),
        ("/documents", "none"),
        ("/organisations?sort=name", "none"),
        ("/actions?plan=plan/5", "ascending"),
        ("/actions?plan=plan/5&sort=-name", "descending"),
        ("/documents?kind=CouncilDocument", "ascending"),
        ("/concepts", "ascending"),
    ],
)
def test_the_mark_of_an_order_stands_where_all_rows_have_it(whole: FlaskClient, path: str, order: str) -> None:
    """Not where what is held, or named, stands before the rest."""
    assert order == order_of(whole, path)


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/plans", "5 in this list: 1 held, 4 more named Action plans"),
        ("/actions?plan=plan/5", "10 in this list: all held Actions"),
        ("/documents?kind=CouncilDocument", "26 in this list: none held, 26 named Documents"),
        ("/documents", "48 in this list: 1 held, 41 more named, 6 known otherwise Documents"),
        ("/organisations", "56 in this list: 28 named, 28 known otherwise Organisations"),
    ],
)
def test_a_list_says_how_many_are_held(whole: FlaskClient, path: str, told: str) -> None:
    assert told in words_of_page(whole, path)


def test_a_row_says_whether_it_is_held(whole: FlaskClient) -> None:
    """Where some are; of acts known from elsewhere nobody says that they are named."""
    plans = words_of_page(whole, "/plans")
    assert "Fifth Action Plan held" in plans
    assert 4 == plans.count("Action Plan named only")
    documents = whole.get("/documents", headers=PAGE).text
    assert (1, 0) == (documents.count("<small>held</small>"), documents.count("<small>named only</small>"))
    assert "<small>held</small>" not in whole.get("/actions?plan=plan/5", headers=PAGE).text


def test_no_document_is_silent_on_a_curated_fact(whole: FlaskClient) -> None:
    """That Europol has no further acronym, and that Germany is part of nothing here, no single source would state."""
    found = {row["iri"].rpartition("/id/")[2]: row for row in rows(whole, "organisations")}
    assert "acronym: does not apply" == found["organisation/europol"]["silences"]
    assert not any("not stated" in row["silences"] for row in found.values())
    assert "not stated" not in words_of_page(whole, "/organisations")
    assert "Part of – does not apply Party of" in words_of_page(whole, "/doc/organisation/europol")
    assert "Part of – does not apply" in words_of_page(whole, "/doc/country/DEU")
    assert "Part of not stated" in words_of_page(whole, "/doc/organisation/customs-union-group")
    cats = words_of_page(whole, "/doc/organisation/cats")
    assert "Printed “CATS”, “former Article 36 Committee”" in cats
    assert "Above the first heading The CCWP is invited to agree" in cats
    assert "Definition" not in words_of_page(whole, "/doc/scheme/decisions")


def test_the_home_page_says_that_no_council_document_is_held(whole: FlaskClient) -> None:
    assert "26 Council documents none held" in words_of_page(whole, "/")


def test_a_file_tells_of_the_work_area_what_the_page_does(whole: FlaskClient) -> None:
    """The plan assigns no action to a work area: not stated on the page of 5.4, in CSV and in JSON."""
    assert "Work area not stated" in words_of_page(whole, "/doc/plan/5/action/5.4")
    listed = rows(whole, "actions")
    told = {row["name"]: row["silences"].split("; ") for row in listed}
    assert "work_area: not stated" in told["Action 5.4"]
    assert "work_area: not held" in told["Action 3.1"]
    assert all(row["work_area"] == "" for row in listed)


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/documents?kind=CouncilDocument", 200, "Nothing in this list has kind"),
        ("/documents?kind=councildocument", 200, "Nothing in this list has kind"),
        ("/documents?kind=Plan", 400, "&#39;Plan&#39; is no value of &#39;kind&#39;; it takes values such as "),
        (
            "/actions?party=olaf",
            400,
            "&#39;olaf&#39; is no value of &#39;party&#39;; there is none here; leave it out.",
        ),
    ],
)
def test_a_release_without_such_things_knows_the_classes_of_its_lists(path: str, status: int, words: str) -> None:
    """The overview counts documents by a class, and leads to a list that is empty where no document is of it."""
    label = Triple(iris.document("ST-1-2000-INIT"), RDFS.label, Literal("A", language="en"))
    client = create_app(EmbeddedStore.of_triples([label]), settings=Settings()).test_client()
    answer = client.get(path, headers=PAGE)
    assert (status, True) == (answer.status_code, words in answer.text), answer.text
