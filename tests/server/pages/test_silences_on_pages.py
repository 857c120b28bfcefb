"""Pages, lists, tables and StratML tell the five silences apart, with the shipped plan and with a second one."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import html5lib
import pytest
from flask import Flask
from flask.testing import FlaskClient
from pyoxigraph import Literal, NamedNode, Triple

from ccwp_kg.entities.lists.table import LISTS
from ccwp_kg.namespaces import CCWP, DCTERMS, RDFS
from ccwp_kg.publish.dumps.stratml import stratml
from ccwp_kg.publish.tables.actions import actions_table
from ccwp_kg.rdf.dataset import NamedGraphs
from ccwp_kg.rdf.index import TripleIndex
from ccwp_kg.rdf.terms import iris
from ccwp_kg.rdf.terms.literals import integer
from ccwp_kg.rdf.terms.silences import NEAREST
from ccwp_kg.server import create_app
from ccwp_kg.settings import Settings
from ccwp_kg.store import EmbeddedStore

QUESTIONS = Path(__file__).parents[3] / "web" / "questions"
READ = iris.graph("source/fifth-action-plan")
WORDS = NamedNode(iris.source("fifth-action-plan").value + "#char=8381,8396")
TITLE = DCTERMS.term("title")
SAID = {
    "not-stated": "not stated",
    "empty-cell": "the cell is empty",
    "not-understood": "not understood",
    "not-held": "not held",
    "does-not-apply": "–",
}
"""What a page writes for each silence."""
SHOWN = {
    "Lead": "lead", "Start": "start", "Objectives": "objectives", "Indicators": "indicators",
    "Outcomes": "outcomes", "Parties": "parties", "Timetable": "timetable", "State of play": "status", "Work area": "",
    "Period of the plan": "", "Status of the plan": "", "Plan": "",
}  # fmt: skip
"""Lines of the page of an action → fields of its row."""
FURTHER = {"lead", "start", "timetable", "status", "indicators", "outcomes"}
"""The fields of an action that are no columns of the list of actions."""


@pytest.fixture(scope="module")
def client(held: NamedGraphs) -> FlaskClient:
    return create_app(EmbeddedStore.of_graphs(held.graphs), settings=Settings()).test_client()


@pytest.fixture(scope="module")
def index(held: NamedGraphs) -> TripleIndex:
    return TripleIndex.of_triples(held.merged())


def recorded(index: TripleIndex, action: NamedNode) -> dict[str, str]:
    """The silences of an action as the data have them: field → kind."""
    return {
        part.value.rpartition("/")[2]: str(index.thing(part, CCWP.silence)).rpartition("/")[2].rstrip(">")
        for part in index.members(CCWP.FieldSilence)
        if action in index.things(part, DCTERMS.isPartOf)
    }


def expected(index: TripleIndex, action: NamedNode, field: str) -> str:
    if index.thing(action, CCWP.readFrom) is None:
        return "not-held"
    return recorded(index, action).get(field, "not-stated")


def glance(client: FlaskClient, iri: str) -> Iterator[tuple[str, str]]:
    """The lines of the first box of a page."""
    path = iri.replace("https://w3id.org/ccwp/id", "/doc")
    body = client.get(path, headers={"Accept": "text/html"}).get_data(as_text=True)
    tree = html5lib.parse(body, namespaceHTMLElements=False)
    (box,) = [e for e in tree.iter("section") if "glance" in e.get("class", "")]
    for each in box.find("dl"):
        words = " ".join("".join(each.itertext()).split())
        if each.tag == "dt":
            heading = words
        else:
            yield heading, words


def test_the_data_have_all_silences_of_rows(two_plans: NamedGraphs) -> None:
    """Else the tests below would pass on nothing."""
    index = TripleIndex.of_triples(two_plans.merged())
    of_second = {
        kind for number in (1, 2) for kind in recorded(index, iris.thing(f"plan/6/action/6.{number}")).values()
    }
    assert {"not-stated", "empty-cell", "not-understood"} == of_second
    assert index.thing(iris.thing("plan/4/action/4.7"), CCWP.readFrom) is None


def test_the_page_of_an_action_says_why(client: FlaskClient, index: TripleIndex) -> None:
    """Each line that has no value has the words of its silence; what is not stated has only a rule that comes near."""
    rules = [index.english(each, CCWP.text) for each in index.members(CCWP.ImplementationRule)]
    told = 0
    for action in index.members(CCWP.Action):
        lines = dict(glance(client, action.value))
        assert lines.keys() >= {"Lead", "Start", "Timetable", "State of play", "Period of the plan"}
        for heading, words in lines.items():
            if (said := next((kind for kind, each in SAID.items() if words.startswith(each)), None)) is not None:
                told += 1
                assert (heading, said) == (heading, expected(index, action, SHOWN[heading])), action
                near = words.removeprefix(f"{SAID[said]} Nearest words on the {SHOWN[heading]} ")
                is_rule = any(near.startswith(f"“{rule}”") for rule in rules)
                assert said == "not-understood" or words == SAID[said] or (said == "not-stated" and is_rule), words
    assert told > 40


def test_the_nearest_words_are_those_of_the_answer(client: FlaskClient, index: TripleIndex) -> None:
    """Page and answer say the same of a field that is not stated."""
    question = (QUESTIONS / "field-of-action.toml").read_text("utf-8")
    near = {field: word for word, field in re.findall(r'BIND \("([^"]+)" AS \?word\) +# if field=(\S+)', question)}
    assert near == {field: word for field, word in NEAREST.items() if field in near}
    assert near.keys() == NEAREST.keys()
    lines = dict(glance(client, iris.thing("plan/5/action/5.2").value))
    assert "“Member States proposing actions are also encouraged to lead them.”" in lines["Lead"]
    assert "“All actions should start within the validity of the Action Plan.”" in lines["Timetable"]
    assert lines["State of play"] == "not stated"


def test_the_times_of_an_action_are_its_own(client: FlaskClient) -> None:
    lines = dict(glance(client, iris.thing("plan/5/action/5.9").value))
    assert (lines["Timetable"], lines["Period of the plan"]) == (
        "until December 2012, for 3 years", "July 2011 – December 2012"
    )  # fmt: skip


@pytest.mark.parametrize("plan", [1, 2, 3, 4])
def test_a_plan_that_is_not_held_names_the_documents_that_tell_of_it(plan: int, client: FlaskClient) -> None:
    """And not the plan after it, of which no document is held either."""
    page = client.get(f"/doc/plan/{plan}", headers={"Accept": "text/html"}).get_data(as_text=True)
    words = re.sub("<[^>]*>", "", page)
    said_by = re.search(r"What stands here is said of it by other documents \((.+?)\); its objectives", words)
    assert said_by is not None
    assert re.fullmatch("Draft Fifth Action Plan(, SIXTH ACTION PLAN)?", said_by[1])


def test_an_action_that_is_not_held_says_who_names_it(client: FlaskClient, index: TripleIndex) -> None:
    """And never that its title is not stated; a title that a later plan prints is shown."""
    mentioned = [each for each in index.members(CCWP.Action) if index.thing(each, CCWP.readFrom) is None]
    assert len(mentioned) >= 10
    for action in mentioned:
        page = client.get(action.value.replace("https://w3id.org/ccwp/id", "/doc"), headers={"Accept": "text/html"})
        words = re.sub("<[^>]*>", "", page.get_data(as_text=True))
        assert "Not held: the document that sets this action out is not in this collection" in words
        assert "title is not stated" not in words
        title = index.english(action, TITLE)
        assert title is None or title in page.get_data(as_text=True).replace("&#39;", "'")
        names = index.pointing(CCWP.refersToAction, action)
        assert not names or "It is named by" in words


def rows(client: FlaskClient, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(client.get(f"/{name}.csv").get_data(as_text=True))))


@pytest.mark.parametrize("name", ["plans", "actions", "documents", "organisations", "objectives"])
def test_a_list_says_why_a_field_is_empty(client: FlaskClient, index: TripleIndex, name: str) -> None:
    """CSV and JSON alike: of each field that is empty and is no name of a thing, and of no field with a value."""
    found = rows(client, name)
    assert found
    as_json = json.loads(client.get(f"/{name}.json").get_data())["rows"]
    for row, same in zip(found, as_json, strict=True):
        shown = {column.name for column in LISTS[name].columns} | {"objective", "party", "read_from", "work_area"}
        empty = {key for key, value in row.items() if not value and key in shown}
        told = dict(each.split(": ") for each in row["silences"].split("; ") if each)
        assert empty == told.keys() - FURTHER
        assert (row["silences"] or None) == same["silences"]
        thing = NamedNode(row["iri"])
        is_held = index.thing(thing, CCWP.readFrom) is not None
        if name in ("plans", "actions"):
            assert all((why == "not held") != is_held for why in told.values()), row
        if index.is_a(thing, CCWP.PartyGroup):
            assert told["kind"] == "does not apply"
        if index.is_a(thing, CCWP.LegalInstrument):
            assert told["year"] == "does not apply"


def test_the_list_of_actions_has_every_silence_that_the_reader_recorded(
    client: FlaskClient, index: TripleIndex
) -> None:
    """Of fields that are no columns of the list, too: what the page of an action calls not stated, its row does."""
    found = rows(client, "actions")
    assert any("lead: not stated; start: not stated" in row["silences"] for row in found)
    for row in found:
        told = dict(each.split(": ") for each in row["silences"].split("; ") if each)
        silent = recorded(index, NamedNode(row["iri"]))
        assert {field: SAID[kind] for field, kind in silent.items() if field in FURTHER} == {
            field: why for field, why in told.items() if field in FURTHER
        }


def test_pages_of_lists_have_the_words_of_their_csv(client: FlaskClient) -> None:
    page = client.get("/actions", headers={"Accept": "text/html"}).get_data(as_text=True)
    first = rows(client, "actions")[:25]
    held = sum(len(re.findall(r"\b(?:title|plan|documents): not held", each["silences"])) for each in first)
    assert held == page.count('<em class="silent">not held</em>') > 5


def test_the_table_of_actions_says_why(index: TripleIndex) -> None:
    table = actions_table(index)
    place = [column.name for column in table.columns].index("silences")
    for row in table.rows:
        action = NamedNode(str(row[2]))
        told = dict(each.split(": ") for each in row[place] or ())
        assert told == {field: SAID[kind] for field, kind in recorded(index, action).items()}


def test_stratml_says_why(held: NamedGraphs, index: TripleIndex) -> None:
    triples = held.merged()
    told = 0
    for plan in index.having(CCWP.hasAction):
        document = stratml(triples, plan)
        for action in index.things(plan, CCWP.hasAction):
            for field, kind in recorded(index, action).items():
                told += 1
                assert f"{field}: {SAID[kind]}" in document
    assert told > 30


def test_the_turtle_of_a_list_has_the_codes(client: FlaskClient, index: TripleIndex) -> None:
    turtle = client.get("/actions.ttl").get_data(as_text=True)
    assert turtle.count("a ccwp:FieldSilence ;") == len(index.members(CCWP.FieldSilence))


@pytest.mark.parametrize("kind", ["not-stated", "empty-cell", "not-understood"])
def test_why_an_action_has_no_lead(kind: str, dataset: NamedGraphs) -> None:
    """Where words may tell the lead the page shows them; it says "not stated" only of what nothing tells."""
    field = iris.thing("plan/5/action/5.1/field/lead")
    stated = Triple(field, CCWP.silence, iris.thing("concept/not-stated"))
    assert stated in dataset.graphs[READ]
    of_kind = {Triple(field, CCWP.silence, iris.thing(f"concept/{kind}"))}
    of_kind |= {Triple(field, CCWP.hasSpan, WORDS)} if kind == "not-understood" else set()
    graphs = {**dataset.graphs, READ: (dataset.graphs[READ] - {stated}) | of_kind}
    client = create_app(EmbeddedStore.of_graphs(graphs), settings=Settings()).test_client()
    lead = dict(glance(client, iris.thing("plan/5/action/5.1").value))["Lead"]
    assert lead.startswith(SAID[kind] + (": third countries" if kind == "not-understood" else ""))


def test_a_basis_that_was_not_understood_is_shown(dataset: NamedGraphs) -> None:
    """In the words that name it."""
    issue = iris.thing("reading/fifth-action-plan/issue/1")
    noted = {Triple(issue, CCWP.issueCode, Literal("act-unknown")), Triple(issue, CCWP.hasSpan, WORDS)}
    graphs = {**dataset.graphs, READ: {*dataset.graphs[READ], *noted}}
    client = create_app(EmbeddedStore.of_graphs(graphs), settings=Settings()).test_client()
    page = client.get("/doc/plan/5", headers={"Accept": "text/html"}).get_data(as_text=True)
    assert "Based on not understood: “" in re.sub("<[^>]*>", "", page)


HELD = iris.document("draft-fifth-action-plan")
FIELDS = {
    "Number": "ccwp:memberOfFamily", "Date": "dcterms:issued", "Subject code": "ccwp:hasSubjectCode",
    "Status": "ccwp:status", "For": "dcterms:audience", "Prepared by": "ccwp:preparedBy",
    "Discussed by": "ccwp:discussedBy", "Marking": "ccwp:marking", "Publisher": "dcterms:publisher",
    "Language": "dcterms:language", "Original": "rdfs:seeAlso",
}  # fmt: skip
"""Lines of the page of a document that is held → the property that each tells."""


@pytest.mark.parametrize("kind", ["not-stated", "not-understood"])
def test_a_held_document_says_why_a_field_is_missing(kind: str, dataset: NamedGraphs) -> None:
    """Each field has its line. It is not stated only where no word of the text is left that may tell it."""
    whole = TripleIndex.of_triples(dataset.merged())
    counts = {
        Triple(text, CCWP.accountedWordCount, count)
        for text in whole.members(CCWP.SourceText)
        for count in whole.literals(text, CCWP.accountedWordCount)
    }
    less = {Triple(each.subject, each.predicate, integer(int(each.object.value) - 1)) for each in counts}
    graphs = {
        name: (triples - counts) | less if kind == "not-understood" and counts <= triples else triples
        for name, triples in dataset.graphs.items()
    }
    client = create_app(EmbeddedStore.of_graphs(graphs), settings=Settings()).test_client()
    lines, prefixes = dict(glance(client, HELD.value)), {"ccwp": CCWP, "dcterms": DCTERMS, "rdfs": RDFS}
    silent = set()
    for heading, name in FIELDS.items():
        prefix, _, local = name.partition(":")
        is_told = bool(whole.values(HELD, prefixes[prefix].term(local)))
        said = lines[heading].removeprefix("address ")
        assert is_told != said.startswith(SAID[kind]), (heading, said)
        silent |= set() if is_told else {heading}
    assert {"Number", "Date", "Original"} <= silent < FIELDS.keys()
    assert "plain" in lines["Text"]


def test_a_document_that_is_only_cited_says_so(client: FlaskClient, index: TripleIndex) -> None:
    """Nothing is called not stated of what nobody here has read; where to look for it is told."""
    cited = index.members(CCWP.CouncilDocument)
    assert len(cited) > 20
    for document in cited:
        lines = dict(glance(client, document.value))
        assert lines["Date"] == "not held"
        assert "not stated" not in lines.values()
        assert lines["Original"].startswith("Public register of Council documents") or not index.values(
            document, CCWP.registerKey
        )


def test_of_a_plan_that_is_not_held_it_is_said_so(release_app: Flask) -> None:
    """Not that nothing has most of its words, which the other plans have; and it may be added."""
    whole, people = release_app.test_client(), {"Accept": "text/html"}
    for words, said in (
        ("sixth action plan", "“sixth action plan” is neither held nor named here."),
        ("4th plan", "“Fourth Action Plan” is not held here; it is named in Draft Fifth Action Plan and Action 5.10."),
    ):
        page = whole.get(f"/search?q={quote(words)}", headers=people).text
        assert f'{said} <a href="/add-a-plan">Add a plan</a>' in page
        assert "Nothing has" not in page
        question = whole.get(f"/search?q={quote(words)}&format=json").get_json()["question"]
        assert (said, "http://localhost/add-a-plan") == (question["notAnswered"], question["addAPlan"])
    of_type = whole.get("/search?q=sixth+action+plan&type=plan", headers=people).text
    assert "Nothing of this type has this word: <bdi>“sixth”</bdi>." in of_type


def test_a_search_without_a_word_is_said_to_have_none(release_app: Flask) -> None:
    for typed in ("?", "*", "\N{SLIGHTLY SMILING FACE}"):
        page = release_app.test_client().get(f"/search?q={quote(typed)}", headers={"Accept": "text/html"}).text
        assert "There is no word or number in this, so nothing was searched for." in page
        assert "has this word" not in page
