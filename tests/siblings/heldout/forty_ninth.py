"""The invented forty-ninth plan: headings in one line on every page, leads and timetables, figures, a note column."""

from datetime import date

from siblings.content import Action, Body, Cite, Earlier, Indicator, Note, Own, Party, Plan, Ref, Use
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

COLUMNS = (TITLE, LEAD, OBJECTIVES, PARTIES, INDICATORS, OUTCOMES, TIMETABLE)

SONGBIRDS = "To dry up the market in songbirds, orchids and cacti taken from the wild"
GAMING = "To bring unlicensed gaming equipment under supervision"
OFFICES = "To relieve small customs offices of repetitive work"

PLAN = Plan(
    ordinal=49,
    first_day=date(2069, 1, 1),
    last_day=date(2070, 6, 30),
    title_tail="the Stockholm Programme",
    based_on=("act/stockholm-programme",),
    meetings=(date(2068, 9, 19),),
    forwarded_to=("LEWP", "organisation/lewp"),
    introduction=(
        (
            "A goldfinch sells for the price of a bicycle, and a slot machine without a licence recovers its cost "
            "within a fortnight. The ",
            Earlier(48, date(2067, 7, 1), date(2068, 12, 31), 1),
            " has shown that officials at remote posts can seldom spare the hours which such cases demand.",
        ),
        (
            "Under the Programme",
            Note(2),
            ", the exchange of personnel is to be encouraged. In that spirit the ",
            Own(),
            " proposes loans of staff between offices. Delegations had before them a paper by the Slovak delegation",
            Note(3),
            " and the lessons drawn from the ",
            Earlier(47, date(2066, 1, 1), date(2067, 6, 30)),
            ".",
        ),
    ),
    notes=(
        Body("5410/5/67 REV 5 ENFOCUSTOM 8", document="ST-5410-2067-REV-5"),
        Body("OJ C 115, 4.5.2010, p. 1", journal="OJ C 115, 2010-05-04, 1"),
        Body("10934/1/68 REV 1 ENFOCUSTOM 97 SCHENGEN 41", document="ST-10934-2068-REV-1"),
    ),
    outlook=(
        ("Two of the actions conclude work which was begun earlier, the others are new.",),
        ("Their sequence does not imply any order of importance.",),
    ),
    work_areas=("wildlife", "gaming", "organisation of work"),
    objectives=(SONGBIRDS, GAMING, OFFICES),
    rules=(
        ("The implementation of this Action Plan falls within the remit of the CCWP.",),
        ("The lead administration may delegate tasks but not its responsibility.",),
        (
            "Every project group reports orally at the end of each Presidency.",
            "Written reports are required only upon completion.",
            "They should not exceed twenty pages.",
        ),
    ),
    actions=(
        Action(
            number="49.1",
            title="To recognise cages and nets intended for the capture of songbirds",
            lead="Cyprus",
            objectives=(Use(1, SONGBIRDS),),
            parties=(
                Party("BirdLife International", (), unknown=True),
                Party("Europol", ("organisation/europol",)),
            ),
            indicators=(
                Indicator("Pictorial guide to nets, lime sticks and decoys"),
                Indicator("Report on the seizures of one migratory season, for submission to the CCWP", "submission"),
            ),
            outcomes=("Nets are seized before the season opens", "Fewer birds reach the cooking pot"),
            timetable="1st semester 2069",
            terms=(
                "Mist nets are declared as fruit protection. What distinguishes them is the fineness of the mesh, "
                "which can be measured with a coin. The guide published under ",
                Ref("Action 46.2", "46.2"),
                " (document ",
                Cite("9022/3/65 REV 3 ENFOCUSTOM 71 ENV 502", "ST-9022-2065-REV-3", ("ENFOCUSTOM 71", "ENV 502")),
                ") will be extended to decoys and to recordings of birdsong.",
            ),
        ),
        Action(
            number="49.2",
            title="To follow the circuit boards of gaming machines from the factory to the arcade",
            lead="Slovakia",
            objectives=(Use(2, GAMING),),
            parties=(
                Party("COM (OLAF)", ("organisation/com", "organisation/olaf")),
                Party("LEWP", ("organisation/lewp",)),
                Party("Gaming Regulators European Forum", (), unknown=True),
            ),
            indicators=(
                Indicator("Reverse engineering of six boards"),
                Indicator("Common tariff classification of boards"),
                Indicator("Factual report transmitted to LEWP", "submission", by="organisation/lewp"),
            ),
            outcomes=("Boards are traced to a handful of importers",),
            timetable="March 2069 – May 2070",
            terms=(
                "Cabinets are assembled locally from furniture boards; only the electronics are imported. Once "
                "mounted, a board is worth thirty times its declared value. Tax, police and customs authorities each "
                "hold a fragment of the picture, as ",
                Cite("12700/67 ENFOCUSTOM 133 ADD 1", "ST-12700-2067-ADD-1", ("ENFOCUSTOM 133",)),
                " demonstrates. The project group will put the fragments together and suggest who should act first.",
            ),
        ),
        Action(
            number="49.3",
            title="Loan of officers between neighbouring offices in periods of peak traffic",
            lead="Austria with Slovenia",
            objectives=(Use(3, OFFICES),),
            indicators=(
                Indicator("Model agreement on loans"),
                Indicator("Model agreement approved by the CCWP", "approval"),
            ),
            outcomes=("Waiting times are halved at harvest time", "Officers learn from each other"),
            timetable="twelve months",
        ),
        Action(
            number="49.4",
            title="To inspect parcels of cacti and orchids without breaking their dormancy",
            lead="Netherlands",
            objectives=(Use(1, "To dry up the market in orchids and cacti", whole=False), Use(3, OFFICES)),
            parties=(
                Party("customs authorities", ("group/customs-authorities",)),
                Party("Royal Botanic Gardens Kew", (), unknown=True),
            ),
            indicators=(Indicator("Handling instructions adopted by the CCWP", "adoption"),),
            outcomes=("Plants survive the control", "Wild specimens are returned to their country of origin"),
            timetable="by the end of 2069",
            terms=(
                "Collectors pay more for roots bearing traces of desert soil. The outcome of ",
                Ref("Action 27.5", "27.5", plan=27),
                " of the 27th Action Plan is still relied upon by nurseries (",
                Cite("7003/39 ENFOCUSTOM 48 AGRI 130", "ST-7003-2039-INIT", ("ENFOCUSTOM 48", "AGRI 130")),
                ").",
            ),
        ),
        Action(
            number="49.5",
            title="To automate the matching of transit documents at remote posts",
            lead="Estonia",
            objectives=(Use(3, OFFICES), Use(2, GAMING)),
            parties=(Party("COM (DG TAXUD)", ("organisation/com", "organisation/dg-taxud")),),
            indicators=(
                Indicator("Prototype running at eight posts"),
                Indicator("Measurement of the time saved"),
                Indicator("Evaluation of the prototype, to be submitted to the CCWP for adoption", "adoption"),
            ),
            outcomes=("Each officer gains two hours per shift",),
            timetable="September 2069 – April 2070",
            terms=(
                "At a third of all posts, documents are matched by eye. It has to be borne in mind that, according to ",
                Cite("8158/1/68 REV 1 ENFOCUSTOM 70 + ADD 2", "ST-8158-2068-REV-1", ("ENFOCUSTOM 70",), addenda=(2,)),
                ", half of them lack a permanent data link. Nothing prevents the results of ",
                Ref("Action [48.3]", "48.3"),
                " and of ",
                Ref("Action 48.6", "48.6"),
                " from being taken into account.",
            ),
        ),
        Action(
            number="49.6",
            title="To draw up a list of addresses at which gaming tokens are minted",
            lead="Bulgaria",
            objectives=(Use(2, GAMING),),
            parties=(
                Party("World Customs Organization", ("organisation/wco",)),
                Party("EU law enforcement agencies", ("group/eu-law-enforcement-agencies",)),
            ),
            indicators=(Indicator("List of addresses"), Indicator("Joint visits to the addresses")),
            outcomes=("Mints are visited jointly", "Tokens lose their attraction"),
            timetable="2nd semester 2069",
            terms=("Tokens circulate as a currency among couriers.",),
        ),
    ),
)

LAYOUT = Layout(
    rows=(no_headings(COLUMNS),),
    columns=COLUMNS,
    labels={
        TITLE: "Action",
        LEAD: "Lead administration",
        OBJECTIVES: "Strategic objective pursued",
        PARTIES: "Parties concerned",
        INDICATORS: "Performance indicators",
        OUTCOMES: "Outcomes expected",
        TIMETABLE: "Timetable",
        TERMS: "Terms of reference:",
    },
    headings="pages",
    headings_in_line=True,
    annex_heading="ANNEX",
    row_rule="_" * 42,
    row_pages=False,
    page_lines=46,
    page_mark=" ",
    footer=("10934/3/68 REV 3 ZH/po {page}", "JAI.1 LIMITE EN"),
    item_mark="{a}.",
    closing=(",", "."),
    party_mark="•",
    list_mark="▪",
    objective_mark="–",
    number_form="{number}.",
    ordinals="figures",
    periods="months",
    numerals=True,
    headings_of_sections="{upper}",
    footnotes="column",
    prose_width=86,
    box_width=110,
    no_break_spaces=True,
)
