"""One address, several formats (RFC 9110 §12): which one a client wants, and what its answer says of the others."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from flask import Flask, Response, abort, redirect, request
from pyoxigraph import Triple
from werkzeug.exceptions import NotAcceptable
from werkzeug.wrappers import Response as AnyResponse

from ccwp_kg.formats import HTML, JSONLD, RDF_FORMATS, Format
from ccwp_kg.rdf.syntax.write import write_bytes
from ccwp_kg.server.http.links import Link, common_links, linked
from ccwp_kg.server.site.site import Site

DOCUMENT_FORMATS = (*RDF_FORMATS, HTML)
"""The formats of a document: data first, so that a client that names none gets them."""
_RANGE = re.compile(r"([A-Za-z0-9!#$&^_.+-]+|\*)/([A-Za-z0-9!#$&^_.+-]+|\*)\Z")
_QUALITY = re.compile(r"(?:0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)\Z")


@dataclass(frozen=True, slots=True)
class MediaRange:
    """One entry of an Accept header: `text/*;q=0.5`. Parameters other than q are left out (`profile=…`)."""

    kind: str
    subkind: str
    quality: float


def parse_accept(header: str) -> tuple[MediaRange, ...]:
    """The ranges of an Accept header; an entry that is none, or whose q is no number from 0 to 1, does not count.

    >>> [(r.kind, r.subkind, r.quality) for r in parse_accept("text/html;level=1;q=0.5, */*")]
    [('text', 'html', 0.5), ('*', '*', 1.0)]
    """
    ranges = []
    for entry in _split(header, ","):
        media_range, *parameters = (part.strip() for part in _split(entry, ";") or [""])
        match = _RANGE.match(media_range)
        quality = 1.0
        for parameter in parameters:
            name, _, value = parameter.partition("=")
            if name.strip().lower() == "q":
                quality = float(value) if _QUALITY.match(value.strip()) else -1.0
                break  # what follows q are extensions of Accept, not parameters of the type
        if match is None or quality < 0 or (match[1] == "*" and match[2] != "*"):
            continue
        ranges.append(MediaRange(match[1].lower(), match[2].lower(), quality))
    return tuple(ranges)


def _split(text: str, separator: str) -> list[str]:
    """Split at a separator that stands outside of quoted strings (RFC 9110 §5.6.4).

    One that is not closed reaches to the end, and nothing is read twice: time goes with the length, whatever is sent.
    """
    return re.findall(rf'(?:"(?:[^"\\]|\\.)*+"?|[^{separator}])++', text)


def quality_of(ranges: Sequence[MediaRange], form: Format) -> float | None:
    """How much a client wants a format: 0 where it excludes it, None where no range holds it.

    The most specific range counts, so `text/turtle;q=0, */*` excludes Turtle. A further name of a format counts only
    when it is named itself, and HTML only ever then: no wildcard means a page.
    """
    exact = {f"{r.kind}/{r.subkind}": r.quality for r in reversed(ranges) if r.subkind != "*"}
    if form.essence in exact:
        return exact[form.essence]
    aliases = [exact[alias] for alias in form.aliases if alias in exact]
    if aliases:
        return max(aliases)
    if form is HTML:
        return None
    wild = [r for r in ranges if r.subkind == "*" and r.kind in ("*", form.essence.partition("/")[0])]
    return max(((r.kind != "*", r.quality) for r in wild), default=(False, None))[1]


def negotiate(header: str | None, offers: Sequence[Format]) -> Format | None:
    """The offer a client wants most, the first of equals; None where it wants none of them.

    An absent or empty Accept takes the first offer.
    """
    if header is None or not header.strip(" \t,"):  # RFC 9110 §5.6.1.2: empty elements of a list count for nothing
        return offers[0]
    ranges = parse_accept(header)
    best = max(offers, key=lambda form: quality_of(ranges, form) or 0.0)
    return best if quality_of(ranges, best) else None


def data_named(header: str, offers: Sequence[Format] = RDF_FORMATS) -> Format | None:
    """The offer that a client names and wants more than a page; a wildcard names nothing.

    >>> [bool(data_named(each)) for each in ("text/turtle, */*;q=0.1", "text/html, application/xml;q=0.9", "*/*")]
    [True, False, False]
    """
    named = tuple(each for each in parse_accept(header) if each.subkind != "*")
    best = max(offers, key=lambda form: quality_of(named, form) or 0.0)
    return best if (quality_of(named, best) or 0.0) > (quality_of(named, HTML) or 0.0) else None


def first_not_excluded(header: str, offers: Sequence[Format]) -> Format | None:
    """The first offer that Accept does not exclude by q=0, for where it wants none (RFC 9110 §12.5.1 allows that).

    >>> from ccwp_kg.formats import SPARQL_CSV, SPARQL_JSON
    >>> first_not_excluded("image/png", (SPARQL_JSON, SPARQL_CSV)).name
    'json'
    >>> first_not_excluded("application/*;q=0", (SPARQL_JSON, SPARQL_CSV)).name
    'csv'
    """
    ranges = parse_accept(header)
    return next((form for form in offers if quality_of(ranges, form) is None), None)


Offers: TypeAlias = Mapping[str, Format]
"""The path of each format → the format; the first one is the default."""


class NotOffered(NotAcceptable):
    """The client accepts none of the offers (406); the answer lists them."""

    def __init__(self, offers: Offers) -> None:
        super().__init__(
            "None of the media types you accept is offered: " + ", ".join(form.essence for form in offers.values())
        )
        self.offers = offers


def offers_at(path: str, forms: Iterable[Format]) -> Offers:
    """Each format at the path with the format's suffix.

    >>> from ccwp_kg.formats import HTML, TURTLE
    >>> list(offers_at("/shapes", (TURTLE, HTML)))
    ['/shapes.ttl', '/shapes.html']
    """
    return {f"{path}.{form.suffix}": form for form in forms}


def choose(offers: Offers, accept: str | None) -> tuple[str, Format]:
    """The path and format that an Accept header prefers. Raises NotOffered where it accepts none."""
    form = negotiate(accept, tuple(offers.values()))
    if form is None:
        raise NotOffered(offers)
    return next((path, each) for path, each in offers.items() if each is form)


def negotiated(offers: Offers, answer: Callable[[Format], Response]) -> Response:
    """The answer in the format that the request prefers, with `Vary: Accept` and the Content-Location of that format.

    Raises NotOffered where the request accepts none of them.
    """
    path, form = choose(offers, request.headers.get("Accept"))
    response = answer(form)
    response.vary.add("Accept")
    response.headers["Content-Location"] = path
    return response


def page_or_data(make: Callable[[], Response], path: str) -> AnyResponse:
    """The page, or for a client that asks for RDF a redirect (303) to what describes the same as data."""
    response: AnyResponse = redirect(path, 303) if data_named(request.headers.get("Accept", "")) else make()
    response.vary.add("Accept")
    return response


def as_rdf(site: Site, statements: Sequence[Triple], form: Format) -> Response:
    """Sorted statements in a format of RDF."""
    return Response(write_bytes(statements, form, prefixes=site.prefixes), content_type=form.media_type)


def serve_representations(
    app: Flask, site: Site, path: str, forms: Iterable[Format], make: Callable[[Format], Response], *, name: str
) -> None:
    """Two routes: `path`, negotiated, and `path.suffix`, which is one format whatever the client accepts.

    What is made without links gets those to the address itself, to the other formats and of every document. `name` says
    in a 404 what there is not; as an identifier it is the name of the routes.
    """
    offers = offers_at(path, forms)
    by_suffix = {form.suffix: form for form in offers.values()}

    def answer(form: Format) -> Response:
        response = make(form)
        if "Link" in response.headers:
            return response
        return linked(response, [(path, "canonical", None), *alternates(offers, to=form), *common_links(site)])

    @app.get(path, endpoint=name)
    def representation() -> Response:
        return negotiated(offers, answer)

    @app.get(f"{path}.<suffix>", endpoint=f"{name}_in_one_format")
    def representation_in_one_format(suffix: str) -> Response:
        return answer(format_of(by_suffix, suffix, name=name))


def format_of(by_suffix: Mapping[str, Format], suffix: str, *, name: str) -> Format:
    """The format with this suffix; 404 where there is none."""
    if suffix not in by_suffix:
        known = ", ".join(f".{each}" for each in by_suffix)
        abort(404, f"The {name} is not offered as .{suffix[:20]}; there are {known}.")
    return by_suffix[suffix]


def alternates(offers: Offers, *, to: Format) -> list[Link]:
    """A link to each other format.

    JSON-LD links to one at most, the last, which is the page: PyLD's document loader cannot read two links of one
    relation.
    """
    others: list[Link] = [(path, "alternate", form.essence) for path, form in offers.items() if form is not to]
    return others[-1:] if to is JSONLD else others
