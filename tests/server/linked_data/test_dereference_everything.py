"""Every own IRI of the release leads to a document about it, in every format, and each document parses."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree

import html5lib
import pytest
from flask import Flask
from flask.testing import FlaskClient
from pyoxigraph import NamedNode, parse

from ccwp_kg.entities.lists.table import LISTS
from ccwp_kg.formats import JSONLD, JSONLD_FRAMED, RDF_FORMATS, Format
from ccwp_kg.namespaces import ID, PUBLISHED
from ccwp_kg.rdf.dataset import ABOUT, SHAPES
from ccwp_kg.rdf.terms.order import natural_key
from ccwp_kg.server.site.site import read_release
from ccwp_kg.store import EmbeddedStore
from support.cases import sample
from support.serving import Server

_POSITIONS = ("{ ?x ?p ?o }", "{ ?s ?x ?o }", "{ ?s ?p ?x }", "{ GRAPH ?x { ?s ?p ?o } }")
_ROOMS = ("", *(f"GRAPH {graph}" for graph in (SHAPES, *ABOUT)))


@pytest.fixture(scope="module")
def store(release_store: EmbeddedStore) -> EmbeddedStore:
    return release_store


@pytest.fixture(scope="module")
def client(release_app: Flask) -> FlaskClient:
    return release_app.test_client()


@pytest.fixture(scope="module")
def own_iris(store: EmbeddedStore, published: Path) -> list[str]:
    """Whatever starts with our base and stands anywhere in the release, and the dataset's version."""
    found = {f"{ID}dataset/{read_release(published).version}"}
    for room in _ROOMS:
        for position in _POSITIONS:
            ours = f"isIRI(?x) && STRSTARTS(STR(?x), '{PUBLISHED}')"
            rows = store.rows(f"SELECT DISTINCT ?x WHERE {{ {room} {position} FILTER({ours}) }}")
            found |= {term.value for row in rows if isinstance(term := row["x"], NamedNode)}
    return sorted(found, key=natural_key)


@pytest.fixture(scope="module", params=["sample", pytest.param("whole", marks=pytest.mark.slow)])
def crawled(request: pytest.FixtureRequest, own_iris: list[str], store: EmbeddedStore) -> list[str]:
    """One of the IRIs in each class and every 34th, or all of them."""
    return own_iris if request.param == "whole" else sample(own_iris, store)


@pytest.fixture(scope="module")
def server(release_server: Server) -> Server:
    return release_server


def path_of(iri: str) -> str:
    """What a client asks for: the IRI without its fragment, which stays with the client (RFC 9110 §4.2.5)."""
    return "/" + quote(iri.removeprefix(PUBLISHED).partition("#")[0], safe="/:@!$&'()*+,;=-._~")


def is_described(iri: str) -> bool:
    """Whether triples about it can be had; a file or a page of ours is what it is."""
    return iri.startswith((ID, f"{PUBLISHED}ontology", f"{PUBLISHED}shapes"))


def documents(iris: list[str]) -> dict[str, list[str]]:
    """Path → the IRIs that its document is to mention."""
    found: dict[str, list[str]] = {}
    for iri in iris:
        if is_described(iri):
            found.setdefault(path_of(iri), []).append(iri)
    return found


def test_there_is_something_to_dereference(own_iris: list[str]) -> None:
    """Things, parts, spans, graphs, terms of both vocabularies, files and pages are among the IRIs."""
    kinds = Counter(iri.removeprefix(PUBLISHED).partition("/" if iri.startswith(ID) else "#")[0] for iri in own_iris)
    assert len(own_iris) > 2_000
    assert {"id", "ontology", "shapes", "sparql", "data"} <= set(kinds)
    collections = {iri.removeprefix(ID).partition("/")[0] for iri in own_iris if iri.startswith(ID)}
    assert {"plan", "organisation", "document", "concept", "graph", "source", "dataset", "scheme"} <= collections
    assert any("#char=" in iri for iri in own_iris)


def test_every_own_iri_has_a_document_in_every_rdf_format(client: FlaskClient, crawled: list[str]) -> None:
    """The way from an IRI to its document takes at most two steps, and the document mentions the IRI.

    Of the sample each in every format, of the whole each in one by turns: a site of files is written in all.
    """
    failures: list[str] = []
    is_whole = len(crawled) > 1_000
    for number, (path, iris) in enumerate(documents(crawled).items()):
        seen = {}
        for place, form in enumerate(RDF_FORMATS):
            if is_whole and place != number % len(RDF_FORMATS):
                continue
            response = client.get(path, headers={"Accept": form.essence})
            steps = 0
            while response.status_code == 303 and steps < 2:
                response = client.get(response.headers["Location"], headers={"Accept": form.essence})
                steps += 1
            if (200, form.essence) != (response.status_code, response.mimetype):
                failures.append(f"{path} as {form.name}: {response.status_code} {response.mimetype}")
                continue
            location = response.headers["Content-Location"]
            # Each document is asked for by one of its suffixes too, another one each time.
            is_other = place == number % len(RDF_FORMATS) and client.get(location).data != response.data
            if is_other or not location.endswith(f".{form.suffix}"):
                failures.append(f"{path} as {form.name}: Content-Location is {location}")
            mentioned, seen[form.name] = mentioned_in(response.data, form)
            failures += [f"{path} as {form.name} does not mention {iri}" for iri in iris if iri not in mentioned]
        if len(set(seen.values())) > 1:
            failures.append(f"{path} has not as many triples in each format: {seen}")
    assert [] == failures[:20]


