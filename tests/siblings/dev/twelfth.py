"""The invented twelfth plan, of two years: form feeds, headings on every page, a lead, words divided."""

from datetime import date

from siblings.content import Action, Body, Cite, Earlier, Indicator, Note, Own, Party, Plan, Ref, Use
from siblings.layout import INDICATORS, LEAD, OBJECTIVES, OUTCOMES, PARTIES, TERMS, TITLE, Layout, no_headings

COLUMNS = (TITLE, OBJECTIVES, LEAD, INDICATORS, OUTCOMES, PARTIES)

SPEED = "To shorten the way from a suspicion to a control"
WATER = "To cover rivers, lakes and canals as closely as the coasts"
FRIEND = "To win the support of those who transport goods honestly"

PLAN = Plan(
    ordinal=12,
    first_day=date(2022, 1, 1),
    last_day=date(2023, 12, 31),
    title_tail="the Council Resolution of 23 October 2009 on a reinforced strategy for customs cooperation",
    based_on=("act/council-resolution-2009",),
    meetings=(date(2021, 6, 15), date(2021, 9, 21)),
    forwarded_to=("CATS", "organisation/cats"),
    introduction=(
        (
            "Inland waterways link the great ports with the middle of the continent. The ",
            Earlier(10, date(2019, 1, 1), date(2020, 6, 30), 1),
            " and the ",
            Earlier(11, date(2020, 7, 1), date(2021, 12, 31), 2),
            " hardly mentioned them.",
        ),
        (
            "The ",
            Own(),
            " makes up for that. It rests on the Council Resolution of 23 October 2009 on a reinforced strategy for "
            "customs cooperation",
            Note(3),
            " and on the wishes that were gathered at Orléans, Győr and Besançon.",
        ),
    ),
    notes=(
        Body("12077/3/18 REV 3 ENFOCUSTOM 190", document="ST-12077-2018-REV-3"),
        Body("6220/1/20 REV 1 ENFOCUSTOM 35", document="ST-6220-2020-REV-1"),
        Body("OJ C 260, 30.10.2009, p. 1", journal="OJ C 260, 2009-10-30, 1"),
    ),
    outlook=(("Each action was costed before it was chosen, and the costs are known to the Member States.",),),
    work_areas=("inland waterways", "rail freight", "warnings from the trade"),
    objectives=(SPEED, WATER, FRIEND),
    rules=(
        ("The CCWP is responsible for the implementation of this Action Plan.",),
        ("A lead that cannot go on finds another one.", "The CCWP is told within a month."),
    ),
    actions=(
        Action(
            number="12.1",
            title="To survey the berths along the great rivers",
            lead="Hungary",
            objectives=(Use(2, WATER), Use(3, FRIEND)),
            indicators=(
                Indicator("Register of berths between Besançon and Győr"),
                Indicator("Report and recommendations presented to and adopted by the CCWP", "adoption"),
            ),
            outcomes=("Every berth is known to the authority in charge", "Skippers report what they see"),
            parties=(
                Party("COM (DG TAXUD)", ("organisation/com", "organisation/dg-taxud")),
                Party("Europol", ("organisation/europol",)),
                Party("FRONTEX", ("organisation/frontex",)),
            ),
            terms=(
                "A barge carries as much as forty lorries and is met by fewer officers. The recommendations of ",
                Ref("Action 6.1", "6.1"),
                " (",
                Cite("9120/1/11 REV 1 ENFOCUSTOM 44", "ST-9120-2011-REV-1", ("ENFOCUSTOM 44",)),
                ") concern harbours at sea, yet most of them can be applied to rivers. The project group will travel "
                "along three rivers and enter every berth into a register.",
            ),
        ),
        Action(
            number="12.2",
            title="To determine how wagons are exchanged for others",
            lead="Slovakia and Austria",
            objectives=(Use(1, SPEED),),
            indicators=(Indicator("Description of ten cases, report to the CCWP", "submission"),),
            outcomes=("Exchanged wagons are discovered at the next station",),
            parties=(
                Party("COM (OLAF)", ("organisation/com", "organisation/olaf")),
                Party("Eurojust", ("organisation/eurojust",)),
            ),
            terms=(
                "Wagons disappear between two stations and others arrive in their place. The cases were collected in ",
                Cite(
                    "7744/2/20 REV 2 JAI 250 ENFOCUSTOM 58 + COR 1",
                    "ST-7744-2020-REV-2",
                    ("JAI 250", "ENFOCUSTOM 58"),
                    corrigenda=(1,),
                ),
                " and have to be brought into a system.",
            ),
        ),
        Action(
            number="12.3",
            title="To establish a telephone number for warnings from the trade",
            lead="Luxembourg",
            objectives=(Use(1, SPEED), Use(3, FRIEND)),
            indicators=(
                Indicator("Number in operation for a year"),
                Indicator("Statistics of the warnings"),
                Indicator("Evaluation, approval by the CCWP", "approval"),
            ),
            outcomes=("Warnings reach the officer in charge within the hour",),
            parties=(
                Party("WCO", ("organisation/wco",)),
                Party("EUIPO", (), unknown=True),
                Party("COM", ("organisation/com",)),
            ),
            terms=(
                "Whoever transports goods honestly suffers from those who do not. According to the recommendations of ",
                Ref("Action 10.5", "10.5"),
                " the trade wishes for one number in all Member States. It should be answered at night as well.",
            ),
        ),
        Action(
            number="12.4",
            title="To publish a guide on seals for rail freight",
            lead="Czech Republic",
            objectives=(Use(3, "To win the support of those who transport", whole=False),),
            indicators=(Indicator("Guide in ten languages"),),
            outcomes=("Broken seals are noticed", "Replaced seals are noticed as well"),
            parties=(
                Party("COM (DG TAXUD, OLAF)", ("organisation/com", "organisation/dg-taxud", "organisation/olaf")),
            ),
            terms=(
                "Railwaymen pass every wagon, customs officers hardly any. The document ",
                Cite("10301/21 ENFOCUSTOM 77", "ST-10301-2021-INIT", ("ENFOCUSTOM 77",)),
                " could be used as starting point for a guide with many pictures and few words.",
            ),
        ),
    ),
)

LAYOUT = Layout(
    rows=(no_headings(COLUMNS, box=(f"#{TERMS}", TERMS)),),
    columns=COLUMNS,
    labels={
        TITLE: "Proposed Action(s)",
        OBJECTIVES: "Strategic Objective(s)",
        LEAD: "Lead",
        INDICATORS: "Performance indicator(s)",
        OUTCOMES: "Possible outcome(s)",
        PARTIES: "Partner(s)",
        TERMS: "Terms of Reference",
    },
    headings="pages",
    row_pages=False,
    page_lines=44,
    page_mark="\f",
    footer=("11834/21 AB/ef {page}", "JAI.1 LIMITE EN"),
    item_mark="({a})",
    list_mark="-",
    objective_mark="{n}.",
    number_form="Action {last}",
    numerals=True,
    footnotes="lost",
    newline="\r\n",
    prose_width=80,
    box_width=110,
    hyphenated=True,
    decomposed=True,
)
