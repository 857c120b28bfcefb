"""A mistyped reference names what was meant, by each of a thing's names, within its collection."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, Triple

from ccwp_kg.namespaces import CCWP, ID, RDF, RDFS, SKOS
from ccwp_kg.rdf.terms import iris
from ccwp_kg.search import Index, did_you_mean, gather
from ccwp_kg.search.lookup.did_you_mean import OFFERED
from ccwp_kg.store import EmbeddedStore

BODY, ROAD = iris.thing("organisation/blue-shield"), iris.thing("concept/road")
ACTION, PLAN = iris.action(5, "5.1"), iris.plan(5)
SMALL = [
    Triple(BODY, RDF.type, CCWP.Organisation),
    Triple(BODY, SKOS.prefLabel, Literal("Blaues Schild", language="de")),
    Triple(BODY, SKOS.prefLabel, Literal("Blue Shield", language="en")),
    Triple(BODY, SKOS.altLabel, Literal("Société bleue", language="fr")),
    Triple(BODY, CCWP.acronym, Literal("BLSH")),
    Triple(ROAD, RDF.type, SKOS.Concept),
    Triple(ROAD, SKOS.prefLabel, Literal("Road", language="en")),
    Triple(PLAN, RDF.type, CCWP.ActionPlan),
    Triple(PLAN, RDFS.label, Literal("Fifth Action Plan", language="en")),
    Triple(ACTION, RDF.type, CCWP.Action),
    Triple(ACTION, RDFS.label, Literal("Action 5.1", language="en")),
]
SPELLED = [
    (["Blue Shield"], "organisation/blue-sheild"),
    (["Blue Shield"], "organisation/blaues-schild"),
    (["Blue Shield"], "organisation/société-bleue"),
    (["Blue Shield"], "organisation/blsh"),
    (["Blue Shield"], "organization/blue-shield"),
    (["Blue Shield"], "blue_shield"),
    (["Road"], "concept/raod"),
    (["Fifth Action Plan"], "plan/6"),
    (["Action 5.1"], "plan/5/action/5.7"),
    ([], "concept/blue-shield"),
    ([], ""),
    ([], "/"),
    ([], "x" * 301),
]


@pytest.fixture(scope="module")
def small_index() -> Index:
    return Index.of_things(gather(EmbeddedStore.of_triples(SMALL)))


@pytest.mark.parametrize(("labels", "reference"), SPELLED)
def test_names_in_any_language_count(small_index: Index, labels: list[str], reference: str) -> None:
    """A thing is found by each of its names and called by its English one; another collection has no part in it."""
    found = did_you_mean(small_index, reference, under=ID)
    assert labels == [each.label for each in found][: max(len(labels), 1)]


def test_few_are_named_and_no_part_beside_its_whole() -> None:
    """At most five of many alike; `plan/5` leads to its actions, so they are not named too."""
    things = [iris.thing(f"concept/customs-{place}") for place in range(20)]
    triples = [Triple(thing, RDF.type, SKOS.Concept) for thing in things]
    index = Index.of_things(gather(EmbeddedStore.of_triples([*triples, *SMALL])))
    assert OFFERED == len(did_you_mean(index, "concept/customs", under=ID))
    assert ["Fifth Action Plan"] == [each.label for each in did_you_mean(index, "plans/fifth-action-plan", under=ID)]
