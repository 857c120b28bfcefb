"""The plan is read from the text before the annex, by the words of the profile."""

from collections.abc import Callable

import pytest

from ccwp_kg.review.review_lines import lines_of
from ccwp_kg.sources.records.records import Reading
from ccwp_kg.sources.records.source_text import SourceText

Read = Callable[[str], Reading]


@pytest.fixture
def with_prose(source: SourceText, read_text: Read) -> Read:
    """The reading of some prose before the fifth plan's annex, of which the first action is enough."""
    annex = source.text[source.text.index(" ANNEX\n") : source.text.index("\n5.2\n") + 1]

    def make(prose: str) -> Reading:
        return read_text(f"{prose}\n{annex}")

    return make


@pytest.mark.parametrize(
    ("based_on", "title"),
    [
        (["naples-ii"], "Draft Fifth Action Plan under the Treaty of Lisbon to implement the Naples II Convention"),
        (["naples-ii"], "Draft Fifth Action Plan to implement Naples II and the\nNaples II Convention of the Council"),
        ([], "Draft Fifth Action Plan after the Treaty of Lisbon"),
    ],
)
def test_a_plan_is_based_on_the_acts_it_implements(based_on: list[str], title: str, with_prose: Read) -> None:
    """Each once, and neither other acts of the title nor organisations."""
    acts = with_prose(f"{title}\n\nWords.").plan.based_on
    assert [act.target for act in acts] == [f"act/{name}" for name in based_on]


@pytest.mark.parametrize(
    ("status", "title"),
    [
        ("draft", "Draft Fifth Action Plan"),
        ("draft", "Revised draft Fifth Action Plan"),
        ("draft", "Draft revised Fifth Action Plan"),
        (None, "Draft notes Fifth Action Plan"),
        ("draft", "CCWP: revised draft of the Fifth Action Plan"),
        ("draft", "Fifth Action Plan (2011-2013) – Draft"),
        (None, "Fifth Action Plan, a draft"),
        ("draft", "Fifth Action Plan (2011-2013)\n= Draft"),
        ("draft", "Fifth Action Plan – revised draft"),
        ("draft", "Fifth Action Plan (2011-2013) – revised draft following the comments of delegations"),
        (None, "Fifth Action Plan (2011-2013) – comments on the draft"),
        ("approved", "From: Presidency\nTo: CCWP\nSubject: Fifth Action Plan, May 2011 to June 2012, as adopted"),
        ("approved", "From: Presidency\nTo: CCWP\nSubject: Fifth Action Plan, May 2011 to June 2012 – adopted text"),
        (None, "Fifth Action Plan, to be approved"),
        (None, "The new Fifth Action Plan"),
    ],
)
def test_the_status_stands_before_the_name(status: str | None, title: str, with_prose: Read) -> None:
    assert with_prose(f"{title}\n\nWords.").plan.status == status


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("approved", "Delegations will find the Fifth Action Plan, as approved by the CCWP on 3 May 2011."),
        ("approved", "Delegations will find the Fifth Action Plan, as adopted by the board on 3 May 2011."),
        (None, "The Fifth Action Plan takes up the Fourth Action Plan, as approved by the CCWP on 3 May 2011."),
        ("approved", "Delegations will find the Fifth Action Plan (2011-2012) as approved by the CCWP on 3 May 2011."),
        (None, "The Fifth Action Plan follows the strategy as approved by the Council on 3 May 2011."),
        (None, "The Fifth Action Plan follows a strategy made and adopted by the Council on 3 May 2011."),
        (None, "The Fifth Action Plan will be approved by the CCWP."),
        (None, "Delegations will find attached the draft Fourth Action Plan."),
        (None, "Delegations will find attached the draft list for the Action Plan."),
    ],
)
def test_a_sentence_says_that_the_plan_is_approved(status: str | None, words: str, with_prose: Read) -> None:
    """Where it is the plan named last before."""
    assert with_prose(f"Fifth Action Plan\n\n{words}").plan.status == status


