"""Each kind of thing has a page of its own that says what is stated, in which words, and what is not stated."""

from __future__ import annotations

import io
import re
from collections import Counter, defaultdict
from html import unescape
from pathlib import Path

import openpyxl
import pytest
from flask import Flask
from flask.testing import FlaskClient
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, parse

from ccwp_kg.entities.facts.facts import Thing
from ccwp_kg.entities.facts.inferences import rule_in_words
from ccwp_kg.entities.page import EntityPage, entity_page
from ccwp_kg.entities.portraits.named_things import WorkAreaPortrait
from ccwp_kg.entities.portraits.plans import MeetingPortrait, PlanPortrait
from ccwp_kg.entities.vocabulary.rules import shape_facts, shape_rows
from ccwp_kg.entities.vocabulary.terms import terms
from ccwp_kg.namespaces import CCWP, DCTERMS, M8G, SH
from ccwp_kg.rdf.dataset import ABOUT, SHAPES
from ccwp_kg.rdf.rules import read_rules
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.server import create_app
from ccwp_kg.server.linked_data.vocabularies import read_class_examples
from ccwp_kg.settings import Settings
from ccwp_kg.store import EmbeddedStore, described_in
from support.formats.html_pages import sent_bytes

ROOT = Path(__file__).parents[3]
RULES = {rule.name: rule for rule in read_rules(ROOT / "ontology" / "rules")}
ID = "https://w3id.org/ccwp/id/"
NONE = Prefixes({})
TEXT = (ROOT / "data" / "sources" / "fifth-action-plan.txt").read_bytes().decode()
PAGE_BYTES = 20_000


@pytest.fixture
def client(released: Flask) -> FlaskClient:
    return released.test_client()


@pytest.fixture(scope="session")
def store(release_store: EmbeddedStore) -> EmbeddedStore:
    return release_store


def page_of(store: EmbeddedStore, reference: str) -> EntityPage:
    page = entity_page(store, NamedNode(ID + reference), prefixes=NONE)
    assert page is not None
    return page


def html_of(client: FlaskClient, path: str) -> str:
    """A page as text without marks, white space made one space."""
    answer = client.get(path, headers={"Accept": "text/html"})
    assert answer.status_code == 200
    body = re.sub(r"(?s)<script.*?</script>", "", answer.get_data(as_text=True))
    apart = re.sub(r"</(?:d[dt]|li|p|h\d|t[dh]|div|figcaption)>", " ", body)
    return " ".join(unescape(re.sub(r"<[^>]+>", "", apart)).split())


def test_everything_stated_is_on_the_page(store: EmbeddedStore, references: list[str]) -> None:
    """No triple about a thing is missing from the facts of its page, and none is there that is not stated."""
    stated: defaultdict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    rooms = " ".join(map(str, ABOUT))
    every = f"{{ ?s ?p ?o }} UNION {{ VALUES ?g {{ {rooms} }} GRAPH ?g {{ ?s ?p ?o }} }}"
    known = set()
    for row in store.rows(f"SELECT DISTINCT ?s ?p ?o ?g WHERE {{ {every} }}"):
        subject, predicate = row["s"], row["p"]
        if not isinstance(subject, NamedNode) or not isinstance(predicate, NamedNode):
            continue
        statement = (subject, predicate, row["o"])
        is_shown = "g" not in row or described_in(store, subject) is not store
        if subject.value.startswith(ID) and is_shown and statement not in known:
            known.add(statement)
            stated[subject.value][predicate.value, _told(row["o"])] += 1
    for reference in (*references, "catalogue"):
        shown = Counter(
            (fact.property.iri, value.iri if isinstance(value, Thing) else value.text)
            for fact in page_of(store, reference).facts
            for value in fact.values
        )
        assert stated.pop(ID + reference, Counter()) == shown, reference
    # What is left are spans and their selectors, which the document they belong to describes, and the prefixes.
    assert [] == [iri for iri in stated if not re.search(r"/source/[^/#]+#(?:char=|position-|quote-)|/id/prefix/", iri)]


def _told(term: object) -> str:
    return term.value if isinstance(term, NamedNode | Literal | BlankNode) else str(term)


