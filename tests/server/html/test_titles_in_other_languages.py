"""A title that is not English says so, wherever it stands on a page: a screen reader reads it in its language."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient
from pyoxigraph import RdfFormat, parse

from ccwp_kg.namespaces import CCWP, DCTERMS, ID, M8G, SKOS
from ccwp_kg.server import create_app
from ccwp_kg.settings import Settings
from ccwp_kg.store import EmbeddedStore

TITLES = {"document/rapport": "Rapport sur le port", "plan/9/action/1": "Draguer le bassin", "plan/9": "Plan du port"}
DATA = f"""
BASE <{ID}> PREFIX c: <{CCWP}> PREFIX t: <{DCTERMS}> PREFIX r: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX m: <{M8G}> PREFIX s: <{SKOS}>
<plan/9> a c:ActionPlan ; r:label "Ninth"@en ; t:title "{TITLES["plan/9"]}"@fr ; c:readFrom <document/d> ;
  c:hasAction <plan/9/action/1>, <plan/9/action/2> .
<document/d> a c:PlanDocument ; r:label "D"@en .
<document/rapport> a c:CouncilDocument ; r:label "ST 1/11"@en ; c:documentNumber "1/11" ;
  t:title "{TITLES["document/rapport"]}"@fr .
<plan/9/action/1> a c:Action ; r:label "Action 1"@en ; t:title "{TITLES["plan/9/action/1"]}"@fr ; c:actionNumber "1" ;
  c:partOfPlan <plan/9> ; c:readFrom <document/d> ; c:position 1 ; c:concernsParty <organisation/one> ;
  c:followsUp <plan/9/action/2> ; c:hasPartyInvolvement <plan/9/action/1/party/1> .
<plan/9/action/1/party/1> a c:PartyInvolvement ; t:isPartOf <plan/9/action/1> ; c:involvedParty <organisation/one> ;
  c:printedForm "One" ; m:role <concept/concerned> .
<concept/concerned> s:prefLabel "concerned"@en .
<plan/9/action/2> a c:Action ; r:label "Action 2"@en ; t:title "Mark the wrecks"@en ; c:actionNumber "2" ;
  c:partOfPlan <plan/9> ; c:readFrom <document/d> ; c:position 2 ;
  c:hasCitation <plan/9/action/2/citation/1> ; c:citesDocument <document/rapport> .
<plan/9/action/2/citation/1> a c:Citation ; t:isPartOf <plan/9/action/2> ; c:citedDocument <document/rapport> .
<organisation/one> a c:Organisation ; r:label "One"@en .
"""
SHOWN = [
    # (page, whose title stands there)
    ("/doc/plan/9", "plan/9"), ("/doc/plan/9", "plan/9/action/1"), ("/doc/plan/9/action/1", "plan/9/action/1"),
    ("/doc/document/rapport", "document/rapport"), ("/doc/organisation/one", "plan/9/action/1"),
    ("/lines", "plan/9/action/1"), ("/actions", "plan/9/action/1"), ("/documents", "document/rapport"),
    ("/questions/actions-of-body?body=organisation/one", "plan/9/action/1"), ("/search?q=bassin", "plan/9/action/1"),
    ("/search?q=rapport", "document/rapport"),
]  # fmt: skip


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    triples = [quad.triple for quad in parse(DATA.encode(), format=RdfFormat.TURTLE)]
    return create_app(EmbeddedStore.of_triples(triples), settings=Settings()).test_client()


@pytest.mark.parametrize(("path", "reference"), SHOWN)
def test_a_title_has_its_language(client: FlaskClient, path: str, reference: str) -> None:
    """Each time it stands there; in the head of a page and within pictures there are no languages."""
    html = client.get(path, headers={"Accept": "text/html"}).text
    main = re.sub(r"(?s)<svg.*?</svg>|<script.*?</script>|<nav class=\"trail.*?</nav>", "", html.partition("<main")[2])
    assert TITLES[reference] in re.sub("</?mark>", "", main)
    first = TITLES[reference].partition(" ")[0]
    without = re.findall(rf'<(?![^>]*\blang="fr")[a-z][^>]*>(?:<mark>)?{first}[^<]*', main)
    assert [] == without
