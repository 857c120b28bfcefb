"""FAIR Signposting: the links of a document as a program follows them, in its header and in one linkset."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pyoxigraph import Literal, NamedNode, Triple
from werkzeug.http import parse_options_header

from ccwp_kg.formats import HTML, JSONLD, RDF_FORMATS
from ccwp_kg.namespaces import CCWP, DCTERMS, RDF, SKOS
from ccwp_kg.rdf.terms import iris
from ccwp_kg.server import create_app
from ccwp_kg.server.http.links import link_header
from ccwp_kg.server.site.site import read_release
from ccwp_kg.settings import Settings
from ccwp_kg.store import EmbeddedStore

ID, SCHEMA = "https://w3id.org/ccwp/id/", "https://schema.org/"
LICENCE = "http://creativecommons.org/licenses/by/4.0/"
BASE_URL = "https://plans.example"
HOST = "http://localhost"
Targets = dict[str, list[tuple[str, str | None]]]


@pytest.fixture
def client(release_app: Flask) -> FlaskClient:
    return release_app.test_client()


@pytest.fixture(scope="module")
def named(release_store: EmbeddedStore, published: Path) -> FlaskClient:
    """The same where the settings say at which address readers find it."""
    settings = Settings(base_url=BASE_URL)
    return create_app(release_store, settings=settings, release=read_release(published)).test_client()


def links_of(header: str) -> Targets:
    """Relation → targets and their media types, read as RFC 8288 §3 writes them.

    Every target is absolute, for clients that resolve no relative ones; those on this host are given as paths.
    """
    found: Targets = defaultdict(list)
    for link in header.split(", <"):
        target, _, parameters = link.removeprefix("<").partition(">; ")
        _, options = parse_options_header(f"x; {parameters}")
        assert target.startswith(("http://", "https://"))
        found[options["rel"]].append((target.removeprefix(HOST), options.get("type")))
    return found


SIGNS = [
    # (type of schema.org, authors, collection, items, path)
    ("CreativeWork", [], "/plans", 0, "/doc/plan/5"),
    ("CreativeWork", [], "/actions", 0, "/doc/plan/5/action/5.4"),
    ("CreativeWork", [], "/actions", 0, "/doc/plan/1/action/6.6"),
    ("GovernmentOrganization", [], "/organisations", 0, "/doc/organisation/europol"),
    ("Organization", [], "/organisations", 0, "/doc/organisation/wco"),
    ("CreativeWork", [], "/documents", 0, "/doc/document/ST-8351-2009-REV-2"),
    ("CreativeWork", [], "/documents", 0, "/doc/source/fifth-action-plan"),
    ("Legislation", [], "/documents", 0, "/doc/act/naples-ii"),
    ("DefinedTerm", [], "/objectives", 0, "/doc/objective/2009/1"),
    ("DefinedTerm", [], "/objectives", 0, "/doc/work-area/intelligence"),
    ("DefinedTerm", [], "/concepts", 0, "/doc/concept/afis-mab"),
    ("Event", [], "/meetings", 0, "/doc/meeting/draft-fifth-action-plan-2011-02-18"),
    ("Thing", [], "/doc/dataset", 0, "/doc/graph/inferred"),
    ("Thing", [], None, 0, "/doc/country/AUT/membership"),
    ("Dataset", [f"{ID}agent/ccwp-kg"], None, 12, "/doc/dataset"),
    ("DefinedTermSet", [f"{ID}agent/ccwp-kg"], None, 0, "/ontology"),
    ("DefinedTermSet", [f"{ID}agent/ccwp-kg"], None, 0, "/ontology/rich"),
    ("DefinedTermSet", [], None, 0, "/shapes"),
]


@pytest.mark.parametrize("accept", [HTML.essence, *(form.essence for form in RDF_FORMATS)])
@pytest.mark.parametrize(("kind", "authors", "collection", "items", "path"), SIGNS)
def test_level_1(
    *,
    client: FlaskClient,
    kind: str,
    authors: list[str],
    collection: str | None,
    items: int,
    path: str,
    accept: str,
) -> None:
    """What to cite, the formats, the licence, the type, and who made it where that is stated, in less than 4 kB."""
    response = client.get(path, headers={"Accept": accept})
    header = response.headers["Link"]
    links = links_of(header)
    assert len(header) < 4_000
    iri = "https://w3id.org/ccwp" + path.replace("/doc/", "/id/", 1)
    assert [(iri, None)] == links["cite-as"]
    assert [(path, None)] == links["canonical"]
    assert [(LICENCE, None)] == links["license"]
    assert [(f"{SCHEMA}AboutPage", None), (f"{SCHEMA}{kind}", None)] == links["type"]
    assert authors == [target for target, _ in links["author"]]
    assert [("/sparql", "text/turtle")] == links["service-desc"]
    assert ([] if collection is None else [(collection, HTML.essence)]) == links["collection"]
    assert items == len(links["item"])
    others = [(f"{path}.{form.suffix}", form.essence) for form in (*RDF_FORMATS, HTML) if form.essence != accept]
    others += [("/dumps/stratml/plan-5.xml", "application/xml")] if path == "/doc/plan/5" else []
    if accept == JSONLD.essence:  # PyLD's document loader cannot read two alternates
        others = [(f"{path}.html", HTML.essence)]
    assert others == links["alternate"]
    dataset = ("/catalog", "text/turtle")
    if accept == HTML.essence:
        described = [(f"{path}.{form.suffix}", form.essence) for form in RDF_FORMATS]
        assert [dataset, *described] == links["describedby"]
        assert [] == links["describes"]
    else:
        assert [dataset] == links["describedby"]
        assert [(path, None)] == links["describes"]


@pytest.mark.parametrize(
    "path",
    ["/doc/plan/5", "/doc/dataset", "/doc/organisation/europol", "/ontology", "/ontology/overview", "/ontology/rich"],
)
def test_every_signpost_stands_before_a_door(client: FlaskClient, path: str) -> None:
    """A target on this server answers with the media type that the link promises."""
    links = links_of(client.get(path, headers={"Accept": "text/html"}).headers["Link"])
    for relation in ("describedby", "alternate", "item", "linkset", "collection", "service-desc"):
        for target, kind in links[relation]:
            with client.get(target, headers={"Accept": kind or "*/*"}, follow_redirects=True) as response:
                assert (200, kind) == (response.status_code, response.mimetype), target


LINKSETS = [path.replace("/doc/", "/linkset/", 1) for *_, path in SIGNS if path.startswith("/doc/")]


@pytest.mark.parametrize("path", LINKSETS)
def test_level_2_says_what_the_header_says(client: FlaskClient, path: str) -> None:
    """RFC 9264 §4.2: one linkset, whose first context is the document; no link of the page's header is missing."""
    response = client.get(path)
    assert (200, "application/linkset+json") == (response.status_code, response.mimetype)
    sets = json.loads(response.data)["linkset"]
    document = path.replace("/linkset/", "/doc/", 1)
    page = client.get(document, headers={"Accept": "text/html"})
    header = links_of(page.headers["Link"])
    assert [(path, "application/linkset+json")] == header["linkset"]
    assert f"{HOST}{document}" == sets[0]["anchor"]
    said = {
        name: [(target["href"].removeprefix(HOST), target.get("type")) for target in targets]
        for name, targets in sets[0].items()
        if name != "anchor"
    }
    for relation in set(header) - {"linkset", "canonical", "alternate"}:
        assert sorted(header[relation], key=str) == sorted(said[relation], key=str)
    anchors = [each["anchor"].removeprefix(HOST) for each in sets]
    formats = [f"{document}.{form.suffix}" for form in RDF_FORMATS]
    assert [document, *formats, *(target for target, _ in header["item"])] == anchors
    backwards = {each["anchor"].removeprefix(HOST): each for each in sets[1:]}
    for target in formats:
        assert [{"href": f"{HOST}{document}", "type": "text/html"}] == backwards[target]["describes"]
    for target, _ in header["item"]:
        assert [{"href": f"{HOST}{document}", "type": "text/html"}] == backwards[target]["collection"]


