"""A release at another base: its things are moved, the ontology and the shapes stay, and the server has its base."""

from __future__ import annotations

import gzip
import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import unquote

import pytest
from pyoxigraph import RdfFormat, parse

from ccwp_kg.entities.page import entity_page
from ccwp_kg.formats import SPARQL_JSON
from ccwp_kg.namespaces import CCWP, CCWPSH, PUBLISHED
from ccwp_kg.publish.opening import open_release
from ccwp_kg.rdf.example_queries import ExampleQuery, read_examples
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.rdf.terms.base import PUBLISHED_BASE, Base
from ccwp_kg.server import create_app
from ccwp_kg.server.site.site import read_release
from ccwp_kg.settings import Settings
from ccwp_kg.store import EmbeddedStore
from support.commands import ROOT, Run, run_command
from support.serving import Server, running, stop_server

ELSEWHERE = Base("https://kg.example/customs/")
# No published IRI but those of the ontology and of the shapes.
LEFT = re.compile(re.escape(PUBLISHED) + r"(?!ontology\b|shapes\b)[^\s\"<>]*")
QUERIES = ROOT / "web" / "queries"
NONE = Prefixes({})


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory, with_a_past: Path) -> Path:
    target = tmp_path_factory.mktemp("moved") / "release"
    done = run_command("release", "--base-iri", ELSEWHERE.iri, "--out", str(target), root=with_a_past)
    assert done.returncode == 0, done.stderr
    return target


@pytest.fixture(scope="module")
def site(moved: Path) -> Iterator[Server]:
    server = running("release", str(moved))
    yield server
    stop_server(server.process)


@pytest.fixture(scope="module")
def stores(moved: Path, published: Path) -> tuple[EmbeddedStore, EmbeddedStore]:
    """The published release and the one elsewhere, open in one process."""
    return open_release(published), open_release(moved)


def content(path: Path) -> str:
    """The text of a file; of a database that of its rows, for one text may lie on several pages of it."""
    if path.suffix == ".sqlite":
        with closing(sqlite3.connect(path)) as database:
            return "\n".join(database.iterdump())
    return (gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()).decode(errors="replace")


@pytest.mark.slow
def test_no_file_holds_a_published_iri_of_a_thing(moved: Path) -> None:
    files = [path for path in moved.rglob("*") if path.is_file()]
    assert len(files) > 100
    assert [] == [(path.name, found[0]) for path in files if (found := LEFT.findall(content(path)))]


@pytest.mark.slow
def test_nothing_but_things_is_moved(moved: Path, published: Path) -> None:
    """Moved back, the statements are those of the release that is published, and so are those of the one before.

    Blank nodes are in the shapes alone; what they are called depends on the IRIs around them.
    """
    for name in ("dataset.nq", "merged.nt", "history/0.1.0.nq.gz"):
        text = content(moved / name)
        assert str(CCWP) in text
        there = text.replace(ELSEWHERE.iri, PUBLISHED).splitlines()
        here = content(published / name).splitlines()
        assert len(there) == len(here) > 10_000
        assert sorted(line for line in there if "_:" not in line) == sorted(line for line in here if "_:" not in line)
    assert f"<{CCWPSH}" in content(moved / "dataset.nq")


@pytest.mark.slow
def test_the_description_is_that_of_the_same_things(moved: Path, published: Path) -> None:
    """Sizes and checksums differ; which things it describes by which properties does not."""

    def described(release: Path, base: Base) -> set[tuple[str, str]]:
        path = str(release / "description.ttl")
        quads = parse(path=path, format=RdfFormat.TURTLE, base_iri=f"{base.iri}dumps/")
        return {(quad.subject.value.replace(base.iri, PUBLISHED), quad.predicate.value) for quad in quads}

    assert described(published, PUBLISHED_BASE) == described(moved, ELSEWHERE)


@pytest.mark.slow
def test_the_same_base_gives_the_same_bytes(moved: Path, tmp_path: Path, with_a_past: Path) -> None:
    """By the option or by the environment."""
    environment = {"CCWP_BASE_IRI": ELSEWHERE.iri, "PYTHONHASHSEED": "7"}
    done = run_command("release", "--out", str(tmp_path / "again"), root=with_a_past, **environment)
    assert done.returncode == 0, done.stderr
    assert (moved / "SHA256SUMS").read_bytes() == (tmp_path / "again" / "SHA256SUMS").read_bytes()


