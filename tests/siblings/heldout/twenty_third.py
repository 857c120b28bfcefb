"""The invented twenty-third plan, of one year: a running table, lead and timetable, no parties, soft hyphens."""

from datetime import date

from siblings.content import Action, Body, Cite, Earlier, Indicator, Note, Own, Plan, Ref, Use
from siblings.layout import INDICATORS, LEAD, OBJECTIVES, OUTCOMES, TERMS, TIMETABLE, TITLE, Layout, no_headings

COLUMNS = (TITLE, LEAD, OBJECTIVES, OUTCOMES, INDICATORS, TIMETABLE)

HERITAGE = "To protect cultural heritage and endangered species against unlawful trade"
DIGITAL = "To adapt enforcement to digital commerce"
CAPACITY = "To build capacity in those administrations which request assistance"

PLAN = Plan(
    ordinal=23,
    first_day=date(2034, 1, 1),
    last_day=date(2034, 12, 31),
    title_tail="the strategy for customs cooperation",
    based_on=("act/strategy-2003",),
    meetings=(date(2033, 9, 14), date(2033, 9, 15), date(2033, 10, 20)),
    forwarded_to=("CATS", "organisation/cats"),
    introduction=(
        (
            "Pending the revision of the strategy for customs cooperation, the delegations agreed on an Action Plan "
            "limited to one calendar year. It succeeds the ",
            Earlier(22, date(2032, 7, 1), date(2033, 12, 31), 1),
            " and carries over one of its actions.",
        ),
        (
            "The ",
            Own(),
            " also responds to the conclusions of the seminar held in Kraków and Logroño and to the invitation of the "
            "Council to address electronic commerce",
            Note(2),
            ".",
        ),
    ),
    notes=(
        Body("5108/4/32 REV 4 ENFOCUSTOM 12", document="ST-5108-2032-REV-4"),
        Body("10773/33 ENFOCUSTOM 95 COSI 130", document="ST-10773-2033-INIT"),
    ),
    outlook=(
        ("Only activities which can be completed within twelve months have been included.",),
        ("Each action is led by at least one Member State, and the date of completion is indicated.",),
    ),
    work_areas=("cultural property", "wildlife trade", "electronic commerce"),
    objectives=(HERITAGE, DIGITAL, CAPACITY),
    rules=(
        ("The CCWP is responsible for the implementation of this Action Plan.",),
        ("The leading Member State keeps the Presidency informed of any delay.",),
        ("Expenditure is borne by the participating administrations.",),
    ),
    actions=(
        Action(
            number="23.1",
            title="To intensify checks on archaeological objects leaving conflict zones",
            lead="Italy",
            objectives=(Use(1, HERITAGE), Use(3, CAPACITY)),
            outcomes=(
                "Suspicious provenance is recognised before release",
                "Close links with museums and universities",
            ),
            indicators=(
                Indicator("Checklist for the examination of export certificates"),
                Indicator("Report presented to and adopted by the CCWP", "adoption"),
            ),
            timetable="January 2034 – June 2034",
            terms=(
                "Objects looted from excavations are frequently accompanied by forged certificates and are held in "
                "free ports until public attention has subsided. The specialised unit at Cáceres has offered to host "
                "the experts. According to ",
                Cite("8190/1/33 REV 1 ENFOCUSTOM 66 CULT 41", "ST-8190-2033-REV-1", ("ENFOCUSTOM 66", "CULT 41")),
                ", three quarters of the detained objects could not be attributed to an excavation site.",
            ),
        ),
        Action(
            number="23.2",
            title="To harmonise the handling of live reptiles and birds after detention",
            lead="Belgium and Portugal",
            objectives=(Use(1, HERITAGE),),
            outcomes=("Lower mortality of detained animals",),
            indicators=(Indicator("Directory of rescue centres, approval by the CCWP", "approval"),),
            timetable="March 2034 – October 2034",
        ),
        Action(
            number="23.3",
            title="To explore data supplied voluntarily by online marketplaces",
            lead="Netherlands",
            objectives=(Use(2, DIGITAL), Use(3, CAPACITY)),
            outcomes=(
                "Automated matching of sellers and declarations",
                "Undervaluation is identified earlier",
                "Administrations without analysts obtain support",
            ),
            indicators=(
                Indicator("Technical specification of the dataset"),
                Indicator("Privacy impact assessment"),
                Indicator("Final report to the CCWP", "submission"),
            ),
            timetable="January 2034 – November 2034",
            terms=(
                "Two marketplaces have signalled their readiness to transmit seller identities on a trial basis. The "
                "legal conditions were set out under ",
                Ref("Action 22.5", "22.5"),
                " (",
                Cite("11320/2/33 REV 2 ENFOCUSTOM 99 + COR 1", "ST-11320-2033-REV-2", ("ENFOCUSTOM 99",), (1,)),
                "). The trial will be confined to four product categories: footwear, toys, perfumes and batteries. "
                "Personal data are deleted once the trial is concluded.",
            ),
        ),
        Action(
            number="23.4",
            title="To assist smaller administrations in deploying X-ray image libraries",
            lead="Malta and Cyprus",
            objectives=(Use(3, CAPACITY),),
            outcomes=("Comparable quality of image interpretation",),
            indicators=(
                Indicator("Shared library comprising two thousand images"),
                Indicator("Feedback from the users, report to the CCWP", "submission"),
            ),
            timetable="May 2034 – December 2034",
            terms=(
                "Image interpretation relies on reference material which small administrations cannot assemble alone. "
                "Pursuant to the recommendations of ",
                Ref("Action 18.6", "18.6", plan=18),
                " of the eighteenth Action Plan (document ",
                Cite("15012/27 ENFOCUSTOM 133", "ST-15012-2027-INIT", ("ENFOCUSTOM 133",)),
                "), the library will be hosted in Plzeň free of charge.",
            ),
        ),
    ),
)

LAYOUT = Layout(
    rows=(no_headings(COLUMNS, box=(f"#{TERMS}", TERMS)),),
    columns=COLUMNS,
    labels={
        TITLE: "Proposed actions",
        LEAD: "Lead Member State(s)",
        OBJECTIVES: "Strategic objectives",
        OUTCOMES: "Expected results",
        INDICATORS: "Performance indicators",
        TIMETABLE: "Timetable",
        TERMS: "Terms of reference",
    },
    headings="pages",
    headings_in_line=True,
    row_pages=False,
    page_lines=36,
    page_mark="\f",
    header=("11840/33 RW/dk {page}", "LIMITE EN"),
    item_mark="",
    party_mark="",
    list_mark="▪",
    list_mark_alone=False,
    objective_mark="–",
    number_form="{last}",
    periods="months",
    numerals=True,
    headings_of_sections="{number}. {heading}",
    footnotes="bodies",
    prose_width=78,
    box_width=96,
    soft_hyphens=True,
    decomposed=True,
)
