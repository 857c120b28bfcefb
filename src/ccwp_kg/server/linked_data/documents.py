"""Things and their documents: `/id/…` redirects to `/doc/…`, which is served in the requested format."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, TypeAlias

from flask import Flask, Response, abort, redirect, request
from pyoxigraph import NamedNode, Triple
from werkzeug.exceptions import NotFound
from werkzeug.routing import RequestRedirect
from werkzeug.wrappers import Response as AnyResponse

from ccwp_kg.entities.description import DescriptionPage, description_page, exists
from ccwp_kg.entities.facts.entity_context import own_facts
from ccwp_kg.entities.facts.facts import Facts, Thing, look_up
from ccwp_kg.entities.lists.table import LISTS
from ccwp_kg.entities.page import EntityPage, entity_page
from ccwp_kg.entities.portraits.plans import action_neighbours
from ccwp_kg.errors import CcwpError
from ccwp_kg.formats import (
    CSV,
    HTML,
    JSON,
    JSON_LINES,
    JSONLD,
    JSONLD_FRAMED,
    LINKSET,
    RDF_FORMATS,
    RDFXML,
    TURTLE,
    Format,
)
from ccwp_kg.namespaces import ADMS, CCWP, DCTERMS, HYDRA, OWL, RDF, VOID
from ccwp_kg.rdf.syntax.document import write_document
from ccwp_kg.rdf.terms.labels import LABELS
from ccwp_kg.rdf.terms.literals import integer
from ccwp_kg.search import did_you_mean
from ccwp_kg.server.html.problems import Withdrawn, answer_failure, failure_of_http
from ccwp_kg.server.html.rendering import render
from ccwp_kg.server.http.host_address import absolute, placed
from ccwp_kg.server.http.links import Link, asked_languages, document_path, encoded, in_language, links_around, thing_of
from ccwp_kg.server.http.negotiation import DOCUMENT_FORMATS, choose, negotiate, negotiated, offers_at
from ccwp_kg.server.http.parameters import page_number
from ccwp_kg.server.linked_data.mementos import Memento
from ccwp_kg.server.linked_data.signposting import landing_of, linkset, signposts
from ccwp_kg.server.site.printed_texts import text_of
from ccwp_kg.server.site.site import SearchIndex, Site, site_base
from ccwp_kg.store import Store, described_in

BY_SUFFIX = {form.suffix: form for form in DOCUMENT_FORMATS} | {"json": JSONLD, "n3": TURTLE, "xml": RDFXML}
"""The formats of documents by their suffixes, and by those that people try."""
_OF_LISTS = frozenset(form.suffix for form in (CSV, JSON, JSON_LINES, TURTLE))
_ABOUT_THINGS = ("/id/", "/doc/", "/linkset/", "/cite/", "/source/")
_WITHDRAWN = (DCTERMS.isReplacedBy, OWL.deprecated, ADMS.status)
_LEFT_OF_THE_WITHDRAWN = frozenset((*_WITHDRAWN, *LABELS))
_SHOWN_OF_AN_IRI = 300
_Known: TypeAlias = tuple[NamedNode, Facts, EntityPage | None]
"""A thing that the dataset mentions, the statements about it, and what its page is drawn from if that was asked."""


def linked_data(app: Flask, site: Site, index: SearchIndex) -> None:
    """The routes for things."""

    @app.get("/id/<path:reference>")
    def thing(reference: str) -> AnyResponse:
        # Cool URIs for the Semantic Web §4: the thing is not its document, so 303 and not 200.
        return see(document_path(reference if _known(site, reference) else _current(site, reference)))

    @app.get("/doc/<path:reference>")
    def document(reference: str) -> AnyResponse:
        name, form = named_in(site.store, reference)
        path = document_path(name)
        if not path.startswith("/doc/"):  # the catalogue has an address of its own
            return see(document_path(name, form))
        if HTML is (form or negotiate(request.headers.get("Accept"), DOCUMENT_FORMATS)):
            known = _drawn(site, name)
        else:
            known = _known(site, name)
        if known is None:
            return see(document_path(_current(site, name), form))
        if form is not None:
            return _document(site, known, form)
        return negotiated_document(path, partial(_document, site, known))

    @app.get("/linkset/<path:reference>")
    def links(reference: str) -> AnyResponse:
        known = _known(site, reference)
        if known is None:
            return see(f"/linkset/{encoded(_current(site, reference))}")
        choose({f"/linkset/{encoded(reference)}": LINKSET}, request.headers.get("Accept"))
        response = Response(linkset(site, landing_of(site, *known[:2])), content_type=LINKSET.media_type)
        response.vary.add("Accept")
        return response

    @app.errorhandler(NotFound)
    def not_found(error: NotFound) -> Response:
        # An asset or a file that is not there is nothing that could be misspelled.
        is_nowhere = request.url_rule is None
        asks_for_a_thing = is_nowhere or request.path.startswith(_ABOUT_THINGS)
        failure = failure_of_http(error)
        return answer_failure(
            replace(
                failure,
                detail="No page has this address." if is_nowhere else failure.detail,
                nearest=_nearest(index, request.path) if asks_for_a_thing else (),
            )
        )


def _document(site: Site, known: _Known, form: Format) -> Response:
    """A thing's document in one format."""
    iri, own, page = known
    landing = landing_of(site, iri, own)
    response, links = document_from(site, site.store, iri, form, page=page, stratml=landing.stratml)
    response.headers["Link"] = signposts(site, landing, form, links)
    return response


