"""Every link to a vocabulary elsewhere, with its strength, its reason, its evidence and its confidence, as a report."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode

from ccwp_kg.errors import UnknownIri
from ccwp_kg.languages import counted
from ccwp_kg.namespaces import DCTERMS, FOAF, OWL, RDFS, SKOS, SSSOM
from ccwp_kg.rdf.terms import iris
from ccwp_kg.rdf.terms.order import natural_key
from ccwp_kg.store import Row, Store

LINKS = iris.thing("dataset/linkset")
"""All links together; each vocabulary's own set lies under it."""
_QUERY = f"""SELECT * WHERE {{
  ?record a {OWL.Axiom} ; {OWL.annotatedSource} ?subject ; {OWL.annotatedProperty} ?match ;
    {OWL.annotatedTarget} ?target ; {SSSOM.mapping_justification} ?justification ; {SSSOM.confidence} ?confidence .
  OPTIONAL {{ ?record {RDFS.comment} ?comment }}
  FILTER(isIRI(?subject) && isIRI(?match) && isIRI(?target) && isNumeric(?confidence))
  ?linkset {SSSOM.mappings} ?record ; {DCTERMS.relation} ?vocabulary .
  OPTIONAL {{ ?linkset {RDFS.comment} ?comment }}
  {{ ?record {DCTERMS.source} ?evidence }} UNION
  {{ ?linkset {SSSOM.mappings} ?record ; {DCTERMS.source} ?evidence
    FILTER NOT EXISTS {{ ?record {DCTERMS.source} ?own }} }}
  ?vocabulary {DCTERMS.term("title")} ?title .
  OPTIONAL {{ ?vocabulary {OWL.versionInfo} ?version }}
  OPTIONAL {{ ?subject {SKOS.prefLabel}|{RDFS.label} ?subject_label FILTER(LANG(?subject_label) = "en") }}
  OPTIONAL {{ ?target {SKOS.prefLabel}|{RDFS.label} ?target_label FILTER(LANG(?target_label) = "en") }}
}}"""
_ABOUT = f"""SELECT * WHERE {{
  {LINKS} {DCTERMS.term("title")} ?title ; {DCTERMS.description} ?description ; {DCTERMS.license} ?licence ;
    {DCTERMS.creator} ?creator
}}"""
_STRENGTHS = {
    OWL.sameAs.value: "same",
    FOAF.focus.value: "focus",
    SKOS.exactMatch.value: "exact",
    SKOS.closeMatch.value: "close",
    SKOS.broadMatch.value: "broad",
    SKOS.narrowMatch.value: "narrow",
    SKOS.relatedMatch.value: "related",
    RDFS.seeAlso.value: "see also",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class VocabularyLink:
    """A thing of ours and an identifier elsewhere; IRIs stand in full.

    `record` describes the link, `linkset` holds it, `match` is its strength (`skos:exactMatch` …), `justification` how
    it was made (a term of SEMAPV), `comment` why it is as strong as it is, where that says more than the match. `title`
    is that of the vocabulary, `version` the one that was consulted, `evidence` where the identifier was seen: the
    record's own, else that of the whole set. `confidence` goes from 0 to 1.
    """

    record: str
    subject: str
    subject_label: str | None = None
    match: str
    target: str
    target_label: str | None = None
    justification: str
    vocabulary: str
    title: str
    version: str | None = None
    linkset: str
    confidence: float
    comment: str = ""
    evidence: tuple[str, ...]

    @property
    def strength(self) -> str:
        """The strength in a word; `see also` is no match."""
        return _STRENGTHS[self.match]


@dataclass(frozen=True, slots=True, kw_only=True)
class VocabularyLinks:
    """All links, by vocabulary and then by thing as people count, and the metadata of the set."""

    iri: str
    title: str
    description: str
    licence: str
    creator: str
    each: tuple[VocabularyLink, ...]

    def by_vocabulary(self) -> Iterator[tuple[str, tuple[VocabularyLink, ...]]]:
        """The title of each vocabulary and the links to it."""
        for title, found in groupby(self.each, key=lambda link: link.title):
            yield title, tuple(found)


def links_of(store: Store) -> VocabularyLinks:
    """The links that a store holds. Raises UnknownIri where it does not say under which licence they are."""
    found = find_links(store)
    if found is None:
        iri = store.base.here(LINKS).value
        raise UnknownIri(f"{iri} is not described; state its title, description, licence and creator")
    return found


def find_links(store: Store, *, most_rows: int | None = None) -> VocabularyLinks | None:
    """The links that a store holds, where it describes the set of them; a link has a row for each of its evidence."""
    about = next(map(_texts, store.rows(store.base.moved(_ABOUT))), None)
    if about is None:
        return None
    query = _QUERY if most_rows is None else f"{_QUERY} LIMIT {most_rows}"
    rows = sorted(map(_texts, store.rows(query)), key=itemgetter("record"))
    found = [_link(list(of_one)) for _, of_one in groupby(rows, key=itemgetter("record"))]
    each = tuple(sorted(found, key=lambda link: (link.title, natural_key(link.record))))
    return VocabularyLinks(iri=store.base.here(LINKS).value, **about, each=each)


def _link(rows: list[dict[str, Any]]) -> VocabularyLink:
    """A link from its rows, which have the names of its fields and differ in their evidence."""
    evidence = tuple(sorted({row["evidence"] for row in rows}))
    return VocabularyLink(**rows[0] | {"confidence": float(rows[0]["confidence"]), "evidence": evidence})


def _texts(row: Row) -> dict[str, Any]:
    """What stands in the columns, as far as something does."""
    return {name: term.value for name, term in row.items() if isinstance(term, NamedNode | BlankNode | Literal)}


def links_as_text(found: VocabularyLinks) -> str:
    """The links for people: under each vocabulary how many, then each with its reason and its evidence."""
    lines = []
    for title, of_one in found.by_vocabulary():
        lines += [f"{title}: {_tally(of_one)}", ""]
        for link in of_one:
            target = link.target if link.target_label is None else f"{link.target_label} <{link.target}>"
            lines += [
                f"  {link.subject_label or link.subject}",
                f"    {link.strength}: {target}",
                *([f"    {link.comment}"] if link.comment else []),
                f"    Seen in: {' '.join(link.evidence)} Confidence {link.confidence:g}.",
            ]
        lines.append("")
    return "\n".join([*lines, f"All together: {_tally(found.each)}", ""])


def _tally(found: Iterable[VocabularyLink]) -> str:
    strengths = Counter(link.strength for link in found)
    confidences = Counter(link.confidence for link in found)
    by_strength = ", ".join(f"{strengths[word]} {word}" for word in _STRENGTHS.values() if strengths[word])
    by_confidence = ", ".join(f"{count} at {value:g}" for value, count in sorted(confidences.items(), reverse=True))
    return f"{counted(strengths.total(), 'link')} ({by_strength}; confidence: {by_confidence})"


def links_as_json(found: VocabularyLinks) -> str:
    """The links for programs, with the counts by vocabulary, strength and confidence."""
    value = {
        "title": found.title,
        "licence": found.licence,
        "total": len(found.each),
        "vocabularies": [
            {
                "title": title,
                "total": len(of_one),
                "strength": dict(sorted(Counter(link.strength for link in of_one).items())),
                "confidence": {f"{n:g}": c for n, c in sorted(Counter(link.confidence for link in of_one).items())},
            }
            for title, of_one in found.by_vocabulary()
        ],
        "links": [{**asdict(link), "strength": link.strength} for link in found.each],
    }
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
