"""Links to other vocabularies: how close the match is, why, and with which confidence."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from ccwp_kg.entities.facts.entity_context import EntityContext
from ccwp_kg.entities.facts.names import Thing
from ccwp_kg.namespaces import DCTERMS, OWL, RDFS, SKOS, SSSOM

MAPPED = f"?s {OWL.annotatedSource} $subject ; ?p ?o"
"""The mapping records of the subject; each explains one link."""
MATCHES = {
    OWL.sameAs: "the same thing",
    SKOS.exactMatch: "exact match: means the same",
    SKOS.closeMatch: "close match: means nearly the same",
    SKOS.broadMatch: "broader match: means more than this",
    SKOS.narrowMatch: "narrower match: means less than this",
    SKOS.relatedMatch: "related match: has to do with this",
    RDFS.seeAlso: "see also",
}
"""How close each kind of link is, in words, the closest first."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a link was made: a sentence, where the identifier was seen, the confidence (0 to 1)."""

    mapping: Thing
    text: str
    evidence: tuple[str, ...]
    confidence: str | None


@dataclass(frozen=True, slots=True)
class OutsideLink:
    """A link to an identifier elsewhere and how close it is; without a reason if none is recorded."""

    relation: str
    target: Thing
    reason: Reason | None


@dataclass(frozen=True, slots=True)
class Outside:
    """The links to one vocabulary; None for links without a mapping record."""

    vocabulary: Thing | None
    links: tuple[OutsideLink, ...]


def outside_links(g: EntityContext) -> tuple[Outside, ...]:
    """The links of the subject by the title of their vocabulary; links without a mapping record come last."""
    mappings = {
        (match, target): mapping
        for mapping in g.facts.members(OWL.Axiom)
        for match in g.facts.things(mapping, OWL.annotatedProperty)
        for target in g.facts.things(mapping, OWL.annotatedTarget)
        if g.subject in g.facts.things(mapping, OWL.annotatedSource)
    }
    found: defaultdict[Thing | None, list[OutsideLink]] = defaultdict(list)
    for match, closeness in MATCHES.items():
        for target in g.facts.things(g.subject, match):
            mapping = mappings.get((match, target))
            vocabulary = None if mapping is None else g.thing(mapping, SSSOM.object_source)
            reason = None
            if mapping is not None:
                evidence = tuple(words.text for words in g.facts.all_words(mapping, DCTERMS.source))
                text, confidence = g.facts.text(mapping, RDFS.comment) or "", g.facts.text(mapping, SSSOM.confidence)
                reason = Reason(g.names[mapping], text, evidence, confidence)
            found[vocabulary].append(OutsideLink(closeness, g.names[target], reason))
    of_each = (Outside(vocabulary, tuple(links)) for vocabulary, links in found.items())
    return tuple(sorted(of_each, key=lambda each: "~" if each.vocabulary is None else each.vocabulary.name))
