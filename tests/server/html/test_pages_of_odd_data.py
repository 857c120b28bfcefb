"""Data of others may leave out what ours have, and name things as they like: pages tell no more than is stated."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from pyoxigraph import RdfFormat, parse

from ccwp_kg.namespaces import CCWP, DCTERMS, ID, M8G, OA
from ccwp_kg.server import create_app
from ccwp_kg.settings import Settings
from ccwp_kg.store import EmbeddedStore
from support.formats.html_pages import words_of_page

ODD = f"""
BASE <{ID}> PREFIX c: <{CCWP}> PREFIX t: <{DCTERMS}> PREFIX r: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX o: <{OA}> PREFIX x: <http://www.w3.org/2001/XMLSchema#> PREFIX s: <http://www.w3.org/2004/02/skos/core#>
<plan/7> a c:ActionPlan ; r:label "Seventh"@en ; c:validFrom "2011"^^x:gYear ; c:readFrom <document/d> .
<plan/a+b&c> a c:ActionPlan ; r:label "A + B"@en ; c:validFrom "2009-06-15Z"^^x:date ; c:readFrom <document/e> .
<document/d> a c:CouncilDocument ; r:label "D"@en ; t:issued "2011-02-18T10:00:00"^^x:dateTime .
<document/d/request/1> a c:ExpectedDecision ; t:isPartOf <document/d> ; c:text "Please agree" .
<plan/7/action/1> a c:Action ; r:label "Action 1"@en ; c:partOfPlan <plan/7> ; c:readFrom <document/d> ; c:position 1 ;
  c:concernsParty <organisation/one>, <organisation/two> ; c:hasPartyInvolvement <plan/7/action/1/party/1> .
<plan/7/action/1/party/1> a c:PartyInvolvement ; t:isPartOf <plan/7/action/1> ; c:position 1 ;
  c:printedForm "One, and One" ; c:involvedParty <organisation/one> .
<plan/7/action/1/party/2> a c:PartyInvolvement ; t:isPartOf <plan/7/action/1> ; c:position 2 ;
  c:printedForm "One again" ; c:involvedParty <organisation/one> .
<plan/7/action/1/outcome/1> a c:PossibleOutcome ; t:isPartOf <plan/7/action/1> ; c:text "Agreed" ;
  t:hasPart <plan/7/action/1/outcome/1/decision/1> .
<plan/7/action/1/outcome/1/decision/1> a c:ExpectedDecision ; t:isPartOf <plan/7/action/1/outcome/1> ;
  c:expectsDecision <concept/approval> .
<concept/approval> r:label "Approval"@en .
<plan/7/action/2> a c:Action ; r:label "Action 2"@en ; c:partOfPlan <plan/7> ; c:readFrom <document/d> ; c:position 2 .
<plan/7/action/2/party/1> a c:PartyInvolvement ; t:isPartOf <plan/7/action/2> ; c:position 1 ;
  c:printedForm "One" ; c:involvedParty <organisation/one> ; <{M8G}role> <concept/participant> .
<plan/7/action/2> c:hasPartyInvolvement <plan/7/action/2/lead/1> ; c:concernsParty <organisation/three> .
<plan/7/action/2/lead/1> a c:PartyInvolvement ; t:isPartOf <plan/7/action/2> ; c:position 1 ;
  c:printedForm "Two (a), One (b)" ; c:involvedParty <organisation/one>, <organisation/two> ;
  <{M8G}role> <concept/lead> ; c:hasSpan <source/d#char=3,18> .
<source/d#char=3,18> a c:Span ; c:page 1 ; o:hasSource <source/d> ; o:hasSelector [ o:start 3 ; o:end 18 ],
  [ o:exact "Two (a), One (b)" ] .
<plan/a+b&c/action/1> a c:Action ; r:label "First"@en ; c:partOfPlan <plan/a+b&c> ; c:readFrom <document/e> ;
  c:concernsParty <organisation/one>, <organisation/two> .
