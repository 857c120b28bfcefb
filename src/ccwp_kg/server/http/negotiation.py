"""Which of the formats on offer a client wants (RFC 9110 §12.5.1)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ccwp_kg.formats import HTML, RDF_FORMATS, Format

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
    """Split at a separator that stands outside of quoted strings (RFC 9110 §5.6.4)."""
    return re.findall(rf'((?:"(?:[^"\\]|\\.)*"|[^{separator}])+)', text)


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


def asks_for_data(header: str) -> bool:
    """Whether a client names a format of RDF and wants it more than a page; a wildcard names nothing.

    >>> asks_for_data("text/turtle, */*;q=0.1"), asks_for_data("text/html, application/xml;q=0.9"), asks_for_data("*/*")
    (True, False, False)
    """
    named = tuple(each for each in parse_accept(header) if each.subkind != "*")
    best = max(quality_of(named, form) or 0.0 for form in RDF_FORMATS)
    return best > (quality_of(named, HTML) or 0.0)


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
