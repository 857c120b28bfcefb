"""Documents of a thing with more incoming links than one answer holds: pages that say where the others are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from flask import abort, request
from pyoxigraph import NamedNode, Triple

from ccwp_kg.entities.description import DescriptionPage
from ccwp_kg.namespaces import HYDRA, RDF, VOID
from ccwp_kg.rdf.terms.literals import integer
from ccwp_kg.server.http.links import Link

_NUMBER = re.compile(r"[1-9][0-9]{0,8}")


def page_asked() -> int:
    """The page that the request asks for, 1 where it asks for none; 400 for what is no whole number from 1."""
    asked = request.args.getlist("page") or ["1"]
    if len(asked) > 1 or not _NUMBER.fullmatch(asked[0]):
        abort(400, "A page is one whole number from 1; leave 'page' out for the first.")
    return int(asked[0])


def at_page(path: str, number: int) -> str:
    """The address of a page; the first one is that of the document.

    >>> at_page("/doc/plan/5.ttl", 1), at_page("/doc/plan/5.ttl?lang=de", 2)
    ('/doc/plan/5.ttl', '/doc/plan/5.ttl?lang=de&page=2')
    """
    return path if number == 1 else f"{path}{'&' if '?' in path else '?'}page={number}"


def page_links(page: DescriptionPage, path: str) -> list[Link]:
    """Links to the pages around a page (RFC 8288: next, prev)."""
    after: list[Link] = [(at_page(path, page.number + 1), "next", None)] if page.number < page.pages else []
    return after + ([(at_page(path, page.number - 1), "prev", None)] if page.number > 1 else [])


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
