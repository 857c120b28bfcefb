"""Links: own IRIs become paths on this server, so that a copy on any host can be browsed.

`?lang=de` asks for names in a language on any page, and the links of the page keep it. No cookie stores it. The text of
the page itself stays English, and the canonical address has no language.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import TypeVar
from urllib.parse import quote, urlencode, urlsplit

from flask import Flask, abort, current_app, g, has_request_context, request
from pyoxigraph import NamedNode
from werkzeug.wrappers import Response

from ccwp_kg.entities.citable import DatasetFacts
from ccwp_kg.entities.facts.facts import label_languages
from ccwp_kg.formats import Format
from ccwp_kg.languages import LANGUAGES
from ccwp_kg.namespaces import PUBLISHED
from ccwp_kg.rdf.example_queries import ExampleQuery
from ccwp_kg.rdf.terms.base import Base
from ccwp_kg.server.http.host_address import here
from ccwp_kg.server.site.site import Site, site_base

Link = tuple[str, str, str | None]
"""Target, relation and media type of a link."""

CATALOGUE_PATH = "/catalog"
"""Where the one document about the catalogue is, with all that it lists."""
_SAFE = "/:@!$&'()*+,;=-._~"
_IS_URI = re.compile(rf"[A-Za-z0-9{re.escape(_SAFE)}?#\[\]%]*")
_LINK_BYTES = 3_800
_Response = TypeVar("_Response", bound=Response)


def thing_of(reference: str) -> NamedNode:
    """The IRI of a reference; 404 for what can be none, so that no text from a URL reaches a query unchecked."""
    try:
        return site_base().thing(reference)
    except ValueError:
        abort(404, "No thing can have this address: it holds characters that no IRI may hold.")


def href(iri: str) -> str | None:
    """Where a link to an IRI leads, or None where it may not be a link.

    Only http, https and mailto are followed from a page; whatever else stands in the data is shown as words, and so is
    a namespace, which is no thing.

    >>> href("https://w3id.org/ccwp/id/source/fifth-action-plan#char=1,9")
    '/source/fifth-action-plan#char=1,9'
    """
    return href_at(site_base(), iri)


@lru_cache(maxsize=8_192)
def href_at(base: Base, iri: str) -> str | None:
    """The same for a site with that base."""
    if iri.startswith(base.id):
        reference, hash_mark, fragment = base.reference(iri).partition("#")
        if reference.endswith("/") or not reference:
            return None
        if hash_mark and reference.startswith("source/"):
            return f"/{quote(reference, safe=_SAFE)}#{fragment}"
        return f"{document_path(reference)}{hash_mark}{fragment}"
    start = base.iri if iri.startswith(base.iri) else PUBLISHED
    if base.owns(iri) and not iri.startswith(start + "/"):  # a path that begins with // would name another host
        path, hash_mark, fragment = iri.removeprefix(start).partition("#")
        return f"/{quote(path, safe=_SAFE)}{hash_mark}{fragment}"
    try:
        scheme = urlsplit(iri).scheme
    except ValueError:
        return None
    return iri if scheme in ("http", "https", "mailto") else None


def question_path(iri: str) -> str:
    """The page with the answer to a question of the catalogue.

    >>> question_path("https://w3id.org/ccwp/id/query/17-footnote-9")
    '/questions/footnote-9'
    """
    return ExampleQuery(iri.rpartition("/")[2], "", "").path


def is_outside(target: str) -> bool:
    """Whether a link leaves this server."""
    return not target.startswith("/")


def encoded(reference: str) -> str:
    """A reference as it stands in paths, such as that of a thing's linkset.

    >>> encoded("concept/café")
    'concept/caf%C3%A9'
    """
    return quote(reference, safe=_SAFE)


def document_path(reference: str, form: Format | None = None) -> str:
    """The path of a thing's document, negotiated or in one format; that of the catalogue has an address of its own."""
    suffix = "" if form is None else f".{form.suffix}"
    return f"{CATALOGUE_PATH if reference == 'catalogue' else f'/doc/{encoded(reference)}'}{suffix}"


def uri_of(iri: str) -> str:
    """An IRI as the URI it stands for (RFC 3987 §3.1), which is what a link must hold (RFC 8288 §3).

    >>> uri_of("https://w3id.org/ccwp/id/concept/café")
    'https://w3id.org/ccwp/id/concept/caf%C3%A9'
    """
    return iri if _IS_URI.fullmatch(iri) else quote(iri, safe=_SAFE + "?#[]%")


def link_header(links: Iterable[Link], *, here: str) -> str:
    """A Link header (RFC 8288) of less than 4 kB, which every server and proxy lets through.

    `here` is the address of this server: a path is written behind it, for clients that resolve no relative links. Links
    come with the most important first; one that no longer fits is left out, and the linkset of the thing has it.
    """
    written, size = [], 0
    for target, relation, kind in links:
        address = (here if target.startswith("/") else "") + uri_of(target)
        link = f'<{address}>; rel="{relation}"' + (f'; type="{kind}"' if kind else "")
        if size + len(link) + 2 <= _LINK_BYTES:
            written.append(link)
            size += len(link) + 2
    return ", ".join(written)


def linked(response: _Response, links: Iterable[Link]) -> _Response:
    """The response with these links in its header."""
    response.headers["Link"] = link_header(links, here=here())
    return response


def links_around(page: int, pages: int, path_of: Callable[[int], str]) -> list[Link]:
    """Links to the pages before and after a page (RFC 8288: prev, next)."""
    around = (("prev", page - 1), ("next", page + 1))
    return [(path_of(number), relation, None) for relation, number in around if 1 <= number <= pages]


