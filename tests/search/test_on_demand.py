"""An index is made when it is first asked for: once for a store that stays the same, and again after a failure."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest

from ccwp_kg.errors import StoreUnavailable
from ccwp_kg.rdf.syntax.prefixes import NO_PREFIXES
from ccwp_kg.search import Findable, IndexOnDemand
from ccwp_kg.search.index import on_demand
from ccwp_kg.store import Bounds, EmbeddedStore, Store

Listed = Callable[..., list[float]]


def store_in(state: str | None) -> Store:
    return EmbeddedStore.of_triples([]).bounded(Bounds(), prefixes=NO_PREFIXES, state=state)


@pytest.fixture
def listed(monkeypatch: pytest.MonkeyPatch) -> Listed:
    """Lets the things of a store be listed in so many seconds, after failures; gives when that began."""

    def let(*, failures: int = 0, seconds: float = 0.0) -> list[float]:
        begun: list[float] = []

        def findable(_store: Store) -> Iterator[Findable]:
            begun.append(time.monotonic())
            if len(begun) <= failures:
                raise StoreUnavailable("the store is closed")
            time.sleep(seconds)
            return iter(())

        monkeypatch.setattr(on_demand, "findable", findable)
        return begun

    return let


def test_it_is_made_once(listed: Listed) -> None:
    begun = listed()
    index = IndexOnDemand(store_in("state"))
    assert index.get() is index.get()
    assert 1 == len(begun)


def test_who_does_not_wait_is_told_that_it_is_being_made(listed: Listed) -> None:
    begun = listed(seconds=0.5)
    index = IndexOnDemand(store_in("state"))
    for _ in range(3):
        with pytest.raises(StoreUnavailable, match="is being made; ask again"):
            index.get(max_wait_seconds=0.0)
    assert index.get(max_wait_seconds=30.0) is index.get()
    assert 1 == len(begun)


def test_after_a_failure_it_is_made_again(listed: Listed) -> None:
    begun = listed(failures=1)
    index = IndexOnDemand(store_in("state"))
    with pytest.raises(StoreUnavailable, match="could not be made; ask again later"):
        index.get(max_wait_seconds=30.0)
    assert index.get(max_wait_seconds=30.0) is not None
    assert 2 == len(begun)


def test_of_a_store_that_may_change_the_old_one_is_used_while_a_new_one_is_made(
    listed: Listed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(on_demand, "_MAX_AGE_SECONDS", 0.0)
    begun = listed()
    index = IndexOnDemand(store_in(None))
    first = index.get(max_wait_seconds=30.0)
    end = time.monotonic() + 30.0
    while index.get() is first and time.monotonic() < end:
        time.sleep(0.01)
    assert len(begun) > 1
