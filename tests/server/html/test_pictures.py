"""Pictures: nothing overlaps, nothing leaves its frame, words have room, the same is drawn for the same."""

from __future__ import annotations

from itertools import pairwise
from xml.etree import ElementTree

import pytest
from flask import Flask, render_template_string
from pyoxigraph import Literal, NamedNode, Triple

from ccwp_kg.entities.facts.facts import Thing
from ccwp_kg.namespaces import CCWP, RDF, RDFS
from ccwp_kg.rdf.terms import iris
from ccwp_kg.server import create_app
from ccwp_kg.server.html.pictures.matrix import MatrixCell, MatrixHeading, matrix_picture
from ccwp_kg.server.html.pictures.model import Item, Rectangle, Text, fitted, width_of, wrapped
from ccwp_kg.server.html.pictures.timeline import Step, chain_picture, plan_span, spans_picture
from ccwp_kg.settings import Settings
from ccwp_kg.store import EmbeddedStore

LONG = "To take practical steps towards implementing these new forms of cooperation and to develop existing forms"


@pytest.fixture(scope="module")
def whole(release_app: Flask) -> Flask:
    return release_app


def test_one_long_name_leaves_no_empty_space_above_the_others() -> None:
    """The names of columns stand in several lines, whole; their row is not as high as the longest is long."""
    names = ("OLAF", "Parties at the external borders", "", "WCO")
    keys = [MatrixHeading(name, name) for name in names]
    picture = matrix_picture(keys, keys, {(0, 0): MatrixCell("1", "1")}, title="t", description="d")
    assert picture is not None
    boxes = [piece for item in picture.items for piece in item.pieces if isinstance(piece, Rectangle)]
    assert 60 < boxes[0].y < width_of(names[1], 13) / 2
    turned = [[p.words for p in item.pieces if isinstance(p, Text) and p.is_turned] for item in picture.items]
    assert list(names) == [" ".join(lines) for lines in turned[:4]]


FITTED = [("OLAF", "OLAF", 100), ("…", "OLAF", 5), ("", "", 10), ("Customs…", "Customs Cooperation Working Party", 76)]


@pytest.mark.parametrize(("expected", "text", "room"), FITTED)
def test_words_fit_their_room(expected: str, text: str, room: float) -> None:
    """What does not fit is cut with an ellipsis."""
    assert expected == fitted(text, 12, room)


@pytest.mark.parametrize("lines", [1, 2, 3, 9])
@pytest.mark.parametrize("text", [LONG, "Donaudampfschifffahrtsgesellschaftskapitän", "Ω≈漢字 ½", "a"])
def test_wrapped_words_fit_their_lines(text: str, lines: int) -> None:
    """No line is wider than the room, and no word is lost without an ellipsis."""
    written = wrapped(text, 13, 120, lines=lines)
    assert 1 <= len(written) <= lines
    assert all(width_of(line, 13) <= 120 for line in written)
    assert " ".join(written) == text or "…" in "".join(written)


def box_of(item: Item, style: str = "") -> Rectangle:
    return next(p for p in item.pieces if isinstance(p, Rectangle) and style in p.style)


def words_of(item: Item) -> list[Text]:
    return [piece for piece in item.pieces if isinstance(piece, Text)]


PERIODS = [
    # (open before, open after, start, end)
    (False, False, "2004-01-01", "2006-12-31"),
    (False, True, "2007-01-01", None),
    (True, False, None, "2008-06-30"),
    (True, True, None, None),
    (True, True, "soon", "2008-13-01"),
]


