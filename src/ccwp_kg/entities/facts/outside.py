"""Links to other vocabularies: how close the match is, why, and with which confidence."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from pyoxigraph import NamedNode

from ccwp_kg.entities.facts.entity_context import EntityContext
from ccwp_kg.entities.facts.facts import Thing
from ccwp_kg.namespaces import DCTERMS, FOAF, OWL, RDFS, SKOS, SSSOM, VOID

_ENDS = f"{OWL.annotatedSource}|{OWL.annotatedTarget}"
_OF_SETS = f"{VOID.objectsTarget}, {DCTERMS.source}, {RDFS.comment}"
MAPPED = (
    f"?s {_ENDS} $subject ; ?p ?o",
    # A set of links holds up to a hundred mappings: those of the subject alone, and the vocabulary, the evidence and
    # the reason of the set.
    f"?o {_ENDS} $subject . ?s ?p ?o FILTER(?p IN ({SSSOM.mappings}))",
    f"?mapping {_ENDS} $subject . ?s {SSSOM.mappings} ?mapping ; ?p ?o FILTER(?p IN ({_OF_SETS}))",
)
"""The mapping records of the subject, each of which explains one link, and the sets of links that hold them."""
MATCHES = {
    OWL.sameAs: "the same thing",
    FOAF.focus: "a concept that stands for this",
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
    """Why a link was made: a sentence, where the identifier was seen, the confidence (0 to 1).

    The sentence is what the kind of link means where nothing else is to say.
    """

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


def outside_links(g: EntityContext, subject: NamedNode) -> tuple[Outside, ...]:
    """The links of a thing by the title of their vocabulary; links without a mapping record come last."""
    mappings = _mappings(g, subject)
    links = {(match, target) for match in MATCHES for target in g.facts.things(subject, match)} | mappings.keys()
    found: defaultdict[Thing | None, list[OutsideLink]] = defaultdict(list)
    order = list(MATCHES)
    for match, target in sorted(links, key=lambda link: (order.index(link[0]), link[1].value)):
        mapping = mappings.get((match, target))
        vocabulary = reason = None
        if mapping is not None:
            linksets = g.facts.pointing(SSSOM.mappings, mapping)
            vocabulary = next(filter(None, (g.thing(linkset, VOID.objectsTarget) for linkset in linksets)), None)
            evidence = tuple(words.text for words in g.facts.all_words(mapping, DCTERMS.source)) or tuple(
                words.text for linkset in linksets for words in g.facts.all_words(linkset, DCTERMS.source)
            )
            text = next(
                filter(None, (g.facts.text(each, RDFS.comment) for each in (mapping, *linksets))), MATCHES[match]
            )
            confidence = g.facts.text(mapping, SSSOM.confidence)
            reason = Reason(g.names[mapping], text, evidence, confidence)
        found[vocabulary].append(OutsideLink(MATCHES[match], g.names[target], reason))
    of_each = (Outside(vocabulary, tuple(links)) for vocabulary, links in found.items())
    return tuple(sorted(of_each, key=lambda each: "~" if each.vocabulary is None else each.vocabulary.name))


def _mappings(g: EntityContext, subject: NamedNode) -> dict[tuple[NamedNode, NamedNode], NamedNode]:
    """Link and other end → the mapping record that explains it; a focus leads from the concept to the subject."""
    found: dict[tuple[NamedNode, NamedNode], NamedNode] = {}
    for mapping in g.facts.members(OWL.Axiom):
        for match in MATCHES.keys() & set(g.facts.things(mapping, OWL.annotatedProperty)):
            near, far = OWL.annotatedSource, OWL.annotatedTarget
            if match == FOAF.focus:
                near, far = far, near
            if subject in g.facts.things(mapping, near):
                found |= {(match, end): mapping for end in g.facts.things(mapping, far)}
    return found
