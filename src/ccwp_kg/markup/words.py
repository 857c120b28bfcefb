"""Words as HTML, everything escaped."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape as html_escaped

from markupsafe import Markup, escape

from ccwp_kg.entities.facts.evidence import Prose
from ccwp_kg.entities.facts.facts import Thing
from ccwp_kg.languages import visible
from ccwp_kg.rdf.terms.silences import DOES_NOT_APPLY, NOT_STATED, WORDS

_SPECIAL = re.compile("[&<>\"']")


def silent(kind: str = NOT_STATED) -> Markup:
    """What stands where nothing is known: the words of the silence, a dash for what does not apply."""
    if kind == DOES_NOT_APPLY:
        return Markup(
            '<span class="silent"><span aria-hidden="true">–</span><span class="unseen">does not apply</span></span>'
        )
    return safe(f'<em class="silent">{text(WORDS.get(kind, kind))}</em>')


def marked(segments: Prose, path_of: Callable[[str], str | None]) -> Markup:
    """A passage, and marks on the words in it that mean a thing; a mark is a link where a path leads to the thing."""
    return safe("".join(_segment(each.text, each.thing, each.kind, path_of) for each in segments))


def _segment(words: str, thing: Thing | None, kind: str, path_of: Callable[[str], str | None]) -> str:
    if thing is None:
        return text(words)
    target, title = path_of(thing.iri), f"{text(kind)}: {text(thing.name)}"
    tag, href = ("span", "") if target is None else ("a", f' href="{text(target)}"')
    return f'<{tag} class="mark {text(kind)}"{href} title="{title}">{text(words)}</{tag}>'


def text(characters: str) -> str:
    """Words as HTML: escaped, control characters named."""
    return escape(visible(characters)) if _SPECIAL.search(characters) or not characters.isprintable() else characters


def between_tags(words: str) -> Markup:
    """Words that stand in no attribute, so that their quotation marks are sent as they are.

    >>> str(between_tags('<a> & "b"'))
    '&lt;a&gt; &amp; "b"'
    """
    return safe(html_escaped(visible(words), quote=False))


def safe(html: str) -> Markup:
    """HTML of which every part from the data went through `text`."""
    return Markup(html)  # noqa: S704