def licence_links(facts: DatasetFacts) -> list[Link]:
    """The licence that the dataset states, if it states one."""
    return [] if facts.licence is None else [(facts.licence, "license", None)]


def common_links(site: Site, facts: DatasetFacts | None = None) -> list[Link]:
    """The links of every document: the licence of the facts, what describes the dataset, the endpoint. `facts` are what
    is known of the dataset, where they are not to be read now."""
    licence = licence_links(site.dataset_facts.read() if facts is None else facts)
    if site.is_static:
        return [*licence, *([(f"{CATALOGUE_PATH}.ttl", "describedby", "text/turtle")] if site.has_catalogue else [])]
    # anything else than a release is described by the endpoint, which knows whether there is a catalogue
    described = "/sparql" if site.release is None else CATALOGUE_PATH
    return [*licence, (described, "describedby", "text/turtle"), ("/sparql", "service-desc", "text/turtle")]


def text_fragment(start: str, end: str = "") -> str:
    """A text directive (URL Fragment Text Directives §3.1): its syntax gives `-`, `,` and `&` a meaning of their own.

    >>> text_fragment("co-operation, R&D", "end")
    ':~:text=co%2Doperation%2C%20R%26D,end'
    """
    return ":~:text=" + ",".join(quote(words, safe="").replace("-", "%2D") for words in (start, end) if words)


PARAMETER = "lang"
_TAG = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{1,8}){0,3}\Z", re.ASCII)
_KNOWN = "label languages"
_CHOSEN = "label_language"


def prepare_languages(app: Flask, site: Site) -> None:
    """Give the application the languages of the data."""

    @lru_cache(maxsize=1)
    def known() -> frozenset[str]:
        return label_languages(site.store)

    app.extensions[_KNOWN] = known
    # a page that is a file speaks one language
    app.jinja_env.globals["language_choices"] = (lambda *_: ()) if site.is_static else language_choices


def asked_language() -> str | None:
    """The language tag of this request (BCP 47), or None where none is asked for that the data have, or English is.

    Tags know no case (RFC 5646 §2.1.1). An unknown one is ignored, as is one that is given twice.
    """
    if not has_request_context():
        return None
    if not hasattr(g, _CHOSEN):
        asked = request.args.getlist(PARAMETER)
        tag = asked[0].lower() if len(asked) == 1 else ""
        known: Iterable[str] = current_app.extensions[_KNOWN]() if _TAG.match(tag) and tag != "en" else ()
        setattr(g, _CHOSEN, next((each for each in known if each.lower() == tag), None))
    chosen: str | None = getattr(g, _CHOSEN)
    return chosen


def asked_languages() -> tuple[str, ...]:
    """The requested language as a tuple of at most one tag, in order of preference."""
    chosen = asked_language()
    return () if chosen is None else (chosen,)


def in_language(path: str) -> str:
    """A path on this server with the language that was asked for; a path that has a query stays as it is."""
    chosen = asked_language()
    return path if chosen is None or is_outside(path) else with_language(path, chosen)


def with_language(path: str, tag: str) -> str:
    """A path with a language, before its fragment.

    >>> with_language("/source/fifth-action-plan#char=1,9", "de")
    '/source/fifth-action-plan?lang=de#char=1,9'
    """
    start, hash_mark, fragment = path.partition("#")
    asking = "" if "?" in start else f"?{urlencode({PARAMETER: tag})}"
    return f"{start}{asking}{hash_mark}{fragment}"


_TAGS = re.compile(r"<(?:a|form|link)\b[^>]*>")
_PAGE = re.compile(
    rf'\shref="(?![^"]*\b{PARAMETER}=)/(?!static/|dumps/)[^"#?.]*(?:\.[0-9][^"#?.]*)*(?:\?[^"#]*)?(?=["#])'
)
"""The address of a page here without a language; that of a file ends with a suffix that begins with a letter."""


def keep_language(html: str) -> str:
    """A page whose links to other pages, and whose forms, keep the language that was asked for.

    A link that downloads, is to be copied or names a language or a type itself stays as it is.
    """
    chosen = asked_language()
    return html if chosen is None else _TAGS.sub(lambda tag: _keeping(tag[0], chosen), html)


def _keeping(tag: str, language: str) -> str:
    """One tag with the language.

    >>> _keeping('<a href="/doc/plan/5#all">', "de"), _keeping('<a href="/actions?plan=plan/5">', "de")
    ('<a href="/doc/plan/5?lang=de#all">', '<a href="/actions?plan=plan/5&amp;lang=de">')
    """
    if tag.startswith("<form"):
        is_asking = 'method="get"' in tag
        return f'{tag}<input type="hidden" name="{PARAMETER}" value="{language}">' if is_asking else tag
    if any(mark in tag for mark in (" hreflang=", " type=", " download", " data-copy")):
        return tag
    return _PAGE.sub(lambda at: f"{at[0]}{'&amp;' if '?' in at[0] else '?'}{PARAMETER}={language}", tag)


def language_choices(available: Iterable[str], path: str) -> tuple[tuple[str, str, str, bool], ...]:
    """Tag, own name, address and whether it is chosen, for each official language in which a page has names.

    Nothing where English is the only one.
    """
    there = set(available) | {"en"}
    chosen = asked_language() or "en"
    choices = tuple(
        (tag, language.own, path if tag == "en" else with_language(path, tag), tag == chosen)
        for tag, language in LANGUAGES.items()
        if tag in there
    )
    return choices if len(choices) > 1 else ()
