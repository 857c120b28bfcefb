"""Where things are on this server: own IRIs become local paths, so that a copy on any host can be browsed."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote, urlsplit

from ccwp_kg.formats import Format
from ccwp_kg.namespaces import BASE, ID
from ccwp_kg.server.site import LICENCE

_SAFE = "/:@!$&'()*+,;=-._~"


def href(iri: str) -> str | None:
    """Where a link to an IRI leads, or None where it may not be a link.

    Only http, https and mailto are followed from a page; whatever else stands in the data is shown as words.

    >>> href("https://w3id.org/ccwp/id/source/fifth-action-plan#char=1,9")
    '/source/fifth-action-plan#char=1,9'
    """
    if iri.startswith(ID):
        reference, hash_mark, fragment = iri.removeprefix(ID).partition("#")
        if hash_mark and reference.startswith("source/"):
            return f"/{quote(reference, safe=_SAFE)}#{fragment}"
        return f"/doc/{quote(reference, safe=_SAFE)}{hash_mark}{fragment}"
    if iri.startswith(BASE) and not iri.startswith(BASE + "/"):  # a path that begins with // would name another host
        path, hash_mark, fragment = iri.removeprefix(BASE).partition("#")
        return f"/{quote(path, safe=_SAFE)}{hash_mark}{fragment}"
    try:
        scheme = urlsplit(iri).scheme
    except ValueError:
        return None
    return iri if scheme in ("http", "https", "mailto") else None


def is_outside(target: str) -> bool:
    """Whether a link leaves this server."""
    return not target.startswith("/")


def document_path(reference: str, form: Format | None = None) -> str:
    """The path of a thing's document, negotiated or in one format."""
    suffix = "" if form is None else f".{form.suffix}"
    return f"/doc/{quote(reference, safe=_SAFE)}{suffix}"


def link_header(links: Iterable[tuple[str, str, str | None]]) -> str:
    """A Link header (RFC 8288) from target, relation and media type."""
    return ", ".join(f'<{target}>; rel="{rel}"' + (f'; type="{kind}"' if kind else "") for target, rel, kind in links)


def alternates(path: str, forms: Iterable[Format]) -> list[tuple[str, str, str | None]]:
    """Links to the same thing in other formats; `path` is the one without a suffix."""
    return [(f"{path}.{form.suffix}", "alternate", form.essence) for form in forms]


def common_links() -> list[tuple[str, str, str | None]]:
    """What holds for every document: the licence of the facts and the description of the whole dataset."""
    return [(LICENCE, "license", None), ("/.well-known/void", "describedby", None)]