def test_the_prose_names_other_plans_alone_or_together(with_prose: Read) -> None:
    plan = with_prose(
        "Draft Fifth Action Plan of the CCWP\n\nThe First and Second Action Plans led to the Fifth Action Plan."
    ).plan
    named = [each.target for each in plan.mentions if each.kind == "plan" and each.field.startswith("section/")]
    assert named == ["plan/1", "plan/2"]


@pytest.mark.parametrize(
    ("period", "words"),
    [
        ("2008-2009", "(2008-2009) ended"),
        ("January 2008 to June 2009", "from January 2008 to June 20091 ended.\n\n1 Minutes of May"),
        (None, "from Europe to 2009 ended"),
    ],
)
def test_an_earlier_plan_is_read_where_its_period_stands(period: str | None, words: str, with_prose: Read) -> None:
    text = f"After the Third Action Plan came more. The Third Action Plan {words}."
    (earlier,) = with_prose(f"Draft Fifth Action Plan of the CCWP\n\n{text}").plan.earlier_plans
    assert (3, period, 1 if period and "to" in period else None) == (
        earlier.ordinal,
        earlier.period and earlier.period.text,
        earlier.footnote,
    )


@pytest.mark.parametrize(
    ("words", "days"),
    [
        (
            "The Third CCWP Action Plan covered the period from July 2008 to December 2009.",
            ("2008-07-01", "2009-12-31"),
        ),
        ("The Third Action Plan ran from 2008 to 2009.", ("2008-01-01", "2009-12-31")),
        ("The Third Action Plan was written from 2008 to 2009.", None),
    ],
)
def test_a_sentence_tells_the_period_of_an_earlier_plan(
    words: str, days: tuple[str, str] | None, with_prose: Read
) -> None:
    (earlier,) = with_prose(f"Draft Fifth Action Plan of the CCWP\n\n{words}").plan.earlier_plans
    dated = (earlier.valid_from, earlier.valid_until)
    assert (tuple(each.value for each in dated if each is not None) or None) == days


@pytest.mark.parametrize(
    ("words", "told"),
    [("The Third Action Plan (2008-2009) ended.", True), ("It ended (2008-2009).", False)],
)
def test_footnotes_that_a_converter_left_out_are_told(words: str, told: bool, with_prose: Read) -> None:
    note = "\n\n1 8177/08 ENFOCUSTOM 44."
    lacking = [
        with_prose(f"Draft Fifth Action Plan of the CCWP\n\n{text}") for text in (words, f"{words[:-1]}1.{note}")
    ]
    assert [any(each.code == "footnotes-missing" for each in reading.issues) for reading in lacking] == [told, False]


def test_an_earlier_plan_named_twice_is_read_where_it_is_first_told_with_its_period(with_prose: Read) -> None:
    texts = (
        "The Third Action Plan began.\n\nThe Third Action Plan (2008-2009) ended.\n\nThe Third Action Plan (2010-2011)."
    )
    (earlier,) = with_prose(f"Draft Fifth Action Plan of the CCWP\n\n{texts}").plan.earlier_plans
    assert earlier.valid_from is not None
    assert earlier.valid_from.value == "2008-01-01"


def test_words_before_the_title_are_unread(with_prose: Read) -> None:
    reading = with_prose("COUNCIL OF THE EUROPEAN UNION\n\nDraft Fifth Action Plan\n\nWords.")
    assert [reading.source.exact(span) for span in reading.coverage.unread] == [
        "COUNCIL",
        "OF",
        "THE",
        "EUROPEAN",
        "UNION",
    ]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Fifth Action Plan for Customs Law Enforcement Cooperation", "Below is the {} for the period to come."),
        ("fifth action plan for customs cooperation", "Below is the {}, as it was called."),
        (None, "Below is the Fifth Action Plan for the period to come."),
        (None, "The Fourth Action Plan for Customs Law Enforcement Cooperation ended."),
    ],
)
def test_the_full_name_of_a_plan_says_what_it_is_for(name: str | None, text: str, with_prose: Read) -> None:
    """Only the name of the plan itself, with no word of what follows."""
    full_name = with_prose(f"Draft Fifth Action Plan\n\n{text.format(name)}").plan.full_name
    assert (full_name and full_name.text) == name


