"""What changed, as a page, as RDF and as a feed that readers of feeds understand."""

from __future__ import annotations

import feedparser
import pytest
from flask import Flask
from flask.testing import FlaskClient
from pyoxigraph import parse

from ccwp_kg.formats import RDF_FORMATS, Format
from ccwp_kg.namespaces import CCWP, RDF
from ccwp_kg.rdf.terms import iris


@pytest.fixture
def client(released: Flask) -> FlaskClient:
    return released.test_client()


@pytest.mark.parametrize("form", RDF_FORMATS, ids=lambda form: form.name)
def test_the_changes_in_every_format(form: Format, client: FlaskClient) -> None:
    """Every release, its change set, and what it touched."""
    response = client.get(f"/changes.{form.suffix}")
    triples = {(q.subject, q.predicate, q.object) for q in parse(response.data, format=form.rdf)}
    assert {iris.release("0.1.0"), iris.release("0.3.0")} == {
        s for s, p, o in triples if (p, o) == (RDF.type, CCWP.Release)
    }
    changes = iris.part(iris.release("0.3.0"), "changes")
    assert (changes, CCWP.changesThing, iris.thing("reading/fifth-action-plan")) in triples
    assert (changes, CCWP.addsThing, iris.release("0.3.0")) in triples
    assert client.get("/changes", headers={"Accept": form.essence}).data == response.data


def test_the_feed_is_one(client: FlaskClient) -> None:
    """RFC 4287 §4.1: id, title, updated, author, links; an entry for each release, the newest first."""
    response = client.get("/changes.atom")
    assert "application/atom+xml" == response.mimetype
    feed = feedparser.parse(response.data)
    assert (False, "atom10") == (bool(feed.bozo), feed.version)
    assert "https://w3id.org/ccwp/changes" == feed.feed.id
    assert "2026-11-28T00:00:00Z" == feed.feed.updated
    assert feed.feed.author
    assert {"https://plans.example/changes.atom", "https://plans.example/changes"} == {
        link.href for link in feed.feed.links
    }
    assert [f"{iris.ID}dataset/0.3.0", f"{iris.ID}dataset/0.1.0"] == [entry.id for entry in feed.entries]
    newest = feed.entries[0]
    assert ("2026-11-28T00:00:00Z", "https://plans.example/doc/dataset/0.3.0") == (newest.updated, newest.link)
    assert "Since 0.1.0:" in newest.summary
    patches = [link.href for link in newest.links if link.type == "application/rdf-patch"]
    assert ["https://plans.example/dumps/changes/0.3.0.rdfp"] == patches


def test_the_page_tells_them(client: FlaskClient) -> None:
    page = client.get("/changes", headers={"Accept": "text/html"})
    assert "text/html" == page.mimetype
    for expected in (
        'id="release-0.3.0"',
        'id="release-0.1.0"',
        "Since 0.1.0:",
        "things added",
        "/dumps/history/0.1.0.nq.gz",
    ):
        assert expected in page.text
    assert page.text.index('id="release-0.3.0"') < page.text.index('id="release-0.1.0"')


def test_the_patch_and_the_old_dataset_can_be_had(client: FlaskClient) -> None:
    with client.get("/dumps/changes/0.3.0.rdfp") as patch:
        assert (200, "application/rdf-patch") == (patch.status_code, patch.mimetype)
    with client.get("/dumps/history/0.1.0.nq.gz") as old:
        assert (200, "application/gzip") == (old.status_code, old.mimetype)
        assert "ccwp-0.3.0-history-0.1.0.nq.gz" in old.headers["Content-Disposition"]


@pytest.mark.parametrize(
    ("status", "path", "accept"),
    [
        (404, "/changes.pdf", None),
        (406, "/changes", "image/png"),
        (404, "/dumps/changes/0.9.0.rdfp", None),
        (404, "/dumps/changes", None),
    ],
)
def test_what_is_not_offered(status: int, path: str, accept: str | None, client: FlaskClient) -> None:
    assert status == client.get(path, headers={"Accept": accept} if accept else {}).status_code


def test_a_store_without_releases_says_so(client: FlaskClient, app: Flask) -> None:
    small = app.test_client()
    assert "names no releases" in small.get("/changes", headers={"Accept": "text/html"}).text
    assert [] == feedparser.parse(small.get("/changes.atom").data).entries
    assert [] == list(parse(small.get("/changes.nt").data, format=RDF_FORMATS[1].rdf))
