"""The invented seventeenth plan: bare numbers, cells side by side with wide gaps, plain rules, page numbers alone."""

from datetime import date

from siblings.content import Action, Body, Cite, Earlier, Indicator, Own, Party, Plan, Ref, Use
from siblings.layout import FIVE, INDICATORS, OBJECTIVES, OUTCOMES, PARTIES, TERMS, TITLE, Layout, Row, headings_first

GATES = "To see to it that every gate of the Union is equally strong"
MINDS = "To think ahead of those who smuggle"

PLAN = Plan(
    ordinal=17,
    first_day=date(2030, 7, 1),
    last_day=date(2031, 12, 31),
    title_tail="the strategy for customs cooperation",
    based_on=("act/strategy-2003",),
    meetings=(date(2030, 1, 22),),
    forwarded_to=("CATS", "organisation/cats"),
    introduction=(
        (
            "The ",
            Earlier(16, date(2029, 1, 1), date(2030, 6, 30), 1),
            " has been implemented. The ",
            Own(),
            " looks at what lies ahead.",
        ),
    ),
    notes=(Body("6001/3/28 REV 3 ENFOCUSTOM 22", document="ST-6001-2028-REV-3"),),
    outlook=(("The plan was written after three exercises in which officers played smugglers.",),),
    work_areas=("exercises", "weak gates", "foresight"),
    objectives=(GATES, MINDS),
    rules=(
        (
            "The CCWP is responsible for the implementation of this Action Plan.",
            "A project group has at most ten members.",
        ),
    ),
    actions=(
        Action(
            number="17.1",
            title="To let officers play smugglers in five ports",
            objectives=(Use(2, MINDS),),
            indicators=(Indicator("Record of each exercise"), Indicator("Report to the CCWP", "submission")),
            outcomes=("Gaps are found before others find them", "Officers enjoy their work"),
            parties=(Party("COM", ("organisation/com",)), Party("Europol", ("organisation/europol",))),
            terms=(
                "An exercise in 2029 showed more than ten reports had. The project group will repeat it (",
                Cite("11200/1/29 REV 1 ENFOCUSTOM 95", "ST-11200-2029-REV-1", ("ENFOCUSTOM 95",)),
                ").",
            ),
        ),
        Action(
            number="17.2",
            title="To grade the gates",
            objectives=(
                Use(None, "Giving each gate a grade by rules that all Member States have agreed to", whole=False),
            ),
            indicators=(Indicator("Table of grades, approval by the CCWP", "approval"),),
            outcomes=("Help goes to the weakest",),
            parties=(Party("FRONTEX", ("organisation/frontex",)), Party("Frontier Forum", (), unknown=True)),
            terms=("Grades hurt, and that is what they are for.",),
        ),
        Action(
            number="17.3",
            title="To write ten stories of the future",
            objectives=(Use(1, GATES), Use(2, MINDS)),
            indicators=(Indicator("Ten stories of two pages each"),),
            outcomes=("Fewer surprises",),
            parties=(
                Party("CEPOL", ("organisation/cepol",)),
                Party("WCO", ("organisation/wco",)),
                Party("LEWP", ("organisation/lewp",)),
            ),
            terms=(
                "Stories are remembered, tables are not. ",
                Ref("Action 14.1", "14.1"),
                " and ",
                Ref("Action 16.1", "16.1"),
                " could have used them.",
            ),
        ),
        Action(
            number="17.4",
            title="To end what nobody needs",
            objectives=(Use(1, GATES),),
            indicators=(Indicator("List of reports that nobody reads"),),
            outcomes=("Time for work at the gates",),
            terms=("Forty reports are written each year and four are read.",),
        ),
    ),
)

_BOX = (f"#{TERMS}", "+", TERMS)

LAYOUT = Layout(
    rows=(
        headings_first(FIVE),
        Row(
            (
                *("#title", "#objectives", "title~objectives", "#indicators", "indicators", "#outcomes", "outcomes"),
                *("#parties", "parties", *_BOX),
            ),
            tangle="apart",
        ),
        headings_first(FIVE),
        headings_first(FIVE),
    ),
    labels={
        TITLE: "Proposed action",
        OBJECTIVES: "Objectives",
        INDICATORS: "Performance indicator",
        OUTCOMES: "Expected result",
        PARTIES: "Partners",
        TERMS: "Terms of reference",
    },
    annex_heading="Annex",
    row_rule="." * 30,
    row_pages=False,
    page_lines=38,
    page_mark="\f",
    header=("LIMITE",),
    footer=("{page}",),
    item_mark="-",
    party_mark="–",
    list_mark="o",
    list_mark_alone=False,
    number_form="{last}.",
    periods="numeric",
    numerals=True,
    headings_of_sections="{upper}",
    footnotes="bodies",
    prose_width=92,
    box_width=92,
)
