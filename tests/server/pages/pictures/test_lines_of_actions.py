"""Lines of actions through plans and the lives of documents: each line is a statement, drawn from earlier to later."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pyoxigraph import RdfFormat, parse

from ccwp_kg.entities import relations
from ccwp_kg.entities.facts.facts import Thing
from ccwp_kg.entities.relations import LineColumn, Lines, action_lines, document_life
from ccwp_kg.namespaces import CCWP, ID
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.rdf.terms import iris
from ccwp_kg.server import create_app
from ccwp_kg.server.html.pictures.lanes import NODES, lines_picture
from ccwp_kg.server.html.pictures.model import Picture, Rectangle
from ccwp_kg.settings import Settings
from ccwp_kg.store import EmbeddedStore

NONE = Prefixes({})
TWO_PLANS = f"""
BASE <{ID}> PREFIX c: <{CCWP}> PREFIX s: <http://www.w3.org/2004/02/skos/core#>
<plan/8> a c:ActionPlan ; s:prefLabel "Eighth"@en ; c:validFrom "2014-01-01" .
<plan/9> a c:ActionPlan ; s:prefLabel "Ninth"@en ; c:validFrom "0999-01-01" .
<plan/9/action/9.1> c:partOfPlan <plan/9> ; s:prefLabel "<b onclick=x>\u202e9.1" .
<plan/8/action/8.1> c:partOfPlan <plan/8> ; c:followsUp <plan/9/action/9.1> ; c:refersToAction <plan/9/action/9.1> .
<plan/8/action/8.2> c:partOfPlan <plan/8> ; c:refersToAction <plan/8/action/8.1>, <plan/8/action/8.2> .
<plan/8/action/8.3> c:refersToAction <plan/7/action/7.1> .
<plan/7> a c:ActionPlan .
"""


@pytest.fixture(scope="module")
def two_plans() -> EmbeddedStore:
    return EmbeddedStore.of_triples([q.triple for q in parse(TWO_PLANS.encode(), format=RdfFormat.TURTLE)])


def test_each_line_is_a_statement(release_store: EmbeddedStore) -> None:
    """All that refer to another one, and no other; what follows up is told apart."""
    lines = action_lines(release_store, prefixes=NONE)
    told = {(end, start): kind for start, end, kind in lines.links}
    rows = release_store.rows(f"SELECT ?a ?b {{ ?a {CCWP.refersToAction} ?b }}")
    follow = release_store.rows(f"SELECT ?a ?b {{ ?a {CCWP.followsUp} ?b }}")
    assert {(row["a"].value, row["b"].value) for row in rows} == told.keys()  # type: ignore[union-attr]
    followed = {(row["a"].value, row["b"].value) for row in follow}  # type: ignore[union-attr]
    assert followed == {pair for pair, kind in told.items() if kind == "follows-up"}
    assert len(followed) < len(told)


def test_an_action_stands_on_its_whole_line(release_store: EmbeddedStore) -> None:
    """5.10 with an action of each earlier plan, in the order of the plans."""
    lines = action_lines(release_store, prefixes=NONE).around(f"{ID}plan/5/action/5.10")
    assert ["6.6", "8", "3.16", "4.10", "5.10"] == [thing.iri.rpartition("/")[2] for thing, _ in lines.things]
    assert [0, 1, 2, 3, 4] == [column for _, column in lines.things]


def test_plans_stand_in_the_order_in_which_they_begin(two_plans: EmbeddedStore) -> None:
    """A plan that began before the year 1000 comes first, an action without a plan last."""
    assert ["Ninth", "Eighth", "Plan not stated"] == [c.name for c in action_lines(two_plans, prefixes=NONE).columns]


def test_the_life_of_a_document_has_versions_corrigenda_and_who_cites_which(release_store: EmbeddedStore) -> None:
    """The same of each version, and of the number they share."""
    for name in ("ST-15653-2010-REV-1", "ST-15653-2010-REV-1-COR-1", "ST-15653-2010"):
        life = document_life(release_store, iris.document(name), prefixes=NONE)
        assert life is not None
        assert ["Versions", "Corrigenda", "Fifth Action Plan"] == [column.name for column in life.columns]
        assert {"corrected-by": 1, "cited-by": 2} == {
            kind: sum(each == kind for _, _, each in life.links) for kind in ("corrected-by", "cited-by")
        }
    assert document_life(release_store, iris.document("ST-1-1901"), prefixes=NONE) is None


def lines_cross_no_box(picture: Picture) -> None:
    boxes = [piece for item in picture.items for piece in item.pieces if isinstance(piece, Rectangle)]
    assert len(boxes) > 1
    for item in picture.pieces:
        run = re.match(r"M([\d.]+) ([\d.]+)H([\d.]+)", getattr(item, "path", ""))
        if run:
            x, y, end = map(float, run.groups())
            assert not [b for b in boxes if x < b.x < end - 1 and b.y < y < b.y + b.height]


def test_the_list_and_the_description_tell_plans_apart(release_app: Flask, two_plans: EmbeddedStore) -> None:
    """As the columns of the picture do; two actions of one plan need none."""
    for path, plain in (("/lines", r'<ul class="plain">.*?</ul>'), ("/lines.svg", r"<desc.*?</desc>")):
        found = re.search(plain, release_app.test_client().get(path).text, re.DOTALL)
        told = re.sub(r"<[^>]+>", "", found[0] if found else "")
        assert "Action 8 (Second Action Plan) is referred to by Action 5.10 (Fifth Action Plan)" in told
    page = create_app(two_plans, settings=Settings()).test_client().get("/lines").text
    assert "action 8.1 of plan 8 is referred to by action 8.2 of plan 8\n" in re.sub(r"<[^>]+>", "", page)


def test_lines_cross_no_box(release_store: EmbeddedStore, two_plans: EmbeddedStore) -> None:
    for store in (release_store, two_plans):
        picture = lines_picture(action_lines(store, prefixes=NONE), "t")
        assert picture is not None
        lines_cross_no_box(picture)


def test_a_thousand_things_in_a_hundred_columns_are_bounded() -> None:
    columns = tuple(LineColumn(str(place)) for place in range(100))
    things = tuple((Thing(f"urn:x:{place}", str(place)), place % 100) for place in range(1_000))
    links = tuple((f"urn:x:{place}", f"urn:x:{place + 1}", "refers-to") for place in range(999))
    picture = lines_picture(Lines(columns, things, links), "t")
    assert picture is not None
    assert 1_000 - NODES == picture.left_out
    lines_cross_no_box(picture)


@pytest.mark.parametrize(
    ("status", "path"),
    [
        (200, "/lines"), (200, "/lines.svg"), (200, "/lines/plan/8"), (200, "/lines/plan/8/action/8.2.svg"),
        (200, "/lines/plan/9/action/9.1"), (404, "/lines/plan/77"), (404, "/lines/plan/77.svg"),
        (404, "/lines/organisation/nobody"), (404, "/lines/a%20b"), (200, "/doc/plan/8"),
    ],
)  # fmt: skip
def test_pages_and_files_of_two_plans(two_plans: EmbeddedStore, status: int, path: str) -> None:
    """What is hostile in a name stays words; what has no lines is said to have none."""
    answer = create_app(two_plans, settings=Settings()).test_client().get(path, headers={"Accept": "text/html"})
    assert status == answer.status_code
    assert "<b onclick" not in answer.text
    assert "\u202e" not in answer.text
    if path.endswith(".svg") and status == 200:
        root = ElementTree.fromstring(answer.text)
        assert "img" == root.get("role")
        assert "href=" not in answer.text


def test_without_any_line_there_is_a_sentence() -> None:
    client = create_app(EmbeddedStore.of_triples([]), settings=Settings()).test_client()
    assert "No action that is held here names an earlier one" in client.get("/lines").text
    assert 404 == client.get("/lines.svg").status_code


@pytest.mark.parametrize("path", ["plan/5", "plan/5/action/5.10", "document/ST-15653-2010-REV-1"])
def test_the_page_of_a_thing_shows_its_lines(release_app: Flask, path: str) -> None:
    client: FlaskClient = release_app.test_client()
    text = client.get(f"/doc/{path}", headers={"Accept": "text/html"}).text
    assert '<svg class="figure lanes"' in text
    assert f'href="/lines/{path}.svg"' in text
    assert '<svg class="figure lanes"' not in client.get("/doc/plan/5/action/5.1").text


@pytest.mark.parametrize("path", ["/lines", "/lines.svg", "/lines/plan/8", "/doc/plan/8"])
def test_what_is_left_out_is_said_at_the_picture(
    two_plans: EmbeddedStore, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    """More links than are read for a picture; with a place for one more, nothing is left out."""
    told = "the data have more links than"
    client = create_app(two_plans, settings=Settings()).test_client()
    assert told not in client.get(path, headers={"Accept": "text/html"}).text
    monkeypatch.setattr(relations, "MOST_LINES", 5)
    client = create_app(two_plans, settings=Settings()).test_client()
    assert told in re.sub(r"\s*</?t[^>]+>\s*", " ", client.get(path, headers={"Accept": "text/html"}).text)
