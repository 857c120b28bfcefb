"""The questions over a real Virtuoso that holds the release have the rows that they have over the release itself.

Left out are those whose query joins quotation marks to words, for which Virtuoso 7 writes question marks.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from ccwp_kg.questions import Asked, Outcome
from ccwp_kg.store import EmbeddedStore, Store
from ccwp_kg.store.remote import RemoteStore
from support.commands import call_command
from support.stores.virtuoso import PASSWORD, USER, Virtuoso

pytestmark = pytest.mark.virtuoso

ASKED = [
    ("actions-of-body", {"body": "Europol", "other": "OLAF"}),
    ("actions-of-body", {"body": "OLAF", "role": "lead"}),
    ("actions-of-body", {"body": "WCO", "mention": "any"}),
    ("actions-of-body", {"body": "OLAF", "plan": "plan/5", "role": "lead"}),
    ("actions-of-plan", {"plan": "plan/4 and plan/5"}),
    ("actions-of-plan", {"plan": "plan/4", "later": "later"}),
    ("parties-of-action", {"action": "5.6", "body": "Frontex"}),
    ("parties-of-action", {"action": "5.2", "body": "Europol and Frontex"}),
    ("deliverables", {"action": "5.4"}),
    ("deliverables", {"body": "CCWP", "decision": "approval"}),
    ("who-cites", {"document": "act/naples-ii"}),
    ("who-cites", {"document": "document/ST-8282-2008"}),
    ("full-name", {"body": "concept/joint-investigation-team"}),
    ("work-areas", {"plan": "plan/4 and plan/5"}),
    ("work-areas", {"area": "work-area/intelligence", "plan": "plan/5"}),
    ("sources-of-action", {"action": "5.3"}),
    ("sources-of-action", {"action": "5.3", "role": "basis"}),
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
    ("state-of-plans", {"state": "implemented"}),
    ("topic", {"topic": "training"}),
    ("objective", {"objective": "objective/2009/1"}),
    ("objectives", {"action": "5.3"}),
    ("legal-basis", {"plan": "plan/4"}),
    ("legal-basis", {"plan": "plan/5", "basis": "act/council-resolution-2009"}),
    ("legal-basis", {"plan": "plan/4", "basis": "act/council-resolution-2009"}),
    ("field-of-action", {"action": "5.9", "field": "timetable"}),
    ("field-of-action", {"action": "5.2 and 5.3", "field": "lead"}),
    ("field-of-action", {"action": "plan/1/action/6.6", "field": "plan"}),
    # what comes nearest
    ("parties-of-action", {"action": "5.4", "body": "Europol", "others": "others"}),
    ("actions-of-body", {"body": "CCWP"}),
    ("deliverables", {"action": "5.1", "product": "report", "decision": "approval"}),
    ("deliverables", {"action": "5.6", "body": "organisation/council", "decision": "approval"}),
    ("deliverables", {"body": "organisation/council", "decision": "adoption"}),
    ("deliverables", {"body": "CATS", "decision": "adoption"}),
    ("way-of-plan", {"plan": "plan/5", "step": "document"}),
    ("objectives", {"action": "5.10"}),
    ("legal-basis", {"plan": "plan/5", "basis": "act/treaty-of-lisbon"}),
]


@pytest.fixture(scope="module")
def elsewhere(published: Path, virtuoso: Virtuoso) -> RemoteStore:
    """Virtuoso with the release."""
    where = ["--store", virtuoso.guarded, "--release", str(published)]
    done = call_command("load", *where, CCWP_STORE_USER=USER, CCWP_STORE_PASSWORD=PASSWORD)
    assert done.returncode == 0, done.stderr
    return RemoteStore(virtuoso.endpoint)


@pytest.mark.parametrize(("slug", "values"), ASKED, ids=[f"{slug} {' '.join(of.values())}" for slug, of in ASKED])
def test_virtuoso_finds_the_same_rows(
    slug: str,
    values: Mapping[str, str],
    put: Callable[[str, Mapping[str, str]], Outcome],
    elsewhere: RemoteStore,
    release_store: EmbeddedStore,
) -> None:
    """The name of the test is the question, also where Virtuoso refuses it as too dear."""
    asked = put(slug, values)
    assert isinstance(asked, Asked), asked
    assert rows(elsewhere, asked.query) == rows(release_store, asked.query)


def rows(store: Store, query: str) -> list[dict[str, str]]:
    """The words of the rows, whatever their language: that of joined words differs."""
    found = [{name: str(getattr(term, "value", term)) for name, term in row.items()} for row in store.rows(query)]
    return sorted(found, key=str)
