"""The links to vocabularies elsewhere: to each how many, how close, why and seen where; and what has none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby

from flask import Flask, Response
from pyoxigraph import NamedNode

from ccwp_kg.entities.facts.facts import Thing, look_up
from ccwp_kg.entities.holdings import coverage
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


def overview(site: Site, languages: Sequence[str]) -> Mapping[str, object]:
    """The links that are held, by vocabulary, and how far each kind of things is linked. `is_whole`: all were read."""
    found = find_links(site.store, most_rows=_MOST_ROWS)
    every = () if found is None else found.each
    groups = groupby(every, key=lambda link: link.title)
    linked, matched = ({_ours(link) for link in every if link.match not in but} for but in ((), (RDFS.seeAlso.value,)))
    return {
        "vocabularies": [_vocabulary(site, title, tuple(links), languages) for title, links in groups],
        "kinds": coverage(site.store, matched=matched, linked=linked, prefixes=site.prefixes, languages=languages),
        "things": len(linked),
        "is_whole": sum(len(link.evidence) for link in every) < _MOST_ROWS,
    }


def _vocabulary(
    site: Site, title: str, links: Sequence[VocabularyLink], languages: Sequence[str]
) -> Mapping[str, object]:
    """The links to one vocabulary: `shown` are the first, by our things, each with how close the other one is (in
    words, and as a compact IRI), why, and the numbers of the `evidence` where it was seen; `tally` counts each
    closeness."""
    shown = links[:_SHOWN]
    numbers = {
        text: str(place) for place, text in enumerate(dict.fromkeys(e for link in shown for e in link.evidence), 1)
    }
    ends = {NamedNode(iri) for link in shown for iri in (link.subject, link.target)}
    names = look_up(site.store, ends, languages=languages, prefixes=site.prefixes)

    def how(match: str) -> str:
        return MATCHES.get(NamedNode(match)) or site.prefixes.shorten(match)

    mappings = [
        {
            "ours": names[NamedNode(_ours(link))],
            "how": how(link.match),
            "predicate": site.prefixes.shorten(link.match),
            "theirs": names[NamedNode(link.target if _ours(link) == link.subject else link.subject)],
            "why": link.comment or how(link.match),
            "confidence": link.confidence,
            "evidence": sorted((numbers[text] for text in link.evidence), key=int),
        }
        for link in sorted(shown, key=lambda each: names[NamedNode(_ours(each))].name.casefold())
    ]
    return {
        "thing": Thing(links[0].vocabulary, title, "en"),
        "name": site.base.reference(links[0].vocabulary),
        "version": links[0].version,
        "things": len({_ours(link) for link in links}),
        "links": len(links),
        "tally": [
            (how(match).partition(":")[0], site.prefixes.shorten(match), n)
            for match, n in Counter(link.match for link in links).most_common()
        ],
        "shown": mappings,
        "evidence": list(numbers),
    }


def _ours(link: VocabularyLink) -> str:
    """Our end of a link: a focus leads from a concept elsewhere to the thing of ours that it stands for."""
    return link.target if link.match == FOAF.focus.value else link.subject
