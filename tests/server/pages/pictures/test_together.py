"""Who is named together: every number is what a query of its own counts, and every number leads to the entries."""

from __future__ import annotations

import re
from itertools import combinations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from ccwp_kg.entities.relations import together
from ccwp_kg.namespaces import CCWP, DCTERMS, ID, M8G
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.rdf.terms import iris
from ccwp_kg.server import create_app
from ccwp_kg.settings import Settings
from ccwp_kg.store import Bounds, EmbeddedStore

NONE = Prefixes({})
PAGE = {"Accept": "text/html"}
TWO_PLANS = f"""
BASE <{ID}> PREFIX c: <{CCWP}> PREFIX t: <{DCTERMS}> PREFIX m: <{M8G}>
PREFIX s: <http://www.w3.org/2004/02/skos/core#> PREFIX body: <{ID}organisation/>
<plan/8> a c:ActionPlan ; s:prefLabel "Eighth Action Plan"@en .
<plan/9> a c:ActionPlan ; s:prefLabel "Ninth Action Plan"@en .
<plan/7> a c:ActionPlan ; s:prefLabel "Seventh Action Plan"@en .
body:ministry s:prefLabel "Ministry"@en .
body:unit s:prefLabel "Unit"@en ; t:isPartOf body:office .
body:office s:prefLabel "Office"@en ; t:isPartOf body:ministry .
body:guard s:prefLabel "Guard"@en .
body:police s:prefLabel "Police, which takes part"@en .
<plan/8/action/8.1> c:partOfPlan <plan/8> ; c:concernsParty body:ministry, body:unit, body:police ;
  c:hasPartyInvolvement <plan/8/action/8.1/party/1>, <plan/8/action/8.1/party/2>, <plan/8/action/8.1/lead/1> .
<plan/8/action/8.1/party/2> c:printedForm "Police" ; m:role <concept/participant> ; c:involvedParty body:police .
<plan/8/action/8.1/party/1> c:printedForm "Ministry (Unit, such as the Guard)" ; m:role <concept/concerned> ;
  c:involvedParty body:ministry, body:unit ; c:namesAsExample body:guard .
<plan/8/action/8.1/lead/1> c:printedForm "led by the Ministry" ; m:role <concept/lead> ;
  c:involvedParty body:ministry .
<plan/9/action/9.1> c:partOfPlan <plan/9> ; c:concernsParty body:ministry, body:guard .
<plan/9/action/9.2> c:partOfPlan <plan/9> ; c:concernsParty body:guard, body:ministry .
"""


def triples_of(turtle: str) -> list[Triple]:
    return [quad.triple for quad in parse(turtle.encode(), format=RdfFormat.TURTLE)]


def counted(store: EmbeddedStore, one: str, other: str, plan: str = "?plan") -> int:
    """How many actions concern both, by a query that knows nothing of the page."""
    both = f"?a {CCWP.concernsParty} <{one}>, <{other}> ; {CCWP.partOfPlan} {plan}"
    rows = store.rows(f"SELECT (COUNT(DISTINCT ?a) AS ?n) {{ {both} }}")
    number = rows[0]["n"]
    assert isinstance(number, Literal)
    return int(number.value)


@pytest.fixture(scope="module")
def two_plans() -> EmbeddedStore:
    return EmbeddedStore.of_triples(triples_of(TWO_PLANS))


@pytest.fixture(scope="module")
def client(two_plans: EmbeddedStore) -> FlaskClient:
    return create_app(two_plans, settings=Settings()).test_client()


def test_every_number_is_what_a_query_counts(release_store: EmbeddedStore, release_app: Flask) -> None:
    """All cells of the matrix of the release, with the diagonal; what no query finds, no cell shows."""
    found = together(release_store, prefixes=NONE)
    bodies = [body.iri for body, _ in found.bodies]
    assert len(bodies) > 10
    assert {iri: counted(release_store, iri, iri) for iri in bodies} == {body.iri: n for body, n in found.bodies}
    shown = {frozenset((pair.first.iri, pair.second.iri)): len(pair.actions) for pair in found.pairs}
    asked = {frozenset(pair): counted(release_store, *pair) for pair in combinations(bodies, 2)}
    assert {pair: number for pair, number in asked.items() if number} == shown
    svg = release_app.test_client().get("/together.svg").text
    cells = re.findall(r'<g class="cell[^"]*"><title>[^<]*</title><rect[^>]*/><text[^>]*>\(?(\d+)\)?</text>', svg)
    assert sorted(map(int, cells)) == sorted([*shown.values(), *shown.values(), *(n for _, n in found.bodies)])
    assert ">Named as concerned parties of the same action: Fifth Action Plan</text>" in svg
    assert ">On the diagonal: the actions that name the body at all. Dashed and in brackets: a body" in svg


