"""Questions whose words ask for what no template tells: what comes nearest is said, and nothing else answered."""

from __future__ import annotations

import pytest

from ccwp_kg.questions import Asked, NotAnswered, Reader, answer
from ccwp_kg.search import Index
from ccwp_kg.store import EmbeddedStore
from support.commands import ROOT

OBLIGATION = "Not read as a question: it asks what is an obligation (“{}”), and entries on parties"
MORE = "Not read as a question: “{}” asks for more than whether a body is a party"
DAY = "Not read as a question: it asks whether a day is that one (“{}”)"
TWO = "Not read as a question: it asks two things at once (“{}”)"
UNKNOWN = "“{}” is neither held nor named in any document that is held here."
PASSAGES = "Not read as a question: “{}” asks for every passage"
OFFERED = [
    # the last word of several says what they are of: what is laundered is no funding, and what is smuggled no tobacco
    *(
        (f"which actions deal with {typed}", f"Not read as a question: “{typed}” was not understood.", "")
        for typed in ("money laundering", "smuggling of humans", "container ships")
    ),
    # one letter away from the name of one body, and known nowhere
    *(
        (f"which actions is {typed} a party to", f"“{word}” is not known here; is “{body}” meant?", "Actions whose ent")
        for typed, word, body in (
            ("CWCP", "CWCP", "CCWP"),
            ("lwep", "lwep", "LEWP"),
            ("OLAV", "OLAV", "OLAF"),
            ("CEPL", "CEPL", "CEPOL"),
            ("DG TAXUT", "TAXUT", "DG TAXUD"),
            ("Iceland", "Iceland", "Ireland"),
        )
    ),
    # entries on parties do not say who must take part
    ("Must Europol take part in 5.1?", OBLIGATION.format("Must"), "Whether action 5.1 names Europol"),
    ("Is OLAF required in 5.4?", OBLIGATION.format("required"), "Whether action 5.4 names OLAF"),
    ("Does Europol need to take part in 5.1", OBLIGATION.format("need to"), "Whether action 5.1 names Europol"),
    ("Who must take part in 5.2?", OBLIGATION.format("must"), "The bodies and groups that action 5.2 names"),
    ("who has to work on 5.9", OBLIGATION.format("has to"), "The bodies and groups that action 5.9 names"),
    (
        "Which actions must Europol take part in?",
        OBLIGATION.format("must"),
        "Actions whose entries on parties name Eur",
    ),
    # no answer to "who" or "what" is a yes
    ("What does Frontex do in 5.10?", MORE.format("What"), "Whether action 5.10 names Frontex"),
    ("Who is Europol in 5.4", MORE.format("Who"), "Whether action 5.4 names Europol"),
    ("which agencies take part with Europol in 5.4", MORE.format("which"), "Whether action 5.4 names Europol"),
    # a year in which something ends is not told of by its days alone
    ("Did plan 5 start in 2010?", DAY.format("2010"), "The first and the last day of the Fifth Action Plan"),
    ("Does plan 5 end in 2012?", DAY.format("2012"), "The first and the last day of the Fifth Action Plan"),
    ("Does 5.9 end in December 2012?", DAY.format("2012"), "What the field “Timetable” of action 5.9 holds"),
    ("Does 5.2 start in 2011?", DAY.format("2011"), "What the field “Start” of action 5.2 holds"),
    # a second question on what the first one names
    (
        "Who participates in 5.8 and what is it about?",
        TWO.format("what is it about"),
        "The bodies and groups that action",
    ),
    ("What is action 1.2 and who leads it?", TWO.format("who leads it"), ""),
    ("Who is in 5.4? What is it about?", TWO.format("What is it about"), "The bodies and groups that action 5.4 names"),
    # parties are not all that names a body
    ("Where is Europol named?", PASSAGES.format("Where"), "Actions whose entries on parties name Europol"),
    ("where in the plan is Frontex listed", PASSAGES.format("where"), "Actions whose entries on parties name Frontex"),
    # “which” of something else than actions
    (
        "Which presidency is named?",
        "Not read as a question: “Which” asks for something else than actions",
        "Actions whose words name Presidency of the Council",
    ),
    # "who" is no name that nothing here has
    ("Who helps with 5.1?", "Not read as a question: “Who” was not understood.", ""),
    ("which plan follows action 5.3", "Not read as a question: “follows” was not understood.", "What the field “Plan”"),
    # numbers, reports and recommendations that no query finds
    (
        "Which report led to 5.10?",
        "Not read as a question: no question here asks this together with “report”.",
        "What the field “Lead” of",
    ),
    (
        "Which recommendation numbers are cited by 5.3?",
        "Not read as a question: “recommendation numbers” was not understood.",
        "The documents that action 5.3 cites",
    ),
    (
        "What recommendations come from action 4.10?",
        "Not read as a question: no question here asks this together with “recommendations”.",
        "What action 4.10 follows up",
    ),
    # the same silence, whatever else is asked; what refuses an answer is no part of an acronym
    ("Is Interpol a party of 5.3?", UNKNOWN.format("Interpol"), ""),
    ("Which actions concern Europol and Interpol?", UNKNOWN.format("Interpol"), ""),
    ("which actions concern DG JUST", UNKNOWN.format("DG JUST"), ""),
    ("which actions concern EUROPOL ONLY", "Not read as a question: “ONLY” was not understood.", ""),
    ("WHICH ACTIONS CONCERN ONLY EUROPOL", "Not read as a question: it asks for these alone (“ONLY”)", ""),
    # states are no state, and the beginning of another word is no topic
    ("Which member states take part in the plan?", "Not read as a question: “plan” was not understood.", ""),
    (
        "Which is the last action of the Fifth Action Plan?",
        "Not read as a question: no question here asks this together with “action”.",
        "The first and the last day of the Fifth Action Plan",
    ),
]
TOLD = [
    ("where is the Handbook report used", "Actions (1): Action 5.10 (Quotation)."),
    (
        "Which actions mention the Treaty of Lisbon?",
        "Documents (1): Draft Fifth Action Plan (named); no action is among them.",
    ),
    # all that an action says of a body that is no party
    (
        "Which actions name the CCWP?",
        "Ten actions: not as a party, but in other words: 5.1, 5.2, 5.3, 5.4, 5.5, 5.6, 5.7, 5.8, 5.9 and 5.10.",
    ),
    ("Which plan does action 6.6 belong to?", "First Action Plan."),
    ("Which plan includes action 4.1?", "Fourth Action Plan."),
    ("In which plan is 5.3", "Fifth Action Plan."),
    ("which plans are 5.3 and 4.10 in", "Action 5.3: Fifth Action Plan. Action 4.10: Fourth Action Plan."),
    # whether two actions are tied, and how
    (
        "is 5.10 based on 4.10",
        "Yes, action 5.10 is tied to action 4.10: it follows up Action 4.10 (Fourth Action Plan).",
    ),
    ("does 5.3 build on 5.4", "No document that is held ties action 5.3 to action 5.4."),
    # what a plan calls its areas; of which action each is, it does not say
    (
        "what are the work areas of the fifth action plan?",
        "Four work areas: border management and security, information exchange, intelligence and operational "
        "cooperation.",
    ),
    (
        "which actions are about border management and security",
        "Not stated (the source is silent on it). What comes nearest: Fifth Action Plan: “border management and "
        "security”.",
    ),
    # what no document spells out is explained here
    (
        "what does FCLO stand for?",
        "FCLO; explained here: A channel between customs authorities that action 5.4 names by this abbreviation; the "
        "document does not write it out.",
    ),
    # who is a party beside another one
    ("Who is with Europol in 5.4?", "Two parties: COM and OLAF."),
    ("Who else is in 5.1 with OLAF?", "Three parties: COM, DG TAXUD and Europol."),
    ("With whom does Europol work in 5.2?", "Two parties: COM and LEWP."),
    ("who does OLAF work with in 5.4", "Two parties: COM and Europol."),
    ("Europol’s partners in 5.4", "Two parties: COM and OLAF."),
    ("partners of OLAF in action 5.4", "Two parties: COM and Europol."),
    ("who besides Europol is in 5.2", "Two parties: COM and LEWP."),
    ("who is with CEPOL in 5.4", "No entry of action 5.4 names CEPOL as a party, or none beside it."),
    # where no such decision is expected, the one that is
    (
        "Who approves the report of 5.1?",
        "No entry of action 5.1 expects such a decision on a report. What stands there: “Report, analysis and "
        "recommendations presented to and adopted by the CCWP”.",
    ),
    (
        "Does the Council approve 5.6?",
        "No entry of action 5.6 expects such a step of Council of the European Union. What stands there: “Report, "
        "analysis and recommendation to the CCWP, approval by the CCWP, Council Conclusion”.",
    ),
    (
        "What does the Council adopt?",
        "Not stated (the source is silent on it). What comes nearest: 5.6: “Report, analysis and recommendation to the "
        "CCWP, approval by the CCWP, Council Conclusion”.",
    ),
    (
        "What does CATS adopt?",
        "No action that is held expects such a step of CATS, nor does the document of a plan. What stands there: "
        "“forward it to CATS for approval”.",
    ),
    (
        "What is the document number of the fifth plan?",
        "Set out in Draft Fifth Action Plan (its number is not stated).",
    ),
    ("document number of the third plan", "Set out in 8284/1/08 REV 1."),
    # what a plan takes into account is no basis, and what an entry says in other words no objective of the plan
    (
        "Is the plan based on the Lisbon Treaty?",
        "Not stated (the source is silent on it). What comes nearest: it takes into account: “Treaty of Lisbon”.",
    ),
    (
        "Which objectives does 5.10 pursue?",
        "No entry on objectives of action 5.10 was found to name a strategic objective of its plan. What stands there: "
        "“Comparing the legal base of special forms of cooperation in criminal matters and its implementation in the "
        "scope of various legal frameworks (Naples II, MLA, Schengen, etc.)”.",
    ),
    # who carries an action out leads it
    (
        "Who carries out 5.1?",
        "Not stated (the source is silent on it). What comes nearest: “Member States proposing actions are also "
        "encouraged to lead them”.",
    ),
    # what a body is to approve goes to it
    ("What is submitted to CATS?", "One expected step: Fifth Action Plan: “forward it to CATS for approval”."),
    # plans in a state
    (
        "Which plans have been implemented?",
        "Three plans: Second Action Plan, Third Action Plan and Fourth Action Plan.",
    ),
    (
        "what does the plan take into account",
        "Treaty of Lisbon, Stockholm Programme, Council Resolution of 23 October 2009 on a reinforced strategy for "
        "customs cooperation, Customs-related crime, Organised crime, Architecture of internal security and External "
        "border.",
    ),
    # what two have in common
    (
        "What do 5.4 and 5.6 both cite?",
        "Action 5.4: Documents (2): 8282/3/08 REV 3 (Starting point) and 8351/2/09 REV 2 (Starting point); Named (1): "
        "Naples II Convention. Action 5.6: Documents (3): 15653/1/10 REV 1 COR 1 (Starting point), 15653/1/10 REV 1 "
        "(Starting point) and 8351/2/09 REV 2 (Starting point); Earlier actions (2): Action 3.1 (Third Action Plan) "
        "and Action 4.1 (Fourth Action Plan). In both: 8351/2/09 REV 2.",
    ),
    (
        "what do 5.2 and 5.4 both build on",
        "Action 5.2: Documents (1): 8096/11 (Basis); Named (2): Council Conclusions on the contribution of the customs "
        "authorities to the implementation of the Stockholm Programme in the fight against serious and organised "
        "cross-border crime and Stockholm Programme. Action 5.4: Documents (2): 8282/3/08 REV 3 (Starting point) and "
        "8351/2/09 REV 2 (Starting point); Named (1): Naples II Convention. Nothing is in both.",
    ),
]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.of_folder(ROOT / "web" / "questions")


@pytest.mark.parametrize(("text", "begins", "reading"), OFFERED)
def test_what_comes_near_is_offered(text: str, begins: str, reading: str, reader: Reader, index: Index) -> None:
    outcome = reader.read(text, index)
    assert isinstance(outcome, NotAnswered)
    assert outcome.sentence.startswith(begins)
    assert [said[: len(reading)] for said, _ in outcome.choices] == [reading] * bool(reading)


@pytest.mark.parametrize(("text", "told"), TOLD)
def test_what_is_asked_is_told(
    text: str, told: str, reader: Reader, index: Index, release_store: EmbeddedStore
) -> None:
    asked = reader.read(text, index)
    assert isinstance(asked, Asked), asked
    assert answer(asked, release_store.rows(asked.query)).sentence == told
