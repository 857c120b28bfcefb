"""Every link on every page leads somewhere on this server, and every fragment to a place that is there."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import unquote, urldefrag, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pyoxigraph import NamedNode

from ccwp_kg.formats import RDF_FORMATS
from ccwp_kg.namespaces import ID
from ccwp_kg.server.http.links import document_path
from ccwp_kg.store import EmbeddedStore
from support.cases import EVERY, sample

_LINK = re.compile(r'<a\s[^>]*?href="([^"]*)"')
_ID = re.compile(r'\sid="([^"]*)"')
# Fetched for every thing by another test (dereference_everything), in each of these.
_ELSEWHERE = re.compile(rf"/doc/.*\.(?:{'|'.join(form.suffix for form in RDF_FORMATS)})")
FIXED = (
    "/", "/plans", "/actions", "/organisations", "/documents", "/objectives", "/concepts", "/meetings", "/about",
    "/add-a-plan", "/data", "/links", "/ontology", "/ontology/overview", "/ontology/rich", "/rules", "/shapes",
    "/validation", "/changes", "/sparql", "/search?q=customs", "/source/fifth-action-plan",
    "/cite/dataset",
)  # fmt: skip


@pytest.fixture(scope="module")
def client(release_app: Flask) -> FlaskClient:
    return release_app.test_client()


@pytest.fixture(scope="module", params=[EVERY, pytest.param(1, marks=pytest.mark.slow)])
def every(request: pytest.FixtureRequest) -> int:
    """How many things and links there are to each that is followed."""
    return int(request.param)


@pytest.fixture(scope="module")
def pages(every: int, client: FlaskClient, release_store: EmbeddedStore) -> dict[str, str]:
    """Path → page, of everything that is fixed and of every thing of the release, or of a sample of those."""
    rows = release_store.rows("SELECT DISTINCT ?x WHERE { ?x a ?c }")
    things = sorted({x.value for row in rows if isinstance(x := row["x"], NamedNode) and x.value.startswith(ID)})
    visited = things if every == 1 else sample(things, release_store)
    paths = [*FIXED, *(document_path(iri.removeprefix(ID)) for iri in visited if "#" not in iri)]
    found = {path: client.get(path, headers={"Accept": "text/html"}) for path in paths}
    assert [] == [path for path, response in found.items() if response.status_code != 200]
    assert len(found) > 900 / every
    return {path: response.text for path, response in found.items()}


def links_of(path: str, page: str) -> set[tuple[str, str]]:
    """Where the links of a page lead on this server: address and fragment."""
    found = set()
    for written in _LINK.findall(page):
        address, fragment = urldefrag(unescape(written))
        if address.startswith("/") or not address:
            found.add((address or path, unquote(fragment)))
    return found


def test_every_link_leads_somewhere(every: int, pages: dict[str, str], client: FlaskClient) -> None:
    """RFC 9110 §15.5.5 never: each address that a page names answers, as a page where it is one."""
    wanted = {address for path, page in pages.items() for address, _ in links_of(path, page)} - set(pages)
    wanted = {address for address in wanted if not _ELSEWHERE.fullmatch(address)}
    wanted.discard("/graph-store")  # the address of a service, which answers for a graph only
    assert len(wanted) > 500
    broken = {}
    # that each link of each page leads somewhere is seen when the site of files is written; here, that servers answer
    for address in sorted(wanted)[:: max(every, 5)]:
        with client.get(address, headers={"Accept": "text/html, */*;q=0.1"}) as response:
            if response.status_code not in (200, 303):
                broken[address] = response.status_code
    assert {} == broken


def test_every_fragment_is_there(every: int, pages: dict[str, str]) -> None:
    """A link into a page lands on an element of that name: evidence on its passage, a term on its definition."""
    ids = {path: set(map(unescape, _ID.findall(page))) for path, page in pages.items()}
    lost, followed = set(), 0
    for path, page in pages.items():
        for address, fragment in links_of(path, page):
            if fragment and urlsplit(address).path == address and address in ids:
                followed += 1
                if fragment not in ids[address]:
                    lost.add((path, address, fragment))
    assert followed > 2_000 / every
    assert set() == lost
