"""Pages tell a corrected value from one that was read: a mark beside it, and behind the mark both, with the reason."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from ccwp_kg.entities.facts.evidence import Correction
from ccwp_kg.entities.facts.facts import Words
from ccwp_kg.entities.page import entity_page
from ccwp_kg.namespaces import ADMS, CCWP, DCTERMS, FOAF, ID, RDF
from ccwp_kg.publish.opening import open_release
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.rdf.terms import iris
from ccwp_kg.server import create_app
from ccwp_kg.server.site.site import read_release
from ccwp_kg.settings import Settings
from ccwp_kg.store import EmbeddedStore
from support.corrected import OUTCOME, TITLE

pytestmark = pytest.mark.slow

RIGHT_TITLE = TITLE.replace("and information", "and to information")
WHO = "Who curator, 26 November 2026 ; agreed by reviewer, 27 November 2026 · the correction : Correction"


@pytest.fixture(scope="module")
def client(corrected: Path) -> FlaskClient:
    folder = corrected / "release"
    return create_app(open_release(folder), settings=Settings(), release=read_release(folder)).test_client()


def html_of(client: FlaskClient, path: str) -> str:
    answer = client.get(path, headers={"Accept": "text/html"})
    assert 200 == answer.status_code
    return answer.get_data(as_text=True)


def text_of(html: str) -> str:
    """A piece of a page as text, white space made one space."""
    return " ".join(unescape(re.sub("<[^>]*>", " ", html)).split())


def folds(html: str) -> list[str]:
    """What is behind each mark "corrected", in the order of the page."""
    return [text_of(found) for found in re.findall(r'(?s)<details class="evidence corrected">.*?</details>', html)]


def told(what: str, read: str, right: str, slug: str) -> str:
    return f"What {what} Read {read} Right {right} Why It was misread. {WHO} {slug}"


TITLE_TOLD = told("dcterms:title", TITLE, RIGHT_TITLE, "title")
START_TOLD = told("start date", "nothing", "1 September 2011", "start")
MARKED = [
    # (path, what is behind each mark: how it begins, what it holds)
    (
        "/doc/plan/5/action/5.4",
        [
            (
                "Corrected · Source for the title",
                [TITLE_TOLD, START_TOLD, f"“{TITLE}” Proposed action, page 9, characters"],
            ),
            (
                "Corrected · Source for expected result 2 of indicator 2",
                [
                    told(
                        "decision by",
                        "Customs Cooperation Working Party",
                        "Coordinating Committee in the area of police and judicial cooperation in criminal matters",
                        "decision",
                    ),
                    told("expects product", "Analysis", "nothing", "product"),
                    "“approval by the CCWP”",
                ],
            ),
            ("Corrected · Source for outcome 3", [f"Read {OUTCOME} Right {OUTCOME}; Why", f"“(3) {OUTCOME};”"]),
            ("Corrected for dcterms:title", [TITLE_TOLD]),
            ("Corrected for start date", [START_TOLD]),
        ],
    ),
    (
        "/doc/plan/5/action/5.4/outcome/3",
        [
            (
                "Corrected for full text",
                [f"Read {OUTCOME} Right {OUTCOME}; Why It was misread. “(3) {OUTCOME};” Possible outcome(s), page 9"],
            )
        ],
    ),
    ("/doc/plan/5/action/5.5", []),
]


@pytest.mark.parametrize(("path", "expected"), MARKED)
def test_corrected_values_are_marked(path: str, expected: list[tuple[str, list[str]]], client: FlaskClient) -> None:
    """Behind each mark stand what was read and is right, why, by whom, when and where; nothing else is marked."""
    html = html_of(client, path)
    found = folds(html)
    assert [start for start, _ in expected] == [
        fold[: len(start)] for fold, (start, _) in zip(found, expected, strict=True)
    ]
    for fold, (_, parts) in zip(found, expected, strict=True):
        assert [] == [part for part in parts if part not in fold]


OF_A_PARTY = [
    # (what the correction leaves, the element in which its mark stands)
    (f"{ID}organisation/europol", r'(?s)<section aria-labelledby="parties">.*?</section>'),
    (None, r"(?s)<dt>Parties</dt><dd>.*?</details>"),
]


@pytest.mark.parametrize(("right", "place"), OF_A_PARTY)
def test_a_corrected_party_stands_at_the_parties(right: str | None, place: str) -> None:
    """And no more at the title; where no party is left, at the words that say so."""
    action, party = iris.action(6, "6.1"), iris.action(6, "6.1/party/1")
    correction, mentioned = iris.thing("correction/x/c"), iris.thing("correction/x/m")
    facts: list[tuple[NamedNode, NamedNode, NamedNode | Literal]] = [
        (action, RDF.type, CCWP.Action),
        (action, DCTERMS.term("title"), Literal("To look", language="en")),
        (action, CCWP.readFrom, iris.document("x")),
        (action, CCWP.hasCorrection, correction),
        (correction, RDF.type, CCWP.Correction),
        (correction, CCWP.correctedResource, action),
        (correction, CCWP.correctedProperty, CCWP.concernsParty),
        (correction, CCWP.replacedThing, iris.thing("organisation/cepol")),
        (correction, CCWP.reason, Literal("It stands in another row.", language="en")),
        (correction, CCWP.authorRole, Literal("curator")),
        (correction, DCTERMS.created, Literal("2026-11-26")),
        (action, CCWP.hasCorrection, mentioned),
        (mentioned, RDF.type, CCWP.Correction),
        (mentioned, CCWP.correctedResource, action),
        (mentioned, CCWP.correctedProperty, CCWP.mentions),
        (mentioned, CCWP.replacedThing, iris.thing("organisation/cepol")),
        (mentioned, DCTERMS.created, Literal("2026-11-26")),
    ]
    if right is not None:
        facts += [
            (correction, CCWP.correctThing, NamedNode(right)),
            (action, CCWP.concernsParty, NamedNode(right)),
            (party, RDF.type, CCWP.PartyInvolvement),
            (party, DCTERMS.isPartOf, action),
            (party, CCWP.involvedParty, NamedNode(right)),
        ]
    store = EmbeddedStore.of_triples(Triple(*fact) for fact in facts)
    html = html_of(create_app(store, settings=Settings()).test_client(), "/doc/plan/6/action/6.1")
    [at_parties, *in_table] = folds(html)
    assert "It stands in another row." in at_parties
    assert "What ccwp:mentions Read body:cepol" in at_parties
    assert ["Corrected for ccwp:"] * 2 == [each.partition("ccwp:")[0] + "ccwp:" for each in in_table]
    found = re.search(place, html)
    assert found is not None
    assert [at_parties] == folds(found[0])


def test_two_versions_are_compared_as_they_were_corrected() -> None:
    """What holds by correction counts in its own version, and a correction without effect does not."""
    plan, rev, init = iris.plan(6), iris.document("rev"), iris.document("init")
    first, second = iris.action(6, "6.1"), iris.action(6, "6.2")
    cepol, europol = iris.thing("organisation/cepol"), iris.thing("organisation/europol")
    party, title = iris.part(first, "party", 1), DCTERMS.term("title")
    facts: list[tuple[NamedNode, NamedNode, NamedNode | Literal]] = [
        (plan, RDF.type, CCWP.ActionPlan),
        (plan, CCWP.readFrom, rev),
    ]
    for name, document in (("rev", rev), ("init", init)):
        facts += [(document, FOAF.primaryTopic, plan), (iris.source(name), DCTERMS.isFormatOf, document)]
    statements = [
        (rev, first, title, Literal("To look")),
        (rev, party, CCWP.involvedParty, europol),
        (rev, second, CCWP.actionNumber, Literal("6.2")),
        (init, second, CCWP.actionNumber, Literal("6.2")),
        (init, second, title, Literal("To hear")),
    ]
    for at, (document, subject, predicate, value) in enumerate(statements):
        statement = iris.thing(f"statement/{at}")
        facts += [(statement, DCTERMS.isPartOf, document), (statement, RDF.subject, subject)]
        facts += [(statement, RDF.predicate, predicate), (statement, RDF.object, value)]
    corrections = [
        ("init", "set-aside", first, title, CCWP.correctValue, Literal("To see")),
        ("init", "set-aside", party, CCWP.involvedParty, CCWP.correctThing, cepol),
        ("rev", "reading-changed", second, title, CCWP.correctValue, Literal("To forget")),
    ]
    for name, state, subject, predicate, how, value in corrections:
        made = iris.thing(f"correction/{name}/{len(facts)}")
        facts += [(made, CCWP.correctsSource, iris.source(name)), (made, ADMS.status, iris.thing(f"concept/{state}"))]
        facts += [
            (made, CCWP.correctedResource, subject),
            (made, CCWP.correctedProperty, predicate),
            (made, how, value),
        ]
    store = EmbeddedStore.of_triples(Triple(*fact) for fact in facts)
    html = html_of(create_app(store, settings=Settings()).test_client(), "/doc/plan/6")
    told = " ".join(unescape(re.sub(r"<[^>]+>", "", html.partition("says otherwise")[2])).split())
    assert "action 6.1 of plan 6: the title is “To look” here and was “To see” there." in told
    assert "Only here it concerns body:europol. Only there it concerns body:cepol." in told
    assert "action 6.2 of plan 6: the title is missing here and was “To hear” there." in told
    assert "To forget" not in told


def test_the_value_shown_is_the_right_one(client: FlaskClient) -> None:
    """Heading, list and table say what holds; what gave way is behind the mark alone."""
    html = html_of(client, "/doc/plan/5/action/5.4")
    outside = text_of(re.sub(r'(?s)<details class="evidence.*?</details>', "", html))
    assert f"5.4 {RIGHT_TITLE}" in outside
    assert TITLE not in outside
    assert "Approval by CATS" in outside
    assert "Start 1 September 2011" in outside


def test_a_correction_has_a_page(client: FlaskClient) -> None:
    """Why, what proves it, and everything stated of it."""
    page = text_of(html_of(client, "/doc/correction/fifth-action-plan/outcome-3"))
    assert "Correction outcome-3 It was misread. Source “(3) Promoting the use of secure channels;”" in page
    assert all(words in page for words in ("adms:status Applied", "author role curator", "reviewer role reviewer"))
    assert "has correction × 1 Possible outcome 3 of action 5.4" in page


def test_the_document_shows_what_is_corrected(client: FlaskClient) -> None:
    """Beside the passage a note leads to each correction; the document itself stays as it is printed."""
    html = html_of(client, "/source/fifth-action-plan")
    row = html.partition('id="action-5.4"')[2].partition('id="action-5.5"')[0]
    expected = ["start", "title", "decision", "product", "outcome-3"]
    assert expected == re.findall(r'corrected: <a href="/doc/correction/fifth-action-plan/([a-z0-9-]+)"', row)
    assert "corrected: " not in html.replace(row, "")
    assert "use of secure channels for" in " ".join(text_of(row).split())
    assert RIGHT_TITLE not in text_of(row)


def test_the_data_of_a_thing_lead_to_its_corrections(client: FlaskClient) -> None:
    """Linked data: what holds, the correction, and not what gave way."""
    action = iris.action(5, "5.4")
    triples = {quad.triple for quad in parse(client.get("/doc/plan/5/action/5.4.nt").data, format=RdfFormat.N_TRIPLES)}
    assert Triple(action, CCWP.hasCorrection, iris.thing("correction/fifth-action-plan/title")) in triples
    titles = [t.object for t in triples if t.subject == action and t.predicate == DCTERMS.term("title")]
    assert [Literal(RIGHT_TITLE, language="en")] == titles


def test_a_statement_taken_away_leaves_its_mark() -> None:
    """A property that has no value left is told without one, or nobody would learn that something was read."""
    thing, correction = iris.thing("plan/6"), iris.thing("correction/x/c")
    facts: list[tuple[NamedNode, NamedNode, NamedNode | Literal]] = [
        (thing, RDF.type, CCWP.ActionPlan),
        (thing, CCWP.hasCorrection, correction),
        (correction, RDF.type, CCWP.Correction),
        (correction, CCWP.correctedProperty, CCWP.validFrom),
        (correction, CCWP.replacedValue, Literal("2011")),
        (correction, CCWP.authorRole, Literal("curator")),
        (correction, DCTERMS.created, Literal("2026-11-26")),
    ]
    store = EmbeddedStore.of_triples(Triple(*fact) for fact in facts)
    page = entity_page(store, thing, prefixes=Prefixes({}))
    assert page is not None
    [row] = [fact for fact in page.facts if fact.property.iri == CCWP.validFrom.value]
    assert () == row.values
    [told_of] = row.corrections
    assert isinstance(told_of, Correction)
    assert (Words("2011", None, str(Literal("2011").datatype.value)),) == told_of.replaced
    assert () == told_of.correct
