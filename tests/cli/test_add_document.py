"""`ccwp-kg add` puts a document into a checkout whole, or leaves the checkout as it was."""

from __future__ import annotations

import fcntl
import json
import os
import re
import shutil
from pathlib import Path

import pytest

from siblings.plans import public, sibling
from support.commands import ROOT, Run, call_command, contents

pytestmark = pytest.mark.slow

NAME = "draft-seventh-action-plan"
NUMBER = "8112/14"
"""What the headers of the plan print."""


@pytest.fixture
def seventh(tmp_path: Path) -> Path:
    """An invented plan in which nothing is left not understood."""
    file = tmp_path / "Seventh Action Plan.txt"
    file.write_bytes(public("seventh").encode())
    return file


def test_an_added_plan_is_built_valid_released_and_found(checkout: Path, seventh: Path, tmp_path: Path) -> None:
    done = call_command("add", str(seventh), "--plan", "7", "--document", NAME, "--yes", root=checkout)
    assert 0 == done.returncode, done.stderr
    assert "action 7.4" in done.stdout
    assert "data/sources/draft-seventh-action-plan.txt added, 4 actions built\n" in done.stderr
    data = checkout / "data"
    assert seventh.read_bytes() == (data / "sources" / "draft-seventh-action-plan.txt").read_bytes()
    assert (data / "generated" / "source-draft-seventh-action-plan.ttl").is_file()
    assert contents(ROOT / "data" / "curated") == contents(data / "curated")
    for words in (["build", "--check"], ["validate"], ["format", "--check"]):
        checked = call_command(*words, root=checkout)
        assert 0 == checked.returncode, checked.stdout + checked.stderr
    released = call_command("release", "--out", str(tmp_path / "release"), root=checkout)
    assert 0 == released.returncode, released.stderr
    question = "SELECT ?title { plan:7 ccwp:hasAction ?a . ?a ccwp:actionNumber '7.1' ; dcterms:title ?title }"
    told = json.loads(call_command("query", "--format", "json", question, root=checkout).stdout)
    titles = {row["title"]["value"] for row in told["results"]["bindings"]}
    assert {"To describe how cash is hidden in freight and in vehicles"} == titles
    again = call_command("add", str(seventh), "--plan", "7", "--document", NAME, "--yes", root=checkout)
    assert "data/sources/draft-seventh-action-plan.txt is there already; give another --document" in again.stderr


def test_a_numbered_document_with_a_date_and_a_marking(checkout: Path, seventh: Path) -> None:
    """Its IRI is made of its number, however that is written; nothing is called after the file."""
    words = ["--document", "ST 99999/1/13 REV 1", "--issued", "2013-11-19", "--marking", "LIMITE", "--rights", "Ask."]
    words += ["--accept-problems"]
    done = call_command("add", str(seventh), "--plan", "7", *words, "--yes", root=checkout)
    assert 0 == done.returncode, done.stderr
    assert (checkout / "data" / "sources" / "st-99999-2013-rev-1.txt").is_file()
    assert 0 == call_command("validate", root=checkout).returncode
    question = """SELECT ?p ?o { <https://w3id.org/ccwp/id/document/ST-99999-2013-REV-1> ?p ?o
      FILTER(?p IN (rdfs:label, dcterms:issued, dcterms:rights, ccwp:marking, foaf:primaryTopic, ccwp:revision)) }"""
    told = json.loads(call_command("query", "--format", "json", question, root=checkout).stdout)
    said = {row["p"]["value"].split("/")[-1].split("#")[-1]: row["o"]["value"] for row in told["results"]["bindings"]}
    assert {
        "label": "99999/1/13 REV 1", "issued": "2013-11-19", "rights": "Ask.", "marking": "LIMITE",
        "primaryTopic": "https://w3id.org/ccwp/id/plan/7", "revision": "1",
    } == said  # fmt: skip
    assert not [triple for triple in contents(checkout / "data") if "seventh" in triple]


