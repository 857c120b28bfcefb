"""Words of a document as it was printed, as HTML; see `ccwp_kg.server.html.inline` for why this is no template."""

from __future__ import annotations

from markupsafe import Markup

from ccwp_kg.entities.source_reader.inline import Inline, InlineToken
from ccwp_kg.server.html.inline import path_of, safe, text


def printed(tokens: Inline) -> Markup:
    """A passage with places to land on, links, and marks where pages and paragraphs begin."""
    return safe("".join(map(_token, tokens)))


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
    place, to = f'id="{text(token.anchor)}"', token.link
    if to is None:
        return f"<span {place}>"
    if to.kind == "footnote":
        return f'<a class="foot-mark" {place} href="#{text(to.target.partition("#")[2])}" title="footnote">'
    return f'<a class="mark {text(to.kind)}" {place} href="{text(str(path_of(to.target)))}" title="{text(to.title)}">'
