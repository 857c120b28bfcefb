"""Portraits as tables: each field says where it is read, of the thing that the portrait, or a part of it, is of.

Several show what documents say of the thing, property by property, what they ask bodies to do, and its links to other
vocabularies: how close each match is, why, and with which confidence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field, fields
from typing import Any, TypeVar, cast
from urllib.parse import unquote

from pyoxigraph import NamedNode

from ccwp_kg.entities.facts.entity_context import EntityContext
from ccwp_kg.entities.facts.evidence import Grounds, Prose, merged
from ccwp_kg.entities.facts.facts import Thing, Words
from ccwp_kg.entities.facts.inferences import derivations
from ccwp_kg.namespaces import CCWP, DCTERMS, FOAF, OWL, RDF, RDFS, SKOS, SSSOM
from ccwp_kg.rdf.terms.labels import TITLE

_T = TypeVar("_T")


def draw(kind: type[_T], g: EntityContext, of: NamedNode) -> _T:
    """A portrait, or a part of one, with all its fields read."""
    return kind(**{each.name: each.metadata["read"](g, of) for each in fields(cast(Any, kind))})


def by(function: Callable[[EntityContext, NamedNode], _T]) -> _T:
    """What a function reads."""
    found: _T = field(metadata={"read": function})
    return found


def thing(predicate: NamedNode) -> Thing | None:
    """The first value of a property, with its name."""
    return by(lambda g, of: g.thing(of, predicate))


def things(predicate: NamedNode) -> tuple[Thing, ...]:
    """The values of a property, with names."""
    return by(lambda g, of: g.things(of, predicate))


def pointing(predicate: NamedNode) -> tuple[Thing, ...]:
    """What points to it with a property."""
    return by(lambda g, of: g.pointing(predicate, of))


def text(predicate: NamedNode) -> str | None:
    """The characters of the first literal."""
    return by(lambda g, of: g.facts.text(of, predicate))


def texts(predicate: NamedNode) -> tuple[str, ...]:
    """The characters of all literals."""
    return by(lambda g, of: tuple(words.text for words in g.facts.all_words(of, predicate)))


def words(predicate: NamedNode) -> Words | None:
    """The first literal."""
    return by(lambda g, of: g.facts.words(of, predicate))


def all_words(predicate: NamedNode) -> tuple[Words, ...]:
    """All literals."""
    return by(lambda g, of: tuple(g.facts.all_words(of, predicate)))


def number(predicate: NamedNode) -> int | None:
    """The first literal that is a whole number."""
    return by(lambda g, of: g.facts.number(of, predicate))


def parts(kind: type[_T], of_class: NamedNode) -> tuple[_T, ...]:
    """The parts of a class, drawn."""
    return by(lambda g, _: tuple(draw(kind, g, part) for part in g.parts(of_class)))


def rules() -> tuple[str, ...]:
    """The rules that led to some of it, in words."""
    return by(lambda g, of: derivations(g.facts, of, g.rules))


STATEMENTS = f"?s {RDF.subject} $subject ; ?p ?o"
"""The pattern of the statements about a thing."""

_IN_ITS_HEAD = {TITLE, CCWP.actionNumber, CCWP.ordinal}
"""What the heading of a page says already."""


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A property and its value, which is a thing or words, and all places that state it."""

    property: Thing
    thing: Thing | None
    value: Words | None
    evidence: Grounds


def statements(g: EntityContext, of: NamedNode) -> tuple[StatementRow, ...]:
    """What is stated of a thing, in the order of the documents: what several passages say is one row."""
    said: defaultdict[tuple[NamedNode, Thing | None, Words | None], list[Grounds]] = defaultdict(list)
    for statement in g.facts.pointing(RDF.subject, of):
        predicate = g.facts.thing(statement, RDF.predicate)
        if predicate is not None and predicate not in _IN_ITS_HEAD:
            value = (g.thing(statement, RDF.object), g.facts.words(statement, RDF.object))
            said[predicate, *value].append(g.grounds(statement))
    rows = [
        StatementRow(g.names[predicate], thing, value, merged(behind))
        for (predicate, thing, value), behind in said.items()
    ]
    return tuple(sorted(rows, key=lambda row: row.evidence.places))


@dataclass(frozen=True, slots=True)
class RequestView:
    """What the document of a page, or that of its plan, asks a body to do, in its words."""

    kind: Thing | None = thing(CCWP.expectsDecision)
    text: Prose = by(EntityContext.prose)
    evidence: Grounds = by(EntityContext.grounds)
    by: Thing | None = thing(CCWP.decisionBy)  # the last one: in this class it hides the function of that name


_ENDS = f"{OWL.annotatedSource}|{OWL.annotatedTarget}"
_OF_SETS = f"{DCTERMS.relation}, {DCTERMS.source}, {RDFS.comment}"
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
    """The links of a thing by the title of their vocabulary; links without a mapping record come last.

    An address in two spellings, one of which escapes characters that may stand in it, is one link.
    """
    mappings = _mappings(g, subject)
    links = {(match, target) for match in MATCHES for target in g.facts.things(subject, match)} | mappings.keys()
    found: defaultdict[Thing | None, list[OutsideLink]] = defaultdict(list)
    order = list(MATCHES)
    in_order = sorted(links, key=lambda link: (order.index(link[0]), link[1].value))
    for match, target in {(match, unquote(target.value)): (match, target) for match, target in in_order}.values():
        mapping = mappings.get((match, target))
        vocabulary = reason = None
        if mapping is not None:
            linksets = g.facts.pointing(SSSOM.mappings, mapping)
            vocabulary = next(filter(None, (g.thing(linkset, DCTERMS.relation) for linkset in linksets)), None)
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
