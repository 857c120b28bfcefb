"""The invented eleventh plan: numbers before titles or before all, capitals, collapsed marks, rows without boxes."""

from datetime import date

from siblings.content import Action, Body, Cite, Earlier, Indicator, Own, Party, Plan, Ref, Use
from siblings.layout import FIVE, INDICATORS, OBJECTIVES, OUTCOMES, PARTIES, TERMS, TITLE, Layout, Row

WATCH = "To watch the external borders with the means of all Member States"
SHARE = "To share intelligence without delay"
LEARN = "To learn from failures as well as from successes"

PLAN = Plan(
    ordinal=11,
    first_day=date(2020, 7, 1),
    last_day=date(2021, 12, 31),
    status="",
    title_tail="the Council Resolution of 23 October 2009 on a reinforced strategy for customs cooperation and the "
    "revised strategy for customs cooperation in the third pillar",
    based_on=("act/council-resolution-2009", "act/revised-strategy-2009"),
    meetings=(date(2020, 1, 21), date(2020, 2, 18)),
    forwarded_to=("CATS", "organisation/cats"),
    introduction=(
        (
            "The ",
            Earlier(10, date(2019, 1, 1), date(2020, 6, 30), 1),
            " has been implemented, and its results are on the table of the CCWP",
            ". The ",
            Own(),
            " builds on them.",
        ),
    ),
    notes=(Body("12077/3/18 REV 3 ENFOCUSTOM 190", document="ST-12077-2018-REV-3"),),
    outlook=(("The plan follows the calendar of the Presidencies.",),),
    work_areas=("external borders", "intelligence", "evaluation"),
    objectives=(WATCH, SHARE, LEARN),
    rules=(
        ("The CCWP is responsible for the implementation of this Action Plan.",),
        ("If the Council sets other priorities, the CCWP will change the plan.",),
    ),
    actions=(
        Action(
            number="11.1",
            title="To watch small craft at night",
            objectives=(Use(1, WATCH), Use(3, LEARN)),
            indicators=(
                Indicator("Nights of joint observation"),
                Indicator("Report and recommendations presented to and adopted by the CCWP", "adoption"),
            ),
            outcomes=("Fewer landings that nobody sees", "Trust between the crews"),
            parties=(
                Party("COM", ("organisation/com",)),
                Party("FRONTEX", ("organisation/frontex",)),
                Party("Europol", ("organisation/europol",)),
            ),
            terms=(
                "Small craft land at night where nobody waits for them but their partners. The project group will "
                "observe four coasts for two nights each (recommendations of the ",
                Ref("Actions 4.1", "4.1"),
                " and ",
                Ref("6.1", "6.1"),
                ", documents ",
                Cite(
                    "15653/1/10 REV 1 ENFOCUSTOM 99 + COR 1", "ST-15653-2010-REV-1", ("ENFOCUSTOM 99",), corrigenda=(1,)
                ),
                " and ",
                Cite("14001/14 ENFOCUSTOM 120", "ST-14001-2014-INIT", ("ENFOCUSTOM 120",)),
                ").",
            ),
        ),
        Action(
            number="11.2",
            title="To measure how fast requests are answered",
            objectives=(Use(2, SHARE),),
            indicators=(Indicator("Median time from request to answer, report to the CCWP", "submission"),),
            outcomes=("Requests under the Naples II Convention are answered within ten days",),
            parties=(Party("COM (OLAF)", ("organisation/com", "organisation/olaf")), Party("UNODC", (), unknown=True)),
        ),
        Action(
            number="11.3",
            title="To write down what went wrong in three operations",
            objectives=(Use(3, LEARN),),
            indicators=(Indicator("Three honest accounts"), Indicator("Lessons, approval by the CCWP", "approval")),
            outcomes=("The same mistake is not made twice",),
            terms=(
                "Reports of operations tell of seizures, seldom of what was missed. “Lessons from an operation” (",
                Cite("8855/2/17 REV 2 ENFOCUSTOM 91", "ST-8855-2017-REV-2", ("ENFOCUSTOM 91",)),
                ") is an exception.",
            ),
        ),
        Action(
            number="11.4",
            title="To agree on one form for alerts",
            objectives=(Use(2, SHARE), Use(3, LEARN)),
            indicators=(Indicator("Sheets of paper replaced by one electronic form for alerts on ships and crews"),),
            outcomes=("Alerts arrive in minutes and are read by the officer on duty",),
            parties=(Party("Europol", ("organisation/europol",)), Party("LEWP", ("organisation/lewp",))),
            terms=(
                "Alerts are still sent by fax. The final report of ",
                Ref("Action 9.4", "9.4"),
                " (",
                Cite("9966/19 ENFOCUSTOM 101", "ST-9966-2019-INIT", ("ENFOCUSTOM 101",)),
                ") stated that ‘sheets of paper replaced by one electronic form for alerts on ships and crews would "
                "save two hours for each alert’.",
            ),
        ),
        Action(
            number="11.5",
            title="To name the weak points of a port",
            objectives=(Use(1, WATCH),),
            indicators=(),
            outcomes=("Plan of the weak points of a port",),
            parties=(Party("FRONTEX", ("organisation/frontex",)),),
            terms=("A port is as strong as its weakest gate.",),
            open_cells=(OUTCOMES,),
        ),
    ),
)

_NUMBER_IN_FRONT = Row(("number", *(f"#{name}" for name in FIVE), *FIVE, f"#{TERMS}>{TERMS}"))
_WITHOUT_A_HEADING = Row(tuple(part for part in _NUMBER_IN_FRONT.parts if part != f"#{OUTCOMES}"))

LAYOUT = Layout(
    rows=(
        Row(
            (
                *("#title", "number>title", "#objectives", "+", "objectives", "#indicators", "+", "indicators"),
                *("#outcomes", "+", "outcomes", "#parties", "parties", f"#{TERMS}>{TERMS}"),
            ),
            collapsed=2,
        ),
        _WITHOUT_A_HEADING,
        _NUMBER_IN_FRONT,
        Row(
            (
                *("#title", "number>title", "#objectives", "objectives", "#indicators", "#outcomes"),
                *("indicators~outcomes", "#parties", "parties", f"#{TERMS}>{TERMS}"),
            ),
            tangle="shared",
            tangled_number=False,
        ),
        _NUMBER_IN_FRONT,
    ),
    labels={
        TITLE: "PROPOSED ACTION",
        OBJECTIVES: "STRATEGIC OBJECTIVES",
        INDICATORS: "PERFORMANCE INDICATOR(S)",
        OUTCOMES: "POSSIBLE OUTCOME(S)",
        PARTIES: "OTHER CONCERNED PARTIES",
        TERMS: "TERMS OF REFERENCE:",
    },
    row_rule="_" * 60,
    row_pages=False,
    page_lines=60,
    page_mark=" ",
    footer=("6220/20 HvdH/hm {page}", "JAI.1 EN"),
    own_numbers=True,
    objective_mark="({n})",
    number_form="{number}",
    headings_of_sections="{heading}",
    footnotes="column",
)
