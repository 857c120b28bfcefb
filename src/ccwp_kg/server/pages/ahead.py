"""Pages made before anybody asks for them: what takes long of them is kept, so that the first visitor does not wait."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import suppress
from itertools import takewhile

from flask import Flask

from ccwp_kg.entities import LISTS
from ccwp_kg.entities.lists.model import Choice
from ccwp_kg.errors import CcwpError
from ccwp_kg.formats import HTML
from ccwp_kg.questions import catalogue
from ccwp_kg.server.http.links import document_path
from ccwp_kg.server.pages.lists import shown_list
from ccwp_kg.server.site.site import Site, web

SECONDS = 5.0
"""So long may it take; later pages are made when they are asked for."""


def make_pages_ahead(app: Flask, site: Site, *, seconds: float = SECONDS, is_copy: bool = False) -> None:
    """Make the pages that most visitors come for, and those that take longest.

    A page as it is sent depends on the request. What it is drawn from does not, and stays in `site.ahead`. A site at a
    copy (`is_copy`) lacks graphs, such as that of the shapes: the pages that tell of these are not made from it.
    """
    end = time.monotonic() + seconds
    client = app.test_client()
    with suppress(CcwpError):  # whoever asks for the page is told
        for path in takewhile(lambda _: time.monotonic() < end, _paths(site, is_copy=is_copy)):
            client.get(path, headers={"Accept": HTML.essence})


def _paths(site: Site, *, is_copy: bool) -> Iterator[str]:
    """The first page of each list, the documents, the plans and actions on them, who is named together, the
    vocabularies and the links; the start page with its answers, the other answers, which workers evaluate, and the
    forms of questions; then of a release the other things whose pages take long."""
    yield from (f"/{name}" for name in LISTS)
    yield from (f"/source/{name}" for name in site.layouts)
    for name in ("plans", "actions"):
        rows = shown_list(site, LISTS[name], Choice(page=1).sorted_as(LISTS[name])).rows
        yield from (document_path(site.base.reference(row.thing.iri)) for row in rows)
    yield "/together"
    if not is_copy:
        yield from ("/ontology", "/shapes", "/links")
    yield "/"
    yield from (example.path for example in site.examples)
    yield from (f"/questions/{template.slug}" for template in catalogue(web() / "questions", site.base))
    if site.page_facts is not None:
        things = (thing.value for thing in site.page_facts.viewed())
        yield from (document_path(site.base.reference(iri)) for iri in things if iri.startswith(site.base.id))
