"""The links to vocabularies elsewhere: to each how many, how close, why and seen where; and what has none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from flask import Flask, Response
from pyoxigraph import NamedNode

from ccwp_kg.entities.facts.facts import Thing, look_up
from ccwp_kg.entities.holdings import LinkCoverage, coverage
from ccwp_kg.entities.portraits.fields import MATCHES
from ccwp_kg.formats import HTML, RDF_FORMATS, Format
from ccwp_kg.namespaces import CCWP, FOAF, OWL, RDFS, SSSOM
from ccwp_kg.publish.links.mappings import VocabularyLink, find_links
from ccwp_kg.publish.links.sssom import FILE
from ccwp_kg.server.html.rendering import page
from ccwp_kg.server.http.links import asked_languages
from ccwp_kg.server.http.negotiation import DOCUMENT_FORMATS, as_rdf, serve_representations
from ccwp_kg.server.site.site import Site
from ccwp_kg.store import about

_PATH = "/links"
_SHOWN = 60
"""So many links to a vocabulary stand on the page; the files have all of them."""
_MOST_ROWS = 50_000
_RECORDS = (
    f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {{ ?s a {SSSOM.MappingSet} }} UNION {{ ?set {SSSOM.mappings} ?s }} ?s ?p ?o }}"
)

JOIN = f"""PREFIX ccwp: <{CCWP}>
PREFIX foaf: <{FOAF}>
PREFIX owl: <{OWL}>

SELECT ?elsewhere ?party ?action WHERE {{
  ?action ccwp:concernsParty ?party .
  {{ ?elsewhere foaf:focus ?party }} UNION {{ ?party owl:sameAs ?elsewhere }}
}}
ORDER BY ?elsewhere ?action"""
"""A query that joins the actions to data elsewhere: by what others call their parties."""


@dataclass(frozen=True, slots=True)
class Mapping:
    """One link: our thing, how close the other one is to it, why, and where it was seen (numbers of the evidence).

    `how` is told in words, `predicate` is the same as a compact IRI (`skos:closeMatch`).
    """

    ours: Thing
    how: str
    predicate: str
    theirs: Thing
    why: str
    confidence: float
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LinkedVocabulary:
    """The links to one vocabulary, as far as they are shown, and how many there are of each closeness."""

    thing: Thing
    name: str
    version: str | None
    things: int
    links: int
    tally: tuple[tuple[str, str, int], ...]
    shown: tuple[Mapping, ...]
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """Every vocabulary with its links, and how far each kind of things is linked. `is_whole`: all links were read."""

    vocabularies: tuple[LinkedVocabulary, ...]
    kinds: tuple[LinkCoverage, ...]
    things: int
    is_whole: bool


def link_pages(app: Flask, site: Site) -> None:
    """The routes of the overview."""

    def answer(form: Format) -> Response:
        if form is HTML:
            languages = asked_languages()
            shown = site.kept.get(("links", languages), lambda: overview(site, languages))
            has_sssom = site.release is not None and site.release.file(FILE) is not None
            return page(
                "links.html",
                overview=shown,
                path=_PATH,
                join=JOIN,
                formats=RDF_FORMATS,
                sssom=f"/dumps/{FILE}" if has_sssom else None,
            )
        return as_rdf(site, about(site.store).triples(_RECORDS), form)

    serve_representations(app, site, _PATH, DOCUMENT_FORMATS, answer, name="mappings")


def overview(site: Site, languages: Sequence[str]) -> Overview:
    """The links that are held, by vocabulary."""
    found = find_links(site.store, most_rows=_MOST_ROWS)
    every = () if found is None else found.each
    groups = groupby(every, key=lambda link: link.title)
    linked, matched = ({_ours(link) for link in every if link.match not in but} for but in ((), (RDFS.seeAlso.value,)))
    return Overview(
        tuple(_vocabulary(site, title, tuple(links), languages) for title, links in groups),
        coverage(site.store, matched=matched, linked=linked, prefixes=site.prefixes, languages=languages),
        len(linked),
        sum(len(link.evidence) for link in every) < _MOST_ROWS,
    )


def _vocabulary(site: Site, title: str, links: Sequence[VocabularyLink], languages: Sequence[str]) -> LinkedVocabulary:
    shown = links[:_SHOWN]
    numbers = {
        text: str(place) for place, text in enumerate(dict.fromkeys(e for link in shown for e in link.evidence), 1)
    }
    ends = {NamedNode(iri) for link in shown for iri in (link.subject, link.target)}
    names = look_up(site.store, ends, languages=languages, prefixes=site.prefixes)

    def how(match: str) -> str:
        return MATCHES.get(NamedNode(match)) or site.prefixes.shorten(match)

    mappings = [
        Mapping(
            names[NamedNode(_ours(link))],
            how(link.match),
            site.prefixes.shorten(link.match),
            names[NamedNode(link.target if _ours(link) == link.subject else link.subject)],
            link.comment or how(link.match),
            link.confidence,
            tuple(sorted((numbers[text] for text in link.evidence), key=int)),
        )
        for link in shown
    ]
    return LinkedVocabulary(
        Thing(links[0].vocabulary, title, "en"),
        site.base.reference(links[0].vocabulary),
        links[0].version,
        len({_ours(link) for link in links}),
        len(links),
        tuple(
            (how(match).partition(":")[0], site.prefixes.shorten(match), n)
            for match, n in Counter(link.match for link in links).most_common()
        ),
        tuple(sorted(mappings, key=lambda each: each.ours.name.casefold())),
        tuple(numbers),
    )


def _ours(link: VocabularyLink) -> str:
    """Our end of a link: a focus leads from a concept elsewhere to the thing of ours that it stands for."""
    return link.target if link.match == FOAF.focus.value else link.subject
