"""A plan without an ordinal, with actions without a number and a column that no property is for.

The reader reads no such plan yet: its reading of an invented numbered one is changed by hand, and everything behind the
reader does what it does for any other plan.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from html import unescape
from importlib import import_module
from pathlib import Path
from shutil import copytree
from typing import Any
from urllib.parse import urlencode
from xml.etree import ElementTree

import pytest

from ccwp_kg.build import Inputs
from ccwp_kg.namespaces import CCWP, DCTERMS, ID, OA, RDF, RDFS
from ccwp_kg.publish.dumps.stratml import NAMESPACE
from ccwp_kg.server import create_app
from ccwp_kg.settings import Settings
from ccwp_kg.sources.profile.profile import Lexicon, Profile
from ccwp_kg.sources.reading import read
from ccwp_kg.sources.records.records import Action, Claim, Reading
from ccwp_kg.sources.records.references import OtherEntry, Passage
from ccwp_kg.sources.records.source_text import SourceText, Span
from ccwp_kg.store.embedded import EmbeddedStore
from siblings.plans import public
from support.built_once import build_once
from support.commands import call_command, copy_of_checkout
from support.serving import Server, running, stop_server

NUMBERED = public("seventh")
WITHOUT_A_NUMBER = ("7.2", "7.3", "7.4")
TEXT = re.sub(r"(?m)^Action 7\.[234]$", " " * len("Action 7.2"), NUMBERED.replace("7th", "FDS"))
"""In the same places: a name for the ordinal, and blanks for the numbers of all actions but the first."""


def as_adopted(text: str) -> str:
    """The same plan as no draft, with another title of its second action; everything else stands where it stood."""
    return text.replace("Draft ", " " * len("Draft "), 1).replace("To try a shared list", "To use a shared list")


ADOPTED = as_adopted(TEXT)
HEADING = "Expected results"
ENTRY = "Risky parcels are recognised before they are delivered"
PLAN = "plan/fds-2021"
ACTION = f"{PLAN}/action/n2"
COUNT = "To count what joint customs operations cost and bring"
TITLE = "To try a shared list of risky senders of parcels"


def without_ordinal(source: SourceText, *, profile: Profile, lexicon: Lexicon, counted: bool = False) -> Reading:
    """The reading of any document, and of `TEXT` and `ADOPTED` one as of a plan without an ordinal."""
    numbered_text = {TEXT: NUMBERED, ADOPTED: as_adopted(NUMBERED)}.get(source.text)
    if numbered_text is None:
        return read(source, profile=profile, lexicon=lexicon, counted=counted)
    numbered = read(SourceText.of(source.name, numbered_text), profile=profile, lexicon=lexicon)
    reading: Reading = renamed(replace(numbered, source=source))
    plan = replace(
        reading.plan, ordinal=None, printed_ordinal=None, usual_name="FDS Action Plan", declared_action_count=None
    )
    coverage = replace(
        reading.coverage,
        claims=tuple(
            each for each in map(claimed, reading.coverage.claims) if TEXT[each.span.start : each.span.end].strip()
        ),
    )
    return replace(reading, plan=plan, actions=tuple(map(unnumbered, reading.actions)), coverage=coverage)


def renamed(record: Any) -> Any:
    """A record with the name for the ordinal in all its words."""
    if isinstance(record, str):
        return record.replace("7th", "FDS")
    if isinstance(record, tuple):
        return tuple(map(renamed, record))
    if isinstance(record, SourceText) or not is_dataclass(record):
        return record
    return type(record)(**{each.name: renamed(getattr(record, each.name)) for each in fields(record)})


def unnumbered(action: Action) -> Action:
    """The first action is numbered, the second has another column, the third has no title, either."""
    if action.number not in WITHOUT_A_NUMBER:
        return action
    action = replace(action, number=None, number_passage=None)
    if action.position == 2:
        place = TEXT.index(HEADING)
        heading = Passage(HEADING, (Span(place, place + len(HEADING)),))
        return replace(action, outcomes=(), others=tuple(OtherEntry(heading, each.text) for each in action.outcomes))
    return replace(action, title=None) if action.position == 3 else action


def claimed(claim: Claim) -> Claim:
    """A claim by the field that it belongs to, now that the numbers are none."""
    field = re.sub(r"^action/7\.([234])/", r"action/n\1/", claim.field)
    return replace(claim, field=field.replace("action/n2/outcome/", "action/n2/entry/"))


PREFIXES = "".join(
    f"PREFIX {prefix}: <{namespace}>\n"
    for prefix, namespace in (
        ("ccwp", CCWP),
        ("dcterms", DCTERMS),
        ("oa", OA),
        ("rdf", RDF),
        ("rdfs", RDFS),
    )
)


@dataclass(frozen=True)
class Added:
    """A checkout with the plan, its release in `release`, and the release over HTTP."""

    root: Path
    server: Server

    def page(self, path: str) -> str:
        """The words of a page, by HTTP."""
        status, _, body = self.server.ask("GET", path, accept="text/html")
        assert 200 == status, path
        return " ".join(unescape(re.sub(r"<[^>]+>", " ", body.decode())).split())

    def table(self, name: str) -> list[dict[str, str]]:
        with (self.root / "release" / "tables" / name).open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def ask(self, query: str) -> list[dict[str, str]]:
        status, _, body = self.server.query(PREFIXES + query, accept="application/sparql-results+json")
        assert 200 == status
        rows = json.loads(body)["results"]["bindings"]
        return [{name: value["value"] for name, value in row.items()} for row in rows]


@pytest.fixture(scope="module")
def reading_by_hand() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for module in ("ccwp_kg.build.assemble", "ccwp_kg.cli.read", "ccwp_kg.cli.add"):
            patch.setattr(import_module(module), "read", without_ordinal)
        yield


@pytest.fixture(scope="module")
def root(reading_by_hand: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = copy_of_checkout(tmp_path_factory.mktemp("named") / "checkout")
    (root / "plan.txt").write_text(TEXT, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def added(root: Path) -> Iterator[Added]:
    done = add(root, "--plan", "fds-2021")
    assert 0 == done.returncode, done.stderr
    released = call_command("release", "--out", "release", root=root)
    assert 0 == released.returncode, released.stderr
    server = running("release", str(root / "release"), workers=1)
    yield Added(root, server)
    stop_server(server.process)


def add(root: Path, *words: str) -> Any:
    return call_command("add", "plan.txt", "--document", "draft-fds-plan", "--yes", *words, root=root)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ([], "the document prints no ordinal, so its plan has no name yet; give --plan a name of small letters"),
        (["--plan", "8"], "the document prints no ordinal, so its plan is not plan 8; give --plan a name of small"),
        (["--plan", "FDS 2021"], "“FDS 2021” names no plan; give --plan a name of small letters, figures and hyphens"),
        (["--plan", "8-fds"], "“8-fds” names no plan; give --plan a name"),
        (["--plan", "fds/2021"], "“fds/2021” names no plan; give --plan a name"),
    ],
)
def test_a_plan_without_ordinal_needs_a_name_that_is_no_number(words: list[str], told: str, root: Path) -> None:
    done = add(root, *words)
    assert (1, True) == (done.returncode, told in done.stderr), done.stderr
    assert 1 == done.stderr.count("\n")
    foretold = call_command("read", "plan.txt", "--document", "draft-fds-plan", *words, root=root).stdout
    assert told in " ".join(foretold[foretold.index("To be added: refused") :].split())


def test_a_numbered_plan_has_no_other_name(root: Path) -> None:
    (root / "seventh.txt").write_text(NUMBERED, encoding="utf-8")
    for words, told in [
        (["--plan", "fds-2021"], "the document sets out plan 7, not plan fds-2021; name the plan it is"),
        ([], "the document sets out plan 7; confirm it with --plan 7"),
    ]:
        done = call_command("add", "seventh.txt", "--document", "seventh", "--yes", *words, root=root)
        assert (1, True) == (done.returncode, told in done.stderr), done.stderr


def test_the_data_conform(added: Added) -> None:
    """No violation, and of the rules for all data none is broken; what the invented rows lack is warned of."""
    done = call_command("validate", "--format", "json", root=added.root)
    assert 0 == done.returncode, done.stdout
    found = {each["sourceShape"].rpartition("#")[2] for each in json.loads(done.stdout)["results"]}
    assert {"ActionCompleteness-outcome", "ActionCompleteness-title"} == found
    for words in (["build", "--check"], ["format", "--check"]):
        checked = call_command(*words, root=added.root)
        assert 0 == checked.returncode, checked.stderr


def test_what_things_are_called(added: Added) -> None:
    """The plan by the name it prints, and actions without a number by their titles."""
    rows = added.ask(
        f"SELECT ?action ?label ?number {{ <{ID}{PLAN}> ccwp:hasAction ?action . ?action rdfs:label ?label ; "
        "ccwp:position ?position OPTIONAL { ?action ccwp:actionNumber ?number } } ORDER BY ?position"
    )
    called = [(each["action"].rpartition("/")[2], each["label"], each.get("number")) for each in rows]
    assert called == [("7.1", "Action 7.1", "7.1"), ("n2", TITLE, None), ("n3", "Action n3", None), ("n4", COUNT, None)]
    (plan,) = added.ask(
        f"SELECT ?label ?ordinal {{ <{ID}{PLAN}> rdfs:label ?label OPTIONAL {{ <{ID}{PLAN}> ccwp:ordinal ?ordinal }} }}"
    )
    assert {"label": "FDS Action Plan"} == plan
    objectives = added.ask(f"SELECT ?o {{ <{ID}{PLAN}> ccwp:hasStrategicObjective ?o }}")
    assert {f"{ID}objective/plan-fds-2021/{place}" for place in (1, 2, 3)} == {each["o"] for each in objectives}


def test_a_title_has_its_characters_whether_or_not_there_is_a_number(added: Added) -> None:
    """The page of a plan finds in the statements what changed between its documents."""
    rows = added.ask(
        "SELECT ?of { ?statement rdf:subject ?of ; rdf:predicate dcterms:title ; ccwp:hasSpan ?span "
        f"FILTER(STRSTARTS(STR(?of), '{ID}{PLAN}/action/')) }}"
    )
    assert {"7.1", "n2", "n4"} == {each["of"].rpartition("/")[2] for each in rows}


def test_an_other_entry_has_its_heading_and_words_with_their_characters(added: Added) -> None:
    rows = added.ask(
        "SELECT ?entry ?heading ?text ?words ?said { ?entry a ccwp:OtherEntry ; ccwp:columnHeading ?heading ; "
        f"ccwp:text ?text ; ccwp:hasSpan/oa:hasSelector/oa:exact ?words ; dcterms:isPartOf <{ID}{ACTION}> , "
        f"<{ID}{PLAN}> . "
        "?statement rdf:subject ?entry ; rdf:predicate ccwp:columnHeading ; "
        "ccwp:hasSpan/oa:hasSelector/oa:exact ?said }"
    )
    words = "Risky parcels are recog-\nnised before they are\ndelivered."
    assert rows == [
        {"entry": f"{ID}{ACTION}/entry/1", "heading": HEADING, "text": ENTRY, "words": words, "said": HEADING}
    ]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        (PLAN, ["FDS Action Plan", f"n2 {TITLE}", "n3 Action n3", "Valid 1 July 2014", "Status Draft"]),
        (f"{PLAN}/action/7.1", ["7.1 To describe how cash is hidden", "Plan FDS Action Plan"]),
        (ACTION, [f"{HEADING} {ENTRY}", f"Source for the words under {HEADING}", "Source for the title"]),
        (f"{PLAN}/action/n3", ["Action n3", "Source for the row", "Model of an agreement"]),
        (f"{ACTION}/entry/1", [f"column heading {HEADING}", ENTRY]),
    ],
)
def test_iris_lead_to_pages(name: str, words: list[str], added: Added) -> None:
    status, headers, _ = added.server.ask("GET", f"/id/{name}", accept="text/html")
    assert (303, f"/doc/{name}") == (status, headers["location"].removeprefix(added.server.address))
    page = added.page(f"/doc/{name}")
    assert [] == [each for each in words if each not in page]
    assert "Known only by its mention" not in page
    status, _, body = added.server.ask("GET", f"/doc/{name}.ttl")
    assert (200, True) == (status, b"fds-2021" in body)


def test_lists_are_in_the_order_of_the_plan(added: Added) -> None:
    """A number comes neither before nor after those without one."""
    listed = added.page(f"/actions?plan={PLAN}")
    places = [listed.index(each) for each in ("Action 7.1", TITLE, "Action n3", COUNT)]
    assert places == sorted(places)


def test_an_action_is_found_by_the_words_of_another_column(added: Added) -> None:
    assert f"{TITLE} Action · words of another column" in added.page("/search?q=parcels+delivered")


def test_the_source_shows_the_cell_under_its_heading(added: Added) -> None:
    page = added.page("/source/draft-fds-plan")
    assert f"entry under “{HEADING}” of {TITLE}" in page
    assert "Every word is accounted for" in page


def test_tables_hold_the_plan(added: Added) -> None:
    rows = [row for row in added.table("actions.csv") if row["plan"] == ID + PLAN]
    assert [("1", "7.1"), ("2", ""), ("3", ""), ("4", "")] == [(row["position"], row["number"]) for row in rows]
    (entry,) = added.table("OtherEntry.csv")
    assert (HEADING, ENTRY) == (entry["column_heading"], entry["text"])
    (plan,) = [row for row in added.table("ActionPlan.csv") if row["iri"] == ID + PLAN]
    assert "" == plan["ordinal"]


def test_the_dump_that_cannot_hold_a_form_feed_is_left_out(added: Added) -> None:
    """A quotation goes over one: the release failed, and before that `merged.rdf` was no XML."""
    names = {path.name for path in (added.root / "release").iterdir()}
    assert {"merged.ttl", "merged.nt"} <= names
    assert not {name for name in names if name.startswith("merged.rdf")}
    assert "merged.rdf" not in (added.root / "release" / "description.ttl").read_text(encoding="utf-8")
    assert "merged.ttl" in added.page("/data")


def test_stratml_and_dcat_hold_the_plan(added: Added) -> None:
    root = ElementTree.parse(added.root / "release" / "stratml" / "plan-fds-2021.xml").getroot()
    goals = root.findall(f".//{{{NAMESPACE}}}Goal")
    texts = [
        [goal.findtext(f"{{{NAMESPACE}}}{name}") for name in ("Identifier", "SequenceIndicator")] for goal in goals
    ]
    assert texts == [
        ["plan_fds-2021_action_7.1", "7.1"], ["plan_fds-2021_action_n2", "2"], ["plan_fds-2021_action_n3", "3"],
        ["plan_fds-2021_action_n4", "4"],
    ]  # fmt: skip
    assert f"{HEADING}\n{ENTRY}" in (goals[1].findtext(f"{{{NAMESPACE}}}OtherInformation") or "")
    described = (added.root / "release" / "description.ttl").read_text(encoding="utf-8")
    assert "FDS Action Plan in StratML" in described


def test_reconciliation_knows_the_plan(added: Added) -> None:
    asked = urlencode({"queries": json.dumps({"q": {"query": "FDS Action Plan", "type": "ActionPlan"}})})
    status, _, body = added.server.ask("GET", f"/reconcile?{asked}")
    assert (200, PLAN) == (status, json.loads(body)["q"]["result"][0]["id"])


@pytest.mark.slow  # adds a further document
def test_what_changed_between_its_documents_is_told_of_actions_without_a_number(added: Added, tmp_path: Path) -> None:
    """They are found by their positions."""
    root = copytree(added.root, tmp_path / "checkout")
    (root / "plan.txt").write_text(ADOPTED, encoding="utf-8")
    words = ["--plan", "fds-2021", "--document", "fds-plan", "--accept-problems", "--yes"]
    done = call_command("add", "plan.txt", *words, root=root)
    assert 0 == done.returncode, done.stderr
    built = build_once(Inputs(ontology=root / "ontology", data=root / "data", shapes=root / "shapes"))
    store = EmbeddedStore.of_triples(built.dataset.merged())
    page = create_app(store, settings=Settings()).test_client().get(f"/doc/{PLAN}", headers={"Accept": "text/html"})
    said = " ".join(unescape(re.sub(r"<[^>]+>", "", page.text)).split())
    assert "What Draft FDS Action Plan says otherwise" in said
    assert f"the title is “{TITLE.replace('try', 'use')}” here and was “{TITLE}” there" in said