def test_an_address_that_is_known_is_written_out(named: FlaskClient) -> None:
    """RFC 9264 §4.2.2: a linkset that is taken elsewhere still leads here, where the settings say where here is."""
    sets = json.loads(named.get("/linkset/dataset").data)["linkset"]
    targets = [each["anchor"] for each in sets]
    targets += [t["href"] for each in sets for name, of in each.items() if name != "anchor" for t in of]
    assert targets
    assert [] == [target for target in targets if not target.startswith((BASE_URL, ID, LICENCE, SCHEMA))]
    links = links_of(named.get("/doc/plan/5").headers["Link"])
    assert [(f"{BASE_URL}/doc/plan/5", None)] == links["canonical"]


LONG, AUTHOR = iris.thing("concept/" + "long-name-" * 60), NamedNode("https://orcid.example/0000-0001")
PLANTED = [
    Triple(iris.thing("dataset"), DCTERMS.license, NamedNode(LICENCE)),
    Triple(LONG, RDF.type, CCWP.CouncilDocument),
    Triple(LONG, SKOS.prefLabel, Literal("A long name", language="en")),
    Triple(LONG, DCTERMS.creator, AUTHOR),
    Triple(LONG, DCTERMS.creator, NamedNode("https://ünïcode.example/ö")),
    Triple(LONG, DCTERMS.creator, Literal("No link")),
]


