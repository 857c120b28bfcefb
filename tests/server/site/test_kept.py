"""Values that are made once for a state of the data, and again for the next one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ccwp_kg.server.site.kept import KeptValues
from ccwp_kg.store import EmbeddedStore
from support.stores.counting import CountingStore


def store(state: str | None) -> CountingStore:
    return CountingStore(EmbeddedStore.of_triples([]), state)


def making(made: list[str], value: str) -> Callable[[], str]:
    def make() -> str:
        made.append(value)
        return value

    return make


def test_a_value_is_made_once_for_a_state() -> None:
    made: list[str] = []
    data = store("one")
    kept = KeptValues(data)
    assert ["a", "a", "b"] == [kept.get(key, making(made, key)) for key in ("a", "a", "b")]
    data.state = "two"
    assert "c" == kept.get("a", making(made, "c"))
    data.state = "one"
    assert "d" == kept.get("a", making(made, "d"))
    assert ["a", "b", "c", "d"] == made


def test_of_data_that_may_change_nothing_is_kept() -> None:
    made: list[str] = []
    kept = KeptValues(store(None))
    assert ["a", "b"] == [kept.get("key", making(made, value)) for value in ("a", "b")]


def test_what_was_made_while_the_data_changed_is_not_kept() -> None:
    """It may be of the data from before, of those from after, or of both."""
    data = store("one")
    kept = KeptValues(data)

    def make() -> str:
        data.state = "two"
        return "mixed"

    assert "mixed" == kept.get("key", make)
    assert "two" == kept.get("key", lambda: "two")


def test_a_failure_is_not_kept() -> None:
    kept = KeptValues(store("one"))
    for _ in range(2):
        try:
            kept.get("key", lambda: 1 // 0)
        except ZeroDivisionError:
            continue
        raise AssertionError("the failure was swallowed")
    assert 1 == kept.get("key", lambda: 1)


def test_those_used_last_are_kept() -> None:
    made: list[str] = []
    kept = KeptValues(store("one"), most=2)
    for key in ("a", "b", "a", "c", "a", "b"):
        kept.get(key, making(made, key))
    assert ["a", "b", "c", "b"] == made


def test_the_first_values_stay() -> None:
    kept = KeptValues(store("one"), most=2, lets_go=False)
    made: list[str] = []
    for key in ("a", "b", "c", "a", "c", "b"):
        kept.get(key, making(made, key))
    assert ["a", "b", "c", "c"] == made


@pytest.mark.parametrize(("state", "expected"), [("one", "made elsewhere"), ("two", "made here"), (None, "made here")])
def test_values_of_the_same_state_are_taken_over(state: str | None, expected: str) -> None:
    """Also where values of a state before are kept still."""
    others = KeptValues(store("one"))
    others.get("key", lambda: "made elsewhere")
    data = store("zero")
    kept = KeptValues(data)
    kept.get("old", lambda: "old")
    data.state = state
    kept.take_over(others)
    assert expected == kept.get("key", lambda: "made here")
    assert "new" == kept.get("old", lambda: "new")
