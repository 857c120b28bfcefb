"""Links: own IRIs become paths on this server, so that a copy on any host can be browsed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import TypeVar
from urllib.parse import quote, urlsplit

from flask import abort
from pyoxigraph import NamedNode
from werkzeug.wrappers import Response

from ccwp_kg.formats import Format
from ccwp_kg.namespaces import PUBLISHED
from ccwp_kg.rdf.example_queries import ExampleQuery
from ccwp_kg.rdf.terms.base import Base
from ccwp_kg.server.http.host_address import here
from ccwp_kg.server.site.site import LICENCE, Site, site_base

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
    return ExampleQuery("", "", "", iri.rpartition("/")[2]).path


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


def common_links(site: Site) -> list[Link]:
    """The links of every document: the licence of the facts, what describes the dataset, the endpoint."""
    licence: Link = (LICENCE, "license", None)
    if site.is_static:
        return [licence, *([(f"{CATALOGUE_PATH}.ttl", "describedby", "text/turtle")] if site.has_catalogue else [])]
    # anything else than a release is described by the endpoint, which knows whether there is a catalogue
    described = "/sparql" if site.release is None else CATALOGUE_PATH
    return [licence, (described, "describedby", "text/turtle"), ("/sparql", "service-desc", "text/turtle")]


def text_fragment(start: str, end: str = "") -> str:
    """A text directive (URL Fragment Text Directives §3.1): its syntax gives `-`, `,` and `&` a meaning of their own.

    >>> text_fragment("co-operation, R&D", "end")
    ':~:text=co%2Doperation%2C%20R%26D,end'
    """
    return ":~:text=" + ",".join(quote(words, safe="").replace("-", "%2D") for words in (start, end) if words)
