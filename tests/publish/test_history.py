"""Earlier releases are kept as they were, each says what it changed, and nothing published gets lost."""

from __future__ import annotations

import gzip
import hashlib
import re
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse, serialize

from ccwp_kg import __version__
from ccwp_kg.errors import NotARelease, PublishedIriLost
from ccwp_kg.namespaces import CCWP, DCAT, DCTERMS, DUMPS, OWL, RDF, RDFS, XSD
from ccwp_kg.publish.history.changes import ChangeSet, change_sets
from ccwp_kg.publish.history.releases import History, read_history, version_key
from ccwp_kg.publish.opening import open_release
from ccwp_kg.publish.release import write_release
from ccwp_kg.publish.texts import TextFiles
from ccwp_kg.rdf.dataset import NamedGraphs
from ccwp_kg.rdf.syntax.canonical import canonical_quads
from ccwp_kg.rdf.syntax.read import read_quads, read_triples
from ccwp_kg.rdf.terms import iris
from ccwp_kg.store import Dataset, StoreView
from ccwp_kg.validation import validate
from support.commands import RELEASES, ROOT

GRAPH = iris.graph("curated/test")
OLAF, EUROPOL = iris.thing("organisation/olaf"), iris.thing("organisation/europol")


def said(subject: NamedNode, text: str) -> Quad:
    return Quad(subject, RDFS.label, Literal(text, language="en"), GRAPH)


OLD = [said(OLAF, "OLAF"), said(EUROPOL, "Europol"), said(iris.span("fifth", 1, 2), "a span")]


def archive(folder: Path, number: str, quads: list[Quad]) -> str:
    """Keep a dataset as a release would have, and give its digest."""
    packed = gzip.compress(serialize(sorted(quads, key=str), format=RdfFormat.N_QUADS), mtime=0)
    (folder / f"{number}.nq.gz").write_bytes(packed)
    return hashlib.sha256(packed).hexdigest()


def listed(
    number: str, *, issued: str = "2026-01-01", previous: str | None = None, sha256: str | None = None
) -> list[Triple]:
    iri = iris.release(number)
    facts = [
        Triple(iri, RDF.type, CCWP.Release),
        Triple(iri, DCAT.version, Literal(number)),
        Triple(iri, DCTERMS.issued, Literal(issued)),
    ]
    facts += [Triple(iri, DCAT.previousVersion, iris.release(previous))] if previous else []
    facts += (
        [Triple(iri, CCWP.fileName, Literal(f"{number}.nq.gz")), Triple(iri, CCWP.sha256, Literal(sha256))]
        if sha256
        else []
    )
    return facts


@pytest.fixture
def history(tmp_path: Path) -> History:
    """One release that is kept, and the one that is being made."""
    digest = archive(tmp_path, "0.0.1", OLD)
    return read_history([*listed("0.0.1", sha256=digest), *listed(__version__, previous="0.0.1")], tmp_path)


@pytest.mark.parametrize("folder", [ROOT / "data" / "releases", RELEASES], ids=["shipped", "with a past"])
def test_the_list_of_a_checkout(folder: Path) -> None:
    """The version of the program is listed last and has no file; every other one has its file, unchanged."""
    history = read_history(read_triples(folder / "releases.ttl"), folder)
    assert __version__ == history.versions[-1].number
    assert list(history.kept) == list(history.versions[:-1])
    assert {"releases.ttl", *(str(version.file_name) for version in history.kept)} == {p.name for p in folder.iterdir()}
    for version in history.kept:
        assert len(history.quads(version)) > 10_000


