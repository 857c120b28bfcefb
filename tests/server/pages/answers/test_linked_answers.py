"""The sentence that answers a question with slots links the things that it names, above hits and on its own page."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from pyoxigraph import Literal, NamedNode

from ccwp_kg.entities.facts.facts import Thing
from ccwp_kg.namespaces import ID
from ccwp_kg.questions import page_answer

LINK = re.compile('href="([^"]*)">([^<]*)</a>')


@pytest.mark.parametrize(
    ("typed", "numbers"), [("which actions concern OLAF", "5.1 5.3 5.4 5.8 5.10"), ("what must 5.4 deliver", "")]
)
def test_the_answer_above_the_hits_links_what_it_names(release_app: Flask, typed: str, numbers: str) -> None:
    """Each action once, 5.1 not within 5.10; of a quotation nothing."""
    answered = release_app.test_client().get("/search", query_string={"q": typed}, headers={"Accept": "text/html"})
    box = answered.text.partition('<div class="answer">')[2].partition("</div>")[0]
    assert box
    assert [(f"/doc/plan/5/action/{each}", each) for each in numbers.split()] == LINK.findall(box)


def test_a_name_of_two_things_is_no_link() -> None:
    named = [(3, "1"), (4, "1"), (4, "1-2")]
    rows = [{"thing": NamedNode(f"{ID}plan/{plan}/action/{n}"), "label": Literal(n)} for plan, n in named]
    linked = page_answer._linked("Actions: 1, 1 and 1-2 of 11.", page_answer._names(rows))
    assert [each for each in linked if isinstance(each, Thing)] == [Thing(f"{ID}plan/4/action/1-2", "1-2")]
