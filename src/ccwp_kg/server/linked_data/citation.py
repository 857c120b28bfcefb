"""How to cite a thing or the dataset: as BibTeX, RIS, and as a sentence (`/cite/…`)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from types import MappingProxyType
from urllib.parse import quote

from flask import Flask, Response, abort
from pyoxigraph import NamedNode

from ccwp_kg.entities.citable import Citable, citable, notes, sentence, setting
from ccwp_kg.entities.description import exists
from ccwp_kg.formats import BIBTEX, HTML, RIS, Format
from ccwp_kg.server.html.rendering import render
from ccwp_kg.server.http.links import document_path, encoded, licence_links, linked, thing_of, uri_of
from ccwp_kg.server.http.negotiation import alternates, negotiated, offers_at
from ccwp_kg.server.site.site import Site

_FORMATS = (BIBTEX, RIS, HTML)
_BY_SUFFIX = {form.suffix: form for form in _FORMATS}

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?\Z")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# What TeX reads as a command; BibTeX counts braces even behind a backslash, so they are spelled out.
_TEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{character: f"\\{character}" for character in "$&#_%"},
    }
)


def citations(app: Flask, site: Site) -> None:
    """The routes of citations."""

    @app.get("/cite/<path:reference>")
    def cite(reference: str) -> Response:
        name, dot, suffix = reference.rpartition(".")
        form = _BY_SUFFIX.get(suffix) if dot else None
        if form is not None:
            return _answer(site, _known(site, name), form)
        thing = _known(site, reference)
        return negotiated(offers_at(_path(thing), _FORMATS), partial(_answer, site, thing))


def _path(thing: Citable) -> str:
    """The path of the citation of a thing."""
    return f"/cite/{encoded(thing.reference)}"


def _known(site: Site, reference: str) -> Citable:
    iri = thing_of(reference)
    if not exists(site.store, iri):
        abort(404, f"Nothing is known of <{iri.value}>, so there is nothing to cite.")
    return cited(site, iri)


def cited(site: Site, iri: NamedNode) -> Citable:
    """A thing of this site as it is cited."""
    return citable(site.store, iri, dataset=site.dataset_facts.read(), prefixes=site.prefixes)


def _answer(site: Site, thing: Citable, form: Format) -> Response:
    if form is HTML:
        body = render(
            "cite.html",
            thing=thing,
            path=_path(thing),
            about=document_path(thing.reference),
            sentence=sentence(thing),
            shown=[(each, write(thing)) for each, write in WRITERS.items()],
        )
    else:
        body = WRITERS[form](thing)
    response = Response(body, content_type=form.media_type)
    links = [
        (thing.iri, "cite-as", None),
        (document_path(thing.reference), "about", None),
        *licence_links(site.dataset_facts.read()),
        *alternates(offers_at(_path(thing), _FORMATS), to=form),
    ]
    return linked(response, links)


def _parts(date: str | None) -> tuple[int, ...]:
    """Year, month and day as far as they are stated.

    >>> _parts("2011-02"), _parts("spring 2011")
    ((2011, 2), ())
    """
    match = _DATE.match(date or "")
    return () if match is None else tuple(int(part) for part in match.groups() if part is not None)


def _one_line(text: str) -> str:
    """A value without line breaks and other controls, which every format gives a meaning of its own."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def bibtex(thing: Citable, *, key: str = "", more: Mapping[str, str] = MappingProxyType({})) -> str:
    """The entry for BibTeX and biblatex, in UTF-8; the braces around a title keep its capitals.

    `key` goes behind the key of the thing, `more` are fields that are added or take the place of others.
    """
    parts = _parts(thing.issued)
    version = f", version {thing.version}" if thing.version else ""
    note = f"Data set{version}" if thing.kind == "dataset" else "" if thing.dataset is None else setting(thing)
    fields = {
        "author": " and ".join(f"{{{_tex(name)}}}" for name in thing.authors),
        "title": f"{{{_tex(thing.title)}}}",
        "number": _tex(thing.number or ""),
        "publisher": " and ".join(f"{{{_tex(name)}}}" for name in thing.publishers),
        "year": str(parts[0]) if parts else "",
        "date": thing.issued if parts else "",
        "url": uri_of(thing.iri),
        "note": _tex(note),
        "copyright": _tex(thing.rights or ""),
    } | {name: uri_of(value) if name == "url" else _tex(value) for name, value in more.items()}
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    if len(parts) > 1 and 1 <= parts[1] <= 12:
        lines.append(f"  month = {_MONTHS[parts[1] - 1]},")
    return "\n".join([f"@misc{{{_key(thing)}{key},", *lines, "}", ""])


def _tex(text: str) -> str:
    return _one_line(text).translate(_TEX)


def _key(thing: Citable) -> str:
    """A key that every bibliography program takes: ASCII, without spaces, commas and braces."""
    return "ccwp:" + re.sub(r"[^A-Za-z0-9.:-]+", "-", quote(thing.reference, safe="/").replace("%", "x"))


_RIS_TYPES = {"dataset": "DATA", "entry": "DATA", "document": "GEN"}


def ris(thing: Citable) -> str:
    """The record in RIS: a tag, two spaces, a dash, a space; TY first, ER last; lines end with CR and LF."""
    return "".join(f"{tag}  - {_one_line(value)}\r\n" for tag, value in _ris_lines(thing)) + "ER  - \r\n"


def _ris_lines(thing: Citable) -> Iterator[tuple[str, str]]:
    parts = _parts(thing.issued)
    yield "TY", _RIS_TYPES[thing.kind]
    yield "ID", _key(thing)
    for author in thing.authors:
        yield "AU", author.replace("*", "")  # an asterisk is not allowed in a name
    yield "TI", thing.title
    if thing.kind == "entry" and thing.dataset is not None:
        yield "T2", thing.dataset
    if thing.number is not None:
        yield "M1", thing.number
    if parts:
        yield "PY", f"{parts[0]:04}"
        yield "DA", "/".join([f"{parts[0]:04}", *(f"{part:02}" for part in parts[1:])]) + "/" * (4 - len(parts))
    for publisher in thing.publishers:
        yield "PB", publisher
    if thing.kind != "document" and thing.version:
        yield "ET", thing.version
    for note in notes(thing):
        yield "N1", note
    yield "UR", uri_of(thing.iri)


WRITERS: Mapping[Format, Callable[[Citable], str]] = {BIBTEX: bibtex, RIS: ris}
"""The function that writes each format."""