<organisation/one> a c:Organisation ; r:label "One"@en .
<organisation/two> a c:Organisation ; r:label "Two"@en .
<organisation/three> a c:Organisation ; r:label "Three"@en .
<plan/9> a c:ActionPlan ; r:label "Ninth"@en .
<concept/c> a c:DomainConcept ; s:prefLabel "Term"@en ; s:definition "Définition"@fr, "Meaning"@en .
<group/g> a c:PartyGroup ; r:label "All of them"@en .
"""


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    triples = [quad.triple for quad in parse(ODD.encode(), format=RdfFormat.TURTLE)]
    return create_app(EmbeddedStore.of_triples(triples), settings=Settings()).test_client()


TOLD = [
    # (path, what its page says, what it does not say)
    ("/doc/plan/7/action/1", "Approval by which body: not stated", " by None"),
    ("/doc/plan/7/action/1", "1 concerned party At a glance", "2 concerned"),  # two entries name one body
    ("/doc/plan/7/action/2", "printed “ Two (a), One (b) ” Source", "by None"),  # who leads what
    ("/doc/plan/7/action/2", "1 party At a glance", "concerned parties"),  # it takes part
    ("/doc/document/d", "Decision: Please agree", "Decision by"),
    ("/doc/document/d", "Date 18 February 2011", "Date February"),
    ("/doc/plan/7", "Decisions asked for Decision: “Please agree”", "Decision by"),
    ("/doc/plan/a+b&c", "Valid 15 June 2009", "Valid June"),
    ("/doc/organisation/three", "Party of 1 action", "oncerned"),  # which it may only take part in
    ("/doc/plan/7", "Who is a party of which action", "oncerns"),
    ("/doc/plan/9", "Valid not held Document", "– not"),
    ("/doc/group/g", "No action lists it as concerned or as taking part.", "among"),
    ("/doc/organisation/one", "Organisation One At a glance", "Group of parties"),
    ("/doc/group/g", "Group of parties All of them At a glance", "Organisation"),
    ("/doc/concept/c", "Concept Term Meaning", "Term Définition"),
    ("/together/organisation/one?plan=plan/a%2Bb%26c", "Two 1 action First", "in one entry"),
    ("/together/organisation/one?plan=plan/7", "1 action Action 1 “One, and One", "in one entry"),
    ("/data", "comes from no release", "catalogue"),
]


@pytest.mark.parametrize(("path", "said", "unsaid"), TOLD)
def test_no_more_is_told_than_is_stated(client: FlaskClient, path: str, said: str, unsaid: str) -> None:
    page = words_of_page(client, path).partition(" Search Home ")[2].partition("Objectives Concepts")[0]
    assert said in page
    assert unsaid not in page.removeprefix("Organisations").partition("All data")[0]


def test_a_year_alone_is_a_date(client: FlaskClient) -> None:
    picture = client.get("/plans.svg").text
    assert "Seventh: 2011 – end not stated" in picture
    assert "A + B: Jun 2009 – end not stated" in picture
    assert "release" not in picture.partition("</style>")[2]  # none is served


@pytest.mark.parametrize(
    "page", ["/together", "/together/organisation/one?plan=plan/a%2Bb%26c", "/questions/objectives"]
)
def test_links_lead_somewhere_whatever_things_are_called(client: FlaskClient, page: str) -> None:
    """Neither do marks in a name end a parameter, nor are there links to what only a release has."""
    html = client.get(page, headers={"Accept": "text/html"}).text
    links = {part.partition('"')[0] for part in html.split(' href="')[1:]}
    own = {link.partition("#")[0].replace("&amp;", "&") for link in links if link.startswith("/")}
    assert any("=plan/a%2Bb%26c" in link for link in own)
    for link in own:
        assert client.get(link, headers={"Accept": "text/html"}).status_code < 400, link


def test_bodies_are_no_plans(client: FlaskClient) -> None:
    assert 404 == client.get("/together?plan=organisation/one").status_code
    assert 200 == client.get("/together?plan=plan/7").status_code


def test_no_release_is_cited_where_none_is_served(client: FlaskClient) -> None:
    """The data describe no dataset, so that nothing is an entry of one, and no version of them is known."""
    for path in ("/cite/document/d", "/cite/plan/7"):
        for suffix in (".bib", ".ris", ".html"):
            told = client.get(path + suffix).text.partition("</main>")[0]
            assert not [word for word in ("ersion", "Data set", "ET  -") if word in told]
