"""The index holds what people look for and nothing else, and is only ever read."""

import sqlite3
import threading
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from ccwp_kg.errors import NotARelease, StoreUnavailable
from ccwp_kg.kinds import SEARCHED
from ccwp_kg.namespaces import CCWP, ID, RDF, RDFS, SKOS
from ccwp_kg.rdf.dataset import NamedGraphs
from ccwp_kg.search import Findable, Index, find, gather, write_index
from ccwp_kg.store import EmbeddedStore
from ccwp_kg.store.protocol import WHOLE, Dataset, Rows


def things_of(count: int) -> set[Triple]:
    """Concepts with names, and one with names in two languages."""
    said = set()
    for number in range(count):
        thing = NamedNode(f"{ID}concept/c{number}")
        said |= {
            Triple(thing, RDF.type, CCWP.DomainConcept),
            Triple(thing, SKOS.prefLabel, Literal(f"Concept number {number}", language="en")),
        }
    return said


@pytest.fixture(scope="module")
def store(dataset: NamedGraphs) -> EmbeddedStore:
    return EmbeddedStore.of_triples(dataset.with_ontology())


@pytest.fixture(scope="module")
def findable(store: EmbeddedStore) -> tuple[Findable, ...]:
    """All that is gathered from the data."""
    return tuple(gather(store))


@pytest.mark.parametrize("kind", [kind.name for kind in SEARCHED if kind.classes])
def test_every_kind_is_in_the_index(kind: str, store: EmbeddedStore, findable: tuple[Findable, ...]) -> None:
    """What the data holds of each kind is what can be found: each thing once, under its first kind."""
    found = {thing.iri for thing in findable if thing.kind.name == kind}
    classes = next(each.classes for each in SEARCHED if each.name == kind)
    asked = " ".join(map(str, classes))
    rows = store.rows(f"SELECT DISTINCT ?x WHERE {{ VALUES ?c {{ {asked} }} ?x a ?c }}")
    assert found
    assert found <= {row["x"].value for row in rows if isinstance(row["x"], NamedNode)}


def test_parts_are_not_found_but_their_wholes_are(findable: tuple[Findable, ...]) -> None:
    """Citations, spans, mentions, indicators and the like have no entry of their own; the passages are sentences."""
    iris = [thing.iri for thing in findable if thing.kind.name != "passage"]
    parts = ("/citation/", "/mention/", "#char=", "/indicator/", "/outcome/", "/terms-of-reference", "/statement/")
    assert [] == [iri for iri in iris if any(part in iri for part in parts)]
    assert len(iris) == len(set(iris))


def test_what_is_elsewhere_is_not_found_here(findable: tuple[Findable, ...]) -> None:
    """Concepts of other vocabularies have names here, so that links can be read, but no page."""
    iris = [thing.iri for thing in findable]
    assert [] == [iri for iri in iris if not iri.startswith("https://w3id.org/ccwp/")]


class Counting(EmbeddedStore):
    """A store that keeps what it was asked."""

    asked: list[str]

    def rows(self, query: str, *, dataset: Dataset = WHOLE, client: str = "") -> Rows:
        self.asked.append(query)
        return super().rows(query, dataset=dataset, client=client)


def test_a_large_store_is_read_in_pages_up_to_a_limit() -> None:
    """No query asks for more than a page, none of the things is lost or doubled at the seams."""
    store = Counting.of_triples(things_of(4_500))
    store.asked = []
    assert 4_500 == len({thing.iri for thing in gather(store)})
    assert 4 == sum("LIMIT 2000" in query for query in store.asked)  # three, and one for the terms of the ontology
    assert max(len(query) for query in store.asked) < 20_000
    assert 100 == len(list(gather(store, most=100)))


def test_a_thing_without_a_name_is_called_by_its_iri() -> None:
    (thing,) = gather(EmbeddedStore.of_triples([Triple(NamedNode(f"{ID}act/x"), RDF.type, CCWP.LegalInstrument)]))
    assert f"{ID}act/x" == thing.label.text


HOSTILE_LABELS = ["<script>alert(1)</script>", '" OR 1=1; --', "\u202egnp.exe", "x" * 100_000, "a\x00b", "*", "\ue000"]


