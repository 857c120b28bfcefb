"""The templates over two plans that number their actions alike: a name that fits two things asks which."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat

from ccwp_kg.namespaces import CCWP, DCTERMS, ID, M8G, OA, RDF, RDFS, SKOS, XSD
from ccwp_kg.publish.opening import open_release
from ccwp_kg.questions import Asked, NotAnswered, Reader, answer, shipped_reader
from ccwp_kg.rdf.dataset import NamedGraphs
from ccwp_kg.rdf.example_queries import read_examples
from ccwp_kg.search import FILE, Index, gather
from ccwp_kg.store import EmbeddedStore
from support.commands import ROOT, call_command, copy_of_checkout

EIGHTH = Path(os.environ.get("REFERENCE_DATA", "none")) / "lifelike" / "d3_eighth_plan.layout.txt"
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
    *(
        (
            f"{number}/field/lead> <{DCTERMS}isPartOf> <{ID}plan/kell-2031/action/{number}>",
            f"{number}/field/lead> <{DCTERMS}isPartOf> <{ID}plan/kell-2031>",
        )
        for number in ("5.4", "5.6")
    ),
)
"""What makes another plan of the triples of the shipped one: its name, time and objectives, a title, a party, and two
fields of which no silence is recorded."""
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
<{ID}plan/kell-2031/action/5.4> <{CCWP}hasPartyInvolvement> <{ID}kell/leads> .
<{ID}kell/leads> <{DCTERMS}isPartOf> <{ID}plan/kell-2031/action/5.4> .
<{ID}kell/leads> <{CCWP}printedForm> "PT (a), IT (b)" .
<{ID}kell/leads> <{CCWP}involvedParty> <{ID}country/PRT>, <{ID}country/ITA> .
<{ID}kell/leads> <{M8G}role> <{ID}concept/lead> .
<{ID}plan/kell-2031/action/5.7> <{CCWP}workArea> <{ID}work-area/intelligence> .
<{ID}plan/kell-2031/action/5.8/field/indicators> <{RDF}type> <{CCWP}FieldSilence> .
<{ID}plan/kell-2031/action/5.8/field/indicators> <{DCTERMS}isPartOf> <{ID}plan/kell-2031/action/5.8> .
<{ID}plan/kell-2031/action/5.8/field/indicators> <{CCWP}field> <{ID}concept/indicators> .
<{ID}plan/kell-2031/action/5.8/field/indicators> <{CCWP}silence> <{ID}concept/not-understood> .
<{ID}plan/kell-2031/action/5.8/field/indicators> <{CCWP}hasSpan> <{ID}kell/2>, <{ID}kell/1> .
<{ID}kell/2> <{OA}hasSelector> [ <{OA}start> 30 ], [ <{OA}exact> "for the Kell Board" ] .
<{ID}kell/1> <{OA}hasSelector> [ <{OA}start> 9 ], [ <{OA}exact> "A chart" ] .
<{ID}kell/mention> <{CCWP}mentionedIn> <{ID}plan/kell-2031/action/5.1> .
<{ID}kell/mention> <{OA}hasBody> <{ID}document/ST-8282-2008-REV-3> .
<{ID}kell/mention> <{OA}hasTarget> <{ID}kell/1> .
<{ID}source/kell-safety-plan> <{DCTERMS}isFormatOf> <{ID}document/kell-safety-plan> .
<{ID}kell/issue> <{DCTERMS}isPartOf> <{ID}reading/kell-safety-plan> .
<{ID}kell/issue> <{CCWP}issueCode> "act-unknown" .
<{ID}kell/issue> <{CCWP}hasSpan> <{ID}source/kell-safety-plan#char=2305,2328> .
<{ID}kell/step> <{DCTERMS}isPartOf> <{ID}reading/kell-safety-plan> .
<{ID}kell/step> <{CCWP}issueCode> "relation-not-understood" .
<{ID}kell/step> <{CCWP}text> "action 5.1: “recent statistics” may tell the addressee of something" .
<{ID}kell/step> <{CCWP}hasSpan> <{ID}kell/1> .
<{ID}plan/kell-2030> <{RDF}type> <{CCWP}ActionPlan> .
<{ID}plan/kell-2030> <{RDFS}label> "Kell Trial Plan"@en .
<{ID}plan/kell-2031> <{CCWP}precededBy> <{ID}plan/kell-2030> .
<{ID}plan/kell-2031/action/5.2> <{CCWP}followsUp> <{ID}plan/5/action/5.10> .
"""
"""What it has besides: the timetables of two actions, who leads two, a work area, an indicator not understood, a
document that one names, an action that one follows up, an act that was not understood, and a plan before it of which no
more is told."""


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
    other = {quad.triple for quad in pyoxigraph.parse(text + MORE, format=RdfFormat.TURTLE)}
    store = EmbeddedStore.of_triples(dataset.with_ontology() | other)
    return Two(store, Index.of_things(gather(store)), shipped_reader())