@pytest.mark.parametrize(("before", "after", "start", "end"), PERIODS)
def test_an_end_that_is_not_stated_is_open(before: bool, after: bool, start: str | None, end: str | None) -> None:
    """Nothing is invented: the bar reaches the edge, is marked open, and its words say what is missing."""
    other = plan_span(Thing("urn:x:1", "First"), "2004-01-01", "2009-12-31")
    picture = spans_picture([other, plan_span(Thing("urn:x:2", "Second"), start, end)], title="t")
    assert picture is not None
    bar, (label, words) = box_of(picture.items[1], "period"), words_of(picture.items[1])
    edges = [piece.x for piece in picture.pieces if isinstance(piece, Text)]
    assert (before or after) == ("open" in bar.style) == ("not stated" in words.words)
    assert not before or edges[0] == bar.x
    assert not after or edges[-1] == pytest.approx(bar.x + bar.width, abs=0.2)
    assert label.x + width_of(label.words, 13) <= bar.x < bar.x + bar.width <= words.x


def test_periods_stand_at_their_years() -> None:
    """A bar begins at its first day and ends after its last: two plans that follow each other touch."""
    plans = [("2004-01-01", "2006-12-31"), ("2007-01-01", "2008-06-30"), ("2008-07-01", "2009-12-31")]
    spans = [plan_span(Thing(f"urn:x:{place}", "Plan"), *plan) for place, plan in enumerate(plans)]
    picture = spans_picture(spans, title="t")
    assert picture is not None
    first, second, third = (box_of(item, "period") for item in picture.items)
    years = {piece.words: piece.x for piece in picture.pieces if isinstance(piece, Text)}
    assert years["2004"] == first.x
    assert first.x + first.width == pytest.approx(years["2007"], abs=0.2) == second.x
    assert second.x + second.width == pytest.approx(third.x, abs=0.2)
    assert {40.0} == {after.y - before.y for before, after in pairwise((first, second, third))}


def test_without_any_date_there_is_no_line() -> None:
    assert spans_picture([plan_span(Thing("urn:x:1", "First"), None, "'\"><script>")], title="t") is None


STEPS: list[Step] = [
    Step("Based on", "Council Resolution of 23 October 2009 on a reinforced strategy", "/doc/act/x", "done"),
    Step("Drafted at", "18 February 2011", None, "done"),
    Step("Approved by", "CATS", "/doc/organisation/cats", "foreseen"),
]


def test_a_chain_tells_what_is_done_and_what_is_foreseen(whole: Flask) -> None:
    """By mark and by word, not by colour alone; steps with an address are links."""
    picture = chain_picture(STEPS)
    assert chain_picture([]) is None
    with whole.test_request_context("/"):
        source = '{% from "picture.html" import picture with context %}{{ picture(steps, "chain") }}'
        drawn = ElementTree.fromstring(render_template_string(source, steps=picture))
    text = "".join(drawn.itertext())
    assert 1 == sum(each.text == "foreseen" for each in drawn.iter("text"))
    assert ["/doc/act/x", "/doc/organisation/cats"] == [link.get("href") for link in drawn.iter("a")]
    assert "3. Approved by: CATS (foreseen)" in text
    assert picture is not None
    starts = [words_of(item)[0].x for item in picture.items]
    widest = [max(width_of(text.words, 13) for text in words_of(item)) for item in picture.items]
    assert all(start + wide < after for (start, after), wide in zip(pairwise(starts), widest, strict=False))
    assert all(text.y < picture.height for item in picture.items for text in words_of(item))


def test_hostile_names_stay_words() -> None:
    """A name that is markup is drawn as it reads, and an address that is script is no link."""
    evil = '"><script>alert(1)</script>'
    plan, other = iris.plan(6), NamedNode("javascript:alert(1)")
    triples = [
        Triple(plan, RDF.type, CCWP.ActionPlan),
        Triple(plan, RDFS.label, Literal(evil, language="en")),
        Triple(plan, CCWP.validFrom, Literal("2004-01-01")),
        Triple(plan, CCWP.basedOn, other),
        Triple(iris.plan(7), CCWP.precededBy, plan),
    ]
    client = create_app(EmbeddedStore.of_triples(triples), settings=Settings()).test_client()
    for path in ("/", "/plans", "/doc/plan/6"):
        text = client.get(path, headers={"Accept": "text/html"}).text
        assert "<script>alert" not in text
        assert 'href="javascript' not in text
    assert "&lt;script&gt;" in text
