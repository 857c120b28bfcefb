"""The catalogue of a release loaded into a real Virtuoso: the same document, and DCAT-AP still finds nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
import rdflib
from pyoxigraph import RdfFormat, parse

from ccwp_kg.server import create_app
from ccwp_kg.settings import Settings
from ccwp_kg.store import EmbeddedStore
from ccwp_kg.store.remote import RemoteStore
from support.commands import call_command
from support.formats.dcat_ap import findings
from support.stores.virtuoso import PASSWORD, USER, Virtuoso

pytestmark = pytest.mark.virtuoso


def test_a_store_elsewhere_gives_the_same_catalogue(
    published: Path, release_store: EmbeddedStore, virtuoso: Virtuoso
) -> None:
    where = ["--store", virtuoso.guarded, "--release", str(published)]
    done = call_command("load", *where, CCWP_STORE_USER=USER, CCWP_STORE_PASSWORD=PASSWORD)
    assert done.returncode == 0, done.stderr
    written = []
    for store, settings in (
        (release_store, Settings()),
        (RemoteStore(virtuoso.endpoint), Settings(store=virtuoso.endpoint)),
    ):
        client = create_app(store, settings=settings).test_client()
        assert (303, "/catalog") == (
            (sent_on := client.get("/", headers={"Accept": "text/turtle"})).status_code,
            sent_on.headers["Location"],
        )
        written.append(client.get("/catalog.nt").data)
    ours, theirs = ({quad.triple for quad in parse(body, format=RdfFormat.N_TRIPLES)} for body in written)
    assert (set(), set()) == (ours - theirs, theirs - ours)
    assert [] == findings(rdflib.Graph().parse(data=written[1], format="nt"))
