"""A new family of documents comes in by a profile file alone: it is read, added, built, released and served.

CONTRIBUTING.md describes this family, of a made-up port authority, as its example.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from support.commands import ROOT, call_command, copy_of_checkout
from support.serving import Server, running, stop_server

pytestmark = pytest.mark.slow

DOCUMENT = """# Safety Plan 2031 of the Port of Kell

This plan says what the port will do to be a safer place for ships and crews.

### Task 1: Mark the wrecks

Three wrecks lie in the roads, and no chart shows them.

| Step | By when | Who | Cost |
|------|---------|-----|------|
| Find the wrecks | 1 May 2031 | Divers | 4 000 |
| Put a buoy on each | 1 June 2031 | Pilots | |

### Task 2: Dredge the basin

The basin silts up, and ships touch ground at low water.

| Step | By when | Who | Cost |
|------|---------|-----|------|
| Dredge it by two metres | 1 July 2031 | Dredgers | 90 000 |
"""
PROFILE = re.search(r"(?s)```toml\n(name = .*?)```", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout with the document, and beside it the profile that CONTRIBUTING.md shows."""
    root = copy_of_checkout(tmp_path_factory.mktemp("harbour") / "checkout")
    (root / "plan.md").write_text(DOCUMENT, encoding="utf-8")
    assert PROFILE is not None
    (root / "harbour.toml").write_text(PROFILE[1], encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def server(root: Path) -> Iterator[Server]:
    words = ["--plan", "kell-2031", "--document", "safety-plan-kell-2031", "--profile", "harbour.toml", "--yes"]
    done = call_command("add", "plan.md", *words, root=root)
    assert 0 == done.returncode, done.stderr
    released = call_command("release", "--out", "release", root=root)
    assert 0 == released.returncode, released.stderr
    server = running("release", str(root / "release"))
    yield server
    stop_server(server.process)


def page(server: Server, path: str) -> str:
    """The words of a page."""
    status, _, body = server.ask("GET", path, accept="text/html")
    assert 200 == status, path
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body.decode())).split())


def test_it_is_no_action_plan_of_the_council(root: Path) -> None:
    """Without the profile it is refused, and nothing is read into it."""
    done = call_command("read", "plan.md", root=root)
    assert (1, 1) == (done.returncode, done.stderr.count("\n"))
    assert "no table of actions was found in plan" in done.stderr


def test_a_slot_that_does_not_exist_is_named(root: Path) -> None:
    assert PROFILE is not None
    cue = '[relations]\naudience = ["for the {bodies}"]\n'
    (root / "misspelt.toml").write_text(PROFILE[1].replace('"harbour"', '"misspelt"') + cue, encoding="utf-8")
    done = call_command("read", "plan.md", "--profile", "misspelt.toml", root=root)
    assert (1, 1) == (done.returncode, done.stderr.count("\n")), done.stderr
    assert "the profile misspelt.toml, key relations.audience.1: “{bodies}” is no slot; take one of" in done.stderr


def test_the_report_names_the_profile(root: Path) -> None:
    done = call_command("read", "plan.md", "--profile", "harbour.toml", root=root)
    assert 0 == done.returncode, done.stderr
    assert "read with the profile “harbour”" in done.stdout
    told = json.loads(
        call_command("read", "plan.md", "--profile", "harbour.toml", "--format", "json", root=root).stdout
    )
    assert [issue["message"] for issue in told["issues"] if issue["severity"] == "problem"] == []
    assert told["coverage"]["words"] == told["coverage"]["accounted"]


@pytest.mark.parametrize("head", ["Port of Kell Authority", "# PORT OF KELL AUTHORITY"])
def test_the_name_of_the_publisher_at_the_head_is_read(root: Path, head: str) -> None:
    (root / "headed.md").write_text(f"{head}\n\n{DOCUMENT}", encoding="utf-8")
    words = ["--profile", "harbour.toml", "--format", "json"]
    told = json.loads(call_command("read", "headed.md", *words, root=root).stdout)
    assert [] == [issue for issue in told["issues"] if issue["severity"] == "problem"]
    assert told["coverage"]["words"] == told["coverage"]["accounted"]


def test_a_review_has_a_line_for_each_cell_of_a_step(root: Path) -> None:
    words = ["--profile", "harbour.toml", "--review", "plan.review.csv"]
    assert 0 == call_command("read", "plan.md", *words, root=root).returncode
    review = (root / "plan.review.csv").read_text(encoding="utf-8-sig")
    assert '"1 entry 1 entry 2","1","action/1/entry/1/entry/2","Divers"' in review


def test_it_is_added_with_its_profile_and_its_publisher(root: Path, server: Server) -> None:
    assert (root / "data" / "profiles" / "harbour.toml").read_text(encoding="utf-8") == PROFILE[1] if PROFILE else ""
    for words in (["build", "--check"], ["validate"], ["format", "--check"]):
        checked = call_command(*words, root=root)
        assert 0 == checked.returncode, checked.stdout + checked.stderr
    question = """SELECT ?publisher ?rights { ?d foaf:primaryTopic plan:kell-2031 ; dcterms:rights ?rights ;
      dcterms:publisher/skos:prefLabel ?publisher }"""
    told = json.loads(call_command("query", "--format", "json", question, root=root).stdout)
    (row,) = told["results"]["bindings"]
    assert ("Port of Kell Authority", "© Port of Kell Authority. It may be copied freely.") == (
        row["publisher"]["value"],
        row["rights"]["value"],
    )