KINDS = [
    ("plan", "plan/5"),
    ("action", "plan/5/action/5.4"),
    ("action", "plan/3/action/3.1"),
    ("organisation", "organisation/europol"),
    ("organisation", "group/border-guards"),
    ("document", "document/ST-8351-2009-REV-2"),
    ("document", "document/OJ-C-115-2010-P-1"),
    ("objective", "objective/2009/3"),
    ("work_area", "work-area/intelligence"),
    ("act", "act/naples-ii"),
    ("meeting", "meeting/draft-fifth-action-plan-2011-02-18"),
    ("source_text", "source/fifth-action-plan"),
    ("concept", "concept/afis-mab"),
    ("concept", "concept/draft"),
    ("concept", "scheme/glossary"),
    ("thing", "plan/5/action/5.4/indicator/2"),
    ("thing", "dataset"),
]


@pytest.mark.parametrize(("kind", "reference"), KINDS)
def test_each_kind_is_told_its_own_way(store: EmbeddedStore, client: FlaskClient, kind: str, reference: str) -> None:
    """The first class that fits decides; the page has one h1 and stays within its budget."""
    assert kind == page_of(store, reference).view
    body = client.get(f"/doc/{reference}", headers={"Accept": "text/html"}).data
    assert body.count(b"<h1") == 1
    assert sent_bytes(client, f"/doc/{reference}") <= PAGE_BYTES


SAID = [
    ("/doc/act/council-resolution-2009", "Date 23 October 2009 In force no longer; last day in force 12 December 2011"),
    ("/doc/act/treaty-of-lisbon", "In force yes, since 1 December 2009"),
    ("/doc/act/naples-ii", "CELEX not held"),
    ("/doc/act/naples-ii", "see also · confidence 0.75"),
    (
        "/doc/act/naples-ii",
        "The number is that of the Council Act that drew the convention up; ours is the convention.",
    ),
    (
        "/doc/act/naples-ii",
        "Seen in: Page of EUR-Lex about the act. The record of the link to CELEX numbers of EUR-Lex",
    ),
    # a concept that stands for a body or country leads to it, not the other way round; the page shows it all the same
    ("/doc/organisation/olaf", "European Anti-Fraud Office a concept that stands for this"),
    ("/doc/country/DEU", "a concept that stands for this"),
    ("/doc/concept/risk-analysis", "risk management close match: means nearly the same · confidence 0.875"),
    (
        "/doc/document/ST-8351-2009-REV-2",
        "not looked up, so not a match. Seen in: The pattern of",
    ),
    ("/doc/plan/5/action/5.2", "Terms of a thesaurus kept elsewhere. The document does not use them"),
    ("/doc/plan/5/action/5.2", "customs fraud exact match of Customs fraud"),
    ("/doc/plan/5/action/5.2", "“customs fraud” Proposed action, page 7"),
    ("/doc/act/naples-ii", "under the Naples II Convention, when protection of"),
    ("/doc/concept/afis-mab", "As the AFIS MAB has been operating live"),
    ("/doc/concept/afis-mab", "since 15 June 2010"),
    ("/doc/concept/draft", "Used by"),
    ("/doc/meeting/draft-fifth-action-plan-2011-02-18", "Held on 18 February 2011"),
    ("/doc/meeting/draft-fifth-action-plan-2011-02-18", "The year is printed once"),
    ("/doc/meeting/draft-fifth-action-plan-2011-02-18", "Place not stated"),
    ("/doc/work-area/intelligence", "assigns a single action to this work area"),
    ("/doc/work-area/intelligence", "Definition not stated"),
    ("/doc/source/fifth-action-plan", "Text of Draft Fifth Action Plan Pages"),
    ("/doc/source/fifth-action-plan", "4950f5298b9b71a91b084e80122a7cd0441cdd4fdf9fe7aedf2d11cc3aeaafaa"),
    ("/doc/plan/5/action/5.4", "Lead not stated"),
    ("/doc/plan/5/action/5.4", "Start not stated"),
    ("/doc/plan/5/action/5.4", "Work area not stated"),
    ("/doc/plan/5/action/5.5", "Parties the cell is empty"),
    ("/doc/plan/5/action/5.10", "a passage of the document that quotes one of them"),
    ("/doc/plan/3/action/3.1", "it is taken to belong to the plan that the number begins with"),
    ("/doc/plan/1", "Only a year is printed where the period begins"),
    ("/doc/plan/4", "said of it by other documents (Draft Fifth Action Plan); its objectives"),
    ("/doc/plan/5", "To be forwarded to CATS for approval"),
    (
        "/doc/plan/5",
        "Agreement by CCWP: “The CCWP is invited to agree to this document”; Approval by CATS: “forward it",
    ),
    (
        "/doc/plan/5",
        "Approval by CCWP: “The CCWP is invited to approve the Fifth Action Plan for Customs Law Enforcement",
    ),
    ("/doc/plan/5", "Cooperation” Approved by not stated"),
    ("/doc/plan/5", "Status Draft (Draft Fifth Action Plan)"),
    ("/doc/plan/5", "Approved by not stated"),
    ("/doc/document/draft-fifth-action-plan", "Sets out Fifth Action Plan Number not stated Date not stated"),
    ("/doc/document/draft-fifth-action-plan", "What the columns of the annex mean"),
    ("/doc/document/draft-fifth-action-plan", "Prepared by Drafting group"),
    ("/doc/document/draft-fifth-action-plan", "Agreement by CCWP: The CCWP is invited to agree to this document"),
    ("/doc/document/draft-fifth-action-plan", "Approval by CATS: forward it to CATS for approval"),
    ("/doc/document/ST-11801-2010-REV-4", "Prepared by Belgian Presidency Discussed by CCWP Basis of Fifth"),
    ("/doc/plan/5", "Takes into account Council Resolution of 23 October 2009"),
    ("/doc/act/revised-strategy-2009", "Based on Council Resolution of 23 October 2009"),
    ("/doc/act/stockholm-programme", "Taken into account by Fifth Action Plan"),
    ("/doc/plan/1", ", December 2003 Our inference."),
    ("/doc/organisation/europol", "Today European Union Agency for Law Enforcement Cooperation Part of"),
    ("/doc/organisation/europol", "COM in 7 actions"),
    (
        "/doc/organisation/europol",
        "European Police Office 1 January 2010 – 30 April 2017 · by Council Decision 2009/371/JHA",
    ),
    ("/doc/organisation/europol", "European Union Agency for Law Enforcement Cooperation 1 May 2017 – today"),
    ("/doc/country/GBR", "Kind State Member Member States 1 January 1973 – 31 January 2020"),
    ("/doc/organisation/dg-taxud", "Part of European Commission"),
    ("/doc/document/ST-8351-2009-REV-2", "Title not held"),
    ("/doc/document/ST-8351-2009-REV-2", "Subject code ENFOCUSTOM 42 (2009)"),
    ("/doc/document/ST-8351-2009-REV-2", "Cited as starting point"),
    ("/doc/document/ST-8351-2009", "8351/2/09 REV 2 ENFOCUSTOM 42"),
    ("/about", "No cookies"),
    ("/about", "WCAG 2.2, level AA"),
    ("/add-a-plan", "ccwp-kg add plan.pdf --plan 6 --review plan.review.csv --yes data/sources/"),
    ("/add-a-plan", "How far to trust the reading"),
    ("/add-a-plan", "How well a new document is read depends on how far it is from those known"),
    ("/data", "SPARQLWrapper"),
    ("/data", "sha256"),
]