UNREAD = (
    "Not understood (words that may tell it stand there, and were not read). What stands there: "
    "5.8: “A chart for the Kell Board”."
)
ANSWERED = [
    # whom no action names as a party other words may name
    ("actions about the private sector in plan 5", "One action: not as a party, but in other words: 5.5."),
    (
        "actions about the police",
        "Two actions: not as a party, but in other words: 5.4 (Fifth Action Plan) and 5.4",
    ),
    # a document that a cell names is one, as where what names it is asked for
    ("what does 5.1 of the Kell Safety Plan cite", "Named (1): 8282/3/08 REV 3."),
    ("does 5.1 of the Kell Safety Plan cite 8282/3/08", "Yes: “A chart” (named)."),
    # what was not understood is denied by no answer about what is to be delivered, or who decides on it
    ("what does OLAF receive in the Kell Safety Plan", UNREAD),
    ("what does OLAF receive", UNREAD),
    ("who adopts the report of 5.8 of the Kell Safety Plan", UNREAD),
    ("what does OLAF receive in plan 5", "No action that is held in the Fifth Action Plan expects such a step of OLAF"),
    ("which actions concern Germany", "Three actions: 5.3 and 5.10; with Germany as an example in the entry “Parties"),
    (
        "which actions concern CEPOL",
        "Four actions: 5.3 (Fifth Action Plan), 5.10 (Fifth Action Plan), 5.3 (Kell Safety Plan) and "
        "5.10 (Kell Safety Plan).",
    ),
    ("work area of 5.7 in the Kell Safety Plan", "Intelligence."),
    ("actions in the work area intelligence in the Kell Safety Plan", "One action: 5.7."),
    # an action that one before it follows up is told apart from that one
    (
        "what came before 5.2 of the Kell Safety Plan",
        "Of action 5.2: it follows up Action 5.10 (Fifth Action Plan); it follows up by way of these Action 4.10 "
        "(Fourth Action Plan); no action that is held follows it up or refers to it",
    ),
    # nor is an act that the title names in words that were not understood
    (
        "is the Kell Safety Plan based on the Naples II Convention",
        "Not understood (words that may tell it stand there, and were not read). What stands there: "
        "“July 2008 December 2009”.",
    ),
    ("is plan 5 based on the Naples II Convention", "No: no document that is held was found to name Naples II"),
    ("work area of 5.7 in plan 5", "Not stated (the source is silent on it)."),
    (
        "what does CATS stand for",
        "Coordinating Committee in the area of police and judicial cooperation in criminal matters; abbreviated CATS",
    ),
    # an action of another plan that one follows up is told apart from those that one refers to
    (
        "which actions continue work of the third plan",
        "Ten actions: Referring to 3.1: 5.3 (Fifth Action Plan), 5.6 (Fi",
    ),
    ("what follows up the fifth plan", "One action: following up 5.10: 5.2."),
    # each plan has its actions, and one that nobody names besides is not held
    ("actions of the fifth plan", "Ten actions: 5.1, 5.2, 5.3, 5.4, 5.5, 5.6, 5.7, 5.8, 5.9 and 5.10."),
    ("how many actions has the Kell Safety Plan", "Ten actions: 5.1, 5.2, 5.3, 5.4, 5.5, 5.6, 5.7, 5.8, 5.9 and 5.10."),
    (
        "what is in the fifth plan and the Kell Safety Plan",
        "Fifth Action Plan: Ten actions: 5.1, 5.2, 5.3, 5.4, 5.5, 5.6, 5.7, 5.8, 5.9 and 5.10. Kell Safety Plan: Ten",
    ),
    ("actions of the Kell Trial Plan", "Not held (the document that would tell it is not in this collection)."),
    (
        "list the actions of the first plan",  # whose name stands on two lines once
        "Not held (the document that would tell it is not in this collection). It is named in Draft Fifth Action Plan: "
        "“first 3–year Action Plan”, Draft Fifth Action Plan: “first Action Plan”, Action 5.7: “Action 1.2” and",
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
    # of a row that was read each silent field is recorded: a field without value and silence was not understood
    ("who leads 5.6 of the Kell Safety Plan", "Not understood (words that may tell it stand in the row of action 5.6"),
    # who leads which part of an action is told by its printed words alone
    ("who leads 5.4 of the Kell Safety Plan", "Italy; Portugal; printed “PT (a), IT (b)”."),
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
    # who leads an action is no concerned party of it
    (
        "is France a concerned party of 5.7 of the Kell Safety Plan",
        "Not as a concerned party, but in another role, in the entry “FR” (Lead).",
    ),
    ("which actions concern France", "One action: as lead: 5.7."),
    ("actions led by Portugal and Italy", "One action: 5.4."),
    ("actions led by France and the European Commission", "No action that is held names France and COM as its lead."),
    ("actions led by Germany", "No action that is held names Germany as its lead."),
    (
        "actions of which France is in charge in plan 5",
        "Not stated (the source is silent on it). What comes nearest: “Mem",
    ),
    # a day of a timetable is told as one, and what has a day is not silent
    ("when does 5.9 of the Kell Safety Plan start", "From 1 January 2031; printed “in the course of 2031”."),
    # words that may tell who receives something are told, and not denied
    (
        "what does 5.1 of the Kell Safety Plan present to the CCWP",
        "One expected step: “Report, analysis and recommendations presented to and adopted by the CCWP” (submission, "
        "CCWP). Not understood (words that may tell it stand there, and were not read). What stands there: “recent",
    ),
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


@pytest.mark.parametrize(
    "text",
    ["who approves the plan", "aims of the plan", "what is the action plan based on", "how many actions has the plan"],
)
def test_the_plan_asks_which_where_two_are_held(text: str, two: Two) -> None:
    outcome = two.reader.read(text, two.index)
    assert isinstance(outcome, NotAnswered)
    assert outcome.why == "which"
    assert sorted(asked.values["plan"].label for _, asked in outcome.choices) == [
        "Fifth Action Plan",
        "Kell Safety Plan",
    ]


def test_leads_are_told_plan_by_plan_and_each_silence_as_itself(two: Two) -> None:
    """Actions with the same number counted as one; and an empty cell was told as not understood."""
    [query] = [each.text for each in read_examples(ROOT / "web" / "queries") if each.name == "42-leads-of-actions"]
    plan, field = f"{ID}plan/empty", f"{ID}plan/empty/action/1/field/lead"
    action = f"<{plan}/action/1> a <{CCWP}Action> ; <{CCWP}readFrom> <{ID}source/empty> ; <{CCWP}actionNumber> '1' "
    silence = f"<{field}> <{CCWP}field> <{ID}concept/lead> ; <{CCWP}silence> <{ID}concept/empty-cell> "
    more = f"{action}; <{CCWP}partOfPlan> <{plan}> . {silence}; <{DCTERMS}isPartOf> <{plan}/action/1> ."
    empty = EmbeddedStore.of_triples({quad.triple for quad in pyoxigraph.parse(more, format=RdfFormat.TURTLE)})
    rows = [*two.store.rows(query), *empty.rows(query)]
    told = [[getattr(row[name], "value", "").rpartition("/plan/")[2] for name in ("lead", "plan")] for row in rows]
    assert told == [
        *(["France", "kell-2031"], ["Italy", "kell-2031"], ["Portugal", "kell-2031"]),
        *(["not stated", "5"], ["not stated", "kell-2031"], ["not understood", "kell-2031"]),
        ["the cell is empty", "empty"],
    ]


@pytest.mark.slow
@pytest.mark.skipif(not EIGHTH.is_file(), reason="no lifelike plans here (set REFERENCE_DATA)")
def test_a_plan_that_is_added_has_its_actions(tmp_path: Path) -> None:
    """Those of one that it names are not held, and of one that nobody names nothing is known."""
    checkout = copy_of_checkout(tmp_path / "checkout")
    words = ("--plan", "8", "--document", "draft-eighth", "--rights", "© Nobody", "--accept-problems", "--yes")
    for command in (("add", str(EIGHTH), *words), ("release", "--out", str(tmp_path / "release"))):
        done = call_command(*command, root=checkout)
        assert done.returncode == 0, done.stderr
    added = Two(open_release(tmp_path / "release"), Index.of_file(tmp_path / "release" / FILE), shipped_reader())
    assert added.answered("how many actions has plan 8") == "Six actions: 8.1, 8.2, 8.3, 8.4, 8.5 and 8.6."
    assert added.answered("list the actions of the Seventh Action Plan") == (
        "Not held (the document that would tell it is not in this collection). It is named in Draft Eighth Action "
        "Plan: “Seventh Action Plan”, Action 8.1: “Action 7.6”, Action 8.4: “Action 7.4” and Action 8.6: “seventh "
        "Action Plans”."
    )
    assert " actions: 5.1 (Fifth" in added.answered("which actions concern OLAF")
    # participants are no concerned parties, and who leads is none
    by_name = {each.name: each for each in read_examples(ROOT / "web" / "queries")}
    without, most = (
        added.store.rows(by_name[name].text) for name in ("07-actions-without-parties", "20-most-frequent-parties")
    )
    assert ["5.5", "8.6"] == [row["number"].value for row in without if isinstance(row["number"], Literal)]
    assert NamedNode(f"{ID}country/NLD") not in [row["party"] for row in most]
    assert added.answered("is Germany a concerned party of 8.5") == (
        "Not as a concerned party, but in another role, in the entry “NL, DE” (Lead)."
    )
    outcome = added.reader.read("actions of plan 9", added.index)
    assert isinstance(outcome, NotAnswered)
    assert outcome.why == "not-known"
    added.index.close()


def test_an_action_of_a_plan_without_a_list_pursues_what_it_prints(two: Two) -> None:
    """Its entry is assigned to no objective, and has the very words of one: to deny it would be wrong."""
    asked = two.reader.read("which actions pursue objective 3 of the fifth plan", two.index)
    assert isinstance(asked, Asked)
    objective = asked.values["objective"].text
    held = f"""
    <{ID}plan/5> <{RDFS}label> "Fifth Action Plan"@en .
    <{ID}plan/5/action/5.1> <{RDF}type> <{CCWP}Action> ; <{CCWP}actionNumber> "5.1" ; <{CCWP}partOfPlan> <{ID}plan/5> ;
      <{CCWP}hasObjectiveAssignment> <{ID}plan/5/action/5.1/objective/1> .
    <{ID}plan/5/action/5.1/objective/1> <{CCWP}wording> "to Weigh bags"@en .
    <{ID}{objective}> <{RDF}type> <{CCWP}StrategicObjective> ; <{SKOS}prefLabel> "To weigh bags"@en .
    """
    store = EmbeddedStore.of_triples({quad.triple for quad in pyoxigraph.parse(held, format=RdfFormat.TURTLE)})
    assert ["5.1"] == [str(row["label"].value) for row in store.rows(asked.query)]
