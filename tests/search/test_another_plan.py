"""The rules are those of any plan: a second one, which is invented, is found as well."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from ccwp_kg.namespaces import CCWP, DCTERMS, ID, OA, RDF, RDFS, SKOS, XSD
from ccwp_kg.search import Index, find, gather
from ccwp_kg.store import EmbeddedStore


def thing(name: str) -> NamedNode:
    return NamedNode(ID + name)


PLAN, DOCUMENT, ACTION = (
    thing("plan/kell-2031"),
    thing("document/safety-plan-kell-2031"),
    thing("plan/kell-2031/action/7.3"),
)
FERRY, PORT, TEXT = thing("concept/ferry-inspection"), thing("organisation/port-of-kell"), thing("source/safety-plan")
BOX, SPAN = thing("plan/kell-2031/action/7.3/terms-of-reference"), thing("source/safety-plan#char=40,150")
POSITION, QUOTE = thing("source/safety-plan#position-40-150"), thing("source/safety-plan#quote-40-150")
WORDS = "Ferries carry lorries through the harbour. The harbour master checks gangways each Tuesday before noon."
SAID = [
    (PLAN, RDF.type, CCWP.ActionPlan),
    (PLAN, RDFS.label, Literal("Safety Plan 2031", language="en")),
    (PLAN, CCWP.validUntil, Literal("2031-09-14", datatype=XSD.date)),
    (DOCUMENT, RDF.type, CCWP.PlanDocument),
    (DOCUMENT, RDFS.label, Literal("Safety Plan of Kell", language="en")),
    (ACTION, RDF.type, CCWP.Action),
    (ACTION, RDFS.label, Literal("Task 7.3", language="en")),
    (ACTION, CCWP.actionNumber, Literal("7.3")),
    (ACTION, DCTERMS.term("title"), Literal("Checks of gangways", language="en")),
    (FERRY, RDF.type, CCWP.DomainConcept),
    (FERRY, SKOS.prefLabel, Literal("Ferry inspection", language="en")),
    (FERRY, SKOS.exactMatch, thing("vocabulary/ships")),
    (thing("vocabulary/ships"), SKOS.prefLabel, Literal("Schiffskontrolle", language="de")),
    (PORT, RDF.type, CCWP.Organisation),
    (PORT, SKOS.prefLabel, Literal("Port of Kell Authority", language="en")),
    (PORT, CCWP.acronym, Literal("PKA")),
    (ACTION, CCWP.concernsParty, PORT),
    (thing("m/1"), OA.hasBody, FERRY),
    (thing("m/1"), CCWP.mentionedIn, BOX),
    (BOX, RDF.type, CCWP.TermsOfReference),
    (BOX, RDFS.label, Literal("Terms of reference of task 7.3", language="en")),
    (BOX, DCTERMS.isPartOf, ACTION),
    (BOX, CCWP.text, Literal(WORDS, language="en")),
    (BOX, CCWP.hasSpan, SPAN),
    (SPAN, OA.hasSource, TEXT),
    (SPAN, CCWP.page, Literal("2", datatype=XSD.integer)),
    (SPAN, OA.hasSelector, POSITION),
    (SPAN, OA.hasSelector, QUOTE),
    (POSITION, OA.start, Literal("40", datatype=XSD.integer)),
    (QUOTE, OA.exact, Literal(WORDS.replace("the harbour.", "the har-\nbour."), language="en")),
    (TEXT, RDF.type, CCWP.SourceText),
    (TEXT, RDFS.label, Literal("Text of the Safety Plan", language="en")),
]
ASKED = [
    ("plan kell-2031", PLAN),
    ("14 September 2031", PLAN),
    ("14.9.2031", PLAN),
    ("14. September 2031", PLAN),
    ("7.3", ACTION),
    ("task number 7.3", ACTION),
    ("who checks the gangways?", ACTION),
    ("gangwyas", ACTION),
    ("PKA", PORT),
    ("what does the Port of Kell Authority do", PORT),
    ("Schiffskontrolle", FERRY),
    ("inspections of ferries", FERRY),
    ("The harbour master checks gangways each Tuesday", thing("source/safety-plan#char=85,145")),
    ("page 2", thing("source/safety-plan#page-2")),
]


@pytest.fixture(scope="module")
def other() -> Index:
    return Index.of_things(gather(EmbeddedStore.of_triples([Triple(*each) for each in SAID])))


@pytest.mark.parametrize(("typed", "first"), ASKED, ids=[typed for typed, _ in ASKED])
def test_it_is_found_by_the_same_rules(typed: str, first: NamedNode, other: Index) -> None:
    assert first.value == find(other, typed).hits[0].iri


@pytest.mark.parametrize("typed", ["PKA", "Schiffskontrolle"])
def test_the_actions_that_speak_of_a_thing_come_behind_it(typed: str, other: Index) -> None:
    behind = find(other, typed).hits[1]
    assert (ACTION.value, "speaks-of") == (behind.iri, behind.field)


@pytest.mark.parametrize("typed", ["Europol", "5.4", "tobacco", "footnote 9", "Tabakschmuggel", "1 July 2011"])
def test_what_it_does_not_hold_is_not_found(typed: str, other: Index) -> None:
    assert () == find(other, typed).hits