@pytest.mark.parametrize(("path", "words"), SAID)
def test_pages_say_it_in_words(client: FlaskClient, path: str, words: str) -> None:
    """What is stated stands in words; where the source is silent, the page says so."""
    assert words in html_of(client, path)


def test_the_guide_leaves_the_rounds_of_measuring_out(client: FlaskClient) -> None:
    """Who adds a plan reads how far to trust the reading, and where its figures are, after the commands."""
    page = client.get("/add-a-plan").get_data(as_text=True)
    assert "<table" not in page[page.index('id="trust"') :]
    assert "are in <code>docs/trust.md</code>" in page


def test_downloads_begin_with_what_is_wanted_most(released: Flask) -> None:
    """The terms of use before any file, the workbook in the first lines and before other tables, the merged graph in
    Turtle before others."""
    page = released.test_client().get("/data", headers={"Accept": "text/html"}).get_data(as_text=True)
    terms, *files = [match.start() for match in re.finditer(r'id="terms"|href="/dumps/[^"]+"', page)]
    assert page[terms:].startswith('id="terms"')
    assert len(files) > 20
    assert '<a href="#tables">all tables in one workbook</a>' in page[: page.index("<table")]
    with released.test_client().get("/dumps/tables.xlsx") as answer:
        book = openpyxl.load_workbook(io.BytesIO(answer.data))
    assert f"The workbook has {len(book.sheetnames)} sheets." in page
    names = [name for name in re.findall(r'<th scope="row"><a href="/dumps/([^"]+)"', page) if not name.endswith(".gz")]
    graphs = [name.partition(".")[0] for name in names[:7]]
    assert graphs == ["merged"] * 4 + ["dataset"] * 2 + ["annotated"]
    assert names[0] == "merged.ttl"
    tables = names[names.index("tables.xlsx") :]
    assert tables[:3] == ["tables.xlsx", "tables/actions.csv", "tables.zip"]
    assert names.count("tables/actions.csv") == 1


