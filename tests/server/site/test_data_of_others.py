"""Data that are not ours: nothing of our data is said of them, least of all a licence that nobody gave."""

from __future__ import annotations

import re
from typing import NoReturn

import pytest
from flask.testing import FlaskClient
from pyoxigraph import RdfFormat, parse

from ccwp_kg.errors import StoreUnavailable
from ccwp_kg.namespaces import CCWP, DCTERMS, ID
from ccwp_kg.server import create_app
from ccwp_kg.settings import Settings
from ccwp_kg.store import EmbeddedStore
from support.stores.counting import CountingStore

PLAN = f"""
BASE <{ID}> PREFIX c: <{CCWP}> PREFIX t: <{DCTERMS}> PREFIX r: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX s: <http://www.w3.org/2004/02/skos/core#>
<plan/kell> a c:ActionPlan ; r:label "Harbour plan"@en ; c:readFrom <document/kell> .
<document/kell> a c:PlanDocument ; r:label "Paper of the harbour"@en .
<plan/kell/action/1> a c:Action ; r:label "Action 1"@en ; t:title "Mark the wrecks"@en ; c:partOfPlan <plan/kell> ;
  c:readFrom <document/kell> ; c:position 1 ; c:actionNumber "1" ; c:concernsParty <organisation/divers> .
<organisation/divers> a c:Organisation ; r:label "Divers"@en ; c:acronym "DIV" .
"""
LICENCE = "https://licences.example/harbour"
STATED = f"""{PLAN}
<dataset> t:title "Plans of the harbour"@en ; s:altLabel "Harbour"@en ; t:license <{LICENCE}> ;
  t:rights "Ask first."@en .
"""
HTML, TURTLE = "text/html", "text/turtle"
PAGES = [
    ("/", HTML), ("/data", HTML), ("/plans", HTML), ("/actions", HTML), ("/plans.csv", "*/*"), ("/search", HTML),
    ("/questions", HTML), ("/questions/actions-of-body", HTML), ("/questions/field-of-action", HTML), ("/sparql", HTML),
    ("/doc/plan/kell", HTML), ("/doc/plan/kell", TURTLE), ("/doc/plan/kell/action/1", HTML),
    ("/linkset/plan/kell", "*/*"),
    ("/cite/plan/kell", HTML), ("/cite/plan/kell.bib", "*/*"), ("/graph-store?default", TURTLE), ("/sparql", TURTLE),
    ("/together", HTML), ("/lines", HTML), ("/links", HTML), ("/changes", HTML), ("/changes.atom", "*/*"),
    ("/llms.txt", "*/*"), ("/opensearch.xml", "*/*"), ("/together.svg", "*/*"), ("/reconcile", "*/*"),
    ("/reconcile/guide", HTML), ("/rules", HTML), ("/nothing-here", HTML),
]  # fmt: skip
OURS = re.compile(
    "CC BY|creativecommons|European Union, |© European|[Cc]ustoms (action|Cooperation|plans)|EU customs|Working Party|"
    "Other concerned|organisation/olaf|Euorpol|Fifth|plan/5|\\b5\\.[1-9]|Europol|OLAF|Naples"
)


def served(turtle: str) -> FlaskClient:
    triples = [quad.triple for quad in parse(turtle.encode(), format=RdfFormat.TURTLE)]
    return create_app(CountingStore(EmbeddedStore.of_triples(triples), "one"), settings=Settings()).test_client()


@pytest.fixture(scope="module")
def silent() -> FlaskClient:
    return served(PLAN)


@pytest.fixture(scope="module")
def stated() -> FlaskClient:
    return served(STATED)


@pytest.mark.parametrize(("path", "accept"), PAGES)
def test_nothing_of_ours_is_said_of_them(silent: FlaskClient, path: str, accept: str) -> None:
    """Neither in the answer nor in its header, whether the data say something themselves or not."""
    answer = silent.get(path, headers={"Accept": accept})
    assert answer.status_code in (200, 404)
    link = answer.headers.get("Link", "")
    assert 'rel="license"' not in link + answer.text
    assert [] == [found[0] for found in OURS.finditer(answer.text + link)]
    if accept == HTML:
        assert "Licence: " in answer.text.partition("<footer")[2]


@pytest.mark.parametrize(("path", "accept"), PAGES)
def test_what_they_state_is_said(stated: FlaskClient, path: str, accept: str) -> None:
    """The licence in the header and on the page, and their own name for themselves."""
    answer = stated.get(path, headers={"Accept": accept})
    link = answer.headers.get("Link", "")
    assert [] == [found[0] for found in OURS.finditer(answer.text + link)]
    if 'rel="describedby"' in link:
        assert f'<{LICENCE}>; rel="license"' in link
    if (path, accept) == ("/sparql", TURTLE):
        assert 2 == answer.text.count(f"license> <{LICENCE}>") + answer.text.count(f"license <{LICENCE}>")
    if accept == HTML:
        head, _, foot = answer.text.partition("<footer")
        assert "· Harbour</title>" in head
        assert f'<link rel="license" href="{LICENCE}">' in head
        assert f'Ask first. Licence: <a href="{LICENCE}"' in foot


def test_examples_are_what_is_held(silent: FlaskClient) -> None:
    """In the guide to the data, the hints of the search and the fields of questions."""
    data = silent.get("/data", headers={"Accept": HTML}).text
    assert "http://localhost/id/plan/kell/action/1" in data
    assert "http://localhost/doc/plan/kell.ttl" in data
    hints = silent.get("/search", headers={"Accept": HTML}).text
    for sought in ("DIV", "Divers", "Action 1", "Mark the wrecks"):
        assert f">{sought}</a>" in hints
    assert 'placeholder="a body or group, such as DIV"' in silent.get("/questions/actions-of-body").text
    asked = silent.get("/questions").text
    assert "From when to when is each plan valid?" in asked  # about no thing in particular
    assert "concern OLAF" not in asked
    guide = silent.get("/reconcile/guide", headers={"Accept": HTML}).text
    assert "<code>organisation/divers</code>" in guide
    assert "/validation" not in data  # no report is there


TERMS = [
    # (what the dataset says, what the foot of a page says)
    ("t:license <javascript:alert(1)>", "<p>Licence: javascript:alert(1). ·"),
    ('t:license "Free for all."', "<p>Free for all. ·"),
    ('t:rights "All reserved."', "<p>All reserved. ·"),
    (f't:rights "Under {LICENCE}, or ask."; t:license <{LICENCE}>', f'<p>Under <a href="{LICENCE}"'),
    ('t:rights "<b>Mine</b>"', "<p>&lt;b&gt;Mine&lt;/b&gt; ·"),
]


@pytest.mark.parametrize(("said", "shown"), TERMS)
def test_terms_are_shown_as_they_are_stated(said: str, shown: str) -> None:
    page = served(f"{PLAN} <dataset> {said} .").get("/data").text
    assert shown in page.partition("<footer")[2]


def test_a_page_about_a_store_that_fails_asks_it_nothing_more() -> None:
    """Neither for the name of the site nor for terms, of which it says nothing false."""

    class Failing(CountingStore):
        def rows(self, _query: str, **_: object) -> NoReturn:
            raise StoreUnavailable("the store is away")

    store = Failing(EmbeddedStore.of_triples([]), "one")
    page = create_app(store, settings=Settings()).test_client().get("/plans", headers={"Accept": HTML})
    assert 503 == page.status_code
    assert "the store is away" in page.text
    assert "<title>" in page.text
