"""What stands on every page around its content: addresses, the date of the release, data for search engines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape
from typing import TypeVar

from flask import Flask, current_app, request
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup
from werkzeug.exceptions import HTTPException

from ccwp_kg.entities import EntityPage, FilledList, SourceFacts, TermRow
from ccwp_kg.entities.dataset import DatasetFacts
from ccwp_kg.formats import essence
from ccwp_kg.namespaces import BASE
from ccwp_kg.server.html import structured_data
from ccwp_kg.server.html.structured_data import DATASET, Dump, Node, PageWords
from ccwp_kg.server.site.dataset_facts import Stated
from ccwp_kg.server.site.site import Site

PERSISTENT = BASE.rstrip("/")
"""Where readers find the pages for good; used where the settings name no address of this host."""

FURTHER = (
    ("/objectives", "Objectives"),
    ("/concepts", "Concepts"),
    ("/meetings", "Meetings"),
    ("/ontology", "Ontology"),
    ("/shapes", "Shapes"),
    ("/validation", "Validation"),
    ("/changes", "Changes"),
    ("/cite/dataset", "Cite"),
    ("/about", "About"),
)
_T = TypeVar("_T")
_KINDS = {"/about": "AboutPage", "/search": "SearchResultsPage"}


def prepare_frame(app: Flask, site: Site) -> None:
    """Give base.html what it needs beside the content of a page."""
    frame = Frame(site)
    app.jinja_env.globals.update(
        absolute=frame.absolute,
        breadcrumb_data=frame.breadcrumb_data,
        further=frame.further,
        here=frame.here,
        part_of=part_of,
        stated=frame.stated,
        structured_data=frame.structured_data,
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    """The values a page was rendered with, as far as the frame knows them."""

    page: EntityPage | None
    filled: FilledList | None
    source: SourceFacts | None
    terms: tuple[TermRow, ...]


class Frame:
    """The frame of the pages of one site."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._stated = Stated(site)
        self._base = site.settings.base_url or PERSISTENT
        self._further: tuple[tuple[str, str], ...] | None = None

    def absolute(self, path: str) -> str:
        """A path as an address that can be taken elsewhere; it never depends on the Host a client names."""
        return self._base + path

    @pass_context
    def here(self, context: Context) -> str:
        """The lasting address of the page: the canonical one it names, that of the thing's document, or its own."""
        named = str(context.get("canonical") or context.get("path") or request.path)
        return self.absolute(named) if named.startswith("/") else named

    @pass_context
    def stated(self, context: Context) -> DatasetFacts:
        """The dataset's statements; a page about a failure does not ask a store that may be the cause of it."""
        return self._stated.last if context.get("failure") else self._stated.facts()

    def further(self) -> tuple[tuple[str, str], ...]:
        """The links at the foot of a page: what there is beside the main navigation."""
        if self._further is None:
            self._further = tuple((path, name) for path, name in FURTHER if _answers(path))
        return self._further

    def breadcrumb_data(self, steps: Iterable[tuple[str, str]], here: str) -> Markup:
        """The trail as data, beside the trail that people see."""
        return structured_data.script([structured_data.breadcrumbs(steps, here, base=self._base)])

    @pass_context
    def structured_data(self, context: Context, title: str, description: str) -> Markup:
        """What the page says of itself and of the thing it is about."""
        if context.get("failure"):
            return Markup("")
        here = self.here(context)
        path = here.removeprefix(self._base)
        asked = _Asked(
            page=_one(context, "page", EntityPage),
            filled=_one(context, "filled", FilledList),
            source=_one(context, "facts", SourceFacts),
            terms=_terms(context),
        )
        words = PageWords(
            path=path,
            url=here,
            title=unescape(title).strip(),
            description=unescape(description).strip(),
            kind=_KINDS.get(path, "CollectionPage" if asked.filled else "WebPage"),
        )
        return structured_data.script(list(self._nodes(asked, words)))

    def _nodes(self, asked: _Asked, words: PageWords) -> Iterable[Node]:
        base = self._base
        main = self._main(asked, words)
        if words.path == "/":
            yield structured_data.web_site(base=base)
        yield structured_data.web_page(words, main=None if main is None else _id(main))
        if main is not None:
            yield main
        if asked.filled is not None:
            yield structured_data.item_list(asked.filled, base=base)

    def _main(self, asked: _Asked, words: PageWords) -> Node | None:
        """What the page is about, if it is one thing."""
        if words.path in ("/", "/data") or (asked.page is not None and asked.page.thing.iri == DATASET):
            return self._dataset()
        if asked.page is not None:
            return structured_data.entity(asked.page, base=self._base)
        if asked.source is not None:
            thing = asked.source.thing
            return {"@type": "CreativeWork", "@id": thing.iri, "name": thing.name, "url": words.url}
        if asked.terms:
            iri = asked.terms[0].thing.iri.partition("#")[0]
            return structured_data.term_set(iri.rpartition("/")[2].capitalize(), iri)
        return None

    def _dataset(self) -> Node:
        release = self._site.release
        dumps = [
            Dump(self.absolute(f"/dumps/{file.name}"), file.name, essence(file.sent_as), file.size, file.sha256)
            for file in (() if release is None else release.files)
            if file.is_distribution
        ]
        return structured_data.dataset(self._stated.facts(), version=self._site.version, dumps=dumps, base=self._base)


def part_of(reference: str) -> str:
    """Which part of what a reference means, in words: names repeat among parts, and titles must not.

    >>> part_of("plan/5/action/5.1/mention/6791-6808"), part_of("concept/afis-mab")
    ('plan 5, action 5.1, mention 6791-6808', '')
    """
    steps = reference.split("/")
    if len(steps) <= 3:
        return ""
    return ", ".join(" ".join(steps[start : start + 2]) for start in range(0, len(steps), 2))


def _answers(path: str) -> bool:
    """Whether a GET of this path is answered at all."""
    try:
        current_app.url_map.bind("").match(path, method="GET")
    except HTTPException:
        return False
    return True


def _one(context: Context, name: str, kind: type[_T]) -> _T | None:
    value = context.get(name)
    return value if isinstance(value, kind) else None


def _terms(context: Context) -> tuple[TermRow, ...]:
    terms = context.get("terms")
    return tuple(row for row in terms if isinstance(row, TermRow)) if isinstance(terms, tuple) else ()


def _id(node: Node) -> str:
    return str(node["@id"])
