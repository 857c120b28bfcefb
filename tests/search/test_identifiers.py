"""An identifier in place of a name finds its thing, ours or the same elsewhere, wherever names are found."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, Triple

from ccwp_kg.namespaces import CCWP, OWL, RDF, RDFS
from ccwp_kg.rdf.terms.base import Base
from ccwp_kg.reconciliation.candidates import by_reference
from ccwp_kg.reconciliation.suggesting import suggest_things
from ccwp_kg.search import Index, find, gather, identified, nearest, suggest
from ccwp_kg.store import EmbeddedStore

ID = "https://w3id.org/ccwp/id/"
ACT = "act/council-resolution-2003"
CASES = {
    # our own: the name, the address of its page, on any host
    "https://w3id.org/ccwp/id/plan/5/action/5.10": "plan/5/action/5.10",
    "<https://w3id.org/ccwp/id/plan/5>": "plan/5",
    "w3id.org/ccwp/id/plan/5": "plan/5",
    "http://127.0.0.1:8000/doc/plan/5/action/5.10.html": "plan/5/action/5.10",
    "http://localhost/id/organisation/europol": "organisation/europol",
    "https://kg.example/customs/doc/organisation/europol.ttl": "organisation/europol",
    "http://localhost/doc/plan/5.xml": "plan/5",
    "http://localhost/cite/organisation/europol.bib": "organisation/europol",
    "https://w3id.org/ccwp/action/5.10": "plan/5/action/5.10",  # the end of one IRI alone
    "http://localhost:8079/id/action/5.10": "plan/5/action/5.10",
    "http://localhost/doc/document/ST-8284-2008-REV-1": "document/ST-8284-2008-REV-1",
    # skos:exactMatch and owl:sameAs
    "http://eurovoc.europa.eu/6222": "concept/area-of-freedom-security-and-justice",
    "https://eurovoc.europa.eu/6222/": "concept/area-of-freedom-security-and-justice",
    "eurovoc:6222": "concept/area-of-freedom-security-and-justice",
    "eurovoc:5630": "organisation/europol",  # a concept whose foaf:focus it is
    "http://eurovoc.europa.eu/5630": "organisation/europol",
    "http://eurovoc.europa.eu/c_5b447e3a": "concept/crisis-management",
    "http://www.wikidata.org/entity/Q207203": "organisation/europol",
    "https://www.wikidata.org/wiki/Q207203": "organisation/europol",
    "https://m.wikidata.org/wiki/Q207203": "organisation/europol",
    "wd:Q207203": "organisation/europol",
    "Q207203": "organisation/europol",
    "http://publications.europa.eu/resource/authority/resource-type/RES": "concept/resolution",
    "https://op.europa.eu/web/eu-vocabularies/concept?uri=http://eurovoc.europa.eu/4600": "concept/customs-union",
    # CELEX
    "32003G1015(01)": ACT,
    "celex 32003G1015(01)": ACT,
    "CELEX:32003G1015(01)": ACT,
    "52005XG0303(01)": "act/hague-programme",
    "12007L/TXT": "act/treaty-of-lisbon",
    "http://publications.europa.eu/resource/celex/12007L%2FTXT": "act/treaty-of-lisbon",
    "http://publications.europa.eu/resource/celex/32003G1015(01)": ACT,
    "http://publications.europa.eu/resource/celex/32003G1015%2801%29": ACT,
    "https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:32003G1015(01)": ACT,
    "https://eur-lex.europa.eu/legal-content/EN/ALL/?uri=CELEX%3A32003G1015%2801%29&qid=1": ACT,
    "http://eur-lex.europa.eu/LexUriServ/LexUriServ.do?uri=CELEX:32003G1015(01):EN:HTML": ACT,
    "http://eur-lex.europa.eu/LexUriServ/LexUriServ.do?uri=CELEX:32012G0107(01):EN:NOT": "act/council-resolution-2011",
}  # fmt: skip
"""What is put in → the reference of the thing."""


@pytest.mark.parametrize("typed", CASES)
def test_search_suggestion_and_reconciliation_find_the_same(index: Index, typed: str) -> None:
    expected = ID + CASES[typed]
    assert (expected,) == identified(index, typed)
    first, *_ = find(index, typed).hits
    assert (expected, "exact") == (first.iri, first.score)
    assert expected == suggest(index, typed, most=3)[0].iri
    named = by_reference(index, typed)
    assert named is not None
    assert expected == named.iri
    assert expected == suggest_things(index, typed, skip=0)[0].iri


def test_a_term_of_the_ontology_has_its_name_at_every_base() -> None:
    """The things move to the base of a release, the ontology stays where it is."""
    base = Base("https://kg.example/customs/")
    said = [Triple(CCWP.Action, RDF.type, OWL.Class), Triple(CCWP.Action, RDFS.label, Literal("action", language="en"))]
    index = Index.of_things(gather(EmbeddedStore.of_triples(said, base)), base)
    assert (CCWP.Action.value,) == identified(index, "ccwp:Action")
    index.close()


NONE = [
    "", "europol", "eurovoc", "http://eurovoc.europa.eu/", "http://eurovoc.europa.eu/62",
    "https://w3id.org/ccwp/id/plan/99", "https://w3id.org/ccwp/action/9.9", "https://w3id.org/ccwp/5.10", "http://localhost/id/action/9.9",
    "32003G101", "http://[", "https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=",
    "http://x/?uri=" * 60, "<>", "\x00",
    "https://w3id.org/ccwp/id/", "http://localhost/doc/", "' OR 1=1 --",
]  # fmt: skip


@pytest.mark.parametrize("typed", NONE)
def test_what_is_no_identifier_of_anything_here_finds_nothing_by_it(index: Index, typed: str) -> None:
    assert () == identified(index, typed)


@pytest.mark.parametrize(
    "typed", ["http://data.europa.eu/eli/x/y", "<http://nowhere.example/examples>", "https://kg.example/id/plan/99"]
)
def test_an_address_of_nothing_here_finds_nothing_by_the_words_in_it(index: Index, typed: str) -> None:
    """`data` in the name of a host is not the page of the data."""
    found = find(index, typed)
    assert ([], []) == ([hit.iri for hit in found.hits], [*found.corrected])
    assert () == suggest(index, typed, most=3)
    assert () == nearest(index, typed)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        # a concept that is close to it, and one that is narrower
        ("http://eurovoc.europa.eu/3169", ["concept/illicit-trafficking", "concept/tobacco-smuggling"]),
        ("eurovoc:3027", ["concept/internet-crime"]),
        ("https://eurovoc.europa.eu/3127", ["concept/road-free-flow-traffic"]),
    ],
)
def test_a_term_elsewhere_finds_what_is_near_it_and_is_no_name_of_that(
    index: Index, typed: str, found: list[str]
) -> None:
    assert () == identified(index, typed)
    assert by_reference(index, typed) is None
    hits = find(index, typed).hits
    assert [(ID + each, "word") for each in found] == [(hit.iri, hit.score) for hit in hits[: len(found)]]


def test_a_term_of_another_ontology_finds_the_terms_of_ours_that_follow_from_it(index: Index) -> None:
    hits = find(index, "http://www.w3.org/ns/prov#wasDerivedFrom").hits
    assert hits
    assert all(hit.iri.startswith("https://w3id.org/ccwp/ontology#") for hit in hits)


@pytest.mark.parametrize("name", ["Action", "actionNumber"])
def test_the_prefixed_name_of_a_term_finds_it(index: Index, name: str) -> None:
    """Before the body whose acronym is the prefix."""
    first = find(index, f"ccwp:{name}").hits[0]
    assert (f"https://w3id.org/ccwp/ontology#{name}", "exact") == (first.iri, first.score)


def test_an_eli_finds_the_act_of_its_celex_number(index: Index) -> None:
    """ELI of the Union: type, year and number are those of the CELEX number, whatever comes behind."""
    from ccwp_kg.search.lookup.identifiers import _elsewhere  # the shipped acts have none

    for eli in (
        "http://data.europa.eu/eli/reg/2016/1624/oj",
        "https://eur-lex.europa.eu/eli/reg/2016/1624/oj/eng",
        "http://data.europa.eu/eli/reg_impl/2016/1624",
    ):
        assert "32016R1624" in [*_elsewhere(eli)]
        assert "http://publications.europa.eu/resource/celex/32016R1624" in [*_elsewhere(eli)]
    assert "32009L0004" in [*_elsewhere("http://data.europa.eu/eli/dir/2009/4/oj")]


def test_the_words_of_an_identifier_are_no_words_of_its_thing(index: Index) -> None:
    assert {"question"} == {hit.kind for hit in find(index, "eurovoc.europa.eu").hits[:1]}  # which is about EuroVoc
    assert "identifier" not in {hit.field for hit in find(index, "publications.europa.eu").hits}
    assert "exact" not in {hit.score for hit in find(index, "corporate-body").hits}


def test_what_has_only_letters_in_common_is_not_proposed(index: Index) -> None:
    """“Weather” is as far from “other” as from anything here."""
    assert () == nearest(index, "what is the weather in brussels")
    assert "Europol" == nearest(index, "europal")[0].label
