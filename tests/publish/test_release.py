"""A release is one whole folder: every dump parses back to the same statements, and a failure leaves the old one."""

import gzip
import hashlib
import json
import zipfile
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Triple, parse

from ccwp_kg.errors import CannotWrite, NotARelease
from ccwp_kg.formats import RDF_FORMATS, Format
from ccwp_kg.namespaces import CCWP, DCTERMS, RDF, RDFS, XSD
from ccwp_kg.publish.opening import check_release, open_release
from ccwp_kg.publish.release import write_release
from ccwp_kg.publish.texts import TextFiles
from ccwp_kg.rdf.dataset import SHAPES, NamedGraphs
from ccwp_kg.rdf.syntax.canonical import canonical_quads
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.rdf.syntax.read import as_quads
from ccwp_kg.rdf.terms import iris
from ccwp_kg.store import about
from support.commands import ROOT, contents
from support.formats.texts import texts_with

PREFIXES = Prefixes(
    {"ccwp": "https://w3id.org/ccwp/ontology#", "dcterms": "http://purl.org/dc/terms/", "plan": f"{iris.ID}plan/"}
)
CONTEXT = {
    "ccwp": "https://w3id.org/ccwp/ontology#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "ActionPlan": "ccwp:ActionPlan",
    "ordinal": {"@id": "ccwp:ordinal", "@type": "xsd:integer"},
    "status": {"@id": "ccwp:status", "@type": "@id"},
    "title": {"@id": "http://purl.org/dc/terms/title", "@language": "en"},
    "printedForm": {"@id": "ccwp:printedForm"},
}
BY_SUFFIX = {form.suffix: form for form in RDF_FORMATS}
TITLE = DCTERMS.term("title")
READ = {
    Triple(iris.plan(5), RDF.type, CCWP.ActionPlan),
    Triple(iris.plan(5), CCWP.ordinal, Literal("5", datatype=XSD.integer)),
    Triple(iris.plan(5), CCWP.ordinal, Literal("five")),
    Triple(iris.plan(5), TITLE, Literal('Fifth "Plan" <&> \\ \u2028 –', language="en")),
    Triple(iris.plan(5), TITLE, Literal("Пети план", language="bg")),
    Triple(iris.plan(5), TITLE, Literal("no language")),
    Triple(iris.plan(5), CCWP.status, iris.thing("concept/draft")),
    Triple(iris.plan(5), CCWP.status, Literal("draft")),
    Triple(iris.plan(5), CCWP.printedForm, Literal("line one\nline two\t")),
    Triple(iris.plan(5), CCWP.printedForm, Literal("2011-07-01", datatype=XSD.date)),
    Triple(iris.span("fifth", 1, 2), RDFS.seeAlso, NamedNode("http://example.org/%C3%A9?a=b&c#d")),
}
INFERRED = {Triple(iris.plan(4), RDF.type, CCWP.ActionPlan)}
DATASET = NamedGraphs(
    {
        iris.graph("source/fifth"): frozenset(READ),
        iris.graph("inferred"): frozenset(INFERRED),
        SHAPES: frozenset({Triple(CCWP.Shape, RDF.type, CCWP.Shape)}),
    }
)


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> TextFiles:
    return texts_with(tmp_path_factory.getbasetemp() / "texts", PREFIXES, CONTEXT)


def write(target: Path, texts: TextFiles, dataset: NamedGraphs = DATASET) -> None:
    write_release(target, dataset, texts=texts, reports={"validation.txt": "conforms\n"})


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory, texts: TextFiles) -> Path:
    target = tmp_path_factory.mktemp("out") / "release"
    write(target, texts)
    return target


def expected(stem: str) -> set[Quad] | set[Triple]:
    return set(DATASET.quads()) if stem == "dataset" else READ | INFERRED


DUMPS = [
    ("dataset", "nq"),
    ("dataset", "trig"),
    ("merged", "ttl"),
    ("merged", "nt"),
    ("merged", "jsonld"),
    ("merged", "rdf"),
]


@pytest.mark.parametrize(("stem", "suffix"), DUMPS)
def test_each_dump_is_the_dataset_again_for_pyoxigraph(stem: str, suffix: str, release: Path) -> None:
    form = BY_SUFFIX[suffix]
    quads = list(parse(path=str(release / f"{stem}.{suffix}"), format=form.rdf))
    assert expected(stem) == {quad if stem == "dataset" else quad.triple for quad in quads}


RDFLIB_NAMES = {"rdfxml": "xml", "jsonld": "json-ld", "ntriples": "nt"}


def as_text(term: rdflib.term.Node) -> str:
    return term.n3() if not isinstance(term, rdflib.Literal) else f"{str(term)!r}@{term.language}^^{term.datatype}"


