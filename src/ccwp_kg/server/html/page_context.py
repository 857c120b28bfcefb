"""What every page shows around its content: its address, the date of the release, data for search engines."""

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
from ccwp_kg.server.html import structured_data
from ccwp_kg.server.html.structured_data import Dump, Node, PageWords
from ccwp_kg.server.http.host_address import absolute, here
from ccwp_kg.server.site.site import Site

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


def prepare_page_context(app: Flask, site: Site) -> None:
    """Give base.html what it needs beside the content of a page."""
    context = PageContext(site)
    app.jinja_env.globals.update(
        breadcrumb_data=breadcrumb_data,
        dataset_facts=context.dataset_facts,
        further=context.further,
        page_address=page_address,
        part_of=part_of,
        structured_data=context.structured_data,
    )


@dataclass(frozen=True, slots=True)
class _Rendered:
    """The values a page was rendered with, as far as this module knows them."""

    page: EntityPage | None
    filled: FilledList | None
    source: SourceFacts | None
    terms: tuple[TermRow, ...]


@pass_context
def page_address(context: Context) -> str:
    """The lasting address of the page: the canonical one it names, that of the thing's document, or its own."""
    return absolute(str(context.get("canonical") or context.get("path") or request.path))


def breadcrumb_data(steps: Iterable[tuple[str, str]], last: str) -> Markup:
    """The trail as data, beside the trail that people see; `last` is the name of the page itself."""
    return structured_data.script([structured_data.breadcrumbs(steps, last, base=here())])


class PageContext:
    """What pages say of one site."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._further: tuple[tuple[str, str], ...] | None = None

    @pass_context
    def dataset_facts(self, context: Context) -> DatasetFacts:
        """The facts of the dataset; a page about a failure does not ask a store that may be the cause of it."""
        facts = self._site.dataset_facts
        return facts.last if context.get("failure") else facts.read()

    def further(self) -> tuple[tuple[str, str], ...]:
        """The links at the foot of a page: what there is beside the main navigation."""
        if self._further is None:
            self._further = tuple((path, name) for path, name in FURTHER if _answers(path))
        return self._further

    @pass_context
    def structured_data(self, context: Context, title: str, description: str) -> Markup:
        """What the page says of itself and of the thing it is about."""
        if context.get("failure"):
            return Markup("")
        address = page_address(context)
        path = address.removeprefix(here())
        values = _Rendered(
            page=_one(context, "page", EntityPage),
            filled=_one(context, "filled", FilledList),
            source=_one(context, "facts", SourceFacts),
            terms=_terms(context),
        )
        words = PageWords(
            path=path,
            url=address,
            title=unescape(title).strip(),
            description=unescape(description).strip(),
            kind=_KINDS.get(path, "CollectionPage" if values.filled else "WebPage"),
        )
        return structured_data.script(list(self._nodes(values, words)))

    def _nodes(self, values: _Rendered, words: PageWords) -> Iterable[Node]:
        base = here()
        main = self._main(values, words)
        if words.path == "/":
            yield structured_data.web_site(base=base)
        yield structured_data.web_page(words, main=None if main is None else _id(main))
        if main is not None:
            yield main
        if values.filled is not None:
            yield structured_data.item_list(values.filled, base=base)

    def _main(self, values: _Rendered, words: PageWords) -> Node | None:
        """What the page is about, if it is one thing."""
        if words.path in ("/", "/data") or (
            values.page is not None and values.page.thing.iri == self._site.base.thing("dataset").value
        ):
            return self._dataset()
        if values.page is not None:
            return structured_data.entity(values.page, base=here())
        if values.source is not None:
            thing = values.source.thing
            return {"@type": "CreativeWork", "@id": thing.iri, "name": thing.name, "url": words.url}
        if values.terms:
            iri = values.terms[0].thing.iri.partition("#")[0]
            return structured_data.term_set(iri.rpartition("/")[2].capitalize(), iri)
        return None

    def _dataset(self) -> Node:
        release = self._site.release
        dumps = [
            Dump(absolute(f"/dumps/{file.name}"), file.name, essence(file.sent_as), file.size, file.sha256)
            for file in (() if release is None else release.files)
            if file.is_distribution
        ]
        return structured_data.dataset(
            self._site.dataset_facts.read(), version=self._site.version, dumps=dumps, base=here()
        )


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
