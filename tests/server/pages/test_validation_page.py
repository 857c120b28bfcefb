"""The report of the shapes as a page and as data: the verdict first, then every finding with its place and its cure."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections import Counter
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pyoxigraph import RdfFormat, parse

from ccwp_kg.rdf.dataset import NamedGraphs
from ccwp_kg.server import create_app
from ccwp_kg.server.pages import validation
from ccwp_kg.server.pages.validation import SHOWN, verdict
from ccwp_kg.server.site.site import read_release
from ccwp_kg.settings import Settings
from ccwp_kg.store import EmbeddedStore
from support.serving import Server

HTML = {"Accept": "text/html"}
SHACL = "http://www.w3.org/ns/shacl#"
SHAPES = "https://w3id.org/ccwp/shapes#"
TITLE = "http://purl.org/dc/terms/title"


def finding(focus: str, severity: str = "Violation", **further: str | None) -> dict[str, str | None]:
    return {
        "focusNode": focus,
        "path": TITLE,
        "value": None,
        "severity": SHACL + severity,
        "message": "An action has a title.",
        "sourceShape": "https://w3id.org/ccwp/shapes#Action",
        "sourceConstraint": None,
        "component": SHACL + "MinCountConstraintComponent",
        **further,
    }


PLANTED = [
    finding("https://w3id.org/ccwp/id/plan/5/action/5.4"),
    finding("https://w3id.org/ccwp/id/plan/5/action/5.6", "Warning", value='"<b>bold</b>"', message="=1+1"),
    finding("_:b0", path=None, sourceShape="_:b1", message=None),
]


def report(*results: dict[str, str | None], idle: tuple[str, ...] = ()) -> dict[str, object]:
    conforms = all(each["severity"] != SHACL + "Violation" for each in results)
    return {
        "conforms": conforms,
        "countBySeverity": {},
        "countByShape": dict(Counter(each["sourceShape"] for each in results)),
        "results": list(results),
        "focusNodesByShape": {f"{SHAPES}ActionPlan": 5, f"{SHAPES}Meeting": 0},
        "shapesWithoutFocusNodes": list(idle),
    }


def over(release: Path, folder: Path, written: dict[str, object]) -> FlaskClient:
    """The application over the small release with a report planted in it."""
    shutil.copytree(release, folder)
    (folder / "validation.json").write_text(json.dumps(written), encoding="utf-8")
    (folder / "validation.ttl").write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . [] a sh:ValidationReport .", encoding="utf-8"
    )
    store = EmbeddedStore.of_named_graphs(folder / "dataset.nq")
    return create_app(store, settings=Settings(), release=read_release(folder)).test_client()


@pytest.fixture
def broken(release_folder: Path, tmp_path: Path) -> FlaskClient:
    return over(release_folder, tmp_path / "broken", report(*PLANTED, idle=("https://w3id.org/ccwp/shapes#Action",)))


SAID = [
    "The data do not conform to the shapes.",
    "2 violations, 1 warning",
    'href="/doc/plan/5/action/5.4"',
    "An action has a title.",
    'href="/shapes#Action"',
    "Rules without data",
    "&lt;b&gt;bold&lt;/b&gt;",
    "The rule says nothing in words.",
]


@pytest.mark.parametrize("words", SAID)
def test_findings_stand_on_the_page(broken: FlaskClient, words: str) -> None:
    """Verdict, counts, and each finding with where it is, what it says and which shape says it; nothing unescaped."""
    body = broken.get("/validation", headers=HTML).get_data(as_text=True)
    assert words in body
    assert body.index("do not conform") < body.index("By shape") < body.index("An action has a title.")
    assert "<b>bold" not in body


def test_a_clean_release_says_so(release_folder: Path, tmp_path: Path) -> None:
    """The verdict is a word and not only a colour; a warning does not spoil it."""
    clean = over(release_folder, tmp_path / "clean", report()).get("/validation", headers=HTML).get_data(as_text=True)
    assert "The data conform to the shapes." in clean
    assert "All checks passed." in clean
    warned = over(release_folder, tmp_path / "warned", report(finding("urn:x:y", "Warning")))
    body = warned.get("/validation", headers=HTML).get_data(as_text=True)
    assert "The data conform to the shapes." in body
    assert "1 warning" in body


def test_a_clean_report_says_what_was_checked(dataset: NamedGraphs, release_folder: Path, tmp_path: Path) -> None:
    """Each shape with its rules and what it applies to; a shape without data stands apart."""
    idle = "https://w3id.org/ccwp/shapes#Meeting"
    store = EmbeddedStore.of_graphs(dataset.graphs)
    for name, results in (("clean", ()), ("warned", (finding("urn:x:y", "Warning"),))):
        folder = tmp_path / name
        over(release_folder, folder, report(*results, idle=(idle,)))
        client = create_app(store, settings=Settings(), release=read_release(folder)).test_client()
        body = client.get("/validation", headers=HTML).get_data(as_text=True)
        checked, _, apart = body.partition("Rules without data")
        assert ("What was checked" in checked) == (not results)
        assert "/shapes#Meeting" in apart
        assert '/shapes#Meeting"' not in checked
        assert results or 'href="/shapes#ActionPlan"' in checked
        assert results or "5 judged:" in checked
        shapes = client.get("/shapes.html").get_data(as_text=True)
        assert '<a href="/ontology#ActionPlan">Action plan</a>' in shapes
        assert ("nothing was found" in shapes) == (not results)
        assert ('href="/validation">1 finding</a>' in shapes) == bool(results)


def test_the_verdict_is_made_once(release_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a release, however often its page is asked for: it takes ten times as long as the page."""
    made: list[object] = []
    monkeypatch.setattr(validation, "verdict", lambda *given: made.append(given) or verdict(*given))
    first, second = (release_app.test_client().get("/validation", headers=HTML).data for _ in range(2))
    assert first == second
    assert len(made) <= 1


