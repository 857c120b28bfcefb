"""The rich module of the ontology: domains, ranges, single values from shapes; inverse and disjoint terms by table.

The SEMIC style guide wants a light core, and allows heavier modules beside it that are generated and stay consistent
(SC-R2). A reasoner that imports this one finds contradictions and fills in classes. It is a file of its own and no part
of `graph/ontology`, of the default graph or of a dump: who merely loads the data must not get, from an engine that
reasons by itself, statements that no source makes.

Ranges name datatypes as the shapes do. `xsd:date`, `xsd:duration` and `rdf:langString` are none of the datatypes that
OWL 2 prescribes (§4 of its structural specification): a strict reasoner has to be told to pass over them.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterable, Iterator

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from ccwp_kg.build.ontology.axioms import signatures
from ccwp_kg.errors import InvalidTurtle
from ccwp_kg.namespaces import BIBO, CCWP, DCTERMS, OWL, PUBLISHED, RDF, RDFS, VANN
from ccwp_kg.rdf.terms.literals import english

CORE = NamedNode(f"{PUBLISHED}ontology")
RICH = NamedNode(f"{PUBLISHED}ontology/rich")
SHAPES = NamedNode(f"{PUBLISHED}shapes")

INVERSES = (("correctsDocument", "hasCorrigendum"), ("precededBy", "succeededBy"), ("followsUp", "followedUpBy"))
"""Properties of which the shapes demand that the second holds only where the first does.

The second is read, and demanded where the first holds, or `ontology/rules/` add it.

A plan's actions are no such pair: `hasAction` says that its annex lists the action, `partOfPlan` holds of actions known
only from a mention, too.
"""

PARTITIONS = (
    # What kind of thing it is. Classes between two bars may share things, those on two sides of one never do.
    (
        "Organisation PartyGroup ProjectGroup | ActionPlan | Action"
        " | CouncilDocument DocumentFamily LegalInstrument OfficialJournalReference PlanDocument"
        " | SourceText"
        " | ActionReference Citation ColumnDefinition CoverEntry ExpectedDecision ExpectedProduct FieldSilence"
        " ImplementationRule Mention ObjectiveListing OtherEntry"
        " ObjectiveAssignment Paragraph PartyInvolvement PossibleOutcome Section Span Statement SubjectAssignment"
        " TermsOfReference"
        " | DomainConcept StrategicObjective WorkArea | SubjectCode | Meeting | ReadingActivity | ReadingIssue"
        " | Correction InferenceRule | ChangeSet NamedGraph Release"
    ),
    # A body is of exactly one kind (ccwpsh:Organisation-kind), and each kind has its class.
    "Agency | Committee | DirectorateGeneral | Institution | InternationalOrganisation | Service | WorkingParty",
    # An entry stands in one column of the annex. What an indicator names may be a document: it stands not above.
    "ObjectiveAssignment | PartyInvolvement | PerformanceIndicator | PossibleOutcome",
    # A body is named for it, or none.
    "ExpectedDecision | ExpectedProduct",
    # One that acts in its own name, or several that are named together without being listed.
    "Organisation | PartyGroup",
    # One version of a document, or all of them.
    "CouncilDocument | DocumentFamily",
    # A state of the dataset, or the difference of two.
    "ChangeSet | Release",
    # An aim, or a field of work.
    "StrategicObjective | WorkArea",
)
"""Classes that share nothing, by their definitions.

