"""Putting a release into a store elsewhere: whole, again, after an interruption, and not where something is wrong."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from urllib.request import Request

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple
from pyoxigraph import Store as Engine

from ccwp_kg.errors import NotARelease, StoreBroken
from ccwp_kg.publish.loading.load import MARKS, graphs_of, load
from ccwp_kg.publish.loading.remote_graphs import GraphStoreWriter, GraphWriter, UpdateWriter, batches, insertion
from ccwp_kg.publish.opening import open_release
from ccwp_kg.store import Dataset, EmbeddedStore, Rows
from ccwp_kg.store.exchange import Address
from ccwp_kg.store.remote import MERGED, RemoteStore
from support.commands import ROOT, call_command
from support.stores.endpoints import GRAPH, SMALL, Fake, in_turn, reply, write_release
from support.stores.virtuoso import PASSWORD, USER, Virtuoso

ONE, TWO, SHAPES = (NamedNode(GRAPH + name) for name in ("curated/one", "curated/two", "shapes"))
WHO = {"CCWP_STORE_USER": USER, "CCWP_STORE_PASSWORD": PASSWORD}
N = NamedNode("http://a.example/n")
STOPS_AT_THE_FIFTH = """
import sys, time
from ccwp_kg.cli import main
from ccwp_kg.publish.loading.load import MARKS
from ccwp_kg.publish.loading.remote_graphs import UpdateWriter

replace, put = UpdateWriter.replace, []

def replace_four(self, graph, triples):
    if graph != MARKS:
        put.append(graph)
        if len(put) == 5:
            print("stopped", flush=True)
            time.sleep(600)
    replace(self, graph, triples)

