"""The templates over two plans that number their actions alike: a name that fits two things asks which."""

from __future__ import annotations

from dataclasses import dataclass

import pyoxigraph
import pytest
from pyoxigraph import NamedNode, RdfFormat

from ccwp_kg.namespaces import CCWP, DCTERMS, ID, M8G, RDF, RDFS, XSD
from ccwp_kg.questions import Asked, NotAnswered, Reader, answer, shipped_reader
from ccwp_kg.rdf.dataset import NamedGraphs
from ccwp_kg.search import Index, gather
from ccwp_kg.store import EmbeddedStore

OTHER = (
    ("/id/plan/5", "/id/plan/kell-2031"),
    ("/draft-fifth-action-plan", "/kell-safety-plan"),
    ("/fifth-action-plan", "/kell-safety-plan"),
    ("Fifth Action Plan", "Kell Safety Plan"),
    ("2011-07-01", "2031-01-01"),
    ("2012-12-31", "2032-06-30"),
    ("/id/objective/2009/", "/id/objective/kell-2031/"),
    ("The role of customs in managing crisis situations", "The role of tobacco in managing crisis situations."),
    (f"<{ID}organisation/frontex>", f"<{ID}country/DEU>"),
)
"""What makes another plan of the triples of the shipped one: its name, time and objectives, a title, and a party."""
MORE = f"""
<{ID}plan/kell-2031/action/5.9> <{CCWP}scheduledFrom> "2031-01-01"^^<{XSD}date> .
<{ID}plan/kell-2031/action/5.9> <{CCWP}scheduledUntil> "2031-12-31"^^<{XSD}date> .
<{ID}plan/kell-2031/action/5.9> <{CCWP}timetableAsPrinted> "in the course of 2031"@en .
<{ID}plan/kell-2031/action/5.10> <{CCWP}timetableAsPrinted> "as soon as possible"@en .
<{ID}kell/timetable> <{RDF}subject> <{ID}plan/kell-2031/action/5.10> .
<{ID}kell/timetable> <{RDF}predicate> <{CCWP}timetableAsPrinted> .
<{ID}kell/timetable> <{RDF}object> "as soon as possible"@en .
<{ID}plan/kell-2031/action/5.7> <{CCWP}hasPartyInvolvement> <{ID}kell/lead> .
<{ID}kell/lead> <{DCTERMS}isPartOf> <{ID}plan/kell-2031/action/5.7> .
<{ID}kell/lead> <{CCWP}printedForm> "FR" .
<{ID}kell/lead> <{CCWP}involvedParty> <{ID}country/FRA> .
<{ID}kell/lead> <{M8G}role> <{ID}concept/lead> .
<{ID}plan/kell-2030> <{RDF}type> <{CCWP}ActionPlan> .
<{ID}plan/kell-2030> <{RDFS}label> "Kell Trial Plan"@en .
<{ID}plan/kell-2031> <{CCWP}precededBy> <{ID}plan/kell-2030> .
"""
"""What it has besides: the timetables of two actions, who leads one, and a plan before it of which no more is told."""


@dataclass(frozen=True)
class Two:
    """Two plans: their store and index."""

    store: EmbeddedStore
    index: Index
    reader: Reader

    def answered(self, text: str) -> str:
        """The sentence of an answer."""
        asked = self.reader.read(text, self.index)
        assert isinstance(asked, Asked), asked
        return answer(asked, self.store.rows(asked.query)).sentence


@pytest.fixture(scope="module")
def two(dataset: NamedGraphs) -> Two:
    source = dataset.graphs[NamedNode(f"{ID}graph/source/fifth-action-plan")]
    text = pyoxigraph.serialize(source, format=RdfFormat.N_TRIPLES).decode()
    for old, new in OTHER:
        text = text.replace(old, new)
    other = {quad.triple for quad in pyoxigraph.parse(text + MORE, format=RdfFormat.N_TRIPLES)}
    store = EmbeddedStore.of_triples(dataset.with_ontology() | other)
    return Two(store, Index.of_things(gather(store)), shipped_reader())


