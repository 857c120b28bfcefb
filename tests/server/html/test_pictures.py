"""Pictures: nothing overlaps, nothing leaves its frame, words have room, the same is drawn for the same."""

from __future__ import annotations

from itertools import combinations, pairwise
from xml.etree import ElementTree

import pytest
from flask import Flask, render_template_string
from pyoxigraph import Literal, NamedNode, Triple

from ccwp_kg.entities import Thing, entity_page
from ccwp_kg.entities.neighbourhood import SHOWN, neighbourhood
from ccwp_kg.namespaces import CCWP, ID, RDF, RDFS
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.rdf.terms import iris
from ccwp_kg.server import create_app
from ccwp_kg.server.html.pictures import (
    Box,
    Item,
    Picture,
    PlanPeriod,
    Text,
    large_picture,
    small_picture,
    timeline_picture,
)
from ccwp_kg.server.html.pictures.text_width import fitted, width_of, wrapped
from ccwp_kg.server.html.pictures.timeline import Step, chain_picture
from ccwp_kg.server.pages.neighbourhood import grouped
from ccwp_kg.settings import Settings
from ccwp_kg.store import EmbeddedStore

NONE = Prefixes({})
SVG = "{http://www.w3.org/2000/svg}"
LONG = "To take practical steps towards implementing these new forms of cooperation and to develop existing forms"


@pytest.fixture(scope="module")
def store(release_store: EmbeddedStore) -> EmbeddedStore:
    return release_store


@pytest.fixture(scope="module")
def whole(release_app: Flask) -> Flask:
    return release_app


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


def box_of(item: Item, style: str = "") -> Box:
    return next(p for p in item.pieces if isinstance(p, Box) and style in p.style)


def words_of(item: Item) -> list[Text]:
    return [piece for piece in item.pieces if isinstance(piece, Text)]


def overlap(one: Box, other: Box) -> bool:
    return (
        one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    )


THINGS = [
    "plan/5", "plan/3", "plan/5/action/5.4", "plan/5/action/5.10", "organisation/olaf", "organisation/com",
    "document/ST-8351-2009-REV-2", "objective/2009/3", "concept/afis-mab", "act/naples-ii", "meeting/2011-02-18",
    "group/border-guards", "scheme/glossary", "source/fifth-action-plan",
]  # fmt: skip


@pytest.mark.parametrize("reference", THINGS)
def test_no_box_covers_another(store: EmbeddedStore, reference: str) -> None:
    """In both pictures of a thing: boxes stand apart, within the frame, with their words inside."""
    iri = NamedNode(ID + reference)
    found, page = neighbourhood(store, iri, prefixes=NONE), entity_page(store, iri, prefixes=NONE)
    assert found is not None
    assert page is not None
    large, small = large_picture(found.thing, grouped(found.neighbours)), small_picture(page)
    assert large is not None
    drawn: list[tuple[Picture, int]] = [(large, 13)]
    if small is not None:
        drawn.append((small, 12))
    for picture, size in drawn:
        boxes = [box_of(item) for item in picture.items]
        assert len(boxes) > 1
        assert [] == [(a, b) for a, b in combinations(boxes, 2) if overlap(a, b)]
        assert all(0 <= box.x and box.x + box.width <= picture.width + 0.01 for box in boxes)
        assert all(0 <= box.y and box.y + box.height <= picture.height + 0.01 for box in boxes)
        for item, box in zip(picture.items, boxes, strict=True):
            assert words_of(item)
            assert all(width_of(text.words, size) <= box.width - 8 for text in words_of(item))
            assert all(box.y < text.y < box.y + box.height for text in words_of(item))


def test_the_best_connected_come_first_and_the_rest_is_counted(store: EmbeddedStore) -> None:
    """At most forty, none of them with fewer links than one that is left out."""
    found = neighbourhood(store, iris.document("draft-fifth-action-plan"), prefixes=NONE)
    assert found is not None
    assert SHOWN == len(found.neighbours)
    assert found.further > 10
    assert [each.links for each in found.neighbours] == sorted((each.links for each in found.neighbours), reverse=True)


