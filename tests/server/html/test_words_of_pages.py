"""Pages say for whom their words are, what was not looked up, and cut no title after a few letters."""

from __future__ import annotations

import re
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient

from support.formats.html_pages import words_of_page

PAGE = {"Accept": "text/html"}


@pytest.fixture(scope="module")
def whole(release_app: Flask) -> FlaskClient:
    return release_app.test_client()


def test_an_original_that_was_not_looked_up_is_said_to_be_so(whole: FlaskClient) -> None:
    """Beside the link, in the words of its reason."""
    page = words_of_page(whole, "/doc/document/ST-8351-2009-REV-2")
    beside = page[page.index("Original ") : page.index("Register ")]
    assert "confidence 0.5. Where the document can be read, by the pattern of the register’s addresses" in beside
    assert "not looked up" in beside


def test_a_correction_needs_no_second_person(whole: FlaskClient) -> None:
    """Shapes and reviews take a correction of one; both pages say so."""
    assert "where a second one looked and agreed, that is said" in words_of_page(whole, "/about")
    assert "where a second person looked and agreed; one is enough" in words_of_page(whole, "/add-a-plan")


def test_a_line_of_a_review_says_for_whom_it_is(whole: FlaskClient) -> None:
    told = words_of_page(whole, "/source/fifth-action-plan/15506-15513")
    assert (
        "Whoever keeps these data adds the line to the review.csv of the document; everybody else can send it" in told
    )


@pytest.mark.parametrize(("path", "has_titles"), [("/doc/plan/5", False), ("/doc/document/ST-8351-2009-REV-2", True)])
def test_no_title_is_cut_after_a_few_letters(whole: FlaskClient, path: str, has_titles: bool) -> None:
    """With five columns a box has its name alone; with two the title has two lines."""
    drawn = re.findall(r"(?s)<svg.*?</svg>", whole.get(path, headers=PAGE).text)
    (lanes,) = [each for each in drawn if "Action 5.6" in each and "Fifth Action Plan" in each]
    lines = re.findall(r'<text[^>]*class="by small"[^>]*>([^<]*)</text>', lanes)
    assert has_titles == any("To explore in greater" in line for line in lines)
    assert all(len(unescape(line)) > 20 for line in lines if line.endswith("…"))


def test_the_counts_of_an_action_lead_to_what_they_count(whole: FlaskClient) -> None:
    page = whole.get("/doc/plan/5/action/5.3", headers={"Accept": "text/html"}).text
    [lead] = re.findall('<p class="lead">(<a.*?)</p>', page)
    links = re.findall('<a href="#([^"]+)">([^<]+)</a>', lead)
    assert ["objectives", "parties", "cited"] == [part for part, _ in links]
    assert ["7 concerned parties", "cites 7 documents"] == [words for _, words in links[1:]]
    assert all(f'<h2 id="{part}">' in page for part, _ in links)