def test_a_second_document_of_the_family_finds_the_profile(root: Path, server: Server) -> None:
    (root / "other.md").write_text(DOCUMENT.replace("2031", "2032"), encoding="utf-8")
    assert "read with the profile “harbour”" in call_command("read", "other.md", root=root).stdout


def test_fields_that_the_profile_does_not_know_are_not_understood_everywhere(root: Path, server: Server) -> None:
    """The page tells them with a link to the row, the data with its characters, and no answer denies them."""
    shown = page(server, "/doc/plan/kell-2031/action/1")
    assert 9 == shown.count("not understood : its words in the document")
    silent = """SELECT ?field ?from { ?silence a ccwp:FieldSilence ; dcterms:isPartOf <../plan/kell-2031/action/1> ;
      ccwp:field ?field ; ccwp:silence concept:not-understood ; ccwp:hasSpan ?from }""".replace(
        "<../", "<https://w3id.org/ccwp/id/"
    )
    told = json.loads(call_command("query", "--format", "json", silent, root=root).stdout)["results"]["bindings"]
    fields = sorted(row["field"]["value"].rpartition("/")[2] for row in told)
    assert ["indicators", "lead", "objectives", "outcomes", "parties"] == fields[:5]
    assert ["start", "status", "timetable", "work-area"] == fields[5:]
    for question in ("parties-of-action", "deliverables"):
        answer = page(server, f"/questions/{question}?action=plan/kell-2031/action/1")
        assert "Not understood (words that may tell it stand there, and were not read)" in answer


def test_its_steps_are_served_together(server: Server) -> None:
    shown = page(server, "/doc/plan/kell-2031/action/1")
    for words in (
        "Mark the wrecks",
        "Three wrecks lie in the roads",
        "Find the wrecks",
        "By when",
        "1 May 2031",
        "Pilots",
    ):
        assert words in shown
    steps = """SELECT ?step ?heading ?text { ?cell dcterms:isPartOf ?step ; ccwp:columnHeading ?heading ;
      ccwp:text ?text . ?step a ccwp:OtherEntry ; dcterms:isPartOf plan:kell-2031 }"""
    prefixes = "PREFIX plan: <https://w3id.org/ccwp/id/plan/> PREFIX dcterms: <http://purl.org/dc/terms/> "
    prefixes += "PREFIX ccwp: <https://w3id.org/ccwp/ontology#> "
    _, _, body = server.query(prefixes + steps, accept="application/sparql-results+json")
    rows = json.loads(body)["results"]["bindings"]
    found = {
        (row["step"]["value"].rpartition("/plan/")[2], row["heading"]["value"], row["text"]["value"]) for row in rows
    }
    assert {
        ("kell-2031/action/1/entry/1", "By when", "1 May 2031"),
        ("kell-2031/action/1/entry/1", "Who", "Divers"),
        ("kell-2031/action/1/entry/1", "Cost", "4 000"),
        ("kell-2031/action/1/entry/2", "By when", "1 June 2031"),
        ("kell-2031/action/1/entry/2", "Who", "Pilots"),
        ("kell-2031/action/2/entry/1", "By when", "1 July 2031"),
        ("kell-2031/action/2/entry/1", "Who", "Dredgers"),
        ("kell-2031/action/2/entry/1", "Cost", "90 000"),
    } == found


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (
            ("publisher_name =", "#"),
            "no list has the publisher organisation/port-of-kell of the profile “harbour”; give",
        ),
        (
            ('name = "harbour"', 'name = "port"'),
            "the profile harbour.toml, key name: “port” is not the name of its file",
        ),
        (('extends = "english"', 'extends = "dutch"'), "the profile harbour.toml, key extends: there is no dutch.toml"),
        (
            ("steps =", "step ="),
            "the profile harbour.toml, key step: nothing reads this key; leave it out, or take one",
        ),
        (
            ('name = "title"', 'name = "boss"'),
            "harbour.toml, key columns.1.name: “boss” is no column; take one of title,",
        ),
    ],
)
def test_a_profile_that_does_not_do_changes_nothing(change: tuple[str, str], told: str, tmp_path: Path) -> None:
    assert PROFILE is not None
    root = copy_of_checkout(tmp_path / "checkout")
    (root / "plan.md").write_text(DOCUMENT, encoding="utf-8")
    (root / "harbour.toml").write_text(PROFILE[1].replace(*change, 1), encoding="utf-8")
    words = ["--plan", "kell-2031", "--document", "kell", "--profile", "harbour.toml", "--yes"]
    done = call_command("add", "plan.md", *words, root=root)
    assert (1, 1, True) == (done.returncode, done.stderr.count("\n"), told in done.stderr), done.stderr
    assert not (root / "data" / "profiles" / "harbour.toml").exists()
