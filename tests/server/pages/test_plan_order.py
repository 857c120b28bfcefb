"""Previous and next action: in the order of the plan."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pyoxigraph import Literal, NamedNode, Triple

from ccwp_kg.entities.portraits.plans import action_neighbours
from ccwp_kg.namespaces import CCWP, RDFS, XSD
from ccwp_kg.rdf.terms import iris
from ccwp_kg.store import EmbeddedStore

HTML = {"Accept": "text/html"}


@pytest.fixture(scope="module")
def client(release_app: Flask) -> FlaskClient:
    return release_app.test_client()


AROUND = [
    # (number before, number after, path)
    (None, "5.2", "/doc/plan/5/action/5.1"),
    ("5.1", "5.3", "/doc/plan/5/action/5.2"),
    ("5.8", "5.10", "/doc/plan/5/action/5.9"),
    ("5.9", None, "/doc/plan/5/action/5.10"),
    (None, None, "/doc/plan/3/action/3.1"),
    (None, None, "/doc/plan/5"),
]


@pytest.mark.parametrize(("before", "after", "path"), AROUND)
def test_neighbours_in_the_order_of_the_plan(
    client: FlaskClient, before: str | None, after: str | None, path: str
) -> None:
    """At the top and at the bottom, and in the head; an action that was not read has none."""
    response = client.get(path, headers=HTML)
    for relation, number in (("prev", before), ("next", after)):
        expected = [] if number is None else [f"/doc/plan/5/action/{number}"]
        assert 2 * expected == re.findall(rf'<a rel="{relation}" href="([^"]*)"', response.text)
        assert expected == re.findall(rf'<link rel="{relation}" href="([^"]*)"', response.text)
    assert bool(before or after) == ("Previous and next action" in response.text)


def test_the_order_keeps_the_language(client: FlaskClient) -> None:
    page = client.get("/doc/plan/5/action/5.2?lang=fr", headers=HTML).text
    assert 2 == page.count('<a rel="next" href="/doc/plan/5/action/5.3?lang=fr">')


def test_order_of_a_plan_with_holes() -> None:
    """By number, not by text; of two at the same place each has neighbours; other plans do not mix in."""
    places = {"a": 1, "b": 2, "c": 10, "d": 10, "e": None}
    triples = []
    for name, place in places.items():
        action = iris.action(7, name)
        triples += [
            Triple(action, CCWP.partOfPlan, iris.plan(7)),
            Triple(action, RDFS.label, Literal(f"Action {name}")),
        ]
        if place is not None:
            triples.append(Triple(action, CCWP.position, Literal(str(place), datatype=XSD.integer)))
    other = iris.action(8, "x")
    triples += [
        Triple(other, CCWP.partOfPlan, iris.plan(8)),
        Triple(other, CCWP.position, Literal("3", datatype=XSD.integer)),
    ]
    found = action_neighbours(EmbeddedStore.of_triples(triples), NamedNode(iris.plan(7).value))
    steps = {
        iri[-1]: "".join("-" if each is None else each.name[-1] for each in around) for iri, around in found.items()
    }
    assert {"a": "-b", "b": "ac", "c": "bd", "d": "c-"} == steps