def test_a_neighbour_is_told_with_its_properties(store: EmbeddedStore) -> None:
    """Out and back, our own property before others, and "mentions" last; parts and spans are left out."""
    found = neighbourhood(store, iris.thing("plan/5/action/5.4"), prefixes=NONE)
    assert found is not None
    told = {each.thing.short: ([p.name for p in each.out], [p.name for p in each.back]) for each in found.neighbours}
    assert (["concerns party", "mentions"], []) == told["OLAF"]
    assert (["part of plan"], ["has action"]) == tuple(names[:1] for names in told["Fifth Action Plan"])
    assert not any("#char=" in each.thing.iri or "/citation/" in each.thing.iri for each in found.neighbours)


def test_a_hub_is_drawn_in_bounded_time() -> None:
    """Of a thing with very many links the first are looked at, and the page says that there are more."""
    hub = iris.thing("concept/hub")
    store = EmbeddedStore.of_triples(
        [Triple(iris.document(f"ST-{place}-2009-INIT"), CCWP.mentions, hub) for place in range(1, 1_000)]
    )
    found = neighbourhood(store, hub, prefixes=NONE)
    assert found is not None
    assert (SHOWN, False) == (len(found.neighbours), found.is_counted_whole)


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
    other = PlanPeriod(Thing("urn:x:1", "First"), "2004-01-01", "2009-12-31")
    picture = timeline_picture([other, PlanPeriod(Thing("urn:x:2", "Second"), start, end)])
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
    picture = timeline_picture([PlanPeriod(Thing(f"urn:x:{place}", "Plan"), *plan) for place, plan in enumerate(plans)])
    assert picture is not None
    first, second, third = (box_of(item, "period") for item in picture.items)
    years = {piece.words: piece.x for piece in picture.pieces if isinstance(piece, Text)}
    assert years["2004"] == first.x
    assert first.x + first.width == pytest.approx(years["2007"], abs=0.2) == second.x
    assert second.x + second.width == pytest.approx(third.x, abs=0.2)
    assert {40.0} == {after.y - before.y for before, after in pairwise((first, second, third))}


def test_without_any_date_there_is_no_line() -> None:
    assert timeline_picture([PlanPeriod(Thing("urn:x:1", "First"), None, "'\"><script>")]) is None


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


@pytest.mark.parametrize("reference", THINGS)
def test_the_page_draws_well_formed_svg_with_links(whole: Flask, reference: str) -> None:
    """Each box is a link that says what it is; title and description are there; no style stands in an attribute."""
    response = whole.test_client().get(f"/neighbourhood/{reference}", headers={"Accept": "text/html"})
    assert 200 == response.status_code
    start = response.text.index("<svg")
    svg = ElementTree.fromstring(response.text[start : response.text.index("</svg>") + 6])
    assert ["title", "desc"] == [child.tag for child in svg][:2]
    links = list(svg.iter("a"))
    assert all(link.get("aria-label") and link.get("href") for link in links)
    assert len(links) > 1
    assert not any(name in ("style", "onclick") for each in svg.iter() for name in each.attrib)
    again = whole.test_client().get(f"/neighbourhood/{reference}", headers={"Accept": "text/html"})
    assert response.data == again.data


@pytest.mark.parametrize("path", ["/neighbourhood/plan/77", "/neighbourhood/%3Cscript%3E", "/neighbourhood/a%20b"])
def test_the_unknown_has_no_neighbourhood(whole: Flask, path: str) -> None:
    assert 404 == whole.test_client().get(path).status_code


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
    for path in ("/", "/plans", "/neighbourhood/plan/6"):
        text = client.get(path, headers={"Accept": "text/html"}).text
        assert "<script>alert" not in text
        assert 'href="javascript' not in text
    assert "&lt;script&gt;" in text