def document_from(
    site: Site,
    store: Store,
    iri: NamedNode,
    form: Format,
    *,
    page: EntityPage | None = None,
    path: str = "",
    memento: Memento | None = None,
    stratml: str | None = None,
) -> tuple[Response, list[Link]]:
    """A thing's document made from one store, and links to the pages before and after it.

    `page` is what its page is drawn from, where it is known; `path` is where it is, `memento` the state that the store
    holds, `stratml` where the thing is in StratML, if it is.
    """
    reference = site.base.reference(iri.value)
    path = path or document_path(reference)
    if form is HTML:
        page = page or _page_of(site, store, iri)
        if page is None:
            abort(404, _unknown(iri))
        neighbours = {} if memento is not None else _neighbours(site, page)
        html = render(
            f"{page.view}.html",
            page=page,
            portrait=page.portrait,
            path=path,
            formats=RDF_FORMATS,
            reference=reference,
            memento=memento,
            stratml=stratml,
            neighbours=neighbours,
        )
        return Response(html, content_type=HTML.media_type), []
    described = description_page(store, iri, page_asked(), languages=asked_languages())
    if described is None:
        abort(404, f"The document of {_shown(iri)} has no page {page_asked()}.")
    location = in_language(f"{path}.{form.suffix}")
    statements = [*site_base().addressed(described.triples, placed), *page_statements(described, absolute(location))]
    body = write_document(iri, statements, form, prefixes=site.prefixes, context=site.context, base=site.base)
    # JSON-LD 1.1, IANA Considerations: of the profiles asked for, this one is known here, and it is always kept.
    content_type = JSONLD_FRAMED if form is JSONLD else form.media_type
    around = links_around(described.number, described.pages, partial(at_page, location))
    return Response(body, content_type=content_type), around


def _neighbours(site: Site, page: EntityPage) -> dict[str, Thing]:
    """The actions before and after an action in its plan, by their relation (HTML §4.6.7: prev, next)."""
    plan = page.own.thing(NamedNode(page.thing.iri), CCWP.partOfPlan) if page.view == "action" else None
    if plan is None:
        return {}
    order = site.kept.get(("order", plan), partial(action_neighbours, site.store, plan))
    before, after = order.get(page.thing.iri, (None, None))
    return {rel: each for rel, each in (("prev", before), ("next", after)) if each is not None}


def negotiated_document(path: str, answer: Callable[[Format], Response]) -> Response:
    """The document at a path in the format that the request prefers; its Content-Location keeps language and page."""
    response = negotiated(offers_at(path, DOCUMENT_FORMATS), answer)
    location = in_language(response.headers["Content-Location"])
    is_page = response.mimetype == HTML.essence
    response.headers["Content-Location"] = location if is_page else at_page(location, page_asked())
    return response


def see(path: str) -> AnyResponse:
    """303 See Other, with the language that was asked for."""
    response = redirect(in_language(path), 303)
    response.vary.add("Accept")
    return response


def named_in(store: Store, reference: str) -> tuple[str, Format | None]:
    """The thing and the format that a path names; a thing whose own name ends like a format comes first."""
    name, dot, suffix = reference.rpartition(".")
    form = BY_SUFFIX.get(suffix) if dot else None
    return (reference, None) if form is None or exists(store, thing_of(reference)) else (name, form)


def _page_of(site: Site, store: Store, iri: NamedNode, **known: Any) -> EntityPage | None:
    """What the page of a thing is drawn from; `known` is what a release knows already, see entity_page."""
    texts, languages = partial(text_of, site), asked_languages()
    return entity_page(store, iri, prefixes=site.prefixes, languages=languages, rules=site.rules, texts=texts, **known)


def _drawn(site: Site, reference: str) -> _Known | None:
    """The same as _known, with what the page of the thing is drawn from."""
    iri = thing_of(reference)

    def make() -> EntityPage | None:
        facts = site.page_facts
        if facts is None or facts.state != site.store.state:
            return _page_of(site, site.store, iri)
        return _page_of(site, site.nearest(iri), iri, view=facts.view(iri), explain=facts.explanation)

    page = site.ahead.get(("page", iri, asked_languages()), make)
    if page is None:
        return None
    _refuse_withdrawn(site, iri, page.own)
    return iri, page.own, page


