"""The index made from a real Virtuoso holds what the one of the release does."""

from __future__ import annotations

from pathlib import Path

import pytest

from ccwp_kg.publish.opening import open_release
from ccwp_kg.search import Findable, gather
from ccwp_kg.store import Store
from ccwp_kg.store.remote import RemoteStore
from support.commands import call_command
from support.stores.virtuoso import PASSWORD, USER, Virtuoso

pytestmark = pytest.mark.virtuoso


def gathered(store: Store) -> dict[str, Findable]:
    return {thing.iri: thing for thing in gather(store)}


def test_a_store_elsewhere_gives_the_same_index(published: Path, virtuoso: Virtuoso) -> None:
    """The same things with the same words, read in pages; the order of its rows does not matter."""
    where = ["--store", virtuoso.guarded, "--release", str(published)]
    done = call_command("load", *where, CCWP_STORE_USER=USER, CCWP_STORE_PASSWORD=PASSWORD)
    assert done.returncode == 0, done.stderr
    expected, found = gathered(open_release(published)), gathered(RemoteStore(virtuoso.endpoint))
    assert 400 < len(expected)
    assert {} == {iri: (thing, found.get(iri)) for iri, thing in expected.items() if found.get(iri) != thing}
    assert expected.keys() == found.keys()