@pytest.mark.parametrize("form", ["ntriples", "turtle", "jsonld", "stratml"])
def test_a_part_can_be_had_moved(form: str, run: Run) -> None:
    thing = "plan/5" if form == "stratml" else "organisation/olaf"
    done = run("export", "--base-iri", ELSEWHERE.iri, "--entity", thing, "--format", form)
    assert (0, "") == (done.returncode, done.stderr)
    assert ELSEWHERE.iri in done.stdout
    assert [] == LEFT.findall(done.stdout)


@pytest.mark.slow
def test_commands_take_the_base_from_the_release(moved: Path, published: Path, with_a_past: Path, run: Run) -> None:
    query = "SELECT ?p { ?p a ccwp:ActionPlan ; ccwp:ordinal 5 }"
    for release, base in ((moved, ELSEWHERE), (published, PUBLISHED_BASE), (moved, ELSEWHERE)):
        done = run("query", "--release", str(release), "--format", "csv", query)
        assert f"{base.id}plan/5" in done.stdout, done.stderr
    assert "0 statements added, 0 statements removed" in run("diff", str(moved), str(moved)).stdout
    # what blank nodes are called depends on the IRIs around them, and so does how many of their lines differ
    reports = [
        run("diff", "0.1.0", str(release), root=with_a_past).stdout.replace(ELSEWHERE.iri, PUBLISHED)
        for release in (moved, published)
    ]
    there, here = (re.sub(r"\(and [0-9]+ lines of blank nodes", "(", report) for report in reports)
    # among other IRIs the bases stand in different places, and so do the things that the report lists
    assert sorted(there.splitlines()) == sorted(here.splitlines())
    assert "statements added" in there
    apart = run("diff", str(published), str(moved))
    assert (1, "") == (apart.returncode, apart.stdout)
    assert "make both with one --base-iri" in apart.stderr


@pytest.mark.slow
def test_two_bases_in_one_process(stores: tuple[EmbeddedStore, EmbeddedStore]) -> None:
    """Neither is set for the process: stores and pages take turns, and each is right."""
    for _ in range(2):
        for store, base in zip(stores, (PUBLISHED_BASE, ELSEWHERE), strict=True):
            assert base == store.base
            page = entity_page(store, base.thing("plan/5/action/5.4"), prefixes=NONE)
            assert page is not None
            assert (f"{base.id}plan/5/action/5.4", "Action 5.4") == (page.thing.iri, page.thing.name)
            other = (ELSEWHERE if base == PUBLISHED_BASE else PUBLISHED_BASE).thing("plan/5/action/5.4")
            assert entity_page(store, other, prefixes=NONE) is None


@pytest.mark.slow
def test_two_sites_in_one_process(stores: tuple[EmbeddedStore, EmbeddedStore], moved: Path, published: Path) -> None:
    """Their pages are the same but for the names of things."""
    here, there = (
        create_app(store, settings=Settings(), release=read_release(release)).test_client()
        for store, release in zip(stores, (published, moved), strict=True)
    )
    for path in ("/", "/doc/plan/5/action/5.4", "/doc/plan/4", "/source/fifth-action-plan", "/actions", "/rules"):
        pages = [client.get(path, headers={"Accept": "text/html"}).text for client in (here, there)]
        texts = [unquote(page).replace(ELSEWHERE.id, PUBLISHED_BASE.id) for page in pages]
        links = [re.findall(r'href="(/[^"]*)"', text) for text in texts]
        assert links[0] == links[1], path
        assert len(links[0]) > 10
        assert [] == LEFT.findall(pages[1]), path


@pytest.mark.slow
@pytest.mark.parametrize(
    ("here", "there"),
    list(zip(read_examples(QUERIES), read_examples(QUERIES, ELSEWHERE), strict=True)),
    ids=lambda each: each.name,
)
def test_example_queries_have_the_same_answers(
    here: ExampleQuery, there: ExampleQuery, stores: tuple[EmbeddedStore, EmbeddedStore], site: Server
) -> None:
    def rows(found: str) -> list[str]:
        answer = json.loads(found)
        bindings = answer["results"]["bindings"] if "results" in answer else [answer]
        return sorted(json.dumps(row, sort_keys=True) for row in bindings)

    expected = stores[0].written(here.text, SPARQL_JSON).whole().decode()
    status, _, body = site.query(there.text, accept=SPARQL_JSON.essence)
    assert 200 == status
    assert rows(expected) == rows(body.decode().replace(ELSEWHERE.id, PUBLISHED_BASE.id))


