"""The home page: its numbers, its questions, its timeline and its verdict are those of the release."""

from __future__ import annotations

import json
import re
import shutil
from html import unescape
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ccwp_kg.installation import folder
from ccwp_kg.rdf.example_queries import read_examples
from ccwp_kg.server import create_app
from ccwp_kg.server.pages.home import read_badge
from ccwp_kg.server.site.site import Release
from ccwp_kg.settings import Settings
from ccwp_kg.store import EmbeddedStore

SH = "http://www.w3.org/ns/shacl#"
PAGE = {"Accept": "text/html"}


@pytest.fixture(scope="module")
def whole(release_app: Flask) -> FlaskClient:
    return release_app.test_client()


def test_each_tile_leads_to_a_list_of_as_many(whole: FlaskClient) -> None:
    """What is held and what is only named are together the total that the list states."""
    home = whole.get("/", headers=PAGE).text
    tiles = re.findall(
        r'<li><a href="([^"]+)"><b>([0-9]+)</b> ([^<]+)'
        r"(?:<small>(?:([0-9]+) more named|none held)</small>)?</a>",
        home,
    )
    assert ["action plan held", "actions held"] == [words for *_, words, _ in tiles[:2]]
    assert [("1", "4"), ("10", "10")] == [(number, more) for _, number, _, more in tiles[:2]]
    assert 5 == len(tiles)
    for target, number, _, more in tiles:
        total = int(number) + int(more or 0)
        listed = whole.get(unescape(target), headers=PAGE).text
        assert f"{total} in this list" in listed or f"in this list: {total} named" in listed


def test_home_begins_with_six_answers(whole: FlaskClient) -> None:
    """Each is a question that leads to its page, and the sentence that stands there."""
    home = whole.get("/", headers=PAGE).text
    answers = re.findall(r'<li><h3><a href="(/questions/[^"]+)">([^<]+)</a></h3><p>(.*?)</p></li>', home)
    assert 6 == len(answers)
    for target, question, sentence in answers:
        page = whole.get(target, headers=PAGE).text
        assert f"<h1>{question}</h1>" in page
        assert f'<p class="lead answered">{sentence}</p>' in page


def test_who_comes_with_a_question_can_ask_it_before_all_else(whole: FlaskClient) -> None:
    """The one search of the page stands above the answers, and what it proposes is answered."""
    home = whole.get("/", headers=PAGE).text
    assert 1 == home.count('role="search"') == home.count('id="find"')
    assert home.index("<h1>") < home.index('role="search"') < home.index('<ul class="answers">')
    (proposed,) = re.findall(r'id="find"[^>]* placeholder="([^"]+)"', home)
    assert "Read as" in whole.get("/search", query_string={"q": proposed}, headers=PAGE).text
    assert 1 == whole.get("/actions", headers=PAGE).text.count('id="find"')


def test_the_answers_stand_in_the_order_that_their_files_give(whole: FlaskClient) -> None:
    home = whole.get("/", headers=PAGE).text
    order = {example.path: example.start for example in read_examples(folder("web") / "queries")}
    assert [1, 2, 3, 4, 5, 6] == [order[path] for path in re.findall(r'<h3><a href="(/questions/[^"]+)">', home)]


def test_the_timeline_and_its_table_tell_the_same(whole: FlaskClient) -> None:
    """Each plan is a link in the picture, and a row in the table."""
    home = whole.get("/", headers=PAGE).text
    svg = home[home.index("<svg") : home.index("</svg>")]
    table = home[home.index("<table") : home.index("</table>")]
    for number in range(1, 6):
        assert f'href="/doc/plan/{number}"' in svg
        assert f'href="/doc/plan/{number}"' in table
    assert "Jan 2004 – Dec 2006" in svg


def test_no_plan_seems_held_that_is_not(whole: FlaskClient) -> None:
    """In the first sentence, the picture, its table twin, and the picture alone."""
    home = whole.get("/", headers=PAGE).text
    lead = home[home.index('<p class="lead">') :]
    assert lead.startswith('<p class="lead">One action plan, read')
    assert "4 more are not held" in lead[: lead.index("</p>")]
    for svg in (home[home.index("<svg") : home.index("</svg>")], whole.get("/plans.svg").text):
        told = {*re.findall(r'(?:aria-label="|<title>)(\w+ Action Plan: [^"<]+)', svg)}
        assert 5 == len(told)
        assert ["Fifth"] == [words.split()[0] for words in told if not words.endswith(", named only")]
        assert (4, 1) == (svg.count('class="period faint"'), svg.count('class="period"'))
    table = home[home.index("<table") : home.index("</table>")]
    assert ["held", *["named only"] * 4] == re.findall(r"</a> <small>([^<]+)</small></th>", table)


def test_the_page_keeps_its_budget(whole: FlaskClient) -> None:
    """One h1, no inline style, and what machines need is told."""
    home = whole.get("/", headers=PAGE).text
    assert 1 == home.count("<h1")
    assert None is re.search(r"<[^<>]* style=", home)
    for needed in ("/sparql", "/data", "/ontology", "curl -LH"):
        assert needed in home


VERDICTS = [
    # (words on the page, validation.json)
    ("All checks passed", {"conforms": True, "countBySeverity": {}}),
    ("The data break rules", {"conforms": False, "countBySeverity": {"Violation": 2, "Warning": 1}}),
    ("2 violations, 1 warning in", {"conforms": False, "countBySeverity": {"Violation": 2, "Warning": 1}}),
    ("1 remark, 3 warnings in", {"conforms": True, "countBySeverity": {f"{SH}Warning": 3, f"{SH}Info": 1}}),
    (None, {"conforms": True}),
    (None, []),
]


@pytest.mark.parametrize(("words", "report"), VERDICTS)
def test_the_badge_says_what_the_validation_found(
    published: Path, tmp_path: Path, words: str | None, report: object
) -> None:
    """As the release says it; where it says nothing readable, there is no badge."""
    folder = tmp_path / "release"
    shutil.copytree(published, folder)
    (folder / "validation.json").write_text(json.dumps(report), encoding="utf-8")
    release = Release(folder, "1", 0, ())
    app = create_app(EmbeddedStore.of_triples([]), settings=Settings(), release=release)
    text = app.test_client().get("/", headers=PAGE).text
    if words is None:
        assert read_badge(release) is None
        assert "badge" not in text
    else:
        assert words in text
        assert SH not in text


def test_without_a_release_there_is_no_badge() -> None:
    assert read_badge(None) is None


def test_without_data_there_are_no_answers() -> None:
    """Nothing is counted, nothing answered, and no line names a plan that is not there; the questions lead on."""
    app = create_app(EmbeddedStore.of_triples([]), settings=Settings())
    home = app.test_client().get("/", headers=PAGE).text
    answers = home[home.index('<ul class="answers">') : home.index('<ul class="tiles">')]
    assert 2 == answers.count('<a href="/questions/')
    assert "<p><b>" not in answers
    assert "/id/plan" not in home
    assert "<b>0</b> action plans held" in home
