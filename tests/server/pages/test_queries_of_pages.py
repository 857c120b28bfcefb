"""How often each page asks the store: a page that asks again for what it knows turns its row red."""

from __future__ import annotations

import itertools
import statistics
import time
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from ccwp_kg.server.app import build_app
from ccwp_kg.server.site.site import Site, open_site, read_release
from ccwp_kg.server.sparql.endpoint import Endpoint
from ccwp_kg.settings import Settings
from ccwp_kg.store import EmbeddedStore
from support.stores.counting import CountingStore

Page = tuple[CountingStore, FlaskClient]
_STATES = itertools.count()
_VOCABULARIES = ("/ontology", "/shapes")
"""Their statements are asked for at each view, what stands beside them is kept."""

# path → queries with the file of the release, which holds views, labels and explanations; without it, when nothing
# is known yet, or when names have been looked up
PAGES = {
    # all that is known of it and around it, and the places of what is around; without a file its facts first, then also
    # names, and what rules give. Of what plans name, the passages, the actions of a text not used yet, and their names;
    # of an action, the order of its plan.
    "/doc/plan/5/action/5.4": (6, 10, 9),
    # and the lines of actions, with the order of plans
    "/doc/plan/3/action/3.1": (8, 14, 11),
    "/doc/plan/5": (7, 10, 8),
    "/doc/plan/5/action/5.4/subject/616": (1, 5, 4),
    "/doc/plan/5/action/5.5/terms-of-reference/mention/mobile-unit": (1, 3, 2),
    "/doc/organisation/europol": (4, 7, 5),
    "/doc/group/border-guards": (4, 7, 5),
    "/doc/document/ST-8062-2007": (6, 9, 7),  # and its number, and who cites which version
    "/doc/concept/afis-mab": (4, 7, 5),
    "/doc/objective/2009/1": (5, 8, 6),
    "/doc/source/fifth-action-plan": (2, 4, 3),
    "/doc/rule/continued-work": (1, 3, 2),
    "/doc/dataset": (1, 4, 2),  # so many names that they are looked up in two queries
    # the total and the facets, the order, the columns, names; where a row may lack something, which silence it is, and
    # of a list with things that are only named, how many are held
    "/plans": (3, 4, 3),
    "/actions": (5, 6, 5),
    "/actions?page=1&plan=plan/5&sort=-documents": (5, 6, 5),
    "/organisations": (4, 5, 4),
    "/documents": (5, 6, 5),
    "/objectives": (4, 5, 4),
    "/concepts?page=2": (4, 5, 4),
    "/meetings": (3, 4, 3),
    # its counts; the plans in order, with their columns, and names; whether there is a catalogue;
    # the things that questions name, and examples of what is held; the rows of six answers, and what lies behind them,
    # once for a release
    "/": (23, 27, 23),
    # rows, what lies behind them, and where they are written: statements, parts, things, places; names of actions
    "/questions/most-frequent-parties": (7, 9, 7),
    # rows, spans, places, names of actions; what its fields offer: bodies, groups, plans
    "/questions/actions-of-body?body=organisation/europol": (7, 11, 7),
    # who is named by what, the parts of bodies, names
    "/together": (2, 3, 2),
    "/lines": (2, 3, 2),
    "/source/fifth-action-plan": (6, 9, 6),
    "/ontology": (16, 18, 16),
    "/shapes": (2, 3, 2),
}


@pytest.fixture(scope="module")
def site(release_store: EmbeddedStore, published: Path) -> Site:
    store = CountingStore(release_store, release_store.state)
    return open_site(store, settings=Settings(), release=read_release(published))


@pytest.fixture(scope="module")
def pages(site: Site) -> Page:
    assert isinstance(site.store, CountingStore)
    client = build_app(site, Endpoint(site)).test_client()
    # what is asked once for all pages: the facts of the dataset, the releases before
    assert 200 == client.get("/doc/plan/5", headers={"Accept": "text/html"}).status_code
    return site.store, client


def asked(pages: Page, path: str) -> int:
    store, client = pages
    store.queries.clear()
    assert 200 == client.get(path, headers={"Accept": "text/html"}).status_code
    assert len(store.queries) == len(set(store.queries)), "the same is asked twice"
    return len(store.queries)


def forget(site: Site) -> None:
    """Let go of all that is kept of single pages, not of names, the facts of the dataset, and the releases before."""
    site.ahead._values.clear()
    for key in site.kept._values.keys() - {"dataset", "mementos"}:
        del site.kept._values[key]


@pytest.mark.parametrize(("path", "expected"), PAGES.items(), ids=list(PAGES))
def test_a_page_asks_no_more_than_this(
    path: str, expected: tuple[int, int, int], site: Site, pages: Page, release_store: EmbeddedStore
) -> None:
    counted = []
    for state in (release_store.state, f"nothing is kept {next(_STATES)}"):
        pages[0].state = state
        for each in ("/about", "/timemap/plan/5"):  # which know the dataset, and the releases before
            pages[1].get(each)
        forget(site)
        counted.append(asked(pages, path))
        assert asked(pages, path) == (path in _VOCABULARIES)
    forget(site)
    assert expected == (*counted, asked(pages, path))


def test_what_may_change_is_asked_anew(pages: Page) -> None:
    """A store elsewhere has no state: names are looked up for every page, never taken from before."""
    pages[0].state = None
    first, second = asked(pages, "/doc/organisation/europol"), asked(pages, "/doc/organisation/europol")
    assert first == second > 2


@pytest.mark.timed
def test_a_page_of_an_action_takes_little_more_than_one_without_facts(pages: Page) -> None:
    """The largest kind of page beside the smallest of the same process: 20 times as long, 50 before it asked once."""
    pages[0].state = "timed"

    def median(path: str) -> float:
        taken = []
        for _ in range(30):
            begun = time.process_time()
            pages[1].get(path, headers={"Accept": "text/html"})
            taken.append(time.process_time() - begun)
        return statistics.median(taken)

    median("/doc/plan/5/action/5.4")
    assert median("/doc/plan/5/action/5.4") < 30 * median("/about")
