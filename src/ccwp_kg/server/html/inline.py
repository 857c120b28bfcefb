"""The pieces that pages are full of, as HTML: a link to a thing, a value, words with marks in them, words as printed.

They are made here and not in templates because a page has hundreds of them. Whatever comes from the data is escaped.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache

from markupsafe import Markup, escape

from ccwp_kg.entities.facts.evidence import Prose
from ccwp_kg.entities.facts.facts import Thing, Words, called, value_in_words
from ccwp_kg.entities.facts.silences import Silence
from ccwp_kg.entities.source_reader.printed_text import Inline, InlineToken
from ccwp_kg.markup import marked, safe, silent, text
from ccwp_kg.rdf.terms.base import PUBLISHED_BASE, Base
from ccwp_kg.rdf.terms.days import day_of
from ccwp_kg.server.http.host_address import live_address
from ccwp_kg.server.http.links import asked_language, href_at, is_outside, with_language
from ccwp_kg.server.site.site import site_base

_DATES = ("#date", "#gYearMonth", "#gYear")
_PAGE: ContextVar[tuple[Base, str | None]] = ContextVar("page", default=(PUBLISHED_BASE, None))
"""Base of the site and language asked for: what links of the page that is being made depend on."""


@contextmanager
def links_of_request() -> Iterator[None]:
    """Make links for the site and the language of the request, looked up once and not at each link."""
    token = _PAGE.set((site_base(), asked_language()))
    try:
        yield
    finally:
        _PAGE.reset(token)


def path_of(iri: str) -> str | None:
    """Where a link to an IRI leads; None where it may not be a link. A link on this server keeps the language."""
    return _target(iri, *_PAGE.get())


def link(thing: Thing, short: bool = False) -> Markup:  # templates call it by place
    """A thing by its name, with a link where there may be one; `short` prefers its acronym.

    A thing without a name is told by where it stands: the address that it has here, or as `called` tells it.
    """
    shown = thing.short if short else thing.name
    if not thing.is_named:
        shown = live_address(thing.iri) or called(thing, _PAGE.get()[0]).name
    return _link(thing, shown, short, *_PAGE.get())


def links(things: Iterable[Thing], short: bool = False, between: str = ", ") -> Markup:
    """Things as links, with these words between them."""
    return escape(between).join(link(thing, short) for thing in things)


def value(either: Thing | Words | Silence | None) -> Markup:
    """A value: a thing or words; what is absent is called so, by its silence where it is known."""
    if isinstance(either, Silence):
        return silent(either.kind)
    if either is None:
        return silent()
    return link(either) if isinstance(either, Thing) else words(either)


def words(said: Words) -> Markup:
    """A literal: a date in words, an address as a link, everything else with its language."""
    return _words(said, *_PAGE.get())


def prose(segments: Prose) -> Markup:
    """A passage, and links on the words in it that mean a thing."""
    return marked(segments, path_of)


def printed(tokens: Inline) -> Markup:
    """A passage with places to land on, links, and marks where pages and paragraphs begin."""
    return safe("".join(map(_token, tokens)))


def sentence(parts: Iterable[str | Thing]) -> Markup:
    """Words, and things by their names with links."""
    return safe("".join(text(part) if isinstance(part, str) else link(part) for part in parts))


def folio(number: str | int | None) -> Markup:
    """The mark where a page of the document begins; nothing without a number."""
    return safe(f'<span class="folio ours" id="page-{number}">page {number}</span> ') if number else Markup("")


def _token(token: InlineToken) -> str:
    match token.step:
        case "text":
            html = text(token.text)
        case "open":
            html = _opening(token)
        case "close":
            html = "</a>" if token.link else "</span>"
        case "place":
            html = f'<span id="{text(token.anchor)}"></span>'
        case "page":
            html = folio(token.text)
        case "break":
            html = '<span class="gap"></span>'
    return html


def _opening(token: InlineToken) -> str:
    """The place stands first: what follows it is the same wherever the same thing is named, which compresses best.

    A mark has no class: the style sheet knows it by its place, and the kind of its thing by its address.
    """
    place, to = f'id="{text(token.anchor)}"', token.link
    if to is None:
        return f"<span {place}>"
    if to.is_footnote:
        return f'<a {place} class="foot-mark" href="#{text(to.target.partition("#")[2])}">'
    title = f' title="{text(to.title)}"' if to.title else ""
    return f'<a {place} href="{text(str(path_of(to.target)))}"{title}>'


def lang(code: str | None) -> Markup:
    """The attribute for words in another language than the page's."""
    return safe(f' lang="{text(code)}"') if code and code != "en" else Markup("")


@lru_cache(maxsize=8_192)
def _target(iri: str, base: Base, language: str | None) -> str | None:
    target = href_at(base, iri)
    return target if language is None or target is None or is_outside(target) else with_language(target, language)


@lru_cache(maxsize=8_192)
def _link(thing: Thing, shown: str, short: bool, base: Base, language: str | None) -> Markup:
    target = _target(thing.iri, base, language)
    tongue = lang(thing.language if shown == thing.name else None)
    if target is None:
        return safe(f'<span class="iri"{tongue}>{text(shown)}</span>')
    if is_outside(target):
        kind = "out" if thing.is_named else "out iri"
        href = f'href="{text(target)}" rel="nofollow noopener external"'
        return safe(f'<a class="{kind}" {href}{tongue}>{text(shown)}</a>')
    kind = "" if thing.is_named or " " in shown else ' class="iri"'
    title = f' title="{text(thing.name)}"' if short and thing.acronym else ""
    return safe(f'<a{kind} href="{text(target)}"{tongue}{title}>{text(shown)}</a>')


@lru_cache(maxsize=2_048)
def _words(said: Words, base: Base, language: str | None) -> Markup:
    shown, datatype = text(said.text), said.datatype or ""
    if datatype.endswith(_DATES):
        return safe(f'<time datetime="{shown}">{text(day_of(said.text))}</time>')
    if datatype.endswith("#anyURI") and (target := _target(said.text, base, language)):
        return safe(f'<a class="iri" href="{text(target)}" rel="nofollow noopener external">{shown}</a>')
    if said.text.startswith(("http://", "https://")) and " " not in said.text:
        return safe(f'<span class="iri">{shown}</span>')
    shown = text(value_in_words(said.text, datatype))
    tongue = lang(said.language)
    tag = f' <small class="tag">{text(said.language or "")}</small>' if tongue else ""
    return safe(f"<span{tongue}>{shown}</span>{tag}")