@pytest.mark.filterwarnings("ignore:Dataset.default_context:DeprecationWarning")  # rdflib's own use of it
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
@pytest.mark.parametrize(("stem", "suffix"), DUMPS)
def test_each_dump_is_the_dataset_again_for_rdflib(stem: str, suffix: str, release: Path) -> None:
    """Compared with rdflib's own reading of the N-Quads or N-Triples lines, term by term."""

    def read(name: str, form: Format) -> set[tuple[str, ...]]:
        graph = rdflib.Dataset()
        graph.parse(data=(release / name).read_bytes(), format=RDFLIB_NAMES.get(form.name, form.name))
        return {
            (*map(as_text, (s, p, o)), as_text(g) if stem == "dataset" and g is not None else "")
            for s, p, o, g in graph.quads()
        }

    lines = read(f"{stem}.{'nq' if stem == 'dataset' else 'nt'}", BY_SUFFIX["nq" if stem == "dataset" else "nt"])
    assert len(expected(stem)) == len(lines)
    assert lines == read(f"{stem}.{suffix}", BY_SUFFIX[suffix])


def test_json_ld_uses_the_terms_of_the_context_where_they_fit(release: Path) -> None:
    """A term only for the values its coercion says; others in full, so nothing changes its type on the way back."""
    document = json.loads((release / "merged.jsonld").read_text())
    plan = next(node for node in document["@graph"] if node["@id"].endswith("plan/5"))
    assert CONTEXT == document["@context"]
    assert "ActionPlan" == plan["@type"]
    assert ("5", "five") == (plan["ordinal"], plan["ccwp:ordinal"])
    assert (f"{iris.ID}concept/draft", "draft") == (plan["status"], plan["ccwp:status"])
    assert 'Fifth "Plan" <&> \\ \u2028 –' == plan["title"]


def test_every_file_has_a_checksum_and_every_dump_a_zipped_twin(release: Path) -> None:
    sums = dict(reversed(line.split("  ")) for line in (release / "SHA256SUMS").read_text().splitlines())
    assert set(contents(release)) - {"SHA256SUMS"} == set(sums)
    assert {f"{stem}.{suffix}.gz" for stem, suffix in DUMPS} <= set(sums)
    for name, digest in sums.items():
        assert hashlib.sha256((release / name).read_bytes()).hexdigest() == digest, name


def test_the_description_counts_what_is_there(release: Path) -> None:
    graph = rdflib.Graph().parse(data=(release / "description.ttl").read_bytes(), format="turtle")
    void = rdflib.Namespace("http://rdfs.org/ns/void#")
    counted = {str(s): int(o) for s, o in graph.subject_objects(void.triples) if str(s).startswith(f"{iris.ID}graph/")}
    assert {f"{iris.ID}graph/source/fifth": len(READ), f"{iris.ID}graph/inferred": 1, SHAPES.value: 1} == counted
    assert len(READ) + 1 == int(graph.value(rdflib.URIRef(f"{iris.ID}dataset"), void.triples))
    sizes = rdflib.Namespace("http://www.w3.org/ns/dcat#").byteSize
    for distribution, size in graph.subject_objects(sizes):
        name = str(distribution).rpartition("/")[2]
        assert (release / name).stat().st_size == int(size), name


def test_the_same_dataset_gives_the_same_bytes(release: Path, tmp_path: Path, texts: TextFiles) -> None:
    again = tmp_path / "again"
    write(again, texts, NamedGraphs(dict(reversed(DATASET.graphs.items()))))
    assert contents(release) == contents(again)


def test_a_new_release_replaces_the_old_one_whole(tmp_path: Path, texts: TextFiles) -> None:
    target = tmp_path / "release"
    write(target, texts)
    (target / "validation.txt").write_text("old\n")
    write(target, texts)
    assert "conforms\n" == (target / "validation.txt").read_text()
    assert ["release"] == [path.name for path in tmp_path.iterdir()]


def test_an_interrupted_release_leaves_the_old_one(tmp_path: Path, texts: TextFiles) -> None:
    target = tmp_path / "release"
    write(target, texts)
    before = contents(target)

    def interrupt(words: str) -> None:
        if "merged.rdf" in words:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_release(target, DATASET, texts=texts, reports={}, progress=interrupt)
    assert before == contents(target)
    assert ["release"] == [path.name for path in tmp_path.iterdir()]


def test_a_file_is_never_overwritten(tmp_path: Path, texts: TextFiles) -> None:
    (tmp_path / "precious").write_text("mine")
    with pytest.raises(CannotWrite, match="is not a release"):
        write(tmp_path / "precious", texts)
    assert "mine" == (tmp_path / "precious").read_text()


