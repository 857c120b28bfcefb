"""The invented fifty-fourth plan: columns named at the head of every page, ordinals in figures, letters for items."""

from datetime import date

from siblings.content import Action, Body, Cite, Earlier, Indicator, Note, Own, Party, Plan, Ref, Use
from siblings.layout import INDICATORS, LEAD, OBJECTIVES, OUTCOMES, PARTIES, TERMS, TIMETABLE, TITLE, Layout, Row

COLUMNS = (TITLE, LEAD, OBJECTIVES, INDICATORS, TIMETABLE, OUTCOMES, PARTIES)

LOCKERS = "To close the gaps in the supervision of parcel lockers and pick-up points"
HULLS = "To uncover goods concealed beneath the waterline"
PORTABLE = "To equip front-line officers with portable analysers and to ensure that results are comparable"

PLAN = Plan(
    ordinal=54,
    first_day=date(2079, 7, 1),
    last_day=date(2080, 12, 31),
    title_tail="the strategy for customs cooperation",
    based_on=("act/strategy-2003",),
    meetings=(date(2078, 11, 14), date(2079, 1, 23), date(2079, 2, 21)),
    forwarded_to=("CATS", "organisation/cats"),
    introduction=(
        (
            "The deliberations that led to this document took up three meetings instead of two. The drafting group "
            "took the view that the ",
            Earlier(53, date(2078, 1, 1), date(2079, 6, 30), 1),
            " had left two questions unanswered: what becomes of parcels nobody collects, and what travels below the "
            "waterline.",
        ),
        (
            "The ",
            Own(),
            " proposes seven actions. Each of them names the Member State which has offered to take the lead, since "
            "experience",
            Note(2),
            " suggests that projects without a leader come to nothing.",
        ),
    ),
    notes=(
        Body("11206/4/76 REV 4 ENFOCUSTOM 109", document="ST-11206-2076-REV-4"),
        Body("Cf. 7715/1/78 REV 1 ENFOCUSTOM 63 JAI 214", document="ST-7715-2078-REV-1"),
    ),
    outlook=(("The dates given are those by which a draft has to be circulated.",),),
    work_areas=("postal traffic", "maritime controls", "detection technology"),
    objectives=(LOCKERS, HULLS, PORTABLE),
    rules=(
        ("Responsibility for the implementation of this Action Plan rests with the CCWP.",),
        (
            "The lead convenes the first meeting within six weeks.",
            "Should it be prevented from doing so, the Presidency steps in.",
        ),
        ("Translation of the reports is limited to the conclusions.",),
        ("The General Secretariat keeps the list of experts up to date.",),
    ),
    actions=(
        Action(
            number="54.1",
            title="To analyse uncollected parcels at automated lockers",
            lead="Estonia",
            objectives=(Use(1, LOCKERS),),
            indicators=(
                Indicator("Random opening of 800 parcels"),
                Indicator("Breakdown by sender, route and contents"),
                Indicator("Report with proposals, submitted to the CCWP", "submission"),
            ),
            timetable="by March 2080",
            outcomes=(
                "Abandoned parcels are no longer returned unopened",
                "Fictitious addressees are entered in risk profiles",
            ),
            parties=(
                Party("COM (DG TAXUD)", ("organisation/com", "organisation/dg-taxud")),
                Party("PostEurop", (), unknown=True),
            ),
            terms=(
                "One parcel in seventy is never collected. Couriers send it back at their own expense, thereby "
                "destroying evidence in good faith. A pilot was run within the framework of ",
                Ref("Action 49.4", "49.4"),
                "; its outcome is summarised in ",
                Cite("10058/77 ENFOCUSTOM 97 + ADD 1", "ST-10058-2077-INIT", ("ENFOCUSTOM 97",), addenda=(1,)),
                ".",
            ),
        ),
        Action(
            number="54.2",
            title="Common rules of access to the records of locker operators",
            lead="Latvia and Finland",
            objectives=(Use(1, LOCKERS), Use(3, PORTABLE)),
            indicators=(
                Indicator("Overview of national legislation"),
                Indicator("Model request, approval by the CCWP", "approval"),
            ),
            timetable="by June 2080",
            outcomes=("Requests are answered in the course of the same day",),
            parties=(
                Party("COPEN", ("organisation/copen",)),
                Party("European Data Protection Supervisor", (), unknown=True),
                Party("Eurojust", ("organisation/eurojust",)),
            ),
            terms=(
                "Operators keep pictures of everyone who opens a door. In four Member States a court order is needed "
                "to see them, in nine a telephone call will do. For the legal background, see ",
                Cite(
                    "14177/2/76 REV 2 COPEN 311 ENFOCUSTOM 138", "ST-14177-2076-REV-2", ("COPEN 311", "ENFOCUSTOM 138")
                ),
                ".",
            ),
        ),
        Action(
            number="54.3",
            title="To inspect rudder trunks and sea chests by remotely operated vehicle",
            lead="Portugal",
            objectives=(Use(2, HULLS),),
            indicators=(
                Indicator("Inspection of sixty hulls at anchor"),
                Indicator("Instructions for pilots"),
                Indicator("Final report, presented to and adopted by the CCWP", "adoption"),
            ),
            timetable="by October 2080",
            outcomes=(
                "Divers are deployed only where the camera has found something",
                "Inspections no longer depend on the weather",
                "Port operations continue undisturbed",
            ),
            parties=(
                Party("FRONTEX", ("organisation/frontex",)),
                Party("EMSA", (), unknown=True),
                Party("Europol", ("organisation/europol",)),
            ),
            terms=(
                "Sea chests take in cooling water and, increasingly often, cocaine. Since the publication of the "
                "manual prepared under ",
                Ref("Action 33.6", "33.6", plan=33),
                " of the 33rd Action Plan (",
                Cite(
                    "15501/1/45 REV 1 ENFOCUSTOM 144 CORDROGUE 92",
                    "ST-15501-2045-REV-1",
                    ("ENFOCUSTOM 144", "CORDROGUE 92"),
                ),
                "), vehicles have become both smaller and cheaper.",
            ),
        ),
        Action(
            number="54.4",
            title="To set up a register of commercial diving companies",
            lead="Croatia",
            objectives=(Use(2, HULLS),),
            indicators=(Indicator("Register covering the Adriatic and the Ionian Sea"),),
            timetable="by December 2079",
            outcomes=("Divers hired by traffickers become known",),
            terms=("The skills required are rare, and so are those who possess them.",),
        ),
        Action(
            number="54.5",
            title="To validate handheld spectrometers against laboratory findings",
            lead="Netherlands",
            objectives=(Use(3, PORTABLE), Use(2, HULLS)),
            indicators=(
                Indicator("Blind trial with 240 samples"),
                Indicator("Table of false positives per model"),
                Indicator("Minimum specifications, to be endorsed by the CCWP", "approval"),
            ),
            timetable="by May 2080",
            outcomes=(
                "Results obtained on the spot stand up in court",
                "Administrations purchase devices that have been tried",
            ),
            parties=(
                Party("COM (OLAF)", ("organisation/com", "organisation/olaf")),
                Party("WCO", ("organisation/wco",)),
                Party("European Network of Forensic Science Institutes", (), unknown=True),
            ),
            terms=(
                "Manufacturers promise certainty within thirty seconds. The trial described in ",
                Cite("6904/3/78 REV3 – ENFOCUSTOM 51", "ST-6904-2078-REV-3", ("ENFOCUSTOM 51",)),
                " showed otherwise where substances had been mixed with sugar, plaster or soap. The work ties in with ",
                Ref("Actions 45.2", "45.2"),
                ", ",
                Ref("47.7", "47.7"),
                " and ",
                Ref("52.1", "52.1"),
                ". It will not extend to explosives.",
            ),
        ),
        Action(
            number="54.6",
            title="To draw up instructions for the cleaning and calibration of shared devices",
            lead="Luxembourg",
            objectives=(Use(3, "To ensure that results are comparable", whole=False),),
            indicators=(
                Indicator("Instructions in 24 languages"),
                Indicator("Logbook template"),
            ),
            timetable="by February 2080",
            outcomes=("Contamination of samples is ruled out",),
            parties=(
                Party("CEPOL", ("organisation/cepol",)),
                Party("Member States", ("group/member-states",)),
            ),
        ),
        Action(
            number="54.7",
            title="To prepare a forward look at unmanned submersibles",
            lead="Spain",
            objectives=(Use(2, HULLS), Use(1, LOCKERS)),
            indicators=(
                Indicator("Hearing of naval architects"),
                Indicator("Presentation of the forward look to LEWP", "submission", by="organisation/lewp"),
            ),
            timetable="by November 2080",
            outcomes=(
                "Legislation is prepared ahead of events",
                "Coastal radar is adapted in good time",
            ),
            parties=(
                Party("LEWP", ("organisation/lewp",)),
                Party("EU law enforcement agencies", ("group/eu-law-enforcement-agencies",)),
            ),
            terms=(
                "Fourteen hulls without a crew were washed ashore in 2078. None of them could be linked to an owner, "
                "see ",
                Cite("5186/79 ENFOCUSTOM 7 COR 1", "ST-5186-2079-COR-1", ("ENFOCUSTOM 7",)),
                ". Contrary to ",
                Ref("Action 39.3", "39.3"),
                ", no arrests are aimed at.",
            ),
        ),
    ),
)

LAYOUT = Layout(
    rows=(Row(("number>title", *COLUMNS[1:], f"#{TERMS}>{TERMS}")),),
    columns=COLUMNS,
    labels={
        TITLE: "Action proposed",
        LEAD: "Led by",
        OBJECTIVES: "Strategic objective(s) pursued",
        INDICATORS: "Indicators of success",
        TIMETABLE: "Time schedule",
        OUTCOMES: "Envisaged outcome(s)",
        PARTIES: "Further parties concerned",
        TERMS: "Terms of reference:",
    },
    annex_heading="ANNEX",
    headings="pages",
    row_rule="_" * 44,
    row_pages=False,
    page_lines=38,
    page_mark="\f",
    header=("7420/2/79 REV 2 SK/ad {page}", "LIMITE EN"),
    item_mark="{a}.",
    closing=(",", "."),
    party_mark="–",
    list_mark="•",
    list_mark_alone=False,
    objective_mark="{n}.",
    number_form="{number}.",
    ordinals="figures",
    periods="months",
    headings_of_sections="{number}. {heading}",
    footnotes="bodies",
    prose_width=88,
    box_width=110,
    no_break_spaces=True,
)
