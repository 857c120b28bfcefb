"""The release describes itself for any harvester, in DCAT-AP 3, VoID and PROV, with figures that are true."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, Triple

from ccwp_kg import __version__
from ccwp_kg.namespaces import CCWP, DCAT, DCTERMS, DUMPS, FOAF, PROV, PUBLISHED, RDF, SPDX, VOID
from ccwp_kg.rdf.dataset import NamedGraphs
from ccwp_kg.rdf.syntax.read import read_triples
from ccwp_kg.rdf.terms import iris
from ccwp_kg.store import EmbeddedStore
from support.commands import call_command, copy_of_checkout
from support.formats.dcat_ap import findings

OTHER = "https://licences.example/harbour"
DATASET, CATALOGUE = iris.thing("dataset"), iris.thing("catalogue")


@pytest.fixture(scope="module")
def described(published: Path) -> set[Triple]:
    """What the release says of itself."""
    return {*read_triples(published / "description.ttl", base_iri=DUMPS)}


def values(facts: set[Triple], subject: NamedNode, predicate: NamedNode) -> list[NamedNode | Literal]:
    return [t.object for t in facts if (t.subject, t.predicate) == (subject, predicate)]


def one(facts: set[Triple], subject: NamedNode, predicate: NamedNode) -> str:
    [value] = values(facts, subject, predicate)
    return value.value


@pytest.mark.parametrize(
    ("expected", "subject", "predicate"),
    [
        ("0.3.0", DATASET, DCAT.version),
        ("2026-11-24", DATASET, DCTERMS.issued),
        ("2026-11-28", DATASET, DCTERMS.modified),
        (f"{iris.ID}dataset/0.3.0", DATASET, DCAT.hasCurrentVersion),
        (f"{iris.ID}dataset/0.1.0", iris.release("0.3.0"), DCAT.previousVersion),
        ("2011-07-01", iris.thing("dataset/period"), DCAT.startDate),
        ("2012-12-31", iris.thing("dataset/period"), DCAT.endDate),
        ("http://publications.europa.eu/resource/authority/country/EUR", DATASET, DCTERMS.spatial),
        ("http://publications.europa.eu/resource/authority/frequency/IRREG", DATASET, DCTERMS.accrualPeriodicity),
        ("http://publications.europa.eu/resource/authority/access-right/PUBLIC", DATASET, DCTERMS.accessRights),
        ("http://creativecommons.org/licenses/by/4.0/", DATASET, DCTERMS.license),
        (f"{iris.ID}source/fifth-action-plan", DATASET, PROV.wasDerivedFrom),
        (f"{iris.ID}reading/fifth-action-plan", DATASET, PROV.wasGeneratedBy),
        (f"{PUBLISHED}sparql", DATASET, VOID.sparqlEndpoint),
    ],
)
def test_what_is_said_of_the_dataset(
    expected: str, subject: NamedNode, predicate: NamedNode, described: set[Triple]
) -> None:
    assert expected == one(described, subject, predicate)


def test_the_catalogue_has_everything_there_is(described: set[Triple]) -> None:
    """The dataset, its releases and every service that is described, each with an address and a licence."""
    releases = {t.subject for t in described if (t.predicate, t.object) == (RDF.type, CCWP.Release)}
    assert {DATASET, *releases} == set(values(described, CATALOGUE, DCAT.dataset))
    services = {t.subject for t in described if (t.predicate, t.object) == (RDF.type, DCAT.DataService)}
    assert len(services) >= 3
    assert services == set(values(described, CATALOGUE, DCAT.service))
    for service in services:
        assert one(described, service, DCAT.endpointURL).startswith(PUBLISHED)
        assert [DATASET] == values(described, service, DCAT.servesDataset)
        assert values(described, service, DCTERMS.license)


def test_each_file_is_described_as_it_is(published: Path, described: set[Triple]) -> None:
    """Size, checksum, media type and licence of every file that is the data; bookkeeping is no distribution."""
    found = {}
    for iri in values(described, iris.release(__version__), DCAT.distribution):
        assert isinstance(iri, NamedNode)
        assert iri in values(described, DATASET, DCAT.distribution)
        if not values(described, iri, DCAT.downloadURL):
            assert one(described, iri, DCAT.accessService) == f"{iris.ID}service/sparql"
            continue
        name = one(described, iri, DCAT.downloadURL).removeprefix(DUMPS)
        [checksum] = values(described, iri, SPDX.checksum)
        assert isinstance(checksum, NamedNode)
        content = (published / name).read_bytes()
        assert str(len(content)) == one(described, iri, DCAT.byteSize)
        assert hashlib.sha256(content).hexdigest() == one(described, checksum, SPDX.checksumValue)
        assert one(described, iri, DCAT.mediaType).startswith("https://www.iana.org/assignments/media-types/")
        assert name.endswith(".gz") == bool(values(described, iri, DCAT.compressFormat))
        assert values(described, iri, DCTERMS.license)
        found[name] = iri
    assert {"dataset.nq", "dataset.nq.gz", "merged.ttl", "merged.jsonld", "merged.rdf"} <= found.keys()
    assert not {"release.json", "SHA256SUMS", "validation.ttl", "search.sqlite", "description.ttl"} & found.keys()


def test_the_counts_are_those_of_the_data(described: set[Triple], dataset: NamedGraphs) -> None:
    """VoID §4: statements, classes, properties and named graphs, each counted anew from the built graphs."""
    merged = dataset.merged()
    assert str(len(merged)) == one(described, DATASET, VOID.triples)
    classes = Counter(t.object for t in merged if t.predicate == RDF.type)
    told = {
        values(described, part, VOID.term("class"))[0]: int(one(described, part, VOID.entities))
        for part in values(described, DATASET, VOID.classPartition)
        if isinstance(part, NamedNode)
    }
    assert classes == told
    properties = Counter(t.predicate for t in merged)
    told = {
        values(described, part, VOID.property)[0]: int(one(described, part, VOID.triples))
        for part in values(described, DATASET, VOID.propertyPartition)
        if isinstance(part, NamedNode)
    }
    assert properties == told
    for graph, triples in dataset.graphs.items():
        assert str(len(triples)) in [value.value for value in values(described, graph, VOID.triples)]


def test_ways_to_the_data_are_described(described: set[Triple]) -> None:
    """VoID §2.5, §3.5, §6.1: the formats of its documents, where it is searched, and which document describes it."""
    names = {value.value.rpartition("/")[2] for value in values(described, DATASET, VOID.feature)}
    assert {"Turtle", "N-Triples", "JSON-LD", "RDF_XML", "TriG", "N-Quads"} == names
    assert f"{PUBLISHED}opensearch.xml" == one(described, DATASET, VOID.openSearchDescription)
    document = NamedNode(f"{PUBLISHED}catalog")
    assert VOID.DatasetDescription in values(described, document, RDF.type)
    assert [DATASET] == values(described, document, FOAF.primaryTopic)


LINKED = f"""SELECT ?subjects ?property ?objects (COUNT(*) AS ?links) WHERE {{
  ?vocabulary {VOID.uriSpace} ?space . ?subject ?property ?object FILTER(?property != {RDF.type} && isIRI(?object))
  BIND(STRSTARTS(STR(?subject), ?space) && STRSTARTS(STR(?object), "{iris.ID}") AS ?from)
  BIND(STRSTARTS(STR(?object), ?space) && STRSTARTS(STR(?subject), "{iris.ID}") AS ?to) FILTER(?from || ?to)
  BIND(IF(?from, ?vocabulary, {DATASET}) AS ?subjects) BIND(IF(?to, ?vocabulary, {DATASET}) AS ?objects)
}} GROUP BY ?subjects ?property ?objects"""


def test_links_are_counted_by_direction_property_and_vocabulary(described: set[Triple], published: Path) -> None:
    """VoID §5: each link is in one set, which has two targets, one property and as many links as the data hold."""
    sets = {t.subject for t in described if (t.predicate, t.object) == (RDF.type, VOID.Linkset)}
    parts = (VOID.subjectsTarget, VOID.linkPredicate, VOID.objectsTarget, VOID.triples)
    told = sorted(tuple(one(described, each, part) for part in parts) for each in sets)
    rows = EmbeddedStore.of_triples(read_triples(published / "merged.nt")).rows(LINKED)
    assert told == sorted(
        tuple(row[name].value for name in ("subjects", "property", "objects", "links")) for row in rows
    )
    eurovoc, bodies = (iris.thing(f"vocabulary/{name}").value for name in ("eurovoc", "corporate-body"))
    assert (DATASET.value, DCTERMS.subject.value, eurovoc, "15") in told
    assert (bodies, FOAF.focus.value, DATASET.value, "10") in told
    assert sets <= set(values(described, DATASET, VOID.subset))


def test_it_conforms_to_dcat_ap_by_itself(published: Path) -> None:
    """DCAT-AP 3.0.1: the shapes find nothing in the file alone, which is all that a harvester reads."""
    data = rdflib.Graph().parse(published / "description.ttl", publicID=DUMPS)
    assert len(set(data.subjects(rdflib.RDF.type, rdflib.URIRef(DCAT.Distribution.value)))) >= 18
    assert len(set(data.subjects(rdflib.RDF.type, rdflib.URIRef(DCAT.DataService.value)))) >= 4
    assert [] == findings(data)


def test_addresses_stand_beside_the_files(published: Path) -> None:
    """RFC 3986 §5.2: read from any folder, the file leads to its neighbours there, and no name depends on it."""
    elsewhere = "https://mirror.example/customs/dumps/"
    data = read_triples(published / "description.ttl", base_iri=elsewhere)
    addresses = {t.object.value for t in data if t.predicate in (DCAT.downloadURL, DCAT.endpointURL, DCAT.landingPage)}
    assert {
        f"{elsewhere}merged.ttl",
        "https://mirror.example/customs/sparql",
        "https://mirror.example/customs/",
    } < addresses
    assert [] == [address for address in addresses if not address.startswith("https://mirror.example/customs/")]
    assert [] == [t for t in data if isinstance(t.subject, NamedNode) and t.subject.value.startswith(f"{elsewhere}id")]
    assert CATALOGUE in {t.subject for t in data}


@pytest.mark.slow
def test_files_have_the_licence_and_the_name_that_the_dataset_states(tmp_path: Path) -> None:
    """Of a release of others, too: each distribution, and the tables."""
    root = copy_of_checkout(tmp_path / "checkout")
    curated = root / "data" / "curated" / "dataset.ttl"
    before, this, after = curated.read_text(encoding="utf-8").partition(
        "<https://w3id.org/ccwp/id/dataset>\n  a void:D"
    )
    for old, new in (("http://creativecommons.org/licenses/by/4.0/", OTHER), ('"Customs action plans"', '"Harbour"')):
        assert old in after
        after = after.replace(old, new, 1)
    curated.write_text(before + this + after, encoding="utf-8")
    done = call_command("release", "--out", "release", root=root)
    assert 0 == done.returncode, done.stderr
    told = {*read_triples(root / "release" / "description.ttl", base_iri=DUMPS)}
    forms = [t.subject for t in told if (t.predicate, t.object) == (RDF.type, DCAT.Distribution)]
    assert {OTHER} == {one(told, each, DCTERMS.license) for each in forms if isinstance(each, NamedNode)}
    tables = json.loads((root / "release" / "tables" / "csv-metadata.json").read_text(encoding="utf-8"))
    assert ({"@id": OTHER}, "Harbour as tables") == (tables["dc:license"], tables["dc:title"])