UpdateWriter.replace = replace_four
main()
"""
"""The command line in a process whose load waits, to be killed, when it comes to its fifth graph."""


@dataclass
class Memory:
    """A store elsewhere that is here, so that the order of steps can be tried without a server."""

    engine: Engine

    def replace(self, graph: NamedNode, triples: Sequence[Triple]) -> None:
        self.drop(graph)
        self.engine.extend(Quad(t.subject, t.predicate, t.object, graph) for t in triples)

    def drop(self, graph: NamedNode) -> None:
        self.engine.remove_graph(graph)

    def graphs(self) -> tuple[NamedNode, ...]:
        named = (g for g in self.engine.named_graphs() if isinstance(g, NamedNode))
        return tuple(sorted((g for g in named if g.value.startswith(GRAPH)), key=str))

    def rows(self, query: str, *, dataset: Dataset) -> Rows:
        return EmbeddedStore(self.engine).rows(query, dataset=dataset)

    def refresh(self) -> None:
        """Nothing is remembered."""


@dataclass
class Place:
    """Where a release is put: how it is asked and how it is changed."""

    store: RemoteStore
    writer: GraphWriter

    def put(self, release: Path) -> int:
        return load(graphs_of(release), store=self.store, writer=self.writer)

    def graph(self, name: NamedNode) -> set[str]:
        rows = self.store.rows("SELECT ?s ?p ?o { ?s ?p ?o }", dataset=Dataset((name,)))
        return {re.sub(r"_:\w+", "_:", f"{row['s']} {row['p']} {row['o']}") for row in rows}

    def everything(self) -> dict[str, set[str]]:
        return {name.value: self.graph(name) for name in (*self.store.graphs(), MARKS)}


@pytest.fixture(
    params=[
        "memory",
        pytest.param("update", marks=pytest.mark.virtuoso),
        pytest.param("graph store", marks=pytest.mark.virtuoso),
    ]
)
def place(request: pytest.FixtureRequest) -> Place:
    if request.param == "memory":
        memory = Memory(Engine())
        return Place(memory, memory)  # type: ignore[arg-type]  # it is asked no more than what Memory has
    server: Virtuoso = request.getfixturevalue("virtuoso")
    writer: GraphWriter = UpdateWriter(Address(server.guarded, USER, PASSWORD))
    if request.param == "graph store":
        writer = GraphStoreWriter(Address(server.graph_store, USER, PASSWORD))
    store = RemoteStore(server.endpoint)
    for graph in (*store.graphs(), MARKS):
        writer.drop(graph)
    return Place(store, writer)


def test_the_store_holds_the_release_and_its_merge(place: Place, small_release: Path) -> None:
    """All graphs, the merge of all but the shapes, and no trace of the loading; twice gives the same."""
    assert 4 == place.put(small_release)
    first = place.everything()
    expected = {ONE.value: 2, TWO.value: 5, SHAPES.value: 2, MERGED.value: 6, MARKS.value: 0}
    assert expected == {name: len(triples) for name, triples in first.items()}
    assert first[MERGED.value] == first[ONE.value] | first[TWO.value]
    assert 4 == place.put(small_release)
    assert first == place.everything()


def test_a_graph_that_is_no_more_goes(place: Place, small_release: Path, tmp_path: Path) -> None:
    place.put(small_release)
    less = "".join(line for line in SMALL.splitlines(keepends=True) if TWO.value not in line)
    place.put(write_release(tmp_path / "less", less))
    assert {ONE.value: 2, SHAPES.value: 2, MERGED.value: 2, MARKS.value: 0} == {
        name: len(triples) for name, triples in place.everything().items()
    }


class Interrupted(Exception):
    """The power went."""


@dataclass
class Failing:
    """A writer that ends when it comes to a graph."""

    writer: GraphWriter
    at: NamedNode

    def replace(self, graph: NamedNode, triples: Sequence[Triple]) -> None:
        if graph == self.at:
            self.writer.replace(graph, triples[:1])
            raise Interrupted
        self.writer.replace(graph, triples)

    def drop(self, graph: NamedNode) -> None:
        self.writer.drop(graph)


def test_an_interrupted_load_goes_on(place: Place, small_release: Path, tmp_path: Path) -> None:
    """Graphs that are whole are not put again; a release that changed is, where it changed."""
    whole, writer = graphs_of(small_release), place.writer
    with pytest.raises(Interrupted):
        load(whole, store=place.store, writer=Failing(writer, TWO))
    assert [1, 1] == [len(place.graph(MARKS)), len(place.graph(TWO))]  # only graph one is whole
    changed = write_release(tmp_path / "changed", SMALL.replace('"one"', '"another"'))
    with pytest.raises(Interrupted):
        load(graphs_of(changed), store=place.store, writer=Failing(writer, ONE))
    assert 0 == len(place.graph(MARKS))  # what was whole before is not so any more
    with pytest.raises(Interrupted):
        load(graphs_of(changed), store=place.store, writer=Failing(writer, MERGED))
    assert 3 == len(place.graph(MARKS))
    assert 2 == load(whole, store=place.store, writer=writer)  # one again, and the merge
    interrupted = place.everything()
    place.put(small_release)
    assert place.everything() == interrupted


def test_marks_are_of_bytes(small_release: Path, tmp_path: Path) -> None:
    """The same graph has the same mark, another one another."""
    same, other = graphs_of(small_release), graphs_of(write_release(tmp_path / "a", SMALL.replace("one", "eno")))
    assert same == graphs_of(small_release)
    assert {SHAPES, TWO} == {graph.name for graph in same} & {graph.name for graph in same if graph in other}


def test_a_store_that_loses_a_triple_is_found_out(small_release: Path) -> None:
    """And the next load puts everything again."""
    memory = Memory(Engine())
    place = Place(memory, memory)  # type: ignore[arg-type]

    class Losing(Memory):
        def replace(self, graph: NamedNode, triples: Sequence[Triple]) -> None:
            super().replace(graph, triples[1:] if graph == TWO else triples)

    with pytest.raises(StoreBroken, match=r"curated/two has 5 triples in the release, but the store counts 4"):
        load(graphs_of(small_release), store=place.store, writer=Losing(memory.engine))
    assert set() == place.graph(MARKS)
    assert 4 == place.put(small_release)


@pytest.mark.virtuoso
def test_literals_that_virtuoso_takes_for_one_are_found_out(virtuoso: Virtuoso, tmp_path: Path) -> None:
    """It keeps values and not forms: 1.0 and 1.00 of one thing and property are one triple there."""
    line = f'<http://a.example/> <http://a.example/> "%s"^^<http://www.w3.org/2001/XMLSchema#decimal> <{ONE.value}> .\n'
    folder = write_release(tmp_path / "release", line % "1.0" + line % "1.00")
    done = call_command("load", "--store", virtuoso.guarded, "--release", str(folder), **WHO)
    told = "ccwp-kg: .*/curated/one has 2 triples in the release, but the store counts 1; load it again\n"
    assert done.returncode == 1
    assert re.fullmatch(told, done.stderr)


@pytest.mark.virtuoso
def test_a_killed_load_goes_on(virtuoso: Virtuoso, published: Path) -> None:
    """Nothing of ours gets to say goodbye, and the next load finds what is whole."""
    store = RemoteStore(virtuoso.endpoint)
    writer = UpdateWriter(Address(virtuoso.guarded, USER, PASSWORD))
    place = Place(store, writer)
    for graph in (*store.graphs(), MARKS):
        writer.drop(graph)
    words = ["load", "--store", virtuoso.guarded, "--release", str(published)]
    process = subprocess.Popen(
        [sys.executable, "-c", STOPS_AT_THE_FIFTH, *words],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), **WHO},
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "stopped\n"
    process.kill()
    process.communicate(timeout=20)
    there = len(place.graph(MARKS))
    assert there == 4
    done = call_command(*words, **WHO)
    assert done.returncode == 0, done.stderr
    total = len(graphs_of(published))
    assert f"({total - there} graphs put now)\n" in done.stderr
    assert set() == place.graph(MARKS)
    (row,) = store.rows("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    embedded = open_release(published)
    assert embedded.rows("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")[0]["n"] == row["n"]


@pytest.mark.virtuoso
@pytest.mark.parametrize("who", [{}, {"CCWP_STORE_USER": USER, "CCWP_STORE_PASSWORD": "wr0ng"}])
def test_wrong_credentials_are_named(who: dict[str, str], virtuoso: Virtuoso, small_release: Path) -> None:
    for where in (["--store", virtuoso.guarded], ["--store", virtuoso.endpoint, "--graph-store", virtuoso.graph_store]):
        done = call_command("load", *where, "--release", str(small_release), **who)
        assert (1, "", 1) == (done.returncode, done.stdout, done.stderr.count("\n"))
        assert "set CCWP_STORE_USER and CCWP_STORE_PASSWORD" in done.stderr
        assert "wr0ng" not in done.stderr


@pytest.mark.parametrize(
    ("expected", "words"),
    [
        ("cannot be reached (Connection refused)", ["--store", "http://127.0.0.1:9/sparql"]),
        ("is not a release (release.json is missing)", ["--store", "http://127.0.0.1:9/", "--release", "/nowhere"]),
        ("is not the address of a store", ["--store", "http://127.0.0.1:9/", "--graph-store", "http://dba:pw@127.0.0.1/"]),
        ("does not fit the setting 'store'", ["--store", "127.0.0.1"]),
    ],
)  # fmt: skip
def test_an_error_is_one_sentence(expected: str, words: list[str], small_release: Path) -> None:
    given = words if "--release" in words else [*words, "--release", str(small_release)]
    done = call_command("load", *given, CCWP_STORE_USER=USER, CCWP_STORE_PASSWORD="s3cret")
    assert (1, "", 1) == (done.returncode, done.stdout, done.stderr.count("\n"))
    assert expected in done.stderr
    assert "s3cret" not in done.stderr
    assert "pw" not in done.stderr


def test_a_store_must_be_named() -> None:
    done = call_command("load")
    assert (2, "name the store" in done.stderr) == (done.returncode, True)


@pytest.mark.parametrize("name", ["dataset.nq", "description.ttl"])
def test_a_damaged_release_goes_nowhere(name: str, tmp_path: Path) -> None:
    """A line less is still N-Quads, so the checksums decide."""
    folder = write_release(tmp_path / "release", SMALL, description="<a:a> <a:a> <a:a> .\n<a:b> <a:a> <a:a> .\n")
    path = folder / name
    path.write_text("".join(path.read_text().splitlines(keepends=True)[:-1]))
    with pytest.raises(NotARelease, match=f"{name} is not the file of its SHA256SUMS"):
        graphs_of(folder)


def test_statements_without_a_graph_are_refused(tmp_path: Path) -> None:
    with pytest.raises(NotARelease, match="outside of named graphs"):
        graphs_of(write_release(tmp_path / "release", "<a:a> <a:a> <a:a> .\n"))


def blank(*names: str) -> list[Triple]:
    """A chain of blank nodes."""
    return [Triple(BlankNode(a), N, BlankNode(b)) for a, b in pairwise(names)]


def plain(number: int, text: str = "") -> list[Triple]:
    return [Triple(N, N, Literal(f"{n}{text}")) for n in range(number)]


@pytest.mark.parametrize(
    ("expected", "triples", "size"),
    [
        ([], [], 1_000),
        ([3, 2], plain(5), 1_000),
        ([1, 1], plain(2, "x" * 500), 1_000),
        ([1], plain(1, "x" * 5_000), 1_000),
        ([3, 2], [*blank("a", "b"), *plain(3), *blank("c", "d")], 1_000),
        ([5], blank(*"abcdef"), 1_000),  # more than a request should hold, but one node must not become two
        ([5, 1], [*blank("a", "b", "c"), *blank("x", "y"), *blank("d", "e", "f"), *blank("c", "f")], 1_000),
    ],
)
def test_requests_are_bounded_and_keep_blank_nodes_together(
    expected: list[int], triples: list[Triple], size: int
) -> None:
    """Three triples and so many bytes a request, but for what hangs together by blank nodes."""
    made = list(batches(triples, size=size, count=3))
    assert expected == [len(batch) for batch in made]
    assert sorted(map(str, triples)) == sorted(str(triple) for batch in made for triple in batch)


def test_an_update_says_what_it_adds() -> None:
    """SPARQL 1.1 Update §3.1.1 and §4.1.4: both add these triples to the graph, each once."""
    triples = [*plain(2, 'é"\n'), *blank("a", "b", "c")]
    for some in (triples[:2], triples):
        engine = Engine()
        engine.update(insertion(ONE, some))
        assert len(some) == len(list(engine.quads_for_pattern(None, None, None, ONE)))


def test_a_graph_goes_in_one_request(fake: Fake) -> None:
    """Graph Store Protocol §4.2, §5.3, §5.4: the graph's name is a parameter; what is not there is dropped already."""
    fake.play = in_turn(reply("", status=201), reply("", status=404), reply("", status=204))
    writer = GraphStoreWriter(Address(f"{fake.address}?repository=a"))
    requests: list[Request] = []
    ask = writer._exchange.ask
    object.__setattr__(writer, "_exchange", _Watched(ask, requests))
    writer.replace(ONE, plain(2))
    writer.drop(ONE)
    writer.drop(TWO)
    assert ["PUT", "DELETE", "DELETE"] == fake.methods
    assert {"repository": ["a"], "graph": [ONE.value]} == parse_qs(urlsplit(requests[0].full_url).query)
    assert "application/n-triples" == fake.headers[0]["content-type"]


class _Watched:
    def __init__(self, ask: object, seen: list[Request]) -> None:
        self._ask, self._seen = ask, seen

    def ask(self, request: Request, **options: object) -> object:
        self._seen.append(request)
        return self._ask(request, **options)  # type: ignore[operator]


def test_a_refused_update_ends_the_load(fake: Fake) -> None:
    fake.play = in_turn(reply(""), reply("too long", status=400, media_type="text/plain"))
    with pytest.raises(StoreBroken, match=r"too long; the store at .* does not take this update"):
        UpdateWriter(Address(fake.address)).replace(ONE, plain(2))
    assert ["update"] * 2 == [next(iter(asked)) for asked in fake.asked]