def test_totals_of_the_plan_are_those_of_its_actions(store: EmbeddedStore) -> None:
    """Both tables count the same marks along rows and columns."""
    plan = page_of(store, "plan/5").portrait
    assert isinstance(plan, PlanPortrait)
    assert sum(len(row.objectives) for row in plan.actions) == sum(plan.objective_totals) == 23
    assert sum(len(row.parties) for row in plan.actions) == sum(plan.party_totals) == 38
    assert (7, 8, 8) == plan.objective_totals


def test_a_meeting_and_a_work_area_know_their_plan(store: EmbeddedStore) -> None:
    """The plan, or its document, is found from the other side."""
    meeting, area = (
        page_of(store, "meeting/draft-fifth-action-plan-2011-02-18").portrait,
        page_of(store, "work-area/intelligence").portrait,
    )
    assert isinstance(meeting, MeetingPortrait)
    assert isinstance(area, WorkAreaPortrait)
    assert ["Draft Fifth Action Plan"] == [document.name for document in meeting.drafted]
    assert ["Fifth Action Plan"] == [plan.name for plan in area.plans]
    assert () == area.actions
    assert 3 == len(area.others)


def test_every_rule_of_the_data_has_words(store: EmbeddedStore) -> None:
    """A value that is derived names its rule by a sentence, not by a code."""
    rows = store.rows(f"SELECT DISTINCT ?rule WHERE {{ ?x {CCWP.derivedByRule} ?rule }}")
    rules = {row["rule"].value for row in rows if isinstance(row["rule"], Literal)}
    assert rules
    assert [] == [rule for rule in rules if rule in rule_in_words(rule, RULES)]
    assert "unheard-of" in rule_in_words("unheard-of", RULES)


EVIDENCE = [
    ("objectives", "objective"),
    ("indicators", "indicator"),
    ("outcomes", "outcome"),
    ("parties", "party"),
    ("citations", "citation"),
    ("references", "reference"),
    ("statements", "statement"),
]


@pytest.mark.parametrize(("part", "name"), EVIDENCE)
def test_every_fact_of_an_action_has_evidence(store: EmbeddedStore, part: str, name: str) -> None:
    """Whatever an action's page tells can be followed to the characters it was read from."""
    found = 0
    for number in range(1, 11):
        page = page_of(store, f"plan/5/action/5.{number}")
        assert page.evidence.places
        for each in getattr(page.portrait, part):
            found += 1
            assert each.evidence.places, (number, name)
            assert all(TEXT[place.start : place.end] == place.exact for place in each.evidence.places)
    assert found


def test_ontology_tells_every_term(store: EmbeddedStore, client: FlaskClient) -> None:
    """Each own term has an anchor, a definition, an example, and the number of its uses; the page keeps its budget."""
    examples = read_class_examples(ROOT / "ontology" / "examples")
    rows = terms(store, prefixes=NONE, examples=examples)
    assert {"class", "link", "value"} == {row.kind for row in rows}
    assert [] == [row.anchor for row in rows if row.definition is None or row.example is None]
    by_anchor = {row.anchor: row for row in rows}
    assert 20 == by_anchor["Action"].uses
    asked = store.rows(f"SELECT (COUNT(*) AS ?n) WHERE {{ ?s {CCWP.citesDocument} ?o }}")[0]["n"]
    assert isinstance(asked, Literal)
    assert int(asked.value) == by_anchor["citesDocument"].uses
    assert any("written as text" in rule.says for rule in by_anchor["actionNumber"].rules)
    body = client.get("/ontology.html").get_data(as_text=True)
    assert by_anchor["Action"].instance is not None
    assert 'For example <a href="/doc/plan/5/action/5.1">Action 5.1</a>' in body  # 1.2 is only named
    for row in rows:
        assert body.count(f'id="{row.anchor}"') == 1
        assert f'<li><a href="#{row.anchor}">' in body
    assert sent_bytes(client, "/ontology.html") <= PAGE_BYTES


def test_a_strategy_and_its_objectives_tell_of_each_other(client: FlaskClient) -> None:
    """The page of a strategy lists the objectives that it sets, in their order; each of them names it."""
    told = client.get("/doc/act/revised-strategy-2009.html").get_data(as_text=True)
    listed = re.findall(r'<li><p><a class="said" href="/doc/objective/2009/(\d)">', told)
    assert ["1", "2", "3"] == listed
    assert "Strategy Revised strategy for customs cooperation" in html_of(client, "/doc/objective/2009/2")


