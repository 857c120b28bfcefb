"""A release holds all that it is served with: another installation, with other files of its own, serves it alike."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from siblings.plans import public
from support.commands import copy_of_checkout, run_command
from support.serving import Server, running, stop_server

pytestmark = pytest.mark.slow
NAME = "seventh-action-plan"


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout with one plan more, another prefix, another name of a rule and another example; a release of it."""
    root = copy_of_checkout(tmp_path_factory.mktemp("elsewhere") / "checkout")
    document = root / f"{NAME}.txt"
    document.write_bytes(public("seventh").encode())
    ontology = root / "ontology"
    with (ontology / "prefixes.ttl").open("a", encoding="utf-8") as prefixes:
        prefixes.write(
            '\n<https://w3id.org/ccwp/ontology#prefix-seventh> <http://www.w3.org/ns/shacl#prefix> "seventh" ; '
            '<http://www.w3.org/ns/shacl#namespace> "https://w3id.org/ccwp/id/plan/7/action/" .\n'
        )
    context = json.loads((ontology / "context.jsonld").read_text(encoding="utf-8"))
    context["@context"]["seventh"] = "https://w3id.org/ccwp/id/plan/7/action/"
    (ontology / "context.jsonld").write_text(json.dumps(context), encoding="utf-8")
    (ontology / "rules" / "succeeded-by.rq").rename(ontology / "rules" / "followed-by.rq")
    example = ontology / "examples" / "Correction.ttl"
    example.write_text(
        example.read_text(encoding="utf-8").replace("fourth concerned", "seventh concerned"), encoding="utf-8"
    )
    for words in (["add", str(document), "--plan", "7", "--document", NAME, "--yes"], ["release", "--out", "release"]):
        done = run_command(*words, root=root)
        assert done.returncode == 0, done.stderr
    return root


@pytest.fixture(scope="module")
def site(elsewhere: Path) -> Iterator[Server]:
    """The release, served by this installation, which knows neither the plan nor the rest."""
    server = running("release", str(elsewhere / "release"))
    yield server
    stop_server(server.process)


def page(site: Server, path: str) -> str:
    status, _, body = site.ask("GET", path, accept="text/html")
    assert (path, 200) == (path, status)
    return body.decode()


def test_the_document_that_was_read_is_shown(site: Server) -> None:
    status, _, body = site.ask("GET", f"/source/{NAME}.txt")
    assert (200, public("seventh")) == (status, body.decode())
    assert "freight" in page(site, f"/source/{NAME}")


def test_its_rules_are_listed_and_explain_what_they_gave(site: Server) -> None:
    listed = page(site, "/rules")
    assert (True, False) == ('id="followed-by"' in listed, 'id="succeeded-by"' in listed)
    told = page(site, "/doc/plan/6")
    assert "/doc/rule/followed-by" in told
    assert "It follows from:" in told


def test_its_prefixes_context_and_examples_are_those_of_the_release(site: Server, elsewhere: Path) -> None:
    query = "CONSTRUCT { ?a a ?c } WHERE { ?a a ?c FILTER(STRENDS(STR(?a), '/action/7.1')) }"
    assert b"seventh:7.1" in site.query(query, accept="text/turtle")[2]
    assert b"seventh:7.1" in site.ask("GET", "/doc/plan/7/action/7.1.ttl")[2]
    assert "seventh" in json.loads(site.ask("GET", "/context.jsonld")[2])["@context"]
    assert "seventh concerned" in page(site, "/ontology")
    question = "SELECT ?t { seventh:7.1 dcterms:title ?t }"
    asked = run_command("query", "--release", str(elsewhere / "release"), "--format", "csv", question)
    assert "how cash is hidden" in asked.stdout, asked.stderr


def test_every_text_has_a_checksum_and_is_offered(site: Server, elsewhere: Path) -> None:
    release = elsewhere / "release"
    sums = dict(reversed(line.split("  ")) for line in (release / "SHA256SUMS").read_text().splitlines())
    listed = json.loads((release / "release.json").read_text())["files"]
    names = {"prefixes.ttl", "context.jsonld", "rich.ttl", f"source/{NAME}.txt", "rules/followed-by.rq"}
    names |= {"source/fifth-action-plan.txt", "examples/Action.ttl"}
    assert names <= sums.keys() & listed.keys()
    shown = page(site, "/data")
    for name in names:
        assert f'href="/dumps/{name}"' in shown
        assert (release / name).read_bytes() == site.ask("GET", f"/dumps/{name}")[2]


def test_a_release_without_its_texts_says_how_it_is_mended(elsewhere: Path, tmp_path: Path) -> None:
    """A release of an earlier version has no prefixes; it is not served with those of the package."""
    release = tmp_path / "release"
    release.mkdir()
    listed = json.loads((elsewhere / "release" / "release.json").read_text())
    for name in listed["files"].keys() | {"SHA256SUMS"}:
        if name not in ("prefixes.ttl", "context.jsonld", "rich.ttl"):
            (release / name).parent.mkdir(exist_ok=True)
            (release / name).write_bytes((elsewhere / "release" / name).read_bytes())
    sums = (release / "SHA256SUMS").read_text().splitlines(keepends=True)
    kept = [line for line in sums if (release / line.strip().split("  ")[1]).exists()]
    (release / "SHA256SUMS").write_text("".join(kept))
    for words in (["serve", "--port", "0"], ["query", "ASK {}"]):
        done = run_command(*words, "--release", str(release))
        assert 1 == done.returncode
        assert "(prefixes.ttl is missing); make it again with 'ccwp-kg release'" in done.stderr
