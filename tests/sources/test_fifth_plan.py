"""What the fifth plan says of itself, fact by fact, each with the characters it stands on."""

import pytest

from ccwp_kg.sources.records.records import Reading
from support.readings import place

ADOPTED, APPROVED, RECEIVED = "adoption", "approval", "submission"


def test_title_status_and_period(fifth: Reading) -> None:
    plan = fifth.plan
    assert (plan.ordinal, plan.name.text, plan.status) == (5, "Fifth Action Plan", "draft")
    assert plan.title.text == (
        "Draft Fifth Action Plan (1.7.2011–31.12.2012) to implement the Council Resolution of 23 October 2009 on a "
        "reinforced strategy for customs cooperation and the revised strategy for customs cooperation in the third "
        "pillar"
    )
    assert place(plan.title) == (1, 219)
    assert plan.valid_from is not None
    assert plan.valid_until is not None
    assert (plan.valid_from.value, plan.valid_until.value) == ("2011-07-01", "2012-12-31")
    assert plan.valid_from.passage.rule is None


def test_meetings_addressee_and_basis(fifth: Reading) -> None:
    plan = fifth.plan
    assert [(day.value, day.passage.text) for day in plan.meetings] == [
        ("2011-02-18", "18 February"),
        ("2011-03-24", "24 March 2011"),
    ]
    asked = [(body.target, place(body.printed)) for body in (*plan.addressed_to, *plan.forwarded_to)]
    assert asked == [
        ("organisation/ccwp", (449, 453)),
        ("organisation/ccwp", (3465, 3469)),
        ("organisation/cats", (512, 516)),
    ]
    assert [act.target for act in plan.based_on] == ["act/council-resolution-2009", "act/revised-strategy-2009"]
    assert plan.declared_action_count == len(fifth.actions) == 10


@pytest.mark.parametrize(
    ("ordinal", "name", "period", "first", "last", "footnote", "status"),
    [
        (1, "first 3–year Action Plan", "2004-2006", "2004-01-01", "2006-12-31", 4, ("approved",)),
        (
            2,
            "Second Action Plan",
            "January 2007 - June 2008",
            "2007-01-01",
            "2008-06-30",
            6,
            ("approved", "implemented"),
        ),
        (
            3,
            "Third Action Plan",
            "July 2008 - December 2009",
            "2008-07-01",
            "2009-12-31",
            7,
            ("approved", "implemented"),
        ),
        (
            4,
            "Fourth Action Plan",
            "January 2010 - June 2011",
            "2010-01-01",
            "2011-06-30",
            8,
            ("approved", "implemented"),
        ),
    ],
)
def test_earlier_plans(
    *,
    ordinal: int,
    name: str,
    period: str,
    first: str,
    last: str,
    footnote: int,
    status: tuple[str, ...],
    fifth: Reading,
) -> None:
    """That the first plan was implemented is nowhere said: the sentence that says so names the other three."""
    plan = fifth.plan.earlier_plans[ordinal - 1]
    assert plan.period is not None
    assert plan.valid_from is not None
    assert plan.valid_until is not None
    assert (plan.ordinal, plan.name.text, plan.period.text) == (ordinal, name, period)
    assert (plan.valid_from.value, plan.valid_until.value) == (first, last)
    assert plan.valid_from.passage.rule == ("date.first-day-of-year" if ordinal == 1 else "date.first-day-of-month")
    assert plan.valid_until.passage.rule == ("date.last-day-of-year" if ordinal == 1 else "date.last-day-of-month")
    assert (plan.footnote, tuple(slug for slug, _ in plan.status)) == (footnote, status)
    assert [words.text for _, words in plan.status] == list(status)


def test_the_first_plan_was_approved_by_the_committee_that_became_cats(fifth: Reading) -> None:
    plan = fifth.plan.earlier_plans[0]
    assert plan.approved_by is not None
    assert plan.approved_on is not None
    assert (plan.approved_by.target, plan.approved_by.printed.text) == ("organisation/cats", "Article 36 Committee")
    assert (plan.approved_on.value, plan.approved_on.datatype) == ("2003-12", "gYearMonth")