def test_each_place_that_names_another_plan_is_a_mention_of_its_paragraph(with_prose: Read) -> None:
    prose = "The Third Action Plan (2008-2009) ended.\n\nLike the third Action Plan, the Fifth Action Plan begins."
    mentions = with_prose(f"Draft Fifth Action Plan of the CCWP\n\n{prose}").plan.mentions
    assert [(each.target, each.printed.text, each.field) for each in mentions if each.kind == "plan"] == [
        ("plan/3", "Third Action Plan", "section/invitation/paragraph/1"),
        ("plan/3", "third Action Plan", "section/invitation/paragraph/2"),
    ]


@pytest.mark.parametrize(
    "lead",
    [
        "They cover one or more of the following work areas:",
        "They cover the following areas of work:",
        "The Fifth Action Plan has 10 actions under three work areas:",
        "They are arranged by work area, namely:",
        "Work areas are the following:",
        "Work areas:",
        "There are 10 actions in the work areas below:",
        "They are arranged by work area:",
        "The work areas of the present plan are:",
        "The Fifth Action Plan has 10 actions in the work areas",
        "The work areas of the Fifth Action Plan are: border security; intelligence; and training. It is new.",
        "There are three work areas: border security, intelligence, and training. It is new.",
        "Actions are arranged under three headings: border security, intelligence, and training. It is new.",
        "It has the following work areas:\n\nborder security;\nintelligence; and\ntraining.",  # marks that a PDF draws
    ],
)
def test_the_words_of_a_work_area_are_its_name(lead: str, with_prose: Read) -> None:
    """Neither its mark nor what closes it in the list; a paragraph that leads to another list is none."""
    listed = "" if "training" in lead else "\n\n- border security;\n\n- intelligence, and\n\n- training."
    reading = with_prose(f"Draft Fifth Action Plan\n\n{lead}{listed}\n\n- Its readers are the following:\n\n- Malta.")
    names = [area.name for area in reading.plan.work_areas]
    assert [name.text for name in names] == ["border security", "intelligence", "training"]
    assert [reading.source.exact(*name.spans) for name in names] == [name.text for name in names]


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("The draft was made by the group, which met on 21 January and 4 March 2014.", ["2014-01-21", "2014-03-04"]),
        ("It was made after the meetings of the LEWP on 8 July and 24 September 2020.", ["2020-07-08", "2020-09-24"]),
        ("The drafting group met by videoconference on 8 July and 3 May 2016.", ["2016-07-08", "2016-05-03"]),
        ("The drafting group met on 8 July and 3 May 2016.", ["2016-07-08", "2016-05-03"]),
        ("At its meeting on 3 May 2016 the CCWP saw it.", []),  # not a meeting that made it
        ("At its meeting on 3 May 2016 the drafting group made it.", ["2016-05-03"]),
        ("The drafting group met on 3.5.2016 and 2017 and 8 July 2018.", ["2016-05-03"]),  # a year is no day
        ("It was drawn up at its meetings of 8 July and 3 May 2016.", ["2016-07-08", "2016-05-03"]),
        ("The group, which met on 3.5.2016 and again on 8 July 2016, made it.", ["2016-05-03", "2016-07-08"]),
        ("It was drawn up by states at their meetings on 3 May and on 8 July 2016.", ["2016-05-03", "2016-07-08"]),
        ("The group made it in its meetings of 8 July and 3 May 2016.", ["2016-07-08", "2016-05-03"]),
        ("It follows the drafting group meetings of 8 July and 3 May 2016.", ["2016-07-08", "2016-05-03"]),
        ("It was made at drafting meetings held on 8 July 2015 and on 3 May 2016.", ["2015-07-08", "2016-05-03"]),
        ("The CCWP is invited to approve it at its meeting on 3 May 2016.", []),  # one to come
        (
            "On 15 November 2017 and 23 January 2018 a group of ten states met to draft it.",
            ["2017-11-15", "2018-01-23"],
        ),
        ("On 15 November 2017 the new rules were met with praise.", []),
        ("It was made before the meetings of the LEWP on 8 July 2020.", []),
        ("A drafting group made it. The group met on 8 July and 3 May 2016.", ["2016-07-08", "2016-05-03"]),
        (
            "It was drawn up at its meetings held by videoconference on 8 July and 3 May 2016.",
            ["2016-07-08", "2016-05-03"],
        ),
        (
            "It was made at meetings of the drafting group held in Bonn on 8 July and in Rome on 3 May 2016.",
            ["2016-07-08", "2016-05-03"],
        ),
        ("The group (Malta, Greece, Belgium and Austria) met on 8 July 2016.", ["2016-07-08"]),
        ("The group (Malta, Greece) was heard when the CCWP met on 8 July 2016.", []),
        ("The drafting group, assembled in Bonn on 8 July 2016, made it.", ["2016-07-08"]),
        ("The draft was drawn up by states, bodies and the CCWP at Europol on 8 July 2016.", ["2016-07-08"]),
        ("The rules were drawn up by states, bodies and the CCWP at Europol on 8 July 2016.", []),
        ("It was made by the group in two meetings held on 8 July 2015 and 3 May 2016.", ["2015-07-08", "2016-05-03"]),
        ("The draft was discussed by the drafting group on 8 and 12 July 2016.", ["2016-07-08", "2016-07-12"]),
        ("Below is the text as discussed by the experts of the States on 3 May 2016.", ["2016-05-03"]),
        ("Below is the text as discussed by experts on 3 May 2016.", ["2016-05-03"]),
        ("It was discussed with the driver and the co-drivers on 3 May and 4 June 2016.", ["2016-05-03", "2016-06-04"]),
        ("The customs experts who met in Valletta on 3 and 4 May 2016 put down ideas.", ["2016-05-03", "2016-05-04"]),
        ("It was made at the strategic meeting held at Europol on 8 and 9 July 2016.", ["2016-07-08", "2016-07-09"]),
        ("On 8 July 2016 the drafting group held its meeting on the plan.", ["2016-07-08"]),
        ("On 8 July 2016 the Council held its meeting.", []),
    ],
)
def test_meetings_in_several_words(words: str, days: list[str], with_prose: Read) -> None:
    assert days == [each.value for each in with_prose(f"Draft Fifth Action Plan\n\n{words}").plan.meetings]


