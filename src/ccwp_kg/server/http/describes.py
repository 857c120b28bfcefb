"""What a route means to a program, said beside the route: the words of the OpenAPI description."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar
from typing import Literal as OneOf

from ccwp_kg.formats import HTML, RDF_FORMATS

Content = tuple[str, str | None]
"""A media type, and the name of its schema where it is JSON."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a path or a query: its meaning, an example, the values it may have if they are few."""

    name: str
    meaning: str
    example: str
    choices: tuple[str, ...] = ()
    kind: OneOf["string", "integer"] = "string"
    is_required: bool = False


@dataclass(frozen=True, slots=True)
class RouteAnswer:
    """An answer that is no failure: its media types and its status."""

    meaning: str
    content: tuple[Content, ...] = ()
    status: int = 200


@dataclass(frozen=True, slots=True)
class RouteDescription:
    """A route: one sentence, its answers, its parameters, and the failures a client can meet.

    `has_form`: what stands in the query may also be posted as a form.
    """

    summary: str
    answers: tuple[RouteAnswer, ...]
    path: Mapping[str, Parameter]
    query: tuple[Parameter, ...] = ()
    failures: tuple[int, ...] = ()
    has_form: bool = False


HTML_PAGE: Content = (HTML.essence, None)
RDF_TYPES: tuple[Content, ...] = tuple((form.essence, None) for form in RDF_FORMATS)
PAGE = RouteAnswer("The page.", (HTML_PAGE,))
MOVED = RouteAnswer("The address of what is asked for is in Location.", (HTML_PAGE,), 303)
LANGUAGE = Parameter("lang", "The language names are wanted in, where the data have them.", "de")
_STORE = (502, 503, 504)
"""What a store behind the server can cause."""
_IN_PATHS = {
    each.name: each
    for each in (
        Parameter("reference", "What stands after /id/ in the identifier of a thing.", "plan/5/action/5.4"),
        Parameter("suffix", "The format.", "ttl", (*(form.suffix for form in RDF_FORMATS), HTML.suffix)),
        Parameter("version", "The number of a release.", "0.1.0"),
        Parameter("number", "Which part.", "1", kind="integer"),
        Parameter("what", "What is looked for.", "entity"),
    )
}
"""The parameters that mean the same in every path."""
_View = TypeVar("_View", bound=Callable[..., Any])
_DESCRIPTION, _REASON = "__description__", "__left_out__"


def data_or_page(content: tuple[Content, ...] = RDF_TYPES) -> tuple[RouteAnswer, RouteAnswer]:
    """The answers of an address with several formats, one of them the page."""
    return RouteAnswer("Data, or the page where text/html is wanted.", (*content, HTML_PAGE)), MOVED


def file(media_type: str, schema: str | None = None) -> RouteAnswer:
    """The answer of an address that has one format."""
    return RouteAnswer("The file.", ((media_type, schema),))


def describes(
    summary: str,
    *answers: RouteAnswer,
    path: Sequence[Parameter] = (),
    query: Sequence[Parameter] = (),
    failures: Sequence[int] = (),
    uses_store: bool = True,
    has_form: bool = False,
) -> Callable[[_View], _View]:
    """Give a view its description; it stands below the decorator of the route.

    `path` holds parameters that mean something of their own in this path. `failures` are those beside the failures of
    the store, which every view can meet that `uses_store`.
    """
    every = (*failures, *(_STORE if uses_store else ()))
    in_path = _IN_PATHS | {each.name: each for each in path}
    description = RouteDescription(summary, answers, in_path, tuple(query), tuple(sorted(set(every))), has_form)

    def decorate(view: _View) -> _View:
        setattr(view, _DESCRIPTION, description)
        return view

    return decorate


def left_out(reason: str) -> Callable[[_View], _View]:
    """Say why a route is no part of the OpenAPI description."""

    def decorate(view: _View) -> _View:
        setattr(view, _REASON, reason)
        return view

    return decorate


def description_of(view: Callable[..., Any]) -> RouteDescription | None:
    """The description of a view, if it has one."""
    found: RouteDescription | None = getattr(view, _DESCRIPTION, None)
    return found


def reason_of(view: Callable[..., Any]) -> str:
    """Why a view is left out of the description; empty where it is not."""
    return str(getattr(view, _REASON, ""))
