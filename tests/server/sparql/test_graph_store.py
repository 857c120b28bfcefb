"""SPARQL 1.1 Graph Store HTTP Protocol, for reading: whole graphs by name, in every format, with validators."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import cast
from urllib.parse import quote

import pytest
from flask import Flask
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, parse

from ccwp_kg.formats import RDF_FORMATS, Format
from ccwp_kg.query.cache import SharedCache
from ccwp_kg.query.claims import Claims
from ccwp_kg.query.shared_answers import Memory
from ccwp_kg.rdf.dataset import is_merged
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.server import create_app
from ccwp_kg.server.app import build_app
from ccwp_kg.server.site.site import open_site
from ccwp_kg.server.sparql.endpoint import Endpoint
from ccwp_kg.settings import Settings
from ccwp_kg.store import Bounds, EmbeddedStore, Store
from ccwp_kg.store.remote import RemoteStore
from support.serving import Server, running, stop_server

GRAPH = "https://w3id.org/ccwp/id/graph/"
ONTOLOGY = "/graph-store?graph=" + quote(f"{GRAPH}ontology", safe="")
SOURCE = "/graph-store?graph=" + quote(f"{GRAPH}source/fifth-action-plan", safe="")
DEFAULT = "/graph-store?default"


@pytest.fixture(scope="module")
def quads(release_folder: Path) -> set[Quad]:
    return set(parse(path=str(release_folder / "dataset.nq"), format=RdfFormat.N_QUADS))


@pytest.mark.parametrize("form", RDF_FORMATS, ids=lambda form: form.name)
@pytest.mark.parametrize("name", ["ontology", "shapes", "source/fifth-action-plan", None])
def test_a_graph_in_every_format(server: Server, quads: set[Quad], form: Format, name: str | None) -> None:
    """§5.2: all statements of the graph and no other; the default graph is the merge of what the data say.

    TriG and N-Quads name no graph: what is sent is a graph, not a dataset.
    """
    graph = None if name is None else NamedNode(GRAPH + name)
    expected = {q.triple for q in quads if (is_merged(q.graph_name) if graph is None else q.graph_name == graph)}
    path = DEFAULT if graph is None else "/graph-store?graph=" + quote(graph.value, safe="")
    status, headers, body = server.ask("GET", path, accept=form.essence)
    assert (200, form.media_type) == (status, headers["content-type"])
    found = list(parse(body, format=form.rdf))
    assert expected == {quad.triple for quad in found}
    assert {DefaultGraph()} == {quad.graph_name for quad in found}
    assert int(headers["content-length"]) == len(body)
    named = server.ask("GET", f"{path}&format={form.name}", accept="image/png")
    assert (200, body) == (named[0], named[2])


REFUSED = [
    # (status, words of the reason, method, what follows /graph-store, Accept)
    (400, "one of the two", "GET", "", "*/*"),
    (400, "one of the two", "GET", "?", "*/*"),
    (400, "one of the two", "GET", "?default&graph=urn:x", "*/*"),
    (400, "one of the two", "GET", "?default=yes", "*/*"),
    (400, "one of the two", "GET", "?Graph=urn:x", "*/*"),
    (400, "2 times", "GET", "?graph=urn:x&graph=urn:y", "*/*"),
    (400, "2 times", "GET", "?default&default", "*/*"),
    (400, "absolute IRI", "GET", "?graph=", "*/*"),
    (400, "absolute IRI", "GET", "?graph=relative", "*/*"),
    (400, "absolute IRI", "GET", "?graph=/id/graph/ontology", "*/*"),
    (400, "absolute IRI", "GET", "?graph=//w3id.org/ccwp/id/graph/ontology", "*/*"),
    (400, "absolute IRI", "GET", "?graph=%3Curn:x%3E", "*/*"),
    (400, "absolute IRI", "GET", "?graph=urn:x%3E%20%7B%7D%20%23", "*/*"),
    (400, "absolute IRI", "GET", "?graph=urn:x%0D%0AX-Evil:%201", "*/*"),
    (400, "absolute IRI", "GET", "?graph=http://x.example/%5Cu003E", "*/*"),
    (400, "percent", "GET", "?graph=urn:%zz", "*/*"),
    (400, "UTF-8", "GET", "?graph=urn:%FF", "*/*"),
    (400, "limit", "GET", "?graph=urn:" + "x" * 32_000, "*/*"),
    (404, "no graph of this name", "GET", "?graph=urn:none", "*/*"),
    (404, "no graph of this name", "GET", "?graph=https://w3id.org/ccwp/id/graph/Ontology", "*/*"),
    (404, "no graph of this name", "GET", "?graph=urn:none", "application/rdf+xml"),
    (404, "", "GET", "/ontology", "*/*"),
    (405, "", "PUT", "?graph=urn:x", "*/*"),
    (405, "", "POST", "?graph=urn:x", "*/*"),
    (405, "", "POST", "", "*/*"),
    (405, "", "DELETE", "?default", "*/*"),
    (405, "", "PATCH", "?default", "*/*"),
    (406, "None of the media types", "GET", "?default", "image/png"),
    (406, "None of the media types", "GET", "?default", "application/sparql-results+json"),
    (406, "no format 'pdf'", "GET", "?default&format=pdf", "*/*"),
    (406, "no format 'csv'", "GET", "?default&format=csv", "*/*"),
]  # fmt: skip


@pytest.mark.parametrize(("status", "reason", "sent"), [(status, reason, sent) for status, reason, *sent in REFUSED])
def test_refusals(server: Server, status: int, reason: str, sent: list[str]) -> None:
    """§4.2, §5.2: one graph by its absolute IRI, or the default graph; never a 200 for a graph that is not there."""
    method, rest, accept = sent
    answered, headers, body = server.ask(method, "/graph-store" + rest, accept=accept)
    assert (status, "application/problem+json") == (answered, headers["content-type"])
    problem = json.loads(body)
    assert status == problem["status"]
    assert reason in problem["detail"]
    assert "Accept" in headers["vary"]
    if status == 405:
        assert {"GET", "HEAD", "OPTIONS"} == set(headers["allow"].split(", "))
    if "media types" in reason:
        assert [form.essence for form in RDF_FORMATS] == problem["offers"]


@pytest.mark.parametrize("path", [ONTOLOGY, DEFAULT, "/graph-store?graph=urn:none", "/graph-store"])
def test_head_is_get_without_body(server: Server, path: str) -> None:
    """§5.7: for the graph that is there and for the one that is not."""
    got, get_headers, _ = server.ask("GET", path, accept="text/turtle")
    headed, head_headers, body = server.ask("HEAD", path, accept="text/turtle")
    assert (got, b"") == (headed, body)
    own = {"date", "x-request-id"}
    assert {k: v for k, v in get_headers.items() if k not in own} == {
        k: v for k, v in head_headers.items() if k not in own
    }


@pytest.mark.parametrize("path", [ONTOLOGY, SOURCE, DEFAULT])
@pytest.mark.parametrize("coding", ["identity", "gzip"])
def test_validators(server: Server, path: str, coding: str) -> None:
    """RFC 9110 §8.8.3, §13.1.2: a strong tag for each format and coding, and 304 where the client has it."""
    status, headers, body = server.ask("GET", path, accept_encoding=coding)
    tag = headers["etag"]
    assert (200, '"') == (status, tag[0])
    assert {"Accept", "Accept-Encoding"} == set(headers["vary"].split(", "))
    assert "*" == headers["access-control-allow-origin"]
    plain = server.ask("GET", path)
    if coding == "gzip" and len(plain[2]) >= 1_000:
        assert "gzip" == headers["content-encoding"]
        assert (True, plain[2]) == (tag != plain[1]["etag"], gzip.decompress(body))
    for known in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        status, again, nothing = server.ask("GET", path, accept_encoding=coding, if_none_match=known)
        assert (304, b"", tag) == (status, nothing, again["etag"])
        for name in ("vary", "cache-control", "link", "access-control-allow-origin"):
            assert headers[name] == again[name]
    assert 200 == server.ask("GET", path, accept_encoding=coding, if_none_match='"other"')[0]
    other = server.ask("GET", path, accept="application/n-triples", accept_encoding=coding, if_none_match=tag)
    assert (200, True) == (other[0], other[1]["etag"] != tag)


def test_a_condition_does_not_make_a_graph_exist(server: Server) -> None:
    """RFC 9110 §13.2.1: a condition counts only where the answer without it would be a 2xx."""
    for known in ("*", '"x"'):
        assert 404 == server.ask("GET", "/graph-store?graph=urn:none", if_none_match=known)[0]
        assert 400 == server.ask("GET", "/graph-store", if_none_match=known)[0]


def test_it_may_be_read_from_any_page(server: Server) -> None:
    """Fetch §3.2: shared without credentials, the origin not echoed; a preflight is answered."""
    asked = {"origin": "https://evil.example", "access_control_request_method": "GET"}
    status, headers, _ = server.ask("OPTIONS", DEFAULT, **asked)
    assert (200, "*") == (status, headers["access-control-allow-origin"])
    assert {"GET", "HEAD", "OPTIONS"} == set(headers["access-control-allow-methods"].split(", "))
    _, headers, _ = server.ask("GET", DEFAULT, origin="https://evil.example")
    assert "evil" not in str(headers)
    assert "access-control-allow-credentials" not in headers


@pytest.fixture(scope="module")
def narrow(release_folder: Path) -> Iterator[Server]:
    started = running("release", str(release_folder), max_rows=100)
    yield started
    stop_server(started.process)


def test_a_graph_over_the_limit(narrow: Server) -> None:
    """Never a part of a graph with a 200: too much is a refusal that says where the whole is to be had."""
    status, headers, body = narrow.ask("GET", SOURCE)
    assert (400, "application/problem+json") == (status, headers["content-type"])
    detail = json.loads(body)["detail"]
    assert "100 triples" in detail
    path = detail.rpartition(" ")[2]
    assert (200, "/dumps/dataset.nq") == (narrow.ask("GET", path)[0], path)
    assert 200 == narrow.ask("GET", ONTOLOGY)[0]


def test_without_a_release_there_is_no_dump_to_point_to(release_folder: Path) -> None:
    """The cure that is named is one that works."""
    store = EmbeddedStore.of_named_graphs(release_folder / "dataset.nq")
    app = create_app(
        store.bounded(Bounds(rows=100), prefixes=Prefixes({}), state=None), settings=Settings(max_rows=100)
    )
    detail = app.test_client().get(SOURCE).get_json()["detail"]
    assert "/sparql" in detail
    assert "/dumps" not in detail


def test_a_large_graph_goes_as_it_is(tmp_path: Path) -> None:
    """Over a megabyte it is sent as it comes from the engine: whole, not compressed, with its length and its tag."""
    file = tmp_path / "large.nq"
    lines = [f'<urn:x:{number}> <urn:x:p> "{"x" * 100}" <urn:x:g> .\n' for number in range(10_000)]
    file.write_text("".join(lines), encoding="utf-8")
    large = running("data", str(file))
    try:
        for accept, coding in (("text/turtle", "gzip"), ("application/n-triples", "identity")):
            sent = {"accept": accept, "accept_encoding": coding}
            status, headers, body = large.ask("GET", "/graph-store?graph=urn:x:g", **sent)
            assert (200, len(body)) == (status, int(headers["content-length"]))
            assert "content-encoding" not in headers
            assert 10_000 == body.count(b"urn:x:p>")
            known = large.ask("GET", "/graph-store?graph=urn:x:g", if_none_match=headers["etag"], **sent)
            assert (304, headers["etag"], b"") == (known[0], known[1]["etag"], known[2])
            headed = large.ask("HEAD", "/graph-store?graph=urn:x:g", **sent)
            assert (200, headers["content-length"], b"") == (headed[0], headed[1]["content-length"], headed[2])
    finally:
        stop_server(large.process)


class Counting:
    """A store that counts how often it is asked."""

    def __init__(self, store: EmbeddedStore) -> None:
        self._store = store
        self.asked = 0

    def __getattr__(self, name: str) -> object:
        self.asked += name in ("rows", "triples", "written")
        return getattr(self._store, name)


def test_what_is_known_is_not_evaluated_again(release_folder: Path) -> None:
    """The tag follows from the state of the store, so that a 304 costs no query."""
    embedded = EmbeddedStore.of_named_graphs(release_folder / "dataset.nq")
    store = Counting(embedded.bounded(Bounds(), prefixes=Prefixes({}), state="one"))
    memory = Memory(SharedCache(1 << 20), Claims())

    def app_over(served: Store) -> Flask:
        site = open_site(served, settings=Settings(), memory=memory)
        return build_app(site, Endpoint(site))

    app = app_over(cast(Store, store))
    tag = app.test_client().get(SOURCE).headers["ETag"]
    before = store.asked
    assert 304 == app.test_client().get(SOURCE, headers={"If-None-Match": tag}).status_code
    assert (before, True) == (store.asked, before > 0)
    changed = app_over(embedded.bounded(Bounds(), prefixes=Prefixes({}), state="two"))
    assert 200 == changed.test_client().get(SOURCE, headers={"If-None-Match": tag}).status_code


@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
def test_the_same_over_a_store_elsewhere(server: Server, app: Flask) -> None:
    """A graph read through an endpoint is the same graph; the tag is then one of the bytes."""
    address = f"{server.address}/sparql"
    remote = create_app(RemoteStore(address), settings=Settings(store=address)).test_client()
    for path in (ONTOLOGY, DEFAULT):
        response = remote.get(path, headers={"Accept": "application/n-triples"})
        assert response.data == app.test_client().get(path, headers={"Accept": "application/n-triples"}).data != b""
        known = {"Accept": "application/n-triples", "If-None-Match": response.headers["ETag"]}
        assert 304 == remote.get(path, headers=known).status_code
    assert 404 == remote.get("/graph-store?graph=urn:none").status_code
