"""No page shows an IRI where it means a thing: only where one is there to be copied, apart and marked as such."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pytest
from flask.testing import FlaskClient

from ccwp_kg.server import create_app
from ccwp_kg.server.apis.discovery import site_paths
from ccwp_kg.server.site.site import read_release
from ccwp_kg.settings import Settings
from ccwp_kg.store import EmbeddedStore

pytestmark = pytest.mark.slow

HTML = {"Accept": "text/html"}
TO_COPY = {"code", "pre", "textarea", "script", "style"}
"""Elements whose words are there to be copied, or are no words."""
MARKED = {"iri", "said"}
"""Classes of what is an identifier by itself, and of the words of a document."""
IRI = re.compile(r"\b(?:https?|urn):[^\s]*")
PREFIXED = re.compile(r"\b[a-z][a-z0-9-]*:\w+")
"""A compact IRI, which says in capitals above a heading even less."""


def shown(element: Element, *, is_open: bool = False) -> Iterator[str]:
    """The words of an element that stand where nothing is to be copied."""
    if not isinstance(element.tag, str):
        return
    is_open = is_open or element.tag in TO_COPY or not MARKED.isdisjoint(element.get("class", "").split())
    if not is_open and element.text:
        yield element.text
    for child in element:
        yield from shown(child, is_open=is_open)
        if not is_open and child.tail:
            yield child.tail


def raw(client: FlaskClient, path: str) -> list[str]:
    answer = client.get(path, headers=HTML, follow_redirects=True)
    assert answer.status_code == 200, path
    tree = html5lib.parse(answer.get_data(as_text=True), namespaceHTMLElements=False)
    eyebrows = ("".join(each.itertext()) for each in tree.iter("p") if each.get("class") == "eyebrow")
    prefixed = [found[0] for words in eyebrows for found in PREFIXED.finditer(words)]
    return [*prefixed, *(found[0] for words in shown(tree.find("body")) for found in IRI.finditer(words))]


def test_pages_call_things_by_names(release_held: Path) -> None:
    """Of one plan and of two: pages of things, lists, vocabularies and sources."""
    store = EmbeddedStore.of_named_graphs(release_held / "dataset.nq")
    client = create_app(store, settings=Settings(), release=read_release(release_held)).test_client()
    paths = site_paths(store)
    first = [path for path in paths if not path.startswith("/doc/")]
    # the catalogue is made of the description of a release, which a server reads
    first.remove("/catalog")
    chosen = [*first, *[path for path in paths if path.startswith("/doc/")][::4]]
    assert len(chosen) > 40
    found = {path: iris for path in chosen if (iris := raw(client, path))}
    assert found == {}


def test_a_report_with_warnings_does_so_too(release_folder: Path, tmp_path: Path) -> None:
    """On the page of the report and on the badge of the home page."""
    folder = tmp_path / "warned"
    shutil.copytree(release_folder, folder)
    sh = "http://www.w3.org/ns/shacl#"
    finding = {
        "focusNode": "https://w3id.org/ccwp/id/plan/5/action/5.4/unknown", "path": "http://purl.org/dc/terms/title",
        "value": "https://example.org/value", "severity": f"{sh}Warning", "message": "An action has a title.",
        "sourceShape": "https://w3id.org/ccwp/shapes#Action", "sourceConstraint": None,
        "component": f"{sh}MinCountConstraintComponent",
    }  # fmt: skip
    report = {
        "conforms": True, "countBySeverity": {f"{sh}Warning": 1}, "countByShape": {}, "results": [finding],
        "shapesWithoutFocusNodes": ["https://w3id.org/ccwp/shapes#Meeting"],
    }  # fmt: skip
    (folder / "validation.json").write_text(json.dumps(report), encoding="utf-8")
    store = EmbeddedStore.of_named_graphs(folder / "dataset.nq")
    client = create_app(store, settings=Settings(), release=read_release(folder)).test_client()
    assert "1 warning" in client.get("/validation", headers=HTML).text
    assert {"/": [], "/validation": []} == {path: raw(client, path) for path in ("/", "/validation")}