# Other programs name files release.json too, and list checksums in SHA256SUMS.
FOLDERS_OF_OTHERS: dict[str, dict[str, str]] = {
    "no mark": {},
    "a mark of another program": {"release.json": '{"version": "1"}'},
    "a mark of another program, and its checksums": {"release.json": "{}", "SHA256SUMS": "0  release.json\n"},
}


@pytest.mark.parametrize("found", FOLDERS_OF_OTHERS.values(), ids=FOLDERS_OF_OTHERS)
def test_a_folder_of_others_is_never_overwritten(found: dict[str, str], tmp_path: Path, texts: TextFiles) -> None:
    files = {**found, "thesis.txt": "mine"}
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    with pytest.raises(CannotWrite, match="is not a release"):
        write(tmp_path, texts)
    assert files == {path.name: path.read_text() for path in tmp_path.iterdir()}


@pytest.mark.parametrize("name", ["thesis.txt", "source/thesis.txt"])
def test_what_was_put_into_a_release_is_not_removed(name: str, tmp_path: Path, texts: TextFiles) -> None:
    write(tmp_path / "release", texts)
    mine = tmp_path / "release" / name
    mine.parent.mkdir(exist_ok=True)
    mine.write_text("mine")
    with pytest.raises(CannotWrite, match=f"holds {name}, which .* would remove"):
        write(tmp_path / "release", texts)
    assert "mine" == mine.read_text()


@pytest.mark.parametrize("name", ["mine", "source/mine", "dataset.nq"])
def test_a_link_that_was_put_into_a_release_is_not_removed(name: str, tmp_path: Path, texts: TextFiles) -> None:
    """Not to a folder either, nor in the place of a file of the release."""
    write(tmp_path / "release", texts)
    mine = tmp_path / "release" / name
    mine.parent.mkdir(exist_ok=True)
    if mine.exists():
        mine.rename(tmp_path / "moved")
    mine.symlink_to(tmp_path / "moved" if (tmp_path / "moved").exists() else tmp_path)
    with pytest.raises(CannotWrite, match=f"holds {name}, which .* would remove"):
        write(tmp_path / "release", texts)
    assert mine.is_symlink()


def test_a_link_to_nothing_is_not_followed(tmp_path: Path, texts: TextFiles) -> None:
    """What it names may be a disk that is not mounted."""
    (tmp_path / "release").symlink_to(tmp_path / "disk" / "release")
    with pytest.raises(CannotWrite, match="is a link to what is not there"):
        write(tmp_path / "release", texts)
    assert not (tmp_path / "disk").exists()


def test_an_unwritable_place_is_one_sentence(tmp_path: Path, texts: TextFiles) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CannotWrite, match="is a file; name a folder"):
        write(tmp_path / "file" / "release", texts)


@pytest.mark.parametrize("missing", ["release.json", "dataset.nq", "description.ttl", "SHA256SUMS"])
def test_a_folder_with_a_part_missing_is_no_release(missing: str, tmp_path: Path, texts: TextFiles) -> None:
    target = tmp_path / "release"
    write(target, texts)
    check_release(target)
    (target / missing).unlink()
    with pytest.raises(NotARelease, match=missing):
        check_release(target)


def test_an_opened_release_knows_itself(release: Path) -> None:
    """A plain query sees the data; the description and the shapes are within their graphs."""
    store = open_release(release)
    assert () == store.rows(f"SELECT ?n {{ <{iris.ID}dataset> ?p ?n }}")
    (row,) = about(store).rows(f"SELECT ?n {{ <{iris.ID}dataset> <http://rdfs.org/ns/void#triples> ?n }}")
    assert str(len(READ) + 1) == row["n"].value
    assert () == store.rows(f"SELECT * {{ ?shape a <{CCWP.Shape.value}> }}")
    assert 1 == len(store.rows(f"SELECT * {{ GRAPH <{SHAPES.value}> {{ ?shape a <{CCWP.Shape.value}> }} }}"))


def test_every_rdf_format_has_a_dump() -> None:
    assert {form.suffix for form in RDF_FORMATS} == {suffix for _, suffix in DUMPS}


def test_a_link_leads_to_the_folder_that_is_replaced(tmp_path: Path, texts: TextFiles) -> None:
    """The link stays a link, and nothing is left beside it."""
    write(tmp_path / "first", texts)
    (tmp_path / "current").symlink_to("first")
    (tmp_path / "first" / "validation.txt").write_text("old\n")
    write(tmp_path / "current", texts)
    assert (tmp_path / "current").is_symlink()
    assert "conforms\n" == (tmp_path / "first" / "validation.txt").read_text()
    assert ["current", "first"] == sorted(path.name for path in tmp_path.iterdir())