def test_an_example_in_brackets_does_not_count(release_store: EmbeddedStore, client: FlaskClient) -> None:
    """Frontex and border guards stand in 5.6 as examples of parties at the borders, no more."""
    found = together(release_store, prefixes=NONE)
    assert not any(body.iri == f"{ID}group/border-guards" for body, _ in found.bodies)
    named = [naming.action.iri for pair in found.of(f"{ID}organisation/frontex") for naming in pair.actions]
    assert {f"{ID}plan/5/action/5.3", f"{ID}plan/5/action/5.10"} == set(named)
    assert 2 == client.get("/together/organisation/guard").text.count('href="/doc/plan/9/action')


def test_a_body_and_its_part_are_marked_however_far_down(two_plans: EmbeddedStore, client: FlaskClient) -> None:
    found = together(two_plans, prefixes=NONE)
    parts = {(pair.part.name if pair.part else None, pair.first.name, pair.second.name) for pair in found.pairs}
    assert {("Unit", "Ministry", "Unit"), (None, "Ministry", "Guard")} == parts
    assert "Unit is a part of Ministry" in client.get("/together").text
    assert "(1)</text>" in client.get("/together.svg").text


def test_entries_are_quoted_without_those_that_lead(client: FlaskClient) -> None:
    """The entry names both; that the ministry leads is said in another entry, which is none of these."""
    text = client.get("/together/organisation/ministry").text
    assert "“Ministry (Unit, such as the Guard)”" in text
    assert "led by" not in text


@pytest.mark.parametrize(
    ("plan", "pairs"),
    [(None, {("Guard", 2), ("Unit", 1)}), ("plan/8", {("Unit", 1)}), ("plan/9", {("Guard", 2)}), ("plan/7", set())],
)
def test_plans_count_together_and_each_by_itself(
    two_plans: EmbeddedStore, client: FlaskClient, plan: str | None, pairs: set[tuple[str, int]]
) -> None:
    iri = None if plan is None else NamedNode(ID + plan)
    found = together(two_plans, prefixes=NONE, plan=iri)
    ministry = next((body for body, _ in found.bodies if body.name == "Ministry"), None)
    assert pairs == {(pair.other(ministry).name, len(pair.actions)) for pair in found.pairs if ministry}
    for pair in found.pairs:
        number = counted(two_plans, pair.first.iri, pair.second.iri, "?plan" if iri is None else str(iri))
        assert number == len(pair.actions)
    answer = client.get("/together" if plan is None else f"/together?plan={plan}")
    assert 200 == answer.status_code
    assert ("No action of the Seventh Action Plan names a concerned party" in answer.text) == (not pairs)


def test_what_is_drawn_once_is_right_for_each_host_language_and_plan(
    release_app: Flask, two_plans: EmbeddedStore
) -> None:
    """The picture is kept with the data; the address that it can be fetched from is that of the host asked."""
    kept = two_plans.bounded(Bounds(), prefixes=NONE, state="kept")
    for app, plans in ((release_app, ["plan/5"]), (create_app(kept, settings=Settings()), ["plan/8", "plan/9"])):
        for query in ("", *(f"?plan={plan}" for plan in plans)):
            pages = [app.test_client().get(f"/together{query}", base_url=f"http://{host}.example") for host in "aab"]
            first, again, other = (page.text for page in pages)
            assert first == again == other.replace("http://b.example", "http://a.example")
            assert "http://b.example/together.svg" in other
            assert "http://a.example" not in other
    for plan in plans:
        text = app.test_client().get(f"/together?plan={plan}").text
        assert {f"?plan={plan}"} == set(re.findall(r"/together/organisation/ministry([^\"#]*)", text))
    french = release_app.test_client().get("/together?lang=fr").text
    assert 'href="/together/organisation/europol?lang=fr"' in french


