"""The invented thirty-first plan: headings once in one line, last numbers, no footnotes, no marks before parties."""

from datetime import date

from siblings.content import Action, Cite, Earlier, Indicator, Own, Party, Plan, Ref, Use
from siblings.layout import (
    INDICATORS,
    LEAD,
    OBJECTIVES,
    OUTCOMES,
    PARTIES,
    TERMS,
    TIMETABLE,
    TITLE,
    Layout,
    Row,
)

COLUMNS = (TITLE, OBJECTIVES, OUTCOMES, PARTIES, INDICATORS, LEAD, TIMETABLE)

METALS = "To shed light on trade flows of gold, precious stones and recycled metals"
HEALTH = "To keep stolen and substandard medical products out of the legal supply chain"
SKILLS = "To secure the recruitment and retention of specialised staff"

PLAN = Plan(
    ordinal=31,
    first_day=date(2040, 1, 1),
    last_day=date(2041, 12, 31),
    title_tail="the strategy for customs cooperation",
    based_on=("act/strategy-2003",),
    meetings=(date(2039, 9, 20), date(2039, 11, 8)),
    forwarded_to=("CATS", "organisation/cats"),
    introduction=(
        (
            "Gold is compact, anonymous and accepted everywhere. For these reasons it serves as a means of payment "
            "among criminals, and statistics on its importation are notoriously incomplete.",
        ),
        (
            "The delegations considered at a seminar in Málaga that the ",
            Earlier(30, date(2038, 7, 1), date(2039, 12, 31)),
            " had been too broad. Accordingly, the ",
            Own(),
            " is limited to a small number of themes.",
        ),
        (
            "It takes account of the experience acquired during the ",
            Earlier(29, date(2037, 1, 1), date(2038, 6, 30)),
            " as well as of the opinion delivered by the customs laboratories of Gdańsk and Brno.",
        ),
    ),
    notes=(),
    outlook=(
        (
            "The actions of the ",
            Own(),
            " are independent of one another and may be carried out in any sequence.",
        ),
    ),
    work_areas=("precious metals", "medical products", "human resources"),
    objectives=(METALS, HEALTH, SKILLS),
    rules=(
        ("The CCWP is responsible for the implementation of this Action Plan.",),
        ("Final reports do not exceed fifteen pages.", "Annexes are not translated."),
        (
            "Should an action prove impracticable, the lead Member State proposes its termination.",
            "The CCWP decides by consensus.",
        ),
    ),
    actions=(
        Action(
            number="31.1",
            title="To improve the assessment of gold carried by couriers",
            objectives=(Use(1, METALS), Use(3, "To secure the recruitment and retention", whole=False)),
            outcomes=(
                "Bars and semi-finished jewellery are valued within one hour",
                "Enhanced exchange with financial intelligence units",
            ),
            parties=(
                Party("Europol", ("organisation/europol",)),
                Party("COM (DG TAXUD, DG Home)", ("organisation/com", "organisation/dg-taxud", "organisation/dg-home")),
                Party("Egmont Group", (), unknown=True),
            ),
            indicators=(
                Indicator("Inventory of assay equipment"),
                Indicator("Profiles of two hundred couriers, compiled from closed cases"),
                Indicator("Recommendations presented to and adopted by the CCWP", "adoption"),
            ),
            lead="Malta",
            timetable="January 2040 – October 2040",
            terms=(
                "Couriers declare semi-finished jewellery so as to circumvent the rules on cash. Most airports possess "
                "no equipment capable of determining the fineness of an alloy. The survey conducted under ",
                Ref("Action 30.3", "30.3"),
                " (",
                Cite("6014/1/39 REV 1 ENFOCUSTOM 21 EF 66", "ST-6014-2039-REV-1", ("ENFOCUSTOM 21", "EF 66")),
                ") is to be extended to airports with fewer than one million passengers.",
            ),
        ),
        Action(
            number="31.2",
            title="To identify the resale of medical devices stolen from hospitals",
            objectives=(Use(2, HEALTH),),
            outcomes=("Stolen endoscopes can be returned", "Deterrence of resellers"),
            parties=(
                Party("Eurojust", ("organisation/eurojust",)),
                Party("International organisations", ("group/international-organisations",)),
            ),
            indicators=(
                Indicator("List of serial numbers accessible to export offices"),
                Indicator("Progress report presented to the CCWP", "submission"),
            ),
            lead="Spain",
            timetable="April 2040 – January 2041",
            terms=(
                "Endoscopes disappear from hospitals and are exported as used machinery. In ",
                Cite("8896/38 ENFOCUSTOM 70 SAN 174", "ST-8896-2038-INIT", ("ENFOCUSTOM 70", "SAN 174")),
                " thirty-one such thefts are recounted; the addendum to ",
                Cite(
                    "11530/2/38 REV 2 ENFOCUSTOM 98 + ADD 3",
                    "ST-11530-2038-REV-2",
                    ("ENFOCUSTOM 98",),
                    addenda=(3,),
                ),
                " estimates the damage.",
            ),
        ),
        Action(
            number="31.3",
            title="To exchange experience on competitive remuneration for data scientists",
            objectives=(Use(3, SKILLS),),
            outcomes=("Vacancies are filled within four months",),
            parties=(Party("Customs authorities", ("group/customs-authorities",)),),
            indicators=(Indicator("Seminar attended by human resources managers"),),
            lead="Estonia and Finland",
            timetable="June 2040",
        ),
        Action(
            number="31.4",
            title="To inspect shipments of catalytic converters intended for recycling",
            objectives=(Use(1, METALS),),
            outcomes=(
                "Proceeds of theft are confiscated",
                "Recycling firms keep verifiable purchase records",
                "Transparent flows of platinum and rhodium",
            ),
            parties=(
                Party("Law Enforcement Working Party", ("organisation/lewp",)),
                Party("Europol", ("organisation/europol",)),
                Party("Member States", ("group/member-states",)),
            ),
            indicators=(
                Indicator("Joint inspections lasting ten days"),
                Indicator("Conclusions presented to the CCWP", "submission"),
                Indicator("Guide for inspectors approved by the CCWP", "approval"),
            ),
            lead="Czech Republic",
            timetable="September 2040 – May 2041",
            terms=(
                "Converters are cut from parked cars at night and crossed out of the inventory of dismantlers shortly "
                "afterwards. ",
                Ref("Actions 28.1", "28.1"),
                " and ",
                Ref("29.6", "29.6"),
                " produced a description of the routes, which the correction in ",
                Cite("9278/37 ENFOCUSTOM 76 COR 2", "ST-9278-2037-COR-2", ("ENFOCUSTOM 76",)),
                " has since put into question.",
            ),
        ),
        Action(
            number="31.5",
            title="To assemble information on weight-loss injections of unknown manufacture",
            objectives=(Use(2, HEALTH), Use(1, "To shed light on trade flows of gold", whole=False)),
            outcomes=("Health authorities are alerted on the same day",),
            parties=(
                Party("COM (OLAF)", ("organisation/com", "organisation/olaf")),
                Party("European Medicines Agency", (), unknown=True),
            ),
            indicators=(
                Indicator("Chemical analysis of sixty seizures"),
                Indicator("Analysis and study to the CCWP", "submission"),
            ),
            lead="France",
            timetable="February 2041 – July 2041",
            terms=(
                "Injections are offered in beauty parlours and by social media. The active substance is either absent "
                "or overdosed. A first description may be found in ",
                Cite("13347/3/38 ENFOCUSTOM 112 REV 3", "ST-13347-2038-REV-3", ("ENFOCUSTOM 112",)),
                ".",
            ),
        ),
        Action(
            number="31.6",
            title="Mentoring of newly appointed investigators",
            objectives=(Use(3, SKILLS),),
            outcomes=("Knowledge is handed down before retirement", "Lower turnover"),
            parties=(Party("CEPOL", ("organisation/cepol",)), Party("COM", ("organisation/com",))),
            indicators=(
                Indicator("Mentoring scheme"),
                Indicator("Scheme adopted by the CCWP", "adoption"),
            ),
            lead="Croatia",
            timetable="March 2041 – December 2041",
            terms=(
                "A third of all investigators will retire before 2045. The proposal reproduces in substance ",
                Ref("Action [27.4]", "27.4"),
                ", which could not be completed.",
            ),
        ),
    ),
)

_ROW = Row(("number>title", *COLUMNS[1:], f"#{TERMS}", "+", TERMS))

LAYOUT = Layout(
    rows=(_ROW,),
    columns=COLUMNS,
    labels={
        TITLE: "Proposed action",
        OBJECTIVES: "Strategic objective",
        OUTCOMES: "Expected results",
        PARTIES: "Partners",
        INDICATORS: "Performance indicators",
        LEAD: "Leader",
        TIMETABLE: "Timetable",
        TERMS: "Terms of Reference",
    },
    headings="once",
    headings_in_line=True,
    annex_heading="ANNEX",
    row_rule="_" * 48,
    row_pages=False,
    page_lines=50,
    page_mark="\f",
    header=("14105/1/39 REV 1 SD/bk {page}", "ANNEX LIMITE EN"),
    item_mark="{n}.",
    closing=(";", "."),
    party_mark="",
    list_mark="–",
    list_mark_alone=False,
    objective_mark="•",
    number_form="{number}",
    periods="years",
    footnotes="none",
    prose_width=80,
    box_width=96,
    decomposed=True,
    no_break_spaces=True,
)
