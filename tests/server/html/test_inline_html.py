"""Links, values and grounds as HTML: whatever the data hold, nothing of it becomes markup or a dangerous link."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

import pytest
from flask import Flask

from ccwp_kg.entities.facts.evidence import Correction, Evidence, Grounds, Segment
from ccwp_kg.entities.facts.facts import Thing, Words
from ccwp_kg.entities.facts.inferences import Inference, Premise
from ccwp_kg.namespaces import ID, XSD
from ccwp_kg.server.html.pieces import evidence, inferred, lang, link, links, prose, value, words
from ccwp_kg.server.http.links import keep_language

BAD = "<script>alert(1)</script>\"'& \u202e\x07"
SHOWN = "<script>alert(1)</script>\"'& [U+202E][U+0007]"
OUT = "http://example.org/x"


class Elements(HTMLParser):
    """The elements of a piece of HTML, and where its links lead."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.targets: list[str | None] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.targets += [target for name, target in attrs if name == "href"]


def thing(iri: str, name: str = BAD) -> Thing:
    return Thing(iri, name, BAD, BAD, BAD)


PLACE = Evidence(1, 2_000, ID + "source/x#char=1,2000", BAD, ID + "source/x", 3)
CORRECTION = Correction(
    thing(ID + "correction/x/1"), thing(OUT), (Words(BAD),), (), BAD, BAD, BAD, BAD, "2026-11-27", (PLACE,)
)
REASON = Inference(thing(ID + "rule/x"), BAD, ((Premise(thing(OUT), thing(OUT), Words(BAD, BAD), True),),), 2)


@pytest.mark.parametrize(
    ("times", "allowed", "html"),
    [
        (1, {"a"}, lambda: link(thing(ID + "concept/x"))),
        (2, {"a"}, lambda: link(thing(ID + "concept/x"), True)),
        (1, {"a"}, lambda: link(thing(OUT))),
        (1, {"span"}, lambda: link(thing("javascript:alert(1)"))),
        (1, {"span"}, lambda: link(thing("data:text/html,x"))),
        (2, {"a"}, lambda: links([thing(OUT), thing(ID + "concept/x")])),
        (1, {"span"}, lambda: words(Words(BAD))),
        (2, {"time"}, lambda: words(Words(BAD, datatype=XSD.date.value))),
        (2, {"span", "small"}, lambda: words(Words(BAD, BAD))),
        (1, {"span"}, lambda: value(Words("javascript:" + BAD, datatype=XSD.anyURI.value))),
        (1, set(), lambda: prose((Segment(BAD),))),
        (2, {"a"}, lambda: prose((Segment(BAD, thing(ID + "concept/x")),))),
        (1, {"span"}, lambda: prose((Segment(BAD, thing("javascript:x", "name")),))),
    ],
)
def test_what_the_data_hold_is_only_words(app: Flask, times: int, allowed: set[str], html: object) -> None:
    """It is escaped, controls are named, no link runs anything; `times` is how often the words stand there."""
    assert callable(html)
    with app.test_request_context("/", base_url="http://plans.example"):
        app.preprocess_request()
        made = str(html())
    assert allowed == Elements(made).names
    assert times == unescape(re.sub(r' lang="[^"]*"', "", made)).count(SHOWN)
    assert not any((target or "").startswith(("javascript:", "data:")) for target in Elements(made).targets)


def test_grounds_of_hostile_data_are_only_words(app: Flask) -> None:
    with app.test_request_context("/", base_url="http://plans.example"):
        app.preprocess_request()
        made = evidence(Grounds((PLACE,), (CORRECTION,)), BAD) + inferred((REASON,), BAD)
    assert "script" not in Elements(str(made)).names
    assert "\u202e" not in made
    assert "1–2\u202f000" in made


def test_links_keep_the_language_that_was_asked_for(release_app: Flask) -> None:
    """Links on this server do, whatever language their words are in, others are not changed; what was made for one
    language is not given for another."""
    made = [Thing(ID + "concept/x", "x", "fr"), Thing(OUT, "y")]
    found = []
    for query in ("?lang=de", "", "?lang=de"):
        with release_app.test_request_context(f"/{query}", base_url="http://plans.example"):
            release_app.preprocess_request()
            found += [*Elements(keep_language(links(made))).targets]
    assert ["/doc/concept/x?lang=de", OUT, "/doc/concept/x", OUT, "/doc/concept/x?lang=de", OUT] == found


@pytest.mark.parametrize(("expected", "code"), [("", None), ("", "en"), (' lang="de"', "de"), (' lang="&#34;"', '"')])
def test_language_of_words(expected: str, code: str | None) -> None:
    assert expected == lang(code)
