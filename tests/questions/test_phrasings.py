"""Questions as people ask them: each is read as its template with its values, or is not answered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from ccwp_kg.questions import Asked, NotAnswered, Reader
from ccwp_kg.search import Index
from support.commands import ROOT

TABLE = Path(__file__).parent / "phrasings.txt"
NONE = "none"


def _cases() -> Iterator[tuple[str, str, str]]:
    template = ""
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            template = line.strip("[]")
        elif line and not line.startswith(("#", "-")):
            text, _, values = line.partition(" | ")
            yield template, text, values


READ = [case for case in _cases() if case[0] != NONE and not case[1].startswith("? ")]
CASES = [case for case in READ if case[2][0] not in "!~"]
OFFERED = [(template, text, values[1:]) for template, text, values in READ if values[0] == "~"]
UNANSWERED = [case[1].removeprefix("? ") for case in _cases() if case not in CASES]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.of_folder(ROOT / "web" / "questions")


@pytest.mark.parametrize(("template", "text", "values"), CASES)
def test_a_question_is_read(template: str, text: str, values: str, reader: Reader, index: Index) -> None:
    outcome = reader.read(text, index)
    assert isinstance(outcome, Asked), outcome
    read = {f"{name}={value}" for name, value in outcome.parameters.items()}
    assert (outcome.template.slug, read) == (template, set(re.split(r" (?=\w+=)", values)))


@pytest.mark.parametrize(("template", "text", "values"), OFFERED)
def test_a_name_in_part_is_offered(template: str, text: str, values: str, reader: Reader, index: Index) -> None:
    outcome = reader.read(text, index)
    assert isinstance(outcome, NotAnswered)
    offered = [{f"{name}={value}" for name, value in asked.parameters.items()} for _, asked in outcome.choices]
    assert outcome.template is not None
    assert outcome.template.slug == template
    assert set(values.split()) in offered


@pytest.mark.parametrize("text", UNANSWERED)
def test_what_is_not_understood_is_not_answered(text: str, reader: Reader, index: Index) -> None:
    assert not isinstance(reader.read(text, index), Asked)


SENTENCES = [
    # why there is no answer, and how the sentence that says it begins; plain searches have none
    ("which actions is Eurowatch a party to", "not-known", "“Eurowatch” is neither held nor named"),
    # of a name in several words no one word need be unknown
    ("which actions concern the United Nations", "not-known", "“United Nations” is neither held nor named in any"),
    ("what is Europol's address", "words", "Not read as a question: no question here asks this of “Europol's”"),
    (
        "who chairs the CCWP?",
        "words",
        "Not read as a question: no question here asks this of “CCWP”; the nearest asks it of an",
    ),
    ("who cites 8282/7/08", "not-known", "“8282/7/08” is neither held nor named here"),
    ("what will the Eighth Action Plan contain", "not-known", "“Eighth Action Plan” is neither held nor"),
    (
        "does Germany lead 5.2",
        "words",
        "Not read as a question: no question here asks this together with “5.2”.",
    ),
    # a judgement is none of amounts, and no word of it is a slip of one here
    ("is 5.2 any good", "refused", "Not read as a question: it asks for a reason or a judgement (“good”)"),
    ("which actions should be finished in December 2012?", "refused", "Not read as a question: “December 2012” bounds"),
    ("which is the best action", "refused", "Not read as a question: it asks for a reason or a judgement (“best”)"),
    # words of a document, also with others around them
    ("Note: customs are not provided with such exclusive channels for exchanging information", "refused", ""),
    ("what is the shoe size of OLAF", "words", "Not read as a question: “shoe size” was not understood"),
    (
        "what is the budget of the fifth plan",
        "refused",
        "Not read as a question: it asks for an amount (“budget”)",
    ),
    ("Frontex but not CEPOL", "refused", "Not read as a question: it leaves something out (“but”)"),
    ("compare 5.1 and 5.2", "refused", "Not read as a question: it compares (“compare”)"),
    ("is OLAF in every action", "refused", "Not read as a question: it asks whether it is so of all (“every”)"),
    ("what is done about hacking", "which", "No concept is called just “hacking” here; is this meant?"),
    (
        "it does not exclude the right of the Member States or the Commission to propose further initiatives",
        "refused",
        "",
    ),
    ("footnote 7", "incomplete", ""),
    ("customs", "incomplete", ""),
    # "between" bounds a time only where there is one
    ("which actions ran between 2009 and 2011", "refused", "Not read as a question: it bounds a time (“between”)"),
    ("exchange of personal data between police and customs", "incomplete", ""),
    # names, which a search finds, and no questions that fail
    ("Central Coordinating Units", "incomplete", ""),
    ("documents", "incomplete", ""),
    ("agencies", "incomplete", ""),
    ("document 8282/3/08", "incomplete", ""),
    ("Fifth Action Plan", "incomplete", ""),
    # plans that are not held, in words and figures: who speaks of them
    ("plan no. 2", "not-held", "“Second Action Plan” is not held here; it is named in Draft Fifth Action Plan and"),
    ("fourth action plan", "not-held", "“Fourth Action Plan” is not held here; it is named in Draft Fifth Action Plan"),
    ("the 4th CCWP action plan", "not-held", "“Fourth Action Plan” is not held here; it is named in"),
    ("action plan three", "not-held", "“Third Action Plan” is not held here; it is named in Draft Fifth Action Plan."),
    ("sixth action plan", "not-known", "“sixth action plan” is neither held nor named here."),
    ("6th action plan", "not-known", "“6th action plan” is neither held nor named here."),
    ("plan 6", "not-known", "“plan 6” is neither held nor named here."),
    (
        "plan 6 and plan 7",
        "not-known",
        "“plan 6” is neither held nor named here. “plan 7” is neither held nor named here.",
    ),
    (
        "plans 7 and 6",
        "not-known",
        "“plans 7” is neither held nor named here. “plan 6” is neither held nor named here.",
    ),
    ("action plan seven", "not-known", "“action plan seven” is neither held nor named here."),
    ("draft twenty-first action plan", "not-known", "“twenty-first action plan” is neither held nor named here."),
    ("Europol in action plan 12", "not-known", "“action plan 12” is neither held nor named here."),
    ("first action of the plan", "words", "Not read as a question: “first” was not understood."),  # none is called 1
    # a number that nothing here has is said before what is counted
    ("actions of plan 6", "not-known", "“plan 6” is neither held nor named here."),
    ("how many actions has the sixth plan", "not-known", "“sixth plan” is neither held nor named here."),
    ("how many pages has plan 6", "refused", "Not read as a question: it counts (“how many”)"),
    # two questions at once
    (
        "who takes part in 5.8 and when does it end?",
        "refused",
        "Not read as a question: it asks two things at once (“when",
    ),
    (
        "what does 5.3 cite, and by whom is it led",
        "refused",
        "Not read as a question: it asks two things at once (“by whom",
    ),
    (
        "parties and deliverables of 5.4",
        "refused",
        "Not read as a question: it asks two things at once (“deliverables”)",
    ),
    # a name that goes with the rest only beside what is not asked
    (
        "what does 5.4 deliver to Eurojust",
        "words",
        "Not read as a question: no question here asks this together with “Eurojust”",
    ),
    ("how much tobacco was seized", "refused", "Not read as a question: it asks for an amount (“how much”)"),
    # a word for a kind of thing is no part of the name of another
    ("when do the actions end", "incomplete", "“A field of an action” needs a value"),
    # what has a default is not asked for
    ("is 5.9 which finished", "incomplete", ""),
    ("EU border guard agency", "words", "Not read as a question: “EU” was not understood"),  # too short for a part
    # what is the name of something else is no sure part of one
    ("which actions concern intelligence", "which", "No concept is called just “intelligence” here; is this meant?"),
    # a word cut short is no name that nothing here has
    ("in which actions is the European Comm involved", "which", "No organisation or group is called just “European"),
    # a relation needs its direction, also where a name is given in part
    ("what cites the handbook", "incomplete", "“Who cites a document” needs a value"),
    ("phone number of OLAF", "refused", "Not read as a question: it asks how to reach somebody (“phone number”)"),
    ("what reports does the plan cite", "refused", "Not read as a question: it is not recorded what kind of document"),
    # no action is given by a part of its name where actions are asked for
    ("which actions deliver a handbook", "words", "Not read as a question: “handbook” was not understood."),
    ("which actions deliver training", "words", "Not read as a question: “deliver” was not understood."),
    # what is not known is named before a year that bounds nothing
    ("which ambassador initialled the 2009 Resolution", "words", "Not read as a question: “ambassador initialled"),
    ("is there no 2009 resolution", "refused", "Not read as a question: it leaves something out (“no”)"),
]


@pytest.mark.parametrize(("text", "why", "begins"), SENTENCES)
def test_one_sentence_says_why_there_is_no_answer(
    text: str, why: str, begins: str, reader: Reader, index: Index
) -> None:
    outcome = reader.read(text, index)
    assert isinstance(outcome, NotAnswered)
    assert (outcome.why, bool(outcome.sentence)) == (why, bool(begins))
    assert outcome.sentence.startswith(begins)


DONE = "and the plan only states what is to be done. It states this:"
NEAREST = [
    # the words that are left out, and the question that is left; none where too little is
    ("which actions do not concern Europol", "Without “not” it would be this one:", "Actions that concern Europol"),
    ("who should lead 5.2", "Without “should” it would be this one:", "Lead of action 5.2"),
    ("actions that concern Europol in 1999", "Without “1999” it would be this one:", "Actions that concern Europol"),
    ("what became of action 8 of the fifth plan", "no question here asks this together with “fifth plan”.", ""),
    ("documents about training", "“documents” it would be this one:", "Actions about training"),
    ("what befell after action 3.9", "“befell” it would be this one:", "The line of action 3.9 through the plans"),
    (
        "which actions are not led by Germany",
        "Without “not” it would be this one:",
        "Actions of which Germany is the lead",
    ),
    ("compare 5.1 and 5.2", "", ""),
    ("which actions is Eurowatch a party to", "", ""),
    ("which action is named in 5.10", "", ""),
    # what a plan states is no answer to what was done: an auxiliary, a past tense, a participle
    ("did 5.4 produce a report", DONE, "Whether action 5.4 is to deliver a report"),
    (
        "have the recommendations of 5.7 been approved",
        DONE,
        "Decisions on recommendations of action 5.7: who approves it",
    ),
    (
        "which handbooks for practice were issued under 5.10",
        DONE,
        "Whether action 5.10 is to deliver a practical guide",
    ),
    ("what has 5.8 delivered to the CCWP", DONE, "What CCWP receives of action 5.8"),
    ("what had 5.8 yielded", DONE, "What action 5.8 is to deliver"),
    ("what was the benefit of 5.2", DONE, "Possible outcomes of action 5.2"),
    ("show me what 5.8 produced", DONE, "What action 5.8 is to deliver"),
    ("reports the CCWP adopted", DONE, "What CCWP adopts: a report"),
    ("what effects has 5.8 had", DONE, "Possible outcomes of action 5.8"),
    ("benefits that were achieved by 5.2", DONE, "Possible outcomes of action 5.2"),
    ("who took part in 5.8", DONE, "Parties of action 5.8"),
    ("was CEPOL involved in 5.10", DONE, "Whether action 5.10 names CEPOL as a party"),
    ("which actions involved Frontex", DONE, "Actions that concern Frontex"),
    ("what has been done about training", DONE, "Actions about training"),
    (
        "which actions served objective 2",
        DONE,
        "Actions that pursue the objective “To take practical steps towards imp",
    ),
    (
        "did 5.9 pursue objective 3",
        DONE,
        "Whether action 5.9 pursues the objective “To improve and make more flexible the",
    ),
    ("when did 5.9 end", DONE, "Timetable of action 5.9"),
    # a name within a longer one of something else is not that of the thing
    (
        "what cites the Naples II Convention Handbook",
        "no question here asks this of “Naples II Convention Handbook”; the nearest asks it of a council document or "
        "document of a plan.",
        "",
    ),
    # nor is it offered without the number of a thing
    ("how did 6.6 wind up in plan 5", "was not understood.", ""),
    (
        "who approves the report of 5.4 under 8351/2/09",
        "no question here asks this together with “8351/2/09”.",
        "",
    ),
    ("who is named in the plan", "", ""),
    # the number of an action is the whole of its name
    ("which act is 5.4 based on", "“act” it would be this one:", "What action 5.4 builds on"),
    # what is left is a name: without it the question would be about something else
    (
        "who approves the action plan of the United Nations",
        "“United Nations” is neither held nor named in any document that is held here.",
        "",
    ),
    ("which Member States voted against plan 5", "“Member States voted” was not understood.", ""),
    ("do you think the fifth plan was effective", "the documents are only quoted here.", ""),
    ("why was the first plan reviewed", "Without “why” it would be this one:", "Review of the First Action Plan"),
]


@pytest.mark.parametrize(("text", "ends", "heading"), NEAREST)
def test_the_question_that_comes_nearest_is_offered(
    text: str, ends: str, heading: str, reader: Reader, index: Index
) -> None:
    outcome = reader.read(text, index)
    assert isinstance(outcome, NotAnswered)
    assert [asked.heading[: len(heading)] for _, asked in outcome.choices] == [heading] * bool(heading)
    assert outcome.sentence.endswith(ends)


def test_what_was_read_for_what_is_said(reader: Reader, index: Index) -> None:
    for text, note in (
        ("who drafted the plan", "“plan” was read as the Fifth Action Plan, the one that is held."),
        ("when does the action on training end", "“training” was read as “action 5.3” (To explore available"),
        ("which action is about scanners", "“scanners” was read as “mobile or fixed scanner”."),
        ("which actions train officials", "“train officials” was read as “training”."),
        ("europl actions", "“europl” was read as “Europol”."),
        ("who persues objective 3", "“persues” was read as “pursues”."),
        ("who quotes ENFOCUSTOM 104 (2009)", "“ENFOCUSTOM 104 (2009)” was read as “14583/3/09 REV 3”."),
        ("which actions are about controls of road traffic", "“controls of road traffic” was read as “road free flow"),
        (
            "which actoins are about cybercrime",
            "“actoins” was read as “actions”. “cybercrime” was read as “internet crime”.",
        ),
    ):
        asked = reader.read(text, index)
        assert isinstance(asked, Asked)
        assert note in asked.reading


def test_there_are_many_phrasings(reader: Reader) -> None:
    counts = {template.slug: sum(case[0] == template.slug for case in READ) for template in reader.templates}
    assert min(counts.values()) >= 20
    assert len(UNANSWERED) >= 60