def test_ontology_leads_to_its_overview_and_changes(client: FlaskClient) -> None:
    """One step from the ontology are the picture of the main classes, and what changed: first what to bind."""
    begin = client.get("/ontology.html").get_data(as_text=True)
    assert "<code>PREFIX ccwp: &lt;https://w3id.org/ccwp/ontology#&gt;</code>" in begin
    for path in ("/ontology/overview", "/ontology/changes"):
        assert f'href="{path}"' in begin
    shown = client.get("/ontology/overview.html").get_data(as_text=True)
    assert shown.count("<svg class=") == 1
    assert "/ontology/overview.svg" in shown
    assert client.get("/ontology/overview.svg").get_data(as_text=True).count('class="node"') == 17
    assert 'aria-label="Statement has span Span"' in shown
    told = client.get("/ontology/changes")
    assert told.data == (ROOT / "ontology" / "CHANGELOG.md").read_bytes()
    assert told.content_type == "text/plain; charset=utf-8"
    notes = told.text.partition("\n| 0.2.0 | now |")[0].rpartition("\n## ")[2].partition("\n\n")[2]
    assert notes.startswith("Every example that asks what is missing binds `ccwp:readFrom`")
    shown = client.get("/ontology/changes", headers={"Accept": "text/html"}).get_data(as_text=True)
    assert "<td><code>withinPlan</code></td>" in shown
    assert 'href="/ontology/changes.txt"' in shown


def test_shapes_tell_every_rule(store: EmbeddedStore, client: FlaskClient) -> None:
    """Each shape that has an address has one anchor; each message stands on the page; warnings are marked."""
    said = shape_facts(store).facts
    rows = shape_rows(store, prefixes=NONE)
    body = client.get("/shapes.html").get_data(as_text=True)
    ids = Counter(re.findall(r' id="([^"]+)"', body))
    assert [] == [name for name, times in ids.items() if times > 1]
    named = {
        shape.value.rpartition("#")[2] for kind in (SH.NodeShape, SH.PropertyShape) for shape in said.members(kind)
    }
    assert set() == named - set(ids)
    asked = f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH {SHAPES} {{ ?s {SH.message} ?m }} }}"
    number = store.rows(asked)[0]["n"]
    assert isinstance(number, Literal)
    assert int(number.value) == len({(rule.anchor, rule.says) for row in rows for rule in row.rules})
    assert ["data-quality"] == [row.anchor for row in rows if not row.targets]
    kept = {f"data-quality-{path.stem}" for path in (ROOT / "shapes" / "data-quality").glob("*.rq")}
    assert kept <= set(ids)
    assert any(rule.severity == "should" for row in rows for rule in row.rules)
    assert "{?" not in body
    assert sent_bytes(client, "/shapes.html") <= PAGE_BYTES


def test_what_another_source_states_is_not_called_unstated() -> None:
    """The page of an action reads a lead state, a start and a work area from the data, and supposes none."""
    action = "<https://w3id.org/ccwp/id/plan/9/action/9.1>"
    lead = action[:-1] + "/lead/1>"
    text = (
        f'{action} a {CCWP.Action} ; {CCWP.actionNumber} "9.1" ; {CCWP.hasPartyInvolvement} {lead} ; '
        f'{CCWP.startDate} "2030-02-01"^^<http://www.w3.org/2001/XMLSchema#date> ; '
        f"{CCWP.workArea} <{ID}work-area/other> . {lead} a {CCWP.PartyInvolvement} ; {DCTERMS.isPartOf} {action} ; "
        f"{M8G.role} <{ID}concept/lead> ; {CCWP.printedForm} 'PL' ; {CCWP.involvedParty} <{ID}country/POL> ."
    )
    store = EmbeddedStore.of_triples(quad.triple for quad in parse(text, format=RdfFormat.TURTLE))
    application = create_app(store, settings=Settings())
    told = html_of(application.test_client(), "/doc/plan/9/action/9.1")
    for words in ("Start 1 February 2030", "POL", "Plan not held"):
        assert words in told
    for words in ("Lead not stated", "Start not stated", "Work area not stated"):
        assert words not in told


def test_all_who_are_asked_to_approve_are_drawn(client: FlaskClient) -> None:
    """The working party is invited to approve the plan before it goes to CATS; the picture has both."""
    picture = client.get("/approval/plan/5.svg").get_data(as_text=True)
    assert ">CCWP, CATS</text>" in picture
