"""The invented seventy-second plan, its period unsaid: headings in pairs, unmarked pages, divided words, ligatures."""

from datetime import date

from siblings.content import Action, Body, Cite, Earlier, Indicator, Note, Own, Party, Plan, Ref, Use
from siblings.layout import (
    INDICATORS,
    LEAD,
    OBJECTIVES,
    OUTCOMES,
    PARTIES,
    START,
    TERMS,
    TIMETABLE,
    TITLE,
    Layout,
    Row,
)

COLUMNS = (TITLE, LEAD, OBJECTIVES, START, TIMETABLE, INDICATORS, OUTCOMES, PARTIES)

GATEWAYS = "To close the gateways through which drugs enter the Union"
HAZARDS = "To keep hazardous and prohibited goods off the market"
METHODS = "To modernise methods of detection and analysis"

PLAN = Plan(
    ordinal=72,
    first_day=date(2024, 1, 1),
    last_day=date(2025, 12, 31),
    status="",
    period_in_title=False,
    title_tail="the Council Resolution of 23 October 2009 on a reinforced strategy for customs cooperation",
    based_on=("act/council-resolution-2009",),
    meetings=(date(2023, 10, 12), date(2023, 11, 16)),
    forwarded_to=("LEWP", "organisation/lewp"),
    introduction=(
        (
            "In October 2023 the Commission presented a roadmap to fight drug trafficking and organised crime",
            Note(1),
            ". Customs authorities are referred to in nearly every chapter of it, most prominently in connection with "
            "the alliance of European ports.",
        ),
        (
            "The ",
            Earlier(71, date(2022, 1, 1), date(2023, 12, 31), 2),
            " came to an end with five final reports. Two of its actions were prolonged and have been integrated into "
            "the ",
            Own(),
            ", which also responds to the findings of the tenth round of mutual evaluations.",
        ),
        (
            "Delegations stressed that the burden on small administrations must remain bearable",
            Note(3),
            ". No Member State is therefore expected to lead more than one action.",
        ),
    ),
    notes=(
        Body("COM(2023) 641 final; ref. 14114/23 JAI 1315 COSI 183", document="ST-14114-2023-INIT"),
        Body("13266/2/21 REV 2 ENFOCUSTOM 128", document="ST-13266-2021-REV-2"),
        Body("Statement by Luxembourg, Malta and Estonia at the meeting of 16 November 2023"),
    ),
    outlook=(
        (
            "Actions are intended to be short. Both the beginning and the time allowed are indicated; an extension "
            "may be requested only once.",
        ),
    ),
    work_areas=("drugs", "product safety and prohibitions", "innovation"),
    objectives=(GATEWAYS, HAZARDS, METHODS),
    rules=(
        ("The CCWP is responsible for the implementation of this Action Plan.",),
        (
            "Drafts are shared on the delegates portal.",
            "Sensitive annexes are handed over in person or sent by accredited systems.",
        ),
        (
            "Leaders submit a one-page progress note every four months.",
            "Where no note is received, the Presidency asks the leader for an explanation.",
        ),
        ("Interpretation is not provided.",),
    ),
    actions=(
        Action(
            number="72.1",
            title="To harden container terminals against intrusion by extraction teams",
            lead="Belgium",
            objectives=(Use(1, GATEWAYS),),
            start="January 2024",
            timetable="12 months",
            indicators=(
                Indicator("Inspection of fences, cameras and gates at ten terminals"),
                Indicator("Minimum standards, to be endorsed by the CCWP", "approval"),
            ),
            outcomes=("Intruders are noticed within five minutes",),
            parties=(
                Party("Europol", ("organisation/europol",)),
                Party("FEPORT", (), unknown=True),
                Party("COM (DG HOME, DG MOVE)", ("organisation/com", "organisation/dg-home"), unknown=True),
            ),
            terms=(
                "Young men, often minors, hide in empty containers for days until they are told where the drugs are. "
                "Such “hotel containers” were described in ",
                Cite("8790/1/23 REV 1 ENFOCUSTOM 66 COSI 88", "ST-8790-2023-REV-1", ("ENFOCUSTOM 66", "COSI 88")),
                ". The inspections are to be carried out together with the police responsible for the port.",
            ),
        ),
        Action(
            number="72.2",
            title="To search small craft and sailing yachts arriving from the Caribbean",
            lead="Portugal and Ireland",
            objectives=(Use(1, GATEWAYS), Use(3, METHODS)),
            start="spring 2024",
            timetable="two sailing seasons",
            indicators=(
                Indicator("List of marinas visited"),
                Indicator("Analysis of false compartments found since 2019"),
                Indicator(
                    "Joint findings, report to the Law Enforcement Working Party", "submission", by="organisation/lewp"
                ),
            ),
            outcomes=("Harbour masters give notice of unusual refits",),
            parties=(
                Party("MAOC (N)", (), unknown=True),
                Party("European Border and Coast Guard Agency", ("organisation/frontex",)),
                Party("Customs authorities", ("group/customs-authorities",)),
            ),
            terms=(
                "Fewer than one yacht in a hundred is boarded. Reference is made to ",
                Ref("Action 70.4", "70.4"),
                ", which dealt with fishing vessels, and to the sheets annexed to ",
                Cite("6128/2/20 ENFOCUSTOM 29 REV 2", "ST-6128-2020-REV-2", ("ENFOCUSTOM 29",)),
                ".",
            ),
        ),
        Action(
            number="72.3",
            title="Early identification of nitazenes and other synthetic opioids",
            lead="Estonia",
            objectives=(Use(3, METHODS), Use(1, "Close the gateways through which drugs enter the Union")),
            start="March 2024",
            timetable="until the end of 2025",
            indicators=(Indicator("Shared library of spectra, approved by the CCWP", "approval"),),
            outcomes=(
                "Handheld instruments recognise new substances",
                "Customs laboratories are informed first",
                "Officers are protected against exposure",
            ),
            parties=(
                Party("EUDA", (), unknown=True),
                Party("Joint Research Centre", (), unknown=True),
            ),
            terms=(
                "Eighty-three deaths were recorded in one Baltic State in a single year. Following up ",
                Ref("Action 71.3", "71.3"),
                ", the library will be extended every month. The technical annex (",
                Cite(
                    "12051/22 ENFOCUSTOM 118 CORDROGUE 70 + ADD 1",
                    "ST-12051-2022-INIT",
                    ("ENFOCUSTOM 118", "CORDROGUE 70"),
                    addenda=(1,),
                ),
                ") remains valid.",
            ),
        ),
        Action(
            number="72.4",
            title="To stop trade in fluorinated greenhouse gases outside the quota system",
            lead="Romania",
            objectives=(Use(2, HAZARDS),),
            start="after the entry into force of the new Regulation",
            timetable="18 months",
            indicators=(
                Indicator("Joint inspections of warehouses and vehicles"),
                Indicator("Handbook for inspectors, submitted to the CCWP for approval", "approval"),
            ),
            outcomes=("Disposable cylinders disappear from online market places",),
            parties=(
                Party("OLAF", ("organisation/olaf",)),
                Party("European Environment Agency", (), unknown=True),
            ),
            terms=(
                "Licensing data are not yet linked to declarations. Cylinders are brought in from the east and the "
                "south-east, hidden behind legal loads or in the boots of private cars. Neither ",
                Ref("Action 68.3", "68.3"),
                " nor ",
                Ref("Action 69.4", "69.4"),
                " addressed sales through social networks; the latter was, moreover, abandoned in 2021 (",
                Cite("9930/3/21 REV3 – ENFOCUSTOM 79", "ST-9930-2021-REV-3", ("ENFOCUSTOM 79",)),
                ").",
            ),
        ),
        Action(
            number="72.5",
            title="To verify licences for the import of cultural goods",
            lead="Greece",
            objectives=(Use(2, "To keep prohibited goods off the market", whole=False),),
            start="28 June 2025",
            timetable="6 months",
            indicators=(
                Indicator("Collection of questions raised in the first hundred days"),
                Indicator("Answers agreed with the competent ministries"),
            ),
            outcomes=("Importers receive consistent answers",),
        ),
        Action(
            number="72.6",
            title="To evaluate software for the automatic interpretation of scanner images",
            lead="Netherlands",
            objectives=(Use(3, METHODS),),
            start="September 2024",
            timetable="one year",
            indicators=(
                Indicator("Benchmark of four products on the same set of images"),
                Indicator("Results and recommendations, presented to and adopted by the CCWP", "adoption"),
            ),
            outcomes=(
                "Administrations can choose between products in full knowledge of their strengths and limits",
                "Images are exchanged in a single format",
            ),
            parties=(
                Party("COM (OLAF, DG TAXUD)", ("organisation/com", "organisation/olaf", "organisation/dg-taxud")),
                Party("World Customs Organization", ("organisation/wco",)),
            ),
            terms=(
                "Suppliers promise detection rates of more than ninety per cent, but each of them measures by its own "
                "rules. The format developed by the World Customs Organization will be used throughout. The images "
                "come from the collection set up under ",
                Ref("Action 7", "7", plan=4),
                " of the fourth Action Plan and enlarged under ",
                Ref("Actions 70.1", "70.1"),
                " and ",
                Ref("71.2", "71.2"),
                ". Legal aspects are covered by ",
                Cite(
                    "15417/23 ENFOCUSTOM 150 DATAPROTECT 314 COR 1",
                    "ST-15417-2023-COR-1",
                    ("ENFOCUSTOM 150", "DATAPROTECT 314"),
                ),
                ".",
            ),
        ),
        Action(
            number="72.7",
            title="To combat the smuggling of flash bangers and professional fireworks by car",
            lead="Austria",
            objectives=(Use(2, HAZARDS),),
            start="October 2024",
            timetable="three months",
            indicators=(Indicator("Operation plan, adoption by the CCWP", "adoption"),),
            outcomes=("Accidents during transport become rarer",),
            parties=(
                Party("Eurojust", ("organisation/eurojust",)),
                Party("Border guards", ("group/border-guards",)),
            ),
            terms=("Flash bangers serve to blow up cash machines.",),
        ),
    ),
)

