"""How often each page asks the store: a page that asks again for what it knows turns its row red."""

from __future__ import annotations

import itertools
import statistics
import time
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from ccwp_kg.server import create_app
from ccwp_kg.server.site.site import read_release
from ccwp_kg.settings import Settings
from ccwp_kg.store import EmbeddedStore
from support.stores.counting import CountingStore

Page = tuple[CountingStore, FlaskClient]
_STATES = itertools.count()

# path → queries where nothing is kept; queries of the same page again, when its names have been looked up
PAGES = {
    # its facts, what surrounds it, the places it was read in, names
    "/doc/plan/5/action/5.4": (4, 3),
    "/doc/plan/3/action/3.1": (4, 3),
    "/doc/plan/5": (4, 3),
    "/doc/plan/5/action/5.4/subject/616": (3, 2),
    "/doc/plan/5/action/5.5/mention/17872-17884": (4, 3),
    "/doc/organisation/europol": (3, 2),
    "/doc/group/border-guards": (3, 2),
    "/doc/document/ST-8062-2007": (4, 3),
    "/doc/concept/afis-mab": (4, 3),
    "/doc/objective/2009/1": (4, 3),
    "/doc/source/fifth-action-plan": (3, 2),
    "/doc/rule/within-plan": (3, 2),
    "/doc/dataset": (4, 2),  # so many names that they are looked up in two queries
    # the total and the facets, the order, the columns, names
    "/plans": (4, 3),
    "/actions": (4, 3),
    "/actions?page=1&plan=plan/5&sort=-documents": (4, 3),
    "/organisations": (4, 3),
    "/documents": (4, 3),
    "/objectives": (4, 3),
    "/concepts?page=2": (4, 3),
    "/meetings": (4, 3),
    # its counts; the plans in order, with their columns, and names
    "/": (4, 3),
    # what a document became stays in memory
    "/source/fifth-action-plan": (7, 0),
    "/source/fifth-action-plan?view=lines": (4, 0),
    "/ontology": (7, 1),
    "/shapes": (3, 1),
}


@pytest.fixture(scope="module")
def pages(release_store: EmbeddedStore, published: Path) -> Page:
    store = CountingStore(release_store)
    app = create_app(store, settings=Settings(), release=read_release(published))
    client = app.test_client()
    # what is asked once for all pages: the facts of the dataset, the releases before
    assert 200 == client.get("/doc/plan/5", headers={"Accept": "text/html"}).status_code
    return store, client


def asked(pages: Page, path: str) -> int:
    store, client = pages
    store.queries.clear()
    assert 200 == client.get(path, headers={"Accept": "text/html"}).status_code
    assert len(store.queries) == len(set(store.queries)), "the same is asked twice"
    return len(store.queries)


@pytest.mark.parametrize(("path", "expected"), PAGES.items(), ids=list(PAGES))
def test_a_page_asks_no_more_than_this(pages: Page, path: str, expected: tuple[int, int]) -> None:
    pages[0].state = f"nothing is kept {next(_STATES)}"
    pages[1].get("/about")  # which has no facts but those of the dataset at its foot
    assert expected == (asked(pages, path), asked(pages, path))


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