def _known(site: Site, reference: str) -> _Known | None:
    """A thing and the statements about it; None where the dataset does not mention it, 410 where it was withdrawn."""
    iri = thing_of(reference)
    own = own_facts(described_in(site.store, iri), iri)
    _refuse_withdrawn(site, iri, own)
    return (iri, own, None) if own.subjects() or exists(site.store, iri) else None


def _current(site: Site, reference: str) -> str:
    """The release of which something that is not described any more was a file or a part; 308 to the address without a
    last slash where that is of a thing; 404 for everything else."""
    if reference.endswith("/") and _known(site, reference.rstrip("/")):
        query = request.query_string.decode("latin-1")
        raise RequestRedirect(encoded(request.path.rstrip("/")) + (f"?{query}" if query else ""))
    iri = thing_of(reference)
    step, _, rest = reference.removeprefix("dataset/").partition("/")
    release = site.base.thing(f"dataset/{step}")
    if (
        not rest
        or not reference.startswith("dataset/")
        or not own_facts(described_in(site.store, release), release).is_a(release, CCWP.Release)
    ):
        raise NotFound(_unknown(iri))
    return f"dataset/{step}"


def _refuse_withdrawn(site: Site, iri: NamedNode, own: Facts) -> None:
    """Answer 410 for a thing of which the dataset states only that it was withdrawn (RFC 9110 §15.5.11)."""
    stated = own.properties(iri)
    if not stated or not _LEFT_OF_THE_WITHDRAWN.issuperset(stated):
        return
    replacements = own.things(iri, DCTERMS.isReplacedBy)
    is_deprecated = own.text(iri, OWL.deprecated) in ("true", "1")
    ended = any(status.value.rpartition("/")[2].lower() == "withdrawn" for status in own.things(iri, ADMS.status))
    if not (replacements or is_deprecated or ended):
        return
    names = look_up(site.store, replacements, languages=(), prefixes=site.prefixes)
    raise Withdrawn(f"{_shown(iri)} was withdrawn.", names.things(replacements))


def _nearest(index: SearchIndex, path: str) -> Sequence[Thing]:
    """The things that a path may have meant; none where there is no index yet, for a 404 waits for nothing."""
    reference = next((path.removeprefix(start) for start in _ABOUT_THINGS[:-1] if path.startswith(start)), path[1:])
    name, dot, suffix = reference.rpartition(".")
    if (a_list := LISTS.get(name.rpartition("/")[2])) is not None and suffix in _OF_LISTS:  # /data/actions.csv
        return (Thing(f"{site_base().iri}{a_list.name}.{suffix}", f"{a_list.name}.{suffix}", title=a_list.heading),)
    try:
        wanted = name if dot and suffix in BY_SUFFIX else reference
        found = did_you_mean(index.get(max_wait_seconds=0.2), wanted, under=site_base().id)
        return tuple(Thing(each.iri, each.label, each.language, title=each.about) for each in found)
    except CcwpError:
        return ()


def _unknown(iri: NamedNode) -> str:
    return f"Nothing is known of {_shown(iri)}."


def _shown(iri: NamedNode) -> str:
    name = site_base().reference(iri.value)
    return f"“{name}”" if len(name) <= _SHOWN_OF_AN_IRI else "this thing"


def page_asked() -> int:
    """The page that the request asks for; see page_number. Other parameters do not count."""
    return page_number([("page", value) for value in request.args.getlist("page")])


def at_page(path: str, number: int) -> str:
    """The address of a page; the first one is that of the document.

    >>> at_page("/doc/plan/5.ttl", 1), at_page("/doc/plan/5.ttl?lang=de", 2)
    ('/doc/plan/5.ttl', '/doc/plan/5.ttl?lang=de&page=2')
    """
    return path if number == 1 else f"{path}{'&' if '?' in path else '?'}page={number}"


def page_statements(page: DescriptionPage, address: str) -> Iterator[Triple]:
    """What a page says of itself (Hydra Core Vocabulary §5.6); nothing where it is the only one.

    `address` is that of the document with its host. As in Triple Pattern Fragments, `void:triples` counts the triples
    of all pages, these statements not among them.
    """
    if page.pages == 1:
        return
    this = NamedNode(at_page(address, page.number))
    yield Triple(this, RDF.type, HYDRA.PartialCollectionView)
    yield Triple(this, VOID.triples, integer(page.total))
    around = {"first": 1, "previous": page.number - 1, "next": page.number + 1, "last": page.pages}
    for relation, number in around.items():
        if 1 <= number <= page.pages:
            yield Triple(this, HYDRA.term(relation), NamedNode(at_page(address, number)))