@pytest.mark.parametrize("accept", ["text/html", "text/turtle"])
def test_a_long_name_does_not_burst_the_header(accept: str) -> None:
    """The most important links come first and stay; those that no longer fit are in the linkset."""
    client = create_app(EmbeddedStore.of_triples(PLANTED), settings=Settings()).test_client()
    path = f"/doc/{iris.reference(LONG)}"
    header = client.get(path, headers={"Accept": accept}).headers["Link"]
    links = links_of(header)
    assert len(header) < 4_000
    assert header.isascii()
    assert {"cite-as", "canonical", "linkset", "license", "type", "author", "collection"} <= links.keys()
    assert ["https://%C3%BCn%C3%AFcode.example/%C3%B6", AUTHOR.value] == sorted(t for t, _ in links["author"])
    (first, *_) = json.loads(client.get(links["linkset"][0][0]).data)["linkset"]
    assert [target for target, _ in links["author"]] == [target["href"] for target in first["author"]]
    assert len(RDF_FORMATS) + 1 == len(first["describedby"])
    assert len(first["describedby"]) > len(links.get("describedby", []))


HEADERS = [
    # (header, links)
    ('</a>; rel="alternate"; type="text/turtle"', [("/a", "alternate", "text/turtle")]),
    ('</a>; rel="item", </b>; rel="item"', [("/a", "item", None), ("/b", "item", None)]),
    ('<http://a/%C3%A9?b#c>; rel="type"', [("http://a/é?b#c", "type", None)]),
    ('<http://a/%C3%A9>; rel="type"', [("http://a/%C3%A9", "type", None)]),
    ('<http://a/%3E%22>; rel="type"', [('http://a/>"', "type", None)]),
    ('</a>; rel="x"', [("/a", "x", None), ("/" + "b" * 4_000, "x", None)]),
    ('</a>; rel="x", </c>; rel="x"', [("/a", "x", None), ("/" + "b" * 4_000, "x", None), ("/c", "x", None)]),
    ("", []),
]


@pytest.mark.parametrize(("expected", "links"), HEADERS)
def test_how_links_are_written(expected: str, links: list[tuple[str, str, str | None]]) -> None:
    """RFC 8288 §3: targets are URIs in angle brackets; what does not fit is left out whole."""
    assert expected == link_header(links, here="")
