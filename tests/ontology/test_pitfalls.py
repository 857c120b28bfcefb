"""The pitfalls of OOPS! (https://oops.linkeddata.es/catalogue.jsp, P01 to P41) that a program can look for.

Looked at are the light core, the rich module and the alignments together, as an editor of ontologies would open them.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable

import pytest
import rdflib.namespace
from ontology_graphs import (
    ALIGNMENTS,
    CLASSES,
    CORE,
    CORE_IRI,
    EXAMPLES,
    KINDS,
    LINKS,
    PROPERTIES,
    RICH,
    RICH_IRI,
    Node,
    above,
    data,
    disjoint,
    name,
    objects,
    pairs,
)
from pyoxigraph import NamedNode

from ccwp_kg.namespaces import CCWP, DCTERMS, OWL, PUBLISHED, RDF, RDFS, SKOS, VANN

ALL = (*CORE, *RICH, *ALIGNMENTS)
LABELS = {subject: label.value for subject, label in pairs(CORE, RDFS.label) if subject in KINDS}
DEFINITIONS = {subject: text.value for subject, text in pairs(CORE, SKOS.definition) if subject in KINDS}
PARENTS = [*pairs(ALL, RDFS.subClassOf), *pairs(ALL, RDFS.subPropertyOf)]
DOMAINS, RANGES, INVERSES = pairs(RICH, RDFS.domain), pairs(RICH, RDFS.range), pairs(RICH, OWL.inverseOf)

SEVERAL = "things of several classes have it"
NO_DOMAIN = dict.fromkeys(
    [
        *[
            "acronym",
            "aimAsPrinted",
            "basedOn",
            "characterises",
            "citesDocument",
            "condition",
            "derivedByRule",
            "discussedBy",
        ],
        *["documentedIn", "givesReason", "preparedBy"],
        *[
            "expectsProduct",
            "fileName",
            "hasActionReference",
            "hasCitation",
            "hasCorrection",
            "hasSpan",
            "mentions",
            "namesAsExample",
            "namesQuantity",
            "namesTime",
            "page",
        ],
        *[
            "position",
            "printedForm",
            "printedNumber",
            "profile",
            "readFrom",
            "reportsThat",
            "wording",
            "recurrence",
            "runsFor",
        ],
        *["sha256", "status", "text"],
    ],
    SEVERAL,
)
EITHER = "its values are of one class or another, and a union needs a blank node"
WHEN = "a day, a month or a year, as exactly as the text says"
NO_RANGE = {
    "addsThing": "anything can be added",
    "approvedOn": WHEN,
    "basedOn": EITHER,
    "changesThing": "anything can be changed",
    "citedDocument": EITHER,
    "citesDocument": EITHER,
    "concernsParty": EITHER,
    "correctThing": "anything can be meant",
    "correctedProperty": "a property of any vocabulary, of which we define no class",
    "correctedResource": "anything can be corrected",
    "decisionBy": EITHER,
    **dict.fromkeys(["deadline", "reviewedOn", "scheduledFrom", "startDate"], WHEN),
    **dict.fromkeys(["namesTime", "recurrence"], "a date, a length of time or words"),
    "discussedBy": EITHER,
    "documentedIn": EITHER,
    "followsUp": "it has that of the property above it",
    "involvedParty": EITHER,
    "mentionedIn": "any part can name a thing",
    "mentions": "anything can be named",
    "namesAsExample": EITHER,
    "preparedBy": EITHER,
    "replacedThing": "anything can be misread",
    "takesIntoAccount": EITHER,
    "withdrawsThing": "anything can be withdrawn",
}
UNCONNECTED = {
    "CoverEntry": "what is said of it is said of other parts of a document, too, and a union needs a blank node",
    "ExpectedProduct": "what is said of it is said of expected decisions, too, and a union needs a blank node",
    "Statement": "it is said with RDF's own words for statements",
    "NamedGraph": "what is said of a graph is said with properties of DCMI and PROV",
    "PartyGroup": "it is one of two kinds of party, and a union needs a blank node",
    "ProjectGroup": "the plan foresees project groups and names none",
}
FOR_THE_REST = {"OtherEntry": "what a column holds that the ontology has no word for is kept, so that nothing is lost"}
BY_CHANCE = {frozenset((CCWP.continuesWorkOf, CCWP.followedUpBy))}
"""No chain of actions in the data is longer than one step yet."""


def duplicates(values: Iterable[str]) -> list[str]:
    return [value for value, times in Counter(values).items() if times > 1]


def used(*terms: NamedNode) -> list[object]:
    """Statements with, or about, a construct that has no place here."""
    return [t for t in ALL if t.predicate in terms or t.object in terms]


def repeated(axioms: list[tuple[Node, Node]]) -> list[str]:
    return duplicates(name(term) for term, _ in axioms)


def bad_names() -> list[str]:
    forms = {OWL.Class: r"[A-Z][a-z0-9]+([A-Z][a-z0-9]+)*"}
    return [name(t) for t, kind in KINDS.items() if not re.fullmatch(forms.get(kind, r"[a-z][A-Za-z0-9]*"), name(t))]


def named_like(pattern: str) -> list[str]:
    return [name(term) for term in KINDS if re.search(pattern, name(term))]


def one_sided_inverses() -> list[object]:
    """Inverse properties whose domain is not the other's range; one without a range has that of a property above."""
    domain, values = dict(DOMAINS), dict(RANGES)
    values |= {p: values[q] for p in PROPERTIES - set(values) for q in above(p, PARENTS) if q in values}
    return [(p, q) for p, q in INVERSES if (domain[p], values[p]) != (values[q], domain[q])]