def test_shapes_and_rules_are_counted_alike(release_server: Server) -> None:
    """On both pages, in the report and in the shapes graph; on the pages the rules that stand there are as many."""
    shapes, validation = (release_server.ask("GET", f"/{name}.html")[2].decode() for name in ("shapes", "validation"))
    counted = re.compile(r"(\d+) shapes, (\d+) rules")
    [told], [told_again] = counted.findall(shapes), counted.findall(validation)
    assert told == told_again
    report = json.loads(release_server.ask("GET", "/validation.json")[2])
    assert int(told[0]) == len(report["focusNodesByShape"])
    targets = {f"{SHACL}target{of}" for of in ("Class", "SubjectsOf", "ObjectsOf", "Node")}
    graph = parse(release_server.ask("GET", "/shapes.ttl")[2], format=RdfFormat.TURTLE)
    assert int(told[0]) == len({quad.subject for quad in graph if quad.predicate.value in targets})
    rules = re.findall(r'<ul class="rules">(.*?)</ul>', shapes, re.DOTALL)
    assert int(told[1]) == sum(each.count("<li") for each in rules)
    apart = re.search(r"(\d+) shapes had nothing to judge", validation)
    assert apart is not None
    assert int(apart[1]) == len(report["shapesWithoutFocusNodes"])


FORMS = [
    ("text/turtle", "text/turtle"),
    ("application/json", "application/json"),
    ("text/csv", "text/csv"),
    ("application/n-triples", "application/n-triples"),
    ("application/ld+json", "application/ld+json"),
    ("application/rdf+xml", "application/rdf+xml"),
    ("text/html,*/*;q=0.1", "text/html"),
    ("*/*", "text/turtle"),
    ("", "text/turtle"),
]


@pytest.mark.parametrize(("accept", "expected"), FORMS)
def test_report_is_negotiated(broken: FlaskClient, accept: str, expected: str) -> None:
    """The format that is wanted, with Vary and the address of that very format (RFC 9110 §12.5.5, §8.7)."""
    answer = broken.get("/validation", headers={"Accept": accept} if accept else {})
    assert (200, expected) == (answer.status_code, answer.mimetype)
    assert "Accept" in answer.headers["Vary"]
    again = broken.get(answer.headers["Content-Location"])
    assert answer.data == again.data
    assert 406 == broken.get("/validation", headers={"Accept": "image/png"}).status_code


def test_data_hold_every_finding(broken: FlaskClient) -> None:
    """JSON and Turtle are the release's files, CSV has a line each; no cell can be taken for a formula."""
    assert 3 == len(json.loads(broken.get("/validation.json").data)["results"])
    assert list(parse(broken.get("/validation.ttl").data, format=RdfFormat.TURTLE))
    lines = list(csv.DictReader(io.StringIO(broken.get("/validation.csv").get_data(as_text=True))))
    assert [each["focusNode"] for each in PLANTED] == [line["focusNode"] for line in lines]
    assert "'=1+1" == lines[1]["message"]


MISSING = ["/validation", "/validation.ttl", "/validation.json", "/validation.csv", "/validation.html"]


@pytest.mark.parametrize("path", MISSING)
def test_without_a_report_it_says_so(client: FlaskClient, path: str) -> None:
    """404 with a sentence, for data that were never judged."""
    answer = client.get(path, headers=HTML)
    assert 404 == answer.status_code
    assert "without a validation report" in answer.get_data(as_text=True)


def test_an_unknown_format_is_not_found(broken: FlaskClient) -> None:
    """Only what is offered has an address."""
    assert 404 == broken.get("/validation.xml").status_code


def test_many_findings_do_not_burst_the_page(release_folder: Path, tmp_path: Path) -> None:
    """The page tells the first ones and how many there are; the other formats have all."""
    many = [finding(f"https://w3id.org/ccwp/id/plan/5/action/5.{number}") for number in range(SHOWN + 40)]
    client = over(release_folder, tmp_path / "many", report(*many))
    body = client.get("/validation", headers=HTML).get_data(as_text=True)
    assert SHOWN == body.count('<li class="card">')
    assert f"first {SHOWN} of {SHOWN + 40}" in body
    assert SHOWN + 40 == client.get("/validation.csv").get_data(as_text=True).count("\r\n") - 1


def test_real_shapes_know_the_cure(published: Path, tmp_path: Path) -> None:
    """The description of the shape, or of the shape that holds the broken rule, says what is right."""
    planted = finding(
        "https://w3id.org/ccwp/id/act/naples-ii", sourceShape="https://w3id.org/ccwp/shapes#LegalInstrument-kind"
    )
    body = over(published, tmp_path / "real", report(planted)).get("/validation", headers=HTML).get_data(as_text=True)
    assert "Make it fit what the shape describes: A text with which a plan stands in connection" in body
    assert ">Naples II Convention</a>" in body
