"""The JSON-LD of every kind of thing is a tree that says what its description says, for PyLD too."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pyoxigraph import Literal, NamedNode, Triple

from ccwp_kg.entities.description import description
from ccwp_kg.formats import JSONLD, JSONLD_CONTEXT, JSONLD_FRAMED
from ccwp_kg.namespaces import ID, RDF, XSD
from ccwp_kg.rdf.syntax.jsonld import json_ld, read_context
from ccwp_kg.rdf.terms.order import natural_key
from ccwp_kg.server.http.host_address import placed
from ccwp_kg.server.site.site import site_base
from ccwp_kg.store import EmbeddedStore
from support.commands import ROOT, Run
from support.formats.json_ld import frame_of, framed_by_pyld, places, triples_by_pyld, triples_by_pyoxigraph
from support.serving import Server

CONTEXT = read_context(ROOT / "ontology" / "context.jsonld")


@pytest.fixture(scope="module")
def sample(release_store: EmbeddedStore, references: list[str]) -> list[NamedNode]:
    """The first thing of each class that has any, and every fortieth of all."""
    by_class: dict[str, str] = {}
    for row in release_store.rows(f"SELECT ?x ?class WHERE {{ ?x {RDF.type} ?class }}"):
        thing, kind = row["x"].value, row["class"].value
        if thing.startswith(ID) and "#" not in thing:
            by_class[kind] = min(thing, by_class.get(kind, thing), key=natural_key)
    things = {*by_class.values(), *(ID + reference for reference in references[::40])}
    assert len(by_class) > 60
    return [NamedNode(thing) for thing in sorted(things, key=natural_key)]


def document_of(client: FlaskClient, thing: NamedNode, *, before: str = "") -> str:
    response = client.get(before + thing.value.replace(ID, "/doc/"), headers={"Accept": JSONLD.essence})
    assert (200, JSONLD_FRAMED) == (response.status_code, response.content_type), thing
    return response.get_data(as_text=True)


def said_of(app: Flask, store: EmbeddedStore, thing: NamedNode) -> tuple[Triple, ...]:
    """What the store says of a thing; own addresses are those of the application."""
    with app.test_request_context():
        app.preprocess_request()
        return tuple(site_base().addressed(description(store, thing), placed))


def by_value(triples: Iterable[Triple]) -> set[tuple[object, ...]]:
    """Triples with doubles as numbers: PyLD writes each in another lexical form (JSON-LD 1.1 API §8.2.2)."""
    return {
        (t.subject, t.predicate, float(t.object.value))
        if isinstance(t.object, Literal) and t.object.datatype == XSD.double
        else (t.subject, t.predicate, t.object)
        for t in triples
    }


def test_nothing_is_lost_or_said_twice(
    released: Flask,
    release_store: EmbeddedStore,
    sample: list[NamedNode],
) -> None:
    client = released.test_client()
    for thing in sample:
        document = document_of(client, thing)
        said = said_of(released, release_store, thing)
        read = triples_by_pyoxigraph(document)
        assert (set(said), len(said)) == (set(read), len(read)), thing
        assert by_value(said) == by_value(triples_by_pyld(json.loads(document))), thing


def test_the_tree_is_the_one_that_framing_gives(
    released: Flask,
    release_store: EmbeddedStore,
    sample: list[NamedNode],
) -> None:
    """Every described thing stands where PyLD puts it; included is that to which no property leads: classes, and for a
    document what was read from its spans."""
    client = released.test_client()
    for thing in sample:
        said = said_of(released, release_store, thing)
        ours = json.loads(document_of(client, thing))
        included = ours.pop("@included", [])
        flat = json.loads("".join(json_ld(said, CONTEXT)))
        theirs = framed_by_pyld(flat, frame_of(said, thing, CONTEXT))
        assert places(theirs) == places(ours), thing
        apart = {node["id"] for node in (included if isinstance(included, list) else [included])}
        assert {triple.subject.value for triple in said} - places(theirs).keys() == apart, thing
        linking = {triple.subject.value for triple in said if str(triple.object).startswith(f"<{thing.value}#char=")}
        assert apart <= classes(said) | linking, thing


def test_an_earlier_state_is_framed_too(released: Flask) -> None:
    document = document_of(released.test_client(), NamedNode(f"{ID}plan/5"), before="/dataset/0.1.0")
    assert f"{ID}plan/5" == json.loads(document)["id"]


def classes(triples: tuple[Triple, ...]) -> set[str]:
    return {triple.object.value for triple in triples if triple.predicate == RDF.type}


def test_what_it_uses_of_the_context_is_the_shipped_one(released: Flask, sample: list[NamedNode]) -> None:
    client = released.test_client()
    for thing in sample:
        assert json.loads(document_of(client, thing))["@context"].items() <= CONTEXT.items()


PROFILES = ["", ";profile=x", '; profile="http://www.w3.org/ns/json-ld#framed"', ';profile="a b";q=0.5']


@pytest.mark.parametrize("profile", PROFILES)
def test_any_profile_gets_the_framed_document(server: Server, profile: str) -> None:
    """IANA, application/ld+json: what is not recognised is ignored, and the profile that is kept is named."""
    status, headers, body = server.ask("GET", "/doc/plan/5", accept=f"application/ld+json{profile}")
    assert (200, JSONLD_FRAMED) == (status, headers["content-type"])
    assert f"{ID}plan/5" == json.loads(body)["id"]


def test_the_context_can_be_referred_to(server: Server) -> None:
    """By any page (CORS), and kept (ETag)."""
    status, headers, body = server.ask("GET", "/context.jsonld")
    assert (200, JSONLD_CONTEXT, "*") == (status, headers["content-type"], headers["access-control-allow-origin"])
    assert (ROOT / "ontology" / "context.jsonld").read_bytes() == body
    assert "max-age=300" in headers["cache-control"]
    assert 304 == server.ask("GET", "/context.jsonld", if_none_match=headers["etag"])[0]


def test_the_export_is_framed_too(run: Run, tmp_path: Path) -> None:
    done = run("export", "--entity", "plan/5/action/5.4", "--format", "jsonld", cwd=tmp_path)
    document = json.loads(done.stdout)
    assert f"{ID}plan/5/action/5.4" == document["id"]
    assert "To examine" in document["title"][:10]
    parts = {part["id"].removeprefix(f"{document['id']}/"): part for part in document["dcterms:hasPart"]}
    assert [1, 2] == [int(parts[f"indicator/{number}"]["position"]) for number in (1, 2)]
    assert "hasCitation" in parts["terms-of-reference"]