def undeclared_inverses() -> set[frozenset[Node]]:
    """Pairs of our properties that mirror each other in all the data and are not declared, or the other way round."""
    said: defaultdict[Node, set[tuple[Node, Node]]] = defaultdict(set)
    for t in data():
        if t.predicate in LINKS:
            said[t.predicate].add((t.subject, t.object))
    mirrored = {(p, q) for p in said for q in said if said[p] == {(b, a) for a, b in said[q]}}
    return ({frozenset(pair) for pair in mirrored} ^ {frozenset(pair) for pair in INVERSES}) - BY_CHANCE


def without_disjointness() -> list[str]:
    stated = {term for pair in disjoint(RICH) for term in pair}
    return [name(c) for c in CLASSES if not stated & {c, *above(c, PARENTS)}]


def cycles() -> list[str]:
    return [name(term) for term in KINDS if term in above(term, PARENTS)]


def unconnected() -> set[str]:
    related = {term for axioms in (DOMAINS, RANGES, pairs(CORE, RDFS.subClassOf)) for pair in axioms for term in pair}
    return {name(term) for term in CLASSES - related}


def swapped_annotations() -> list[str]:
    """A label is a few words, a definition a sentence with its full stop."""
    return [
        name(term)
        for term in KINDS
        if LABELS[term].endswith(".") or len(LABELS[term].split()) > 5 or not DEFINITIONS[term].endswith(".")
    ]


def recursive() -> list[str]:
    return [name(a) for a, b in [*PARENTS, *DOMAINS, *RANGES] if a == b]


def untyped_classes() -> set[str]:
    """Classes of ours that something refers to, in the ontology, its examples or the data, and nothing declares."""
    axioms = [*pairs(ALL, RDFS.subClassOf), *DOMAINS, *RANGES, *pairs((*EXAMPLES, *data()), RDF.type)]
    referred = {b for _, b in axioms} | {term for pair in disjoint(ALL) for term in pair}
    return {name(t) for t in referred - CLASSES if t.value.startswith(CCWP)}


def untyped_properties() -> set[str]:
    referred = {t.predicate for t in (*ALL, *EXAMPLES, *data())} | {b for _, b in pairs(ALL, RDFS.subPropertyOf)}
    referred |= {term for pair in INVERSES for term in pair} | {a for a, _ in (*DOMAINS, *RANGES)}
    return {name(t) for t in referred - PROPERTIES if t.value.startswith(CCWP)}


def hijacked() -> set[str]:
    """Statements about terms of others, and terms of others that they do not have, as far as rdflib knows them."""
    named = {t.subject.value for t in ALL if isinstance(t.subject, NamedNode)}
    about = {iri for iri in named if not iri.startswith(PUBLISHED)}
    closed = [rdflib.namespace.ORG, rdflib.namespace.PROV, rdflib.namespace.SKOS, rdflib.namespace.VOID]
    closed += [rdflib.namespace.DCTERMS, rdflib.namespace.OWL, rdflib.namespace.RDFS, rdflib.namespace.VANN]
    referred = {term.value for t in ALL for term in (t.predicate, t.object) if isinstance(term, NamedNode)}
    return about | {iri for space in closed for iri in referred if iri.startswith(str(space)) and iri not in space}


def with_file_extension() -> list[str]:
    iris = [CORE_IRI, RICH_IRI, *KINDS]
    return [iri.value for iri in iris if re.search(r"\.(owl|rdf|ttl|n3|rdfxml|jsonld)\b", iri.value)]


def ambiguous_namespace() -> list[object]:
    spaces = {term.value.rpartition("#")[0] + "#" for term in KINDS}
    stated = {value.value for iri in (CORE_IRI, RICH_IRI) for value in objects(ALL, iri, VANN.preferredNamespaceUri)}
    return [] if spaces == stated == {str(CCWP)} else [spaces, stated]


