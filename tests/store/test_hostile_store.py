"""A store elsewhere that answers what no store would: each answer ends in one sentence."""

from __future__ import annotations

import pytest

from ccwp_kg.errors import StoreBroken
from ccwp_kg.formats import SPARQL_CSV
from ccwp_kg.store.remote import RemoteStore
from support.stores.endpoints import Fake, reply


def test_a_row_without_its_graph_names_none(fake: Fake) -> None:
    fake.play = reply('{"head":{"vars":["g"]},"results":{"bindings":[{}]}}')
    assert () == RemoteStore(fake.address).graphs()


def test_deep_results_are_told(fake: Fake) -> None:
    fake.play = reply('{"head":{},"boolean":true,"x":' + "[" * 200_000 + "]" * 200_000 + "}")
    with pytest.raises(StoreBroken, match="no SPARQL result"):
        RemoteStore(fake.address).written("ASK FROM <http://g.example/> {}", SPARQL_CSV)
