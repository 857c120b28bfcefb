"""What takes long of the pages that are asked first is made before anybody asks, and is right for whoever asks then."""

from __future__ import annotations

import os
import re
import signal
import time
from pathlib import Path

import pytest
from flask import Flask
from pyoxigraph import NamedNode, Triple

from ccwp_kg.namespaces import RDF, SKOS
from ccwp_kg.publish.opening import open_merge
from ccwp_kg.query.lookups import LookUps
from ccwp_kg.server.app import build_app
from ccwp_kg.server.html.rendering import TemplateCache
from ccwp_kg.server.serve import _make_ahead, make_pages_ahead
from ccwp_kg.server.site.site import Site, open_site, read_release
from ccwp_kg.server.sparql.endpoint import Endpoint
from ccwp_kg.settings import Settings
from ccwp_kg.store import Bounds, EmbeddedStore, described_in
from support.serving import children, running, stop_server
from support.stores.counting import CountingStore

PAGES = (
    *("/", "/plans", "/actions", "/documents", "/source/fifth-action-plan", "/doc/plan/5", "/doc/plan/5/action/5.4"),
    *("/questions", "/questions/actions-of-body"),
)
GRAPHS = ("/shapes", "/ontology", "/links")
"""Pages that tell of graphs beside the merged one."""
Opened = tuple[Site, Flask, CountingStore]


@pytest.fixture
def opened(published: Path, release_store: EmbeddedStore) -> Opened:
    store = CountingStore(release_store, release_store.state)
    site = open_site(store, settings=Settings(), release=read_release(published))
    return site, build_app(site, Endpoint(site)), store


def page(app: Flask, path: str) -> str:
    response = app.test_client().get(path, headers={"Accept": "text/html"})
    assert 200 == response.status_code
    return response.get_data(as_text=True)


def test_nobody_waits_for_the_pages_asked_first(opened: Opened) -> None:
    """Each is the same page as without, and asks the store nothing any more."""
    site, app, store = opened
    make_pages_ahead(app, site, seconds=0)
    before = [page(app, path) for path in PAGES]
    for kept in (site.ahead, site.kept):
        kept._values.clear()
    make_pages_ahead(app, site, seconds=60)
    store.queries.clear()
    assert before == [page(app, path) for path in PAGES]
    assert [] == store.queries


def test_what_a_copy_lacks_is_not_drawn_from_it(opened: Opened, published: Path) -> None:
    """The copy for look-ups has no shapes: a page of these that was made there told of none, for everybody."""
    site, app, store = opened
    before = [page(app, path) for path in GRAPHS]
    site.kept._values.clear()
    assert store.state is not None
    site.answers.lookups = LookUps.within(
        open_merge(published), bounds=Bounds(), prefixes=site.prefixes, state=store.state
    )
    _make_ahead(app, site, TemplateCache())
    assert before == [page(app, path) for path in GRAPHS]
    assert re.search(r"[1-9][0-9] shapes", before[0])


def test_pages_that_take_long_are_made_ahead(opened: Opened) -> None:
    """All that have a view of their own; whoever comes first for one asks the store nothing."""
    site, app, store = opened
    make_pages_ahead(app, site, seconds=60)
    store.queries.clear()
    for path in ("organisation/europol", "group/border-guards", "document/ST-8062-2007", "concept/afis-mab"):
        page(app, f"/doc/{path}")
    assert [] == store.queries


def test_a_page_at_the_copy_is_the_page_at_the_store(opened: Opened, published: Path) -> None:
    """A thing that the merge tells of asks no worker; of what only other graphs tell, the copy has not all."""
    site, app, store = opened
    rows = store.rows(
        f"SELECT DISTINCT ?x WHERE {{ ?x a ?kind FILTER(STRSTARTS(STR(?x), '{site.base.id}')) }} ORDER BY ?x"
    )
    things = [thing for row in rows[::20] if isinstance(thing := row["x"], NamedNode)]
    here = [f"/doc/{site.base.reference(each.value)}" for each in things if described_in(store, each) is store]
    elsewhere = ["/doc/dataset", "/doc/graph/inferred", "/doc/rule/continued-work"]
    assert len(here) > 50
    before = [page(app, path) for path in (*here, *elsewhere)]
    site.ahead._values.clear()
    assert store.state is not None
    copy = open_merge(published)
    site.answers.lookups = LookUps.within(copy, bounds=Bounds(), prefixes=site.prefixes, state=store.state)
    store.queries.clear()
    assert before[: len(here)] == [page(app, path) for path in here]
    assert not [query for query in store.queries if "?pattern" in query]
    assert before[len(here) :] == [page(app, path) for path in elsewhere]
    assert len(elsewhere) == len([query for query in store.queries if "?pattern" in query])


def test_a_copy_of_other_data_draws_no_page(opened: Opened, published: Path) -> None:
    """Between a swap and the copy of what came, pages are those of the store."""
    site, app, _ = opened
    before = page(app, "/doc/plan/5")
    site.ahead._values.clear()
    empty = EmbeddedStore.of_triples(Triple(NamedNode(f"{site.base.id}plan/5"), RDF.type, SKOS.Concept) for _ in "1")
    site.answers.lookups = LookUps.within(empty, bounds=Bounds(), prefixes=site.prefixes, state="another")
    assert before == page(app, "/doc/plan/5")


def test_no_time_is_no_page(opened: Opened) -> None:
    site, app, store = opened
    store.queries.clear()
    make_pages_ahead(app, site, seconds=0)
    assert [] == store.queries


def test_other_data_have_other_pages(opened: Opened) -> None:
    """After a swap nothing that was made from the data before is shown."""
    site, app, store = opened
    make_pages_ahead(app, site, seconds=60)
    store.state = "another release"
    store._store = EmbeddedStore.of_triples([])
    assert "Action 5.4" not in page(app, "/actions")
    assert 404 == app.test_client().get("/doc/plan/5", headers={"Accept": "text/html"}).status_code


@pytest.mark.parametrize("path", ["/organisations?lang=de", "/doc/organisation/europol?lang=de"])
def test_another_language_is_not_answered_with_what_is_kept(path: str, opened: Opened) -> None:
    site, app, _ = opened
    expected = page(app, path)
    site.ahead._values.clear()
    page(app, path.partition("?")[0])
    assert expected == page(app, path)


def test_templates_share_one_mapping_of_globals(opened: Opened) -> None:
    """A chain of mappings, which Jinja makes for each, is walked in Python whenever a page is drawn."""
    environment = opened[1].jinja_env
    assert environment.globals is environment.get_template("thing.html").globals
    assert 1 == environment.from_string("{{ own }}", {"own": 1}).globals["own"]
    assert "own" not in environment.globals


@pytest.mark.timed
def test_the_first_visitors_of_a_server_need_no_worker(published: Path) -> None:
    """Each process that speaks HTTP makes pages ahead in its first seconds; then all workers stand still."""
    server = running("release", str(published))
    time.sleep(8)
    workers = children(server.zygote)
    for worker in workers:
        os.kill(worker, signal.SIGSTOP)
    try:
        for path in PAGES:
            assert (path, {200}) == (path, {server.ask("GET", path, accept="text/html")[0] for _ in range(4)})
    finally:
        for worker in workers:
            os.kill(worker, signal.SIGCONT)
        stop_server(server.process)
