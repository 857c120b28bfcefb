"""The language of names: `?lang=de` asks for it on any page, and the links of the page keep it.

No cookie stores it. The text of the page itself stays English, and the canonical address has no language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import urlencode

from flask import Flask, current_app, g, has_request_context, request

from ccwp_kg.entities.facts.names import label_languages
from ccwp_kg.languages import LANGUAGES
from ccwp_kg.server.http.links import href, is_outside
from ccwp_kg.server.site.site import Site

PARAMETER = "lang"
_TAG = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{1,8}){0,3}\Z", re.ASCII)
_KNOWN = "label languages"
_CHOSEN = "label_language"


def prepare_languages(app: Flask, site: Site) -> None:
    """Give the application the languages of the data, and the templates links that keep the language."""

    @lru_cache(maxsize=1)
    def known() -> frozenset[str]:
        return label_languages(site.store)

    app.extensions[_KNOWN] = known
    app.jinja_env.filters.update(href=local_href, in_language=in_language, plain_href=href)
    app.jinja_env.globals.update(asked_language=asked_language)
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


def local_href(iri: str) -> str | None:
    """Where a link to an IRI leads; a link on this server keeps the language that was asked for."""
    target = href(iri)
    return None if target is None else in_language(target)


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


_TAGS = re.compile(r"<(?:a|form)\b[^>]*>")
_PAGE = re.compile(r'(\shref=")(/(?!static/|dumps/)[^"#?.]*(?:\.[0-9][^"#?.]*)*(?:\?[^"#]*)?)(?=["#])')
"""The address of a page here; that of a file ends with a suffix that begins with a letter."""


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
    if any(mark in tag for mark in (" hreflang=", " type=", " download", " data-copy", f"{PARAMETER}=")):
        return tag
    return _PAGE.sub(lambda at: f"{at[1]}{at[2]}{'&amp;' if '?' in at[2] else '?'}{PARAMETER}={language}", tag)


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
