"""The invented fifty-third plan, in the fifth's own columns: numbers of notes in a column, two headings together."""

from datetime import date

from siblings.content import Action, Body, Cite, Earlier, Indicator, Note, Own, Party, Plan, Ref, Use
from siblings.layout import FIVE, INDICATORS, OBJECTIVES, OUTCOMES, PARTIES, TERMS, TITLE, Layout, each, some

RAIL = "To secure the rail corridors from Asia and to improve controls at inland terminals"
PARTS = "To take counterfeit vehicle and aircraft parts off the market"
INTEGRITY = "To shield customs officers from bribery, threats and infiltration"

PLAN = Plan(
    ordinal=53,
    first_day=date(2078, 1, 1),
    last_day=date(2079, 6, 30),
    title_tail="the Council Resolution of 23 October 2009 on a reinforced strategy for customs cooperation and the "
    "revised strategy for customs cooperation in the third pillar",
    based_on=("act/council-resolution-2009", "act/revised-strategy-2009"),
    meetings=(date(2077, 5, 11), date(2077, 9, 6)),
    forwarded_to=("CATS", "organisation/cats"),
    introduction=(
        (
            "A freight train from the east now reaches the Union every nineteen minutes. When the ",
            Earlier(51, date(2072, 1, 1), date(2073, 12, 31), 1),
            " was drawn up, rail transport was still considered a matter of local concern to two Member States.",
        ),
        (
            "The period of validity of the ",
            Earlier(52, date(2074, 1, 1), date(2075, 6, 30), 2),
            " was extended twice at the request of successive Presidencies. Its evaluation",
            Note(3),
            " revealed that controls had moved inland, whereas scanners and dogs had stayed at the frontier.",
        ),
        (
            "In its Resolution of 23 October 2009",
            Note(4),
            " the Council called for practical results. The ",
            Own(),
            " is confined to measures that can be completed with the means at hand.",
        ),
    ),
    notes=(
        Body("9871/2/71 REV 2 ENFOCUSTOM 88", document="ST-9871-2071-REV-2"),
        Body("14402/3/73 REV 3 ENFOCUSTOM 141 COSI 206", document="ST-14402-2073-REV-3"),
        Body("12260/76 ENFOCUSTOM 118", document="ST-12260-2076-INIT"),
        Body("OJ C 260, 30.10.2009, p. 1", journal="OJ C 260, 2009-10-30, 1"),
    ),
    outlook=(
        ("Three delegations entered a reservation of substance on one action, which has been deleted.",),
        ("What remains met with unanimous support.",),
    ),
    work_areas=("rail freight", "product safety", "professional integrity", "exchange of intelligence"),
    objectives=(RAIL, PARTS, INTEGRITY),
    rules=(
        ("The CCWP is responsible for the implementation of this Action Plan.",),
        (
            "A project group may be joined at any time.",
            "Observers have the right to speak but do not take part in decisions.",
        ),
        ("At the end of each Presidency, the CCWP takes stock of the progress achieved.",),
    ),
    actions=(
        Action(
            number="53.1",
            title="To compare consignment notes with the weights measured at gauge-changing stations",
            objectives=(Use(1, RAIL),),
            indicators=(
                Indicator("Weighing data from four stations, covering twelve weeks"),
                Indicator("List of recurrent discrepancies"),
                Indicator("Analysis with recommendations, presented to and adopted by the CCWP", "adoption"),
            ),
            outcomes=(
                "Overloaded wagons are singled out before trains are split up",
                "False descriptions of goods come to light",
            ),
            parties=(
                Party("COM (DG TAXUD, OLAF)", ("organisation/com", "organisation/dg-taxud", "organisation/olaf")),
                Party("Organisation for Cooperation between Railways", (), unknown=True),
                Party("Europol", ("organisation/europol",)),
            ),
            terms=(
                "Where the gauge changes, each wagon has to be lifted and can be weighed at no extra cost. In a single "
                "month, eleven per cent of them proved heavier than declared (",
                Cite("6633/1/77 REV 1 ENFOCUSTOM 42 TRANS 119", "ST-6633-2077-REV-1", ("ENFOCUSTOM 42", "TRANS 119")),
                "). The project group will examine whether the figures can be passed on to risk analysis centres "
                "without delay. In doing so, it should build on the recommendations of ",
                Ref("Action 48.2", "48.2"),
                ", which have been put into practice by only a few administrations.",
            ),
        ),
        Action(
            number="53.2",
            title="Best practice in the sealing of trains that cross several Member States",
            objectives=(
                Use(1, "To improve controls at inland terminals", whole=False),
                Use(3, INTEGRITY),
            ),
            indicators=(Indicator("Comparative report to the CCWP, approval by the CCWP", "approval"),),
            outcomes=("Fewer stops for the renewal of seals",),
            parties=(
                Party("border guards", ("group/border-guards",)),
                Party("Customs administrations", ("group/customs-authorities",)),
            ),
            terms=(
                "A train bound for the Atlantic coast may be resealed up to five times. Following ",
                Ref("Action [50.3]", "50.3"),
                " of the CCWP Action Plan – “To agree on one record of seal numbers” (",
                Cite("8840/2/75 REV 2 ENFOCUSTOM 71 + COR 1", "ST-8840-2075-REV-2", ("ENFOCUSTOM 71",), (1,)),
                ") – such a record exists, but nobody is obliged to consult it.",
            ),
        ),
        Action(
            number="53.3",
            title="To trace forged certificates of airworthiness back to their authors",
            objectives=(Use(2, PARTS),),
            indicators=(
                Indicator("Specimens of genuine and forged certificates"),
                Indicator("Interim report to the CCWP", "submission"),
            ),
            outcomes=(
                "Authenticity can be verified within one working day",
                "Workshops report offers that are too good to be true",
                "Investigations are directed against printers as well as dealers",
            ),
            parties=(
                Party("Eurojust", ("organisation/eurojust",)),
                Party("European Union Aviation Safety Agency", (), unknown=True),
                Party("COM (DG MOVE)", ("organisation/com",), unknown=True),
            ),
            terms=(
                "Turbine blades, fasteners and brake units are traded together with papers that withstand a cursory "
                "glance. The issue was touched upon under ",
                Ref("Actions 44.1", "44.1"),
                " and ",
                Ref("46.5", "46.5"),
                ". Meanwhile, document ",
                Cite("11954/76 ENFOCUSTOM 115 AVIATION 87", "ST-11954-2076-INIT", ("ENFOCUSTOM 115", "AVIATION 87")),
                " has brought together thirty-one cases, most of which lead to the same three printing shops.",
            ),
        ),
        Action(
            number="53.4",
            title="To withdraw dangerous brake pads and airbags from online sale",
            objectives=(Use(2, PARTS), Use(1, RAIL)),
            indicators=(
                Indicator("Purchases made by way of sample on nine websites"),
                Indicator("Test results made available to market surveillance authorities"),
                Indicator("Number of offers removed"),
            ),
            outcomes=("Buyers are warned", "Repeat offenders lose their accounts"),
        ),
        Action(
            number="53.5",
            title="To examine how criminal organisations approach customs staff",
            objectives=(Use(3, INTEGRITY),),
            indicators=(
                Indicator("Anonymous survey in at least fourteen administrations"),
                Indicator("Typology of approaches, to be submitted to CATS", "submission", by="organisation/cats"),
            ),
            outcomes=(
                "Staff recognise the first favour as what it is",
                "Managers know whom to turn to",
            ),
            parties=(
                Party("EU JHA agencies", ("group/eu-jha-agencies",)),
                Party("Council of Europe (GRECO)", (), unknown=True),
                Party("MS", ("group/member-states",)),
            ),
            terms=(
                "The first step is hardly ever an offer of money: it is a question asked at the gym, a loan among "
                "friends, a photograph of the children. As early as ",
                Ref("Action 9", "9", plan=2),
                " of the second Action Plan it was noted that small offices are the most exposed. More recent findings "
                "are contained in ",
                Cite("13313/3/76 REV3 – ENFOCUSTOM 129", "ST-13313-2076-REV-3", ("ENFOCUSTOM 129",)),
                " and in ",
                Cite("5044/77 ENFOCUSTOM 3 COR 1", "ST-5044-2077-COR-1", ("ENFOCUSTOM 3",)),
                ". The project group will consider (1) vetting before recruitment, (2) rotation of posts and (3) the "
                "protection of those who speak up.",
            ),
        ),
        Action(
            number="53.6",
            title="To stage joint controls on the three busiest corridors",
            objectives=(Use(1, RAIL), Use(2, PARTS)),
            indicators=(
                Indicator("Operational plan approved by the CCWP", "approval"),
                Indicator("Two periods of intensified controls, each lasting ten days"),
                Indicator("Evaluation, submitted to the CCWP", "submission"),
            ),
            outcomes=("Knowledge of the timetables and habits of carriers",),
            parties=(
                Party("FRONTEX", ("organisation/frontex",)),
                Party("Law enforcement authorities", ("group/law-enforcement-authorities",)),
            ),
            terms=(
                "Unlike lorries, trains cannot turn round. This advantage has never been exploited in a systematic "
                "manner; the experiment under ",
                Ref("Action 27.3", "27.3"),
                " was abandoned owing to a strike (",
                Cite("10287/2/46 ENFOCUSTOM 93 REV 2", "ST-10287-2046-REV-2", ("ENFOCUSTOM 93",)),
                ").",
            ),
        ),
    ),
)

_EACH = each(FIVE)
_LAST_TWO = some(FIVE, own=4)

LAYOUT = Layout(
    rows=(_EACH, _LAST_TWO, _LAST_TWO, _EACH, _EACH, _LAST_TWO),
    labels={
        TITLE: "Proposed action",
        OBJECTIVES: "Strategic objectives",
        INDICATORS: "Performance indicator",
        OUTCOMES: "Possible outcome(s)",
        PARTIES: "Other concerned parties",
        TERMS: "Terms of reference",
    },
    annex_heading="ANNEX",
    end_rule=True,
    page_mark="\f",
    page_lines=54,
    footer=("13207/1/77 REV 1 MB/tk {page}", "DG D 2B LIMITE EN"),
    item_mark="({n})",
    closing=(";", "."),
    party_mark="-",
    list_mark="o",
    list_mark_alone=True,
    objective_mark="-",
    number_form="{number}",
    periods="numeric",
    headings_of_sections="{heading}",
    footnotes="column",
    prose_width=96,
    box_width=160,
    straight_quotes=True,
)