@pytest.mark.parametrize(
    ("words", "asked", "sent"),
    [
        ("The LEWP is invited to examine the draft and to submit it to the COPEN for approval.", "lewp", "copen"),
        ("The LEWP is invited to agree, so that the text can be forwarded to CATS for approval.", "lewp", "cats"),
        ("The LEWP is invited to endorse it with a view to its submission to the Council.", "lewp", "council"),
        ("The LEWP is invited to examine and transmit the draft Action Plan to CATS.", "lewp", "cats"),
        ("The LEWP is invited to agree and to recommend that the Council adopt it.", "lewp", "council"),
        ("Subject to the agreement of the LEWP, the draft will be submitted to CATS for approval.", "lewp", "cats"),
        ("The LEWP is requested to approve it.", "lewp", None),
        # the first is the next, whether a list has it or not
        ("The LEWP is invited to agree and to forward it to Coreper. It will present it to CATS.", "lewp", None),
        ("The LEWP was invited to a talk and forwards mail to CATS.", None, None),
    ],
)
def test_who_is_asked_and_who_comes_next(words: str, asked: str | None, sent: str | None, with_prose: Read) -> None:
    plan = with_prose(f"Draft Fifth Action Plan\n\n{words}").plan
    for bodies, body in ((plan.addressed_to, asked), (plan.forwarded_to, sent)):
        assert [each.target for each in bodies] == ([] if body is None else [f"organisation/{body}"])