def test_what_is_served_has_one_number_and_one_day() -> None:
    """Changelogs begin with the number and day of the program's version; data, ontology and pages name no other."""
    current = read_history(read_triples(ROOT / "data" / "releases" / "releases.ttl"), ROOT).versions[-1]
    for path in ("CHANGELOG.md", "ontology/CHANGELOG.md"):
        heads = re.findall(r"^## (.+)", (ROOT / path).read_text(encoding="utf-8"), re.M)
        assert f"{__version__} – {current.issued}" == heads[0], path
    told = Literal(current.issued, datatype=XSD.date)
    for name in ("ccwp", "rich"):
        facts = read_triples(ROOT / "ontology" / f"{name}.ttl")
        assert [Literal(__version__)] == [t.object for t in facts if t.predicate == OWL.versionInfo], name
        assert [told, told] == [t.object for t in facts if t.predicate in (DCTERMS.issued, DCTERMS.modified)], name
    for path in ("data/curated/dataset.ttl", "docs/agents.md", "docs/clients.md"):
        named = re.findall(r"(?:dataset/|version )(\d+\.\d+\.\d+)", (ROOT / path).read_text(encoding="utf-8"))
        assert {__version__} == set(named), path


@pytest.mark.parametrize(
    ("newest", "numbers"),
    [("0.10.0", ["0.2.0", "0.10.0", "0.9.9"]), ("1.0.0", ["1.0.0", "0.99.99"]), ("0.2.0", ["0.2.0", "0.2.0-rc1"])],
)
def test_numbers_count_as_numbers(newest: str, numbers: list[str]) -> None:
    assert newest == max(numbers, key=version_key)


@pytest.mark.parametrize(
    ("reason", "damage"),
    [
        ("sha256", lambda path: path.write_bytes(path.read_bytes() + b"x")),
        ("sha256", lambda path: path.write_bytes(b"")),
        ("cannot be read", lambda path: path.unlink()),
    ],
)
def test_a_kept_release_that_is_damaged_is_refused(reason: str, damage: object, history: History) -> None:
    damage(history.folder / "0.0.1.nq.gz")  # type: ignore[operator]
    with pytest.raises(NotARelease, match=reason):
        history.quads(history.kept[0])


def test_no_gzip_file_is_refused_in_a_sentence(tmp_path: Path) -> None:
    """A digest that fits does not make a file readable."""
    (tmp_path / "0.0.1.nq.gz").write_bytes(b"no gzip")
    digest = hashlib.sha256(b"no gzip").hexdigest()
    history = read_history(listed("0.0.1", sha256=digest), tmp_path)
    with pytest.raises(NotARelease, match=r"cannot be read .* restore the file of release 0\.0\.1"):
        history.quads(history.kept[0])


def test_changes_thing_by_thing(history: History) -> None:
    """Added, changed and withdrawn are told apart; a span counts as the document it is in."""
    new = [said(OLAF, "Anti-Fraud Office"), said(iris.span("fifth", 1, 2), "a span"), said(iris.plan(6), "Plan 6")]
    tombstone = Quad(EUROPOL, OWL.deprecated, Literal("true"), GRAPH)
    [changes] = change_sets(history, [*new, tombstone])
    assert (3, 2) == (len(changes.named.added), len(changes.named.removed))
    assert (iris.plan(6),) == changes.added
    assert (EUROPOL, OLAF) == changes.changed
    assert () == changes.withdrawn
    assert (EUROPOL,) == ChangeSet.between(
        canonical_quads(OLD), canonical_quads(new), since="0.0.1", number="0.0.2"
    ).withdrawn


def test_what_was_published_may_not_vanish(history: History) -> None:
    with pytest.raises(PublishedIriLost, match=r"organisation/europol: published before.*withdrawn\.ttl"):
        change_sets(history, [quad for quad in OLD if quad.subject != EUROPOL])
    with pytest.raises(PublishedIriLost, match=r"organisation/europol, .*organisation/olaf, .*source/fifth: published"):
        change_sets(history, [])


def test_a_release_must_be_listed(tmp_path: Path) -> None:
    history = read_history(listed("0.0.1", sha256=archive(tmp_path, "0.0.1", OLD)), tmp_path)
    with pytest.raises(NotARelease, match=f"does not list release {__version__}"):
        change_sets(history, OLD)


