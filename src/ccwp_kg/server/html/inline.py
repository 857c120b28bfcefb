"""The pieces that pages are full of, as HTML: a link to a thing, a value, words with marks in them.

They are made here and not in templates because a page has hundreds of them. Whatever comes from the data is escaped.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from markupsafe import Markup, escape

from ccwp_kg.entities import Thing, Words, day_of
from ccwp_kg.entities.facts.prose import Prose
from ccwp_kg.rdf.terms.base import Base
from ccwp_kg.server.html.sanitise import visible
from ccwp_kg.server.http.host_address import live_address
from ccwp_kg.server.http.languages import asked_language, with_language
from ccwp_kg.server.http.links import href_at, is_outside
from ccwp_kg.server.site.site import site_base

_DATES = ("#date", "#gYearMonth", "#gYear")
SILENT = Markup('<em class="silent">not stated</em>')
"""What stands where the source is silent."""


class InlineHtml:
    """Writes the pieces of one page; links on this server keep the language that was asked for."""

    def __init__(self) -> None:
        self._base = site_base()
        self._language = asked_language()

    def href(self, iri: str) -> str | None:
        """Where a link to an IRI leads; None where it may not be a link."""
        return _target(self._base, iri, self._language)

    def link(self, thing: Thing, short: bool = False) -> Markup:  # templates call it by place
        """A thing by its name, with a link where there may be one; `short` prefers its acronym.

        A thing without a name that is an address of this server is shown by the address that it has here.
        """
        shown = thing.short if short else thing.name
        if not thing.is_named and not short:
            shown = live_address(thing.iri) or shown
        return _link(thing, shown, short, self._base, self._language)

    def links(self, things: Iterable[Thing], short: bool = False, between: str = ", ") -> Markup:
        """Things as links, with these words between them."""
        return escape(between).join(self.link(thing, short) for thing in things)

    def value(self, either: Thing | Words | None) -> Markup:
        """A value: a thing or words; what is absent is called so."""
        if either is None:
            return SILENT
        return self.link(either) if isinstance(either, Thing) else self.words(either)

    def words(self, value: Words) -> Markup:
        """A literal: a date in words, an address as a link, everything else with its language."""
        return _words(value, self._base, self._language)

    def prose(self, segments: Prose) -> Markup:
        """A passage, and links on the words in it that mean a thing."""
        return _safe("".join(self._segment(each.text, each.thing, each.kind) for each in segments))

    def _segment(self, text: str, thing: Thing | None, kind: str) -> str:
        target = None if thing is None else self.href(thing.iri)
        if thing is None or target is None:
            return _text(text)
        title = f"{_text(kind)}: {_text(thing.name)}"
        return f'<a class="mark {_text(kind)}" href="{_text(target)}" title="{title}">{_text(text)}</a>'


def lang(code: str | None) -> Markup:
    """The attribute for words in another language than the page's."""
    return _safe(f' lang="{_text(code)}"') if code and code != "en" else Markup("")


def _text(text: str) -> str:
    return escape(visible(text))


def _safe(html: str) -> Markup:
    """HTML of which every part from the data went through `_text`."""
    return Markup(html)  # noqa: S704


def _target(base: Base, iri: str, language: str | None) -> str | None:
    target = href_at(base, iri)
    return target if language is None or target is None or is_outside(target) else with_language(target, language)


@lru_cache(maxsize=8_192)
def _link(thing: Thing, shown: str, short: bool, base: Base, language: str | None) -> Markup:
    target = _target(base, thing.iri, language)
    tongue = lang(thing.language if shown == thing.name else None)
    if target is None:
        return _safe(f'<span class="iri"{tongue}>{_text(shown)}</span>')
    if is_outside(target):
        kind = "out" if thing.is_named else "out iri"
        return _safe(
            f'<a class="{kind}" href="{_text(target)}" rel="nofollow noopener external"{tongue}>{_text(shown)}</a>'
        )
    kind = "" if thing.is_named else ' class="iri"'
    title = f' title="{_text(thing.name)}"' if short and thing.acronym else ""
    return _safe(f'<a{kind} href="{_text(target)}"{tongue}{title}>{_text(shown)}</a>')


@lru_cache(maxsize=2_048)
def _words(value: Words, base: Base, language: str | None) -> Markup:
    text, datatype = _text(value.text), value.datatype or ""
    if datatype.endswith(_DATES):
        return _safe(f'<time datetime="{text}">{_text(day_of(value.text))}</time>')
    if datatype.endswith("#anyURI") and (target := _target(base, value.text, language)):
        return _safe(f'<a class="iri" href="{_text(target)}" rel="nofollow noopener external">{text}</a>')
    tongue = lang(value.language)
    tag = f' <small class="tag">{_text(value.language or "")}</small>' if tongue else ""
    return _safe(f"<span{tongue}>{text}</span>{tag}")