DATATYPES = "String|Text|Integer|Number|Boolean|Date|DateTime|Duration|Literal|Uri|Iri"
FINDS: dict[str, Callable[[], Iterable[object]]] = {
    "P02 synonyms as classes": lambda: used(OWL.equivalentClass),
    "P03 a relation 'is'": lambda: named_like(r"^(is|isA|kindOf)$"),
    "P04 unconnected elements": lambda: unconnected() ^ set(UNCONNECTED),
    "P05 wrong inverses": one_sided_inverses,
    "P06 cycles in the hierarchy": cycles,
    "P07 two concepts in one class": lambda: named_like(r"[a-z](And|Or)[A-Z]"),
    "P08 missing annotations": lambda: set(KINDS) ^ (set(LABELS) & set(DEFINITIONS)),
    "P10 missing disjointness": without_disjointness,
    "P11 missing domain": lambda: {name(p) for p in PROPERTIES - {p for p, _ in DOMAINS}} ^ set(NO_DOMAIN),
    "P11 missing range": lambda: {name(p) for p in PROPERTIES - {p for p, _ in RANGES}} ^ set(NO_RANGE),
    "P12 equivalent properties": lambda: duplicates(LABELS[p].casefold() for p in PROPERTIES),
    "P13 missing inverses": undeclared_inverses,
    "P14 only instead of some": lambda: used(OWL.allValuesFrom),
    "P15 some not instead of not some": lambda: used(OWL.complementOf),
    "P16 a primitive class for a defined one": lambda: used(OWL.someValuesFrom, OWL.hasValue),
    "P19 several domains or ranges": lambda: [*repeated(DOMAINS), *repeated(RANGES)],
    "P20 annotations swapped": swapped_annotations,
    "P21 a class for the rest": lambda: [
        term for term in named_like(r"^(Other|Misc|Unknown|Various|Rest)|(Other|Misc)$") if term not in FOR_THE_REST
    ],
    "P22 mixed naming conventions": bad_names,
    "P23 a datatype as a class": lambda: named_like(rf"^({DATATYPES})$"),
    "P24 recursive definitions": recursive,
    "P25 inverse to itself": lambda: [p for p, q in INVERSES if p == q],
    "P26 inverse of a symmetric property": lambda: used(OWL.SymmetricProperty),
    "P27 wrong equivalent properties": lambda: used(OWL.equivalentProperty),
    "P28 wrong symmetric properties": lambda: used(OWL.SymmetricProperty),
    "P29 wrong transitive properties": lambda: used(OWL.TransitiveProperty),
    "P31 wrong equivalent classes": lambda: used(OWL.equivalentClass),
    "P32 classes with the same label": lambda: duplicates(LABELS[c].casefold() for c in CLASSES),
    "P33 a chain of one property": lambda: used(OWL.propertyChainAxiom),
    "P34 untyped classes": untyped_classes,
    "P35 untyped properties": untyped_properties,
    "P36 a file extension in an IRI": with_file_extension,
    "P38 no declaration of the ontology": lambda: (
        {CORE_IRI, RICH_IRI} ^ {s for s, o in pairs(ALL, RDF.type) if o == OWL.Ontology}
    ),
    "P39 an ambiguous namespace": ambiguous_namespace,
    "P40 namespace hijacking": hijacked,
    "P41 no licence": lambda: [iri for iri in (CORE_IRI, RICH_IRI) if not objects(ALL, iri, DCTERMS.license)],
}
ELSEWHERE = {
    "P01": "whether a term has one sense is for a reader to say",
    "P09": "whether a part of the domain is missing is asked by the competency questions",
    "P17": "test_declared_terms_are_used: a class without instances is listed with its reason",
    "P18": "test_rich_module: no statement of the data lies outside a domain or range",
    "P30": "whether a class of others means the same is for a reader to say; the alignments state what is broader",
    "P37": "test_fair: the ontology is fetched, as data and as a page",
}


@pytest.mark.parametrize("pitfall", FINDS)
def test_pitfall_is_avoided(pitfall: str) -> None:
    """The search for a pitfall finds nothing, or just what is listed with a reason."""
    assert [] == list(FINDS[pitfall]())


def test_every_pitfall_is_looked_at() -> None:
    """P01 to P41: each is searched for here, or it is said where it is looked at."""
    assert {f"P{number:02}" for number in range(1, 42)} == {pitfall[:3] for pitfall in FINDS} | set(ELSEWHERE)
    assert {pitfall[:3] for pitfall in FINDS}.isdisjoint(ELSEWHERE)