def test_hostile_labels_are_words_like_others() -> None:
    """Labels may hold anything; they are kept as text, and shortened where they are shown."""
    said = set()
    for number, label in enumerate(HOSTILE_LABELS):
        thing = NamedNode(f"{ID}concept/c{number}")
        said |= {
            Triple(thing, RDF.type, CCWP.DomainConcept),
            Triple(thing, SKOS.prefLabel, Literal(label)),
            Triple(thing, RDFS.label, Literal("known", language="en")),
        }
    index = Index.of_things(gather(EmbeddedStore.of_triples(said)))
    assert len(HOSTILE_LABELS) == find(index, "known").total
    assert "<script>alert(1)</script>" == find(index, "script alert 1").hits[0].label
    index.close()


def test_the_file_cannot_be_written_to(index: Index) -> None:
    with index.reading() as database, pytest.raises(sqlite3.OperationalError, match="readonly"):
        database.execute("DELETE FROM thing")


def test_the_index_in_memory_cannot_be_written_to() -> None:
    index = Index.of_things(gather(EmbeddedStore.of_triples(things_of(3))))
    with index.reading() as database, pytest.raises(sqlite3.OperationalError, match="readonly"):
        database.execute("DELETE FROM thing")
    index.close()


def test_which_plans_are_held_is_asked_once() -> None:
    """Each question without the name of a plan needs it, and all entries are looked through for it."""
    index = Index.of_things(gather(EmbeddedStore.of_triples(things_of(3))))
    asked: list[str] = []
    with index.reading() as database:
        database.set_trace_callback(asked.append)
    assert index.plans_held == index.plans_held == ()
    assert 1 == len(asked)
    index.close()


@pytest.mark.parametrize("kind", ["file", "memory"])
def test_many_threads_ask_at_once(kind: str, tmp_path: Path) -> None:
    """Each thread has a connection of its own, or its turn at the only one; all hear the same."""
    things = list(gather(EmbeddedStore.of_triples(things_of(60))))
    write_index(tmp_path / "search.sqlite", things)
    index = Index.of_file(tmp_path / "search.sqlite") if kind == "file" else Index.of_things(things)
    expected, heard, failed = find(index, "concept number 7"), [], []

    def ask() -> None:
        try:
            heard.extend(find(index, "concept number 7") for _ in range(20))
        except Exception as error:  # noqa: BLE001  # told below
            failed.append(error)

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert ([], 160, {expected.total}) == (failed, len(heard), {found.total for found in heard})
    assert all(found == expected for found in heard)
    index.close()


def test_what_is_no_index_is_refused(tmp_path: Path) -> None:
    """A file of something else, of another version, or none: NotARelease, so that one is made from the store."""
    path = tmp_path / "search.sqlite"
    with pytest.raises(NotARelease, match="is not a search index"):
        Index.of_file(path)
    path.write_bytes(b"not a database" * 1_000)
    with pytest.raises(NotARelease, match="is not a search index"):
        Index.of_file(path)
    write_index(path, gather(EmbeddedStore.of_triples(things_of(1))))
    database = sqlite3.connect(path)
    database.execute("PRAGMA user_version = 999")
    database.close()
    with pytest.raises(NotARelease, match="another version"):
        Index.of_file(path)


def test_a_file_that_has_gone_is_said_so(tmp_path: Path) -> None:
    """A release that was replaced a moment ago: 503 for the thread that had not opened the file yet."""
    path = tmp_path / "search.sqlite"
    write_index(path, gather(EmbeddedStore.of_triples(things_of(1))))
    index = Index.of_file(path)
    path.unlink()
    with pytest.raises(StoreUnavailable, match="ask again"):
        find(index, "concept")
    index.close()


def test_a_name_with_a_space_or_a_question_mark_in_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "a b?c#d%20"
    folder.mkdir()
    write_index(folder / "search.sqlite", gather(EmbeddedStore.of_triples(things_of(2))))
    index = Index.of_file(folder / "search.sqlite")
    assert 2 == find(index, "concept").total
    index.close()


@pytest.mark.parametrize("sort", ["is_name", "is_typed"])
def test_names_are_looked_up_and_not_gone_through(findable: tuple[Findable, ...], sort: str) -> None:
    """A question asks for some names several times: none of these may take longer with each thing that has a name."""
    with Index.of_things(findable).reading() as database:
        plan = database.execute(f"EXPLAIN QUERY PLAN SELECT 1 FROM entry WHERE {sort} AND folded IN ('a', 'b')")
        assert all("USING INDEX entry_" in step for *_, step in plan)