def test_each_plan_is_counted_for_each_body(two_plans: EmbeddedStore, client: FlaskClient, release_app: Flask) -> None:
    """As a matrix from two plans on; with one there is nothing to compare."""
    found = together(two_plans, prefixes=NONE)
    asked = {
        (body.iri, plan.iri): counted(two_plans, body.iri, body.iri, f"<{plan.iri}>")
        for body, _ in found.bodies
        for plan in found.plans
    }
    assert {pair: number for pair, number in asked.items() if number} == dict(found.by_plan)
    assert 'href="/together/by-plan.svg"' in client.get("/together").text
    assert 200 == client.get("/together/by-plan.svg").status_code
    assert 404 == release_app.test_client().get("/together/by-plan.svg").status_code


def test_a_body_has_its_plans_on_its_page(release_app: Flask) -> None:
    """Bars from two plans on, that lead to the entries and stand alone; none for one plan, and for who is not named."""
    store = EmbeddedStore.of_triples(triples_of(f"{TWO_PLANS} body:guard a c:Organisation ."))
    store.state = "two plans"
    client = create_app(store, settings=Settings()).test_client()
    file = "/together/by-plan/organisation/guard.svg"
    text = client.get("/doc/organisation/guard.html").text
    assert f'href="{file}"' in text
    assert 'href="/together/organisation/guard?plan=plan/9"' in text
    assert "In how many actions: " in text
    assert 'class="figure bars"' in client.get(file).text
    assert 404 == client.get("/together/by-plan/plan/9.svg").status_code
    assert "/by-plan/" not in release_app.test_client().get("/doc/organisation/europol.html").text


def test_every_number_leads_to_its_entries(release_app: Flask) -> None:
    """Each link of the matrix and of the list lands on a heading of the page it leads to."""
    client = release_app.test_client()
    links = set(re.findall(r'href="(/together/[^"]+#[^"]+)"', client.get("/together").text))
    assert len(links) > 50
    pages: dict[str, str] = {}
    for link in links:
        path, _, place = link.partition("#")
        text = pages.setdefault(path, client.get(path).text)
        assert f'<h2 id="{place}"' in text


@pytest.mark.parametrize(
    ("status", "path"),
    [
        (404, "/together?plan=plan/77"), (404, "/together?plan=%3Cscript%3E"),
        (400, "/together?plan=plan/8&plan=plan/9"),
        (404, "/together/organisation/nobody"), (404, "/together/a%20b.svg"), (404, "/together.svg?plan=plan/7"),
    ],
)  # fmt: skip
def test_what_is_not_there_is_said_in_a_sentence(client: FlaskClient, status: int, path: str) -> None:
    answer = client.get(path, headers=PAGE)
    assert status == answer.status_code
    assert "<script>" not in answer.text


def test_names_are_drawn_as_they_are_printed() -> None:
    """Markup in a name is words, on the page and in the file."""
    evil = '"><script>alert(1)</script>'
    triples = [*triples_of(TWO_PLANS), Triple(iris.thing("organisation/guard"), CCWP.acronym, Literal(evil))]
    client = create_app(EmbeddedStore.of_triples(triples), settings=Settings()).test_client()
    for path in ("/together", "/together.svg", "/together/organisation/guard", "/together/organisation/ministry.svg"):
        text = client.get(path, headers=PAGE).text
        assert "<script>alert" not in text
        assert "&lt;script&gt;" in text


@pytest.mark.parametrize("name", ["json", "csv"])
def test_a_client_that_asks_for_data_is_led_to_it(client: FlaskClient, name: str) -> None:
    """As the pages of questions lead there; the page names the files, too."""
    media = {"json": "application/json", "csv": "text/csv"}[name]
    led = client.get("/together", headers={"Accept": media})
    assert (303, client.get(f"/together.{name}").location) == (led.status_code, led.location)
    page = client.get("/together", headers=PAGE)
    assert f'{name}>; rel="alternate"' in page.headers["Link"].replace("&amp;", "&")
    assert "Accept" in page.headers["Vary"]