@pytest.mark.parametrize(
    ("words", "told", "name"),
    [
        ("to forward it to Coreper for approval", "forward it to Coreper", "Coreper"),
        (
            "to submit it to the Steering Board for Seals (SBS)",
            "submit it to the Steering Board for Seals",
            "Steering Board for Seals",
        ),
        ("to submit it to MAOC(N)", "submit it to MAOC(N)", "MAOC(N)"),
        ("to submit it to those concerned", "submit it to those", None),
    ],
)
def test_a_body_that_no_list_has_is_told_and_can_be_added(
    words: str, told: str, name: str | None, with_prose: Read
) -> None:
    reading = with_prose(f"Draft Fifth Action Plan\n\nThe group is asked {words}.")
    message = f"plan: no body that it is forwarded-to found: “{told}” names no known body"
    (issue,) = [each for each in reading.issues if each.message == message]
    assert issue.unknown == ((name,) if name is not None else ())
    assert ([f"body {name}"] if name is not None else []) == [
        each.key for each in lines_of(reading) if each.state == "unknown" and each.printed == name
    ]


@pytest.mark.parametrize(
    ("title", "words", "days"),
    [
        ("Draft Action Plan 2012-2013 on seals", "", ("2012-01-01", "2013-12-31")),
        ("From: Presidency\nTo: CCWP\nSubject: Fifth Action Plan, 1 May 2012 to 31 May 2013, as adopted", "",
         ("2012-05-01", "2013-05-31")),
        ("Draft Action Plan on seals", "The Action Plan on seals for the period from 1 May 2012 to 31 May 2013 begins.",
         ("2012-05-01", "2013-05-31")),
        ("Draft Action Plan on seals", "The plan covers the period from 1 May 2012 to 31 May 2013.",
         ("2012-05-01", "2013-05-31")),
        ("Draft Action Plan on seals", "The present document covers the period from 1 May to 31 May 2013 and follows "
         "the Action Plan 2012 (1 May 2012 – 31 May 2012).", ("2013-05-01", "2013-05-31")),
        ("Draft Fifth Action Plan of the CCWP – 1 May 2012 to 31 May 2013", "", ("2012-05-01", "2013-05-31")),
        ("Draft Fifth Action Plan of the CCWP 2012-2013", "", ("2012-01-01", "2013-12-31")),
        ("Fifth Action Plan for work at sea 2012-2013 – as approved", "", ("2012-01-01", "2013-12-31")),
        ("Draft Action Plan on seals", "It is the Action Plan on seals covering the years 2012-2013.",
         ("2012-01-01", "2013-12-31")),
        ("Draft Fifth Action Plan of the CCWP", "It is the Fifth Action Plan (1 May 2012 – 31 May 2013).",
         ("2012-05-01", "2013-05-31")),
        ("Draft Fifth Action Plan of the CCWP", "The Fourth Action Plan (1 May 2012 – 31 May 2013) ended.", None),
        ("Draft of the Fifth Action Plan, May 2012 – May 2013", "", ("2012-05-01", "2013-05-31")),
        ("Draft Action Plan on seals, May 2012 – May 2013 and later", "", None),
        ("Draft Fifth Action Plan (operational plan 2012-2013) on seals", "", ("2012-01-01", "2013-12-31")),
        ("Draft Fifth Action Plan (May 2012 - June 2013) on seals", "", ("2012-05-01", "2013-06-30")),
        ("Draft Fifth Action Plan", "It is the Fifth Action Plan, which is a plan for the period 2012-2013.",
         ("2012-01-01", "2013-12-31")),
        ("Draft Sixth Action Plan", "The strategy is old. It covers the period from 1 May 2012 to 31 May 2013.", None),
        ("Draft Sixth Action Plan", "A strategy, which covers the period from 1 May 2012 to 31 May 2013.", None),
        ("Draft Action Plan on seals", "The Action Plan will run for a year, from 1 May 2012 to 31 May 2013.",
         ("2012-05-01", "2013-05-31")),
        ("Draft Action Plan on seals", "The Action Plan is valid from 1 May 2012 to 31 May 2013.",
         ("2012-05-01", "2013-05-31")),
        ("Draft Sixth Action Plan", "Here is the Sixth Action Plan. It will run from 1 May 2012 to 31 May 2013.",
         ("2012-05-01", "2013-05-31")),
        ("Draft Sixth Action Plan", "The Fifth Action Plan. It ran well. It runs from 1 May 2012 to 31 May 2013.",
         None),
        ("Draft Action Plan on seals", "The Action Plan on seals covers the period from 1 May 2012 to 31 May 2013.",
         ("2012-05-01", "2013-05-31")),
        ("Draft Action Plan on seals", "The Action Plan will apply rules made from 1 May 2012 to 31 May 2013.", None),
        ("Draft Sixth Customs Action Plan, from 1 May 2012 until 31 May 2013", "Words.", ("2012-05-01", "2013-05-31")),
        ("Draft Sixth Action Plan of the states, running from 1 May 2012 to 31 May 2013", "Words.",
         ("2012-05-01", "2013-05-31")),
        ("Draft Sixth Action Plan, starting on 1 May 2012 and ending on 31 May 2013", "Words.",
         ("2012-05-01", "2013-05-31")),
        ("Draft Sixth Action Plan", "The Fifth Action Plan, running from 1 May 2012 to 31 May 2013, is over.", None),
        ("Draft Sixth Action Plan (2010-2011)", "The plan covers the period from 1 May 2012 to 31 May 2013.",
         ("2010-01-01", "2011-12-31")),
        ("Draft Sixth Action Plan", "The Fifth Action Plan ended. The Fifth Action Plan on seals for the period from "
         "1 May 2012 to 31 May 2013 was better.", None),
        ("Draft Sixth Action Plan", "The Fifth Action Plan. It will run from 1 May 2012 to 31 May 2013.", None),
    ],
)  # fmt: skip
def test_the_period_in_other_words(title: str, words: str, days: tuple[str, str] | None, with_prose: Read) -> None:
    plan = with_prose(f"{title}\n\nWords. {words}").plan
    assert days == (plan.valid_from and plan.valid_until and (plan.valid_from.value, plan.valid_until.value))


