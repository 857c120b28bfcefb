"""The dataset's description of itself, computed from its statements: VoID, DCAT-AP and PROV, to be harvested."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pyoxigraph import NamedNode, Triple

from ccwp_kg import __version__
from ccwp_kg.namespaces import CCWP, DCAT, DCTERMS, DUMPS, FOAF, OWL, PROV, RDF, RDFS, SKOS, SPDX, VOID
from ccwp_kg.publish.description.distributions import MeasuredFile, endpoint_distribution, file_distribution
from ccwp_kg.publish.description.statistics import counts, graph_counts, linkset_counts, partitions
from ccwp_kg.publish.dumps.files import Content
from ccwp_kg.publish.history.changes import describe_changes
from ccwp_kg.rdf.dataset import RELEASE
from ccwp_kg.rdf.terms import iris
from ccwp_kg.rdf.terms.literals import code, date, english

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
}
"""What the values of these properties are (DCAT-AP 3.0.1, "Controlled vocabularies" and ranges): a harvester
can check them without fetching anything."""


def describe(content: Content, files: Sequence[MeasuredFile]) -> set[Triple]:
    """Everything the release says of itself: counts, changes, and the files as distributions of this version."""
    release = iris.release(__version__)
    facts = {
        Triple(RELEASE, RDF.type, CCWP.NamedGraph),
        Triple(RELEASE, DCTERMS.term("title"), english("Description of this release, computed from its statements")),
        *counts(DATASET, content.merged),
        *partitions(DATASET, content.merged, content.prefixes),
        *graph_counts(DATASET, content.dataset),
        *linkset_counts(DATASET, content.merged),
        *_version(content),
    }
    for iri, triples in (endpoint_distribution(release), *(file_distribution(release, file) for file in files)):
        facts |= triples | {Triple(whole, DCAT.distribution, iri) for whole in (DATASET, release)}
    for measured in files:
        if measured.file.form.rdf is not None:  # VoID §3.3
            facts.add(Triple(DATASET, VOID.dataDump, NamedNode(f"{DUMPS}{measured.file.name}")))
    for changes in content.changes:
        facts |= describe_changes(changes)
    # The documents that were read, and the activities that read them (PROV-O).
    origins: dict[object, NamedNode] = {CCWP.SourceText: PROV.wasDerivedFrom, CCWP.ReadingActivity: PROV.wasGeneratedBy}
    for fact in content.merged:
        if fact.predicate == RDF.type and (origin := origins.get(fact.object)) is not None:
            facts.add(Triple(DATASET, origin, fact.subject))
    for fact in (*facts, *content.merged):
        kind = _RANGES.get(fact.predicate)
        if kind is not None and isinstance(fact.object, NamedNode):
            facts.add(Triple(fact.object, RDF.type, kind))
    return facts


def _version(content: Content) -> Iterator[Triple]:
    """The number of this version, of the dataset as such and of its state."""
    yield Triple(DATASET, OWL.versionInfo, code(__version__))
    yield Triple(DATASET, DCAT.version, code(__version__))
    yield Triple(DATASET, DCTERMS.identifier, code(DATASET.value))
    current = content.history.version(__version__)
    if current is not None:
        yield Triple(DATASET, DCTERMS.modified, date(current.issued))
        yield Triple(current.iri, DCTERMS.identifier, code(current.iri.value))
    for standard in (iris.ontology(), iris.shapes()):
        yield Triple(DATASET, DCTERMS.conformsTo, standard)
