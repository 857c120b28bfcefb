"""What every page shows around its content: its address, the date of the release, data for search engines."""

from __future__ import annotations

from collections.abc import Iterable
from html import unescape
from typing import TypeVar

from flask import Flask, request
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from ccwp_kg.entities import EntityPage, FilledList, SourceFacts, TermRow
from ccwp_kg.entities.citable import DatasetFacts
from ccwp_kg.questions.rows.answer import Answer
from ccwp_kg.server.html import structured_data
from ccwp_kg.server.html.structured_data import Node
from ccwp_kg.server.http.host_address import absolute
from ccwp_kg.server.site.site import Site

FURTHER = (
    ("/objectives", "Objectives"),
    ("/concepts", "Concepts"),
    ("/meetings", "Meetings"),
    ("/links", "Links"),
    ("/ontology", "Ontology"),
    ("/shapes", "Shapes"),
    ("/validation", "Validation"),
    ("/changes", "Changes"),
    ("/cite/dataset", "Cite"),
    ("/add-a-plan", "Add a plan"),
    ("/about", "About"),
)
"""The links at the foot of a page: what there is beside the main navigation."""
_T = TypeVar("_T")
_KINDS = {"/about": "AboutPage", "/search": "SearchResultsPage", "/questions": "CollectionPage"}


def prepare_page_context(app: Flask, site: Site) -> None:
    """Give base.html what it needs beside the content of a page."""

    @pass_context
    def dataset_facts(context: Context) -> DatasetFacts:
        """The facts of the dataset; a page about a failure does not ask a store that may be the cause of it."""
        return site.dataset_facts.last if context.get("failure") else site.dataset_facts.read()

    @pass_context
    def data_of_page(context: Context, title: str, description: str) -> Markup:
        """What the page says of itself and of the thing it is about."""
        if context.get("failure"):
            return Markup("")
        address = page_address(context)
        path = _own_path(context)
        filled = _one(context, "filled", FilledList)
        main = _main(site, context, path, address)
        page = structured_data.web_page(
            address,
            title=unescape(title).strip(),
            description=unescape(description).strip(),
            kind="QAPage" if "answer" in context else _KINDS.get(path, "CollectionPage" if filled else "WebPage"),
            main=None if main is None else str(main["@id"]),
        )
        nodes = [structured_data.web_site(at=absolute)] if path == "/" else []
        nodes += [page] if main is None else [page, main]
        nodes += [] if filled is None else [structured_data.item_list(filled, at=absolute)]
        return structured_data.script(nodes)

    app.jinja_env.globals.update(
        breadcrumb_data=breadcrumb_data,
        dataset_facts=dataset_facts,
        further=FURTHER,
        page_address=page_address,
        part_of=part_of,
        structured_data=data_of_page,
    )


@pass_context
def page_address(context: Context) -> str:
    """The lasting address of the page: the canonical one it names, that of the thing's document, or its own."""
    return absolute(str(context.get("canonical") or _own_path(context)))


def _own_path(context: Context) -> str:
    return str(context.get("path") or request.path)


def breadcrumb_data(steps: Iterable[tuple[str, str]], last: str) -> Markup:
    """The trail as data, beside the trail that people see; `last` is the name of the page itself."""
    return structured_data.script([structured_data.breadcrumbs(steps, last, at=absolute)])


def _main(site: Site, context: Context, path: str, url: str) -> Node | None:
    """What the page is about, if it is one thing."""
    answer = _one(context, "answer", Answer)
    if answer is not None:
        return structured_data.question(str(context["heading"]), answer.sentence.text, url)
    page, source = _one(context, "page", EntityPage), _one(context, "facts", SourceFacts)
    if path in ("/", "/data") or (page is not None and page.thing.iri == site.base.thing("dataset").value):
        files = [] if site.release is None else [file for file in site.release.files if file.is_distribution]
        facts = site.dataset_facts.read()
        return structured_data.dataset(facts, version=site.version, files=files, at=absolute)
    if page is not None:
        return structured_data.entity(page, at=absolute)
    if source is not None:
        return {"@type": "CreativeWork", "@id": source.thing.iri, "name": source.thing.name, "url": url}
    terms = _one(context, "terms", tuple)
    if terms and isinstance(terms[0], TermRow):
        iri = terms[0].thing.iri.partition("#")[0]
        # a vocabulary, whose terms are on the page and in the RDF
        return {"@type": "DefinedTermSet", "@id": iri, "name": iri.rpartition("/")[2].capitalize()}
    return None


def part_of(reference: str) -> str:
    """Which part of what a reference means, in words: names repeat among parts, and titles must not.

    >>> part_of("plan/5/action/5.1/mention/6791-6808"), part_of("concept/afis-mab")
    ('plan 5, action 5.1, mention 6791-6808', '')
    """
    steps = reference.split("/")
    if len(steps) <= 3:
        return ""
    return ", ".join(" ".join(steps[start : start + 2]) for start in range(0, len(steps), 2))


def _one(context: Context, name: str, kind: type[_T]) -> _T | None:
    value = context.get(name)
    return value if isinstance(value, kind) else None
