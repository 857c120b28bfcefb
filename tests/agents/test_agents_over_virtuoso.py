"""The tools over a real Virtuoso that holds the release tell what they tell over the release itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.clients.agents import calls
from support.commands import call_command
from support.stores.virtuoso import PASSWORD, USER, Virtuoso

pytestmark = pytest.mark.virtuoso

ASKED = (
    ("coverage", {"max_bytes": 50_000}),
    ("thing", {"id": "plan/5/action/5.4", "max_bytes": 50_000}),
    ("evidence", {"id": "plan/5/action/5.4", "max_bytes": 50_000}),
    ("evidence", {"id": "organisation/europol", "max_bytes": 50_000}),
    ("evidence", {"id": "plan/5/action/5.1", "property": "lead"}),
    ("ask", {"sparql": "SELECT ?n { ?a ccwp:concernsParty body:eurojust ; ccwp:position ?n } ORDER BY ?n"}),
    ("ask", {"sparql": "SELECT ?a { ?a a ccwp:Acton }"}),
)


def test_virtuoso_gives_the_same_answers(published: Path, virtuoso: Virtuoso) -> None:
    where = ["--store", virtuoso.guarded, "--release", str(published)]
    done = call_command("load", *where, CCWP_STORE_USER=USER, CCWP_STORE_PASSWORD=PASSWORD)
    assert done.returncode == 0, done.stderr
    here, there = calls(["--release", str(published)], *ASKED), calls(["--endpoint", virtuoso.endpoint], *ASKED)
    own = ("query: ",)
    for local, remote in zip(here, there, strict=True):
        told = [line for line in remote.text.splitlines() if not line.startswith(own)]
        assert told == [line for line in local.text.splitlines() if not line.startswith(own)]