@pytest.mark.slow
def test_a_query_of_ontology_terms_alone_needs_no_change(site: Server) -> None:
    """Only IRIs of things differ from one base to the other."""
    query = f"ASK {{ ?plan a <{CCWP}ActionPlan> ; <{CCWP}ordinal> 5 }}"
    assert b"true" in site.query(query, accept="application/sparql-results+json")[2]


@pytest.mark.slow
def test_every_link_of_its_pages_resolves(site: Server) -> None:
    """Pages of every kind, over real HTTP, and each page of this server that they lead to."""
    seen: dict[str, int] = {}
    for path in (
        "/", "/plans", "/actions", "/organisations", "/documents", "/objectives", "/concepts", "/meetings", "/ontology",
        "/ontology/rich", "/shapes", "/rules", "/validation", "/changes", "/data", "/sparql", "/search?q=olaf",
        "/doc/plan/5", "/doc/plan/5/action/5.4", "/doc/organisation/olaf", "/doc/dataset", "/source/fifth-action-plan",
    ):  # fmt: skip
        status, _, body = site.ask("GET", path, accept="text/html")
        assert (path, 200) == (path, status)
        page = body.decode()
        assert [] == LEFT.findall(page), path
        links = {link.partition("#")[0].replace("&amp;", "&") for link in re.findall(r'href="(/[^"]*)"', page)}
        for link in sorted(links - seen.keys())[:40]:
            seen[link] = site.ask("GET", link, accept="text/html")[0]
    assert len(seen) > 200
    assert {} == {link: status for link, status in seen.items() if status not in (200, 303)}


@pytest.mark.slow
def test_documents_and_names_are_at_the_base(site: Server) -> None:
    for path in ("/doc/plan/5.nt", "/ontology.nt", "/shapes.nt", "/dataset/0.1.0/doc/plan/5.nt", "/changes.nt"):
        status, _, body = site.ask("GET", path)
        assert (path, 200) == (path, status)
        assert [] == LEFT.findall(body.decode()), path
    assert f"<{ELSEWHERE.id}plan/5> " in site.ask("GET", "/doc/plan/5.nt")[2].decode()
    assert "/doc/plan/5" in site.ask("GET", "/id/plan/5")[1]["location"]
    manifest = json.loads(site.ask("GET", "/reconcile")[2])
    assert ELSEWHERE.id == manifest["identifierSpace"]
    found = json.loads(site.ask("GET", "/reconcile/suggest/entity?prefix=olaf")[2])["result"]
    assert "organisation/olaf" in [thing["id"] for thing in found]
    cited = site.ask("GET", "/cite/plan/5.ris")
    assert f"{ELSEWHERE.id}plan/5" in cited[2].decode()


@pytest.mark.slow
def test_files_are_served_at_a_base_of_the_settings(moved: Path) -> None:
    """`--data` and CCWP_BASE_IRI: prefixes, rules and links are those of the base."""
    server = running("data", str(moved / "merged.nt"), base_iri=ELSEWHERE.iri)
    try:
        described = server.query(f"DESCRIBE <{ELSEWHERE.id}plan/5>", accept="text/turtle")[2].decode()
        assert f"@prefix plan: <{ELSEWHERE.id}plan/> ." in described
        rules = server.ask("GET", "/rules", accept="text/html")[2].decode()
        assert "CONSTRUCT" in rules
        assert [] == LEFT.findall(rules)
    finally:
        stop_server(server.process)


@pytest.mark.parametrize(
    "base", ["kg.example/", "https://kg.example", "ftp://kg.example/", "https://kg.example/?a/", "https://a b/"]
)
def test_what_cannot_be_a_base_is_refused_in_a_sentence(base: str, tmp_path: Path, run: Run) -> None:
    done = run("release", "--base-iri", base, "--out", str(tmp_path / "r"))
    assert 1 == done.returncode
    assert "it takes an address that ends in a slash, such as https://example.org/customs/" in done.stderr
    assert not (tmp_path / "r").exists()


@pytest.mark.slow
def test_a_setting_that_is_no_base_is_refused(moved: Path, run: Run) -> None:
    done = run("load", "--store", "http://127.0.0.1:9/", "--release", str(moved), CCWP_BASE_IRI="nonsense")
    assert (1, True) == (done.returncode, "base_iri" in done.stderr)