_HEAD = ("number", "#title", "#lead", "title", "lead", "#objectives", "objectives")
_TAIL = ("#indicators", "#outcomes", "indicators", "outcomes", "#parties", "parties", f"#{TERMS}>{TERMS}")
_PAIRS = Row((*_HEAD, "#start", "#timetable", "start", "timetable", *_TAIL))

LAYOUT = Layout(
    rows=(_PAIRS,),
    columns=COLUMNS,
    labels={
        TITLE: "Name of the action",
        LEAD: "Leader",
        OBJECTIVES: "Strategic objective(s) supported",
        START: "Beginning",
        TIMETABLE: "Time allowed",
        INDICATORS: "Performance indicator(s)",
        OUTCOMES: "Possible outcome(s)",
        PARTIES: "Other parties concerned",
        TERMS: "Terms of Reference:",
    },
    annex_heading="ANNEX",
    row_rule="",
    row_pages=True,
    page_mark="",
    footer=("14690/1/23 REV 1 TP/os {page}", "JAI.1 EN"),
    item_mark="{n}.",
    loose_items=True,
    closing=(";", "."),
    party_mark="-",
    list_mark="▪",
    list_mark_alone=False,
    objective_mark="{n}.",
    number_form="Action No {number}",
    numerals=True,
    section_pages=False,
    headings_of_sections="{number}. {heading}",
    footnotes="bodies",
    prose_width=86,
    box_width=98,
    widths={
        TITLE: 40,
        LEAD: 16,
        OBJECTIVES: 42,
        START: 20,
        TIMETABLE: 20,
        INDICATORS: 38,
        OUTCOMES: 34,
        PARTIES: 26,
    },
    hyphenated=True,
    ligatures=True,
)