def test_the_period_behind_the_name_of_the_plan_above_its_table(read_text: Callable[[str], Reading]) -> None:
    table = "Fifth Action Plan (1 May 2012 – 31 May 2013)\n\nNo\tAction\tLead\n5.1\tTo count parcels\tBE\n"
    plan = read_text(f"Draft Fifth Action Plan\n\nIt begins.\n\nANNEX\n\n{table}").plan
    assert plan.valid_until is not None
    assert plan.valid_until.value == "2013-05-31"


def test_the_addressee_of_the_cover_where_no_body_is_invited(with_prose: Read) -> None:
    cover = "9120/19\n\nFrom: Presidency\nTo: LEWP\nSubject: Draft Action Plan on seals\n\nDelegations find it below."
    assert ["organisation/lewp"] == [each.target for each in with_prose(cover).plan.addressed_to]


@pytest.mark.parametrize(
    ("title", "words", "ordinal"),
    [
        ("Draft Fifth Action Plan (2014-2015)", "The draft was prepared by the CCWP.", 5),
        ("Draft Fifth Action Plan on seals (2014-2015)", "The draft was prepared by the CCWP.", None),
        ("Draft Fifth Action Plan (2014-2015)", "The CCWP has seen it. The LEWP is invited to agree to it.", None),
        ("Draft Fifth Action Plan (2014-2015)", "The draft was prepared by a group.", None),
    ],
)
def test_whose_plan_a_bare_title_names(title: str, words: str, ordinal: int | None, with_prose: Read) -> None:
    plan = with_prose(f"{title}\n\n{words}").plan
    assert (ordinal, 5) == (plan.ordinal, plan.printed_ordinal)


def test_earlier_plans_that_a_year_names_are_told_and_no_period_is_that_of_their_document(with_prose: Read) -> None:
    """The period is that of the plan, though its sentence cites another one in a footnote."""
    prose = "The present document covers the period from 1 May to 31 May 2013 and replaces the Action Plan 2012[^1]."
    reading = with_prose(f"Draft Action Plan 2013 on seals\n\n{prose}\n\n[^1]: 16812/12 ENFOCUSTOM 14.\n")
    told = [each.message for each in reading.issues if each.code == "plan-not-counted"]
    assert [message.partition(" is not known")[0] for message in told] == ["plan: “Action Plan 2012”"]
    assert [(each.kind, each.about) for each in reading.plan.statements] == [("period", None)]