@pytest.mark.parametrize(
    ("number", "annotates", "refers_to"),
    [
        (1, "Resolution of 23 October 2009 on a reinforced strategy for customs cooperation", "OJ C 260"),
        (2, "Resolution of 2 October 2003 on a strategy for customs cooperation", "OJ C 247"),
        (3, "revised strategy for customs cooperation in the third pillar", "ST-15198-2009-INIT"),
        (4, "first 3–year Action Plan", "ST-15315-2003-REV-2"),
        (5, "strategy for customs cooperation", "ST-11167-2003-REV-5"),
        (6, "Second Action Plan (January 2007 - June 2008)", "ST-13424-2006-REV-2"),
        (7, "Third Action Plan (July 2008 December 2009)", "ST-8284-2008-REV-1"),
        (8, "Fourth Action Plan (January 2010 - June 2011)", "ST-16445-2009-INIT"),
        (9, "Stockholm Programme", "OJ C 115"),
        (
            10,
            "proposal for monitoring the implementation of project groups recommendations concerning Action Plans from "
            "1 January 2004 until 31 December 2006, from 1 January 2007 until 30 June 2008 and from 1 July 2008 until "
            "31 December 2009",
            "ST-11801-2010-REV-4",
        ),
    ],
)
def test_footnotes(number: int, annotates: str, refers_to: str, fifth: Reading) -> None:
    footnote = fifth.plan.footnotes[number - 1]
    assert (footnote.number, footnote.annotates.text) == (number, annotates)
    assert fifth.source.exact(footnote.mark) == str(number)
    assert footnote.annotates.spans[0].end == footnote.mark.start
    if footnote.journal:
        assert f"OJ {footnote.journal.series} {footnote.journal.number}" == refers_to
    else:
        assert footnote.document is not None
        assert footnote.document.key == refers_to
    assert (footnote.pending.text if footnote.pending else None) == ("to be issued" if number == 10 else None)


def test_areas_objectives_and_columns(fifth: Reading) -> None:
    assert [area.name.text for area in fifth.plan.work_areas] == [
        "border management and security",
        "intelligence",
        "operational cooperation",
        "information exchange",
    ]
    assert [objective.text.text for objective in fifth.plan.objectives] == [
        "To consider new forms of cooperation and new investigative techniques",
        "To take practical steps towards implementing these new forms of cooperation and to continue to further "
        "develop existing forms of cooperation",
        "To improve and make more flexible the existing cooperation process",
    ]
    assert [(column.column, column.label.text) for column in fifth.plan.columns] == [
        ("title", "Proposed action"),
        ("objectives", "Strategic objective"),
        ("indicators", "Performance indicator"),
        ("outcomes", "Possible outcome(s)"),
        ("parties", "Other concerned parties"),
        ("terms-of-reference", "Terms of reference"),
    ]
    assert fifth.plan.columns[4].definition.text.endswith("which is adopted by the CCWP")


def test_sections_and_rules(fifth: Reading) -> None:
    counts = [(section.slug, len(section.paragraphs)) for section in fifth.plan.sections]
    assert counts == [("invitation", 2), ("introduction", 6), ("content", 16), ("implementation", 3), ("annex", 0)]
    headings = [section.heading.text for section in fifth.plan.sections if section.heading]
    assert headings == [
        "Introduction",
        "Content of the Fifth Action Plan",
        "Implementation of the Action Plan",
        "ANNEX",
    ]
    assert len(fifth.plan.rules) == 6
    assert fifth.plan.rules[3].text == "Member States proposing actions are also encouraged to lead them."
    assert place(fifth.plan.rules[3]) == (6255, 6320)


