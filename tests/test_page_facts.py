"""What a release knows ahead for its pages: the file says what the statements and the rules say when they are asked."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import sys
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Barrier

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from ccwp_kg.entities.facts.entity_context import own_facts
from ccwp_kg.entities.facts.facts import look_up
from ccwp_kg.entities.facts.inferences import read_explanation
from ccwp_kg.errors import NotARelease
from ccwp_kg.kinds import view_of
from ccwp_kg.namespaces import CCWP, ID, RDF, SKOS
from ccwp_kg.page_facts import FILE, NAMING, NOTHING_INFERRED, Explanation, PageFacts, Ways, write_page_facts
from ccwp_kg.publish.opening import SUMS, open_release, sha256_of, state_of, sums_of
from ccwp_kg.rdf.dataset import ABOUT, INFERRED
from ccwp_kg.rdf.rules import read_rules
from ccwp_kg.server import create_app
from ccwp_kg.server.site.site import open_site, read_release
from ccwp_kg.settings import Settings
from ccwp_kg.store import EmbeddedStore, Term
from support.commands import ROOT
from support.serving import eventually, running, stop_server
from support.stores.counting import CountingStore

RULES = {rule.name: rule for rule in read_rules(ROOT / "ontology" / "rules")}
X, Y = NamedNode(ID + "plan/5"), NamedNode(ID + "plan/4")
FACT, PREMISE = Triple(X, CCWP.precededBy, Y), Triple(Y, CCWP.succeededBy, X)
ODD = Triple(X, CCWP.text, Literal('a "quoted"\nline', language="en"))


def renamed(release: Path, folder: Path) -> Path:
    """A copy of a release in whose file alone plan 5 has another name."""
    shutil.copytree(release, folder)
    write_page_facts(folder / FILE, {}, [Triple(X, SKOS.prefLabel, Literal("a name of the file"))])
    sums = (folder / SUMS).read_text(encoding="utf-8")
    (folder / SUMS).write_text(sums.replace(sha256_of(release / FILE), sha256_of(folder / FILE)), encoding="utf-8")
    return folder


def test_the_file_says_what_the_rules_say(published: Path, release_store: EmbeddedStore) -> None:
    """Of every thing that something is inferred of; a rule that gives nothing, or a premise forgotten, is seen here."""
    inferred: defaultdict[Term, set[tuple[Term, Term]]] = defaultdict(set)
    for row in release_store.rows(f"SELECT ?s ?p ?o WHERE {{ GRAPH {INFERRED} {{ ?s ?p ?o }} }}"):
        inferred[row["s"]].add((row["p"], row["o"]))
    kept = PageFacts(published / FILE)
    things = [thing for thing in inferred if isinstance(thing, NamedNode)]
    assert len(things) > 90
    for thing in sorted(things, key=str)[::7]:
        asked = read_explanation(release_store, thing, own_facts(release_store, thing), inferred[thing], RULES)
        assert (thing, asked) == (thing, kept.explanation(thing))
    assert NOTHING_INFERRED == kept.explanation(NamedNode(ID + "concept/afis-mab"))


def test_the_file_names_things_as_the_statements_do(published: Path, release_store: EmbeddedStore) -> None:
    """Every thing there is, those of the description, too: each label, and the view that its classes give."""
    kept = PageFacts(published / FILE)
    labels: defaultdict[NamedNode, dict[NamedNode, list[Literal]]] = defaultdict(dict)
    classes: defaultdict[NamedNode, list[NamedNode]] = defaultdict(list)
    about_it = f"VALUES ?g {{ {' '.join(map(str, ABOUT))} }} GRAPH ?g {{ ?s ?p ?o }}"
    every = f"SELECT DISTINCT ?s ?p ?o WHERE {{ {{ ?s ?p ?o }} UNION {{ {about_it} }} }} ORDER BY ?s ?p ?o"
    for row in release_store.rows(every):
        match row["s"], row["p"], row["o"]:
            case NamedNode() as thing, NamedNode() as predicate, Literal() as label if predicate in NAMING:
                labels[thing].setdefault(predicate, []).append(label)
            case NamedNode() as thing, NamedNode() as predicate, NamedNode() as kind if predicate == RDF.type:
                classes[thing].append(kind)
    found = kept.labels(classes)
    assert len(labels) > 900
    for thing in classes:
        by_property = {predicate: set(of) for predicate, of in found[thing].items()}
        assert (thing, {p: set(of) for p, of in labels[thing].items()}) == (thing, by_property)
    views = {thing: view_of(of) for thing, of in classes.items()}
    assert views == {thing: kept.view(thing) for thing in views}
    assert len(set(views.values())) > 8


def test_names_are_those_of_the_release_that_answers(published: Path, tmp_path: Path) -> None:
    """The folder may hold another release than the one that answers: then the store is asked, not the file."""
    folder = renamed(published, tmp_path / "release")
    names = []
    for state in (state_of(sums_of(folder)), "of another release"):
        store = CountingStore(open_release(folder), state)
        site = open_site(store, settings=Settings(), release=read_release(folder))
        names.append(look_up(store, [X], languages=(), prefixes=site.prefixes)[X].name)
        assert (site.page_facts is None) == (state == "of another release") == bool(store.queries)
    assert ["a name of the file", "Fifth Action Plan"] == names


def test_what_is_written_is_read(tmp_path: Path) -> None:
    """Literals with language and line ends, several ways, how many more there are, and what is inferred itself."""
    written = {X: Explanation({FACT: {"rule": Ways(9, ((PREMISE, ODD), (ODD,)))}, ODD: {}}, frozenset([PREMISE]))}
    write_page_facts(tmp_path / FILE, written)
    assert written[X] == PageFacts(tmp_path / FILE).explanation(X)
    assert NOTHING_INFERRED == PageFacts(tmp_path / FILE).explanation(Y)


def test_the_same_explanations_are_the_same_bytes(tmp_path: Path) -> None:
    """Whatever their order, and whatever stood in the file before."""
    one, other = Explanation({FACT: {"rule": Ways(1, ((PREMISE,),))}}), Explanation({PREMISE: {}})
    write_page_facts(tmp_path / "one", {X: one, Y: other})
    write_page_facts(tmp_path / "other", {X: other})
    write_page_facts(tmp_path / "other", {Y: other, X: one})
    assert (tmp_path / "one").read_bytes() == (tmp_path / "other").read_bytes()


@pytest.mark.parametrize(
    ("content", "cause"), [(b"damaged" * 999, "holds no facts for pages"), (None, "another version")]
)
def test_another_file_is_refused_in_a_sentence(content: bytes | None, cause: str, tmp_path: Path) -> None:
    if content is None:
        with closing(sqlite3.connect(tmp_path / FILE)) as database:
            database.execute("CREATE TABLE explanation (thing TEXT)")
    else:
        (tmp_path / FILE).write_bytes(content)
    with pytest.raises(NotARelease, match=cause):
        PageFacts(tmp_path / FILE)


def test_without_the_file_a_page_is_the_same(published: Path, tmp_path: Path) -> None:
    """A damaged file is as none, and an installation of another version may write one that this cannot read."""
    folder = tmp_path / "release"
    shutil.copytree(published, folder)
    (folder / FILE).write_bytes(b"damaged" * 999)
    pages = []
    for release in (published, folder):
        app = create_app(open_release(release), settings=Settings(), release=read_release(release))
        for path in ("/doc/plan/5/action/5.4/subject/616", "/doc/plan/3/action/3.1", "/doc/graph/inferred"):
            page = app.test_client().get(path, headers={"Accept": "text/html"})
            assert 200 == page.status_code
            pages.append(page.get_data(as_text=True))
    assert pages[:3] == pages[3:]
    assert "It follows from:" in pages[0]


@pytest.mark.slow
def test_after_a_swap_names_come_from_the_new_file(published: Path, tmp_path: Path) -> None:
    """Over HTTP, with pages made ahead, and for requests that were answered before."""
    folder, other = tmp_path / "release", renamed(published, tmp_path / "other")
    shutil.copytree(published, folder)
    server = running("release", str(folder))

    def heading() -> str:
        status, _, body = server.ask("GET", "/doc/plan/4", accept="text/html")
        assert status == 200
        return "a name of the file" if b"a name of the file" in body else "Fifth" * (b"Fifth Action Plan" in body)

    try:
        assert {"Fifth"} == {heading() for _ in range(6)}
        folder.rename(tmp_path / "old")
        other.rename(folder)
        assert {"Fifth"} == {heading() for _ in range(6)}, "until it is told, the server answers from what it has"
        os.kill(server.launcher, signal.SIGHUP)
        assert eventually(lambda: {"a name of the file"} == {heading() for _ in range(6)}, within=20)
    finally:
        stop_server(server.process)


def test_many_threads_read_at_once(published: Path) -> None:
    """Else two of them run one statement of SQLite, and a page is 503 now and then."""
    kept = PageFacts(published / FILE)
    things = [NamedNode(f"{ID}plan/5/action/5.{number}") for number in range(1, 11)]
    begin = Barrier(16)

    def read(number: int) -> None:
        begin.wait(10)
        for turn in range(300):
            thing = things[(number + turn) % len(things)]
            kept.view(thing)
            kept.labels([thing])

    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(16) as threads:
            for done in [threads.submit(read, number) for number in range(16)]:
                done.result(60)
    finally:
        sys.setswitchinterval(interval)