def test_the_tables_are_in_the_release_and_a_catalogue_lists_them_once(release: Path) -> None:
    """All of them as CSV in one archive, and as a workbook; a single table is a part, and no distribution (DCAT 3)."""
    files = json.loads((release / "release.json").read_text())["files"]
    single = {name: file for name, file in files.items() if name.startswith("tables/")}
    assert {"tables/actions.csv", "tables/ActionPlan.csv", "tables/links.csv", "tables/csv-metadata.json"} == set(
        single
    )
    assert "text/csv; charset=utf-8; header=present" == files["tables/ActionPlan.csv"]["mediaType"]
    assert "action plan: 2 rows" == files["tables/ActionPlan.csv"]["title"]
    assert "application/csvm+json" == files["tables/csv-metadata.json"]["mediaType"]
    assert not any(file["isDistribution"] for file in single.values())
    with zipfile.ZipFile(release / "tables.zip") as archive:
        assert {(1980, 1, 1, 0, 0, 0)} == {entry.date_time for entry in archive.infolist()}
        assert {f"tables/{name}": archive.read(name) for name in archive.namelist()} == {
            name: (release / name).read_bytes() for name in single
        }
    graph = rdflib.Graph().parse(data=(release / "description.ttl").read_bytes(), format="turtle")
    dcat, dcterms = rdflib.Namespace("http://www.w3.org/ns/dcat#"), rdflib.Namespace("http://purl.org/dc/terms/")
    told = {
        str(distribution).rpartition("/")[2]: {
            str(value).removeprefix("https://www.iana.org/assignments/media-types/").rpartition("/file-type/")[2]
            for name in (dcat.mediaType, dcat.packageFormat, dcterms["format"], dcterms.conformsTo)
            for value in graph.objects(distribution, name)
        }
        for distribution in graph.objects(rdflib.URIRef(f"{iris.ID}dataset"), dcat.distribution)
        if "tables" in distribution
    }
    standards = {f"https://www.w3.org/TR/tabular-{name}/" for name in ("data-model", "metadata")}
    workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    assert {"tables.zip": {"text/csv", "application/zip", "CSV", *standards}, "tables.xlsx": {workbook, "XLSX"}} == told


def without_annotations(quads: list[Quad]) -> list[Quad]:
    """RDF 1.2: what is left without reifiers and what is said of them."""
    reifiers = {quad.subject for quad in quads if quad.predicate == RDF.reifies}
    return [quad for quad in quads if quad.subject not in reifiers]


def as_it_is(quads: list[Quad]) -> list[Quad]:
    return quads


ROUND_TRIPS = {
    "dataset.nq": as_it_is,
    "dataset.trig": as_it_is,
    "merged.ttl": as_it_is,
    "merged.nt": as_it_is,
    "merged.jsonld": as_it_is,
    "merged.rdf": as_it_is,
    "annotated.ttl": without_annotations,
}
"""Each RDF file of a release that is the data → what of it is to be the dataset or its merged graph again."""


@pytest.mark.parametrize("name", ROUND_TRIPS)
def test_each_rdf_file_of_the_release_is_the_built_data_again(name: str, published: Path, dataset: NamedGraphs) -> None:
    """Isomorphic, so canonical forms are compared; each statement is said once, and the gzipped twin says the same."""
    content = (published / name).read_bytes()
    quads = ROUND_TRIPS[name](list(parse(content, format=BY_SUFFIX[name.rpartition(".")[2]].rdf)))
    expected = dataset.quads() if name.startswith("dataset") else as_quads(dataset.merged(), DefaultGraph())
    assert canonical_quads(expected) == canonical_quads(quads)
    assert len(quads) == len(set(quads))
    assert content == gzip.decompress((published / f"{name}.gz").read_bytes())


def test_no_rdf_file_of_a_release_goes_unread(published: Path) -> None:
    told = json.loads((published / "release.json").read_text())["files"]
    rdf = {form.essence for form in RDF_FORMATS}
    files = {name for name, file in told.items() if file["mediaType"].partition(";")[0] in rdf and not file["isZipped"]}
    ontology = ROOT / "ontology"
    texts = {"context.jsonld", "prefixes.ttl", "rich.ttl"} | {f"examples/{f.name}" for f in ontology.glob("examples/*")}
    assert {*ROUND_TRIPS, "description.ttl", "validation.ttl", *texts} == files
    for name in texts | {"CHANGELOG.md"} | {f"rules/{file.name}" for file in ontology.glob("rules/*")}:
        assert (ontology / name).read_bytes() == (published / name).read_bytes(), name
    assert set(ROUND_TRIPS) == {name for name in files if told[name]["isDistribution"]}
