"""The forms the dataset comes in, as DCAT says them: each file with format, size and checksum, and the endpoint."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Triple

from ccwp_kg.formats import GZIP
from ccwp_kg.namespaces import DCAT, DCTERMS, DUMPS, PUBLISHED, RDF, SPDX, Namespace
from ccwp_kg.publish.dumps.files import PublishedFile
from ccwp_kg.rdf.terms import iris
from ccwp_kg.rdf.terms.literals import english, typed

FILE_TYPE = Namespace("http://publications.europa.eu/resource/authority/file-type/")
IANA = Namespace("https://www.iana.org/assignments/media-types/")
_SPARQL = iris.thing("service/sparql")


@dataclass(frozen=True, slots=True)
class MeasuredFile:
    """A file of a release as it was written: what it is, its size in bytes and its sha256."""

    file: PublishedFile
    size: int
    sha256: str


def file_distribution(
    release: NamedNode, measured: MeasuredFile, licence: NamedNode | None
) -> tuple[NamedNode, set[Triple]]:
    """A file as a distribution, under the licence of the dataset if it has one: its IRI and its triples."""
    file = measured.file
    iri = iris.part(release, "distribution", file.name)
    checksum = iris.part(iri, "checksum")
    url = NamedNode(f"{DUMPS}{file.name}")
    facts: dict[NamedNode, NamedNode | Literal | None] = {
        RDF.type: DCAT.Distribution,
        DCTERMS.term("title"): english(file.title),
        DCTERMS.license: licence,
        DCAT.accessURL: url,
        DCAT.downloadURL: url,
        DCAT.mediaType: IANA.term(file.form.essence),
        DCAT.byteSize: typed(str(measured.size), "nonNegativeInteger"),
        SPDX.checksum: checksum,
        DCTERMS.term("format"): FILE_TYPE.term(file.form.file_type) if file.form.file_type else None,
        DCAT.packageFormat: None if file.package is None else IANA.term(file.package.essence),
        DCAT.compressFormat: IANA.term(GZIP.essence) if file.is_zipped else None,
    }
    return iri, {
        *(Triple(iri, predicate, value) for predicate, value in facts.items() if value is not None),
        *(Triple(iri, DCTERMS.conformsTo, NamedNode(standard)) for standard in file.conforms_to),
        Triple(checksum, RDF.type, SPDX.Checksum),
        Triple(checksum, SPDX.algorithm, SPDX.checksumAlgorithm_sha256),
        Triple(checksum, SPDX.checksumValue, typed(measured.sha256, "hexBinary")),
    }


def endpoint_distribution(release: NamedNode, licence: NamedNode | None) -> tuple[NamedNode, set[Triple]]:
    """The endpoint as one more way to the data (DCAT 3 §6.8.6)."""
    iri = iris.part(release, "distribution", "sparql")
    facts: dict[NamedNode, NamedNode | Literal | None] = {
        RDF.type: DCAT.Distribution,
        DCTERMS.term("title"): english("Answers of the SPARQL endpoint"),
        DCTERMS.license: licence,
        DCTERMS.term("format"): FILE_TYPE.SPARQLQ,
        DCAT.accessURL: NamedNode(f"{PUBLISHED}sparql"),
        DCAT.accessService: _SPARQL,
    }
    return iri, {Triple(iri, predicate, value) for predicate, value in facts.items() if value is not None}
