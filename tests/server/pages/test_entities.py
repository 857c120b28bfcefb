"""What a page says of a thing, as values: names in the right language, marks in their place, evidence that is there."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from ccwp_kg.entities.facts.evidence import Evidence, Mark, prose
from ccwp_kg.entities.facts.facts import Thing
from ccwp_kg.entities.page import entity_page
from ccwp_kg.entities.portraits.actions import ActionPortrait
from ccwp_kg.entities.portraits.documents import DocumentPortrait
from ccwp_kg.entities.portraits.plans import PlanPortrait
from ccwp_kg.entities.source_reader.read_things import source_facts
from ccwp_kg.namespaces import CCWP, OA, RDF
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.rdf.syntax.read import read_triples
from ccwp_kg.rdf.terms.labels import best_label
from ccwp_kg.store import EmbeddedStore

ID = "https://w3id.org/ccwp/id/"
NONE = Prefixes({})
ROOT = Path(__file__).parents[3]
TEXT = (ROOT / "data" / "sources" / "fifth-action-plan.txt").read_bytes().decode()


@pytest.fixture(scope="module")
def store(release_folder: Path) -> EmbeddedStore:
    return EmbeddedStore.of_named_graphs(release_folder / "dataset.nq")


LABELS = [
    ("Zoll", ["de"], [("customs", "en"), ("Zoll", "de")]),
    ("customs", ["pt"], [("Zoll", "de"), ("customs", "en"), ("douane", "fr")]),
    ("plain", ["pt"], [("Zoll", "de"), ("plain", None)]),
    ("Zoll", ["pt"], [("douane", "fr"), ("Zoll", "de")]),
]


@pytest.mark.parametrize(("expected", "asked", "labels"), LABELS)
def test_language_chain(expected: str, asked: list[str], labels: list[tuple[str, str | None]]) -> None:
    """The language asked for, else English, else none, else any, always the same one."""
    found = best_label([Literal(text, language=tag) for text, tag in labels], [*asked, "en"])
    assert found is not None
    assert expected == found.value


def place(text: str, start: int = 0) -> Evidence:
    return Evidence(start, start + len(text), "urn:x:span", text, "urn:x:source")


MARKED = [
    # (segments in brackets are marked, raw text, normalised text, marks)
    ("see [A b] now", "see A\n b now", "see A b now", [(4, 8)]),
    ("co-[operate] here", "co-\noperate here", "co-operate here", [(4, 11)]),
    ("[cooperate] here", "co-\noperate here", "cooperate here", [(0, 11)]),
    ("[a b] c", "a b c;", "a b c", [(0, 3), (2, 5)]),
    ("[a b c]", "a b c", "a b c", [(0, 1), (0, 5)]),
    ("a b c", "a b c", "a b c", [(40, 50)]),
]


@pytest.mark.parametrize(("expected", "raw", "text", "marks"), MARKED)
def test_marks_find_their_words(expected: str, raw: str, text: str, marks: list[tuple[int, int]]) -> None:
    """Offsets count in the raw document, marks stand in the normalised text, and none overlaps another."""
    thing = Thing("urn:x:thing", "thing")
    found = prose(text, [place(raw)], [Mark(start, end, thing) for start, end in marks])
    assert expected == "".join(f"[{s.text}]" if s.thing else s.text for s in found)
    assert text == "".join(s.text for s in found)


def test_what_several_passages_say_of_a_plan_is_told_once(release_store: EmbeddedStore) -> None:
    """With all that say so behind it, in the order of the document: the first day of plan 5 stands in three."""
    page = entity_page(release_store, NamedNode(ID + "plan/5"), prefixes=NONE)
    assert page is not None
    assert isinstance(page.portrait, PlanPortrait)
    rows = [(row.property.iri.rpartition("#")[2], row.thing or row.value) for row in page.portrait.statements]
    assert len(rows) == len(set(rows))
    quoted = {of: row.evidence.places for (of, _), row in zip(rows, page.portrait.statements, strict=True)}
    assert ["1.7.2011", "1.7.2011 to 31.12.2012", "1 July 2011 to 31 December 2012"] == [
        each.quote for each in quoted["validFrom"]
    ]


def test_an_action_is_told_in_the_order_of_its_row(store: EmbeddedStore) -> None:
    """Objectives, indicators with their decision, parties with their printed form, citations with their role."""
    page = entity_page(store, NamedNode(ID + "plan/5/action/5.4"), prefixes=NONE)
    assert page is not None
    action = page.portrait
    assert isinstance(action, ActionPortrait)
    assert ("5.4", "July 2011 – December 2012") == (action.number, action.period.in_words)
    assert [3] == [each.number for each in action.objectives]
    assert [[], [("submission", "CCWP"), ("approval", "CCWP")]] == [
        [(each.decision and each.decision.name, each.by and each.by.short) for each in point.expectations]
        for point in action.indicators
    ]
    assert [("COM (OLAF)", ["COM", "OLAF"]), ("Europol", ["Europol"])] == [
        (party.printed, [body.short for body in party.involved]) for party in action.parties
    ]
    assert ["starting point", "starting point"] == [c.role and c.role.name for c in action.citations]
    marked = {(s.text, s.kind) for s in action.terms if s.thing}
    assert {("AFIS MAB", "concept"), ("Naples II Convention", "act"), ("Europol", "organisation")} <= marked
    assert ("8282/3/08 REV 3 ENFOCUSTOM 47", "document") in marked
    assert () == action.work_areas


def test_every_quotation_is_where_it_says(store: EmbeddedStore) -> None:
    """`text[start:end]` is the quotation."""
    page = entity_page(store, NamedNode(ID + "plan/5/action/5.4"), prefixes=NONE)
    assert page is not None
    assert isinstance(page.portrait, ActionPortrait)
    places = [e for point in page.portrait.indicators for e in point.evidence.places]
    assert places
    assert all(TEXT[e.start : e.end] == e.exact for e in places)


def test_incoming_links_are_counted_and_the_first_named(store: EmbeddedStore) -> None:
    """Every link counts, at most fifty are named."""
    page = entity_page(store, NamedNode(ID + "plan/5/action/5.4"), prefixes=NONE)
    assert page is not None
    rows = store.rows(f"SELECT ?s WHERE {{ ?s ?p <{ID}plan/5/action/5.4> }}")
    assert len(rows) == page.incoming.count == sum(group.count for group in page.incoming.links)
    assert sum(len(group.first) for group in page.incoming.links) <= 50


def test_a_plan_knows_its_actions_and_neighbours(store: EmbeddedStore) -> None:
    """Actions in the order of their numbers, the plan before, and what is declared beside what is read."""
    page = entity_page(store, NamedNode(ID + "plan/5"), prefixes=NONE)
    assert page is not None
    plan = page.portrait
    assert isinstance(plan, PlanPortrait)
    assert ["5.4", "5.6"] == [row.number for row in plan.actions]
    assert (10, "Fourth Action Plan") == (plan.declared_actions, plan.preceded_by and plan.preceded_by.name)


def test_a_document_knows_its_own_words(store: EmbeddedStore) -> None:
    """Its footnotes are those that are part of it, whatever else cites the same; they do not cite it."""
    page = entity_page(store, NamedNode(ID + "document/draft-fifth-action-plan"), prefixes=NONE)
    assert page is not None
    document = page.portrait
    assert isinstance(document, DocumentPortrait)
    assert [7] == [note.number for note in document.footnotes]
    assert 0 == page.passages.count
    assert (1, 1, 1) == (len(document.columns), len(document.rules), len(document.sections[0].paragraphs))


def test_nothing_is_known_of_the_unknown(store: EmbeddedStore) -> None:
    """No page, rather than an empty one."""
    assert entity_page(store, NamedNode(ID + "plan/77"), prefixes=NONE) is None


@pytest.mark.timed
def test_other_sources_cost_a_source_nothing(published: Path) -> None:
    """The links of two hundred more texts: once the query began at the links of all of them."""
    held = read_triples(published / "merged.nt")
    name = "source/fifth-action-plan"

    def is_own(term: object) -> bool:
        return isinstance(term, NamedNode) and term.value.startswith((f"{ID}plan/5/", f"{ID}{name}"))

    links = {CCWP.citedDocument, CCWP.referredAction, OA.hasBody, RDF.object, CCWP.hasSpan, OA.hasTarget, OA.hasSource}
    own = [t for t in held if is_own(t.subject) and t.predicate in links]

    def copied(number: int) -> list[Triple]:
        def moved(term: NamedNode | Literal) -> NamedNode | Literal:
            return NamedNode(f"{term.value}-{number}") if is_own(term) else term

        return [Triple(moved(t.subject), t.predicate, moved(t.object)) for t in own]

    def seconds(triples: list[Triple]) -> float:
        asked = EmbeddedStore.of_triples(triples)
        took = []
        for _ in range(3):
            begun = time.process_time()
            assert source_facts(asked, "fifth-action-plan", prefixes=NONE) is not None
            took.append(time.process_time() - begun)
        return min(took)

    assert seconds(held + [t for number in range(200) for t in copied(number)]) < 4 * seconds(held)