MONITORED = "document/ST-11801-2010-REV-4"
STATEMENTS = [
    ("act-date", "of 23 October 2009", "2009-10-23", None, "act/council-resolution-2009", None),
    ("period", "from 1.7.2011 to 31.12.2012", "2011-07-01", "2012-12-31", "plan/5", None),
    ("act-date", "of 23 October 2009", "2009-10-23", None, "act/council-resolution-2009", None),
    (
        "reported",
        "Council recognised that the customs authorities of the Member States play a crucial role in the fight against "
        "cross-border illicit trafficking in goods, being the first firewall between these illegal activities and the "
        "citizens of the Union; that strong cooperation between the customs authorities and between them and other "
        "competent authorities is indispensable for the fulfilment of their tasks; and that the need for a strategic "
        "framework laying down the objectives for the multi-national and multi-agency approach to customs cooperation "
        "remains",
        None,
        None,
        None,
        "organisation/council",
    ),
    (
        "reported",
        "Council also noted with satisfaction the progress that has been achieved by the implementation of its "
        "Resolution of 2 October 2003 on a strategy for customs cooperation and the subsequent work carried out by the "
        "Customs Cooperation Working Party (CCWP) and resolved to continue this work by means of a new and updated "
        "Strategy and a detailed Action Plan",
        None,
        None,
        None,
        "organisation/council",
    ),
    ("act-date", "of 2 October 2003", "2003-10-02", None, "act/council-resolution-2003", None),
    (
        "approval",
        "Article 36 Committee approved the first 3–year Action Plan (2004-2006) in December 2003",
        "2003-12",
        None,
        "plan/1",
        "organisation/cats",
    ),
    ("duration", "first 3–year Action Plan", "P3Y", None, "plan/1", None),
    (
        "review",
        "CCWP reviewed the first Action Plan during the UK Presidency in 2005",
        "2005",
        None,
        "plan/1",
        "organisation/ccwp",
    ),
    (
        "reported",
        "concluded that shorter 18–month Action Plans would provide greater flexibility to react to changing "
        "circumstances in the future",
        None,
        None,
        None,
        None,
    ),
    ("duration", "shorter 18–month Action Plans", "P1Y6M", None, None, None),
    ("period", "from 1 January 2004 until 31 December 2006", "2004-01-01", "2006-12-31", MONITORED, None),
    ("period", "from 1 January 2007 until 30 June 2008", "2007-01-01", "2008-06-30", MONITORED, None),
    ("period", "from 1 July 2008 until 31 December 2009", "2008-07-01", "2009-12-31", MONITORED, None),
    ("period", "from 1 July 2011 to 31 December 2012", "2011-07-01", "2012-12-31", "plan/5", None),
    ("quantity", "one or more", None, None, None, None),
    ("condition", "if necessary", None, None, None, None),
    (
        "condition",
        "if the Council reassesses its priorities relating to law enforcement cooperation",
        None,
        None,
        None,
        None,
    ),
    ("pending", "to be issued", None, None, "document/ST-11801-2010-REV-4", None),
]


ARGUED = [
    ("character", "According to the revised strategy for customs cooperation", "by means of Action Plans"),
    ("character", "former Article 36 Committee", "Committee"),
    ("reason", "There is a new legal framework", "security and justice"),
    ("character", "the new Action Plan incorporates", "into proposed actions"),
]


def test_statements_of_the_plan(fifth: Reading) -> None:
    """A period is said of the plan named before it, or of the document that its sentence cites in a footnote."""
    argued = [each for each in fifth.plan.statements if each.kind in {kind for kind, _, _ in ARGUED}]
    for each, (kind, first, last) in zip(argued, ARGUED, strict=True):
        assert kind == each.kind
        assert each.passage.text.startswith(first)
        assert each.passage.text.endswith(last)
    assert [
        (each.kind, each.passage.text, each.value, each.until, each.about, each.agent)
        for each in fifth.plan.statements
        if each not in argued
    ] == STATEMENTS
