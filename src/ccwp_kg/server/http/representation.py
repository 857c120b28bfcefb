"""One address, several formats (RFC 9110 §12.1): which one a client gets, and what its answer says of the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias

from flask import Flask, Response, abort, redirect, request
from werkzeug.exceptions import NotAcceptable
from werkzeug.wrappers import Response as AnyResponse

from ccwp_kg.formats import JSONLD, Format
from ccwp_kg.server.http.links import Link, common_links, linked
from ccwp_kg.server.http.negotiation import asks_for_data, negotiate
from ccwp_kg.server.site.site import Site

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
    response: AnyResponse = redirect(path, 303) if asks_for_data(request.headers.get("Accept", "")) else make()
    response.vary.add("Accept")
    return response


def serve_representations(
    app: Flask,
    site: Site,
    path: str,
    forms: Iterable[Format],
    make: Callable[[Format], Response],
    *,
    name: str,
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