def test_a_document_has_the_number_it_prints(checkout: Path, seventh: Path) -> None:
    done = call_command("add", str(seventh), "--plan", "7", "--yes", root=checkout)
    assert 0 == done.returncode, done.stderr
    assert (checkout / "data" / "sources" / "st-8112-2014-init.txt").is_file()


@pytest.mark.parametrize(
    ("sentence", "name", "words"),
    [
        ("the document sets out plan 7, not plan 6; name", "seventh", ["--plan", "6", "--document", NAME, "--yes"]),
        ("the document sets out plan 7; confirm it with --plan 7", "seventh", ["--document", NAME, "--yes"]),
        ("1 problem is reported; answer", "adopted", ["--plan", "7", "--document", NAME, "--yes"]),
        ("the document has no name yet; give --document its number", "unnumbered", ["--plan", "7", "--yes"]),
        ("“Plan 7” names no document; give --document", "seventh", ["--plan", "7", "--document", "Plan 7", "--yes"]),
        (
            "a document marked LIMITE is not for everybody; say with --rights who may use it",
            "seventh",
            ["--plan", "7", "--document", NAME, "--marking", "LIMITE", "--yes"],
        ),
        ("a document marked LIMITE is not for everybody; say", "marked", ["--plan", "7", "--document", NAME, "--yes"]),
        ("nothing was added; answer yes, or give --yes", "seventh", ["--plan", "7", "--document", NAME]),
        (
            "there is no profile other.toml",
            "seventh",
            ["--plan", "7", "--document", NAME, "--yes", "--profile", "other"],
        ),
        (
            "the profile other.txt is no .toml file; give one, or the name of one in data/profiles",
            "seventh",
            ["--plan", "7", "--document", NAME, "--yes", "--profile", "other.txt"],
        ),
        (
            "is there already, as that of https://w3id.org/ccwp/id/document/draft-fifth-action-plan",
            "fifth",
            ["--plan", "5", "--document", NAME, "--yes"],
        ),
    ],
)
def test_what_is_not_added_changes_nothing(
    sentence: str, name: str, words: list[str], checkout: Path, tmp_path: Path
) -> None:
    fifth = (ROOT / "data" / "sources" / "fifth-action-plan.txt").read_bytes()
    file = tmp_path / "document.txt"
    text = public("seventh")
    texts = {"fifth": fifth, "seventh": text.encode(), "adopted": text.replace("Draft ", "", 1).encode()}
    texts |= {"unnumbered": text.replace(NUMBER, "").encode(), "marked": sibling("seventh").text.encode()}
    file.write_bytes(texts[name])
    before = contents(checkout / "data")
    done = call_command("add", str(file), *words, root=checkout)
    assert 1 == done.returncode
    assert sentence in done.stderr
    if "--yes" in words:
        assert_foretold(done.stderr, file, *words, root=checkout)
    assert before == contents(checkout / "data")
    assert not list(checkout.glob(".data*"))


def verdict(report: str) -> str:
    """The first words of a report, if they refuse the document."""
    return report.partition("\n\n")[0] if report.startswith("To be added: refused") else ""


def assert_foretold(refused: str, file: Path, *words: str, root: Path) -> None:
    """That `read` with the same options begins with the very sentence in which `add` refused."""
    told = call_command("read", str(file), *(word for word in words if word != "--yes"), root=root)
    sentence = " ".join(refused.removeprefix("ccwp-kg: ").split())
    assert sentence in " ".join((verdict(told.stdout) + told.stderr).split())


def test_what_would_be_added_is_not_spoken_against(checkout: Path, tmp_path: Path) -> None:
    """Nothing is written for it, and problems that are accepted are not told again."""
    file = tmp_path / "document.txt"
    file.write_text(public("seventh").replace("Draft ", "", 1), encoding="utf-8")
    before = contents(checkout)
    words = ["--plan", "7", "--document", NAME, "--accept-problems"]
    told = call_command("read", str(file), *words, root=checkout)
    assert (0, "") == (told.returncode, told.stderr)
    assert told.stdout.startswith("To be added: nothing stands against it\n\n")
    assert before == contents(checkout)


