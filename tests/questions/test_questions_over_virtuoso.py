"""The questions over a real Virtuoso that holds the release have the rows that they have over the release itself.

Left out are those whose query joins quotation marks to words, for which Virtuoso 7 writes question marks.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from ccwp_kg.questions import Asked, Template, ask
from ccwp_kg.search import Index
from ccwp_kg.store import EmbeddedStore, Store
from ccwp_kg.store.remote import RemoteStore
from support.commands import call_command
from support.stores.virtuoso import PASSWORD, USER, Virtuoso

pytestmark = pytest.mark.virtuoso

ASKED = [
    ("actions-of-body", {"body": "Europol", "other": "OLAF"}),
    ("actions-of-body", {"body": "OLAF", "role": "lead"}),
    ("actions-of-body", {"body": "OLAF", "plan": "plan/5", "role": "lead"}),
    ("actions-of-plan", {"plan": "plan/4 and plan/5"}),
    ("parties-of-action", {"action": "5.6", "body": "Frontex"}),
    ("parties-of-action", {"action": "5.2", "body": "Europol and Frontex"}),
    ("deliverables", {"action": "5.4"}),
    ("deliverables", {"body": "CCWP", "decision": "approval"}),
    ("who-cites", {"document": "act/naples-ii"}),
    ("who-cites", {"document": "document/ST-8282-2008"}),
    ("sources-of-action", {"action": "5.3"}),
    # what is not so, with the words that stand there
    ("sources-of-action", {"action": "5.3", "document": "8282/3/08 REV 3"}),
    ("deliverables", {"action": "5.5", "product": "publication"}),
    ("objectives", {"action": "5.3", "objective": "objective/2009/1"}),
    ("line-of-action", {"action": "5.10"}),
    ("line-of-action", {"action": "4.1", "plan": "plan/5"}),
    ("time-of-plan", {"plan": "plan/4 and plan/5"}),
    ("time-of-plan", {"plan": "plan/4", "order": "before"}),
    ("time-of-plan", {"plan": "plan/4", "order": "all-before"}),
    ("field-of-action", {"action": "5.9", "field": "start"}),
    ("way-of-plan", {"plan": "plan/4", "step": "approval"}),
    ("topic", {"topic": "training"}),
    ("objective", {"objective": "objective/2009/1"}),
    ("objectives", {"action": "5.3"}),
    ("legal-basis", {"plan": "plan/4"}),
    ("legal-basis", {"plan": "plan/5", "basis": "act/council-resolution-2009"}),
    ("legal-basis", {"plan": "plan/4", "basis": "act/council-resolution-2009"}),
    ("field-of-action", {"action": "5.9", "field": "timetable"}),
    ("field-of-action", {"action": "5.2 and 5.3", "field": "lead"}),
]


def test_virtuoso_finds_the_same_rows(
    published: Path,
    virtuoso: Virtuoso,
    templates: Mapping[str, Template],
    index: Index,
    release_store: EmbeddedStore,
) -> None:
    where = ["--store", virtuoso.guarded, "--release", str(published)]
    done = call_command("load", *where, CCWP_STORE_USER=USER, CCWP_STORE_PASSWORD=PASSWORD)
    assert done.returncode == 0, done.stderr
    elsewhere = RemoteStore(virtuoso.endpoint)
    for slug, values in ASKED:
        asked = ask(templates[slug], values, index)
        assert isinstance(asked, Asked), asked
        assert rows(elsewhere, asked.query) == rows(release_store, asked.query), (slug, values)


def rows(store: Store, query: str) -> list[dict[str, str]]:
    """The words of the rows, whatever their language: that of joined words differs."""
    found = [{name: str(getattr(term, "value", term)) for name, term in row.items()} for row in store.rows(query)]
    return sorted(found, key=str)
