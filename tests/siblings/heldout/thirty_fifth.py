"""The invented thirty-fifth plan: headings on every page, no marks for pages, starred rules, last numbers, no notes."""

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
    no_headings,
)

COLUMNS = (TITLE, OBJECTIVES, PARTIES, OUTCOMES, INDICATORS, TIMETABLE, LEAD)

CASH = "To increase the transparency of cash movements and virtual assets"
TRUST = "To preserve confidence in authorised economic operators and customs representatives"
TOOLS = "To make technical equipment available to all administrations on fair conditions"

PLAN = Plan(
    ordinal=35,
    first_day=date(2045, 1, 1),
    last_day=date(2046, 12, 31),
    title_tail="the Council Resolution on a reinforced strategy for customs cooperation",
    based_on=("act/council-resolution-2009",),
    meetings=(date(2044, 10, 11), date(2044, 11, 8)),
    forwarded_to=("CATS", "organisation/cats"),
    introduction=(
        (
            "Banknotes are the preferred means of payment in illicit trade, while virtual assets are gaining ground. "
            "The delegations expressed regret that the ",
            Earlier(34, date(2044, 1, 1), date(2044, 12, 31)),
            " had been silent on both.",
        ),
        (
            "Pending its completion, the ",
            Own(),
            " addresses the subject from the perspective of customs. Supervisory matters fall outside its scope.",
        ),
        (
            "Operators enjoying simplified procedures have been implicated in three large investigations since the ",
            Earlier(33, date(2043, 1, 1), date(2043, 12, 31)),
            ", which gives cause for reflection.",
        ),
    ),
    notes=(),
    outlook=(
        ("Each action concludes with a written product which can be used in training.",),
        (
            "The ",
            Own(),
            " does not entail additional expenditure for the general budget.",
        ),
    ),
    work_areas=("cash and virtual assets", "authorised operators", "equipment"),
    objectives=(CASH, TRUST, TOOLS),
    rules=(
        ("The CCWP is responsible for the implementation of this Action Plan.",),
        ("Any Member State may join an action at any time.",),
        (
            "Where an action overlaps with work in another forum, it is suspended.",
            "The CCWP decides on its resumption.",
        ),
    ),
    actions=(
        Action(
            number="35.1",
            title="To recognise hardware wallets and recovery phrases during baggage controls",
            objectives=(Use(1, CASH), Use(3, TOOLS)),
            parties=(
                Party("Europol", ("organisation/europol",)),
                Party("CEPOL", ("organisation/cepol",)),
                Party("Egmont Group", (), unknown=True),
            ),
            outcomes=(
                "Officers identify storage media which contain virtual assets",
                "Uniform practice as regards temporary detention",
                "Reliable figures",
            ),
            indicators=(
                Indicator("Training module of two days"),
                Indicator("Pocket guide approved by the CCWP", "approval"),
            ),
            timetable="January 2045 – October 2045",
            lead="Estonia",
            terms=(
                "A sheet of paper with 24 words may represent a fortune. The definitions contained in ",
                Cite("7916/44 ENFOCUSTOM 58 EF 139", "ST-7916-2044-INIT", ("ENFOCUSTOM 58", "EF 139")),
                " should be translated into instructions for officers who control travellers.",
            ),
        ),
        Action(
            number="35.2",
            title="To reassess operators whose authorisation has never been reviewed",
            objectives=(Use(2, TRUST),),
            parties=(
                Party("COM (DG TAXUD)", ("organisation/com", "organisation/dg-taxud")),
                Party("Customs Union Group", ("organisation/customs-union-group",)),
            ),
            outcomes=("Authorisations correspond to actual conditions", "Changes of ownership are notified promptly"),
            indicators=(
                Indicator("List of indicators of infiltration"),
                Indicator("Findings from 120 reassessments"),
                Indicator("Recommendations adopted by the CCWP", "adoption"),
            ),
            timetable="March 2045 – March 2046",
            lead="France and Poland",
            terms=(
                "Companies have been acquired for the sole purpose of using their authorisation. As set out in ",
                Cite(
                    "10037/2/43 REV 2 ENFOCUSTOM 85 UD 171 + COR 2",
                    "ST-10037-2043-REV-2",
                    ("ENFOCUSTOM 85", "UD 171"),
                    corrigenda=(2,),
                ),
                " and in the summary of ",
                Ref("Action 31.6", "31.6"),
                ", the new owners usually appear as employees for some months. The project group will propose at what "
                "intervals, and on what occasions, an authorisation ought to be reviewed.",
            ),
        ),
        Action(
            number="35.3",
            title="Shared use of mobile laboratories",
            objectives=(Use(3, TOOLS),),
            parties=(Party("Member States", ("group/member-states",)),),
            outcomes=("Analyses are available on the spot within 40 minutes",),
            indicators=(Indicator("Booking calendar"), Indicator("Specification of minimum equipment")),
            timetable="May 2045 – December 2045",
            lead="Austria",
        ),
        Action(
            number="35.4",
            title="To disrupt courier networks carrying the proceeds of crime to third countries",
            objectives=(Use(1, "To increase the transparency of cash movements", whole=False),),
            parties=(
                Party("Eurojust", ("organisation/eurojust",)),
                Party("COM (OLAF, DG Home)", ("organisation/com", "organisation/olaf", "organisation/dg-home")),
                Party("parties at the external borders", ("group/parties-at-the-external-borders",)),
            ),
            outcomes=("Routes shift less quickly than controls", "Confiscation becomes the rule"),
            indicators=(
                Indicator("Two operational phases of 10 days each"),
                Indicator("Evaluation to be presented to the CCWP", "submission"),
            ),
            timetable="September 2045 – June 2046",
            lead="Ireland",
            terms=(
                "Couriers declare considerable sums and submit invoices for vehicles or jewellery. Verification takes "
                "weeks. Drawing on ",
                Ref("Actions 26.3", "26.3"),
                ", ",
                Ref("29.1", "29.1"),
                " and ",
                Ref("33.3", "33.3"),
                ", as well as on documents ",
                Cite("12555/44 ENFOCUSTOM 112", "ST-12555-2044-INIT", ("ENFOCUSTOM 112",)),
                " and ",
                Cite("5218/1/45 REV 1", "ST-5218-2045-REV-1"),
                ", declarations will be compared with those lodged on arrival.",
            ),
        ),
        Action(
            number="35.5",
            title="To analyse offences committed by customs representatives",
            objectives=(Use(2, TRUST), Use(1, CASH)),
            parties=(
                Party("International Chamber of Commerce", (), unknown=True),
                Party("COM", ("organisation/com",)),
            ),
            outcomes=("Representatives with a criminal record are excluded",),
            indicators=(Indicator("Analysis and proposals, approval by CATS", "approval", by="organisation/cats"),),
            timetable="January 2046 – September 2046",
            lead="Sweden",
            terms=(
                "Anyone may act as indirect representative in 11 Member States. ",
                Ref("Action 4", "4", plan=2),
                " of the second Action Plan recommended registration.",
            ),
        ),
        Action(
            number="35.6",
            title="To agree upon maintenance of backscatter vans",
            objectives=(Use(3, TOOLS),),
            parties=(Party("WCO", ("organisation/wco",)),),
            outcomes=("Vans remain operational throughout the year", "Lower prices for spare parts"),
            indicators=(
                Indicator("Framework contract"),
                Indicator("Report on availability, submission to the CCWP", "submission"),
            ),
            timetable="April 2046 – December 2046",
            lead="Croatia",
            terms=(
                "One van out of four is out of order at any given moment, see ",
                Cite("11190/3/44 ENFOCUSTOM 100 REV 3", "ST-11190-2044-REV-3", ("ENFOCUSTOM 100",)),
                ".",
            ),
        ),
    ),
)

LAYOUT = Layout(
    rows=(no_headings(COLUMNS, box=(f"#{TERMS}", TERMS)),),
    columns=COLUMNS,
    labels={
        TITLE: "Actions",
        OBJECTIVES: "Strategic objective(s)",
        PARTIES: "Concerned parties",
        OUTCOMES: "Expected results",
        INDICATORS: "Performance indicator(s)",
        TIMETABLE: "Timeframe",
        LEAD: "Lead country",
        TERMS: "Terms of Reference",
    },
    headings="pages",
    annex_heading="ANNEX I",
    row_rule="* * * * *",
    row_pages=False,
    page_lines=52,
    page_mark="",
    header=("14420/44 CS/mm",),
    footer=("- {page} -", "JAI.1 EN"),
    item_mark="-",
    closing=(",", "."),
    party_mark="",
    list_mark="-",
    list_mark_alone=False,
    objective_mark="•",
    number_form="{last}.",
    periods="years",
    numerals=True,
    headings_of_sections="{number}. {heading}",
    footnotes="none",
    newline="\r\n",
    prose_width=78,
    box_width=92,
    ligatures=True,
    no_break_spaces=True,
    hyphenated=True,
)
