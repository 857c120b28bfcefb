"""The dataset's description of itself, computed from its statements: VoID, DCAT-AP and PROV, to be harvested."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from pyoxigraph import Literal, NamedNode, Triple

from ccwp_kg import __version__
from ccwp_kg.formats import RDF_FORMATS
from ccwp_kg.namespaces import (
    CCWP,
    DCAT,
    DCTERMS,
    DUMPS,
    FOAF,
    ID,
    OWL,
    PROV,
    PUBLISHED,
    RDF,
    RDFS,
    SKOS,
    SPDX,
    VOID,
    W3C_FORMATS,
)
from ccwp_kg.publish.description.completion import completed
from ccwp_kg.publish.description.distributions import MeasuredFile, endpoint_distribution, file_distribution
from ccwp_kg.publish.dumps.files import Content
from ccwp_kg.publish.history.changes import describe_changes
from ccwp_kg.rdf.dataset import ABOUT, RELEASE, NamedGraphs
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.rdf.terms import iris
from ccwp_kg.rdf.terms.literals import code, date, english, integer

DATASET = iris.thing("dataset")
_RANGES = {
    DCAT.compressFormat: DCTERMS.MediaType,
    DCAT.endpointDescription: RDFS.Resource,
    DCAT.endpointURL: RDFS.Resource,
    DCAT.landingPage: FOAF.Document,
    DCAT.mediaType: DCTERMS.MediaType,
    DCAT.packageFormat: DCTERMS.MediaType,
    DCAT.theme: SKOS.Concept,
    DCAT.themeTaxonomy: SKOS.ConceptScheme,
    DCTERMS.accessRights: DCTERMS.RightsStatement,
    DCTERMS.accrualPeriodicity: DCTERMS.Frequency,
    DCTERMS.conformsTo: DCTERMS.Standard,
    DCTERMS.term("format"): DCTERMS.MediaTypeOrExtent,
    DCTERMS.language: DCTERMS.LinguisticSystem,
    DCTERMS.license: DCTERMS.LicenseDocument,
    DCTERMS.spatial: DCTERMS.Location,
    FOAF.homepage: FOAF.Document,
    SPDX.algorithm: SPDX.ChecksumAlgorithm,
    VOID.feature: VOID.TechnicalFeature,
}
"""What the values of these properties are (DCAT-AP 3.0.1, "Controlled vocabularies" and ranges): a harvester
can check them without fetching anything."""


def describe(content: Content, files: Sequence[MeasuredFile]) -> set[Triple]:
    """Everything the release says of itself: counts, changes, and the files as distributions of this version."""
    release = iris.release(__version__)
    stated = _by_predicate(content.merged)
    facts = {
        Triple(RELEASE, RDF.type, CCWP.NamedGraph),
        Triple(RELEASE, DCTERMS.term("title"), english("Description of this release, computed from its statements")),
        *counts(DATASET, content.merged),
        *partitions(DATASET, stated, content.prefixes),
        *graph_counts(DATASET, content.dataset),
        *linksets(DATASET, stated, content.prefixes),
        *_versions(content),
        *_ways_in(),
    }
    licences = sorted(
        fact.object.value
        for fact in _stated(content)
        if fact.predicate == DCTERMS.license and isinstance(fact.object, NamedNode)
    )
    licence = NamedNode(licences[0]) if licences else None
    forms = (endpoint_distribution(release, licence), *(file_distribution(release, file, licence) for file in files))
    for iri, triples in forms:
        facts |= triples | {Triple(whole, DCAT.distribution, iri) for whole in (DATASET, release)}
    for measured in files:
        if measured.file.form.rdf is not None:  # VoID §3.3
            facts.add(Triple(DATASET, VOID.dataDump, NamedNode(f"{DUMPS}{measured.file.name}")))
    for changes in content.changes:
        facts |= describe_changes(changes)
    # The documents that were read, and the activities that read them (PROV-O).
    origins: dict[object, NamedNode] = {CCWP.SourceText: PROV.wasDerivedFrom, CCWP.ReadingActivity: PROV.wasGeneratedBy}
    for fact in stated.get(RDF.type, ()):
        if (origin := origins.get(fact.object)) is not None:
            facts.add(Triple(DATASET, origin, fact.subject))
    facts = completed(facts, content.dataset, stated)
    told = _by_predicate(facts)
    for predicate, kind in _RANGES.items():
        facts |= {Triple(t.object, RDF.type, kind) for t in told.get(predicate, ()) if isinstance(t.object, NamedNode)}
    return facts


def _by_predicate(triples: Iterable[Triple]) -> Mapping[NamedNode, list[Triple]]:
    found: dict[NamedNode, list[Triple]] = {}
    for triple in triples:
        found.setdefault(triple.predicate, []).append(triple)
    return found


_OF_EVERY_VERSION = (DCAT.contactPoint, DCTERMS.accessRights, DCTERMS.creator, DCTERMS.license, DCTERMS.publisher)
_OF_THE_CURRENT_VERSION = (DCAT.keyword, DCAT.theme, DCTERMS.language, DCTERMS.spatial, DCTERMS.temporal)
"""What is said of the dataset and holds for its versions, which a harvester takes for datasets of their own."""


def _stated(content: Content) -> list[Triple]:
    """What is kept by hand of the dataset."""
    return [fact for fact in content.dataset.graphs.get(ABOUT[0], ()) if fact.subject == DATASET]


def _versions(content: Content) -> Iterator[Triple]:
    """The number of this version, of the dataset as such and of its state, and what versions have from the dataset."""
    yield Triple(DATASET, OWL.versionInfo, code(__version__))
    yield Triple(DATASET, DCAT.version, code(__version__))
    yield Triple(DATASET, DCTERMS.identifier, code(DATASET.value))
    for standard in (iris.ontology(), iris.shapes()):
        yield Triple(DATASET, DCTERMS.conformsTo, standard)
    said = _stated(content)
    for version in content.history.versions:
        is_current = version.number == __version__
        shared = {*_OF_EVERY_VERSION, *(_OF_THE_CURRENT_VERSION if is_current else ())}
        if is_current:
            yield Triple(DATASET, DCTERMS.modified, date(version.issued))
        yield Triple(version.iri, DCTERMS.identifier, code(version.iri.value))
        yield Triple(version.iri, DCAT.landingPage, NamedNode(f"{PUBLISHED}doc/{iris.reference(version.iri)}"))
        yield from (Triple(version.iri, fact.predicate, fact.object) for fact in said if fact.predicate in shared)


def _ways_in() -> Iterator[Triple]:
    """Where the dataset is described and searched, and the formats of its documents (VoID §2.5, §3.5, §6.1)."""
    document = NamedNode(f"{PUBLISHED}catalog")
    yield Triple(document, RDF.type, VOID.DatasetDescription)
    yield Triple(document, DCTERMS.term("title"), english("The catalogue, as a document"))
    yield Triple(document, FOAF.primaryTopic, DATASET)
    yield Triple(DATASET, VOID.openSearchDescription, NamedNode(f"{PUBLISHED}opensearch.xml"))
    for form in RDF_FORMATS:
        yield Triple(DATASET, VOID.feature, W3C_FORMATS.term(form.w3c_name))


def counts(subject: NamedNode, triples: Collection[Triple]) -> Iterator[Triple]:
    """How many statements, own things, subjects, objects, properties and classes (VoID §4.2)."""
    subjects = {triple.subject for triple in triples}
    own = sum(isinstance(thing, NamedNode) and thing.value.startswith(ID) for thing in subjects)
    numbers = {
        VOID.triples: len(triples),
        VOID.entities: own,
        VOID.distinctSubjects: len(subjects),
        VOID.distinctObjects: len({triple.object for triple in triples}),
        VOID.properties: len({triple.predicate for triple in triples}),
        VOID.classes: len({triple.object for triple in triples if triple.predicate == RDF.type}),
    }
    for predicate, number in numbers.items():
        yield Triple(subject, predicate, integer(number))


def partitions(
    subject: NamedNode, stated: Mapping[NamedNode, Sequence[Triple]], prefixes: Prefixes
) -> Iterator[Triple]:
    """How many things of each class, how many statements of each property (VoID §4.3), and the vocabularies used.

    `stated` are the statements by their property.
    """
    classes = Counter(t.object for t in stated.get(RDF.type, ()) if isinstance(t.object, NamedNode))
    properties = {predicate: len(triples) for predicate, triples in stated.items()}
    for kind, counter, unit in (("class", classes, VOID.entities), ("property", properties, VOID.triples)):
        for term, count in counter.items():
            partition = iris.part(subject, kind, _step(prefixes.shorten(term.value)))
            yield Triple(subject, VOID.term(f"{kind}Partition"), partition)
            yield Triple(partition, VOID.term(kind), term)
            yield Triple(partition, unit, integer(count))
            pair = prefixes.split(term.value)
            if pair is not None:
                yield Triple(subject, VOID.vocabulary, NamedNode(prefixes.namespace(pair[0])))


def graph_counts(subject: NamedNode, dataset: NamedGraphs) -> Iterator[Triple]:
    """Each named graph as a subset, with its number of statements."""
    for graph, triples in dataset.graphs.items():
        yield Triple(subject, VOID.subset, graph)
        yield Triple(graph, RDF.type, VOID.Dataset)
        yield Triple(graph, VOID.triples, integer(len(triples)))


def linksets(subject: NamedNode, stated: Mapping[NamedNode, Sequence[Triple]], prefixes: Prefixes) -> Iterator[Triple]:
    """The links to and from each vocabulary elsewhere: a subset for each direction and property, counted (VoID §5).

    A link has one end here and one there, by what their IRIs begin with. As in VoID, a class is no link.
    """
    described = [(t.object, t.subject) for t in stated.get(VOID.uriSpace, ())]
    spaces = {
        space.value: vocabulary
        for space, vocabulary in described
        if isinstance(space, Literal) and isinstance(vocabulary, NamedNode)
    }
    starts = tuple(spaces)
    links: Counter[tuple[str, str, NamedNode]] = Counter()
    for predicate in stated.keys() - {RDF.type}:
        for t in stated[predicate]:
            for here, there, way in ((t.subject, t.object, "to"), (t.object, t.subject, "from")):
                if _begins(here, ID) and _begins(there, starts):
                    links[next(space for space in starts if _begins(there, space)), way, predicate] += 1
    for (space, way, predicate), count in links.items():
        vocabulary = spaces[space]
        name = _step(vocabulary.value.removeprefix(f"{ID}vocabulary/"))
        linkset = iris.part(subject, "linkset", name, way, _step(prefixes.shorten(predicate.value)))
        ends = (subject, vocabulary) if way == "to" else (vocabulary, subject)
        yield Triple(subject, VOID.subset, linkset)
        yield Triple(linkset, RDF.type, VOID.Linkset)
        yield Triple(linkset, VOID.linkPredicate, predicate)
        yield Triple(linkset, VOID.subjectsTarget, ends[0])
        yield Triple(linkset, VOID.objectsTarget, ends[1])
        yield Triple(linkset, VOID.triples, integer(count))


def _begins(term: object, starts: str | tuple[str, ...]) -> bool:
    return isinstance(term, NamedNode) and term.value.startswith(starts)


def _step(text: str) -> str:
    """A text as a step of an IRI."""
    return re.sub(r"[^A-Za-z0-9_.-]+", "-", text)