ANSWERED = [
    ("which actions concern Germany", "Three actions: 5.3 and 5.10; with Germany as an example in the entry “Parties"),
    (
        "which actions concern CEPOL",
        "Four actions: 5.3 (Fifth Action Plan), 5.10 (Fifth Action Plan), 5.3 (Kell Safety Plan) and "
        "5.10 (Kell Safety Plan).",
    ),
    ("which actions concern CEPOL in the Kell Safety Plan", "Two actions: 5.3 and 5.10."),
    ("when does the Kell Safety Plan end", "Kell Safety Plan: from 1 January 2031 until 30 June 2032."),
    ("which plan ran in May 2031", "One plan: Kell Safety Plan: from 1 January 2031 until 30 June 2032."),
    ("who is concerned by 5.3 of plan 5", "Seven parties: CEPOL, COM, DG TAXUD, OLAF, Europol, Frontex and WCO."),
    (
        "who is concerned by 5.3 of the Kell Safety Plan",
        "Seven parties: CEPOL, COM, DG TAXUD, OLAF, Europol, Germany and WCO.",
    ),
    (
        "who is concerned by the training action of the Kell Safety Plan",
        "Seven parties: CEPOL, COM, DG TAXUD, OLAF, Europol, Germany and WCO.",
    ),
    (
        "objectives of the secure channels action of the Kell Safety Plan",
        "One objective: “To improve and make more flexible",
    ),
    ("who leads 5.2 of the Kell Safety Plan", "Not stated (the source is silent on it)."),
    # a name of a body and one of a plan are enough with "in" between them, and a plan for its own objective
    ("Eurojust in plan 5", "Two actions: 5.9 and 5.10."),
    ("Germany in the Kell Safety Plan", "Three actions: 5.3 and 5.10; with Germany as an example in"),
    ("objective 2 in the Kell Safety Plan", "“To take practical steps towards implementing"),
    ("which actions pursue objective 3 of the fifth plan", "Eight actions: 5.1, 5.2, 5.3, 5.4, 5.6, 5.7, 5.8 and 5.9."),
    # a plan without days is one all the same, and what ended before is before, whoever says so
    (
        "which plan came before the Kell Safety Plan",
        "Fourth Action Plan: from 1 January 2010 until 30 June 2011; Kell Trial Plan: on days that no",
    ),
    ("which plan came after the fifth plan", "No document that is held says which plan comes right after the Fifth"),
    (
        "plans after the fourth plan",
        "Two plans: Fifth Action Plan: from 1 July 2011 until 31 December 2012; Kell Safety Plan:",
    ),
    ("title of 5.8 of the Kell Safety Plan", "The role of tobacco in managing crisis situations."),
    # who leads an action, and why nobody does where none of a plan has a lead
    ("which actions does France lead", "One action: 5.7."),
    ("actions led by Germany", "No action that is held names Germany as its lead."),
    (
        "actions of which France is in charge in plan 5",
        "Not stated (the source is silent on it). What comes nearest: “Mem",
    ),
    # a day of a timetable is told as one, and what has a day is not silent
    ("when does 5.9 of the Kell Safety Plan start", "From 1 January 2031."),
    (
        "timetable of 5.9 of the Kell Safety Plan",
        "From 1 January 2031; printed “in the course of 2031”; until 31 December 2031;",
    ),
    (
        "when does 5.10 of the Kell Safety Plan start",
        "Not stated (the source is silent on it). What comes nearest: “as soon as possible”.",
    ),
]


@pytest.mark.parametrize(("text", "sentence"), ANSWERED)
def test_both_plans_answer(text: str, sentence: str, two: Two) -> None:
    answered = two.answered(text)
    assert answered.startswith(sentence)
    assert ".." not in answered


def test_a_part_of_a_topic_is_offered_where_an_action_has_it_without_the_rest(two: Two, index: Index) -> None:
    """The title of an action of the other plan has “tobacco”, and speaks of no smuggling of it."""
    read = {each: two.reader.read("which actions deal with tobacco", each) for each in (two.index, index)}
    assert isinstance(read[index], Asked)
    assert isinstance(outcome := read[two.index], NotAnswered)
    assert ["Actions about tobacco smuggling"] == [asked.heading for _, asked in outcome.choices]


@pytest.mark.parametrize("text", ["who is concerned by 5.3", "who leads 5.2", "what does 5.3 cite", "is CEPOL in 5.3"])
def test_a_number_of_two_plans_asks_which(text: str, two: Two) -> None:
    outcome = two.reader.read(text, two.index)
    assert isinstance(outcome, NotAnswered)
    assert outcome.why == "which"
    assert ["Fifth Action Plan", "Kell Safety Plan"] == sorted(label.split(" · ")[1] for label, _ in outcome.choices)
    assert {asked.values["action"].text.partition("/action")[0] for _, asked in outcome.choices} == {
        "plan/5",
        "plan/kell-2031",
    }


@pytest.mark.parametrize("text", ["who approves the plan", "aims of the plan", "what is the action plan based on"])
def test_the_plan_asks_which_where_two_are_held(text: str, two: Two) -> None:
    outcome = two.reader.read(text, two.index)
    assert isinstance(outcome, NotAnswered)
    assert outcome.why == "which"
    assert sorted(asked.values["plan"].label for _, asked in outcome.choices) == [
        "Fifth Action Plan",
        "Kell Safety Plan",
    ]