def test_all_that_stands_against_a_document_is_told_at_once(checkout: Path, tmp_path: Path) -> None:
    file = tmp_path / "document.txt"
    file.write_text(public("seventh").replace("Draft ", "", 1).replace(NUMBER, ""), encoding="utf-8")
    told = call_command("read", str(file), root=checkout).stdout
    said = [line.partition(";")[0] for line in verdict(told).splitlines() if ";" in line]
    assert [
        "  the document sets out plan 7",
        "  the document has no name yet",
        "  1 problem is reported",
    ] == said


def test_a_name_that_is_taken(checkout: Path, seventh: Path) -> None:
    before = contents(checkout / "data")
    done = call_command("add", str(seventh), "--plan", "7", "--document", "fifth-action-plan", "--yes", root=checkout)
    assert "data/sources/fifth-action-plan.txt is there already" in done.stderr
    assert_foretold(done.stderr, seventh, "--plan", "7", "--document", "fifth-action-plan", root=checkout)
    assert before == contents(checkout / "data")


def test_data_that_would_violate_a_shape_are_not_put_in_place(checkout: Path, seventh: Path) -> None:
    sh = "http://www.w3.org/ns/shacl#"
    (checkout / "shapes" / "refusing.ttl").write_text(
        f"<x:shape> a <{sh}NodeShape> ; <{sh}nodeKind> <{sh}Literal> ; "
        f"<{sh}targetNode> <https://w3id.org/ccwp/id/plan/7> .",
        encoding="utf-8",
    )
    before = contents(checkout / "data")
    done = call_command("add", str(seventh), "--plan", "7", "--document", NAME, "--yes", root=checkout)
    assert 1 == done.returncode
    assert "nothing was added, for the data would violate a shape" in done.stderr
    assert_foretold(done.stderr, seventh, "--plan", "7", "--document", NAME, root=checkout)
    assert before == contents(checkout / "data")
    assert not list(checkout.glob(".data*"))


def test_a_place_that_an_interrupted_run_left_is_made_anew(checkout: Path, seventh: Path) -> None:
    left = checkout / ".data.new"
    (left / "made").mkdir(parents=True)
    (left / "made" / "half.ttl").write_text("<a> <b>", encoding="utf-8")
    done = call_command("add", str(seventh), "--plan", "7", "--document", NAME, "--yes", root=checkout)
    assert 0 == done.returncode, done.stderr
    assert not left.exists()
    assert not (checkout / "data" / "half.ttl").exists()


def test_two_at_once_do_not_meet(checkout: Path, seventh: Path) -> None:
    (checkout / ".data.new").mkdir()
    other = os.open(checkout / ".data.new" / "lock", os.O_RDWR | os.O_CREAT)
    fcntl.flock(other, fcntl.LOCK_EX)
    before = contents(checkout / "data")
    try:
        done = call_command("add", str(seventh), "--plan", "7", "--document", NAME, "--yes", root=checkout)
    finally:
        os.close(other)
    assert 1 == done.returncode
    assert re.search(r"ccwp-kg: another run is writing \S+/data now; wait until it has ended\n$", done.stderr)
    assert before == contents(checkout / "data")


def test_an_installed_package_is_not_added_to(checkout: Path, seventh: Path) -> None:
    """Its folders stand within the package."""
    assets = checkout / "src" / "ccwp_kg" / "_assets"
    assets.mkdir()
    for name in ("ontology", "data", "shapes", "web"):
        shutil.move(checkout / name, assets / name)
    before = contents(assets)
    done = call_command("add", str(seventh), "--plan", "7", "--document", NAME, "--yes", root=checkout)
    assert (1, "") == (done.returncode, done.stdout)
    assert "this is an installed package, whose data stay as they are; add documents in a checkout" in done.stderr
    assert_foretold(done.stderr, seventh, "--plan", "7", "--document", NAME, root=checkout)
    assert before == contents(assets)


def test_help_says_what_it_does(run: Run) -> None:
    done = run("add", "--help")
    assert all(option in done.stdout for option in ("--plan", "--document", "--marking", "--yes", "--profile"))
