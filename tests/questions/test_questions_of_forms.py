"""Asking with the values of a form: what is asked, the query, and the sentence of the answer."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping

import pytest

from ccwp_kg.questions import Asked, Outcome
from ccwp_kg.store import EmbeddedStore
from support.clock import slowness

NOT_HELD = "Not held (the document that would tell it is not in this collection). It is named in "
REPORTED = "Its results are reported in 14583/3/09 REV 3."
NO_PLAN = "No plan of which a document here tells the days runs in {}; of others that are named it is not known."
DRAFT = "Draft Fifth Action Plan: “Fourth Action Plan” and Action 5.9: “Fourth Action Plans”."
THIRD = f"{NOT_HELD}Draft Fifth Action Plan: “Third Action Plan” and Action 5.9: “Third”."
AS_EXAMPLE = (
    "with Frontex as an example in the entry “Parties at the external borders (including border guards, FRONTEX "
    "etc.)”: 5.6."
)
ANSWERS = [
    # of one kind; where none is, the others are quoted
    ("parties-of-action", {"action": "5.9", "kind": "working-party"}, "Two parties: COPEN and LEWP."),
    (
        "parties-of-action",
        {"action": "5.8", "kind": "commission-service"},
        "Three parties: DG HOME, DG TAXUD and OLAF.",
    ),
    (
        "parties-of-action",
        {"action": "5.4", "kind": "state"},
        "Not stated (the source is silent on it). What comes nearest: “COM (OLAF)” and “Europol”.",
    ),
    # an entry that names several as one may mean the body
    (
        "parties-of-action",
        {"action": "5.7", "body": "Frontex"},
        "Not stated (the source is silent on it). What comes nearest: “EU JHA agencies”.",
    ),
    (
        "deliverables",
        {"action": "5.6", "product": "council-conclusions", "column": "outcomes"},
        "Yes: “Council Conclusion”.",
    ),
    (
        "deliverables",
        {"body": "CATS", "decision": "approval"},
        "One expected step: Fifth Action Plan: “forward it to CATS for approval”.",
    ),
    ("way-of-plan", {"plan": "plan/4", "step": "implementation"}, "Status: implemented."),
    (
        "field-of-action",
        {"action": "plan/2/action/8", "field": "title"},
        "To evaluate the Member States’ implementation of customs cooperation (Naples II Convention).",
    ),
    (
        "actions-of-body",
        {"body": "Frontex", "other": "DG TAXUD", "join": "or"},
        f"Five actions: 5.1, 5.3, 5.6, 5.8 and 5.10; {AS_EXAMPLE}",
    ),
    ("parties-of-action", {"action": "5.3"}, "Seven parties: CEPOL, COM, DG TAXUD, OLAF, Europol, Frontex and WCO."),
    ("parties-of-action", {"action": "5.3", "body": "CEPOL"}, "Yes: named as a party, in the entry “CEPOL”."),
    (
        "parties-of-action",
        {"action": "5.4", "body": "Frontex"},
        "No: no entry on parties of action 5.4 names Frontex. What stands there: “COM (OLAF)” and “Europol”.",
    ),
    (
        "parties-of-action",
        {"action": "5.6", "body": "Frontex"},
        "Named as an example: in the entry “Parties at the external borders (including border guards, FRONTEX etc.)”.",
    ),
    ("parties-of-action", {"action": "4.10", "body": "Frontex"}, NOT_HELD + "Action 5.10: “Action 4.10”."),
    (
        "deliverables",
        {"body": "CCWP", "decision": "adoption"},
        "Two expected steps: 5.1: “Report, analysis and recommendations presented to and adopted by the CCWP” "
        "(adoption, CCWP); 5.2: “Report and recommendations presented to and adopted by the CCWP” (adoption, CCWP).",
    ),
    (
        "deliverables",
        {"body": "CCWP", "decision": "approval"},
        "Six expected steps: Fifth Action Plan: “The CCWP is invited to approve the Fifth Action Plan for Customs Law "
        "Enforcement…”. "
        + " ".join(
            f"{number}: “Report, analysis and recommendation to the CCWP, approval by the CCWP{more}” (approval, CCWP)."
            for number, more in (
                ("5.4", ""),
                ("5.6", ", Council…"),
                ("5.7", ""),
                ("5.8", ""),
                ("5.10", "; preparation…"),
            )
        ),
    ),
    ("deliverables", {"product": "council conclusions", "plan": "plan/5"}, "One action: 5.6."),
    ("deliverables", {"product": "report", "plan": "plan/4"}, NOT_HELD + DRAFT),
    (
        "deliverables",
        {"action": "5.5"},
        "One deliverable: “Assessment of situations in MS, analysis of risks or opportunities, report to the CCWP”.",
    ),
    # also what a body decides on or receives by an outcome, unless the indicators alone are asked for
    (
        "deliverables",
        {"action": "5.9"},
        "Three deliverables: “Reports from meetings of Central Coordinating Units”, “Publication of the solutions "
        "to the contentious issues” and “Final report to the CCWP whether this work should be continued” (outcome).",
    ),
    ("field-of-action", {"action": "5.3", "field": "work area"}, "Not stated (the source is silent on it)."),
    (
        "deliverables",
        {"action": "5.1", "column": "outcomes"},
        "Four possible outcomes: “Improved cooperation and exchange of information in this field”, “New ways to tackle "
        "increased threats identified”, “Explored possibilities for customs administrations of the Member States to "
        "apply for EU…” and “Recommendations on improvements in the area of customs controls at the external "
        "borders…”.",
    ),
    # what only has the word is told apart, and denies nothing
    ("deliverables", {"product": "publication"}, "Two actions: 5.9; in the words of an indicator: 5.10."),
    # of which no body decides, and which is only submitted to one
    (
        "deliverables",
        {"product": "assessment", "decision": "any"},
        "No action that is held is to deliver an assessment that a body decides.",
    ),
    (
        "deliverables",
        {"action": "5.3", "decision": "any"},
        "No entry of action 5.3 expects such a decision. "
        "What stands there: “Report, analysis, recommendation to the CCWP”.",
    ),
    (
        "deliverables",
        {"body": "CCWP", "decision": "agreement", "plan": "plan/5"},
        "One expected step: Fifth Action Plan: “The CCWP is invited to agree to this document”.",
    ),
    (
        "deliverables",
        {"body": "OLAF"},
        "No action that is held expects such a step of OLAF, nor does the document of a plan.",
    ),
    # an outcome names some, and no body decides on it
    (
        "deliverables",
        {"action": "5.5", "product": "recommendations"},
        "As a possible outcome: “Recommendations on new methods of control or cooperation”.",
    ),
    (
        "deliverables",
        {"action": "5.10", "product": "assessment"},
        "No: no indicator and no possible outcome of action 5.10 was found to name an assessment. "
        "What stands there: “Report, analysis and recommendation to the CCWP, approval by the CCWP; preparation, "
        "publication and distribution of practical guides”.",
    ),
    ("deliverables", {"action": "4.10"}, NOT_HELD + "Action 5.10: “Action 4.10”."),
    ("deliverables", {"action": "3.6", "column": "outcomes"}, f"{NOT_HELD}Action 5.3: “Action 3.6”. {REPORTED}"),
    ("actions-of-body", {"body": "WCO", "mention": "any"}, "Two places: Draft Fifth Action Plan and Action 5.3."),
    ("who-cites", {"document": "14583/3/09 REV 3"}, "Actions (1): Action 5.3 (Recommendations)."),
    ("sources-of-action", {"action": "5.9", "role": "basis"}, "One document: 8282/3/08 REV 3."),
    (
        "sources-of-action",
        {"action": "5.9"},
        "Documents (2): 14585/2/09 REV 2 (Report) and 8282/3/08 REV 3 (Basis); Earlier actions (1): Action 3.9 (Third "
        "Action Plan); Named (1): Naples II Convention.",
    ),
    (
        "line-of-action",
        {"action": "4.10"},
        "Of action 4.10: it is followed up by Action 5.10 (Fifth Action Plan); its results are reported in "
        "11684/10; no document that is held says what it follows up or refers to.",
    ),
    (
        "line-of-action",
        {"action": "5.9"},
        "Of action 5.9: it refers to Action 3.9 (Third Action Plan); its subject is dealt with in the Third Action "
        "Plan and Fourth Action Plan; no action that is held follows it up or refers to it; no report on its results "
        "is named.",
    ),
    (
        "line-of-action",
        {"action": "5.1"},
        "No document that is held ties action 5.1 to an earlier or a later action, or names a report on its results.",
    ),
    ("who-cites", {"document": "6285/06", "plan": "plan/5"}, "Actions (1): Action 5.7 (Recommendations)."),
    (
        "who-cites",
        {"document": "act/stockholm-programme"},
        "Actions (1): Action 5.2 (named); Documents (1): Draft Fifth Action Plan (Footnote) and Draft Fifth Action "
        "Plan (named).",
    ),
    ("who-cites", {"document": "6285/06", "plan": "plan/4"}, NOT_HELD + DRAFT),
    ("time-of-plan", {"plan": "plan/5"}, "Fifth Action Plan: from 1 July 2011 until 31 December 2012."),
    (
        "time-of-plan",
        {"date": "March 2008"},
        "One plan: Second Action Plan: from 1 January 2007 until 30 June 2008.",
    ),
    (
        "time-of-plan",
        {"plan": "plan/3", "order": "all-before"},
        "Two plans: First Action Plan: from 1 January 2004 until 31 December 2006; Second Action Plan: from 1 January "
        "2007 until 30 June 2008.",
    ),
    (
        "time-of-plan",
        {"plan": "plan/5", "order": "all-after"},
        "No plan at any time after the Fifth Action Plan is held or named.",
    ),
    ("time-of-plan", {"date": "1999"}, NO_PLAN.format("1999")),
    (
        "time-of-plan",
        {"plan": "plan/5", "date": "2013"},
        "No day of the Fifth Action Plan that any document tells falls in 2013.",
    ),
    (
        "way-of-plan",
        {"plan": "plan/1", "step": "approval"},
        "Approved by the Coordinating Committee in the area of police and judicial cooperation in criminal matters "
        "(printed “former Article 36 Committee”); approved in December 2003; status: approved.",
    ),
    (
        "way-of-plan",
        {"plan": "plan/4", "step": "approval"},
        "Approved by: not stated; approved on: not stated; status: approved and implemented.",
    ),
    (
        "way-of-plan",
        {"plan": "plan/5", "step": "approval"},
        "To be forwarded to the Coordinating Committee in the area of police and judicial cooperation in criminal "
        "matters; decisions that its document expects: “The CCWP is invited to agree to this document”, “forward it "
        "to CATS for approval” and “The CCWP is invited to approve the Fifth Action Plan for Customs Law Enforcement "
        "Cooperation”; approved by: not stated; approved on: not stated; status: draft.",
    ),
    (
        "way-of-plan",
        {"plan": "plan/2"},
        "Approved by: not stated; approved on: not stated; status: approved and implemented; "
        "set out in 13424/2/06 REV 2.",
    ),
    (
        "way-of-plan",
        {"plan": "plan/5", "step": "implementation"},
        "What it says of its implementation: “The CCWP is responsible for the implementation of this Action "
        "Plan for Customs Law Enforcement Cooperation”.",
    ),
    ("topic", {"topic": "AFIS MAB"}, "One action: 5.4."),
    # what names something broader is not about the topic
    ("topic", {"topic": "tobacco smuggling"}, "One action: 5.1."),
    # what names something narrower is about the topic, too
    ("topic", {"topic": "training"}, "Two actions: 5.3 and 5.6."),
    ("topic", {"topic": "concept/illicit-trafficking"}, "Three actions: 5.1, 5.2 and 5.3."),
    ("objective", {"objective": "objective/2009/1"}, "Seven actions: 5.1, 5.2, 5.5, 5.6, 5.7, 5.8 and 5.9."),
    (
        "objectives",
        {"action": "5.5", "objective": "objective/2009/3"},
        "No: no entry on objectives of action 5.5, whatever its number there, was found to name “To improve and make "
        "more flexible the existing cooperation process”. What stands there: “To consider new forms of cooperation "
        "and new investigative techniques” and “To take practical steps towards implementing these new forms of "
        "cooperation and to continue to further develop existing forms of cooperation”.",
    ),
    ("objectives", {"plan": "plan/4"}, NOT_HELD + DRAFT),
    (
        "actions-of-plan",
        {"plan": "plan/4", "later": "later"},
        "Three actions: referring to 4.1: 5.6; naming the plan: 5.9; following up 4.10: 5.10.",
    ),
    (
        "objectives",
        {"objective": "objective/2009/3"},
        "“To improve and make more flexible the existing cooperation process”.",
    ),
    (
        "line-of-action",
        {"action": "5.9", "another": "3.9"},
        "Yes, action 5.9 is tied to action 3.9: it refers to Action 3.9 (Third Action Plan); no follow-up is stated.",
    ),
    (
        "line-of-action",
        {"action": "5.9", "another": "4.10"},
        "No document that is held ties action 5.9 to action 4.10.",
    ),
    (
        "sources-of-action",
        {"action": "5.3", "document": "8282/3/08 REV 3"},
        "No: action 5.3 does not cite 8282/3/08 REV 3, nor name it. What stands there: “10238/2/04 ENFOCUSTOM 39 "
        "REV 2”, “14583/3/09 REV 3 ENFOCUSTOM 104”, “14667/3/07 REV 3 ENFOCUSTOM 111”, “16883/3/06 REV 3 JAI 722 "
        "ENFOCUSTOM 91”, “16883/3/06 REV3 – ENFOCUSTOM 91”, “5932/1/06 REV 1 ENFOCUSTOM 18 CRIMORG 22”, “8062/1/07 "
        "REV 1 ENFOCUSTOM 37” and “8351/2/09 REV 2 ENFOCUSTOM 42”.",
    ),
    (
        "sources-of-action",
        {"action": "5.4", "document": "document/ST-8282-2008"},
        "Yes: “8282/3/08 REV 3 ENFOCUSTOM 47” (Starting point).",
    ),
    ("field-of-action", {"action": "5.8"}, "The role of customs in managing crisis situations."),
    ("objective", {"all": "all"}, "Six actions: 5.1, 5.2, 5.6, 5.7, 5.8 and 5.9."),
    (
        "legal-basis",
        {"act": "Naples II Convention"},
        "“Naples II Convention”: of 18 December 1997 (from outside), published in OJ C 24, 23.1.1998, p. 1 (from "
        "outside) and in force: not told by any source here.",
    ),
    (
        "legal-basis",
        {"plan": "plan/5", "basis": "act/council-resolution-2009"},
        "Yes: Council Resolution of 23 October 2009 on a reinforced strategy for customs cooperation.",
    ),
    (
        "legal-basis",
        {"plan": "plan/5", "basis": "act/naples-ii"},
        "No: no document that is held was found to name Naples II Convention as an act on which it rests.",
    ),
    ("legal-basis", {"plan": "plan/4", "basis": "act/naples-ii"}, NOT_HELD + DRAFT),
    ("time-of-plan", {"date": "2014-03"}, NO_PLAN.format("March 2014")),
    # one from an outcome, one from the terms of reference
    (
        "deliverables",
        {"action": "5.9", "body": "CCWP", "product": "report", "decision": "submission"},
        "Two expected steps: “Final report to the CCWP whether this work should be continued” (submission, CCWP) and "
        "“The steering group will report on its activities as well as on the findings of the CCU meetings and on "
        "achievements in the enhancement process to the CCWP” (submission, CCWP).",
    ),
    (
        "objective",
        {"objective": "objective/2009/2"},
        "Eight actions: 5.1, 5.2, 5.3 (in part), 5.5, 5.6, 5.7, 5.8 and 5.9.",
    ),
    (
        "objective",
        {"objective": "objective/2009/2", "second": "objective/2009/3"},
        "Seven actions: 5.1, 5.2, 5.3, 5.6, 5.7, 5.8 and 5.9.",
    ),
    (
        "objective",
        {"objective": "objective/2009/2", "second": "objective/2009/3", "join": "or"},
        "Nine actions: 5.1, 5.2, 5.3, 5.4, 5.5, 5.6, 5.7, 5.8 and 5.9.",
    ),
    ("actions-of-body", {"body": "Europol", "other": "OLAF"}, "Five actions: 5.1, 5.3, 5.4, 5.8 and 5.10."),
    (
        "actions-of-body",
        {"body": "organisation/frontex", "plan": "plan/5"},
        f"Three actions: 5.3 and 5.10; {AS_EXAMPLE}",
    ),
    ("actions-of-body", {"body": "Europol", "plan": "plan/4"}, NOT_HELD + DRAFT),
    ("topic", {"topic": "training", "plan": "plan/3"}, THIRD),
    (
        "field-of-action",
        {"action": "5.2", "field": "lead"},
        "Not stated (the source is silent on it). What comes nearest: "
        "“Member States proposing actions are also encouraged to lead them”.",
    ),
    (
        "field-of-action",
        {"action": "5.4", "field": "goals"},
        "Strategic objectives: “To improve and make more flexible the existing cooperation process”; terms of "
        "reference: “While police can use secure digital channels for information exchange and international…”.",
    ),
    (
        "field-of-action",
        {"action": "4.10", "field": "lead"},
        NOT_HELD + "Action 5.10: “Action 4.10”.",
    ),
]


Put = Callable[[str, Mapping[str, str]], Outcome]


@pytest.mark.parametrize(("slug", "values", "sentence"), ANSWERS)
def test_an_answer_is_one_sentence(
    slug: str, values: Mapping[str, str], sentence: str, answered: Callable[[str, Mapping[str, str]], str]
) -> None:
    assert answered(slug, values) == sentence


@pytest.mark.timed
@pytest.mark.parametrize(("slug", "values"), [(slug, values) for slug, values, _ in ANSWERS])
def test_a_query_takes_few_milliseconds(
    slug: str, values: Mapping[str, str], put: Put, release_store: EmbeddedStore
) -> None:
    """Of the processor's time: a pattern behind OPTIONAL or UNION that finds by itself a third of the data took 25."""
    asked = put(slug, values)
    assert isinstance(asked, Asked)
    taken = []
    for _ in range(3):
        begun = time.process_time()
        release_store.rows(asked.query)
        taken.append(time.process_time() - begun)
    assert 0.005 * slowness() > min(taken)


def test_a_legal_basis_begins_with_acts(answered: Callable[[str, Mapping[str, str]], str]) -> None:
    told = answered("legal-basis", {"plan": "plan/5"})
    assert told.startswith("“Council Resolution of 23 October 2009")
    assert "CELEX 32009G1030(01) (from outside), of 23 October 2009, published in OJ C 260, 30.10.2009, p. 1," in told
    assert "last day in force 12 December 2011 (from outside)" in told
    assert told.endswith(". A document besides the acts: 11801/4/10 REV 4 (printed “to be issued”).")
