"""The invented fourteenth plan, of one year: a line of headings, double rules, rows without boxes."""

from datetime import date

from siblings.content import Action, Body, Cite, Earlier, Indicator, Own, Party, Plan, Ref, Use
from siblings.layout import (
    FIVE,
    INDICATORS,
    OBJECTIVES,
    OUTCOMES,
    PARTIES,
    STATUS,
    TERMS,
    TIMETABLE,
    TITLE,
    Layout,
    Row,
)

COLUMNS = (*FIVE, TIMETABLE, STATUS)

SIFT = "To sift the flood of data for the few that matter"
FIELD = "To bring findings to the officers in the field"

PLAN = Plan(
    ordinal=14,
    first_day=date(2026, 1, 1),
    last_day=date(2026, 12, 31),
    title_tail="the strategy for customs cooperation",
    based_on=("act/strategy-2003",),
    meetings=(date(2025, 11, 18),),
    forwarded_to=("CATS", "organisation/cats"),
    introduction=(
        (
            "The ",
            Earlier(13, date(2024, 1, 1), date(2025, 6, 30), 1),
            " ended in June. The ",
            Own(),
            " is confined to one year and to the first flight of an official data office.",
        ),
    ),
    notes=(Body("14211/1/23 REV 1 ENFOCUSTOM 160", document="ST-14211-2023-REV-1"),),
    outlook=(("Four actions suffice for one year.",),),
    work_areas=("data", "fieldwork"),
    objectives=(SIFT, FIELD),
    rules=(("The CCWP is responsible for the implementation of this Action Plan.",),),
    actions=(
        Action(
            number="14.1",
            title="To define what a data office is for",
            objectives=(Use(1, SIFT), Use(2, FIELD)),
            indicators=(
                Indicator("Definition of its tasks"),
                Indicator("Specification, approval by the CCWP", "approval"),
            ),
            outcomes=("Efficient use of the staff",),
            parties=(
                Party("COM (DG Home)", ("organisation/com", "organisation/dg-home")),
                Party("Europol", ("organisation/europol",)),
            ),
            timetable="January 2026 – April 2026",
            status="ongoing",
            terms=(
                "An office that is to find the few files that matter has to be defined by those who need them. Its "
                "first field of work was sketched in ",
                Cite("8200/25 ENFOCUSTOM 51", "ST-8200-2025-INIT", ("ENFOCUSTOM 51",)),
                ".",
            ),
        ),
        Action(
            number="14.2",
            title="To find officials for a first flight of the office",
            objectives=(Use(2, FIELD),),
            indicators=(Indicator("Five officials from five Member States"),),
            outcomes=("Staff with different profiles", "Findings that are confirmed in the field"),
            parties=(Party("CEPOL", ("organisation/cepol",)),),
            timetable="May 2026",
            status="not started",
        ),
        Action(
            number="14.3",
            title="To classify alerts by the harm they prevent",
            objectives=(Use(1, SIFT),),
            indicators=(
                Indicator("Classification of two hundred alerts"),
                Indicator("Report presented to and adopted by the CCWP", "adoption"),
            ),
            outcomes=("Officers read the first alerts first",),
            parties=(
                Party("COM (OLAF)", ("organisation/com", "organisation/olaf")),
                Party("COPEN", ("organisation/copen",)),
            ),
            timetable="June 2026 – October 2026",
            status="delayed",
            terms=(
                "Alerts are read in the order of their arrival. The results of ",
                Ref("Action 11.4", "11.4"),
                " (",
                Cite("10010/2/21 REV2 – ENFOCUSTOM 70", "ST-10010-2021-REV-2", ("ENFOCUSTOM 70",)),
                ") could serve as starting point for a better order.",
            ),
        ),
        Action(
            number="14.4",
            title="To confirm or drop the office",
            objectives=(Use(1, SIFT), Use(2, FIELD)),
            indicators=(Indicator("Final report to the CCWP", "submission"),),
            outcomes=("A sufficient ground for a decision",),
            parties=(Party("EU JHA agencies", ("group/eu-jha-agencies",)), Party("COM", ("organisation/com",))),
            timetable="November 2026",
            status="not started",
        ),
    ),
)

LAYOUT = Layout(
    rows=(Row(("number>title", *COLUMNS[1:], f"#{TERMS}>{TERMS}")),),
    columns=COLUMNS,
    labels={
        TITLE: "Actions",
        OBJECTIVES: "Strategic objectives",
        INDICATORS: "Indicators",
        OUTCOMES: "Expected outcomes",
        PARTIES: "Concerned parties",
        TIMETABLE: "Timetable",
        STATUS: "Status",
        TERMS: "Terms of reference:",
    },
    headings="once",
    headings_in_line=True,
    row_rule="=" * 50,
    row_pages=False,
    page_lines=52,
    page_mark="",
    footer=("– {page} –", "LIMITE EN"),
    end_rule=False,
    item_mark="–",
    party_mark="•",
    loose_items=True,
    list_mark="•",
    list_mark_alone=False,
    objective_mark="–",
    periods="months",
    footnotes="bodies",
    prose_width=76,
    box_width=100,
    ligatures=True,
    no_break_spaces=True,
)