def mentioned_in(body: bytes, form: Format) -> tuple[set[str], int]:
    """The IRIs and version strings of a document, and how many triples it has."""
    quads = list(parse(body, format=form.rdf))
    terms = {term for quad in quads for term in (quad.subject, quad.predicate, quad.object)}
    return {term.value for term in terms if hasattr(term, "value")}, len(quads)


def test_every_own_iri_has_a_page(client: FlaskClient, crawled: list[str]) -> None:
    """Each page is HTML without parse errors, has one title and one h1, and names its type as its header does."""
    failures: list[str] = []
    titles: Counter[str] = Counter()
    for path in documents(crawled):
        response = client.get(path, headers={"Accept": "text/html"})
        moved = False
        while response.status_code == 303:
            moved = response.headers["Location"] != path.replace("/id/", "/doc/", 1)
            response = client.get(response.headers["Location"], headers={"Accept": "text/html"})
        if (200, "text/html") != (response.status_code, response.mimetype):
            failures.append(f"{path}: {response.status_code} {response.mimetype}")
            continue
        parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        tree = parser.parse(response.data)
        failures += [f"{path}: {error}" for error in parser.errors[:3]]
        title = (tree.findtext("head/title") or "").strip()
        if not moved:
            titles[title] += 1
        if not title or len(tree.findall(".//h1")) != 1:
            failures.append(f"{path}: title '{title}', {len(tree.findall('.//h1'))} headings of the first rank")
        if len(response.headers["Link"]) >= 4_000:
            failures.append(f"{path}: a Link header of {len(response.headers['Link'])} bytes")
        if path.startswith("/id/") and (kind := stated_type(tree)) not in response.headers["Link"]:
            failures.append(f"{path}: the page says {kind}, the header does not")
    assert [] == failures[:20]
    assert [] == [title for title, times in titles.items() if times > 1]


def stated_type(tree: ElementTree.Element) -> str:
    """The type of schema.org of the thing a page is about."""
    for script in tree.findall(".//script[@type='application/ld+json']"):
        data = json.loads(script.text or "")
        for node in data.get("@graph", [data]):
            if str(node.get("@id", "")).startswith(ID):
                return f"<https://schema.org/{node['@type']}>"
    return "no type"


def test_files_and_pages_that_are_named_are_there(client: FlaskClient, own_iris: list[str]) -> None:
    """An own IRI that is no thing is a page or a file of this server."""
    named = [iri for iri in own_iris if not is_described(iri)]
    assert any("/dumps/" in iri for iri in named)
    for iri in named:
        if iri == f"{PUBLISHED}graph-store":  # answers for a graph only (Graph Store HTTP Protocol §4.2)
            continue
        with client.get(path_of(iri)) as response:
            assert 200 == response.status_code, iri


@pytest.mark.slow
def test_the_whole_way_over_http(server: Server, own_iris: list[str]) -> None:
    """A sample of the IRIs, each in another format, over real connections; each document once in a format."""
    sample = [iri for iri in own_iris[::25] if is_described(iri)]
    assert len(sample) > 60
    mentioned: dict[tuple[str, Format], set[str]] = {}
    for number, iri in enumerate(sample):
        asked = path_of(iri), RDF_FORMATS[number % len(RDF_FORMATS)]
        if asked not in mentioned:
            mentioned[asked] = mentioned_at(server, *asked)
        assert iri in mentioned[asked]


def mentioned_at(server: Server, path: str, form: Format) -> set[str]:
    """What the document mentions that a path leads to; asked for again with its tag it is not sent."""
    status, headers, body = server.ask("GET", path, accept=form.essence)
    if path.startswith("/id/"):
        assert (303, "Accept") == (status, headers["vary"].split(",")[0]), path
    if status == 303:  # an ontology of a version leads to the ontology as well
        status, headers, body = server.ask("GET", headers["location"], accept=form.essence)
    sent_as = JSONLD_FRAMED if form is JSONLD and path.startswith("/id/") else form.media_type  # vocabularies stay flat
    assert (200, sent_as) == (status, headers["content-type"]), path
    again, _, nothing = server.ask("GET", headers["content-location"], if_none_match=headers["etag"])
    assert (304, b"") == (again, nothing)
    return mentioned_in(body, form)[0]


@pytest.mark.parametrize("name", LISTS)
def test_what_a_list_holds_links_back_to_it(client: FlaskClient, store: EmbeddedStore, name: str) -> None:
    """RFC 6573: a thing names the list it is an item of."""
    rows = store.rows(f"SELECT DISTINCT ?x WHERE {{ {LISTS[name].members} }}")
    things = {term.value for row in rows if isinstance(term := row["x"], NamedNode)}
    assert things
    for iri in sorted(things):
        links = client.get(path_of(iri).replace("/id/", "/doc/", 1)).headers["Link"]
        assert f'<http://localhost/{name}>; rel="collection"' in links, iri