@pytest.mark.parametrize("missing", [DCAT.version, DCTERMS.issued])
def test_an_entry_that_lacks_something_is_refused(missing: NamedNode, tmp_path: Path) -> None:
    entry = [triple for triple in listed("0.0.1") if triple.predicate != missing]
    with pytest.raises(NotARelease, match=r"releases\.ttl: .*0\.0\.1> lacks"):
        read_history(entry, tmp_path)


def test_a_release_keeps_the_ones_before_it(history: History, tmp_path: Path) -> None:
    """Their datasets byte for byte, the patch between, and a store that can be asked as it was."""
    new = [*OLD, said(iris.plan(6), "Plan 6")]
    dataset = NamedGraphs({GRAPH: frozenset(quad.triple for quad in new)})
    target = tmp_path / "release"
    write_release(target, dataset, texts=TextFiles.of_package(), reports={}, history=history)
    kept = (target / "history" / "0.0.1.nq.gz").read_bytes()
    assert (history.folder / "0.0.1.nq.gz").read_bytes() == kept
    patch = (target / "changes" / f"{__version__}.rdfp").read_text(encoding="utf-8")
    assert [f"A {new[-1]} ."] == [line for line in patch.splitlines() if line[:2] in ("A ", "D ")]
    store = open_release(target)
    ask = f"SELECT ?l WHERE {{ ?s {RDFS.label} ?l FILTER(STRSTARTS(STR(?s), '{iris.ID}plan')) }}"
    assert 1 == len(store.rows(ask))
    assert () == StoreView(store, Dataset((iris.release("0.0.1"),))).rows(ask)
    [row] = StoreView(store, Dataset((iris.release("0.0.1"),))).rows("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }")
    assert str(len(OLD)) == row["n"].value
    # Nobody sees an earlier state who does not ask for it.
    assert () == store.rows(f"SELECT ?s WHERE {{ GRAPH {iris.release('0.0.1')} {{ ?s ?p ?o }} }}")


def test_the_patch_leads_from_one_release_to_the_next(published: Path) -> None:
    """Applied to the dataset of the release before, the patch of this one gives its dataset, line for line."""
    old = canonical_quads(
        parse(gzip.decompress((published / "history" / "0.1.0.nq.gz").read_bytes()), format=RdfFormat.N_QUADS)
    )
    lines = (published / "changes" / f"{__version__}.rdfp").read_text(encoding="utf-8").splitlines()

    def rows(letter: str) -> set[Quad]:
        return set(parse("\n".join(line[2:] for line in lines if line[:2] == f"{letter} "), format=RdfFormat.N_QUADS))

    assert rows("D") <= old
    assert not rows("A") & old
    assert canonical_quads(read_quads(published / "dataset.nq")) == (old - rows("D")) | rows("A")


def test_the_release_tells_its_changes(published: Path, dataset: NamedGraphs) -> None:
    """The change set in the description keeps the shapes and counts what the patch holds."""
    described = read_triples(published / "description.ttl", base_iri=DUMPS)
    changes = iris.part(iris.release(__version__), "changes")
    facts = {t.predicate: t.object for t in described if t.subject == changes}
    assert (iris.release(__version__), iris.release("0.1.0")) == (facts[CCWP.changesOf], facts[CCWP.changesSince])
    patch = (published / "changes" / f"{__version__}.rdfp").read_text(encoding="utf-8").splitlines()
    named = [
        line for line in patch if line[:2] == "A " and "_:" not in line.partition('"')[0] and not line.endswith("_:")
    ]
    assert int(facts[CCWP.addedStatementCount].value) <= len(named)
    shapes = next(triples for name, triples in dataset.graphs.items() if name == iris.graph("shapes"))
    report = validate({*described, *dataset.with_ontology()}, shapes=shapes)
    assert report.conforms, report.results
