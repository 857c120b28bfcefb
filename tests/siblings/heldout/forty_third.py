"""The invented forty-third plan: headings in one line on every page, letters with stops, a footnote in a box."""

from datetime import date

from siblings.content import Action, Body, Cite, Earlier, Indicator, Note, Own, Party, Plan, Ref, Use
from siblings.layout import FIVE, INDICATORS, OBJECTIVES, OUTCOMES, PARTIES, TERMS, TITLE, Layout, no_headings

POSITIONS = "To expose falsified satellite positions and to restore confidence in tracking data"
PLANTS = "To prevent the entry of unauthorised pesticides and untested seed"
TIMBER = "To verify the legality of timber at the first place of unloading"
PASSES = "To keep mountain roads and alpine railways under surveillance all year round"

PLAN = Plan(
    ordinal=43,
    first_day=date(2057, 1, 1),
    last_day=date(2058, 6, 30),
    title_tail="the Council Resolution of 2 October 2003 on a strategy for customs cooperation",
    based_on=("act/council-resolution-2003",),
    meetings=(date(2056, 9, 5), date(2056, 10, 10), date(2056, 10, 11)),
    forwarded_to=("CATS", "organisation/cats"),
    introduction=(
        (
            "Goods are tracked more closely than ever, yet the tracks themselves can be bought. In May 2056 the "
            "Chișinău seminar",
            Note(1),
            " showed how a lorry appears to stand still while it is being emptied.",
        ),
        (
            "The ",
            Earlier(41, date(2054, 1, 1), date(2055, 6, 30), 2),
            " and the ",
            Earlier(42, date(2055, 7, 1), date(2056, 12, 31), 3),
            " relied on such tracks without questioning them. The ",
            Own(),
            " begins by testing them, and then turns to cargoes that grow: seed, pesticides and wood.",
        ),
    ),
    notes=(
        Body("Summary record in 9618/56 ENFOCUSTOM 77", document="ST-9618-2056-INIT"),
        Body("9120/3/53 REV 3 ENFOCUSTOM 70 UD 118", document="ST-9120-2053-REV-3"),
        Body("6630/2/55 REV 2 ENFOCUSTOM 41", document="ST-6630-2055-REV-2"),
        Body("Letter from the Swiss administration of 14 March 2056"),
    ),
    outlook=(
        ("Seven proposals out of nineteen were retained.",),
        ("What they have in common is that no single administration could carry them out by itself.",),
    ),
    work_areas=("position data", "plant protection", "timber", "mountain crossings"),
    objectives=(POSITIONS, PLANTS, TIMBER, PASSES),
    rules=(
        ("Responsibility for the implementation of this Action Plan lies with the CCWP.",),
        (
            "A project group comes into being once three delegations have put their names down.",
            "It chooses its own chair.",
        ),
        ("Whoever leaves a group hands over the files.", "Vacancies are announced at the next meeting."),
    ),
    actions=(
        Action(
            number="43.1",
            title="To recognise forged satellite positions of lorries under customs seal",
            objectives=(Use(1, POSITIONS),),
            indicators=(
                Indicator("Collection of sixty forged tracks"),
                Indicator("Detection software free of charge"),
                Indicator("Report tabled in the CCWP", "submission"),
            ),
            outcomes=(
                "Lorries that leave their route are stopped within the hour",
                "Forged tracks are no longer accepted as proof of exit",
            ),
            parties=(
                Party("EUSPA", (), unknown=True),
                Party("European Police Office", ("organisation/europol",)),
                Party("COM (DG TAXUD)", ("organisation/com", "organisation/dg-taxud")),
            ),
            terms=(
                "A transmitter the size of a matchbox persuades the device on board that nothing has moved. Ninety "
                "incidents, most of them at weekends, are listed in doc. ",
                Cite(
                    "12204/1/55 REV 1 ENFOCUSTOM 118 TRANS 402", "ST-12204-2055-REV-1", ("ENFOCUSTOM 118", "TRANS 402")
                ),
                ". The group will record genuine and forged tracks side by side, describe how they differ, and have "
                "the description tried out by control rooms in Ghent and Brașov.",
            ),
        ),
        Action(
            number="43.2",
            title="Joint sampling of seed potatoes and vegetable seed in bags without labels",
            objectives=(Use(2, PLANTS), Use(3, TIMBER)),
            indicators=(
                Indicator("Register of samples submitted to laboratories"),
                Indicator("Sampling manual for adoption by the CCWP", "adoption"),
            ),
            outcomes=("Growers are warned before sowing",),
            parties=(
                Party("Community Plant Variety Office", (), unknown=True),
                Party("COM (DG AGRI)", ("organisation/com",), unknown=True),
                Party("customs services", ("group/customs-authorities",)),
            ),
            terms=(
                "Germination tests take three weeks, which is longer than most consignments may be held. Pursuant to "
                "recommendation 7 of ",
                Ref("Action 35.1", "35.1"),
                " (",
                Cite("7811/46 ENFOCUSTOM 55 + COR 1 + COR 2", "ST-7811-2046-INIT", ("ENFOCUSTOM 55",), (1, 2)),
                "), bags may be released under bond in the meantime.",
            ),
        ),
        Action(
            number="43.3",
            title="To compare wood fibres with the species declared",
            objectives=(Use(3, "Verify the legality of timber at the first place of unloading"),),
            indicators=(
                Indicator("Reference slides of forty species"),
                Indicator("Ring test among nine laboratories"),
                Indicator("Findings laid before the CCWP", "submission"),
            ),
            outcomes=("Misdeclared species are recognised on the quay", "Courts receive uniform expert opinions"),
            parties=(
                Party("European Forest Institute", (), unknown=True),
                Party("WCO", ("organisation/wco",)),
                Party("Eurojust", ("organisation/eurojust",)),
            ),
            terms=(
                "Tropical hardwood is sawn, stained and sold as beech. The microscopes purchased in the wake of ",
                Ref("Actions 33.1", "33.1"),
                ", ",
                Ref("33.4", "33.4"),
                " and ",
                Ref("36.4", "36.4"),
                " stand idle in several ports. As ",
                Cite("10071/3/56 REV3 – ENFOCUSTOM 82", "ST-10071-2056-REV-3", ("ENFOCUSTOM 82",)),
                " put it, “an instrument without an operator is furniture”.",
            ),
        ),
        Action(
            number="43.4",
            title="To staff unmanned mountain passes in winter on a rotating basis",
            objectives=(Use(4, PASSES), Use(1, "To restore confidence in tracking data", whole=False)),
            indicators=(
                Indicator("Rota for eleven passes, CCWP approval", "approval"),
                Indicator("List of approved snow vehicles"),
            ),
            outcomes=("Night traffic on closed roads is noticed",),
            parties=(
                Party("Alpine Convention Secretariat", (), unknown=True),
                Party("border guards", ("group/border-guards",)),
            ),
            terms=(
                "Between November and April some roads are closed to the public but not to those who own a snow "
                "plough. The Swiss authorities",
                Note(4),
                " have offered two officers per shift.",
            ),
        ),
        Action(
            number="43.5",
            title="To inspect garden centres together with plant health inspectors",
            objectives=(Use(2, PLANTS),),
            indicators=(Indicator("Week of action in May 2057"), Indicator("Leaflet in seven languages")),
            outcomes=("Sales of prohibited granules decline", "Gardeners ask for proof of authorisation"),
            parties=(Party("MS", ("group/member-states",)),),
        ),
        Action(
            number="43.6",
            title="To read the loggers of refrigerated railway wagons beneath the main alpine ridge",
            objectives=(Use(4, PASSES),),
            indicators=(
                Indicator("Reading device lent to six stations"),
                Indicator("Evaluation, submitted to LEWP", "submission", by="organisation/lewp"),
            ),
            outcomes=("Unexplained halts in tunnels are accounted for",),
            terms=(
                "Doors have been opened during halts of less than four minutes (",
                Cite("5590/57 ENFOCUSTOM 9", "ST-5590-2057-INIT", ("ENFOCUSTOM 9",)),
                ", to be issued). A similar idea was put forward under ",
                Ref("Action 5", "5", plan=4),
                " of the fourth Action Plan and set aside for want of equipment.",
            ),
        ),
        Action(
            number="43.7",
            title="To publish a yearly account of errors caused by position data",
            objectives=(Use(1, POSITIONS), Use(2, PLANTS), Use(4, PASSES)),
            indicators=(
                Indicator("Anonymous notification form"),
                Indicator("First account, submitted to the CCWP for approval", "approval"),
            ),
            outcomes=("Mistakes are admitted without fear of blame", "Providers correct their devices"),
            parties=(
                Party("EU law enforcement agencies", ("group/eu-law-enforcement-agencies",)),
                Party("COM (DG HOME, DG TAXUD)", ("organisation/com", "organisation/dg-home", "organisation/dg-taxud")),
                Party("EUROCONTROL", (), unknown=True),
            ),
            terms=(
                "Innocent drivers have been detained on the strength of a single wrong coordinate. Documents ",
                Cite("11450/2/56 ENFOCUSTOM 101 REV 2", "ST-11450-2056-REV-2", ("ENFOCUSTOM 101",)),
                " and ",
                Cite("13008/56 JAI 944 ENFOCUSTOM 127", "ST-13008-2056-INIT", ("JAI 944", "ENFOCUSTOM 127")),
                " describe five such cases.",
            ),
        ),
    ),
)

LAYOUT = Layout(
    rows=(no_headings(FIVE, box=(f"#{TERMS}", TERMS)),),
    labels={
        TITLE: "Measure",
        OBJECTIVES: "Strategic aims",
        INDICATORS: "Deliverables",
        OUTCOMES: "Expected benefits",
        PARTIES: "Stakeholders",
        TERMS: "Background",
    },
    headings="pages",
    headings_in_line=True,
    annex_heading="ANNEX",
    row_rule="-- " * 11 + "--",
    row_pages=False,
    page_lines=45,
    page_mark="\f",
    header=("13455/56 FG/nt {page}",),
    footer=("ANNEX JAI.1 LIMITE EN",),
    item_mark="{a}.",
    closing=(";", "."),
    party_mark="*",
    list_mark="—",
    list_mark_alone=False,
    objective_mark="{n}.",
    number_form="Action {number}",
    periods="days",
    headings_of_sections="{number} {heading}",
    footnotes="bodies",
    prose_width=86,
    box_width=100,
    hyphenated=True,
)