Declared, not derived: shapes tell the things of two classes apart by their IRIs alone, and one thing may have two IRIs.
"""

_DESCRIPTION = (
    "What a reasoner may conclude from the terms of the ontology: to which classes subjects and values of properties "
    "belong, which properties have one value at most, which are inverse to each other, which classes share nothing. "
    "Generated, the first two from the SHACL shapes; the light ontology it imports stands without it."
)
_OF_THE_CORE = (
    BIBO.status,
    DCTERMS.contributor,
    DCTERMS.created,
    DCTERMS.creator,
    DCTERMS.issued,
    DCTERMS.license,
    DCTERMS.modified,
    DCTERMS.publisher,
    OWL.versionInfo,
    VANN.preferredNamespacePrefix,
    VANN.preferredNamespaceUri,
)
_KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)


def rich_module(ontology: Iterable[Triple], shapes: Iterable[Triple]) -> frozenset[Triple]:
    """The module for a core ontology (header, classes, properties) and the shapes that constrain its terms.

    It has the version, dates and people of the core, declares the terms again, so that it can be read alone, and says
    nothing of terms that are not our own. Raises InvalidTurtle where the header of the core lacks what this one needs.
    """
    core = frozenset(ontology)
    declarations = (triple for triple in core if triple.predicate == RDF.type and triple.object in _KINDS)
    return frozenset(itertools.chain(_header(core), declarations, _properties(core, shapes), _disjoint()))


def _header(core: Collection[Triple]) -> Iterator[Triple]:
    title = _stated(core, DCTERMS.term("title"))
    titles = title, f"{title}, rich module"
    versions = _stated(core, OWL.versionIRI), f"{RICH.value}/{_stated(core, OWL.versionInfo)}"
    citation = _stated(core, DCTERMS.bibliographicCitation).replace(*titles).replace(*versions)
    yield Triple(RICH, RDF.type, OWL.Ontology)
    yield Triple(RICH, RDFS.label, english(f"{_stated(core, RDFS.label)}, rich module"))
    yield Triple(RICH, DCTERMS.term("title"), english(titles[1]))
    yield Triple(RICH, DCTERMS.description, english(_DESCRIPTION))
    yield Triple(RICH, DCTERMS.bibliographicCitation, english(citation))
    yield Triple(RICH, DCTERMS.source, SHAPES)
    yield Triple(RICH, OWL.imports, CORE)
    yield Triple(RICH, OWL.versionIRI, NamedNode(versions[1]))
    for triple in core:
        if triple.subject == CORE and triple.predicate in _OF_THE_CORE:
            yield Triple(RICH, triple.predicate, triple.object)


def _stated(core: Collection[Triple], predicate: NamedNode) -> str:
    """What the header of the core says, once."""
    for triple in core:
        if triple.subject == CORE and triple.predicate == predicate and isinstance(triple.object, NamedNode | Literal):
            return triple.object.value
    raise InvalidTurtle(f"ontology/ccwp.ttl does not state {predicate} of {CORE}; add it to the header")


def _properties(core: Collection[Triple], shapes: Iterable[Triple]) -> Iterator[Triple]:
    for name, signature in signatures(core, shapes).items():
        if signature.domain is not None:
            yield Triple(name, RDFS.domain, signature.domain)
        if signature.range is not None:
            yield Triple(name, RDFS.range, signature.range)
        if signature.is_functional:
            yield Triple(name, RDF.type, OWL.FunctionalProperty)
    for one, other in INVERSES:
        yield Triple(CCWP.term(one), OWL.inverseOf, CCWP.term(other))


def _disjoint() -> Iterator[Triple]:
    for partition in PARTITIONS:
        groups = [[CCWP.term(name) for name in line.split()] for line in partition.split("|")]
        if [len(group) for group in groups] == [1, 1]:  # OWL 2 Mapping to RDF §2.1: two classes need no list
            yield Triple(groups[0][0], OWL.disjointWith, groups[1][0])
            continue
        members: list[NamedNode | BlankNode] = []
        for group in groups:
            union = BlankNode()
            members.append(group[0] if len(group) == 1 else union)
            if len(group) > 1:
                yield Triple(union, RDF.type, OWL.Class)
                yield from _list(union, OWL.unionOf, group)
        axiom = BlankNode()
        yield Triple(axiom, RDF.type, OWL.AllDisjointClasses)
        yield from _list(axiom, OWL.members, members)


def _list(subject: BlankNode, predicate: NamedNode, members: Iterable[NamedNode | BlankNode]) -> Iterator[Triple]:
    """A statement about a list (RDF Schema §5.2)."""
    for member in members:
        cell = BlankNode()
        yield Triple(subject, predicate, cell)
        yield Triple(cell, RDF.first, member)
        subject, predicate = cell, RDF.rest
    yield Triple(subject, predicate, RDF.nil)
