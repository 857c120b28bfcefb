"""The dataset's description of itself, computed from its statements: VoID counts and DCAT distributions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Triple

from ccwp_kg import __version__
from ccwp_kg.namespaces import BASE, CCWP, DCAT, DCTERMS, ID, OWL, RDF, SPDX, VOID, Namespace
from ccwp_kg.publish.changes import describe_changes
from ccwp_kg.publish.files import Content, PublishedFile
from ccwp_kg.rdf import iris
from ccwp_kg.rdf.dataset import RELEASE
from ccwp_kg.rdf.literals import code, date, english, integer, typed
from ccwp_kg.rdf.prefixes import Prefixes

DATASET = iris.thing("dataset")
_FILE_TYPE = Namespace("http://publications.europa.eu/resource/authority/file-type/")
_IANA = Namespace("https://www.iana.org/assignments/media-types/")
_GZIP = "application/gzip"


@dataclass(frozen=True, slots=True)
class MeasuredFile:
    """A file of a release as it was written: what it is, its size in bytes and its sha256."""

    file: PublishedFile
    size: int
    sha256: str


def describe(content: Content, files: Iterable[MeasuredFile]) -> set[Triple]:
    """VoID statistics of the merged graph and of each named graph, and a DCAT distribution for each file."""
    facts = {
        Triple(RELEASE, RDF.type, CCWP.NamedGraph),
        Triple(RELEASE, DCTERMS.term("title"), english("Description of this release, computed from its statements")),
        Triple(DATASET, OWL.versionInfo, code(__version__)),
        Triple(DATASET, DCAT.version, code(__version__)),
        Triple(DATASET, DCTERMS.identifier, code(f"{DATASET.value}/{__version__}")),
    }
    current = content.history.version(__version__)
    if current is not None:
        facts.add(Triple(DATASET, DCTERMS.modified, date(current.issued)))
    facts |= _counts(DATASET, content.merged)
    facts |= _partitions(content.merged, content.prefixes)
    for graph, triples in content.dataset.graphs.items():
        facts.add(Triple(DATASET, VOID.subset, graph))
        facts.add(Triple(graph, RDF.type, VOID.Dataset))
        facts.add(Triple(graph, VOID.triples, integer(len(triples))))
    for file in files:
        facts |= _distribution(file)
    for changes in content.changes:
        facts |= describe_changes(changes)
    return facts


def _counts(subject: NamedNode, triples: Collection[Triple]) -> set[Triple]:
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
    return {Triple(subject, predicate, integer(number)) for predicate, number in numbers.items()}


def _partitions(triples: Collection[Triple], prefixes: Prefixes) -> set[Triple]:
    """How many things of each class, how many statements of each property, and the vocabularies they are from."""
    classes = Counter(t.object for t in triples if t.predicate == RDF.type and isinstance(t.object, NamedNode))
    properties = Counter(triple.predicate for triple in triples)
    facts = set()
    for kind, term_property, count_property, counted in [
        ("class", VOID.term("class"), VOID.entities, classes),
        ("property", VOID.property, VOID.triples, properties),
    ]:
        for term, count in counted.items():
            slug = re.sub(r"[^A-Za-z0-9_.-]+", "-", prefixes.shorten(term.value))
            partition = iris.part(DATASET, kind, slug)
            facts.add(Triple(DATASET, VOID.classPartition if kind == "class" else VOID.propertyPartition, partition))
            facts.add(Triple(partition, term_property, term))
            facts.add(Triple(partition, count_property, integer(count)))
    for term in (*classes, *properties):
        pair = prefixes.split(term.value)
        if pair is not None:
            facts.add(Triple(DATASET, VOID.vocabulary, NamedNode(prefixes.namespace(pair[0]))))
    return facts


def _distribution(measured: MeasuredFile) -> set[Triple]:
    file = measured.file
    iri = iris.part(DATASET, __version__, "distribution", file.name)
    checksum = iris.part(iri, "checksum")
    url = NamedNode(f"{BASE}dumps/{file.name}")
    facts: dict[NamedNode, NamedNode | Literal] = {
        RDF.type: DCAT.Distribution,
        DCTERMS.term("title"): english(file.title),
        DCTERMS.license: NamedNode("http://creativecommons.org/licenses/by/4.0/"),
        DCAT.accessURL: url,
        DCAT.downloadURL: url,
        DCAT.mediaType: _IANA.term(file.form.essence),
        DCAT.byteSize: typed(str(measured.size), "nonNegativeInteger"),
        SPDX.checksum: checksum,
    }
    if file.form.file_type:
        facts[DCTERMS.term("format")] = _FILE_TYPE.term(file.form.file_type)
    if file.is_zipped:
        facts[DCAT.compressFormat] = _IANA.term(_GZIP)
    described = {Triple(iri, predicate, value) for predicate, value in facts.items()}
    if file.form.rdf is not None:
        described.add(Triple(DATASET, VOID.dataDump, url))  # VoID §3.3: dumps are RDF
    described |= {Triple(iri, DCTERMS.conformsTo, NamedNode(standard)) for standard in file.conforms_to}
    return described | {
        Triple(DATASET, DCAT.distribution, iri),
        Triple(checksum, RDF.type, SPDX.Checksum),
        Triple(checksum, SPDX.algorithm, SPDX.checksumAlgorithm_sha256),
        Triple(checksum, SPDX.checksumValue, typed(measured.sha256, "hexBinary")),
    }
